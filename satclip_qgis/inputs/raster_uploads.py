"""Upload of raster layers: their files, or the part inside an extent as a new GeoTIFF."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Protocol

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCsException,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeatureSource,
    QgsProcessingFeedback,
    QgsRasterBlockFeedback,
    QgsRasterFileWriter,
    QgsRasterLayer,
    QgsRasterNuller,
    QgsRasterPipe,
    QgsRectangle,
)
from qgis.PyQt.QtCore import Qt

from satclip_qgis.bridge.errors import Cancelled
from satclip_qgis.bridge.sending import LARGEST_UPLOAD
from satclip_qgis.i18n import grouped, tr
from satclip_qgis.inputs.raster_layers import RasterLayer
from satclip_qgis.parameters.extents import LONLAT, Extent

MARGIN = 128
"""Pixels around an extent that are also sent, for patches at its edge."""
SMALL = 64 << 20
"""Files up to this size in bytes are sent completely."""


class Uploads(Protocol):
    """An object that sends files: a `Backend` or a `JobWithUploads`."""

    def upload(self, data: bytes | Path) -> str:
        """Send bytes or a file; return the id for the inputs of a job."""


def upload_rasters(
    work: Uploads,
    layers: Sequence[RasterLayer],
    extent: Extent | None,
    feedback: QgsProcessingFeedback,
    context: QgsProcessingContext,
    *,
    urls: bool = False,
) -> list[dict[str, Any]]:
    """Send layers, or the parts of them that `extent` (west, south, east, north in degrees) needs.

    Returns a dictionary for each layer that overlaps the extent: `id` of the upload, `name`, `bands`. With `urls`,
    a layer on the web is not sent and has `url` instead of `id`. Raises QgsProcessingException if a layer can't be
    read or is too large, or `Cancelled`.
    """
    sent = []
    for layer in layers:
        feedback.setProgressText(tr("Sending the layer “{layer}” to the backend").format(layer=layer.name))
        if not layer.placed:
            feedback.pushWarning(
                tr(
                    "The layer “{layer}” is not georeferenced. It is taken as a map of the whole globe."
                ).format(layer=layer.name)
            )
        about = {"name": layer.name, "bands": layer.bands}
        if urls and layer.url:
            sent.append({"url": layer.url, **about})
            continue
        part = _part(layer, extent, context)
        if not part[2] * part[3]:
            feedback.pushInfo(tr("The layer “{layer}” does not overlap the extent.").format(layer=layer.name))
            continue
        with _file_of(layer, part, feedback, context) as path:
            sent.append({"id": work.upload(path), **about})
    if not sent:
        raise QgsProcessingException(tr("No image overlaps the extent. Choose another extent."))
    return sent


def upload_predictors(
    work: Uploads,
    layers: Sequence[RasterLayer],
    extent: Extent | None,
    feedback: QgsProcessingFeedback,
    context: QgsProcessingContext,
) -> list[dict[str, Any]]:
    """Send the parts of layers that `extent` (west, south, east, north in degrees) needs, with the values of QGIS.

    Returns the input of the process for each layer. Raises QgsProcessingException if a layer can't be read, is too
    large or does not overlap the extent, or `Cancelled`.
    """
    sent = []
    for layer in layers:
        feedback.setProgressText(tr("Sending the layer “{layer}” to the backend").format(layer=layer.name))
        part = _part(layer, extent, context)
        if not part[2] * part[3]:
            raise QgsProcessingException(
                tr("The layer “{layer}” does not overlap the extent.").format(layer=layer.name)
            )
        # Never send the file itself: QGIS applies scales, and the same layer must always give the same values.
        with _file_of(layer, part, feedback, context, whole=False) as path:
            id = work.upload(path)
        sent.append({"id": id, "name": layer.name, "bands": layer.bands, "classes": layer.classes})
    return sent


def extent_of(
    source: QgsProcessingFeatureSource, context: QgsProcessingContext, area: Sequence[float] | None = None
) -> Extent | None:
    """Return the bounding box of a layer and of `area`, in degrees; None if it is unknown."""
    lonlat = QgsCoordinateReferenceSystem(LONLAT)
    transform = QgsCoordinateTransform(source.sourceCrs(), lonlat, context.transformContext())
    try:
        box = transform.transformBoundingBox(source.sourceExtent())
    except QgsCsException:
        return None
    ends = [(box.xMinimum(), box.yMinimum(), box.xMaximum(), box.yMaximum()), *([area] if area else [])]
    if not all(math.isfinite(end) for one in ends for end in one) or any(one[0] > one[2] for one in ends):
        return None
    west, south, east, north = zip(*ends)
    return min(west), min(south), max(east), max(north)


@contextmanager
def _file_of(
    layer: RasterLayer,
    part: tuple[int, int, int, int],
    feedback: QgsProcessingFeedback,
    context: QgsProcessingContext,
    *,
    whole: bool = True,
) -> Iterator[Path]:
    """Yield the layer's own file if it may be sent `whole`, or a temporary file of the needed part."""
    file = layer.file if whole else None
    share = part[2] * part[3] / max(layer.size[0] * layer.size[1], 1)
    if file and file.stat().st_size <= (LARGEST_UPLOAD if share > 0.5 else SMALL):
        yield file
        return
    needed = part[2] * part[3] * layer.pixel_bytes
    if needed > LARGEST_UPLOAD:
        raise QgsProcessingException(
            tr(
                "The layer “{layer}” is too large: {pixels} pixels take {size:.1f} GB. The maximum is "
                "{most:.1f} GB. Choose a smaller extent, or use the command line (satclip-backend)."
            ).format(
                layer=layer.name,
                pixels=grouped(f"{part[2]:,} x {part[3]:,}"),
                size=needed / 1e9,
                most=LARGEST_UPLOAD / 1e9,
            )
        )
    with TemporaryDirectory(prefix="satclip-") as folder:
        path = Path(folder) / "layer.tif"
        _write(layer, part, path, feedback, context)
        yield path


