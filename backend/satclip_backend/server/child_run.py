"""Running a process in a Python of its own, which may crash, be killed or use every core without harm to the server."""

from __future__ import annotations

import errno
import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from typing import Any

from pydantic import BaseModel

from satclip_backend.errors import Cancelled, SatclipError
from satclip_backend.processes.process import Context, Process
from satclip_backend.threads import environment_for_all_cores

PATIENCE = 0.3
"""Seconds that a process gets to end itself before it is killed."""

SAVING = 20.0
"""Seconds that one that is `long` gets to save what it has done."""


class ChildFailed(Exception):
    """The process crashed or raised what no user can mend; the text names it."""


class ChildKilled(Exception):
    """The process was killed, and not by us: the system does so when memory runs out."""


def run_in_child(process: Process, inputs: BaseModel, context: Context) -> dict[str, Any]:
    """Do what `process.run(inputs, context)` does, in a child; paths among the results come as text.

    Raises SatclipError, MemoryError and OSError for a full disk as the process did, ChildKilled or ChildFailed for all
    else, and Cancelled when the work is no longer wanted: the child is gone then, within a second, or for a long
    process when it has saved its state.
    """
    task = {
        "model": _place(process.inputs),
        "run": _place(process.run),
        "inputs": inputs.model_dump(mode="json"),
        "folder": str(context.folder),
        "uploads": str(context.uploads),
        "saving": SAVING if process.long else 0,
    }
    last: dict[str, Any] = {"progress": [0.0, ""]}

    def read(child: subprocess.Popen) -> None:
        with child.stdout:
            for line in child.stdout:
                last.update(json.loads(line))
                with suppress(Cancelled):  # the loop below asks again
                    context.progress(*last["progress"])

    with _child() as child:
        with suppress(BrokenPipeError):  # what it ended with tells more
            child.stdin.write(json.dumps(task).encode() + b"\n")
            child.stdin.flush()
        reader = threading.Thread(target=read, args=(child,), name="child", daemon=True)
        reader.start()
        while reader.is_alive():
            try:
                context.progress(*last["progress"])
            except Cancelled:
                if process.long:
                    _let_it_save(child)
                raise
            reader.join(0.1)
        child.wait()
    if "results" in last:
        return last["results"]
    raise _failure(last, child.returncode)


@contextmanager
def _child() -> Iterator[subprocess.Popen]:
    """The program `child.py`. It and what it has started are ended when the block is left."""
    hidden: dict[str, Any] = {"start_new_session": True}  # a terminal's Ctrl-C is for the server alone
    if sys.platform == "win32":
        hidden = {"creationflags": subprocess.CREATE_NO_WINDOW | subprocess.BELOW_NORMAL_PRIORITY_CLASS}
    child = subprocess.Popen(
        [sys.executable, "-I", "-m", "satclip_backend.server.child"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=environment_for_all_cores(),
        **hidden,
    )
    try:
        yield child
    finally:
        _end(child)
        with suppress(OSError):  # what it did not read
            child.stdin.close()


def _let_it_save(child: subprocess.Popen) -> None:
    """Close its input, which is how a child learns that nobody waits for it, and wait until it has ended."""
    with suppress(OSError):
        child.stdin.close()
    with suppress(subprocess.TimeoutExpired):
        child.wait(SAVING)


def _end(child: subprocess.Popen) -> None:
    if child.poll() is not None:
        return
    if sys.platform == "win32":
        child.kill()
    else:
        with suppress(PermissionError):  # macOS says so of one that has just ended
            os.killpg(child.pid, signal.SIGTERM)
            try:
                child.wait(PATIENCE)
            except subprocess.TimeoutExpired:
                os.killpg(child.pid, signal.SIGKILL)
    child.wait()


def _place(thing: Any) -> Mapping[str, str | None]:
    """Where a child finds a function or a class; those of a script it finds by the script's file."""
    module = sys.modules[thing.__module__]
    if module.__name__ == "__main__":
        return {"module": "satclip_script", "file": module.__file__, "name": thing.__qualname__}
    return {"module": module.__name__, "file": None, "name": thing.__qualname__}


def _failure(last: Mapping[str, Any], status: int) -> Exception:
    error = last.get("error")
    if error == "SatclipError":
        return SatclipError(last["message"])
    if error == "MemoryError":
        return MemoryError()
    if error == "full":
        return OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    if error is not None:
        return ChildFailed(error)
    if sys.platform != "win32" and status == -signal.SIGKILL:
        return ChildKilled()
    return ChildFailed(f"its process ended with {_named(status)}")


def _named(status: int) -> str:
    try:
        return signal.Signals(-status).name
    except ValueError:
        return f"the status {status}"
