"""Test the live layer in QGIS Desktop: navigation, restarts of the backend, projects, CRS, layouts and the map tool."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ElementTree

import headless_qgis
import numpy as np
import pytest
from headless_qgis import ROOT

COLOURS_AT = """
import json, sys
import numpy as np
from satclip_backend.encoders import load_encoder
from satclip_backend.rasters.pca_colours import PcaColours
encoder = load_encoder("bundled")
pca = encoder.pca.first(3)
values = (encoder.encode(np.array(json.loads(sys.argv[1]))) - pca.mean) @ pca.components.T
print(json.dumps(PcaColours(pca).paint(values.T[:, :, None])[:, :, 0].T.tolist()))
"""


@pytest.fixture(scope="module")
def session(env, profile):
    """Record of a session in QGIS Desktop. Its screenshots are in build/live."""
    folder = ROOT / "build" / "live"
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.iterdir():
        old.unlink()
    more = {"SATCLIP_TEST_FOLDER": str(folder)}
    script = ROOT / "tests/end_to_end/live_session.py"
    printed = headless_qgis.desktop(script, {**env, **more}, profile, screen="1600x800")
    seen = json.loads((folder / "session.json").read_text())
    assert "error" not in seen, f"{seen.get('error')}\n{printed}"
    assert "Traceback" not in printed
    return seen


@pytest.fixture(scope="module")
def expected(session, in_backend):
    """Colours of the sampled locations, computed by the encoder."""
    samples = [*session["samples"], session["laea_sample"]]
    return np.array(in_backend(COLOURS_AT, json.dumps([sample["lonlat"] for sample in samples])))


def test_the_canvas_has_the_colours_of_the_embeddings(session, expected):
    """At eight locations, at about 1 km per pixel, colours differ by at most two steps from those of the encoder."""
    shown = np.array([sample["colour"] for sample in session["samples"]])
    assert np.abs(shown - expected[:-1]).max() <= 2, (shown.tolist(), expected.round().tolist())
    assert np.ptp(shown, axis=0).max() > 10, "all places look alike"
    assert session["world_colours"] > 1000


def test_panning_restarts_a_stopped_or_killed_backend(session):
    for name in ("stopped", "killed"):
        assert session[f"{name}_colours"] > 100
        assert session[f"{name}_differs"] < 0.01
    assert len(set(session["ports"])) >= 3, session["ports"]


def test_a_saved_project_contains_no_token_and_renders_the_same(session):
    assert session["in_project"] == []
    assert session["reopened_differs"] < 0.01


def test_another_project_crs(session, expected):
    assert session["laea_colours"] > 100
    assert session["laea_differs"] > 0.5
    assert np.abs(np.array(session["laea_sample"]["colour"]) - expected[-1]).max() <= 2


def test_opacity(session):
    full, half = (np.array(session[name]["colour"]) for name in ("laea_sample", "faint_sample"))
    assert np.abs(half - (full + 255) / 2).max() <= 2


def test_exporting_a_layout_starts_the_backend(session):
    assert session["exported"]
    assert session["layout_colours"] > 20


def test_similar_places_follow_the_click(session):
    first, second = session["similar_first"]["places"], session["similar_second"]["places"]
    assert len(first) == len(second) == 1
    assert first[0] == pytest.approx((13.4, 52.5), abs=0.3)
    assert second != first
    assert min(session["similar_differs"]) > 0.5
    assert session["similar_first"]["colours"] > 50
    assert session["value"].endswith("1.00"), session["value"]
    assert session["similar_added"][0] == second[0]
    assert len(session["similar_added"]) == 2
    assert session["legend"] > 2


def test_clusters(session):
    assert session["cluster_legend"] == 6
    assert session["cluster_colours"] >= 2


def test_the_window_does_not_wait_for_the_backend(session):
    """The backend starts while the world is drawn. `make matrix` has a limit in seconds."""
    assert session["longest_freeze"] < session["seconds"]["world"] / 2


def test_qgis_process_draws_the_layers_of_a_project(session, env, in_backend, tmp_path):
    """Without a window or a running backend, as in a scheduled script."""
    headless_qgis.stop_backend(env)
    project = ROOT / "build" / "live" / "project.qgs"
    (layer,) = {
        tree.get("id")
        for tree in ElementTree.parse(project).iter("layer-tree-layer")
        if "satclip.invalid" in tree.get("source", "")
    }
    output = tmp_path / "map.tif"
    arguments = [
        "run",
        "native:rasterize",
        f"--project_path={project}",
        "--",
        f"LAYERS={layer}",
        f"OUTPUT={output}",
    ]
    arguments += ["EXTENT=0,1e7,0,1e7 [EPSG:3857]", "TILE_SIZE=256", "MAP_UNITS_PER_PIXEL=40000"]
    headless_qgis.qgis_process(arguments, env)
    colours = in_backend(
        "import sys, json, rasterio, numpy as np\n"
        "rgb = rasterio.open(sys.argv[1]).read()[:3]\n"
        "print(json.dumps(len(np.unique(rgb.reshape(3, -1), axis=1).T)))",
        output,
    )
    assert colours > 1000
