"""Patch folders: S2-100K and others, complete and damaged."""

import csv
import os
import shutil
from pathlib import Path

import numpy as np
import pytest
import rasterio
from rasterio.transform import from_origin

from satclip_backend.errors import SatclipError
from satclip_backend.pretraining.images.bands import SENTINEL_2
from satclip_backend.pretraining.images.patch_folder import is_patch_folder, open_patch_folder

S2 = Path(__file__).parents[2] / "data" / "s2-100k"


@pytest.fixture
def copy(tmp_path):
    """Copy patches of S2-100K to be damaged; return the folder, and the files in the order of the index."""
    folder = tmp_path / "s2"
    shutil.copytree(S2, folder)
    names = [line.split(",")[3] for line in (folder / "index.csv").read_text().split()[1:]]
    return folder, [folder / "images" / name for name in names]


def write(path, values, *, crs="EPSG:32633", west=500_000, north=5_000_000, nodata=None, names=()):
    path.parent.mkdir(exist_ok=True, parents=True)
    count, height, width = values.shape
    place = {"crs": crs, "transform": from_origin(west, north, 10, 10)} if crs else {}
    with rasterio.open(
        path, "w", "GTiff", width, height, count, dtype=values.dtype, nodata=nodata, **place
    ) as data:
        data.write(values)
        for band, name in enumerate(names, start=1):
            data.set_band_description(band, name)


def test_s2_100k_is_read():
    patches = open_patch_folder(S2)
    assert is_patch_folder(S2)
    assert (patches.bands, patches.pixels, patches.lonlat.shape) == (SENTINEL_2, 32, (20, 2))
    assert patches.lonlat[0].tolist() == pytest.approx([-68.2091418648589, -54.18078401057424])
    values, kept = patches.read(np.arange(20))
    assert values.shape == (20, 12, 32, 32)
    assert values.dtype == np.uint16
    assert kept.tolist() == list(range(20))
    assert not patches.skipped
    with rasterio.open(S2 / "images" / "patch_75123.tif") as data:
        np.testing.assert_array_equal(values[0], data.read())


def test_patches_are_cropped_to_their_centre_and_bands_selected_by_name():
    patches = open_patch_folder(S2, pixels=9, bands=["B04", "B8A", "B02"])
    assert patches.bands == ("B02", "B04", "B8A")
    values, kept = patches.read(np.array([4, 1]))
    assert kept.tolist() == [0, 1]
    with rasterio.open(patches.files[4]) as data:
        np.testing.assert_array_equal(values[0], data.read([2, 4, 9])[:, 11:20, 11:20])
    with pytest.raises(SatclipError, match=r"no band B10; the bands are B01, B02"):
        open_patch_folder(S2, bands=["B10"])
    assert patches.fingerprint != open_patch_folder(S2).fingerprint


def test_damaged_patches_are_dropped_and_counted_by_reason(copy):
    folder, files = copy
    whole = open_patch_folder(folder)
    files[0].unlink()
    files[1].write_bytes(files[1].read_bytes()[:5000])
    files[2].write_bytes(b"")
    with rasterio.open(files[3]) as data:
        crs, place, values = data.crs, data.transform, data.read()
    west, north = place.c, place.f
    write(files[3], values[:11], crs=crs, west=west, north=north)
    write(files[4], np.ones((12, 20, 20), np.uint16), crs=None)
    write(files[5], np.ones((12, 32, 32), np.float32), crs=None)
    empty = np.ones((12, 32, 32), np.uint16)
    empty[:, 5, 5] = 0
    write(files[6], empty, crs=None)
    write(files[7], np.ones((12, 32, 32), np.uint16), nodata=1, crs=None)
    write(files[8], np.ones((12, 32, 32), np.uint16), crs="EPSG:32633")  # not at the location in the index
    index = (folder / "index.csv").read_text().splitlines()
    index[10] = "95.0,13.0,," + files[9].name
    (folder / "index.csv").write_text("\n".join(index))
    patches = open_patch_folder(folder)
    for _ in range(2):
        values, kept = patches.read(np.arange(20))
        assert kept.tolist() == list(range(10, 20))
        assert len(values) == 10
        assert patches.skipped == {
            "missing": 1,
            "damaged": 2,
            "with 11 bands instead of 12": 1,
            "smaller than 32 x 32 pixels": 1,
            "of float32 instead of uint16": 1,
            "with pixels without data": 2,
            "elsewhere than index.csv says": 1,
            "without a place on Earth in index.csv": 1,
        }
    assert patches.fingerprint != whole.fingerprint


