"""Records of jobs on disk, so that a server can take over the jobs of an earlier one.

Each job has a file `ID.json` next to its folder, which is in the folder of its user. The file has the inputs of the job
until it has ended, and its results from then on.
"""

from __future__ import annotations

import logging
import os
import re
import shutil
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any, Literal, Optional

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from satclip_backend.input_files import read_text
from satclip_backend.processes.process import Process
from satclip_backend.server.job import WAITING, Job
from satclip_backend.server.job_folder import users_in
from satclip_backend.server.models import JobStatus
from satclip_backend.server.users import LOCAL, User
from satclip_backend.translation import translated

log = logging.getLogger(__name__)

_ID = "[0-9a-f]{32}"
LARGEST = 1 << 26
"""Largest size of a record, in bytes."""


class _Record(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)

    version: Literal[1] = 1
    id: str = Field(pattern=f"^{_ID}$")
    user: str = Field(pattern="^([0-9a-f]{16})?$")
    """Id of the user, "" for the user of this computer."""
    user_name: str
    process: str
    status: JobStatus
    message: str
    progress: int = Field(ge=0, le=100)
    outputs: list[str]
    raw: bool
    language: str
    blame: int = Field(ge=400, le=599)
    created: datetime
    started: Optional[datetime]
    finished: Optional[datetime]
    updated: datetime
    inputs: Optional[dict[str, Any]] = None
    """Inputs of a job that has not ended."""
    values: dict[str, Any] = Field(default_factory=dict)
    """Results that are values."""
    files: dict[str, str] = Field(default_factory=dict)
    """Results that are files: their paths in the job's folder."""


class JobRecords:
    """Records in `folder` of jobs of these `processes`, which have their files in the same folder."""

    def __init__(self, folder: Path, processes: Mapping[str, Process]):
        self._folder, self._processes = folder, processes

    def save(self, job: Job) -> None:
        """Write the record of a job atomically. A failure is logged: then the job does not survive the server."""
        files = {
            name: value.resolve().relative_to(job.folder.resolve()).as_posix()
            for name, value in job.results.items()
            if isinstance(value, Path)
        }
        record = _Record(
            id=job.id,
            user=job.user.id,
            user_name=job.user.name,
            process=job.process.id,
            status=job.status,
            message=translated(job.message),
            progress=job.progress,
            outputs=list(job.outputs),
            raw=job.raw,
            language=job.language,
            blame=job.blame,
            created=job.created,
            started=job.started,
            finished=job.finished,
            updated=job.updated,
            inputs=None if job.over else job.inputs.model_dump(mode="json"),
            values={name: value for name, value in job.results.items() if name not in files},
            files=files,
        )
        path = self._path(job.user.id, job.id)
        part = path.with_suffix(".part")
        try:
            path.parent.mkdir(mode=0o700, exist_ok=True)
            descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            with os.fdopen(descriptor, "w", encoding="utf-8") as file:
                file.write(record.model_dump_json())
            part.replace(path)
        except OSError as error:
            log.warning("The record of job %s can't be written: %s.", job.id, error.strerror)

    def remove(self, job: Job) -> None:
        """Delete the record of a job."""
        self._path(job.user.id, job.id).unlink(missing_ok=True)

    def load(self, *, with_users: bool = False) -> list[Job]:
        """Return the recorded jobs, oldest first: those of the user of this computer, or of all users.

        Records that can't be used are logged and left alone. Files without a record are deleted: the earlier server was
        killed while it deleted a job, or its disk was full. Otherwise they would count towards a user's quota forever.
        """
        users = users_in(self._folder) if with_users else []
        jobs = []
        for user in ("", *users):
            _delete_lost(self._folder / user)
        for path in [path for user in ("", *users) for path in (self._folder / user).glob("*.json")]:
            try:
                jobs.append(self._job(path))
            except (OSError, ValueError, KeyError) as error:
                log.warning("The record %s of a job is ignored: %s", path.name, _reason(error))
        return sorted(jobs, key=lambda job: job.created)

    def _job(self, path: Path) -> Job:
        record = _Record.model_validate_json(read_text(path, LARGEST))
        if path != self._path(record.user, record.id) or path.is_symlink():
            raise ValueError("it is that of another job")
        process = self._processes.get(record.process)
        if process is None:
            raise ValueError(f"there is no process '{record.process}'")
        parent = self._folder / record.user
        folder = parent / record.id
        ended = record.status not in ("accepted", "running")
        if ended:
            inputs = process.inputs.model_construct()
            results = dict(self._results(record, process, folder))
        else:
            inputs, results = process.inputs.model_validate(record.inputs), {}
            shutil.rmtree(folder, ignore_errors=True)  # of a job that begins again, or is lost
        return Job(
            process,
            inputs,
            parent,
            user=User(record.user_name, record.user, "", "") if record.user else LOCAL,
            outputs=tuple(name for name in record.outputs if name in process.outputs),
            raw=record.raw,
            language=record.language,
            id=record.id,
            status=record.status,
            message=record.message if ended else WAITING,
            progress=record.progress if ended else 0,
            created=record.created,
            started=record.started,
            finished=(record.finished or record.updated) if ended else None,
            updated=record.updated,
            results=results,
            blame=record.blame,
        )

    def _results(self, record: _Record, process: Process, folder: Path) -> Iterator[tuple[str, Any]]:
        if record.status != "successful":
            return
        for name, output in process.outputs.items():
            if output.media_type is None:
                yield name, record.values[name]
                continue
            path = folder / record.files[name]
            if (
                not path.resolve().is_relative_to(folder.resolve())
                or folder.is_symlink()
                or not path.is_file()
            ):
                raise ValueError(f"the file of its output '{name}' is missing")
            yield name, path

    def _path(self, user: str, id: str) -> Path:
        return self._folder / user / f"{id}.json"


def _delete_lost(folder: Path) -> None:
    """Delete the folders of jobs without a record, and incomplete records."""
    for path in folder.iterdir():
        if not re.fullmatch(_ID, path.stem):
            continue
        if path.suffix == ".part":
            path.unlink(missing_ok=True)
        elif not (path.suffix or path.with_suffix(".json").exists()):
            shutil.rmtree(path, ignore_errors=True)


def _reason(error: Exception) -> str:
    if isinstance(error, ValidationError):
        wrong = error.errors()[0]
        return f"{'.'.join(map(str, wrong['loc'])) or 'document'}: {wrong['msg']}"
    return f"it has no {error}" if isinstance(error, KeyError) else str(error)
