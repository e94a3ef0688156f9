"""A folder of patches that is filled in batches, with atomic writes and an index."""

from __future__ import annotations

import contextlib
import csv
import io
import json
import re
import zipfile
import zlib
from pathlib import Path

from qgis.core import QgsProcessingException

from satclip_qgis.i18n import tr
from satclip_qgis.inputs.patches import IMAGES, INDEX

ABOUT = "sample.json"
_NAME = re.compile(r"patch_-?\d{1,3}\.\d{5,7}_-?\d{1,2}\.\d{5,7}\.tif")
LARGEST_FILE = 256 << 20
_DAMAGED = (zipfile.BadZipFile, zlib.error, csv.Error, EOFError, KeyError, RuntimeError, ValueError)
_HEADER = ["lat", "lon", "url", "fn"]


class PatchFolder:
    """A folder in the layout of SatCLIP's S2-100K: index.csv, images/, and sample.json with the patch settings.

    A context manager that deletes the folders that it has created if they stay empty. Raises
    QgsProcessingException if the folder can't be used, or contains patches with other settings than `about`:
    pixels of a patch, pixel size in metres, maximum share of nodata pixels.
    """

    def __init__(self, folder: Path, about: dict):
        self.folder = folder
        if folder.exists() and not folder.is_dir():
            raise QgsProcessingException(
                tr("{folder} (OUTPUT) is a file. Choose a folder.").format(folder=folder)
            )
        if (folder / INDEX).exists() or (folder / ABOUT).exists():
            before = _about(self.folder / ABOUT)
            if any(before.get(key) != value for key, value in about.items()):
                raise self._other()
        self._rows = self._index()
        self._created = [path for path in (folder / IMAGES, folder, *folder.parents) if not path.exists()]
        try:
            (folder / IMAGES).mkdir(parents=True, exist_ok=True)
            (folder / IMAGES / ".try.part").write_bytes(b"")
            (folder / IMAGES / ".try.part").unlink()
        except OSError as error:
            raise self._unwritten(error) from error

    def __enter__(self) -> PatchFolder:
        return self

    def __exit__(self, kind, error, trace) -> None:
        with contextlib.suppress(OSError):  # folders with files are kept
            for path in self._created:
                path.rmdir()

    @property
    def names(self) -> list[str]:
        """File names of existing patches."""
        return [path.name for path in (self.folder / IMAGES).iterdir() if _NAME.fullmatch(path.name)]

    @property
    def count(self) -> int:
        """Number of patches in the index."""
        return len(self._rows)

    @property
    def locations(self) -> list[dict[str, object]]:
        """The centre of each patch in degrees, and its file."""
        return [
            {"lon": float(lon), "lat": float(lat), "file": f"{IMAGES}/{name}"}
            for lat, lon, _, name in self._rows.values()
        ]

    def take(self, packed: Path) -> None:
        """Add the patches in a zip file from the backend."""
        try:
            with zipfile.ZipFile(packed) as file:
                about = _text(file, ABOUT)
                if self._rows and json.loads(about) != _about(self.folder / ABOUT):
                    raise self._other()
                self._replace(self.folder / ABOUT, about.encode())
                rows = list(csv.reader(io.StringIO(_text(file, INDEX))))[1:]
                for row in rows:
                    if len(row) != len(_HEADER) or not _NAME.fullmatch(row[3]):
                        raise ValueError(INDEX)
                    self._replace(self.folder / IMAGES / row[3], _content(file, f"{IMAGES}/{row[3]}"))
                    self._rows[row[3]] = row
        except OSError as error:
            raise self._unwritten(error) from error
        except _DAMAGED as error:
            raise QgsProcessingException(
                tr("The backend sent patches that can't be read ({reason}). Run the algorithm again.").format(
                    reason=error
                )
            ) from error
        self._write_index()

    def _index(self) -> dict[str, list[str]]:
        try:
            text = (self.folder / INDEX).read_text(encoding="utf-8") if (self.folder / INDEX).exists() else ""
            rows = list(csv.reader(io.StringIO(text)))[1:]
        except (OSError, ValueError, csv.Error) as error:
            raise self._unwritten(error) from error
        return {row[3]: row for row in rows if len(row) == len(_HEADER)}

    def _write_index(self) -> None:
        text = io.StringIO()
        csv.writer(text, lineterminator="\n").writerows([_HEADER, *self._rows.values()])
        try:
            self._replace(self.folder / INDEX, text.getvalue().encode())
        except OSError as error:
            raise self._unwritten(error) from error

    def _replace(self, path: Path, content: bytes) -> None:
        part = path.with_name(f".{path.name}.part")
        try:
            part.write_bytes(content)
            part.replace(path)
        finally:
            part.unlink(missing_ok=True)

    def _other(self) -> QgsProcessingException:
        return QgsProcessingException(
            tr(
                "The folder {folder} (OUTPUT) contains patches made with other settings. Choose another "
                "folder, or use the same images and patch settings to continue."
            ).format(folder=self.folder)
        )

    def _unwritten(self, error: Exception) -> QgsProcessingException:
        return QgsProcessingException(
            tr(
                "The patches can't be written to {folder} (OUTPUT): {reason}. Free some disk space or choose "
                "another folder. Existing patches are kept, and the next run continues from there."
            ).format(folder=self.folder, reason=getattr(error, "strerror", None) or error)
        )


def _about(path: Path) -> dict:
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _content(file: zipfile.ZipFile, name: str) -> bytes:
    """Return a file in a zip file. Raises KeyError if it does not exist, ValueError if it is too large for a patch."""
    if file.getinfo(name).file_size > LARGEST_FILE:
        raise ValueError(name)
    return file.read(name)


def _text(file: zipfile.ZipFile, name: str) -> str:
    return _content(file, name).decode("utf-8")
