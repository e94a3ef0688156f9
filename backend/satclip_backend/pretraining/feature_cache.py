"""Disk cache of image features.

Features are stored in chunks of 1,024 patches, in files that are written atomically, so that a run can be
resumed. Up to 1,024 features are stored as float16, more as uint8 with a scale for each column of a chunk.
100,000 patches take less than 300 MB in either case (benchmarks/PRETRAINING_COST.md).
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import torch
from safetensors import SafetensorError, safe_open
from safetensors.numpy import load_file, save_file

from satclip_backend import store
from satclip_backend.errors import SatclipError
from satclip_backend.outputs import atomic_write, check_space
from satclip_backend.pretraining.image_encoders import ImageEncoder
from satclip_backend.pretraining.images.patches import Patches
from satclip_backend.pretraining.images.transforms import Normalisation
from satclip_backend.progress import Progress, no_progress
from satclip_backend.translation import gettext_lazy as _
from satclip_backend.translation import joined

VERSION = 1
CHUNK = 1024
WIDEST_IN_HALVES = 1024
NOT_NUMBERS = _("with features that are not numbers")
_DOING = _("Computing image features")
_BATCH = 2**23  # values in a batch
_SAMPLE = 2**27  # values in the sample for `fit`
_SPARE = 16 << 20


@dataclass(frozen=True)
class ImageFeatures:
    """Image features.

    Attributes
    ----------
    lonlat : (n, 2) float64
        Longitude and latitude in degrees.
    values : (n, k) float32
        The features.
    dropped : int
        Number of points without a patch.
    key : str
        Hash of everything that determines the features.
    skipped : dict of str to int
        Reasons why points have no patch, with their number.
    rows : (n,) int64
        Index of each point in the patches.
    incomplete : dict of str to int
        Number of points without a further modality, by its name; their values are NaN there.
    """

    lonlat: np.ndarray
    values: np.ndarray
    dropped: int
    key: str
    skipped: dict[str, int] = field(default_factory=dict)
    rows: np.ndarray = field(default_factory=lambda: np.empty(0, np.int64))
    incomplete: dict[str, int] = field(default_factory=dict)


def cached_features(
    patches: Patches,
    encoder: ImageEncoder,
    normalise: Normalisation,
    *,
    progress: Progress = no_progress,
) -> ImageFeatures:
    """Return the features of all patches; those computed before are read from `store.folder("cache")`.

    The cache key is a hash of the patches, the normalisation and the encoder with its weights. Memory: a
    batch of 32 MiB, a sample of at most 512 MiB for encoders that need one, and the result. `progress` is
    called for each batch and may raise an exception to stop; complete chunks are kept. Raises SatclipError if
    no patch is readable, or if the disk is full; the latter before the computation if possible.
    """
    half = encoder.half_precision and has_fast_bfloat16()
    identity = [VERSION, patches.fingerprint, encoder.identity, repr(normalise), half]
    key = hashlib.sha256(json.dumps(identity).encode()).hexdigest()
    folder = store.folder("cache", f"features-{key[:16]}")
    n = len(patches.lonlat)
    starts = range(0, n, CHUNK)
    chunks = [_read(folder / f"{start}.safetensors") for start in starts]
    if None in chunks:
        bytes_a_patch = encoder.width * (2 if encoder.width <= WIDEST_IN_HALVES else 1)
        size = CHUNK * chunks.count(None) * bytes_a_patch + _SPARE
        check_space(folder, size, _("The image features need"))
        fit_encoder(patches, encoder, normalise)
    for index, start in enumerate(starts):
        if chunks[index] is None:
            rows = np.arange(start, min(start + CHUNK, n))
            values, kept = _compute(patches, rows, encoder, normalise, half, progress)
            without = (patches.without.get(row, NOT_NUMBERS) for row in np.delete(rows, kept).tolist())
            chunks[index] = _write(folder / f"{start}.safetensors", values, kept, Counter(without))
    progress(1.0, _DOING)
    values = np.empty((sum(len(chunk.kept) for chunk in chunks), encoder.width), np.float32)
    end, skipped = 0, Counter()
    for chunk in chunks:
        end += len(chunk.kept)
        values[end - len(chunk.kept) : end] = chunk.values()
        skipped.update(chunk.skipped)
    if not len(values):
        raise SatclipError(_nothing(patches, skipped))
    kept = np.concatenate([chunk.kept + start for chunk, start in zip(chunks, starts)])
    return ImageFeatures(
        patches.lonlat[kept], values, n - len(kept), key, skipped=dict(skipped.most_common()), rows=kept
    )


def fit_encoder(patches: Patches, encoder: ImageEncoder, normalise: Normalisation) -> None:
    """Fit an encoder to a random sample of patches, if it has to be fitted.

    Raises SatclipError if none of the sample is readable.
    """
    if type(encoder).fit is ImageEncoder.fit:
        return
    random, n = np.random.default_rng(encoder.seed), len(patches.lonlat)
    count = min(CHUNK, n, max(64, _SAMPLE // (len(patches.bands) * patches.pixels**2)))
    images, _unused = patches.read(np.sort(random.choice(n, count, replace=False)))
    if not len(images):
        raise SatclipError(_nothing(patches, patches.skipped))
    encoder.fit(normalise(torch.from_numpy(images)), random)


def _nothing(patches: Patches, skipped: Counter[str]) -> str:
    none = _(
        "None of the {count} points has {pixels} x {pixels} pixels of imagery around it.",
        count=len(patches.lonlat),
        pixels=patches.pixels,
    )
    reasons = [
        _("{count} are {reason}.", count=number, reason=reason) for reason, number in skipped.most_common(3)
    ]
    return joined([none, *reasons, _("Check the imagery's extent, the mask and the size of a patch.")])


def has_fast_bfloat16() -> bool:
    """Return whether the CPU has hardware for bfloat16 matrix products (AMX), which is 3 to 6 times as fast.

    It is False if the release of torch has no function for it.
    """
    return bool(getattr(torch.cpu, "get_capabilities", dict)().get("amx_bf16"))


@torch.inference_mode()
def _compute(patches, rows, encoder, normalise, half, progress) -> tuple[np.ndarray, np.ndarray]:
    """Return the features of patches, and the row of each."""
    values, kept = [np.empty((0, encoder.width), np.float32)], [np.empty(0, np.int64)]
    batch = max(1, min(CHUNK, _BATCH // (len(patches.bands) * patches.pixels**2)))
    for start in range(0, len(rows), batch):
        progress(rows[start] / len(patches.lonlat), _DOING)
        images, found = patches.read(rows[start : start + batch])
        if not len(found):
            continue
        images = normalise(torch.from_numpy(images))
        with torch.autocast("cpu", torch.bfloat16, enabled=half):
            features = encoder(images.to(memory_format=torch.channels_last) if half else images)
        features = features.float().numpy()
        whole = np.isfinite(features).all(1)
        values.append(features[whole])
        kept.append(found[whole] + start)
    return np.concatenate(values), np.concatenate(kept)


@dataclass(frozen=True)
class _Chunk:
    """A file of the cache. `kept` are the rows with features, relative to the first row of the chunk."""

    path: Path
    kept: np.ndarray
    skipped: dict[str, int]

    def values(self) -> np.ndarray:
        """Return the features (len(kept), width), float16 or float32."""
        arrays = load_file(self.path)
        if "step" not in arrays:
            return arrays["values"]
        return arrays["values"] * arrays["step"] + arrays["low"]


def _read(path: Path) -> _Chunk | None:
    """Read a chunk. Returns None if it is missing or truncated."""
    try:
        with safe_open(path, "np") as file:
            return _Chunk(path, file.get_tensor("kept"), json.loads(file.metadata()["skipped"]))
    except (OSError, SafetensorError):
        return None


def _write(path: Path, values: np.ndarray, kept: np.ndarray, skipped: Counter[str]) -> _Chunk:
    arrays = {"kept": kept}
    if values.shape[1] <= WIDEST_IN_HALVES and np.abs(values).max(initial=0) < np.finfo(np.float16).max:
        arrays["values"] = values.astype(np.float16)
    else:
        low, high = values.min(0, initial=np.inf), values.max(0, initial=-np.inf)
        step = np.maximum(high - low, 1e-30) / 255
        arrays |= {"values": np.rint((values - low) / step).astype(np.uint8), "low": low, "step": step}
    try:
        with atomic_write(path) as temporary:
            save_file(arrays, temporary, metadata={"skipped": json.dumps(skipped)})
    except (SatclipError, OSError, SafetensorError) as error:
        raise SatclipError(
            _(
                "The image features can't be kept in {parent}: {reason} What is done so far is kept.",
                parent=path.parent,
                reason=error,
            )
        ) from None
    return _Chunk(path, kept, skipped)
