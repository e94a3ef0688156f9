"""Route for load balancers and monitoring: whether the server accepts work. It needs no token."""

from __future__ import annotations

from collections.abc import Callable

from fastapi import APIRouter

from satclip_backend.server.models import Health
from satclip_backend.server.problems import Problem
from satclip_backend.translation import gettext_lazy as _

HEALTH = "/health"


def health_router(is_ready: Callable[[], bool]) -> APIRouter:
    """Return the router of the route, which calls `is_ready`."""
    router = APIRouter(tags=["Server"])

    @router.get(
        HEALTH,
        summary="Whether the server accepts work",
        responses={503: {"description": "The server is not ready."}},
    )
    async def health() -> Health:
        if not is_ready():
            raise Problem(503, _("The server is not ready."))
        return Health(status="ready")

    return router
