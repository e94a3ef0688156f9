"""Results of the benchmark as Markdown, CSV and JSON."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from satclip_backend import __version__
from satclip_backend.models.benchmark.cells import SCORES, Cell, Score
from satclip_backend.models.benchmark.declarations import (
    PUBLISHED,
    PUBLISHED_ENCODERS,
    PUBLISHED_PROTOCOLS,
)
from satclip_backend.models.benchmark.location_prior import PriorResult
from satclip_backend.models.benchmark.problems import Problem
from satclip_backend.models.benchmark.protocols import BY_ID
from satclip_backend.models.benchmark.ranking import Ranks, best, ranks
from satclip_backend.models.benchmark.sources import Source
from satclip_backend.outputs import atomic_write

ABOUT = {
    "paper": "Random half of the rows held out; a multilayer perceptron (the published example of SatCLIP).",
    "range": "Random fifth of the rows held out; features scaled to 0 to 1; ridge regression or ridge classifier "
    "(RANGE).",
    "blocks": "Cross-validation in spatial blocks; ridge regression, penalty chosen in other blocks.",
    "knndm": "Cross-validation in folds that match the distances from the land to the points (kNNDM); ridge "
    "regression, penalty chosen in the other folds.",
    "unseen-continents-0": "Each continent held out; ridge regression, penalty chosen on the other continents.",
    "unseen-continents-1": "Each continent held out but for 1 % of its locations; the same points are scored.",
}
CSV_COLUMNS = (
    *("protocol", "task", "encoder", "score", "value", "low", "high"),
    *("rows", "blocks", "covered", "unusable"),
)
NAMES = {"r2": "R²", "accuracy": "accuracy", "balanced_accuracy": "balanced accuracy", "rmse": "RMSE"}


def write_results(
    folder: Path,
    problems: Sequence[Problem],
    sources: Sequence[Source],
    cells: Sequence[Cell],
    priors: Sequence[PriorResult],
    skipped: Sequence[tuple[str, str]],
    rows: int,
    seed: int,
) -> None:
    """Write benchmark.md, results.csv and results.json to `folder`. Raises SatclipError if it is not writable."""
    text = markdown(problems, sources, cells, priors, skipped, rows, seed)
    with atomic_write(folder / "benchmark.md") as path:
        path.write_text(text, encoding="utf-8")
    with atomic_write(folder / "results.csv") as path, path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(CSV_COLUMNS)
        for cell in cells:
            for name in SCORES[cell.kind]:
                score = cell.scores.get(name) or Score(value=None, low=None, high=None)
                values = score.value, score.low, score.high
                about_rows = cell.rows, cell.blocks, cell.covered, cell.unusable
                writer.writerow((cell.protocol, cell.task, cell.source, name, *values, *about_rows))
    about = {
        "version": __version__,
        "rows": rows,
        "seed": seed,
        "tasks": [
            {
                "id": p.id,
                "target": p.observed.name,
                "kind": p.observed.task,
                "rows": len(p.observed),
                "rows_of_table": p.rows,
                "classes": len(p.observed.classes),
                "block_degrees": p.block_degrees,
                "dropped": [{"reason": str(reason), "rows": count} for reason, count in p.observed.dropped],
                "content_sha256": p.content_sha256,
            }
            for p in problems
        ],
        "encoders": [{"id": s.id, "dimension": s.dimension, "fingerprint": s.fingerprint} for s in sources],
        "protocols": {id: dict(BY_ID[id].settings) for id in dict.fromkeys(c.protocol for c in cells)},
        "skipped": [{"task": id, "reason": why} for id, why in skipped],
        "ranks": {
            id: {
                "mean": {k: v for k, v in found.mean.items() if found.tasks},
                "wins": found.wins,
                "tasks": found.tasks,
            }
            for id, found in _ranks(sources, cells).items()
        },
        "location_prior": [prior.as_dict() for prior in priors],
        "results": [cell.model_dump(exclude={"draws"}) for cell in cells],
    }
    with atomic_write(folder / "results.json") as path:
        path.write_text(json.dumps(about, indent=1, allow_nan=False), encoding="utf-8")


def markdown(
    problems: Sequence[Problem],
    sources: Sequence[Source],
    cells: Sequence[Cell],
    priors: Sequence[PriorResult],
    skipped: Sequence[tuple[str, str]],
    rows: int,
    seed: int,
) -> str:
    """Return the report."""
    sample = f"at most {rows:,} random rows of each table (seed {seed})" if rows else "all rows of each table"
    lines = [
        "# Benchmark of encoders",
        "",
        f"By satclip-backend {__version__}, with {sample}. Scores have a 95 % interval from a bootstrap of spatial "
        "blocks, except where there are fewer than five. **Bold**: better than all others in the row, beyond chance "
        "(paired bootstrap, corrected for the number of comparisons). *Italic*: the best one, and those that do not "
        "differ from it beyond chance.",
        "",
    ]
    if skipped:
        lines += ["**Tables that were skipped:**", ""]
        lines += [f"- {_cell(id)}: {_cell(why)}" for id, why in skipped] + [""]
    if problems:
        lines += ["## Tables", "", *_tables(problems), ""]
        lines += ["## Mean ranks", "", *_rank_table(sources, cells), ""]
    for protocol in dict.fromkeys(cell.protocol for cell in cells):
        own = [cell for cell in cells if cell.protocol == protocol]
        lines += [f"## {protocol}", "", ABOUT[protocol], "", *_scores(problems, sources, own), ""]
        if protocol in PUBLISHED_PROTOCOLS and (same := max(cell.same_location for cell in own)) > 0:
            lines += [
                f"Rows are split, not locations: up to {same * 100:.0f} % of the held-out rows of a task are at the "
                "location of a training row.",
                "",
            ]
        if protocol == "range" and any(problem.id in PUBLISHED for problem in problems):
            lines += ["**Published, other data** (not comparable row by row):", "", *_published(problems), ""]
        reasons = {(cell.task, cell.unusable) for cell in own if cell.unusable}
        lines += [f"- {_cell(task)}: {_cell(why)}" for task, why in sorted(reasons)] + (
            [""] if reasons else []
        )
    if priors:
        lines += ["## Location prior", "", *_priors(priors), ""]
    partial = sorted({(c.task, c.source, c.covered) for c in cells if 0 < c.covered < 1})
    if partial:
        lines += [
            "## Points without embeddings",
            "",
            "They are predicted from the mean embedding of the training points.",
            "",
        ]
        lines += [
            f"- {_cell(source)}, {_cell(task)}: {(1 - share) * 100:.1f} %" for task, source, share in partial
        ] + [""]
    return "\n".join(lines)


def _tables(problems: Sequence[Problem]) -> Iterator[str]:
    yield "| task | field | rows used | rows of the table | classes | side of blocks | blocks |"
    yield "| --- | --- | --- | --- | --- | --- | --- |"
    for p in problems:
        yield (
            f"| {_cell(p.id)} | {_cell(p.observed.name)} | {len(p.observed):,} | {p.rows:,} | "
            f"{len(p.observed.classes) or '-'} | {p.block_degrees:g}° | {len(set(p.blocks.tolist())):,} |"
        )


def _ranks(sources: Sequence[Source], cells: Sequence[Cell]) -> dict[str, Ranks]:
    ids = [source.id for source in sources]
    return {
        protocol: ranks([cell for cell in cells if cell.protocol == protocol], ids)
        for protocol in dict.fromkeys(cell.protocol for cell in cells)
    }


def _rank_table(sources: Sequence[Source], cells: Sequence[Cell]) -> Iterator[str]:
    yield "Mean rank over the tasks (1 is the best), and in brackets the number of tasks in which it is better than "
    yield "all others, beyond chance."
    yield ""
    yield "| protocol | tasks | " + " | ".join(_cell(source.id) for source in sources) + " |"
    yield "| --- " * (2 + len(sources)) + "|"
    for protocol, found in _ranks(sources, cells).items():
        words = [
            f"{found.mean[source.id]:.1f} ({found.wins[source.id]})" if found.tasks else "-"
            for source in sources
        ]
        yield f"| {protocol} | {found.tasks} | " + " | ".join(words) + " |"


def _scores(problems: Sequence[Problem], sources: Sequence[Source], cells: Sequence[Cell]) -> Iterator[str]:
    yield "| task | score | held out | " + " | ".join(_cell(source.id) for source in sources) + " |"
    yield "| --- " * (3 + len(sources)) + "|"
    for problem in problems:
        own = {cell.source: cell for cell in cells if cell.task == problem.id}
        leading = best(list(own.values()))
        main, *others = SCORES[problem.observed.task]
        names = (main, *(name for name in others if name != "rmse"))
        for name in names:
            words = [_score(own[source.id], name) for source in sources]
            if name == main and len(sources) > 1:
                mark = "**" if len(leading) == 1 else "*"
                words = [
                    f"{mark}{text}{mark}" if source.id in leading else text
                    for source, text in zip(sources, words)
                ]
            held = max(cell.rows for cell in own.values())
            yield f"| {_cell(problem.id)} | {NAMES[name]} | {held:,} | " + " | ".join(words) + " |"


def _priors(priors: Sequence[PriorResult]) -> Iterator[str]:
    yield "Accuracy of a classifier of images, of a logistic regression on the features of the location, and of the "
    yield "product of their probabilities, in 5 folds. The last column is what the location adds to the classifier."
    yield ""
    yield "| folds | encoder | images | classifier | location | both | both - classifier |"
    yield "| --- | --- | --- | --- | --- | --- | --- |"
    for one in sorted(priors, key=lambda one: one.folds, reverse=True):
        words = [_interval(score) for score in (one.classifier, one.location, one.both, one.gain)]
        yield f"| {one.folds} | {_cell(one.source)} | {one.rows:,} | {' | '.join(words)} |"


def _score(cell: Cell, name: str) -> str:
    return _interval(cell.scores.get(name))


def _interval(score: Score | None) -> str:
    if score is None or score.value is None:
        return "-"
    interval = (
        "" if score.low is None or score.high is None else f" ({_text(score.low)} to {_text(score.high)})"
    )
    return _text(score.value) + interval


def _text(value: float) -> str:
    return f"{round(value, 2) + 0.0:.2f}" if value > -10 else "below -10"


def _published(problems: Sequence[Problem]) -> Iterator[str]:
    yield "| task | " + " | ".join(PUBLISHED_ENCODERS) + " |"
    yield "| --- " * (1 + len(PUBLISHED_ENCODERS)) + "|"
    for problem in problems:
        if figures := PUBLISHED.get(problem.id):
            yield f"| {problem.id} | " + " | ".join(f"{value:.2f}" for value in figures) + " |"


def _cell(text: str) -> str:
    """Return text that can't break a Markdown table, or add markup to it."""
    return re.sub(r"([\\|`*_<>\[\]#])", r"\\\1", " ".join(str(text).split()))
