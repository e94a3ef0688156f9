"""A program of its own that runs one process: `python -m satclip_backend.server.child`, started by `child_run.py`.

Its standard input brings a line of JSON that says what to do and stays open: when it closes, the work is no longer
wanted or the server is gone, and the program ends, at once or after the seconds that the task gives it to save its
state. Its standard output gives lines of JSON, `{"progress": [0.5, "..."]}` and at the end
`{"results": {...}}` or `{"error": "...", "message": "..."}`. Whatever else is printed goes to standard error.
"""

import json
import os
import signal
import sys
import threading
import time
from contextlib import suppress

NICENESS = 5
"""How far the work stands back behind programs that somebody looks at."""


def main() -> None:
    """Do what standard input says, answer on standard output, and end the process."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_DFL)  # a server that a script started in its background ignores one
    # Copies of the two pipes that no library and no child of this program gets hold of.
    asked = os.fdopen(os.dup(0), "rb")
    answers = os.fdopen(os.dup(1), "wb")
    with open(os.devnull, "rb") as nothing:
        os.dup2(nothing.fileno(), 0)
    os.dup2(2, 1)

    task = json.loads(asked.readline())
    unwanted = threading.Event()
    threading.Thread(target=_end_when_unwanted, args=(asked, task["saving"], unwanted), daemon=True).start()
    if hasattr(os, "nice"):
        os.nice(NICENESS)

    def answer(message: dict) -> None:
        answers.write(json.dumps(message).encode() + b"\n")
        answers.flush()

    outcome = _outcome(task, answer, unwanted)
    with suppress(OSError):  # the server may be gone
        answer(outcome)
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(0)  # threads of torch or GDAL may run on for ever


def _end_when_unwanted(asked, saving: float, unwanted: threading.Event) -> None:
    asked.read()
    unwanted.set()
    time.sleep(saving)
    os._exit(1)


def _outcome(task: dict, answer, unwanted: threading.Event) -> dict:
    """Run the process; its results as JSON, or what became of it."""
    import faulthandler  # not before the task was read: until then the server waits
    import logging
    from pathlib import Path

    from satclip_backend.errors import Cancelled, SatclipError, is_disk_full, is_out_of_memory
    from satclip_backend.processes.process import Context
    from satclip_backend.server.log import start_log

    start_log()
    faulthandler.enable()

    def report(fraction: float, message: str) -> None:
        if unwanted.is_set():
            raise Cancelled
        try:
            answer({"progress": [fraction, message]})
        except OSError:  # the server is gone
            raise Cancelled from None

    context = Context(Path(task["folder"]), report, Path(task["uploads"]))
    try:
        inputs = _found(task["model"]).model_validate(task["inputs"])
        results = _found(task["run"])(inputs, context)
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


def _found(place: dict):
    """What `child_run.py` has named: a function or a class of a module, or of a script where there is a file."""
    from importlib import import_module
    from importlib.util import module_from_spec, spec_from_file_location

    module, file = place["module"], place["file"]
    if file is not None and module not in sys.modules:
        spec = spec_from_file_location(module, file)
        sys.modules[module] = module_from_spec(spec)
        spec.loader.exec_module(sys.modules[module])
    return getattr(import_module(module), place["name"])


if __name__ == "__main__":
    main()
