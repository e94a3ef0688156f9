"""Pixel classes: clusters of pixels in the imagery, and their shares in windows."""

import numpy as np
import pytest
import torch
from torch.testing import assert_close

from satclip_backend.errors import SatclipError
from satclip_backend.pretraining.image_encoders import image_encoder
from satclip_backend.pretraining.image_encoders.pixel_classes import PixelClasses

WATER, SAND, FOREST = torch.tensor([[-1.5, -1.0, 1.0], [1.5, 1.0, -1.0], [0.0, 0.5, 2.0]])


def scenes(n: int = 60) -> torch.Tensor:
    """Return patches (n, 3, 8, 8) of three surfaces in vertical stripes, with some noise."""
    random = torch.Generator().manual_seed(0)
    kinds = torch.stack([WATER, SAND, FOREST])
    stripes = torch.randint(0, 3, (n, 8), generator=random)
    images = kinds[stripes].permute(0, 2, 1)[:, :, None, :].expand(n, 3, 8, 8)
    return images + 0.05 * torch.randn((n, 3, 8, 8), generator=random)


@pytest.fixture
def classes() -> PixelClasses:
    found = PixelClasses(3, 3, [2, 4, 8])
    found.fit(scenes(), np.random.default_rng(0))
    return found


def test_each_surface_is_a_separate_class(classes):
    patches = torch.stack([kind[:, None, None].expand(3, 8, 8) for kind in (WATER, SAND, FOREST)])
    shares = classes(patches)[:, :3].square()
    assert sorted(shares.argmax(1).tolist()) == [0, 1, 2]
    assert (shares.max(1).values > 0.9).all()


def test_shares_of_each_window_add_up_to_one(classes):
    roots = classes(scenes(5))
    assert roots.shape == (5, 9)
    assert_close(roots.square().reshape(5, 3, 3).sum(2), torch.ones(5, 3))


def test_shares_equal_those_of_the_pixels_in_the_window(classes):
    patch = WATER[:, None, None].repeat(1, 8, 8)
    patch[:, :, 4:] = SAND[:, None, None]
    patch[:, 3:5, 3:5] = FOREST[:, None, None]
    whole = classes(torch.stack([kind[:, None, None].expand(3, 8, 8) for kind in (WATER, SAND, FOREST)]))
    water, sand, forest = whole[:, :3].square()
    shares = classes(patch[None])[0].square().reshape(3, 3)
    assert_close(shares[0], forest)
    assert_close(shares[1], (6 * water + 6 * sand + 4 * forest) / 16)
    assert_close(shares[2], (30 * water + 30 * sand + 4 * forest) / 64)


def test_pixel_classes_are_part_of_the_features_of_random_convolutions():
    images = scenes()
    plain = image_encoder("random-convolutions", 3, 8, filters=4)
    more = image_encoder("random-convolutions", 3, 8, filters=4, classes=5)
    assert more.width == plain.width + 5 * 3
    assert more.identity != plain.identity
    for encoder in (plain, more):
        encoder.fit(images, np.random.default_rng(0))
    assert_close(more(images)[:, : plain.width], plain(images))
    again = image_encoder("random-convolutions", 3, 8, filters=4, classes=5)
    again.fit(images, np.random.default_rng(0))
    assert again.identity == more.identity


def test_a_negative_number_of_classes_is_refused():
    with pytest.raises(SatclipError, match="classes"):
        image_encoder("random-convolutions", 3, 8, classes=-1)


def test_more_classes_than_pixels_are_refused():
    many = image_encoder("random-convolutions", 3, 8, classes=5000)
    with pytest.raises(SatclipError, match="5,000 pixel clusters can't be found in 640 pixels"):
        many.fit(torch.rand(10, 3, 8, 8), np.random.default_rng(0))
