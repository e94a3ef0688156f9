"""Commands on many tables: each input becomes an output, a shard, in a folder."""

from __future__ import annotations

import argparse
import glob
import os
import sys
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from satclip_backend.cli.dask_option import add_dask_option, engine_of
from satclip_backend.cli.files import InputFile, OutputFile, OutputFolder, OutputPlace
from satclip_backend.cli.manifest import Folder, Shard
from satclip_backend.cli.shard_run import (
    Job,
    Prepared,
    Results,
    counted_shards,
    folder_of,
    part_option,
    print_failed,
    run_shards,
)
from satclip_backend.cli.stores import (
    STORES,
    RemoteFolder,
    RemoteTable,
    address,
    checked,
    is_address,
    tables_at,
)
from satclip_backend.counts import counted
from satclip_backend.errors import NotFoundError, SatclipError
from satclip_backend.tables import POINT_FILES, TABLE_FILES

ROWS = "rows"
_READING_OPTIONS = ("layer", "lon", "lat", "crs", "missing", "decimal", "encoding")
MANY = """\
Many inputs, given as several files, a folder or a pattern in quotes, become files of the same names in the folder
OUTPUT, with a list of them in manifest.json. --resume continues such a run, --part shares it between processes, and
--dask between the workers of a Dask cluster. Inputs and the folder can be in an object store (s3://, gs://), and inputs
at a web address.
"""
_FORMATS = ("parquet", "gpkg", "csv", "npy")


def add_shard_options(parser: argparse.ArgumentParser) -> None:
    """Add the options for many inputs."""
    group = parser.add_argument_group("many inputs")
    group.add_argument(
        "--format", choices=_FORMATS, help="format of the outputs in the folder OUTPUT (parquet)"
    )
    group.add_argument(
        "--part",
        type=part_option,
        metavar="I/N",
        help="process every N-th input only, starting from the I-th; run all N parts, at the same time or not",
    )
    group.add_argument(
        "--resume",
        action="store_true",
        help="keep the outputs that are done; those of other encoders or options are refused",
    )
    add_dask_option(group)


class TableInput(InputFile):
    """Type of an option for tables: an `InputFile` (file, folder or pattern), or a `RemoteTable` for an address."""

    def __new__(cls, text: str) -> InputFile | RemoteTable:
        """Return the input of an option."""
        path = _file_of(text)
        return RemoteTable(address(text)) if path is None else InputFile(path)


class TableOutput(OutputPlace):
    """Type of an option for an output: an `OutputPlace`, or a `RemoteFolder` for an address."""

    def __new__(cls, text: str) -> OutputPlace | RemoteFolder:
        """Return the output of an option."""
        path = _file_of(text)
        return RemoteFolder(address(text).rstrip("/")) if path is None else OutputPlace(path)


def _file_of(text: str) -> str | None:
    """Return the path of a file, also of a file:// address; None for other addresses."""
    if text.lower().startswith("file:///"):
        return text[len("file://") :]
    return None if is_address(text) else text


def prepare_inputs(args: argparse.Namespace) -> None:
    """Replace folders and patterns in the list `args.input` by their files, and set the type of `args.output`.

    A single file becomes itself instead of a list. Raises SatclipError.
    """
    given = args.input
    remote = isinstance(args.output, RemoteFolder)
    chosen = bool(args.format or args.part or args.resume or args.dask)
    many = len(given) > 1 or any(
        isinstance(path, RemoteTable) or path.is_dir() or _is_pattern(path) for path in given
    )
    if not many and not (given and (chosen or remote)):
        if chosen:
            raise SatclipError(
                "--format, --part, --resume and --dask are for tables: give their files or a folder."
            )
        if remote:
            raise SatclipError(f"The output {args.output} is an address: give a file for a map.")
        args.input = given[0] if given else None
        args.output = OutputFile(args.output)
        return
    if remote:
        checked(args.output.url, STORES)
        if _is_pattern(Path(args.output.url)):
            raise SatclipError(f"The output {args.output} is a pattern: give the address of a folder.")
    found = {_identity(path): path for each in given for path in _files(each)}
    args.input = list(found.values())
    if remote:
        for path in args.input:
            if isinstance(path, RemoteTable) and path.url.startswith(f"{args.output.url}/"):
                raise SatclipError(
                    f"The input {path} lies in {args.output}, which is written to: choose another folder."
                )
    else:
        args.output = OutputFolder(args.output)


def is_many(args: argparse.Namespace) -> bool:
    """Return whether the output is a folder."""
    return isinstance(args.output, (OutputFolder, RemoteFolder))


