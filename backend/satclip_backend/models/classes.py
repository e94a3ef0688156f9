"""Class labels and their values: integers, booleans or text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from satclip_backend.tables.columns import NUMERIC, Column, Kind

ClassKind = Literal["text", "integer", "boolean"]
LARGEST = 2**24
"""Largest integer up to which float32 represents all integers exactly."""


def class_kind(kind: Kind, classes: Sequence[str]) -> ClassKind:
    """Return the type of the class labels of a field of the type `kind`."""
    if kind == "boolean":
        return "boolean" if set(classes) <= {"true", "false"} else "text"
    return "integer" if kind in NUMERIC and _whole(classes) else "text"


def class_values(classes: Sequence[str]) -> list[int]:
    """Return the raster value of each class.

    It is the class itself if all are integers; 0 and 1 if they are false and true; else 1, 2, ...
    """
    if _whole(classes):
        return [int(name) for name in classes]
    if set(classes) <= {"true", "false"}:
        return [int(name == "true") for name in classes]
    return list(range(1, len(classes) + 1))


def class_column(
    codes: NDArray[np.int64], missing: NDArray[np.bool_], classes: Sequence[str], kind: ClassKind
) -> Column:
    """Return a column of class labels of type `kind` from codes (n,). Codes of `missing` (n,) rows are ignored."""
    names = np.array(classes, dtype=object)[np.where(missing, 0, codes)]
    if kind == "text":
        return Column("text", np.where(missing, "", names), missing)
    if kind == "boolean":
        return Column.of(kind, (names == "true").astype(np.float64), missing)
    return Column.of(kind, names.astype(np.int64), missing)


def _whole(classes: Sequence[str]) -> bool:
    """Whether all labels are integers in canonical form that float32 represents exactly."""
    return all(
        name.removeprefix("-").isdecimal()
        and name.isascii()
        and str(int(name)) == name
        and abs(int(name)) <= LARGEST
        for name in classes
    )
