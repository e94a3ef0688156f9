"""Classes as the user has them: whole numbers, true and false, or names."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from satclip_backend.tables.columns import NUMERIC, Column, Kind

ClassKind = Literal["text", "integer", "boolean"]
LARGEST = 2**24
"""Largest whole number up to which a raster of float32 holds all."""


def class_kind(kind: Kind, classes: Sequence[str]) -> ClassKind:
    """What values `classes` are in a field of such a `kind`."""
    if kind == "boolean":
        return "boolean" if set(classes) <= {"true", "false"} else "text"
    return "integer" if kind in NUMERIC and _whole(classes) else "text"


def class_values(classes: Sequence[str]) -> list[int]:
    """The number of each class in a raster: its own if all are whole numbers, 1 for true, or else 1, 2, ..."""
    if _whole(classes):
        return [int(name) for name in classes]
    if set(classes) <= {"true", "false"}:
        return [int(name == "true") for name in classes]
    return list(range(1, len(classes) + 1))


def class_column(
    codes: NDArray[np.int64], missing: NDArray[np.bool_], classes: Sequence[str], kind: ClassKind
) -> Column:
    """A field of classes by their codes (n,), as values of such a `kind`; codes of `missing` rows don't count."""
    names = np.array(classes, dtype=object)[np.where(missing, 0, codes)]
    if kind == "text":
        return Column("text", np.where(missing, "", names), missing)
    if kind == "boolean":
        return Column.of(kind, (names == "true").astype(np.float64), missing)
    return Column.of(kind, names.astype(np.int64), missing)


def _whole(classes: Sequence[str]) -> bool:
    """Whether all are whole numbers, written as such, that float32 can hold."""
    return all(
        name.removeprefix("-").isdecimal()
        and name.isascii()
        and str(int(name)) == name
        and abs(int(name)) <= LARGEST
        for name in classes
    )
