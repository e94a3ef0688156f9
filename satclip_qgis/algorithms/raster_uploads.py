"""Raster layers for a job of the backend: their files, or what an extent needs of them as a new GeoTIFF."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Protocol

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCsException,
    QgsProcessingAlgorithm,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsRasterBlockFeedback,
    QgsRasterDataProvider,
    QgsRasterFileWriter,
    QgsRasterPipe,
    QgsRectangle,
)
from qgis.PyQt.QtCore import Qt

from satclip_qgis.algorithms.map_parameters import LONLAT
from satclip_qgis.bridge.errors import Cancelled
from satclip_qgis.bridge.sending import LARGEST_UPLOAD
from satclip_qgis.extents import Extent
from satclip_qgis.i18n import tr

MARGIN = 128
"""Pixels round an extent that are sent, too: the rest of patches around places at its edge."""
SMALL = 64 << 20
"""Bytes of a file that is sent whole, whatever the extent needs of it."""
WORLD_FILES = (".tfw", ".tifw", ".wld", ".jgw", ".jpgw", ".pgw", ".pngw", ".prj")
_NAMED = re.compile(r"^\D*\d+\s*:\s*(.+)$")


class Uploads(Protocol):
    """What sends a file: a `Backend`, or the work of `learning`."""

    def upload(self, data: bytes | Path) -> str:
        """Send it; returns the id by which a job's inputs name it."""


@dataclass(frozen=True)
class RasterLayer:
    """What is known of a raster layer away from the main thread. `bands` are its descriptions, or none."""

    name: str
    provider: QgsRasterDataProvider
    crs: QgsCoordinateReferenceSystem
    bands: list[str]

    @property
    def file(self) -> Path | None:
        """The file that holds all that QGIS knows of the layer, if there is one."""
        path = Path(self.provider.dataSourceUri())
        if self.provider.name() != "gdal" or not path.is_file():
            return None
        geotiff = path.suffix.lower() in (".tif", ".tiff")
        if self.placed and not (geotiff and self.crs == self.provider.crs()):
            return None  # the place may be in another file, or be the user's word
        beside = [Path(f"{path}.msk"), *(path.with_suffix(end) for end in WORLD_FILES)]
        return (
            None if any(file.exists() for file in beside) or _notes_place(Path(f"{path}.aux.xml")) else path
        )

    @property
    def placed(self) -> bool:
        """Whether the image says where it lies, but for the CRS that QGIS gives any layer."""
        pixels = QgsRectangle(0, -self.provider.ySize(), self.provider.xSize(), 0)
        return self.provider.crs().isValid() or self.provider.extent() != pixels

    @property
    def url(self) -> str | None:
        """Where the layer's file lies on the web, if it does and needs no password of QGIS's."""
        source = self.provider.dataSourceUri()
        found = re.match(r"^/vsicurl/(https?://[^|]+)$", source)
        return found.group(1) if found and self.provider.name() == "gdal" else None


def raster_layers(
    algorithm: QgsProcessingAlgorithm, parameters: dict, name: str, context: QgsProcessingContext
) -> list[RasterLayer]:
    """The layers of a parameter for several. To be called in the main thread.

    Raises QgsProcessingException for layers that are pictures of a service (WMS, XYZ) or no rasters.
    """
    layers = []
    for layer in algorithm.parameterAsLayerList(parameters, name, context):
        provider = layer.dataProvider().clone() if layer.dataProvider() else None
        if not isinstance(provider, QgsRasterDataProvider):
            raise QgsProcessingException(
                tr("The layer “{layer}” ({name}) is no raster: choose images.").format(
                    layer=layer.name(), name=name
                )
            )
        if provider.name() == "wms":
            raise QgsProcessingException(
                tr(
                    "The layer “{layer}” ({name}) is a picture that a server draws: choose the images themselves, or "
                    "save the layer as a GeoTIFF first."
                ).format(layer=layer.name(), name=name)
            )
        bands = [_NAMED.match(layer.bandName(band)) for band in range(1, layer.bandCount() + 1)]
        named = [found.group(1) for found in bands] if all(bands) else []
        layers.append(RasterLayer(layer.name(), provider, layer.crs(), named))
    return layers


