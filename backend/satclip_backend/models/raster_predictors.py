"""Rasters whose bands are predictors: choice of bands, metadata in model files, and values as columns.

When a model is used, the rasters are given again and must have the same meaning.
"""

from __future__ import annotations

import hashlib
import math
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Annotated, Any, Literal, Optional

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict, Field
from rasterio.windows import Window

from satclip_backend.errors import SatclipError
from satclip_backend.models.data_checks import MOST_CATEGORIES
from satclip_backend.models.fit_config import Number
from satclip_backend.rasters.embedding_fields import open_raster
from satclip_backend.rasters.formats import ENDINGS
from satclip_backend.rasters.grids import RasterGrid
from satclip_backend.rasters.sampling import Band, Raster, sample_of, values_at, values_on
from satclip_backend.rasters.urls import is_url
from satclip_backend.tables.columns import Column, Columns
from satclip_backend.translation import gettext_lazy as _
from satclip_backend.translation import ngettext_lazy as ngettext

MOST_RASTERS, MOST_BANDS = 20, 512
RESOLUTION = 2.0
"""Ratio of pixel sizes to those of the fit above which a warning is given."""
_BAND = re.compile(r"(?P<band>.+?)(=(?P<kind>classes|numbers))?")
_RANGE = re.compile(r"(\d+)-(\d+)")
FLOATS = ("float32", "float64")

Text = Annotated[str, Field(max_length=1000)]


class BandUsed(BaseModel):
    """A band that is a predictor, with the column name `field`; `number` starts at 1.

    `classes` are the categories with a column each; None for a numeric band.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    field: Text
    number: int = Field(ge=1, le=1 << 16)
    name: Text
    dtype: str = Field(max_length=20)
    scale: Number
    offset: Number
    units: Text
    classes: Optional[list[Text]] = Field(None, max_length=MOST_CATEGORIES)

    @property
    def width(self) -> int:
        """Number of columns."""
        return 1 if self.classes is None else len(self.classes)


class RasterUsed(BaseModel):
    """Metadata of a raster that a model needs. `values_sha256` is the hash of a sample of pixels."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: Text
    crs: str = Field(max_length=20_000)
    width: int = Field(ge=1, le=1 << 40)
    height: int = Field(ge=1, le=1 << 40)
    transform: tuple[Number, Number, Number, Number, Number, Number]
    encoding: Literal["", "alphaearth", "tessera"] = ""
    bilinear: bool
    values_sha256: str = Field(pattern="^[0-9a-f]{64}$")
    bands: list[BandUsed] = Field(min_length=1, max_length=MOST_BANDS)

    @property
    def fields(self) -> list[str]:
        """Names of the table columns with the bands."""
        return [band.field for band in self.bands]

    @property
    def description(self) -> str:
        """Size, CRS, bands and hash of the raster, as text."""
        bands = ", ".join(band.name or str(band.number) for band in self.bands[:5])
        if len(self.bands) > 5:
            bands = _("{bands} and {more} more", bands=bands, more=len(self.bands) - 5)
        values = {
            "width": self.width,
            "height": self.height,
            "crs": self.crs if len(self.crs) <= 20 else _("a CRS without a code"),
            "bands": bands,
            "hash": self.values_sha256,
        }
        if self.bilinear:
            return _(
                "{width} x {height} pixels in {crs}, bands {bands}, bilinear, SHA-256 of a sample {hash}",
                **values,
            )
        return _(
            "{width} x {height} pixels in {crs}, bands {bands}, nearest pixel, SHA-256 of a sample {hash}",
            **values,
        )


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
    return predictors_of([_opened(name) for name in names], bilinear)


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
        chosen = _chosen(raster, wanted)
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
        found.append(_predictor(raster, bands, bilinear))
    return found


def reopen_predictors(
    needed: Sequence[RasterUsed], names: Sequence[str | Path]
) -> tuple[list[RasterPredictor], list[str]]:
    """Open the rasters FILE[:BANDS] for a model that was fitted with `needed`; return them, and warnings.

    The warnings are about differences. Raises SatclipError as `predictors_again` does.
    """
    if needed:
        if len(names) < len(needed):
            check_rasters(needed, names)
        return predictors_again(needed, [_opened(name) for name in names])
    return [], [_("The model uses no rasters: those that were given were not read.")] if names else []


