"""satclip-backend benchmark: scores of encoders on prediction tasks, as in the papers and in stricter ways."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from satclip_backend import encoders
from satclip_backend.cli.encoder_options import add_device_option
from satclip_backend.cli.files import InputFile, InputName, OutputFolder
from satclip_backend.cli.interruptible import interruptible
from satclip_backend.cli.progress import progress
from satclip_backend.cli.table_options import add_reading_options, open_file, read_fields
from satclip_backend.counts import counted
from satclip_backend.encoders.registry import scan_encoders
from satclip_backend.errors import SatclipError
from satclip_backend.models.benchmark.declarations import BASELINES, PROTOCOLS, TASKS
from satclip_backend.progress import Progress
from satclip_backend.tables import FIELD_FILES
from satclip_backend.translation import translated

if TYPE_CHECKING:
    from satclip_backend.models.benchmark.location_prior import ImageProbabilities
    from satclip_backend.models.benchmark.problems import Problem

DESCRIPTION = f"""Scores encoders on prediction tasks: how well the fields of tables are predicted from the
embeddings of their points. The protocols are those of the papers (paper, range), cross-validation in spatial blocks and
in distance-matched folds (blocks, knndm), and continents without training data, or with 1 % of theirs
(unseen-continents-0, unseen-continents-1).
The standard tasks are {", ".join(task.id for task in TASKS)}; their tables are expected in the folder --tasks.
--table and --target add tables of your own.
The folder --output gets benchmark.md, results.csv, results.json and a file for each result in cells. Results that are
there are not computed again, so a stopped run continues where it was. The exit status is 1 if a table was missing or
not suitable; the others are scored nevertheless.
"""

EXAMPLES = f"""\
examples:
  satclip-backend benchmark --tasks tasks -o benchmark
  satclip-backend benchmark --tasks tasks --task air-temperature --encoder bundled mine coordinates -o benchmark
  satclip-backend benchmark --table plots.gpkg --target ph --protocol blocks knndm -o benchmark

files of the standard tasks, and their fields (CSV with lon and lat in degrees):
{chr(10).join(f"  {task.id:20} {task.file:40} {task.target}" for task in TASKS)}
"""
ROWS = 6000


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    parser.add_argument(
        "-o", "--output", type=OutputFolder, required=True, metavar="FOLDER", help="folder of the results"
    )
    parser.add_argument("--tasks", type=InputFile, metavar="FOLDER", help="folder of the standard tables")
    parser.add_argument(
        "--task",
        nargs="+",
        action="extend",
        choices=[task.id for task in TASKS],
        metavar="TASK",
        help="standard tasks to score (default: all)",
    )
    parser.add_argument(
        "--table",
        type=InputFile,
        action="append",
        default=[],
        metavar="FILE",
        help=f"table of your own: {FIELD_FILES}; may be repeated, each with a --target",
    )
    parser.add_argument(
        "--target", action="append", default=[], metavar="FIELD", help="field of --table to predict"
    )
    parser.add_argument(
        "--block-degrees",
        type=float,
        metavar="X",
        help="side of the spatial blocks of --table, in degrees (default: 15, halved until there are 20 blocks)",
    )
    parser.add_argument(
        "--probabilities",
        type=InputFile,
        metavar="FILE",
        help="table of images: location, true class, and a column for each class with the probability that a "
        "classifier of images gives it. The accuracy is scored with and without the encoder as a location prior",
    )
    parser.add_argument("--true-class", metavar="FIELD", help="field of --probabilities with the true class")
    add_reading_options(parser)
    parser.add_argument(
        "--crs", help="CRS of the coordinates of --table and --probabilities if the file has none"
    )
    parser.add_argument(
        "--encoder",
        nargs="+",
        action="extend",
        type=InputName,
        metavar="ID",
        help="ids or files of encoders, and the baselines coordinates (longitude, latitude, x, y, z) and harmonics "
        "(the 1,600 of L = 40) (default: all installed encoders and both baselines)",
    )
    parser.add_argument(
        "--protocol",
        nargs="+",
        action="extend",
        choices=PROTOCOLS,
        metavar="PROTOCOL",
        help=f"protocols (default: all): {', '.join(PROTOCOLS)}",
    )
    parser.add_argument(
        "--rows",
        type=int,
        default=ROWS,
        metavar="N",
        help=f"number of random rows of larger tables; 0 for all (default {ROWS:,})",
    )
    parser.add_argument("--seed", type=int, default=0, metavar="N", help="random seed (default 0)")
    add_device_option(parser)


def run(args: argparse.Namespace) -> int:
    """Run the command."""
    _check(args)
    from satclip_backend.cli.benchmark_report import write_results  # slow imports: torch
    from satclip_backend.models.benchmark.location_prior import score_prior
    from satclip_backend.models.benchmark.run import run_benchmark
    from satclip_backend.models.benchmark.sources import sources

    began = time.monotonic()
    skipped: list[tuple[str, str]] = []

    def work(report: Progress) -> tuple[int, int, int]:
        report(0.0, "reading the tables")
        problems = list(_problems(args, skipped, report))
        images = _images(args, skipped)
        if not problems and images is None:
            raise SatclipError(
                "There is no table to score. " + " ".join(f"{id}: {why}" for id, why in skipped)
            )
        report(0.0, "loading the encoders")
        used = sources(_encoders(args), partial(encoders.load_encoder, device=args.device))
        cells = run_benchmark(
            problems, used, args.protocol or PROTOCOLS, Path(args.output) / "cells", _with_time_left(report)
        )
        priors = []
        if images is not None:
            for source in used:
                report(1.0, f"location prior, {source.id}")
                priors += score_prior(images, source, lambda fraction, message: report(1.0, message))
        write_results(Path(args.output), problems, used, cells, priors, skipped, args.rows, args.seed)
        return len(problems), len(used), len(cells)

    with progress("benchmark") as report:
        tasks, used, results = interruptible(work, report)
        report(1.0, "done")
    for id, why in skipped:
        print(f"satclip-backend: skipped {id}: {why}", file=sys.stderr)
    counts = [
        counted(tasks, "task"),
        counted(used, "encoder or baseline", "encoders and baselines"),
        counted(results, "result"),
        f"{counted(len(skipped), 'table')} skipped",
    ]
    print(f"{args.output}: {', '.join(counts)}, {time.monotonic() - began:.0f} s")
    return 1 if skipped else 0


def _check(args: argparse.Namespace) -> None:
    """Raise SatclipError if options don't fit together."""
    if (args.probabilities is None) != (args.true_class is None):
        raise SatclipError("--probabilities and --true-class belong together: give both.")
    if args.tasks is None and not args.table and args.probabilities is None:
        raise SatclipError(
            "Give a folder of standard tables with --tasks, or a table with --table and --target."
        )
    if args.task and args.tasks is None:
        raise SatclipError("--task chooses standard tasks: give their folder with --tasks, too.")
    if args.tasks is not None and not args.tasks.is_dir():
        raise SatclipError(
            f"There is no folder {args.tasks}: give the folder of the standard tables with --tasks."
        )
    if len(args.table) != len(args.target):
        raise SatclipError(
            f"Each --table needs a --target: there are {counted(len(args.table), 'table')} and "
            f"{counted(len(args.target), 'target')}."
        )
    if args.rows < 0:
        raise SatclipError(f"--rows must be at least 0, not {args.rows}.")
    if not 0 <= args.seed < 2**31:
        raise SatclipError(f"--seed must be between 0 and {2**31 - 1:,}, not {args.seed}.")
    if args.block_degrees is not None and not 0.001 <= args.block_degrees <= 90:
        raise SatclipError(f"--block-degrees must be between 0.001 and 90, not {args.block_degrees:g}.")


