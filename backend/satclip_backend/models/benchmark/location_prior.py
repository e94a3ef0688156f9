"""A location prior for a classifier of images: its probabilities times those of the classes at the location.

P(class | image, location) is proportional to P(class | image) P(class | location) if image and location are independent
for a given class, and if the classifier assumes equally frequent classes. Source: Mac Aodha, Cole and Perona (2019),
Presence-only geographical priors for fine-grained image classification, ICCV.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from satclip_backend.errors import SatclipError
from satclip_backend.models.benchmark.cells import Score, as_score
from satclip_backend.models.benchmark.problems import FOLDS, Problem, problem
from satclip_backend.models.benchmark.sources import Source
from satclip_backend.models.folds import random_kfold
from satclip_backend.models.out_of_fold import Steps, TrainingData, out_of_fold
from satclip_backend.models.scores import Scorer
from satclip_backend.progress import Progress, no_progress
from satclip_backend.tables import Table
from satclip_backend.tables.columns import NUMERIC, columns_of
from satclip_backend.translation import gettext_lazy as _


@dataclass(frozen=True)
class ImageProbabilities:
    """Probabilities (n, classes) of a classifier of images, for the observations of a problem."""

    problem: Problem
    values: NDArray[np.float64]


@dataclass(frozen=True)
class PriorResult:
    """Accuracy of the classifier, of the location prior and of both, and what the prior adds, in one kind of folds."""

    source: str
    folds: str
    rows: int
    blocks: int
    classifier: Score
    location: Score
    both: Score
    gain: Score

    def as_dict(self) -> dict[str, Any]:
        """Return the result as JSON-compatible values."""
        parts = {name: getattr(self, name) for name in ("classifier", "location", "both", "gain")}
        about = {"source": self.source, "folds": self.folds, "rows": self.rows, "blocks": self.blocks}
        return about | {name: score.model_dump() for name, score in parts.items()}


def read_probabilities(table: Table, field: str, seed: int = 0) -> ImageProbabilities:
    """Read the true class in `field`, and the probability of each class in the column of its name.

    They need not add up to 1. Raises SatclipError if a column is missing, or has no numbers of at least 0.
    """
    own = problem(table.path.stem, columns_of(table, [field]), field, 0, seed, kind="classification")
    columns = columns_of(table, own.observed.classes)
    fields = [columns.fields[name].take(own.observed.rows) for name in own.observed.classes]
    nothing = np.full(len(own.observed), np.nan)
    values = np.column_stack([each.numbers() if each.kind in NUMERIC else nothing for each in fields])
    wrong = ~np.isfinite(values) | (values < 0)
    if wrong.any() or not (values.sum(axis=1) > 0).all():
        name = own.observed.classes[int(wrong.any(axis=0).argmax())]
        raise SatclipError(
            _(
                "The probabilities in {table} must be numbers of at least 0, and one of each row more than 0: check "
                "the column {name}.",
                table=table.path.name,
                name=name,
            )
        )
    return ImageProbabilities(own, values / values.sum(axis=1, keepdims=True))


def combined(image: NDArray[np.float64], location: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the normalised product (n, classes) of two arrays of probabilities; `image` where it is 0."""
    product = image * location
    total = product.sum(axis=1, keepdims=True)
    return np.where(total > 0, product / np.where(total > 0, total, 1), image)


def score_prior(
    images: ImageProbabilities, source: Source, progress: Progress = no_progress
) -> list[PriorResult]:
    """Return the accuracies in random folds of locations and in spatial blocks.

    The prior is a logistic regression on the features of `source`, fitted on the other folds. Blocks are left out if
    there are too few.
    """
    one = images.problem
    observed = one.observed
    kinds = [random_kfold(one.lonlat, FOLDS, one.seed)]
    if len(np.unique(one.blocks)) >= FOLDS:
        kinds.append(one.block_folds)
    data = TrainingData(
        "classification", source.encode(one.lonlat), observed.target, len(observed.classes), seed=one.seed
    )
    scorer = Scorer(
        "classification", observed.target, one.blocks, classes=len(observed.classes), seed=one.seed
    )
    steps = Steps(progress, FOLDS * len(kinds))
    results = []
    for folds in kinds:
        location = out_of_fold(data, "linear", folds.index, steps)[0]
        both = combined(images.values, location)
        classifier, prior, product = (
            as_score(scorer.scores(each)["accuracy"]) for each in (images.values, location, both)
        )
        gain = as_score(scorer.difference(both, images.values, "accuracy"))
        results.append(
            PriorResult(
                source.id, folds.name, len(observed), scorer.block_count, classifier, prior, product, gain
            )
        )
    return results
