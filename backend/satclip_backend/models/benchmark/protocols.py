"""Protocols of the benchmark: how observations are held out, and which model predicts them.

- `paper`: the published example of SatCLIP (Klemmer et al. 2025), a multilayer perceptron and a random half.
- `range`: that of RANGE (Dhakal et al. 2025, CVPR; github.com/mvrl/RANGE, `evaluate.py` and `load_dataset.py` of
  `range/utils`): features scaled to 0 to 1, ridge regression or a ridge classifier, a random fifth of the rows held out
  with seed 42.
- `blocks`, `knndm`: cross-validation in spatial blocks or in distance-matched folds.
- `unseen-continents-0`, `-1`: each continent held out but for 0 or 1 % of its locations (Klemmer et al. 2025,
  section 4.3).

The published ones split rows, so rows at one location may be on both sides. In the others, the model is a ridge
regression on standardised features, of a 0/1 variable for each class; the penalty is chosen in the other folds.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from sklearn.impute import SimpleImputer
from sklearn.linear_model import RidgeClassifierCV, RidgeCV
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import MinMaxScaler
from torch.utils.data import random_split

from satclip_backend.errors import SatclipError
from satclip_backend.geo.distances import nearest_km, nearest_other_fold_km
from satclip_backend.models.benchmark import published_mlp
from satclip_backend.models.benchmark.declarations import PROTOCOLS
from satclip_backend.models.benchmark.problems import FOLDS, Problem
from satclip_backend.models.estimators import PENALTIES
from satclip_backend.models.folds import Folds
from satclip_backend.models.leave_region_out import FEWEST, location_ranks
from satclip_backend.models.out_of_fold import Steps, TrainingData, fit_rows, out_of_fold
from satclip_backend.progress import Progress
from satclip_backend.translation import gettext_lazy as _

RANGE_PENALTIES, RANGE_SEED, RANGE_FOLDS = (0.1, 1.0, 10.0), 42, {"regression": 3, "classification": 10}


@dataclass(frozen=True)
class HeldOut:
    """Predictions for held-out observations.

    Attributes
    ----------
    tested : (n,) bool
        Which of n observations were held out.
    predictions : (n,) or (n, classes) float64
        Values, or scores of which the highest is that of the predicted class. NaN if not tested.
    distance_km : (n,) float64
        Distance to the nearest training point in km. NaN if not tested.
    why : str
        A sentence on the folds, "" if there is nothing to say.
    """

    tested: NDArray[np.bool_]
    predictions: NDArray[np.float64]
    distance_km: NDArray[np.float64]
    why: str = ""


@dataclass(frozen=True)
class Protocol:
    """A protocol: its settings, which identify results, and the function that holds out and predicts.

    `predict(problem, x, progress)` takes features (n, d), NaN for points that the encoder doesn't cover. It raises
    SatclipError if the observations can't be split in that way.
    """

    id: str
    predict: Callable[[Problem, NDArray[np.float32], Progress], HeldOut]
    settings: dict[str, Any] = field(default_factory=dict)


def _paper(problem: Problem, x: NDArray[np.float32], progress: Progress) -> HeldOut:
    train, test = _random_rows(problem, [0.5, 0.5], problem.seed)
    imputer = SimpleImputer(keep_empty_features=True).fit(x[train])
    predictions = published_mlp.fit_predict(
        imputer.transform(x[train]),
        problem.observed.target[train],
        imputer.transform(x[test]),
        len(problem.observed.classes),
        problem.seed,
        progress,
    )
    return _held_out(problem, train, test, predictions)


def _range(problem: Problem, x: NDArray[np.float32], progress: Progress) -> HeldOut:
    train, test = _random_rows(problem, [0.8, 0.2], RANGE_SEED)
    y, folds = problem.observed.target[train], RANGE_FOLDS[problem.observed.task]
    progress(0.0, "")
    if problem.is_regression:
        model = RidgeCV(RANGE_PENALTIES, cv=folds)
    else:
        folds = max(2, min(folds, int(np.bincount(y).max())))  # a fold needs a member of the largest class
        model = RidgeClassifierCV(RANGE_PENALTIES, cv=folds)
    pipeline = make_pipeline(SimpleImputer(keep_empty_features=True), MinMaxScaler(), model)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # of classes with fewer members than folds
        predictions = pipeline.fit(x[train].astype(np.float64), y).predict(x[test].astype(np.float64))
    if not problem.is_regression:
        predictions = np.eye(len(problem.observed.classes))[predictions]
    return _held_out(problem, train, test, predictions)


def _cross_validated(
    problem: Problem, x: NDArray[np.float32], progress: Progress, folds: Callable[[Problem], Folds]
) -> HeldOut:
    chosen = folds(problem)
    steps = Steps(progress, int(chosen.index.max()) + 1)
    predictions = out_of_fold(_training_data(problem, x), "linear", chosen.index, steps)[0]
    distance = nearest_other_fold_km(problem.lonlat, chosen.index)
    return HeldOut(np.ones(len(x), dtype=bool), predictions, distance, str(chosen.why))


def _unseen_continents(problem: Problem, x: NDArray[np.float32], progress: Progress, share: float) -> HeldOut:
    names, counts = np.unique(problem.continents, return_counts=True)
    large = [name for name, count in zip(names, counts) if name and count >= FEWEST]
    if len(large) < 2:
        raise SatclipError(_("The observations lie on fewer than two continents."))
    elsewhere = _share_of_classes_elsewhere(problem, large)
    if elsewhere < 0.5:
        raise SatclipError(
            _(
                "Most classes occur on one continent only: {share} of the observations are of a class that also occurs "
                "elsewhere.",
                share=f"{elsewhere:.0%}",
            )
        )
    data, n = _training_data(problem, x), len(x)
    predictions, distance = np.full(data.y.shape, np.nan), np.full(n, np.nan)
    tested = np.zeros(n, dtype=bool)
    codes = np.unique(problem.continents, return_inverse=True)[1].ravel()
    steps = Steps(progress, len(large))
    for name in large:
        own = problem.continents == name
        rank = location_ranks(problem.lonlat, own, problem.seed)
        test = own & (rank >= UNSEEN_SHARES[-1])  # the same locations for all shares
        train = ~own | (rank < share)
        model = fit_rows(data, "linear", codes, train, steps.of_fit).pipeline
        predictions[test] = model.predict(x[test])
        distance[test] = nearest_km(problem.lonlat[test], problem.lonlat[train])
        tested |= test
        steps.done()
    return HeldOut(tested, predictions, distance)


def _share_of_classes_elsewhere(problem: Problem, continents: list[str]) -> float:
    """Return the share of observations whose class also occurs outside their continent; 1 in regression."""
    if problem.is_regression:
        return 1.0
    codes, found, count = problem.observed.target, 0, 0
    for name in continents:
        own = problem.continents == name
        found += int(np.isin(codes[own], codes[~own]).sum())
        count += int(own.sum())
    return found / count


def _training_data(problem: Problem, x: NDArray[np.float32]) -> TrainingData:
    """Return data for ridge regressions of the values, or of a 0/1 variable for each class."""
    target = problem.observed.target
    y = target if problem.is_regression else np.eye(len(problem.observed.classes))[target]
    return TrainingData("regression", x, y, 0, seed=problem.seed)


def _random_rows(
    problem: Problem, shares: list[float], seed: int
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return training and test rows, split as in the published code."""
    rows = range(len(problem.observed))
    parts = random_split(rows, shares, torch.Generator().manual_seed(seed))  # type: ignore[arg-type, var-annotated]
    train, test = (np.array(part.indices, dtype=np.int64) for part in parts)
    return train, test


