"""Boxes in degrees: results do not depend on multiples of 360 degrees of longitude."""

from __future__ import annotations

import numpy as np
import pytest

from satclip_backend.geo.boxes import common_box, east_of, eastward, in_extent, overlap, smallest_arc, wrapped


def test_longitudes_are_wrapped_to_any_start():
    longitudes = np.array([-190.0, -180.0, 0.0, 180.0, 359.0])
    np.testing.assert_array_equal(wrapped(longitudes), [170, -180, 0, -180, -1])
    np.testing.assert_array_equal(eastward(longitudes, 170), [170, 180, 360, 180, 359])


@pytest.mark.parametrize(
    ("longitudes", "arc"),
    [
        ([10, 20, 15], (10, 20)),
        ([170, -170, 190], (170, -170)),
        ([7, 7], (7, 7)),
        (np.arange(-180, 180, 10), (-180, 180)),
    ],
)
def test_the_smallest_arc_may_cross_the_antimeridian(longitudes, arc):
    assert smallest_arc(np.array(longitudes, dtype=float), gap=20) == arc


def test_points_in_a_box_across_the_antimeridian():
    lonlat = np.array([[175, 0], [-175, 0], [185, 0], [0, 0], [175, 20], [np.nan, 0]])
    inside = [True, True, True, False, False, False]
    for box in ((170, -10, -170, 10), (170, -10, 190, 10), (-190, -10, -170, 10)):
        np.testing.assert_array_equal(in_extent(lonlat, box), inside)


def test_the_edge_of_a_box_is_inside():
    """Although distances from the west are rounded: an encoder's training points span its extent."""
    rng = np.random.default_rng(0)
    for west, east in np.round(rng.uniform(-180, 180, (1000, 2)), 3):
        corners = np.array([[west, -1], [east, 1]])
        assert in_extent(corners, (west, -1, east, 1)).all()


def test_overlap_does_not_depend_on_multiples_of_360_degrees():
    box = (170, -10, -170, 10)
    assert east_of(box) == 190
    assert overlap(box, (170, -10, 190, 10)) == overlap(box, (-190, -10, -170, 10)) == 1
    assert overlap(box, (180, -10, 200, 10)) == pytest.approx(1 / 3)
    assert overlap(box, (0, -10, 20, 10)) == 0
    assert common_box(box, (0, -10, 20, 10)) is None
    assert common_box(box, (-175, 0, -160, 20)) == (185, 0, 190, 10)
