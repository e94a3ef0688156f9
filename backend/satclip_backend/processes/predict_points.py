"""predict_points: predictions of a model for the points of a table."""

from __future__ import annotations

import time
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from satclip_backend.errors import SatclipError
from satclip_backend.processes.maps import installed_encoder
from satclip_backend.processes.models import TABLE_TYPE, SentRasters, needed_rasters
from satclip_backend.processes.process import Context, Output, Process, Upload
from satclip_backend.tables.column_file import read_columns, write_columns
from satclip_backend.tables.columns import Columns
from satclip_backend.tables.positions import on_earth
from satclip_backend.tables.unusable import not_covered
from satclip_backend.translation import gettext_lazy as _


class Inputs(BaseModel):
    """Inputs of the process: a model, points and rasters."""

    model_config = ConfigDict(extra="forbid")

    model: Upload = Field(title="Model", description="Id of the uploaded model file.")
    table: Upload = Field(
        title="Table",
        description="Id of the uploaded points, with the predictor fields and the date field of the model.",
    )
    rasters: SentRasters = Field(default_factory=list)


def run(inputs: Inputs, context: Context) -> dict[str, Any]:
    """Predict all points, and write a table of the predictions to `context.folder`."""
    from satclip_backend.models.model import find_encoders
    from satclip_backend.models.model_file import read_model
    from satclip_backend.models.prediction import predict_columns
    from satclip_backend.models.prediction_warnings import PredictionWarnings
    from satclip_backend.models.raster_predictors import with_rasters

    began = time.monotonic()
    context.progress(0.0, _("loading the model"))
    model = read_model(context.upload(inputs.model), _("The model file"))
    rasters = needed_rasters(model.metadata.features.rasters, inputs.rasters, context)
    columns = with_rasters(read_columns(context.upload(inputs.table)), rasters)
    encoders = find_encoders(model.metadata.features, installed_encoder)
    predictions = predict_columns(model, encoders, columns, context.progress)
    path = context.folder / "predictions.npz"
    missing = predictions["applicable"].missing
    placed = on_earth(columns.lonlat)
    if not placed.any():
        raise SatclipError(_("No row of the layer has a valid location: there is nothing to predict."))
    write_columns(path, Columns(columns.lonlat, predictions))
    warnings = PredictionWarnings(model.metadata, encoders)
    warnings.add(columns, ~missing)
    outside = ~missing & (predictions["applicable"].values == 0)
    uncovered = int((placed & missing).sum())
    return {
        "predictions": path,
        "summary": {
            "rows": len(columns),
            "unusable": int((~placed).sum()),
            "predicted": int((~missing).sum()),
            "outside": int(outside.sum()),
            "target": model.metadata.target,
            "units": model.metadata.units,
            "task": model.metadata.task,
            "positive": model.metadata.positive_class,
            "presence_only": model.metadata.background is not None,
            "classes": model.metadata.classes,
            "confidence": model.metadata.widths.confidence,
            "warnings": [*([not_covered(uncovered)] if uncovered else []), *warnings.sentences()],
            "seconds": round(time.monotonic() - began, 3),
        },
    }


PROCESS = Process(
    id="predict_points",
    title="Predict points",
    description="Predicts each row, with the prediction interval or class probability, the dissimilarity index, "
    "whether the point lies inside the area of applicability, the distance to the nearest training point, and the "
    "expected error.",
    inputs=Inputs,
    run=run,
    own_process=True,
    outputs={
        "predictions": Output("Predictions, one per row of the table", media_type=TABLE_TYPE),
        "summary": Output(
            "Number of predicted rows, and of rows outside the area of applicability",
            schema={"type": "object"},
        ),
    },
)
