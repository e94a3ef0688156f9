"""Upload of raster layers: their files, or the part inside an extent as a new GeoTIFF."""

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
    QgsMapLayer,
    QgsProcessingAlgorithm,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeatureSource,
    QgsProcessingFeedback,
    QgsProviderRegistry,
    QgsRasterBlockFeedback,
    QgsRasterFileWriter,
    QgsRasterLayer,
    QgsRasterNuller,
    QgsRasterPipe,
    QgsRasterRange,
    QgsRectangle,
)
from qgis.PyQt.QtCore import Qt

from satclip_qgis.bridge.errors import Cancelled
from satclip_qgis.bridge.sending import LARGEST_UPLOAD
from satclip_qgis.i18n import grouped, tr
from satclip_qgis.parameters.extents import LONLAT, Extent

MARGIN = 128
"""Pixels around an extent that are also sent, for patches at its edge."""
SMALL = 64 << 20
"""Files up to this size in bytes are sent completely."""
WORLD_FILES = (".tfw", ".tifw", ".wld", ".jgw", ".jpgw", ".pgw", ".pngw", ".prj")
KINDS = {
    **dict.fromkeys((b"II*\0", b"MM\0*", b"II+\0", b"MM\0+"), "TIFF"),
    b"\xff\xd8\xff": "JPEG",
    b"\x89PNG\r\n\x1a\n": "PNG",
    b"\0\0\0\x0cjP  \r\n\x87\n": "JPEG 2000",
}
"""Formats that are sent unchanged, by their first bytes. Others are converted to GeoTIFF."""
_NAMED = re.compile(r"^\D*\d+\s*:\s*(.+)$")


class Uploads(Protocol):
    """An object that sends files: a `Backend` or a `JobWithUploads`."""

    def upload(self, data: bytes | Path) -> str:
        """Send bytes or a file; return the id for the inputs of a job."""


@dataclass(frozen=True)
class RasterLayer:
    """A description of a raster layer that can be used in any thread.

    `crs` is that of the layer, `own_crs` that of the image; `box` is the extent in `crs`, `size` the number of
    columns and rows; `pixel_bytes` is the size of a pixel in all bands; `nodata` are the user's values by band;
    `bands` are descriptions or empty; `classes` are the numbers of the bands with a colour for each value.
    """

    name: str
    source: str
    provider: str
    crs: QgsCoordinateReferenceSystem
    own_crs: QgsCoordinateReferenceSystem
    box: QgsRectangle
    size: tuple[int, int]
    pixel_bytes: int
    nodata: list[list[QgsRasterRange]]
    bands: list[str]
    classes: list[int]

    @property
    def file(self) -> Path | None:
        """File of the layer, or None if it does not contain all that QGIS knows about the layer."""
        path = Path(self.source)
        if self.provider != "gdal" or any(self.nodata) or not path.is_file():
            return None
        kind = _kind(path)
        if kind is None or (self.placed and not (kind == "TIFF" and self.crs == self.own_crs)):
            return None  # the georeference may be in another file, or set by the user
        beside = [Path(f"{path}.msk"), *(path.with_suffix(end) for end in WORLD_FILES)]
        return (
            None if any(file.exists() for file in beside) or _notes_place(Path(f"{path}.aux.xml")) else path
        )

    @property
    def placed(self) -> bool:
        """Whether the image is georeferenced itself. QGIS may assign a CRS to any layer."""
        return self.own_crs.isValid() or self.box != QgsRectangle(0, -self.size[1], self.size[0], 0)

    @property
    def url(self) -> str | None:
        """URL of the layer's file, or None.

        None if it needs a password, or does not contain all that QGIS knows about the layer.
        """
        found = re.match(r"^/vsicurl/(https?://[^|@]+)$", self.source)
        own = not any(self.nodata) and (self.crs == self.own_crs or not self.placed)
        if (
            not found
            or self.provider != "gdal"
            or not own
            or re.search(r"\.(vrt|nc|img)\b", found.group(1).lower())
        ):
            return None
        return found.group(1)


