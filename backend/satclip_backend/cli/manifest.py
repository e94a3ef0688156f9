"""Manifests of output folders: which inputs became which outputs, with which options, and what failed."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import Any, Literal, Optional

from pydantic import BaseModel, ConfigDict, ValidationError

from satclip_backend import __version__
from satclip_backend.errors import SatclipError
from satclip_backend.outputs import atomic_write
from satclip_backend.store import read_text

LARGEST = 2**28
"""Largest size of a manifest in bytes: about 500,000 shards."""
SECONDS = 1.0
"""A manifest is written at most this often. What a killed process did since then is done again."""
_NAME = re.compile(r"manifest(-\d+-of-\d+)?\.json")


class Shard(BaseModel):
    """An input, relative to the output folder, and its output there.

    `counts` are rows by what they lack. A shard that is done has the size of its output, a failed one its error.
    """

    model_config = ConfigDict(extra="forbid")

    input: str
    input_bytes: int
    input_modified_ns: int
    output: str
    status: Literal["waiting", "done", "failed"] = "waiting"
    bytes: Optional[int] = None
    counts: dict[str, int] = {}
    warnings: list[str] = []
    error: str = ""

    def is_current(self, wanted: Shard, folder: Path) -> bool:
        """Return whether the shard is done, its output is complete, and its input is that of `wanted`."""
        source = {"input", "input_bytes", "input_modified_ns", "output"}
        path = folder / self.output
        return (
            self.status == "done"
            and self.model_dump(include=source) == wanted.model_dump(include=source)
            and path.is_file()
            and path.stat().st_size == self.bytes
        )


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

    def __init__(self, path: Path, manifest: Manifest) -> None:
        """Write the manifest. Raises SatclipError."""
        self.path, self.manifest = path, manifest
        self.save()

    def save(self) -> None:
        """Write the manifest. Raises SatclipError."""
        with atomic_write(self.path) as target:
            target.write_text(self.manifest.model_dump_json(indent=1) + "\n", encoding="utf-8")
        self._saved = time.monotonic()

    def save_soon(self) -> None:
        """Write the manifest unless it was written a moment ago. Raises SatclipError."""
        if time.monotonic() - self._saved >= SECONDS:
            self.save()


def manifests(folder: Path) -> Iterator[tuple[Path, Manifest]]:
    """Yield the manifests in a folder, those of all parts. Raises SatclipError for one that is none of this program."""
    for path in sorted(folder.iterdir()) if folder.is_dir() else []:
        if _NAME.fullmatch(path.name):
            try:
                yield path, Manifest.model_validate_json(read_text(path, LARGEST))
            except (ValidationError, OSError, ValueError) as error:
                raise SatclipError(
                    f"{path} is not a manifest of this version of satclip-backend: choose another output folder."
                ) from error


def check_same_run(path: Path, before: Mapping[str, Any], now: Mapping[str, Any]) -> None:
    """Raise SatclipError that names what differs between the run of the manifest `path` and this one."""
    now = json.loads(json.dumps(now))
    for name in [*now, *before]:
        old, new = before.get(name), now.get(name)
        if old != new:
            raise SatclipError(
                f"The shards in {path.parent} were written with another {name.replace('_', ' ')}, {_shown(old)} "
                f"instead of {_shown(new)} ({path.name}): repeat the options, or choose another output folder."
            )


def known_shards(folder: Path, run: Mapping[str, Any]) -> dict[str, list[Shard]]:
    """Return the entries of each output in the manifests of a folder.

    Raises SatclipError if one of them has been written with another encoder or other options than `run`.
    """
    known: dict[str, list[Shard]] = {}
    for path, manifest in manifests(folder):
        check_same_run(path, manifest.run, run)
        for shard in manifest.shards:
            known.setdefault(shard.output, []).append(shard)
    return known


def others_of(path: Path, outputs: Collection[str]) -> list[Shard]:
    """Return the entries of the manifest at `path` for other outputs than `outputs`, if these still exist."""
    there = (manifest for other, manifest in manifests(path.parent) if other == path)
    return [
        shard
        for manifest in there
        for shard in manifest.shards
        if shard.output not in outputs and (path.parent / shard.output).exists()
    ]


def _shown(value: Any) -> str:
    if value is None:
        return "none"
    return str(value)[:12] if re.fullmatch("[0-9a-f]{64}", str(value)) else str(value)
