"""A process of its own that runs one process of the server: `main`, started by `child_run.py`.

It answers with lines of JSON, `{"progress": [0.5, "..."]}` and at the end `{"results": {...}}` or
`{"error": "...", "message": "..."}`. When a message comes from the server, the work is no longer wanted; when the
connection closes, the server is gone. It then ends, at once or after the seconds that the task gives it to save its
state. Whatever is printed goes to standard error.
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
"""How far the work stands back behind programs that somebody looks at."""


def main(server: Connection, task: str) -> None:
    """Do what `task` says, answer to the server, and end the process."""
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
    with suppress(OSError):  # the server may be gone
        answer(outcome)
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(0)  # threads of torch or GDAL may run on for ever


def _stand_alone() -> None:
    """Have a session, standard streams and a priority of its own."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_DFL)  # a server that a script started in its background ignores one
    with open(os.devnull, "rb") as nothing:
        os.dup2(nothing.fileno(), 0)
    os.dup2(2, 1)
    if sys.platform == "win32":
        import ctypes

        current, below_normal = ctypes.c_void_p(-1), 0x4000
        ctypes.windll.kernel32.SetPriorityClass(current, below_normal)
    else:
        os.setsid()  # a terminal's Ctrl-C is for the server alone
        os.nice(NICENESS)


def _end_when_unwanted(server: Connection, saving: float, unwanted: threading.Event) -> None:
    with suppress(OSError, EOFError):
        server.recv_bytes()
    unwanted.set()
    time.sleep(saving)
    os._exit(1)


def _outcome(task: dict, answer, unwanted: threading.Event) -> dict:
    """Run the process; its results as JSON, or what became of it."""
    from satclip_backend.processes.process import Context

    def report(fraction: float, message: str) -> None:
        if unwanted.is_set():
            raise Cancelled
        try:
            answer({"progress": [fraction, translated(message)]})
        except OSError:  # the server is gone
            raise Cancelled from None

    context = Context(Path(task["folder"]), report, Path(task["uploads"]))
    try:
        inputs = _found(task["model"]).model_validate(task["inputs"])
        with language(task["language"]):
            results = translated(_found(task["run"])(inputs, context))
        files = {name: str(value) for name, value in results.items() if isinstance(value, Path)}
        return json.loads(json.dumps({"results": {**results, **files}}))
    except Cancelled:
        return {"error": "Cancelled"}
    except BaseException as error:  # whatever a library does, the server learns of it
        if is_out_of_memory(error):
            return {"error": "MemoryError"}
        if isinstance(error, SatclipError):
            return {"error": "SatclipError", "message": str(error)}
        if is_disk_full(error):
            return {"error": "full"}
        logging.getLogger(__name__).error("Job %s failed", context.folder.name, exc_info=error)
        return {"error": type(error).__name__}


def _found(place: tuple[str, str]):
    """What `child_run.py` has named: a function or a class of a module."""
    module, name = place
    return getattr(import_module(module), name)
