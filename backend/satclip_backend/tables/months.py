"""Months of the dates in a column."""

from __future__ import annotations

import re

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from satclip_backend.errors import SatclipError
from satclip_backend.tables.columns import Column
from satclip_backend.tables.numerals import NO_NUMBER
from satclip_backend.translation import gettext_lazy as _

_DATE = re.compile(r"\d{4}([-/.]?)(0[1-9]|1[0-2])(?:\1(?:0[1-9]|[12]\d|3[01])(?:[T ].*)?)?")
"""ISO 8601 from year to day, also without separators or with others; the time of day is not checked."""
_NUMBER = re.compile(r"(0?[1-9]|1[0-2])(?:\.0)?")
"""Month, also as of a column with missing values in pandas, which writes 7.0."""
MISSING = NO_NUMBER | {"NaT"}
"""Texts of missing dates."""


def months_of(column: Column, name: str) -> NDArray[np.float64]:
    """Return the months (n,) of a column, from 1 to 12; NaN where a value is missing, blank, NA or no data.

    Its values are dates or times, text of dates with the year first, or months from 1 to 12. Raises SatclipError, with
    the name of the column, for any other value.
    """
    months = np.full(len(column.missing), np.nan)
    known = ~(column.missing | column.no_data())
    texts = pa.array(column.labels()[known], pa.large_string()).dictionary_encode()
    found = np.array([_month(text, name) for text in texts.dictionary.to_pylist()], dtype=np.float64)
    if known.any():
        months[known] = found[texts.indices.to_numpy()]
    return months


def _month(text: str, name: str) -> float:
    text = text.strip()
    if text in MISSING:
        return np.nan
    if (date := _DATE.fullmatch(text)) is not None:
        return int(date[2])
    if (number := _NUMBER.fullmatch(text)) is not None:
        return int(number[1])
    raise SatclipError(
        _(
            "The field {name} holds '{value}', which is no date. Dates begin with the year, such as 2004-07-15, or are "
            "months from 1 to 12.",
            name=name,
            value=text[:50],
        )
    )
