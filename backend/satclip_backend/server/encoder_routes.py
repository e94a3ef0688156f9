"""Routes of encoders: lists, descriptions, files and deletion.

Jobs download and import encoders.
"""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from fastapi import APIRouter, Request
from fastapi.responses import FileResponse

from satclip_backend.encoders import registry
from satclip_backend.encoders.library import remove_encoder
from satclip_backend.encoders.releases import RELEASES, EncoderRelease
from satclip_backend.errors import NotFoundError
from satclip_backend.server.messages import TellUser
from satclip_backend.server.models import (
    EncoderDescription,
    EncoderDetails,
    EncoderList,
    ReleaseDescription,
    ReleaseDetails,
    ReleaseList,
)
from satclip_backend.server.problems import check_administrator
from satclip_backend.server.users import user_of
from satclip_backend.translation import translated

if TYPE_CHECKING:
    pass

FILE_TYPE = "application/octet-stream"
_FILE: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "The encoder file (safetensors).",
        "content": {FILE_TYPE: {"schema": {"type": "string", "format": "binary"}}},
    }
}


def encoder_router(tell: TellUser) -> APIRouter:
    """Return the router; `tell` converts the reasons why files can't be used for clients."""
    router = APIRouter(tags=["Encoders"])

    @router.get("/encoders", summary="All encoders")
    def list_encoders() -> EncoderList:
        encoders, (found, unusable) = [], registry.scan_encoders()
        for info in found:
            try:
                encoders.append(_described(info))
            except NotFoundError as error:  # deleted just now
                unusable[info.path.name] = error.args[0]
        reasons = {name: tell(translated(reason)) for name, reason in unusable.items()}
        return EncoderList(encoders=encoders, unusable=reasons)

    @router.get("/encoders/{encoder_id}", summary="One encoder")
    def describe_encoder(encoder_id: str) -> EncoderDetails:
        info = registry.find(encoder_id)
        return EncoderDetails(**_described(info).model_dump(), card=info.metadata.card)

    @router.get(
        "/encoders/{encoder_id}/file",
        summary="The file of an encoder, to import it elsewhere",
        response_class=FileResponse,
        responses=_FILE,
    )
    def export_encoder(encoder_id: str) -> FileResponse:
        path = registry.find(encoder_id).path
        return FileResponse(path, filename=f"{encoder_id}.safetensors", media_type=FILE_TYPE)

    @router.delete("/encoders/{encoder_id}", summary="Delete an encoder that does not belong to the program")
    def delete_encoder(encoder_id: str, request: Request) -> dict[str, Any]:
        check_administrator(user_of(request))
        remove_encoder(encoder_id)
        return {}

    @router.get("/releases", summary="Encoders that the process download_encoder downloads")
    def list_releases() -> ReleaseList:
        found, _unusable = registry.scan_encoders()
        installed = {info.id: info for info in found}
        return ReleaseList(releases=[_release(r, installed.get(r.id)) for r in RELEASES.values()])

    @router.get(
        "/releases/{release_id}",
        summary="One of them, and the size of its download, which the Hugging Face Hub is asked for",
    )
    def describe_release(release_id: str) -> ReleaseDetails:
        from satclip_backend.encoders import downloads  # slow import: huggingface_hub

        release = downloads.find_release(release_id)
        size = downloads.download_size(release)
        installed = downloads.installed_release(release)
        return ReleaseDetails(**_release(release, installed).model_dump(), bytes=size)

    return router


def _described(info: registry.EncoderInfo) -> EncoderDescription:
    about = {**asdict(info.metadata), "months": info.metadata.months, "origin": info.origin}
    return EncoderDescription(id=info.id, sha256=info.sha256, bytes=info.size, **about)


def _release(release: EncoderRelease, installed: registry.EncoderInfo | None) -> ReleaseDescription:
    there = installed is not None and release.source.is_named_by(installed.metadata.source)
    about = {**asdict(release), "source": release.source.name, "page": release.source.page}
    return ReleaseDescription(**translated(about), installed=there)
