"""Which places make up a step: functions of seed and step alone, the same in every process and after resuming."""

from __future__ import annotations

import numpy as np
import torch
from scipy.spatial import cKDTree

from satclip_backend.geo.sphere import chord_of_km, unit


def generator(*numbers: int) -> torch.Generator:
    """A generator of random numbers of its own for each tuple of numbers, at least 0."""
    return torch.Generator().manual_seed(seed(*numbers))


def seed(*numbers: int) -> int:
    """A seed for each tuple of numbers, at least 0, unrelated to those of others."""
    return int(np.random.SeedSequence(numbers).generate_state(1, np.uint64)[0] >> 1)


def steps_in_epoch(n: int, batch: int) -> int:
    """Steps that take each of `n` places once, `batch` at most a step."""
    return -(-n // batch)


def epoch_batch(n: int, batch: int, step: int, first: int) -> torch.Tensor:
    """The places of a step (from 0): each epoch goes through all `n` once, in a new order, in even parts of at most
    `batch`. `first` is the seed.
    """
    parts = steps_in_epoch(n, batch)
    epoch, part = divmod(step, parts)
    order = torch.randperm(n, generator=generator(first, 1, epoch))
    return order[n * part // parts : n * (part + 1) // parts]


def random_rows(n: int, count: int, step: int, first: int) -> torch.Tensor:
    """`count` of `n` places at random, or all where there are fewer."""
    return torch.randperm(n, generator=generator(first, 2, step))[:count]


class Neighbourhoods:
    """Batches in which places meet their neighbours, which are the hardest to tell apart.

    Deuser et al. (2023, Sample4Geo, section 3.3) make batches of near neighbours by GPS at first: here every place
    that is drawn brings its `count` nearest ones, none further than `km`.
    """

    def __init__(self, lonlat: np.ndarray, count: int, km: float) -> None:
        """`lonlat` (n, 2) degrees."""
        points = unit(lonlat)
        reach = chord_of_km(km)
        count = min(count, len(points) - 1)
        distance, index = cKDTree(points).query(points, count + 1, distance_upper_bound=reach)
        own = np.arange(len(points))[:, None]
        self.nearest = torch.from_numpy(np.where(np.isfinite(distance), index, own))

    def batch(self, batch: int, step: int, first: int) -> torch.Tensor:
        """At most `batch` different places of a step. An epoch draws every place once; neighbours come besides."""
        n, drawn = len(self.nearest), max(1, batch // self.nearest.shape[1])
        rows = self.nearest[epoch_batch(n, drawn, step, first)]
        return torch.unique(rows.T.flatten()[:batch])
