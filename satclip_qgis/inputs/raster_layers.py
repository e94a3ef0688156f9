"""Descriptions of raster layers, for use in any thread."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsMapLayer,
    QgsProcessingAlgorithm,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProviderRegistry,
    QgsRasterLayer,
    QgsRasterRange,
    QgsRectangle,
)

from satclip_qgis.i18n import tr

WORLD_FILES = (".tfw", ".tifw", ".wld", ".jgw", ".jpgw", ".pgw", ".pngw", ".prj")
KINDS = {
    **dict.fromkeys((b"II*\0", b"MM\0*", b"II+\0", b"MM\0+"), "TIFF"),
    b"\xff\xd8\xff": "JPEG",
    b"\x89PNG\r\n\x1a\n": "PNG",
    b"\0\0\0\x0cjP  \r\n\x87\n": "JPEG 2000",
}
"""Formats that are sent unchanged, by their first bytes. Others are converted to GeoTIFF."""
_NAMED = re.compile(r"^\D*\d+\s*:\s*(.+)$")


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


def _kind(path: Path) -> str | None:
    """Return the format of a file that can be sent unchanged, from its first bytes, or None."""
    with path.open("rb") as file:
        head = file.read(12)
    return next((kind for start, kind in KINDS.items() if head.startswith(start)), None)


def _notes_place(notes: Path) -> bool:
    """Return whether an .aux.xml file has a georeference. QGIS writes such files for statistics, too."""
    text = notes.read_text(encoding="utf-8", errors="replace") if notes.is_file() else ""
    return any(f"<{tag}" in text for tag in ("SRS", "GeoTransform", "GCP"))
