"""Columns of a table of features: which are coordinates, which are features, and which are neither."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from satclip_backend.encoders.metadata import LARGEST_DIMENSION
from satclip_backend.errors import SatclipError
from satclip_backend.translation import gettext_lazy as _

_LON, _LAT = ("lon", "longitude", "long", "lng"), ("lat", "latitude")
_NUMBERED = re.compile(r"X_(\d{1,9})", re.ASCII)
"""Names of the features in the tables on Redivis and in the coarser grids of MOSAIKS."""
_NOT_FEATURES = ("boxlabel", "geometry")
"""Further columns of the files of MOSAIKS's queries, and the geometry of GeoParquet."""
_SHOWN = 5


@dataclass(frozen=True)
class FeatureColumns:
    """Positions of the longitude, the latitude and the features in the table, and names of the other columns."""

    lon: int
    lat: int
    features: list[int]
    unused: list[str]


def feature_columns(names: Sequence[str], file_name: str) -> FeatureColumns:
    """Return the columns of a table with these names, which may be empty or repeated.

    If there are features X_0, X_1 and so on, these are used in the order of their numbers; else all other columns, in
    the order of the table. Raises SatclipError if there are no coordinates, no features or too many.
    """
    lon, lat = _coordinate(names, _LON, file_name), _coordinate(names, _LAT, file_name)
    numbers = {i: int(match[1]) for i, name in enumerate(names) if (match := _NUMBERED.fullmatch(name))}
    if numbers:
        features = sorted(numbers, key=lambda i: numbers[i])
        if len(set(numbers.values())) < len(numbers):
            raise SatclipError(_("{file} has two columns of the same feature.", file=file_name))
    else:  # an index that R or pandas wrote is a first column without a name
        features = [
            i
            for i, name in enumerate(names)
            if i not in (lon, lat) and name.lower() not in _NOT_FEATURES and (i or name)
        ]
    if not 1 <= len(features) <= LARGEST_DIMENSION:
        raise SatclipError(
            _(
                "{file} has {count} columns of features in addition to the coordinates: 1 to {most} are supported.",
                file=file_name,
                count=len(features),
                most=LARGEST_DIMENSION,
            )
        )
    used = {lon, lat, *features}
    return FeatureColumns(lon, lat, features, [names[i] for i in range(len(names)) if i not in used])


def column_list(names: Sequence[str]) -> str:
    """Return the names, or the first of them, for a sentence."""
    return ", ".join(names[:_SHOWN]) + (", …" if len(names) > _SHOWN else "")


def _coordinate(names: Sequence[str], known: Sequence[str], file_name: str) -> int:
    found = [i for i, name in enumerate(names) if name.strip().lower() in known]
    if len(found) != 1:
        raise SatclipError(
            _(
                "{file} has {count} columns named {name}: a table of features has one, in degrees (WGS 84). Its columns"
                " are {names}.",
                file=file_name,
                count=len(found),
                name=" / ".join(known),
                names=column_list(list(names)),
            )
        )
    return found[0]
