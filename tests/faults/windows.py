"""QGIS: two instances at once, one that is killed, one that is closed during a run."""

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
from faults.programs import MARK, Fault, await_end, jobs_of
from faults.seen import Seen, Steps, seen
from faults.world import ITALY, ROOT, STATIONS, World, hidden, whole

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
    """Two QGIS instances that start the backend at the same moment share one, and both get their results."""
    yield "embedpoints", partial(_two_at_once, world, tries)


def _two_at_once(world: World, tries: int) -> Seen:
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
    return seen("{tries} times; one backend each time, both results complete", tries=tries)


def killed(world: World, tries: int) -> Steps:
    """kill -9 of qgis_process in each algorithm: the next run works, and the backend can be shut down."""
    folder = world.new_folder()
    env = _environment(folder)
    for name in ALGORITHMS:
        yield name, partial(_killed, world, tries, name, folder, env)
    yield "backend", partial(_stop_backend, env)


def _killed(world: World, tries: int, name: str, folder: Path, env: dict[str, str]) -> Seen:
    began = time.monotonic()
    _run(name, env, folder / f"{name}-whole")
    duration = time.monotonic() - began
    left = 0
    for turn in range(tries):
        out = folder / f"{name}-{turn}"
        process = _start(name, env, out)
        time.sleep(world.random.uniform(0, duration))
        process.send_signal(signal.SIGKILL)
        process.communicate()
        _all_whole(out)
        left += bool(hidden(out))
        if _run(name, env, out) != 0:
            raise Fault("does not work after a kill")
        _all_whole(out)
        if hidden(out):
            raise Fault(f"the next run leaves {hidden(out)}")
    return seen(
        "{tries} kills; no incomplete output; kills that left temporary files: {left}, all deleted by the next run, "
        "which succeeded",
        tries=tries,
        left=left,
    )


def _stop_backend(env: dict[str, str]) -> Seen:
    headless_qgis.stop_backend(env)
    await_end(env[MARK])
    return seen("exited when requested")


def closed(world: World, tries: int) -> Steps:
    """Close the window while an algorithm runs: QGIS and the job end, and no partial output remains."""
    yield "fitmodel", partial(_closed, world, tries)


def _closed(world: World, tries: int) -> Seen:
    folder = world.new_folder()
    env = _environment(folder)
    gone, cancelled, processes, left = [], [], [], 0
    for turn in range(tries):
        out = folder / f"closing-{turn}"
        out.mkdir()
        more = {
            "SATCLIP_TEST_FOLDER": str(out),
            "SATCLIP_TEST_STATIONS": str(STATIONS),
            "SATCLIP_TEST_PATH": str(CLOSING.parents[1]),
        }
        headless_qgis.desktop(CLOSING, {**env, **more}, folder, timeout=200)
        ended = time.time()
        found = json.loads((out / "session.json").read_text())
        if "error" in found:
            raise Fault(found["error"])
        while jobs_of(env[MARK]):
            if time.time() > ended + 20:
                raise Fault("the job works on though QGIS is gone")
            time.sleep(0.05)
        gone.append(ended - found["closed_at"])
        cancelled.append(found["cancelled"])
        processes.append(found["processes"])
        left += bool(hidden(out))
        _all_whole(out)
        if _run("fitmodel", env, out) != 0:
            raise Fault("does not work after QGIS was closed")
        _all_whole(out)
        if hidden(out):
            raise Fault(f"the next run leaves {hidden(out)}")
    _stop_backend(env)
    return seen(
        "{tries} times; after Cancel, the algorithm ended within {cancelled} s and the processes of its job within "
        "{processes} s; closed during the next run, QGIS and the job ended after {gone} s; no incomplete output; "
        "temporary files left: {left}, deleted by the next run",
        tries=tries,
        cancelled=max(cancelled),
        processes=max(processes),
        gone=max(gone),
        left=left,
    )


def _all_whole(out: Path) -> None:
    for path in out.glob("[!.]*"):
        if path.is_dir() or path.suffix in (".gpkg", ".tif", ".html", ".satclip"):
            whole(path)


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
    shutil.copy(ITALY, out / "italy.tif")  # QGIS writes its statistics next to it
    given = [f"{key}={out / value if key in FILES else value}" for key, value in ALGORITHMS[name].items()]
    program = headless_qgis.program("qgis_process", env)
    command = [program, "--json", "run", f"satclip:{name}", "--", *given]
    return subprocess.Popen(command, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def _run(name: str, env: dict[str, str], out: Path) -> int:
    process = _start(name, env, out)
    process.communicate(timeout=300)
    return process.returncode
