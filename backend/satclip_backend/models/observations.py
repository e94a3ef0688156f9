"""Observations for a model: which features of a layer are used, and why others are not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from satclip_backend.errors import SatclipError
from satclip_backend.geo.distances import location_ids
from satclip_backend.models.binary import binary_warnings, positive_code
from satclip_backend.models.classes import ClassKind, class_kind
from satclip_backend.models.data_checks import (
    FEW,
    RARE,
    class_warnings,
    constant,
    identifier_warnings,
    predictor_warnings,
    spelling_warnings,
    target_warnings,
)
from satclip_backend.models.fit_config import FitConfig
from satclip_backend.models.numeric_text import booleans_if_all, needed_numbers, numbers_if_any
from satclip_backend.models.rare_classes import rare_classes
from satclip_backend.models.raster_predictors import RasterPredictor, coverage_warnings, with_rasters
from satclip_backend.models.results import Background, Task
from satclip_backend.models.tally import Tally
from satclip_backend.tables.columns import Column, Columns, Kind
from satclip_backend.tables.months import months_of
from satclip_backend.tables.positions import on_earth
from satclip_backend.translation import gettext_lazy as _
from satclip_backend.translation import ngettext_lazy as ngettext

MIN_LOCATIONS = 20
"""Smallest number of distinct locations for cross-validation."""
SMALLEST = 1e-100
"""Largest absolute value of a target below which squares of errors would be 0."""


@dataclass(frozen=True)
class Observations:
    """n usable observations.

    Attributes
    ----------
    name : str
        Name of the target.
    task : {"regression", "classification"}
        The task.
    lonlat : (n, 2) float64
        Longitude and latitude in degrees.
    target : (n,) array
        Values, or codes: positions in `classes`.
    classes : list of str
        Labels of the classes; empty in regression.
    rows : (n,) int64
        Index of each observation in the layer; -1 for background points.
    fields : dict of str to Column
        The chosen predictors, and the bands of `rasters`.
    weights : (n,) float64 or None
        Sample weights.
    groups : (n,) array or None
        Groups for cross-validation.
    dropped : list of (str, int)
        Reasons why rows of the layer are not used, with their number.
    warnings : list of str
        Warnings about the data.
    positive : int or None
        Code of the positive class.
    class_kind : {"text", "integer", "boolean"}
        Type of the classes in the layer.
    rasters : sequence of RasterPredictor
        Rasters whose bands are predictors.
    background : Background or None
        If given, the observations are presences, followed by background points.
    months : (n,) float64 or None
        Months of the observations, from 1 to 12, NaN where there is no date; None without a date field.
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
    positive: int | None = None
    class_kind: ClassKind = "text"
    rasters: Sequence[RasterPredictor] = ()
    background: Background | None = None
    months: NDArray[np.float64] | None = None

    @property
    def presences(self) -> NDArray[np.bool_]:
        """Mask (n,) of the observations that are not background points."""
        return self.rows >= 0

    @property
    def observed_months(self) -> list[int]:
        """Months that occur."""
        months = np.empty(0) if self.months is None else self.months
        return np.unique(months[~np.isnan(months)]).astype(int).tolist()

    def __len__(self) -> int:
        return len(self.rows)

    def take(self, rows: NDArray) -> Observations:
        """Return a subset, by indices or by a mask."""
        return replace(
            self,
            lonlat=self.lonlat[rows],
            target=self.target[rows],
            rows=self.rows[rows],
            fields={name: column.take(rows) for name, column in self.fields.items()},
            weights=None if self.weights is None else self.weights[rows],
            groups=None if self.groups is None else self.groups[rows],
            months=None if self.months is None else self.months[rows],
        )


