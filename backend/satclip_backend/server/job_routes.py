"""OGC API - Processes: the list of jobs, status of a job, its results, and dismissal.

Source: OGC 18-062r2, clauses 7.12 to 7.13, and the requirements classes "Job list" and "Dismiss".
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request
from fastapi.responses import FileResponse, JSONResponse, Response

from satclip_backend.server.job import DISMISSED, Job
from satclip_backend.server.job_filters import job_filter
from satclip_backend.server.jobs import Jobs
from satclip_backend.server.models import JobList, Link, StatusInfo
from satclip_backend.server.problems import OGC, Problem
from satclip_backend.server.users import user_of
from satclip_backend.translation import gettext_lazy as _
from satclip_backend.translation import translated

_RESULTS = "http://www.opengis.net/def/rel/ogc/1.0/results"
_DOCUMENT = {
    200: {
        "description": "Each output by its name: a value, or a link to a file.",
        "content": {"application/json": {"schema": {"type": "object", "additionalProperties": True}}},
    }
}
_NO_RESULTS = {
    400: {"description": "The job failed: its inputs were at fault."},
    410: {"description": "The job was dismissed."},
    500: {"description": "The job failed."},
}
_OUTPUT = {
    200: {
        "description": "The output: a file of the type that the results name, or JSON.",
        "content": {
            "application/octet-stream": {"schema": {"type": "string", "format": "binary"}},
            "application/json": {"schema": {}},
        },
    }
}


Chosen = Annotated[Callable[[Iterable[Job]], list[Job]], Depends(job_filter)]


def job_router(jobs: Jobs) -> APIRouter:
    """Return the router for these jobs."""
    router = APIRouter(tags=["OGC API - Processes"])

    @router.get("/jobs", summary="Jobs of the user", response_model_exclude_none=True)
    def list_jobs(request: Request, chosen: Chosen) -> JobList:
        base = str(request.base_url)
        link = Link(href=f"{base}jobs", rel="self", type="application/json", title="Jobs")
        found = chosen(jobs.of(user_of(request)))
        return JobList(jobs=[status_info(job, base) for job in found], links=[link])

    @router.get("/jobs/{job_id}", summary="Status of a job", response_model_exclude_none=True)
    async def job_status(job_id: str, request: Request) -> StatusInfo:
        return status_info(_find(jobs, job_id, request), str(request.base_url))

    @router.delete("/jobs/{job_id}", summary="Dismiss a job, or delete one that is over")
    def dismiss(job_id: str, request: Request) -> StatusInfo:
        job = _find(jobs, job_id, request)
        if job.over:
            jobs.remove(job)
        else:
            job.dismiss()
        info = status_info(job, str(request.base_url))
        return info.model_copy(update={"status": "dismissed", "message": translated(DISMISSED)})

    @router.get(
        "/jobs/{job_id}/results",
        summary="Results of a job",
        response_class=JSONResponse,
        responses={**_DOCUMENT, **_NO_RESULTS},
    )
    async def results(job_id: str, request: Request) -> Response:
        job = _successful(jobs, job_id, request)
        if job.raw:
            return _output(job, job.outputs[0])
        entries = {name: _entry(job, name, str(request.base_url)) for name in job.outputs}
        return JSONResponse(entries, headers={"Content-Language": job.language})

    @router.get(
        "/jobs/{job_id}/results/{output}",
        summary="One result of a job",
        response_class=Response,
        responses={**_OUTPUT, **_NO_RESULTS},
    )
    async def result(job_id: str, output: str, request: Request) -> Response:
        job = _successful(jobs, job_id, request)
        if output not in job.results:
            raise Problem(404, _("The job has no output '{output}'.", output=output))
        return _output(job, output)

    return router


def status_info(job: Job, base: str) -> StatusInfo:
    """Return the status document of `job`; `base` is the server's URL with a trailing slash."""
    url = f"{base}jobs/{job.id}"
    links = [Link(href=url, rel="self", type="application/json", title="Status")]
    if job.status == "successful":
        links.append(Link(href=f"{url}/results", rel=_RESULTS, type="application/json", title="Results"))
    return StatusInfo(
        processID=job.process.id,
        jobID=job.id,
        status=job.status,
        message=translated(job.message),
        progress=job.progress,
        created=job.created,
        started=job.started,
        finished=job.finished,
        updated=job.updated,
        links=links,
    )


def _find(jobs: Jobs, job_id: str, request: Request) -> Job:
    job = jobs.find(job_id, user_of(request))
    if job is None:
        raise Problem(404, _("There is no job '{id}'.", id=job_id), type=OGC + "no-such-job")
    return job


def _successful(jobs: Jobs, job_id: str, request: Request) -> Job:
    job = _find(jobs, job_id, request)
    if job.status == "failed":
        raise Problem(job.blame, job.message)
    if job.status == "dismissed":
        raise Problem(410, _("The job was dismissed: it has no results."))
    if job.status != "successful":
        raise Problem(404, _("The job is not finished yet."), type=OGC + "result-not-ready")
    job.touch()
    return job


def _entry(job: Job, name: str, base: str) -> Any:
    value = job.results[name]
    if not isinstance(value, Path):
        return value
    media_type = job.process.outputs[name].media_type
    link = Link(
        href=f"{base}jobs/{job.id}/results/{name}", type=media_type, title=job.process.outputs[name].title
    )
    return link.model_dump(exclude_none=True)


def _output(job: Job, name: str) -> Response:
    value = job.results[name]
    headers = {"Content-Language": job.language}
    if not isinstance(value, Path):
        return JSONResponse(value, headers=headers)
    headers["Content-Disposition"] = f'attachment; filename="{value.name}"'
    return FileResponse(value, headers=headers, media_type=job.process.outputs[name].media_type)
