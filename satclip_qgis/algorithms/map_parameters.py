"""Parameters, jobs, outputs and styles of the algorithms that create a map."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsProcessingAlgorithm,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterCrs,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterDistance,
    QgsProcessingParameterExtent,
)

from satclip_qgis.algorithms.common import backend_for, encoder_parameter, find_encoder, with_help
from satclip_qgis.extents import Extent, check_grid, extent_in, grid_size
from satclip_qgis.i18n import tr
from satclip_qgis.map_style import StyleLoaded

EXTENT, PIXEL_SIZE, CRS, MODEL, EXACT = "EXTENT", "PIXEL_SIZE", "CRS", "MODEL", "EXACT"
WIDTH, HEIGHT, VALID_PIXELS = "WIDTH", "HEIGHT", "VALID_PIXELS"
LONLAT = "EPSG:4326"
STYLES: dict[str, StyleLoaded] = {}
"""Of each output the one that QGIS may still call: it keeps none itself, and the algorithm is gone by then."""


@dataclass(frozen=True)
class RasterGrid:
    """The pixels of a map: the extent as (west, south, east, north) and the pixels' size, in units of the CRS."""

    extent: Extent
    crs: QgsCoordinateReferenceSystem
    pixel_size: float

    def check(self) -> None:
        """Raise when the extent has no area or there are too many pixels."""
        check_grid(self.extent, self.crs, self.pixel_size)

    def size(self) -> tuple[int, int]:
        """Width and height in pixels."""
        return grid_size(self.extent, self.crs, self.pixel_size)


def add_grid_parameters(algorithm: QgsProcessingAlgorithm) -> None:
    """Add the parameters for the raster grid and the encoder."""
    add_pixel_parameters(algorithm)
    algorithm.addParameter(encoder_parameter(MODEL))


def add_pixel_parameters(algorithm: QgsProcessingAlgorithm) -> None:
    """Add the parameters for the extent, the pixel size and the CRS."""
    algorithm.addParameter(
        with_help(
            QgsProcessingParameterExtent(EXTENT, tr("Extent")),
            tr("In geographic coordinates, an extent with xmin > xmax crosses the antimeridian."),
        )
    )
    algorithm.addParameter(
        with_help(
            QgsProcessingParameterDistance(
                PIXEL_SIZE, tr("Pixel size"), defaultValue=0.25, parentParameterName=CRS, minValue=0
            ),
            tr("In units of the output CRS."),
        )
    )
    # Optional, since QGIS 3.22 takes no default for one that a script leaves out.
    algorithm.addParameter(QgsProcessingParameterCrs(CRS, tr("Output CRS"), LONLAT, optional=True))


def add_exact_parameter(algorithm: QgsProcessingAlgorithm) -> None:
    """Add the advanced parameter for exact evaluation of each pixel."""
    parameter = with_help(
        QgsProcessingParameterBoolean(EXACT, tr("Compute each pixel exactly (slower)"), False),
        tr("By default, pixels finer than the resolution of the encoder are interpolated."),
    )
    parameter.setFlags(parameter.flags() | QgsProcessingParameterDefinition.Flag.FlagAdvanced)
    algorithm.addParameter(parameter)


def add_size_outputs(algorithm: QgsProcessingAlgorithm) -> None:
    """Declare the outputs that `sizes` returns."""
    algorithm.addOutput(QgsProcessingOutputNumber(WIDTH, tr("Width in pixels")))
    algorithm.addOutput(QgsProcessingOutputNumber(HEIGHT, tr("Height in pixels")))
    algorithm.addOutput(QgsProcessingOutputNumber(VALID_PIXELS, tr("Valid pixels")))


def grid_of(algorithm: QgsProcessingAlgorithm, parameters: dict, context: QgsProcessingContext) -> RasterGrid:
    """The raster grid of the parameters. Call it in the main thread: the extent may come from a layer."""
    given = parameters.get(CRS) or LONLAT
    crs = algorithm.parameterAsCrs({CRS: given}, CRS, context)
    if not crs.isValid():
        raise QgsProcessingException(tr("The output CRS (CRS) is not valid. Choose another CRS."))
    extent = extent_in(algorithm, parameters, EXTENT, crs, context)
    return RasterGrid(extent, crs, algorithm.parameterAsDouble(parameters, PIXEL_SIZE, context))


def map_inputs(
    algorithm: QgsProcessingAlgorithm, parameters: dict, grid: RasterGrid, context: QgsProcessingContext
) -> dict[str, Any]:
    """The inputs that all map processes have in common."""
    return {
        "extent": list(grid.extent),
        "crs": named_crs(grid.crs),
        "pixel_size": grid.pixel_size,
        "encoder": algorithm.parameterAsString(parameters, MODEL, context).strip(),
        "exact": algorithm.parameterAsBool(parameters, EXACT, context),
    }


def drawn(
    process: str, inputs: dict[str, Any], path: Path, grid: RasterGrid, feedback: QgsProcessingFeedback
) -> dict[str, Any]:
    """Run a map process, save its raster at `path` and return its results."""
    width, height = grid.size()
    feedback.pushInfo(tr("The map has {width} x {height} pixels.").format(width=width, height=height))
    backend = backend_for(feedback)
    find_encoder(backend, inputs["encoder"])
    job, results = backend.run_job(process, inputs, progress_to(feedback, 0, 90))
    try:
        backend.save_output(job, "map", path, lambda done: feedback.setProgress(90 + 10 * done))
        return results
    finally:
        backend.discard_job(job)


def sizes(results: dict[str, Any]) -> dict[str, int]:
    """The outputs that `add_size_outputs` declares."""
    summary = value_of(results, "summary")
    return {WIDTH: summary["width"], HEIGHT: summary["height"], VALID_PIXELS: summary["valid_pixels"]}


def style_when_loaded(
    output: str, context: QgsProcessingContext, style: Callable[..., None], *given: Any
) -> None:
    """Have `style(layer, *given)` called if QGIS loads the output."""
    if context.willLoadLayerOnCompletion(output):
        STYLES[output] = StyleLoaded(style, *given)
        context.layerToLoadOnCompletionDetails(output).setPostProcessor(STYLES[output])


def named_crs(crs: QgsCoordinateReferenceSystem) -> str:
    """A CRS for the backend: the authority code, or WKT for a user-defined CRS."""
    authority = crs.authid().split(":")[0]
    if authority and authority != "USER":
        return crs.authid()
    return crs.toWkt(QgsCoordinateReferenceSystem.WktVariant.WKT_PREFERRED)


def progress_to(feedback: QgsProcessingFeedback, start: float, end: float) -> Callable[[float, str], None]:
    """A callback that maps a job's progress (0 to 1) to a range of percentages and shows its messages."""
    last = ""

    def show(fraction: float, message: str) -> None:
        nonlocal last
        feedback.setProgress(start + (end - start) * fraction)
        if message and message != last:
            last = message
            feedback.setProgressText(message)

    return show


def value_of(results: dict[str, Any], name: str) -> Any:
    """A result that is part of the reply, plain or as {"value": ...}."""
    result = results.get(name)
    value = result["value"] if isinstance(result, dict) and set(result) <= {"value", "mediaType"} else result
    if value is None:
        raise QgsProcessingException(
            tr("The backend did not return “{name}”. Run the algorithm again.").format(name=name)
        )
    return value
