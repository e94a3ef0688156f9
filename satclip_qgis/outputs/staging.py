"""Temporary files next to their destinations, which are moved into place when complete."""

from __future__ import annotations

import contextlib
import os
import shutil
import stat
from collections.abc import Iterator, Sequence
from pathlib import Path
from uuid import uuid4

from qgis.core import QgsProcessingException
from qgis.PyQt.QtCore import QLockFile

from satclip_qgis.i18n import tr
from satclip_qgis.outputs.destinations import PARTS

FOLDER, LOCK, OLD, NEW = ".satclip_qgis-", "lock", "old", "new"
BESIDE = (".aux.xml", ".ovr", ".msk", ".xml", "-wal", "-shm", "-journal")
"""Endings of files next to a replaced file that GDAL would read with the new one."""


class Staged:
    """A temporary file for `final`, with its sidecar files.

    Raises QgsProcessingException if `final` can't be written.
    """

    def __init__(self, final: Path, name: str) -> None:
        if final.is_symlink() and final.suffix.lower() not in PARTS:
            final = Path(os.path.realpath(final))  # replace the target of a link, not the link
        if final.is_dir():
            raise QgsProcessingException(tr("{file} is a folder. Enter a file name.").format(file=final))
        if not final.parent.is_dir():
            raise QgsProcessingException(
                tr("{file} can't be written: the folder {folder} does not exist.").format(
                    file=final, folder=final.parent
                )
            )
        if final.exists() and not final.stat().st_mode & stat.S_IWUSR:
            raise QgsProcessingException(
                tr("{file} is read-only. Choose another name, or make the file writable.").format(file=final)
            )
        remove_abandoned(final.parent)
        self.final = final
        self._folder = final.parent / f"{FOLDER}{uuid4().hex[:8]}"
        try:
            (self._folder / NEW).mkdir(parents=True)
            (self._folder / OLD).mkdir()
        except OSError as error:
            self.clear()
            raise _not_written(final, error) from error
        self._lock = _lock_of(self._folder)
        self.path = self._folder / NEW / name

    def moves(self) -> Iterator[tuple[Path, Path]]:
        """Yield sources and targets of the moves. Replaced files are moved away first."""
        new = {
            file: self.final if file == self.path else self.final.with_name(file.name)
            for file in (self._folder / NEW).iterdir()
        }
        for there in {*new.values(), *_side_files(self.final)}:
            if os.path.lexists(there) and not there.is_dir():
                yield there, self._folder / OLD / there.name
        yield from new.items()

    def clear(self) -> None:
        """Delete the staging folder. The next run deletes the files that can't be deleted now."""
        with contextlib.suppress(AttributeError):
            self._lock.unlock()
        shutil.rmtree(self._folder, ignore_errors=True)


def move_into_place(staged: Sequence[Staged]) -> None:
    """Move all files into place, or none. Raises QgsProcessingException."""
    done: list[tuple[Path, Path]] = []
    for one in staged:
        try:
            for source, target in one.moves():
                source.rename(target)
                done.append((source, target))
        except OSError as error:
            for source, target in reversed(done):
                with contextlib.suppress(OSError):
                    target.rename(source)
            raise _not_written(one.final, error) from error


def remove_abandoned(folder: Path) -> None:
    """Delete the staging folders of killed runs, and restore the files that they had moved away."""
    for left in folder.glob(f"{FOLDER}*"):
        if not (left / LOCK).exists():
            continue
        lock = _lock_of(left)
        if not lock.isLocked():
            continue  # in use by another run
        for file in (left / OLD).glob("*"):
            if not os.path.lexists(folder / file.name):
                with contextlib.suppress(OSError):
                    file.rename(folder / file.name)
        lock.unlock()
        shutil.rmtree(left, ignore_errors=True)


def _side_files(path: Path) -> Iterator[Path]:
    """Yield the paths of files next to `path` that belong to it."""
    for ending in PARTS.get(path.suffix.lower(), ()):
        yield path.with_suffix(ending)
    for ending in BESIDE:
        yield path.with_name(path.name + ending)


def _lock_of(folder: Path) -> QLockFile:
    """Return a lock that the system releases when the program ends."""
    lock = QLockFile(str(folder / LOCK))
    lock.setStaleLockTime(0)  # a lock is stale only if the program has ended: a run may take days
    lock.tryLock(0)
    return lock


def _not_written(path: Path, error: OSError) -> QgsProcessingException:
    return QgsProcessingException(
        tr(
            "{file} can't be written: {reason}. Choose another location, or close the program that uses the "
            "file."
        ).format(file=path, reason=error.strerror or error)
    )
