"""Training steps and evaluations."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import torch
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

from satclip_backend.encoders.device_memory import DeviceMemory
from satclip_backend.errors import SatclipError
from satclip_backend.geo.sampling import sample_points
from satclip_backend.geo.sphere import unit
from satclip_backend.pretraining.basis_table import BasisTable
from satclip_backend.pretraining.batches import (
    Neighbourhoods,
    epoch_batch,
    generator,
    random_rows,
    seed,
    steps_in_epoch,
)
from satclip_backend.pretraining.distributed import ALONE, Workers
from satclip_backend.pretraining.hold_out import hold_out_blocks
from satclip_backend.pretraining.images.transforms import augmentations
from satclip_backend.pretraining.inputs import LocationInputs, LocationNetwork
from satclip_backend.pretraining.losses import PairSettings, retrieval
from satclip_backend.pretraining.model import PretrainingModel, initial_network
from satclip_backend.pretraining.schedules import schedule
from satclip_backend.pretraining.settings import TrainingSettings
from satclip_backend.progress import Progress, no_progress, part_of
from satclip_backend.translation import gettext_lazy as _

HELD_OUT_PAIRS = 2000
RANDOM_LOCATIONS = 20_000
"""Number of random locations from which CSP's negatives are drawn."""
LARGEST_GRADIENT = 10.0
LARGEST_WHOLE, LARGEST_PART = 8192, 4096
"""Largest number of points that are embedded at once, and the part size if there are more.

It limits memory and the delay of cancellation.
"""
SMALLEST_PART = 64
"""Smallest part to which a GPU whose memory is full reduces it: what remains is the memory of the whole batch."""
HELD_OUT_IMAGES = 256
"""Number of images that a fine-tuned image encoder describes at once in an evaluation."""


