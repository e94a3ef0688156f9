"""A map keeps its CRS, or is refused before any work."""

from __future__ import annotations

import pytest
import rasterio
from pyproj import CRS

from satclip_backend.cli import main
from satclip_backend.rasters.geotiff_crs import is_kept
from satclip_backend.rasters.grids import make_grid


@pytest.mark.parametrize(
    "crs",
    [
        "EPSG:4326", "EPSG:3857", "EPSG:3035", "EPSG:27700", "EPSG:2056", "EPSG:5514", "EPSG:4807", "EPSG:8857",
        "ESRI:54009", "ESRI:54030", "+proj=moll +datum=WGS84", "+proj=utm +zone=33 +datum=WGS84 +units=km",
        "+proj=laea +lat_0=10 +lon_0=20 +datum=WGS84 +units=us-ft",
        "+proj=tmerc +lat_0=1 +lon_0=3 +ellps=bessel +towgs84=1,2,3,4,5,6,7",
    ],
)  # fmt: skip
def test_a_geotiff_can_store_most_crss(crs):
    assert is_kept(make_grid((1, 1, 2, 2), crs, 0.1))


@pytest.mark.parametrize(
    "crs",
    [
        "+proj=eqearth +lon_0=150 +datum=WGS84",
        "+proj=ob_tran +o_proj=longlat +o_lon_p=0 +o_lat_p=40 +lon_0=10 +datum=WGS84",
        "+proj=isea +datum=WGS84",
        "+proj=rhealpix +datum=WGS84",
        "+proj=healpix +datum=WGS84",
    ],
)
@pytest.mark.parametrize("command", ["map", "similarity", "clusters"])
def test_a_crs_that_a_geotiff_cannot_store_is_refused_before_any_work(tmp_path, capsys, crs, command):
    argv = [command, "-o", str(tmp_path / "m.tif"), "--crs", crs, "--extent", "-4e6", "-4e6", "4e6", "4e6"]
    argv += ["--pixel-size", "1e6", *(["--place", "-1e1", "5e1"] if command == "similarity" else [])]
    assert main(argv) == 1
    said = capsys.readouterr().err
    assert "A GeoTIFF can't hold " in said
    assert "choose another CRS for the map, such as EPSG:4326" in said
    assert "loading" not in said
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    "crs", ["EPSG:8857", "ESRI:54030", "+proj=laea +lat_0=10 +lon_0=20 +datum=WGS84 +units=km"]
)
def test_the_crs_is_read_back_from_the_file(tmp_path, tiny_encoder_file, crs):
    """The file alone is enough, without sidecar files."""
    argv = ["map", "-o", str(tmp_path / "m.tif"), "--crs", crs, "--extent", "-1e3", "-1e3", "1e3", "1e3"]
    assert main([*argv, "--pixel-size", "1e2", "--encoder", str(tiny_encoder_file), "--device", "cpu"]) == 0
    assert [path.name for path in tmp_path.glob("*.tif*")] == ["m.tif"]
    with rasterio.open(tmp_path / "m.tif") as dataset:
        assert CRS.from_wkt(dataset.crs.to_wkt()).equals(CRS.from_user_input(crs))


def test_sidecar_files_of_an_older_map_are_removed(tmp_path, tiny_encoder_file):
    for ending in (".aux.xml", ".ovr", ".msk", ".txt"):
        (tmp_path / f"m.tif{ending}").write_text("of an older map")
    argv = ["map", "-o", str(tmp_path / "m.tif"), "--extent", "0", "0", "4", "4", "--pixel-size", "1"]
    assert main([*argv, "--encoder", str(tiny_encoder_file), "--device", "cpu"]) == 0
    assert sorted(path.name for path in tmp_path.glob("m*")) == ["m.tif", "m.tif.txt"]


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (["--crs", "EPSG:4978"], "has no easting and northing"),
        (["--extent", "0", "0", "0", "1"], "has no area"),
        (["--extent", "0", "2", "1", "1"], "has no area"),
        (["--extent", "nan", "0", "1", "1"], "--extent must be a finite number"),
        (["--extent", "-1e308", "-1e308", "1e308", "1e308"], "more than 1e308 pixels"),
        (["--pixel-size", "0"], "--pixel-size must be more than 0, not 0."),
        (["--pixel-size", "-1e-5"], "--pixel-size must be more than 0, not -1e-05."),
        (["--pixel-size", "inf"], "--pixel-size must be a finite number"),
        (["--pixel-size", "1e-320"], "choose a larger pixel size or a smaller extent"),
    ],
)
def test_invalid_extents_and_pixel_sizes_are_reported(tmp_path, capsys, options, sentence):
    argv = ["map", "-o", str(tmp_path / "m.tif"), "--extent", "0", "0", "1", "1", "--pixel-size", "1"]
    assert main([*argv, "--crs", "EPSG:3857", *options]) == 1
    said = capsys.readouterr().err
    assert sentence in said
    assert "loading" not in said
