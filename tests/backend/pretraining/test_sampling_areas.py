"""Sampling areas from layers and clients, and points read from layers."""

from dataclasses import replace

import geopandas
import numpy as np
import pytest
import shapely

from satclip_backend.errors import SatclipError
from satclip_backend.geo.sampling import sample_points
from satclip_backend.pretraining.sampling_areas import area_of_rings, read_area
from satclip_backend.rasters.masks import read_mask
from satclip_backend.tables import open_table
from satclip_backend.tables.unusable import usable_points

SQUARE = shapely.box(10, 45, 12, 47)


def layer(path, geometries, crs=4326):
    geopandas.GeoDataFrame(geometry=geometries, crs=4326).to_crs(crs).to_file(path)
    return path


@pytest.mark.parametrize(
    ("name", "crs"), [("a.gpkg", 4326), ("a.geojson", 4326), ("a.shp", 3035), ("b.gpkg", 32633)]
)
def test_points_are_sampled_in_the_polygons_of_a_layer(tmp_path, name, crs):
    area = read_area(layer(tmp_path / name, [SQUARE, shapely.box(14, 45, 15, 46)], crs))
    lonlat = sample_points(500, mask=area, extent=area.extent)
    in_first = shapely.contains_xy(SQUARE.buffer(0.02), *lonlat.T)
    in_second = shapely.contains_xy(shapely.box(14, 45, 15, 46).buffer(0.02), *lonlat.T)
    assert (in_first ^ in_second).all()
    assert in_second.mean() == pytest.approx(1 / 5, abs=0.06)  # by area


def test_a_geojson_geometry_is_accepted_as_a_layer(tmp_path):
    (tmp_path / "area.geojson").write_text(shapely.to_geojson(SQUARE))
    assert read_area(tmp_path / "area.geojson").extent == (10, 45, 12, 47)


def test_polygons_may_have_holes_and_are_combined_with_land():
    ring = [(0, 0), (10, 0), (10, 10), (0, 10)]
    hole = [(4, 4), (6, 4), (6, 6), (4, 6)]
    area = area_of_rings([[ring, hole]])
    assert area.contains(np.array([[1, 1], [5, 5], [11, 1], [361, 1]])).tolist() == [True, False, False, True]
    coast = replace(area_of_rings([[ring]]), land=read_mask())
    lonlat = sample_points(200, mask=coast, extent=coast.extent)
    assert read_mask().contains(lonlat).all()


def test_an_area_may_cross_the_antimeridian():
    area = area_of_rings([[[(175, -5), (190, -5), (190, 5), (175, 5)]]])
    assert area.contains(np.array([[-175.0, 0], [178, 0], [170, 0], [-165, 0]])).tolist() == [
        True,
        True,
        False,
        False,
    ]
    lonlat = sample_points(100, mask=area, extent=area.extent)
    assert (np.abs(lonlat[:, 0]) >= 170).all()


def test_invalid_areas_are_reported(tmp_path):
    with pytest.raises(SatclipError, match="There is no file"):
        read_area(tmp_path / "none.gpkg")
    (tmp_path / "text.gpkg").write_text("no layer")
    with pytest.raises(SatclipError, match=r"text\.gpkg is not a valid GeoPackage"):
        read_area(tmp_path / "text.gpkg")
    points = layer(tmp_path / "points.gpkg", [shapely.Point(1, 2)])
    with pytest.raises(SatclipError, match=r"points\.gpkg has no valid polygon"):
        read_area(points)
    with pytest.raises(SatclipError, match=r"The area is empty"):
        area_of_rings([])
    with pytest.raises(SatclipError, match=r"can't be used"):
        area_of_rings([[[(0, 0), (1, 1)]]])
    geopandas.GeoDataFrame(geometry=[SQUARE]).to_file(tmp_path / "bare.shp")
    with pytest.raises(SatclipError, match=r"bare\.shp has no CRS"):
        read_area(tmp_path / "bare.shp")
    sea = replace(area_of_rings([[[(-30, -5), (-25, -5), (-25, 0), (-30, 0)]]]), land=read_mask())
    with pytest.raises(SatclipError, match="in the area and land in the mask"):
        sample_points(10, mask=sea, extent=sea.extent)


def test_points_are_read_from_tables_in_any_crs(tmp_path):
    places = [shapely.Point(11, 46), shapely.Point(12.5, 45.5)]
    lonlat, without = usable_points(open_table(layer(tmp_path / "points.gpkg", places, 32633)))
    np.testing.assert_allclose(lonlat, [[11, 46], [12.5, 45.5]], atol=1e-7)
    assert without == 0
    (tmp_path / "points.csv").write_text("id,lat,lon\n1,46,11\n2,,\n3,95,11\n")
    lonlat, without = usable_points(open_table(tmp_path / "points.csv"))
    assert lonlat.tolist() == [[11, 46]]
    assert without == 2
    (tmp_path / "none.csv").write_text("lat,lon\n,\n")
    with pytest.raises(SatclipError, match="No row"):
        usable_points(open_table(tmp_path / "none.csv"))
