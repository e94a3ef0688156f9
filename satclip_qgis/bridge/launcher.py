"""Connection to the running backend, or start of a new one. One backend serves all QGIS windows of a user."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from qgis.PyQt.QtCore import QLockFile

from satclip_qgis.bridge.children import clean_environment, hidden, kill_tree
from satclip_qgis.bridge.client import Client
from satclip_qgis.bridge.errors import (
    BackendDied,
    BackendError,
    BadReply,
    BridgeError,
    Cancelled,
    NoEnvironment,
    NotInstalled,
    StartFailed,
    TokenRefused,
    WrongVersion,
    set_up,
)
from satclip_qgis.bridge.proof import runs
from satclip_qgis.bridge.text import tr
from satclip_qgis.contract import protocol_version

START_LIMIT = 120.0
"""Seconds that a backend may take to start. At the first start, antivirus programs scan all of PyTorch."""
LARGEST_LOG = 4 << 20
variables: Callable[[], Mapping[str, str]] = dict
"""Returns environment variables for a new backend. The plugin sets it to `network_variables`."""
_started: list[subprocess.Popen] = []
"""Backends that this process has started. Ended ones are removed when another one starts."""


def home() -> Path:
    """Return the data folder of the backend (the same as in satclip_backend/store.py)."""
    if os.environ.get("SATCLIP_HOME"):
        return Path(os.environ["SATCLIP_HOME"])
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local") / "satclip"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / "satclip"
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share") / "satclip"


def log_file() -> Path:
    """Return the log file of the backend."""
    return home() / "log" / "backend.log"


@dataclass(frozen=True)
class Runtime:
    """Content of the runtime file of a running backend, which only the user can read."""

    pid: int
    started: str | None
    host: str
    port: int
    protocol: int
    version: str
    token: str = field(repr=False)

    @staticmethod
    def file() -> Path:
        """Return the path of the runtime file."""
        return home() / "run" / "server.json"

    @classmethod
    def read(cls) -> Runtime | None:
        """Read the runtime file of the running backend; None if there is none or the file is invalid."""
        try:
            if not cls.file().is_file():  # a pipe would block QGIS
                return None
            said = json.loads(cls.file().read_text(encoding="utf-8"))
            runtime = cls(
                int(said["pid"]),
                None if said.get("started") is None else str(said["started"]),
                str(said["host"]),
                int(said["port"]),
                int(said["protocol"]),
                str(said["version"]),
                str(said["token"]),
            )
        except (OSError, ValueError, KeyError, TypeError, AttributeError, ArithmeticError, RecursionError):
            return None
        return runtime if runtime.host in ("127.0.0.1", "localhost") and 0 < runtime.port < 65536 else None

    @property
    def runs(self) -> bool:
        """Whether the process still runs. If not, another program may use its port."""
        ended = any(process.pid == self.pid and process.poll() is not None for process in _started)
        return not ended and self.pid > 0 and runs(self.pid, self.started)

    def client(self, is_cancelled: Callable[[], bool] = lambda: False) -> Client:
        """Return a client with the protocol version of this backend."""
        return Client(self.host, self.port, self.token, is_cancelled, self.protocol)


def connect(
    python: Path | None,
    version: str,
    *,
    flags: Sequence[str] = (),
    is_cancelled: Callable[[], bool] = lambda: False,
    on_message: Callable[[str], None] = lambda message: None,
) -> Client:
    """Return a client of a backend of exactly this `version`: the running one, or a new one started with `python`.

    `flags` are the options of `satclip-backend serve` for a new one. Concurrent calls from two QGIS windows return the
    same backend. Raises `NoEnvironment`, `WrongVersion`,
    `StartFailed`, `Cancelled`.
    """
    client = _attach(version, is_cancelled)
    if client:
        return client
    if python is None or not python.is_file():
        advice = tr(
            "Run the algorithm “Set up the backend” (satclip:setupbackend), or choose an environment that contains the "
            "backend in Settings > Options > SatCLIP."
        )
        if python is None:
            raise NotInstalled(tr("The backend is not installed.") + f" {advice}")
        message = tr("The backend is not installed ({python} does not exist).").format(python=python)
        raise NoEnvironment(f"{message} {advice}")
    with launch_lock(is_cancelled):
        client = _attach(version, is_cancelled)
        if client:
            return client
        on_message(tr("Starting the backend"))
        return _launch(python, flags, version, is_cancelled)


@contextmanager
def launch_lock(is_cancelled: Callable[[], bool] = lambda: False) -> Iterator[None]:
    """Keep all QGIS windows of the user from starting a backend. Raises `StartFailed` and `Cancelled`."""
    Runtime.file().parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    lock = QLockFile(str(Runtime.file().with_name("launch.lock")))
    lock.setStaleLockTime(int(START_LIMIT * 1000) + 30_000)
    until = time.monotonic() + START_LIMIT
    while not lock.tryLock(200):
        _check(is_cancelled)
        if time.monotonic() > until:
            raise StartFailed(
                tr("Another QGIS window is still starting the backend. Close that window and try again.")
            )
    try:
        yield
    finally:
        lock.unlock()


def stop(timeout: float = 10) -> bool:
    """Stop the running backend and wait until it has exited; return whether a backend was running.

    On Windows, the exit of a backend that another QGIS window started can't be detected, so the function waits for
    `timeout` seconds.
    """
    runtime = Runtime.read()
    if runtime is None or not runtime.runs:
        return False
    try:
        runtime.client().json("POST", "/shutdown", {}, timeout=5)
    except BridgeError:
        return False
    until = time.monotonic() + timeout
    while time.monotonic() < until and runtime.runs:
        time.sleep(0.05)
    return True


def stop_when_idle() -> int | None:
    """Let the running backend finish its jobs and stop. The next request then starts a new one.

    Returns the number of jobs, or None if no backend is running.
    """
    runtime = Runtime.read()
    if runtime is None or not runtime.runs:
        return None
    try:
        said = runtime.client().json("POST", "/shutdown?when_idle=true", {}, timeout=5)
        return int(said["jobs"])
    except (BridgeError, KeyError, TypeError, ValueError):
        return None


def last_words(log: Path | None = None, start: int = 0) -> str:
    """Return the last line of the backend's log from byte `start` on, usually the error message."""
    try:
        with (log or log_file()).open("rb") as file:
            file.seek(max(start, file.seek(0, os.SEEK_END) - 20_000))
            lines = file.read().decode("utf-8", "replace").splitlines()
    except OSError:
        return ""
    return next((line.strip() for line in reversed(lines) if line.strip()), "")


