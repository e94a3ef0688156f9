"""Routes of the live layer, whose tiles are rendered on request."""

from __future__ import annotations

import os
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Literal

import numpy as np
from anyio import CapacityLimiter, to_thread
from fastapi import APIRouter, Path, Query, Request, Response

from satclip_backend.server.encoder_cache import EncoderCache
from satclip_backend.server.models import Legend, Similarity
from satclip_backend.server.problems import Problem, client_gone
from satclip_backend.server.tile_cache import StyleCache, TileCache
from satclip_backend.server.tile_limiter import LifoLimiter

if TYPE_CHECKING:
    from satclip_backend.encoders.encoder import Encoder
    from satclip_backend.rasters.live_styles import Style
    from satclip_backend.rasters.rendering import Renderer

MOST_PLACES = 200

StyleName = Literal["pca", "similarity", "clusters"]
Places = Annotated[
    str | None,
    Query(description="For similarity: longitude,latitude of each place in degrees, with ; between places."),
]
K = Annotated[int, Query(ge=2, le=64, description="For clusters: their number.")]
_PNG = {200: {"description": "256 x 256 pixels, RGBA.", "content": {"image/png": {}}}}


def tile_router(cache: EncoderCache, tiles: TileCache) -> APIRouter:
    """Return the router, with encoders from `cache`; rendered tiles are stored in `tiles`."""
    router = APIRouter(prefix="/tiles/{encoder_id}", tags=["Tiles"])
    styles = StyleCache()
    at_once = max(2, os.cpu_count() or 1)
    # Separate thread limits: clusters and the first use of an encoder take seconds and must not block other
    # routes.
    finding, making, drawing = (CapacityLimiter(at_once) for _ in range(3))
    compute_limiter, draw_limiter = LifoLimiter(at_once), LifoLimiter(at_once)

    async def ready(
        request: Request, encoder_id: str, style: StyleName, places: str | None, k: int
    ) -> tuple[tuple, Style, Renderer]:
        """Return the key of a style, the style and its renderer. Raises Problem if the client has disconnected."""
        await request.body()  # the next message is the end of the connection
        encoder = await to_thread.run_sync(cache.get, encoder_id, limiter=finding)
        given = {"pca": None, "similarity": places, "clusters": k}[style]
        key = encoder.weights_sha256, style, given

        async def make() -> tuple[Style, Renderer]:
            async with compute_limiter:
                await _still_wanted(request)
                return await to_thread.run_sync(_make_style, encoder, style, places, k, limiter=making)

        return key, *await styles.get(key, make)

    @router.get("/similarity/value", summary="Similarity at a location")
    async def value(
        request: Request,
        encoder_id: str,
        places: Places,
        lon: Annotated[float, Query(allow_inf_nan=False)],
        lat: Annotated[float, Query(ge=-90, le=90, allow_inf_nan=False)],
    ) -> Similarity:
        _, style, _ = await ready(request, encoder_id, "similarity", places, 0)

        def read() -> float:
            at = np.array([[lon, lat]])
            return float(cache.get(encoder_id).encode(at, head=style.head)[0, 0])

        return Similarity(value=await to_thread.run_sync(read, limiter=finding))

    @router.get("/{style}/legend", summary="What the colours of a style mean")
    async def legend(
        request: Request, encoder_id: str, style: StyleName, places: Places = None, k: K = 8
    ) -> Legend:
        _, drawn_style, _ = await ready(request, encoder_id, style, places, k)
        return Legend(
            title=drawn_style.title,
            entries=[asdict(entry) for entry in drawn_style.legend],
            ramps=[asdict(ramp) for ramp in drawn_style.ramps],
            faded_sea=drawn_style.fades_sea,
            places_at_sea=drawn_style.places_at_sea,
        )

    @router.get("/{style}/{z}/{x}/{y}.png", summary="A tile", response_class=Response, responses=_PNG)
    async def tile(
        request: Request,
        encoder_id: str,
        style: StyleName,
        z: Annotated[int, Path(ge=0, le=24)],
        x: Annotated[int, Path(ge=0)],
        y: Annotated[int, Path(ge=0)],
        places: Places = None,
        k: K = 8,
    ) -> Response:
        if max(x, y) >= 2**z:
            raise Problem(404, f"There is no tile {z}/{x}/{y}: at zoom {z} both go from 0 to {2**z - 1}.")
        key, drawn_style, renderer = await ready(request, encoder_id, style, places, k)
        key = *key, z, x, y
        if (known := tiles.get(key)) is None:
            async with draw_limiter:
                await _still_wanted(request)
                if (known := tiles.get(key)) is None:
                    known = await to_thread.run_sync(_draw, renderer, drawn_style, z, x, y, limiter=drawing)
                    tiles.put(key, known)
        return Response(known, media_type="image/png")

    return router


async def _still_wanted(request: Request) -> None:
    if await request.is_disconnected():
        raise client_gone()


def _make_style(encoder: Encoder, style: StyleName, places: str | None, k: int) -> tuple[Style, Renderer]:
    from satclip_backend.rasters import live_styles  # slow import: scikit-learn
    from satclip_backend.rasters.rendering import Renderer

    if style == "similarity":
        drawn_style = live_styles.similarity_style(encoder, _parsed(places))
    else:
        drawn_style = (
            live_styles.pca_style(encoder) if style == "pca" else live_styles.cluster_style(encoder, k)
        )
    return drawn_style, Renderer(encoder, drawn_style.head)


def _draw(renderer: Renderer, style: Style, z: int, x: int, y: int) -> bytes:
    from satclip_backend.rasters.tiles import draw_tile  # slow import: rasterio

    return draw_tile(renderer, style, z, x, y)


def _parsed(places: str | None) -> np.ndarray:
    """Return `places` as an array (n, 2) of longitude and latitude. Raises Problem if they are invalid."""
    try:
        parts = [[float(number) for number in place.split(",")] for place in (places or "").split(";")]
        lonlat = np.array(parts, dtype=np.float64).reshape(len(parts), 2)
    except ValueError:
        raise Problem(
            400, "The parameter 'places' must be LON,LAT;LON,LAT and so on, in degrees: one place at least."
        ) from None
    if len(lonlat) > MOST_PLACES:
        raise Problem(400, f"{len(lonlat):,} places are too many for a live layer: {MOST_PLACES} at most.")
    return lonlat
