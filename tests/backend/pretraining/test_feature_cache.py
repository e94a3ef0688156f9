"""Cache of image features: complete chunks are computed once, and reasons for missing patches are counted."""

import shutil
from collections import Counter

import numpy as np
import pytest
import torch
from safetensors.numpy import load_file

from satclip_backend import store
from satclip_backend.errors import Cancelled, SatclipError
from satclip_backend.pretraining import feature_cache
from satclip_backend.pretraining.feature_cache import CHUNK, cached_features
from satclip_backend.pretraining.image_encoders import ImageEncoder, image_encoder
from satclip_backend.pretraining.images.transforms import normalisation

N = 2 * CHUNK + 500
AS_THEY_ARE = normalisation("none", ["red", "green"])


class Made:
    """Patches computed from row numbers. Every 100th row has none, and every 7th of these for another reason."""

    bands, pixels, fingerprint = ("red", "green"), 4, "made"

    def __init__(self, n=N):
        self.lonlat = np.column_stack([np.linspace(-180, 180, n), np.linspace(-80, 80, n)])
        self.without, self.reads = {}, []

    @property
    def skipped(self):
        return Counter(self.without.values())

    def read(self, rows):
        self.reads.append(rows)
        whole = rows % 100 != 99
        for row in rows[~whole].tolist():
            self.without[row] = "cloudy" if row % 700 == 699 else "missing"
        images = np.zeros((whole.sum(), 2, 4, 4), np.uint16)
        images[:, 0] = rows[whole, None, None]
        images[:, 1] = rows[whole, None, None] % 7
        return images, np.flatnonzero(whole)


class Mixing(ImageEncoder):
    """Image encoder that returns random linear combinations of the band means."""

    def __init__(self, width, seed=0):
        super().__init__("mixing", width, seed)
        self.register_buffer("mixtures", torch.randn(2, width, generator=torch.Generator().manual_seed(seed)))

    def forward(self, images):
        return images.mean((2, 3)) @ self.mixtures


def expected(encoder):
    rows = np.arange(N)[np.arange(N) % 100 != 99]
    means = torch.tensor(np.column_stack([rows, rows % 7]), dtype=torch.float32)
    return rows, (means @ encoder.mixtures).numpy()


def chunks():
    return sorted(store.folder("cache").glob("features-*/*.safetensors"))


@pytest.fixture
def refuse(monkeypatch):
    def compute(*_):
        raise AssertionError("computed again")

    return lambda: monkeypatch.setattr(feature_cache, "_compute", compute)


def test_features_equal_those_of_the_encoder_in_half_precision():
    encoder, patches = Mixing(12), Made()
    features = cached_features(patches, encoder, AS_THEY_ARE)
    rows, values = expected(encoder)
    np.testing.assert_array_equal(features.rows, rows)
    np.testing.assert_array_equal(features.lonlat, patches.lonlat[rows])
    np.testing.assert_allclose(features.values, values, rtol=1e-3)
    assert features.values.dtype == np.float32
    assert features.dropped == N // 100
    assert features.skipped == {"missing": 22, "cloudy": 3}


def test_wide_features_are_stored_as_bytes_with_a_scale_per_column():
    encoder = Mixing(1500)
    features = cached_features(Made(), encoder, AS_THEY_ARE)
    _, values = expected(encoder)
    spread = values.std(0)
    assert (np.abs(features.values - values).max(0) < 0.01 * spread).all()
    assert all(load_file(path)["values"].dtype == np.uint8 for path in chunks())
    assert sum(path.stat().st_size for path in chunks()) < 1.02 * N * 1500


def test_cached_features_are_not_computed_again(refuse):
    first = cached_features(Made(), Mixing(12), AS_THEY_ARE)
    refuse()
    patches = Made()
    second = cached_features(patches, Mixing(12), AS_THEY_ARE)
    assert not patches.reads
    assert second.key == first.key
    assert second.skipped == first.skipped
    np.testing.assert_array_equal(second.values, first.values)
    np.testing.assert_array_equal(second.lonlat, first.lonlat)


def test_the_cache_key_depends_on_patches_weights_and_normalisation():
    other = Made()
    other.fingerprint = "other"
    doubled = normalisation("published", ["B02", "B03"])
    keys = {
        cached_features(Made(), Mixing(13), AS_THEY_ARE).key,
        cached_features(other, Mixing(13), AS_THEY_ARE).key,
        cached_features(Made(), Mixing(13, seed=1), AS_THEY_ARE).key,
        cached_features(Made(), image_encoder("small-cnn", 13, 4), doubled).key,
    }
    assert len(keys) == 4
    assert len({path.parent for path in chunks()}) == 4


def test_chunks_computed_before_a_cancellation_are_reused(monkeypatch):
    monkeypatch.setattr(feature_cache, "_BATCH", 100 * 2 * 4 * 4)  # cancellation is within a chunk

    def stop(done, message):
        if done > 1.2 * CHUNK / N:
            raise Cancelled

    with pytest.raises(Cancelled):
        cached_features(Made(), Mixing(12), AS_THEY_ARE, progress=stop)
    assert [path.name for path in chunks()] == ["0.safetensors"]
    patches = Made()
    features = cached_features(patches, Mixing(12), AS_THEY_ARE)
    assert min(rows.min() for rows in patches.reads) == CHUNK
    np.testing.assert_allclose(features.values, expected(Mixing(12))[1], rtol=1e-3)
    assert features.skipped == {"missing": 22, "cloudy": 3}


