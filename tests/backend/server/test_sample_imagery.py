"""Patches over HTTP: uploading rasters, and fetching batches of patches until a folder is complete."""

import importlib.util
import io
import json
import shutil
import time
import zipfile
from pathlib import Path

import numpy as np
import pytest

from satclip_backend.errors import SatclipError
from satclip_backend.pretraining.images.patch_folder import open_patch_folder
from satclip_backend.pretraining.images.rasters import open_imagery
from satclip_backend.processes.process import Context
from satclip_backend.processes.sample_imagery import PROCESS

DATA = Path(__file__).parents[2] / "data" / "imagery"
spec = importlib.util.spec_from_file_location(
    "range_server", Path(__file__).parents[1] / "pretraining" / "range_server.py"
)
range_server = importlib.util.module_from_spec(spec)
spec.loader.exec_module(range_server)
NAMES = [f"2004-{month}:{colour}" for month in ("01", "07") for colour in ("red", "green", "blue")]


@pytest.fixture
def raster(server):
    """Upload the image of Italy."""
    sent = server.request("POST", "/uploads", (DATA / "utm33n.tif").read_bytes()).json["id"]
    return {"id": sent, "name": "Italy", "bands": NAMES}


@pytest.fixture
def sample(server):
    """Return a function that cuts a batch of patches and returns the summary and the zip."""

    def sample(**inputs):
        job = server.request("POST", "/processes/sample_imagery/execution", {"inputs": inputs}).json["jobID"]
        info = server.finished(job, limit=60)
        assert info["status"] == "successful", info["message"]
        results = server.request("GET", f"/jobs/{job}/results").json
        packed = server.request("GET", f"/jobs/{job}/results/patches").body
        return results["summary"], zipfile.ZipFile(io.BytesIO(packed))

    return sample


def test_batches_fill_a_folder(sample, raster, tmp_path):
    inputs = {"rasters": [raster], "count": 25, "extent": [12.5, 42.0, 15.5, 44.0], "pixels": 6, "seed": 4}
    for start in (0, 10, 20):
        summary, packed = sample(**inputs, start=start, stop=start + 10)
        assert summary["places"] == 25
        assert summary["made"] == summary["batch"] == min(10, 25 - start)
        assert summary["bands"] == NAMES
        images = [name for name in packed.namelist() if name.startswith("images/")]
        assert len(images) == summary["made"]
        packed.extractall(tmp_path, images)
    patches = open_patch_folder(tmp_path)
    assert patches.bands == tuple(NAMES)
    imagery = open_imagery([DATA / "utm33n.tif"])
    values, kept = patches.read(np.arange(25))
    assert len(kept) == 25
    np.testing.assert_array_equal(values, imagery.read_patches(patches.lonlat, 6)[0])
    have = [file.name for file in patches.files[:20]]
    summary, packed = sample(**inputs, have=have)
    assert (summary["made"], summary["had"]) == (5, 20)
    assert set(packed.read("index.csv").decode().split()) >= {"lat,lon,url,fn"}


def test_patches_are_cut_at_given_points_and_in_areas(sample, raster):
    summary, packed = sample(
        rasters=[raster], places=[[13.5, 43.6], [100.0, 10.0]], pixels=4, resolution=5000
    )
    assert summary["made"] == 1
    assert summary["skipped"] == [{"reason": "outside the imagery", "places": 1}]
    assert "43.6,13.5" in packed.read("index.csv").decode()
    ring = [[13, 42], [14, 42], [14, 43], [13, 43]]
    summary, packed = sample(rasters=[raster], polygons=[[ring]], count=9, stratified=True, pixels=4)
    assert summary["made"] == 9
    rows = packed.read("index.csv").decode().split()[1:]
    assert all(42 <= float(row.split(",")[0]) <= 43 for row in rows)


