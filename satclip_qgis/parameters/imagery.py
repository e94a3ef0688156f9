"""Parameters for images and patches."""

from __future__ import annotations

from qgis.core import (
    QgsProcessing,
    QgsProcessingAlgorithm,
    QgsProcessingParameterMultipleLayers,
)

from satclip_qgis.i18n import tr
from satclip_qgis.parameters.declared import add, add_flag, add_number

RASTERS = "RASTERS"


def add_rasters(algorithm: QgsProcessingAlgorithm, *, optional: bool = False) -> None:
    """Add the images."""
    kind = QgsProcessing.SourceType.TypeRaster
    rasters = QgsProcessingParameterMultipleLayers(RASTERS, tr("Images"), kind, optional=optional)
    help = tr(
        "Raster layers. Layers of the same area are stacked as bands of one image. Layers of "
        "other areas need the same bands."
    )
    add(algorithm, rasters, help)


def add_predictor_rasters(algorithm: QgsProcessingAlgorithm, help: str, *, bilinear: bool = False) -> None:
    """Add the predictor rasters of a model, and with `bilinear` their interpolation."""
    kind = QgsProcessing.SourceType.TypeRaster
    rasters = QgsProcessingParameterMultipleLayers(RASTERS, tr("Predictor rasters"), kind, optional=True)
    add(algorithm, rasters, help)
    if bilinear:
        help = tr("Interpolates between the pixels of the predictor rasters, but not between classes.")
        add_flag(algorithm, "BILINEAR", tr("Interpolate predictor rasters"), help, advanced=True)


def add_patch_size(algorithm: QgsProcessingAlgorithm, *, advanced: bool = False) -> None:
    """Add the size of a patch."""
    help = tr("Width and height of the image patch around each point.")
    add_number(algorithm, "PIXELS", tr("Patch size in pixels"), help, advanced=advanced)


def add_land(algorithm: QgsProcessingAlgorithm, *, advanced: bool = False) -> None:
    """Add the option to sample points on land only."""
    help = tr("Samples points on land only (Natural Earth, 0.1 degree resolution).")
    add_flag(algorithm, "LAND", tr("Land only"), help, advanced=advanced)
