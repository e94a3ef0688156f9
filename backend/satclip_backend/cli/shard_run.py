"""Runs of shards: what is done is kept, the rest is done in turn or by Dask, and a manifest lists all of it."""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import nullcontext
from pathlib import Path
from typing import Any, NamedTuple

from satclip_backend.cli.files import OutputFolder
from satclip_backend.cli.local_folder import LocalFolder
from satclip_backend.cli.manifest import Folder, Manifest, ManifestFile, Shard, check_same_run, manifests
from satclip_backend.cli.progress import progress
from satclip_backend.cli.stores import RemoteFolder, RemoteTable
from satclip_backend.counts import counted
from satclip_backend.errors import SatclipError, is_disk_full
from satclip_backend.progress import Progress, part_of
from satclip_backend.translation import translated


class Part(NamedTuple):
    """The share of one of several processes, counted from 1."""

    number: int
    of: int

    def __str__(self) -> str:
        return f"{self.number}/{self.of}"


class Done(NamedTuple):
    """Result for a shard: its counts, and warnings."""

    counts: dict[str, int]
    warnings: list[str]


Work = Callable[[Any, Path, Progress], Done]
"""Function that reads an input and writes its output. It raises SatclipError if it can't."""


class Prepared(NamedTuple):
    """The work of a command, and everything but the inputs that determines the outputs."""

    run: dict[str, Any]
    work: Work


class Outcome(NamedTuple):
    """What became of a shard, as in `manifest.Shard`. `full` means that the disk is full."""

    status: str
    counts: Mapping[str, int] = {}
    warnings: Sequence[str] = ()
    bytes: int | None = None
    error: str = ""
    full: bool = False


class Results(NamedTuple):
    """The shards of a run: those that were done before, those that were worked on now, and the name of the manifest."""

    kept: list[Shard]
    worked: list[Shard]
    manifest: str

    @property
    def failed(self) -> list[Shard]:
        """The shards that failed."""
        return [shard for shard in self.worked if shard.status == "failed"]


Job = tuple[Any, Shard]
"""An input, and the shard that it becomes."""
Engine = Callable[[Sequence[Job], Folder, Progress], Iterable[tuple[int, Outcome]]]
"""Function that does shards in any order, and yields the number of each with its outcome."""


def folder_of(output: OutputFolder | RemoteFolder) -> Folder:
    """Return the output folder of an option."""
    return output if isinstance(output, RemoteFolder) else LocalFolder(output)


def run_shards(
    args: argparse.Namespace, jobs: Sequence[Job], run: Mapping[str, Any], label: str, engine: Engine
) -> Results:
    """Do the shards of this part that are not done, and note in the manifest what became of them.

    `run` is everything but the inputs that determines the outputs. Raises SatclipError for existing outputs, unless
    they are resumed, and if a disk is full.
    """
    folder = folder_of(args.output)
    number, of = args.part or Part(1, 1)
    mine = jobs[number - 1 :: of]
    name = f"manifest-{number}-of-{of}.json" if args.part else "manifest.json"
    folder.prepare()
    sizes = folder.sizes()
    known: dict[str, list[Shard]] = {}
    others: list[Shard] = []
    outputs = {shard.output for _, shard in mine}
    for other, manifest in manifests(folder, sizes):
        check_same_run(folder, other, manifest.run, run)
        for shard in manifest.shards:
            known.setdefault(shard.output, []).append(shard)
            if other == name and shard.output not in outputs and shard.output in sizes:
                others.append(shard)
    kept, waiting = _resumed(folder, sizes, mine, known, args.resume)
    worked = [shard for _, shard in waiting]
    for shard in worked:
        shard.changed = time.time()
    listed = sorted([*others, *kept, *worked], key=lambda shard: shard.output)
    part = str(args.part) if args.part else None
    file = ManifestFile(folder, name, Manifest(run=dict(run), part=part, shards=listed))
    try:
        with progress(label, left=True) as report:
            for index, outcome in engine(waiting, folder, report):
                shard = worked[index]
                shard.status, shard.error, shard.bytes = outcome.status, outcome.error, outcome.bytes
                shard.changed = time.time()
                shard.counts, shard.warnings = dict(outcome.counts), list(outcome.warnings)
                file.save_soon()
            report(1.0, "done")
    finally:
        file.save()
    return Results(kept, worked, name)


