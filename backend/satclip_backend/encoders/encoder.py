"""An encoder ready for use: positions in, embeddings out."""

from __future__ import annotations

import hashlib
import json
import threading
from functools import cached_property

import numpy as np
import torch

from satclip_backend.encoders.heads import Head
from satclip_backend.encoders.inference import Inference
from satclip_backend.encoders.metadata import EncoderMetadata
from satclip_backend.encoders.network import LocationEncoder
from satclip_backend.encoders.pca import Pca, fit_sphere
from satclip_backend.errors import SatclipError


class Encoder:
    """A location encoder with its metadata and PCA. All its methods may be called from several threads.

    Attributes: `id`; `metadata`; `sha256` of the file it was read from ("" for a network that is in no file).
    """

    def __init__(
        self,
        id: str,
        network: LocationEncoder,
        metadata: EncoderMetadata,
        *,
        pca: Pca | None = None,
        sha256: str = "",
        device: str | None = None,
    ) -> None:
        """Take over `network`. `device`: "cpu", "cuda", "cuda:1", "mps"; by default the best there is."""
        self.id, self.metadata, self.sha256 = id, metadata, sha256
        self.device = find_device(device)
        self._stored = network.eval().requires_grad_(False)
        self._inferences: dict[str, Inference] = {}
        self._pca = pca
        self._lock = threading.RLock()

    @property
    def basis(self) -> str:
        """How the spherical harmonics are evaluated: "stable", "official" or "closed-form"."""
        return self.metadata.basis

    @property
    def dimension(self) -> int:
        """Numbers in an embedding, d."""
        return self.metadata.dimension

    @property
    def network(self) -> LocationEncoder:
        """The network with the weights as they were stored. Not to be changed."""
        return self._stored

    @cached_property
    def weights_sha256(self) -> str:
        """SHA-256 of all that decides an embedding: weights, basis and sizes. The same in whatever file they
        lie.
        """
        m = self.metadata
        digest = hashlib.sha256(json.dumps([m.family, m.degree, m.basis, m.w0, m.dtype]).encode())
        for name, tensor in sorted(self._stored.state_dict().items()):
            digest.update(f"{name}{list(tensor.shape)}".encode())
            digest.update(tensor.cpu().contiguous().numpy())
        return digest.hexdigest()

    @property
    def pca(self) -> Pca:
        """All principal components of this encoder's embeddings; fitted on the sphere if none are stored."""
        with self._lock:
            if self._pca is None:
                self._pca = fit_sphere(self)
            return self._pca

    def encode(
        self,
        lonlat: np.ndarray,
        *,
        dtype: str = "float32",
        head: Head | None = None,
        batch_size: int | None = None,
    ) -> np.ndarray:
        """Embeddings (n, d) of positions `lonlat` (n, 2): longitudes and latitudes, WGS84 degrees, float64.

        Any longitude is valid (it wraps). A row with a NaN or infinite coordinate, or a latitude beyond +-90,
        gives a row of NaN. With a `head` the result is its values, (n, k). `dtype` "float32"
        or "float64" is that of the network and of the result. `batch_size` bounds the rows computed at once where
        every harmonic is evaluated, in multiples of 16 (see `official_basis`).
        Raises SatclipError where the shape or dtype is wrong.
        """
        lonlat = _checked(lonlat)
        inference = self._inference(dtype)
        valid = np.isfinite(lonlat).all(axis=1) & (np.abs(lonlat[:, 1]) <= 90 + 1e-9)
        points = lonlat if valid.all() else lonlat[valid]
        if len(points) and np.abs(points[:, 1]).max() > 90:
            points = np.column_stack([points[:, 0], points[:, 1].clip(-90, 90)])
        values = inference.scattered(points, head, batch_size)
        if len(values) == len(lonlat):
            return values
        result = np.full((len(lonlat), values.shape[1]), np.nan, dtype=dtype)
        result[valid] = values
        return result

    def encode_grid(
        self, lon: np.ndarray, lat: np.ndarray, head: Head, *, dtype: str = "float32"
    ) -> np.ndarray:
        """Values of `head` at columns `lon` (w,) and rows `lat` (h,), degrees, float64, -90 to 90: (h, w, k)."""
        return self._inference(dtype).tensor(lon, lat, head)

    def _inference(self, dtype: str) -> Inference:
        """The network ready in `dtype`, on the device, or on the CPU where the device has no such numbers."""
        if dtype not in ("float32", "float64"):
            raise SatclipError(f"Embeddings can be 'float32' or 'float64', not {dtype!r}.")
        with self._lock:
            if dtype not in self._inferences:
                device = (
                    torch.device("cpu") if self.device.type == "mps" and dtype == "float64" else self.device
                )
                self._inferences[dtype] = Inference(self._stored, getattr(torch, dtype), device)
            return self._inferences[dtype]


def _checked(lonlat: np.ndarray) -> np.ndarray:
    try:
        lonlat = np.asarray(lonlat, dtype=np.float64)
    except (TypeError, ValueError):
        raise SatclipError("Positions must be numbers: longitudes and latitudes in degrees.") from None
    if lonlat.ndim != 2 or lonlat.shape[1] != 2:
        raise SatclipError(
            f"Positions must be an array of shape (n, 2), longitudes and latitudes in degrees; "
            f"this is {lonlat.shape}."
        )
    return lonlat


def find_device(name: str | None = None) -> torch.device:
    """The device of that name, or the fastest one. Raises SatclipError where this computer has none of that name."""
    cuda = [f"cuda:{number}" for number in range(torch.cuda.device_count())]
    names = [
        *(["cuda", *cuda] if cuda else []),
        *(["mps"] if torch.backends.mps.is_available() else []),
        "cpu",
    ]
    if name and name not in names:
        raise SatclipError(f"This computer has no device {name!r}. It has: {', '.join(names)}.")
    return torch.device(name or names[0])
