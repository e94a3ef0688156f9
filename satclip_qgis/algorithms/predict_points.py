"""satclip:predictpoints: predictions of a model, added to the fields of a layer."""

from __future__ import annotations

from collections import Counter
from itertools import islice

from qgis.core import (
    QgsFields,
    QgsProcessing,
    QgsProcessingException,
    QgsProcessingOutputNumber,
    QgsProcessingOutputString,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterString,
)

from satclip_qgis.algorithms.algorithm import SatclipAlgorithm
from satclip_qgis.algorithms.common import with_help
from satclip_qgis.algorithms.map_parameters import style_when_loaded, value_of
from satclip_qgis.algorithms.model_parameters import (
    INPUT,
    learning,
    model_file_parameter,
    model_path,
    source_of,
)
from satclip_qgis.algorithms.points import features_with_lonlat, to_lonlat
from satclip_qgis.algorithms.predicted_features import attribute_rows, predicted_fields
from satclip_qgis.bridge.model_file import read_description
from satclip_qgis.i18n import tr
from satclip_qgis.prediction_style import style_predicted_points

CHUNK = 8_192
"""Features written between checks for cancellation."""


class PredictPoints(SatclipAlgorithm):
    """Writes a copy of a layer with a model's predictions in new fields."""

    PREFIX = "PREFIX"
    OUTPUT = "OUTPUT"
    PREDICTED_COUNT = "PREDICTED_COUNT"
    OUTSIDE_COUNT = "OUTSIDE_COUNT"
    TARGET = "TARGET"

    def name(self) -> str:
        """The algorithm id, without the provider id."""
        return "predictpoints"

    def displayName(self) -> str:
        """The name in the toolbox."""
        return tr("Predict features")

    def shortDescription(self) -> str:
        """The tooltip in the toolbox."""
        return tr(
            "Adds predictions of a model to the features of a layer, with uncertainty and applicability."
        )

    def tags(self) -> list[str]:
        """Search terms for the toolbox."""
        return tr("satclip,predict,prediction,model,regression,classification,uncertainty").split(",")

    def initAlgorithm(self, configuration: dict | None = None) -> None:
        """Declare the parameters and outputs."""
        self.addParameter(model_file_parameter())
        self.addParameter(
            with_help(
                QgsProcessingParameterFeatureSource(
                    INPUT, tr("Layer"), [QgsProcessing.SourceType.TypeVectorAnyGeometry]
                ),
                tr(
                    "Points, lines or polygons in any CRS. The layer must contain the additional predictor "
                    "fields of the model."
                ),
            )
        )
        self.addParameter(
            with_help(
                QgsProcessingParameterString(self.PREFIX, tr("Prefix for new fields"), "", optional=True),
                tr("Choose another prefix if the layer already has fields with these names."),
            )
        )
        self.addParameter(QgsProcessingParameterFeatureSink(self.OUTPUT, tr("Layer with predictions")))
        self.addOutput(QgsProcessingOutputNumber(self.PREDICTED_COUNT, tr("Features with a prediction")))
        self.addOutput(
            QgsProcessingOutputNumber(self.OUTSIDE_COUNT, tr("Features outside the area of applicability"))
        )
        self.addOutput(QgsProcessingOutputString(self.TARGET, tr("Target field of the model")))

    def execute(self, parameters, context, feedback) -> dict:
        """Upload the layer, predict it and write the features with the predictions."""
        path = model_path(self, parameters, context)
        about = read_description(path)
        source = source_of(self, parameters, context)
        prefix = self.parameterAsString(parameters, self.PREFIX, context).strip()
        added = predicted_fields(source.fields(), prefix, about["task"])
        fields = QgsFields(source.fields())
        for field in added.values():
            fields.append(field)
        sink = self.outputs.sink(self.OUTPUT, fields, source.wkbType(), source.sourceCrs(), source)
        with learning(feedback) as work:
            table = work.upload_layer(source, about["fields"], context)
            results = work.run("predict_points", {"model": work.upload(path), "table": table})
            _, columns = work.columns("predictions")
        summary = value_of(results, "summary")
        rows = attribute_rows(columns, list(added))
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
        self.tell(summary, feedback)
        output = self.outputs.values[self.OUTPUT]
        style_when_loaded(output, context, style_predicted_points, prefix + "prediction", summary)
        return {
            **self.outputs.values,
            self.PREDICTED_COUNT: summary["predicted"],
            self.OUTSIDE_COUNT: summary["outside"],
            self.TARGET: summary["target"],
        }

    def tell(self, summary: dict, feedback) -> None:
        """Log how many features have no prediction or lie outside the area of applicability."""
        if lost := summary["rows"] - summary["predicted"]:
            feedback.pushWarning(
                tr("{count} features have no valid location. They are kept without a prediction.").format(
                    count=lost
                )
            )
        for warning in summary["warnings"]:
            feedback.pushWarning(warning)
        if summary["outside"]:
            feedback.pushWarning(
                tr(
                    "{count} features lie outside the area of applicability (applicable is false). Their "
                    "intervals are not valid."
                ).format(count=summary["outside"])
            )
