"""An encoder ready for use: positions in, embeddings out."""

from __future__ import annotations

import copy
import hashlib
import json
import os
import threading
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property

import numpy as np
import torch

from satclip_backend.encoders.metadata import EncoderMetadata
from satclip_backend.encoders.network import LocationEncoder
from satclip_backend.encoders.official import TAIL
from satclip_backend.encoders.pca import Pca, fit_sphere
from satclip_backend.errors import SatclipError

BATCH_VALUES = 2**22
"""Basis values evaluated at once (32 MiB in float64): more would fall out of a processor's caches."""


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
        self.device = torch.device(device or _best_device())
        self._stored = network.eval().requires_grad_(False)
        self._networks: dict[torch.dtype, LocationEncoder] = {}
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
        self, lonlat: np.ndarray, *, dtype: str = "float32", batch_size: int | None = None
    ) -> np.ndarray:
        """Embeddings (n, d) of positions `lonlat` (n, 2): longitudes and latitudes, WGS84 degrees, float64.

        Any longitude is valid (it wraps). A row with a NaN or infinite coordinate, or a latitude beyond +-90,
        gives a row of NaN. `dtype` "float32" or "float64" is that of the network and of the result; the basis
        is always float64. `batch_size` bounds the rows computed at once, in multiples of 16 (see `official_basis`).
        Raises SatclipError where the shape or dtype is wrong.
        """
        lonlat = _checked(lonlat)
        if dtype not in ("float32", "float64"):
            raise SatclipError(f"Embeddings can be 'float32' or 'float64', not {dtype!r}.")
        network = self._network(getattr(torch, dtype))
        valid = np.isfinite(lonlat).all(axis=1) & (np.abs(lonlat[:, 1]) <= 90 + 1e-9)
        result = np.full((len(lonlat), self.dimension), np.nan, dtype=dtype)
        rows = np.flatnonzero(valid)
        places = lonlat[rows]
        places[:, 1] = places[:, 1].clip(-90, 90)
        workers = self._workers()
        size = batch_size or min(8192, BATCH_VALUES // self.metadata.degree**2, -(-len(rows) // workers))
        size = max(-(-size // TAIL), 1) * TAIL

        def embed(start: int) -> None:
            result[rows[start : start + size]] = self._encode(network, places[start : start + size])

        with ThreadPoolExecutor(workers) as pool:
            list(pool.map(embed, range(0, len(rows), size)))
        return result

    def _workers(self) -> int:
        """How many batches to compute at once: the cores that torch leaves free when it is told to use few.

        One thread a batch costs nothing on an idle computer and is many times as fast as torch's own threads, which
        wait for each other, on a busy one.
        """
        if self.device.type != "cpu":
            return 1
        return max(1, min(8, (os.cpu_count() or 1) // torch.get_num_threads()))

    @torch.inference_mode()
    def _encode(self, network: LocationEncoder, places: np.ndarray) -> np.ndarray:
        positions = torch.from_numpy(places)
        if network.last_layer.weight.device.type == "cuda":  # elsewhere there is no float64 for the basis
            positions = positions.to(network.last_layer.weight.device)
        return network(positions).cpu().numpy()

    def _network(self, dtype: torch.dtype) -> LocationEncoder:
        """The network in `dtype`, on the device, or on the CPU where the device has no such numbers."""
        with self._lock:
            if dtype not in self._networks:
                device = "cpu" if self.device.type == "mps" and dtype == torch.float64 else self.device
                self._networks[dtype] = copy.deepcopy(self._stored).to(device=device, dtype=dtype)
            return self._networks[dtype]


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


def _best_device() -> str:
    if torch.cuda.is_available():
        return "cuda"
    return "mps" if torch.backends.mps.is_available() else "cpu"
