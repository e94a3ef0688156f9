"""Runs a process in a child process, so a crash, a kill or heavy use of the cores does not harm the server."""

from __future__ import annotations

import errno
import json
import multiprocessing
import os
import signal
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import Any

from pydantic import BaseModel

from satclip_backend.errors import Cancelled, SatclipError
from satclip_backend.processes.process import Context, Process
from satclip_backend.server.child import main
from satclip_backend.translation import ENGLISH

PATIENCE = 0.3
"""Seconds between SIGTERM and SIGKILL."""

SAVING = 20.0
"""Seconds that a `long` process gets to save its state."""


_OPEN_TO_OTHERS = sys.version_info < (3, 10, 9) or sys.version_info[:3] == (3, 11, 0)
"""Whether other users of the computer could run code in the fork server: CVE-2022-42919."""

FORKS = sys.platform == "linux" and not _OPEN_TO_OTHERS
"""Whether children are forked from a process that has imported the modules of jobs. macOS does not allow it."""

_CONTEXT = multiprocessing.get_context("forkserver" if FORKS else "spawn")
if FORKS:
    _CONTEXT.set_forkserver_preload(["satclip_backend.server.child_imports"])


class ChildFailed(Exception):
    """The child crashed or raised an error that users can't act on; the message names it."""


class ChildKilled(Exception):
    """The child was killed by another program, usually by the system because memory ran out."""


def run_in_child(
    process: Process, inputs: BaseModel, context: Context, language: str = ENGLISH
) -> dict[str, Any]:
    """Run `process.run(inputs, context)` in a child process; paths among the results are returned as text.

    Translatable text is returned in `language`.

    Raises SatclipError, MemoryError and OSError for a full disk like the process itself, ChildKilled or
    ChildFailed for all other failures, and Cancelled when the work is cancelled. The child has ended by then:
    within a second, or for a long process once it has saved its state. The same holds for a SatclipError of
    `context.progress`.
    """
    task = {
        "model": _place(process.inputs),
        "run": _place(process.run),
        "inputs": inputs.model_dump(mode="json"),
        "folder": str(context.folder),
        "uploads": str(context.uploads),
        "runs": str(context.runs),
        "language": language,
        "saving": SAVING if process.long else 0,
    }
    last: dict[str, Any] = {"progress": [0.0, ""]}
    with _child(json.dumps(task)) as (child, answers):
        while True:
            try:
                context.progress(*last["progress"])
            except (Cancelled, SatclipError):
                if process.long:
                    _let_it_save(child, answers)
                raise
            try:
                if answers.poll(0.1):
                    last.update(json.loads(answers.recv_bytes()))
            except (EOFError, OSError):
                break
        child.join()
    if "results" in last:
        return last["results"]
    raise _failure(last, child.exitcode)


@contextmanager
def _child(task: str) -> Iterator[tuple[BaseProcess, Connection]]:
    """Yield a child process that works on `task`, and the connection to it.

    The child and its descendants end with the block.
    """
    answers, given = _CONTEXT.Pipe()
    with answers:
        child = _CONTEXT.Process(target=main, args=(given, task))
        child.start()
        given.close()
        try:
            yield child, answers
        finally:
            _end(child)


def _let_it_save(child: BaseProcess, answers: Connection) -> None:
    """Tell the child that the work is cancelled, and wait until it has saved its state and ended."""
    with suppress(OSError):
        answers.send_bytes(b"unwanted")
    child.join(SAVING)


def _end(child: BaseProcess) -> None:
    for number in ("SIGTERM", "SIGKILL"):
        if child.is_alive():
            _signal(child, number)
            child.join(PATIENCE if number == "SIGTERM" else None)


def _signal(child: BaseProcess, number: str) -> None:
    """Send a signal to a process and its descendants; on Windows, kill the process."""
    if sys.platform == "win32":
        child.kill()
        return
    try:
        os.killpg(child.pid, getattr(signal, number))
    except ProcessLookupError:  # it has no process group of its own yet
        child.kill()
    except PermissionError:  # macOS raises it for a process that has just ended
        pass


def _place(thing: Any) -> tuple[str, str]:
    """Return the module and the name by which a child imports a function or class."""
    return thing.__module__, thing.__qualname__


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