def _attach(version: str, is_cancelled: Callable[[], bool]) -> Client | None:
    """Return a client of the running backend, or None. An idle backend of another version is stopped."""
    runtime = Runtime.read()
    if runtime is None or not runtime.runs:
        return None
    client = runtime.client(is_cancelled)
    try:
        status = client.json("GET", "/status", timeout=30)
    except (BackendDied, TokenRefused, BadReply, BackendError, WrongVersion):
        return None  # it has exited, and another program may use the port
    if status.get("name") != "satclip-backend":
        return None
    if status.get("version") == version and runtime.protocol == protocol_version():
        return client
    if status.get("jobs"):
        raise WrongVersion(
            tr(
                "Another QGIS window is running a job on backend version {other}, and this plugin needs version "
                "{needed}. Wait until the job has finished, or close that window."
            ).format(other=status.get("version"), needed=version)
        )
    stop()
    return None


def _launch(python: Path, flags: Sequence[str], version: str, is_cancelled: Callable[[], bool]) -> Client:
    _started[:] = [process for process in _started if process.poll() is None]
    before = Runtime.read()
    log = log_file()
    log.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    if log.exists() and log.stat().st_size > LARGEST_LOG:
        log.replace(log.with_suffix(".log.1"))
    with log.open("ab") as output:
        start = output.tell()
        try:
            process = subprocess.Popen(  # nosec B603: a list of arguments, no shell
                [str(python), "-I", "-m", "satclip_backend", "serve", *flags],
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                cwd=str(home()),
                env=clean_environment(variables()),
                **hidden(),
            )
        except OSError as error:
            message = tr("{python} can't be run ({reason}).").format(python=python, reason=error.strerror)
            raise NoEnvironment(f"{message} {set_up()}") from error
    _started.append(process)
    try:
        runtime = _wait_until_ready(process, before, log, start, is_cancelled)
        status = runtime.client(is_cancelled).json("GET", "/status", timeout=30)
        _check_version(status, runtime.protocol, version, python)
    except BaseException:
        if Runtime.read() != before:
            stop()
        kill_tree(process)
        raise
    return runtime.client(is_cancelled)


def _wait_until_ready(
    process: subprocess.Popen, before: Runtime | None, log: Path, start: int, is_cancelled: Callable[[], bool]
) -> Runtime:
    """Wait for the runtime file of the new backend, which it writes when it listens."""
    until = time.monotonic() + START_LIMIT
    while time.monotonic() < until:
        runtime = Runtime.read()
        if runtime and (before is None or runtime.token != before.token):
            return runtime
        if process.poll() is not None:
            said = last_words(log, start)
            if "No module named" in said and "satclip_backend" in said:
                message = tr("The backend is not installed in the environment of {python}.")
                raise NoEnvironment(f"{message.format(python=process.args[0])} {set_up()}")
            raise StartFailed(
                tr("The backend exited at startup ({said}). Log file: {log}.").format(
                    said=said or tr("no error message"), log=log
                )
            )
        _check(is_cancelled)
        time.sleep(0.05)
    raise StartFailed(
        tr("The backend did not start within {seconds} seconds. {said} Log file: {log}.").format(
            seconds=f"{START_LIMIT:.0f}", said=last_words(log, start), log=log
        )
    )


def _check_version(status: dict[str, Any], protocol: int, version: str, python: Path) -> None:
    if status.get("version") != version or protocol != protocol_version():
        message = tr(
            "The backend in {python} has version {other} (protocol {spoken}), and this plugin needs version {version} "
            "(protocol {protocol})."
        ).format(
            python=python,
            other=status.get("version"),
            spoken=protocol,
            version=version,
            protocol=protocol_version(),
        )
        raise WrongVersion(f"{message} {set_up()}")


def _check(is_cancelled: Callable[[], bool]) -> None:
    if is_cancelled():
        raise Cancelled
