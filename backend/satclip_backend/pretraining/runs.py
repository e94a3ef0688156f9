"""Folder of a training run, with its state and log for other processes.

`run.json` has the run's settings and state. `log.jsonl` has a JSON object for each evaluation.
`checkpoint.pt` and `best.pt` are checkpoints. `encoder.safetensors`, `card.md` and its figure are the result.
Files except the log are replaced atomically, and only one process writes to a folder at a time.
"""

from __future__ import annotations

import base64
import json
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Annotated, Any, Literal, Optional, Union

from filelock import FileLock, Timeout
from pydantic import AfterValidator, ConfigDict, Field, TypeAdapter, ValidationError

from satclip_backend.errors import Cancelled, NotFoundError, SatclipError
from satclip_backend.input_files import read_text
from satclip_backend.outputs import atomic_write
from satclip_backend.translation import gettext_lazy as _

STATE_NAMES = {
    "running": _("running"),
    "stopped": _("stopped"),
    "finished": _("finished"),
    "failed": _("failed"),
}
"""States of a run, for messages."""
STOPPED = _("Stopped. It can be resumed.")
ENDED = _("The training process exited without an error message. It can be resumed from its last checkpoint.")
SECONDS_BETWEEN_WRITES = 1.0
LARGEST_STATE, LARGEST_LOG, LARGEST_CARD = 2**20, 2**26, 2**24
"""Largest sizes in bytes of the text files that are read."""


@dataclass
class RunState:
    """Content of `run.json`.

    Attributes
    ----------
    name : str
        Name of the encoder.
    created : str
        Start in UTC (ISO 8601).
    source : str
        Source of the imagery.
    recipe : dict
        Settings.
    skipped : dict of str to int
        Reasons why points have no patch, with their number.
    state : {"running", "stopped", "finished", "failed"}
        State of the run.
    message : str
        Progress or error message.
    step, steps : int
        Steps done, and their total number.
    seconds_left : float or None
        Estimate of the remaining time, if known.
    incomplete : dict of str to int
        Names of further modalities that some points lack, with their number.
    """

    __pydantic_config__ = ConfigDict(strict=True, allow_inf_nan=False)

    name: str
    created: str = ""
    source: str = ""
    recipe: dict[str, Any] = field(default_factory=dict)
    skipped: dict[str, int] = field(default_factory=dict)
    state: Literal["running", "stopped", "finished", "failed"] = "running"
    message: str = ""
    step: int = 0
    steps: int = 0
    seconds_left: Optional[float] = None
    incomplete: dict[str, int] = field(default_factory=dict)


def _numbered(record: dict[str, Any]) -> dict[str, Any]:
    if type(record.get("step")) is not int:
        raise ValueError("an evaluation has the number of its step")
    return record


_STATE = TypeAdapter(RunState)
_EVALUATION = TypeAdapter(
    Annotated[
        dict[str, Union[int, Annotated[float, Field(allow_inf_nan=False)], str, None]],
        AfterValidator(_numbered),
    ]
)


class RunFolder:
    """Paths of a run, and methods that write its state and log."""

    def __init__(self, folder: Path | str) -> None:
        """`folder` need not exist; `claim` creates it."""
        self.folder = Path(folder)
        self.state_file = self.folder / "run.json"
        self.log = self.folder / "log.jsonl"
        self.checkpoint = self.folder / "checkpoint.pt"
        self.best = self.folder / "best.pt"
        self.tensorboard = self.folder / "tensorboard"
        self.encoder = self.folder / "encoder.safetensors"
        self.card = self.folder / "card.md"
        self.figure = self.folder / "card.svg"
        self._lock_file = self.folder / ".lock"
        self._state = RunState("")
        self._written = 0.0

    @contextmanager
    def claim(self, state: RunState, *, resume: bool = False) -> Iterator[RunFolder]:
        """Lock the folder while the block runs, and write its outcome to `run.json`.

        With `resume`, the creation time is kept. Raises SatclipError if another run has the lock, or if the
        folder is not writable.
        """
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            lock = FileLock(self._lock_file, timeout=1)
            lock.acquire()
        except Timeout:
            raise SatclipError(
                _(
                    "Another run is training in {folder}. Wait for it or stop it, or choose another output.",
                    folder=self.folder,
                )
            ) from None
        except OSError as error:
            raise SatclipError(
                _("The run can't be kept in {folder}: {reason}.", folder=self.folder, reason=error)
            ) from None
        try:
            state.created = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
            if resume and self.state_file.exists():
                state.created = read_run(self.folder).created
            self._state = state
            self._write()
            yield self
            self._end("finished", "")
        except (Cancelled, KeyboardInterrupt, SystemExit):
            self._end("stopped", STOPPED)
            raise
        except SatclipError as error:
            self._end("failed", str(error))
            raise
        except BaseException as error:
            self._end("failed", f"{type(error).__name__}: {error}")
            raise
        finally:
            lock.release()

    def update(self, **changes: Any) -> None:
        """Change fields of `run.json`, which is written at most once per second."""
        for name, value in changes.items():
            setattr(self._state, name, value)
        if time.monotonic() - self._written >= SECONDS_BETWEEN_WRITES:
            self._write()

    def append(self, record: dict[str, Any]) -> None:
        """Append an evaluation to the log. Raises SatclipError if the disk is full."""
        try:
            with self.log.open("a", encoding="utf-8") as lines:
                lines.write(json.dumps(record) + "\n")
        except OSError as error:
            raise SatclipError(
                _("The log {log} can't be written: {reason}.", log=self.log, reason=error)
            ) from None

    def cut_log(self, step: int) -> None:
        """Remove evaluations after `step`, which will be logged again."""
        kept = [record for record in read_log(self.folder) if record["step"] <= step]
        self._replace(self.log, "".join(json.dumps(record) + "\n" for record in kept))

    def _end(self, state: str, message: str) -> None:
        self._state.state, self._state.message = state, message
        self._state.seconds_left = 0.0 if state == "finished" else None
        try:
            self._write()
        except SatclipError:
            if state == "finished":
                raise  # otherwise the original error is more informative

    def _write(self) -> None:
        self._replace(self.state_file, json.dumps(asdict(self._state), indent=1))
        self._written = time.monotonic()

    def _replace(self, path: Path, text: str) -> None:
        with atomic_write(path) as temporary:
            temporary.write_text(text, encoding="utf-8")