def _part(
    layer: RasterLayer, extent: Extent | None, context: QgsProcessingContext
) -> tuple[int, int, int, int]:
    """Return the first column, first row, and number of columns and rows that an extent needs, with the margin."""
    (columns, rows), box = layer.size, layer.box
    if extent is None or extent[0] >= extent[2] or not layer.placed or not layer.crs.isValid():
        return 0, 0, columns, rows
    lonlat = QgsCoordinateReferenceSystem(LONLAT)
    transform = QgsCoordinateTransform(lonlat, layer.crs, context.transformContext())
    try:
        wanted = transform.transformBoundingBox(QgsRectangle(*extent))
    except QgsCsException:
        return 0, 0, columns, rows
    across, down = box.width() / columns, box.height() / rows
    west, east = wanted.xMinimum(), wanted.xMaximum()
    if layer.crs.isGeographic():  # the layer may have longitudes from 0 to 360
        turns = [
            turn for turn in (-360, 0, 360) if box.xMinimum() < east + turn and west + turn < box.xMaximum()
        ]
        if len(turns) > 1:  # the extent meets both ends of the layer
            west, east = box.xMinimum(), box.xMaximum()
        elif turns:
            west, east = west + turns[0], east + turns[0]
    first = max(math.floor((west - box.xMinimum()) / across) - MARGIN, 0)
    top = max(math.floor((box.yMaximum() - wanted.yMaximum()) / down) - MARGIN, 0)
    last = min(math.ceil((east - box.xMinimum()) / across) + MARGIN, columns)
    bottom = min(math.ceil((box.yMaximum() - wanted.yMinimum()) / down) + MARGIN, rows)
    return first, top, max(last - first, 0), max(bottom - top, 0)


def _nuller(layer: RasterLayer) -> QgsRasterNuller:
    """Return a filter that replaces all nodata values of the user by one, which is stored in the file."""
    nuller = QgsRasterNuller()
    for band, ranges in enumerate(layer.nodata, start=1):
        if ranges:
            ends = [end for found in ranges for end in (found.min(), found.max()) if math.isfinite(end)]
            nuller.setNoData(band, ranges)
            nuller.setOutputNoDataValue(band, ends[0] if ends else 0.0)
    return nuller


def _write(
    layer: RasterLayer,
    part: tuple[int, int, int, int],
    path: Path,
    feedback: QgsProcessingFeedback,
    context: QgsProcessingContext,
) -> None:
    """Write a part of a layer as a GeoTIFF, without resampling."""
    first, top, columns, rows = part
    box = layer.box
    across, down = box.width() / layer.size[0], box.height() / layer.size[1]
    west, north = box.xMinimum() + first * across, box.yMaximum() - top * down
    place = QgsRectangle(west, north - rows * down, west + columns * across, north)
    options = QgsRasterLayer.LayerOptions(False)
    options.skipCrsValidation = True  # it may ask the user, in the main thread
    opened = QgsRasterLayer(layer.source, layer.name, layer.provider, options)
    if not opened.isValid():
        raise QgsProcessingException(tr("The layer “{layer}” can't be read.").format(layer=layer.name))
    pipe = QgsRasterPipe()
    pipe.set(opened.dataProvider().clone())
    if any(layer.nodata):
        pipe.insert(1, _nuller(layer))
    writer = QgsRasterFileWriter(str(path))
    writer.setOutputFormat("GTiff")
    writer.setCreateOptions(["TILED=YES", "COMPRESS=DEFLATE", "BIGTIFF=IF_SAFER"])
    watch = QgsRasterBlockFeedback()
    # A direct connection, because this thread has no event loop while it writes.
    feedback.canceled.connect(watch.cancel, Qt.ConnectionType.DirectConnection)
    try:
        error = writer.writeRaster(
            pipe, columns, rows, place, layer.crs, context.transformContext(), feedback=watch
        )
    finally:
        feedback.canceled.disconnect(watch.cancel)
    if feedback.isCanceled():
        raise Cancelled
    if error != QgsRasterFileWriter.WriterError.NoError or not path.is_file():
        raise QgsProcessingException(
            tr("The layer “{layer}” can't be read, or its copy can't be written to {folder}.").format(
                layer=layer.name, folder=path.parent
            )
        )
