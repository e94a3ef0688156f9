"""evaluate_model: scores of a model in held-out regions."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any, Optional

from pydantic import BaseModel, ConfigDict, Field

from satclip_backend.errors import SatclipError
from satclip_backend.models.fit_config import Name
from satclip_backend.processes.maps import installed_encoder
from satclip_backend.processes.models import (
    REPORT_TYPE,
    BackgroundTable,
    Load,
    SentRasters,
    finite,
    needed_rasters,
    read_observations,
    sent_background,
)
from satclip_backend.processes.process import Context, Output, Process, Upload
from satclip_backend.tables.column_file import read_columns
from satclip_backend.tables.columns import Columns
from satclip_backend.translation import gettext_lazy as _

if TYPE_CHECKING:
    from satclip_backend.models.model import ModelMetadata
    from satclip_backend.models.raster_predictors import RasterPredictor
    from satclip_backend.models.results import RegionsEvaluation


class Inputs(BaseModel):
    """Inputs of the process: a model, whose settings are reused, and observations of its target."""

    model_config = ConfigDict(extra="forbid")

    model: Upload = Field(title="Model", description="Id of the uploaded model file.")
    table: Upload = Field(
        title="Table",
        description="Id of the uploaded observations, with the target, all predictor fields and the date field.",
    )
    rasters: SentRasters = Field(default_factory=list)
    background_table: BackgroundTable = None
    regions: Optional[Name] = Field(
        None, title="Regions", description="Field with the region of each row; continents by default."
    )


def run(inputs: Inputs, context: Context) -> dict[str, Any]:
    """Evaluate the model, and write the report to `context.folder`."""
    from satclip_backend.models.model_file import read_metadata
    from satclip_backend.models.report import write_regions_report

    began = time.monotonic()
    metadata = read_metadata(context.upload(inputs.model), _("The model file"))
    columns = read_columns(context.upload(inputs.table))
    rasters = needed_rasters(metadata.features.rasters, inputs.rasters, context)
    background = sent_background(inputs.background_table, context)
    result = evaluate_table(
        columns, metadata, inputs.regions, context, installed_encoder, rasters, background
    )
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
    background: Columns | None = None,
) -> RegionsEvaluation:
    """Refit the model that `metadata` describes without each region of a table in turn, and score it in that region.

    `rasters` are the rasters that the model needs, and `background` the records of its target group.

    Rows without an embedding are left out and counted. Raises SatclipError if the table lacks a field or has too few
    regions, and Cancelled if stopped.
    """
    from satclip_backend.models.continents import BY_CONTINENT, continents
    from satclip_backend.models.coverage import with_embeddings
    from satclip_backend.models.leave_region_out import evaluate_regions
    from satclip_backend.models.model import find_encoders
    from satclip_backend.models.observations import observe
    from satclip_backend.models.raster_matching import check_rasters

    config = metadata.recipe.model_copy(update={"estimator": metadata.estimator})
    if regions is not None and regions == config.target:
        raise SatclipError(
            _("{regions} is the target: choose another field for the regions.", regions=regions)
        )
    check_rasters(metadata.features.rasters, rasters)
    _check_background(metadata, background)
    if metadata.background is None:
        observed = observe(
            columns,
            config.target,
            task=metadata.task,
            weights=config.weights,
            groups=regions,
            fields=config.fields,
            rasters=rasters,
            date_field=config.date_field,
        )
    else:
        own = {"positive": metadata.positive_class, "groups": regions}
        observed, area = read_observations(columns, config.model_copy(update=own), None, rasters, background)
        used = metadata.settings.get("Prediction area", area.description)
        if background is None and used != area.description:
            observed.warnings.append(
                _(
                    "The background points were drawn in another area than those of the model: {area}, instead of "
                    "{model_area}.",
                    area=area.description,
                    model_area=used,
                )
            )
    context.progress(0.0, _("loading the encoders"))
    encoders = find_encoders(metadata.features, load)
    observed = with_embeddings(observed, encoders)
    names = continents(observed.lonlat) if regions is None else observed.groups
    by = BY_CONTINENT if regions is None else _("values of {field}", field=regions)
    month = metadata.features.month
    return evaluate_regions(observed, config, encoders, names, by, context.progress, month=month)


def _check_background(metadata: ModelMetadata, background: Columns | None) -> None:
    """Raise SatclipError if the records of a target group are missing, or not used by the model."""
    needed = metadata.background is not None and metadata.background.kind == "target group"
    if needed and background is None:
        raise SatclipError(
            _(
                "The model was fitted with a target group as background points: give its records as the "
                "background table, too."
            )
        )
    if background is not None and not needed:
        absences = metadata.background is None
        kind = _("observations with absences") if absences else _("uniform background points")
        raise SatclipError(_("The model was fitted with {kind}: leave out the background table.", kind=kind))


def table(result: RegionsEvaluation) -> list[dict[str, Any]]:
    """Return the scores as rows; the region "" stands for all regions."""
    return finite([asdict(row) for row in result.rows])


def summary(result: RegionsEvaluation, seconds: float) -> dict[str, Any]:
    """Return the results as JSON-compatible values."""
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
    "coordinate-only and constant baselines. Background points of presence-only data are held out with their region.",
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
