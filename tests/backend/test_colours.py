"""Colour ramps of quantities and palettes of classes: distinct colours, and the ends of the ramp."""

from __future__ import annotations

import numpy as np
import pytest

from satclip_backend.rasters.colours import OKABE_ITO, VIRIDIS, palette, ramp, ramp_stops, rgb


def luminance(colour):
    """Return the relative luminance of an sRGB colour (WCAG 2), 0 to 1."""
    channels = np.array(rgb(colour)) / 255
    linear = np.where(channels <= 0.04045, channels / 12.92, ((channels + 0.055) / 1.055) ** 2.4)
    return float(linear @ [0.2126, 0.7152, 0.0722])


def test_a_ramp_passes_through_its_stops_and_is_clipped_at_its_ends():
    stops = ramp_stops(-1, 1)
    values = np.array([value for value, _ in stops])
    np.testing.assert_array_equal(ramp(values, -1, 1).T, [rgb(colour) for _, colour in stops])
    assert (values[0], values[-1], len(values)) == (-1, 1, len(VIRIDIS))
    np.testing.assert_array_equal(ramp(np.array([-9.0, 9.0]), -1, 1).T, [rgb(VIRIDIS[0]), rgb(VIRIDIS[-1])])
    halfway = (np.array(rgb(VIRIDIS[0]), float) + rgb(VIRIDIS[1])) / 2
    np.testing.assert_allclose(ramp((values[:1] + values[1:2]) / 2, -1, 1)[:, 0], halfway, atol=0.5)


def test_a_ramp_accepts_any_shape_and_nan():
    colours = ramp(np.full((4, 5), np.nan), 0, 1)
    assert (colours.shape, colours.dtype) == ((3, 4, 5), np.uint8)


def test_a_ramp_increases_in_luminance():
    light = [luminance(colour) for _, colour in ramp_stops(0, 1)]
    assert all(np.diff(light) > 0.005)


@pytest.mark.parametrize("count", [2, 8, 9, 64])
def test_classes_have_distinct_colours(count):
    colours = palette(count)
    assert len(set(colours)) == count
    assert all(len(colour) == 7 and colour.startswith("#") for colour in colours)
    channels = np.array([rgb(colour) for colour in colours], dtype=float)
    apart = np.linalg.norm(channels[:, None] - channels, axis=2) + 1e3 * np.eye(count)
    assert apart.min() > (20 if count > 8 else 60)


def test_more_classes_keep_the_colours_of_the_first():
    assert palette(64)[:8] == palette(8) == [f"#{colour}" for colour in OKABE_ITO]
    assert palette(64)[:20] == palette(20)


@pytest.mark.parametrize("colour", ["#0072b2", "0072b2"])
def test_a_colour_has_three_channels(colour):
    assert rgb(colour) == (0, 0x72, 0xB2)
