"""satclip:fitmodel: fits a model of a field and cross-validates it."""

from __future__ import annotations

from collections import Counter
from itertools import islice

from qgis.core import (
    QgsProcessing,
    QgsProcessingException,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterFileDestination,
)

from satclip_qgis.algorithms.algorithm import SatclipAlgorithm
from satclip_qgis.algorithms.groups import MODEL
from satclip_qgis.algorithms.jobs import job_with_uploads, log_skipped_and_warnings, used_encoders, value_of
from satclip_qgis.i18n import tr
from satclip_qgis.inputs.columns import CHUNK, Fields, attribute_rows
from satclip_qgis.inputs.points import features_with_lonlat, to_lonlat
from satclip_qgis.inputs.polygons import prediction_area
from satclip_qgis.inputs.raster_layers import raster_layers
from satclip_qgis.inputs.raster_uploads import extent_of, upload_predictors
from satclip_qgis.layers.prediction_style import style_residuals
from satclip_qgis.outputs.fields import free_names
from satclip_qgis.parameters.declared import add, add_flag, add_number, add_outputs, add_text
from satclip_qgis.parameters.encoders import add_encoders
from satclip_qgis.parameters.imagery import RASTERS, add_predictor_rasters
from satclip_qgis.parameters.model import (
    MODEL_FILE,
    REPORT,
    add_background_layer,
    add_layer_and_target,
    add_model_settings,
    add_report,
    area_of,
    area_polygons_of,
    background_fields_of,
    background_of,
    fields_of,
    model_settings_of,
    source_of,
)
from satclip_qgis.parameters.project_models import remember_model


