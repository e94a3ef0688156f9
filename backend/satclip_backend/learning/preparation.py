"""What every judgement of a model begins with: features, folds, and blocks of places for the bootstrap."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from satclip_backend.errors import SatclipError
from satclip_backend.geo.sphere import unit
from satclip_backend.learning.correlogram import block_size_km
from satclip_backend.learning.features import Features, choose_features, embed
from satclip_backend.learning.folds import Folds, at_random, block_ids, blocks, by_group, knndm
from satclip_backend.learning.observations import Observations
from satclip_backend.learning.recipe import Recipe
from satclip_backend.learning.scores import Judge
from satclip_backend.learning.validation import Steps, Table, out_of_fold

if TYPE_CHECKING:
    from satclip_backend.encoders.encoder import Encoder

Report = Callable[[float, str], None]
BLOCK_SAMPLE = 5_000
"""Rows at most of which the range of the residuals' correlation is found."""


@dataclass
class Prepared:
    """What every fit on these observations begins with: features, folds, and the blocks for the bootstrap."""

    observed: Observations
    recipe: Recipe
    features: Features
    table: Table
    places: Table
    """The same rows, told x, y, z on the unit sphere alone."""
    block_km: float
    judge: Judge
    folds: list[Folds]
    """The main ones first."""
    area: NDArray[np.float64]

    @property
    def main(self) -> Folds:
        """The folds that the recipe asks for."""
        return self.folds[0]


def prepare(
    observed: Observations,
    recipe: Recipe,
    encoders: Sequence[Encoder],
    area: NDArray[np.float64],
    report: Report,
) -> Prepared:
    """Embed, find the correlation's range, make the folds. Raises SatclipError where there can be none."""
    if not encoders and not recipe.coordinates and not recipe.fields and recipe.estimator != "neighbours":
        raise SatclipError(
            "The model has nothing to learn from: choose an encoder, the coordinates or fields."
        )
    if recipe.folds == "groups" and observed.groups is None:
        raise SatclipError("Folds by group need a field with the groups: name one, or choose other folds.")
    report(0.0, "embedding the places")
    features = choose_features(encoders, recipe.coordinates, observed.fields)
    x = features.columns(
        observed.lonlat, observed.fields, [embed(encoder, observed.lonlat) for encoder in encoders]
    )
    classes = len(observed.classes)
    table = Table(observed.task, x, observed.target, classes, observed.weights, recipe.seed)
    places = replace(table, x=unit(observed.lonlat).astype(np.float32))
    report(0.0, "making the folds")
    folds = _folds(observed, recipe, area)
    report(0.0, "looking how far residuals are correlated")
    size = recipe.block_size_km or _block_size(observed, table if x.shape[1] else places, recipe, folds)
    _add_blocks(folds, observed, recipe, size)
    judge = Judge(
        observed.task,
        observed.target,
        block_ids(observed.lonlat, size),
        observed.weights,
        classes,
        recipe.seed,
    )
    ordered = sorted(folds.values(), key=lambda made: made.name != recipe.folds)
    return Prepared(observed, recipe, features, table, places, size, judge, ordered, area)


def _folds(observed: Observations, recipe: Recipe, area: NDArray[np.float64]) -> dict[str, Folds]:
    """All kinds of folds that can be made, but for blocks. The recipe's own must be possible, and random ones."""
    lonlat, k, seed = observed.lonlat, recipe.fold_count, recipe.seed
    makers = {
        "knndm": lambda: knndm(lonlat, area, k, seed),
        **({} if observed.groups is None else {"groups": lambda: by_group(observed.groups, k, seed)}),
        "random": lambda: at_random(lonlat, k, seed),
    }
    made = {}
    for name, make in makers.items():
        try:
            made[name] = make()
        except SatclipError:
            if name in (recipe.folds, "random"):
                raise
    return made


def _add_blocks(folds: dict[str, Folds], observed: Observations, recipe: Recipe, size: float) -> None:
    """Blocks before random folds, where they can be made."""
    random = folds.pop("random")
    try:
        folds["blocks"] = blocks(observed.lonlat, size, recipe.fold_count, recipe.seed)
    except SatclipError:
        if recipe.folds == "blocks":
            raise
    folds["random"] = random


def _block_size(observed: Observations, table: Table, recipe: Recipe, folds: dict[str, Folds]) -> float:
    """Range of the residuals of a ridge regression, of the most frequent class against the rest.

    In kNNDM folds: in random ones, a flexible model interpolates, its residuals are noise, and blocks come out too
    small (benchmarks/learning, the simulated field).
    """
    rng = np.random.default_rng(recipe.seed)
    some = np.sort(rng.permutation(len(observed))[:BLOCK_SAMPLE])
    y = observed.target[some]
    if observed.task == "classification":
        y = (y == np.bincount(observed.target).argmax()).astype(float)
    quick = Table("regression", table.x[some], y, 0, seed=recipe.seed)
    index = folds.get("knndm", folds["random"]).index[some]
    made, _ = out_of_fold(quick, "linear", index, Steps(lambda fraction, message: None, 1))
    return block_size_km(observed.lonlat[some], y - made, recipe.fold_count, recipe.seed)