def upload_rasters(
    work: Uploads,
    layers: Sequence[RasterLayer],
    extent: Extent | None,
    feedback: QgsProcessingFeedback,
    context: QgsProcessingContext,
    *,
    urls: bool = False,
) -> list[dict[str, Any]]:
    """Send layers, or what `extent` (west, south, east, north in degrees) needs of them.

    Returns a dictionary for each: `id` of the upload, `name`, `bands`. With `urls` a layer behind a URL isn't sent: it
    has `url` instead of `id`. Raises QgsProcessingException for what can't be read or is too large, Cancelled.
    """
    sent = []
    for layer in layers:
        feedback.setProgressText(tr("Sending the layer “{layer}”").format(layer=layer.name))
        about = {"name": layer.name, "bands": layer.bands}
        if urls and layer.url:
            sent.append({"url": layer.url, **about})
            continue
        with _file_of(layer, extent, feedback, context) as path:
            sent.append({"id": work.upload(path), **about})
    return sent


def _notes_place(notes: Path) -> bool:
    """Whether GDAL's notes on an image tell where it lies. QGIS makes some with statistics only, for any image."""
    text = notes.read_text(encoding="utf-8", errors="replace") if notes.is_file() else ""
    return any(f"<{tag}" in text for tag in ("SRS", "GeoTransform", "GCP"))


@contextmanager
def _file_of(
    layer: RasterLayer,
    extent: Extent | None,
    feedback: QgsProcessingFeedback,
    context: QgsProcessingContext,
) -> Iterator[Path]:
    """The layer's own file, or a new one of the part that is needed, for the length of the block."""
    provider, file = layer.provider, layer.file
    size = provider.xSize(), provider.ySize()
    part = _part(layer, extent, context)
    share = part[2] * part[3] / max(size[0] * size[1], 1)
    if share <= 0:
        raise QgsProcessingException(
            tr("The layer “{layer}” has nothing in the extent: choose another.").format(layer=layer.name)
        )
    if file and file.stat().st_size <= (LARGEST_UPLOAD if share > 0.5 else SMALL):
        yield file
        return
    bytes_ = part[2] * part[3] * sum(provider.dataTypeSize(band + 1) for band in range(provider.bandCount()))
    if bytes_ > LARGEST_UPLOAD:
        raise QgsProcessingException(
            tr(
                "The layer “{layer}” is too large to be sent: {pixels} pixels make {size:.1f} GB, and {most:.1f} GB is "
                "the most. Choose a smaller extent, or use the command line (satclip-backend sample, pretrain)."
            ).format(
                layer=layer.name,
                pixels=f"{part[2]:,} x {part[3]:,}",
                size=bytes_ / 1e9,
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
    """The first column and row, columns and rows that an extent needs, with the margin."""
    provider = layer.provider
    columns, rows, box = provider.xSize(), provider.ySize(), provider.extent()
    if extent is None or extent[0] >= extent[2] or not layer.placed or not layer.crs.isValid():
        return 0, 0, columns, rows
    lonlat = QgsCoordinateReferenceSystem(LONLAT)
    transform = QgsCoordinateTransform(lonlat, layer.crs, context.transformContext())
    try:
        wanted = transform.transformBoundingBox(QgsRectangle(*extent))
    except QgsCsException:
        return 0, 0, columns, rows
    across, down = box.width() / columns, box.height() / rows
    first = max(math.floor((wanted.xMinimum() - box.xMinimum()) / across) - MARGIN, 0)
    top = max(math.floor((box.yMaximum() - wanted.yMaximum()) / down) - MARGIN, 0)
    last = min(math.ceil((wanted.xMaximum() - box.xMinimum()) / across) + MARGIN, columns)
    bottom = min(math.ceil((box.yMaximum() - wanted.yMinimum()) / down) + MARGIN, rows)
    return first, top, max(last - first, 0), max(bottom - top, 0)


def _write(
    layer: RasterLayer,
    part: tuple[int, int, int, int],
    path: Path,
    feedback: QgsProcessingFeedback,
    context: QgsProcessingContext,
) -> None:
    """Write a part of a layer, with its own pixels, as a GeoTIFF."""
    first, top, columns, rows = part
    provider = layer.provider
    box = provider.extent()
    across, down = box.width() / provider.xSize(), box.height() / provider.ySize()
    west, north = box.xMinimum() + first * across, box.yMaximum() - top * down
    place = QgsRectangle(west, north - rows * down, west + columns * across, north)
    pipe = QgsRasterPipe()
    pipe.set(provider.clone())
    writer = QgsRasterFileWriter(str(path))
    writer.setOutputFormat("GTiff")
    writer.setCreateOptions(["TILED=YES", "COMPRESS=DEFLATE", "BIGTIFF=IF_SAFER"])
    watch = QgsRasterBlockFeedback()
    # Called in the thread that cancels: this one has no event loop while it writes.
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
            tr("The layer “{layer}” can't be read, or its copy not written to {folder}.").format(
                layer=layer.name, folder=path.parent
            )
        )
