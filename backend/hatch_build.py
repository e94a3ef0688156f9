"""What lies beside this folder and belongs to the distribution: the version and the encoder that ships.

In a source distribution, which holds this folder alone, both lie in it.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface
from hatchling.metadata.plugin.interface import MetadataHookInterface

METADATA, ENCODERS = "metadata.txt", "resources/encoders"


def _top(root: str) -> Path:
    """The folder with `METADATA` and `ENCODERS`."""
    return Path(root) if Path(root, METADATA).is_file() else Path(root).parent


class Version(MetadataHookInterface):
    """Takes the version from the plugin's metadata, its only place."""

    def update(self, metadata: dict[str, Any]) -> None:
        """Set the version."""
        text = (_top(self.root) / METADATA).read_text(encoding="utf-8")
        metadata["version"] = re.search(r"(?m)^version=(\S+)$", text)[1]


class Encoders(BuildHookInterface):
    """Puts the encoder that ships into the wheel, and with the metadata into the source distribution."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Say which files to include, and as what."""
        top, wheel = _top(self.root), self.target_name == "wheel"
        included = build_data["force_include"]
        included[str(top / ENCODERS)] = f"satclip_backend/{ENCODERS}" if wheel else ENCODERS
        if not wheel:
            included[str(top / METADATA)] = METADATA