def _problems(
    args: argparse.Namespace, skipped: list[tuple[str, str]], report: Progress
) -> Iterator[Problem]:
    """Read the tasks. Those that can't be used are added to `skipped` with the reason."""
    from satclip_backend.models.benchmark.problems import problem, read_problem

    if args.tasks is not None:
        for task in TASKS:
            if args.task and task.id not in args.task:
                continue
            report(0.0, f"reading {task.file}")
            try:
                yield read_problem(args.tasks, task, args.rows, args.seed)
            except SatclipError as error:
                skipped.append((f"{task.id} ({task.file})", translated(error)))
    taken: dict[str, int] = {}
    for path, target in zip(args.table, args.target):
        report(0.0, f"reading {path.name}")
        id = f"{path.stem}.{target}"
        taken[id] = taken.get(id, 0) + 1
        id = id if taken[id] == 1 else f"{id}-{taken[id]}"
        try:
            table = open_file(args, path, args.layer, args.lon, args.lat, args.crs)
            yield problem(
                id, read_fields(table, [target]), target, args.rows, args.seed, degrees=args.block_degrees
            )
        except SatclipError as error:
            skipped.append((id, translated(error)))


def _images(args: argparse.Namespace, skipped: list[tuple[str, str]]) -> ImageProbabilities | None:
    """Read the table of a classifier's probabilities, if any. If it can't be used, the reason is added to `skipped`."""
    from satclip_backend.models.benchmark.location_prior import read_probabilities

    if args.probabilities is None:
        return None
    try:
        table = open_file(args, args.probabilities, args.layer, args.lon, args.lat, args.crs)
        return read_probabilities(table, args.true_class, args.seed)
    except SatclipError as error:
        skipped.append((args.probabilities.name, translated(error)))
        return None


def _encoders(args: argparse.Namespace) -> Sequence[str]:
    """Return the names of the encoders and baselines."""
    if args.encoder:
        return list(args.encoder)
    installed, unusable = scan_encoders()
    for name, why in unusable.items():
        print(f"satclip-backend: the encoder {name} is not usable: {translated(why)}", file=sys.stderr)
    return [*(info.id for info in installed), *BASELINES]


def _with_time_left(report: Progress) -> Progress:
    """Return a progress callback whose messages end with the time left."""
    began, message = time.monotonic(), ""

    def with_time_left(fraction: float, own: str) -> None:
        nonlocal message
        message = own or message
        elapsed = time.monotonic() - began
        known = fraction > 0.005 and elapsed > 3
        report(fraction, f"{message}, {_duration(elapsed / fraction - elapsed)} left" if known else message)

    return with_time_left


def _duration(seconds: float) -> str:
    if seconds < 90:
        return f"{seconds:.0f} s"
    return f"{seconds / 60:.0f} min" if seconds < 5400 else f"{seconds / 3600:.1f} h"
