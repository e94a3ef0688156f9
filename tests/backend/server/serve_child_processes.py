"""Serve test processes that run in children of the server: `python serve_child_processes.py`.

The input `behave` selects what a job does. With `--preload` children are forked from a process with the imports of
real jobs, which take five seconds of CPU time. `--memory` limits each process to 1 GB.
"""

import ctypes
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Literal, Optional

import numpy as np
from pydantic import BaseModel, ConfigDict, Field

from satclip_backend import store
from satclip_backend.errors import Cancelled, SatclipError
from satclip_backend.limits import Limits
from satclip_backend.processes.process import Output, Process, Upload
from satclip_backend.threads import leave, one_thread_a_batch

Behaviour = Literal[
    "well",
    "sleep",
    "solve",
    "stubborn",
    "print",
    "user",
    "memory",
    "gigabytes",
    "full",
    "bug",
    "exit",
    "leave",
    "crash",
    "nan",
    "save",
]


class Inputs(BaseModel):
    model_config = ConfigDict(extra="forbid")

    behave: Behaviour = "well"
    steps: int = Field(1, ge=1)
    seconds: float = 0.0
    extent: Optional[tuple[float, float]] = None
    file: Optional[Upload] = None


def run(inputs, context):
    (context.folder / "log.txt").write_text(str(os.getpid()))
    for step in range(inputs.steps):
        context.progress(step / inputs.steps, f"Step {step + 1}")
        time.sleep(inputs.seconds)
    BEHAVIOURS[inputs.behave](context)
    sent = None if inputs.file is None else context.upload(inputs.file).read_text()
    about = {
        "pid": os.getpid(),
        "parent": os.getppid(),
        "nice": os.getpriority(os.PRIO_PROCESS, 0),
        "threads": os.environ.get("OMP_NUM_THREADS"),
        "extent": inputs.extent,
        "sent": sent,
        "number": float("nan") if inputs.behave == "nan" else 0.1,
    }
    return {"log": context.folder / "log.txt", "about": about}


def well(context):
    pass


def sleep(context):
    time.sleep(60)


def solve(context):
    """Run long operations in C, one after the other."""
    matrix = np.random.default_rng(0).normal(size=(1500, 1500))
    while True:
        np.linalg.svd(matrix)


def stubborn(context):
    """Ignore SIGTERM, and wait for a child process that ignores it too."""
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    subprocess.run(["sleep", "61"], check=True)


def talk(context):
    print('{"results": {"log": "/etc/passwd", "about": {}}}', flush=True)
    os.write(1, b"from C\n")
    subprocess.run([sys.executable, "-c", "import sys; print('from a child', sys.stdin.read())"], check=True)


def user(context):
    raise SatclipError("Das Feld „Höhe“ is flat. Take another.")


def memory(context):
    np.zeros(1 << 50)


def gigabytes(context):
    np.zeros(200_000_000)


def full(context):
    Path("/dev/full").write_text("more than it takes")


def bug(context):
    raise ZeroDivisionError("secret details")


def leave_at_once(context):
    os._exit(3)


def crash(context):
    ctypes.string_at(0)


def save(context):
    """Work until the job is cancelled, then take a second to save the state."""
    try:
        while True:
            context.progress(0.5, "Working")
            time.sleep(0.05)
    except Cancelled:
        time.sleep(1)
        (store.home() / f"saved-{context.folder.name}").write_text("all of it")
        raise


BEHAVIOURS = {
    "well": well,
    "sleep": sleep,
    "solve": solve,
    "stubborn": stubborn,
    "print": talk,
    "user": user,
    "memory": memory,
    "gigabytes": gigabytes,
    "full": full,
    "bug": bug,
    "exit": lambda context: sys.exit(3),
    "leave": leave_at_once,
    "crash": crash,
    "nan": well,
    "save": save,
}
OUTPUTS = {
    "log": Output("Log", media_type="text/plain"),
    "about": Output("About", schema={"type": "object"}),
}
PROCESSES = [
    Process("child", "Child", "Behave as told in a child.", Inputs, run, OUTPUTS, own_process=True),
    Process("long", "Long", "The same in a child that may save.", Inputs, run, OUTPUTS, True, long=True),
    Process("thread", "Thread", "The same in a thread of the server.", Inputs, run, OUTPUTS),
]

if __name__ == "__main__":
    from satclip_backend.server import child_run  # imported here, because a child needs none of it
    from satclip_backend.server import serve as serving

    one_thread_a_batch()
    if "--memory" in sys.argv:
        sys.argv.remove("--memory")
        Limits(memory_gb=1).apply()
    if "--preload" in sys.argv:
        sys.argv.remove("--preload")
    elif child_run.FORKS:
        child_run._CONTEXT.set_forkserver_preload(["satclip_backend.server.child", "numpy"])
    idle = float(sys.argv[1]) if len(sys.argv) > 1 else 0
    serving._warm_up = lambda encoders: None
    if not serving.serve("127.0.0.1", 0, idle, {process.id: process for process in PROCESSES}):
        leave(0)
