"""The jobs of one server. They run in a small thread pool; results are deleted after an hour without use.

At most `MOST_WAITING` jobs wait, and at most `MOST_KEPT` jobs that have ended are kept.
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
    """Too many jobs wait already."""


class Jobs:
    """Runs `workers` jobs at a time, and keeps results for `keep_seconds` after their last use.

    Jobs of `long` processes have a queue of their own and run one at a time, in parallel to the others.
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
        """Queue a job; it starts when a thread is free. Raises QueueFull."""
        chosen = tuple(outputs) or tuple(process.outputs)
        job = Job(process, inputs, self._folder.path, self.tell, chosen, raw, language)
        with self._lock:
            if sum(known.status == "accepted" for known in self._jobs.values()) >= MOST_WAITING:
                raise QueueFull
            self._jobs[job.id] = job
            line = self._waiting[process.long]
            line.put(job)
            if self._threads[process.long] < (1 if process.long else self._workers):
                # Daemon threads, so that no job keeps the server from shutting down.
                threading.Thread(target=self._work, args=(line,), name="job", daemon=True).start()
                self._threads[process.long] += 1
        return job

    def find(self, job_id: str) -> Job | None:
        """Return the job of that id, or None if it does not exist or was deleted."""
        return self._jobs.get(job_id)

    def all(self) -> list[Job]:
        """Return all jobs, newest first."""
        with self._lock:
            return list(self._jobs.values())[::-1]

    def active(self) -> int:
        """Return the number of jobs that wait or run; a dismissed job counts until its thread has stopped."""
        return sum(not job.over for job in self.all())

    def uploads(self) -> set[str]:
        """Return the ids of uploads that waiting and running jobs may read."""
        return set().union(*(job.uploads for job in self.all() if not job.over))

    def remove(self, job: Job) -> None:
        """Delete a job that has ended, and its files."""
        with self._lock:
            self._jobs.pop(job.id, None)
        shutil.rmtree(job.folder, ignore_errors=True)

    def sweep(self) -> None:
        """Delete jobs whose results have not been used for long, and the oldest beyond `MOST_KEPT`."""
        over = [job for job in self.all() if job.over]
        for number, job in enumerate(over):
            if number >= MOST_KEPT or job.unused_seconds() > self._keep_seconds:
                self.remove(job)

    def close(self, patience: float = 1.0) -> bool:
        """Dismiss all jobs and delete their files; return whether all threads stopped within `patience` seconds."""
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
