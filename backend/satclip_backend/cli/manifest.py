"""Manifests of output folders: which inputs became which outputs, with which options, and what failed."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Collection, Iterator, Mapping
from typing import Any, Literal, Optional, Union

from pydantic import BaseModel, ConfigDict, ValidationError

from satclip_backend import __version__
from satclip_backend.cli.local_folder import LocalFolder
from satclip_backend.cli.stores import RemoteFolder
from satclip_backend.errors import SatclipError
from satclip_backend.outputs import atomic_write

LARGEST = 2**28
"""Largest size of a manifest in bytes: about 500,000 shards."""
SECONDS = 1.0
"""A manifest is written at most this often, and less often if that takes long.

What a killed process did since then is done again.
"""
_SHARE = 0.05
"""Largest share of the time that is spent writing manifests."""
Folder = Union[LocalFolder, RemoteFolder]
_NAME = re.compile(r"manifest(-\d+-of-\d+)?\.json")


class Shard(BaseModel):
    """An input, relative to the output folder, and its output there.

    `counts` are rows by what they lack. A shard that is done has the size of its output, a failed one its error.
    `input_version` changes with the content of an input at an address. `changed` is the time of the last change of
    `status`, in seconds since 1970.
    """

    model_config = ConfigDict(extra="forbid")

    input: str
    input_bytes: int
    input_modified_ns: int
    input_version: str = ""
    output: str
    status: Literal["waiting", "done", "failed"] = "waiting"
    changed: float = 0.0
    bytes: Optional[int] = None
    counts: dict[str, int] = {}
    warnings: list[str] = []
    error: str = ""

    def is_current(self, wanted: Shard, sizes: Mapping[str, int]) -> bool:
        """Return whether the shard is done, its output has its size in `sizes`, and its input is that of `wanted`."""
        source = {"input", "input_bytes", "input_modified_ns", "input_version", "output"}
        return self.is_there(sizes) and self.model_dump(include=source) == wanted.model_dump(include=source)

    def is_there(self, sizes: Mapping[str, int]) -> bool:
        """Return whether the shard is done, and its output has its size in `sizes`."""
        return self.status == "done" and sizes.get(self.output) == self.bytes


class Manifest(BaseModel):
    """The shards of a process. `run` is everything that determines their values: command, encoder or model, options."""

    model_config = ConfigDict(extra="forbid")

    format: Literal["satclip-shards 1"] = "satclip-shards 1"
    program: str = __version__
    run: dict[str, Any]
    part: Optional[str] = None
    shards: list[Shard]


class ManifestFile:
    """A manifest that is written now and then, always as a whole."""

    def __init__(self, folder: Folder, name: str, manifest: Manifest) -> None:
        """Write the manifest. Raises SatclipError."""
        self.folder, self.name, self.manifest = folder, name, manifest
        self.save()

    def save(self) -> None:
        """Write the manifest. Raises SatclipError."""
        began = time.monotonic()
        with self.folder.writing(self.name) as path, atomic_write(path) as target:
            target.write_text(self.manifest.model_dump_json(indent=1) + "\n", encoding="utf-8")
        self._saved = time.monotonic()
        self._pause = max(SECONDS, (self._saved - began) / _SHARE)

    def save_soon(self) -> None:
        """Write the manifest unless it was written a moment ago. Raises SatclipError."""
        if time.monotonic() - self._saved >= self._pause:
            self.save()


def manifests(folder: Folder, names: Collection[str]) -> Iterator[tuple[str, Manifest]]:
    """Yield the name and content of the manifests among the files `names` of a folder, those of all parts.

    Raises SatclipError for one that is none of this program.
    """
    for name in sorted(names):
        if _NAME.fullmatch(name):
            try:
                yield name, Manifest.model_validate_json(folder.read(name, LARGEST))
            except (ValidationError, OSError, ValueError) as error:
                raise SatclipError(
                    f"{folder.shown(name)} is not a manifest of this version of satclip-backend: choose another "
                    "output folder."
                ) from error


def check_same_run(folder: Folder, name: str, before: Mapping[str, Any], now: Mapping[str, Any]) -> None:
    """Raise SatclipError that names what differs between the run of the manifest `name` and this one."""
    now = json.loads(json.dumps(now))
    for key in [*now, *before]:
        old, new = before.get(key), now.get(key)
        if old != new:
            raise SatclipError(
                f"The shards in {folder} were written with another {key.replace('_', ' ')}, {_shown(old)} "
                f"instead of {_shown(new)} ({name}): repeat the options, or choose another output folder."
            )


def _shown(value: Any) -> str:
    if value is None:
        return "none"
    return str(value)[:12] if re.fullmatch("[0-9a-f]{64}", str(value)) else str(value)
