"""Test the estimate of the time that an installation takes, with real pip and uv and a slow package index."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import threading
import time
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from installer import make_wheel

from satclip_qgis.bridge import environment, time_left
from satclip_qgis.bridge.environment import make_environment
from satclip_qgis.bridge.environment_folder import pip_version
from satclip_qgis.bridge.pip import RAW_PROGRESS, Pip, Report
from satclip_qgis.bridge.time_left import TimeLeft

SIZES = {"one": 1_500_000, "three": 4_500_000, "two": 3_000_000}
"""Names and bytes of the wheels."""
SPEED = 1_000_000
"""Bytes per second that the index sends."""
NEWEST_PIP = "26.2.1"


class SlowIndex(SimpleHTTPRequestHandler):
    """Sends `SPEED` bytes per second, to all clients together."""

    line = threading.Lock()

    def copyfile(self, source, outputfile) -> None:
        while piece := source.read(SPEED // 20):
            with self.line:
                outputfile.write(piece)
                time.sleep(len(piece) / SPEED)
            time.sleep(0.001)  # it is another client's turn

    def log_message(self, *arguments) -> None:
        pass


@pytest.fixture
def index(tmp_path) -> str:
    """The address of a slow package index with the wheels of `SIZES`."""
    for name, size in SIZES.items():
        make_wheel(tmp_path / "simple" / name, name=name, size=size)
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(SlowIndex, directory=str(tmp_path)))
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/simple"
    server.shutdown()
    server.server_close()


@pytest.fixture
def backend(tmp_path, index, monkeypatch) -> Path:
    """A wheel beside a lock file of `SIZES`, which are all that an installation downloads."""
    lines = []
    for name in SIZES:
        (wheel,) = (tmp_path / "simple" / name).iterdir()
        lines.append(f"{name}==1.0 --hash=sha256:{hashlib.sha256(wheel.read_bytes()).hexdigest()}\n")
    wheel = make_wheel(tmp_path / "plugin", name="theplugin")
    (tmp_path / "plugin" / "requirements.txt").write_text("".join(lines))
    monkeypatch.setattr(environment, "WHEELS", sum(SIZES.values()))
    monkeypatch.setattr(environment, "WHEELS_TORCH", {False: 0, True: 0})
    for name, value in {"ENOUGH": 1e6, "LONG_ENOUGH": 0.5, "TEST": 0.0}.items():
        monkeypatch.setattr(time_left, name, value)
    return wheel


@pytest.fixture
def new_pip(begun, monkeypatch) -> None:
    """Make each new environment contain a pip that prints how many bytes it has downloaded."""
    create = Pip.create

    def create_with_new_pip(self: Pip, python: str) -> None:
        create(self, python)
        command = [self.folder / "bin" / "python", "-m", "pip", "install", "-q", f"pip=={NEWEST_PIP}"]
        if subprocess.run(command, capture_output=True).returncode:
            pytest.skip("the package index can't be reached")

    monkeypatch.setattr(Pip, "create", create_with_new_pip)


@pytest.fixture(params=["pip", "new pip", "uv"])
def installer(request) -> str | None:
    """The path of uv, or None for pip."""
    if request.param == "uv":
        path = shutil.which("uv", path=f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")
        return path or pytest.skip("uv is not installed: make build")
    request.getfixturevalue("new_pip" if request.param == "new pip" else "begun")
    return None


def test_the_estimate_comes_true(tmp_path, index, backend, installer):
    variables = {"PIP_CONFIG_FILE": os.devnull, "PIP_INDEX_URL": index, "PIP_NO_CACHE_DIR": "1"}
    variables |= {"PIP_FIND_LINKS": "", "PIP_EXTRA_INDEX_URL": "", "UV_DEFAULT_INDEX": index}
    variables |= {"UV_CACHE_DIR": str(tmp_path / "cache"), "UV_NO_CONFIG": "1"}
    report, estimates, ended = Report(tmp_path / "log", variables=variables), [], threading.Event()

    def watch() -> None:
        while not ended.wait(0.1):
            estimates.append((time.monotonic(), report.time_left.seconds()))

    watcher = threading.Thread(target=watch)
    watcher.start()
    folder = tmp_path / "environment"
    try:
        make_environment(folder, [str(backend)], report, torch=None, uv=installer)
    finally:
        ended.set()
        watcher.join()
    end = time.monotonic()
    assert estimates[0][1] is None
    known = [(end - at, seconds) for at, seconds in estimates if seconds is not None]
    assert known[0][0] > 1.5, "it was known too late"
    for left, seconds in known:
        assert seconds == pytest.approx(left, abs=0.5 * left + 2)
    log = report.log.read_text()
    assert "Progress " not in log
    assert ("--progress-bar raw" in log) == (pip_version(folder) >= RAW_PROGRESS)


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def read(left: TimeLeft, clock: Clock, *lines: tuple[float, str]) -> float | None:
    for clock.now, line in lines:
        left.read(line)
    return left.seconds()


def test_downloads_of_pip_are_counted_by_bytes():
    clock = Clock()
    left = TimeLeft(100e6, "pip", clock)
    assert read(left, clock, (0, "Collecting torch==2"), (0, "  Downloading torch-2.whl (80.0 MB)")) is None
    assert read(left, clock, (4, "Progress 20000000 of 80000000")) == pytest.approx(80 / 5 + 100 * 0.06 + 10)
    assert read(left, clock, (16, "Progress 80000000 of 80000000")) == pytest.approx(20 / 5 + 16)
    lines = [(20, "  Downloading numpy-2.whl (20.0 MB)"), (22, "Installing collected packages: torch, numpy")]
    assert read(left, clock, *lines) == pytest.approx(16)
    assert read(left, clock, (25, "a line")) == pytest.approx(13)
    assert read(left, clock, (32, "Successfully installed torch-2 numpy-2")) == pytest.approx(10)


def test_the_estimate_is_withdrawn_if_the_network_gets_slow_and_files_of_the_cache_are_not_waited_for():
    clock = Clock()
    left = TimeLeft(100e6, "pip", clock)
    lines = [(0, "  Using cached scipy-1.whl (40.0 MB)"), (0, "  Downloading pandas-1.whl (20.0 MB)")]
    lines += [(4, "Collecting torch"), (4, "  Downloading torch-2.whl (40.0 MB)")]
    assert read(left, clock, *lines) == pytest.approx(40 / 5 + 16)
    clock.now = 10
    assert left.seconds() == pytest.approx(2 + 16)
    clock.now = 40
    assert left.seconds() is None


def test_parallel_downloads_of_uv_are_counted_by_files():
    clock = Clock()
    left = TimeLeft(150 * 2**20, "uv", clock)
    lines = [
        (0, "Downloading torch (100.0MiB)"),
        (0, "Downloading scipy (40.0MiB)"),
        (4, " Downloaded scipy"),
    ]
    found = read(left, clock, *lines)
    assert found == pytest.approx((60 + 10) / 20 + 150 * 2**20 * 5e-9 + 10), (
        "torch has arrived as fast as scipy"
    )
    found = read(left, clock, (7, " Downloaded torch"), (7, "Prepared 2 packages in 7s"))
    assert found == pytest.approx(10 / 20 + 150 * 2**20 * 5e-9 + 10)
    left.finish(150 * 2**20)
    assert read(left, clock, (8, "Installed 2 packages in 120ms")) == pytest.approx(10)


def test_nothing_is_estimated_without_a_known_size():
    clock = Clock()
    lines = [(0, "  Downloading torch-2.whl (80.0 MB)"), (20, "Collecting numpy")]
    assert read(TimeLeft(0, "pip", clock), clock, *lines) is None
