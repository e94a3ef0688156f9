"""Training steps."""

from __future__ import annotations

import math
import time
from typing import Any

import numpy as np
import torch
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

from satclip_backend.encoders.device_memory import DeviceMemory
from satclip_backend.errors import SatclipError
from satclip_backend.geo.sampling import sample_points
from satclip_backend.geo.sphere import unit
from satclip_backend.pretraining.basis_table import BasisTable
from satclip_backend.pretraining.batches import RANDOM_LOCATIONS, Batches, generator, seed, steps_in_epoch
from satclip_backend.pretraining.distributed import ALONE, Workers
from satclip_backend.pretraining.evaluation import HeldOut
from satclip_backend.pretraining.examples import Examples, split
from satclip_backend.pretraining.gradient_cache import backpropagate
from satclip_backend.pretraining.images.transforms import augmentations
from satclip_backend.pretraining.inputs import LocationInputs, LocationNetwork
from satclip_backend.pretraining.losses import PairSettings
from satclip_backend.pretraining.model import PretrainingModel, initial_model, initial_network
from satclip_backend.pretraining.optimizer import adamw
from satclip_backend.pretraining.precision import matmul_precision
from satclip_backend.pretraining.schedules import schedule
from satclip_backend.pretraining.settings import TrainingSettings
from satclip_backend.progress import Progress, no_progress, part_of
from satclip_backend.translation import gettext_lazy as _

LARGEST_GRADIENT = 10.0
LARGEST_WHOLE, LARGEST_PART = 8192, 4096
"""Largest number of points that are embedded at once, and the part size if there are more.

It limits memory and the delay of cancellation.
"""
SMALLEST_PART = 64
"""Smallest part to which a GPU whose memory is full reduces it: what remains is the memory of the whole batch."""