def test_any_georeferenced_images_are_patches_around_their_centres(tmp_path):
    for i in range(3):
        values = np.full((2, 16, 16), 10 * i, np.float32)
        if i == 2:
            values[1, 3, 3] = np.nan
        write(
            tmp_path / f"{i}.tif", values, west=500_000 - 80, north=5_000_080 + 1000 * i, names=("red", "nir")
        )
    patches = open_patch_folder(tmp_path)
    assert not is_patch_folder(tmp_path)
    assert (patches.bands, patches.pixels) == (("red", "nir"), 16)
    np.testing.assert_allclose(patches.lonlat[:, 0], 15.0, atol=1e-9)  # central meridian of UTM zone 33
    assert np.diff(patches.lonlat[:, 1]) == pytest.approx(0.009, abs=1e-4)
    values, kept = patches.read(np.arange(3))
    assert kept.tolist() == [0, 1]
    assert values[:, 0, 0, 0].tolist() == [0, 10]
    assert patches.skipped == {"with pixels without data": 1}


@pytest.mark.parametrize("crs", [None, "EPSG:4326"])  # no CRS, and metres interpreted as degrees
def test_images_without_a_location_are_refused_by_name_unless_an_index_has_it(tmp_path, crs):
    write(tmp_path / "good.tif", np.ones((1, 8, 8), np.uint8))
    write(tmp_path / "lost.tif", np.ones((1, 8, 8), np.uint8), crs=crs)
    with pytest.raises(SatclipError, match=r"lost\.tif of 2 images .*CRS.*index\.csv"):
        open_patch_folder(tmp_path)
    (tmp_path / "index.csv").write_text("lon,lat,fn\n14.9999,45.153,good.tif\n13.4,52.5,lost.tif\n")
    patches = open_patch_folder(tmp_path)
    assert patches.lonlat.tolist() == [[14.9999, 45.153], [13.4, 52.5]]
    kept = patches.read(np.array([0, 1]))[1]
    assert kept.tolist() == ([0, 1] if crs is None else [0])


def test_one_image_is_a_patch(tmp_path):
    write(tmp_path / "one.tif", np.ones((3, 8, 8), np.uint8))
    patches = open_patch_folder(tmp_path)
    assert (patches.bands, patches.lonlat.shape) == (("1", "2", "3"), (1, 2))
    assert len(patches.read(np.array([0]))[0]) == 1


@pytest.mark.parametrize(
    ("index", "sentence"),
    [
        ("", "can't be read as a table"),
        ("lat,lon\n1,2\n", "no column fn"),
        ("lat,lon,fn\n", "lists no patches"),
        ("lat,lon,fn\n1,2,nothing.tif\n", "None of 1 images"),
        ("lat,lon,fn\n1,2,../../outside.tif\n", "None of 1 images"),
    ],
)
def test_an_invalid_index_is_reported(tmp_path, index, sentence):
    folder = tmp_path / "a" / "b"
    write(tmp_path / "outside.tif", np.ones((1, 8, 8), np.uint8))
    (folder / "images").mkdir(parents=True)
    (folder / "index.csv").write_text(index)
    with pytest.raises(SatclipError, match=sentence):
        open_patch_folder(folder)


def test_a_missing_folder_and_missing_images_are_reported(tmp_path):
    with pytest.raises(SatclipError, match="There is no folder"):
        open_patch_folder(tmp_path / "none")
    with pytest.raises(SatclipError, match=r"neither images nor an index\.csv"):
        open_patch_folder(tmp_path)


