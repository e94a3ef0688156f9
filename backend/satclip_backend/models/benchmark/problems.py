"""Tasks with their data: observations of a table, and the splits that the protocols share."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from satclip_backend.geo.sphere import EARTH_RADIUS_KM
from satclip_backend.models.benchmark.declarations import Task
from satclip_backend.models.continents import continents
from satclip_backend.models.folds import Folds, block_ids, block_kfold, knndm
from satclip_backend.models.observations import Observations, observe
from satclip_backend.models.prediction_area import sample_area
from satclip_backend.tables import open_table
from satclip_backend.tables.columns import Columns, columns_of

FOLDS = 5
FEWEST_BLOCKS = 20
"""Smallest number of blocks that `block_degrees` accepts."""


@dataclass(frozen=True)
class Problem:
    """A task with n observations.

    Attributes
    ----------
    id : str
        Name of the task.
    observed : Observations
        The observations.
    block_degrees : float
        Side of the spatial blocks, in degrees of a great circle.
    rows : int
        Number of rows of the whole table.
    seed : int
        Random seed of the folds.
    """

    id: str
    observed: Observations
    block_degrees: float
    rows: int
    seed: int = 0

    @property
    def lonlat(self) -> NDArray[np.float64]:
        """Longitude and latitude (n, 2) in degrees."""
        return self.observed.lonlat

    @property
    def is_regression(self) -> bool:
        """Whether the target is a number."""
        return self.observed.task == "regression"

    @property
    def block_km(self) -> float:
        """Side of the spatial blocks in km."""
        return _km(self.block_degrees)

    @cached_property
    def content_sha256(self) -> str:
        """Hash of the observations."""
        digest = hashlib.sha256(np.ascontiguousarray(self.lonlat, "<f8").tobytes())
        digest.update(np.ascontiguousarray(self.observed.target).astype("<f8").tobytes())
        digest.update("\0".join(self.observed.classes).encode("utf-8", "surrogatepass"))
        return digest.hexdigest()

    @cached_property
    def blocks(self) -> NDArray[np.int64]:
        """Spatial block (n,) of each observation."""
        return block_ids(self.lonlat, self.block_km)

    @cached_property
    def block_folds(self) -> Folds:
        """Folds of whole blocks. Raises SatclipError if there are too few."""
        return block_kfold(self.lonlat, self.block_km, FOLDS, self.seed)

    @cached_property
    def knndm_folds(self) -> Folds:
        """Folds that match the distances to the land, or the sea, in the bounding box of the observations."""
        area = sample_area(self.lonlat, seed=self.seed).lonlat
        return knndm(self.lonlat, area, FOLDS, self.seed)

    @cached_property
    def continents(self) -> NDArray[np.str_]:
        """Continent (n,) of each observation, "" for none."""
        return continents(self.lonlat)


def read_problem(folder: Path, task: Task, rows: int, seed: int = 0) -> Problem:
    """Read a standard task. Raises SatclipError if the table is missing or not suitable."""
    columns = columns_of(open_table(folder / task.file), [task.target])
    return problem(task.id, columns, task.target, rows, seed, kind=task.kind, degrees=task.block_degrees)


def problem(
    id: str,
    columns: Columns,
    target: str,
    rows: int,
    seed: int = 0,
    *,
    kind: str = "auto",
    degrees: float | None = None,
) -> Problem:
    """Return the task to predict a field of a table.

    Parameters
    ----------
    id : str
        Name of the task.
    columns : Columns
        The table.
    target : str
        Field to predict.
    rows : int
        Number of rows to sample at random if there are more; 0 for all.
    seed : int
        Random seed of the sample and of the folds.
    kind : {"auto", "regression", "classification"}
        As in `observe`.
    degrees : float, optional
        Side of the blocks in degrees; by default `block_degrees`.

    Raises
    ------
    SatclipError
        If the table is not suitable.
    """
    count = len(columns)
    if 0 < rows < count:
        sample = np.sort(np.random.default_rng(seed).choice(count, rows, replace=False))
        fields = {name: column.take(sample) for name, column in columns.fields.items()}
        columns = Columns(columns.lonlat[sample], fields)
    observed = observe(columns, target, task=kind)  # type: ignore[arg-type]
    return Problem(id, observed, degrees or block_degrees(observed.lonlat), count, seed)


def block_degrees(lonlat: NDArray[np.float64]) -> float:
    """Return a side of blocks in degrees for points (n, 2): 15, halved until there are `FEWEST_BLOCKS` blocks."""
    degrees = 15.0
    while degrees > 0.01 and len(np.unique(block_ids(lonlat, _km(degrees)))) < FEWEST_BLOCKS:
        degrees /= 2
    return degrees


def _km(degrees: float) -> float:
    return float(np.radians(degrees) * EARTH_RADIUS_KM)
