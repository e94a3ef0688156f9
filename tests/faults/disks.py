"""Full and read-only disks, for outputs and for the data folder. Needs root to mount file systems."""

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
"""Free bytes on a full disk: too few for any output, enough for a folder."""
RESUMED = ("sample", "pretrain")
"""Commands that keep partial results and resume from them."""


class NotTried(Exception):
    """A requirement of the scenario is missing."""


@contextmanager
def mounted(place: Path, options: str) -> Iterator[Path]:
    """Mount a file system in memory at a new folder. Raises NotTried without the permission to mount."""
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
    """Fill a disk except for `left` bytes, and return the file that fills it."""
    filler = folder / "filler"
    with filler.open("wb", buffering=0) as file, suppress(OSError):
        while True:
            file.write(bytes(4096))
    with filler.open("r+b") as file:
        file.truncate(max(0, filler.stat().st_size - left))
    return filler


def full_disk(world: World, tries: int) -> Steps:
    """Run each command on a full disk: it reports the lack of space, and leaves nothing."""
    for command in world.commands():
        yield command.name, partial(_refused, world, command, SMALL, ("space", "room", "free", "full"))


def read_only(world: World, tries: int) -> Steps:
    """Run each command in a read-only folder: it reports that, and leaves nothing."""
    for command in world.commands():
        yield command.name, partial(_refused, world, command, "ro", ("write", "written", "read-only"))


def data_folder(world: World, tries: int) -> Steps:
    """Run each command with a full or read-only data folder (SATCLIP_HOME): it works, or reports the reason."""
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
        return seen("succeeded")
    if list((out / "results").iterdir()):
        raise Fault(f"leaves {listing(out / 'results')}")
    return seen(quoted(understood(errors)))


def full_server(world: World, tries: int) -> Steps:
    """Fill the disk of a server's data folder: jobs fail with a message, and the server keeps running."""
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
    return seen(
        f"3 jobs; {' '.join(map(quoted, sorted(said)))}; with free space again, the next job succeeded"
    )


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
