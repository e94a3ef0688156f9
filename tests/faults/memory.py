"""Limited memory, for commands and for a server's jobs."""

from __future__ import annotations

import shutil
from functools import partial

from faults.disks import NotTried
from faults.programs import Fault, Server, run, understood
from faults.seen import Seen, Steps, quoted, seen
from faults.world import World, listing

LIMITS = (1.2, 1.6, 2.0, 2.5, 3.0, 4.0)
"""Limits of the address space in gigabytes. A program with torch needs more than one to start."""


def limited(gigabytes: float) -> tuple[str, ...]:
    """Return the beginning of a command line that limits the memory of the rest."""
    if shutil.which("prlimit") is None:
        raise NotTried("prlimit is missing")
    return ("prlimit", f"--as={int(gigabytes * 1e9)}")


def commands(world: World, tries: int) -> Steps:
    """Fit with decreasing memory: it succeeds, or reports the reason and leaves nothing."""
    for limit in LIMITS:
        yield f"fit, {limit} GB", partial(_command, world, limit)


def _command(world: World, limit: float) -> Seen:
    out = world.new_folder()
    fit = ["fit", world.rows, "--target", "y", "--estimator", "boosting", "-o", out / "y.satclip"]
    status, _, errors = run(fit, world.home, before=limited(limit))
    if not status:
        return seen("succeeded")
    if listing(out):
        raise Fault(f"leaves {listing(out)}")
    return seen(quoted(understood(errors)))


def jobs(world: World, tries: int) -> Steps:
    """Run jobs in a server with limited memory: they succeed or fail with a message, and the server keeps running."""
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
