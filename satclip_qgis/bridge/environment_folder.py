"""The folder of an environment: its marker, its lock, and the environment that is kept. Standard library only.

A complete environment is kept as `FOLDER.old` while a new one is created, and restored if that fails.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import shutil
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from satclip_qgis.bridge.errors import NoSpace, NotPermitted
from satclip_qgis.bridge.requirements import fingerprint
from satclip_qgis.bridge.text import tr

MARKER = "satclip-environment.json"
REPORTED = 200
"""Number of files between reports of the progress of a removal."""


def python_in(folder: Path | str) -> Path:
    """Return the path of the Python executable of the environment in `folder`."""
    return Path(folder) / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")


def pip_version(folder: Path) -> tuple[int, ...]:
    """Return the version of pip in the environment; () without pip, as in those that uv has created."""
    places = [*folder.glob("lib/python3*/site-packages"), folder / "Lib" / "site-packages"]
    names = [info.name for place in places for info in place.glob("pip-*.dist-info")]
    return tuple(int(part) for part in re.findall(r"\d+", names[0])) if names else ()


def is_complete(
    folder: Path | str, requirements: Sequence[str] | None = None, device: str | None = None
) -> bool:
    """Return whether the environment is complete, and has these requirements and this device if they are given."""
    made = read_marker(Path(folder))
    return (
        bool(made.get("complete"))
        and (requirements is None or made.get("requirements") == fingerprint(requirements))
        and (device is None or made.get("device", "auto") == device)
    )


def remove_environment(folder: Path | str, on_progress: Callable[[float], None] = lambda share: None) -> None:
    """Delete an environment of this installer. Raises `NotPermitted` if files can't be deleted."""
    folder = Path(folder).absolute()
    with locked(folder):
        for path in (folder, kept_path(folder)):
            if (path / MARKER).exists():
                write_marker(path, {"complete": False})
                remove(path, on_progress)
            if path.exists():
                raise NotPermitted(
                    tr(
                        "{path} could not be deleted. Close other programs that use it, and try again."
                    ).format(path=path)
                )


@contextlib.contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Lock the folder against other installations. Raises `NotPermitted` if one is running."""
    path = folder.with_name(f"{folder.name}.lock")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        file = path.open("a+b")
    except OSError as error:
        raise NotPermitted(
            tr("{path} can't be written ({reason}). Choose another folder.").format(
                path=path, reason=error.strerror
            )
        ) from error
    with file:
        try:
            _lock(file)
        except OSError as error:
            raise NotPermitted(
                tr(
                    "Another QGIS window or program is installing the backend in {folder}. Wait until it is done."
                ).format(folder=folder)
            ) from error
        yield


def _lock(file: Any) -> None:
    """Lock an open file until it is closed, or its process ends. Raises `OSError` if another process has locked it."""
    if sys.platform == "win32":
        import msvcrt

        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


def kept_path(folder: Path) -> Path:
    """Return the folder in which the previous environment is kept."""
    return folder.with_name(f"{folder.name}.old")


def _part(folder: Path) -> Path:
    return folder.with_name(f"{folder.name}.part")


def keep(folder: Path, *, copy: bool) -> None:
    """Keep a complete environment in `FOLDER.old`: move it, or copy it with hard links, because pip replaces files."""
    if not is_complete(folder):
        return
    if not copy:
        folder.rename(kept_path(folder))
        return
    part = _part(folder)
    write_marker(part, {"complete": False})  # known as ours, whenever the copy is interrupted
    shutil.copytree(folder, part, symlinks=True, copy_function=_link, dirs_exist_ok=True)
    part.rename(kept_path(folder))


def _link(source: str, target: str) -> None:
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)


def restore(folder: Path) -> None:
    """Delete an incomplete environment and restore the kept one, or delete the kept one if the new one is complete."""
    kept = kept_path(folder)
    remove(_part(folder))
    if not is_complete(folder) and (folder / MARKER).exists():
        remove(folder)
    if is_complete(kept) and not folder.exists():
        kept.rename(folder)
    elif is_complete(folder) and kept.exists():
        remove(kept)


def check_folder(folder: Path) -> None:
    """Raise `NotPermitted` if the folder, or one of those beside it, has other content than our environments."""
    for path in (folder, kept_path(folder), _part(folder)):
        is_empty = not path.exists() or (path.is_dir() and not any(path.iterdir()))
        if not is_empty and not (path / MARKER).exists():
            raise NotPermitted(
                tr(
                    "{path} already exists and was not created by this installer. Choose another folder, or remove it."
                ).format(path=path)
            )


def check_space(folder: Path, needed: int, updating: bool) -> None:
    """Raise `NoSpace` if the disk has less than `needed` free bytes. An update is always allowed."""
    there = next(parent for parent in (folder, *folder.parents) if parent.exists())
    free = shutil.disk_usage(there).free
    if not updating and free < needed:
        raise NoSpace(
            tr(
                "The backend needs {needed} GB of disk space, and {folder} has {free} GB free. Free some disk space, "
                "or set the environment variable SATCLIP_HOME to a folder on another disk."
            ).format(needed=f"{needed / 1e9:.1f}", folder=there, free=f"{free / 1e9:.1f}")
        )


def read_marker(folder: Path) -> dict:
    """Return what is known about the environment; {} if there is none, or it is not from this installer."""
    try:
        return dict(json.loads((folder / MARKER).read_text(encoding="utf-8")))
    except (OSError, ValueError):
        return {}


def write_marker(folder: Path, content: dict) -> None:
    """Mark the folder as an environment of this installer."""
    folder.mkdir(parents=True, exist_ok=True)
    part = folder / f"{MARKER}.part"
    part.write_text(json.dumps(content, indent=1), encoding="utf-8")
    part.replace(folder / MARKER)


def remove(folder: Path, on_progress: Callable[[float], None] = lambda share: None) -> None:
    """Delete an environment, except for files that can't be deleted. The marker goes last, to resume a removal.

    `on_progress` receives the share of the files that were visited, 0 to 1.
    """
    tree = list(os.walk(folder, topdown=False))
    paths = [Path(place, name) for place, folders, names in tree for name in (*names, *folders)]
    for count, path in enumerate(paths):
        if count % REPORTED == 0:
            on_progress(count / len(paths))
        with contextlib.suppress(OSError):
            if path.is_dir() and not path.is_symlink():
                path.rmdir()
            elif path != folder / MARKER:
                path.unlink()
    with contextlib.suppress(OSError):
        if [path.name for path in folder.iterdir()] == [MARKER]:
            (folder / MARKER).unlink()
        folder.rmdir()