class Trainer:
    """State of a run: model, optimiser, moving average and step."""

    def __init__(
        self, examples: Examples, settings: TrainingSettings, device: str = "cpu", workers: Workers = ALONE
    ) -> None:
        """Initialise the state from settings and examples.

        Raises SatclipError if there is too little training data.
        """
        if not (examples.incomplete or np.isfinite(examples.values).all()):
            raise SatclipError(_("The image features hold values that are not numbers: check the imagery."))
        if settings.fine_tune and (examples.read is None or examples.image_encoder is None):
            raise SatclipError(_("Fine-tuning needs the patches themselves, not only their features."))
        points = split(examples, settings)
        self.examples, self.settings, self.workers, self.step = examples, settings, workers, 0
        self.device = torch.device(device)
        self.training = points.training
        lonlat = examples.lonlat[self.training]
        self.batches = Batches(lonlat, len(points.training_ocean), settings)
        self.steps = self.batches.steps
        image_encoder = examples.image_encoder if settings.fine_tune else None
        self.model = initial_model(settings, examples.values.shape[1], image_encoder).to(self.device)
        lowest = max(settings.objective.position_degree, settings.objective.sea_degree)
        self.inputs = LocationInputs(self.model.network, lowest)
        self.held_out = HeldOut(examples, points.held_out, points.held_out_ocean, self.inputs, self.device)
        self.optimizer = adamw(self.model, settings)
        self.average = None
        if settings.ema:
            self.average = AveragedModel(self.model, multi_avg_fn=get_ema_multi_avg_fn(settings.ema))

        self.augment = augmentations(settings.augment)
        random = sample_points(RANDOM_LOCATIONS if self.batches.negatives else 0, settings.seed)
        self.values_of_basis = BasisTable(
            self.inputs,
            self.inputs.columns,
            torch.from_numpy(np.concatenate([lonlat, points.training_ocean, random])).to(self.device),
            self.augment.jittered if self.augment.metres else None,
            repeats=examples.months is not None,
        )
        months = examples.months_of(self.training, len(points.training_ocean) + len(random))
        self.months = None if months is None else months.to(self.device)
        self.values = torch.from_numpy(examples.values)
        self.units = torch.from_numpy(unit(lonlat)).to(self.device)
        self._part_memory = DeviceMemory(SMALLEST_PART)

    @property
    def trained(self) -> PretrainingModel:
        """The model whose weights become the encoder."""
        return self.model if self.average is None else self.average.module

    @property
    def done(self) -> float:
        """Share of the steps that are done."""
        return self.step / self.steps

    def advance(self, progress: Progress = no_progress) -> dict[str, float]:
        """Do one step, and return the terms of its loss.

        Raises SatclipError if they aren't finite. `progress` gets the share of the steps, without a message,
        several times a second. If it raises an exception, or the loss isn't finite, the state is unchanged.
        """
        started, settings = time.perf_counter(), self.settings
        rate = settings.learning_rate * schedule(settings.schedule)(self.step, self.steps, settings.warmup)
        self.model.train()
        with matmul_precision(settings.precision):
            terms = self.gradients(progress)
        size = torch.nn.utils.clip_grad_norm_(self.model.parameters(), LARGEST_GRADIENT)
        if not torch.isfinite(terms["loss"] + size):
            raise SatclipError(
                _(
                    "The loss is no longer a number at step {step}. The last checkpoint is kept. Train again with"
                    " a lower learning rate, or in float32.",
                    step=self.step + 1,
                )
            )
        progress(self.done, "")
        for group in self.optimizer.param_groups:
            group["lr"] = rate * group["factor"]
        self.optimizer.step()
        self.model.clamp_logit_scale()
        if self.average is not None:
            self.average.update_parameters(self.model)
        self.step += 1
        return {
            "step": self.step,
            "epoch": round(self.step / steps_in_epoch(self.batches.land, settings.batch), 4),
            **{name: float(value) for name, value in terms.items()},
            "learning_rate": rate,
            "seconds": round(time.perf_counter() - started, 4),
        }

    def gradients(self, progress: Progress = no_progress) -> dict[str, torch.Tensor]:
        """Compute the gradients of the next step in the parameters, and return the terms of its loss.

        Large batches are embedded in parts, see `gradient_cache`. If the memory of a GPU is full, parts are halved,
        except with several processes, which must exchange embeddings in step.
        """
        workers = self.workers
        rows, ocean_rows, random_rows = self.batches.rows(self.step)
        n, m = len(rows), len(ocean_rows)
        own = rows[workers.share(n)], ocean_rows[workers.share(m)], random_rows[workers.share(n)].flatten()
        points = sum(map(len, own))

        def compute(largest: int) -> dict[str, torch.Tensor]:
            return self._gradients(self._parts(*own, rows, progress, largest), rows, n, m, progress)

        if workers.count > 1:
            return compute(points)
        return self._part_memory.attempt(compute, math.ceil(points / self._part_count(points)))

    def _part_count(self, points: int) -> int:
        """Return the number of parts for a number of points, if the memory suffices."""
        largest = LARGEST_WHOLE if points <= LARGEST_WHOLE else LARGEST_PART
        return max(self.settings.accumulate, math.ceil(points / largest))

    def _gradients(
        self, parts: list[tuple], rows, n: int, m: int, progress: Progress
    ) -> dict[str, torch.Tensor]:
        """Compute the gradients of a step from its parts."""
        workers = self.workers
        self.optimizer.zero_grad()
        terms = backpropagate(
            parts,
            self._embedded,
            lambda *embedded: self._terms(parts, *embedded, rows, n, m, progress),
            lambda: progress(self.done, ""),
        )
        found = [parameter.grad for parameter in self.model.parameters() if parameter.grad is not None]
        terms = {name: value.detach() for name, value in terms.items()}
        if workers.count > 1:
            flat = torch.cat([*(g.flatten() for g in found), torch.stack(list(terms.values()))])
            workers.total(flat)
            for gradient, summed in zip(found, flat.split([g.numel() for g in found] + [len(terms)])):
                gradient.copy_(summed.view_as(gradient))
            terms = dict(zip(terms, flat[-len(terms) :]))
        return terms

    def _parts(self, own, own_ocean, own_random, rows, progress, largest: int) -> list[tuple]:
        """Return the parts of this process's share, of at most `largest` points.

        Each is (values of the basis, image values or images, number of land points, seed).
        """
        settings, step = self.settings, self.step
        everything = torch.cat([own, own_ocean, own_random])
        moved = self.values_of_basis.moved(rows, step, settings.seed)
        if moved is not None:  # points without images are not jittered
            still = self.values_of_basis.lonlat[torch.cat([own_ocean, own_random])]
            moved = torch.cat([moved[self.workers.share(len(rows))], still])
        count = max(self._part_count(len(everything)), math.ceil(len(everything) / max(largest, 1)))
        parts, start = [], 0
        for index, chosen in enumerate(torch.tensor_split(everything, count)):
            progress(self.done, "")
            here = slice(start, start + len(chosen))
            land = max(0, min(len(own) - start, len(chosen)))
            basis = self.values_of_basis.rows(chosen, None if moved is None else moved[here])
            basis = self.inputs.with_months(basis, None if self.months is None else self.months[chosen])
            draw = (settings.seed, 4, step, self.workers.rank, index)
            if self.model.image_encoder is None:
                images = self.values[self.training[chosen[:land]]].to(self.device)
            else:
                images = self.augment.images(
                    self.examples.read(self.training[chosen[:land].numpy()]), generator(*draw)
                )
            parts.append((basis, images, land, seed(*draw)))
            start += len(chosen)
        return parts

    def _embedded(
        self, basis, images, land: int, chance: int
    ) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
        """Return embeddings, image features and twins of a part, with the same random numbers each time.

        Twins are embeddings of the points with images under another dropout, if the loss compares them.
        """
        with torch.random.fork_rng(devices=[self.device] if self.device.type == "cuda" else []):
            torch.manual_seed(chance)
            values = self.inputs.of_network(basis)
            embeddings = self.model.network.embed(values)
            twins = self.model.network.embed(values[: land if self.settings.objective.twins else 0])
        if self.model.image_encoder is not None and land:
            images = self._described(images)
        return embeddings, images, twins

    def _described(self, images: torch.Tensor) -> torch.Tensor:
        """Return the features of images on the CPU by the fine-tuned encoder. Its batch statistics stay frozen."""
        self.model.image_encoder.eval()
        with torch.autocast(self.device.type, torch.bfloat16, self.settings.precision == "bfloat16"):
            return self.model.image_encoder(images.to(self.device)).float()

    def _terms(self, parts, embeddings, images, twins, rows, n, m, progress) -> dict[str, torch.Tensor]:
        lowest = torch.cat([part[0][:, : self.model.lowest] for part in parts])
        own = len(images)
        units = None
        if self.settings.objective.apart_km:
            units = self.units[rows[self.workers.share(n)]]
        pair_settings = PairSettings(
            self.workers, n, part_of(progress, self.done, self.done), units, self.settings.objective.apart_km
        )
        end = len(embeddings) - own * self.batches.negatives
        ocean = (embeddings[own:end], lowest[own:end], m) if m else None
        negatives = (
            embeddings[end:].reshape(own, self.batches.negatives, -1) if self.batches.negatives else None
        )
        return self.model.terms(
            embeddings[:own],
            images,
            lowest[:own],
            pair_settings,
            ocean,
            negatives,
            twins if self.settings.objective.twins else None,
        )

    def evaluate(self, progress: Progress = no_progress) -> dict[str, float]:
        """Return loss and retrieval accuracy (images by location, locations by image) of the held-out points."""
        return self.held_out.evaluate(self.trained.eval(), lambda: progress(self.done, ""))

    def state(self) -> dict[str, Any]:
        """Return everything that steps change."""
        return {
            "step": self.step,
            "model": self.model.state_dict(),
            "optimizer": self.optimizer.state_dict(),
            "average": None if self.average is None else self.average.state_dict(),
        }

    def restore(self, state: dict[str, Any]) -> None:
        """Restore the state of a trainer with the same settings and examples."""
        self.model.load_state_dict(state["model"])
        self.optimizer.load_state_dict(state["optimizer"])
        if self.average is not None:
            self.average.load_state_dict(state["average"])
        self.step = state["step"]

    def network(self) -> LocationNetwork:
        """Return a copy of the trained network, in evaluation mode on the CPU."""
        copy = initial_network(self.settings)
        copy.load_state_dict({k: v.cpu() for k, v in self.trained.network.state_dict().items()})
        return copy.eval().requires_grad_(False)
