"""The training loop: batches, held-out places, and checkpoints that resume bit for bit."""

from __future__ import annotations

import json
import math
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import torch

from satclip_backend import store
from satclip_backend.encoders.network import LocationEncoder
from satclip_backend.errors import Cancelled, SatclipError
from satclip_backend.pretraining.features import Features
from satclip_backend.pretraining.interrupts import held_back
from satclip_backend.pretraining.losses import retrieval
from satclip_backend.pretraining.model import PretrainingModel
from satclip_backend.pretraining.runs import RunFolder
from satclip_backend.pretraining.sampling import hold_out_blocks
from satclip_backend.pretraining.settings import TrainingSettings, initial_network, one_cycle

FORMAT = 1
HELD_OUT_PAIRS = 2000
LARGEST_GRADIENT = 10.0


def train(
    features: Features,
    settings: TrainingSettings,
    folder: RunFolder,
    *,
    resume: bool = False,
    device: str = "cpu",
    progress: Callable[[float, str], None] = lambda fraction, message: None,
) -> LocationEncoder:
    """Train an encoder on image features of places; the trained network, in evaluation mode on the CPU.

    The checkpoint of `folder` is replaced by a whole new one every `checkpoint_every` steps, at the end and when
    `progress` raises Cancelled or the user interrupts; its log has the loss and held-out retrieval.
    With `resume` the run goes on from it, bit for bit on a CPU as if it had not stopped.
    Raises SatclipError when the checkpoint belongs to another run, and when the loss stops being a
    number: the checkpoint before that stays.
    """
    run, checkpoint = Run.start(features, settings, device), folder.checkpoint
    if resume:
        run.restore(checkpoint)
    folder.cut_log(run.step)
    saved, began, first = run.step, time.perf_counter(), run.step
    try:
        with held_back() as release:
            while run.step < settings.steps:
                record = run.advance()
                if run.step % settings.evaluate_every == 0 or run.step == settings.steps:
                    record |= run.evaluate()
                    folder.append(record)
                if run.step % settings.checkpoint_every == 0:
                    run.save(checkpoint)
                    saved = run.step
                left = (time.perf_counter() - began) / (run.step - first) * (settings.steps - run.step)
                folder.update(step=run.step, steps=settings.steps, seconds_left=round(left, 1))
                progress(run.step / settings.steps, f"Step {run.step}, loss {record['loss']:.4f}")
                release()
    except (Cancelled, KeyboardInterrupt, SystemExit):
        run.save(checkpoint)
        raise
    if saved < run.step:
        run.save(checkpoint)
    return run.model.network.cpu().eval().requires_grad_(False)


