"""The encoder: computes embeddings of locations."""

from __future__ import annotations

import hashlib
import json
import threading
from collections import OrderedDict
from functools import cached_property

import numpy as np
import torch
from torch import nn

from satclip_backend.encoders.families.months_network import MonthsNetwork
from satclip_backend.encoders.families.year import MONTHS
from satclip_backend.encoders.heads import Head
from satclip_backend.encoders.inference import Inference
from satclip_backend.encoders.mean_inference import MeanInference
from satclip_backend.encoders.metadata import EncoderMetadata
from satclip_backend.encoders.network import LocationEncoder
from satclip_backend.encoders.pca import Pca, fit_sphere
from satclip_backend.encoders.plain_inference import PlainInference
from satclip_backend.errors import SatclipError
from satclip_backend.geo.sphere import fibonacci_lattice
from satclip_backend.limits import default_device
from satclip_backend.translation import gettext_lazy as _

MONTHS_KEPT = 12
"""Number of months and dtypes for which prepared networks of an encoder are kept, about 50 MB each for L = 40."""


class Encoder:
    """A location encoder with its metadata and PCA. All methods are thread-safe.

    Attributes: `id`; `metadata`; `sha256` of its file ("" for a network without a file); `month` from 1 to 12, whose
    embeddings it returns, or None (see `at_month`).
    """

    def __init__(
        self,
        id: str,
        network: nn.Module,
        metadata: EncoderMetadata,
        *,
        pca: Pca | None = None,
        sha256: str = "",
        device: str | None = None,
    ) -> None:
        """Create an encoder that owns `network`.

        `device` is "cpu", "cuda", "cuda:1" or "mps"; by default the fastest available.
        """
        self.id, self.metadata, self.sha256 = id, metadata, sha256
        self.month: int | None = None
        self.device = find_device(device)
        self._stored = network.eval().requires_grad_(False)
        self._inferences: OrderedDict[tuple[str, int | None], Inference | PlainInference] = OrderedDict()
        self._pca = pca
        self._lock = threading.RLock()
        self._whole_year = self

    def __getstate__(self) -> dict[str, object]:
        """Return what is sent to other processes: all but prepared networks and the lock."""
        return {name: value for name, value in self.__dict__.items() if name not in ("_inferences", "_lock")}

    def __setstate__(self, state: dict[str, object]) -> None:
        self.__dict__.update(state, _inferences=OrderedDict(), _lock=threading.RLock())

    @property
    def basis(self) -> str | None:
        """Evaluation of the spherical harmonics of SatCLIP: "stable", "official" or "closed-form"; else None."""
        return self.metadata.basis

    @property
    def dimension(self) -> int:
        """Dimension of an embedding, d."""
        return self.metadata.dimension

    @property
    def network(self) -> nn.Module:
        """The network with the stored weights. Do not modify it."""
        return self._stored

    @cached_property
    def weights_sha256(self) -> str:
        """SHA-256 of everything that determines an embedding: weights and settings.

        It does not depend on the file.
        """
        m = self.metadata
        settings = [m.degree, m.basis, m.w0] if m.family == "satclip" else [m.config]
        digest = hashlib.sha256(json.dumps([m.family, *settings, m.dtype], sort_keys=True).encode())
        for name, tensor in sorted(self._stored.state_dict().items()):
            digest.update(f"{name}{list(tensor.shape)}".encode())
            digest.update(tensor.cpu().contiguous().numpy())
        return digest.hexdigest()

    @property
    def pca(self) -> Pca:
        """All principal components of this encoder's embeddings, of all months; fitted on the sphere if not stored."""
        with self._lock:
            if self.month is not None:
                return self._whole_year.pca
            if self._pca is None:
                self._pca = fit_sphere(self)
            return self._pca

    def world(self, n: int) -> np.ndarray:
        """Return at most `n` points (m, 2) in degrees that represent all embeddings.

        They are uniform on the sphere; for a table of features, they are centres of its cells.
        """
        locations = getattr(self.network, "locations", fibonacci_lattice)
        return locations(n)

    @property
    def months(self) -> bool:
        """Whether it is an encoder of location and month."""
        return self.metadata.months

    def at_month(self, month: int | None) -> Encoder:
        """Return this encoder with the embeddings of a month from 1 to 12; for None, their mean over the year.

        It shares the weights and the PCA. Raises SatclipError if the encoder has no months.
        """
        if month == self.month:
            return self
        if month is None:
            return self._whole_year
        check_month(self, month)
        fixed = object.__new__(Encoder)
        fixed.__dict__.update(self.__dict__, month=int(month))
        return fixed

    def encode(
        self,
        lonlat: np.ndarray,
        *,
        dtype: str = "float32",
        head: Head | None = None,
        batch_size: int | None = None,
        months: np.ndarray | None = None,
        many: bool = False,
    ) -> np.ndarray:
        """Return the embeddings (n, d) of locations `lonlat` (n, 2).

        `lonlat` are longitude and latitude in WGS84 degrees, float64. Longitudes wrap. A non-finite coordinate, a
        latitude beyond +-90 or a location that the encoder does not cover gives a row of NaN. With a `head`, return
        its values (n, k) instead. `dtype`, "float32" or "float64", is used for the network and the result.
        `batch_size`, for SatCLIP in multiples of 16 (see `official_basis`), limits the points computed at once when
        every harmonic is evaluated. `months` (n,) are the months of the rows, from 1 to 12, or NaN for the mean over
        the year; by default, all rows have that of the encoder (`at_month`). `many` says that the locations are some
        of many, for which preparing the encoder pays (see `Inference.scattered`). Raises SatclipError if the shape or
        dtype is wrong, or for months if the encoder has none.
        """
        lonlat = _checked(lonlat)
        if months is not None:
            return self._by_month(lonlat, months, dtype, head, batch_size)
        inference = self._inference(dtype)
        valid = np.isfinite(lonlat).all(axis=1) & (np.abs(lonlat[:, 1]) <= 90 + 1e-9)
        points = lonlat if valid.all() else lonlat[valid]
        if len(points) and np.abs(points[:, 1]).max() > 90:
            points = np.column_stack([points[:, 0], points[:, 1].clip(-90, 90)])
        values = inference.scattered(points, head, batch_size, many=many)
        if len(values) == len(lonlat):
            return values
        result = np.full((len(lonlat), values.shape[1]), np.nan, dtype=dtype)
        result[valid] = values
        return result

    def encode_grid(
        self, lon: np.ndarray, lat: np.ndarray, head: Head, *, dtype: str = "float32"
    ) -> np.ndarray:
        """Return the values (h, w, k) of `head` on a grid with columns `lon` (w,) and rows `lat` (h,).

        Coordinates are in degrees, float64, with latitudes from -90 to 90.
        """
        return self._inference(dtype).tensor(lon, lat, head)

    def _by_month(self, lonlat: np.ndarray, months: np.ndarray, dtype: str, *how) -> np.ndarray:
        """Return the values of rows with a month each."""
        months = np.asarray(months, dtype=np.float64)
        if months.shape != (len(lonlat),):
            raise SatclipError(
                _(
                    "{count} months are needed, one for each location; there are {months}.",
                    count=len(lonlat),
                    months=months.shape,
                )
            )
        head, batch_size = how
        parts = [(None, np.isnan(months))] + [
            (month, months == month) for month in np.unique(months[~np.isnan(months)]).tolist()
        ]
        result = None
        for month, rows in parts:
            if rows.any() or not len(months):
                values = self.at_month(month).encode(
                    lonlat[rows], dtype=dtype, head=head, batch_size=batch_size
                )
                if result is None:
                    result = np.empty((len(lonlat), values.shape[1]), dtype=values.dtype)
                result[rows] = values
        return result

    def _inference(self, dtype: str) -> Inference | PlainInference:
        """Return the network in `dtype` on the device, or on the CPU if the device lacks the float64 it needs."""
        if dtype not in ("float32", "float64"):
            raise SatclipError(_("Embeddings can be 'float32' or 'float64', not {dtype}.", dtype=repr(dtype)))
        key = (dtype, self.month)
        with self._lock:
            if key not in self._inferences:
                network = self._stored if self.month is None else self._stored.at_month(self.month)
                kind = PlainInference
                if isinstance(network, LocationEncoder):
                    kind = Inference
                elif isinstance(network, MonthsNetwork):
                    kind = MeanInference
                needed = dtype == "float64" or kind is PlainInference
                device = torch.device("cpu") if self.device.type == "mps" and needed else self.device
                self._inferences[key] = kind(network, getattr(torch, dtype), device)
            self._inferences.move_to_end(key)
            while len(self._inferences) > 2 + MONTHS_KEPT:
                self._inferences.popitem(last=False)
            return self._inferences[key]


