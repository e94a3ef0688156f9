"""Test extents and grids: conversion of extents, and errors before any work."""

from __future__ import annotations

import pytest
from qgis.core import QgsCoordinateReferenceSystem, QgsProcessingContext, QgsProcessingException

from satclip_qgis.algorithms.embedding_map import EmbeddingMap
from satclip_qgis.parameters.extents import (
    AUTOMATIC_PIXELS,
    automatic_pixel_size,
    check_grid,
    extent_in,
    grid_size,
)
from satclip_qgis.parameters.grid import named_crs

LONLAT = QgsCoordinateReferenceSystem("EPSG:4326")
MERCATOR = QgsCoordinateReferenceSystem("EPSG:3857")


@pytest.fixture
def read(qgis_app):
    """Return a function that converts a text to an extent in a CRS."""
    algorithm = EmbeddingMap()
    algorithm.initAlgorithm()

    def read(text: str, crs: str) -> tuple:
        context = QgsProcessingContext()
        return extent_in(algorithm, {"EXTENT": text}, "EXTENT", QgsCoordinateReferenceSystem(crs), context)

    return read


@pytest.mark.parametrize(
    ("text", "crs", "expected"),
    [
        ("-10,20,30,40 [EPSG:4326]", "EPSG:4326", (-10, 30, 20, 40)),
        ("-10,20,30,40", "EPSG:4326", (-10, 30, 20, 40)),
        ("-1e1, 2.5, 30, 40 [EPSG:4326]", "EPSG:4326", (-10, 30, 2.5, 40)),
        ("170,-170,-20,20 [EPSG:4326]", "EPSG:4326", (170, -20, -170, 20)),
        ("170,190,-20,20 [EPSG:4326]", "EPSG:4326", (170, -20, 190, 20)),
        ("170,-170,-20,20 [EPSG:4326]", "EPSG:4258", (170, -20, -170, 20)),
        ("0,10,0,10 [EPSG:4326]", "EPSG:3857", (0, 0, 1113194.9, 1118889.97)),
        ("0,1113194.9,0,1118889.97 [EPSG:3857]", "EPSG:4326", (0, 0, 10, 10)),
        ("-1000000,1000000,-1000000,1000000 [EPSG:3995]", "EPSG:4326", (-180, 77.05, 180, 90)),
        ("-1113194.9,1113194.9,-1000000,1000000 [EPSG:3832]", "EPSG:4326", (140, -8.98, 160, 8.98)),
        ("2226389.8,4452779.6,-1000000,1000000 [EPSG:3832]", "EPSG:4326", (170, -8.98, -170, 8.98)),
    ],
)
def test_extents_are_converted_to_the_crs_of_the_map(read, text, crs, expected):
    assert read(text, crs) == pytest.approx(expected, rel=1e-2, abs=0.05)


def test_an_extent_that_cannot_be_transformed_is_refused(read):
    with pytest.raises(QgsProcessingException, match="EXTENT"):
        read("1e30,2e30,1e30,2e30 [EPSG:32633]", "EPSG:4326")
    with pytest.raises(QgsProcessingException, match="EXTENT"):
        read("nan,1,2,3", "EPSG:4326")


@pytest.mark.parametrize(
    ("extent", "crs", "size", "sentence"),
    [
        (
            (0, 0, 10, 10),
            LONLAT,
            1e-5,
            r"1,000,000,000,000 pixels \(1,000,000 x 1,000,000\) of 1e-05 degrees.*for example 0\.01 degrees",
        ),
        ((0, 0, 1e6, 1e6), MERCATOR, 0.25, r"of 0\.25 meters.*for example 1,000 meters"),
    ],
)
def test_a_grid_of_too_many_pixels_is_refused_with_the_unit_and_a_better_size(extent, crs, size, sentence):
    with pytest.raises(QgsProcessingException, match=sentence):
        check_grid(extent, crs, size)


@pytest.mark.parametrize(
    ("extent", "crs", "expected"),
    [
        ((-180, -90, 180, 90), LONLAT, 0.25),
        ((0, 0, 10, 10), LONLAT, 0.01),
        ((170, -10, -170, 10), LONLAT, 0.02),
        ((-2e7, -2e7, 2e7, 2e7), MERCATOR, 50_000),
        ((0, 0, 1000, 1000), MERCATOR, 1),
        ((0, 0, 1e9, 1), MERCATOR, 1000),
        ((0, 0, 0, 1), MERCATOR, 0),
    ],
)
def test_the_automatic_pixel_size_is_round_and_gives_about_a_million_pixels(extent, crs, expected):
    size = automatic_pixel_size(extent, crs)
    assert size == expected
    if size:
        width, height = grid_size(extent, crs, size)
        assert width * height <= AUTOMATIC_PIXELS


@pytest.mark.parametrize(
    ("extent", "crs"),
    [
        ((5, 0, 5, 10), LONLAT),
        ((0, 10, 10, 10), LONLAT),
        ((0, 10, 10, 0), LONLAT),
        ((10, 0, 0, 10), MERCATOR),
    ],
)
def test_an_extent_without_area_is_refused(extent, crs):
    with pytest.raises(QgsProcessingException, match="has no area"):
        check_grid(extent, crs, 1)


@pytest.mark.parametrize("pixel_size", [0, -1, float("nan"), float("inf")])
def test_an_invalid_pixel_size_is_refused(pixel_size):
    with pytest.raises(QgsProcessingException, match="PIXEL_SIZE"):
        check_grid((0, 0, 1, 1), LONLAT, pixel_size)


def test_sizes_of_grids():
    assert grid_size((-180, -90, 180, 90), LONLAT, 0.25) == (1440, 720)
    assert grid_size((170, -10, -170, 10), LONLAT, 1) == (20, 20)
    assert grid_size((0, 0, 0.3, 0.3), LONLAT, 0.1) == (3, 3)
    assert grid_size((0, 0, 0.01, 0.01), LONLAT, 1) == (1, 1)


def test_a_crs_is_sent_as_code_or_definition():
    assert named_crs(MERCATOR) == "EPSG:3857"
    own = QgsCoordinateReferenceSystem.fromProj("+proj=laea +lat_0=10 +lon_0=20 +datum=WGS84")
    assert "Lambert Azimuthal Equal Area" in named_crs(own)
