"""Sampling of batches. They depend only on seed and step, so they are the same in every process and after resuming."""

from __future__ import annotations

import math

import numpy as np
import torch
from scipy.spatial import cKDTree

from satclip_backend.geo.sphere import chord_of_km, unit
from satclip_backend.pretraining.settings import TrainingSettings

RANDOM_LOCATIONS = 20_000
"""Number of random locations from which CSP's negatives are drawn."""


def generator(*numbers: int) -> torch.Generator:
    """Return a random generator that is specific to a tuple of non-negative integers."""
    return torch.Generator().manual_seed(seed(*numbers))


def seed(*numbers: int) -> int:
    """Return a seed that is specific to a tuple of non-negative integers."""
    return int(np.random.SeedSequence(numbers).generate_state(1, np.uint64)[0] >> 1)


def steps_in_epoch(n: int, batch: int) -> int:
    """Return the number of steps in which each of `n` points is used once, with at most `batch` points in a step."""
    return -(-n // batch)


def epoch_batch(n: int, batch: int, step: int, first: int) -> torch.Tensor:
    """Return the points of a step (from 0).

    Each epoch uses all `n` points once, in a new order, in equal parts of at most `batch`. `first` is the
    seed.
    """
    parts = steps_in_epoch(n, batch)
    epoch, part = divmod(step, parts)
    order = torch.randperm(n, generator=generator(first, 1, epoch))
    return order[n * part // parts : n * (part + 1) // parts]


def random_rows(n: int, count: int, step: int, first: int) -> torch.Tensor:
    """Return `count` random points of `n`, or all if there are fewer."""
    return torch.randperm(n, generator=generator(first, 2, step))[:count]


class Neighbourhoods:
    """Batches with neighbouring points, which are hard negatives.

    Deuser et al. (2023, Sample4Geo, section 3.3) first sample batches of near neighbours by GPS. Here each
    sampled point brings its `count` nearest neighbours within `km`.
    """

    def __init__(self, lonlat: np.ndarray, count: int, km: float) -> None:
        """Find the neighbours of points `lonlat` (n, 2) in degrees."""
        points = unit(lonlat)
        reach = chord_of_km(km)
        count = min(count, len(points) - 1)
        distance, index = cKDTree(points).query(points, count + 1, distance_upper_bound=reach)
        own = np.arange(len(points))[:, None]
        self.nearest = torch.from_numpy(np.where(np.isfinite(distance), index, own))

    def batch(self, batch: int, step: int, first: int) -> torch.Tensor:
        """Return at most `batch` distinct points of a step. An epoch samples each point once, plus its neighbours."""
        n, drawn = len(self.nearest), max(1, batch // self.nearest.shape[1])
        rows = self.nearest[epoch_batch(n, drawn, step, first)]
        return torch.unique(rows.T.flatten()[:batch])


class Batches:
    """The points of each step.

    They are numbered: first the training points, then the ocean points, then the random locations.

    Attributes
    ----------
    land, ocean : int
        Number of training points and of ocean points.
    negatives : int
        Number of random locations for each point of a batch.
    """

    def __init__(self, lonlat: np.ndarray, ocean: int, settings: TrainingSettings) -> None:
        """Prepare the batches of training points `lonlat` (n, 2) in degrees, and of a number of ocean points."""
        self.settings, self.land, self.ocean = settings, len(lonlat), ocean
        self.negatives = settings.objective.negatives if settings.objective.random_negatives else 0
        self._neighbourhoods = None
        if settings.neighbours:
            self._neighbourhoods = Neighbourhoods(lonlat, settings.neighbours, settings.neighbour_km)

    @property
    def steps(self) -> int:
        """Number of steps of the training."""
        if not self.settings.epochs:
            return self.settings.steps
        each = max(1, self.settings.batch // (self.settings.neighbours + 1))
        return math.ceil(self.settings.epochs * steps_in_epoch(self.land, each))

    def rows(self, step: int) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
        """Return the points of a step (n,), its ocean points (m,) and random locations (n, negatives).

        They are those of all processes.
        """
        settings = self.settings
        if self._neighbourhoods is not None:
            rows = self._neighbourhoods.batch(settings.batch, step, settings.seed)
        else:
            rows = epoch_batch(self.land, settings.batch, step, settings.seed)
        ocean = random_rows(self.ocean, math.ceil(settings.sea * settings.batch), step, settings.seed)
        shape, chance = (len(rows), self.negatives), generator(settings.seed, 5, step)
        random = torch.randint(RANDOM_LOCATIONS, shape, generator=chance)
        return rows, ocean + self.land, random + self.land + self.ocean
