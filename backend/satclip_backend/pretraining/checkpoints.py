"""Checkpoints of a training run, which hold only tensors and plain values."""

from __future__ import annotations

import copy
import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

import torch

from satclip_backend.encoders.archives import read_archive
from satclip_backend.errors import NotFoundError, SatclipError
from satclip_backend.outputs import atomic_write, full
from satclip_backend.pretraining.settings import TrainingSettings
from satclip_backend.pretraining.trainer import Trainer
from satclip_backend.translation import gettext_lazy as _

FORMAT = 3


def write_checkpoint(path: Path, trainer: Trainer, course: dict[str, Any]) -> None:
    """Write the state of `trainer` and the `course` of its run atomically.

    Raises SatclipError if the disk is full; the previous file is kept.
    """
    state = {
        "format": FORMAT,
        "settings": json.dumps(asdict(trainer.settings)),
        "key": trainer.examples.key,
        "course": json.dumps(course),
        **trainer.state(),
    }
    try:
        with atomic_write(path) as temporary:
            try:
                torch.save(state, temporary)
            except RuntimeError as error:  # torch raises it if the disk is full
                raise full(path) from error
    except (SatclipError, OSError) as error:
        raise SatclipError(
            _(
                "The checkpoint {file} can't be written: {reason} The one before is kept, so the run can be "
                "resumed.",
                file=path,
                reason=error,
            )
        ) from None


def read_checkpoint(path: Path) -> dict[str, Any]:
    """Read a checkpoint of `write_checkpoint`.

    Nothing in the file is executed. Raises SatclipError for any other content.
    """
    try:
        # A copy, because the next checkpoint replaces this file while the run continues.
        state = copy.deepcopy(read_archive(path))
    except NotFoundError:
        raise SatclipError(_("There is no checkpoint {file} to resume from.", file=path)) from None
    except (SatclipError, RecursionError) as error:
        raise SatclipError(
            _("{file} isn't a checkpoint of this program: {reason}", file=path, reason=error)
        ) from None
    if not isinstance(state, dict) or type(state.get("format")) is not int or state["format"] != FORMAT:
        raise SatclipError(_("{file} isn't a checkpoint of this version of the program.", file=path))
    try:
        whole = all(isinstance(json.loads(state[name]), dict) for name in ("settings", "course"))
        whole = whole and isinstance(state["key"], str) and type(state["step"]) is int
    except (KeyError, TypeError, ValueError, RecursionError):
        whole = False
    if not whole:
        raise SatclipError(_("{file} is damaged: what it says of its run can't be read.", file=path))
    return state


def restore(trainer: Trainer, state: dict[str, Any], path: Path) -> dict[str, Any]:
    """Restore the state of `trainer` from a checkpoint, and return the course of its run.

    Raises SatclipError if the checkpoint has other settings, data or shapes.
    """
    check_settings(trainer.settings, state, path)
    if state["key"] != trainer.examples.key:
        raise SatclipError(
            _("{file} belongs to a run with other imagery, points or image features.", file=path.name)
        )
    try:
        trainer.restore(state)
    except (RuntimeError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise SatclipError(
            _(
                "{file} holds a network of another shape ({reason}). Start another run.",
                file=path.name,
                reason=str(error).splitlines()[0],
            )
        ) from None
    return json.loads(state["course"])


def check_settings(ours: TrainingSettings, state: dict[str, Any], path: Path) -> None:
    """Raise SatclipError, with the names of the settings, if a checkpoint has other settings.

    A setting that did not exist when the checkpoint was written had its default.
    """
    mine, defaults = (json.loads(json.dumps(asdict(settings))) for settings in (ours, TrainingSettings()))
    theirs = defaults | json.loads(state["settings"])
    changed = [name for name in mine if theirs[name] != mine[name]]
    if changed:
        raise SatclipError(
            _(
                "{file} belongs to a run with another {changed}. Resume with the same settings, or start another "
                "run.",
                file=path.name,
                changed=", ".join(changed),
            )
        )
