"""Rasters that a client sends as predictors: used like local files, and they can't open other files."""

from __future__ import annotations

import re
from uuid import uuid4

import numpy as np
import pytest
import rasterio

from satclip_backend.errors import NotFoundError, SatclipError
from satclip_backend.processes.process import Context
from satclip_backend.processes.registry import PROCESSES
from satclip_backend.tables.column_file import read_columns, write_columns
from satclip_backend.tables.columns import Column, Columns

N = 150


@pytest.fixture
def context(tmp_path):
    """Return the context of a job with a folder and uploads. `said` contains its messages."""
    uploads, folder = tmp_path / "uploads", tmp_path / "job"
    uploads.mkdir()
    folder.mkdir()
    context = Context(folder, uploads=uploads)
    context.said = []
    context.on_progress = lambda fraction, message: context.said.append(message)
    return context


@pytest.fixture
def send(context):
    """Return a function that uploads a file and returns its id."""

    def send(data):
        id = uuid4().hex
        (context.uploads / id).write_bytes(data if isinstance(data, bytes) else data.read_bytes())
        return id

    return send


@pytest.fixture
def run(context):
    """Return a function that runs a process with inputs."""

    def run(process, **inputs):
        return PROCESSES[process].run(PROCESSES[process].inputs(**inputs), context)

    return run


@pytest.fixture
def table(tmp_path, send):
    rng = np.random.default_rng(0)
    lonlat = np.column_stack([rng.uniform(-20, 40, N), rng.uniform(-30, 60, N)])
    y = np.floor((60 - lonlat[:, 1]) * 2) + 40 * (np.floor(lonlat[:, 0]) % 2)
    path = tmp_path / "rows.npz"
    write_columns(path, Columns(lonlat, {"y": Column("number", y, np.zeros(N, dtype=bool))}))
    return send(path)


@pytest.fixture
def write(tmp_path):
    """Return a function that writes a raster of 180 x 120 pixels, to whose shape `values` are broadcast."""

    def write(name, values, dtype="int16"):
        path = tmp_path / name
        transform = rasterio.transform.from_origin(-20, 60, 0.5, 0.5)
        profile = {"count": 1, "height": 180, "width": 120, "dtype": dtype, "crs": "EPSG:4326"}
        with rasterio.open(path, "w", "GTiff", transform=transform, **profile) as data:
            data.write(np.broadcast_to(values, (180, 120)).astype(dtype), 1)
        return path

    return write


