"""suggest_points: suggests where in an area to measure next for a model."""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Optional

from pydantic import BaseModel, ConfigDict, Field

from satclip_backend.errors import SatclipError
from satclip_backend.models.fit_config import ExtentInput, PolygonsInput
from satclip_backend.processes.maps import installed_encoder
from satclip_backend.processes.models import (
    TABLE_TYPE,
    AreaPolygons,
    Load,
    SentRasters,
    finite,
    needed_rasters,
)
from satclip_backend.processes.process import Context, Output, Process, Upload
from satclip_backend.tables.column_file import write_columns
from satclip_backend.translation import gettext_lazy as _

if TYPE_CHECKING:
    from satclip_backend.models.model import Model
    from satclip_backend.models.raster_predictors import RasterPredictor
    from satclip_backend.models.suggestion import Suggestion


class Suggesting(BaseModel):
    """Extent, number and random seed of the suggested points."""

    extent: Optional[ExtentInput] = Field(
        None,
        title="Extent",
        description="Extent of the area in degrees: west, south, east, north. By default, that of the training points. "
        "If most of them lie on land, the area is the land in it; if at sea, the sea. West > east crosses the "
        "antimeridian.",
    )
    count: int = Field(20, title="Count", description="Number of points to suggest.", ge=1, le=500)
    month: Optional[int] = Field(
        None,
        title="Month",
        description="Month in which the points are compared and predicted, for a model with a date field. By default, "
        "the mean over the year.",
        ge=1,
        le=12,
    )
    seed: int = Field(0, title="Seed", description="Random seed of the candidates.", ge=0, le=2**31 - 1)


class Inputs(Suggesting):
    """Inputs of the process: a model, its rasters and the area."""

    model_config = ConfigDict(extra="forbid")

    model: Upload = Field(title="Model", description="Id of the uploaded model file.")
    rasters: SentRasters = Field(default_factory=list)
    polygons: PolygonsInput = Field(
        default_factory=list,
        title="Polygons",
        description="Polygons of the area: each is a list of rings of longitude and latitude in degrees, the outer "
        "ring first.",
    )


def run(inputs: Inputs, context: Context) -> dict[str, Any]:
    """Suggest points, and write them to `context.folder`."""
    from satclip_backend.models.model_file import read_model

    began = time.monotonic()
    context.progress(0.0, _("loading the model"))
    model = read_model(context.upload(inputs.model), _("The model file"))
    rasters = needed_rasters(model.metadata.features.rasters, inputs.rasters, context)
    area = AreaPolygons.of_rings(inputs.polygons)
    found, where = suggest_points(inputs, model, area, context, installed_encoder, rasters)
    path = context.folder / "points.npz"
    write_columns(path, found.points)
    return {
        "points": path,
        "summary": summary(found, model, where) | {"seconds": round(time.monotonic() - began, 3)},
    }


def suggest_points(
    inputs: Suggesting,
    model: Model,
    polygons: AreaPolygons | None,
    context: Context,
    load: Load,
    rasters: Sequence[RasterPredictor] = (),
) -> tuple[Suggestion, str]:
    """Return the points suggested by `suggest`, and a description of the area.

    `polygons` is the area, if given. Raises SatclipError if the area is empty, and like `suggest`; Cancelled if
    stopped.
    """
    from satclip_backend.models.model import find_encoders
    from satclip_backend.models.prediction_area import sample_area
    from satclip_backend.models.suggestion import CANDIDATES, Suggestion, suggest

    if inputs.extent and polygons:
        raise SatclipError(_("Give the area as an extent or as polygons, not both."))
    extent = tuple(inputs.extent) if inputs.extent else None
    shapes, name = (polygons.shapes, polygons.name) if polygons else (None, "")
    area = sample_area(model.training_lonlat, extent, shapes, CANDIDATES, inputs.seed, name)
    encoders = find_encoders(model.metadata.features, load)
    found = suggest(model, encoders, area.lonlat, inputs.count, rasters, context.progress, month=inputs.month)
    return Suggestion(found.points, [*area.warnings, *found.warnings]), area.description


def summary(found: Suggestion, model: Model, area: str) -> dict[str, Any]:
    """Return the results as JSON-compatible values."""
    metadata = model.metadata
    return finite(
        {
            "points": len(found.points),
            "reduction": float(found.points.fields["reduction"].values.sum()),
            "area": area,
            "target": metadata.target,
            "units": metadata.units,
            "task": metadata.task,
            "warnings": found.warnings,
        }
    )


PROCESS = Process(
    id="suggest_points",
    title="Suggest points to measure",
    description="Suggests where in an area to measure next: the places that, as training points, would reduce the mean "
    "dissimilarity of the area from the training points and its mean distance to them most. They come with the "
    "prediction before the measurement.",
    inputs=Inputs,
    run=run,
    own_process=True,
    outputs={
        "points": Output("Suggested points, best first", media_type=TABLE_TYPE),
        "summary": Output(
            "Number of points, the share by which they reduce the mean dissimilarity and distance, and warnings",
            schema={"type": "object"},
        ),
    },
)
