"""A job: one execution of a process with its inputs, in a thread or a child process, with its status and results."""

from __future__ import annotations

import json
import logging
import re
import shutil
import threading
import time
from collections.abc import Callable, Mapping
from copy import copy
from dataclasses import dataclass, field
from datetime import datetime, timezone
from pathlib import Path
from typing import Any
from uuid import uuid4

from pydantic import BaseModel

from satclip_backend import store
from satclip_backend.errors import Cancelled, SatclipError, is_disk_full, is_out_of_memory
from satclip_backend.processes.process import Context, Process
from satclip_backend.server.child_run import ChildFailed, ChildKilled, run_in_child
from satclip_backend.server.job_folder import NO_SPACE, uploads_folder
from satclip_backend.server.log import see_log
from satclip_backend.server.memory import memory_message
from satclip_backend.server.messages import Tell
from satclip_backend.server.models import JobStatus
from satclip_backend.server.users import LOCAL, User
from satclip_backend.translation import ENGLISH, joined, translated
from satclip_backend.translation import gettext_lazy as _
from satclip_backend.translation import language as current

log = logging.getLogger(__name__)

KILLED = _(
    "The job's process was ended from outside, most likely because the computer ran out of memory. Close other "
    "programs, or ask for less at once."
)


WAITING, DONE, DISMISSED = _("Waiting for its turn."), _("Done."), _("Dismissed.")
RESTARTED = _("The server was restarted before the job had ended. Run it again.")

_ID = re.compile("[0-9a-f]{32}")
_LONGEST_TEXT = 200
"""Longest text among its inputs that a job keeps when it has ended."""


def _now() -> datetime:
    return datetime.now(timezone.utc)


