"""Audit log of a server of several users: who did what and when, without data.

Each line is a JSON object for a request or for the end of a job. It never contains tokens, coordinates, names of files
or other values of a request: only routes, known methods and ids that the server itself has made.
"""

from __future__ import annotations

import json
import logging
import math
import os
import sys
import time
from collections.abc import Mapping
from datetime import datetime, timezone
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import Any, TextIO

from satclip_backend.server.job import Job
from satclip_backend.server.measured_requests import MeasuredRequest

log = logging.getLogger(__name__)

REPORT_SECONDS = 60.0
"""Seconds between reports that the log can't be written."""
LARGEST_FILE, KEPT_FILES = 50_000_000, 9
"""Size of a log file in bytes, and how many full ones are kept."""


class AuditLog:
    """Writes `audit.jsonl` in a folder, and `refused.jsonl` for requests without a valid login.

    These have a file of their own, so that strangers can't fill the log of the users until their lines are deleted.
    """

    def __init__(self, folder: Path) -> None:
        self._users, self._strangers = (_lines(folder / name) for name in ("audit.jsonl", "refused.jsonl"))

    def request_ended(self, request: MeasuredRequest) -> None:
        """Write a line for a request that has been answered or refused."""
        line = {
            "event": "request",
            "user": request.user and request.user.name,
            "address": request.address,
            "method": request.method,
            "route": request.route,
            "status": request.status,
            "received": request.received,
            "sent": request.sent,
            "seconds": round(request.seconds, 3),
            "job": request.job,
        }
        self._write(self._strangers if request.user is None else self._users, line)

    def job_ended(self, job: Job) -> None:
        """Write a line for a job that has ended."""
        seconds = (job.finished - job.started).total_seconds() if job.started and job.finished else 0
        facts = {"status": job.status, "seconds": round(seconds, 3), "job": job.id}
        self._write(self._users, {"event": "job", "user": job.user.name, "process": job.process.id, **facts})

    def close(self) -> None:
        """Close the files."""
        for lines in (self._users, self._strangers):
            lines.close()

    def _write(self, lines: RotatingFileHandler, line: Mapping[str, Any]) -> None:
        now = datetime.now(timezone.utc).isoformat(timespec="milliseconds")
        text = json.dumps({"time": now, **line})
        lines.handle(logging.LogRecord("audit", logging.INFO, "", 0, text, None, None))


class _PrivateFile(RotatingFileHandler):
    """A file that is readable by its owner only. If it can't be written, the server goes on."""

    _reported = -math.inf

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802
        """Log a failure, at most once a minute."""
        if time.monotonic() - self._reported > REPORT_SECONDS:
            self._reported = time.monotonic()
            log.error("%s can't be written: %s", self.baseFilename, sys.exc_info()[1])

    def _open(self) -> TextIO:
        at_once = getattr(os, "O_NONBLOCK", 0)  # a pipe that nobody reads is an error instead of a wait
        flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND | at_once
        descriptor = os.open(self.baseFilename, flags, 0o600)
        return os.fdopen(descriptor, "a", encoding="utf-8")


def _lines(path: Path) -> RotatingFileHandler:
    return _PrivateFile(path, maxBytes=LARGEST_FILE, backupCount=KEPT_FILES, encoding="utf-8", delay=True)
