"""Cluster maps: each pixel has the class of the nearest centre, and the table of classes is consistent."""

from __future__ import annotations

import json
import shutil

import numpy as np
import pytest
import rasterio
from pydantic import ValidationError

from satclip_backend.errors import Cancelled, SatclipError
from satclip_backend.geo.sphere import fibonacci_lattice
from satclip_backend.processes.cluster_map import PROCESS, Inputs
from satclip_backend.processes.process import Context
from satclip_backend.rasters.clusters import SAMPLE, fit_clusters
from satclip_backend.rasters.colours import rgb
from satclip_backend.store import folder

WORLD = [-180, -90, 180, 90]
EQUAL_AREA = [-17_367_530, -7_342_230, 17_367_530, 7_342_230]
"""Extent of the world in EPSG:6933, up to the poles."""


@pytest.fixture
def draw(satclip_home, tiny_encoder_file, tmp_path):
    """Return a function that runs the process with the installed encoder `tiny` and returns its outputs."""
    shutil.copy(tiny_encoder_file, folder("encoders") / "tiny.safetensors")

    def draw(name="map", **inputs):
        (tmp_path / name).mkdir()
        return PROCESS.run(Inputs(encoder="tiny", **inputs), Context(tmp_path / name))

    return draw


def read(outputs):
    with rasterio.open(outputs["map"]) as dataset:
        return dataset.read(1)


def degrees(step):
    """Return the pixel centres of a map of the world."""
    lon, lat = np.meshgrid(np.arange(-180 + step / 2, 180, step), np.arange(90 - step / 2, -90, -step))
    return np.column_stack([lon.ravel(), lat.ravel()])


def nearest(encoder, centres, lonlat):
    """Return classes by distance, and whether the distances to the two nearest centres differ clearly."""
    embeddings = encoder.encode(lonlat, dtype="float64")
    distance = np.linalg.norm(embeddings[:, None] - centres, axis=2)
    first, second = np.sort(distance, axis=1)[:, :2].T
    return distance.argmin(axis=1) + 1, second - first > 1e-3 * second


def test_each_pixel_has_the_class_of_the_nearest_centre(draw, tiny_encoder):
    outputs = draw(extent=WORLD, pixel_size=1, clusters=6)
    centres = fit_clusters(tiny_encoder, fibonacci_lattice(SAMPLE), 6).centres
    classes, clear = nearest(tiny_encoder, centres, degrees(1))
    assert clear.mean() > 0.99
    np.testing.assert_array_equal(read(outputs).ravel()[clear], classes[clear])
    exact = draw("exact", extent=WORLD, pixel_size=1, clusters=6, exact=True)
    assert (read(exact) == read(outputs)).mean() > 0.999


def test_the_map_has_a_colour_per_class_and_overviews_of_classes(draw):
    outputs = draw(crs="+proj=moll", extent=[-18e6, -9e6, 18e6, 9e6], pixel_size=25_000, clusters=5)
    full = read(outputs)
    with rasterio.open(outputs["map"]) as dataset:
        assert dataset.tags(ns="IMAGE_STRUCTURE")["LAYOUT"] == "COG"
        assert (dataset.dtypes, dataset.nodata) == (("uint8",), 0)
        assert dataset.descriptions == ("Class",)
        assert dataset.overviews(1) == [2, 4]
        colours = dataset.colormap(1)
    for row in outputs["classes"]:
        assert colours[row["class"]] == (*rgb(row["colour"]), 255)
    assert set(np.unique(full)) == {0, 1, 2, 3, 4, 5}
    with rasterio.open(outputs["map"], OVERVIEW_LEVEL=0) as overview:
        half = overview.read(1)
    quarters = np.stack([full[i::2, j::2] for i in (0, 1) for j in (0, 1)])
    counts = np.stack([(quarters == value).sum(axis=0) for value in range(6)])
    of_shown = np.take_along_axis(counts, half[None].astype(int), axis=0)[0]
    some = counts[0] < 4
    np.testing.assert_array_equal(half > 0, some)  # nodata is ignored unless all pixels are nodata
    np.testing.assert_array_equal(of_shown[some], counts[1:].max(axis=0)[some])


@pytest.mark.parametrize(
    ("crs", "extent", "pixel_size"),
    [
        ("EPSG:4326", WORLD, 1),
        ("EPSG:6933", EQUAL_AREA, 14_684_460 / 210),
        ("+proj=moll", [-18_050_000, -9_050_000, 18_050_000, 9_050_000], 50_000),
    ],
)
def test_the_areas_of_all_classes_add_up_to_the_earths_area(draw, crs, extent, pixel_size):
    outputs = draw(crs=crs, extent=extent, pixel_size=pixel_size)
    assert sum(row["area_km2"] for row in outputs["classes"]) == pytest.approx(510_065_622, rel=1e-3)
    assert sum(row["share"] for row in outputs["classes"]) == pytest.approx(1)
    pixels = np.bincount(read(outputs).ravel(), minlength=9)[1:]
    assert [row["pixels"] for row in outputs["classes"]] == pixels.tolist()
    assert outputs["summary"]["valid_pixels"] == pixels.sum()


