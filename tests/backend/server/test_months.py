"""The month of embeddings and tiles."""

import io

import numpy as np
import pytest
import rasterio
import torch

from satclip_backend.encoders import Encoder, load_encoder
from satclip_backend.encoders.families import family
from satclip_backend.encoders.files import write_encoder
from satclip_backend.encoders.metadata import EncoderMetadata
from satclip_backend.tables.column_file import read_columns, write_columns
from satclip_backend.tables.columns import Column, Columns

from .conftest import npy
from .test_learning import learn, send  # noqa: F401 (fixtures)
from .test_tiles import tile

CONFIG = {"degree": 5, "months_degree": 3, "capacity": 16, "dimension": 4, "hidden_layers": 2, "w0": 30.0}
LONLAT = np.array([[13.4, 52.5], [10, -20]])


@pytest.fixture(scope="module")
def path(home):
    """Install an encoder with months."""
    with torch.random.fork_rng():
        torch.manual_seed(3)
        network = family("months").build(CONFIG)
    metadata = EncoderMetadata.of("months", "Mine", 4, CONFIG)
    path = home / "encoders" / "monthly.safetensors"
    write_encoder(path, network, metadata, Encoder("monthly", network, metadata, device="cpu").pca)
    yield path
    path.unlink()


def test_encoders_say_whether_they_have_months(server, path):
    assert server.request("GET", "/encoders/monthly").json["months"] is True
    assert server.request("GET", "/encoders/tiny").json["months"] is False


def test_embeddings_of_a_month(server, path):
    encoder = load_encoder(path, device="cpu")
    for query, expected in (("", encoder), ("?month=7", encoder.at_month(7))):
        reply = server.request("POST", f"/encoders/monthly/embeddings{query}", npy(LONLAT))
        assert reply.status == 200
        np.testing.assert_allclose(np.load(io.BytesIO(reply.body)), expected.encode(LONLAT), atol=1e-6)
    assert server.request("POST", "/encoders/monthly/embeddings?month=13", npy(LONLAT)).status in (400, 422)
    reply = server.request("POST", "/encoders/tiny/embeddings?month=7", npy(LONLAT))
    assert reply.status == 400
    assert b"has no months" in reply.body


@pytest.mark.parametrize(
    ("style", "query"), [("pca", ""), ("similarity", "places=13.4,52.5"), ("clusters", "k=4")]
)
def test_tiles_differ_between_months(server, path, style, query):
    drawn = [
        tile(server, style, 1, 1, 0, f"?{query}&{month}", "monthly")
        for month in ("", "month=1", "month=7", "month=1")
    ]
    np.testing.assert_array_equal(drawn[1], drawn[3])
    assert (drawn[1] != drawn[2]).any()
    assert (drawn[0] != drawn[2]).any()
    reply = server.request("GET", f"/tiles/tiny/{style}/1/1/0.png?{query}&month=7")
    assert reply.status == 400
    assert b"has no months" in reply.body


def test_the_similarity_of_a_month(server, path):
    values = [
        server.request("GET", f"/tiles/monthly/similarity/value?places=13.4,52.5&lon=10&lat=-20{month}").json
        for month in ("", "&month=1", "&month=7")
    ]
    assert len({round(value["value"], 3) for value in values}) == 3


@pytest.fixture
def sightings(path, tmp_path):
    """Return the bytes of a table whose `cover` depends on the embedding of the month of `seen`."""
    rng = np.random.default_rng(0)
    lonlat = np.column_stack([rng.uniform(-20, 40, 200), rng.uniform(-30, 60, 200)])
    months = rng.integers(1, 13, 200)
    embedded = load_encoder(path, device="cpu").encode(lonlat, months=months.astype(float))
    cover = 10 * embedded[:, 0] - 7 * embedded[:, 1] + rng.normal(0, 1, 200)
    seen = np.array([f"2004-{month:02d}-15" for month in months], dtype=object)
    fields = {"cover": Column.of("number", cover), "seen": Column.of("date", seen)}
    write_columns(tmp_path / "rows.npz", Columns(lonlat, fields))
    return (tmp_path / "rows.npz").read_bytes()


def test_models_of_dated_observations(learn, send, sightings, tmp_path):  # noqa: F811
    table = send(sightings)
    fit = {"table": table, "target": "cover", "encoders": ["monthly"], "estimator": "linear"}
    info, results, files = learn("fit_model", **fit, date_field="seen")
    assert info["status"] == "successful", info["message"]
    assert results["summary"]["date_field"] == "seen"
    assert results["summary"]["difference"]["verdict"] == "helped"
    model = send(files["model"])

    info, results, files = learn("predict_points", model=model, table=table)
    assert info["status"] == "successful", info["message"]
    assert results["summary"]["warnings"] == []
    (tmp_path / "predictions.npz").write_bytes(files["predictions"])
    predicted = read_columns(tmp_path / "predictions.npz").fields["prediction"].values
    observed = read_columns(tmp_path / "rows.npz").fields["cover"].values
    assert np.corrcoef(predicted, observed)[0, 1] > 0.95

    drawn = {}
    for month in (None, 7):
        given = {} if month is None else {"month": month}
        grid = {"extent": [0, 0, 20, 20], "pixel_size": 5, "surface": "all"}
        info, results, files = learn("predict_map", model=model, **grid, **given)
        assert info["status"] == "successful", info["message"]
        assert (results["summary"]["date_field"], results["summary"]["month"]) == ("seen", month)
        (tmp_path / "map.tif").write_bytes(files["map"])
        with rasterio.open(tmp_path / "map.tif") as raster:
            drawn[month] = raster.read(1)
    assert np.abs(drawn[7] - drawn[None]).mean() > 1

    info, results, _files = learn(
        "compare_encoders", **fit | {"encoders": ["monthly", "tiny"]}, date_field="seen"
    )
    assert info["status"] == "successful", info["message"]
    assert "coordinates and month" in {row["label"] for row in results["table"]}
