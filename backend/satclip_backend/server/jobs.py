"""The jobs of one server: they wait for one of a few threads, run, and are forgotten with their files.

No more than `MOST_WAITING` wait, and no more than `MOST_KEPT` that are over are remembered.
"""

from __future__ import annotations

import logging
import queue
import shutil
import threading
import time
from collections.abc import Sequence

from pydantic import BaseModel

from satclip_backend.processes.process import Process
from satclip_backend.server.job import Job
from satclip_backend.server.job_folder import KEEP_SECONDS, JobFolder
from satclip_backend.server.messages import Tell
from satclip_backend.translation import ENGLISH

log = logging.getLogger(__name__)

MOST_WAITING = 100
MOST_KEPT = 1000


class QueueFull(Exception):
    """So many jobs wait that no other is taken."""


class Jobs:
    """Runs jobs, `workers` at a time, and keeps their results `keep_seconds` after they were last used.

    Those of processes that are `long` wait for each other only, and run one at a time beside the others.
    """

    def __init__(
        self, folder: JobFolder, *, workers: int = 2, keep_seconds: float = KEEP_SECONDS, tell: Tell = str
    ):
        self._folder = folder
        self.tell = tell
        self._workers = workers
        self._keep_seconds = keep_seconds
        self._jobs: dict[str, Job] = {}
        self._waiting: dict[bool, queue.SimpleQueue[Job]] = {
            long: queue.SimpleQueue() for long in (False, True)
        }
        self._threads = {False: 0, True: 0}
        self._lock = threading.Lock()

    def submit(
        self,
        process: Process,
        inputs: BaseModel,
        outputs: Sequence[str] = (),
        raw: bool = False,
        language: str = ENGLISH,
    ) -> Job:
        """Put a job in line; it starts when a thread is free. Raises QueueFull."""
        chosen = tuple(outputs) or tuple(process.outputs)
        job = Job(process, inputs, self._folder.path, self.tell, chosen, raw, language)
        with self._lock:
            if sum(known.status == "accepted" for known in self._jobs.values()) >= MOST_WAITING:
                raise QueueFull
            self._jobs[job.id] = job
            line = self._waiting[process.long]
            line.put(job)
            if self._threads[process.long] < (1 if process.long else self._workers):
                # Daemons: nothing may keep a server that was told to end from ending.
                threading.Thread(target=self._work, args=(line,), name="job", daemon=True).start()
                self._threads[process.long] += 1
        return job

    def find(self, job_id: str) -> Job | None:
        """The job of that id, if it is still known."""
        return self._jobs.get(job_id)

    def all(self) -> list[Job]:
        """All jobs, the newest first."""
        with self._lock:
            return list(self._jobs.values())[::-1]

    def active(self) -> int:
        """How many wait or run; a dismissed one counts until its thread is free again."""
        return sum(not job.over for job in self.all())

    def uploads(self) -> set[str]:
        """Ids of the files that jobs which are not over may read."""
        return set().union(*(job.uploads for job in self.all() if not job.over))

    def remove(self, job: Job) -> None:
        """Forget a job that is over, and delete its files."""
        with self._lock:
            self._jobs.pop(job.id, None)
        shutil.rmtree(job.folder, ignore_errors=True)

    def sweep(self) -> None:
        """Remove what ended long ago and nobody fetched, and the oldest of too many."""
        over = [job for job in self.all() if job.over]
        for number, job in enumerate(over):
            if number >= MOST_KEPT or job.unused_seconds() > self._keep_seconds:
                self.remove(job)

    def close(self, patience: float = 1.0) -> bool:
        """Dismiss all, delete all files; returns whether all threads stopped in `patience` seconds."""
        for job in self.all():
            job.dismiss()
        deadline = time.monotonic() + patience
        while self.active() and time.monotonic() < deadline:
            time.sleep(0.01)
        stopped = not self.active()
        self._folder.remove()
        return stopped

    def _work(self, line: queue.SimpleQueue[Job]) -> None:
        while True:
            line.get().run()
