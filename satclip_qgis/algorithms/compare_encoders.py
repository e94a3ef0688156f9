"""satclip:compareencoders: cross-validated scores of several encoders on one target field."""

from __future__ import annotations

from qgis.core import (
    QgsProcessingException,
    QgsProcessingParameterString,
)

from satclip_qgis.algorithms.algorithm import SatclipAlgorithm
from satclip_qgis.algorithms.groups import MODEL
from satclip_qgis.algorithms.jobs import job_with_uploads, log_skipped_and_warnings, used_encoders, value_of
from satclip_qgis.i18n import tr
from satclip_qgis.inputs.polygons import prediction_area
from satclip_qgis.inputs.raster_layers import raster_layers
from satclip_qgis.inputs.raster_uploads import extent_of, upload_predictors
from satclip_qgis.parameters.declared import add, add_outputs, add_table
from satclip_qgis.parameters.encoders import add_encoders
from satclip_qgis.parameters.imagery import RASTERS, add_predictor_rasters
from satclip_qgis.parameters.model import (
    REPORT,
    add_layer_and_target,
    add_model_settings,
    add_report,
    area_of,
    area_polygons_of,
    fields_of,
    model_settings_of,
    source_of,
)

ESTIMATORS = ("linear", "boosting", "mlp")
FIELDS = {
    "kind": "text",
    "label": "text",
    "degree": "integer",
    "dimension": "integer",
    "spatial": "number",
    "spatial_low": "number",
    "spatial_high": "number",
    "random": "number",
    "difference": "number",
    "difference_low": "number",
    "difference_high": "number",
}


class CompareEncoders(SatclipAlgorithm):
    """Scores encoders with the same folds, and saves the scores and a report."""

    group_id = MODEL
    DEGREES, TABLE, BEST, SENTENCE = "DEGREES", "TABLE", "BEST", "SENTENCE"

    def texts(self) -> tuple[str, str, str]:
        """Return title, short description and search terms."""
        return (
            tr("Compare encoders"),
            tr("Compares encoders and resolutions by cross-validation on a target field."),
            tr("satclip,compare,encoder,embedding,benchmark,resolution,degree"),
        )

    def initAlgorithm(self, configuration: dict | None = None) -> None:
        """Declare the parameters and outputs."""
        add_layer_and_target(self)
        add_encoders(self)
        label = tr("Maximum degrees L to compare")
        help = tr(
            "Comma-separated integers, for example 5,10,20. The first encoder is also scored with its "
            "basis truncated at each degree. The resolution of degree L is about 20,000 km / L."
        )
        add(self, QgsProcessingParameterString(self.DEGREES, label, "", optional=True), help)
        help = tr("Raster layers that are scored beside the encoders, and together with them.")
        add_predictor_rasters(self, help, bilinear=True)
        add_model_settings(self, ESTIMATORS)
        add_report(self)
        add_table(self, self.TABLE, tr("Scores by encoder"))
        add_outputs(
            self,
            {},
            {self.BEST: tr("Best encoder or baseline"), self.SENTENCE: tr("Summary of the comparison")},
        )

    def read_layers(self, parameters, context) -> None:
        """Read the prediction area and the rasters in the main thread, because they may be layers of the project."""
        self.area = area_of(self, parameters, context)
        self.rasters = raster_layers(self, parameters, RASTERS, context)

    def execute(self, parameters, context, feedback) -> dict:
        """Upload the layer, run the job and save its outputs."""
        source = source_of(self, parameters, context)
        polygons = area_polygons_of(self, parameters, context)
        area, bounds = prediction_area(self.area, polygons, context, feedback)
        settings = {**model_settings_of(self, parameters, context), **area}
        report = self.outputs.file(REPORT)
        self.outputs.open_table(self.TABLE, FIELDS)
        inputs = {**settings, "degrees": self.degrees(parameters, context), "layer": source.sourceName()}
        with job_with_uploads(feedback) as job:
            inputs["table"] = job.upload_layer(source, fields_of(settings), context)
            extent = extent_of(source, context, bounds)
            inputs["rasters"] = upload_predictors(job, self.rasters, extent, feedback, context)
            results = job.run(self.process, inputs)
            job.save("report", report)
            encoders = used_encoders(job.backend, [{"id": id} for id in settings["encoders"]])
        rows = [flat(row) for row in value_of(results, "table")]
        self.outputs.write_table(self.TABLE, rows)
        summary = value_of(results, "summary")
        self.outputs.title(self.TABLE, tr("{target}: scores by encoder").format(target=summary["target"]))
        self.outputs.describe(encoders, self.TABLE)
        log_skipped_and_warnings(feedback, summary)
        feedback.pushInfo(summary["sentence"])
        compared = [row for row in rows if row["kind"] != "degree"]
        return {
            **self.outputs.values,
            self.BEST: max(compared, key=lambda row: row["spatial"])["label"],
            self.SENTENCE: summary["sentence"],
        }

    def degrees(self, parameters, context) -> list[int]:
        """Return the degrees to compare."""
        text = self.parameterAsString(parameters, self.DEGREES, context)
        try:
            return [int(part) for part in text.split(",") if part.strip()]
        except ValueError:
            raise QgsProcessingException(
                tr("The degrees (DEGREES) must be comma-separated integers, for example 5,10,20.")
            ) from None


def flat(row: dict) -> dict:
    """Return a row of the score table, with confidence intervals as fields."""
    return {
        **{name: row[name] for name in ("kind", "label", "degree", "dimension")},
        "spatial": row["spatial"]["value"],
        "spatial_low": row["spatial"]["low"],
        "spatial_high": row["spatial"]["high"],
        "random": row["random"]["value"],
        "difference": row["difference"]["value"],
        "difference_low": row["difference"]["low"],
        "difference_high": row["difference"]["high"],
    }
