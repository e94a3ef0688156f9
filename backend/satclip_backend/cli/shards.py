"""Commands on many tables: each input becomes an output, a shard, in a folder."""

from __future__ import annotations

import argparse
import glob
import os
import sys
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from satclip_backend.cli.files import InputFile, OutputFile, OutputFolder
from satclip_backend.cli.manifest import Manifest, ManifestFile, Shard, known_shards, others_of
from satclip_backend.cli.progress import progress
from satclip_backend.counts import counted
from satclip_backend.errors import NotFoundError, SatclipError, is_disk_full
from satclip_backend.outputs import unwritable_explained
from satclip_backend.progress import Progress, part_of
from satclip_backend.tables import POINT_FILES, TABLE_FILES
from satclip_backend.translation import translated

ROWS = "rows"
_READING_OPTIONS = ("layer", "lon", "lat", "crs", "missing", "decimal", "encoding")
MANY = """\
Many inputs, given as several files, a folder or a pattern in quotes, become files of the same names in the folder
OUTPUT, with a list of them in manifest.json. --resume continues such a run, and --part shares it between processes.
"""
_FORMATS = ("parquet", "gpkg", "csv", "npy")


class Part(NamedTuple):
    """The share of one of several processes, counted from 1."""

    number: int
    of: int

    def __str__(self) -> str:
        return f"{self.number}/{self.of}"


class Done(NamedTuple):
    """Result for a shard: its numbers of rows, "rows" being all, and warnings."""

    counts: dict[str, int]
    warnings: list[str]


Work = Callable[[Path, Path, Progress], Done]
"""Function that reads an input and writes its output. It raises SatclipError if it can't."""


def add_shard_options(parser: argparse.ArgumentParser) -> None:
    """Add the options for many inputs."""
    group = parser.add_argument_group("many inputs")
    group.add_argument(
        "--format", choices=_FORMATS, help="format of the outputs in the folder OUTPUT (parquet)"
    )
    group.add_argument(
        "--part",
        type=_part,
        metavar="I/N",
        help="process every N-th input only, starting from the I-th; run all N parts, at the same time or not",
    )
    group.add_argument(
        "--resume",
        action="store_true",
        help="keep the outputs that are done; those of other encoders or options are refused",
    )


def prepare_inputs(args: argparse.Namespace) -> None:
    """Replace folders and patterns in the list `args.input` by their files, and set the type of `args.output`.

    A single file becomes itself instead of a list. Raises SatclipError.
    """
    given = args.input
    many = len(given) > 1 or any(path.is_dir() or _is_pattern(path) for path in given)
    if not many and not (given and (args.format or args.part or args.resume)):
        args.input = given[0] if given else None
        args.output = OutputFile(args.output)
        if args.format or args.part or args.resume:
            raise SatclipError("--format, --part and --resume are for tables: give their files or a folder.")
        return
    found = {os.path.realpath(path): path for each in given for path in _files(each)}
    args.input = list(found.values())
    args.output = OutputFolder(args.output)


def is_many(args: argparse.Namespace) -> bool:
    """Return whether the output is a folder."""
    return isinstance(args.output, OutputFolder)


def write_shards(args: argparse.Namespace, label: str, run: Mapping[str, Any], work: Work) -> int:
    """Write the output of each input of `args` in turn and return the exit status, 1 if one failed.

    `run` is everything but the inputs that determines the outputs. Raises SatclipError if two inputs would have the
    same output, for existing outputs, unless they are resumed, and if the disk is full.
    """
    folder = args.output
    read = {name: getattr(args, name) for name in _READING_OPTIONS}
    run = {"command": label, "prefix": args.prefix, **run, **read, "format": _format(args)}
    number, of = args.part or Part(1, 1)
    mine = _shards(args.input, folder, _format(args))[number - 1 :: of]
    path = folder / (f"manifest-{number}-of-{of}.json" if args.part else "manifest.json")
    with unwritable_explained(folder):
        folder.mkdir(parents=True, exist_ok=True)
    kept, waiting = _resumed(folder, mine, known_shards(folder, run), args.resume)
    worked = [shard for _, shard in waiting]
    others = others_of(path, {shard.output for _, shard in mine})
    listed = sorted([*others, *kept, *worked], key=lambda shard: shard.output)
    part = str(args.part) if args.part else None
    file = ManifestFile(path, Manifest(run=run, part=part, shards=listed))
    try:
        with progress(label, left=True) as report:
            _work_on(waiting, folder, work, file, report)
            report(1.0, "done")
    finally:
        file.save()
    return _summary(folder, path.name, kept, worked)


def _work_on(
    waiting: Sequence[tuple[Path, Shard]], folder: Path, work: Work, file: ManifestFile, report: Progress
) -> None:
    """Do the shards, and note in the manifest what became of them. Raises SatclipError if the disk is full."""
    total = sum(shard.input_bytes for _, shard in waiting) or 1
    before = 0
    for number, (source, shard) in enumerate(waiting, start=1):
        ends = before + shard.input_bytes
        label = f"{shard.output} ({number:,} of {len(waiting):,})"
        share = _labelled(part_of(report, before / total, ends / total), label)
        try:
            done = work(source, folder / shard.output, share)
        except (SatclipError, OSError) as error:
            shard.status, shard.error = "failed", translated(error)
            if is_disk_full(error) or (error.__cause__ is not None and is_disk_full(error.__cause__)):
                raise
        else:
            shard.status, shard.counts, shard.warnings = "done", done.counts, done.warnings
            shard.bytes = (folder / shard.output).stat().st_size
        file.save_soon()
        before = ends


