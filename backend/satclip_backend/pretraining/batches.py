"""Sampling of batches. They depend only on seed and step, so they are the same in every process and after resuming."""

from __future__ import annotations

import numpy as np
import torch
from scipy.spatial import cKDTree

from satclip_backend.geo.sphere import chord_of_km, unit


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