def predictors_again(
    needed: Sequence[RasterUsed], rasters: Sequence[tuple[Raster, Sequence[str]]]
) -> tuple[list[RasterPredictor], list[str]]:
    """Return predictors for a fitted model, and warnings about differences.

    Each raster has the names of its bands, or none for the bands that the model uses. Rasters are matched by
    name, ignoring those that the model does not use, or by order if the names differ. Raises SatclipError if
    a raster is missing, or if its bands, types, scales or units have another meaning.
    """
    by_name = {raster.name: (raster, wanted) for raster, wanted in rasters}
    names = [used.name for used in needed]
    found, warnings = [], []
    if by_name.keys() >= set(names):
        warnings = [
            _("The model does not use the raster {raster}.", raster=name)
            for name in by_name
            if name not in names
        ]
        rasters = [by_name[name] for name in names]
    check_rasters(needed, rasters)
    for used, (raster, wanted) in zip(needed, rasters):
        bands = [band for band, *_rest in _chosen(raster, wanted)] if wanted else _same_bands(used, raster)
        if len(bands) != len(used.bands):
            raise SatclipError(
                _(
                    "The model needs {needed} of {used}; of {raster}, {given} were given.",
                    needed=ngettext("{count} band", "{count} bands", len(used.bands)),
                    used=used.name,
                    given=ngettext("{count} band", "{count} bands", len(bands)),
                    raster=raster.name,
                )
            )
        for kept, band in zip(used.bands, bands):
            _check_band(used, kept, raster, band)
        if raster.encoding != used.encoding:
            raise SatclipError(
                _(
                    "{raster} holds {encoding} values, where the model was fitted with {fitted} ones ({used}).",
                    raster=raster.name,
                    encoding=raster.encoding or _("plain"),
                    fitted=used.encoding or _("plain"),
                    used=used.name,
                )
            )
        own = [kept.model_copy(update={"number": band.number}) for kept, band in zip(used.bands, bands)]
        predictor = _predictor(raster, own, used.bilinear)
        warnings += _differences(used, predictor)
        found.append(replace(predictor, used=used.model_copy(update={"bands": own})))
    return found, warnings


def check_rasters(needed: Sequence[RasterUsed], given: Sequence[Any]) -> None:
    """Raise SatclipError if the number of rasters is not the number that a model needs."""
    if len(given) != len(needed):
        listed = ", ".join(used.name for used in needed)
        raise SatclipError(
            _("The model needs the rasters {listed}; {count} were given.", listed=listed, count=len(given))
        )


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
            found.append(_predictor(predictor.raster, bands, predictor.used.bilinear))
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


def _opened(name: str | Path) -> tuple[Raster, list[str]]:
    path, wanted = split(name)
    return open_raster(path, plain=bool(wanted)), wanted


def _stem(raster: Raster) -> str:
    """Return the name of a raster without its file extension."""
    name = Path(raster.name)
    return name.stem if name.suffix.lower() in (*ENDINGS, ".npy") else raster.name


def split(name: str | Path) -> tuple[str | Path, list[str]]:
    """Return the file or URL in FILE[:BANDS], and the bands. Raises SatclipError if there is no such file."""
    text = str(name)
    head, colon, tail = text.rpartition(":")
    if is_url(text):
        has_bands = colon and "/" not in tail
        return (head, tail.split(",")) if has_bands else (text, [])
    if Path(text).exists():
        return Path(text), []
    if colon and Path(head).exists():
        return Path(head), [part.strip() for part in tail.split(",")]
    raise SatclipError(_("There is no raster file {text}.", text=text))


def _chosen(raster: Raster, wanted: Sequence[str]) -> list[tuple[Band, bool]]:
    """Return the named bands, each with whether it holds classes."""
    found: list[tuple[Band, bool]] = []
    for text in wanted or ["*"]:
        match = _BAND.fullmatch(text)
        name, kind = (match["band"], match["kind"]) if match else ("", None)
        for band in _named(raster, name):
            classes = band.coloured if kind is None else kind == "classes"
            if classes and "int" not in band.dtype:
                raise SatclipError(
                    _(
                        "Band {name} of {raster} holds {dtype} numbers: classes must be integers.",
                        name=name,
                        raster=raster.name,
                        dtype=band.dtype,
                    )
                )
            if any(other == band for other, _ in found):
                raise SatclipError(
                    _("Band {name} of {raster} is given twice.", name=name, raster=raster.name)
                )
            found.append((band, classes))
    return found