@pytest.fixture
def sent(write, send):
    """Return two rasters in the form in which a client describes them."""
    height = send(write("height.tif", np.arange(180)[:, None]))
    cover = send(write("cover.tif", np.arange(120) // 2 % 2, "uint8"))
    return [
        {"id": height, "name": "Relief v1.2", "bands": ["height"]},
        {"id": cover, "name": "cover", "classes": [1]},
    ]


FIT = {"target": "y", "encoders": [], "coordinates": False, "estimator": "linear"}


def test_a_model_is_fitted_and_used_with_sent_rasters(run, send, sent, table, context, write):
    results = run("fit_model", table=table, rasters=sent, **FIT)
    assert results["summary"]["rasters"] == ["Relief v1.2", "cover"]
    model = send(results["model"])
    (score,) = [
        s
        for s in results["summary"]["scores"]
        if s["score"] == "r2" and s["folds"] == "knndm" and "rasters" in s["model"]
    ]
    assert score["value"] > 0.99
    results = run("predict_points", model=model, table=table, rasters=sent[::-1])
    predicted = read_columns(results["predictions"]).fields["prediction"].values
    np.testing.assert_allclose(predicted, read_columns(context.upload(table)).fields["y"].values, atol=1)
    results = run("predict_map", model=model, rasters=sent, extent=[0, 0, 10, 10], pixel_size=0.5)
    with rasterio.open(results["map"]) as data:
        found = data.read(1)
    wanted = np.arange(100, 120)[:, None] + 40 * (np.arange(20) // 2 % 2)
    np.testing.assert_allclose(found, wanted, atol=1)
    assert not any(message.startswith("warning: The raster") for message in context.said)
    results = run("suggest_points", model=model, rasters=sent, extent=[30, 20, 50, 40], count=3)
    assert (read_columns(results["points"]).lonlat[:, 0] < 40).all()
    (warning,) = results["summary"]["warnings"]
    assert re.search(
        r"^[4-6]\d % of the area \(.* of 2,000 places .* raster of the model has no value", warning
    )
    results = run("compare_encoders", table=table, rasters=sent, target="y", encoders=[])
    assert [row["label"] for row in results["table"][:3]] == ["Relief v1.2", "cover", "all rasters together"]


def test_rasters_that_a_model_needs_are_reported(run, send, sent, table, write):
    model = send(run("fit_model", table=table, rasters=sent, **FIT)["model"])
    for process, more in (
        ("predict_points", {"table": table}),
        ("evaluate_model", {"table": table}),
        ("predict_map", {"extent": [0, 0, 1, 1], "pixel_size": 0.5}),
        ("suggest_points", {"count": 3}),
    ):
        with pytest.raises(SatclipError, match=r"needs the rasters Relief v1\.2, cover; 0 were given"):
            run(process, model=model, **more)
    other = send(write("other.tif", np.ones((180, 120)), "float32"))
    with pytest.raises(SatclipError, match=r"Band height of Relief v1\.2 holds float32 numbers"):
        run("predict_points", model=model, table=table, rasters=[sent[0] | {"id": other}, sent[1]])


def test_a_deleted_file_is_reported(run, table, sent):
    with pytest.raises(NotFoundError, match="upload it again"):
        run("fit_model", table=table, rasters=[sent[0] | {"id": "0" * 32}], **FIT)


HOSTILE = {
    "vrt": b'<VRTDataset rasterXSize="1" rasterYSize="1"><VRTRasterBand dataType="Byte" band="1"><SimpleSource>'
    b"<SourceFilename>/etc/passwd</SourceFilename></SimpleSource></VRTRasterBand></VRTDataset>",
    "wms": b'<GDAL_WMS><Service name="TMS"><ServerUrl>http://127.0.0.1/</ServerUrl></Service></GDAL_WMS>',
    "netcdf": b"\x89HDF\r\n\x1a\n" + bytes(100),
    "npy": b"\x93NUMPY\x01\x00",
    "text": b"/etc/passwd",
    "path": b"/vsicurl/http://127.0.0.1/a.tif",
    "cut": b"II*\0",
    "empty": b"",
}


@pytest.mark.parametrize("data", HOSTILE.values(), ids=HOSTILE)
def test_a_sent_file_does_not_open_other_files(run, send, table, data, context):
    with pytest.raises(SatclipError, match="given raster") as error:
        run("fit_model", table=table, rasters=[{"id": send(data), "name": "given raster"}], **FIT)
    assert str(context.uploads) not in str(error.value)


@pytest.mark.parametrize("name", ["id", "path", "url"])
def test_paths_and_addresses_are_refused(table, sent, name):
    raster = sent[0] | {name: "/etc/passwd"}
    with pytest.raises(ValueError, match="validation error"):
        PROCESSES["fit_model"].inputs(table=table, rasters=[raster], **FIT)


def test_sidecar_files_of_an_upload_are_not_read(run, send, sent, table, context):
    """All uploads are in one folder: the name of another client's file must have no effect."""
    notes = context.uploads / f"{sent[0]['id']}.aux.xml"
    notes.write_text("<PAMDataset><PAMRasterBand band='1'><Scale>1000</Scale></PAMRasterBand></PAMDataset>")
    results = run("fit_model", table=table, rasters=sent[:1], **FIT)
    from satclip_backend.models.model_file import read_metadata

    assert read_metadata(results["model"]).features.rasters[0].bands[0].scale == 1
