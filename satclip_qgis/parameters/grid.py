"""Raster grid of a map: parameters for extent, pixel size and CRS."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsProcessingAlgorithm,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingParameterCrs,
    QgsProcessingParameterDistance,
    QgsProcessingParameterExtent,
)

from satclip_qgis.contract import declared
from satclip_qgis.i18n import tr
from satclip_qgis.parameters.declared import add, add_flag
from satclip_qgis.parameters.extents import Extent, automatic_pixel_size, check_grid, extent_in, grid_size

EXTENT, PIXEL_SIZE, CRS, EXACT = "EXTENT", "PIXEL_SIZE", "CRS", "EXACT"


@dataclass(frozen=True)
class RasterGrid:
    """Pixels of a map: the extent as (west, south, east, north) and the pixel size, in units of the CRS."""

    extent: Extent
    crs: QgsCoordinateReferenceSystem
    pixel_size: float

    def check(self) -> None:
        """Raise QgsProcessingException if the extent is empty or there are too many pixels."""
        check_grid(self.extent, self.crs, self.pixel_size)

    def size(self) -> tuple[int, int]:
        """Return width and height in pixels."""
        return grid_size(self.extent, self.crs, self.pixel_size)

    def inputs(self) -> dict[str, Any]:
        """Return the inputs of the process."""
        return {"extent": list(self.extent), "crs": named_crs(self.crs), "pixel_size": self.pixel_size}


def add_grid(algorithm: QgsProcessingAlgorithm) -> None:
    """Add the extent, the pixel size and the CRS."""
    help = tr("In geographic coordinates, an extent with xmin > xmax crosses the antimeridian.")
    add(algorithm, QgsProcessingParameterExtent(EXTENT, tr("Extent")), help)
    size = QgsProcessingParameterDistance(
        PIXEL_SIZE,
        tr("Pixel size"),
        defaultValue=None,
        parentParameterName=CRS,
        optional=True,
        minValue=declared(algorithm.process, "pixel_size")["exclusiveMinimum"],
    )
    help = tr(
        "In units of the output CRS. Default: a round number at which the map has about a million pixels."
    )
    add(algorithm, size, help)
    # Optional, because QGIS 3.22 does not use the default if a script omits the parameter.
    crs = declared(algorithm.process, "crs")["default"]
    add(algorithm, QgsProcessingParameterCrs(CRS, tr("Output CRS"), crs, optional=True))


def add_exact(algorithm: QgsProcessingAlgorithm) -> None:
    """Add the advanced parameter for exact evaluation of each pixel."""
    help = tr("By default, pixels finer than the resolution of the encoder are interpolated.")
    add_flag(algorithm, EXACT, tr("Compute each pixel exactly (slower)"), help, advanced=True)


def grid_of(algorithm: QgsProcessingAlgorithm, parameters: dict, context: QgsProcessingContext) -> RasterGrid:
    """Return the raster grid of the parameters. Call it in the main thread: the extent may come from a layer."""
    given = parameters.get(CRS) or algorithm.parameterDefinition(CRS).defaultValue()
    crs = algorithm.parameterAsCrs({CRS: given}, CRS, context)
    if not crs.isValid():
        raise QgsProcessingException(tr("The output CRS (CRS) is not valid. Choose another CRS."))
    extent = extent_in(algorithm, parameters, EXTENT, crs, context)
    if parameters.get(PIXEL_SIZE) in (None, ""):
        return RasterGrid(extent, crs, automatic_pixel_size(extent, crs) or 1.0)  # 0: `check` will refuse it
    return RasterGrid(extent, crs, algorithm.parameterAsDouble(parameters, PIXEL_SIZE, context))


def named_crs(crs: QgsCoordinateReferenceSystem) -> str:
    """Return a CRS for the backend: the authority code, or WKT for a user-defined CRS."""
    authority = crs.authid().split(":")[0]
    if authority and authority != "USER":
        return crs.authid()
    return crs.toWkt(QgsCoordinateReferenceSystem.WktVariant.WKT_PREFERRED)
