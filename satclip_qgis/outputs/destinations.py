"""Destinations of the outputs of an algorithm, from its parameters. Nothing is created."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from qgis.core import (
    QgsDataSourceUri,
    QgsProcessing,
    QgsProcessingAlgorithm,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeatureSourceDefinition,
    QgsProcessingOutputLayerDefinition,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterFolderDestination,
    QgsProcessingParameterRasterDestination,
    QgsProperty,
)

from satclip_qgis.i18n import tr

_WITH_PROVIDER = re.compile(r"(.{3,}?):(.*)", re.DOTALL)
"""A provider prefix, as in `ogr:dbname='...'`. The drive letter of a Windows path is shorter."""
PARTS = {
    ".shp": (".shx", ".dbf", ".prj", ".cpg", ".qpj", ".qix", ".sbn", ".sbx"),
    ".tab": (".dat", ".map", ".id", ".ind"),
    ".mif": (".mid",),
    ".gml": (".xsd", ".gfs"),
    ".csv": (".csvt",),
}
"""Endings of the sidecar files of a layer, by the ending of its main file."""
RASTERS = (".tif", ".tiff")
"""Endings of the maps that the backend writes."""
FILE_PROVIDERS = ("ogr", "spatialite")


@dataclass(frozen=True)
class Destination:
    """The destination of an output: a file or folder at `path`, or a `table`.

    The table is in the file at `path`, or in the database of `uri`. `appends`: features are added to an existing layer.
    """

    definition: QgsProcessingParameterDefinition
    text: str
    path: Path | None = None
    table: str = ""
    provider: str = ""
    uri: str = ""
    appends: bool = False

    @property
    def name(self) -> str:
        """Name of the parameter."""
        return self.definition.name()

    @property
    def is_folder(self) -> bool:
        """Whether it is a folder that receives files."""
        return isinstance(self.definition, QgsProcessingParameterFolderDestination)

    @property
    def is_file(self) -> bool:
        """Whether a file is created, which replaces an existing one."""
        return self.path is not None and not (self.table or self.appends or self.is_folder)


def destinations_of(
    algorithm: QgsProcessingAlgorithm, parameters: dict, context: QgsProcessingContext
) -> list[Destination]:
    """Return the destinations of a run, except for memory layers and temporary files."""
    found = (
        destination_of(definition, parameters, context)
        for definition in algorithm.destinationParameterDefinitions()
    )
    return [destination for destination in found if destination is not None]


def check_raster_endings(
    algorithm: QgsProcessingAlgorithm, parameters: dict, context: QgsProcessingContext
) -> None:
    """Raise QgsProcessingException if the name of a map has the ending of another format, as a script may give it."""
    for destination in destinations_of(algorithm, parameters, context):
        is_raster = isinstance(destination.definition, QgsProcessingParameterRasterDestination)
        if is_raster and Path(destination.text).suffix.lower() not in RASTERS:
            raise QgsProcessingException(
                tr(
                    "“{output}” ({name}) is a GeoTIFF: its file name must end in .tif, and {file} does not."
                ).format(
                    output=destination.definition.description(), name=destination.name, file=destination.text
                )
            )


def destination_of(
    definition: QgsProcessingParameterDefinition, parameters: dict, context: QgsProcessingContext
) -> Destination | None:
    """Return the destination of an output; None if it is skipped, in memory or temporary."""
    value = parameters.get(definition.name())
    text = bare(value, context)
    if not isinstance(text, str) or not text or text == QgsProcessing.TEMPORARY_OUTPUT:
        return None
    appends = isinstance(value, QgsProcessingOutputLayerDefinition) and value.useRemapping()
    if appends or not isinstance(definition, QgsProcessingParameterFeatureSink):
        return Destination(definition, text, None if appends else Path(text), appends=appends)
    if text.startswith("memory:"):
        return None
    found = _WITH_PROVIDER.fullmatch(text)
    if not found:
        return Destination(definition, text, Path(text))
    provider, uri = found.groups()
    provider = "postgres" if provider == "postgis" else provider
    parts = QgsDataSourceUri(uri)
    if provider not in FILE_PROVIDERS:
        return Destination(definition, text, None, parts.table(), provider, uri)
    path = Path(parts.database() or uri)
    return Destination(definition, text, path, parts.table() or path.stem, provider, uri)


def bare(value: Any, context: QgsProcessingContext) -> Any:
    """Return the value of a parameter without the definitions and properties in which QGIS wraps it."""
    if isinstance(value, QgsProcessingOutputLayerDefinition):
        return bare(value.sink, context)
    if isinstance(value, QgsProcessingFeatureSourceDefinition):
        return bare(value.source, context)
    if isinstance(value, QgsProperty):
        return value.valueAsString(context.expressionContext(), "")[0]
    return str(value) if isinstance(value, Path) else value
