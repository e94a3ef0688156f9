"""The folder of a training run: what it is and how it goes, for those who watch it from outside.

`run.json` says what the run is and in which state; `log.jsonl` has an object an evaluation; `checkpoint.pt` and
`best.pt` are what it goes on from; `encoder.safetensors`, `card.md` and its figure are the result. Every file but
the log is replaced as a whole, and only one process writes to a folder at a time.
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

from satclip_backend import store
from satclip_backend.errors import Cancelled, NotFoundError, SatclipError
from satclip_backend.outputs import atomic_write

ENDED = "The program that trained it ended without a word. It can be resumed from its last checkpoint."
SECONDS_BETWEEN_WRITES = 1.0
LARGEST_STATE, LARGEST_LOG, LARGEST_CARD = 2**20, 2**26, 2**24
"""Bytes of the texts in a folder that are read."""


@dataclass
class RunState:
    """What `run.json` holds. `created` is a time in UTC (ISO 8601); `recipe` the recipe as JSON; `skipped`
    reason -> number of places without a patch; `seconds_left` an estimate, None where there is none.
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
    """The paths of a run, and the writing and reading of what is told about it."""

    def __init__(self, folder: Path | str) -> None:
        """`folder` need not exist; `claim` makes it."""
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
        """Own the folder while the block runs, and tell in `run.json` how it ends.

        With `resume` it keeps the time it was created. Raises SatclipError where another run owns it and where it
        can't be written.
        """
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            lock = FileLock(self._lock_file, timeout=1)
            lock.acquire()
        except Timeout:
            raise SatclipError(
                f"Another run is training in {self.folder}. Wait for it or stop it, or choose another output."
            ) from None
        except OSError as error:
            raise SatclipError(f"The run can't be kept in {self.folder}: {error}.") from None
        try:
            state.created = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
            if resume and self.state_file.exists():
                state.created = read_run(self.folder).created
            self._state = state
            self._write()
            yield self
            self._end("finished", "")
        except (Cancelled, KeyboardInterrupt, SystemExit):
            self._end("stopped", "Stopped. It can be resumed.")
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
        """Change fields of `run.json`; written at most once a second."""
        for name, value in changes.items():
            setattr(self._state, name, value)
        if time.monotonic() - self._written >= SECONDS_BETWEEN_WRITES:
            self._write()

    def append(self, record: dict[str, Any]) -> None:
        """Add one evaluation to the log. Raises SatclipError where the disk is full."""
        try:
            with self.log.open("a", encoding="utf-8") as lines:
                lines.write(json.dumps(record) + "\n")
        except OSError as error:
            raise SatclipError(f"The log {self.log} can't be written: {error}.") from None

    def cut_log(self, step: int) -> None:
        """Drop what was logged after `step`: it will be logged again."""
        kept = [record for record in read_log(self.folder) if record["step"] <= step]
        self._replace(self.log, "".join(json.dumps(record) + "\n" for record in kept))

    def _end(self, state: str, message: str) -> None:
        self._state.state, self._state.message = state, message
        self._state.seconds_left = 0.0 if state == "finished" else None
        try:
            self._write()
        except SatclipError:
            if state == "finished":
                raise  # otherwise there is an error already, which says more

    def _write(self) -> None:
        self._replace(self.state_file, json.dumps(asdict(self._state), indent=1))
        self._written = time.monotonic()

    def _replace(self, path: Path, text: str) -> None:
        with atomic_write(path) as temporary:
            temporary.write_text(text, encoding="utf-8")


def read_run(folder: Path | str) -> RunState:
    """What is known of the run in `folder`. One whose program died while `running` is told as `stopped`.

    Raises NotFoundError where there is no run, SatclipError where `run.json` is damaged.
    """
    path = Path(folder) / "run.json"
    try:
        state = _STATE.validate_json(store.read_text(path, LARGEST_STATE))
    except FileNotFoundError:
        raise NotFoundError(f"There is no training run in {folder}.") from None
    except ValidationError as error:
        wrong = error.errors()[0]
        raise SatclipError(
            f"{path} is damaged ({'.'.join(map(str, wrong['loc']))}: {wrong['msg']})."
        ) from None
    except (OSError, ValueError) as error:
        raise SatclipError(f"{path} is damaged ({error}).") from None
    if state.state == "running" and not _owned(path.with_name(".lock")):
        state.state, state.message, state.seconds_left = "stopped", ENDED, None
    return state


def read_log(folder: Path | str) -> list[dict[str, Any]]:
    """The evaluations that a run has logged, oldest first: numbers and texts by name, `step` among them.

    A last line that is not whole yet is left out, and so is all that follows a damaged one. Raises SatclipError where
    there is no such log.
    """
    path = Path(folder) / "log.jsonl"
    try:
        lines = store.read_text(path, LARGEST_LOG).splitlines()
    except FileNotFoundError:
        return []
    except (OSError, ValueError) as error:
        raise SatclipError(f"{path} is damaged ({error}).") from None
    records = []
    for line in lines:
        try:
            records.append(_EVALUATION.validate_json(line))
        except ValueError:
            break
    return records


def read_card(folder: Path | str) -> str:
    """The card of a run, with its figure in it: who reads it from elsewhere can't follow links to files beside it.

    Raises NotFoundError where there is none yet, SatclipError where it is damaged.
    """
    files = RunFolder(folder)
    try:
        text = store.read_text(files.card, LARGEST_CARD)
        if not files.figure.is_file():
            return text
        figure = store.read_text(files.figure, LARGEST_CARD)
    except FileNotFoundError:
        raise NotFoundError(
            f"The run '{files.folder.name}' has no model card yet: it is written when it has finished."
        ) from None
    except (OSError, ValueError) as error:
        raise SatclipError(f"The card of the run '{files.folder.name}' is damaged ({error}).") from None
    drawn = base64.b64encode(figure.encode()).decode()
    return text.replace(f"]({files.figure.name})", f"](data:image/svg+xml;base64,{drawn})")


def _owned(lock_file: Path) -> bool:
    """Whether a process holds the lock of a run."""
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
    """What decides which state is the best: the mean of an evaluation's probes, without probes its retrieval."""
    probes = [value for name, value in record.items() if name.startswith("probe_")]
    return sum(probes) / len(probes) if probes else (record["top1"] + record["top10"]) / 2


def best_evaluation(log: list[dict[str, Any]]) -> dict[str, Any]:
    """The first of the best evaluations in a log, {} for an empty one."""
    return max(log, key=retrieval_or_probes, default={})
