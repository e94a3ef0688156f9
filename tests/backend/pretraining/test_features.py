"""Image features for training, computed from patches."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch

from satclip_backend.errors import SatclipError
from satclip_backend.geo.sampling import sample_points
from satclip_backend.pretraining.features import image_features, prepare
from satclip_backend.pretraining.images.patches import RasterPatches
from satclip_backend.pretraining.images.rasters import open_imagery
from satclip_backend.pretraining.settings import FeatureSettings
from satclip_backend.rasters.masks import read_mask

GLOBE = Path(__file__).parents[2] / "data" / "imagery" / "globe"
SMALL = FeatureSettings(filters=16, components=24, whitening=1.0)


@pytest.fixture(autouse=True)
def _home(tmp_path, monkeypatch):
    monkeypatch.setenv("SATCLIP_HOME", str(tmp_path / "home"))


@pytest.fixture(scope="module")
def lonlat():
    return sample_points(1500, seed=1, mask=read_mask())


def globe(lonlat) -> RasterPatches:
    return RasterPatches(open_imagery([GLOBE]), lonlat, 8)


def test_features_are_principal_components(lonlat):
    features = image_features(globe(lonlat), SMALL)
    assert features.values.shape == (len(features.lonlat), 24)
    assert features.dropped == len(lonlat) - len(features.lonlat)
    assert features.dropped > 0  # patches within four pixels of the south pole are incomplete
    np.testing.assert_allclose(features.values.mean(0), 0, atol=2e-3)
    np.testing.assert_allclose(np.cov(features.values.T), np.eye(24), atol=5e-3)


def test_features_distinguish_deserts_and_forests():
    deserts = [[15.0, 23.0], [25.0, 25.0], [50.0, 20.0], [5.0, 27.0], [133.0, -26.0]]
    forests = [[-65.0, -5.0], [22.0, 0.0], [114.0, 1.0], [-60.0, -3.0], [24.0, 2.0]]
    lonlat = np.concatenate([deserts, forests, sample_points(800, seed=2, mask=read_mask())])
    leading = image_features(globe(lonlat), FeatureSettings(16, 3, 6)).values[:10, :6]
    distance = np.linalg.norm(leading[:, None] - leading[None], axis=2)
    within = (distance[:5, :5].sum() + distance[5:, 5:].sum()) / 40
    assert distance[:5, 5:].mean() > 1.3 * within


def test_whitening_of_zero_keeps_the_variances(lonlat):
    values = image_features(globe(lonlat), FeatureSettings(16, 3, 24, whitening=0.0)).values
    spread = values.std(0)
    assert (np.diff(spread) < 1e-4).all()
    assert spread[0] > 5 * spread[-1]


def test_without_components_features_are_those_of_the_encoder(lonlat):
    settings = FeatureSettings(components=0, encoder="small-cnn", seed=2)
    features = image_features(globe(lonlat[:300]), settings)
    encoder, normalise = prepare(globe(lonlat[:300]), settings)
    images, kept = globe(lonlat[:300]).read(np.arange(300))
    expected = encoder(normalise(torch.from_numpy(images))).numpy()
    np.testing.assert_array_equal(features.lonlat, lonlat[:300][kept])
    np.testing.assert_allclose(features.values, expected, rtol=2e-3, atol=1e-4)


def test_the_key_depends_on_the_settings(lonlat):
    few = globe(lonlat[:200])
    keys = {
        image_features(few, settings).key
        for settings in (
            SMALL,
            replace(SMALL, whitening=0.5),
            replace(SMALL, components=5),
            replace(SMALL, seed=1),
        )
    }
    assert len(keys) == 4


def test_each_scale_of_patches_has_features(lonlat):
    patches = RasterPatches(open_imagery([GLOBE]), lonlat[:200], 8, scales=(1, 4))
    encoder, _ = prepare(patches, SMALL)
    assert encoder.scales == 2
    assert image_features(patches, replace(SMALL, components=0)).values.shape[1] == encoder.width


def test_points_without_imagery_are_an_error():
    with pytest.raises(SatclipError, match="can be read"):
        image_features(globe(np.array([[0.0, 90.0], [0.0, -90.0]])), SMALL)


def test_imagery_without_contrast_is_an_error(tmp_path):
    import rasterio

    with rasterio.open(tmp_path / "grey.png", "w", "PNG", 128, 64, 1, dtype="uint8") as data:
        data.write(np.full((1, 64, 128), 7, "uint8"))
    with pytest.raises(SatclipError, match="the same at all points"):
        image_features(RasterPatches(open_imagery([tmp_path / "grey.png"]), sample_points(50), 8), SMALL)