def _labelled(progress: Progress, label: str) -> Progress:
    return lambda fraction, message: progress(fraction, f"{label} {translated(message)}".strip())


def _resumed(
    folder: Path, mine: Sequence[tuple[Path, Shard]], known: Mapping[str, Sequence[Shard]], resume: bool
) -> tuple[list[Shard], list[tuple[Path, Shard]]]:
    """Return the shards that are done, and those to do. Raises SatclipError for outputs that may not be replaced."""
    kept, waiting = [], []
    for source, shard in mine:
        path, entries = folder / shard.output, known.get(shard.output, [])
        if path.exists() and not (resume and entries):
            advice = "continue with --resume" if entries else "move it away"
            raise SatclipError(f"{path} exists already: {advice}, or choose another output folder.")
        current = next((entry for entry in entries if entry.is_current(shard, folder)), None)
        if current is None:
            waiting.append((source, shard))
        else:
            kept.append(current)
    return kept, waiting


def _summary(folder: Path, manifest: str, kept: Sequence[Shard], worked: Sequence[Shard]) -> int:
    """Print what was done and what failed, and return the exit status."""
    failed = [shard for shard in worked if shard.status == "failed"]
    for shard in failed:
        print(f"{shard.output} was not written: {shard.error}", file=sys.stderr)
    counts: Counter[str] = Counter()
    for shard in (*kept, *worked):
        counts.update(shard.counts)
    for name, count in counts.items():
        if name != ROWS and count:
            print(f"{counted(count, 'row')} {name.replace('_', ' ')}: see {manifest}.", file=sys.stderr)
    warned = sum(bool(shard.warnings) for shard in (*kept, *worked))
    if warned:
        print(
            f"warning: {counted(warned, 'shard has', 'shards have')} warnings: see {manifest}.",
            file=sys.stderr,
        )
    done = (
        f"{folder}: {counted(len(kept) + len(worked) - len(failed), 'shard')}, {counted(counts[ROWS], 'row')}"
    )
    if kept:
        done += f", {len(kept):,} of them done before"
    if failed:
        done += f"; {counted(len(failed), 'shard')} failed"
    print(f"{done}; {manifest}")
    return 1 if failed else 0


def _shards(inputs: Iterable[Path], folder: Path, ending: str) -> list[tuple[Path, Shard]]:
    """Return the inputs with their shards, sorted by name. Raises SatclipError if two have the same output."""
    shards: list[tuple[Path, Shard]] = []
    first: dict[str, Path] = {}
    for path in sorted(inputs, key=lambda path: (path.stem, path.name, str(path))):
        output = f"{path.stem}.{ending}"
        other = first.setdefault(unicodedata.normalize("NFC", output).casefold(), path)
        if other is not path:
            raise SatclipError(
                f"{other} and {path} would both become {output}: rename one, or give them different output folders."
            )
        about = path.stat()
        shard = Shard(
            input=_relative(path, folder),
            input_bytes=about.st_size,
            input_modified_ns=about.st_mtime_ns,
            output=output,
        )
        shards.append((path, shard))
    return shards


def _files(given: Path) -> list[InputFile]:
    """Return the files of an input: those with a table in a folder, those of a pattern, or itself."""
    if given.is_dir():
        paths = sorted(path for path in given.iterdir() if path.is_file() and path.name[0] not in "._")
        tables = [path for path in paths if path.suffix.lower() in TABLE_FILES]
        if not tables:
            raise NotFoundError(
                f"The folder {given} has no table: no file that ends in {', '.join(TABLE_FILES)}."
            )
        if others := [path.name for path in paths if path not in tables]:
            shown = ", ".join(others[:3]) + (" ..." if len(others) > 3 else "")
            print(f"{given}: {counted(len(others), 'file')} left out, no tables: {shown}", file=sys.stderr)
        return [InputFile(path) for path in tables]
    if _is_pattern(given):
        names = glob.glob(str(given), recursive=True)  # noqa: PTH207 (a pattern may be absolute)
        matches = [path for path in map(InputFile, sorted(names)) if path.is_file()]
        if not matches:
            raise NotFoundError(f"No file matches {given}.")
        return matches
    if not given.is_file():
        raise NotFoundError(f"There is no file {given}.")
    return [InputFile(given)]


def _is_pattern(path: Path) -> bool:
    return glob.has_magic(str(path)) and not path.exists()


def _format(args: argparse.Namespace) -> str:
    return args.format or _FORMATS[0]


def _relative(path: Path, folder: Path) -> str:
    source = Path(os.path.realpath(path))
    try:
        return Path(os.path.relpath(source, os.path.realpath(folder))).as_posix()
    except ValueError:  # another drive of Windows
        return source.as_posix()


def _part(text: str) -> Part:
    try:
        number, of = map(int, text.split("/"))
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text} is not a part: write 1/8 for the first of eight") from None
    if not 1 <= number <= of:
        raise argparse.ArgumentTypeError(f"{text} is not a part: the first number is from 1 to the second")
    return Part(number, of)


INPUTS_HELP = f"table of points, {POINT_FILES}; several, a folder of them, or a pattern in quotes"
