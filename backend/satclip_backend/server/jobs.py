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
from satclip_backend.server.fair_queue import FairQueue
from satclip_backend.server.job import Job
from satclip_backend.server.job_folder import KEEP_SECONDS, JobFolder
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
    `quota` limits the jobs and files of each user, and `ended` is called after each job.
    """

    def __init__(
        self,
        folder: JobFolder,
        *,
        workers: int = 2,
        long_workers: int = 1,
        quota: Quota | None = None,
        keep_seconds: float = KEEP_SECONDS,
        tell: TellUser = unchanged,
        ended: Callable[[Job], None] = lambda job: None,
    ):
        self._folder = folder
        self.tell = tell
        self._ended = ended
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
        tell = partial(self.tell, user=user.id) if user.id else self.tell
        job = Job(process, inputs, self._folder.path / user.id, tell, chosen, raw, language)
        job.user = user
        if self.storage is not None:
            job.check_quota = partial(self.storage.check, user.id)
        with self._lock:
            self._check_waiting(user)
            self._jobs[job.id] = job
            line = self._waiting[process.long]
            line.put(job)
            if self._threads[process.long] < self._most_threads[process.long]:
                # Daemon threads, so that no job keeps the server from shutting down.
                threading.Thread(target=self._work, args=(line,), name="job", daemon=True).start()
                self._threads[process.long] += 1
        return job

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
        shutil.rmtree(job.folder, ignore_errors=True)

    def sweep(self) -> None:
        """Delete jobs whose results have not been used for long, and the oldest of each user beyond `MOST_KEPT`."""
        kept: Counter[str] = Counter()
        for job in self.all():
            if job.over:
                kept[job.user.id] += 1
                if kept[job.user.id] > MOST_KEPT or job.unused_seconds() > self._keep_seconds:
                    self.remove(job)

    def forget_removed(self, users: Collection[str]) -> None:
        """Dismiss and delete the jobs of all who are not among these ids of users."""
        for job in self.all():
            if job.user.id and job.user.id not in users:
                job.dismiss()
                if job.over:
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

    def _work(self, line: FairQueue) -> None:
        while True:
            job = line.take()
            job.run()
            line.done(job)
            self._ended(job)

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