def observe(
    columns: Columns,
    target: str,
    *,
    task: Literal["auto", "regression", "classification"] = "auto",
    weights: str | None = None,
    groups: str | None = None,
    fields: Sequence[str] = (),
    positive: str | None = None,
    rasters: Sequence[RasterPredictor] = (),
    date_field: str | None = None,
) -> Observations:
    """Return the usable observations of `columns`.

    They have a location, a target and, if these fields are named, a weight and a group.

    Parameters
    ----------
    columns : Columns
        Points and their fields.
    target : str
        Field to predict.
    task : {"auto", "regression", "classification"}
        "auto" is regression for numbers, and classification for text, booleans and integers with at most
        `FEW` values.
    weights, groups : str, optional
        Fields with sample weights and groups.
    fields : sequence of str
        Predictor fields. Missing values are kept.
    positive : str, optional
        Label of the positive class.
    rasters : sequence of RasterPredictor
        Rasters whose bands are predictors. Missing values are kept.
    date_field : str, optional
        Field with dates or months. Missing ones are kept.

    Raises
    ------
    SatclipError
        If the data are not suitable for a model.
    """
    _check_fields(columns, target, [weights, groups, date_field, *fields])
    columns = with_rasters(columns, rasters)
    column = columns.fields[target]
    chosen_task, kind = task, column.kind
    if task == "regression":
        column = needed_numbers(
            column, _("The field {target} contains text, which is not possible in regression", target=target)
        )
    elif task == "auto":
        column = numbers_if_any(target, column)
    task = _task(target, column, task)
    tally = Tally(len(columns))
    tally.drop(~on_earth(columns.lonlat), _("no valid location"))
    tally.drop(column.missing, _("no value of {field}", field=target))
    tally.drop_no_data(column, target)
    weight = None if weights is None else _weights(columns.fields[weights], weights, tally)
    if groups is not None:
        group = columns.fields[groups]
        tally.drop(group.missing | group.no_data(), _("no group in {field}", field=groups))
    tally.check_any(target)
    check_locations(target, columns.lonlat[tally.kept])
    if task == "classification":
        classes, values, warnings = _class_codes(columns, column, target, kind, chosen_task, tally)
    else:
        classes, values = [], column.numbers()[tally.kept]
        _check_values(target, values)
        warnings = target_warnings(target, kind, values, chosen=chosen_task != "auto")
    kept = tally.kept
    warnings = [*identifier_warnings(target, column.kind, column.values[kept]), *warnings]
    check_locations(target, columns.lonlat[kept])
    sampled = {name: columns.fields[name].take(kept) for raster in rasters for name in raster.used.fields}
    warnings += coverage_warnings(rasters, sampled)
    chosen = {name: predictor(columns.fields[name], name, kept) for name in [*fields, *sampled]}
    months = None
    if date_field is not None:
        months = dated(columns.fields[date_field].take(kept), date_field, warnings)
    code = positive_code(target, classes, positive)
    if code is not None:
        warnings += binary_warnings(target, classes[code], values == code)
    return Observations(
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
        [*warnings, *predictor_warnings(chosen, target, task, values, len(classes))],
        code,
        class_kind(kind, classes),
        rasters,
        months=months,
    )


def _check_values(target: str, values: NDArray[np.float64]) -> None:
    """Raise SatclipError if a regression can't learn from the values (n,) of the target."""
    if constant(values):
        raise SatclipError(
            _(
                "The field {target} is {value} in all observations that are used: there is nothing to learn.",
                target=target,
                value=f"{values[0]:g}",
            )
        )
    if (largest := np.abs(values).max()) < SMALLEST:
        raise SatclipError(
            _(
                "The values of {target} are too small, {value} at most: choose other units.",
                target=target,
                value=f"{largest:g}",
            )
        )


def _class_codes(
    columns: Columns, column: Column, target: str, kind: Kind, task: str, tally: Tally
) -> tuple[list[str], NDArray[np.int64], list[str]]:
    """Return the classes, their codes in the rows that are kept, and warnings. Rows of rare classes are dropped."""
    labels = column.labels()
    spelling = spelling_warnings(target, labels[tally.kept])
    tally.drop(
        rare_classes(target, column, columns.lonlat, tally.kept),
        _("classes of {field} with fewer than {least} locations", field=target, least=RARE),
    )
    names, codes = np.unique(labels[tally.kept], return_inverse=True)
    warnings = class_warnings(target, kind, labels[tally.kept], chosen=task != "auto")
    return names.tolist(), codes.ravel(), [*spelling, *warnings]