@dataclass(frozen=True)
class Examples:
    """Training data.

    Attributes
    ----------
    lonlat : (n, 2) float64
        Longitude and latitude in degrees.
    values : (n, k) float32
        Image features.
    key : str
        Hash of the data.
    ocean_lonlat : (m, 2) float64
        Ocean points, in degrees.
    read : callable or None
        Returns the normalised images (m, bands, p, p) float32 of rows, for fine-tuning.
    image_encoder : Module or None
        The image encoder that computed `values`, for fine-tuning.
    months : (n,) int64 or None
        Months from 1 to 12, for an encoder with months. The rows of a location follow each other.
    incomplete : bool
        Whether values may be NaN, because some points lack a modality.
    """

    lonlat: np.ndarray
    values: np.ndarray
    key: str
    ocean_lonlat: np.ndarray = field(default_factory=lambda: np.empty((0, 2)))
    read: Callable[[np.ndarray], torch.Tensor] | None = None
    image_encoder: torch.nn.Module | None = None
    months: np.ndarray | None = None
    incomplete: bool = False


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
        held, _unused = hold_out_blocks(
            examples.lonlat, settings.held_out, settings.block_degrees, settings.seed
        )
        self.examples, self.workers, self.step = examples, workers, 0
        self.augment = augmentations(settings.augment)
        self.training, self.held = np.flatnonzero(~held), np.flatnonzero(held)
        if examples.months is not None:  # the months of a location follow each other
            self.held = np.random.default_rng(settings.seed).permutation(self.held)
        self.held = self.held[:HELD_OUT_PAIRS]
        self.land = len(self.training)
        if settings.epochs:
            each = max(1, settings.batch // (settings.neighbours + 1))
            self.steps = math.ceil(settings.epochs * steps_in_epoch(self.land, each))
        else:
            self.steps = settings.steps
        self.settings = settings
        held_out_ocean = round(settings.held_out * len(examples.ocean_lonlat)) if settings.sea else 0
        training_ocean = examples.ocean_lonlat[held_out_ocean:] if settings.sea else examples.ocean_lonlat[:0]
        self.ocean_count = len(training_ocean)
        self.negatives = settings.objective.negatives if settings.objective.random_negatives else 0
        random = sample_points(RANDOM_LOCATIONS if self.negatives else 0, settings.seed)
        with torch.random.fork_rng(devices=[]):
            torch.manual_seed(settings.seed)
            self.model = PretrainingModel(
                initial_network(settings),
                examples.values.shape[1],
                settings.objective,
                examples.image_encoder if settings.fine_tune else None,
            )
        if settings.fine_tune:
            if examples.read is None or examples.image_encoder is None:
                raise SatclipError(_("Fine-tuning needs the patches themselves, not only their features."))
            self.model.image_encoder.requires_grad_(True)
        self.model.to(device)
        self.device = torch.device(device)
        self._part_memory, self._image_memory = DeviceMemory(SMALLEST_PART), DeviceMemory()
        self.values = torch.from_numpy(examples.values)
        lowest = max(settings.objective.position_degree, settings.objective.sea_degree)
        self.inputs = LocationInputs(self.model.network, lowest)

        def table(*parts, move=None):
            points = torch.from_numpy(np.concatenate(parts)).to(self.device)
            return BasisTable(
                self.inputs, self.inputs.columns, points, move, repeats=examples.months is not None
            )

        lonlat = examples.lonlat
        self.values_of_basis = table(
            *(lonlat[self.training], training_ocean, random),
            move=self.augment.jittered if self.augment.metres else None,
        )
        held_ocean = examples.ocean_lonlat[:held_out_ocean][:HELD_OUT_PAIRS]
        self.held_values_of_basis = table(lonlat[self.held], held_ocean)
        self.months = self._months(self.training, len(training_ocean) + len(random))
        self.held_months = self._months(self.held, len(held_ocean))
        self.optimizer = _optimizer(self.model, settings)
        self.average = None
        if settings.ema:
            self.average = AveragedModel(self.model, multi_avg_fn=get_ema_multi_avg_fn(settings.ema))
        self.neighbourhoods = None
        if settings.neighbours:
            self.neighbourhoods = Neighbourhoods(
                lonlat[self.training], settings.neighbours, settings.neighbour_km
            )
        self.units = torch.from_numpy(unit(lonlat[self.training])).to(self.device)

    def _months(self, rows: np.ndarray, others: int) -> torch.Tensor | None:
        """Return the months of rows and then of `others` points, which have the twelve months in turn; None without."""
        if self.examples.months is None:
            return None
        months = np.concatenate([self.examples.months[rows], np.arange(others) % 12 + 1])
        return torch.from_numpy(months).to(self.device)

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
            "epoch": round(self.step / steps_in_epoch(self.land, settings.batch), 4),
            **{name: float(value) for name, value in terms.items()},
            "learning_rate": rate,
            "seconds": round(time.perf_counter() - started, 4),
        }

    def gradients(self, progress: Progress = no_progress) -> dict[str, torch.Tensor]:
        """Compute the gradients of the next step in the parameters, and return the terms of its loss.

        Large batches are embedded in parts: first all parts without a graph; then the loss gives the gradient
        of each embedding; then each part is embedded again, with the same random numbers, for backpropagation
        (Gao et al. 2021, GradCache, section 3). This is exact, with the memory of one part. If the memory of a
        GPU is full, parts are halved, except with several processes, which must exchange embeddings in step.
        """
        workers = self.workers
        rows, ocean_rows, random_rows = self._rows(self.step)
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
        if len(parts) == 1:
            terms = self._terms(parts, *self._embedded(*parts[0]), rows, n, m, progress)
            progress(self.done, "")
            terms["loss"].backward()
        else:
            with torch.no_grad():
                outputs = []
                for part in parts:
                    progress(self.done, "")
                    outputs.append(self._embedded(*part))
            leaves = [torch.cat(tensors).requires_grad_() for tensors in zip(*outputs)]
            terms = self._terms(parts, *leaves, rows, n, m, progress)
            progress(self.done, "")
            terms["loss"].backward()
            ends = np.cumsum([[len(o) for o in output] for output in outputs], 0)
            for index, part in enumerate(parts):
                progress(self.done, "")
                again = self._embedded(*part)
                upstream = [
                    leaf.grad[(ends[index - 1][k] if index else 0) : ends[index][k]]
                    for k, leaf in enumerate(leaves)
                    if leaf.grad is not None and again[k].requires_grad
                ]
                with_graph = [
                    o for o, leaf in zip(again, leaves) if leaf.grad is not None and o.requires_grad
                ]
                progress(self.done, "")
                torch.autograd.backward(with_graph, upstream)
        found = [parameter.grad for parameter in self.model.parameters() if parameter.grad is not None]
        terms = {name: value.detach() for name, value in terms.items()}
        if workers.count > 1:
            flat = torch.cat([*(g.flatten() for g in found), torch.stack(list(terms.values()))])
            workers.total(flat)
            for gradient, summed in zip(found, flat.split([g.numel() for g in found] + [len(terms)])):
                gradient.copy_(summed.view_as(gradient))
            terms = dict(zip(terms, flat[-len(terms) :]))
        return terms

    def _rows(self, step: int) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
        """Return the points of a step (n,), its ocean points (m,) and random locations (n, negatives).

        They are those of all processes.
        """
        settings = self.settings
        if self.neighbourhoods is not None:
            rows = self.neighbourhoods.batch(settings.batch, step, settings.seed)
        else:
            rows = epoch_batch(self.land, settings.batch, step, settings.seed)
        ocean = random_rows(self.ocean_count, math.ceil(settings.sea * settings.batch), step, settings.seed)
        shape, chance = (len(rows), self.negatives), generator(settings.seed, 5, step)
        random = torch.randint(RANDOM_LOCATIONS, shape, generator=chance)
        return rows, ocean + self.land, random + self.land + self.ocean_count

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
        lowest = torch.cat([part[0][:, : self._lowest] for part in parts])
        own = len(images)
        units = None
        if self.settings.objective.apart_km:
            units = self.units[rows[self.workers.share(n)]]
        pair_settings = PairSettings(
            self.workers, n, part_of(progress, self.done, self.done), units, self.settings.objective.apart_km
        )
        end = len(embeddings) - own * self.negatives
        ocean = (embeddings[own:end], lowest[own:end], m) if m else None
        negatives = embeddings[end:].reshape(own, self.negatives, -1) if self.negatives else None
        return self.model.terms(
            embeddings[:own],
            images,
            lowest[:own],
            pair_settings,
            ocean,
            negatives,
            twins if self.settings.objective.twins else None,
        )

    @property
    def _lowest(self) -> int:
        return max(self.model.positions, len(self.model.ocean_coefficients))

    @torch.no_grad()
    def evaluate(self, progress: Progress = no_progress) -> dict[str, float]:
        """Return loss and retrieval accuracy (images by location, locations by image) of the held-out points."""
        model, n = self.trained.eval(), len(self.held)
        everything = torch.arange(len(self.held_values_of_basis.lonlat))
        progress(self.done, "")
        basis = self.inputs.with_months(self.held_values_of_basis.rows(everything), self.held_months)
        embeddings = model.network.embed(self.inputs.of_network(basis))
        images = self.values[self.held].to(self.device)
        if model.image_encoder is not None:
            images = self._held_features(model, progress)
        lowest, m = basis[:, : self._lowest], len(everything) - n
        ocean = (embeddings[n:], lowest[n:], m) if m else None
        terms = model.terms(embeddings[:n], images, lowest[:n], ocean=ocean)
        locations, images = model.matching(embeddings[:n], images)
        progress(self.done, "")
        top1, top10 = retrieval(locations, images)
        back1, back10 = retrieval(images, locations)
        return {f"held_out_{name}": float(value) for name, value in terms.items()} | {
            "held_out_pairs": n,
            "top1": (top1 + back1) / 2,
            "top10": (top10 + back10) / 2,
            "logit_scale": float(model.logit_scale),
        }

    def _held_features(self, model, progress) -> torch.Tensor:
        parts = []

        def describe(first: int, end: int) -> None:
            progress(self.done, "")
            images = self.examples.read(self.held[first:end]).to(self.device)
            parts.append(model.image_encoder.eval()(images).float())

        for start in range(0, len(self.held), HELD_OUT_IMAGES):
            self._image_memory.each(describe, start, min(start + HELD_OUT_IMAGES, len(self.held)))
        return torch.cat(parts)

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


