"""Test algorithms in QGIS Desktop, from their dialogs."""

from __future__ import annotations

import json

import headless_qgis
import pytest
from headless_qgis import ROOT, STATIONS


@pytest.fixture(scope="module")
def session(env, profile):
    """Record of a session in QGIS Desktop. Its screenshots are in build/desktop."""
    folder = ROOT / "build" / "desktop"
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.iterdir():
        old.unlink()
    more = {"SATCLIP_TEST_FOLDER": str(folder), "SATCLIP_TEST_STATIONS": str(STATIONS)}
    printed = headless_qgis.desktop(ROOT / "tests/end_to_end/desktop_session.py", {**env, **more}, profile)
    seen = json.loads((folder / "session.json").read_text())
    assert "error" not in seen, f"{seen.get('error')}\n{printed}"
    return folder, seen


def test_the_plugin_offers_its_algorithms(session):
    _, seen = session
    assert seen["plugin_loaded"]
    assert {"satclip:embedpoints", "satclip:embeddingmap", "satclip:setupbackend"} <= set(seen["algorithms"])


@pytest.mark.parametrize("algorithm", ["satclip:embedpoints", "satclip:embeddingmap"])
def test_runs_from_its_dialog(session, algorithm):
    _, seen = session
    assert seen[algorithm]["successful"], seen[algorithm]


def test_the_map_is_loaded_with_a_colour_style(session):
    _, seen = session
    assert seen["renderer"] == "multibandcolor"
    assert len(seen["layers"]) == 4


def test_the_panel_adds_a_layer_in_the_background(session):
    _, seen = session
    assert "Weather stations with embeddings (bundled)" in seen["layers"]
    assert any("“Add embeddings to a layer” has finished." in text for text in seen["panel"])


def test_qgis_asks_before_it_exits_or_closes_the_project_during_a_run(session):
    _, seen = session
    assert len(seen["asked"]) == 2
    assert all("Fit a model" in text for text in seen["asked"])
    assert seen["kept"] == [True, 4]
    assert seen["cancelled"]


def test_the_window_never_freezes(session):
    _, seen = session
    assert seen["longest_freeze"] < 1.0


def test_the_canvas_shows_a_map(session, in_backend):
    """Hundreds of colours: the map fills the canvas, rather than a blank or an error."""
    folder, _ = session
    colours = in_backend(
        "import sys, json, rasterio, numpy as np\n"
        "rgb = rasterio.open(sys.argv[1]).read()[:3]\n"
        "print(json.dumps(len(np.unique(rgb.reshape(3, -1), axis=1).T)))",
        folder / "canvas.png",
    )
    assert colours > 1000
