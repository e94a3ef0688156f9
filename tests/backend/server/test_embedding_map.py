"""Maps over HTTP, as the plugin and OWSLib request them."""

import time

import numpy as np
import pytest
import rasterio
from owslib.ogcapi.processes import Processes

WORLD = {"extent": [-180, -90, 180, 90], "pixel_size": 5, "encoder": "tiny"}


def execute(server, **inputs):
    reply = server.request("POST", "/processes/embedding_map/execution", {"inputs": {**WORLD, **inputs}})
    assert reply.status == 201, reply.body
    return reply.json["jobID"]


def test_a_map(server, tmp_path):
    job = execute(server)
    info = server.finished(job, limit=120)
    assert info["status"] == "successful", info["message"]
    results = server.request("GET", f"/jobs/{job}/results").json
    assert results["map"]["type"] == "image/tiff; application=geotiff; profile=cloud-optimized"
    file = server.request("GET", f"/jobs/{job}/results/map")
    assert int(file.headers["Content-Length"]) == len(file.body)
    (tmp_path / "map.tif").write_bytes(file.body)
    with rasterio.open(tmp_path / "map.tif") as raster:
        assert (raster.count, raster.width, raster.height) == (3, 72, 36)
        assert raster.descriptions == ("PC1", "PC2", "PC3")
        assert raster.crs == "EPSG:4326"
        values = raster.read()
    assert np.isfinite(values).all()
    assert np.asarray(results["stretch"]).shape == (3, 2)
    assert results["summary"]["valid_pixels"] == 72 * 36


def test_the_basis_of_one_map_is_used_for_another(server):
    job = execute(server, extent=[0, 40, 20, 60], pixel_size=1, basis="extent", components=2)
    assert server.finished(job, limit=120)["status"] == "successful"
    basis = server.request("GET", f"/jobs/{job}/results").json["basis"]
    again = execute(server, components=2, basis={"value": basis})
    assert server.finished(again, limit=120)["status"] == "successful"
    assert server.request("GET", f"/jobs/{again}/results").json["basis"] == basis


@pytest.mark.parametrize(
    ("inputs", "sentence"),
    [
        ({"pixel_size": 0.00036}, "500,000,000,000"),
        ({"extent": [0, 0, 0, 0]}, "extent"),
        ({"crs": "EPSG:32633", "extent": [1e12, 1e12, 1e12 + 1000, 1e12 + 1000], "pixel_size": 100}, ""),
        ({"crs": "EPSG:0"}, "EPSG:0"),
        ({"encoder": "nothing"}, "no encoder 'nothing'"),
        ({"components": 9}, "9 components"),
        ({"basis": {"mean": 1}}, "basis"),
    ],
)
def test_impossible_maps_are_reported(server, inputs, sentence):
    job = execute(server, **inputs)
    info = server.finished(job, limit=120)
    assert info["status"] == "failed"
    assert sentence in info["message"]
    assert "The log" not in info["message"]
    assert server.request("GET", f"/jobs/{job}/results").refused(400)


@pytest.mark.parametrize(
    ("inputs", "name"),
    [
        ({"extent": [0, 0, 1]}, "'extent'"),
        ({"extent": [0, 0, None, 1]}, "'extent', item 3"),
        ({"pixel_size": 0}, "'pixel_size'"),
        ({"pixel_size": "1 m"}, "'pixel_size'"),
        ({"components": 0}, "'components'"),
        ({"basis": 3}, "'basis'"),
        ({"colour": "red"}, "'colour'"),
    ],
)
def test_invalid_inputs_are_refused_by_name(server, inputs, name):
    reply = server.request("POST", "/processes/embedding_map/execution", {"inputs": {**WORLD, **inputs}})
    assert name in reply.refused(400)


def test_nan_and_infinity_are_refused(server):
    body = b'{"inputs": {"extent": [0, 0, NaN, 1], "pixel_size": Infinity}}'
    headers = {"Content-Type": "application/json"}
    detail = server.request("POST", "/processes/embedding_map/execution", body, headers).refused(400)
    assert "not valid JSON" in detail


