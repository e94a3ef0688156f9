"""Filters of the list of jobs.

Source: OGC 18-062r2, requirements class "Job list".
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta, timezone
from typing import Annotated, get_args

from fastapi import Query

from satclip_backend.server.job import Job, JobStatus
from satclip_backend.server.problems import Problem
from satclip_backend.translation import gettext_lazy as _

MOST_LISTED = 1000

Type = Annotated[str | None, Query(description="Types of jobs, with commas between them: all are 'process'.")]
ProcessId = Annotated[
    str | None, Query(alias="processID", description="Ids of processes, with commas between them.")
]
Status = Annotated[str | None, Query(description="Statuses, with commas between them.")]
Datetime = Annotated[
    str | None,
    Query(
        description="When jobs were created: a time (RFC 3339), or START/END, either of which may be '..'."
    ),
]
MinDuration = Annotated[int | None, Query(alias="minDuration", ge=0, description="Shortest run in seconds.")]
MaxDuration = Annotated[int | None, Query(alias="maxDuration", ge=0, description="Longest run in seconds.")]
Limit = Annotated[int, Query(ge=1, le=MOST_LISTED, description="Largest number of jobs: the newest.")]

Test = Callable[[Job], bool]


def job_filter(
    type: Type = None,
    process_id: ProcessId = None,
    status: Status = None,
    datetime: Datetime = None,
    min_duration: MinDuration = None,
    max_duration: MaxDuration = None,
    limit: Limit = MOST_LISTED,
) -> Callable[[Iterable[Job]], list[Job]]:
    """Return a function that selects jobs. Raises Problem for invalid values."""
    tests: list[Test] = []
    if type is not None:
        wanted = "process" in type.split(",")
        tests.append(lambda job: wanted)
    if process_id is not None:
        ids = set(process_id.split(","))
        tests.append(lambda job: job.process.id in ids)
    if status is not None:
        statuses = _statuses(status)
        tests.append(lambda job: job.status in statuses)
    if datetime is not None:
        start, end = _interval(datetime)
        tests.append(lambda job: (not start or job.created >= start) and (not end or job.created <= end))
    if min_duration is not None:
        shortest = timedelta(seconds=min_duration)
        tests.append(lambda job: (run := _duration(job)) is not None and run >= shortest)
    if max_duration is not None:
        longest = timedelta(seconds=max_duration)
        tests.append(lambda job: (run := _duration(job)) is not None and run <= longest)
    return lambda jobs: [job for job in jobs if all(test(job) for test in tests)][:limit]


def _statuses(text: str) -> set[str]:
    statuses = set(text.split(","))
    if unknown := sorted(statuses - set(get_args(JobStatus))):
        raise Problem(
            400,
            _(
                "'{status}' is not the status of a job. These are: {known}.",
                status=unknown[0],
                known=", ".join(get_args(JobStatus)),
            ),
        )
    return statuses


def _interval(text: str) -> tuple[datetime | None, datetime | None]:
    """Return start and end; None for an open end."""
    start, slash, end = text.partition("/")
    return _time(start, text), _time(end if slash else start, text)


def _time(text: str, given: str) -> datetime | None:
    if text in ("..", ""):
        return None
    try:
        time = datetime.fromisoformat(text.upper().replace("Z", "+00:00"))
    except ValueError:
        raise Problem(
            400,
            _(
                "The parameter 'datetime' must be a time such as 2026-01-31T12:00:00Z, or an interval START/END, not "
                "'{given}'.",
                given=given[:100],
            ),
        ) from None
    return time if time.tzinfo else time.replace(tzinfo=timezone.utc)


def _duration(job: Job) -> timedelta | None:
    """Return how long a job has run, or None if it hasn't started."""
    if job.started is None:
        return None
    return (job.finished or datetime.now(timezone.utc)) - job.started
