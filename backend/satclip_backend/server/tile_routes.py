"""Routes of the live layer, whose tiles are rendered on request."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Literal

import numpy as np
from fastapi import APIRouter, Path, Query, Request, Response

from satclip_backend.server.models import Legend, Similarity
from satclip_backend.server.problems import Problem
from satclip_backend.server.tile_drawing import TileDrawing, check_tile
from satclip_backend.translation import gettext_lazy as _
from satclip_backend.translation import translated

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
Negatives = Annotated[
    str | None,
    Query(
        description="For similarity: places to be unlike, as `places`. The maximum applies to both together."
    ),
]
K = Annotated[int, Query(ge=2, le=64, description="For clusters: their number.")]
PNG = {200: {"description": "256 x 256 pixels, RGBA.", "content": {"image/png": {}}}}
Z = Annotated[int, Path(ge=0, le=24)]
XY = Annotated[int, Path(ge=0)]


def tile_router(drawing: TileDrawing) -> APIRouter:
    """Return the router, whose tiles `drawing` draws."""
    router = APIRouter(prefix="/tiles/{encoder_id}", tags=["Tiles"])

    async def ready(
        request: Request,
        encoder_id: str,
        style: StyleName,
        places: str | None,
        negatives: str | None,
        k: int,
    ) -> tuple[tuple, Style, Renderer]:
        """Return the key of a style, the style and its renderer. Raises Problem if the client has disconnected."""
        encoder = await drawing.encoder(encoder_id)
        given = {"pca": None, "similarity": (places, negatives), "clusters": k}[style]
        key = encoder.weights_sha256, style, given
        return key, *await drawing.style(
            request, key, lambda: _make_style(encoder, style, places, negatives, k)
        )

    @router.get("/similarity/value", summary="Similarity at a location")
    async def value(
        request: Request,
        encoder_id: str,
        places: Places,
        lon: Annotated[float, Query(allow_inf_nan=False)],
        lat: Annotated[float, Query(ge=-90, le=90, allow_inf_nan=False)],
        negatives: Negatives = None,
    ) -> Similarity:
        _key, style, _renderer = await ready(request, encoder_id, "similarity", places, negatives, 0)
        encoder = await drawing.encoder(encoder_id)
        read = await drawing.look_up(lambda: encoder.encode(np.array([[lon, lat]]), head=style.head))
        return Similarity(value=float(read[0, 0]))

    @router.get("/{style}/legend", summary="What the colours of a style mean")
    async def legend(
        request: Request,
        encoder_id: str,
        style: StyleName,
        places: Places = None,
        negatives: Negatives = None,
        k: K = 8,
    ) -> Legend:
        _key, drawn_style, _renderer = await ready(request, encoder_id, style, places, negatives, k)
        return legend_of(drawn_style)

    @router.get("/{style}/{z}/{x}/{y}.png", summary="A tile", response_class=Response, responses=PNG)
    async def tile(
        request: Request,
        encoder_id: str,
        style: StyleName,
        z: Z,
        x: XY,
        y: XY,
        places: Places = None,
        negatives: Negatives = None,
        k: K = 8,
    ) -> Response:
        check_tile(z, x, y)
        key, drawn_style, renderer = await ready(request, encoder_id, style, places, negatives, k)
        tile = await drawing.tile(request, key, drawn_style, renderer, z, x, y)
        return Response(tile, media_type="image/png")

    return router


def legend_of(style: Style) -> Legend:
    """Return the legend of a style in the language of the request."""
    return Legend(
        title=translated(style.title),
        entries=[asdict(entry) for entry in style.legend],
        ramps=[asdict(ramp) for ramp in style.ramps],
        faded_sea=style.fades_sea,
        places_at_sea=style.places_at_sea,
    )


def _make_style(
    encoder: Encoder, style: StyleName, places: str | None, negatives: str | None, k: int
) -> tuple[Style, Renderer]:
    from satclip_backend.rasters import live_styles  # slow import: scikit-learn
    from satclip_backend.rasters.rendering import Renderer

    if style == "similarity":
        wanted, unwanted = _parsed("places", places), _parsed("negatives", negatives) if negatives else None
        count = len(wanted) + (0 if unwanted is None else len(unwanted))
        if count > MOST_PLACES:
            raise Problem(
                400,
                _(
                    "{count} places are too many for a live layer: {most} at most.",
                    count=count,
                    most=MOST_PLACES,
                ),
            )
        drawn_style = live_styles.similarity_style(encoder, wanted, unwanted)
    else:
        drawn_style = (
            live_styles.pca_style(encoder) if style == "pca" else live_styles.cluster_style(encoder, k)
        )
    return drawn_style, Renderer(encoder, drawn_style.head)


def _parsed(name: str, places: str | None) -> np.ndarray:
    """Return a parameter as an array (n, 2) of longitude and latitude. Raises Problem if it is invalid."""
    try:
        parts = [[float(number) for number in place.split(",")] for place in (places or "").split(";")]
        return np.array(parts, dtype=np.float64).reshape(len(parts), 2)
    except ValueError:
        raise Problem(
            400,
            _(
                "The parameter '{name}' must be LON,LAT;LON,LAT and so on, in degrees: one place at least.",
                name=name,
            ),
        ) from None