@dataclass
class Run:
    """Everything that changes during training, and the data."""

    settings: TrainingSettings
    key: str
    model: PretrainingModel
    optimizer: torch.optim.Optimizer
    batches: torch.Generator
    training: tuple[torch.Tensor, torch.Tensor, torch.Tensor]
    held_out: tuple[torch.Tensor, torch.Tensor, torch.Tensor]
    step: int = 0

    @classmethod
    def start(cls, features: Features, settings: TrainingSettings, device: str = "cpu") -> Run:
        """A run before its first step. Seeds torch's global generator (dropout and the heads use it)."""
        held, _ = hold_out_blocks(features.lonlat, settings.held_out, settings.block_degrees, settings.seed)
        lonlat = torch.from_numpy(features.lonlat).to(device)
        values = torch.from_numpy(features.values).to(device)
        held = torch.from_numpy(held).to(device)
        sea = torch.from_numpy(features.sea if settings.sea else features.sea[:0]).to(device)
        held_sea = round(settings.held_out * len(sea))
        torch.manual_seed(settings.seed)
        network = initial_network(settings)
        model = PretrainingModel(network, values.shape[1], settings.objective).to(device)
        return cls(
            settings,
            features.key,
            model.train(),
            _optimizer(model, settings),
            torch.Generator().manual_seed(settings.seed),
            (lonlat[~held], values[~held], sea[held_sea:]),
            (lonlat[held][:HELD_OUT_PAIRS], values[held][:HELD_OUT_PAIRS], sea[:held_sea][:HELD_OUT_PAIRS]),
        )

    def advance(self) -> dict[str, float]:
        """One step; the terms of its loss. Raises SatclipError, before anything changes, when they aren't
        finite.
        """
        started = time.perf_counter()
        settings, (lonlat, values, sea) = self.settings, self.training
        rows = self._draw(lonlat, settings.batch)
        at_sea = self._draw(sea, math.ceil(settings.sea * settings.batch))
        rate = settings.learning_rate * one_cycle(self.step, settings.steps, settings.warmup)
        for group in self.optimizer.param_groups:
            group["lr"] = rate
        terms = self.model(lonlat[rows], values[rows], sea[at_sea])
        self.optimizer.zero_grad()
        terms["loss"].backward()
        size = torch.nn.utils.clip_grad_norm_(self.model.parameters(), LARGEST_GRADIENT)
        if not torch.isfinite(terms["loss"].detach() + size):
            raise SatclipError(
                f"The loss is no longer a number at step {self.step + 1}. The last checkpoint is kept. "
                "Train again with a lower learning rate."
            )
        self.optimizer.step()
        self.model.clamp_logit_scale()
        self.step += 1
        values = {name: float(value.detach()) for name, value in terms.items()}
        seconds = time.perf_counter() - started
        return {"step": self.step, **values, "learning_rate": rate, "seconds": round(seconds, 4)}

    def _draw(self, places: torch.Tensor, n: int) -> torch.Tensor:
        """Indices of `n` of the places, or of all where there are fewer."""
        return torch.randperm(len(places), generator=self.batches)[:n].to(places.device)

    @torch.no_grad()
    def evaluate(self) -> dict[str, float]:
        """Loss and retrieval (location finds its image, image its location) among the held-out places."""
        self.model.eval()
        terms = self.model(*self.held_out)
        locations, images = self.model.matching(*self.held_out[:2])
        self.model.train()
        top1, top10 = retrieval(locations, images)
        back1, back10 = retrieval(images, locations)
        return {f"held_out_{name}": float(value) for name, value in terms.items()} | {
            "held_out_pairs": len(images),
            "top1": (top1 + back1) / 2,
            "top10": (top10 + back10) / 2,
            "logit_scale": float(self.model.logit_scale.detach()),
        }

    def save(self, path: Path) -> None:
        """Write a checkpoint, whole or not at all."""
        state = {
            "format": FORMAT,
            "settings": json.dumps(asdict(self.settings)),
            "key": self.key,
            "step": self.step,
            "model": self.model.state_dict(),
            "optimizer": self.optimizer.state_dict(),
            "batches": self.batches.get_state(),
            "random": torch.get_rng_state(),
        }
        try:
            with store.whole_file(path) as temporary:
                torch.save(state, temporary)
        except (OSError, RuntimeError) as error:  # torch's own writer raises the latter on a full disk
            raise SatclipError(f"The checkpoint {path} can't be written: {error}") from None

    def restore(self, path: Path) -> None:
        """Go on from a checkpoint of a run with the same settings and data. Raises SatclipError for any
        other.
        """
        state = _read_checkpoint(path)
        ours, theirs = asdict(self.settings), json.loads(state["settings"])
        changed = [name for name in ours if theirs.get(name) != ours[name]]
        if changed:
            raise SatclipError(
                f"{path.name} belongs to a run with another {', '.join(changed)}. Resume with the same "
                "settings, or start again without --resume."
            )
        if state["key"] != self.key:
            raise SatclipError(f"{path.name} belongs to a run on other imagery, points or image features.")
        self.model.load_state_dict(state["model"])
        self.optimizer.load_state_dict(state["optimizer"])
        self.batches.set_state(state["batches"])
        torch.set_rng_state(state["random"])
        self.step = state["step"]


def _optimizer(model: PretrainingModel, settings: TrainingSettings) -> torch.optim.Optimizer:
    """AdamW that decays matrices only: no biases, no logit scale."""
    used = [parameter for parameter in model.parameters() if parameter.requires_grad]
    groups = [
        {"params": [p for p in used if p.ndim >= 2], "weight_decay": settings.weight_decay},
        {"params": [p for p in used if p.ndim < 2], "weight_decay": 0.0},
    ]
    return torch.optim.AdamW(groups, lr=settings.learning_rate)


def _read_checkpoint(path: Path) -> dict[str, Any]:
    try:
        state = torch.load(path, map_location="cpu", weights_only=True)
    except FileNotFoundError:
        raise SatclipError(f"There is no checkpoint {path} to resume from.") from None
    except Exception as error:
        raise SatclipError(f"{path} isn't a checkpoint of this program: {error}") from None
    if not isinstance(state, dict) or state.get("format") != FORMAT:
        raise SatclipError(f"{path} isn't a checkpoint of this version of the program.")
    return state
