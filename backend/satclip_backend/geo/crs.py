"""Coordinate reference systems given by users, and their transformation to longitude and latitude."""

from __future__ import annotations

import re
from functools import lru_cache

from pyproj import CRS, Transformer
from pyproj.exceptions import CRSError, ProjError

from satclip_backend.errors import SatclipError
from satclip_backend.translation import gettext_lazy as _

WGS84 = "EPSG:4326"
_PATH = re.compile(
    r"""(grids|file|model|init)\s*=[^+\]]*[/\\]"""  # PROJ strings, and WKT 1 that contains one
    r"""|PARAMETERFILE\s*[\[(]\s*"[^"]*"\s*,\s*"[^"]*[/\\]"""  # WKT 2
    r"""|"value"\s*:\s*"[^"]*[/\\]""",  # PROJJSON
    re.I,
)


def parse_crs(text: str) -> CRS:
    """Return the CRS for `text`. Raises SatclipError if it is unknown, or refers to a file, which PROJ would open."""
    shown = text if len(text) <= 60 else text[:57] + "..."
    if _PATH.search(text):
        raise SatclipError(
            _(
                "The CRS '{shown}' names a file by its path: put it in PROJ's folder of grids and give its "
                "name alone.",
                shown=shown,
            )
        )
    try:
        return CRS.from_user_input(text)
    except (CRSError, UnicodeEncodeError):
        raise SatclipError(
            _(
                "The CRS '{shown}' is not known: give an authority code such as EPSG:4326, WKT or a PROJ "
                "string.",
                shown=shown,
            )
        ) from None


@lru_cache(maxsize=64)
def read_crs(text: str) -> CRS:
    """Return the two-dimensional CRS for a code (EPSG:4326), WKT, PROJJSON or a PROJ string.

    Raises SatclipError if the CRS is unknown, refers to a file by its path, or is not suitable for maps of Earth
    (vertical, geocentric, other celestial bodies).
    """
    shown = text if len(text) <= 60 else text[:57] + "..."
    given = parse_crs(text)
    try:
        crs = given.to_2d()  # PROJ exports and parses it again, which fails for some
        if not (crs.is_geographic or crs.is_projected):
            raise SatclipError(
                _(
                    "The CRS '{shown}' ({crs}) has no easting and northing or longitude and latitude: choose a "
                    "projected or geographic CRS.",
                    shown=shown,
                    crs=crs.name,
                )
            )
        to_lonlat(crs)
    except ProjError:
        raise SatclipError(
            _(
                "The CRS '{shown}' ({given}) can't be transformed to longitude and latitude on Earth.",
                shown=shown,
                given=given.name,
            )
        ) from None
    return crs


@lru_cache(maxsize=256)
def to_lonlat(crs: CRS | str) -> Transformer:
    """Return the transformer from `crs`, with easting or longitude first, to WGS 84 (lon, lat) in degrees."""
    return Transformer.from_crs(crs, WGS84, always_xy=True)
