"""Colours of principal components: perceptually even, unsaturated, and those of the legend."""

from __future__ import annotations

import numpy as np
import pytest

from satclip_backend.encoders import load_encoder
from satclip_backend.encoders.pca import fit_pca
from satclip_backend.geo.sphere import fibonacci_lattice
from satclip_backend.rasters.colours import rgb
from satclip_backend.rasters.masks import read_mask
from satclip_backend.rasters.pca_colours import PcaColours


def oklab(colours):
    """Return L, a and b of sRGB colours (n, 3), 0 to 255 (Ottosson 2020, the matrices towards OKLab)."""
    channels = colours / 255
    linear = np.where(channels <= 0.04045, channels / 12.92, ((channels + 0.055) / 1.055) ** 2.4)
    to_lms = [
        [0.4122214708, 0.5363325363, 0.0514459929],
        [0.2119034982, 0.6806995451, 0.1073969566],
        [0.0883024619, 0.2817188376, 0.6299787005],
    ]
    to_lab = [
        [0.2104542553, 0.7936177850, -0.0040720468],
        [1.9779984951, -2.4285922050, 0.4505937099],
        [0.0259040371, 0.7827717662, -0.8086757660],
    ]
    return np.cbrt(linear @ np.transpose(to_lms)) @ np.transpose(to_lab)


@pytest.fixture(scope="module")
def world():
    """Return points on land, uniform on the sphere, their components and colours (n, 3), and the bundled PCA."""
    encoder = load_encoder("bundled", device="cpu")
    lonlat = fibonacci_lattice(6000)
    lonlat = lonlat[read_mask().contains(lonlat)]
    pca = encoder.pca.first(3)
    components = pca.project(encoder.encode(lonlat))
    return lonlat, components, PcaColours(pca).paint(components.T).T.astype(float), pca


def test_no_land_is_saturated(world):
    colours = world[2]
    assert colours.min() > 0
    assert colours.max() < 255


def test_ice_is_light_and_hardly_coloured(world):
    lonlat, _, colours, _ = world
    lightness, *chroma = oklab(colours[lonlat[:, 1] < -75].mean(axis=0))
    assert lightness > 0.85
    assert np.hypot(*chroma) < 0.08


def test_lightness_covers_its_range_evenly(world):
    """The spread is that of a uniform distribution, 0.64 / sqrt(12) = 0.18, within a tenth."""
    lightness = oklab(world[2])[:, 0]
    assert lightness.std() == pytest.approx(0.64 / np.sqrt(12), rel=0.1)
    assert np.quantile(lightness, [0.05, 0.95]) == pytest.approx([0.36, 0.91], abs=0.03)


def test_similar_places_have_similar_colours(world):
    """Distances between colours are ranked like those between components, better than after linear stretches to RGB."""
    _, components, colours, pca = world
    rng = np.random.default_rng(0)
    one, other = rng.integers(0, len(colours), (2, 20_000))
    linear = 255 * ((components - pca.low) / (pca.high - pca.low)).clip(0, 1)
    apart = [
        np.linalg.norm(values[one] - values[other], axis=1)
        for values in (components, oklab(colours), oklab(linear))
    ]
    ranks = [values.argsort().argsort() for values in apart]
    ours, plain = (np.corrcoef(ranks[0], rank)[0, 1] for rank in ranks[1:])
    assert ours > max(0.8, plain + 0.02)


def test_the_legend_has_the_colours_of_its_values_and_the_shares():
    rows = np.random.default_rng(1).normal(size=(500, 5)) * [3, 2, 1, 0.5, 0.1] + 7
    pca = fit_pca(rows, 4)
    colours = PcaColours(pca)
    ramps = colours.ramps()
    assert [ramp.label for ramp in ramps] == ["PC1", "PC2", "PC3"]
    assert [ramp.share for ramp in ramps] == pytest.approx(pca.explained_variance[:3])
    for index, ramp in enumerate(ramps):
        assert (ramp.low, ramp.high) == (pca.low[index], pca.high[index])
        values = np.zeros((3, len(ramp.colours)))
        values[index] = np.linspace(ramp.low, ramp.high, len(ramp.colours))
        np.testing.assert_array_equal(colours.paint(values).T, [rgb(colour) for colour in ramp.colours])
    lightness = oklab(np.array([rgb(colour) for colour in ramps[0].colours], float))[:, 0]
    assert (np.diff(lightness) > 0).all()


@pytest.mark.parametrize("k", [1, 2])
def test_fewer_components_are_shown_too(k):
    pca = fit_pca(np.random.default_rng(1).normal(size=(50, k)))
    painted = PcaColours(pca).paint(np.zeros((k, 4, 5), np.float32))
    assert (painted.shape, painted.dtype) == ((3, 4, 5), np.uint8)
    assert np.ptp(painted) <= 1  # the mean is grey


def test_constant_components_and_nodata_are_grey():
    pca = fit_pca(np.ones((5, 3)))
    painted = PcaColours(pca).paint(np.full((3, 2), np.nan, np.float32))
    assert np.ptp(painted) <= 1
