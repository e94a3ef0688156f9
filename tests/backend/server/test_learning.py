"""Models over HTTP: uploading observations, fitting a model in a child process, and fetching predictions."""

from __future__ import annotations

import io
import shutil
import time
import zipfile

import numpy as np
import pytest
import rasterio

from satclip_backend.errors import SatclipError
from satclip_backend.processes import fit_model, predict_points
from satclip_backend.processes.process import Context
from satclip_backend.store import folder
from satclip_backend.tables.column_file import read_columns, write_columns
from satclip_backend.tables.columns import Column, Columns

N = 150
TRIANGLE = [[[0, 0], [20, 0], [20, 20], [0, 0]]]


@pytest.fixture(scope="module")
def rows(tmp_path_factory):
    """Return the bytes of a table with a numeric field and a field of classes."""
    rng = np.random.default_rng(0)
    lonlat = np.column_stack([rng.uniform(-20, 40, N), rng.uniform(-30, 60, N)])
    y = 30 - 0.4 * np.abs(lonlat[:, 1]) + rng.normal(0, 1, N)
    zone = np.where(lonlat[:, 1] > 20, "north", "south")
    none = np.zeros(N, dtype=bool)
    path = tmp_path_factory.mktemp("rows") / "rows.npz"
    write_columns(path, Columns(lonlat, {"y": Column("number", y, none), "zone": Column("text", zone, none)}))
    return path.read_bytes()


@pytest.fixture
def learn(server):
    """Return a function that runs a process to its end and returns (status, results, files by output)."""

    def learn(process, limit=120, language=None, **inputs):
        execution = f"/processes/{process}/execution"
        reply = server.request("POST", execution, {"inputs": inputs}, headers={"Accept-Language": language})
        assert reply.status == 201, reply.body
        job = reply.json["jobID"]
        info = server.finished(job, limit=limit)
        if info["status"] != "successful":
            return info, None, None
        results = server.request("GET", f"/jobs/{job}/results").json
        files = {
            name: server.request("GET", f"/jobs/{job}/results/{name}").body
            for name, value in results.items()
            if isinstance(value, dict) and "href" in value
        }
        return info, results, files

    return learn


@pytest.fixture
def send(server):
    """Return a function that uploads bytes and returns the id."""
    return lambda data: server.request("POST", "/uploads", data).json["id"]


def test_from_rows_to_predictions(learn, send, rows, tmp_path):
    table = send(rows)
    info, results, files = learn(
        "fit_model", table=table, target="y", encoders=["tiny"], estimator="linear", layer="stations"
    )
    assert info["status"] == "successful", info["message"]
    assert results["summary"]["rows"] == N
    assert results["summary"]["main_folds"] == "knndm"
    assert {score["folds"] for score in results["summary"]["scores"]} == {"knndm", "blocks", "random"}
    assert zipfile.is_zipfile(io.BytesIO(files["model"]))
    assert b"<h1>Model of y</h1>" in files["report"]
    (tmp_path / "rows.npz").write_bytes(files["rows"])
    judged = read_columns(tmp_path / "rows.npz")
    assert len(judged) == N
    assert list(judged.fields)[:4] == ["row", "fold", "observed", "predicted"]

    model = send(files["model"])
    info, results, files = learn("predict_points", model=model, table=table)
    assert info["status"] == "successful", info["message"]
    (tmp_path / "predictions.npz").write_bytes(files["predictions"])
    made = read_columns(tmp_path / "predictions.npz")
    assert np.corrcoef(made.fields["prediction"].values, judged.fields["observed"].values)[0, 1] > 0.5
    assert results["summary"]["predicted"] == N

    info, results, files = learn("predict_map", model=model, extent=[-20, -30, 40, 60], pixel_size=3)
    assert info["status"] == "successful", info["message"]
    (tmp_path / "map.tif").write_bytes(files["map"])
    with rasterio.open(tmp_path / "map.tif") as raster:
        assert (raster.count, raster.width, raster.height) == (8, 20, 30)

    rings = [[[0, 0], [20, 0], [20, 20], [0, 20], [0, 0]]]
    info, results, files = learn("suggest_points", model=model, polygons=[rings], count=5)
    assert info["status"] == "successful", info["message"]
    (tmp_path / "points.npz").write_bytes(files["points"])
    suggested = read_columns(tmp_path / "points.npz")
    assert len(suggested) == results["summary"]["points"] == 5
    assert ((suggested.lonlat >= 0) & (suggested.lonlat <= 20)).all()

    info, results, files = learn("evaluate_model", model=model, table=table, regions="zone")
    assert info["status"] == "successful", info["message"]
    assert results["summary"]["regions"] == ["north", "south"]
    assert len(results["table"]) == 3 * 4 * 3


