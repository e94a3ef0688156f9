"""Rasters whose bands are predictors: their values as columns of a table."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from rasterio.windows import Window

from satclip_backend.errors import SatclipError
from satclip_backend.models.raster_bands import named_bands, open_with_bands
from satclip_backend.models.raster_metadata import MOST_BANDS, MOST_RASTERS, BandUsed, RasterUsed
from satclip_backend.rasters.formats import ENDINGS
from satclip_backend.rasters.grids import RasterGrid
from satclip_backend.rasters.sampling import Raster, sample_of, values_at, values_on
from satclip_backend.tables.columns import Column, Columns
from satclip_backend.translation import gettext_lazy as _


@dataclass(frozen=True)
class RasterPredictor:
    """An open raster and the bands that are used, with the band numbers of this file."""

    raster: Raster
    used: RasterUsed

    def columns(self, lonlat: NDArray[np.float64]) -> dict[str, Column]:
        """Return the bands at points (n, 2) in degrees, by field; missing outside the raster and at nodata."""
        return self._columns(
            lambda numbers, classes: values_at(
                self.raster, numbers, lonlat, self.used.bilinear and not classes
            )
        )

    def columns_on(self, grid: RasterGrid, window: Window) -> dict[str, Column]:
        """Return the bands at the pixels of a window of a map, in row-major order."""
        return self._columns(
            lambda numbers, classes: values_on(
                self.raster,
                numbers,
                grid,
                window,
                bilinear=self.used.bilinear and not classes,
                averaged=not classes,
            )
        )

    def _columns(self, read) -> dict[str, Column]:
        columns = {}
        for classes in (False, True):
            bands = [band for band in self.used.bands if (band.classes is not None) == classes]
            values = read([band.number for band in bands], classes) if bands else np.empty((0, 0))
            for band, found in zip(bands, values.T):
                missing = np.isnan(found)
                if classes:
                    codes = Column("integer", np.where(missing, 0, found).astype(np.int64), missing)
                    columns[band.field] = Column("text", codes.labels(), missing)
                else:
                    columns[band.field] = Column("number", found, missing)
        return {band.field: columns[band.field] for band in self.used.bands}


def open_predictors(names: Sequence[str | Path], bilinear: bool = False) -> list[RasterPredictor]:
    """Open the rasters FILE[:BANDS] for fitting a model.

    BANDS are numbers, ranges or names of bands, separated by commas. `=classes` or `=numbers` after a band
    sets its type. By default, all bands are used, and integer bands with a colour table are classes. Raises
    SatclipError.
    """
    return predictors_of([open_with_bands(name) for name in names], bilinear)


def predictors_of(
    rasters: Sequence[tuple[Raster, Sequence[str]]], bilinear: bool = False
) -> list[RasterPredictor]:
    """Return predictors from rasters, each with the names of its bands. Raises SatclipError."""
    if len(rasters) > MOST_RASTERS:
        raise SatclipError(
            _(
                "{count} rasters are given, and at most {most} can be predictors.",
                count=len(rasters),
                most=MOST_RASTERS,
            )
        )
    found: list[RasterPredictor] = []
    for raster, wanted in rasters:
        stem = _stem(raster)
        if any(stem == _stem(other.raster) for other in found):
            raise SatclipError(_("Two rasters are called {stem}: rename one.", stem=stem))
        chosen = named_bands(raster, wanted)
        if len(chosen) > MOST_BANDS:
            raise SatclipError(
                _(
                    "{raster} has {count} bands, and at most {most} can be predictors: choose some, as in "
                    "{raster}:1,2.",
                    raster=raster.name,
                    count=len(chosen),
                    most=MOST_BANDS,
                )
            )
        called = [band.name for band in raster.bands]
        bands = [
            BandUsed(
                field=stem
                if len(raster.bands) == 1
                else f"{stem}:{band.name if called.count(band.name) == 1 and band.name else band.number}",
                number=band.number,
                name=band.name if called.count(band.name) == 1 else "",
                dtype=band.dtype,
                scale=band.scale,
                offset=band.offset,
                units=band.units,
                classes=[] if classes else None,
            )
            for band, classes in chosen
        ]
        found.append(make_predictor(raster, bands, bilinear))
    return found


def with_rasters(columns: Columns, predictors: Iterable[RasterPredictor]) -> Columns:
    """Return a table with the bands of rasters as additional fields.

    Raises SatclipError if a field name is already used.
    """
    fields = dict(columns.fields)
    for predictor in predictors:
        for name in predictor.used.fields:
            if name in fields:
                raise SatclipError(
                    _(
                        "The table has a field {name}, as the raster {raster} is called: rename one.",
                        name=name,
                        raster=predictor.raster.name,
                    )
                )
        fields |= predictor.columns(columns.lonlat)
    return Columns(columns.lonlat, fields)


def select_bands(predictors: Sequence[RasterPredictor], fields: Collection[str]) -> list[RasterPredictor]:
    """Return the rasters, restricted to the bands in `fields`. Rasters without such bands are left out."""
    found = []
    for predictor in predictors:
        bands = [band for band in predictor.used.bands if band.field in fields]
        if bands == predictor.used.bands:
            found.append(predictor)
        elif bands:
            found.append(make_predictor(predictor.raster, bands, predictor.used.bilinear))
    return found


def without_values(used: RasterUsed, fields: Mapping[str, Column]) -> NDArray[np.bool_]:
    """Return the rows (n,) in which all bands of a raster are missing."""
    return np.all([fields[name].missing for name in used.fields], axis=0)


def coverage_warnings(predictors: Iterable[RasterPredictor], fields: Mapping[str, Column]) -> list[str]:
    """Return a sentence for each raster with missing values in `fields`.

    Raises SatclipError if all values are missing.
    """
    warnings = []
    for predictor in predictors:
        name, missing = predictor.raster.name, without_values(predictor.used, fields)
        if missing.all():
            raise SatclipError(
                _(
                    "The raster {name} has no value at any of the observations: they lie outside it, or on its "
                    "nodata.",
                    name=name,
                )
            )
        if missing.any():
            warnings.append(
                _(
                    "The raster {raster} has no value at {missing} of {observations} observations, which were used "
                    "without: they lie outside it or on its nodata.",
                    raster=name,
                    missing=int(missing.sum()),
                    observations=len(missing),
                )
            )
    return warnings


def _stem(raster: Raster) -> str:
    """Return the name of a raster without its file extension."""
    name = Path(raster.name)
    return name.stem if name.suffix.lower() in (*ENDINGS, ".npy") else raster.name


def make_predictor(raster: Raster, bands: list[BandUsed], bilinear: bool) -> RasterPredictor:
    """Return the predictor of these bands of an open raster, with a hash of a sample of its values."""
    sample = sample_of(raster, [band.number for band in bands])
    authority = raster.crs.to_authority()
    used = RasterUsed(
        name=raster.name,
        crs=":".join(authority) if authority else raster.crs.to_wkt(),
        width=raster.width,
        height=raster.height,
        transform=tuple(raster.transform[:6]),
        encoding=raster.encoding,
        bilinear=bilinear,
        values_sha256=hashlib.sha256(np.nan_to_num(sample, nan=np.inf).astype("<f8").tobytes()).hexdigest(),
        bands=bands,
    )
    return RasterPredictor(raster, used)
