"""A clock that jumps while a server works. Needs libfaketime (Debian: faketime)."""

from __future__ import annotations

import time
from functools import partial
from pathlib import Path

from faults.disks import NotTried
from faults.programs import Fault, Server
from faults.seen import Seen, Steps, seen
from faults.world import World

DAYS = (1, -1, 400, -400)


def jumps(world: World, tries: int) -> Steps:
    """Days forward and back under a job: it ends well, its results stay, the server doesn't end itself."""
    yield "server", partial(_jumps, world)


def _jumps(world: World) -> Seen:
    library = next(Path("/usr/lib").glob("*/faketime/libfaketimeMT.so.1"), None)
    if library is None:
        raise NotTried("libfaketime is missing")
    stamp = world.folder / "clock"
    stamp.write_text("+0d")
    variables = {
        "LD_PRELOAD": str(library),
        "FAKETIME_TIMESTAMP_FILE": str(stamp),
        "FAKETIME_CACHE_DURATION": "1",
        "NO_FAKE_STAT": "1",
        "FAKETIME_DONT_FAKE_MONOTONIC": "1",
    }
    server = Server(world.folder / "clock-home", **variables)
    model = server.upload(world.model)  # little: the library makes every wait of a thread take long
    inputs = {"model": model, "extent": [-20, -30, 40, 60], "pixel_size": 0.5}
    for days in DAYS:
        job = server.begin("predict_map", inputs)
        server.follow(job, until=lambda info: info["status"] == "running")
        stamp.write_text(f"{days:+}d")
        info = server.follow(job)
        time.sleep(2)  # until the library has seen it, and several rounds of housekeeping
        status, _ = server.ask("GET", f"/jobs/{job}/results/map")
        if info["status"] != "successful" or status != 200:
            raise Fault(f"after a jump of {days} days: {info}, results {status}")
    server.stop()
    return seen(
        f"jumps of {', '.join(f'{days:+}' for days in DAYS)} days, each under a job: all jobs ended well"
    )
