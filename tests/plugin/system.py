"""Processes of this machine, from /proc, because a minimal Debian has no `ps`."""

from __future__ import annotations

import contextlib
from pathlib import Path


def command_lines() -> str:
    """Return the command lines of all processes, one per line."""
    lines = []
    for file in Path("/proc").glob("[0-9]*/cmdline"):
        with contextlib.suppress(OSError):  # the process has exited meanwhile
            lines.append(file.read_bytes().replace(b"\0", b" ").decode(errors="replace"))
    return "\n".join(lines)


def runs(pid: int) -> bool:
    """Return whether a process with this id runs. A zombie does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False
