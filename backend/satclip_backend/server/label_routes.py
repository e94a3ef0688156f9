"""Routes of labelling: labels are sent once; their tiles, legend and uncertain places are requested by an id."""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Annotated

import numpy as np
from fastapi import APIRouter, Query, Request, Response

from satclip_backend.server.bodies import JsonRoute
from satclip_backend.server.models import (
    Candidates,
    LabelReport,
    LabelSet,
    LabelValidation,
    Legend,
    UncertainPlace,
)
from satclip_backend.server.problems import Problem
from satclip_backend.server.tile_drawing import TileDrawing, check_tile
from satclip_backend.server.tile_routes import PNG, TILING, XY, Z, legend_of
from satclip_backend.server.users import user_of
from satclip_backend.translation import gettext_lazy as _

if TYPE_CHECKING:
    from satclip_backend.encoders.encoder import Encoder
    from satclip_backend.rasters.label_classifier import LabelClassifier
    from satclip_backend.rasters.live_styles import Style
    from satclip_backend.rasters.rendering import Renderer

MOST_SETS = 256
"""Number of label sets that are kept: those used most recently. Clients send a forgotten set again."""

Shown = Annotated[
    int | None, Query(ge=0, description="Number of the class whose score is shown; without it, all classes.")
]
Threshold = Annotated[
    float, Query(ge=0, le=1, allow_inf_nan=False, description="Smaller scores are transparent; 0 for none.")
]


@dataclass(frozen=True)
class KeptSet:
    """A set of labels that was sent, and its classifier."""

    names: list[str]
    colours: list[str]
    classifier: LabelClassifier


class LabelSets:
    """The label sets used most recently, by id. Not thread-safe."""

    def __init__(self) -> None:
        self._sets: OrderedDict[str, KeptSet] = OrderedDict()

    def get(self, id: str) -> KeptSet | None:
        """Return the set of that id, or None."""
        if id in self._sets:
            self._sets.move_to_end(id)
        return self._sets.get(id)

    def put(self, id: str, kept: KeptSet) -> None:
        """Keep a set."""
        self._sets[id] = kept
        self._sets.move_to_end(id)
        while len(self._sets) > MOST_SETS:
            self._sets.popitem(last=False)


def label_router(drawing: TileDrawing) -> APIRouter:
    """Return the router, whose tiles `drawing` draws."""
    router = APIRouter(prefix="/tiles/{encoder_id}/labels", tags=["Labels"], route_class=JsonRoute)
    sets = LabelSets()

    async def known(request: Request, encoder_id: str, id: str) -> tuple[Encoder, KeptSet]:
        encoder = await drawing.encoder(encoder_id)
        if kept := sets.get(_id_of(request, encoder, id)):
            return encoder, kept
        raise Problem(
            404, _("The labels '{id}' are not known to this server any more: send them again.", id=id)
        )

    async def ready(
        request: Request, encoder_id: str, id: str, shown: int | None, threshold: float
    ) -> tuple[tuple, Style, Renderer]:
        encoder, kept = await known(request, encoder_id, id)
        if shown is not None and shown >= len(kept.names):
            raise Problem(
                404,
                _(
                    "There is no class {shown}: there are {count}, and the first is 0.",
                    shown=shown,
                    count=len(kept.names),
                ),
            )
        key = encoder.weights_sha256, "labels", user_of(request).id, id, shown, threshold
        return key, *await drawing.style(request, key, _style_maker(encoder, kept, shown, threshold))

    @router.post("", summary="Send labels, and get the cross-validated accuracy of their classification")
    async def send(request: Request, encoder_id: str, labels: LabelSet) -> LabelReport:
        encoder = await drawing.encoder(encoder_id)
        id = hashlib.sha256(labels.model_dump_json().encode()).hexdigest()[:32]
        key = _id_of(request, encoder, id)
        kept = sets.get(key) or await drawing.look_up(request, lambda: _fitted(encoder, labels))
        sets.put(key, kept)
        return _report(id, encoder_id, kept)

    @router.get("/{id}/legend", summary="What the colours mean")
    async def legend(
        request: Request, encoder_id: str, id: str, shown: Shown = None, threshold: Threshold = 0
    ) -> Legend:
        _key, style, _renderer = await ready(request, encoder_id, id, shown, threshold)
        return legend_of(style)

    @router.post("/{id}/uncertain", summary="The most uncertain of some places")
    async def uncertain(request: Request, encoder_id: str, id: str, candidates: Candidates) -> UncertainPlace:
        encoder, kept = await known(request, encoder_id, id)
        lonlat = np.array(candidates.lonlat, dtype=np.float64)
        found = await drawing.look_up(request, lambda: kept.classifier.least_certain(encoder, lonlat))
        if found is None:
            return UncertainPlace(row=None)
        first, second = (kept.names[i] for i in found.classes)
        return UncertainPlace(row=found.row, first=first, second=second, margin=found.margin)

    @router.get("/{id}/{z}/{x}/{y}.png", summary="A tile", response_class=Response, responses=PNG)
    async def tile(
        request: Request,
        encoder_id: str,
        id: str,
        z: Z,
        x: XY,
        y: XY,
        shown: Shown = None,
        threshold: Threshold = 0,
    ) -> Response:
        check_tile(z, x, y)
        key, style, renderer = await ready(request, encoder_id, id, shown, threshold)
        tile = await drawing.tile(request, key, style, renderer, z, x, y)
        return Response(tile, headers=TILING, media_type="image/png")

    return router


def _id_of(request: Request, encoder: Encoder, id: str) -> str:
    """Return a key for labels of a user, which changes when the file of an encoder is replaced."""
    return f"{user_of(request).id} {encoder.weights_sha256} {id}"


def _fitted(encoder: Encoder, labels: LabelSet) -> KeptSet:
    from satclip_backend.rasters.label_classifier import fit_labels  # slow import: rasterio

    lonlat = [np.array(each.lonlat, dtype=np.float64) for each in labels.classes]
    names, colours = ([getattr(each, name) for each in labels.classes] for name in ("name", "colour"))
    return KeptSet(names, colours, fit_labels(encoder, lonlat))


def _report(id: str, encoder_id: str, kept: KeptSet) -> LabelReport:
    classifier, validation = kept.classifier, kept.classifier.validation
    return LabelReport(
        id=id,
        encoder=encoder_id,
        classes=kept.names,
        method="logistic" if classifier.is_probability else "similarity",
        labels=len(classifier.lonlat),
        validation=LabelValidation(**asdict(validation)) if validation else None,
    )


def _style_maker(
    encoder: Encoder, kept: KeptSet, shown: int | None, threshold: float
) -> Callable[[], tuple[Style, Renderer]]:
    def make() -> tuple[Style, Renderer]:
        from satclip_backend.rasters.live_styles import label_style
        from satclip_backend.rasters.rendering import Renderer

        style = label_style(
            kept.classifier, kept.names, kept.colours, threshold, shown, encoder.metadata.land_only
        )
        return style, Renderer(encoder, style.head)

    return make
