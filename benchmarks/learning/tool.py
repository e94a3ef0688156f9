"""The full pipeline on every table: scores, baselines, benefit of embeddings and coverage."""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from tables import observations, targets

from satclip_backend.encoders.encoder import Encoder
from satclip_backend.models.fit_config import FitConfig
from satclip_backend.models.fitting import fit
from satclip_backend.models.prediction_area import sample_area
from satclip_backend.models.results import Coverage, Evaluation, Interval, Scored

ESTIMATORS = ("linear", "auto")
CLASSES_SHARE = 3
"""Divisor of the number of observations in classification, which fits trees or coefficients for each class."""
WANTED = (0.88, 0.92)
"""Accepted coverage in random folds at a nominal coverage of 0.9."""


@dataclass(frozen=True)
class Tried:
    """Result of a fit of `estimator` on one table."""

    estimator: str
    evaluation: Evaluation
    seconds: float

    def score(self, folds: str) -> Interval:
        """Return the main score of the model."""
        return self._of(folds, "chosen").scores[self.evaluation.score]

    def baseline(self, folds: str) -> Scored:
        """Return the scores, in these folds, of the model without embeddings that is best in the main folds."""
        best = self.evaluation.difference.baseline
        return next(s for s in self.evaluation.table if s.folds == folds and s.label == best)

    @property
    def name(self) -> str:
        """The estimator, or the chosen one."""
        label = self._of(self.evaluation.main, "chosen").label
        return label[0].lower() + label[1:] + (", chosen" if self.estimator == "auto" else "")

    def coverage(self, folds: str) -> Coverage:
        """Return the coverage in one kind of folds."""
        label = next(shown.label for shown in self.evaluation.folds if shown.name == folds)
        return next(c for c in self.evaluation.coverages if c.label == label)

    def _of(self, folds: str, role: str) -> Scored:
        return next(s for s in self.evaluation.table if s.folds == folds and s.role == role)


def try_all(folder: Path, encoder: Encoder, rows: int) -> list[Tried]:
    """Fit each estimator on each table, with seed 0."""
    found = []
    for target in targets(folder):
        observed = observations(folder, target, rows // CLASSES_SHARE if target.classes else rows, 0)
        area = sample_area(observed.lonlat).lonlat
        for estimator in ESTIMATORS:
            start = time.perf_counter()
            config = FitConfig(target=target.column, estimator=estimator)
            _, evaluation = fit(observed, config, [encoder], area)
            found.append(Tried(estimator, evaluation, time.perf_counter() - start))
            print(f"{target.column}, {estimator}: {found[-1].seconds:.0f} s", flush=True)
    return found


def scores(found: list[Tried]) -> str:
    """Return Markdown: a line for each table and estimator."""
    lines = [
        "| target | rows | estimator | kNNDM folds | random folds | best without embeddings | its score, kNNDM "
        "| difference | verdict | blocks |",
        "| --- " * 10 + "|",
    ]
    for tried in found:
        e = tried.evaluation
        base = tried.baseline(e.main)
        classes = f", {len(e.classes)} classes" if e.classes else ""
        lines.append(
            f"| {e.target}{classes} | {len(e.observed):,} | {tried.name} "
            f"| {interval(tried.score(e.main))} | {interval(tried.score('random'))} | {base.label.lower()} "
            f"| {interval(base.scores[e.score])} | {interval(e.difference.difference, '+.3f')} "
            f"| {e.difference.verdict} | {e.settings['Block size']} |"
        )
    verdicts = [tried.evaluation.difference.verdict for tried in found if tried.estimator == "auto"]
    counted = ", ".join(f"{verdict} in {verdicts.count(verdict)}" for verdict in dict.fromkeys(verdicts))
    return "\n".join(lines) + f"\n\nEmbeddings in {len(verdicts)} automatic fits: {counted}.\n"


def coverages(found: list[Tried]) -> str:
    """Return Markdown: coverage of 90 % intervals and sets, and whether it is accepted."""
    lines = ["| target | estimator | random folds | within | kNNDM folds |", "| --- " * 5 + "|"]
    outside = []
    for tried in found:
        e = tried.evaluation
        random, main = tried.coverage("random").coverage, tried.coverage(e.main).coverage
        inside = WANTED[0] <= random <= WANTED[1]
        name = f"{e.target} ({tried.name})"
        outside += [] if inside else [f"{name} {random:.1%}"]
        lines.append(
            f"| {e.target} | {tried.name} | {random:.1%} | {'yes' if inside else 'no'} | {main:.1%} |"
        )
    verdict = (
        "All are within 88 to 92 % in random folds." if not outside else f"Not within: {', '.join(outside)}."
    )
    mean = np.mean([tried.coverage("random").coverage for tried in found])
    return "\n".join(lines) + f"\n\n{verdict} The mean is {mean:.1%}.\n"


def interval(found: Interval, form: str = ".2f") -> str:
    """Format an interval as a table cell."""
    return f"{found.value:{form}} ({found.low:{form}} to {found.high:{form}})"
