"""evaluate_model: how well a model does in regions that it has not seen."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any, Optional

from pydantic import BaseModel, ConfigDict, Field

from satclip_backend.errors import SatclipError
from satclip_backend.models.fit_config import Name
from satclip_backend.processes.maps import installed_encoder
from satclip_backend.processes.models import REPORT_TYPE, Load, SentRasters, finite, needed_rasters
from satclip_backend.processes.process import Context, Output, Process, Upload
from satclip_backend.tables.column_file import read_columns
from satclip_backend.tables.columns import Columns
from satclip_backend.translation import gettext_lazy as _

if TYPE_CHECKING:
    from satclip_backend.models.model import ModelMetadata
    from satclip_backend.models.raster_predictors import RasterPredictor
    from satclip_backend.models.results import RegionsEvaluation


class Inputs(BaseModel):
    """A model, whose choices are taken, and rows with its target."""

    model_config = ConfigDict(extra="forbid")

    model: Upload = Field(title="Model", description="Id of the uploaded model file.")
    table: Upload = Field(
        title="Table",
        description="Id of the uploaded observations, with the target and all predictor fields.",
    )
    rasters: SentRasters = Field(default_factory=list)
    regions: Optional[Name] = Field(
        None, title="Regions", description="Field with the region of each row; continents by default."
    )


def run(inputs: Inputs, context: Context) -> dict[str, Any]:
    """Evaluate, and write the report to `context.folder`."""
    from satclip_backend.models.model_file import read_metadata
    from satclip_backend.models.report import write_regions_report

    began = time.monotonic()
    metadata = read_metadata(context.upload(inputs.model), "The model file")
    columns = read_columns(context.upload(inputs.table))
    rasters = needed_rasters(metadata.features.rasters, inputs.rasters, context)
    result = evaluate_table(columns, metadata, inputs.regions, context, installed_encoder, rasters)
    path = context.folder / "report.html"
    write_regions_report(result, path)
    return {"report": path, "table": table(result), "summary": summary(result, time.monotonic() - began)}


def evaluate_table(
    columns: Columns,
    metadata: ModelMetadata,
    regions: str | None,
    context: Context,
    load: Load,
    rasters: Sequence[RasterPredictor] = (),
) -> RegionsEvaluation:
    """Fit the model that `metadata` describes anew without each region of a table, and judge it there.

    `rasters` are those that it needs.

    Raises SatclipError where the table lacks a field or has too few regions, Cancelled when stopped.
    """
    from satclip_backend.models.continents import BY_CONTINENT, continents
    from satclip_backend.models.leave_region_out import evaluate_regions
    from satclip_backend.models.model import find_encoders
    from satclip_backend.models.observations import observe
    from satclip_backend.models.raster_predictors import check_rasters

    if metadata.background is not None:
        raise SatclipError(
            "A model of presence-only data can't be evaluated on held-out regions: a score needs presences and "
            "absences in each. See the cross-validation in its report."
        )
    config = metadata.recipe.model_copy(update={"estimator": metadata.estimator})
    if regions is not None and regions == config.target:
        raise SatclipError(f"{regions} is the target: choose another field for the regions.")
    check_rasters(metadata.features.rasters, rasters)
    observed = observe(
        columns,
        config.target,
        task=metadata.task,
        weights=config.weights,
        groups=regions,
        fields=config.fields,
        rasters=rasters,
    )
    context.progress(0.0, "loading the encoders")
    encoders = find_encoders(metadata.features, load)
    names = continents(observed.lonlat) if regions is None else observed.groups
    by = BY_CONTINENT if regions is None else _("values of {field}", field=regions)
    return evaluate_regions(observed, config, encoders, names, by, context.progress)


def table(result: RegionsEvaluation) -> list[dict[str, Any]]:
    """The scores as rows; the region "" is all of them together."""
    return finite([asdict(row) for row in result.rows])


def summary(result: RegionsEvaluation, seconds: float) -> dict[str, Any]:
    """What a program would ask of an evaluation."""
    return finite(
        {
            "target": result.target,
            "task": result.task,
            "score": result.score,
            "by": result.by,
            "regions": result.regions,
            "dropped": [{"reason": reason, "rows": count} for reason, count in result.dropped],
            "warnings": result.warnings,
            "seconds": round(seconds, 3),
        }
    )


PROCESS = Process(
    id="evaluate_model",
    title="Evaluate a model on unseen regions",
    description="Holds out each continent, or each value of a field, in turn. Refits the model on the other regions "
    "plus 0 %, 1 %, 5 % and 10 % of the region's locations, and scores it on the rest of the region, together with "
    "coordinate-only and constant baselines.",
    inputs=Inputs,
    run=run,
    own_process=True,
    outputs={
        "report": Output("Report", media_type=REPORT_TYPE),
        "table": Output(
            "Scores by model, region and share of its locations in training", schema={"type": "array"}
        ),
        "summary": Output("Regions and excluded rows", schema={"type": "object"}),
    },
)
