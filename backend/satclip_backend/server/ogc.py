"""OGC API - Processes, the routes without jobs: landing page, conformance and processes.

Source: OGC 18-062r2, OGC API - Processes - Part 1: Core 1.0, clauses 7.2 to 7.10.
"""

from __future__ import annotations

from collections.abc import Mapping

from fastapi import APIRouter, Request

from satclip_backend.processes.process import Process
from satclip_backend.server.descriptions import description, summary
from satclip_backend.server.models import Conformance, LandingPage, Link, ProcessDescription, ProcessList
from satclip_backend.server.problems import OGC, Problem
from satclip_backend.translation import gettext_lazy as _

_CLASSES = ("core", "ogc-process-description", "json", "job-list", "dismiss")
_REL = "http://www.opengis.net/def/rel/ogc/1.0/"


def ogc_router(processes: Mapping[str, Process]) -> APIRouter:
    """Return the router for these processes."""
    router = APIRouter(tags=["OGC API - Processes"])

    @router.get("/", summary="Landing page")
    async def landing_page(request: Request) -> LandingPage:
        base = str(request.base_url)
        api = "application/vnd.oai.openapi+json;version=3.1"
        return LandingPage(
            title="SatCLIP backend",
            description="Location embeddings and maps of them, for SatCLIP for QGIS and for other clients.",
            links=[
                _link(base, "", "self", "This page"),
                Link(href=f"{base}openapi.json", rel="service-desc", type=api, title="The API"),
                _link(base, "conformance", _REL + "conformance", "Conformance classes"),
                _link(base, "processes", _REL + "processes", "Processes"),
                _link(base, "jobs", _REL + "job-list", "Jobs"),
            ],
        )

    @router.get("/conformance", summary="Conformance classes")
    async def conformance() -> Conformance:
        prefix = "http://www.opengis.net/spec/ogcapi-processes-1/1.0/conf/"
        return Conformance(conformsTo=[prefix + name for name in _CLASSES])

    @router.get("/processes", summary="All processes", response_model_exclude_none=True)
    async def list_processes(request: Request) -> ProcessList:
        base = str(request.base_url)
        return ProcessList(
            processes=[summary(process, base) for process in processes.values()],
            links=[_link(base, "processes", "self", "Processes")],
        )

    @router.get("/processes/{process_id}", summary="One process", response_model_exclude_none=True)
    async def describe_process(process_id: str, request: Request) -> ProcessDescription:
        if process_id not in processes:
            raise no_such_process(process_id)
        return description(processes[process_id], str(request.base_url))

    return router


def no_such_process(process_id: str) -> Problem:
    """Return the error for an unknown process."""
    return Problem(
        404, _("There is no process '{process_id}'.", process_id=process_id), type=OGC + "no-such-process"
    )


def _link(base: str, path: str, rel: str, title: str) -> Link:
    return Link(href=base + path, rel=rel, type="application/json", title=title)
