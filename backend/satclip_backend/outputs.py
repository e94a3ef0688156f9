"""Atomic writes of output files, with errors that name the folder. All outputs are written through this module."""

from __future__ import annotations

import errno
import os
import re
import shutil
from collections.abc import Collection, Iterator
from contextlib import ExitStack, contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from pathlib import Path

from satclip_backend import store
from satclip_backend.errors import SatclipError, is_disk_full
from satclip_backend.owned_folders import (
    FOREIGN_SECONDS,
    HOST,
    OwnedFolder,
    owned_name,
    remove_abandoned,
    unchanged_for,
)
from satclip_backend.translation import gettext_lazy as _

SIDECARS = (".aux.xml", ".ovr", ".msk")
"""Endings of the files that GDAL and QGIS store next to a raster, such as statistics; appended to its full name."""
_CLOSED = {errno.EACCES, errno.EPERM, errno.EROFS}
_PREFIX = ".satclip"
_SCRATCH = re.compile(re.escape(_PREFIX) + r"-([0-9a-f]{8})-[0-9a-f]{8}")
_LONGEST_NAME = 200
"""Longest file name, in bytes. GDAL and SQLite write auxiliary files with longer names next to a file."""
_LONGEST_SQLITE = 440
"""Longest path, in bytes: SQLite's limit of 512, less a scratch folder and the ending of a journal file."""


@contextmanager
def atomic_write(path: Path | str, *, space: int = 0) -> Iterator[Path]:
    """Context manager that yields a temporary path with the same ending, and moves it to `path` at the end.

    The temporary path is in a hidden folder next to `path`, which is deleted at the end. If the block fails, an
    existing file at `path` stays unchanged. Leftovers of killed processes next to `path` are deleted, too. `space`
    is the disk space that the block needs there, in bytes.

    Raises SatclipError if the folder is missing, full or not writable, and whatever the block raises.
    """
    path = checked(path)
    with unwritable_explained(path):
        check_space(path.parent, space, _("{file} needs up to", file=path.name))
    with ExitStack() as stack:
        folder = stack.enter_context(scratch_folder(path.parent, path))
        short = len(os.fsencode(path.name)) <= _LONGEST_NAME
        temporary = folder / (path.name if short else f"output{path.suffix}")
        try:
            yield temporary
        except Exception as error:
            if is_disk_full(error):
                raise full(path) from error
            if isinstance(error, OSError) and error.errno in _CLOSED and _lies_in(error.filename, folder):
                raise unwritable(path, error) from error
            raise
        group = _current_group.get()
        if group is not None and path in group.paths:
            group.files.append((temporary, path))
            group.folders.push(stack.pop_all())
        else:
            with unwritable_explained(path):
                temporary.replace(path)


@contextmanager
def atomic_write_all(paths: Collection[Path | str]) -> Iterator[None]:
    """Move the files that `atomic_write` writes to `paths` within the block into place at its end: all or none.

    If the block fails, or a file can't be moved, existing files stay unchanged and no new file is created.
    """
    with ExitStack() as folders:
        group = _Group({_absolute(path) for path in paths}, folders)
        token = _current_group.set(group)
        try:
            yield
        finally:
            _current_group.reset(token)
        _move(group.files)


def check_space(folder: Path, size: float, needs: str) -> None:
    """Raise SatclipError if `folder` has less than `size` bytes of free space; `needs` is the start of its message.

    Raises OSError if the free space of the folder can't be read.
    """
    disk = shutil.disk_usage(folder)
    if disk.free < size and disk.total:  # some network folders report a size of 0
        raise SatclipError(
            _(
                "{needs} {size} in the folder {folder} where only {free} are free: make room there or {advice}",
                needs=needs,
                size=_size(size),
                folder=folder,
                free=_size(disk.free),
                advice=_home(folder) or _("choose another folder."),
            )
        )


def checked(path: Path | str) -> Path:
    """Return the absolute path of an output, with links resolved, if it can be written.

    Raises SatclipError if the folder does not exist, if the path is a folder or a device, and if the folder, the
    existing file or the file name is not writable.
    """
    with unwritable_explained(Path(path)):
        final = _absolute(path)
        if not final.parent.is_dir():
            raise SatclipError(
                _(
                    "The folder {parent} does not exist: make it first, or choose another output.",
                    parent=final.parent,
                )
            )
        if final.is_dir():
            raise SatclipError(_("The output {final} is a folder: give the name of a file.", final=final))
        if (final.exists() and not final.is_file()) or _is_device(Path(path)):
            raise SatclipError(
                _("The output {final} is a device or a pipe: give the name of a file.", final=final)
            )
        if final.exists() and not os.access(final, os.W_OK):
            raise SatclipError(
                _(
                    "The output {final} is read-only: choose another name, or allow writing to it.",
                    final=final,
                )
            )
        if final.suffix.lower() == ".gpkg":
            _check_geopackage(final)
    return final


def check_output(path: Path | str) -> None:
    """Raise the SatclipError of `atomic_write` before any work, by creating a file of that name in a scratch folder."""
    final = checked(path)
    with scratch_folder(final.parent, final) as folder, unwritable_explained(final):
        (folder / final.name).touch()


def check_output_folder(path: Path | str) -> None:
    """Raise SatclipError if `path` can't be used as an output folder. The folder need not exist yet."""
    with unwritable_explained(Path(path)):
        folder = _absolute(path)
        if folder.exists() and not folder.is_dir():
            raise SatclipError(_("{folder} is a file: give a folder.", folder=folder))
        there = next(parent for parent in (folder, *folder.parents) if parent.exists())
    path = folder / "output" if there == folder else folder  # errors name the folder of a path
    with scratch_folder(there, path) as scratch, unwritable_explained(path):
        for name in folder.relative_to(there).parts:
            (scratch / name).mkdir()


