"""fit_model: fits a model of a field and evaluates it by spatial cross-validation; writes the model and a report."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import numpy as np

from satclip_backend.models.classes import class_column
from satclip_backend.processes.maps import installed_encoder
from satclip_backend.processes.models import (
    MODEL_TYPE,
    REPORT_TYPE,
    TABLE_TYPE,
    AreaPolygons,
    Load,
    TableInputs,
    finite,
    load_encoders,
    read_observations,
    sent_background,
    table_rasters,
)
from satclip_backend.processes.process import Context, Output, Process
from satclip_backend.progress import part_of
from satclip_backend.tables.column_file import read_columns, write_columns
from satclip_backend.tables.columns import Column, Columns
from satclip_backend.translation import gettext_lazy as _

if TYPE_CHECKING:
    from satclip_backend.models.model import Model
    from satclip_backend.models.observations import Observations
    from satclip_backend.models.raster_predictors import RasterPredictor
    from satclip_backend.models.results import Evaluation

Inputs = TableInputs


def run(inputs: TableInputs, context: Context) -> dict[str, Any]:
    """Fit the model, and write the model, the report and the out-of-fold predictions to `context.folder`."""
    began = time.monotonic()
    columns = read_columns(context.upload(inputs.table))
    rasters = table_rasters(inputs, context)
    model, evaluation, observed = fit_table(
        columns,
        inputs.config,
        context,
        installed_encoder,
        inputs.layer,
        inputs.polygons,
        rasters,
        sent_background(inputs.background_table, context),
    )
    from satclip_backend.models.model_file import write_model
    from satclip_backend.models.report import write_fit_report

    files = {name: context.folder / name for name in ("model.satclip", "report.html", "rows.npz")}
    context.progress(0.99, _("writing the report"))
    write_model(files["model.satclip"], model)
    write_fit_report(evaluation, files["report.html"])
    write_columns(files["rows.npz"], rows_of(observed, evaluation))
    return {
        "model": files["model.satclip"],
        "report": files["report.html"],
        "rows": files["rows.npz"],
        "summary": summary(model, evaluation, time.monotonic() - began),
    }


def fit_table(
    columns: Columns,
    config,
    context: Context,
    load: Load,
    layer: str = "",
    area: AreaPolygons | None = None,
    rasters: Sequence[RasterPredictor] = (),
    background: Columns | None = None,
) -> tuple[Model, Evaluation, Observations]:
    """Fit the model of `config` on a table; return the model, its evaluation and the observations.

    `area`: polygons that replace the extent of `config`; `rasters`: predictors; `background`: records of a target
    group.

    Raises SatclipError if the table or `config` is not valid, and Cancelled if stopped.
    """
    context.progress(0.0, _("reading the observations"))
    observed, wanted = read_observations(columns, config, area, rasters, background)
    for warning in observed.warnings:
        context.progress(0.0, _("warning: {warning}", warning=warning))
    context.progress(0.0, _("loading the encoders"))
    encoders = load_encoders(config, load)
    from satclip_backend.models.coverage import with_embeddings
    from satclip_backend.models.fitting import fit  # slow import: only once the data is valid

    observed = with_embeddings(observed, encoders)
    model, evaluation = fit(
        observed,
        config,
        encoders,
        wanted.lonlat,
        part_of(context.progress, 0.0, 0.98),
    )
    evaluation.settings = {
        **({_("Layer"): layer} if layer else {}),
        **evaluation.settings,
        _("Prediction area"): wanted.description,
    }
    model.metadata.settings = evaluation.settings
    model.metadata.surface = wanted.surface
    return model, evaluation, observed


def rows_of(observed: Observations, evaluation: Evaluation) -> Columns:
    """Return the observations that were used, with their out-of-fold predictions. `row` counts from 0.

    Background points are not included.
    """
    index = evaluation.folds[0].index
    none = np.zeros(len(observed), dtype=bool)

    def number(values: np.ndarray, kind="number") -> Column:
        values = values.astype(np.float64)
        return Column(kind, values, ~np.isfinite(values))

    fields = {
        "row": Column("integer", observed.rows.astype(np.int64), none),
        "fold": Column("integer", (index + 1).astype(np.int64), none),
    }
    if evaluation.task == "regression":
        fields |= {
            "observed": number(evaluation.observed),
            "predicted": number(evaluation.predicted),
            "residual": number(evaluation.observed - evaluation.predicted),
            "lower": number(evaluation.lower),
            "upper": number(evaluation.upper),
        }
    elif evaluation.background is not None:
        fields |= {
            "suitability": number(evaluation.probabilities[:, 1]),
            "suitable": number(evaluation.predicted == 1, "boolean"),
        }
    else:
        classes, kind, positive = observed.classes, observed.class_kind, observed.positive
        probability = (
            evaluation.probabilities.max(axis=1)
            if positive is None
            else evaluation.probabilities[:, positive]
        )
        fields |= {
            "observed": class_column(evaluation.observed, none, classes, kind),
            "predicted": class_column(evaluation.predicted, none, classes, kind),
            "correct": number(evaluation.observed == evaluation.predicted, "boolean"),
            "probability": number(probability),
            "set_size": Column("integer", evaluation.prediction_sets.sum(axis=1), none),
        }
    fields["dissimilarity"] = number(evaluation.dissimilarity)
    kept = observed.presences
    return Columns(observed.lonlat[kept], {name: column.take(kept) for name, column in fields.items()})


def summary(model: Model, evaluation: Evaluation, seconds: float) -> dict[str, Any]:
    """Return the results as JSON-compatible values."""
    metadata, selected = model.metadata, evaluation.predictor_selection
    return finite(
        {
            "name": metadata.name,
            "target": metadata.target,
            "units": metadata.units,
            "task": metadata.task,
            "estimator": metadata.estimator,
            "chosen": metadata.chosen,
            "classes": metadata.classes,
            "positive": metadata.positive_class,
            "positive_threshold": metadata.threshold,
            "background": None if metadata.background is None else metadata.background.model_dump(),
            "rows": metadata.rows,
            "dropped": [{"reason": reason, "rows": count} for reason, count in evaluation.dropped],
            "main_folds": evaluation.main,
            "main_score": evaluation.score,
            "scores": [score.model_dump() for score in metadata.scores],
            "difference": asdict(evaluation.difference),
            "coverage": [asdict(coverage) for coverage in evaluation.coverages],
            "confidence": evaluation.confidence,
            "area_applicable": evaluation.area_applicable,
            "threshold": evaluation.threshold,
            "encoders": [encoder.model_dump() for encoder in metadata.features.encoders],
            "fields": metadata.features.fields,
            "date_field": metadata.features.date_field,
            "predictor_selection": selected and {**asdict(selected), "sentence": selected.sentence},
            "rasters": [raster.name for raster in metadata.features.rasters],
            "warnings": evaluation.warnings,
            "seconds": round(seconds, 3),
        }
    )


PROCESS = Process(
    id="fit_model",
    title="Fit a model",
    description="Fits a regression or classification model of a field on location embeddings. The model is evaluated "
    "by spatial cross-validation and compared with baselines; it includes conformal prediction intervals and the "
    "area of applicability.",
    inputs=TableInputs,
    run=run,
    own_process=True,
    outputs={
        "model": Output("Model file", media_type=MODEL_TYPE),
        "report": Output("Report", media_type=REPORT_TYPE),
        "rows": Output("Observations with out-of-fold predictions", media_type=TABLE_TYPE),
        "summary": Output("Scores, coverage, warnings and excluded rows", schema={"type": "object"}),
    },
)
