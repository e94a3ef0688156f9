"""Routes of encoders: lists, descriptions, files, deletion, and embeddings of points as raw arrays.

Jobs download and import encoders.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Any, Literal

import numpy as np
from anyio import CapacityLimiter, to_thread
from fastapi import APIRouter, Query, Request
from fastapi.responses import FileResponse, StreamingResponse

from satclip_backend.encoders import registry
from satclip_backend.encoders.library import remove_encoder
from satclip_backend.encoders.releases import RELEASES, EncoderRelease
from satclip_backend.errors import NotFoundError
from satclip_backend.server.encoder_cache import EncoderCache
from satclip_backend.server.models import (
    EncoderDescription,
    EncoderDetails,
    EncoderList,
    ReleaseDescription,
    ReleaseDetails,
    ReleaseList,
)
from satclip_backend.server.npy import MEDIA_TYPE, array_header, read_points
from satclip_backend.server.problems import Problem
from satclip_backend.translation import gettext_lazy as _
from satclip_backend.translation import translated

if TYPE_CHECKING:
    from satclip_backend.encoders.encoder import Encoder

ROWS = 16384
"""Number of points that are encoded and sent at once.

Many are faster; few limit memory, and stop early when the client has disconnected.
"""

_ARRAY = {"schema": {"type": "string", "format": "binary", "description": "NumPy .npy"}}
FILE_TYPE = "application/octet-stream"
_FILE: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "The encoder file (safetensors).",
        "content": {FILE_TYPE: {"schema": {"type": "string", "format": "binary"}}},
    }
}
_EMBEDDINGS: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "Embeddings (n, d), or (n, components): a row for each point.",
        "content": {MEDIA_TYPE: _ARRAY},
    }
}
_POINTS = {
    "requestBody": {
        "required": True,
        "description": "Points (n, 2): longitude, latitude in WGS84 degrees; float64 or float32 in C order.",
        "content": {MEDIA_TYPE: _ARRAY},
    }
}


def encoder_router(cache: EncoderCache) -> APIRouter:
    """Return the router, with encoders from `cache`."""
    router = APIRouter(tags=["Encoders"])
    # torch uses all cores for one batch, so only one batch is computed at a time.
    turns = CapacityLimiter(1)

    @router.get("/encoders", summary="All encoders")
    def list_encoders() -> EncoderList:
        encoders, (found, unusable) = [], registry.scan_encoders()
        for info in found:
            try:
                encoders.append(_described(info))
            except NotFoundError as error:  # deleted just now
                unusable[info.path.name] = error.args[0]
        return EncoderList(encoders=encoders, unusable=translated(unusable))

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
    def delete_encoder(encoder_id: str) -> dict[str, Any]:
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

    @router.post(
        "/encoders/{encoder_id}/embeddings",
        summary="Embeddings of points",
        response_class=StreamingResponse,
        responses=_EMBEDDINGS,
        openapi_extra=_POINTS,
    )
    async def embeddings(
        encoder_id: str,
        request: Request,
        components: Annotated[
            int | None,
            Query(ge=1, description="Only the first principal components of the encoder's own PCA."),
        ] = None,
        dtype: Literal["float32", "float64"] = "float32",
    ) -> StreamingResponse:
        encoder = await to_thread.run_sync(cache.get, encoder_id)
        if components is not None and components > encoder.dimension:
            raise Problem(
                400,
                _(
                    "The encoder '{encoder_id}' has {dimension} components, not {components}.",
                    encoder_id=encoder_id,
                    dimension=encoder.dimension,
                    components=components,
                ),
            )
        lonlat = await read_points(request.stream())
        shape = (len(lonlat), components or encoder.dimension)
        header = array_header(shape, dtype)

        def encode(start: int) -> bytes:
            return _encode(encoder, lonlat[start : start + ROWS], components, dtype).tobytes()

        # Encode the first points before the response starts, so that an early failure is an error and not a
        # truncated array.
        first = await to_thread.run_sync(encode, 0, limiter=turns)

        async def body() -> AsyncIterator[bytes]:
            yield header + first
            for start in range(ROWS, len(lonlat), ROWS):
                yield await to_thread.run_sync(encode, start, limiter=turns)

        length = len(header) + shape[0] * shape[1] * np.dtype(dtype).itemsize
        return StreamingResponse(body(), media_type=MEDIA_TYPE, headers={"Content-Length": str(length)})

    return router


def _encode(encoder: Encoder, lonlat: np.ndarray, components: int | None, dtype: str) -> np.ndarray:
    head = encoder.pca.first(components).head().exact() if components else None
    return encoder.encode(lonlat, dtype=dtype, head=head)


def _described(info: registry.EncoderInfo) -> EncoderDescription:
    about = {**asdict(info.metadata), "origin": info.origin}
    return EncoderDescription(id=info.id, sha256=info.sha256, bytes=info.size, **about)


def _release(release: EncoderRelease, installed: registry.EncoderInfo | None) -> ReleaseDescription:
    there = installed is not None and release.source.is_named_by(installed.metadata.source)
    about = {**asdict(release), "source": release.source.name, "page": release.source.page}
    return ReleaseDescription(**translated(about), installed=there)
