"""satclip:predictmap: predictions of a model, as a raster."""

from __future__ import annotations

from qgis.core import (
    QgsProcessingOutputNumber,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterRasterDestination,
)

from satclip_qgis.algorithms.algorithm import SatclipAlgorithm
from satclip_qgis.algorithms.common import with_help
from satclip_qgis.algorithms.map_parameters import (
    EXACT,
    add_exact_parameter,
    add_pixel_parameters,
    add_size_outputs,
    grid_of,
    named_crs,
    sizes,
    style_when_loaded,
    value_of,
)
from satclip_qgis.algorithms.model_parameters import learning, model_file_parameter, model_path
from satclip_qgis.bridge.model_file import read_description
from satclip_qgis.i18n import tr
from satclip_qgis.prediction_style import style_predicted_map


class PredictMap(SatclipAlgorithm):
    """Creates and styles a map of predictions."""

    UNCERTAINTY = "UNCERTAINTY"
    MASK = "MASK"
    OUTPUT = "OUTPUT"
    LOW = "LOW"
    HIGH = "HIGH"

    def name(self) -> str:
        """The algorithm id, without the provider id."""
        return "predictmap"

    def displayName(self) -> str:
        """The name in the toolbox."""
        return tr("Create a prediction map")

    def shortDescription(self) -> str:
        """The tooltip in the toolbox."""
        return tr("Maps the predictions of a model, with uncertainty and applicability.")

    def tags(self) -> list[str]:
        """Search terms for the toolbox."""
        return tr("satclip,predict,prediction,map,raster,model,uncertainty,applicability").split(",")

    def initAlgorithm(self, configuration: dict | None = None) -> None:
        """Declare the parameters and outputs."""
        self.addParameter(model_file_parameter())
        add_pixel_parameters(self)
        self.addParameter(
            with_help(
                QgsProcessingParameterBoolean(
                    self.UNCERTAINTY, tr("Add uncertainty and applicability bands"), True
                ),
                tr(
                    "Adds bands with the prediction interval (or class probability and set size), the "
                    "dissimilarity index, the area of applicability and the distance to the nearest training "
                    "point."
                ),
            )
        )
        self.addParameter(
            with_help(
                QgsProcessingParameterBoolean(
                    self.MASK, tr("Mask pixels outside the area of applicability"), False
                ),
                tr("Sets these pixels to nodata."),
            )
        )
        add_exact_parameter(self)
        self.addParameter(QgsProcessingParameterRasterDestination(self.OUTPUT, tr("Prediction map")))
        add_size_outputs(self)
        self.addOutput(QgsProcessingOutputNumber(self.LOW, tr("2nd percentile of the predictions")))
        self.addOutput(QgsProcessingOutputNumber(self.HIGH, tr("98th percentile of the predictions")))

    def read_layers(self, parameters, context) -> None:
        """Read the extent in the main thread: it may come from a layer of the project."""
        self.grid = grid_of(self, parameters, context)

    def execute(self, parameters, context, feedback) -> dict:
        """Validate the parameters, run the job and save its outputs."""
        self.grid.check()
        model = model_path(self, parameters, context)
        read_description(model)
        path = self.outputs.file(self.OUTPUT)
        inputs = {
            "extent": list(self.grid.extent),
            "crs": named_crs(self.grid.crs),
            "pixel_size": self.grid.pixel_size,
            "uncertainty": self.parameterAsBool(parameters, self.UNCERTAINTY, context),
            "mask": self.parameterAsBool(parameters, self.MASK, context),
            "exact": self.parameterAsBool(parameters, EXACT, context),
        }
        width, height = self.grid.size()
        feedback.pushInfo(tr("The map has {width} x {height} pixels.").format(width=width, height=height))
        with learning(feedback) as work:
            results = work.run("predict_map", {**inputs, "model": work.upload(model)})
            work.save("map", path)
        summary = value_of(results, "summary")
        if summary["valid_pixels"] == 0:
            feedback.pushWarning(
                tr("The whole extent lies outside the area of applicability. The map is empty.")
            )
        classes = value_of(results, "classes")
        style_when_loaded(self.outputs.values[self.OUTPUT], context, style_predicted_map, classes, summary)
        return {**self.outputs.values, **sizes(results), self.LOW: summary["low"], self.HIGH: summary["high"]}
