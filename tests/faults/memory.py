"""Too little memory, for a command and for a server's jobs."""

from __future__ import annotations

import shutil
from functools import partial

from faults.disks import NotTried
from faults.programs import Fault, Server, run, understood
from faults.seen import Seen, Steps, quoted, seen
from faults.world import World, listing

LIMITS = (1.2, 1.6, 2.0, 2.5, 3.0, 4.0)
"""Gigabytes of address space: a program with torch takes more than one before it does anything."""


def limited(gigabytes: float) -> tuple[str, ...]:
    """The beginning of a command line that bounds the memory of what follows."""
    if shutil.which("prlimit") is None:
        raise NotTried("prlimit is missing")
    return ("prlimit", f"--as={int(gigabytes * 1e9)}")


def commands(world: World, tries: int) -> Steps:
    """A fit within less and less memory: done, or a sentence and nothing left."""
    for limit in LIMITS:
        yield f"fit, {limit} GB", partial(_command, world, limit)


def _command(world: World, limit: float) -> Seen:
    out = world.new_folder()
    fit = ["fit", world.rows, "--target", "y", "--estimator", "boosting", "-o", out / "y.satclip"]
    status, _, errors = run(fit, world.home, before=limited(limit))
    if not status:
        return seen("done")
    if listing(out):
        raise Fault(f"leaves {listing(out)}")
    return seen(quoted(understood(errors)))


def jobs(world: World, tries: int) -> Steps:
    """A server within little memory: jobs are done or fail with a sentence, it lives on."""
    for limit in LIMITS[1:4]:
        yield f"server, {limit} GB", partial(_job, world, limit)


def _job(world: World, limit: float) -> Seen:
    server = Server(world.new_folder(), before=limited(limit))
    inputs = {**world.jobs(server.upload)["fit_model"], "estimator": "boosting"}
    info = server.follow(server.begin("fit_model", inputs))
    if "Traceback" in info["message"]:
        raise Fault(info["message"])
    server.json("GET", "/status")
    server.stop()
    return seen(f"{info['status']}, {quoted(info['message'])}")
