"""Child processes without a window, with a clean environment, that can be killed. Standard library only."""

from __future__ import annotations

import contextlib
import os
import queue
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from satclip_qgis.bridge.errors import Cancelled

FOREIGN = (
    "PYTHON",
    "GDAL",
    "PROJ",
    "QT",
    "LD_",
    "DYLD_",
    "VIRTUAL_ENV",
    "OSGEO4W",
    "PIP_TARGET",
    "PIP_PREFIX",
    "PIP_USER",
    "UV_TARGET",
    "UV_PREFIX",
    "UV_PYTHON",
    "UV_SYSTEM_PYTHON",
)
"""Prefixes of environment variables that QGIS sets for its own Python and that break another Python."""

PASSWORD = re.compile(r"://[^/\s]*@")
"""User name and password in a URL."""


def without_passwords(text: str) -> str:
    """Return the text without the user names and passwords of its URLs."""
    return PASSWORD.sub("://***@", text)


def clean_environment(extra: Mapping[str, str] | None = None) -> dict[str, str]:
    """Return the environment variables of this process, without those for the Python of QGIS, plus `extra`."""
    kept = {name: value for name, value in os.environ.items() if not name.upper().startswith(FOREIGN)}
    return {**kept, **(extra or {})}


def hidden() -> dict[str, Any]:
    """Return arguments for `Popen`: no window on Windows, and a process group of its own."""
    if sys.platform == "win32":
        return {"creationflags": subprocess.CREATE_NO_WINDOW | subprocess.CREATE_NEW_PROCESS_GROUP}
    return {"start_new_session": True}


def kill_tree(process: subprocess.Popen) -> None:
    """Kill a child that was started with `hidden()`, with its own children, and wait for it to end."""
    if process.poll() is None:
        if sys.platform == "win32":
            taskkill = str(Path(os.environ.get("SYSTEMROOT", "C:\\Windows")) / "System32" / "taskkill.exe")
            command = [taskkill, "/F", "/T", "/PID", str(process.pid)]
            subprocess.run(command, capture_output=True, check=False, **hidden())  # nosec B603: a fixed program
        else:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(process.pid, signal.SIGKILL)
    process.wait(10)


def run_logged(
    command: Sequence[str],
    log: Path,
    *,
    environment: Mapping[str, str],
    on_line: Callable[[str], None] = lambda line: None,
    is_cancelled: Callable[[], bool] = lambda: False,
    is_passing: Callable[[str], bool] = lambda line: False,
) -> tuple[int, list[str]]:
    """Run a command and wait for it; return its exit status and its lines (stdout and stderr together).

    Each line is appended to `log` immediately; `on_line` only receives those of which `is_passing(line)` is true. If
    `is_cancelled()`, the command and its children are killed and `Cancelled` is raised, within a second. Raises
    `OSError` if the command can't be started.
    """
    log.parent.mkdir(parents=True, exist_ok=True)
    lines: list[str] = []
    with log.open("a", encoding="utf-8") as record:
        record.write(f"\n{time.strftime('%Y-%m-%d %H:%M:%S')} $ {without_passwords(' '.join(command))}\n")
        process = subprocess.Popen(  # nosec B603: a list of arguments, no shell
            list(command),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            env=dict(environment),
            encoding="utf-8",
            errors="replace",
            **hidden(),
        )
        arriving: queue.Queue[str | None] = queue.Queue()
        reader = threading.Thread(target=_read, args=(process, arriving), daemon=True)
        reader.start()
        try:
            while True:
                if is_cancelled():
                    raise Cancelled
                try:
                    line = arriving.get(timeout=0.2)
                except queue.Empty:
                    continue
                if line is None:
                    return process.wait(), lines
                line = without_passwords(line)
                if not is_passing(line):
                    record.write(line + "\n")
                    record.flush()
                    lines.append(line)
                on_line(line)
        finally:
            kill_tree(process)
            reader.join(5)  # a grandchild that has left the group may still hold the pipe
            if not reader.is_alive():
                process.stdout.close()


def _read(process: subprocess.Popen, arriving: queue.Queue) -> None:
    for line in process.stdout or ():
        arriving.put(line.rstrip())
    arriving.put(None)
