"""Coordinates in gradient boosting: x, y, z; none; or positions along many axes. Scores, and steps in a map."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from tables import observations, targets

from satclip_backend.encoders.encoder import Encoder
from satclip_backend.geo.sphere import unit
from satclip_backend.models import estimators
from satclip_backend.models.estimators import fit_estimator
from satclip_backend.models.features import embed
from satclip_backend.models.fit_config import FitConfig
from satclip_backend.models.folds import random_kfold
from satclip_backend.models.oblique import AXES, ObliqueCoordinates, evenly_distributed_axes
from satclip_backend.models.out_of_fold import Steps, out_of_fold
from satclip_backend.models.prediction_area import sample_area
from satclip_backend.models.preparation import prepare
from satclip_backend.models.stacking import combined, cross_fitted
from satclip_backend.progress import no_progress
from satclip_backend.rasters.masks import read_mask

TARGETS = ("mean_temp_c", "elevation_m", "log_pop_density", "median_household_income", "biome")
ROWS, ROWS_OF_CLASSES = 3000, 1000


@dataclass(frozen=True)
class Variant:
    """Number of axes, or None for x, y, z, and number of random features from which each split chooses."""

    axes: int | None
    candidates: int

    def features(self, x: NDArray[np.float32]) -> NDArray[np.float32]:
        """Return features (n, d) with other coordinates instead of the last three columns, x, y, z."""
        if self.axes is None:
            return x
        d = x.shape[1]
        axes = evenly_distributed_axes(self.axes) if self.axes else np.empty((0, 3))
        return ObliqueCoordinates(slice(d - 3, d), axes).transform(x)


ALL = 10**6
VARIANTS = {
    "x, y, z": Variant(None, ALL),
    "none": Variant(0, ALL),
    f"{AXES} axes": Variant(AXES, ALL),
    f"{AXES} axes, {estimators.CANDIDATES} random features (used)": Variant(AXES, estimators.CANDIDATES),
}
EXTENT, PIXEL = (-20.0, -36.0, 55.0, 38.0), 0.2
"""Extent of the map in degrees, Africa, and its pixel size."""


@dataclass(frozen=True)
class Scores:
    """Scores of gradient boosting and of the stacked ensemble with it, in one kind of folds."""

    target: str
    folds: str
    coordinates: str
    boosting: float
    stack: float


def compare(folder: Path, encoder: Encoder) -> Iterator[Scores]:
    """Cross-validate each variant on each table, with seed 0."""
    for target in targets(folder):
        if target.column not in TARGETS:
            continue
        observed = observations(folder, target, ROWS_OF_CLASSES if target.classes else ROWS, 0)
        area = sample_area(observed.lonlat).lonlat
        prepared = prepare(observed, FitConfig(target=target.column), [encoder], area)
        data, scorer = replace(prepared.data, coordinates=None), prepared.scorer
        for folds in prepared.folds:
            if folds is not prepared.main and (folds.index == prepared.main.index).all():
                continue  # observations that cover the area: random folds match its distances
            linear, kriging = (
                out_of_fold(own, kind, folds.index, Steps(no_progress, 1))[0]
                for own, kind in ((data, "linear"), (prepared.coordinates, "kriging"))
            )
            for name, variant in VARIANTS.items():
                estimators.CANDIDATES = variant.candidates
                changed = replace(data, x=variant.features(data.x))
                boosting = out_of_fold(changed, "boosting", folds.index, Steps(no_progress, 1))[0]
                parts = [linear, boosting, kriging]
                weights = cross_fitted(parts, data.y, data.task, folds.index, data.weights)
                stack = combined(parts, folds.index, weights)
                scores = scorer.score(boosting), scorer.score(stack)
                yield Scores(target.column, folds.name, name, *scores)
                print(target.column, folds.name, name, *(f"{score:.3f}" for score in scores), flush=True)


def told(found: list[Scores]) -> str:
    """Return Markdown: a line for each table and kind of folds."""
    lines = []
    for label, attribute in (("gradient boosting", "boosting"), ("stacked ensemble", "stack")):
        lines += [
            "",
            f"| {label} | folds | " + " | ".join(VARIANTS) + " |",
            "| --- " * (2 + len(VARIANTS)) + "|",
        ]
        for target, folds in dict.fromkeys((one.target, one.folds) for one in found):
            own = {
                one.coordinates: getattr(one, attribute)
                for one in found
                if (one.target, one.folds) == (target, folds)
            }
            lines.append(
                f"| {target} | {folds} | " + " | ".join(f"{own[name]:.3f}" for name in VARIANTS) + " |"
            )
    return "\n".join(lines) + "\n"


def maps(folder: Path, encoder: Encoder) -> dict[str, NDArray[np.float64]]:
    """Return maps of air temperature in Africa by gradient boosting, by variant; NaN at sea."""
    target = next(target for target in targets(folder) if target.column == "mean_temp_c")
    observed = observations(folder, target, ROWS, 0)
    west, south, east, north = EXTENT
    lon, lat = np.meshgrid(
        np.arange(west + PIXEL / 2, east, PIXEL), np.arange(north - PIXEL / 2, south, -PIXEL)
    )
    pixels = np.column_stack([lon.ravel(), lat.ravel()])
    land = read_mask().contains(pixels)
    x, at_pixels = (
        np.hstack([embed(encoder, lonlat), unit(lonlat)]).astype(np.float32)
        for lonlat in (observed.lonlat, pixels[land])
    )
    index, found = random_kfold(observed.lonlat, 5, 0).index, {}
    for name, variant in VARIANTS.items():
        estimators.CANDIDATES = variant.candidates
        fitted = fit_estimator("boosting", "regression", variant.features(x), observed.target, index)
        drawn = np.full(len(pixels), np.nan)
        drawn[land] = fitted.pipeline.predict(variant.features(at_pixels))
        found[name] = drawn.reshape(lon.shape)
    return found


def steepest(drawn: NDArray[np.float64]) -> float:
    """Return the 99.9th percentile of the absolute differences between neighbouring pixels."""
    change = [np.abs(np.diff(drawn, axis=axis)).ravel() for axis in (0, 1)]
    return float(np.nanquantile(np.concatenate(change), 0.999))


def told_steps(drawn: dict[str, NDArray[np.float64]]) -> str:
    """Return Markdown: the steps in each map."""
    lines = ["| coordinates | °C |", "| --- | ---: |"]
    lines += [f"| {name} | {steepest(one):.1f} |" for name, one in drawn.items()]
    return "\n".join(lines) + "\n"
