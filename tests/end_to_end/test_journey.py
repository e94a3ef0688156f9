"""Test what a new user does in QGIS Desktop, from "Install from ZIP" to a map of predictions."""

from __future__ import annotations

import json
import shutil
import subprocess

import headless_qgis
import pytest
from headless_qgis import BACKEND_PYTHON, ROOT, STATIONS

SUBSET = "import sys, geopandas; geopandas.read_file(sys.argv[1])[::5].to_file(sys.argv[2])"
"""Every fifth station, which saves time."""


@pytest.fixture(scope="module")
def journey(package_file, tmp_path_factory):
    """Record of the journey. Its screenshots are in build/journey."""
    folder = ROOT / "build" / "journey"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    profile = tmp_path_factory.mktemp("new-user")
    stations = tmp_path_factory.mktemp("data") / "stations.gpkg"
    subprocess.run([BACKEND_PYTHON, "-c", SUBSET, STATIONS, stations], check=True)
    env = headless_qgis.environment(profile, PIP_COMPILE="0")  # bytecode of modules that are never imported
    for name in ("SATCLIP_PYTHON", "QGIS_PLUGINPATH"):
        del env[name]
    env |= {
        "SATCLIP_TEST_FOLDER": str(folder),
        "SATCLIP_TEST_STATIONS": str(stations),
        "SATCLIP_TEST_ZIP": str(package_file),
    }
    printed = headless_qgis.desktop(
        ROOT / "tests/end_to_end/journey_session.py", env, profile, timeout=480, enabled=False
    )
    headless_qgis.stop_backend(env)
    seen = json.loads((folder / "journey.json").read_text())
    assert "error" not in seen, f"{seen.get('error')}\n{printed}"
    assert "Traceback" not in printed
    return seen


def test_the_set_up_is_offered_and_followed_by_the_next_steps(journey):
    assert journey["offered"]
    assert journey["next_steps"]


def test_every_step_succeeds(journey):
    assert [name for name, result in journey["results"].items() if result["successful"] != "True"] == []
    assert float(journey["results"]["fitmodel"]["SCORE"]) > 0.5


def test_the_embedding_map_is_loaded_with_a_colour_style(journey):
    assert journey["renderer"] == "multibandcolor"


def test_the_project_is_complete_after_reopening(journey):
    assert len(journey["layers"]) >= 4


def test_the_window_does_not_wait_for_the_backend(journey):
    """No step freezes the window for most of its duration. `make matrix` has a limit in seconds."""
    long = ("set_up", "live_layer", "enrich", "fit", "predict")
    freezes = {name: journey["freezes"][name] for name in long if name in journey["freezes"]}
    assert max(freezes.values()) < journey["seconds"]["live_layer"] / 2, freezes


def test_memory_stays(journey):
    """The last step, with all layers removed, has at most 200 MB more than the start."""
    assert journey["memory"]["unload"] < journey["memory"]["start"] + 200, journey["memory"]


def test_nothing_is_left_after_unloading(journey):
    assert journey["left_behind"] == []
