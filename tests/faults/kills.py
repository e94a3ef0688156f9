"""Commands, servers and child processes that are killed at random moments, and commands that are interrupted."""

from __future__ import annotations

import itertools
import json
import os
import signal
import time
from functools import partial
from pathlib import Path

from faults.programs import Fault, Program, Server, await_end, run, understood
from faults.seen import Seen, Steps, quoted, seen
from faults.world import Command, World, hidden, listing, whole

SIGNALS = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)


def kill_commands(world: World, tries: int) -> Steps:
    """kill -9 of each command: outputs are complete or absent, no process remains, and the next run works."""
    for command in world.commands():
        yield command.name, partial(_kill_command, world, tries, command)


def _kill_command(world: World, tries: int, command: Command) -> Seen:
    duration, reference = _measured(world, command)
    there = left = largest = 0
    for _ in range(tries):
        out = world.new_folder()
        program = Program(command.arguments(out), world.home)
        time.sleep(world.random.uniform(0, duration))
        program.hurt(signal.SIGKILL)
        for name in command.outputs:
            if (out / name).exists():
                there += 1
                whole(out / name)
        sizes = hidden(out)
        left, largest = left + bool(sizes), max(largest, sum(sizes.values()))
        _works(world, command, out, reference)
    return seen(
        "{tries} kills; outputs that existed, all complete: {there}; kills that left temporary files: {left} (up to "
        "{largest} MB), all deleted by the next run, which succeeded",
        tries=tries,
        there=there,
        left=left,
        largest=largest / 1e6,
    )


def end_commands(world: World, tries: int) -> Steps:
    """SIGTERM, SIGINT or SIGHUP of each command: it ends without a traceback, and leaves no partial files."""
    for turn, command in enumerate(world.commands()):
        yield command.name, partial(_end_command, world, tries, command, turn)


def _end_command(world: World, tries: int, command: Command, turn: int) -> Seen:
    duration, reference = _measured(world, command)
    longest = 0.0
    for number in itertools.islice(itertools.cycle(SIGNALS), turn, turn + tries):
        out = world.new_folder()
        program = Program(command.arguments(out), world.home)
        time.sleep(world.random.uniform(0.1, 1) * duration)
        began = time.monotonic()
        _, _, errors = program.hurt(number)
        longest = max(longest, time.monotonic() - began)
        if "Traceback" in errors:
            raise Fault(f"{number.name}: {errors[-400:]}")
        if hidden(out):
            raise Fault(f"{number.name} left {hidden(out)}")
        for name in command.outputs:
            if (out / name).exists():
                whole(out / name)
        _works(world, command, out, reference)
    return seen(
        "{tries} signals; nothing left; exited within {longest} s; the next run succeeded",
        tries=tries,
        longest=longest,
    )


def kill_servers(world: World, tries: int) -> Steps:
    """kill -9 of a server in each kind of job: its child processes end, and the next server starts and works."""
    home = world.folder / "killed-home"
    for kind in world.jobs(str):
        yield kind, partial(_kill_server, world, tries, home, kind)


def _kill_server(world: World, tries: int, home: Path, kind: str) -> Seen:
    waited = []
    for _ in range(tries):
        server = Server(home)
        job = server.begin(kind, world.jobs(server.upload)[kind])
        server.follow(job, until=partial(_works_in_child, server))
        time.sleep(world.random.uniform(0, 2))
        began = time.monotonic()
        server.hurt(signal.SIGKILL)
        waited.append(time.monotonic() - began)
        again = Server(home)
        status, _ = again.ask("GET", f"/jobs/{job}")
        folders = [path.name for path in (home / "jobs").iterdir() if path.is_dir()]
        if status != 404 or len(folders) != 1:
            raise Fault(f"the next server knows the job ({status}) or keeps folders {folders}")
        _finishes(again, kind, world)
        again.stop()
    return seen(
        "{tries} kills; the processes of the server were gone after at most {longest} s; the next server completed "
        "the job",
        tries=tries,
        longest=max(waited),
    )


