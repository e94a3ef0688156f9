"""Files that a command reads and writes: options declare them by their type, and `check_files` looks at all of them.

No output is ever an input, whatever the two are called, and an output that can't be written is refused before any work.
"""

from __future__ import annotations

import os
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

_Path = type(Path())  # Path itself can't be inherited from before Python 3.12

BESIDE = (*SIDECARS, "-wal", "-shm", "-journal")
"""What GDAL and SQLite keep beside a file, under its whole name and this."""
SHAPEFILE = (".dbf", ".shx", ".prj", ".cpg", ".qix", ".sbn", ".sbx", ".qmd")


class InputFile(_Path):
    """A file or folder that is read."""


class InputName(str):
    """Text that may name a file or folder that is read: an encoder, @FILE, FILE:FIELD, a URL."""

    @property
    def paths(self) -> list[InputFile]:
        """All that it may mean."""
        return [InputFile(part) for part in (self, self.removeprefix("@"), self.rpartition(":")[0]) if part]


class OutputFile(_Path):
    """A file that is written."""

    @property
    def folders(self) -> list[Path]:
        """Further folders that are written to."""
        return []


class OutputFolder(_Path):
    """A folder that is written to."""


class OutputPlace(OutputFile):
    """A file that is written, or a folder that there is already and where it gets its name."""


def outputs(args: Namespace) -> list[OutputFile]:
    """The files that a command writes."""
    return [value for value in _values(args) if isinstance(value, OutputFile) and not _is_place(value)]


def check_files(args: Namespace) -> None:
    """Raise SatclipError where an output is an input or another output, or can't be written, before any work."""
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


def _values(args: Namespace) -> Iterator[Any]:
    for value in vars(args).values():
        yield from value if isinstance(value, list) else [value]


def _is_place(value: Path) -> bool:
    return isinstance(value, OutputPlace) and value.is_dir()


def _read(value: Any) -> list[Path]:
    """What an option reads; encoders that are installed have no option of their own."""
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


def _check_apart(output: Path, inputs: list[Path]) -> None:
    for read in inputs:
        if _same(output, read):
            called = "" if output == read else f" {read}"
            raise SatclipError(f"The output {output} is the input{called}: choose another name.")
        if any(_same(output, beside) for beside in _beside(read)) or any(
            _same(beside, read) for beside in _beside(output)
        ):
            raise SatclipError(f"The files {output} and {read} belong together: choose another output.")
    # NumPy, which `main` imports only after threads are set
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
    """Files that belong to `path`."""
    names = [path.name + ending for ending in BESIDE]
    if path.suffix.lower() == ".shp":
        names += [path.stem + ending for ending in SHAPEFILE]
    return [path.parent / name for name in names]


def _same(one: Path, other: Path) -> bool:
    """Whether two paths are one file, by any name of it; of names that are not there yet, case says nothing."""
    there = one.exists(), other.exists()
    if all(there):
        return one.samefile(other)
    return not any(there) and _folded(one) == _folded(other)


def _folded(path: Path) -> str:
    return unicodedata.normalize("NFC", str(_resolved(path))).casefold().rstrip(". ")


def _resolved(path: Path) -> Path:
    return Path(os.path.realpath(path))
