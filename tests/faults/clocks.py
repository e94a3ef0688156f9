"""Jumps of the system clock during a job. Needs a C compiler, for a library that shifts the time of day."""

from __future__ import annotations

import shutil
import struct
import subprocess
import time
from functools import partial
from pathlib import Path

from faults.disks import NotTried
from faults.programs import Fault, Server
from faults.seen import Seen, Steps, seen
from faults.world import World

DAYS = (1, -1, 400, -400)


def jumps(world: World, tries: int) -> Steps:
    """Jump by days forward and back during a job: it succeeds, its results remain, and the server keeps running."""
    yield "server", partial(_jumps, world)


def _jumps(world: World) -> Seen:
    compiler = shutil.which("cc")
    if compiler is None:
        raise NotTried("a C compiler is missing")
    clock, library = world.folder / "clock", world.folder / "clock.so"
    source = Path(__file__).with_name("clock.c")
    subprocess.run([compiler, "-shared", "-fPIC", "-O1", "-o", library, source], check=True)
    _set(clock, 0)
    server = Server(world.folder / "clock-home", LD_PRELOAD=str(library), SATCLIP_FAULTS_CLOCK=str(clock))
    inputs = {**world.jobs(server.upload)["predict_map"], "pixel_size": 0.2}
    for days in DAYS:
        job = server.begin("predict_map", inputs)
        server.follow(job, until=lambda info: info["status"] == "running")
        _set(clock, days)
        info = server.follow(job)
        if not info["finished"].startswith(_date(days)):
            raise Fault(f"the clock did not jump: {info}")
        time.sleep(1)  # several rounds of the server's cleanup
        status, _ = server.ask("GET", f"/jobs/{job}/results/map")
        if info["status"] != "successful" or status != 200:
            raise Fault(f"after a jump of {days} days: {info}, results {status}")
    server.stop()
    return seen(
        f"jumps of {', '.join(f'{days:+}' for days in DAYS)} days, each during a job: all jobs succeeded"
    )


def _set(clock: Path, days: int) -> None:
    with clock.open("r+b" if clock.exists() else "wb") as file:
        file.write(struct.pack("l", 86_400 * days))


def _date(days: int) -> str:
    return time.strftime("%Y-%m-%d", time.gmtime(time.time() + 86_400 * days))
