"""Frozen image features: what a patch looks like, in a few hundred numbers, computed once and kept on
disk.

A patch is described by the mean and spread of every band in windows of growing size around its point and
by random convolutional features (Rahimi & Recht 2007; Rolf et al. 2021, MOSAIKS): filters cut from the
imagery itself, a rectifier of either sign, averaged over the patch. Principal components of these,
whitened in part, are the features.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from pathlib import Path

import numpy as np
import torch
from safetensors import SafetensorError
from safetensors.numpy import load_file, save_file
from torch.nn.functional import conv2d

from satclip_backend import store
from satclip_backend.errors import SatclipError
from satclip_backend.pretraining.images.patches import Patches

VERSION = 2
CHUNK = 1024


@dataclass(frozen=True)
class FeatureSettings:
    """How patches become features.

    filters: number of random filters (two features each), of `filter_pixels`
    squared. components: principal components kept. whitening: 0 leaves their variances, 1 makes them all
    one.
    """

    filters: int = 256
    filter_pixels: int = 3
    components: int = 256
    whitening: float = 0.5
    seed: int = 0

    def __post_init__(self) -> None:
        """Refuse sizes that make no features. Raises SatclipError."""
        if self.filters < 0 or self.filter_pixels < 1 or self.components < 1:
            raise SatclipError("Filters must be 0 or more, their pixels and the components at least 1.")


@dataclass(frozen=True)
class Features:
    """`values` (n, k) float32 at `lonlat` (n, 2) degrees; `dropped` points had no whole patch; `key`
    names it all. `sea` (m, 2) degrees: places without imagery, where nothing is known.
    """

    lonlat: np.ndarray
    values: np.ndarray
    dropped: int
    key: str
    sea: np.ndarray = field(default_factory=lambda: np.empty((0, 2)))


def image_features(
    patches: Patches,
    settings: FeatureSettings | None = None,
    progress: Callable[[float, str], None] = lambda fraction, message: None,
) -> Features:
    """Features of all patches, from the cache where they were computed before.

    The cache (`store.folder("cache")`) is keyed by the patches and the settings. Memory: one
    chunk of 1,024 patches and the features as float32, (n, bands * windows + 2 * filters). Raises
    SatclipError when no more points than components have imagery.
    """
    settings = settings or FeatureSettings()
    lonlat = patches.lonlat
    named = json.dumps([VERSION, patches.fingerprint, asdict(settings)])
    key = hashlib.sha256(named.encode()).hexdigest()
    path = store.folder("cache") / f"features-{key[:16]}.safetensors"
    cached = _read(path)
    if cached is None:
        raw, kept = _raw_features(patches, settings, progress)
        values = _principal_components(raw, settings)
        cached = {"values": values.astype(np.float16), "kept": kept}
        try:
            with store.whole_file(path) as temporary:
                save_file(cached, temporary)
        except (OSError, SafetensorError) as error:
            raise SatclipError(f"The image features can't be kept in {path.parent}: {error}") from None
    kept = cached["kept"]
    return Features(lonlat[kept], cached["values"].astype(np.float32), len(lonlat) - len(kept), key)


def _read(path: Path) -> dict[str, np.ndarray] | None:
    try:
        return load_file(path)
    except (FileNotFoundError, SafetensorError):
        return None


def _raw_features(source, settings, progress) -> tuple[np.ndarray, np.ndarray]:
    """Windows and filters of every patch, (m, f) float32, and which points have one."""
    random, n = np.random.default_rng(settings.seed), len(source.lonlat)
    sample = np.sort(random.choice(n, min(CHUNK, n), replace=False))
    first, _ = source.read(sample)
    if not len(first):
        raise SatclipError(
            f"None of the points has {source.pixels} x {source.pixels} pixels of imagery around it: check "
            "the imagery's extent, the mask and the size of a patch."
        )
    mean, spread = _band_statistics(first)
    describe = _Description(first, mean, spread, settings, random)
    parts, kept = [], []
    for start in range(0, n, CHUNK):
        progress(start / n, "Computing image features")
        patches, found = source.read(np.arange(start, min(start + CHUNK, n)))
        if len(found):
            parts.append(describe(patches))
            kept.append(found + start)
    return np.concatenate(parts), np.concatenate(kept)


def _band_statistics(patches: np.ndarray) -> tuple[torch.Tensor, torch.Tensor]:
    values = torch.from_numpy(patches.astype(np.float32))
    return values.mean((0, 2, 3), keepdim=True), values.std((0, 2, 3), keepdim=True).clamp_min(1e-6)


class _Description:
    """Patches (n, bands, p, p) -> features (n, f) float32."""

    def __init__(self, sample, mean, spread, settings, random):
        self.mean, self.spread = mean, spread
        pixels = sample.shape[-1]
        side = min(settings.filter_pixels, pixels)
        values = self._standardise(sample)
        corners = random.integers(0, pixels - side + 1, (settings.filters, 2))
        patches = random.integers(0, len(values), settings.filters)
        cut = [values[p, :, r : r + side, c : c + side] for p, (r, c) in zip(patches, corners)]
        filters = torch.stack(cut) if cut else values.new_empty((0, *values.shape[1:2], side, side))
        filters = filters - filters.mean((1, 2, 3), keepdim=True)
        self.filters = filters / filters.flatten(1).norm(dim=1).clamp_min(1e-6)[:, None, None, None]
        self.windows = [2**k for k in range(1, pixels.bit_length()) if 2**k <= pixels]

    def _standardise(self, patches: np.ndarray) -> torch.Tensor:
        return (torch.from_numpy(patches.astype(np.float32)) - self.mean) / self.spread

    def __call__(self, patches: np.ndarray) -> np.ndarray:
        values = self._standardise(patches)
        features = []
        for window in self.windows:
            start = (values.shape[-1] - window) // 2
            part = values[:, :, start : start + window, start : start + window].flatten(2)
            features += [part.mean(2), part.std(2)]
        if len(self.filters):
            response = conv2d(values, self.filters)
            features += [response.clamp_min(0).mean((2, 3)), (-response).clamp_min(0).mean((2, 3))]
        return torch.cat(features, 1).numpy()


def _principal_components(raw: np.ndarray, settings: FeatureSettings) -> np.ndarray:
    """(m, f) -> (m, components): standardised, rotated to principal components, whitened in part, overall
    unit scale.
    """
    raw = (raw - raw.mean(0)) / np.maximum(raw.std(0), 1e-6)
    covariance = np.zeros((raw.shape[1], raw.shape[1]))
    for start in range(0, len(raw), 8192):
        block = raw[start : start + 8192].astype(np.float64)
        covariance += block.T @ block / len(raw)
    variance, vectors = np.linalg.eigh(covariance)
    rank = min(settings.components, len(raw) - 1, int((variance > 1e-6 * variance[-1]).sum()))
    if rank < 1:
        raise SatclipError("The imagery looks the same at all points: there is nothing to learn from it.")
    variance, vectors = variance[::-1][:rank], vectors[:, ::-1][:, :rank]
    vectors = vectors * np.sign(np.take_along_axis(vectors, np.abs(vectors).argmax(0)[None], 0))
    values = raw @ (vectors / variance ** (settings.whitening / 2)).astype(np.float32)
    return (values / values.std()).astype(np.float32)
