"""Routes of pretraining runs: status, log and model card. A job starts, resumes or stops a run."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.responses import PlainTextResponse

from satclip_backend import store
from satclip_backend.errors import NotFoundError, SatclipError
from satclip_backend.pretraining.runs import ENDED, STOPPED, RunState, read_card, read_log, read_run
from satclip_backend.processes.pretrain import ID, PROCESS
from satclip_backend.server.job import Job
from satclip_backend.server.jobs import Jobs
from satclip_backend.server.messages import TellUser
from satclip_backend.server.models import RunDescription, RunList, RunLog
from satclip_backend.server.problems import Problem
from satclip_backend.server.users import User, user_of
from satclip_backend.translation import gettext_lazy as _
from satclip_backend.translation import translated

CARD_TYPE = "text/markdown; charset=utf-8"
_CARD: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "The card, in Markdown.",
        "content": {"text/markdown": {"schema": {"type": "string"}}},
    }
}


def run_router(jobs: Jobs) -> APIRouter:
    """Return the router for the runs of each user, and for the jobs that train them."""
    router = APIRouter(tags=["Pretraining"])

    @router.get("/runs", summary="All runs of pretraining, the newest first")
    def list_runs(request: Request) -> RunList:
        user = user_of(request)
        training = _jobs(jobs, user)
        kept = [path.parent.name for path in store.runs(user.id).glob("*/run.json")]
        found = []
        for id in {*kept, *training}:
            try:
                found.append(_described(user, id, training.get(id), jobs.tell))
            except SatclipError:  # deleted just now, or damaged
                continue
        return RunList(runs=sorted(found, key=lambda run: run.created, reverse=True))

    @router.get("/runs/{run_id}", summary="Progress of a run")
    def describe_run(run_id: str, request: Request) -> RunDescription:
        user = user_of(request)
        return _described(user, run_id, _jobs(jobs, user).get(run_id), jobs.tell)

    @router.get("/runs/{run_id}/log", summary="Log of a run")
    def log(
        run_id: str,
        request: Request,
        after: Annotated[int, Query(ge=0, description="Only evaluations after this step.")] = 0,
    ) -> RunLog:
        user = user_of(request)
        folder = _folder(user, run_id, _jobs(jobs, user))
        return RunLog(evaluations=[record for record in read_log(folder) if record["step"] > after])

    @router.get(
        "/runs/{run_id}/card", summary="The model card", response_class=PlainTextResponse, responses=_CARD
    )
    def card(run_id: str, request: Request) -> PlainTextResponse:
        return PlainTextResponse(read_card(_folder(user_of(request), run_id, {})), media_type=CARD_TYPE)

    @router.delete(
        "/runs/{run_id}", summary="Delete a run that does not work; an encoder that came of it stays"
    )
    def delete(run_id: str, request: Request) -> dict[str, Any]:
        user = user_of(request)
        folder = _folder(user, run_id, {})
        if run_id in _jobs(jobs, user) or read_run(folder).state == "running":
            raise Problem(409, _("The run '{id}' is at work: stop it first.", id=run_id))
        shutil.rmtree(folder, ignore_errors=True)
        return {}

    return router


def _jobs(jobs: Jobs, user: User) -> dict[str, Job]:
    """Return the user's jobs that train or wait to train, including those being stopped, by the id of their run."""
    return {job.inputs.id: job for job in jobs.of(user) if job.process.id == PROCESS.id and not job.over}


def _folder(user: User, id: str, training: dict[str, Job]) -> Path:
    """Return the folder of a run, which may not exist yet if the run waits. Raises NotFoundError for an unknown run."""
    folder = store.runs(user.id) / id
    if id not in training and not (re.fullmatch(ID, id) and (folder / "run.json").is_file()):
        raise NotFoundError(_("There is no run '{id}'.", id=id))
    return folder


def _described(user: User, id: str, job: Job | None, tell: TellUser) -> RunDescription:
    folder = _folder(user, id, {id: job} if job else {})
    try:
        state = read_run(folder)
    except NotFoundError:
        state = RunState(id, message=_("Preparing."))
    state.message = {ENDED: ENDED, STOPPED: STOPPED}.get(state.message, state.message)  # stored in English
    if job is None:
        shown = state.state
    elif job.status == "dismissed":
        shown, state.message = "stopping", _("Saving what was learnt.")
    elif job.status == "accepted":
        shown, state.message = "waiting", _("Waiting for another run.")
    else:
        shown, state.message = "running", job.message or state.message
    return RunDescription(
        id=id,
        name=job.inputs.name if job and job.inputs.name else state.name,
        created=state.created or (job.created.strftime("%Y-%m-%dT%H:%M:%SZ") if job else ""),
        state=shown,
        step=state.step,
        steps=state.steps,
        seconds_left=state.seconds_left if shown == "running" else None,
        message=tell(translated(state.message), user=user.id),
        job=job.id if job and shown in ("running", "waiting") else None,
    )
