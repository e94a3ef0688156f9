"""Programs under test. Their processes are identified by a mark in their environment."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Sequence
from pathlib import Path
from uuid import uuid4

MARK = "SATCLIP_FAULTS"
BACKEND = (sys.executable, "-I", "-m", "satclip_backend")


class Fault(Exception):
    """A loss of data, or a message that a user can't understand."""


class Program:
    """A backend command in its own session, with captured output. `home` is its SATCLIP_HOME."""

    def __init__(
        self, arguments: Sequence[object], home: Path, *, before: Sequence[str] = (), **variables: str
    ):
        self.mark = uuid4().hex
        environment = {**os.environ, "SATCLIP_HOME": str(home), MARK: self.mark, **variables}
        self.process = subprocess.Popen(
            [*before, *BACKEND, *map(str, arguments)],
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
            restore_signals=True,
        )

    def end(self, limit: float = 300) -> tuple[int, str, str]:
        """Wait for the end; return exit status, stdout and stderr."""
        output, errors = self.process.communicate(timeout=limit)
        return self.process.returncode, output, errors

    def hurt(self, number: int) -> tuple[int, str, str]:
        """Send a signal to the program, not to its children, and wait for the end of all of them."""
        with contextlib.suppress(ProcessLookupError):
            os.kill(self.process.pid, number)
        ended = self.end(60)
        await_end(self.mark)
        return ended


def run(arguments: Sequence[object], home: Path, **options) -> tuple[int, str, str]:
    """Run a command; return exit status, stdout and stderr."""
    return Program(arguments, home, **options).end()


def marked(mark: str) -> dict[int, str]:
    """Return the processes with this mark, which children inherit, and their command lines."""
    found = {}
    for folder in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            if f"{MARK}={mark}".encode() in (folder / "environ").read_bytes():
                found[int(folder.name)] = (
                    (folder / "cmdline").read_bytes().replace(b"\0", b" ").decode().strip()
                )
    return found


def jobs_of(mark: str) -> list[int]:
    """Return those of the processes that run a server's jobs."""
    found = []
    for pid, line in marked(mark).items():
        with contextlib.suppress(ProcessLookupError):
            if (
                "multiprocessing.forkserver" in line and os.getsid(pid) == pid
            ):  # others are in the server's session
                found.append(pid)
    return found


def await_end(mark: str, limit: float = 30) -> None:
    """Wait until no process with this mark runs. Otherwise kill the rest and raise Fault."""
    until = time.monotonic() + limit
    while left := marked(mark):
        if time.monotonic() > until:
            for pid in left:
                with contextlib.suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
            raise Fault(f"orphans after {limit:.0f} s: {', '.join(left.values())}")
        time.sleep(0.05)


def understood(errors: str) -> str:
    """Return the message of a failed command. Raises Fault if it is a traceback or empty."""
    if "Traceback" in errors or not errors.strip():
        raise Fault(f"no sentence: {errors.strip()[-300:] or 'it said nothing'}")
    return errors.strip().splitlines()[-1]


class Server(Program):
    """`satclip-backend serve`, and requests to it."""

    def __init__(self, home: Path, *arguments: object, **options):
        self.home = home
        home.mkdir(parents=True, exist_ok=True)
        super().__init__(["serve", *arguments], home, **options)
        until = time.monotonic() + 60
        while True:
            with contextlib.suppress(OSError, ValueError):
                said = json.loads((home / "run" / "server.json").read_text())
                if said["pid"] == self.process.pid:
                    break
            if time.monotonic() > until or self.process.poll() is not None:
                raise Fault("the server did not start")
            time.sleep(0.02)
        self.address, self.token = f"http://127.0.0.1:{said['port']}", said["token"]

    def ask(self, method: str, path: str, body: object = None, limit: float = 60) -> tuple[int, bytes]:
        """Send a request; return the status and body of the response."""
        data = body if isinstance(body, bytes) or body is None else json.dumps(body).encode()
        headers = {"Authorization": f"Bearer {self.token}"}
        if data is not None:
            headers["Content-Type"] = "application/octet-stream" if data is body else "application/json"
        request = urllib.request.Request(self.address + path, data, headers, method=method)
        try:
            with urllib.request.urlopen(request, timeout=limit) as answer:
                return answer.status, answer.read()
        except urllib.error.HTTPError as error:
            return error.code, error.read()

    def json(self, method: str, path: str, body: object = None) -> dict:
        """Return the JSON of a response. Raises Fault for an error."""
        status, answer = self.ask(method, path, body)
        if status >= 400:
            raise Fault(f"{method} {path}: {status} {answer[:300].decode()}")
        return json.loads(answer)

    def upload(self, file: Path) -> str:
        """Upload a file; return its id."""
        return self.json("POST", "/uploads", file.read_bytes())["id"]

    def begin(self, process: str, inputs: dict) -> str:
        """Start a job; return its id."""
        return self.json("POST", f"/processes/{process}/execution", {"inputs": inputs})["jobID"]

    def follow(
        self, job: str, limit: float = 300, until: Callable[[dict], bool] = lambda info: False
    ) -> dict:
        """Return the status of a job when it has ended, or when `until` is true."""
        last = time.monotonic() + limit
        while time.monotonic() < last:
            info = self.json("GET", f"/jobs/{job}")
            if info["status"] not in ("accepted", "running") or until(info):
                return info
            time.sleep(0.05)
        raise Fault(f"the job did not end within {limit:.0f} s: {info}")

    def children(self) -> list[int]:
        """Return the processes that run jobs of this server."""
        return jobs_of(self.mark)

    def stop(self) -> None:
        """Shut down as a user does. Raises Fault if a process remains."""
        self.ask("POST", "/shutdown", b"")
        status, _, errors = self.end(60)
        await_end(self.mark)
        if status or "Traceback" in errors:
            raise Fault(f"the server ended with {status}: {errors[-500:]}")