def _weights(column: Column, name: str, tally: Tally) -> NDArray[np.float64]:
    """Return the weights of all rows, and drop rows with a missing weight or weight 0."""
    column = needed_numbers(column, _("The weights in {name} must be numbers", name=name))
    if column.kind not in ("number", "integer"):
        raise SatclipError(
            _(
                "The weights in {name} must be numbers, not {kind}: choose another field.",
                name=name,
                kind=column.kind_name,
            )
        )
    weight = column.numbers()
    tally.drop(np.isnan(weight), _("no weight in {field}", field=name))
    if (weight[tally.kept] < 0).any():
        row = int(np.flatnonzero(tally.kept & (weight < 0))[0])
        raise SatclipError(
            _(
                "A weight in {name} is negative, {weight} in row {row}: weights are 0 or more.",
                name=name,
                weight=f"{weight[row]:g}",
                row=row + 1,
            )
        )
    if tally.kept.any() and not weight[tally.kept].any():
        raise SatclipError(_("All weights in {name} are 0: choose another field, or none.", name=name))
    tally.drop(weight == 0, _("weight 0 in {field}", field=name))
    kept = weight[tally.kept] / weight[tally.kept].max(initial=1e-300)
    if len(kept) >= MIN_LOCATIONS and (equal := kept.sum() ** 2 / (kept**2).sum()) < MIN_LOCATIONS:
        raise SatclipError(
            _(
                "The weights in {name} are so unequal that {count} observations have an effective sample size"
                " of {equal}, and at least {least} are needed: choose another field, or none.",
                name=name,
                count=len(kept),
                equal=f"{equal:.0f}",
                least=MIN_LOCATIONS,
            )
        )
    return weight


def dated(column: Column, name: str, warnings: list[str]) -> NDArray[np.float64]:
    """Return the months (n,) of the observations, and add a warning about those without a date.

    Raises SatclipError if none has one, or if the field holds other values.
    """
    months = months_of(column, name)
    undated = int(np.isnan(months).sum())
    if undated == len(months):
        raise SatclipError(
            _(
                "The date field {name} has no value in the observations that are used: choose another field, or none.",
                name=name,
            )
        )
    if undated:
        warnings.append(
            ngettext(
                "{count} observation has no date in {name}: it has the mean over the year.",
                "{count} observations have no date in {name}: they have the mean over the year.",
                undated,
                name=name,
            )
        )
    return months


def _task(target: str, column: Column, wanted: str) -> Task:
    if column.kind == "date":
        raise SatclipError(
            _("The field {target} contains dates: the target must be numeric or categorical.", target=target)
        )
    if wanted != "auto":
        return wanted  # type: ignore[return-value]
    if column.kind == "integer":
        few = len(np.unique(column.values[~column.missing])) <= FEW
        return "classification" if few else "regression"
    return "regression" if column.kind == "number" else "classification"


def fields_there(columns: Columns, config: FitConfig) -> None:
    """Raise SatclipError if a field of `config` is missing, or is the target and also has another role."""
    _check_fields(columns, config.target, [config.weights, config.groups, config.date_field, *config.fields])


def _check_fields(columns: Columns, target: str, others: Sequence[str | None]) -> None:
    for name in (target, *others):
        if name is not None and name not in columns.fields:
            raise SatclipError(
                _(
                    "There is no field {name}; there are: {fields}.",
                    name=name,
                    fields=", ".join(columns.fields),
                )
            )
    if target in others:
        raise SatclipError(
            _("{target} is the target: it can't also be a predictor, weight, group or date.", target=target)
        )


def check_locations(target: str, lonlat: NDArray) -> None:
    """Raise SatclipError if observations (n, 2) are at too few locations."""
    locations = len(np.unique(location_ids(lonlat)))
    if locations == 1:
        raise SatclipError(_("All observations lie at one location: a spatial model needs many."))
    if locations < MIN_LOCATIONS:
        raise SatclipError(
            _(
                "The observations of {target} lie at {locations} locations, and at least {least} are needed "
                "to fit and cross-validate a model.",
                target=target,
                locations=locations,
                least=MIN_LOCATIONS,
            )
        )


def predictor(column: Column, name: str, kept: NDArray[np.bool_] | slice = slice(None)) -> Column:
    """Return a predictor of the rows that are kept. Raises SatclipError if it has no values, or holds dates."""
    column = numbers_if_any(name, booleans_if_all(column), grouped=False).take(kept)
    if column.kind == "date":
        raise SatclipError(
            _(
                "The predictor {name} contains dates: use a number or a text instead, such as the month.",
                name=name,
            )
        )
    if (column.missing | column.no_data()).all():
        raise SatclipError(
            _("The predictor {name} has no value in the observations that are used: remove it.", name=name)
        )
    return column
