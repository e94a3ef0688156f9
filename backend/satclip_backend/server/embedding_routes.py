"""Route of embeddings of points, as raw arrays."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import TYPE_CHECKING, Annotated, Any, Literal

import numpy as np
from anyio import to_thread
from fastapi import APIRouter, Query, Request
from fastapi.responses import StreamingResponse

from satclip_backend.server.encoder_cache import EncoderCache
from satclip_backend.server.fair_turns import FairTurns
from satclip_backend.server.measured_requests import POINTS
from satclip_backend.server.npy import MEDIA_TYPE, array_header, read_points
from satclip_backend.server.problems import Problem
from satclip_backend.server.users import user_of
from satclip_backend.translation import gettext_lazy as _

if TYPE_CHECKING:
    from satclip_backend.encoders.encoder import Encoder

ROWS = 16384
"""Number of points that are encoded and sent at once.

Many are faster; few limit memory, and stop early when the client has disconnected.
"""

PIECE = 1 << 20
"""Bytes that are sent at once: those that the client has not read yet are copied for each connection."""

_ARRAY = {"schema": {"type": "string", "format": "binary", "description": "NumPy .npy"}}
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


def embedding_router(cache: EncoderCache) -> APIRouter:
    """Return the router, with encoders from `cache`."""
    router = APIRouter(tags=["Encoders"])
    # torch uses all cores for one batch, so only one batch is computed at a time.
    turns = FairTurns()

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
        month: Annotated[
            int | None,
            Query(
                ge=1,
                le=12,
                description="Month of the embeddings, for an encoder of location and month; by default, their mean "
                "over the year.",
            ),
        ] = None,
    ) -> StreamingResponse:
        encoder = (await to_thread.run_sync(cache.get, encoder_id)).at_month(month)
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
            request.scope["state"][POINTS] = min(start + ROWS, len(lonlat))
            return _encode(encoder, lonlat[start : start + ROWS], components, dtype).tobytes()

        async def in_turn(start: int) -> bytes:
            async with turns.of(user_of(request).id):
                return await to_thread.run_sync(encode, start)

        # Encode the first points before the response starts, so that an early failure is an error and not a
        # truncated array.
        first = await in_turn(0)

        async def body() -> AsyncIterator[memoryview]:
            nonlocal first
            encoded, first = memoryview(header + first), b""
            for start in range(0, max(len(lonlat), 1), ROWS):
                if start:
                    encoded = memoryview(await in_turn(start))
                for piece in range(0, len(encoded), PIECE):
                    yield encoded[piece : piece + PIECE]

        length = len(header) + shape[0] * shape[1] * np.dtype(dtype).itemsize
        return StreamingResponse(body(), media_type=MEDIA_TYPE, headers={"Content-Length": str(length)})

    return router


def _encode(encoder: Encoder, lonlat: np.ndarray, components: int | None, dtype: str) -> np.ndarray:
    head = encoder.pca.first(components).head().exact() if components else None
    return encoder.encode(lonlat, dtype=dtype, head=head)