@pytest.mark.parametrize(
    "name",
    [
        *(
            "../secret.tif",
            "/etc/passwd",
            "a/../../secret.tif",
            "..\\secret.tif",
            "C:secret.tif",
            "images\0.tif",
        ),
        *(
            "/vsicurl/http://127.0.0.1:9/a.tif",
            "http://127.0.0.1:9/a.tif",
            "NETCDF:a.nc:x",
            "WMTS:http://127.0.0.1:9",
        ),
        *("<VRTDataset/>", "pipe.tif", "folder", "text.tif", "GTIFF_DIR:1:good.tif", "good.tif|layername=a"),
    ],
)
def test_names_in_an_index_are_those_of_images_in_the_folder(tmp_path, name):
    folder = tmp_path / "patches"
    write(tmp_path / "secret.tif", np.ones((1, 8, 8), np.uint8))
    write(folder / "good.tif", np.ones((1, 8, 8), np.uint8))
    (folder / "folder").mkdir()
    os.mkfifo(folder / "pipe.tif")
    (folder / "text.tif").write_text(
        "<GDAL_WMTS><GetCapabilitiesUrl>http://127.0.0.1:9</GetCapabilitiesUrl></GDAL_WMTS>"
    )
    with (folder / "index.csv").open("w", newline="") as file:
        csv.writer(file).writerows([["lon", "lat", "fn"], [15, 45.15, "good.tif"], [15, 45.15, name]])
    for trusted in (True, False):
        patches = open_patch_folder(folder, trusted=trusted)
        assert patches.read(np.arange(2))[1].tolist() == [0]
        assert set(patches.skipped) <= {"missing", "damaged"}


def test_links_in_an_uploaded_folder_are_not_followed(tmp_path):
    write(tmp_path / "secret.tif", np.ones((1, 8, 8), np.uint8))
    folder = tmp_path / "patches"
    write(folder / "good.tif", np.ones((1, 8, 8), np.uint8))
    (folder / "link.tif").symlink_to(tmp_path / "secret.tif")
    (folder / "index.csv").write_text("lon,lat,fn\n15,45.15,good.tif\n15,45.15,link.tif\n")
    assert open_patch_folder(folder, trusted=False).read(np.arange(2))[1].tolist() == [0]
    assert open_patch_folder(folder).read(np.arange(2))[1].tolist() == [0, 1]  # a local folder of the user


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (b"", "can't be read as a table"),
        (b"\xff\xfe\0\0", "can't be read as a table|no column"),
        (b"lon,lat,fn\n1,2,3,4,5\n1,2,3\n", "None of 2 images"),
        (b'lon,lat,fn\n1,2,"a', "can't be read as a table"),
        (b"lat,fn\n1,a.tif\n", "no column lon"),
        (b"lon,lat,fn,lon\n1,2,a.tif,3\n", "None of 1 images|two columns"),
        (b"lon,lat,fn\n", "lists no patches"),
        (b"lon,lat,fn\n" + b"1,2," + b"a" * 200_000 + b"\n", "None of 1 images"),
        (b"lon,lat,fn\nnan,inf,a.tif\n-inf,1e400,\n", "None of 2 images"),
    ],
)
def test_a_malformed_index_is_reported(tmp_path, text, sentence):
    (tmp_path / "images").mkdir()
    (tmp_path / "index.csv").write_bytes(text)
    with pytest.raises(SatclipError, match=sentence):
        open_patch_folder(tmp_path)


def test_a_long_index_of_another_program_is_read(copy):
    folder, files = copy
    row = f" 10.5 , 45.5 ,{'u' * 100},{files[0].name}\r\n"
    text = "\ufeffLon,lon , lat,url,fn\r\n" + "x," + row + ("," + row) * 50_000
    (folder / "index.csv").write_text(text, encoding="utf-8", newline="")
    patches = open_patch_folder(folder)
    assert patches.lonlat.shape == (50_001, 2)
    assert patches.lonlat[7].tolist() == [10.5, 45.5]
    patches.read(np.array([0]))
    assert dict(patches.skipped) == {"elsewhere than index.csv says": 1}


def test_patches_that_exceed_memory_are_reported(tmp_path):
    write(tmp_path / "a.tif", np.zeros((1, 2000, 2000), np.uint8))
    with pytest.raises(SatclipError, match=r"2,000 x 2,000 pixels.*--pixels"):
        open_patch_folder(tmp_path)
    assert open_patch_folder(tmp_path, pixels=64).pixels == 64