@contextmanager
def matmul_precision(name: str) -> Iterator[None]:
    """Set the precision of float32 matrix products while the block runs.

    It is float32, or factors rounded to bfloat16 (on a GPU: TF32) with sums in float32. Unlike autocast,
    activations are not rounded: the argument of the first sine has the factor 30, for which eight bits of
    precision are not enough.
    """
    before = torch.get_float32_matmul_precision()
    torch.set_float32_matmul_precision("medium" if name == "bfloat16" else "highest")
    try:
        yield
    finally:
        torch.set_float32_matmul_precision(before)


def _optimizer(model: PretrainingModel, settings: TrainingSettings) -> torch.optim.Optimizer:
    """Return AdamW with weight decay for matrices only, not for biases, norms or the logit scale.

    `factor` of a parameter group scales its learning rate.
    """
    image = [] if model.image_encoder is None else list(model.image_encoder.parameters())
    known = {id(parameter) for parameter in image}
    groups = []
    for parameters, factor in (
        ([p for p in model.parameters() if id(p) not in known], 1.0),
        (image, settings.image_rate),
    ):
        for matrices, decay in ((True, settings.weight_decay), (False, 0.0)):
            chosen = [p for p in parameters if p.requires_grad and (p.ndim >= 2) == matrices]
            if chosen:
                groups.append({"params": chosen, "weight_decay": decay, "factor": factor})
    return torch.optim.AdamW(groups, lr=settings.learning_rate)
