"""satclip:compareencoders: cross-validated scores of several encoders on one target field."""

from __future__ import annotations

from qgis.core import (
    QgsProcessing,
    QgsProcessingException,
    QgsProcessingOutputString,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterString,
)

from satclip_qgis.algorithms.algorithm import SatclipAlgorithm
from satclip_qgis.algorithms.common import DOUBLE, INTEGER, TEXT, with_help
from satclip_qgis.algorithms.map_parameters import value_of
from satclip_qgis.algorithms.model_parameters import (
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
from satclip_qgis.algorithms.tables import features_of_rows, table_of
from satclip_qgis.i18n import tr

ESTIMATORS = ("linear", "boosting", "mlp")
FIELDS = {
    "kind": TEXT,
    "label": TEXT,
    "degree": INTEGER,
    "dimension": INTEGER,
    "spatial": DOUBLE,
    "spatial_low": DOUBLE,
    "spatial_high": DOUBLE,
    "random": DOUBLE,
    "difference": DOUBLE,
    "difference_low": DOUBLE,
    "difference_high": DOUBLE,
}


class CompareEncoders(SatclipAlgorithm):
    """Scores encoders with the same folds, and saves the scores and a report."""

    DEGREES = "DEGREES"
    TABLE = "TABLE"
    BEST = "BEST"
    SENTENCE = "SENTENCE"

    def name(self) -> str:
        """The algorithm id, without the provider id."""
        return "compareencoders"

    def displayName(self) -> str:
        """The name in the toolbox."""
        return tr("Compare encoders")

    def shortDescription(self) -> str:
        """The tooltip in the toolbox."""
        return tr("Compares encoders and resolutions by cross-validation on a target field.")

    def tags(self) -> list[str]:
        """Search terms for the toolbox."""
        return tr("satclip,compare,encoder,embedding,benchmark,resolution,degree").split(",")

    def initAlgorithm(self, configuration: dict | None = None) -> None:
        """Declare the parameters and outputs."""
        add_layer_parameters(self)
        self.addParameter(encoders_parameter())
        self.addParameter(
            with_help(
                QgsProcessingParameterString(
                    self.DEGREES,
                    tr("Maximum degrees L to compare"),
                    "",
                    optional=True,
                ),
                tr(
                    "Comma-separated integers, for example 5,10,20. The first encoder is also scored with its "
                    "basis truncated at each degree. The resolution of degree L is about 20,000 km / L."
                ),
            )
        )
        add_model_parameters(self, ESTIMATORS)
        self.addParameter(report_parameter())
        self.addParameter(
            QgsProcessingParameterFeatureSink(
                self.TABLE,
                tr("Scores by encoder"),
                QgsProcessing.SourceType.TypeVector,
                optional=True,
                createByDefault=True,
            )
        )
        self.addOutput(QgsProcessingOutputString(self.BEST, tr("Best encoder or baseline")))
        self.addOutput(QgsProcessingOutputString(self.SENTENCE, tr("Summary of the comparison")))

    def read_layers(self, parameters, context) -> None:
        """Read the prediction area in the main thread: it may come from a layer of the project."""
        self.area = area_of(self, parameters, context)

    def execute(self, parameters, context, feedback) -> dict:
        """Upload the layer, run the job and save its outputs."""
        source = source_of(self, parameters, context)
        config = fit_config_of(
            self, parameters, context, encoders_of(self, parameters, context), ESTIMATORS, self.area
        )
        report = self.outputs.file(REPORT)
        table = self.outputs.sink(self.TABLE, *table_of(FIELDS))
        inputs = {**config, "degrees": self.degrees(parameters, context), "layer": source.sourceName()}
        with learning(feedback) as work:
            inputs["table"] = work.upload_layer(source, fields_of(config), context)
            results = work.run("compare_encoders", inputs)
            rows = [flat(row) for row in value_of(results, "table")]
            if table:
                table.add(features_of_rows(FIELDS, rows))
            if report:
                work.save("report", report)
        summary = value_of(results, "summary")
        tell(feedback, summary)
        feedback.pushInfo(summary["sentence"])
        compared = [row for row in rows if row["kind"] != "degree"]
        return {
            **self.outputs.values,
            self.BEST: max(compared, key=lambda row: row["spatial"])["label"],
            self.SENTENCE: summary["sentence"],
        }

    def degrees(self, parameters, context) -> list[int]:
        """The degrees to compare."""
        text = self.parameterAsString(parameters, self.DEGREES, context)
        try:
            return [int(part) for part in text.split(",") if part.strip()]
        except ValueError:
            raise QgsProcessingException(
                tr("The degrees (DEGREES) must be comma-separated integers, for example 5,10,20.")
            ) from None


def flat(row: dict) -> dict:
    """A row of the score table, with confidence intervals as fields."""
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
