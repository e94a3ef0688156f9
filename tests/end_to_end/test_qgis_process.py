"""Test the algorithms with `qgis_process`, as in scripts and scheduled tasks."""

from __future__ import annotations

import os
import venv

import headless_qgis
import pytest
from headless_qgis import STATIONS

READ_POINTS = """
import sys, json, geopandas
frame = geopandas.read_file(sys.argv[1])
print(json.dumps({"rows": len(frame), "columns": list(frame.columns), "nulls": int(frame.isna().any(axis=1).sum())}))
"""
READ_MAP = """
import sys, json, numpy as np, rasterio
with rasterio.open(sys.argv[1]) as raster:
    values = raster.read()
    print(json.dumps({
        "shape": values.shape, "crs": raster.crs.to_string(), "bounds": raster.bounds, "names": raster.descriptions,
        "overviews": raster.overviews(1), "layout": raster.tags(ns="IMAGE_STRUCTURE").get("LAYOUT"),
        "nodata": str(raster.nodata), "finite": bool(np.isfinite(values).all()),
        "spread": values.std(axis=(1, 2)).tolist(),
    }))
"""
COMPARE = """
import sys, json, geopandas, numpy as np
from satclip_backend.encoders import load_encoder
frame = geopandas.read_file(sys.argv[1])
lonlat = np.column_stack([frame.geometry.x, frame.geometry.y])
fields = [name for name in frame.columns if name.startswith("emb_")]
difference = np.abs(frame[fields].to_numpy() - load_encoder("bundled").encode(lonlat))
print(json.dumps({"fields": len(fields), "worst": float(difference.max())}))
"""
THIRD = """
import sys, json, geopandas
print(json.dumps(geopandas.read_file(sys.argv[1])[::3].to_file(sys.argv[2])))
"""
"""Every third station, which saves time."""


@pytest.fixture(scope="module")
def points(env, tmp_path_factory):
    output = tmp_path_factory.mktemp("points") / "points.gpkg"
    results = headless_qgis.run_algorithm("satclip:embedpoints", {"INPUT": STATIONS, "OUTPUT": output}, env)
    return output, results


def test_another_python_first_in_path_does_not_matter(tmp_path, monkeypatch):
    """As with pyenv, conda or an active virtual environment, whose Python has no module qgis."""
    venv.create(tmp_path / "venv", symlinks=True)
    monkeypatch.setenv("PATH", str(tmp_path / "venv" / "bin"), prepend=os.pathsep)
    monkeypatch.setenv("VIRTUAL_ENV", str(tmp_path / "venv"))
    monkeypatch.setenv("PROJ_DATA", str(tmp_path))
    env = headless_qgis.environment(tmp_path / "profile")
    headless_qgis.enable_plugin(env)
    assert "satclip:embedpoints" in headless_qgis.qgis_process(["list"], env)


def test_all_stations_keep_their_fields(points, in_backend):
    output, results = points
    table = in_backend(READ_POINTS, output)
    assert table["rows"] == results["EMBEDDED_COUNT"] == 3076
    assert table["nulls"] == 0
    assert {"mean_temp_c", "mean_precip_mm"} <= set(table["columns"])


def test_written_embeddings_equal_those_of_the_encoder(points, in_backend):
    compared = in_backend(COMPARE, points[0])
    assert compared["fields"] == 256
    assert compared["worst"] < 1e-5


def test_an_embedding_map_of_the_world(env, tmp_path, in_backend):
    output = tmp_path / "map.tif"
    parameters = {
        "EXTENT": "-180,180,-90,90 [EPSG:4326]",
        "CRS": "EPSG:4326",
        "PIXEL_SIZE": 0.5,
        "OUTPUT": output,
    }
    headless_qgis.run_algorithm("satclip:embeddingmap", parameters, env)
    raster = in_backend(READ_MAP, output)
    assert raster["shape"] == [6, 360, 720]
    assert raster["crs"] == "EPSG:4326"
    assert raster["bounds"] == [-180, -90, 180, 90]
    assert raster["names"] == ["PC1", "PC2", "PC3", "Red", "Green", "Blue"]
    assert raster["layout"] == "COG"
    assert raster["overviews"]
    assert raster["nodata"] == "nan"
    assert raster["finite"]
    assert min(raster["spread"]) > 0


