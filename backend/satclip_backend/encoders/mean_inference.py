"""Mean over the twelve months of an encoder of location and month, prepared for fast evaluation."""

from __future__ import annotations

import torch
from numpy.typing import NDArray

from satclip_backend.encoders.families.months_network import MonthsNetwork, fourier_terms
from satclip_backend.encoders.families.year import MONTHS
from satclip_backend.encoders.inference import Inference, LastLayer


class MeanInference(Inference):
    """`Inference` whose first layer has the sums for each Fourier term, so that it is evaluated once for all months.

    The last layer is linear, so the mean is taken before it, and a head gets the mean embedding.
    """

    def __init__(self, network: MonthsNetwork, dtype: torch.dtype, device: torch.device) -> None:
        """Copy the weights of `network`."""
        layers = network.first_layers().cpu()
        january = network.at_month(1)
        super().__init__(january, dtype, device, first=layers.flatten(0, 1))
        months = fourier_terms(torch.tensor(list(MONTHS)))
        self._factors = self._ready(torch.cat([torch.ones(len(months), 1), months], dim=1))

    def _finish(self, values: torch.Tensor, last_layer: LastLayer) -> NDArray:
        """Apply the remaining layers for each month to the sums (n, 5 * units) of the first layer."""
        parts = values.unflatten(-1, (self._factors.shape[1], -1))
        total = 0
        for factors in self._factors:
            total = total + self._hidden_layers(torch.einsum("f,nfu->nu", factors, parts))
        return last_layer(total / len(self._factors))
