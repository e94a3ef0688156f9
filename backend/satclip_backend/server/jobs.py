"""The jobs of one server. They run in a small thread pool; results are deleted after an hour without use.

At most `MOST_WAITING` jobs wait, and at most `MOST_KEPT` jobs of each user that have ended are kept.
"""

from __future__ import annotations

import logging
import shutil
import threading
import time
from collections import Counter
from collections.abc import Callable, Collection, Sequence
from functools import partial
from pathlib import Path

from pydantic import BaseModel

from satclip_backend import store
from satclip_backend.processes.process import Process
from satclip_backend.server.child_run import SAVING
from satclip_backend.server.fair_queue import FairQueue
from satclip_backend.server.job import Job
from satclip_backend.server.job_folder import KEEP_SECONDS, JobFolder, KeptFolder
from satclip_backend.server.job_records import JobRecords
from satclip_backend.server.messages import TellUser, unchanged
from satclip_backend.server.quotas import Quota, Storage
from satclip_backend.server.users import LOCAL, User
from satclip_backend.translation import ENGLISH
from satclip_backend.translation import gettext_lazy as _

log = logging.getLogger(__name__)

MOST_WAITING = 100
MOST_KEPT = 1000


class QueueFull(Exception):
    """Too many jobs wait already, those of all users or of one."""


class Jobs:
    """Runs `workers` jobs at a time, and keeps results for `keep_seconds` after their last use.

    Jobs of `long` processes have a queue of their own. `long_workers` of them run at a time, in parallel to the others.
    `quota` limits the jobs and files of each user. With `records`, jobs survive the server. Each job that has ended is
    passed to the functions of `on_end`.
    """

    def __init__(
        self,
        folder: JobFolder | KeptFolder,
        *,
        workers: int = 2,
        long_workers: int = 1,
        quota: Quota | None = None,
        keep_seconds: float = KEEP_SECONDS,
        tell: TellUser = unchanged,
        records: JobRecords | None = None,
        on_end: Sequence[Callable[[Job], None]] = (),
    ):
        self._folder = folder
        self._records = records
        self._on_end = on_end
        self._saving: list[tuple[Job, bool]] = []
        """Long jobs of an earlier server that wait until its processes have saved their state; whether each ran."""
        self._created = time.monotonic()
        self.tell = tell
        self._most_threads = {False: workers, True: long_workers}
        self._quota = quota
        self._keep_seconds = keep_seconds
        self._jobs: dict[str, Job] = {}
        self._waiting = {
            False: FairQueue(quota and quota.jobs),
            True: FairQueue(quota and quota.training_runs),
        }
        self._threads = {False: 0, True: 0}
        self._lock = threading.Lock()
        self.storage = Storage(quota.gigabytes, self._folders) if quota else None

    def submit(
        self,
        process: Process,
        inputs: BaseModel,
        outputs: Sequence[str] = (),
        raw: bool = False,
        language: str = ENGLISH,
        user: User = LOCAL,
    ) -> Job:
        """Queue a job; it starts when a thread is free. Raises QueueFull."""
        chosen = tuple(outputs) or tuple(process.outputs)
        folder = self._folder.path / user.id
        job = Job(process, inputs, folder, user=user, outputs=chosen, raw=raw, language=language)
        self._own(job)
        with self._lock:
            self._check_waiting(user)
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
            self._own(job)
        for job in sorted(jobs, key=lambda job: job.status != "running"):  # these go on first
            ran = job.status == "running"
            if ran and job.process.resumed is None:
                job.lose()
            elif ran:
                job.status, job.started = "accepted", None
                self._saving.append((job, ran))
            elif job.status == "accepted":
                self._queue(job)

    def _own(self, job: Job) -> None:
        """Connect a job with this object."""
        user = job.user.id
        job.tell = partial(self.tell, user=user) if user else self.tell
        if self.storage:
            job.check_quota = partial(self.storage.check, user)
        job.on_change = self._changed

    def _queue(self, job: Job) -> None:
        long = job.process.long
        if long and self._saving:  # after those that are continued
            self._saving.append((job, False))
            return
        line = self._waiting[long]
        line.put(job)
        if self._threads[long] < self._most_threads[long]:
            # Daemon threads, so that no job keeps the server from shutting down.
            threading.Thread(target=self._work, args=(line,), name="job", daemon=True).start()
            self._threads[long] += 1

    def find(self, job_id: str, user: User = LOCAL) -> Job | None:
        """Return the job of that id, or None if it does not exist, was deleted, or is another user's."""
        job = self._jobs.get(job_id)
        return job if job is not None and job.user.id == user.id else None

    def all(self) -> list[Job]:
        """Return the jobs of all users, newest first."""
        with self._lock:
            return list(self._jobs.values())[::-1]

    def of(self, user: User) -> list[Job]:
        """Return the jobs of a user, newest first."""
        return [job for job in self.all() if job.user.id == user.id]

    def active(self, user: User | None = None) -> int:
        """Return the number of jobs, of one user or of all, that wait or run.

        A dismissed job counts until its thread has stopped.
        """
        return sum(not job.over for job in (self.all() if user is None else self.of(user)))

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
        """Delete jobs whose results have not been used for long, and the oldest of each user beyond `MOST_KEPT`.

        Continue those of an earlier server once its processes must have ended.
        """
        if self._saving and time.monotonic() - self._created > SAVING + 1:
            self._continue()
        kept: Counter[str] = Counter()
        for job in self.all():
            if job.over:
                kept[job.user.id] += 1
                if kept[job.user.id] > MOST_KEPT or job.unused_seconds() > self._keep_seconds:
                    self.remove(job)

    def _continue(self) -> None:
        with self._lock:
            saved, self._saving = self._saving, []
            for job, ran in saved:
                if ran:
                    job.inputs = job.process.resumed(job.inputs, store.runs(job.user.id))
                self._queue(job)

    def forget_removed(self, users: Collection[str]) -> None:
        """Dismiss and delete the jobs of all who are not among these ids of users."""
        for job in self.all():
            if job.user.id and job.user.id not in users:
                job.dismiss()
                if job.over:
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
        if job.continues:
            return
        if self._records:
            self._records.save(job)
        if job.over:
            for listener in self._on_end:
                listener(job)

    def _work(self, line: FairQueue) -> None:
        while True:
            job = line.take()
            job.run()
            line.done(job)

    def _check_waiting(self, user: User) -> None:
        waiting = [job for job in self._jobs.values() if job.status == "accepted"]
        if len(waiting) >= MOST_WAITING:
            raise QueueFull(_("Too many jobs wait in the backend already."))
        if self._quota and user.id and sum(job.user.id == user.id for job in waiting) >= self._quota.waiting:
            raise QueueFull(
                _(
                    "As many of your jobs wait as this server allows each user ({count}). Dismiss some, or wait until "
                    "they have started.",
                    count=self._quota.waiting,
                )
            )

    def _folders(self, user: str) -> list[Path]:
        """Return the folders with the files of a user: uploads and results, and pretraining runs."""
        return [self._folder.path / user, store.runs(user)]
