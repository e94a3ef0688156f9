"""Requirements of an environment, and the lock file with their exact releases. Standard library only."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

LOCK = "requirements.txt"
"""Name of the lock file: exact releases with hashes, except for PyTorch, whose builds depend on the index."""


def lock_beside(requirements: Sequence[str]) -> Path | None:
    """Return the path of the lock file next to the wheel or in the folder to install; None if there is none."""
    for requirement in requirements:
        path = Path(requirement.split("[")[0])
        lock = (path if path.is_dir() else path.parent) / LOCK
        if path.exists() and lock.is_file():
            return lock
    return None


def fingerprint(requirements: Sequence[str]) -> list[str]:
    """Return the requirements with the hashes of their files (a wheel, pyproject.toml) and of the lock file."""
    marks = []
    lock = lock_beside(requirements)
    for requirement in [*requirements, *([str(lock)] if lock else [])]:
        path = Path(requirement.split("[")[0])
        file = path / "pyproject.toml" if path.is_dir() else path
        digest = hashlib.sha256(file.read_bytes()).hexdigest() if file.is_file() else ""
        marks.append(f"{requirement} {digest}".strip())
    return marks
