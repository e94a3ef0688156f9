"""Checks, before a run, that no output overwrites an input or another output."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from qgis.core import (
    NULL,
    QgsDataSourceUri,
    QgsExpressionContextScope,
    QgsMapLayer,
    QgsProcessingAlgorithm,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingParameterExtent,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterFile,
    QgsProcessingParameterMapLayer,
    QgsProcessingParameterMultipleLayers,
    QgsProcessingParameterRasterLayer,
    QgsProcessingParameterVectorLayer,
    QgsProcessingUtils,
    QgsProject,
    QgsProviderRegistry,
    QgsVectorLayer,
    QgsVirtualLayerDefinition,
)
from qgis.PyQt.QtCore import QUrl

from satclip_qgis.i18n import tr
from satclip_qgis.inputs.patches import IMAGES, INDEX
from satclip_qgis.outputs.destinations import PARTS, Destination, bare, destinations_of
from satclip_qgis.outputs.patch_folder import ABOUT

READ = (
    QgsProcessingParameterExtent,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterFile,
    QgsProcessingParameterMapLayer,
    QgsProcessingParameterMultipleLayers,
    QgsProcessingParameterRasterLayer,
    QgsProcessingParameterVectorLayer,
)
LOCAL = ("", "localhost", "127.0.0.1", "::1")
LARGEST_VRT = 16 << 20
_SOURCES = re.compile(r"<(?:SourceFilename|SourceDataset|SrcDataSource)[^>]*>\s*([^<]+?)\s*<")


@dataclass(frozen=True)
class Store:
    """A file, database or layer with data. `key` identifies it; `table` is a table in it ("": all of it)."""

    key: tuple
    table: str
    shown: str
    path: Path | None = None

    def overlaps(self, other: Store) -> bool:
        """Return whether writing to one changes the other."""
        return self.key == other.key and (not self.table or not other.table or self.table == other.table)


def check_no_input_is_an_output(
    algorithm: QgsProcessingAlgorithm, parameters: dict, context: QgsProcessingContext
) -> None:
    """Raise QgsProcessingException if an output would overwrite an input or another output."""
    destinations = [
        (found, list(_written(found, context))) for found in destinations_of(algorithm, parameters, context)
    ]
    if not destinations:
        return
    inputs = list(_inputs(algorithm, parameters, context))
    for number, (destination, written) in enumerate(destinations):
        for title, read in inputs:
            for store in read:
                if any(store.overlaps(other) for other in written) or _in_folder(destination, store):
                    raise QgsProcessingException(
                        tr(
                            "“{output}” ({name}) would overwrite {file}, which is an input (“{input}”). "
                            "Choose another file."
                        ).format(
                            output=destination.definition.description(),
                            name=destination.name,
                            file=store.shown,
                            input=title,
                        )
                    )
        for other, also in destinations[:number]:
            if any(store.overlaps(found) for store in written for found in also):
                raise QgsProcessingException(
                    tr(
                        "“{output}” ({name}) and “{other}” ({other_name}) would both write to {file}. Choose "
                        "different files."
                    ).format(
                        output=destination.definition.description(),
                        name=destination.name,
                        other=other.definition.description(),
                        other_name=other.name,
                        file=destination.text,
                    )
                )


def _inputs(
    algorithm: QgsProcessingAlgorithm, parameters: dict, context: QgsProcessingContext
) -> Iterator[tuple[str, list[Store]]]:
    """Yield the label and data of each input. In a model, also the model's inputs and results of earlier steps."""
    for definition in algorithm.parameterDefinitions():
        if isinstance(definition, READ) and not definition.isDestination():
            value = bare(parameters.get(definition.name()), context)
            for one in value if isinstance(value, (list, tuple)) else [value]:
                one = bare(one, context)
                is_file = isinstance(definition, QgsProcessingParameterFile)
                yield definition.description(), list(_of_path(one) if is_file else _read(one, context))
    for scope in _scopes_of_model(context):
        for name in scope.variableNames():
            layer = scope.variable(name)
            if isinstance(layer, QgsMapLayer):
                yield name, list(_of_layer(layer, set()))


def _scopes_of_model(context: QgsProcessingContext) -> list[QgsExpressionContextScope]:
    """Return the expression scopes with the inputs of a model and results of its steps; empty outside of models."""
    scopes = context.expressionContext().scopes()
    models = [number for number, scope in enumerate(scopes) if scope.hasFunction("parameter")]
    return scopes[models[-1] :] if models else []


def _read(value: Any, context: QgsProcessingContext) -> Iterator[Store]:
    """Yield the data of a parameter value: a layer, its id, name or source, or the path of a file."""
    layer = value
    if isinstance(value, str) and value:
        layer = QgsProcessingUtils.mapLayerFromString(value, context)
        if layer is None:
            yield from _of_path(value.split("|")[0])
    if isinstance(layer, QgsMapLayer):
        yield from _of_layer(layer, set())


