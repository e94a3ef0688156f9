"""Disks that are full or can't be written, for outputs and for the data folder. Needs root, which alone may mount."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path

from faults.programs import Fault, Server, run, understood
from faults.seen import Seen, Steps, quoted, seen
from faults.world import Command, World, listing

SMALL = "size=256k"
FULL = 16_384
"""Bytes that are left free on a full disk: too few for any output, enough for a folder."""
RESUMED = ("sample", "pretrain")
"""Commands that keep what they have done, and go on from it."""


class NotTried(Exception):
    """What it needs is not here."""


@contextmanager
def mounted(place: Path, options: str) -> Iterator[Path]:
    """A file system in memory, mounted at a new folder. Raises NotTried without the right to mount."""
    place.mkdir(parents=True)
    done = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", options, "tmpfs", place], capture_output=True, text=True
    )
    if done.returncode:
        raise NotTried(f"mounting needs root ({done.stderr.strip()})")
    try:
        yield place
    finally:
        subprocess.run(["umount", "-l", place], check=True)


def fill(folder: Path, left: int = 0) -> Path:
    """Take all room but some bytes; the file that takes it."""
    filler = folder / "filler"
    with filler.open("wb", buffering=0) as file, suppress(OSError):
        while True:
            file.write(bytes(4096))
    with filler.open("r+b") as file:
        file.truncate(max(0, filler.stat().st_size - left))
    return filler


def full_disk(world: World, tries: int) -> Steps:
    """Every command on a disk that is full: a sentence about room, nothing left."""
    for command in world.commands():
        yield command.name, partial(_refused, world, command, SMALL, ("space", "room", "free", "full"))


def read_only(world: World, tries: int) -> Steps:
    """Every command to a folder that can't be written: a sentence, nothing left."""
    for command in world.commands():
        yield command.name, partial(_refused, world, command, "ro", ("write", "written", "read-only"))


def data_folder(world: World, tries: int) -> Steps:
    """Every command with a data folder (SATCLIP_HOME) that is full or read-only: it works or says why it can't."""
    for title, options in (("full", SMALL), ("read-only", "ro")):
        for command in world.commands():
            yield f"{command.name}, {title}", partial(_with_data_folder, world, command, options)


def _with_data_folder(world: World, command: Command, options: str) -> Seen:
    out = world.new_folder()
    (out / "results").mkdir()
    with mounted(out / "home", options) as home:
        if options == SMALL:
            fill(home)
        status, _, errors = run(command.arguments(out / "results"), home)
    if not status:
        return seen("worked")
    if list((out / "results").iterdir()):
        raise Fault(f"leaves {listing(out / 'results')}")
    return seen(quoted(understood(errors)))


def full_server(world: World, tries: int) -> Steps:
    """A server whose data folder fills up: jobs fail with a sentence, it lives on."""
    yield "server", partial(_full_server, world)


def _full_server(world: World) -> Seen:
    with mounted(world.folder / "server-disk", "size=24m") as home:
        server = Server(home)
        inputs = world.jobs(server.upload)
        filler = fill(home)
        said = set()
        for kind in ("predict_map", "sample_imagery", "fit_model"):
            info = server.follow(server.begin(kind, inputs[kind]))
            if info["status"] != "failed" or "Traceback" in info["message"]:
                raise Fault(f"{kind} on a full disk: {info}")
            said.add(info["message"])
        filler.unlink()
        info = server.follow(server.begin("predict_map", inputs["predict_map"]))
        if info["status"] != "successful":
            raise Fault(f"with room again: {info}")
        server.stop()
    return seen(f"3 jobs; {' '.join(map(quoted, sorted(said)))}; with room again the next job worked")


def _refused(world: World, command: Command, options: str, words: tuple[str, ...]) -> Seen:
    with mounted(world.new_folder() / "disk", options) as out:
        if options == SMALL:
            fill(out, FULL)
        status, _, errors = run(command.arguments(out), world.home)
        if not status:
            raise Fault("says it worked")
        said = understood(errors)
        if not any(word in said.lower() for word in words):
            raise Fault(f"says something else: {said}")
        left = listing(out) - {"filler"}
        if left and command.name not in RESUMED:
            raise Fault(f"leaves {left}")
    for name in command.outputs:
        said = said.replace(name, "OUTPUT")
    return seen(quoted(said))
