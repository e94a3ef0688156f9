"""satclip:suggestpoints: suggests where in an area to measure next for a model."""

from __future__ import annotations

from qgis.core import (
    QgsProcessing,
    QgsProcessingParameterExtent,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterFeatureSource,
)

from satclip_qgis.algorithms.algorithm import SatclipAlgorithm
from satclip_qgis.algorithms.groups import MODEL
from satclip_qgis.algorithms.jobs import job_with_uploads, log_warnings, used_encoders, value_of
from satclip_qgis.bridge.model_file import read_description
from satclip_qgis.contract import prediction_fields
from satclip_qgis.i18n import tr
from satclip_qgis.inputs.columns import attribute_rows
from satclip_qgis.inputs.polygons import sampling_area
from satclip_qgis.inputs.raster_layers import raster_layers
from satclip_qgis.inputs.raster_uploads import upload_predictors
from satclip_qgis.layers.prediction_style import style_suggested_points
from satclip_qgis.parameters.declared import add, add_number, add_outputs, inputs_of
from satclip_qgis.parameters.encoders import add_month
from satclip_qgis.parameters.imagery import RASTERS, add_predictor_rasters
from satclip_qgis.parameters.model import AREA, add_model_file, area_of, model_path


class SuggestPoints(SatclipAlgorithm):
    """Saves the suggested points with their predictions."""

    group_id = MODEL
    EXTENT, OUTPUT = "EXTENT", "OUTPUT"
    POINTS_COUNT, REDUCTION = "POINTS_COUNT", "REDUCTION"

    def texts(self) -> tuple[str, str, str]:
        """Return title, short description and search terms."""
        return (
            tr("Suggest points to measure"),
            tr(
                "Suggests where to measure next, so that an area is less dissimilar and distant from the training data."
            ),
            tr("satclip,suggest,sampling,design,survey,measure,sample,model"),
        )

    def initAlgorithm(self, configuration: dict | None = None) -> None:
        """Declare the parameters and outputs."""
        add_model_file(self)
        extent = QgsProcessingParameterExtent(self.EXTENT, tr("Extent of the area"), optional=True)
        help = tr(
            "Default: the extent of the training points. If most of them lie on land, only the land in it."
        )
        add(self, extent, help)
        kinds = [QgsProcessing.SourceType.TypeVectorPolygon]
        area = QgsProcessingParameterFeatureSource(AREA, tr("Or polygons of the area"), kinds, optional=True)
        add(self, area)
        add_number(self, "COUNT", tr("Number of points"))
        add_predictor_rasters(
            self,
            tr(
                "The raster layers that the model was fitted with, with the same names or in the same order, or others "
                "with the same bands."
            ),
        )
        help = tr(
            "For a model with a date field: 1 for January to 12 for December, or 0 for the mean over the year."
        )
        add_month(self, help)
        add_number(self, "SEED", tr("Random seed"), advanced=True)
        point = QgsProcessing.SourceType.TypeVectorPoint
        add(self, QgsProcessingParameterFeatureSink(self.OUTPUT, tr("Suggested points"), point))
        numbers = {
            self.POINTS_COUNT: tr("Number of points"),
            self.REDUCTION: tr("Reduction of the mean dissimilarity and distance (0 to 1)"),
        }
        add_outputs(self, numbers)

    def read_layers(self, parameters, context) -> None:
        """Read layers in the main thread, because they may belong to the project."""
        self.rasters = raster_layers(self, parameters, RASTERS, context)
        self.extent = area_of(self, parameters, context, self.EXTENT)

    def execute(self, parameters, context, feedback) -> dict:
        """Upload the model, run the job and write the points."""
        path = model_path(self, parameters, context)
        model = read_description(path)
        kinds = {"rank": "integer", "reduction": "number", **prediction_fields(model)}
        polygons = self.parameterAsSource(parameters, AREA, context)
        area, needed = sampling_area(self.extent, polygons, context, feedback)
        self.outputs.open_table(self.OUTPUT, {"lon": "number", "lat": "number", **kinds}, points=True)
        with job_with_uploads(feedback) as job:
            rasters = upload_predictors(job, self.rasters, needed, feedback, context)
            inputs = {**inputs_of(self, parameters, context), **area}
            results = job.run(self.process, {**inputs, "model": job.upload(path), "rasters": rasters})
            lonlat, columns = job.columns("points")
            encoders = used_encoders(job.backend, model["encoders"])
        summary = value_of(results, "summary")
        names = list(kinds)
        rows = (
            {"lon": lon, "lat": lat, **dict(zip(names, row))}
            for (lon, lat), row in zip(lonlat.tolist(), attribute_rows(columns, names))
        )
        self.outputs.write_table(self.OUTPUT, rows, style_suggested_points)
        self.outputs.describe(encoders, self.OUTPUT)
        title = tr("{target}: points to measure").format(target=summary["target"])
        self.outputs.title(self.OUTPUT, title)
        log_warnings(feedback, summary)
        feedback.pushInfo(
            tr(
                "The suggested points ({count}) would reduce the mean dissimilarity of the area and its mean "
                "distance to training points by {share} % on average."
            ).format(count=summary["points"], share=round(100 * summary["reduction"]))
        )
        return {
            **self.outputs.values,
            self.POINTS_COUNT: summary["points"],
            self.REDUCTION: summary["reduction"],
        }
