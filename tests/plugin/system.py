"""What runs on this machine, read from /proc: a bare Debian has no `ps`."""

from __future__ import annotations

import contextlib
from pathlib import Path


def command_lines() -> str:
    """The command lines of all processes, a line each."""
    lines = []
    for file in Path("/proc").glob("[0-9]*/cmdline"):
        with contextlib.suppress(OSError):  # it ended meanwhile
            lines.append(file.read_bytes().replace(b"\0", b" ").decode(errors="replace"))
    return "\n".join(lines)


def runs(pid: int) -> bool:
    """Whether a process of that number runs; one that has ended and waits for its parent does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False
