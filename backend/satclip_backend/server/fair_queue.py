"""A queue of jobs that is fair to their users: the next job is that of the user with the fewest running ones."""

from __future__ import annotations

import math
import threading
import time
from collections import Counter

from satclip_backend.server.job import Job


class FairQueue:
    """Jobs that wait for a free thread; each user may have `each` running ones (None: any number).

    Among users with equally few running jobs, the next is the one who has waited longest: since the submission of
    their oldest waiting job, or since their last job ended if that was later. The jobs of one user start in the order
    of submission. Thread-safe.
    """

    def __init__(self, each: int | None = None) -> None:
        self._each = math.inf if each is None else each
        self._waiting: list[tuple[float, Job]] = []
        """Time of submission and job, the oldest first."""
        self._running: Counter[str] = Counter()
        self._ended: dict[str, float] = {}
        """When the last job of each user ended."""
        self._changed = threading.Condition()

    def put(self, job: Job) -> None:
        """Add a job."""
        with self._changed:
            self._waiting.append((time.monotonic(), job))
            self._changed.notify()

    def take(self) -> Job:
        """Wait for a job that may run, and return it. Call `done` when it has ended."""
        with self._changed:
            while (job := self._next()) is None:
                self._changed.wait()
            self._waiting = [item for item in self._waiting if item[1] is not job]
            self._running[job.user.id] += 1
            return job

    def done(self, job: Job) -> None:
        """Record that a job has ended."""
        with self._changed:
            self._running[job.user.id] -= 1
            self._ended[job.user.id] = time.monotonic()
            self._changed.notify_all()

    def _next(self) -> Job | None:
        self._waiting = [item for item in self._waiting if not item[1].over]  # dismissed while they waited
        oldest: dict[str, tuple[float, Job]] = {}
        for item in self._waiting:
            oldest.setdefault(item[1].user.id, item)
        self._ended = {id: at for id, at in self._ended.items() if id in oldest}  # of no use for others
        ranked = [
            (self._running[id], max(since, self._ended.get(id, since)), job)
            for id, (since, job) in oldest.items()
            if not id or self._running[id] < self._each
        ]
        return min(ranked, key=lambda rank: rank[:2], default=(0, 0.0, None))[2]
