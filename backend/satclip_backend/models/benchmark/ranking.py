"""Ranks of the sources of features, and which of them are the best beyond chance."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.stats import rankdata

from satclip_backend.models.benchmark.cells import Cell
from satclip_backend.models.scores import LEVEL


@dataclass(frozen=True)
class Ranks:
    """Ranks of the sources in a protocol.

    Attributes
    ----------
    mean : dict of str to float
        Mean rank over the tasks by source; 1 is the best. Equal scores share a rank.
    wins : dict of str to int
        Number of tasks in which a source is better than all others, beyond chance.
    tasks : int
        Number of tasks for which all sources have scores.
    """

    mean: dict[str, float]
    wins: dict[str, int]
    tasks: int


def best(cells: Sequence[Cell]) -> set[str]:
    """Return the sources of which none is better than another beyond chance, among cells of one task and protocol.

    They are the one with the highest score, and those for which the interval of the difference from it, from paired
    bootstrap draws of blocks, includes 0. The intervals are corrected (Bonferroni) for the number of comparisons.
    Without intervals, they are all.
    """
    known = [cell for cell in cells if cell.main.value is not None]
    if not known:
        return set()
    first = max(known, key=lambda cell: cell.main.value or 0.0)
    tail = 100 * (1 - LEVEL) / 2 / max(len(known) - 1, 1)
    found = {first.source}
    for cell in known:
        if cell is not first and not _differ(first, cell, tail):
            found.add(cell.source)
    return found


def _differ(first: Cell, other: Cell, tail: float) -> bool:
    if not first.draws or len(first.draws) != len(other.draws) or first.rows != other.rows:
        return False
    pairs = np.array([first.draws, other.draws], dtype=np.float64)  # None becomes NaN
    return bool(np.nanpercentile(pairs[0] - pairs[1], tail) > 0)


def ranks(cells: Sequence[Cell], sources: Sequence[str]) -> Ranks:
    """Return the ranks of `sources` in the cells of one protocol."""
    rows, wins = [], dict.fromkeys(sources, 0)
    for task in dict.fromkeys(cell.task for cell in cells):
        own = {cell.source: cell for cell in cells if cell.task == task and cell.main.value is not None}
        if set(own) != set(sources):
            continue
        rows.append(rankdata([-(own[id].main.value or 0.0) for id in sources]))
        if len(leading := best(list(own.values()))) == 1 and len(sources) > 1:
            wins[leading.pop()] += 1
    mean = np.mean(rows, axis=0) if rows else np.full(len(sources), np.nan)
    return Ranks(dict(zip(sources, mean.tolist())), wins, len(rows))
