"""Normalisation and augmentations: the published ones, exactness, and repeatability by seed."""

from pathlib import Path

import numpy as np
import pytest
import torch
from scipy.ndimage import correlate1d

from satclip_backend.errors import SatclipError
from satclip_backend.geo.sphere import EARTH_RADIUS_M
from satclip_backend.pretraining.images.bands import SENTINEL_2
from satclip_backend.pretraining.images.patch_folder import open_patch_folder
from satclip_backend.pretraining.images.statistics import BandStatistics, band_statistics
from satclip_backend.pretraining.images.transforms import (
    AUGMENTATIONS,
    augmentations,
    blur,
    crop,
    flip,
    jitter,
    normalisation,
    rotate,
)
from satclip_backend.pretraining.settings import PRESETS

S2 = Path(__file__).parents[2] / "data" / "s2-100k"


def seeded(seed=0):
    return torch.Generator().manual_seed(seed)


@pytest.fixture(scope="module")
def patches():
    return open_patch_folder(S2)


@pytest.fixture(scope="module")
def values(patches):
    return patches.read(np.arange(20))[0]


def test_the_published_normalisation_divides_and_inserts_a_zero_band_for_b10(values):
    normal = normalisation("published", SENTINEL_2)
    result = normal(torch.from_numpy(values))
    expected = np.concatenate([values[:, :10], np.zeros_like(values[:, :1]), values[:, 10:]], 1) / np.float32(
        10_000
    )
    assert result.dtype == torch.float32
    assert normal.bands == 13
    torch.testing.assert_close(result, torch.from_numpy(expected.astype(np.float32)))


def test_omitted_bands_are_zero(values):
    result = normalisation("published", ("B04", "B8A"))(torch.from_numpy(values[:, [3, 8]]))
    whole = normalisation("published", SENTINEL_2)(torch.from_numpy(values))
    assert (result.abs().amax((0, 2, 3)) > 0).nonzero().ravel().tolist() == [3, 8]
    torch.testing.assert_close(result[:, [3, 8]], whole[:, [3, 8]])
    with pytest.raises(SatclipError, match=r"red, nir aren't Sentinel-2's"):
        normalisation("published", ("red", "nir"))


def test_statistics_are_those_of_all_pixels_and_standardise_bands(patches, values):
    found = band_statistics(patches)
    assert found.patches == 20
    pixels = values.astype(np.float64)
    np.testing.assert_allclose(found.mean, pixels.mean((0, 2, 3)), rtol=1e-12)
    np.testing.assert_allclose(found.spread, pixels.std((0, 2, 3)), rtol=1e-12)
    result = normalisation("statistics", SENTINEL_2, found)(torch.from_numpy(values))
    torch.testing.assert_close(result.mean((0, 2, 3)), torch.zeros(12), atol=1e-5, rtol=0)
    torch.testing.assert_close(result.std((0, 2, 3)), torch.ones(12), atol=1e-4, rtol=0)
    assert band_statistics(patches, sample=5, seed=1) == band_statistics(patches, sample=5, seed=1)
    constant = BandStatistics((7.0,), (0.0,), 1)
    flat = normalisation("statistics", ("a",), constant)(torch.full((1, 1, 2, 2), 7.0))
    assert flat.tolist() == [[[[0.0, 0.0], [0.0, 0.0]]]]


def test_statistics_are_precise_for_a_large_mean():
    class Far:
        lonlat, bands, pixels, fingerprint, skipped = np.zeros((200, 2)), ("a",), 8, "", {}

        def read(self, rows):
            random = np.random.default_rng(int(rows[0]))
            return 1e9 + random.normal(size=(len(rows), 1, 8, 8)), rows

    assert band_statistics(Far()).spread[0] == pytest.approx(1, abs=0.05)


def test_statistics_of_nothing_are_an_error(tmp_path):
    (tmp_path / "images").mkdir()
    first = open_patch_folder(S2)
    first.files[:] = [tmp_path / "none.tif"] * 20
    with pytest.raises(
        SatclipError, match=r"None of 20 patches of \d+ x \d+ pixels can be read \(20 missing\)"
    ):
        band_statistics(first)


@pytest.mark.parametrize("name", [name for name in AUGMENTATIONS if name not in ("jitter", "crop")])
def test_augmentations_depend_on_the_seed(name):
    images = torch.rand(16, 3, 9, 9, generator=seeded(5))
    made = augmentations([name])
    one, same, other = (made.images(images, seeded(seed)) for seed in (1, 1, 2))
    assert torch.equal(one, same)
    assert not torch.equal(one, other)
    assert one.shape == images.shape
    assert one.dtype == images.dtype


