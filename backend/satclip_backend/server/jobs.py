"""The jobs of one server. They run in a small thread pool; results are deleted after an hour without use.

At most `MOST_WAITING` jobs wait, and at most `MOST_KEPT` jobs that have ended are kept.
"""

from __future__ import annotations

import logging
import queue
import shutil
import threading
import time
from collections.abc import Callable, Sequence

from pydantic import BaseModel

from satclip_backend.processes.process import Process
from satclip_backend.server.child_run import SAVING
from satclip_backend.server.job import Job
from satclip_backend.server.job_folder import KEEP_SECONDS, JobFolder, KeptFolder
from satclip_backend.server.job_records import JobRecords
from satclip_backend.server.messages import Tell
from satclip_backend.translation import ENGLISH

log = logging.getLogger(__name__)

MOST_WAITING = 100
MOST_KEPT = 1000


class QueueFull(Exception):
    """Too many jobs wait already."""


class Jobs:
    """Runs `workers` jobs at a time, and keeps results for `keep_seconds` after their last use.

    With `records`, jobs survive the server. `on_end` is called with each job that has ended. Jobs of `long` processes
    have a queue of their own and run one at a time, in parallel to the others.
    """

    def __init__(
        self,
        folder: JobFolder | KeptFolder,
        *,
        workers: int = 2,
        keep_seconds: float = KEEP_SECONDS,
        tell: Tell = str,
        records: JobRecords | None = None,
        on_end: Callable[[Job], None] = lambda job: None,
    ):
        self._folder = folder
        self._records = records
        self._on_end = on_end
        self._saving: list[tuple[Job, bool]] = []
        """Long jobs of an earlier server that wait until its processes have saved their state; whether each ran."""
        self._created = time.monotonic()
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
        job = Job(
            process, inputs, self._folder.path, self.tell, chosen, raw, language, on_change=self._changed
        )
        with self._lock:
            if sum(known.status == "accepted" for known in self._jobs.values()) >= MOST_WAITING:
                raise QueueFull
            self._jobs[job.id] = job
            if self._records:
                self._records.save(job)
            self._queue(job)
        return job

    def adopt(self, jobs: Sequence[Job]) -> None:
        """Add the jobs of an earlier server, oldest first. Those that waited wait again.

        Of those that ran, some are continued once the earlier server's processes must have ended.
        """
        for job in jobs:
            self._jobs[job.id] = job
            job.on_change = self._changed
            ran = job.status == "running"
            if ran and job.process.resumed is None:
                job.lose()
            elif ran or (job.status == "accepted" and job.process.long and self._saving):
                job.status, job.started = "accepted", None
                self._saving.append((job, ran))
            elif job.status == "accepted":
                self._queue(job)

    def _queue(self, job: Job) -> None:
        long = job.process.long
        line = self._waiting[long]
        line.put(job)
        if self._threads[long] < (1 if long else self._workers):
            # Daemon threads, so that no job keeps the server from shutting down.
            threading.Thread(target=self._work, args=(line,), name="job", daemon=True).start()
            self._threads[long] += 1

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
        if self._records:
            self._records.remove(job)
        shutil.rmtree(job.folder, ignore_errors=True)

    def sweep(self) -> None:
        """Delete jobs whose results have not been used for long, and the oldest beyond `MOST_KEPT`."""
        if self._saving and time.monotonic() - self._created > SAVING + 1:
            for job, ran in self._saving:
                job.inputs = job.process.resumed(job.inputs) if ran else job.inputs
                self._queue(job)
            self._saving = []
        over = [job for job in self.all() if job.over]
        for number, job in enumerate(over):
            if number >= MOST_KEPT or job.unused_seconds() > self._keep_seconds:
                self.remove(job)

    def running(self) -> list[Job]:
        """Return the jobs that run, including dismissed ones whose thread has not stopped yet."""
        return [job for job in self.all() if job.started and not job.over]

    def hold(self) -> None:
        """Start no job any more, and end those that the next server continues."""
        for job in self.all():
            if not job.hold() and self._records and job.process.resumed:
                job.interrupt()

    def stop(self) -> None:
        """End all jobs, for the next server to tell or continue if they survive the server."""
        for job in self.all():
            if not self._records:
                job.dismiss()
            elif not job.hold():
                job.interrupt()

    def close(self, patience: float = 1.0) -> bool:
        """End all jobs; return whether all threads stopped within `patience` seconds.

        Their files are deleted unless the jobs survive the server. Then, long jobs get time to save their state.
        """
        self.stop()
        if self._records and any(job.process.long for job in self.running()):
            patience = max(patience, SAVING + 1)
        deadline = time.monotonic() + patience
        while self.running() and time.monotonic() < deadline:
            time.sleep(0.01)
        stopped = not self.running()
        self._folder.remove()
        return stopped

    def _changed(self, job: Job) -> None:
        if self._records and not job.continues:
            self._records.save(job)
        if job.over:
            self._on_end(job)

    def _work(self, line: queue.SimpleQueue[Job]) -> None:
        while True:
            line.get().run()