def _held_out(
    problem: Problem, train: NDArray[np.int64], test: NDArray[np.int64], predicted: NDArray[np.float64]
) -> HeldOut:
    n = len(problem.observed)
    tested, distance = np.zeros(n, dtype=bool), np.full(n, np.nan)
    predictions = np.full((n, *predicted.shape[1:]), np.nan)
    tested[test], predictions[test] = True, predicted
    distance[test] = nearest_km(problem.lonlat[test], problem.lonlat[train])
    return HeldOut(tested, predictions, distance)


UNSEEN_SHARES = (0.0, 0.01)
_RIDGE = {"penalties": PENALTIES.tolist(), "penalty chosen in": "the other folds"}
_MLP = {"hidden": published_mlp.HIDDEN, "steps": published_mlp.STEPS, "rate": published_mlp.RATE}
_ALL = (
    Protocol("paper", _paper, {"held out": 0.5, **_MLP}),
    Protocol("range", _range, {"held out": 0.2, "penalties": RANGE_PENALTIES, "seed": RANGE_SEED}),
    Protocol(
        "blocks",
        partial(_cross_validated, folds=lambda problem: problem.block_folds),
        {"folds": FOLDS, **_RIDGE},
    ),
    Protocol(
        "knndm",
        partial(_cross_validated, folds=lambda problem: problem.knndm_folds),
        {"folds": FOLDS, **_RIDGE},
    ),
    *(
        Protocol(id, partial(_unseen_continents, share=share), {"share": share, "fewest": FEWEST, **_RIDGE})
        for id, share in zip(PROTOCOLS[4:], UNSEEN_SHARES)
    ),
)
BY_ID = {protocol.id: protocol for protocol in _ALL}
"""The protocols by name."""
