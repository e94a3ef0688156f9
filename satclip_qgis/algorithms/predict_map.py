"""satclip:predictmap: predictions of a model, as a raster."""

from __future__ import annotations

from typing import Any

from qgis.core import QgsCoordinateReferenceSystem

from satclip_qgis.algorithms.groups import MODEL
from satclip_qgis.algorithms.jobs import JobWithUploads, used_encoders, value_of
from satclip_qgis.algorithms.map_algorithm import MapAlgorithm
from satclip_qgis.bridge.model_file import read_description
from satclip_qgis.i18n import grouped, tr
from satclip_qgis.inputs.raster_layers import raster_layers
from satclip_qgis.inputs.raster_uploads import upload_predictors
from satclip_qgis.layers.prediction_style import style_predicted_map
from satclip_qgis.parameters.declared import add_choice, add_flag, add_outputs
from satclip_qgis.parameters.encoders import add_month
from satclip_qgis.parameters.extents import LONLAT, extent_in
from satclip_qgis.parameters.grid import EXTENT, add_grid
from satclip_qgis.parameters.imagery import RASTERS, add_predictor_rasters
from satclip_qgis.parameters.model import add_model_file, model_path


class PredictMap(MapAlgorithm):
    """Creates and styles a map of predictions."""

    group_id = MODEL
    UNCERTAINTY, MASK = "UNCERTAINTY", "MASK"
    SURFACE, PROBABILITIES = "SURFACE", "PROBABILITIES"
    LOW, HIGH = "LOW", "HIGH"

    def texts(self) -> tuple[str, str, str]:
        """Return title, short description and search terms."""
        return (
            tr("Create a prediction map"),
            tr("Maps the predictions of a model, with uncertainty and applicability."),
            tr("satclip,predict,prediction,map,raster,model,uncertainty,applicability"),
        )

    def initAlgorithm(self, configuration: dict | None = None) -> None:
        """Declare the parameters and outputs."""
        add_model_file(self)
        add_predictor_rasters(
            self,
            tr(
                "The raster layers that the model was fitted with, with the same names or in the same order, or others "
                "with the same bands."
            ),
        )
        add_grid(self)
        help = tr(
            "Adds bands with the prediction interval (or class probability and set size), the "
            "dissimilarity index, the area of applicability, the distance to the nearest training point and "
            "the expected error."
        )
        add_flag(self, self.UNCERTAINTY, tr("Add uncertainty and applicability bands"), help)
        help = tr("Sets these pixels to nodata.")
        add_flag(self, self.MASK, tr("Mask pixels outside the area of applicability"), help)
        help = tr(
            "Leaves pixels at sea or on land nodata, but for the coast (Natural Earth, 0.1 degree resolution). “As the "
            "prediction area of the model” does so if that area is the land or the sea of an extent."
        )
        surfaces = {
            "auto": tr("As the prediction area of the model"),
            "all": tr("Land and sea"),
            "land": tr("Land only"),
            "sea": tr("Sea only"),
        }
        add_choice(self, self.SURFACE, tr("Pixels to predict"), surfaces, help, advanced=True)
        help = tr(
            "For a model with a date field: 1 for January to 12 for December, or 0 for the mean over the year."
        )
        add_month(self, help)
        help = tr("For classes: adds a band with the probability of each class.")
        add_flag(self, self.PROBABILITIES, tr("Add a probability band for each class"), help, advanced=True)
        self.add_map(tr("Prediction map"))
        add_outputs(
            self,
            {
                self.LOW: tr("2nd percentile of the predictions"),
                self.HIGH: tr("98th percentile of the predictions"),
            },
        )

    def read_layers(self, parameters, context) -> None:
        """Read the grid and the rasters in the main thread, because they may be layers of the project."""
        super().read_layers(parameters, context)
        self.rasters = raster_layers(self, parameters, RASTERS, context)
        lonlat = QgsCoordinateReferenceSystem(LONLAT)
        self.needed = extent_in(self, parameters, EXTENT, lonlat, context) if self.rasters else None

    def prepare(self, parameters, context, job: JobWithUploads) -> dict[str, Any]:
        """Check and upload the model, and upload the rasters that it needs."""
        path = model_path(self, parameters, context)
        self.encoders = used_encoders(job.backend, read_description(path)["encoders"])
        rasters = upload_predictors(job, self.rasters, self.needed, job.feedback, context)
        return {"model": job.upload(path), "rasters": rasters}

    def finish(self, results: dict[str, Any], feedback) -> dict[str, Any]:
        """Style the map."""
        summary = value_of(results, "summary")
        if summary["valid_pixels"] == 0:
            feedback.pushWarning(
                tr("The whole extent lies outside the area of applicability. The map is empty.")
            )
        log_left_out(summary, feedback)
        title = tr("{target}: prediction").format(target=summary["target"])
        if summary["month"]:
            title = tr("{target}: prediction in month {month}").format(**summary)
        elif summary["date_field"]:
            title = tr("{target}: prediction, mean over the year").format(**summary)
        self.outputs.title(self.OUTPUT, title)
        self.outputs.style(self.OUTPUT, style_predicted_map, value_of(results, "classes"), summary)
        return {self.LOW: summary["low"], self.HIGH: summary["high"]}


def log_left_out(summary: dict, feedback) -> None:
    """Log the number of pixels that are nodata because they are at sea or on land."""
    if not summary["left_out"]:
        return
    sentence = (
        tr("Pixels at sea that were left out: {count}. To predict them, choose “Land and sea” (SURFACE).")
        if summary["surface"] == "land"
        else tr(
            "Pixels on land that were left out: {count}. To predict them, choose “Land and sea” (SURFACE)."
        )
    )
    feedback.pushInfo(sentence.format(count=grouped(f"{summary['left_out']:,}")))
