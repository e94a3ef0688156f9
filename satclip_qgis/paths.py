"""Paths of the plugin's own files: in the staged package, or next to it in a source checkout."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent
ROOT = PACKAGE if (PACKAGE / "metadata.txt").exists() else PACKAGE.parent
"""The staged package, or the repository if the plugin runs from a source checkout."""
CONTRACT = (ROOT if ROOT == PACKAGE else ROOT / "build" / "satclip_qgis") / "contract.json"
"""The declarations of the backend, written by `make build`."""


def resource(*parts: str) -> Path:
    """Return the path of a file below resources/."""
    return ROOT.joinpath("resources", *parts)


def icon_path(name: str = "satclip") -> str:
    """Return the path of an icon; by default, that of the plugin."""
    return str(resource("icons", f"{name}.svg"))


@cache
def metadata(key: str) -> str:
    """Return a value in metadata.txt."""
    found = re.search(rf"^{key}=(\S+)$", (ROOT / "metadata.txt").read_text(encoding="utf-8"), re.MULTILINE)
    return found.group(1) if found else ""


def plugin_version() -> str:
    """Return the version in metadata.txt. The backend must have the same."""
    return metadata("version")


def backend_requirement() -> str | None:
    """Return the requirement for pip: the wheel of the backend, its source in a checkout, or None."""
    wheels = sorted((ROOT / "backend").glob("satclip_backend-*.whl"))
    if wheels:
        return str(wheels[-1])
    source = ROOT / "backend"
    return str(source) if (source / "pyproject.toml").exists() else None