def test_encoders_are_compared(learn, send, rows):
    info, results, files = learn(
        "compare_encoders",
        table=send(rows),
        target="zone",
        encoders=["tiny"],
        estimator="linear",
        degrees=[2],
        area_polygons=[TRIANGLE, [[[30, 0], [40, 0], [40, 9], [30, 0]]]],
        area_name="Parks",
    )
    assert info["status"] == "successful", info["message"]
    assert b"the polygons of Parks" in files["report"]
    assert [row["kind"] for row in results["table"]] == ["encoder", *["baseline"] * 3, *["degree"] * 2]
    assert b"Encoders for zone" in files["report"]


def test_results_are_in_the_language_of_the_request(learn, send, rows, server):
    given = {"table": send(rows), "target": "zone", "encoders": ["tiny"], "folds": "random", "layer": "Orte"}
    info, results, files = learn("compare_encoders", language="de-AT,en;q=0.5", **given)
    assert info["status"] == "successful", info["message"]
    assert b'<html lang="de">' in files["report"]
    assert "<h1>Encoder für zone</h1>".encode() in files["report"]
    assert results["summary"]["sentence"].startswith(("Am besten ist", "Am höchsten liegt"))
    assert results["table"][1]["label"] == "nur Koordinaten"
    assert results["summary"]["score"] == "auc"  # machine-readable values are not translated
    reply = server.request("GET", f"/jobs/{info['jobID']}/results/report")
    assert reply.headers["Content-Language"] == "de"
    info, *_nothing = learn(
        "fit_model", language="de", table=given["table"], target="altitude", encoders=["tiny"]
    )
    assert info["message"].startswith("Es gibt kein Feld altitude. Vorhanden sind: ")


@pytest.mark.parametrize(
    ("inputs", "sentence"),
    [
        ({"target": "y", "encoders": ["nothing"]}, "no encoder 'nothing'"),
        ({"target": "y", "encoders": ["tiny", "tiny"]}, "listed twice"),
        ({"target": "y", "folds": "groups"}, "need a group field"),
        ({"target": "y", "table": "0" * 32}, "no longer exists"),
        ({"target": "y", "area_polygons": [TRIANGLE], "area": [0, 0, 9, 9]}, "as an extent and as polygons"),
        ({"target": "y", "area_polygons": [[[[0, 0], [1, 1]]]]}, "a polygon that can't be used"),
    ],
)
def test_inputs_that_cannot_be_fitted_are_refused(tmp_path, tiny_encoder_file, rows, inputs, sentence):
    shutil.copy(tiny_encoder_file, folder("encoders") / "tiny.safetensors")
    table = "1" * 32
    (tmp_path / table).write_bytes(rows)
    asked = fit_model.PROCESS.inputs(
        **{"table": table, "encoders": ["tiny"], "estimator": "linear", **inputs}
    )
    with pytest.raises(SatclipError, match=sentence):
        fit_model.PROCESS.run(asked, Context(tmp_path, uploads=tmp_path))


def test_failed_fits_report_the_reason(server, learn, send, rows):
    info, _, _ = learn("fit_model", table=send(rows), target="z", encoders=["tiny"], estimator="linear")
    assert info["status"] == "failed"
    assert "There is no field z; there are: y, zone" in info["message"]
    assert "Traceback" not in info["message"]
    assert server.request("GET", f"/jobs/{info['jobID']}/results").status == 400


def test_a_damaged_model_is_reported(tmp_path, rows):
    model, table = "1" * 32, "2" * 32
    (tmp_path / model).write_bytes(b"PK nothing")
    (tmp_path / table).write_bytes(rows)
    asked = predict_points.PROCESS.inputs(model=model, table=table)
    with pytest.raises(SatclipError, match=r"^The model file is not a valid SatCLIP model"):
        predict_points.PROCESS.run(asked, Context(tmp_path, uploads=tmp_path))


def test_a_dismissed_fit_ends_within_a_second(server, send, rows):
    inputs = {"table": send(rows), "target": "y", "encoders": ["slow"], "estimator": "mlp"}
    job = server.request("POST", "/processes/fit_model/execution", {"inputs": inputs}).json["jobID"]
    until = time.monotonic() + 60
    while (
        "cross-validating" not in server.request("GET", f"/jobs/{job}").json["message"]
        and time.monotonic() < until
    ):
        time.sleep(0.05)
    assert server.children()
    began = time.monotonic()
    assert server.request("DELETE", f"/jobs/{job}").status == 200
    while server.children():
        assert time.monotonic() - began < 10
        time.sleep(0.02)
