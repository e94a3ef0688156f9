"""Safe opening of files with GDAL: only regular files are opened, under names that GDAL can't misinterpret."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from satclip_backend import input_files
from satclip_backend.errors import SatclipError
from satclip_backend.translation import gettext_lazy as _

_PLAIN = re.compile(r"(?!/vsi)[^!;?\n\r\t]*")
"""Names that GDAL and pyogrio don't interpret as URLs, archives or virtual file systems."""


def check_file(path: Path) -> None:
    """Raise SatclipError if `path` is not a regular file, such as a folder or a pipe. The file is not opened."""
    if path.is_dir():
        raise SatclipError(
            _("{file} is a folder: give a file in it, or merge its files into one first.", file=path)
        )
    input_files.check_file(path)


@contextmanager
def gdal_name(path: Path) -> Iterator[str]:
    """Yield a name of the file that GDAL and pyogrio only interpret as a file."""
    path = path.absolute()
    if _PLAIN.fullmatch(path.as_posix()):
        yield str(path)
        return
    with tempfile.TemporaryDirectory(prefix="satclip-") as folder:
        for part in path.parent.iterdir():
            if part.stem == path.stem:
                Path(folder, f"layer{part.suffix}").symlink_to(part)
        yield str(Path(folder, f"layer{path.suffix}"))