@dataclass
class Job:
    """One execution of a process. `run` is called once, in any thread; the other methods are thread-safe.

    The job has a folder of its own in `parent` while it runs and as long as its results are kept. `outputs` are
    the names of the requested outputs; `raw` means that the only output is returned without a document around it.
    """

    process: Process
    inputs: BaseModel
    """Inputs; most are forgotten at the end of the job."""
    parent: Path
    tell: Tell = str
    """Converts a message to the form that clients see."""
    outputs: tuple[str, ...] = ()
    raw: bool = False
    language: str = ENGLISH
    """Language of messages, reports and other text in the results."""
    id: str = field(default_factory=lambda: uuid4().hex)
    status: JobStatus = "accepted"
    message: str = WAITING
    """What the job does or how it ended; `status_info` translates it."""
    progress: int = 0
    created: datetime = field(default_factory=_now)
    started: datetime | None = None
    finished: datetime | None = None
    updated: datetime = field(default_factory=_now)
    results: Mapping[str, Any] = field(default_factory=dict)
    blame: int = 500
    """HTTP status of a failure: 400 if the inputs are invalid, else 500."""
    user: User = LOCAL
    """Who started the job, and alone may see it."""
    check_quota: Callable[[], None] = lambda: None
    """Raises SatclipError if the user stores too much. It is called with each report of progress."""
    on_change: Callable[[Job], None] = lambda job: None
    """Called with a copy of the job, before others can see that it has started, was dismissed, or has ended."""

    def __post_init__(self) -> None:
        self.uploads = frozenset(_ID.findall(self.inputs.model_dump_json()))
        """Ids of the uploads that the job may read: all strings in its inputs that look like one."""
        self._lock = threading.Lock()
        self._cancelled = threading.Event()
        self._interrupted = False
        self._touched = time.monotonic()

    @property
    def folder(self) -> Path:
        """Folder of the job's files."""
        return self.parent / self.id

    @property
    def over(self) -> bool:
        """Whether the job has ended."""
        return self.finished is not None

    def unused_seconds(self) -> float:
        """Return the seconds since the job ended or its results were last read; 0 while it waits or runs."""
        return time.monotonic() - self._touched if self.over else 0.0

    def touch(self) -> None:
        """Record that a client has read the results."""
        self._touched = time.monotonic()

    def dismiss(self) -> None:
        """Cancel the job. Its status is dismissed at once; its files are deleted when its thread has stopped."""
        with self._lock:
            if self.over:
                return
            self._cancelled.set()
            if self.status == "accepted":
                self._settle("dismissed", DISMISSED)
            else:
                self._change(status="dismissed", message=DISMISSED, updated=_now())

    def hold(self) -> bool:
        """Never start the job, which stays as it is for the next server; return whether it was still waiting."""
        with self._lock:
            if self.status == "accepted":
                self._cancelled.set()
            return self.status == "accepted"

    def interrupt(self) -> None:
        """End the job because the server ends. Its status is failed when its thread has stopped."""
        with self._lock:
            self._interrupted = not self.over and self.status != "dismissed"
            self._cancelled.set()

    @property
    def continues(self) -> bool:
        """Whether the next server continues the job: it was interrupted, and its process has saved its state."""
        return self._interrupted and self.process.resumed is not None

    def lose(self) -> None:
        """Record that the job was running when an earlier server ended."""
        with current(self.language):
            self._end("failed", RESTARTED)

    def run(self) -> None:
        """Run the process and record its outcome. Never raises."""
        with self._lock:
            if self._cancelled.is_set():
                return
            began = _now()
            self._change(status="running", message="", started=began, updated=began)
        with current(self.language):
            self._run()

    def _run(self) -> None:
        try:
            self.folder.mkdir(mode=0o700, parents=True)
            uploads, runs = uploads_folder(self.parent), store.runs(self.user.id)
            context = Context(self.folder, self._report, uploads, runs)
            results = self._checked(self._worked(context))
            self._end("successful", DONE, results)
        except Cancelled:
            self._end("dismissed", DISMISSED)
        except ChildKilled:
            self._end("failed", KILLED)
        except ChildFailed as error:
            log.error("Job %s (%s) failed: %s", self.id, self.process.id, error)
            self._end("failed", self._unexpected(str(error)))
        except BaseException as error:  # any exception of a library ends the job, never the server
            self._failed(error)

    def _worked(self, context: Context) -> dict[str, Any]:
        if self.process.own_process:
            return run_in_child(self.process, self.inputs, context, self.language)
        return translated(self.process.run(self.inputs, context))

    def _failed(self, error: BaseException) -> None:
        if is_out_of_memory(error):
            self._end("failed", memory_message())
            return
        if isinstance(error, SatclipError):
            self.blame = 400
            self._end("failed", translated(error))
            return
        if is_disk_full(error):
            self._end("failed", NO_SPACE)
            return
        log.error("Job %s (%s) failed", self.id, self.process.id, exc_info=error)
        self._end("failed", self._unexpected(type(error).__name__))

    def _unexpected(self, what: str) -> str:
        failed = _("{process} failed in the backend ({error}).", process=self.process.title, error=what)
        return joined([failed, see_log()])

    def _report(self, fraction: float, message: str) -> None:
        if self._cancelled.is_set():
            raise Cancelled
        self.check_quota()
        with self._lock:
            if self.status == "running":
                self.progress, self.updated = int(100 * fraction), _now()
                self.message = self.tell(translated(message)) or self.message

    def _checked(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """Return the outputs as JSON values and as files in the job's folder.

        Raises RuntimeError for a file elsewhere, ValueError for a value that is not valid JSON, and SatclipError if
        the user stores too much.
        """
        self.check_quota()
        results = {}
        for name, output in self.process.outputs.items():
            value = values[name]
            if output.media_type is None:
                results[name] = json.loads(json.dumps(value, allow_nan=False, ensure_ascii=False).encode())
            elif Path(value).resolve().parent.is_relative_to(self.folder.resolve()) and Path(value).is_file():
                results[name] = Path(value)
            else:
                raise RuntimeError(f"Output {name} is no file in the job's folder: {value}")
        return results

    def _end(self, status: JobStatus, message: str, results: Mapping[str, Any] | None = None) -> None:
        with self._lock:
            if self._interrupted:
                status, message = "failed", RESTARTED
            elif self._cancelled.is_set():
                status, message = "dismissed", DISMISSED
            if status == "successful":
                self._settle(status, message, results=results or {}, progress=100)
                return
        shutil.rmtree(self.folder, ignore_errors=True)
        with self._lock:
            self._settle(status, message)

    def _settle(self, status: JobStatus, message: str, **changes: Any) -> None:
        """Record the outcome. Call it with the lock."""
        self._touched, now = time.monotonic(), _now()
        self._change(
            status=status,
            message=self.tell(translated(message)),
            inputs=self._short_inputs(),
            uploads=frozenset(),
            updated=now,
            finished=now,
            **changes,
        )

    def _change(self, **changes: Any) -> None:
        """Change attributes, all at once, after `on_change`: what clients see is on record. Call it with the lock."""
        changed = copy(self)
        vars(changed).update(changes)
        try:
            self.on_change(changed)
        finally:
            vars(self).update(changes)

    def _short_inputs(self) -> BaseModel:
        """Return short texts only, such as the id of a run: the inputs of a thousand jobs may take gigabytes."""
        texts = {
            name: value
            for name, value in self.inputs
            if isinstance(value, str) and len(value) <= _LONGEST_TEXT
        }
        return type(self.inputs).model_construct(**texts)
