"""Counters of the server in the text format of Prometheus.

Source: https://prometheus.io/docs/instrumenting/exposition_formats/, version 0.0.4.
"""

from __future__ import annotations

import os
import sys
import threading
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

from fastapi import APIRouter, Request
from fastapi.responses import PlainTextResponse

from satclip_backend.server.certificates import Certificate
from satclip_backend.server.job import Job
from satclip_backend.server.jobs import Jobs
from satclip_backend.server.measured_requests import MeasuredRequest
from satclip_backend.server.problems import check_administrator
from satclip_backend.server.users import user_of

METRICS = "/metrics"
MEDIA_TYPE = "text/plain; version=0.0.4; charset=utf-8"
_REQUESTS = {
    "satclip_http_requests_total": "Requests.",
    "satclip_http_request_seconds_total": "Seconds from the request to the end of the response.",
    "satclip_http_received_bytes_total": "Bytes of request bodies.",
    "satclip_http_sent_bytes_total": "Bytes of response bodies.",
    "satclip_points_encoded_total": "Points encoded for requests, apart from those of jobs and tiles.",
}
_JOBS = {
    "satclip_jobs_ended_total": "Jobs that have ended.",
    "satclip_job_wait_seconds_total": "Seconds that these jobs waited for their turn.",
    "satclip_job_run_seconds_total": "Seconds that these jobs ran.",
}
_NOW = {
    "satclip_jobs": "Jobs that wait or run.",
    "satclip_resident_memory_bytes": "Resident memory of the server, and of its jobs, which share some of theirs.",
    "satclip_certificate_end_timestamp_seconds": "End of the certificate, in seconds since 1970.",
}
_Labels = tuple[tuple[str, str], ...]


class Metrics:
    """Counts requests and ended jobs. Labels are route templates, not paths, so that their number is limited."""

    def __init__(self, certificate: Certificate | None = None):
        self._certificate = certificate
        self._lock = threading.Lock()
        self._totals: dict[str, Counter[_Labels]] = {name: Counter() for name in {**_REQUESTS, **_JOBS}}

    def request_ended(self, request: MeasuredRequest) -> None:
        """Count a request that has been answered or refused."""
        labels = (("method", request.method or "other"), ("route", request.route or ""))
        totals = self._totals
        with self._lock:
            totals["satclip_http_requests_total"][(*labels, ("status", str(request.status)))] += 1
            totals["satclip_http_request_seconds_total"][labels] += request.seconds
            totals["satclip_http_received_bytes_total"][labels] += request.received
            totals["satclip_http_sent_bytes_total"][labels] += request.sent
            if request.points:
                totals["satclip_points_encoded_total"][()] += request.points

    def job_ended(self, job: Job) -> None:
        """Count a job that has ended."""
        labels = (("process", job.process.id),)
        began, ended = job.started or job.finished or job.created, job.finished or job.created
        self._add("satclip_jobs_ended_total", 1, (*labels, ("status", job.status)))
        self._add("satclip_job_wait_seconds_total", (began - job.created).total_seconds(), labels)
        self._add("satclip_job_run_seconds_total", (ended - began).total_seconds(), labels)

    def text(self, jobs: Jobs) -> str:
        """Return all values."""
        with self._lock:
            totals = {name: dict(counter) for name, counter in self._totals.items()}
        now = Counter(
            (("process", job.process.id), ("status", job.status)) for job in jobs.all() if not job.over
        )
        gauges: dict[str, Mapping[_Labels, float]] = {
            "satclip_jobs": now,
            "satclip_resident_memory_bytes": {(("of", name),): size for name, size in _memory().items()},
        }
        if self._certificate:
            gauges["satclip_certificate_end_timestamp_seconds"] = {(): self._certificate.valid_until}
        lines = [
            *_lines("counter", {**_REQUESTS, **_JOBS}, totals),
            *_lines("gauge", _NOW, gauges),
        ]
        return "".join(f"{line}\n" for line in lines)

    def _add(self, name: str, value: float, labels: _Labels) -> None:
        with self._lock:
            self._totals[name][labels] += value


def metrics_router(metrics: Metrics, jobs: Jobs) -> APIRouter:
    """Return the router of the route."""
    router = APIRouter(tags=["Server"])

    @router.get(
        METRICS, summary="Counters in the text format of Prometheus", response_class=PlainTextResponse
    )
    def values(request: Request) -> PlainTextResponse:
        check_administrator(user_of(request))  # the values are those of all users
        return PlainTextResponse(metrics.text(jobs), media_type=MEDIA_TYPE)

    return router


def _lines(
    kind: str, names: Mapping[str, str], values: Mapping[str, Mapping[_Labels, float]]
) -> Iterator[str]:
    for name, help in names.items():
        if name in values:
            yield f"# HELP {name} {help}"
            yield f"# TYPE {name} {kind}"
            for labels, value in values[name].items():
                shown = ",".join(f'{label}="{text}"' for label, text in labels)
                yield f"{name}{{{shown}}} {value:.17g}" if labels else f"{name} {value:.17g}"


def _memory() -> dict[str, int]:
    """Return the resident memory of this process and of its descendants in bytes; nothing on systems without /proc."""
    if sys.platform != "linux":
        return {}
    parents, sizes = {}, {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdecimal():
            try:
                fields = (entry / "stat").read_text().rpartition(")")[2].split()
            except OSError:  # it has just ended
                continue
            parents[int(entry.name)], sizes[int(entry.name)] = int(fields[1]), int(fields[21])
    family = [os.getpid()]
    for member in family:
        family += [pid for pid, parent in parents.items() if parent == member and pid not in family]
    server, *jobs = (sizes[pid] * os.sysconf("SC_PAGE_SIZE") for pid in family)
    return {"server": server, "jobs": sum(jobs)}