@pytest.mark.parametrize(
    ("inputs", "sentence"),
    [
        ({"polygons": [[[[100, 10], [101, 10], [101, 11]]]]}, "nothing in common"),
        ({"polygons": [[[[1, 1], [2, 2]]]]}, "can't be used"),
        ({"extent": [13, 43, 13, 44]}, "has no area"),
    ],
)
def test_an_area_without_points_is_reported(tmp_path, inputs, sentence):
    shutil.copy(DATA / "utm33n.tif", tmp_path / ("a" * 32))
    asked = PROCESS.inputs(rasters=[{"id": "a" * 32, "name": "Italy", "bands": NAMES}], **inputs)
    with pytest.raises(SatclipError, match=sentence):
        PROCESS.run(asked, Context(tmp_path, uploads=tmp_path))


@pytest.mark.parametrize(
    "raster",
    [{}, {"id": "0" * 32, "url": "http://127.0.0.1/a.tif"}, {"url": "file:///etc/passwd"}, {"id": "../x"}],
)
def test_other_rasters_than_uploads_and_urls_are_refused(server, raster):
    reply = server.request("POST", "/processes/sample_imagery/execution", {"inputs": {"rasters": [raster]}})
    assert reply.status in (400, 422)
    assert "rasters" in json.dumps(reply.json)


def test_a_dismissed_job_ends_at_once(server, raster):
    asked = {"inputs": {"rasters": [raster], "count": 20_000, "pixels": 4}}
    job = server.request("POST", "/processes/sample_imagery/execution", asked).json["jobID"]
    while server.request("GET", f"/jobs/{job}").json.get("progress", 0) == 0:
        time.sleep(0.05)
    began = time.monotonic()
    assert server.request("DELETE", f"/jobs/{job}").status == 200
    while server.children():
        assert time.monotonic() - began < 10
        time.sleep(0.02)


@pytest.fixture
def secret(tmp_path):
    """Serve a VRT that refers to a local file, and an image. Yield the address and the list of requests."""
    (tmp_path / "a.vrt").write_text(
        '<VRTDataset rasterXSize="8" rasterYSize="8"><SRS>EPSG:32633</SRS><GeoTransform>5e5,10,0,5e6,0,-10'
        '</GeoTransform><VRTRasterBand dataType="Byte" band="1" subClass="VRTRawRasterBand"><SourceFilename>/etc/passwd'
        "</SourceFilename></VRTRasterBand></VRTDataset>"
    )
    shutil.copy(DATA / "utm33n.tif", tmp_path / "a.tif")
    with range_server.serve(tmp_path) as (address, asked):
        yield address, asked


def sampled(server, url):
    """Return the last status of a job that cuts a patch from a URL."""
    asked = {"inputs": {"rasters": [{"url": url}], "count": 1, "pixels": 4}}
    job = server.request("POST", "/processes/sample_imagery/execution", asked).json["jobID"]
    return server.finished(job, limit=60)


def test_a_clients_vrt_cannot_open_files_of_the_server(server, secret):
    info = sampled(server, f"{secret[0]}/a.vrt")
    assert (info["status"], "is a VRT file" in info["message"]) == ("failed", True)
    sent = server.request("POST", "/uploads", b'<VRTDataset rasterXSize="8" rasterYSize="8"/>').json["id"]
    asked = {"inputs": {"rasters": [{"id": sent}], "count": 1, "pixels": 4}}
    job = server.request("POST", "/processes/sample_imagery/execution", asked).json["jobID"]
    assert "is a VRT file" in server.finished(job, limit=60)["message"]


@pytest.mark.parametrize(
    "options", [["--private-urls", "refuse"], ["--users"], ["--behind-proxy", "https://gis.example.org"]]
)
def test_a_shared_server_requests_no_address_of_its_network(
    start_unprepared, server, secret, tmp_path, options
):
    address, asked = secret
    assert sampled(server, f"{address}/a.tif")["status"] == "successful"
    asked.clear()
    other = start_unprepared(tmp_path / "home", *options)
    info = sampled(other, f"{address}/a.tif")
    assert (info["status"], "the server's own network" in info["message"]) == ("failed", True)
    assert not asked