def test_a_truncated_chunk_is_computed_again():
    first = cached_features(Made(), Mixing(12), AS_THEY_ARE)
    chunks()[1].write_bytes(chunks()[1].read_bytes()[:5000])
    again = cached_features(Made(), Mixing(12), AS_THEY_ARE)
    np.testing.assert_array_equal(again.values, first.values)


def test_random_convolutions_keep_their_filters_when_resumed():
    whole = cached_features(Made(), image_encoder("random-convolutions", 2, 4, filters=9), AS_THEY_ARE)
    for path in chunks()[1:]:
        path.unlink()
    again = cached_features(Made(), image_encoder("random-convolutions", 2, 4, filters=9), AS_THEY_ARE)
    assert again.key == whole.key
    np.testing.assert_array_equal(again.values, whole.values)


def test_large_patches_are_not_all_held_in_memory(monkeypatch):
    monkeypatch.setattr(feature_cache, "_SAMPLE", 100 * 2 * 4 * 4)
    monkeypatch.setattr(feature_cache, "_BATCH", 70 * 2 * 4 * 4)
    patches = Made()
    cached_features(patches, image_encoder("random-convolutions", 2, 4, filters=9), AS_THEY_ARE)
    sample, *reads = patches.reads
    assert len(sample) == 100
    assert max(len(rows) for rows in reads) == 70


def test_features_that_are_not_finite_are_dropped_and_counted():
    class Dividing(Mixing):
        def forward(self, images):
            return super().forward(images) / (images[:, 1, :1, 0] != 3)

    features = cached_features(Made(), Dividing(5), AS_THEY_ARE)
    assert np.isfinite(features.values).all()
    rows, _ = expected(Mixing(5))
    assert features.skipped[feature_cache.NOT_NUMBERS] == (rows % 7 == 3).sum()
    assert len(features.values) == (rows % 7 != 3).sum()


def test_without_any_patch_the_reasons_are_reported():
    patches = Made(3)
    patches.read = lambda rows: (np.zeros((0, 2, 4, 4)), np.zeros(0, int))
    patches.without = {0: "cloudy", 1: "cloudy", 2: "missing"}
    with pytest.raises(
        SatclipError, match=r"None of the 3 points has 4 x 4 pixels.*2 are cloudy\. 1 are missing"
    ):
        cached_features(patches, Mixing(5), AS_THEY_ARE)


def test_a_disk_too_small_is_reported_before_patches_are_read(monkeypatch):
    free = shutil.disk_usage("/")._replace(free=1_000_000)
    monkeypatch.setattr(shutil, "disk_usage", lambda path: free)
    patches = Made()
    with pytest.raises(SatclipError, match=r"need [\d.]+ MB in .*cache.* 1 MB are free.*SATCLIP_HOME"):
        cached_features(patches, Mixing(1500), AS_THEY_ARE)
    assert not patches.reads


def test_a_disk_that_fills_up_keeps_complete_chunks(mount, monkeypatch):
    """The disk has 100 kB, and the check of free space is skipped."""
    monkeypatch.setenv("SATCLIP_HOME", str(mount("size=100k")))
    monkeypatch.setattr(feature_cache, "check_space", lambda *_: None)
    with pytest.raises(SatclipError, match=r"can't be kept in .*Make room"):
        cached_features(Made(), Mixing(30), AS_THEY_ARE)
    assert [path.name for path in store.folder("cache").rglob("*.*")] == ["0.safetensors"]


def test_bfloat16_is_used_on_processors_that_are_faster_with_it(monkeypatch):
    seen = []

    class Looking(Mixing):
        half_precision = True

        def forward(self, images):
            values = images.mean((2, 3)) @ self.mixtures
            seen.append(values.dtype)
            return values

    monkeypatch.setattr(feature_cache, "has_fast_bfloat16", lambda: True)
    fast = cached_features(Made(500), Looking(5), AS_THEY_ARE)
    monkeypatch.setattr(feature_cache, "has_fast_bfloat16", lambda: False)
    exact = cached_features(Made(500), Looking(5), AS_THEY_ARE)
    assert seen == [torch.bfloat16, torch.float32]
    assert fast.key != exact.key
    np.testing.assert_allclose(fast.values, exact.values, rtol=0.05, atol=2)


@pytest.mark.parametrize(("capabilities", "fast"), [({"amx_bf16": True}, True), ({"avx2": True}, False)])
def test_processors_with_fast_bfloat16_are_detected_by_torch(monkeypatch, capabilities, fast):
    monkeypatch.setattr(torch.cpu, "get_capabilities", lambda: capabilities, raising=False)
    assert feature_cache.has_fast_bfloat16() is fast
    monkeypatch.delattr(torch.cpu, "get_capabilities")
    assert feature_cache.has_fast_bfloat16() is False
