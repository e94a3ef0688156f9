"""OGC API - Processes: execute a process as a job.

Every process has a route of its own, so that the API description contains its inputs and they are validated before
the job is accepted.

Source: OGC 18-062r2, clause 7.11. Jobs always run asynchronously.
"""
# No `from __future__ import annotations` here: FastAPI resolves annotations that name models created in a
# function.

from collections.abc import Mapping
from functools import partial
from typing import Annotated, Any, Literal

from anyio import to_thread
from fastapi import APIRouter, Header, Request, Response
from pydantic import BaseModel, Field, WrapValidator, create_model
from pydantic_core import to_json

from satclip_backend.processes.process import Process
from satclip_backend.server.bodies import JsonRoute
from satclip_backend.server.job_routes import status_info
from satclip_backend.server.jobs import Jobs, QueueFull
from satclip_backend.server.measured_requests import JOB
from satclip_backend.server.models import StatusInfo
from satclip_backend.server.ogc import no_such_process
from satclip_backend.server.problems import Problem, busy, check_administrator
from satclip_backend.server.users import user_of
from satclip_backend.translation import best_language
from satclip_backend.translation import gettext_lazy as _


class Execute(BaseModel):
    """Members of an execute request in addition to its inputs."""

    outputs: dict[str, dict[str, Any]] = Field(
        default_factory=dict,
        description="The outputs wanted, by name; all when empty. Files come by reference.",
    )
    response: Literal["document", "raw"] = Field(
        "document",
        description="How results are answered: as a document of all, or the only one asked for, bare.",
    )


AcceptLanguage = Annotated[
    str,
    Header(
        description="Languages for messages, reports and other text in the results, such as de-AT,en;q=0.5. English "
        "where there is no translation.",
        max_length=1000,
    ),
]


def execution_router(processes: Mapping[str, Process], jobs: Jobs) -> APIRouter:
    """Return the router with a route for each process that submits a job."""
    router = APIRouter(tags=["OGC API - Processes"], route_class=JsonRoute)
    for process in processes.values():
        _add_route(router, process, jobs)

    @router.post("/processes/{process_id}/execution", include_in_schema=False)
    async def unknown_process(process_id: str) -> None:
        raise no_such_process(process_id)

    return router


def _add_route(router: APIRouter, process: Process, jobs: Jobs) -> None:
    body_model = create_model(
        f"Execute_{process.id}",
        __base__=Execute,
        inputs=(
            Annotated[process.inputs, WrapValidator(partial(_inputs, process.inputs))],
            Field(description=process.description),
        ),
    )

    @router.post(
        f"/processes/{process.id}/execution",
        name=f"execute_{process.id}",
        summary=f"Execute: {process.title}",
        status_code=201,
        response_model_exclude_none=True,
        responses={429: {"description": "Too many jobs wait: ask again after the seconds in Retry-After."}},
        response_description="The job, which waits for its turn. The header Location has its address.",
    )
    async def execute(
        body: body_model, request: Request, response: Response, accept_language: AcceptLanguage = ""
    ) -> StatusInfo:
        user = user_of(request)
        if process.for_administrators:
            check_administrator(user)
        outputs = _chosen(process, body)
        language = best_language(accept_language)
        if jobs.storage is not None:  # it may have to measure many files
            await to_thread.run_sync(jobs.storage.check, user.id)
        try:
            job = jobs.submit(process, body.inputs, outputs, body.response == "raw", language, user)
        except QueueFull as error:
            return busy(error.args[0], 429)
        request.scope["state"][JOB] = job.id
        response.headers["Location"] = f"{request.base_url}jobs/{job.id}"
        if "respond-async" in request.headers.get("prefer", ""):
            response.headers["Preference-Applied"] = "respond-async"
        return status_info(job, str(request.base_url))


def _chosen(process: Process, body: Execute) -> tuple[str, ...]:
    for name in body.outputs:
        if name not in process.outputs:
            names = ", ".join(f"'{name}'" for name in process.outputs)
            raise Problem(
                400, _("There is no output '{name}'. The outputs are {names}.", name=name, names=names)
            )
    chosen = tuple(body.outputs) or tuple(process.outputs)
    if body.response == "raw" and len(chosen) != 1:
        raise Problem(400, _("A raw response holds one output: name the one you want in 'outputs'."))
    return chosen


def _inputs(model: type[BaseModel], inputs: Any, _handler: object) -> BaseModel:
    """Return `inputs` validated as `model` without type conversion: 0 is not a boolean, and "1" not a number.

    Qualified values, `{"value": ...}`, are replaced by the values themselves.
    """
    if isinstance(inputs, dict):
        inputs = {name: _value(value) for name, value in inputs.items()}
    return model.model_validate_json(
        to_json(_integers(inputs)), strict=True
    )  # strict mode accepts an array as a tuple only in JSON


def _integers(value: Any) -> Any:
    """Return `value` with whole floats such as 2.0 as integers: in JSON Schema they are integers, too."""
    if isinstance(value, dict):
        return {name: _integers(item) for name, item in value.items()}
    if isinstance(value, list):
        return [_integers(item) for item in value]
    return int(value) if isinstance(value, float) and value.is_integer() and abs(value) < 2**53 else value


def _value(value: Any) -> Any:
    qualified = (
        isinstance(value, dict)
        and "value" in value
        and value.keys() <= {"value", "mediaType", "encoding", "schema"}
    )
    return value["value"] if qualified else value
