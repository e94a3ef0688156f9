"""satclip:fitmodel: fit a model of a field and cross-validate it."""

from __future__ import annotations

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsProcessing,
    QgsProcessingOutputNumber,
    QgsProcessingOutputString,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterNumber,
    QgsWkbTypes,
)

from satclip_qgis.algorithms.algorithm import SatclipAlgorithm
from satclip_qgis.algorithms.common import with_help
from satclip_qgis.algorithms.map_parameters import LONLAT, style_when_loaded, value_of
from satclip_qgis.algorithms.model_parameters import (
    CONFIDENCE,
    ESTIMATORS,
    MODEL_FILE,
    REPORT,
    add_layer_parameters,
    add_model_parameters,
    area_of,
    encoders_of,
    encoders_parameter,
    fields_of,
    fit_config_of,
    learning,
    report_parameter,
    source_of,
    tell,
)
from satclip_qgis.algorithms.predicted_features import FIELD_TYPES, features_of
from satclip_qgis.algorithms.tables import fields_named
from satclip_qgis.i18n import tr
from satclip_qgis.prediction_style import style_residuals

ROWS = {
    "regression": {
        "row": "integer",
        "fold": "integer",
        "observed": "number",
        "predicted": "number",
        "residual": "number",
        "lower": "number",
        "upper": "number",
        "dissimilarity": "number",
    },
    "classification": {
        "row": "integer",
        "fold": "integer",
        "observed": "text",
        "predicted": "text",
        "correct": "boolean",
        "probability": "number",
        "set_size": "integer",
        "dissimilarity": "number",
    },
}
"""The fields of the rows that were used, under the names of the process."""


class FitModel(SatclipAlgorithm):
    """Fits and cross-validates a model. Saves the model, a report and out-of-fold predictions."""

    ROWS = "ROWS"
    ROWS_COUNT = "ROWS_COUNT"
    SCORE = "SCORE"
    SCORE_NAME = "SCORE_NAME"
    SCORE_RANDOM = "SCORE_RANDOM"
    COVERAGE = "COVERAGE"
    AREA_APPLICABLE = "AREA_APPLICABLE"
    VERDICT = "VERDICT"
    SENTENCE = "SENTENCE"

    def name(self) -> str:
        """The algorithm id, without the provider id."""
        return "fitmodel"

    def displayName(self) -> str:
        """The name in the toolbox."""
        return tr("Fit a model")

    def shortDescription(self) -> str:
        """The tooltip in the toolbox."""
        return tr("Fits and cross-validates a model that predicts a field from SatCLIP embeddings.")

    def tags(self) -> list[str]:
        """Search terms for the toolbox."""
        return tr("satclip,regression,classification,machine learning,cross-validation,predict,model").split(
            ","
        )

    def initAlgorithm(self, configuration: dict | None = None) -> None:
        """Declare the parameters and outputs."""
        add_layer_parameters(self)
        self.addParameter(encoders_parameter())
        add_model_parameters(self, ESTIMATORS)
        confidence = with_help(
            QgsProcessingParameterNumber(
                CONFIDENCE,
                tr("Confidence level (percent)"),
                QgsProcessingParameterNumber.Type.Double,
                defaultValue=90,
                minValue=50,
                maxValue=99,
            ),
            tr("Nominal coverage of the prediction intervals and prediction sets."),
        )
        confidence.setFlags(confidence.flags() | QgsProcessingParameterDefinition.Flag.FlagAdvanced)
        self.addParameter(confidence)
        self.addParameter(
            QgsProcessingParameterFileDestination(
                MODEL_FILE, tr("Model"), fileFilter=tr("SatCLIP models (*.satclip)")
            )
        )
        self.addParameter(report_parameter())
        self.addParameter(
            with_help(
                QgsProcessingParameterFeatureSink(
                    self.ROWS,
                    tr("Out-of-fold predictions"),
                    QgsProcessing.SourceType.TypeVectorPoint,
                    optional=True,
                    createByDefault=True,
                ),
                tr("One point per observation, with its prediction from cross-validation and the residual."),
            )
        )
        self.addOutput(QgsProcessingOutputNumber(self.ROWS_COUNT, tr("Number of observations used")))
        self.addOutput(QgsProcessingOutputString(self.SCORE_NAME, tr("Name of the score")))
        self.addOutput(QgsProcessingOutputNumber(self.SCORE, tr("Cross-validated score")))
        self.addOutput(
            QgsProcessingOutputNumber(self.SCORE_RANDOM, tr("Score with random folds (optimistic)"))
        )
        self.addOutput(QgsProcessingOutputNumber(self.COVERAGE, tr("Coverage of the intervals (0 to 1)")))
        self.addOutput(
            QgsProcessingOutputNumber(
                self.AREA_APPLICABLE,
                tr("Share of the prediction area inside the area of applicability (0 to 1)"),
            )
        )
        self.addOutput(QgsProcessingOutputString(self.VERDICT, tr("Effect of the embeddings")))
        self.addOutput(
            QgsProcessingOutputString(self.SENTENCE, tr("Effect of the embeddings, as a sentence"))
        )

    def read_layers(self, parameters, context) -> None:
        """Read the prediction area in the main thread: it may come from a layer of the project."""
        self.area = area_of(self, parameters, context)

    def execute(self, parameters, context, feedback) -> dict:
        """Validate the parameters, run the job and save its outputs."""
        source = source_of(self, parameters, context)
        config = fit_config_of(
            self, parameters, context, encoders_of(self, parameters, context), ESTIMATORS, self.area
        )
        config["confidence"] = self.parameterAsDouble(parameters, CONFIDENCE, context) / 100
        model, report = self.outputs.file(MODEL_FILE), self.outputs.file(REPORT)
        with learning(feedback) as work:
            table = work.upload_layer(source, fields_of(config), context)
            results = work.run("fit_model", {**config, "table": table, "layer": source.sourceName()})
            summary = value_of(results, "summary")
            self.write_rows(context, work, summary)
            work.save("model", model)
            if report:
                work.save("report", report)
        tell(feedback, summary)
        feedback.pushInfo(summary["difference"]["sentence"])
        return {
            **self.outputs.values,
            self.ROWS_COUNT: summary["rows"],
            self.SCORE_NAME: summary["main_score"],
            self.SCORE: score_in(summary, summary["main_folds"]),
            self.SCORE_RANDOM: score_in(summary, "random"),
            self.COVERAGE: summary["coverage"][0]["coverage"],
            self.AREA_APPLICABLE: summary["area_applicable"],
            self.VERDICT: summary["difference"]["verdict"],
            self.SENTENCE: summary["difference"]["sentence"],
        }

    def write_rows(self, context, work, summary: dict) -> None:
        """Write the out-of-fold predictions as points, if requested."""
        kinds = ROWS[summary["task"]]
        fields = fields_named({name: FIELD_TYPES[kind] for name, kind in kinds.items()})
        lonlat = QgsCoordinateReferenceSystem(LONLAT)
        sink = self.outputs.sink(self.ROWS, fields, QgsWkbTypes.Type.Point, lonlat)
        if sink:
            sink.add(features_of(*work.columns("rows"), fields))
            style_when_loaded(self.outputs.values[self.ROWS], context, style_residuals, summary["task"])


def score_in(summary: dict, folds: str) -> float | None:
    """The main score of the chosen model with one kind of folds."""
    model = summary["name"][len(f"{summary['target']}: ") :]
    for score in summary["scores"]:
        if (score["model"], score["folds"], score["score"]) == (model, folds, summary["main_score"]):
            return score["value"]
    return None
