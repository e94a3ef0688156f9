"""satclip:predictpoints: predictions of a model, added to the fields of a layer."""

from __future__ import annotations

from collections import Counter
from itertools import islice

from qgis.core import (
    QgsProcessingException,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterString,
)

from satclip_qgis.algorithms.algorithm import SatclipAlgorithm
from satclip_qgis.algorithms.groups import MODEL
from satclip_qgis.algorithms.jobs import job_with_uploads, log_warnings, used_encoders, value_of
from satclip_qgis.bridge.model_file import read_description
from satclip_qgis.contract import prediction_fields
from satclip_qgis.i18n import tr
from satclip_qgis.inputs.columns import attribute_rows
from satclip_qgis.inputs.points import features_with_lonlat, to_lonlat
from satclip_qgis.inputs.raster_layers import raster_layers
from satclip_qgis.inputs.raster_uploads import extent_of, upload_predictors
from satclip_qgis.layers.prediction_style import style_predicted_points
from satclip_qgis.parameters.declared import add, add_outputs
from satclip_qgis.parameters.imagery import RASTERS, add_predictor_rasters
from satclip_qgis.parameters.model import add_layer, add_model_file, model_path, source_of

CHUNK = 8_192
"""Features written between checks for cancellation."""


class PredictPoints(SatclipAlgorithm):
    """Writes a copy of a layer with a model's predictions in new fields."""

    group_id = MODEL
    PREFIX, OUTPUT = "PREFIX", "OUTPUT"
    PREDICTED_COUNT, OUTSIDE_COUNT, TARGET = "PREDICTED_COUNT", "OUTSIDE_COUNT", "TARGET"

    def texts(self) -> tuple[str, str, str]:
        """Return title, short description and search terms."""
        return (
            tr("Predict features"),
            tr("Adds predictions of a model to the features of a layer, with uncertainty and applicability."),
            tr("satclip,predict,prediction,model,regression,classification,uncertainty"),
        )

    def initAlgorithm(self, configuration: dict | None = None) -> None:
        """Declare the parameters and outputs."""
        add_model_file(self)
        help = tr(
            "Points, lines or polygons in any CRS. The layer must contain the additional predictor "
            "fields and the date field of the model."
        )
        add_layer(self, tr("Layer"), help)
        add_predictor_rasters(
            self,
            tr(
                "The raster layers that the model was fitted with, with the same names or in the same order, or others "
                "with the same bands."
            ),
        )
        prefix = QgsProcessingParameterString(self.PREFIX, tr("Prefix for new fields"), "", optional=True)
        add(self, prefix, tr("Choose another prefix if the layer already has fields with these names."))
        add(self, QgsProcessingParameterFeatureSink(self.OUTPUT, tr("Layer with predictions")))
        numbers = {
            self.PREDICTED_COUNT: tr("Features with a prediction"),
            self.OUTSIDE_COUNT: tr("Features outside the area of applicability"),
        }
        add_outputs(self, numbers, {self.TARGET: tr("Target field of the model")})

    def read_layers(self, parameters, context) -> None:
        """Read the rasters in the main thread, because they may be layers of the project."""
        self.rasters = raster_layers(self, parameters, RASTERS, context)

    def execute(self, parameters, context, feedback) -> dict:
        """Upload the layer, predict it and write the features with the predictions."""
        path = model_path(self, parameters, context)
        model = read_description(path)
        source = source_of(self, parameters, context)
        prefix = self.parameterAsString(parameters, self.PREFIX, context).strip()
        kinds = prediction_fields(model)
        added = {prefix + name: kind for name, kind in kinds.items()}
        sink = self.outputs.copy_of(self.OUTPUT, source, added, {prefix + name: name for name in kinds})
        with job_with_uploads(feedback) as job:
            table = job.upload_layer(source, model["fields"], context)
            rasters = upload_predictors(job, self.rasters, extent_of(source, context), feedback, context)
            inputs = {"model": job.upload(path), "table": table, "rasters": rasters}
            results = job.run(self.process, inputs)
            _, columns = job.columns("predictions")
            encoders = used_encoders(job.backend, model["encoders"])
        summary = value_of(results, "summary")
        rows = attribute_rows(columns, list(kinds))
        done, share = 0, 5 / max(summary["rows"], 1)
        for chunk, _ in features_with_lonlat(source, to_lonlat(source, context), Counter(), CHUNK, feedback):
            for feature, row in zip(chunk, islice(rows, len(chunk))):
                feature.setAttributes(feature.attributes() + row)
            sink.add(chunk)
            done += len(chunk)
            feedback.setProgress(95 + done * share)
        if done != summary["rows"]:
            raise QgsProcessingException(
                tr("The layer “{layer}” changed during the prediction. Run the algorithm again.").format(
                    layer=source.sourceName()
                )
            )
        log_summary(summary, feedback)
        self.outputs.title(self.OUTPUT, tr("{target}: predictions").format(target=summary["target"]))
        self.outputs.describe(encoders, self.OUTPUT)
        self.outputs.style(self.OUTPUT, style_predicted_points, prefix, summary)
        return {
            **self.outputs.values,
            self.PREDICTED_COUNT: summary["predicted"],
            self.OUTSIDE_COUNT: summary["outside"],
            self.TARGET: summary["target"],
        }


def log_summary(summary: dict, feedback) -> None:
    """Log the number of features without a prediction or outside the area of applicability."""
    if lost := summary["unusable"]:
        feedback.pushWarning(
            tr("Features without a valid location: {count}. They are kept without a prediction.").format(
                count=lost
            )
        )
    log_warnings(feedback, summary)
    if summary["outside"]:
        feedback.pushWarning(
            tr(
                "Features outside the area of applicability (applicable is false): {count}. Their intervals "
                "are not valid."
            ).format(count=summary["outside"])
        )
