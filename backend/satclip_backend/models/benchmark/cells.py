"""Cells of the benchmark: the scores of one source of features, task and protocol, and their cache on disk."""

from __future__ import annotations

import hashlib
import json
import math
import re
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from satclip_backend.models.benchmark.problems import Problem
from satclip_backend.models.benchmark.protocols import HeldOut, Protocol
from satclip_backend.models.benchmark.sources import Source
from satclip_backend.models.results import Interval
from satclip_backend.models.scores import Scorer
from satclip_backend.outputs import atomic_write

VERSIONS = {"regression": 1, "classification": 2}
"""Version of the computation by kind of task. Results of another version are computed again."""
SCORES = {"regression": ("r2", "rmse"), "classification": ("accuracy", "balanced_accuracy")}
"""Scores of a task, the main one first."""
FEWEST_ROWS = 30
"""Smallest number of observations of a region or a range of distances that is scored."""
DISTANCES_KM = (0.0, 10.0, 50.0, 100.0, 250.0, 500.0, 1000.0, math.inf)
"""Limits of the ranges of distances to the training data, in km. 0 km is a range of its own."""
LARGEST_FILE = 2**24


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


class Score(_Model):
    """A score with its 95 % confidence interval from a bootstrap of blocks; None if it is not defined."""

    value: float | None
    low: float | None
    high: float | None


class Part(_Model):
    """Scores of the observations in a region, or in a range of distances to the training data.

    `error` is the root mean square error, or the share of wrong classes.
    """

    name: str
    rows: int
    error: float | None
    score: float | None


class Cell(_Model):
    """Scores of a source of features for a task and protocol. `unusable` is the reason if there are none."""

    key: str
    task: str
    source: str
    protocol: str
    kind: str
    rows: int = 0
    blocks: int = 0
    covered: float = 1.0
    same_location: float = 0.0
    scores: dict[str, Score] = Field(default_factory=dict)
    draws: list[float | None] = Field(default_factory=list)
    by_continent: list[Part] = Field(default_factory=list)
    by_distance: list[Part] = Field(default_factory=list)
    folds: str = ""
    seconds: float = 0.0
    unusable: str = ""

    @property
    def main(self) -> Score:
        """The main score."""
        return self.scores.get(SCORES[self.kind][0], Score(value=None, low=None, high=None))


def cell_key(problem: Problem, source: Source, protocol: Protocol) -> str:
    """Return the hash of everything that determines the scores."""
    parts = {
        "version": VERSIONS[problem.observed.task],
        "table": problem.content_sha256,
        "block_km": problem.block_km,
        "seed": problem.seed,
        "source": source.fingerprint,
        "protocol": protocol.id,
        "settings": protocol.settings,
    }
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()


def cell_path(folder: Path, problem: Problem, source: Source, protocol: Protocol) -> Path:
    """Return the file of a cell, with a name that tells what it holds."""
    words = (re.sub(r"[^A-Za-z0-9._-]+", "_", word)[:60] for word in (problem.id, source.id, protocol.id))
    return folder / f"{'_'.join(words).lstrip('.')}_{cell_key(problem, source, protocol)[:16]}.json"


def read_cell(folder: Path, problem: Problem, source: Source, protocol: Protocol) -> Cell | None:
    """Return a stored cell; None if there is none, or if its file is damaged or belongs to another computation."""
    path = cell_path(folder, problem, source, protocol)
    try:
        if path.stat().st_size > LARGEST_FILE:
            return None
        cell = Cell.model_validate_json(path.read_bytes())
    except (OSError, ValidationError):
        return None
    names = (cell.key, cell.task, cell.source, cell.protocol, cell.kind)
    wanted = cell_key(problem, source, protocol), problem.id, source.id, protocol.id, problem.observed.task
    complete = cell.unusable or (cell.covered and set(cell.scores) == set(SCORES[problem.observed.task]))
    return cell if names == wanted and complete else None


def write_cell(folder: Path, problem: Problem, source: Source, protocol: Protocol, cell: Cell) -> None:
    """Store a cell, completely or not at all. Raises SatclipError if the folder is full or not writable."""
    with atomic_write(cell_path(folder, problem, source, protocol)) as path:
        path.write_text(cell.model_dump_json(), encoding="utf-8")


def scored(
    problem: Problem, held: HeldOut, scorers: dict[bytes, Scorer]
) -> tuple[dict[str, Score], list[float | None]]:
    """Return the scores of held-out predictions, and the bootstrap draws of the main one.

    `scorers` keeps those of the problem by the observations that they score.
    """
    key = held.tested.tobytes()
    if key not in scorers:
        observed = problem.observed
        scorers[key] = Scorer(
            observed.task,
            observed.target[held.tested],
            problem.blocks[held.tested],
            classes=len(observed.classes),
            seed=problem.seed,
        )
    scorer, predictions = scorers[key], _as_scored(problem, held)
    found, names = scorer.scores(predictions), SCORES[problem.observed.task]
    scores = {name: as_score(found[name]) for name in names}
    draws = [_number(value, 7) for value in scorer.draws(predictions, names[0]).tolist()]
    return scores, draws if scores[names[0]].low is not None else []


def as_score(interval: Interval) -> Score:
    """Return an interval as a score."""
    return Score(value=_number(interval.value), low=_number(interval.low), high=_number(interval.high))


def parts_of(problem: Problem, held: HeldOut) -> tuple[list[Part], list[Part]]:
    """Return the scores by continent, and by distance to the training data."""
    predictions = _as_scored(problem, held)
    truth, distance = problem.observed.target[held.tested], held.distance_km[held.tested]
    regions = problem.continents[held.tested]

    def part(name: str, rows: NDArray[np.bool_]) -> list[Part]:
        count = int(rows.sum())
        if count < FEWEST_ROWS:
            return []
        if problem.is_regression:
            squares = (predictions[rows] - truth[rows]) ** 2
            spread = float(((truth[rows] - truth[rows].mean()) ** 2).mean())
            error, score = (
                float(np.sqrt(squares.mean())),
                1 - float(squares.mean()) / spread if spread else math.nan,
            )
        else:
            score = float((predictions[rows].argmax(axis=1) == truth[rows]).mean())
            error = 1 - score
        return [Part(name=name, rows=count, error=_number(error), score=_number(score))]

    by_continent = [one for name in np.unique(regions) for one in part(str(name) or "none", regions == name)]
    by_distance = part("0 km", distance == 0)
    for low, high in zip(DISTANCES_KM, DISTANCES_KM[1:]):
        name = f"more than {low:g} km" if math.isinf(high) else f"{low:g} to {high:g} km"
        by_distance += part(name, (distance > low) & (distance <= high))
    return by_continent, by_distance


def _as_scored(problem: Problem, held: HeldOut) -> NDArray[np.float64]:
    """Return the predictions of tested observations: values, or 1 for the predicted class."""
    predictions = held.predictions[held.tested]
    return predictions if problem.is_regression else np.eye(predictions.shape[1])[predictions.argmax(axis=1)]


def _number(value: float, digits: int | None = None) -> float | None:
    if not math.isfinite(value):
        return None
    return float(value) if digits is None else round(float(value), digits)
