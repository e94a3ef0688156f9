"""Test what a new user does in QGIS Desktop, from "Install from ZIP" to a map of predictions."""

from __future__ import annotations

import json
import shutil
import subprocess

import headless_qgis
import numpy as np
import pytest
from headless_qgis import BACKEND_PYTHON, ROOT, STATIONS

SUBSET = "import sys, geopandas; geopandas.read_file(sys.argv[1])[::10].to_file(sys.argv[2])"
"""Every tenth station, which saves time."""


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
        ROOT / "tests/end_to_end/journey_session.py", env, profile, 480, enabled=False, screen="1600x800"
    )
    headless_qgis.stop_backend(env)
    seen = json.loads((folder / "journey.json").read_text())
    assert "error" not in seen, f"{seen.get('error')}\n{printed}"
    assert "Traceback" not in printed
    return seen


def test_the_set_up_is_offered_and_followed_by_the_next_steps(journey):
    assert journey["offered"]
    assert journey["said"]["set_up"].startswith("The backend is ready.")
    assert journey["next_steps"] == ["Add the live layer", "Add embeddings to a layer…"]


def test_a_removed_backend_leaves_its_data(journey):
    assert journey["removed"], journey["said"]["remove"]


def test_every_algorithm_succeeds(journey):
    assert set(journey["results"]) == {"embeddingmap", "predictmap"}
    assert all(result["successful"] == "True" for result in journey["results"].values())
    assert any("“Add embeddings to a layer” has finished." in text for text in journey["messages"])


def test_labels_give_a_live_layer_of_their_classes(journey):
    """Places that were not labelled have the colour of their class, and not that of the other."""
    assert journey["labels"] == 6
    assert "Leave-one-out" in journey["label_report"]
    desert, forest = (np.array(colour) for colour in journey["label_colours"])
    assert np.abs(desert - forest).max() > 50


def test_the_panel_describes_the_fitted_model(journey):
    assert "Target: mean_temp_c" in journey["about_model"]
    assert "R²" in journey["about_model"]
    assert journey["report_offered"]


def test_qgis_asks_before_it_exits_or_closes_the_project_during_a_run(journey):
    assert len(journey["asked"]) == 2
    assert all("Fit a model" in text for text in journey["asked"])
    assert journey["kept"] == [True, True]
    assert journey["cancelled"]


def test_the_embedding_map_is_loaded_with_a_colour_style(journey):
    assert journey["renderer"] == "multibandcolor"


def test_the_project_is_complete_after_reopening(journey):
    assert {"Labels", "Live classes (bundled)", "Live embeddings (bundled)", "Weather stations"} <= set(
        journey["layers"]
    )


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