def raster_layers(
    algorithm: QgsProcessingAlgorithm,
    parameters: dict,
    name: str,
    context: QgsProcessingContext,
    *,
    globe: bool = False,
) -> list[RasterLayer]:
    """Return the layers of a parameter for multiple layers. Call it in the main thread.

    With `globe`, a layer without georeference that is twice as wide as high is a map of the globe. Raises
    QgsProcessingException for web map services (WMS, XYZ), layers that are not rasters, and layers without
    georeference or CRS.
    """
    layers = []
    for layer in algorithm.parameterAsLayerList(parameters, name, context):
        if not isinstance(layer, QgsRasterLayer) or not layer.isValid():
            inside = _images_in(layer)
            if len(inside) > 1:
                raise QgsProcessingException(
                    tr(
                        "The file {file} ({name}) contains several images ({images}). Add them to the project "
                        "(Layer > Add Layer > Add Raster Layer) and choose them there."
                    ).format(file=layer.name(), name=name, images=", ".join(inside))
                )
            raise QgsProcessingException(
                tr("The layer “{layer}” ({name}) is not a raster layer. Choose a raster layer.").format(
                    layer=layer.name(), name=name
                )
            )
        if layer.providerType() == "wms":
            raise QgsProcessingException(
                tr(
                    "The layer “{layer}” ({name}) is a web map service (WMS, XYZ). Choose the original "
                    "images, or export the layer as a GeoTIFF first."
                ).format(layer=layer.name(), name=name)
            )
        found = _described(layer)
        if not found.placed and not (globe and found.size[0] == 2 * found.size[1]):
            raise QgsProcessingException(
                tr(
                    "The layer “{layer}” ({name}) is not georeferenced. Georeference it first (Layer > Georeferencer, "
                    "or Raster > Georeferencer in older versions of QGIS)."
                ).format(layer=layer.name(), name=name)
            )
        if found.placed and not found.crs.isValid():
            raise QgsProcessingException(
                tr(
                    "The layer “{layer}” ({name}) has no coordinate reference system. Set it in the layer "
                    "properties (Source)."
                ).format(layer=layer.name(), name=name)
            )
        layers.append(found)
    return layers


def _images_in(layer: QgsMapLayer) -> list[str]:
    """Return the names of the images in a file, such as the variables of a NetCDF file."""
    registry = QgsProviderRegistry.instance()
    path = registry.decodeUri(layer.providerType(), layer.source()).get("path", "")
    found = registry.querySublayers(path) if path else []
    return [part.name() for part in found if part.providerKey() == "gdal"]


def _described(layer: QgsRasterLayer) -> RasterLayer:
    provider = layer.dataProvider()
    bands = range(1, layer.bandCount() + 1)
    named = [_NAMED.match(layer.bandName(band)) for band in bands]
    return RasterLayer(
        layer.name(),
        provider.dataSourceUri(),
        provider.name(),
        layer.crs(),
        provider.crs(),
        provider.extent(),
        (provider.xSize(), provider.ySize()),
        sum(provider.dataTypeSize(band) for band in bands),
        [provider.userNoDataValues(band) for band in bands],
        [found.group(1) for found in named] if all(named) else [],
        layer.renderer().usesBands() if layer.renderer() and layer.renderer().type() == "paletted" else [],
    )


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


def _kind(path: Path) -> str | None:
    """Return the format of a file that can be sent unchanged, from its first bytes, or None."""
    with path.open("rb") as file:
        head = file.read(12)
    return next((kind for start, kind in KINDS.items() if head.startswith(start)), None)


def _notes_place(notes: Path) -> bool:
    """Return whether an .aux.xml file has a georeference. QGIS writes such files for statistics, too."""
    text = notes.read_text(encoding="utf-8", errors="replace") if notes.is_file() else ""
    return any(f"<{tag}" in text for tag in ("SRS", "GeoTransform", "GCP"))


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
