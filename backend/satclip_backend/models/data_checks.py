"""Checks of targets and predictors: no-data codes, class codes, identifiers, skewness and leakage."""

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
"""Largest number of categories of a predictor field. Less frequent categories count as unknown."""
LEAK = 0.999
"""Correlation with the target from which on a predictor is suspected of leakage."""
FEW = 10
"""Number of distinct values up to which integers are classified by default."""
MOST_CODES = 50
"""Number of distinct integers up to which they may be class codes.

Each must also have `ROWS_A_CODE` observations on average.
"""
ROWS_A_CODE = 10
SKEWED = 5.0
"""Skewness above which a few large values dominate a squared error. An exponential distribution has 2."""
SYMMETRIC = 1.0
"""Absolute skewness below which a distribution is nearly symmetric."""
RARE = 5
"""Smallest number of locations of a class, one for each of five folds.

Also the smallest number of observations that must differ from the most frequent value in regression.
"""
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
"""Common no-data codes, with either sign."""
NO_DATA_NAMES = {*NO_NUMBER, *(f"-{code}" for code in KNOWN_CODES)}
"""Class names that mean no data. NA is not among them: it may be Namibia."""
IDENTIFIERS = {
    "fid",
    "ogc_fid",
    "id",
    "gid",
    "oid",
    "uid",
    "uuid",
    "geoid",
    "fips",
    "zip",
    "zipcode",
    "zip_code",
    "postcode",
    "plz",
    "pk",
    "objectid",
    "rowid",
    "row",
    "index",
    "unnamed: 0",
}
"""Names of identifier fields, in lower case."""
DENSE = 1.5
"""Range of integers, as a multiple of the number of observations, up to which they may be row numbers."""
MANY = 10
"""Number of distinct values from which on their range is meaningful."""
ROUNDING = 1e-12
"""Relative difference up to which numbers are equal except for rounding."""


def constant(values: NDArray[np.float64]) -> bool:
    """Return whether all values are equal, except for rounding."""
    return bool(np.ptp(values) <= ROUNDING * np.abs(values).max())


def identifier_warnings(name: str, kind: str, values: NDArray) -> list[str]:
    """Return a warning if the target looks like an identifier.

    It does if it has a typical name, or if its integers are unique and either almost consecutive or
    ascending.
    """
    reasons = [_("by its name")] if name.lower() in IDENTIFIERS else []
    if kind in ("integer", "number") and (values == np.round(values)).all():
        if len(np.unique(values)) == len(values) and np.ptp(values) <= DENSE * len(values):
            reasons.append(_("its whole numbers are almost consecutive and occur once each"))
        elif (np.diff(values) > 0).all():
            reasons.append(_("its whole numbers ascend from row to row"))
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
    """Return warnings about a target of regression. `chosen`: the user chose regression explicitly."""
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
    elif not chosen and (found == np.round(found)).all() and len(found) <= FEW:
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
    elif not chosen and (found == np.round(found)).all() and len(found) <= _most_codes(len(values)):
        warnings.append(
            _(
                "{field} has only {numbers} distinct whole numbers ({low} to {high}) and is modelled by regression: if "
                "these are class codes, choose classification.",
                field=name,
                numbers=len(found),
                low=f"{found[0]:g}",
                high=f"{found[-1]:g}",
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
    elif found[0] >= 0 and (skewed := skewness(values)) > SKEWED:
        of_logarithm = skewness(np.log(values[values > 0]))
        if abs(of_logarithm) < SYMMETRIC:
            warnings.append(
                _(
                    "{field} is strongly skewed (skewness {skewness}, that of its logarithm {logarithm}): a few large "
                    "values decide the fit and R². A field with its logarithm may be modelled better.",
                    field=name,
                    skewness=f"{skewed:.1f}",
                    logarithm=f"{of_logarithm:.1f}",
                )
            )
    return warnings


def skewness(values: NDArray[np.float64]) -> float:
    """Return the third moment about the mean in units of the standard deviation; NaN for equal values.

    scipy.stats has the same function, and its import would make each start of the server 0.3 s longer.
    """
    deviations = values - values.mean()
    with np.errstate(invalid="ignore"):
        return float((deviations**3).mean() / (deviations**2).mean() ** 1.5)


def _most_codes(rows: int) -> int:
    """Return the largest number of distinct integers that may be class codes, for a number of observations."""
    return min(MOST_CODES, rows // ROWS_A_CODE)


def class_warnings(name: str, kind: str, labels: NDArray[np.object_], *, chosen: bool) -> list[str]:
    """Return warnings about classes that may be counts, or whose names mean no data.

    `chosen`: the user chose classification explicitly.
    """
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


def spelling_warnings(name: str, labels: NDArray[np.object_]) -> list[str]:
    """Return a warning if two labels (n,) differ in case or spaces only, as Forest, FOREST and Forest with a space."""
    spelled: dict[str, str] = {}
    for label in np.unique(labels):
        other = spelled.setdefault(" ".join(label.split()).casefold(), label)
        if other != label:
            return [
                _(
                    "{field} has “{one}” and “{other}”, which differ in case or spaces only and are used as different "
                    "classes: write them in the same way if they mean the same.",
                    field=name,
                    one=other[:60],
                    other=label[:60],
                )
            ]
    return []


def predictor_warnings(
    fields: Mapping[str, Column], name: str, task: Task, target: NDArray, classes: int
) -> list[str]:
    """Return warnings about the predictors `fields`.

    `name` and `target` (n,) are the name and the values of the target, or the codes of its `classes`.
    """
    warnings = []
    for field, column in fields.items():
        known = ~column.missing
        if column.kind in NUMERIC:
            warnings += _numeric_warnings(field, column)
            values = column.numbers().astype(np.float32).astype(np.float64)  # the precision that models use
            known = ~np.isnan(values)
            targets = (
                [target] if task == "regression" else [(target == code) * 1.0 for code in range(classes)]
            )
            leaks = any(_correlated(values[known], one[known]) for one in targets)
        else:
            warnings += spelling_warnings(field, column.values[known])
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
    """Return a sentence for each value that is a known no-data code, or is repeated and far from all other values."""
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
    for end in (0, -1):  # uncommon codes, such as -1 or 12345
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
    """Return the distance of a value from the range of `others`, which ascend; 0 inside it."""
    return max(others[0] - value, value - others[-1], 0.0)


def _rows(count: int) -> str:
    return ngettext("{count} row", "{count} rows", count)


def _correlated(x: NDArray, y: NDArray) -> bool:
    if len(x) < 3 or constant(x) or constant(y):
        return False
    return bool(abs(np.corrcoef(x, y)[0, 1]) > LEAK)


def _determined(names: NDArray, target: NDArray, task: Task) -> bool:
    """Return whether categories, far fewer than observations, determine the target.

    They do if the correlation ratio is above `LEAK`, or if that share of observations is in the category's
    main class.
    """
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
