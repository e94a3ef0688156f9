"""Months of the dates in a field."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

import numpy as np
from qgis.core import QgsProcessingException
from qgis.PyQt.QtCore import QDate, QDateTime

from satclip_qgis.contract import missing_dates
from satclip_qgis.i18n import tr
from satclip_qgis.inputs.columns import is_null

DATE = re.compile(r"\d{4}([-/.]?)(0[1-9]|1[0-2])(?:\1(?:0[1-9]|[12]\d|3[01])(?:[T ].*)?)?")
"""Text of a date with the year first, to the month or the day, as the backend reads it in tables."""


def months_of(values: Iterable[Any], field: str) -> np.ndarray:
    """Return the month (n,) of each value of a field, from 1 to 12; NaN for a missing one.

    Raises QgsProcessingException as `month_of`.
    """
    return np.array([month_of(value, field) for value in values], dtype=np.float64)


def month_of(value: Any, field: str) -> float:
    """Return the month of a date, a date and time, or text of one, or a number, from 1 to 12; NaN for a missing one.

    Raises for any other value of the field.
    """
    if isinstance(value, QDateTime):
        value = value.date()
    if isinstance(value, QDate):
        return float(value.month()) if value.isValid() else np.nan
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    text = "" if is_null(value) else str(value).strip()
    if text in missing_dates():
        return np.nan
    if date := DATE.fullmatch(text):
        return float(date[2])
    if re.fullmatch(r"(0?[1-9]|1[0-2])(\.0)?", text):
        return float(text)
    raise QgsProcessingException(
        tr(
            "The field “{field}” holds “{value}”, which is no date. Dates begin with the year, such as 2004-07-15, or "
            "are months from 1 to 12."
        ).format(field=field, value=text[:50])
    )
