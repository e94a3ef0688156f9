"""A network made ready to be evaluated many times. The one place that decides how.

| basis, dtype, device | places | first layer |
| --- | --- | --- |
| stable or closed-form, float32, CPU | any | `gridded.py`: from a table, to float32's own error |
| any other | rows times columns | `separable.py`: exact to rounding |
| any other | scattered | `harmonics.py`: every harmonic, then a product |

The other layers are products of matrices, in batches that stay in a core's cache, with the read-out folded into the
last.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property
from threading import Lock

import numpy as np
import torch
from numpy.typing import NDArray

from satclip_backend.encoders.gridded import LARGEST_TABLE, GriddedLayer, table_bytes
from satclip_backend.encoders.network import LocationEncoder
from satclip_backend.encoders.official import TAIL
from satclip_backend.encoders.readout import Linear, Readout
from satclip_backend.encoders.separable import SeparableLayer

BATCH = 1024
"""Places at once on a core: what the layers pass on, 2 MiB at 512 units, stays in its cache."""
BASIS_VALUES = 2**20
"""Harmonics evaluated at once on a core, 8 MiB."""
DEVICE_BATCH = 2**16
"""Places at once on a GPU."""
ROWS = 128
"""Rows of a grid whose factors are computed at once."""
FEW = 512
"""Places below which the table is not worth its making."""

Head = Callable[[torch.Tensor], torch.Tensor]


class Inference:
    """A network in one dtype on one device. May be used from several threads."""

    def __init__(self, network: LocationEncoder, dtype: torch.dtype, device: torch.device) -> None:
        """Take the weights of `network`, which stays as it is. `w0` is folded into the first layer."""
        self.dtype, self.device = dtype, device
        exact = {name: value.to("cpu", torch.float64) for name, value in network.state_dict().items()}
        self._harmonics, self._degree = network.harmonics, network.degree
        self._first = exact["layers.0.weight"] * network.w0, exact["layers.0.bias"] * network.w0
        self._weight, self._bias = (self._ready(part) for part in self._first)
        self._hidden = [
            (self._ready(exact[f"layers.{i}.weight"]), self._ready(exact[f"layers.{i}.bias"]))
            for i in range(1, len(network.layers))
        ]
        self._last = exact["last_layer.weight"], exact["last_layer.bias"]
        self._tabulated = (
            network.basis_name != "official"
            and dtype == torch.float32
            and device.type == "cpu"
            and table_bytes(self._degree, network.capacity) <= LARGEST_TABLE
        )
        self._lock = Lock()

    @torch.inference_mode()
    def scattered(
        self, lonlat: NDArray[np.float64], readout: Readout | None, batch_size: int | None
    ) -> NDArray:
        """What `readout` (None: the whole embedding) reads at places (n, 2), |latitude| <= 90: (n, k)."""
        head, channels = self._head(readout)
        result = np.empty((len(lonlat), channels), dtype=str(self.dtype).removeprefix("torch."))
        if self._tabulated and (len(lonlat) >= FEW or "_table" in self.__dict__):
            with self._lock:
                table = self._table
            cells = table.sort(lonlat)

            def read(start: int) -> None:
                some = slice(start, min(start + BATCH, len(lonlat)))
                result[cells.order[some]] = self._finish(table.read(cells, some.start, some.stop), head)

            self._each(read, range(0, len(lonlat), BATCH))
            return result
        size = batch_size or min(
            self._batch, max(BASIS_VALUES // self._degree**2, TAIL), -(-len(lonlat) // self.workers)
        )
        size = max(-(-size // TAIL), 1) * TAIL

        def evaluate(start: int) -> None:
            places = torch.from_numpy(lonlat[start : start + size])
            if self.device.type == "cuda":  # elsewhere there is no float64 for the basis
                places = places.to(self.device)
            basis = self._harmonics(places).to(self._weight)
            values = torch.addmm(self._bias, basis, self._weight.T)
            result[start : start + size] = self._finish(values, head)

        self._each(evaluate, range(0, len(lonlat), size))
        return result

    @torch.inference_mode()
    def tensor(self, lon: NDArray[np.float64], lat: NDArray[np.float64], readout: Readout | None) -> NDArray:
        """What `readout` reads at columns `lon` (w,) and rows `lat` (h,), |latitude| <= 90: (h, w, k)."""
        if self._tabulated:
            places = np.column_stack([np.tile(lon, len(lat)), np.repeat(lat, len(lon))])
            return self.scattered(places, readout, None).reshape(len(lat), len(lon), -1)
        head, channels = self._head(readout)
        result = np.empty((len(lat), len(lon), channels), dtype=str(self.dtype).removeprefix("torch."))
        columns = self._ready(self._separable.columns(torch.from_numpy(lon)))
        together = min(max(1, self._batch // len(lon)), -(-len(lat) // self.workers))
        for start in range(0, len(lat), ROWS):
            factors = self._ready(self._separable.rows(torch.from_numpy(lat[start : start + ROWS])))

            def evaluate(
                first: int, factors: torch.Tensor = factors, target: NDArray = result[start : start + ROWS]
            ) -> None:
                some = slice(first, first + together)
                values = torch.matmul(columns, factors[some]).flatten(0, 1)
                target[some].reshape(-1, channels)[:] = self._finish(values, head)

            self._each(evaluate, range(0, len(factors), together))
        return result

    @property
    def workers(self) -> int:
        """How many batches to compute at once: the cores that torch leaves free when it is told to use few.

        One thread a batch costs nothing on an idle computer and is many times as fast as torch's own threads, which
        wait for each other, on a busy one.
        """
        if self.device.type != "cpu":
            return 1
        return max(1, min(8, (os.cpu_count() or 1) // torch.get_num_threads()))

    @property
    def _batch(self) -> int:
        return BATCH if self.device.type == "cpu" else DEVICE_BATCH

    @cached_property
    def _separable(self) -> SeparableLayer:
        return SeparableLayer(*self._first, self._harmonics, self._degree)

    @cached_property
    def _table(self) -> GriddedLayer:
        return GriddedLayer(self._separable)

    def _ready(self, tensor: torch.Tensor) -> torch.Tensor:
        return tensor.to(self.device, self.dtype)

    def _head(self, readout: Readout | None) -> tuple[Head, int]:
        """The last layer and what is read of it, and the numbers that come out."""
        weight, bias = self._last
        if isinstance(readout, Linear):
            matrix = torch.from_numpy(readout.matrix)
            weight, bias = matrix @ weight, matrix @ bias + torch.from_numpy(readout.offset)
        weight, bias = self._ready(weight), self._ready(bias)

        def last(values: torch.Tensor) -> torch.Tensor:
            return torch.addmm(bias, values, weight.T).cpu()

        if readout is None or isinstance(readout, Linear):
            return (lambda values: last(values).numpy()), len(bias)
        return (lambda values: readout(last(values).numpy())), len(readout.tolerance)

    def _finish(self, values: torch.Tensor, head: Head) -> NDArray:
        """What `head` makes of the first layer's sums (n, units), which are overwritten."""
        values.sin_()
        for weight, bias in self._hidden:
            values = torch.addmm(bias, values, weight.T).sin_()
        return head(values)

    def _each(self, work: Callable, items: Iterable) -> None:
        """Do the work on each item, on as many cores as there are for it."""

        def quietly(item) -> None:
            with torch.inference_mode():  # which holds in one thread only
                work(item)

        with ThreadPoolExecutor(self.workers) as pool:
            for _ in pool.map(quietly, items):
                pass
