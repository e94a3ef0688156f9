"""Routes of uploads: files of any type that are sent before the job, which refers to them in its inputs."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request

from satclip_backend.server.models import Upload
from satclip_backend.server.uploads import Uploads
from satclip_backend.server.users import user_of

UPLOADS = "/uploads"
_FILE: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "description": "The file, of any kind, as it is.",
        "content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}},
    }
}

Name = Annotated[
    str,
    Query(
        max_length=255,
        pattern=r"^[^/\\\x00-\x1f\x7f]*$",
        description="What the client calls the file, for messages: a name, not a path.",
    ),
]


def upload_router(uploads: Uploads) -> APIRouter:
    """Return the router for these uploads."""
    router = APIRouter(tags=["Uploads"])

    @router.post(
        UPLOADS,
        summary="Send a file",
        status_code=201,
        responses={
            507: {"description": "The disk is full, or the user stores as much as the server allows."}
        },
        response_description="The file was stored. It is deleted an hour after its last use.",
        openapi_extra=_FILE,
    )
    async def send(request: Request, name: Name = "") -> Upload:
        id, size = await uploads.receive(request.stream(), name, user_of(request).id)
        return Upload(id=id, bytes=size)

    @router.delete(UPLOADS + "/{upload_id}", summary="Delete a file that was sent")
    def delete(upload_id: str, request: Request) -> dict[str, Any]:
        uploads.remove(upload_id, user_of(request).id)
        return {}

    return router