def kill_children(world: World, tries: int) -> Steps:
    """kill -9 of the process of each kind of job: the job fails with a message, and the server keeps running."""
    server = Server(world.folder / "children-home")
    for kind in world.jobs(server.upload):
        yield kind, partial(_kill_child, world, tries, server, kind)
    yield "the server", partial(_stop, server)


def _kill_child(world: World, tries: int, server: Server, kind: str) -> Seen:
    said = ""
    for _ in range(tries):
        job = server.begin(kind, world.jobs(server.upload)[kind])
        server.follow(job, until=partial(_works_in_child, server))
        time.sleep(world.random.uniform(0, 1))
        for pid in server.children():
            os.kill(pid, signal.SIGKILL)
        info = server.follow(job)
        if info["status"] == "failed":
            said = info["message"]
            if "Traceback" in said or not said.endswith("."):
                raise Fault(said)
        status, answer = server.ask("GET", f"/jobs/{job}/results")
        if info["status"] == "failed" and status == 200:
            raise Fault(f"a job that was killed has results: {answer[:200]!r}")
    _finishes(server, kind, world)
    return seen(
        f"{{tries}} kills; {quoted(said) if said else 'all finished before'}; the next job succeeded",
        tries=tries,
    )


def _stop(server: Server) -> Seen:
    server.stop()
    return seen("exited cleanly afterwards")


def restart_under_a_run(world: World, tries: int) -> Steps:
    """Kill the server of a pretraining run: the run is listed afterwards, and can be resumed."""
    yield "pretrain", partial(_restart_under_a_run, world, tries)


def _restart_under_a_run(world: World, tries: int) -> Seen:
    home = world.folder / "runs-home"
    for _ in range(tries):
        server = Server(home)
        inputs = {**world.jobs(server.upload)["pretrain"], "minutes": 0.3}
        job = server.begin("pretrain", inputs)
        state = {}
        server.follow(job, until=partial(_has_begun, server, inputs["id"]))
        server.hurt(signal.SIGKILL)
        again = Server(home)
        state = _run(again, inputs["id"])
        if state.get("state") not in ("stopped", "failed", "interrupted"):
            raise Fault(f"the run says {state.get('state')} though nothing works on it")
        resumed = again.begin("pretrain", {"id": inputs["id"], "resume": True})
        info = again.follow(resumed)
        if info["status"] != "successful":
            raise Fault(f"the run did not go on: {info}")
        again.stop()
    return seen(
        f"{{tries}} kills; the run was listed as {state['state']} and was resumed to its end", tries=tries
    )


def _works_in_child(server: Server, info: dict) -> bool:
    return info["status"] == "running" and bool(server.children())


def _has_begun(server: Server, run: str, info: dict) -> bool:
    return _run(server, run).get("step", 0) > 20


def _run(server: Server, run: str) -> dict:
    status, answer = server.ask("GET", f"/runs/{run}")
    return json.loads(answer) if status == 200 else {}


def _finishes(server: Server, kind: str, world: World) -> None:
    info = server.follow(server.begin(kind, world.jobs(server.upload)[kind]))
    if info["status"] != "successful":
        raise Fault(f"{kind} does not work afterwards: {info}")


def _measured(world: World, command: Command) -> tuple[float, set[str]]:
    """Return the duration of a command in seconds, and the files that it creates."""
    if command.name not in world.measured:
        out = world.new_folder()
        began = time.monotonic()
        program = Program(command.arguments(out), world.home)
        status, _, errors = program.end()
        await_end(program.mark)
        if status:
            raise Fault(f"{command.name} does not work at all: {errors[-400:]}")
        for name in command.outputs:
            whole(out / name)
        world.measured[command.name] = time.monotonic() - began, listing(out)
    return world.measured[command.name]


def _works(world: World, command: Command, out, reference: set[str]) -> None:
    """Run the same command again: it must create all outputs and remove all partial files."""
    status, _, errors = run(command.arguments(out), world.home)
    if status:
        raise Fault(f"{command.name} does not work afterwards: {understood(errors)}")
    for name in command.outputs:
        whole(out / name)
    if listing(out) != reference:
        raise Fault(
            f"{command.name}: afterwards there are {sorted(listing(out) ^ reference)[:5]} more or fewer files"
        )
