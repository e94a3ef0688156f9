"""The application: its routes, its middleware and its error handlers."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from typing import Annotated

from fastapi import FastAPI, Query, Request
from starlette.types import ASGIApp

from satclip_backend import __version__
from satclip_backend.encoders import registry
from satclip_backend.processes.process import Process
from satclip_backend.server import PROTOCOL
from satclip_backend.server.access import Access
from satclip_backend.server.activity import Activity
from satclip_backend.server.bodies import LimitBody
from satclip_backend.server.challenge import challenge_router
from satclip_backend.server.deployment import Deployment
from satclip_backend.server.embedding_routes import embedding_router
from satclip_backend.server.encoder_cache import EncoderCache
from satclip_backend.server.encoder_routes import encoder_router
from satclip_backend.server.execution import execution_router
from satclip_backend.server.health import health_router
from satclip_backend.server.hosts import Hosts
from satclip_backend.server.job_routes import job_router
from satclip_backend.server.jobs import Jobs
from satclip_backend.server.label_routes import label_router
from satclip_backend.server.languages import localised
from satclip_backend.server.measured_requests import measured
from satclip_backend.server.metrics import Metrics, metrics_router
from satclip_backend.server.models import ServerEnd, ServerStatus
from satclip_backend.server.ogc import ogc_router
from satclip_backend.server.openapi import complete
from satclip_backend.server.problems import add_handlers, check_administrator
from satclip_backend.server.proxy import published_at, with_client_addresses
from satclip_backend.server.run_routes import run_router
from satclip_backend.server.runtime import Runtime
from satclip_backend.server.team import Team
from satclip_backend.server.tile_cache import TileCache
from satclip_backend.server.tile_drawing import TileDrawing
from satclip_backend.server.tile_routes import tile_router
from satclip_backend.server.upload_routes import UPLOADS, upload_router
from satclip_backend.server.uploads import MAX_UPLOAD, Uploads
from satclip_backend.server.users import user_of


def create_app(
    *,
    runtime: Runtime,
    processes: Mapping[str, Process],
    jobs: Jobs,
    uploads: Uploads,
    encoders: EncoderCache,
    activity: Activity,
    stop: Callable[[bool], None],
    is_ready: Callable[[], bool],
    metrics: Metrics,
    deployment: Deployment,
    team: Team | None,
) -> ASGIApp:
    """Return the ASGI application for uvicorn.

    It accepts requests that carry the token of `runtime` and one of its hosts, offers `processes`, runs them as
    `jobs`, stores `uploads` for them, computes with `encoders`, counts requests in `activity`, and calls `stop`
    for a request to shut down, with True if running jobs may end first. `is_ready` tells whether the server accepts
    work, and `metrics` counts requests. `deployment` has the public URL and the certificate, and `team` the tokens of
    further users and the log of requests.
    """
    logins = team.logins if team else None
    public = deployment.public_url
    app = FastAPI(
        title="SatCLIP backend",
        version=__version__,
        description="Embeddings of locations, maps, models and pretraining. Longitude always comes before latitude.",
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        servers=[{"url": str(public)}] if public else None,
        root_path_in_servers=False,
    )
    app.include_router(challenge_router(runtime.token, runtime.port, logins))
    app.include_router(health_router(is_ready))
    app.include_router(metrics_router(metrics, jobs))
    app.include_router(ogc_router(processes))
    app.include_router(execution_router(processes, jobs))
    app.include_router(job_router(jobs))
    app.include_router(upload_router(uploads))
    app.include_router(encoder_router(jobs.tell))
    app.include_router(embedding_router(encoders))
    app.include_router(run_router(jobs))
    tiles = TileCache()
    drawing = TileDrawing(encoders, tiles)
    app.include_router(tile_router(drawing))
    app.include_router(label_router(drawing))

    @app.get("/status", tags=["Server"], summary="The server itself")
    def status(request: Request) -> ServerStatus:
        return ServerStatus(
            version=__version__,
            protocol=PROTOCOL,
            pid=os.getpid(),
            device=encoders.device,
            encoders=len(registry.list_encoders()),
            jobs=jobs.active(user_of(request)),
            tiles=tiles.drawn,
        )

    @app.post("/shutdown", tags=["Server"], summary="End the server, and its jobs", status_code=202)
    async def shutdown(
        request: Request,
        when_idle: Annotated[bool, Query(description="Whether its jobs may end first.")] = False,
    ) -> ServerEnd:
        check_administrator(user_of(request))
        stop(when_idle)
        return ServerEnd(jobs=jobs.active() if when_idle else 0)

    add_handlers(app, jobs.tell)
    complete(app)
    hosts = Hosts(runtime.hosts, public, deployment.certificate)
    linked = published_at(app, public) if public else app
    allowed = Access(activity.watch(linked), app, token=runtime.token, hosts=hosts, logins=logins)
    limited = localised(LimitBody(allowed, {UPLOADS: MAX_UPLOAD}))
    listeners = [metrics.request_ended, *([team.audit.request_ended] if team else [])]
    recorded = measured(limited, listeners)
    return with_client_addresses(recorded) if public else recorded
