"""Names of rasters with a choice of bands: FILE[:BANDS]."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from satclip_backend.errors import SatclipError
from satclip_backend.rasters.embedding_fields import open_raster
from satclip_backend.rasters.sampling import Band, Raster
from satclip_backend.rasters.urls import is_url
from satclip_backend.translation import gettext_lazy as _

_BAND = re.compile(r"(?P<band>.+?)(=(?P<kind>classes|numbers))?")
_RANGE = re.compile(r"(\d+)-(\d+)")


def open_with_bands(name: str | Path) -> tuple[Raster, list[str]]:
    """Open the raster in FILE[:BANDS]; return it, and the names of its bands. Raises SatclipError."""
    path, wanted = split_bands(name)
    return open_raster(path, plain=bool(wanted)), wanted


def split_bands(name: str | Path) -> tuple[str | Path, list[str]]:
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


def named_bands(raster: Raster, wanted: Sequence[str]) -> list[tuple[Band, bool]]:
    """Return the named bands, each with whether it holds classes."""
    found: list[tuple[Band, bool]] = []
    for text in wanted or ["*"]:
        match = _BAND.fullmatch(text)
        name, kind = (match["band"], match["kind"]) if match else ("", None)
        for band in _find_bands(raster, name):
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


def _find_bands(raster: Raster, name: str) -> list[Band]:
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
