"""Classes of locations from a few labelled points, computed at once: similarity or logistic regression."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from satclip_backend.encoders.heads import DirectionHead, Head, cosine_head, directions
from satclip_backend.errors import SatclipError
from satclip_backend.rasters.masks import land_mask
from satclip_backend.rasters.similarity import reference_embeddings
from satclip_backend.translation import gettext_lazy as _

if TYPE_CHECKING:
    from satclip_backend.encoders.encoder import Encoder

#: Largest number of labels and of classes. More labels are a matter for a model, which is fitted as a job.
MOST_LABELS, MOST_CLASSES = 500, 32
#: Largest number of labels for leave-one-out cross-validation: its fits take 0.1 s. For more, `FOLDS` are made.
MOST_LEFT_OUT, FOLDS = 40, 10
#: Inverse penalty of the logistic regression on directions of length 1. Of the powers of ten from 0.001 to 100, it
#: has the smallest log loss for three classes of air temperature with 3 to 40 labels each (`bundled`).
STRENGTH = 10.0
SIMILARITY_STEP = 1 / 255
"""Tolerance of a similarity: a colour step of a ramp from -1 to 1 is twice as large."""
LOGIT_STEP = 0.01
"""Tolerance of a logit. It moves a probability by 0.005 at most."""


@dataclass(frozen=True)
class Validation:
    """Cross-validated balanced accuracy, 0 to 1, of both methods, for `labels` labels in `folds` folds."""

    labels: int
    folds: int
    similarity: float
    logistic: float


@dataclass(frozen=True)
class LabelClassifier:
    """A score of each of k classes for every location.

    Attributes
    ----------
    head : Head
        Values (k,): similarities from -1 to 1, or logits if `is_probability`.
    is_probability : bool
        Whether `scores` returns probabilities.
    validation : Validation or None
        None if a class has a single label or there is only one class.
    lonlat : (n, 2) float64
        The labelled points, in degrees.
    """

    head: Head
    is_probability: bool
    validation: Validation | None
    lonlat: NDArray[np.float64]

    def scores(self, values: NDArray) -> NDArray:
        """Return the probability or similarity (k, ...) of each class for values (k, ...) of `head`."""
        if not self.is_probability:
            return values
        odds = np.exp(values - values.max(axis=0))
        return odds / odds.sum(axis=0)

    def least_certain(self, encoder: Encoder, lonlat: NDArray[np.float64]) -> LeastCertain | None:
        """Return the point of `lonlat` (n, 2) whose two highest scores differ least; None if no point is suitable.

        If most labels lie on land, only points on land are suitable, and only those that the encoder covers. Raises
        SatclipError if there is one class only.
        """
        if len(self.head.tolerance) < 2:
            raise SatclipError(
                _("Uncertain places need labels of two classes. Label a place of another class.")
            )
        suitable = np.isfinite(lonlat).all(axis=1) & (np.abs(lonlat[:, 1]) <= 90)
        if land_mask().contains(self.lonlat).mean() > 0.5:
            suitable[suitable] = land_mask().contains(lonlat[suitable])
        rows = np.flatnonzero(suitable)
        values = encoder.encode(lonlat[rows], head=self.head)
        covered = np.isfinite(values[:, 0])
        rows = rows[covered]
        if not len(rows):
            return None
        scores = self.scores(values[covered].T)
        order = np.argsort(scores, axis=0)[-2:]
        second, first = np.take_along_axis(scores, order, axis=0)
        i = int((first - second).argmin())
        return LeastCertain(int(rows[i]), (int(order[1, i]), int(order[0, i])), float(first[i] - second[i]))


@dataclass(frozen=True)
class LeastCertain:
    """The row of a point, its two most likely classes, and the difference of their scores."""

    row: int
    classes: tuple[int, int]
    margin: float


def fit_labels(encoder: Encoder, lonlat: Sequence[NDArray[np.float64]]) -> LabelClassifier:
    """Fit a classifier to the points (n, 2) of each class, longitude and latitude in degrees.

    The similarity to a class is the cosine to twice the mean direction of its labels minus the mean direction of all
    others (Rocchio 1971), relative to the encoder's mean embedding. The logistic regression has the same directions as
    features, and weights that give each class the same total. It is used if every class has two labels at least, and
    its cross-validated balanced accuracy is not smaller than that of the similarity.

    Raises SatclipError if there are too many labels or none, or if one is not on Earth.
    """
    counts = [len(points) for points in lonlat]
    if not counts or min(counts) == 0:
        raise SatclipError(_("Each class needs one label at least."))
    if len(counts) > MOST_CLASSES or sum(counts) > MOST_LABELS:
        raise SatclipError(
            _(
                "{count} labels of {classes} classes are too many for a live layer: at most {labels} labels of {most} "
                "classes. Fit a model instead.",
                count=sum(counts),
                classes=len(counts),
                labels=MOST_LABELS,
                most=MOST_CLASSES,
            )
        )
    centre, points = encoder.pca.mean, np.concatenate(lonlat)
    x = directions(reference_embeddings(encoder, points, "label"), centre)
    y = np.repeat(np.arange(len(counts)), counts)
    fit = _Fit(x, y)
    validation = fit.validate() if len(counts) > 1 and min(counts) > 1 else None
    if validation is None or validation.logistic < validation.similarity:
        tolerance = np.full(len(counts), SIMILARITY_STEP)
        return LabelClassifier(cosine_head(centre, rocchio(x, y), tolerance), False, validation, points)
    return LabelClassifier(fit.logistic_head(centre), True, validation, points)


def rocchio(x: NDArray[np.float64], y: NDArray[np.int64]) -> NDArray[np.float64]:
    """Return the direction of each class (k, d): twice the mean of its rows of `x` (n, d) minus that of the others."""
    rows = []
    for i in range(y.max() + 1):
        others = x[y != i]
        rows.append(2 * x[y == i].mean(axis=0) - (others.mean(axis=0) if len(others) else 0))
    return np.array(rows)


class _Fit:
    """Fits to directions `x` (n, d) and classes `y` (n,), in the space that the directions span."""

    def __init__(self, x: NDArray[np.float64], y: NDArray[np.int64]) -> None:
        self._basis = np.linalg.qr(x.T)[0]
        self._x, self._y = x @ self._basis, y

    def logistic_head(self, centre: NDArray[np.float64]) -> Head:
        model = self._whole
        rows, offset = model.coef_ @ self._basis.T, model.intercept_
        if len(rows) == 1:  # two classes have one row
            rows, offset = np.concatenate([0 * rows, rows]), np.concatenate([0 * offset, offset])
        return DirectionHead(np.full(len(rows), LOGIT_STEP), centre, rows, offset)

    def validate(self) -> Validation:
        from sklearn.metrics import recall_score
        from sklearn.model_selection import LeaveOneOut, StratifiedKFold

        n = len(self._y)
        folds = n if n <= MOST_LEFT_OUT else FOLDS
        splitter = LeaveOneOut() if folds == n else StratifiedKFold(FOLDS, shuffle=True, random_state=0)
        by_similarity, by_logistic = self._y.copy(), self._y.copy()
        for train, held in _splits(splitter, self._x, self._y):
            x, y, at = self._x[train], self._y[train], self._x[held]
            by_similarity[held] = cosine_head(np.zeros(x.shape[1]), rocchio(x, y), [])(at).argmax(axis=1)
            by_logistic[held] = self._logistic(x, y, self._whole).predict(at)

        def balanced(predicted: NDArray) -> float:
            return float(recall_score(self._y, predicted, average="macro"))

        return Validation(n, folds, balanced(by_similarity), balanced(by_logistic))

    @cached_property
    def _whole(self):
        return self._logistic(self._x, self._y)

    @staticmethod
    def _logistic(x, y, start=None):
        """Return a fitted logistic regression. A search that starts at the fit to all labels takes half as long."""
        from sklearn import config_context
        from sklearn.linear_model import LogisticRegression

        model = LogisticRegression(
            C=STRENGTH, class_weight="balanced", max_iter=200, warm_start=start is not None
        )
        if start is not None:
            model.coef_, model.intercept_ = start.coef_.copy(), start.intercept_.copy()
        with config_context(assume_finite=True, skip_parameter_validation=True):
            return model.fit(x, y)


def _splits(splitter, x, y):
    import warnings

    with warnings.catch_warnings():
        warnings.filterwarnings(
            "ignore", "The least populated class"
        )  # it is in every training set nevertheless
        yield from splitter.split(x, y)
