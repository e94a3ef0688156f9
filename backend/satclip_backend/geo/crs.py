"""Coordinate reference systems as users give them, and the way from each to longitude and latitude."""

from __future__ import annotations

import re
from functools import lru_cache

from pyproj import CRS, Transformer
from pyproj.exceptions import CRSError, ProjError

from satclip_backend.errors import SatclipError

WGS84 = "EPSG:4326"
_PATH = re.compile(
    r"""(grids|file|model|init)\s*=[^+\]]*[/\\]"""  # PROJ strings, WKT 1 with one in it
    r"""|PARAMETERFILE\s*[\[(]\s*"[^"]*"\s*,\s*"[^"]*[/\\]"""  # WKT 2
    r"""|"value"\s*:\s*"[^"]*[/\\]""",  # PROJJSON
    re.I,
)


def parse_crs(text: str) -> CRS:
    """The CRS that `text` names. Raises SatclipError where it is unknown, or names a file: PROJ would open that."""
    shown = text if len(text) <= 60 else text[:57] + "..."
    if _PATH.search(text):
        raise SatclipError(
            f"The CRS '{shown}' names a file by its path: put it in PROJ's folder of grids and give its name alone."
        )
    try:
        return CRS.from_user_input(text)
    except (CRSError, UnicodeEncodeError):
        raise SatclipError(
            f"The CRS '{shown}' is not known: give an authority code such as EPSG:4326, WKT or a PROJ string."
        ) from None


@lru_cache(maxsize=64)
def read_crs(text: str) -> CRS:
    """The two-dimensional CRS that `text` names: a code (EPSG:4326), WKT, PROJJSON or a PROJ string.

    Raises SatclipError where it is unknown, names a file by its path, or has no maps of Earth (heights only,
    geocentric, the Moon).
    """
    shown = text if len(text) <= 60 else text[:57] + "..."
    given = parse_crs(text)
    try:
        crs = given.to_2d()  # PROJ writes it and reads it again, which not all survive
        if not (crs.is_geographic or crs.is_projected):
            raise SatclipError(
                f"The CRS '{shown}' ({crs.name}) has no easting and northing or longitude and latitude: "
                "choose a projected or geographic CRS."
            )
        to_lonlat(crs)
    except ProjError:
        raise SatclipError(
            f"The CRS '{shown}' ({given.name}) can't be transformed to longitude and latitude on Earth."
        ) from None
    return crs


@lru_cache(maxsize=256)
def to_lonlat(crs: CRS | str) -> Transformer:
    """The transformer from `crs`, easting or longitude first, to WGS 84 (lon, lat) in degrees."""
    return Transformer.from_crs(crs, WGS84, always_xy=True)
