"""Evaluation of a model on the held-out points."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import torch

from satclip_backend.encoders.device_memory import DeviceMemory
from satclip_backend.pretraining.basis_table import BasisTable
from satclip_backend.pretraining.examples import Examples
from satclip_backend.pretraining.inputs import LocationInputs
from satclip_backend.pretraining.losses import retrieval
from satclip_backend.pretraining.model import PretrainingModel

IMAGES = 256
"""Number of images that a fine-tuned image encoder describes at once."""


class HeldOut:
    """Held-out points, with their image features, and held-out ocean points."""

    def __init__(
        self,
        examples: Examples,
        rows: np.ndarray,
        ocean_lonlat: np.ndarray,
        inputs: LocationInputs,
        device: torch.device,
    ) -> None:
        """Select the rows of the examples. `inputs` computes what the network and the loss take."""
        self.rows, self._inputs, self._device, self._read = rows, inputs, device, examples.read
        self._values = torch.from_numpy(examples.values[rows])
        points = torch.from_numpy(np.concatenate([examples.lonlat[rows], ocean_lonlat])).to(device)
        self._basis = BasisTable(inputs, inputs.columns, points, repeats=examples.months is not None)
        months = examples.months_of(rows, len(ocean_lonlat))
        self._months = None if months is None else months.to(device)
        self._memory = DeviceMemory()

    @torch.no_grad()
    def evaluate(self, model: PretrainingModel, check_cancelled: Callable[[], None]) -> dict[str, float]:
        """Return loss and retrieval accuracy (images by location, locations by image) of a model.

        `check_cancelled` is called several times a second; it may raise an exception.
        """
        n, count = len(self.rows), len(self._basis.lonlat)
        check_cancelled()
        basis = self._inputs.with_months(self._basis.rows(torch.arange(count)), self._months)
        embeddings = model.network.embed(self._inputs.of_network(basis))
        images = self._values.to(self._device)
        if model.image_encoder is not None:
            images = self._described(model.image_encoder.eval(), check_cancelled)
        lowest = basis[:, : model.lowest]
        ocean = (embeddings[n:], lowest[n:], count - n) if count > n else None
        terms = model.terms(embeddings[:n], images, lowest[:n], ocean=ocean)
        locations, images = model.matching(embeddings[:n], images)
        check_cancelled()
        top1, top10 = retrieval(locations, images)
        back1, back10 = retrieval(images, locations)
        return {f"held_out_{name}": float(value) for name, value in terms.items()} | {
            "held_out_pairs": n,
            "top1": (top1 + back1) / 2,
            "top10": (top10 + back10) / 2,
            "logit_scale": float(model.logit_scale),
        }

    def _described(self, image_encoder: torch.nn.Module, check_cancelled: Callable[[], None]) -> torch.Tensor:
        """Return the features of the images by a fine-tuned encoder."""
        parts = []

        def describe(first: int, end: int) -> None:
            check_cancelled()
            images = self._read(self.rows[first:end]).to(self._device)
            parts.append(image_encoder(images).float())

        for start in range(0, len(self.rows), IMAGES):
            self._memory.each(describe, start, min(start + IMAGES, len(self.rows)))
        return torch.cat(parts)
