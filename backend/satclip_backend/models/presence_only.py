"""Presence-only data: records of presences, and background points instead of absences.

The presences are a Poisson point process; background points are integration points of its likelihood, and models learn
the ratio of the densities of presences and background. Infinitely weighted logistic regression gives the slopes of the
point process; other estimators get presences and background of equal total weight. Each predicts the odds
r = density of presences / density of background, with mean 1 over the background: the relative intensity. r / (1 + r)
is the relative suitability: 0.5 where presences are as dense as the background on average.
Sources: Fithian and Hastie 2013, Annals of Applied Statistics 7; Renner et al. 2015, Methods in Ecology and Evolution
6; Barbet-Massin et al. 2012, Methods in Ecology and Evolution 3; Phillips et al. 2009, Ecological Applications 19.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from satclip_backend.errors import SatclipError
from satclip_backend.geo.distances import location_ids
from satclip_backend.geo.sphere import unit
from satclip_backend.models.binary import AFFIRMATIVE, FEW_POSITIVE, NEGATIVE
from satclip_backend.models.data_checks import class_warnings, predictor_warnings
from satclip_backend.models.fit_config import FitConfig
from satclip_backend.models.folds import Folds, block_ids
from satclip_backend.models.observations import (
    MIN_LOCATIONS,
    Observations,
    check_locations,
    dated,
    fields_there,
    predictor,
)
from satclip_backend.models.prediction_area import bounding_box, in_area
from satclip_backend.models.raster_predictors import (
    RasterPredictor,
    coverage_warnings,
    with_rasters,
    without_values,
)
from satclip_backend.models.results import Background
from satclip_backend.models.tally import Tally
from satclip_backend.tables.columns import Column, Columns
from satclip_backend.tables.months import months_of
from satclip_backend.tables.positions import on_earth
from satclip_backend.translation import gettext_lazy as _
from satclip_backend.translation import joined
from satclip_backend.translation import ngettext_lazy as ngettext

BACKGROUND = _("background")
"""The class of background points."""
FAR = 0.9
"""Share of the background outside the extent of the presences above which there is a warning."""


def find_presences(columns: Columns, config: FitConfig) -> tuple[NDArray[np.int64], str, Tally]:
    """Return the presences of a table: row numbers (n,), the name of their class, and a tally of other rows.

    Presences are the rows whose target is the positive class, or all rows if the target has one value. Each
    location counts once, or once in each month if there is a date field. Raises SatclipError if the positive class is
    ambiguous, or if there are too few presences.
    """
    target = config.target
    fields_there(columns, config)
    if config.task == "regression":
        raise SatclipError(
            _(
                "Background points are for presences, not for regression: set the model type (task) to "
                "automatic."
            )
        )
    if config.weights is not None:
        raise SatclipError(
            _("Presences and background points get weights of their own: leave out the weight field.")
        )
    column = columns.fields[target]
    tally = Tally(len(columns))
    tally.drop(~on_earth(columns.lonlat), _("no valid location"))
    tally.drop(column.missing, _("no value of {field}", field=target))
    tally.drop_no_data(column, target)
    if config.groups is not None:
        group = columns.fields[config.groups]
        tally.drop(group.missing | group.no_data(), _("no group in {field}", field=config.groups))
    tally.check_any(target)
    labels = column.labels()
    name = _presence_class(target, sorted(set(labels[tally.kept])), config.positive)
    tally.drop(labels != name, _("another value of {field} than {name}", field=target, name=name))
    tally.drop(
        _repeated(columns, tally.kept, config.date_field),
        _("further records of the same location, which counts once")
        if config.date_field is None
        else _("further records of the same location and month, which count once"),
    )
    check_locations(target, columns.lonlat[tally.kept])
    return np.flatnonzero(tally.kept), name, tally


def _presence_class(target: str, values: Sequence[str], wanted: str | None) -> str:
    """Return the value of the target that marks presences."""
    listed = ", ".join(values[:10]) + ("" if len(values) <= 10 else ", ...")
    if wanted is not None:
        if wanted not in values:
            raise SatclipError(
                _(
                    "{wanted} can't be the positive class: {target} has {listed}.",
                    wanted=wanted,
                    target=target,
                    listed=listed,
                )
            )
        return wanted
    if len(values) == 1:
        return values[0]
    if len(values) == 2:
        present = [value for value in values if value.strip().lower() in AFFIRMATIVE]
        absent = [value for value in values if value.strip().lower() in NEGATIVE]
        if len(present) == len(absent) == 1:
            return present[0]
    raise SatclipError(
        _(
            "The field {target} has {count} values ({listed}): name the one whose rows are the presences "
            "as the positive class.",
            target=target,
            count=len(values),
            listed=listed,
        )
    )


def _repeated(columns: Columns, kept: NDArray[np.bool_], date_field: str | None) -> NDArray[np.bool_]:
    """Return a mask (n,) of the `kept` rows at the location of an earlier one, and in its month if they are dated."""
    rows = np.flatnonzero(kept)
    keys = [location_ids(columns.lonlat[rows])]
    if date_field is not None:
        keys.append(np.nan_to_num(months_of(columns.fields[date_field].take(rows), date_field)).astype(int))
    first = np.unique(np.stack(keys), axis=1, return_index=True)[1]
    repeated = kept.copy()
    repeated[rows[first]] = False
    return repeated


def target_group(
    columns: Columns,
    inside: NDArray[np.bool_],
    most: int,
    seed: int,
    fields: Sequence[str] = (),
    groups: str | None = None,
    date_field: str | None = None,
) -> Columns:
    """Return the locations of target-group records `inside` (n,) the area, each once, in random order.

    At most `most` are kept, with the predictor `fields`, and with the field `groups` if the table has it. With a
    `date_field`, each location counts once in each month. Raises SatclipError if there are too few, or if a predictor
    or the date field is missing.
    """
    for name in fields:
        if name not in columns.fields:
            raise SatclipError(
                _("The background table has no field {name}, which is a predictor.", name=name)
            )
    if date_field is not None and date_field not in columns.fields:
        raise SatclipError(
            _("The background table has no field {name}, the date field of the presences.", name=date_field)
        )
    kept = on_earth(columns.lonlat) & inside
    rows = np.flatnonzero(kept & ~_repeated(columns, kept, date_field))
    if len(rows) < MIN_LOCATIONS:
        raise SatclipError(
            _(
                "The background table has {places} in the prediction area, and at least {least} are needed: "
                "choose another table, or none for points that are drawn uniformly.",
                places=ngettext("{count} place", "{count} places", len(rows)),
                least=MIN_LOCATIONS,
            )
        )
    rows = np.random.default_rng(seed).permutation(rows)[:most]
    names = [*fields, *([groups] if groups in columns.fields else []), *([date_field] if date_field else [])]
    return Columns(columns.lonlat[rows], {name: columns.fields[name].take(rows) for name in names})


def with_background(
    columns: Columns,
    presences: tuple[NDArray[np.int64], str, Tally],
    background: Columns,
    kind: Literal["uniform", "target group"],
    config: FitConfig,
    rasters: Sequence[RasterPredictor] = (),
) -> Observations:
    """Return observations: the presences from `find_presences`, followed by the background points.

    Background points without a raster value are excluded, as in maps. If `background` has the group field, a
    background point keeps its group ("" if missing); otherwise it gets the group of the nearest presence. If it has
    the date field, background points have their own months; otherwise, months are drawn from those of the presences.
    Raises SatclipError if too few background points are left.
    """
    rows, name, tally = presences
    lonlat, found = columns.lonlat[rows], len(rows)
    own = {field: columns.fields[field].take(rows) for field in config.fields}
    there = with_rasters(Columns(lonlat, own), rasters).fields
    beside = with_rasters(background, rasters).fields
    sampled = [field for raster in rasters for field in raster.used.fields]
    warnings = class_warnings(
        config.target, columns.fields[config.target].kind, np.repeat(name, found), chosen=True
    )
    warnings += coverage_warnings(rasters, {field: there[field] for field in sampled})
    lacking = _without_rasters(rasters, beside, len(background), warnings)
    points = background.lonlat[~lacking]
    lonlat = np.concatenate([lonlat, points])
    fields = {
        field: predictor(_joined(there[field], beside[field].take(~lacking), field), field)
        for field in [*config.fields, *sampled]
    }
    target = np.repeat([1, 0], [found, len(points)])
    groups = None
    if config.groups is not None:
        groups = columns.fields[config.groups].labels()[rows]
        of_background = groups[nearest_presence(lonlat, target == 1)]
        if config.groups in background.fields:
            of_background = background.fields[config.groups].take(~lacking).labels()
        groups = np.concatenate([groups, of_background])
    months = None
    if config.date_field is not None:
        months = dated(columns.fields[config.date_field].take(rows), config.date_field, warnings)
        if config.date_field in background.fields:
            of_background = months_of(background.fields[config.date_field].take(~lacking), config.date_field)
            if undated := int(np.isnan(of_background).sum()):
                warnings.append(
                    ngettext(
                        "{count} background point has no date in {name}: it has the mean over the year.",
                        "{count} background points have no date in {name}: they have the mean over the year.",
                        undated,
                        name=config.date_field,
                    )
                )
        else:
            rng = np.random.default_rng([config.seed, 12])  # independent of the locations and the folds
            of_background = rng.choice(months, len(points))
        months = np.concatenate([months, of_background])
    outside = 1 - float(in_area(points, bounding_box(lonlat[:found])).mean())
    if outside > FAR:
        warnings.append(
            _(
                "{share} of the background points lie outside the extent of the presences, which alone makes AUC high: "
                "give the area that the species could have reached as prediction area.",
                share=f"{outside:.0%}",
            )
        )
    if found < FEW_POSITIVE:
        warnings.append(
            _(
                "{target} is {name} at only {places} locations, fewer than {few}: the scores and the suitability are "
                "uncertain.",
                target=config.target,
                name=name,
                places=found,
                few=FEW_POSITIVE,
            )
        )
    return Observations(
        name=config.target,
        task="classification",
        lonlat=lonlat,
        target=target,
        classes=[BACKGROUND if name != BACKGROUND else _("background points"), name],
        rows=np.concatenate([rows, np.full(len(points), -1)]),
        fields=fields,
        weights=np.where(target == 1, len(target) / (2 * found), len(target) / (2 * len(points))),
        groups=groups,
        dropped=tally.reasons,
        warnings=[*warnings, *predictor_warnings(fields, config.target, "classification", target, 2)],
        positive=1,
        rasters=rasters,
        months=months,
        background=Background(kind=kind, count=len(points)),
    )


def _without_rasters(
    rasters: Sequence[RasterPredictor], fields: Mapping[str, Column], count: int, warnings: list[str]
) -> NDArray[np.bool_]:
    """Return the background points (count,) without a value of a raster, and add a warning about them."""
    lacking = np.zeros(count, dtype=bool)
    for raster in rasters:
        lacking |= without_values(raster.used, fields)
    if lacking.all():
        raise SatclipError(
            _("The rasters have no value at any background point: choose a prediction area that they cover.")
        )
    if (left := int((~lacking).sum())) < MIN_LOCATIONS:
        raise SatclipError(
            _(
                "{points} can be used, and at least {least} are needed: ask for more, for example 10,000, or "
                "choose a prediction area that the rasters cover.",
                points=ngettext("{count} background point", "{count} background points", left),
                least=MIN_LOCATIONS,
            )
        )
    if lacking.any():
        warnings.append(
            _(
                "Background points that were not used, because a raster has no value there: {lacking} of {points}.",
                lacking=int(lacking.sum()),
                points=len(lacking),
            )
        )
    return lacking


def _joined(first: Column, second: Column, name: str) -> Column:
    """Concatenate a predictor of the presences with that of the background points."""
    kinds = {first.kind, second.kind}
    if len(kinds) > 1 and kinds != {"integer", "number"}:
        raise SatclipError(
            _(
                "The predictor {name} holds {kind} values in the table and {background_kind} values in the background "
                "table: they must be of the same type.",
                name=name,
                kind=first.kind_name,
                background_kind=second.kind_name,
            )
        )
    values = np.concatenate([first.values, second.values])
    return Column(
        "number" if len(kinds) > 1 else first.kind, values, np.concatenate([first.missing, second.missing])
    )


def nearest_presence(lonlat: NDArray[np.float64], presences: NDArray[np.bool_]) -> NDArray[np.int64]:
    """Return the index (m,) of the nearest presence for each background point."""
    return cKDTree(unit(lonlat[presences])).query(unit(lonlat[~presences]))[1]


def folds_with_background(
    folds: Folds, lonlat: NDArray[np.float64], presences: NDArray[np.bool_], seed: int
) -> Folds:
    """Add background points to folds of the presences. `lonlat` (n, 2) has both.

    A fold holds out presences and background of the same region. Regions must not be drawn around the
    presences: a model could otherwise distinguish background from presences by the distance from the training
    data alone. Therefore:

    - With folds of blocks, background points are in the fold of their block; blocks without presences are assigned at
      random.
    - With random folds, background points are assigned at random, unless they share the location of a presence.
    - With folds of a field, background points are in the fold of the nearest presence.

    Raises SatclipError if all background points are in one fold.
    """
    index = np.empty(len(lonlat), dtype=np.int64)
    index[presences] = folds.index
    rng, count = np.random.default_rng(seed), int(folds.index.max()) + 1
    if folds.at_random:
        places = location_ids(lonlat)
        apart = ~np.isin(places[~presences], places[presences])
        nearest = folds.index[nearest_presence(lonlat, presences)]
        background = np.where(apart, rng.integers(count, size=len(nearest)), nearest)
        why = _("So were background points.")
    elif folds.block_km is not None:
        blocks, member = np.unique(block_ids(lonlat, folds.block_km), return_inverse=True)
        member = member.ravel()
        of_block = rng.permutation(np.arange(len(blocks)) % count)
        of_block[member[presences]] = folds.index
        background = of_block[member[~presences]]
        why = _(
            "Each background point is in the fold of its block; blocks without presences were randomly assigned."
        )
    else:
        background = folds.index[nearest_presence(lonlat, presences)]
        why = _("Each background point is in the fold of the nearest presence.")
    if len(np.unique(background)) < 2:
        raise SatclipError(
            _(
                "All background points are in one of the {label}, so that no model can be fitted without it: "
                "choose a prediction area that surrounds the presences, or other folds.",
                label=folds.label,
            )
        )
    index[~presences] = background
    return replace(folds, index=index, why=joined([folds.why, why]))
