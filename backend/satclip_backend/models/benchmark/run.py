"""Runs the benchmark: computes the missing cells and returns all of them."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from satclip_backend.errors import SatclipError
from satclip_backend.models.benchmark.cells import (
    Cell,
    cell_key,
    parts_of,
    read_cell,
    scored,
    write_cell,
)
from satclip_backend.models.benchmark.problems import Problem
from satclip_backend.models.benchmark.protocols import BY_ID, Protocol
from satclip_backend.models.benchmark.sources import Source
from satclip_backend.models.scores import Scorer
from satclip_backend.outputs import unwritable_explained
from satclip_backend.progress import Progress, no_progress, part_of
from satclip_backend.translation import gettext_lazy as _


def run_benchmark(
    problems: Sequence[Problem],
    sources: Sequence[Source],
    protocols: Sequence[str],
    folder: Path,
    progress: Progress = no_progress,
) -> list[Cell]:
    """Return the scores of all sources, tasks and protocols.

    Parameters
    ----------
    problems : sequence of Problem
        Tasks, see `read_problem` and `problem`.
    sources : sequence of Source
        Encoders and baselines, see `sources`.
    protocols : sequence of str
        Names of protocols, see `protocols`.
    folder : Path
        Folder of the stored cells, created if missing. A cell that is there is not computed again.
    progress : Progress
        Called while cells are computed; the messages name the cell.

    Raises
    ------
    SatclipError
        If the folder is not writable.
    """
    with unwritable_explained(folder):
        folder.mkdir(parents=True, exist_ok=True)
    wanted = [BY_ID[id] for id in protocols]
    found: dict[tuple[str, str, str], Cell] = {}
    missing: list[tuple[Problem, Source, list[Protocol]]] = []
    for problem in problems:
        for source in sources:
            left = []
            for protocol in wanted:
                cell = read_cell(folder, problem, source, protocol)
                if cell is None:
                    left.append(protocol)
                else:
                    found[problem.id, source.id, protocol.id] = cell
            if left:
                missing.append((problem, source, left))
    total = sum(_cost(p, s, protocol) for p, s, left in missing for protocol in left)
    done, scorers = 0.0, dict[str, dict[bytes, Scorer]]()
    for problem, source, left in missing:
        names = [problem.id, source.id]
        progress(done / total, ", ".join(names))
        x = source.encode(problem.lonlat)
        for protocol in left:
            after = done + _cost(problem, source, protocol)
            report = part_of(progress, done / total, after / total, ", ".join([*names, protocol.id]))
            cell = _compute(problem, source, x, protocol, scorers.setdefault(problem.id, {}), report)
            write_cell(folder, problem, source, protocol, cell)
            found[problem.id, source.id, protocol.id] = cell
            done = after
        progress(done / total, "")
    return [found[p.id, s.id, protocol.id] for protocol in wanted for p in problems for s in sources]


def _cost(problem: Problem, source: Source, protocol: Protocol) -> float:
    """Return the approximate time for a cell, in seconds of one core, for the time left."""
    n, d, classes = len(problem.observed), source.dimension, len(problem.observed.classes)
    if protocol.id == "paper":
        return n / 3000 * (10 + 0.026 * d) * (1 + classes / 300)
    fits = {"range": 6.0, "blocks": 25.0, "knndm": 25.0}.get(protocol.id, 40.0)
    return 0.2 + fits * float((d / 1600) ** 2.3) * (0.5 + n / 6000) * (1 + classes / 200)


def _compute(
    problem: Problem,
    source: Source,
    x: np.ndarray,
    protocol: Protocol,
    scorers: dict[bytes, Scorer],
    progress: Progress,
) -> Cell:
    began = time.monotonic()
    cell = Cell(
        key=cell_key(problem, source, protocol),
        task=problem.id,
        source=source.id,
        protocol=protocol.id,
        kind=problem.observed.task,
        covered=float(np.isfinite(x).all(axis=1).mean()),
    )
    if not cell.covered:
        none = _("{encoder} has no embedding at any of the points.", encoder=source.id)
        return cell.model_copy(update={"unusable": str(none)})
    progress(0.0, "")
    try:
        held = protocol.predict(problem, x, progress)
    except SatclipError as error:
        return cell.model_copy(update={"unusable": str(error)})
    scores, draws = scored(problem, held, scorers)
    by_continent, by_distance = parts_of(problem, held)
    return cell.model_copy(
        update={
            "rows": int(held.tested.sum()),
            "blocks": len(np.unique(problem.blocks[held.tested])),
            "same_location": float((held.distance_km[held.tested] == 0).mean()),
            "scores": scores,
            "draws": draws,
            "by_continent": by_continent,
            "by_distance": by_distance,
            "folds": held.why,
            "seconds": round(time.monotonic() - began, 3),
        }
    )