def test_dismissing_a_map_takes_less_than_a_second(server):
    job = execute(server, pixel_size=0.05)
    while server.request("GET", f"/jobs/{job}").json["progress"] == 0:
        time.sleep(0.05)
    began = time.monotonic()
    server.request("DELETE", f"/jobs/{job}")
    while server.request("GET", "/status").json["jobs"]:
        time.sleep(0.02)
    assert time.monotonic() - began < 10
    assert not server.stored(job)


def test_owslib_makes_a_map(server):
    client = Processes(
        f"http://127.0.0.1:{server.port}/", headers={"Authorization": f"Bearer {server.token}"}
    )
    assert [process["id"] for process in client.processes()] == [
        "embedding_map",
        "similarity_map",
        "cluster_map",
        "fit_model",
        "predict_points",
        "predict_map",
        "evaluate_model",
        "suggest_points",
        "compare_encoders",
        "assess_map",
        "sample_imagery",
        "pretrain",
        "download_encoder",
        "import_encoder",
    ]
    described = client.process("embedding_map")
    assert described["inputs"].keys() == {
        "extent",
        "crs",
        "pixel_size",
        "encoder",
        "exact",
        "components",
        "basis",
        "colours",
        "month",
    }
    assert described["outputs"].keys() == {"map", "basis", "stretch", "legend", "summary"}
    client.execute("embedding_map", inputs=WORLD, async_=True)
    job = client.response_headers["Location"].rpartition("/")[2]
    while client._request(path=f"jobs/{job}")["status"] in ("accepted", "running"):
        time.sleep(0.05)
    assert client._request(path=f"jobs/{job}")["status"] == "successful"
    results = client._request(path=f"jobs/{job}/results")
    assert results["map"]["href"].endswith(f"/jobs/{job}/results/map")
    assert client._request(path=f"jobs/{job}/results/map", as_dict=False)[:2] == b"II"


def results(server, process, **inputs):
    reply = server.request("POST", f"/processes/{process}/execution", {"inputs": {**WORLD, **inputs}})
    assert reply.status == 201, reply.body
    job = reply.json["jobID"]
    info = server.finished(job, limit=120)
    assert info["status"] == "successful", info["message"]
    return server.request("GET", f"/jobs/{job}/results").json, job


def test_a_similarity_map(server, tmp_path):
    answer, job = results(server, "similarity_map", places=[[-172.5, 87.5]])
    (tmp_path / "map.tif").write_bytes(server.request("GET", f"/jobs/{job}/results/map").body)
    with rasterio.open(tmp_path / "map.tif") as raster:
        values = raster.read(1)
    assert values.max() == pytest.approx(values[0, 1], abs=1e-4) == pytest.approx(1, abs=1e-4)
    assert answer["ramp"][0][0] == -answer["ramp"][-1][0]
    assert answer["summary"]["places"] == 1


def test_a_cluster_map(server, tmp_path):
    answer, job = results(server, "cluster_map", clusters=5)
    (tmp_path / "map.tif").write_bytes(server.request("GET", f"/jobs/{job}/results/map").body)
    with rasterio.open(tmp_path / "map.tif") as raster:
        counts = np.bincount(raster.read(1).ravel(), minlength=6)[1:]
    assert [row["pixels"] for row in answer["classes"]] == counts.tolist()


@pytest.mark.parametrize(
    ("process", "inputs", "name"),
    [
        ("similarity_map", {}, "'places'"),
        ("similarity_map", {"places": []}, "'places'"),
        ("similarity_map", {"places": [[1, 2], [3]]}, "'places', item 2"),
        ("cluster_map", {"clusters": 65}, "'clusters'"),
        ("cluster_map", {"fitted_on": "mars"}, "'fitted_on'"),
        ("cluster_map", {"components": 3}, "'components'"),
    ],
)
def test_invalid_inputs_of_the_other_maps_are_refused_by_name(server, process, inputs, name):
    reply = server.request("POST", f"/processes/{process}/execution", {"inputs": {**WORLD, **inputs}})
    assert name in reply.refused(400)