def _of_path(value: Any) -> Iterator[Store]:
    """Yield the data of a file or folder that is not a layer, such as a model file."""
    if isinstance(value, str) and os.path.exists(value):  # noqa: PTH110 (Path.exists raises for some texts)
        yield from _of_file(Path(value), "", set())


def _written(destination: Destination, context: QgsProcessingContext) -> Iterator[Store]:
    """Yield the data that an output changes."""
    if destination.appends:
        yield from _read(destination.text, context)
    elif destination.is_folder:
        for name in (INDEX, ABOUT, IMAGES):
            yield _file(destination.path / name)
    elif destination.path is not None:
        yield from map(_file, _parts(destination.path)) if not destination.table else ()
        yield _file(destination.path, destination.table)
    else:
        yield _database(destination.provider, QgsDataSourceUri(destination.uri))


def _of_layer(layer: QgsMapLayer, seen: set) -> Iterator[Store]:
    """Yield the data of a layer, and of the layers that it is composed of."""
    if layer.id() in seen:
        return
    seen.add(layer.id())
    yield Store(("layer", layer.id()), "", layer.name())
    provider, source = layer.providerType(), layer.source()
    parts = QgsProviderRegistry.instance().decodeUri(provider, source)
    path = parts.get("path")
    if path not in (None, NULL, ""):
        yield from _of_file(Path(str(path)), _table_of(layer, parts), seen)
    elif QgsDataSourceUri(source).table():
        yield _database(provider, QgsDataSourceUri(source))
    if not isinstance(layer, QgsVectorLayer):
        return
    below = [join.joinLayer() for join in layer.vectorJoins()]
    if provider == "virtual":
        below += [QgsProject.instance().mapLayer(d.layerId()) for d in layer.dataProvider().dependencies()]
        for part in QgsVirtualLayerDefinition.fromUrl(QUrl.fromEncoded(source.encode())).sourceLayers():
            if not part.isReferenced():
                below.append(QgsVectorLayer(part.source(), part.name(), part.provider()))
    for other in filter(None, below):
        yield from _of_layer(other, seen)


def _table_of(layer: QgsMapLayer, parts: dict[str, Any]) -> str:
    """Return the name of a layer's table in its file; the first table if the source does not name one."""
    name = parts.get("layerName")
    if name not in (None, NULL, ""):
        return str(name)
    names = layer.dataProvider().subLayers() if isinstance(layer, QgsVectorLayer) and layer.isValid() else []
    number = parts.get("layerId")
    number = int(number) if number not in (None, NULL, "") else 0
    return names[number].split("!!::!!")[1] if number < len(names) else ""


def _of_file(path: Path, table: str, seen: set) -> Iterator[Store]:
    """Yield an input file, and the files that belong to it or that it refers to."""
    for part in _parts(path):
        if part == path or part.exists():
            yield _file(part, table)
    if path.suffix.lower() != ".vrt" or str(path) in seen:
        return
    seen.add(str(path))
    try:
        with path.open(encoding="utf-8", errors="replace") as file:
            text = file.read(LARGEST_VRT)
    except OSError:
        return
    for name in _SOURCES.findall(text):
        for source in {path.parent / name, Path(name)}:
            if source.is_absolute() and source.exists():
                yield from _of_file(source, "", seen)


def _parts(path: Path) -> list[Path]:
    """Return the files that make up a layer."""
    return [path, *(path.with_suffix(ending) for ending in PARTS.get(path.suffix.lower(), ()))]


def _file(path: Path, table: str = "") -> Store:
    """Return the store of a file, which may not exist yet."""
    real = Path(os.path.realpath(path))
    try:
        found = real.stat()
        return Store(("file", found.st_dev, found.st_ino), table.lower(), str(path), real)
    except OSError:
        folded = str(real).casefold() if sys.platform in ("win32", "darwin") else str(real)
        return Store(("file", folded), table.lower(), str(path), real)


def _database(provider: str, uri: QgsDataSourceUri) -> Store:
    """Return the store of a table in a database server."""
    host = "" if uri.host() in LOCAL else uri.host()
    schema = uri.schema() or ("public" if provider == "postgres" else "")
    key = ("database", provider, host, uri.port() or "", uri.service() or uri.database(), schema)
    return Store(key, uri.table().lower(), f"{uri.database()} {uri.quotedTablename()}")


def _in_folder(destination: Destination, store: Store) -> bool:
    """Return whether an output replaces a file of an input folder, or writes patches into an input folder."""
    if store.path is None or destination.path is None:
        return False
    written = Path(os.path.realpath(destination.path))
    if destination.is_folder:
        return store.path.parent == written / IMAGES
    return written.exists() and store.path.is_dir() and written.parent in (store.path, store.path / IMAGES)