def check_month(encoder: Encoder, month: float) -> None:
    """Raise SatclipError if an encoder has no months, or if `month` is not a whole number from 1 to 12."""
    if not encoder.months:
        raise SatclipError(
            _(
                "The encoder {encoder} has no months: its embeddings are the same all year. Leave out the month, or "
                "use an encoder of location and month.",
                encoder=encoder.id,
            )
        )
    check_month_number(month)


def check_month_number(month: float) -> None:
    """Raise SatclipError if `month` is not a whole number from 1 to 12."""
    if month not in MONTHS:
        raise SatclipError(_("A month is a whole number from 1 to 12, not {month}.", month=month))


def _checked(lonlat: np.ndarray) -> np.ndarray:
    try:
        lonlat = np.ascontiguousarray(lonlat, dtype=np.float64)  # torch has no negative strides
    except (TypeError, ValueError):
        raise SatclipError(_("Positions must be numbers: longitudes and latitudes in degrees.")) from None
    if lonlat.ndim != 2 or lonlat.shape[1] != 2:
        raise SatclipError(
            _(
                "Positions must be an array of shape (n, 2), longitudes and latitudes in degrees; this is "
                "{lonlat}.",
                lonlat=lonlat.shape,
            )
        )
    return lonlat


def find_device(name: str | None = None) -> torch.device:
    """Return the device of that name, by default that of the server (`limits.py`), else the fastest.

    Raises SatclipError if it is not available.
    """
    name = name or default_device()
    cuda = [f"cuda:{number}" for number in range(torch.cuda.device_count())]
    names = [
        *(["cuda", *cuda] if cuda else []),
        *(["mps"] if torch.backends.mps.is_available() else []),
        "cpu",
    ]
    if name and name not in names:
        raise SatclipError(
            _("This computer has no device {name}. It has: {names}.", name=repr(name), names=", ".join(names))
        )
    return torch.device(name or names[0])
