"""satclip:evaluatemodel: scores of a model on held-out regions."""

from __future__ import annotations

from qgis.core import (
    QgsProcessing,
    QgsProcessingOutputNumber,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterField,
)

from satclip_qgis.algorithms.algorithm import SatclipAlgorithm
from satclip_qgis.algorithms.common import DOUBLE, INTEGER, TEXT, with_help
from satclip_qgis.algorithms.map_parameters import value_of
from satclip_qgis.algorithms.model_parameters import (
    ANY_FIELD,
    INPUT,
    REPORT,
    fields_of,
    learning,
    model_file_parameter,
    model_path,
    report_parameter,
    source_of,
    tell,
)
from satclip_qgis.algorithms.tables import features_of_rows, table_of
from satclip_qgis.bridge.model_file import read_description
from satclip_qgis.i18n import tr

FIELDS = {
    "region": TEXT,
    "share": DOUBLE,
    "model": TEXT,
    "rows": INTEGER,
    "score": DOUBLE,
    "low": DOUBLE,
    "high": DOUBLE,
}


class EvaluateModel(SatclipAlgorithm):
    """Holds out each region in turn, and saves the scores and a report."""

    REGIONS = "REGIONS"
    TABLE = "TABLE"
    REGIONS_COUNT = "REGIONS_COUNT"
    SCORE_UNSEEN = "SCORE_UNSEEN"

    def name(self) -> str:
        """The algorithm id, without the provider id."""
        return "evaluatemodel"

    def displayName(self) -> str:
        """The name in the toolbox."""
        return tr("Evaluate a model on held-out regions")

    def shortDescription(self) -> str:
        """The tooltip in the toolbox."""
        return tr("Scores a model on continents or other regions that are held out of training.")

    def tags(self) -> list[str]:
        """Search terms for the toolbox."""
        return tr("satclip,evaluate,generalisation,transfer,regions,continents,zero-shot,model").split(",")

    def initAlgorithm(self, configuration: dict | None = None) -> None:
        """Declare the parameters and outputs."""
        self.addParameter(model_file_parameter())
        self.addParameter(
            with_help(
                QgsProcessingParameterFeatureSource(
                    INPUT,
                    tr("Layer with the target field"),
                    [QgsProcessing.SourceType.TypeVectorAnyGeometry],
                ),
                tr("The layer that the model was fitted on, or another one with the same fields."),
            )
        )
        self.addParameter(
            with_help(
                QgsProcessingParameterField(
                    self.REGIONS,
                    tr("Region field"),
                    parentLayerParameterName=INPUT,
                    type=ANY_FIELD,
                    optional=True,
                ),
                tr(
                    "Each value of the field is held out in turn. Without a field, continents are used. A "
                    "region needs at least 30 features."
                ),
            )
        )
        self.addParameter(report_parameter())
        self.addParameter(
            QgsProcessingParameterFeatureSink(
                self.TABLE,
                tr("Scores by region"),
                QgsProcessing.SourceType.TypeVector,
                optional=True,
                createByDefault=True,
            )
        )
        self.addOutput(QgsProcessingOutputNumber(self.REGIONS_COUNT, tr("Number of regions")))
        self.addOutput(
            QgsProcessingOutputNumber(self.SCORE_UNSEEN, tr("Score on regions without training points"))
        )

    def execute(self, parameters, context, feedback) -> dict:
        """Upload the layer and the model, run the job and save its outputs."""
        path = model_path(self, parameters, context)
        recipe = read_description(path)["recipe"]
        report = self.outputs.file(REPORT)
        scores = self.outputs.sink(self.TABLE, *table_of(FIELDS))
        source = source_of(self, parameters, context)
        regions = self.parameterAsString(parameters, self.REGIONS, context).strip() or None
        names = fields_of({**recipe, "groups": regions})
        with learning(feedback) as work:
            table = work.upload_layer(source, names, context)
            inputs = {"model": work.upload(path), "table": table, "regions": regions}
            results = work.run("evaluate_model", inputs)
            rows = value_of(results, "table")
            flat = [{**row, **row["score"], "score": row["score"]["value"]} for row in rows]
            if scores:
                scores.add(features_of_rows(FIELDS, flat))
            if report:
                work.save("report", report)
        summary = value_of(results, "summary")
        tell(feedback, summary)
        return {
            **self.outputs.values,
            self.REGIONS_COUNT: len(summary["regions"]),
            self.SCORE_UNSEEN: next(
                row["score"]["value"] for row in rows if row["region"] == "" and row["share"] == 0
            ),
        }
