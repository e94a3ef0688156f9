"""The network of SatCLIP prepared for fast evaluation.

The first layer is evaluated by one of three methods:

| first layer | used for | error |
| --- | --- | --- |
| `gridded.py`, a table | float32 on the CPU, up to `stable_latitude`, where the basis is accurate | that of float32 |
| `separable.py` | otherwise, for grids | rounding |
| `harmonics.py`, every harmonic | otherwise | none: it is the definition |

The other layers are matrix products, in batches that fit into a core's cache, with the head merged into the last
layer.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from threading import Lock

import numpy as np
import torch
from numpy.typing import NDArray

from satclip_backend.encoders.batches import BATCH, Batches
from satclip_backend.encoders.device_memory import DeviceMemory
from satclip_backend.encoders.gridded import LARGEST_TABLE, GriddedLayer, table_bytes
from satclip_backend.encoders.harmonics import Basis, basis_function
from satclip_backend.encoders.heads import Head, LinearHead
from satclip_backend.encoders.network import LocationEncoder
from satclip_backend.encoders.official import TAIL
from satclip_backend.encoders.separable import SeparableLayer

BASIS_VALUES = 2**20
"""Harmonics evaluated at once per core, 8 MiB."""
DEVICE_VALUES = 2**27
"""Harmonics evaluated at once on a GPU; not tuned."""
ROWS = 128
"""Rows of a grid whose factors are computed at once."""
FEW = 512
"""Number of points below which creating the table takes longer than it saves."""

STABLE = 3e-7
"""Difference in the argument of a sine that is negligible in float32."""

LastLayer = Callable[[torch.Tensor], torch.Tensor]


class Inference(Batches):
    """A network in one dtype on one device. It is thread-safe."""

    def __init__(
        self,
        network: LocationEncoder,
        dtype: torch.dtype,
        device: torch.device,
        first: torch.Tensor | None = None,
    ) -> None:
        """Copy the weights of `network`, with `w0` merged into the first layer.

        `first` (k * units, L * L) are the weights of a first layer with several sums per unit, for subclasses.
        """
        super().__init__(dtype, device)
        self._memory, self._grid_memory = DeviceMemory(TAIL), DeviceMemory()
        exact = {name: value.to("cpu", torch.float64) for name, value in network.state_dict().items()}
        self._harmonics, self._basis_name, self._degree = (
            network.harmonics,
            network.basis_name,
            network.degree,
        )
        weight = exact["layers.0.weight"] if first is None else first
        bias = weight.new_zeros(len(weight))
        bias[: network.capacity] = exact["layers.0.bias"]
        self._first = weight * network.w0, bias * network.w0
        self._weight, self._bias = (self._ready(part) for part in self._first)
        self._hidden = [
            (self._ready(exact[f"layers.{i}.weight"]), self._ready(exact[f"layers.{i}.bias"]))
            for i in range(1, len(network.layers))
        ]
        self._last = exact["last_layer.weight"], exact["last_layer.bias"]
        self._lock = Lock()
        self._stable_latitude: float | None = None
        if (
            dtype != torch.float32
            or device.type != "cpu"
            or table_bytes(self._degree, len(weight)) > LARGEST_TABLE
        ):
            self._stable_latitude = -1.0

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

        The table is used for `FEW` points or more, and for fewer that are some of `many`. What was evaluated before
        makes no difference, so the values of a point are the same in each process.
        """
        last_layer, channels = self._last_layer(head)
        result = np.empty((len(lonlat), channels), dtype=str(self.dtype).removeprefix("torch."))
        stable_latitude = self.stable_latitude if many or len(lonlat) >= FEW else -1.0
        from_table = np.abs(lonlat[:, 1]) <= stable_latitude
        if not len(lonlat):
            return result
        if from_table.all():
            self._look_up(lonlat, last_layer, result)
        elif not from_table.any():
            self._evaluate(lonlat, last_layer, result, batch_size)
        else:  # with the official basis, the last points of a batch must stay the last ones (see `TAIL`)
            whole = len(lonlat) - len(lonlat) % TAIL
            rounded = np.flatnonzero(~from_table[:whole])
            padded = np.append(rounded, np.resize(rounded, -len(rounded) % TAIL))
            for part, evaluate in (
                (np.flatnonzero(from_table[:whole]), self._look_up),
                (padded, self._evaluate),
                (np.arange(whole, len(lonlat)), self._evaluate),
            ):
                values = np.empty((len(part), channels), dtype=result.dtype)
                evaluate(lonlat[part], last_layer, values)
                result[part] = values
        return result

    @torch.inference_mode()
    def tensor(self, lon: NDArray[np.float64], lat: NDArray[np.float64], head: Head | None) -> NDArray:
        """Return the values (h, w, k) of `head` on a grid of columns `lon` (w,) and rows `lat` (h,).

        Latitudes are at most 90 degrees in magnitude.
        """
        if np.abs(lat).max(initial=0) <= self.stable_latitude:
            lonlat = np.column_stack([np.tile(lon, len(lat)), np.repeat(lat, len(lon))])
            return self.scattered(lonlat, head, many=True).reshape(len(lat), len(lon), -1)
        last_layer, channels = self._last_layer(head)
        result = np.empty((len(lat), len(lon), channels), dtype=str(self.dtype).removeprefix("torch."))
        columns = self._ready(self._separable.columns(torch.from_numpy(lon)))
        rows_at_once = min(max(1, self._batch // len(lon)), -(-len(lat) // self.workers))
        for start in range(0, len(lat), ROWS):
            factors = self._ready(self._separable.rows(torch.from_numpy(lat[start : start + ROWS])))

            def multiply(first: int, end: int, factors: torch.Tensor = factors, start: int = start) -> None:
                block = factors[first:end]
                values = self._finish(torch.matmul(columns, block).flatten(0, 1), last_layer)
                result[start + first : start + first + len(block)] = values.reshape(
                    len(block), len(lon), channels
                )

            self._each(multiply, len(factors), rows_at_once, self._grid_memory)
        return result

    @property
    def stable_latitude(self) -> float:
        """Absolute latitude up to which the table is used; negative if there is no table.

        The rounding errors of the official basis increase towards the poles. The table does not reproduce them, so
        it is used only where they are negligible in float32.
        """
        with self._lock:
            if self._stable_latitude is None:
                exact, stable_latitude = self._separable, 90.0
                if self._basis_name == "official":
                    exact = SeparableLayer(*self._first, basis_function("stable", self._degree), self._degree)
                    stable_latitude = _find_stable_latitude(self._harmonics, exact.basis, self._first[0])
                self._table = GriddedLayer(exact)
                self._stable_latitude = stable_latitude
            return self._stable_latitude

    @cached_property
    def _separable(self) -> SeparableLayer:
        return SeparableLayer(*self._first, self._harmonics, self._degree)

    def _look_up(self, lonlat: NDArray[np.float64], last_layer: LastLayer, result: NDArray) -> None:
        cells = self._table.sort(lonlat)

        def read(start: int, end: int) -> None:
            result[cells.order[start:end]] = self._finish(self._table.read(cells, start, end), last_layer)

        self._each(read, len(lonlat), BATCH)

    def _evaluate(
        self,
        lonlat: NDArray[np.float64],
        last_layer: LastLayer,
        result: NDArray,
        batch_size: int | None = None,
    ) -> None:
        values = BASIS_VALUES if self.device.type == "cpu" else DEVICE_VALUES
        size = batch_size or min(self._batch, values // self._degree**2, -(-len(lonlat) // self.workers))
        size = max(-(-size // TAIL), 1) * TAIL

        def evaluate(start: int, end: int) -> None:
            points = torch.from_numpy(lonlat[start:end])
            if self.device.type == "cuda":  # other devices have no float64, which the basis needs
                points = points.to(self.device)
            basis = self._harmonics(points).to(self._weight)
            result[start:end] = self._finish(torch.addmm(self._bias, basis, self._weight.T), last_layer)

        self._each(evaluate, len(lonlat), size)

    def _ready(self, tensor: torch.Tensor) -> torch.Tensor:
        return tensor.to(self.device, self.dtype)

    def _last_layer(self, head: Head | None) -> tuple[LastLayer, int]:
        """Return a function that applies the last layer and the head, and the number of its values."""
        weight, bias = self._last
        if isinstance(head, LinearHead):
            matrix = torch.from_numpy(head.matrix)
            weight, bias = matrix @ weight, matrix @ bias + torch.from_numpy(head.offset)
        weight, bias = self._ready(weight), self._ready(bias)

        def apply_last_layer(values: torch.Tensor) -> torch.Tensor:
            return torch.addmm(bias, values, weight.T).cpu()

        if head is None or isinstance(head, LinearHead):
            return (lambda values: apply_last_layer(values).numpy()), len(bias)
        return (lambda values: head(apply_last_layer(values).numpy())), len(head.tolerance)

    def _finish(self, values: torch.Tensor, last_layer: LastLayer) -> NDArray:
        """Apply the remaining layers to the sums (n, units) of the first layer, which are overwritten."""
        return last_layer(self._hidden_layers(values))

    def _hidden_layers(self, values: torch.Tensor) -> torch.Tensor:
        values.sin_()
        for weight, bias in self._hidden:
            values = torch.addmm(bias, values, weight.T).sin_()
        return values


def _find_stable_latitude(rounded: Basis, exact: Basis, weight: torch.Tensor) -> float:
    """Return the latitude up to which the sums of two evaluations of a basis differ by less than `STABLE`."""
    lat = np.repeat(np.arange(0.5, 90.5, 0.5), 8)
    lon = np.random.default_rng(0).uniform(-180, 180, len(lat))
    points = torch.from_numpy(np.column_stack([lon, lat * np.tile([1, -1], len(lat) // 2)]))
    off = ((rounded(points) - exact(points)) @ weight.T).abs().amax(dim=1).numpy()
    return float(min(lat[off > STABLE], default=90.5)) - 0.5