@contextmanager
def scratch_folder(parent: Path, path: Path) -> Iterator[Path]:
    """Context manager for a hidden folder in `parent`, deleted at the end.

    Leftovers of killed processes are deleted first.

    Raises SatclipError that says why `path` can't be written.
    """
    if parent not in _tidied:
        remove_leftovers(parent)
        _tidied.add(parent)
    with unwritable_explained(path):
        folder = OwnedFolder(parent / owned_name(_PREFIX))
    try:
        yield folder.path
    finally:
        folder.remove()


def remove_leftovers(folder: Path) -> None:
    """Delete the scratch folders that killed processes have left in a folder."""
    remove_abandoned(folder, lambda name: _is_left_here(folder, name))


@contextmanager
def unwritable_explained(path: Path) -> Iterator[None]:
    """Convert an OSError of the block to a SatclipError that says why `path` can't be written."""
    try:
        yield
    except OSError as error:
        raise unwritable(path, error) from error
    except RuntimeError as error:  # pathlib raises it for circular links
        raise SatclipError(
            _("The output {file} can't be written: {reason}.", file=path, reason=error)
        ) from error


def unwritable(path: Path, error: OSError) -> SatclipError:
    """Return an error that says why `path` can't be written and what to do."""
    path = Path(path)
    if is_disk_full(error):
        return full(path)
    if error.errno == errno.ENAMETOOLONG:
        return SatclipError(
            _("The name of the output {file} is too long: choose a shorter one.", file=_shown(path))
        )
    reason = error.strerror or str(error)
    advice = _("choose a folder that you may write to, and close the file where it is open.")
    return SatclipError(
        _(
            "{file} can't be written to the folder {parent} ({reason}): {advice}",
            file=_shown(path.name),
            parent=path.parent,
            reason=reason,
            advice=_home(path) or advice,
        )
    )


def full(path: Path) -> SatclipError:
    """Return the error for a disk that ran full while `path` was written."""
    advice = _home(path) or _("choose another folder.")
    return SatclipError(
        _(
            "{file} could not be finished: there is no space left in the folder {parent}. Make room there"
            " or {advice}",
            file=_shown(path.name),
            parent=path.parent,
            advice=advice,
        )
    )


@dataclass
class _Group:
    """Files that are moved into place together. `files` holds the complete ones, each with its final path."""

    paths: set[Path]
    folders: ExitStack
    files: list[tuple[Path, Path]] = field(default_factory=list)


_current_group: ContextVar[_Group | None] = ContextVar("together", default=None)
_tidied: set[Path] = set()


def _move(files: list[tuple[Path, Path]]) -> None:
    """Move all files, or restore the previous ones.

    The last file needs no backup, because a failed move leaves it unchanged.
    """
    moved: list[tuple[Path, Path | None]] = []
    try:
        for number, (new, path) in enumerate(files, start=1):
            with unwritable_explained(path):
                older = _copied(path, new.parent / "older") if number < len(files) and path.exists() else None
                new.replace(path)
            moved.append((path, older))
    except BaseException:
        for path, older in reversed(moved):
            if older is None:
                path.unlink(missing_ok=True)
            else:
                older.replace(path)
        raise


def _copied(path: Path, copy: Path) -> Path:
    try:
        os.link(path, copy)
    except OSError:  # not every file system supports links
        shutil.copy2(path, copy)
    return copy


def _absolute(path: Path | str) -> Path:
    return Path(path).resolve()


def _is_device(path: Path) -> bool:
    """Return whether a path belongs to the system, such as /dev/stdout, even if it refers to a regular file."""
    parent = path.parent.resolve()
    return parent == Path("/dev") or (parent.parts[1:2] == ("proc",) and path.exists())


def _check_geopackage(path: Path) -> None:
    """Raise SatclipError if a GeoPackage has pending changes or its path is too long.

    SQLite would apply a leftover journal of the existing file to the new one.
    """
    if len(os.fsencode(path)) > _LONGEST_SQLITE:
        raise SatclipError(
            _(
                "The path of {file} is too long for a GeoPackage: choose a shorter one.",
                file=_shown(path.name),
            )
        )
    for ending in ("-wal", "-journal"):
        beside = path.with_name(path.name + ending)
        if beside.exists() and beside.stat().st_size:
            raise SatclipError(
                _(
                    "Another program has {file} open, or ended before it had written all of it ({beside}): close "
                    "it there, or choose another name.",
                    file=path.name,
                    beside=beside.name,
                )
            )


def _is_left_here(parent: Path, name: str) -> bool:
    found = _SCRATCH.fullmatch(name)
    return bool(found) and (found[1] == HOST or unchanged_for(parent / name, FOREIGN_SECONDS))


def _lies_in(name: str | bytes | None, folder: Path) -> bool:
    """Return whether an error names a file in `folder`, or no file."""
    return name is None or os.fsdecode(name).startswith(str(folder))


def _home(path: Path) -> str:
    """Return advice for a file in the data folder, whose location the user did not choose here, else ""."""
    home, place = _absolute(store.home()), _absolute(path)
    return _("set SATCLIP_HOME to another folder.") if home in (place, *place.parents) else ""


def _shown(name: Path | str) -> str:
    return text if len(text := str(name)) <= 120 else f"{text[:60]}...{text[-40:]}"


def _size(count: float) -> str:
    for unit in ("bytes", "kB", "MB", "GB"):
        if count < 1000:
            return f"{count:.3g} {unit}"
        count /= 1000
    return f"{count:,.1f} TB"
