"""Polygon files: only the driver of the file's format reads it, and no other file is opened."""

from __future__ import annotations

import json
import shutil
import socket
from pathlib import Path

import geopandas
import numpy as np
import pytest
import shapely

from satclip_backend.errors import SatclipError
from satclip_backend.tables.polygons import read_polygons

DATA = Path(__file__).parents[1] / "data"
SQUARE = shapely.box(10, 45, 12, 47)


@pytest.mark.parametrize("name", ["a.gpkg", "a.geojson", "a.shp", "we;ird!.shp", "we;ird!.geojson"])
@pytest.mark.parametrize("crs", ["EPSG:4326", "EPSG:32632"])
def test_polygons_in_any_crs(tmp_path, name, crs):
    frame = geopandas.GeoDataFrame({"id": [1, 2]}, geometry=[SQUARE, None], crs=4326).to_crs(crs)
    plain = tmp_path / f"plain{Path(name).suffix}"
    frame.to_file(plain)
    for part in tmp_path.glob("plain.*"):
        shutil.move(part, tmp_path / f"{Path(name).stem}{part.suffix}")
    (square,) = read_polygons(tmp_path / name)
    assert square.symmetric_difference(SQUARE).area < 1e-6


def test_a_polygon_that_intersects_itself_is_kept(tmp_path):
    """This one has an area of 0 until it is made valid."""
    bow_tie = shapely.Polygon([(2, 44), (20, 55), (20, 44), (2, 55)])
    (tmp_path / "a.geojson").write_text(json.dumps(shapely.geometry.mapping(bow_tie)))
    (found,) = read_polygons(tmp_path / "a.geojson")
    assert shapely.make_valid(found).area == pytest.approx(99)


def test_polygons_without_a_crs_do_not_recommend_an_option_of_tables(tmp_path):
    geopandas.GeoDataFrame({"id": [1]}, geometry=[SQUARE], crs=4326).to_file(tmp_path / "a.shp")
    (tmp_path / "a.prj").unlink()
    with pytest.raises(SatclipError, match=r"^a\.shp has no CRS: save it again with one\.$"):
        read_polygons(tmp_path / "a.shp")


def test_curve_polygons_are_read():
    (circle,) = read_polygons(DATA / "curve.gpkg")
    assert circle.area == pytest.approx(np.pi, rel=0.01)


@pytest.mark.parametrize(
    "root",
    [
        SQUARE.__geo_interface__,
        {"type": "Feature", "properties": {}, "geometry": SQUARE.__geo_interface__},
        {"type": "GeometryCollection", "geometries": [SQUARE.__geo_interface__]},
    ],
)
def test_geojson_may_be_one_feature_or_geometry(tmp_path, root):
    (tmp_path / "a.geojson").write_text(json.dumps(root), encoding="utf-8-sig")
    assert read_polygons(tmp_path / "a.geojson")[0].area == 4


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "is not valid GeoJSON"),
        ("[" * 100_000, "is not valid GeoJSON"),
        ('{"type": "Topology", "objects": {}, "arcs": []}', "is not valid GeoJSON"),
        ('{"geometryType": "esriGeometryPolygon", "features": []}', "is not valid GeoJSON"),
        (
            '{"type": "gdal_streamed_alg", "command_line": "gdal vector convert http://127.0.0.1/"}',
            "is not valid GeoJSON",
        ),
        ('{"type": "FeatureCollection", "features": [5]}', "is not valid GeoJSON"),
        ('{"type": "FeatureCollection", "features": {"type": "Feature"}}', "is not valid GeoJSON"),
        ('{"type": "Polygon", "coordinates": [[[1, 2], ["a", 3]]]}', "is not valid GeoJSON"),
        ('{"type": "FeatureCollection", "features": [], "crs": {"type": "link", "properties": {"href": "http://a"}}}',
         "is not valid GeoJSON"),
        ('{"type": "Point", "coordinates": [1, 2]}', "no valid polygon"),
        ('{"type": "FeatureCollection", "features": []}', "no valid polygon"),
        ('{"type": "GeometryCollection", "geometries": [' * 300 + "]}" * 300, "no valid polygon|is not valid GeoJSON"),
    ],
)  # fmt: skip
def test_invalid_geojson_is_reported(tmp_path, text, words):
    (tmp_path / "a.geojson").write_text(text)
    with pytest.raises(SatclipError, match=words):
        read_polygons(tmp_path / "a.geojson")


def test_a_shapefile_without_its_parts_is_reported(tmp_path):
    geopandas.GeoDataFrame(geometry=[SQUARE], crs=4326).to_file(tmp_path / "a.shp")
    (tmp_path / "a.shx").unlink()
    with pytest.raises(SatclipError, match=r"has no file a\.shx beside it"):
        read_polygons(tmp_path / "a.shp")
    (tmp_path / "b.shp").write_bytes((tmp_path / "a.shp").read_bytes()[:60])
    (tmp_path / "b.shx").write_bytes(b"")
    with pytest.raises(SatclipError, match=r"b\.shp"):
        read_polygons(tmp_path / "b.shp")


@pytest.mark.parametrize("ending", [".gpkg", ".geojson", ".shp", ".json"])
def test_addresses_in_a_file_are_not_requested(tmp_path, ending):
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.1)
        url = f"http://127.0.0.1:{server.getsockname()[1]}/x"
        texts = [
            f"<OGRVRTDataSource><OGRVRTLayer name='x'><SrcDataSource>/vsicurl/{url}</SrcDataSource></OGRVRTLayer>"
            "</OGRVRTDataSource>",
            f"<OGRWFSDataSource><URL>{url}</URL></OGRWFSDataSource>",
            json.dumps(
                {"type": "gdal_streamed_alg", "command_line": f"gdal vector convert /vsicurl/{url} x"}
            ),
            json.dumps({"type": "Topology", "objects": {"x": url}, "arcs": []}),
            url,
        ]
        for text in texts:
            (tmp_path / f"a{ending}").write_text(text)
            (tmp_path / "a.shx").write_text(text)
            with pytest.raises(SatclipError, match=r"is not (a )?valid (GeoPackage|GeoJSON|Shapefile)"):
                read_polygons(tmp_path / f"a{ending}")
        with pytest.raises(TimeoutError):
            server.accept()


def test_other_formats_are_refused(tmp_path):
    (tmp_path / "a.kml").write_text("<kml/>")
    with pytest.raises(SatclipError, match=r"give a file that ends in \.gpkg, \.geojson, \.json, \.shp"):
        read_polygons(tmp_path / "a.kml")