def test_flips_and_rotations_only_move_pixels_and_are_equally_likely():
    images = torch.arange(9.0).view(1, 1, 3, 3).expand(4000, 1, 3, 3)
    for step, amount, kinds in ((flip, 0.5, 4), (rotate, 1, 4)):
        made = step(images, amount, seeded())
        found, counts = torch.unique(made.flatten(1), dim=0, return_counts=True)
        assert len(found) == kinds
        assert (counts - 1000).abs().max() < 120
        assert torch.equal(made.flatten(1).sort(1).values, images.flatten(1))


def test_crops_are_squares_at_any_position_in_the_patch():
    images = torch.arange(36.0).view(1, 1, 6, 6).expand(500, 2, 6, 6)
    made = crop(images, 4, seeded())
    corners = made[:, 0, 0, 0]
    assert made.shape == (500, 2, 4, 4)
    assert sorted(set(corners.tolist())) == [0, 1, 2, 6, 7, 8, 12, 13, 14]
    steps = torch.arange(4)
    square = 6 * steps[:, None] + steps
    assert torch.equal(made[:, 1], corners[:, None, None] + square)
    assert torch.equal(crop(images, 6, seeded()), images)
    with pytest.raises(SatclipError, match="6 x 6 pixels can't be cropped to 7"):
        crop(images, 7, seeded())


def test_blur_is_a_gaussian_of_three_pixels_mirrored_at_the_edges():
    images = torch.rand(3, 2, 8, 8, generator=seeded(1))
    made = blur(images, 2.0, seeded(7))
    sigmas = 0.1 + 1.9 * torch.rand((3, 1, 1, 1), generator=seeded(7)).ravel()
    for before, after, sigma in zip(images, made, sigmas.tolist()):
        kernel = np.exp(-0.5 * np.array([1, 0, 1]) / sigma**2)
        kernel /= kernel.sum()
        for band, blurred in zip(before.numpy(), after.numpy()):
            expected = correlate1d(correlate1d(band, kernel, 0, mode="mirror"), kernel, 1, mode="mirror")
            np.testing.assert_allclose(blurred, expected, atol=1e-5)


def test_at_least_one_band_is_never_dropped():
    images = torch.ones(300, 5, 2, 2)
    made = augmentations(["band-dropout:1"]).images(images, seeded())
    assert (made[:, :, 0, 0].sum(1) == 1).all()
    some = augmentations(["band-dropout:0.2"]).images(images, seeded())
    assert some.mean().item() == pytest.approx(0.8, abs=0.03)


@pytest.mark.parametrize("place", [(10.0, 0.0), (-179.999, 60.0), (33.0, 90.0), (0.0, -89.9999)])
def test_jitter_is_uniform_in_a_disc_at_any_latitude(place):
    lonlat = torch.tensor([place], dtype=torch.float64).expand(20_000, 2)
    moved = jitter(lonlat, 1000.0, seeded())
    assert moved.dtype == torch.float64
    assert (moved[:, 0].abs() <= 180).all()

    def xyz(degrees):
        lon, lat = torch.deg2rad(degrees).T
        return torch.stack([lat.cos() * lon.cos(), lat.cos() * lon.sin(), lat.sin()], 1)

    away = EARTH_RADIUS_M * (xyz(moved) - xyz(lonlat))
    distance = away.norm(dim=1)
    assert distance.max() <= 1000.01
    assert (distance < 1000 / 2**0.5).double().mean().item() == pytest.approx(0.5, abs=0.02)
    assert away.mean(0).abs().max() < 20  # in all directions, unlike the published jitter


def test_augmentations_are_applied_in_order_and_jitter_separately():
    made = augmentations(["crop:4", "flip", "jitter:1000"])
    images, lonlat = torch.rand(5, 2, 6, 6), torch.zeros(5, 2, dtype=torch.float64)
    assert made.images(images, seeded()).shape == (5, 2, 4, 4)
    assert 0 < made.jittered(lonlat, seeded()).abs().max() < 0.01
    none = augmentations([])
    assert none.images(images, seeded()) is images
    assert none.jittered(lonlat, seeded()) is lonlat
    assert augmentations(PRESETS["published"].augment).images(
        torch.rand(1, 13, 256, 256), seeded()
    ).shape == (1, 13, 256, 256)


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("mosaic", "no augmentation 'mosaic'. There are: crop, flip"),
        ("crop:none", "'crop:none' can't be used: give pixels"),
        ("brightness:7", "from 0 to 1, such as 'brightness:0.1'"),
        ("flip:0.3", "takes no amount"),
        ("jitter:nan", "give metres"),
    ],
)
def test_unknown_names_are_refused(name, sentence):
    with pytest.raises(SatclipError, match=sentence):
        augmentations([name])
    with pytest.raises(SatclipError, match="no normalisation 'other'"):
        normalisation("other", ("a",))
