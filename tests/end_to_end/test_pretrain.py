"""Test pretraining with `qgis_process`: sampling of patches, training on real ones, and a run that outlives QGIS."""

from __future__ import annotations

import json
import shutil
import time
from pathlib import Path

import headless_qgis
import pytest
from headless_qgis import ROOT

DATA = ROOT / "tests" / "data"
ITALY = DATA / "imagery" / "utm33n.tif"
SMALL = {"DEGREE": 10, "CAPACITY": 64, "PIXELS": 8}
CROP = """
import sys, json, rasterio
from rasterio.transform import from_bounds
from rasterio.windows import from_bounds as window_of
for image, target in zip(sys.argv[1::2], sys.argv[2::2]):
    with rasterio.open(image) as globe:
        world = from_bounds(-180, -90, 180, 90, globe.width, globe.height)
        window = window_of(-12, 34, 42, 72, world).round_offsets().round_lengths()
        profile = {"driver": "GTiff", "count": 3, "dtype": "uint8", "width": window.width, "height": window.height}
        with rasterio.open(
            target, "w", crs="EPSG:4326", transform=rasterio.windows.transform(window, world), **profile
        ) as cut:
            cut.write(globe.read(window=window))
print(json.dumps(None))
"""

READ_PATCHES = """
import sys, json, numpy as np
from satclip_backend.pretraining.images.patch_folder import open_patch_folder
patches = open_patch_folder(sys.argv[1])
values, kept = patches.read(np.arange(len(patches.lonlat)))
print(json.dumps({"shape": values.shape, "bands": patches.bands, "west": patches.lonlat[:, 0].min()}))
"""


@pytest.fixture(scope="module")
def europe(in_backend, tmp_path_factory):
    """Two months of the Blue Marble, clipped to Europe."""
    folder = tmp_path_factory.mktemp("europe")
    months = ("2004-01", "2004-07")
    images = [DATA / "imagery" / "globe" / f"{month}.jpg" for month in months]
    cut = [folder / f"{month}.tif" for month in months]
    in_backend(CROP, *(path for pair in zip(images, cut) for path in pair))
    return cut


def state_of(env, run):
    """Return the state of a run from the server's data folder."""
    path = Path(env["SATCLIP_HOME"]) / "runs" / run / "run.json"
    return json.loads(path.read_text()) if path.exists() else {}


def test_sampled_patches_are_used_for_pretraining(env, tmp_path, in_backend):
    parameters = {
        "RASTERS": shutil.copy(ITALY, tmp_path),
        "EXTENT": "12.5,15.5,42,44 [EPSG:4326]",
        "COUNT": 15,
        "PIXELS": 8,
        "OUTPUT": tmp_path / "patches",
    }
    results = headless_qgis.run_algorithm("satclip:sampleimagery", parameters, env)
    assert (results["PATCHES"], results["MADE"], results["SKIPPED"]) == (15, 15, 0)
    patches = in_backend(READ_PATCHES, tmp_path / "patches")
    assert patches["shape"] == [15, 6, 8, 8]
    assert patches["bands"] == list("123456")
    assert patches["west"] > 12.5
    results = headless_qgis.run_algorithm("satclip:sampleimagery", {**parameters, "COUNT": 18}, env)
    assert (results["PATCHES"], results["MADE"]) == (18, 3)


def test_pretraining_on_real_patches_gives_an_encoder_and_a_card(env, tmp_path):
    parameters = {"FOLDER": DATA / "s2-100k", "NAME": "Patches", "MINUTES": 0.05, **SMALL}
    results = headless_qgis.run_algorithm(
        "satclip:pretrain", {**parameters, "CARD": tmp_path / "card.html"}, env
    )
    assert results["ENCODER"] == "patches"
    assert results["STEPS"] > 0
    assert "Patches" in (tmp_path / "card.html").read_text()
    assert state_of(env, "patches")["state"] == "finished"


def test_a_run_continues_after_qgis_exits_and_its_encoder_can_be_mapped(env, europe, in_backend, tmp_path):
    parameters = [f"{name}={value}" for name, value in {**SMALL, "MINUTES": 0.1}.items()]
    rasters = [f"RASTERS={path}" for path in europe]
    given = [
        "--json",
        "run",
        "satclip:pretrain",
        "--",
        *rasters,
        "NAME=Europe",
        "BACKGROUND=true",
        *parameters,
    ]
    results = json.loads(headless_qgis.qgis_process(given, env))["results"]
    assert results["ENCODER"] == "europe"
    assert state_of(env, "europe").get("state") != "finished"
    until = time.monotonic() + 300
    while state_of(env, "europe").get("state") != "finished" and time.monotonic() < until:
        time.sleep(0.5)
    target = tmp_path / "map.tif"
    extent = {"EXTENT": "-12,42,34,72 [EPSG:4326]", "PIXEL_SIZE": 0.5, "BASIS": 1, "OUTPUT": target}
    headless_qgis.run_algorithm("satclip:embeddingmap", {**extent, "MODEL": "europe"}, env)
    spread = in_backend(
        "import sys, json, rasterio\n"
        "print(json.dumps(rasterio.open(sys.argv[1]).read().std(axis=(1, 2)).tolist()))",
        target,
    )
    assert min(spread) > 0