def test_a_class_has_the_same_area_on_every_map(draw):
    """Classes fitted on the encoder, and their areas, do not depend on the pixels of the map."""
    plain = draw("plain", extent=WORLD, pixel_size=0.5)
    equal = draw(
        "equal",
        crs="EPSG:6933",
        extent=EQUAL_AREA,
        pixel_size=14_684_460 / 420,
    )
    for one, other in zip(plain["classes"], equal["classes"], strict=True):
        assert (one["lon"], one["lat"], one["pc1"]) == (other["lon"], other["lat"], other["pc1"])
        assert one["area_km2"] == pytest.approx(other["area_km2"], rel=5e-3)


def test_each_row_of_the_table_describes_its_class(draw, tiny_encoder):
    rows = draw(extent=WORLD, pixel_size=1)["classes"]
    clusters = fit_clusters(tiny_encoder, fibonacci_lattice(SAMPLE), 8)
    assert [row["class"] for row in rows] == list(range(1, 9))
    typical = np.array([[row["lon"], row["lat"]] for row in rows])
    classes, _ = nearest(tiny_encoder, clusters.centres, typical)
    assert classes.tolist() == list(range(1, 9))
    components = np.array([[row[f"pc{i}"] for i in (1, 2, 3)] for row in rows])
    np.testing.assert_allclose(components, tiny_encoder.pca.project(clusters.centres, 3), atol=1e-5)
    assert all(0 < row["similarity"] <= 1 for row in rows)


def test_a_class_without_pixels_is_listed(draw):
    rows = draw(extent=[10, 50, 10.1, 50.1], pixel_size=0.1, clusters=4)["classes"]
    assert sorted(row["pixels"] for row in rows) == [0, 0, 0, 1]
    assert [row["area_km2"] > 0 for row in rows] == [row["pixels"] > 0 for row in rows]


def test_classes_fitted_on_the_extent_divide_it(draw):
    extent = {"extent": [5, 45, 15, 50], "pixel_size": 0.1, "clusters": 4}
    own, globe = draw("own", **extent, fitted_on="extent"), draw("globe", **extent)
    assert min(row["pixels"] for row in own["classes"]) > 100
    assert sum(row["pixels"] > 0 for row in globe["classes"]) < 4
    assert all(5 <= row["lon"] <= 15 and 45 <= row["lat"] <= 50 for row in own["classes"])
    again = draw("again", **extent, fitted_on="extent")
    assert again["classes"] == own["classes"]


def test_outputs_are_those_that_the_process_declares(draw):
    outputs = draw(extent=WORLD, pixel_size=10, clusters=64)
    assert outputs.keys() == PROCESS.outputs.keys()
    declared = PROCESS.outputs["classes"].schema["items"]["properties"].keys()
    assert all(row.keys() == declared for row in outputs["classes"])
    assert json.loads(json.dumps(outputs["classes"])) == outputs["classes"]
    assert len({row["colour"] for row in outputs["classes"]}) == 64
    assert outputs["map"].is_file()


def test_an_extent_outside_the_earth_is_refused_and_leaves_no_files(draw, tmp_path):
    for fitted_on in ("encoder", "extent"):
        with pytest.raises(SatclipError, match="No pixel of the extent"):
            draw(fitted_on, crs="EPSG:32633", extent=[2e7, 0, 3e7, 1e6], pixel_size=1e5, fitted_on=fitted_on)
        assert list((tmp_path / fitted_on).iterdir()) == []


def test_it_can_be_cancelled_while_clusters_are_fitted(satclip_home, tiny_encoder_file, tmp_path):
    shutil.copy(tiny_encoder_file, folder("encoders") / "tiny.safetensors")
    messages = []

    def stop(fraction, message):
        messages.append(message)
        if message == "fitting the clusters":
            raise Cancelled

    with pytest.raises(Cancelled):
        PROCESS.run(
            Inputs(extent=WORLD, pixel_size=1, encoder="tiny"), Context(tmp_path / "map", on_progress=stop)
        )
    assert messages[-1] == "fitting the clusters"


@pytest.mark.parametrize("wrong", [{"clusters": 1}, {"clusters": 65}, {"clusters": 2.5}, {"fitted_on": "me"}])
def test_inputs_of_the_wrong_type_are_refused(wrong):
    with pytest.raises(ValidationError):
        Inputs(**({"extent": WORLD, "pixel_size": 1} | wrong))