def _named(raster: Raster, name: str) -> list[Band]:
    if name == "*":
        return list(raster.bands)
    if match := _RANGE.fullmatch(name):
        first, last = int(match[1]), int(match[2])
        found = [band for band in raster.bands if first <= band.number <= last]
        if found and first <= last <= max(band.number for band in raster.bands):
            return found
    found = [band for band in raster.bands if band.name == name]
    found = found or [band for band in raster.bands if str(band.number) == name]
    if len(found) != 1:
        there = ", ".join(band.name or str(band.number) for band in raster.bands[:20])
        raise SatclipError(
            _("{raster} has no band {name}; it has: {there}.", raster=raster.name, name=name, there=there)
        )
    return found


def _predictor(raster: Raster, bands: list[BandUsed], bilinear: bool) -> RasterPredictor:
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


def _same_bands(used: RasterUsed, raster: Raster) -> list[Band]:
    """Return the bands of another file: by name if both files have band names, else by number."""
    found = []
    for kept in used.bands:
        named = [band for band in raster.bands if band.name == kept.name]
        if not kept.name or not any(band.name for band in raster.bands):
            named = [band for band in raster.bands if band.number == kept.number]
        if len(named) != 1:
            there = ", ".join(band.name or str(band.number) for band in raster.bands[:20])
            raise SatclipError(
                _(
                    "The model needs the band {value} of {used}; {raster} has: {there}.",
                    value=kept.name or kept.number,
                    used=used.name,
                    raster=raster.name,
                    there=there,
                )
            )
        found += named
    return found


def _check_band(used: RasterUsed, kept: BandUsed, raster: Raster, band: Band) -> None:
    """Raise SatclipError if the numbers of a band have another meaning than in the fit."""
    names = {"band": band.name or band.number, "raster": raster.name, "used": used.name}
    if band.dtype != kept.dtype and not (band.dtype in FLOATS and kept.dtype in FLOATS):
        raise SatclipError(
            _(
                "Band {band} of {raster} holds {given} numbers, where the model was fitted with {fitted} ({used}): "
                "convert it (gdal_translate -ot).",
                given=band.dtype,
                fitted=kept.dtype,
                **names,
            )
        )
    if not (math.isclose(band.scale, kept.scale) and math.isclose(band.offset, kept.offset, abs_tol=1e-12)):
        raise SatclipError(
            _(
                "Band {band} of {raster} has the scale {scale} and offset {offset}, where the model was fitted with "
                "{fitted_scale} and {fitted_offset} ({used}): convert it (gdal_translate).",
                scale=f"{band.scale:g}",
                offset=f"{band.offset:g}",
                fitted_scale=f"{kept.scale:g}",
                fitted_offset=f"{kept.offset:g}",
                **names,
            )
        )
    if band.units and kept.units and band.units != kept.units:
        raise SatclipError(
            _(
                "Band {band} of {raster} is in {given}, where the model was fitted with {fitted} ({used}): convert it.",
                given=band.units,
                fitted=kept.units,
                **names,
            )
        )


def _differences(used: RasterUsed, predictor: RasterPredictor) -> list[str]:
    """Return a sentence if a raster is not the one of the fit."""
    now, name = predictor.used, predictor.raster.name
    same_grid = ((now.crs, now.width, now.height) == (used.crs, used.width, used.height)) and np.allclose(
        now.transform, used.transform
    )
    if same_grid and now.values_sha256 == used.values_sha256:
        return []
    if same_grid:
        return [
            _(
                "The raster {raster} has other values than when the model was fitted ({fitted}).",
                raster=name,
                fitted=used.name,
            )
        ]
    sizes = [abs(math.hypot(t[0], t[3])) for t in (now.transform, used.transform)]
    if now.crs == used.crs and not 1 / RESOLUTION <= sizes[0] / sizes[1] <= RESOLUTION:
        return [
            _(
                "The raster {raster} has pixels of {size}, where the model was fitted with {fitted_size} ({fitted}): "
                "what depends on the resolution, such as a slope, differs.",
                raster=name,
                size=f"{sizes[0]:g}",
                fitted_size=f"{sizes[1]:g}",
                fitted=used.name,
            )
        ]
    if not predictor.raster.trusted:
        return []  # a client sends only the part that is needed
    return [
        _(
            "The raster {raster} is not the one that the model was fitted with ({fitted}): it covers another area or "
            "has other pixels.",
            raster=name,
            fitted=used.name,
        )
    ]
