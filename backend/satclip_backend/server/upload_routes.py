"""Uploads: files of any kind that are sent before the job that reads them, and named in its inputs."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request
from starlette.requests import ClientDisconnect

from satclip_backend.server.models import Upload
from satclip_backend.server.problems import client_gone
from satclip_backend.server.uploads import Uploads

UPLOADS = "/uploads"
_FILE: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "description": "The file, of any kind, as it is.",
        "content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}},
    }
}


def upload_router(uploads: Uploads) -> APIRouter:
    """The routes, for these uploads."""
    router = APIRouter(tags=["Uploads"])

    @router.post(
        UPLOADS,
        summary="Send a file",
        status_code=201,
        response_description="The file is there, for an hour from its last use.",
        openapi_extra=_FILE,
    )
    async def send(request: Request) -> Upload:
        try:
            id, size = await uploads.receive(request.stream())
        except ClientDisconnect:
            raise client_gone() from None
        return Upload(id=id, bytes=size)

    @router.delete(UPLOADS + "/{upload_id}", summary="Delete a file that was sent")
    def delete(upload_id: str) -> dict[str, Any]:
        uploads.remove(upload_id)
        return {}

    return router
