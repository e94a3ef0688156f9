"""Routes of the live layer, whose tiles are rendered on request."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Annotated, Literal, cast

import numpy as np
from fastapi import APIRouter, Depends, Path, Query, Request, Response

from satclip_backend.server.bodies import JsonRoute
from satclip_backend.server.models import (
    Candidates,
    ClusterExamples,
    ClusterMembers,
    Legend,
    Similarity,
    SimilarityRange,
)
from satclip_backend.server.problems import Problem
from satclip_backend.server.tile_drawing import TileDrawing, check_tile
from satclip_backend.server.users import user_of
from satclip_backend.translation import gettext_lazy as _
from satclip_backend.translation import translated

if TYPE_CHECKING:
    from satclip_backend.encoders.encoder import Encoder
    from satclip_backend.encoders.heads import LinearHead
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
Low = Annotated[
    float | None,
    Query(
        ge=-1,
        le=1,
        allow_inf_nan=False,
        description="For similarity: the value of the first colour, with `high`; by default, a range around 0 that "
        "holds nearly all values of the world.",
    ),
]
High = Annotated[
    float | None,
    Query(ge=-1, le=1, allow_inf_nan=False, description="For similarity: the value of the last colour."),
]
K = Annotated[int, Query(ge=2, le=64, description="For clusters: their number.")]
Month = Annotated[
    int | None,
    Query(
        ge=1,
        le=12,
        description="Month of the embeddings, for an encoder of location and month; by default, their mean over the "
        "year.",
    ),
]
TILING = {
    "Link": "<http://www.opengis.net/def/tilematrixset/OGC/1.0/WebMercatorQuad>; "
    'rel="http://www.opengis.net/def/rel/ogc/1.0/tiling-scheme"'
}
"""Header that names the tile matrix set (OGC 17-083r4, annex D.1): z is the tile matrix, y the row, x the column."""
PNG = {200: {"description": "256 x 256 pixels, RGBA.", "content": {"image/png": {}}}}
Z = Annotated[int, Path(ge=0, le=24)]
XY = Annotated[int, Path(ge=0)]


@dataclass(frozen=True)
class Settings:
    """The settings of all styles, as a client has sent them."""

    places: str | None
    negatives: str | None
    stretch: tuple[float, float] | None
    k: int
    month: int | None = None

    def of(self, style: StyleName) -> tuple:
        """Return those of a style."""
        used: dict[StyleName, tuple] = {
            "pca": (),
            "similarity": (self.places, self.negatives, self.stretch),
            "clusters": (self.k,),
        }
        return used[style]


def read_settings(
    places: Places = None,
    negatives: Negatives = None,
    low: Low = None,
    high: High = None,
    k: K = 8,
    month: Month = None,
) -> Settings:
    """Return the settings in a query. Raises Problem if `low` and `high` are no range."""
    if low is None and high is None:
        return Settings(places, negatives, None, k, month)
    if low is None or high is None or not low < high:
        raise Problem(
            400,
            _("'low' and 'high' are the range of the colours: give both or none, and the lower one first."),
        )
    return Settings(places, negatives, (low, high), k, month)


Given = Annotated[Settings, Depends(read_settings)]


def tile_router(drawing: TileDrawing) -> APIRouter:
    """Return the router, whose tiles `drawing` draws."""
    router = APIRouter(prefix="/tiles/{encoder_id}", tags=["Tiles"], route_class=JsonRoute)

    async def found(encoder_id: str, given: Settings) -> Encoder:
        """Return the encoder at the month of the settings. Raises SatclipError if it has no months."""
        return (await drawing.encoder(encoder_id)).at_month(given.month)

    async def ready(
        request: Request, encoder_id: str, style: StyleName, given: Settings
    ) -> tuple[tuple, Style, Renderer]:
        """Return the key of a style, the style and its renderer. Raises Problem if the client has disconnected."""
        encoder = await found(encoder_id, given)
        # Only the styles without data of a user are shared: how long a request takes shows whether it is the first.
        user = user_of(request).id if style == "similarity" else ""
        key = encoder.weights_sha256, style, user, given.month, given.of(style)
        return key, *await drawing.style(request, key, lambda: _make_style(encoder, style, given))

    @router.get("/similarity/value", summary="Similarity at a location")
    async def value(
        request: Request,
        encoder_id: str,
        given: Given,
        lon: Annotated[float, Query(allow_inf_nan=False)],
        lat: Annotated[float, Query(ge=-90, le=90, allow_inf_nan=False)],
    ) -> Similarity:
        _key, style, _renderer = await ready(request, encoder_id, "similarity", given)
        encoder = await found(encoder_id, given)
        read = await drawing.look_up(request, lambda: encoder.encode(np.array([[lon, lat]]), head=style.head))
        return Similarity(value=float(read[0, 0]) if np.isfinite(read[0, 0]) else None)

    @router.post("/similarity/stretch", summary="The range of the similarity at the places of a view")
    async def stretch(
        request: Request, encoder_id: str, given: Given, candidates: Candidates
    ) -> SimilarityRange:
        from satclip_backend.rasters.similarity import view_range  # slow import: rasterio

        _key, style, _renderer = await ready(request, encoder_id, "similarity", given)
        encoder, lonlat = await found(encoder_id, given), np.array(candidates.lonlat)
        low, high = await drawing.look_up(request, lambda: view_range(encoder, style.head, lonlat))
        return SimilarityRange(low=low, high=high)

    @router.post("/clusters/examples", summary="A few places that represent a cluster")
    async def examples(
        request: Request, encoder_id: str, given: Given, members: ClusterMembers
    ) -> ClusterExamples:
        encoder, lonlat = await found(encoder_id, given), np.array(members.lonlat)
        head, place = None, members.place
        if place is not None:
            _key, style, _renderer = await ready(request, encoder_id, "clusters", given)
            head = cast("LinearHead", style.head)
        return ClusterExamples(
            rows=await drawing.look_up(request, lambda: _examples(encoder, lonlat, head, place))
        )

    @router.get("/{style}/legend", summary="What the colours of a style mean")
    async def legend(request: Request, encoder_id: str, style: StyleName, given: Given) -> Legend:
        _key, drawn_style, _renderer = await ready(request, encoder_id, style, given)
        return legend_of(drawn_style)

    @router.get("/{style}/{z}/{x}/{y}.png", summary="A tile", response_class=Response, responses=PNG)
    async def tile(
        request: Request, encoder_id: str, style: StyleName, z: Z, x: XY, y: XY, given: Given
    ) -> Response:
        check_tile(z, x, y)
        key, drawn_style, renderer = await ready(request, encoder_id, style, given)
        tile = await drawing.tile(request, key, drawn_style, renderer, z, x, y)
        return Response(tile, headers=TILING, media_type="image/png")

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


def _make_style(encoder: Encoder, style: StyleName, given: Settings) -> tuple[Style, Renderer]:
    from satclip_backend.rasters import live_styles  # slow import: scikit-learn
    from satclip_backend.rasters.rendering import Renderer

    if style == "similarity":
        wanted = _parsed("places", given.places)
        unwanted = _parsed("negatives", given.negatives) if given.negatives else None
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
        drawn_style = live_styles.similarity_style(encoder, wanted, unwanted, given.stretch)
    elif style == "pca":
        drawn_style = live_styles.pca_style(encoder)
    else:
        drawn_style = live_styles.cluster_style(encoder, given.k)
    return drawn_style, Renderer(encoder, drawn_style.head)


def _examples(
    encoder: Encoder, lonlat: np.ndarray, head: LinearHead | None, place: list[float] | None
) -> list[int]:
    """Return the rows of `lonlat` that represent the cluster of `place`; without it, that of all."""
    from satclip_backend.rasters.cluster_examples import (
        cluster_at,
        cluster_examples,
    )  # slow import: scikit-learn

    if head is None or place is None:
        return cluster_examples(encoder, lonlat).tolist()
    wanted = cluster_at(encoder, head, np.array([place]))[0]
    if not wanted:
        return []
    members = np.flatnonzero(cluster_at(encoder, head, lonlat) == wanted)
    return members[cluster_examples(encoder, lonlat[members], head.matrix[wanted - 1])].tolist()


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
