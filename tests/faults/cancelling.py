"""Dismissed jobs: how long their processes and files remain."""

from __future__ import annotations

import time
from functools import partial
from pathlib import Path

from faults.programs import Fault, Server
from faults.seen import Seen, Steps, seen
from faults.world import World

LIMIT = 30.0
"""Seconds after which continued work is a fault."""
MAP = {"extent": [-180, -90, 180, 90], "pixel_size": 0.1}
IN_THREADS = {
    "embedding_map": MAP,
    "similarity_map": {**MAP, "places": [[10, 50]]},
    "cluster_map": {**MAP, "fitted_on": "extent"},
}


def jobs(world: World, tries: int) -> Steps:
    """DELETE each kind of job at a random moment: its processes end, and its files are removed."""
    server = Server(world.folder / "cancel-home")
    inputs = {**world.jobs(server.upload), **IN_THREADS}
    inputs["predict_map"] = {**inputs["predict_map"], "pixel_size": 0.05}
    inputs["sample_imagery"] = {**inputs["sample_imagery"], "count": 20_000}
    for kind, given in inputs.items():
        yield kind, partial(_dismissed, world, tries, server, kind, given)
    yield "the server", partial(_stop, server)


def _dismissed(world: World, tries: int, server: Server, kind: str, inputs: dict) -> Seen:
    answered, gone = [], []
    for _ in range(tries):
        job = server.begin(kind, inputs)
        server.follow(job, until=partial(_works, server, kind))
        time.sleep(world.random.uniform(0, 1))
        running = server.json("GET", f"/jobs/{job}")["status"] == "running"
        began = time.monotonic()
        server.json("DELETE", f"/jobs/{job}")
        answer = time.monotonic() - began
        while server.children() or _folders(server.home, job):
            if time.monotonic() > began + LIMIT:
                raise Fault(f"works on {LIMIT:.0f} s after it was dismissed")
            time.sleep(0.02)
        if running:
            answered.append(answer)
            gone.append(time.monotonic() - began)
    if not gone:
        raise Fault("each job was done before it could be dismissed")
    return seen(
        "{tries} times; dismissed within {answered} s; processes and files gone after at most {gone} s",
        tries=len(gone),
        answered=max(answered),
        gone=max(gone),
    )


def _works(server: Server, kind: str, info: dict) -> bool:
    return info["status"] == "running" and (kind in IN_THREADS or bool(server.children()))


def _folders(home: Path, job: str) -> list[Path]:
    return list((home / "jobs").glob(f"*/{job}"))


def _stop(server: Server) -> Seen:
    server.stop()
    return seen("exited cleanly afterwards")