def test_a_similarity_map_of_stations_and_a_point(env, tmp_path, in_backend):
    output = tmp_path / "map.tif"
    parameters = {
        "PLACES": STATIONS,
        "POINT": "10,25 [EPSG:4326]",
        "EXTENT": "-180,180,-90,90 [EPSG:4326]",
        "PIXEL_SIZE": 2,
        "SURFACE": 1,
        "OUTPUT": output,
    }
    results = headless_qgis.run_algorithm("satclip:similaritymap", parameters, env)
    assert results["PLACES_COUNT"] == 3077
    raster = in_backend(READ_MAP, output)
    assert raster["shape"] == [1, 90, 180]
    assert raster["names"] == ["Similarity"]
    assert raster["layout"] == "COG"
    assert raster["finite"]
    assert raster["spread"][0] > 0


def test_a_cluster_map_and_its_table(env, tmp_path, in_backend):
    output, table = tmp_path / "map.tif", tmp_path / "classes.gpkg"
    parameters = {
        "EXTENT": "-180,180,-90,90 [EPSG:4326]",
        "PIXEL_SIZE": 2,
        "CLUSTERS": 6,
        "OUTPUT": output,
        "TABLE": table,
    }
    results = headless_qgis.run_algorithm("satclip:clustermap", parameters, env)
    assert (results["CLUSTERS_COUNT"], results["VALID_PIXELS"]) == (6, 16200)
    raster = in_backend(READ_MAP, output)
    assert raster["shape"] == [1, 90, 180]
    assert raster["nodata"] == "0.0"
    classes = in_backend(READ_POINTS, table)
    assert (classes["rows"], classes["nulls"]) == (6, 0)
    assert {"class", "colour", "share", "area_km2", "pc3", "lat"} <= set(classes["columns"])


def test_a_model_from_stations_to_points_and_map(env, tmp_path, in_backend):
    stations, model, report, rows = (
        tmp_path / name for name in ("s.gpkg", "t.satclip", "report.html", "rows.gpkg")
    )
    in_backend(THIRD, STATIONS, stations)
    parameters = {
        "INPUT": stations,
        "TARGET": "mean_temp_c",
        "UNITS": "°C",
        "ESTIMATOR": 1,
        "MODEL_FILE": model,
        "REPORT": report,
        "ROWS": rows,
    }
    results = headless_qgis.run_algorithm("satclip:fitmodel", parameters, env)
    assert results["ROWS_COUNT"] == 1026
    assert 0.85 < results["SCORE"] < results["SCORE_RANDOM"] < 0.97
    assert results["COVERAGE"] == pytest.approx(0.9, abs=0.02)
    assert "mean_temp_c" in report.read_text(encoding="utf-8")
    assert in_backend(READ_POINTS, rows)["rows"] == 1026

    points = tmp_path / "points.gpkg"
    parameters = {"MODEL_FILE": model, "INPUT": stations, "OUTPUT": points}
    results = headless_qgis.run_algorithm("satclip:predictpoints", parameters, env)
    assert (results["PREDICTED_COUNT"], results["OUTSIDE_COUNT"]) == (1026, 0)
    table = in_backend(READ_POINTS, points)
    assert {"prediction", "lower", "upper", "applicable", "mean_temp_c"} <= set(table["columns"])
    assert table["nulls"] == 0

    drawn = tmp_path / "map.tif"
    extent = {"EXTENT": "-12,42,34,72 [EPSG:4326]", "PIXEL_SIZE": 0.5}
    headless_qgis.run_algorithm("satclip:predictmap", {"MODEL_FILE": model, **extent, "OUTPUT": drawn}, env)
    raster = in_backend(READ_MAP, drawn)
    assert raster["shape"] == [8, 76, 108]
    assert raster["names"][:3] == ["Prediction", "Lower", "Upper"]
    assert raster["layout"] == "COG"
    assert not raster["finite"]  # the sea is masked
