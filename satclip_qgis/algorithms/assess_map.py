"""satclip:assessmap: accuracy and area of a class map, from reference points."""

from __future__ import annotations

import re

from qgis.core import (
    QgsPalettedRasterRenderer,
    QgsProcessingException,
    QgsProcessingParameterRasterLayer,
    QgsProcessingParameterString,
    QgsRasterLayer,
)

from satclip_qgis.algorithms.algorithm import SatclipAlgorithm
from satclip_qgis.algorithms.groups import MODEL
from satclip_qgis.algorithms.jobs import job_with_uploads, log_skipped_and_warnings, value_of
from satclip_qgis.i18n import tr
from satclip_qgis.inputs.raster_layers import raster_layers
from satclip_qgis.inputs.raster_uploads import upload_rasters
from satclip_qgis.parameters.declared import (
    add,
    add_band,
    add_choice,
    add_field,
    add_number,
    add_outputs,
    add_table,
    inputs_of,
)
from satclip_qgis.parameters.model import INPUT, REPORT, add_layer, add_report, source_of

FIELDS = {
    "class": "integer",
    "name": "text",
    "map_points": "integer",
    "reference_points": "integer",
    "mapped_km2": "number",
    "area_km2": "number",
    "area_km2_se": "number",
    "area_km2_low": "number",
    "area_km2_high": "number",
    "users": "number",
    "users_se": "number",
    "users_low": "number",
    "users_high": "number",
    "producers": "number",
    "producers_se": "number",
    "producers_low": "number",
    "producers_high": "number",
}


class AssessMap(SatclipAlgorithm):
    """Estimates the accuracy of a class map, and saves a table and a report."""

    group_id = MODEL
    MAP, BAND, REFERENCE, DESIGN, STRATA, STRATA_BAND = (
        "MAP",
        "BAND",
        "REFERENCE",
        "DESIGN",
        "STRATA",
        "STRATA_BAND",
    )
    CLASS_NAMES, TABLE, OVERALL, OVERALL_SE = "CLASS_NAMES", "TABLE", "OVERALL", "OVERALL_SE"

    def texts(self) -> tuple[str, str, str]:
        """Return title, short description and search terms."""
        return (
            tr("Assess the accuracy of a class map"),
            tr("Estimates accuracy and area of the classes of a raster from reference points."),
            tr(
                "satclip,accuracy,assessment,area,confusion,error matrix,classification,land cover,validation"
            ),
        )

    def initAlgorithm(self, configuration: dict | None = None) -> None:
        """Declare the parameters and outputs."""
        help = tr("A raster of classes, as integers: a prediction map, or any land cover map.")
        add(self, QgsProcessingParameterRasterLayer(self.MAP, tr("Class map")), help)
        add_band(self, self.BAND, tr("Band of the classes"), "", self.MAP)
        help = tr(
            "Points that were drawn at random, and whose class was observed. The map must not be fitted on them."
        )
        add_layer(self, tr("Reference points"), help)
        help = tr("The class that was observed, as the codes of the map or as the names of its classes.")
        add_field(self, self.REFERENCE, tr("Reference class field"), help, INPUT)
        choices = {
            "stratified": tr("Stratified random (by map class or stratum)"),
            "random": tr("Simple random or systematic"),
        }
        help = tr("How the points were drawn. The estimates hold for such a sample only.")
        add_choice(self, self.DESIGN, tr("Sampling design"), choices, help)
        help = tr(
            "For a stratified sample whose strata are not the classes of the map: a raster of the strata, as integers."
        )
        strata = QgsProcessingParameterRasterLayer(self.STRATA, tr("Strata"), None, True)
        add(self, strata, help, advanced=True)
        add_band(self, self.STRATA_BAND, tr("Band of the strata"), "", self.STRATA, advanced=True)
        help = tr(
            "For example 1=forest; 2=water. Default: the legend of the layer, or the names in its file."
        )
        names = QgsProcessingParameterString(self.CLASS_NAMES, tr("Class names"), "", optional=True)
        add(self, names, help, advanced=True)
        label = tr("Confidence level of the intervals (percent)")
        add_number(self, "CONFIDENCE", label, scale=100, advanced=True)
        add_report(self)
        add_table(self, self.TABLE, tr("Accuracy and area by class"))
        add_outputs(
            self,
            {
                self.OVERALL: tr("Overall accuracy"),
                self.OVERALL_SE: tr("Standard error of the overall accuracy"),
            },
        )

    def read_layers(self, parameters, context) -> None:
        """Read the rasters and the legend in the main thread, because they may be layers of the project."""
        self.map = raster_layers(self, parameters, self.MAP, context)
        self.strata = raster_layers(self, parameters, self.STRATA, context)
        layer = self.parameterAsRasterLayer(parameters, self.MAP, context)
        band = inputs_of(self, parameters, context)["band"]
        self.legend = legend_names(layer, band) if layer else []
        if not self.map:
            raise QgsProcessingException(self.invalidRasterError(parameters, self.MAP))

    def execute(self, parameters, context, feedback) -> dict:
        """Upload the map and the points, run the job and save its outputs."""
        source = source_of(self, parameters, context)
        report = self.outputs.file(REPORT)
        self.outputs.open_table(self.TABLE, FIELDS)
        inputs = {
            **inputs_of(self, parameters, context),
            "class_names": [*self.legend, *self.given_names(parameters, context)],
            "layer": source.sourceName(),
        }
        with job_with_uploads(feedback) as job:
            inputs["table"] = job.upload_layer(source, [inputs["reference"]], context)
            inputs["map"], *strata = upload_rasters(job, [*self.map, *self.strata], None, feedback, context)
            inputs["strata"] = strata[0] if strata else None
            results = job.run(self.process, inputs)
            job.save("report", report)
        self.outputs.write_table(self.TABLE, value_of(results, "table"))
        summary = value_of(results, "summary")
        title = tr("{layer}: accuracy and area by class").format(layer=self.map[0].name)
        self.outputs.title(self.TABLE, title)
        self.outputs.describe([], self.TABLE)
        log_skipped_and_warnings(feedback, summary)
        return {
            **self.outputs.values,
            self.OVERALL: summary["overall"],
            self.OVERALL_SE: summary["overall_se"],
        }

    def given_names(self, parameters, context) -> list[str]:
        """Return the class names of the parameter, such as 1=forest."""
        text = self.parameterAsString(parameters, self.CLASS_NAMES, context)
        return [part.strip() for part in re.split(r"[;\n]", text) if part.strip()]


def legend_names(layer: QgsRasterLayer, band: int) -> list[str]:
    """Return the class names in the legend of a layer that renders the band, such as 1=forest, without bare codes."""
    renderer = layer.renderer()
    if not isinstance(renderer, QgsPalettedRasterRenderer) or renderer.usesBands() != [band]:
        return []
    found = [(one.value, " ".join(one.label.split())) for one in renderer.classes()]
    return [
        f"{value:.0f}={label}"
        for value, label in found
        if float(value).is_integer() and label not in ("", f"{value:.0f}", str(value))
    ]