def write_shards(
    args: argparse.Namespace,
    label: str,
    prepare: Callable[[argparse.Namespace], Prepared],
    prepared: Prepared,
) -> int:
    """Write the output of each input of `args` and return the exit status, 1 if one failed.

    `prepared` is the work that `prepare(args)` returns, for this process; workers of Dask call `prepare`. Raises
    SatclipError if two inputs would have the same output, for existing outputs, unless they are resumed, and if the
    disk is full.
    """
    read = {name: getattr(args, name) for name in _READING_OPTIONS}
    run = {"command": label, "prefix": args.prefix, **prepared.run, **read, "format": _format(args)}
    jobs = _shards(args.input, folder_of(args.output), _format(args))
    results = run_shards(args, jobs, run, label, engine_of(args, prepare, prepared))
    return _summary(folder_of(args.output), results)


def _summary(folder: Folder, results: Results) -> int:
    """Print what was done and what failed, and return the exit status."""
    print_failed(results.failed, lambda name: name)
    done = (*results.kept, *results.worked)
    counts: Counter[str] = Counter()
    for shard in done:
        counts.update(shard.counts)
    for name, count in counts.items():
        if name != ROWS and count:
            print(
                f"{counted(count, 'row')} {name.replace('_', ' ')}: see {results.manifest}.", file=sys.stderr
            )
    warned = sum(bool(shard.warnings) for shard in done)
    if warned:
        print(
            f"warning: {counted(warned, 'shard has', 'shards have')} warnings: see {results.manifest}.",
            file=sys.stderr,
        )
    shards = counted(len(done) - len(results.failed), "shard")
    print(f"{folder}: {shards}, {counted(counts[ROWS], 'row')}{counted_shards(results)}; {results.manifest}")
    return 1 if results.failed else 0


def _shards(inputs: Iterable[Path | RemoteTable], folder: Folder, ending: str) -> list[Job]:
    """Return the inputs with their shards, sorted by name. Raises SatclipError if two have the same output."""
    jobs: list[Job] = []
    first: dict[str, Path | RemoteTable] = {}
    for source in sorted(inputs, key=lambda path: (path.stem, path.name, str(path))):
        output = f"{source.stem}.{ending}"
        other = first.setdefault(unicodedata.normalize("NFC", output).casefold(), source)
        if other is not source:
            raise SatclipError(
                f"{other} and {source} would both become {output}: rename one, or give them different output folders."
            )
        shard = Shard(input=folder.input_of(source), input_bytes=0, input_modified_ns=0, output=output)
        if isinstance(source, RemoteTable):
            shard.input_bytes, shard.input_version = source.size or 0, source.version
        else:
            about = source.stat()
            shard.input_bytes, shard.input_modified_ns = about.st_size, about.st_mtime_ns
            source = Path(source).absolute()  # workers may have another working directory
        jobs.append((source, shard))
    return jobs


def _files(given: InputFile | RemoteTable) -> Sequence[InputFile | RemoteTable]:
    """Return the files of an input: those with a table in a folder, those of a pattern, or itself."""
    if isinstance(given, RemoteTable):
        return tables_at(given.url, TABLE_FILES)
    if given.is_dir():
        paths = sorted(path for path in given.iterdir() if not path.is_dir() and path.name[0] not in "._")
        tables = [path for path in paths if path.suffix.lower() in TABLE_FILES]
        if not tables:
            raise NotFoundError(
                f"The folder {given} has no table: no file that ends in {', '.join(TABLE_FILES)}."
            )
        if others := [path.name for path in paths if path not in tables]:
            shown = ", ".join(others[:3]) + (" ..." if len(others) > 3 else "")
            print(f"{given}: {counted(len(others), 'file')} left out, no tables: {shown}", file=sys.stderr)
        return [_there(InputFile(path)) for path in tables]
    if _is_pattern(given):
        names = glob.glob(str(given), recursive=True)  # noqa: PTH207 (a pattern may be absolute)
        matches = [path for path in map(InputFile, sorted(names)) if not path.is_dir()]
        if not matches:
            raise NotFoundError(f"No file matches {given}.")
        return [_there(path) for path in matches]
    return [_there(InputFile(given))]


def _there(path: InputFile) -> InputFile:
    """Return a file. Raises NotFoundError if there is none, also for a link to a file that is missing."""
    if not path.exists():
        raise NotFoundError(f"There is no file {path}.")
    return path


def _is_pattern(path: Path) -> bool:
    return glob.has_magic(str(path)) and not path.exists()


def _format(args: argparse.Namespace) -> str:
    return args.format or _FORMATS[0]


def _identity(source: Path | RemoteTable) -> str:
    return source.url if isinstance(source, RemoteTable) else os.path.realpath(source)


INPUTS_HELP = f"table of points, {POINT_FILES}; several, a folder of them, or a pattern in quotes"
