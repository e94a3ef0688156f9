"""Evaluation of the network of any family, in batches. `inference.py` is the fast one of SatCLIP."""

from __future__ import annotations

import copy
from collections.abc import Callable

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn

from satclip_backend.encoders.batches import Batches
from satclip_backend.encoders.heads import Head, LinearHead

VALUES = 2**21
"""Intermediate values of a batch, 16 MiB, for networks with many per point."""


class PlainInference(Batches):
    """A network in one dtype on one device, with the methods of `Inference`. It is thread-safe."""

    def __init__(self, network: nn.Module, dtype: torch.dtype, device: torch.device) -> None:
        """Copy `network` to the dtype and device, unless it is there already."""
        super().__init__(dtype, device)
        if any(value.dtype != dtype or value.device != device for value in network.state_dict().values()):
            network = copy.deepcopy(network).to(device, dtype)
        self._network = network.eval()

    @torch.inference_mode()
    def scattered(
        self,
        lonlat: NDArray[np.float64],
        head: Head | None,
        batch_size: int | None = None,
        *,
        many: bool = False,
    ) -> NDArray:
        """Return the values (n, k) of `head` (None: the whole embedding) at points (n, 2), |latitude| <= 90.

        `many` makes no difference here.
        """
        channels = self._network.dimension if head is None else len(head.tolerance)
        result = np.empty((len(lonlat), channels), dtype=str(self.dtype).removeprefix("torch."))
        size = batch_size or max(1, min(self._batch, -(-len(lonlat) // self.workers)))
        network: Callable[[torch.Tensor], torch.Tensor] = self._network
        if isinstance(head, LinearHead) and hasattr(self._network, "with_head"):
            network = self._network.with_head(torch.from_numpy(head.matrix), torch.from_numpy(head.offset))
            head = None

        def evaluate(start: int, end: int) -> None:
            points = torch.from_numpy(lonlat[start:end]).to(self.device)
            values = network(points).cpu().numpy()
            result[start:end] = values if head is None else head(values)

        self._each(evaluate, len(lonlat), size)
        return result

    def tensor(self, lon: NDArray[np.float64], lat: NDArray[np.float64], head: Head | None) -> NDArray:
        """Return the values (h, w, k) of `head` on a grid of columns `lon` (w,) and rows `lat` (h,).

        Latitudes are at most 90 degrees in magnitude.
        """
        lonlat = np.column_stack([np.tile(lon, len(lat)), np.repeat(lat, len(lon))])
        return self.scattered(lonlat, head).reshape(len(lat), len(lon), -1)

    @property
    def _batch(self) -> int:
        """Points per batch. If a network has an attribute `columns`, it has so many intermediate values per point."""
        return max(1, min(super()._batch, VALUES // getattr(self._network, "columns", 1)))
