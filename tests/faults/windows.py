"""QGIS: two at once, one that is killed, one that is closed in mid-run."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

from faults.disks import NotTried
from faults.programs import MARK, Fault, Steps, await_end
from faults.world import ITALY, ROOT, STATIONS, World, whole

sys.path.insert(0, str(ROOT / "scripts"))
import headless_qgis

CLOSING = Path(__file__).with_name("closing_session.py")
ALGORITHMS = {
    "embedpoints": {"INPUT": STATIONS, "OUTPUT": "e.gpkg"},
    "embeddingmap": {"EXTENT": "-180,180,-90,90 [EPSG:4326]", "PIXEL_SIZE": 0.1, "OUTPUT": "m.tif"},
    "fitmodel": {
        "INPUT": STATIONS,
        "TARGET": "mean_temp_c",
        "ESTIMATOR": 1,
        "MODEL_FILE": "t.satclip",
        "REPORT": "t.html",
        "ROWS": "rows.gpkg",
    },
    "sampleimagery": {"RASTERS": "italy.tif", "COUNT": 300, "PIXELS": 8, "OUTPUT": "p"},
}

FILES = ("OUTPUT", "MODEL_FILE", "REPORT", "ROWS", "RASTERS")


def two_at_once(world: World, tries: int) -> Steps:
    """Two QGIS that start the backend at the same moment share one, and both get their results."""
    yield "embedpoints", partial(_two_at_once, world, tries)


def _two_at_once(world: World, tries: int) -> str:
    for _ in range(tries):
        folder = world.new_folder()
        env = _environment(folder)
        with ThreadPoolExecutor(2) as pool:
            runs = [pool.submit(_run, "embedpoints", env, folder / str(number)) for number in range(2)]
        for number, done in enumerate(runs):
            if done.result() != 0:
                raise Fault(f"window {number} of 2 failed")
            whole(folder / str(number) / "e.gpkg")
        servers = (Path(env["SATCLIP_HOME"]) / "log" / "backend.log").read_text().count("Listening on")
        if servers != 1:
            raise Fault(f"two windows started {servers} servers")
        _stop_backend(env)
    return f"{tries} times; one backend each time, both results whole"


def killed(world: World, tries: int) -> Steps:
    """kill -9 of qgis_process in each algorithm: the next run works, and the backend ends when it is told to."""
    folder = world.new_folder()
    env = _environment(folder)
    for name in ALGORITHMS:
        yield name, partial(_killed, world, tries, name, folder, env)
    yield "backend", partial(_stop_backend, env)


def _killed(world: World, tries: int, name: str, folder: Path, env: dict[str, str]) -> str:
    began = time.monotonic()
    _run(name, env, folder / f"{name}-whole")
    duration = time.monotonic() - began
    unfinished = 0
    for turn in range(tries):
        out = folder / f"{name}-{turn}"
        process = _start(name, env, out)
        time.sleep(world.random.uniform(0, duration))
        process.send_signal(signal.SIGKILL)
        process.communicate()
        for path in out.iterdir():
            try:
                whole(path)
            except Fault:
                unfinished += 1
        if _run(name, env, out) != 0:
            raise Fault("does not work after a kill")
        for path in out.iterdir():
            if path.suffix in (".gpkg", ".tif", ".html", ".satclip"):
                whole(path)
    return (
        f"{tries} kills within {duration:.1f} s; files that a killed QGIS left unfinished: {unfinished}; the next run "
        "wrote them whole"
    )


def _stop_backend(env: dict[str, str]) -> str:
    headless_qgis.stop_backend(env)
    await_end(env[MARK])
    return "ended when it was told to"


def closed(world: World, tries: int) -> Steps:
    """The window is closed while an algorithm runs: QGIS ends, the job ends, nothing half-written stays."""
    yield "fitmodel", partial(_closed, world, tries)


def _closed(world: World, tries: int) -> str:
    folder = world.new_folder()
    env = _environment(folder)
    seconds = []
    for turn in range(tries):
        out = folder / f"closing-{turn}"
        out.mkdir()
        more = {"SATCLIP_TEST_FOLDER": str(out), "SATCLIP_TEST_STATIONS": str(STATIONS)}
        headless_qgis.desktop(CLOSING, {**env, **more}, folder)
        seen = json.loads((out / "session.json").read_text())
        if "error" in seen:
            raise Fault(seen["error"])
        seconds.append(time.time() - seen["closed_at"])
        for path in out.glob("*.gpkg"):
            whole(path)
    _stop_backend(env)
    return (
        f"{tries} times; QGIS was gone {max(seconds):.1f} s after the click at most, no output half-written"
    )


def _environment(folder: Path) -> dict[str, str]:
    if not headless_qgis.STAGE.exists():
        raise NotTried("the plugin is not staged (make build)")
    env = headless_qgis.environment(folder / "profile", **{MARK: os.urandom(8).hex()})
    try:
        headless_qgis.enable_plugin(env)
    except headless_qgis.QgisFailed as error:
        raise NotTried(f"QGIS: {error}") from error
    return env


def _start(name: str, env: dict[str, str], out: Path) -> subprocess.Popen:
    out.mkdir(exist_ok=True)
    shutil.copy(ITALY, out / "italy.tif")  # beside which QGIS writes its statistics
    given = [f"{key}={out / value if key in FILES else value}" for key, value in ALGORITHMS[name].items()]
    program = headless_qgis.program("qgis_process", env)
    command = [program, "--json", "run", f"satclip:{name}", "--", *given]
    return subprocess.Popen(command, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def _run(name: str, env: dict[str, str], out: Path) -> int:
    process = _start(name, env, out)
    process.communicate(timeout=300)
    return process.returncode
