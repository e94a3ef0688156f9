"""Child process that runs one process of the server: `main`, started by `child_run.py`.

It sends lines of JSON: `{"progress": [0.5, "..."]}`, and at the end `{"results": {...}}` or `{"error": "...",
"message": "..."}`. A message from the server cancels the work; a closed connection means that the server has
ended. In both cases the child ends, at once or after the seconds that the task allows for saving its state. Its
printed output goes to standard error.
"""

from __future__ import annotations

import faulthandler
import json
import logging
import os
import signal
import sys
import threading
import time
from contextlib import suppress
from importlib import import_module
from multiprocessing.connection import Connection
from pathlib import Path

from satclip_backend.errors import Cancelled, SatclipError, is_disk_full, is_out_of_memory
from satclip_backend.server.log import start_log
from satclip_backend.threads import all_cores
from satclip_backend.translation import language, translated

NICENESS = 5
"""Niceness of the process, so that interactive programs take precedence."""


def main(server: Connection, task: str) -> None:
    """Run `task`, send the outcome to the server, and end the process."""
    all_cores()
    _stand_alone()
    asked = json.loads(task)
    unwanted = threading.Event()
    threading.Thread(target=_end_when_unwanted, args=(server, asked["saving"], unwanted), daemon=True).start()
    start_log()
    faulthandler.enable()

    def answer(message: dict) -> None:
        server.send_bytes(json.dumps(message).encode())

    outcome = _outcome(asked, answer, unwanted)
    with suppress(OSError):  # the server may have ended
        answer(outcome)
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(0)  # threads of torch or GDAL may never end


def _stand_alone() -> None:
    """Detach from the server: default signal handlers, own session, own standard streams, lower priority."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_DFL)  # a server started in the background of a script ignores SIGINT
    with open(os.devnull, "rb") as nothing:
        os.dup2(nothing.fileno(), 0)
    os.dup2(2, 1)
    if sys.platform == "win32":
        import ctypes

        current, below_normal = ctypes.c_void_p(-1), 0x4000
        ctypes.windll.kernel32.SetPriorityClass(current, below_normal)
    else:
        os.setsid()  # Ctrl-C in a terminal is for the server only
        os.nice(NICENESS)


def _end_when_unwanted(server: Connection, saving: float, unwanted: threading.Event) -> None:
    with suppress(OSError, EOFError):
        server.recv_bytes()
    unwanted.set()
    time.sleep(saving)
    os._exit(1)


def _outcome(task: dict, answer, unwanted: threading.Event) -> dict:
    """Run the process and return its results as JSON, or its error."""
    from satclip_backend.processes.process import Context

    def report(fraction: float, message: str) -> None:
        if unwanted.is_set():
            raise Cancelled
        try:
            answer({"progress": [fraction, translated(message)]})
        except OSError:  # the server has ended
            raise Cancelled from None

    context = Context(Path(task["folder"]), report, Path(task["uploads"]), Path(task["runs"]))
    try:
        inputs = _found(task["model"]).model_validate(task["inputs"])
        with language(task["language"]):
            results = translated(_found(task["run"])(inputs, context))
        files = {name: str(value) for name, value in results.items() if isinstance(value, Path)}
        return json.loads(json.dumps({"results": {**results, **files}}))
    except Cancelled:
        return {"error": "Cancelled"}
    except BaseException as error:  # report any exception of a library to the server
        if is_out_of_memory(error):
            return {"error": "MemoryError"}
        if isinstance(error, SatclipError):
            with language(task["language"]):
                return {"error": "SatclipError", "message": translated(error)}
        if is_disk_full(error):
            return {"error": "full"}
        logging.getLogger(__name__).error("Job %s failed", context.folder.name, exc_info=error)
        return {"error": type(error).__name__}


def _found(place: tuple[str, str]):
    """Return the function or class that `child_run.py` has named, as a module and a name."""
    module, name = place
    return getattr(import_module(module), name)
