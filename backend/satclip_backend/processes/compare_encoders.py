"""compare_encoders: scores of several encoders on the same layer and field, in the same folds."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any, Literal

from pydantic import Field

from satclip_backend.models.fit_config import FitConfig
from satclip_backend.processes.maps import installed_encoder
from satclip_backend.processes.models import (
    REPORT_TYPE,
    AreaPolygons,
    Load,
    TableInputs,
    finite,
    load_encoders,
    read_observations,
    sent_background,
    table_rasters,
)
from satclip_backend.processes.process import Context, Output, Process, declared
from satclip_backend.tables.column_file import read_columns
from satclip_backend.tables.columns import Columns
from satclip_backend.translation import gettext_lazy as _

if TYPE_CHECKING:
    from satclip_backend.models.raster_predictors import RasterPredictor
    from satclip_backend.models.results import EncoderComparison


class Inputs(TableInputs):
    """Inputs of the process: observations, encoders, estimator and degrees of the truncated first encoder."""

    estimator: Literal["linear", "boosting", "mlp"] = Field(
        "linear", title="Estimator", description="Model that is fitted on each encoder's embeddings."
    )
    coordinates: bool = declared(FitConfig, "coordinates", title="Coordinates", default=False)
    degrees: list[int] = Field(
        [],
        title="Degrees",
        description="Degrees L to which the first encoder is also truncated.",
        max_length=20,
    )


def run(inputs: Inputs, context: Context) -> dict[str, Any]:
    """Compare the encoders, and write the report to `context.folder`."""
    began = time.monotonic()
    columns = read_columns(context.upload(inputs.table))
    rasters, background = table_rasters(inputs, context), sent_background(inputs.background_table, context)
    result = compare_table(
        columns,
        inputs.config,
        inputs.degrees,
        context,
        installed_encoder,
        rasters,
        inputs.polygons,
        background,
    )
    if inputs.layer:
        result.settings = {_("Layer"): inputs.layer, **result.settings}
    from satclip_backend.models.report import write_comparison_report

    path = context.folder / "report.html"
    write_comparison_report(result, path)
    return {"report": path, "table": table(result), "summary": summary(result, time.monotonic() - began)}


def compare_table(
    columns: Columns,
    config: FitConfig,
    degrees: list[int],
    context: Context,
    load: Load,
    rasters: Sequence[RasterPredictor] = (),
    area: AreaPolygons | None = None,
    background: Columns | None = None,
) -> EncoderComparison:
    """Return the comparison of the encoders of `config`, and of `rasters`, on a table.

    `area`: polygons that replace the extent of `config`; `background`: records of a target group. Raises
    SatclipError if the table or `config` is not valid, and Cancelled if stopped.
    """
    observed, wanted = read_observations(columns, config, area, rasters, background)
    for warning in observed.warnings:
        context.progress(0.0, _("warning: {warning}", warning=warning))
    context.progress(0.0, _("loading the encoders"))
    encoders = load_encoders(config, load)
    from satclip_backend.models.comparison import compare_encoders  # slow import, as in fit_model
    from satclip_backend.models.coverage import with_embeddings

    observed = with_embeddings(observed, encoders)
    result = compare_encoders(observed, config, encoders, wanted.lonlat, degrees, context.progress)
    result.settings[_("Prediction area")] = wanted.description
    return result


def table(result: EncoderComparison) -> list[dict[str, Any]]:
    """Return the scores as rows: encoders, baselines, and the first encoder by degree."""
    kinds = {"encoder": result.encoders, "baseline": result.baselines, "degree": result.by_degree}
    return finite([{"kind": kind, **asdict(row)} for kind, rows in kinds.items() for row in rows])


def summary(result: EncoderComparison, seconds: float) -> dict[str, Any]:
    """Return the results as JSON-compatible values."""
    return finite(
        {
            "target": result.target,
            "task": result.task,
            "score": result.score,
            "sentence": result.sentence,
            "folds": result.folds,
            "dropped": [{"reason": reason, "rows": count} for reason, count in result.dropped],
            "warnings": result.warnings,
            "seconds": round(seconds, 3),
        }
    )


PROCESS = Process(
    id="compare_encoders",
    title="Compare encoders",
    description="Scores one estimator on the embeddings of several encoders, on rasters and on all of them together, "
    "in the same folds, with confidence intervals of the differences, and with baselines. The first encoder can also "
    "be truncated to lower degrees.",
    inputs=Inputs,
    run=run,
    own_process=True,
    outputs={
        "report": Output("Report", media_type=REPORT_TYPE),
        "table": Output("Scores and differences", schema={"type": "array"}),
        "summary": Output("Best encoder and its significance", schema={"type": "object"}),
    },
)
