"""Files that GDAL opens: what is no file is refused unopened, and a file's name is taken for nothing else."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from satclip_backend.errors import NotFoundError, SatclipError

_PLAIN = re.compile(r"(?!/vsi)[^!;?\n\r\t]*")
"""Names in which GDAL and pyogrio see no URL, archive or folder of their own."""


def check_file(path: Path) -> None:
    """Raise SatclipError where `path` is no file, such as a folder or a pipe, which may never end. Opens nothing."""
    if path.is_file():
        return
    if path.is_dir():
        raise SatclipError(f"{path} is a folder: give a file in it, or merge its files into one first.")
    if path.exists():
        raise SatclipError(f"{path} is a pipe or a device: save what it holds as a file first.")
    raise NotFoundError(f"There is no file {path}.")


@contextmanager
def gdal_name(path: Path) -> Iterator[str]:
    """A name of the file `path` that GDAL and pyogrio take for nothing but a file."""
    path = path.absolute()
    if _PLAIN.fullmatch(path.as_posix()):
        yield str(path)
        return
    with tempfile.TemporaryDirectory(prefix="satclip-") as folder:
        for part in path.parent.iterdir():
            if part.stem == path.stem:
                Path(folder, f"layer{part.suffix}").symlink_to(part)
        yield str(Path(folder, f"layer{path.suffix}"))