class FitModel(SatclipAlgorithm):
    """Fits and cross-validates a model. Saves the model, a report and out-of-fold predictions."""

    group_id = MODEL
    ROWS, ROWS_COUNT = "ROWS", "ROWS_COUNT"
    SCORE, SCORE_NAME, SCORE_RANDOM = "SCORE", "SCORE_NAME", "SCORE_RANDOM"
    COVERAGE, AREA_APPLICABLE = "COVERAGE", "AREA_APPLICABLE"
    VERDICT, SENTENCE = "VERDICT", "SENTENCE"

    def texts(self) -> tuple[str, str, str]:
        """Return title, short description and search terms."""
        return (
            tr("Fit a model"),
            tr("Fits and cross-validates a model that predicts a field from SatCLIP embeddings."),
            tr("satclip,regression,classification,machine learning,cross-validation,predict,model"),
        )

    def initAlgorithm(self, configuration: dict | None = None) -> None:
        """Declare the parameters and outputs."""
        add_layer_and_target(self)
        add_encoders(self)
        help = tr(
            "Raster layers, such as terrain, climate or land cover, whose bands are used as predictors. Bands styled "
            "with a colour for each value (Paletted) are classes. The model needs these layers, or others with the "
            "same bands, for predictions and maps."
        )
        add_predictor_rasters(self, help, bilinear=True)
        add_model_settings(self)
        help = tr(
            "Uses only the encoders, coordinates, fields and raster bands that improve the cross-validated score "
            "(forward selection). Maps are then possible if no field is selected. Takes longer."
        )
        add_flag(self, "SELECT_PREDICTORS", tr("Select predictors"), help, advanced=True)
        help = tr(
            "Of two classes, the one whose probability is predicted, such as presence. "
            "Default: true, yes, present or the larger number; of other classes the last one in alphabetical order. "
            "With background points, the value of the presences, such as the name of a species."
        )
        add_text(self, "POSITIVE", tr("Positive class"), help, advanced=True)
        help = tr(
            "For presences without absences: the number of background points that they are compared with, for example "
            "10,000. The model then predicts a relative suitability. The presences are the features of the positive "
            "class, or all if the target field has one value. 0: the layer has absences."
        )
        add_number(
            self, "BACKGROUND", tr("Background points for presence-only data (0: none)"), help, advanced=True
        )
        help = tr(
            "Records of all species that the same people record, the modelled one among them, for example the same "
            "layer. Their places are the background points, so that presences and background have the same sampling "
            "bias. Default: places that are drawn uniformly in the prediction area."
        )
        add_background_layer(self, help)
        help = tr(
            "Probability from which on the positive class is predicted. 0 uses the threshold with the highest TSS "
            "(sensitivity + specificity - 1)."
        )
        add_number(self, "THRESHOLD", tr("Threshold (0: automatic)"), help, empty=0, advanced=True)
        help = tr("Nominal coverage of the prediction intervals and prediction sets.")
        add_number(self, "CONFIDENCE", tr("Confidence level (percent)"), help, scale=100, advanced=True)
        files = tr("SatCLIP models (*.satclip)")
        add(self, QgsProcessingParameterFileDestination(MODEL_FILE, tr("Model"), files))
        add_report(self)
        help = tr(
            "The features that were used, with their fields, fold, prediction from cross-validation and residual."
        )
        add(
            self,
            QgsProcessingParameterFeatureSink(
                self.ROWS,
                tr("Out-of-fold predictions"),
                QgsProcessing.SourceType.TypeVectorAnyGeometry,
                None,
                True,
                True,
            ),
            help,
        )
        numbers = {
            self.ROWS_COUNT: tr("Number of observations used"),
            self.SCORE: tr("Cross-validated score"),
            self.SCORE_RANDOM: tr("Score with random folds (optimistic)"),
            self.COVERAGE: tr("Coverage of the intervals (0 to 1)"),
            self.AREA_APPLICABLE: tr(
                "Share of the prediction area inside the area of applicability (0 to 1)"
            ),
        }
        texts = {
            self.SCORE_NAME: tr("Name of the score"),
            self.VERDICT: tr("Effect of the embeddings"),
            self.SENTENCE: tr("Effect of the embeddings, as a sentence"),
        }
        add_outputs(self, numbers, texts)

    def read_layers(self, parameters, context) -> None:
        """Read the prediction area and the rasters in the main thread, because they may be layers of the project."""
        self.area = area_of(self, parameters, context)
        self.rasters = raster_layers(self, parameters, RASTERS, context)

    def execute(self, parameters, context, feedback) -> dict:
        """Validate the parameters, run the job and save its outputs."""
        source = source_of(self, parameters, context)
        polygons = area_polygons_of(self, parameters, context)
        area, bounds = prediction_area(self.area, polygons, context, feedback)
        settings = {**model_settings_of(self, parameters, context), **area}
        group = background_of(self, parameters, context)
        model, report = self.outputs.file(MODEL_FILE), self.outputs.file(REPORT)
        with job_with_uploads(feedback) as job:
            table = job.upload_layer(source, fields_of(settings), context)
            extent = extent_of(source, context, bounds)
            if group:
                extent = extent and extent_of(group, context, extent)
            rasters = upload_predictors(job, self.rasters, extent, feedback, context)
            inputs = {**settings, "table": table, "rasters": rasters, "layer": source.sourceName()}
            if group:
                inputs["background_table"] = job.upload_layer(group, background_fields_of(settings), context)
            results = job.run(self.process, inputs)
            summary = value_of(results, "summary")
            _, found = job.columns("rows")
            job.save("model", model)
            job.save("report", report)
            encoders = used_encoders(job.backend, [{"id": id} for id in settings["encoders"]])
        self.write_rows(source, found, summary, context, feedback)
        self.outputs.describe(encoders, self.ROWS)
        log_skipped_and_warnings(feedback, summary)
        if summary["predictor_selection"]:
            feedback.pushInfo(summary["predictor_selection"]["sentence"])
        feedback.pushInfo(summary["difference"]["sentence"])
        return {
            **self.outputs.values,
            self.ROWS_COUNT: summary["rows"],
            self.SCORE_NAME: summary["main_score"],
            self.SCORE: score_in(summary, summary["main_folds"]),
            self.SCORE_RANDOM: score_in(summary, "random"),
            self.COVERAGE: summary["coverage"][0]["coverage"] if summary["coverage"] else None,
            self.AREA_APPLICABLE: summary["area_applicable"],
            self.VERDICT: summary["difference"]["verdict"],
            self.SENTENCE: summary["difference"]["sentence"],
        }

    def postProcessAlgorithm(self, context, feedback) -> dict:
        """Store the model in the project.

        QGIS calls this method after a run, in the main thread except for models that run in another.
        """
        remember_model(context.project(), self.outputs.values[MODEL_FILE])
        return {}

    def write_rows(self, source, found: Fields, summary: dict, context, feedback) -> None:
        """Write the features that were used, with the columns of the job appended to their own fields."""
        used = set(found["row"][1].tolist())
        columns = {name: column for name, column in found.items() if name != "row"}
        names = free_names(columns, source.fields())
        added = {names[name]: kind for name, (kind, *_) in columns.items()}
        sink = self.outputs.copy_of(self.ROWS, source, added, {names[name]: name for name in columns})
        if sink is None:
            return
        rows, done = attribute_rows(columns, columns), 0
        for chunk, _ in features_with_lonlat(source, to_lonlat(source, context), Counter(), CHUNK, feedback):
            kept = [feature for number, feature in enumerate(chunk, start=done) if number in used]
            for feature, row in zip(kept, islice(rows, len(kept))):
                feature.setAttributes(feature.attributes() + row)
            sink.add(kept)
            done += len(chunk)
        if done != summary["rows"] + sum(dropped["rows"] for dropped in summary["dropped"]):
            raise QgsProcessingException(
                tr("The layer “{layer}” changed while the model was fitted. Run the algorithm again.").format(
                    layer=source.sourceName()
                )
            )
        title = tr("{target}: out-of-fold predictions").format(target=summary["target"])
        self.outputs.title(self.ROWS, title)
        self.outputs.style(self.ROWS, style_residuals, summary["task"], names)


def score_in(summary: dict, folds: str) -> float | None:
    """Return the main score of the chosen model with one type of folds, or None."""
    model = summary["name"][len(f"{summary['target']}: ") :]
    for score in summary["scores"]:
        if (score["model"], score["folds"], score["score"]) == (model, folds, summary["main_score"]):
            return score["value"]
    return None
