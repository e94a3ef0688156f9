"""Types of options for input and output files, and `check_files`, which checks all of them.

An output is never also an input, whatever path it has. Unwritable outputs are refused before any work.
"""

from __future__ import annotations

import os
import re
import sys
import unicodedata
from argparse import Namespace
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from typing import Any

from satclip_backend import store
from satclip_backend.errors import SatclipError
from satclip_backend.outputs import SIDECARS, check_output, check_output_folder

_Path = type(Path())  # Path can be subclassed since Python 3.12 only

BESIDE = (*SIDECARS, "-wal", "-shm", "-journal")
"""Endings of the files that GDAL and SQLite store next to a file, appended to its full name."""
SHAPEFILE = (".dbf", ".shx", ".prj", ".cpg", ".qix", ".sbn", ".sbx", ".qmd")


class InputFile(_Path):
    """An input file or folder."""


class InputName(str):
    """Text that may contain the path of an input: an encoder, @FILE, FILE:FIELD, a URL."""

    @property
    def paths(self) -> list[InputFile]:
        """All paths that the text may refer to."""
        return [InputFile(part) for part in (self, self.removeprefix("@"), self.rpartition(":")[0]) if part]


class OutputFile(_Path):
    """An output file."""

    @property
    def folders(self) -> list[Path]:
        """Further folders that the command writes to."""
        return []


class OutputMap(OutputFile):
    """A map."""


class OutputCsv(OutputFile):
    """A table that is always CSV."""


class OutputReport(OutputFile):
    """A report."""


ENDINGS = {
    OutputMap: ("A map is a GeoTIFF", (".tif", ".tiff")),
    OutputCsv: ("This table is CSV", (".csv",)),
    OutputReport: ("A report is HTML", (".html", ".htm")),
}
"""What is written to the outputs of each class, and the endings of their names."""


class OutputFolder(_Path):
    """An output folder."""


class OutputPlace(OutputFile):
    """An output file, or an existing folder for an output file with a default name."""


def outputs(args: Namespace) -> list[OutputFile]:
    """Return the output files of a command."""
    return [value for value in _values(args) if isinstance(value, OutputFile) and not _is_place(value)]


def check_files(args: Namespace) -> None:
    """Raise SatclipError, before any work, if an output is also an input or another output, or is not writable."""
    values = list(_values(args))
    files = outputs(args)
    folders: list[Path] = [value for value in values if isinstance(value, OutputFolder)]
    folders += [folder for file in files for folder in file.folders]
    if not files and not folders:
        return
    try:
        inputs = [path for value in values for path in _read(value) if path.exists()]
    except OSError as error:
        raise SatclipError(f"{error.filename} can't be read: {error.strerror}.") from error
    for path in (*inputs, *files, *folders):
        _check_text(path)
    for path in (*files, *folders):
        _check_no_address(path)
    for path in files:
        check_output(path)
    for path in folders:
        check_output_folder(path)
    for path in (*files, *folders):
        _check_apart(path, inputs)
    for path in folders:
        for read in inputs:
            if any(_same(path, parent) for parent in _resolved(read).parents):
                raise SatclipError(
                    f"The input {read.name} lies in {path}, which is written to: choose another folder for the output."
                )
    for one, other in combinations((*files, *folders), 2):
        if _same(one, other):
            raise SatclipError(f"Two outputs are the same, {one} and {other}: give each a name of its own.")
    for path in files:
        check_ending(path)


def _values(args: Namespace) -> Iterator[Any]:
    """Yield the values of all options, also those in lists."""
    for value in vars(args).values():
        yield from _flat(value)


def _flat(value: Any) -> Iterator[Any]:
    if not isinstance(value, list):
        yield value
        return
    for part in value:
        yield from _flat(part)


def _is_place(value: Path) -> bool:
    return isinstance(value, OutputPlace) and value.is_dir()


def _read(value: Any) -> list[Path]:
    """Return the paths that an option reads. Installed encoders are not included."""
    if isinstance(value, InputName):
        return list(value.paths)
    return [value] if isinstance(value, InputFile) else []


def _check_text(path: Path) -> None:
    try:
        str(path).encode()
    except UnicodeEncodeError:
        raise SatclipError(
            f"The name {os.fsencode(path)!r} is not valid {sys.getfilesystemencoding().upper()}: rename it."
        ) from None


def _check_no_address(path: Path) -> None:
    """Raise SatclipError for an address such as s3://bucket/a, whose path would be that of a local folder s3:."""
    if len(path.parts) > 1 and re.fullmatch(r"[A-Za-z][A-Za-z0-9+.-]+:", path.parts[0]):
        address = f"{path.parts[0]}//{'/'.join(path.parts[1:])}"
        raise SatclipError(
            f"{address} is an address, and this output must be on a disk: give the path of a file or folder."
        )


def check_ending(output: Path) -> None:
    """Raise SatclipError if the name of an output ends like that of another format."""
    what, endings = ENDINGS.get(type(output), ("", ()))
    if endings and output.suffix.lower() not in endings:
        raise SatclipError(f"{what}: its name must end in {endings[0]}, and {output.name} doesn't.")


def _check_apart(output: Path, inputs: list[Path]) -> None:
    for read in inputs:
        if _same(output, read):
            called = "" if output == read else f" {read}"
            raise SatclipError(f"The output {output} is the input{called}: choose another name.")
        if any(_same(output, beside) for beside in _beside(read)) or any(
            _same(beside, read) for beside in _beside(output)
        ):
            raise SatclipError(f"The files {output} and {read} belong together: choose another output.")
    # imports NumPy, which `main` must not import before it sets the threads
    from satclip_backend.encoders.registry import bundled_path

    library = store.home() / "encoders"
    bundled = bundled_path()
    if any(_same(parent, library) for parent in _resolved(output).parents) or (
        bundled is not None and _same(output, bundled)
    ):
        raise SatclipError(
            f"The output {output} is among the installed encoders: choose another place. "
            "(satclip-backend encoders import FILE installs one.)"
        )


def _beside(path: Path) -> list[Path]:
    """Return the paths of files that belong to `path`."""
    names = [path.name + ending for ending in BESIDE]
    if path.suffix.lower() == ".shp":
        names += [path.stem + ending for ending in SHAPEFILE]
    return [path.parent / name for name in names]


def _same(one: Path, other: Path) -> bool:
    """Return whether two paths refer to the same file. Paths that do not exist yet are compared ignoring case."""
    there = one.exists(), other.exists()
    if all(there):
        return one.samefile(other)
    return not any(there) and _folded(one) == _folded(other)


def _folded(path: Path) -> str:
    return unicodedata.normalize("NFC", str(_resolved(path))).casefold().rstrip(". ")


def _resolved(path: Path) -> Path:
    return Path(os.path.realpath(path))
