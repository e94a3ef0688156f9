"""Rasters that are given again for a fitted model: they must have the same meaning as those of the fit."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from satclip_backend.errors import SatclipError
from satclip_backend.models.raster_bands import named_bands, open_with_bands
from satclip_backend.models.raster_metadata import BandUsed, RasterUsed
from satclip_backend.models.raster_predictors import RasterPredictor, make_predictor
from satclip_backend.rasters.sampling import Band, Raster
from satclip_backend.translation import gettext_lazy as _
from satclip_backend.translation import ngettext_lazy as ngettext

RESOLUTION = 2.0
"""Ratio of pixel sizes to those of the fit above which a warning is given."""
FLOATS = ("float32", "float64")


def reopen_predictors(
    needed: Sequence[RasterUsed], names: Sequence[str | Path]
) -> tuple[list[RasterPredictor], list[str]]:
    """Open the rasters FILE[:BANDS] for a model that was fitted with `needed`; return them, and warnings.

    The warnings are about differences. Raises SatclipError as `predictors_again` does.
    """
    if needed:
        if len(names) < len(needed):
            check_rasters(needed, names)
        return predictors_again(needed, [open_with_bands(name) for name in names])
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
        bands = (
            [band for band, *_rest in named_bands(raster, wanted)] if wanted else _same_bands(used, raster)
        )
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
        predictor = make_predictor(raster, own, used.bilinear)
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
