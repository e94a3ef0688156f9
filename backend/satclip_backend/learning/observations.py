"""The rows that a model can learn from: which of a layer's rows are used, as what, and why others are not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from satclip_backend.errors import SatclipError
from satclip_backend.learning.results import Task
from satclip_backend.learning.sphere import place_ids
from satclip_backend.learning.text_fields import needed_numbers, numbers_if_any
from satclip_backend.tables.columns import Column, Columns
from satclip_backend.tables.numerals import NO_NUMBER
from satclip_backend.tables.positions import on_earth

FEW = 10
"""Distinct values up to which a field of integers is taken for classes."""
RARE = 5
"""Places that a class needs: one in each of five folds."""
MOST_CLASSES = 500
PLACES = 20
"""Distinct places without which nothing can be judged."""
MOST_CATEGORIES = 50
"""Categories of a predictor field, the most frequent ones; the others count as unknown."""
LEAK = 0.999
"""Correlation with the target from which on a predictor is suspected to be the target in disguise."""


@dataclass(frozen=True)
class Observations:
    """n usable rows. `target` holds values, or codes: positions in `classes`, which is empty for regression.

    `rows` are the rows' numbers in the layer; `fields` the predictors chosen; `dropped` says why rows were left out.
    """

    name: str
    task: Task
    lonlat: NDArray[np.float64]
    target: NDArray
    classes: list[str]
    rows: NDArray[np.int64]
    fields: dict[str, Column]
    weights: NDArray[np.float64] | None
    groups: NDArray | None
    dropped: list[tuple[str, int]]
    warnings: list[str]

    def __len__(self) -> int:
        return len(self.rows)

    def take(self, some: NDArray) -> Observations:
        """Some of the rows: positions or a mask."""
        return replace(
            self,
            lonlat=self.lonlat[some],
            target=self.target[some],
            rows=self.rows[some],
            fields={name: column.take(some) for name, column in self.fields.items()},
            weights=None if self.weights is None else self.weights[some],
            groups=None if self.groups is None else self.groups[some],
        )


def observe(
    columns: Columns,
    target: str,
    *,
    task: Literal["auto", "regression", "classification"] = "auto",
    weights: str | None = None,
    groups: str | None = None,
    fields: Sequence[str] = (),
) -> Observations:
    """The rows of `columns` that have a place, a value of `target` and, where named, a weight and a group.

    A number is regressed; text, booleans and integers of at most `FEW` values are classified, unless `task` says
    otherwise. Missing values of predictor `fields` stay. Raises SatclipError where nothing can be learnt from it.
    """
    for name in (target, weights, groups, *fields):
        if name is not None and name not in columns.fields:
            raise SatclipError(f"There is no field {name}; there are: {', '.join(columns.fields)}.")
    for name in (weights, groups, *fields):
        if name == target:
            raise SatclipError(f"{target} is the target: it can't be a predictor, weight or group besides.")
    column = columns.fields[target]
    if task == "regression":
        column = needed_numbers(column, f"The field {target} holds text, which can't be regressed")
    elif task == "auto":
        column = numbers_if_any(target, column)
    task = _task(target, column, task)
    tally = _Tally(len(columns))
    tally.drop(~on_earth(columns.lonlat), "no place on Earth")
    tally.drop(column.missing, f"no value of {target}")
    values, weight, classes = None, None, []
    if task == "regression":
        values = column.numbers()
        tally.drop(~np.isfinite(values), f"{target} is not finite")
    if weights is not None:
        weighing = needed_numbers(columns.fields[weights], f"The weights in {weights} must be numbers")
        if weighing.kind not in ("number", "integer"):
            raise SatclipError(f"The weights in {weights} must be numbers.")
        weight = weighing.numbers()
        tally.drop(~np.isfinite(weight), f"no weight in {weights}")
        if (weight[tally.kept] < 0).any():
            raise SatclipError(f"A weight in {weights} is negative: weights are 0 or more.")
        tally.drop(weight == 0, f"weight 0 in {weights}")
    if groups is not None:
        tally.drop(columns.fields[groups].missing, f"no group in {groups}")
    kept = tally.kept
    if values is None:
        labels = column.labels()
        tally.drop(
            _rare(labels, columns.lonlat, kept, target), f"classes of {target} with fewer than {RARE} places"
        )
        kept = tally.kept
        names, codes = np.unique(labels[kept], return_inverse=True)
        classes, values = names.tolist(), codes.ravel()
    else:
        values = values[kept]
    _check(target, task, columns.lonlat[kept], values, classes)
    chosen = {name: numbers_if_any(name, columns.fields[name], grouped=False).take(kept) for name in fields}
    for name, predictor in chosen.items():
        if predictor.kind == "date":
            raise SatclipError(
                f"The predictor {name} holds dates: give a number or a text, such as the month."
            )
        if predictor.missing.all():
            raise SatclipError(f"The predictor {name} has no value in the rows that are used: leave it out.")
    observed = Observations(
        target,
        task,
        columns.lonlat[kept],
        values,
        classes,
        np.flatnonzero(kept),
        chosen,
        None if weight is None else weight[kept],
        None if groups is None else columns.fields[groups].labels()[kept],
        tally.reasons,
        [],
    )
    return replace(observed, warnings=[*_absent(observed), *_leaks(observed)])


class _Tally:
    """Rows that are still kept, and why the others are not: each counts for the first reason only."""

    def __init__(self, count: int) -> None:
        self.kept = np.ones(count, dtype=bool)
        self.reasons: list[tuple[str, int]] = []

    def drop(self, some: NDArray[np.bool_], reason: str) -> None:
        dropped = int((self.kept & some).sum())
        self.kept = self.kept & ~some
        if dropped:
            self.reasons.append((reason, dropped))


def _task(target: str, column: Column, wanted: str) -> Task:
    if column.kind == "date":
        raise SatclipError(f"The field {target} holds dates: a target is a number or a class.")
    if wanted != "auto":
        return wanted  # type: ignore[return-value]
    if column.kind == "integer":
        few = len(np.unique(column.values[~column.missing])) <= FEW
        return "classification" if few else "regression"
    return "regression" if column.kind == "number" else "classification"


def _rare(labels: NDArray, lonlat: NDArray, kept: NDArray[np.bool_], target: str) -> NDArray[np.bool_]:
    """Rows of classes that too few places have."""
    if not kept.any():
        return np.zeros(len(labels), dtype=bool)
    names, codes = np.unique(labels[kept], return_inverse=True)
    pairs = np.unique(np.column_stack([codes.ravel(), place_ids(lonlat[kept])]), axis=0)
    places = np.bincount(pairs[:, 0], minlength=len(names))
    if (enough := int((places >= RARE).sum())) > MOST_CLASSES:
        raise SatclipError(
            f"The field {target} has {len(names):,} classes, {enough:,} of them at {RARE} places or more, and at most "
            f"{MOST_CLASSES} can be told apart: group them in a new field, or choose regression if they are numbers."
        )
    if not enough:
        raise SatclipError(
            f"No class of {target} is found at {RARE} places or more ({len(names):,} classes in "
            f"{int(kept.sum()):,} rows): group them in a new field, or choose regression if they are numbers."
        )
    rare = np.zeros(len(labels), dtype=bool)
    rare[kept] = places[codes.ravel()] < RARE
    return rare


def _check(target: str, task: Task, lonlat: NDArray, values: NDArray, classes: list[str]) -> None:
    if len(values) == 0:
        raise SatclipError(f"No row has both a place on Earth and a usable value of {target}.")
    if task == "classification" and len(classes) < 2:
        raise SatclipError(
            f"The field {target} has one class only, {classes[0]}: there is nothing to tell apart."
        )
    if task == "regression" and np.ptp(values) == 0:
        raise SatclipError(f"The field {target} is {values[0]:g} in all rows: there is nothing to learn.")
    places = len(np.unique(place_ids(lonlat)))
    if places == 1:
        raise SatclipError(f"All {len(values):,} rows lie at one place: a model of places needs many.")
    if places < PLACES:
        raise SatclipError(
            f"The rows with a value of {target} lie at {places} places, and at least {PLACES} are needed to fit a "
            "model and judge it on places that it has not seen."
        )


def _absent(observed: Observations) -> list[str]:
    """Warnings of classes that are called as what stands for no value: NA may be Namibia."""
    return [
        f"“{name}” in {observed.name} was taken for a class: if it stands for no value, leave it empty."
        for name in observed.classes
        if name in NO_NUMBER
    ]


def _leaks(observed: Observations) -> list[str]:
    """Warnings of predictors that tell the target itself."""
    found = []
    for name, column in observed.fields.items():
        known = ~column.missing
        if column.kind in ("number", "integer", "boolean"):
            known = known & np.isfinite(column.numbers())
            x = column.numbers()[known]
            targets = (
                [observed.target[known]]
                if observed.task == "regression"
                else [(observed.target[known] == code).astype(float) for code in range(len(observed.classes))]
            )
            told = any(_correlated(x, y) for y in targets)
        else:
            told = _determined(column.values[known], observed.target[known], observed.task)
        if told:
            found.append(
                f"The predictor {name} tells {observed.name} almost exactly (correlation above {LEAK}): if it was "
                "derived from it, leave it out, or the scores mean nothing."
            )
    return found


def _correlated(x: NDArray, y: NDArray) -> bool:
    if len(x) < 3 or np.ptp(x) == 0 or np.ptp(y) == 0:
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
