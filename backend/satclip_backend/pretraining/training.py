"""Training loop: steps, evaluations, checkpoints and stopping."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, field, replace
from typing import Any

import torch
from pydantic import TypeAdapter, ValidationError

from satclip_backend.errors import Cancelled, SatclipError
from satclip_backend.pretraining.basis_table import BasisTable
from satclip_backend.pretraining.batches import steps_in_epoch
from satclip_backend.pretraining.checkpoints import read_checkpoint, restore, write_checkpoint
from satclip_backend.pretraining.distributed import ALONE, Workers
from satclip_backend.pretraining.examples import Examples
from satclip_backend.pretraining.inputs import LocationNetwork
from satclip_backend.pretraining.interrupts import held_back
from satclip_backend.pretraining.probes import Probe
from satclip_backend.pretraining.runs import RunFolder, retrieval_or_probes
from satclip_backend.pretraining.settings import TrainingSettings
from satclip_backend.pretraining.trainer import Trainer
from satclip_backend.progress import Progress, no_progress, part_of
from satclip_backend.translation import gettext_lazy as _

SECONDS_TIMED = 3.0
SHARE_OF_BUDGET = 0.95
SECONDS_BETWEEN_REPORTS = 0.25


@dataclass
class Course:
    """Progress of a run, stored in checkpoints.

    Attributes
    ----------
    best, best_step : float, int
        Best score, and its step.
    without_gain : int
        Number of evaluations since.
    elapsed : float
        Time in seconds.
    steps : int
        Number of steps since the last evaluation.
    sums : dict of str to float
        Sums of the loss terms over these steps.
    """

    best: float = float("-inf")
    best_step: int = 0
    without_gain: int = 0
    elapsed: float = 0.0
    steps: int = 0
    sums: dict[str, float] = field(default_factory=dict)

    def add(self, record: dict[str, float]) -> None:
        """Add the loss terms and duration of a step."""
        self.steps += 1
        for name in record.keys() - {"step", "epoch", "learning_rate"}:
            self.sums[name] = self.sums.get(name, 0.0) + record[name]

    def means(self) -> dict[str, float]:
        """Return means over the steps since the last call; those of a single batch are noisy."""
        means = {name: total / self.steps for name, total in self.sums.items()}
        self.steps, self.sums = 0, {}
        return means

    def record_score(self, score: float, step: int) -> bool:
        """Record an evaluation. Returns whether it is the best so far."""
        if score > self.best:
            self.best, self.best_step, self.without_gain = score, step, 0
            return True
        self.without_gain += 1
        return False


def train(
    examples: Examples,
    settings: TrainingSettings,
    folder: RunFolder,
    *,
    seconds: float | None = None,
    probes: tuple[Probe, ...] = (),
    resume: bool = False,
    finish: bool = False,
    device: str = "cpu",
    workers: Workers = ALONE,
    progress: Progress = no_progress,
) -> LocationNetwork:
    """Train an encoder on image features, and return the network, in evaluation mode on the CPU.

    The checkpoint of `folder` is replaced atomically every `checkpoint_every` steps, at the end, and when
    `progress` raises Cancelled or the user interrupts. The log has the loss, held-out retrieval and `probes`
    of each evaluation. `best.pt` has the state with the best mean of the probes, or else the best retrieval.

    Parameters
    ----------
    examples : Examples
        Training data.
    settings : TrainingSettings
        Settings.
    folder : RunFolder
        Folder of the run.
    seconds : float, optional
        Time limit. A few steps are timed, and the number of steps is chosen to fit.
    probes : tuple of Probe
        Scored at each evaluation.
    resume : bool
        Whether to resume from the checkpoint. On a CPU, the result is bit-identical to an uninterrupted run.
    finish : bool
        Whether to return the network of the checkpoint without further steps, or that of `best.pt` if the settings
        keep the best.
    device : str
        Device of torch.
    workers : Workers
        Processes that train together. The first one writes all files.
    progress : Progress
        Called several times a second.

    Raises
    ------
    SatclipError
        If there is no step to finish with, the checkpoint is that of another run, the disk is full, a worker is
        lost, or the loss is no longer finite. The last checkpoint is kept.
    """
    state = read_checkpoint(folder.checkpoint) if resume or finish else None
    if finish and not state["step"]:
        raise SatclipError(
            _("The run was stopped before its first step, so there is nothing to finish: resume it.")
        )
    basis = None
    if seconds is not None:
        if state:
            steps = json.loads(state["settings"])["steps"]
        else:
            steps, basis = _affordable(examples, settings, seconds, device, workers, progress)
        settings = replace(settings, steps=steps, epochs=0.0)
    trainer, course = Trainer(examples, settings, device, workers), Course()
    trainer.values_of_basis = basis or trainer.values_of_basis
    if state:
        try:
            course = TypeAdapter(Course).validate_python(restore(trainer, state, folder.checkpoint))
        except ValidationError:
            raise SatclipError(
                _(
                    "{checkpoint} is damaged: what it says of its run can't be read.",
                    checkpoint=folder.checkpoint,
                )
            ) from None
    return _Run(trainer, course, folder, probes, progress).go(finish)


class _Run:
    """One call of `train`."""

    def __init__(self, trainer: Trainer, course: Course, folder: RunFolder, probes, progress: Progress):
        self.trainer, self.course, self.folder, self.probes = trainer, course, folder, probes
        self.progress, self.writes = progress, trainer.workers.rank == 0
        self.began, self.first, self.before = time.perf_counter(), trainer.step, course.elapsed
        self.saved, self.spoke, self.loss = trainer.step, 0.0, float("nan")
        self.release: Callable[[], None] = lambda: None

    def go(self, finish: bool = False) -> LocationNetwork:
        """Take the remaining steps, or none with `finish`; return the trained network."""
        trainer, settings = self.trainer, self.trainer.settings
        board = None
        if self.writes:
            self.folder.cut_log(trainer.step)
            board = _tensorboard(self.folder, trainer.step)
        try:
            with held_back() as self.release:
                if finish:
                    self._finish(board)
                while not finish and trainer.step < trainer.steps and not self._enough():
                    record = trainer.advance(self.within_step)
                    self.loss = record["loss"]
                    self.course.add(record)
                    if trainer.step % settings.evaluate_every == 0 or trainer.step == trainer.steps:
                        self._evaluate(record, board)
                    if trainer.step % settings.checkpoint_every == 0:
                        self._save()
                    self._tell()
                    self.release()
        except (Cancelled, KeyboardInterrupt, SystemExit):
            self._save()
            raise
        except SatclipError as error:
            if "A worker was lost" in str(error):
                self._save()
            raise
        finally:
            if board is not None:
                board.close()
        if self.saved < trainer.step:
            self._save()
        if settings.keep == "best" and self.course.best_step != trainer.step:
            restore(trainer, read_checkpoint(self.folder.best), self.folder.best)
        return trainer.network()

    def _finish(self, board) -> None:
        """Report the progress of the run, and evaluate it for the log if it has no evaluation yet."""
        trainer = self.trainer
        self.folder.update(step=trainer.step, steps=trainer.steps)
        if not self.course.best_step:
            epoch = trainer.step / steps_in_epoch(trainer.batches.land, trainer.settings.batch)
            self._evaluate({"step": trainer.step, "epoch": round(epoch, 4)}, board)

    def within_step(self, fraction: float = 0.0, message: str = "") -> None:
        """Report progress within a step or an evaluation, as a `Progress`, a few times a second."""
        self.release()
        if time.perf_counter() - self.spoke >= SECONDS_BETWEEN_REPORTS:
            self._tell()

    def _tell(self) -> None:
        self.spoke = time.perf_counter()
        trainer, left = self.trainer, self._seconds_left()
        steps = {"step": trainer.step, "steps": trainer.steps}
        message = _("Step {step} of {steps}", **steps)
        if left is not None:
            message = _(
                "Step {step} of {steps}, loss {loss}, {duration} left",
                loss=f"{self.loss:.4f}",
                duration=_duration(left),
                **steps,
            )
        if self.writes:
            self.folder.update(step=trainer.step, steps=trainer.steps, seconds_left=left, message=message)
        self.progress(trainer.done, message)

    def _evaluate(self, record: dict[str, Any], board) -> None:
        record |= self.trainer.evaluate(self.within_step) | self.course.means()
        for probe in self.probes:
            self.within_step()
            record[f"probe_{probe.name}"] = probe.score(self.trainer.trained.network, self.trainer.device)
        if self.course.record_score(retrieval_or_probes(record), self.trainer.step) and self.writes:
            self._elapse()
            write_checkpoint(self.folder.best, self.trainer, asdict(self.course))
        record |= {"elapsed": round(self._elapsed(), 3), "seconds_left": self._seconds_left()}
        if self.writes:
            self.folder.append(record)
        if board is not None:
            for name, value in record.items():
                if name not in ("step", "seconds_left"):
                    board.add_scalar(name, value, record["step"])

    def _enough(self) -> bool:
        """Return whether early stopping applies."""
        patience = self.trainer.settings.early_stopping
        return bool(patience) and self.course.without_gain >= patience

    def _save(self) -> None:
        if self.writes:
            self._elapse()
            write_checkpoint(self.folder.checkpoint, self.trainer, asdict(self.course))
        self.saved = self.trainer.step

    def _elapsed(self) -> float:
        return self.before + time.perf_counter() - self.began

    def _elapse(self) -> None:
        self.course.elapsed = self._elapsed()

    def _seconds_left(self) -> float | None:
        done = self.trainer.step - self.first
        if not done:
            return None
        return round((time.perf_counter() - self.began) / done * (self.trainer.steps - self.trainer.step), 1)


def _affordable(
    examples, settings, seconds, device, workers: Workers, progress: Progress
) -> tuple[int, BasisTable]:
    """Return the number of steps, with evaluations, that fit in `seconds`, and the values of the basis, for reuse.

    The time for timing is subtracted.
    """
    began = time.perf_counter()
    timed = Trainer(examples, replace(settings, steps=1_000_000, epochs=0.0), device, workers)
    timing = part_of(progress, 0.0, 0.0, _("Timing some steps"))
    timed.values_of_basis.precompute(timing)
    timed.advance(timing)  # the first step is slower
    warm = time.perf_counter()
    limit = min(SECONDS_TIMED, 0.05 * seconds)
    while timed.step < 2 or (time.perf_counter() - warm < limit and workers.count == 1):
        timed.advance(timing)
    each = (time.perf_counter() - warm) / (timed.step - 1)
    start = time.perf_counter()
    timed.evaluate(timing)
    each += (time.perf_counter() - start) / settings.evaluate_every
    steps = max(1, int((SHARE_OF_BUDGET * seconds - (time.perf_counter() - began)) / each))
    agreed = torch.tensor([steps if workers.rank == 0 else 0])
    workers.total(agreed)  # all processes use the number of the first
    return int(agreed), timed.values_of_basis


def _tensorboard(folder: RunFolder, step: int):
    """Return a TensorBoard writer, or None if it is not installed."""
    try:
        from torch.utils.tensorboard import SummaryWriter
    except ImportError:
        return None
    return SummaryWriter(str(folder.tensorboard), purge_step=step + 1)


def _duration(seconds: float) -> str:
    """Format seconds as 2 h 5 min, 5 min or 40 s."""
    hours, minutes = int(seconds // 3600), int(seconds % 3600 // 60)
    if hours:
        return f"{hours} h {minutes} min"
    return f"{minutes} min" if minutes else f"{int(seconds)} s"
