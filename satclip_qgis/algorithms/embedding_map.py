"""satclip:embeddingmap: the principal components of the embedding of every pixel's place, as a raster."""

from __future__ import annotations

import json
from pathlib import Path

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsProcessingAlgorithm,
    QgsProcessingException,
    QgsProcessingOutputNumber,
    QgsProcessingParameterCrs,
    QgsProcessingParameterDistance,
    QgsProcessingParameterEnum,
    QgsProcessingParameterExtent,
    QgsProcessingParameterFile,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterNumber,
    QgsProcessingParameterRasterDestination,
)
from qgis.PyQt.QtGui import QIcon

from satclip_qgis.algorithms.common import backend_for, encoder_parameter, errors_shown, find_encoder, icon
from satclip_qgis.bridge.client import check_writable, save_json
from satclip_qgis.extents import check_grid, extent_in, grid_size
from satclip_qgis.help import help_html
from satclip_qgis.i18n import tr
from satclip_qgis.map_style import StyleLoaded

LARGEST_BASIS = 64 << 20
LONLAT = "EPSG:4326"


class EmbeddingMap(QgsProcessingAlgorithm):
    """Has the backend draw a map of the embedding space, and saves it."""

    EXTENT = "EXTENT"
    PIXEL_SIZE = "PIXEL_SIZE"
    CRS = "CRS"
    MODEL = "MODEL"
    BASIS = "BASIS"
    BASIS_FILE = "BASIS_FILE"
    COMPONENTS = "COMPONENTS"
    OUTPUT = "OUTPUT"
    BASIS_OUTPUT = "BASIS_OUTPUT"
    WIDTH = "WIDTH"
    HEIGHT = "HEIGHT"
    VALID_PIXELS = "VALID_PIXELS"
    ENCODER_BASIS, EXTENT_BASIS, FILE_BASIS = 0, 1, 2

    def createInstance(self) -> EmbeddingMap:
        """Called by QGIS."""
        return EmbeddingMap()

    def name(self) -> str:
        """The id below the provider's."""
        return "embeddingmap"

    def displayName(self) -> str:
        """As the toolbox shows it."""
        return tr("Draw an embedding map")

    def shortDescription(self) -> str:
        """The tooltip in the toolbox."""
        return tr("Draws the principal components of SatCLIP's embedding of each pixel's place.")

    def tags(self) -> list[str]:
        """What the toolbox's search finds it by."""
        return tr("satclip,embedding,raster,map,pca,principal components,satellite,machine learning").split(
            ","
        )

    def icon(self) -> QIcon:
        """The plugin's icon."""
        return icon()

    def shortHelpString(self) -> str:
        """The help page."""
        return help_html("embedding_map")

    def initAlgorithm(self, configuration: dict | None = None) -> None:
        """The parameters and outputs."""
        self.addParameter(QgsProcessingParameterExtent(self.EXTENT, tr("Extent")))
        self.addParameter(
            QgsProcessingParameterDistance(
                self.PIXEL_SIZE, tr("Pixel size"), defaultValue=0.25, parentParameterName=self.CRS, minValue=0
            )
        )
        # Optional, since QGIS 3.22 takes no default for one that a script leaves out.
        self.addParameter(QgsProcessingParameterCrs(self.CRS, tr("CRS of the map"), LONLAT, optional=True))
        self.addParameter(encoder_parameter(self.MODEL))
        choices = [
            tr("The encoder's own: same colours on all maps"),
            tr("Fitted to the extent: most contrast"),
            tr("From a file saved earlier"),
        ]
        self.addParameter(QgsProcessingParameterEnum(self.BASIS, tr("Basis"), choices, defaultValue=0))
        self.addParameter(
            QgsProcessingParameterFile(self.BASIS_FILE, tr("Basis file"), extension="json", optional=True)
        )
        self.addParameter(
            QgsProcessingParameterNumber(
                self.COMPONENTS,
                tr("Number of principal components (bands)"),
                QgsProcessingParameterNumber.Type.Integer,
                defaultValue=3,
                minValue=1,
            )
        )
        self.addParameter(QgsProcessingParameterRasterDestination(self.OUTPUT, tr("Embedding map")))
        self.addParameter(
            QgsProcessingParameterFileDestination(
                self.BASIS_OUTPUT, tr("Save the basis"), "JSON (*.json)", optional=True, createByDefault=False
            )
        )
        self.addOutput(QgsProcessingOutputNumber(self.WIDTH, tr("Width in pixels")))
        self.addOutput(QgsProcessingOutputNumber(self.HEIGHT, tr("Height in pixels")))
        self.addOutput(QgsProcessingOutputNumber(self.VALID_PIXELS, tr("Pixels that have a place on Earth")))

    def prepareAlgorithm(self, parameters, context, feedback) -> bool:
        """Read the extent here, in the main thread, where it may come from a layer of the project."""
        given = parameters.get(self.CRS) or LONLAT
        self.crs = self.parameterAsCrs({self.CRS: given}, self.CRS, context)
        if not self.crs.isValid():
            raise QgsProcessingException(tr("The CRS of the map (CRS) is not valid: choose another."))
        self.extent = extent_in(self, parameters, self.EXTENT, self.crs, context)
        return True

    def processAlgorithm(self, parameters, context, feedback) -> dict:
        """Check all that can be checked here, run the job, save what it made."""
        pixel_size = self.parameterAsDouble(parameters, self.PIXEL_SIZE, context)
        check_grid(self.extent, self.crs, pixel_size)
        output = Path(self.parameterAsOutputLayer(parameters, self.OUTPUT, context))
        basis_output = self.parameterAsFileOutput(parameters, self.BASIS_OUTPUT, context)
        with errors_shown():
            for target in (output, *([Path(basis_output)] if basis_output else [])):
                check_writable(target)
        encoder = self.parameterAsString(parameters, self.MODEL, context).strip()
        inputs = {
            "extent": list(self.extent),
            "crs": named_crs(self.crs),
            "pixel_size": pixel_size,
            "encoder": encoder,
            "components": self.parameterAsInt(parameters, self.COMPONENTS, context),
            "basis": self.basis(parameters, context),
        }
        width, height = grid_size(self.extent, self.crs, pixel_size)
        feedback.pushInfo(tr("The map has {width} x {height} pixels.").format(width=width, height=height))

        with backend_for(feedback) as backend:
            find_encoder(backend, encoder)
            job, results = backend.run_job("embedding_map", inputs, progress_to(feedback, 0, 90))
            try:
                backend.save_output(job, "map", output, lambda done: feedback.setProgress(90 + 10 * done))
            finally:
                backend.discard_job(job)
            if basis_output:
                save_json(Path(basis_output), value_of(results, "basis"))
        summary = value_of(results, "summary")
        low_high = value_of(results, "stretch")
        if context.willLoadLayerOnCompletion(str(output)):
            self.style = StyleLoaded(low_high)  # QGIS keeps no reference of its own
            context.layerToLoadOnCompletionDetails(str(output)).setPostProcessor(self.style)
        found = {
            self.OUTPUT: str(output),
            self.WIDTH: summary["width"],
            self.HEIGHT: summary["height"],
            self.VALID_PIXELS: summary["valid_pixels"],
        }
        return {**found, self.BASIS_OUTPUT: basis_output} if basis_output else found

    def basis(self, parameters, context) -> str | dict:
        """The process's input `basis`."""
        choice = self.parameterAsEnum(parameters, self.BASIS, context)
        if choice != self.FILE_BASIS:
            return "extent" if choice == self.EXTENT_BASIS else "encoder"
        name = self.parameterAsFile(parameters, self.BASIS_FILE, context)
        if not name:
            raise QgsProcessingException(tr("Choose the file of the basis (BASIS_FILE)."))
        try:
            path = Path(name)
            if path.stat().st_size > LARGEST_BASIS:
                raise ValueError
            basis = json.loads(path.read_text(encoding="utf-8"))
            if not isinstance(basis, dict):
                raise ValueError
        except OSError as error:
            raise QgsProcessingException(
                tr("The file of the basis can't be read: {reason}.").format(reason=error)
            ) from error
        except ValueError as error:
            raise QgsProcessingException(
                tr("{file} is not a basis that this algorithm has saved (BASIS_OUTPUT).").format(file=name)
            ) from error
        return basis


def named_crs(crs: QgsCoordinateReferenceSystem) -> str:
    """A CRS for the backend: its authority's code, or its definition when it is the user's own."""
    authority = crs.authid().split(":")[0]
    if authority and authority != "USER":
        return crs.authid()
    return crs.toWkt(QgsCoordinateReferenceSystem.WktVariant.WKT_PREFERRED)


def progress_to(feedback, start: float, end: float):
    """A function that shows a job's progress (0 to 1) between two percentages, and its new messages."""
    last = ""

    def show(fraction: float, message: str) -> None:
        nonlocal last
        feedback.setProgress(start + (end - start) * fraction)
        if message and message != last:
            last = message
            feedback.setProgressText(message)

    return show


def value_of(results: dict, name: str):
    """A result that came with the reply itself, bare or as {"value": ...}."""
    result = results.get(name)
    value = result["value"] if isinstance(result, dict) and set(result) <= {"value", "mediaType"} else result
    if value is None:
        raise QgsProcessingException(
            tr("The backend's results lack “{name}”. Run it again.").format(name=name)
        )
    return value
