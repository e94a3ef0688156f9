"""What rows look as if they were, and a model would not notice: codes for no data, codes of classes, leaks."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from satclip_backend.models.results import Task
from satclip_backend.tables.columns import NUMERIC, Column
from satclip_backend.tables.numerals import NO_NUMBER
from satclip_backend.translation import gettext_lazy as _
from satclip_backend.translation import joined
from satclip_backend.translation import ngettext_lazy as ngettext

MOST_CATEGORIES = 50
"""Categories of a predictor field, the most frequent ones; the others count as unknown."""
LEAK = 0.999
"""Correlation with the target from which on a predictor is suspected to be the target in disguise."""
FEW = 10
"""Distinct values up to which a field of whole numbers is taken for classes."""
RARE = 5
"""Points that a class needs, one in each of five folds, and rows off the most frequent value that a number needs."""
KNOWN_CODES = (
    99,
    999,
    9999,
    99999,
    32767,
    32768,
    65535,
    2147483647,
    2147483648,
    1e20,
    9.969209968386869e36,
    1e30,
)
"""Numbers that people and programs write for no data, with either sign."""
NO_DATA_NAMES = {*NO_NUMBER, *(f"-{code}" for code in KNOWN_CODES)}
"""What people and programs call a class that is none: NA, but that may be Namibia."""
IDENTIFIERS = {
    "fid",
    "ogc_fid",
    "id",
    "gid",
    "oid",
    "uid",
    "uuid",
    "pk",
    "objectid",
    "rowid",
    "row",
    "index",
    "unnamed: 0",
}
"""Names of fields that number the rows, in lower case."""
DENSE = 1.5
"""Range of whole numbers, in numbers of rows, up to which they may number these rows and some that were left out."""
MANY = 10
"""Distinct values from which on it is clear how far they spread."""
ROUNDING = 1e-12
"""Relative difference up to which numbers are the same but for rounding."""


def constant(values: NDArray[np.float64]) -> bool:
    """Whether all values are the same, but for rounding."""
    return bool(np.ptp(values) <= ROUNDING * np.abs(values).max())


def identifier_warnings(name: str, kind: str, values: NDArray) -> list[str]:
    """A warning where a target numbers the rows: it is named so, or its whole numbers fill a range, each once."""
    reasons = [_("by its name")] if name.lower() in IDENTIFIERS else []
    if kind in ("integer", "number") and (values == np.round(values)).all():
        ascending = np.unique(values)
        if len(ascending) == len(values) and np.ptp(values) <= DENSE * len(values):
            reasons.append(_("its whole numbers are almost consecutive and occur once each"))
    if not reasons:
        return []
    return [
        _(
            "{field} looks like an identifier of the rows ({reasons}), not like a measurement: choose the field that "
            "you want to predict.",
            field=name,
            reasons=joined(reasons, "; "),
        )
    ]


def target_warnings(name: str, kind: str, values: NDArray[np.float64], *, chosen: bool) -> list[str]:
    """Warnings of a field that is regressed; `chosen` where the user said so."""
    found, counts = np.unique(values, return_counts=True)
    warnings = _codes_for_no_data(name, values)
    if not chosen and kind == "text":
        warnings.append(
            _(
                "{field} is a text field with numeric values only and is modelled by regression: if these are class "
                "codes, choose classification.",
                field=name,
            )
        )
    elif not chosen and kind == "number" and len(found) <= FEW and (found == np.round(found)).all():
        listed = ", ".join(f"{value:g}" for value in found)
        warnings.append(
            _(
                "{field} has {numbers} distinct whole numbers ({list}) and is modelled by regression: if these are "
                "class codes, choose classification.",
                field=name,
                numbers=len(found),
                list=listed,
            )
        )
    if (others := len(values) - int(counts.max())) < RARE:
        warnings.append(
            _(
                "{field} is {value} in all but {others} of {rows} rows: too few other values to fit and validate a "
                "model.",
                field=name,
                value=f"{found[counts.argmax()]:g}",
                others=others,
                rows=len(values),
            )
        )
    return warnings


def class_warnings(name: str, kind: str, labels: NDArray[np.object_], *, chosen: bool) -> list[str]:
    """Warnings of classes that may be counts, or whose names say that there is none; `chosen` as above."""
    found, counts = np.unique(labels, return_counts=True)
    warnings = [
        _(
            "{field} is {value} in {rows}, which is used as a class: if it means no data, set it to NULL.",
            field=name,
            value=label,
            rows=_rows(count),
        )
        for label, count in zip(found, counts)
        if label in NO_DATA_NAMES
    ]
    if not chosen and kind == "integer" and len(found) > 2:
        listed = ", ".join(sorted(found, key=int))
        warnings.append(
            _(
                "{field} has {numbers} distinct whole numbers ({list}), each used as a class: if these are counts or "
                "grades, choose regression.",
                field=name,
                numbers=len(found),
                list=listed,
            )
        )
    return warnings


def predictor_warnings(
    fields: Mapping[str, Column], name: str, task: Task, target: NDArray, classes: int
) -> list[str]:
    """Warnings of predictors `fields` of the target `name`, whose values, or codes of `classes`, are `target`."""
    warnings = []
    for field, column in fields.items():
        known = ~column.missing
        if column.kind in NUMERIC:
            warnings += _numeric_warnings(field, column)
            values = column.numbers().astype(np.float32).astype(np.float64)  # as models see them
            known = ~np.isnan(values)
            targets = (
                [target] if task == "regression" else [(target == code) * 1.0 for code in range(classes)]
            )
            leaks = any(_correlated(values[known], one[known]) for one in targets)
        else:
            leaks = _determined(column.values[known], target[known], task)
            if (different := len(np.unique(column.values[known]))) > MOST_CATEGORIES:
                warnings.append(
                    _(
                        "The predictor {field} has {different} distinct values: the model uses the {most} most "
                        "frequent ones and treats the others as unknown.",
                        field=field,
                        different=different,
                        most=MOST_CATEGORIES,
                    )
                )
        if leaks:
            warnings.append(
                _(
                    "The predictor {field} determines {target} almost exactly (correlation above {limit}): if it was "
                    "derived from the target, remove it, because the scores would be meaningless.",
                    field=field,
                    target=name,
                    limit=LEAK,
                )
            )
    return warnings


def _numeric_warnings(field: str, column: Column) -> list[str]:
    warnings = []
    if (no_data := column.no_data()).any():
        warnings.append(
            _(
                "{field} is {value} in {rows}: treated as missing.",
                field=field,
                value=f"{column.values[no_data][0]:g}",
                rows=_rows(no_data.sum()),
            )
        )
    values = column.numbers()
    values = values[~np.isnan(values)]
    different = len(np.unique(column.values[~column.missing & ~no_data]))
    if constant(values) and (different == 1 or column.kind != "integer"):
        sentence = _(
            "The predictor {field} is {value} in all rows and carries no information.",
            field=field,
            value=f"{values[0]:g}",
        )
        return [*warnings, sentence]
    if column.kind != "boolean":
        warnings += _codes_for_no_data(field, values)
    if len(np.unique(values.astype(np.float32))) < different / 2:
        warnings.append(
            _(
                "Many values of {field} differ only after the 7 significant digits that models use: subtract a "
                "constant from them first.",
                field=field,
            )
        )
    return warnings


def _codes_for_no_data(name: str, values: NDArray[np.float64]) -> list[str]:
    """A sentence on each value that lies far from all others and repeats, or is known to stand for no data."""
    found, counts = np.unique(values, return_counts=True)
    known = np.isin(np.abs(found), KNOWN_CODES)
    usual, often = found[~known & (found != 0)], counts[~known & (found != 0)]
    if not len(usual):
        return []
    many, spread = len(usual) >= MANY, np.ptp(usual)
    far = spread / 2 if many else max(10 * spread, 50)
    apart = [(v, n) for v, n in zip(found[known], counts[known]) if _gap(v, usual) > far]
    if many:
        apart += [(v, n) for v, n in zip(found, counts) if v == 0 and n > 1 and _gap(v, usual) > far]
    for end in (0, -1):  # codes of someone's own, such as -1 or 12345
        others = np.delete(usual, end)
        if often[end] > 2 and len(others) >= MANY and _gap(usual[end], others) > np.ptp(others):
            apart.append((usual[end], often[end]))
    ordinary = np.setdiff1d(found, [value for value, *_count in apart])
    return [
        _(
            "{field} is {value} in {rows}, far from all other values ({low} to {high}). It was used as a measurement: "
            "if it means no data, set it to NULL.",
            field=name,
            value=f"{value:g}",
            rows=_rows(count),
            low=f"{ordinary[0]:g}",
            high=f"{ordinary[-1]:g}",
        )
        for value, count in apart
    ]


def _gap(value: float, others: NDArray[np.float64]) -> float:
    """How far below or above all of the others, which ascend; 0 where it is among them."""
    return max(others[0] - value, value - others[-1], 0.0)


def _rows(count: int) -> str:
    return ngettext("{count} row", "{count} rows", count)


def _correlated(x: NDArray, y: NDArray) -> bool:
    if len(x) < 3 or constant(x) or constant(y):
        return False
    return bool(abs(np.corrcoef(x, y)[0, 1]) > LEAK)


def _determined(names: NDArray, target: NDArray, task: Task) -> bool:
    """Whether categories, far fewer than rows, tell the target: correlation ratio above `LEAK`, or pure classes."""
    kinds, codes = np.unique(names, return_inverse=True)
    if len(kinds) < 2 or len(kinds) > len(names) / 3:
        return False
    codes = codes.ravel()
    if task == "classification":
        table = np.zeros((len(kinds), int(target.max()) + 1))
        np.add.at(table, (codes, target), 1)
        return bool(table.max(axis=1).sum() / len(target) > LEAK)
    means = np.bincount(codes, target) / np.bincount(codes)
    return _correlated(means[codes], target)
