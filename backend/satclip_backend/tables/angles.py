"""Longitudes and latitudes as text: decimal degrees, or degrees, minutes and seconds."""

from __future__ import annotations

import math
import re
from typing import Literal

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

Axis = Literal["longitude", "latitude"]
_HEMISPHERES = {"longitude": {"E": 1, "W": -1}, "latitude": {"N": 1, "S": -1}}
_NUMBER = r"([0-9]+(?:[.,][0-9]*)?|[.,][0-9]+)"
_DEGREE = "(?:°|º|˚|deg|d|:)"
_MINUTE = "(?:'|′|’|‘|´|min|:)"
_SECOND = "(?:\"|″|”|“|''|′′|’’|sec)"  # not s, which means south
_ANGLE = re.compile(
    rf"([NSEW])?\s*([+-])?\s*{_NUMBER}\s*{_DEGREE}?"
    rf"(?:(?<=[^0-9.,])\s*{_NUMBER}\s*{_MINUTE}?(?:(?<=[^0-9.,])\s*{_NUMBER}\s*{_SECOND}?)?)?\s*([NSEW])?",
    re.IGNORECASE,
)


def degrees(texts: pa.Array, axis: Axis) -> NDArray[np.float64]:
    """Parse degrees (n,) such as 13.4, 13,4, 13.4° E, 13°24'30"E or 13 24.5 W; NaN for other texts."""
    values = pc.replace_substring(pc.utf8_trim_whitespace(pc.fill_null(texts, "")), "\u2212", "-")
    plain = pc.match_substring_regex(values, r"^[+-]?([0-9]+([.,][0-9]*)?|[.,][0-9]+)([eE][+-]?[0-9]+)?$")
    found = pc.cast(pc.replace_substring(pc.if_else(plain, values, None), ",", "."), pa.float64())
    found = found.to_numpy(zero_copy_only=False).copy()
    for row in np.flatnonzero(~plain.to_numpy(zero_copy_only=False)):
        found[row] = _angle(values[int(row)].as_py(), axis)
    return found


def _angle(text: str, axis: Axis) -> float:
    match = _ANGLE.fullmatch(text[:100])
    if match is None or len(text) > 100:
        return math.nan
    before, sign, *parts, after = match.groups()
    numbers = [float(part.replace(",", ".")) for part in parts if part is not None]
    hemisphere = before or after
    if (before and after) or (hemisphere and sign) or any(not number.is_integer() for number in numbers[:-1]):
        return math.nan
    if numbers[0] > 360 or any(number >= 60 for number in numbers[1:]):
        return math.nan
    factor = -1 if sign == "-" else 1
    if hemisphere:
        factor = _HEMISPHERES[axis].get(hemisphere.upper(), math.nan)
    return factor * sum(number / 60**power for power, number in enumerate(numbers))
