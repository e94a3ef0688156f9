"""satclip:evaluatemodel: scores of a model on held-out regions."""

from __future__ import annotations

from satclip_qgis.algorithms.algorithm import SatclipAlgorithm
from satclip_qgis.algorithms.groups import MODEL
from satclip_qgis.algorithms.jobs import job_with_uploads, log_skipped_and_warnings, used_encoders, value_of
from satclip_qgis.bridge.model_file import read_description
from satclip_qgis.i18n import tr
from satclip_qgis.inputs.raster_layers import raster_layers
from satclip_qgis.inputs.raster_uploads import extent_of, upload_predictors
from satclip_qgis.parameters.declared import add_field, add_outputs, add_table, inputs_of
from satclip_qgis.parameters.imagery import RASTERS, add_predictor_rasters
from satclip_qgis.parameters.model import (
    INPUT,
    REPORT,
    add_background_layer,
    add_layer,
    add_model_file,
    add_report,
    background_fields_of,
    background_of,
    fields_of,
    model_path,
    source_of,
)

FIELDS = {
    "region": "text",
    "share": "number",
    "model": "text",
    "rows": "integer",
    "score": "number",
    "low": "number",
    "high": "number",
}


class EvaluateModel(SatclipAlgorithm):
    """Holds out each region in turn, and saves the scores and a report."""

    group_id = MODEL
    REGIONS, TABLE = "REGIONS", "TABLE"
    REGIONS_COUNT, SCORE_UNSEEN = "REGIONS_COUNT", "SCORE_UNSEEN"

    def texts(self) -> tuple[str, str, str]:
        """Return title, short description and search terms."""
        return (
            tr("Evaluate a model on held-out regions"),
            tr("Scores a model on continents or other regions that are held out of training."),
            tr("satclip,evaluate,generalisation,transfer,regions,continents,zero-shot,model"),
        )

    def initAlgorithm(self, configuration: dict | None = None) -> None:
        """Declare the parameters and outputs."""
        add_model_file(self)
        help = tr("The layer that the model was fitted on, or another one with the same fields.")
        add_layer(self, tr("Layer with the target field"), help)
        add_predictor_rasters(
            self,
            tr(
                "The raster layers that the model was fitted with, with the same names or in the same order, or others "
                "with the same bands."
            ),
        )
        help = tr(
            "Each value of the field is held out in turn. Without a field, continents are used. A "
            "region needs at least 30 features."
        )
        add_field(self, self.REGIONS, tr("Region field"), help, INPUT)
        help = tr("The background layer that the model was fitted with, if it was. For presence-only data.")
        add_background_layer(self, help)
        add_report(self)
        add_table(self, self.TABLE, tr("Scores by region"))
        add_outputs(
            self,
            {
                self.REGIONS_COUNT: tr("Number of regions"),
                self.SCORE_UNSEEN: tr("Score on regions without training points"),
            },
        )

    def read_layers(self, parameters, context) -> None:
        """Read the rasters in the main thread, because they may be layers of the project."""
        self.rasters = raster_layers(self, parameters, RASTERS, context)

    def execute(self, parameters, context, feedback) -> dict:
        """Upload the layer and the model, run the job and save its outputs."""
        path = model_path(self, parameters, context)
        model = read_description(path)
        report = self.outputs.file(REPORT)
        self.outputs.open_table(self.TABLE, FIELDS)
        source = source_of(self, parameters, context)
        group = background_of(self, parameters, context)
        inputs = inputs_of(self, parameters, context)
        with job_with_uploads(feedback) as job:
            names = fields_of({**model["recipe"], "groups": inputs["regions"]})
            table = job.upload_layer(source, names, context)
            extent = extent_of(source, context)
            if group:
                extent = extent and extent_of(group, context, extent)
                regions = [inputs["regions"]] if inputs["regions"] in group.fields().names() else []
                needed = background_fields_of(model["recipe"])
                inputs["background_table"] = job.upload_layer(group, [*needed, *regions], context)
            rasters = upload_predictors(job, self.rasters, extent, feedback, context)
            inputs |= {"model": job.upload(path), "table": table, "rasters": rasters}
            results = job.run(self.process, inputs)
            job.save("report", report)
            encoders = used_encoders(job.backend, model["encoders"])
        rows, summary = value_of(results, "table"), value_of(results, "summary")
        self.outputs.write_table(
            self.TABLE, ({**row, **row["score"], "score": row["score"]["value"]} for row in rows)
        )
        self.outputs.title(self.TABLE, tr("{target}: scores by region").format(target=summary["target"]))
        self.outputs.describe(encoders, self.TABLE)
        log_skipped_and_warnings(feedback, summary)
        return {
            **self.outputs.values,
            self.REGIONS_COUNT: len(summary["regions"]),
            self.SCORE_UNSEEN: next(
                row["score"]["value"] for row in rows if row["region"] == "" and row["share"] == 0
            ),
        }