def in_turn(work: Work) -> Engine:
    """Return an engine that does one shard after the other in this process. It raises SatclipError for a full disk."""

    def engine(jobs: Sequence[Job], folder: Folder, report: Progress) -> Iterator[tuple[int, Outcome]]:
        total = sum(shard.input_bytes for _, shard in jobs) or 1
        before = 0
        for index, (source, shard) in enumerate(jobs):
            ends = before + shard.input_bytes
            label = f"{shard.output} ({index + 1:,} of {len(jobs):,})"
            share = _labelled(part_of(report, before / total, ends / total), label)
            outcome = do_shard(work, source, folder, shard.output, share)
            yield index, outcome
            if outcome.full:
                raise SatclipError(outcome.error)
            before = ends

    return engine


def do_shard(work: Work, source: Any, folder: Folder, output: str, report: Progress) -> Outcome:
    """Write the output of an input, and return what became of it."""
    try:
        with folder.writing(output) as target:
            with source.copied() if isinstance(source, RemoteTable) else nullcontext(source) as local:
                done = work(local, target, report)
            size = target.stat().st_size if target.exists() else None  # a part of a map may be empty
    except (SatclipError, OSError) as error:
        full = is_disk_full(error) or (error.__cause__ is not None and is_disk_full(error.__cause__))
        return Outcome("failed", error=translated(error), full=full)
    return Outcome("done", done.counts, done.warnings, size)


def print_failed(failed: Sequence[Shard], shown: Callable[[str], str]) -> None:
    """Print the error of each shard that failed."""
    import sys

    for shard in failed:
        print(f"{shown(shard.output)} was not written: {shard.error}", file=sys.stderr)


def _labelled(progress: Progress, label: str) -> Progress:
    return lambda fraction, message: progress(fraction, f"{label} {translated(message)}".strip())


def _resumed(
    folder: Folder,
    sizes: Mapping[str, int],
    mine: Sequence[Job],
    known: Mapping[str, Sequence[Shard]],
    resume: bool,
) -> tuple[list[Shard], list[Job]]:
    """Return the shards that are done, and those to do. Raises SatclipError for outputs that may not be replaced.

    Of the entries of an output in several manifests, the latest counts: its input may have been another one before.
    """
    kept, waiting = [], []
    for source, shard in mine:
        entries = known.get(shard.output, [])
        if shard.output in sizes and not (resume and entries):
            advice = "continue with --resume" if entries else "move it away"
            raise SatclipError(
                f"{folder.shown(shard.output)} exists already: {advice}, or choose another output folder."
            )
        last = max((entry.changed for entry in entries), default=0.0)
        latest = [entry for entry in entries if entry.changed == last]
        if latest and all(entry.is_current(shard, sizes) for entry in latest):
            kept.append(latest[0])
        else:
            waiting.append((source, shard))
    return kept, waiting


def part_option(text: str) -> Part:
    """Return the part of an option, such as 1/8."""
    try:
        number, of = map(int, text.split("/"))
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text} is not a part: write 1/8 for the first of eight") from None
    if not 1 <= number <= of:
        raise argparse.ArgumentTypeError(f"{text} is not a part: the first number is from 1 to the second")
    return Part(number, of)


def counted_shards(results: Results) -> str:
    """Return the numbers of shards that were done before and that failed, for the last line of a command."""
    text = f", {len(results.kept):,} of them done before" if results.kept else ""
    if results.failed:
        text += f"; {counted(len(results.failed), 'shard')} failed"
    return text