def read_run(folder: Path | str) -> RunState:
    """Return the state of the run in `folder`. A `running` run whose process has ended is `stopped`.

    Raises NotFoundError if there is no run, SatclipError if `run.json` is damaged.
    """
    path = Path(folder) / "run.json"
    state = _read_state(path)
    if state.state == "running" and not _owned(path.with_name(".lock")):
        state = _read_state(path)  # its process may have ended the run just now
        if state.state == "running":
            state.state, state.message, state.seconds_left = "stopped", ENDED, None
    return state


def _read_state(path: Path) -> RunState:
    try:
        return _STATE.validate_json(read_text(path, LARGEST_STATE))
    except FileNotFoundError:
        raise NotFoundError(_("There is no training run in {folder}.", folder=path.parent)) from None
    except ValidationError as error:
        wrong = error.errors()[0]
        raise SatclipError(
            _(
                "{file} is damaged ({reason}).",
                file=path,
                reason=f"{'.'.join(map(str, wrong['loc']))}: {wrong['msg']}",
            )
        ) from None
    except (OSError, ValueError) as error:
        raise SatclipError(_("{file} is damaged ({reason}).", file=path, reason=error)) from None


def read_log(folder: Path | str) -> list[dict[str, Any]]:
    """Return the evaluations in the log of a run, oldest first: numbers and texts by name, including `step`.

    An incomplete last line is ignored, and so is everything after a damaged one. The list is empty if there
    is no log. Raises SatclipError if the file is unreadable.
    """
    path = Path(folder) / "log.jsonl"
    try:
        lines = read_text(path, LARGEST_LOG).splitlines()
    except FileNotFoundError:
        return []
    except (OSError, ValueError) as error:
        raise SatclipError(_("{file} is damaged ({reason}).", file=path, reason=error)) from None
    records = []
    for line in lines:
        try:
            records.append(_EVALUATION.validate_json(line))
        except ValueError:
            break
    return records


def read_card(folder: Path | str) -> str:
    """Return the card of a run with an embedded figure, because remote readers can't follow links to files.

    Raises NotFoundError if there is no card yet, SatclipError if it is damaged.
    """
    files = RunFolder(folder)
    try:
        text = read_text(files.card, LARGEST_CARD)
        if not files.figure.is_file():
            return text
        figure = read_text(files.figure, LARGEST_CARD)
    except FileNotFoundError:
        raise NotFoundError(
            _(
                "The run '{folder}' has no model card yet: it is written when it has finished.",
                folder=files.folder.name,
            )
        ) from None
    except (OSError, ValueError) as error:
        raise SatclipError(
            _("The card of the run '{folder}' is damaged ({reason}).", folder=files.folder.name, reason=error)
        ) from None
    drawn = base64.b64encode(figure.encode()).decode()
    return text.replace(f"]({files.figure.name})", f"](data:image/svg+xml;base64,{drawn})")


def _owned(lock_file: Path) -> bool:
    """Return whether a process holds the lock of a run."""
    lock = FileLock(lock_file, timeout=0)
    try:
        lock.acquire()
    except Timeout:
        return True
    except OSError:
        return False
    lock.release()
    return False


def retrieval_or_probes(record: Mapping[str, Any]) -> float:
    """Return the score that selects the best checkpoint.

    It is the mean of the probes, or else the mean retrieval accuracy.
    """
    probes = [value for name, value in record.items() if name.startswith("probe_")]
    return sum(probes) / len(probes) if probes else (record["top1"] + record["top10"]) / 2


def best_evaluation(log: list[dict[str, Any]]) -> dict[str, Any]:
    """Return the first of the best evaluations in a log; {} if it is empty."""
    return max(log, key=retrieval_or_probes, default={})
