"""Outputs of a run, written to temporary files and moved into place together at the end."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsFields,
    QgsProcessingAlgorithm,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeatureSource,
    QgsProcessingFeedback,
    QgsProcessingOutputLayerDefinition,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterRasterDestination,
    QgsProperty,
    QgsWkbTypes,
)

from satclip_qgis.bridge.errors import Cancelled
from satclip_qgis.i18n import tr
from satclip_qgis.layers.loading import WhenLoaded, name_when_loaded, when_loaded
from satclip_qgis.layers.metadata import describe, set_aliases
from satclip_qgis.outputs.aliases import aliases_of
from satclip_qgis.outputs.destinations import destination_of
from satclip_qgis.outputs.fields import with_fields
from satclip_qgis.outputs.sinks import Sink
from satclip_qgis.outputs.staging import Staged, move_into_place
from satclip_qgis.parameters.extents import LONLAT


class Outputs:
    """Context manager for the outputs of a run, which are moved into place together at its end, or not at all.

    `values` are the results by name of the output. Tables of a database, and layers to which features are
    appended, are written directly; if the run fails, the written features are deleted.
    """

    def __init__(
        self,
        algorithm: QgsProcessingAlgorithm,
        parameters: dict,
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
    ) -> None:
        self.values: dict[str, str] = {}
        self._run = algorithm, parameters, context, feedback
        self._staged: list[Staged] = []
        self._sinks: dict[str, Sink] = {}
        self._when_loaded: dict[str, WhenLoaded] = {}

    def __enter__(self) -> Outputs:
        return self

    def __exit__(self, kind, error, trace) -> None:
        is_complete = False
        try:
            if kind is None:
                for sink in self._sinks.values():
                    sink.finish()
                if (self._staged or self._sinks) and self._run[-1].isCanceled():
                    raise Cancelled
                move_into_place(self._staged)
                is_complete = True
        finally:
            for sink in self._sinks.values():
                sink.close()
                if not is_complete:
                    sink.remove()
            for staged in self._staged:
                staged.clear()
        for staged in self._staged:
            if str(staged.path) in str(error):
                # The user only knows the final name of the file.
                raise QgsProcessingException(
                    str(error).replace(str(staged.path), str(staged.final))
                ) from error

    def file(self, name: str) -> Path | None:
        """Return the temporary path of an output file, or None if the output is skipped."""
        algorithm, parameters, context, _ = self._run
        if isinstance(algorithm.parameterDefinition(name), QgsProcessingParameterRasterDestination):
            text = algorithm.parameterAsOutputLayer(parameters, name, context)
        else:
            text = algorithm.parameterAsFileOutput(parameters, name, context)
        if not text:
            return self._skip(name)
        self.values[name] = text
        return self._stage(Path(text), "output" + Path(text).suffix)

    def copy_of(
        self,
        name: str,
        source: QgsProcessingFeatureSource,
        added: dict[str, str],
        usual: dict[str, str] | None = None,
    ) -> Sink | None:
        """Return the sink for a layer's features with new fields (types by name), or None if the output is skipped.

        `usual` are the names of the fields without a prefix or number, by name, for their aliases. Raises
        QgsProcessingException if the layer has such a field, or if the format can't store the features.
        """
        fields = with_fields(source.fields(), added)
        sink = self._sink(name, fields, source.wkbType(), source.sourceCrs(), source)
        if sink:
            self.style(name, set_aliases, aliases_of(usual or {}))
        return sink

    def open_table(self, name: str, fields: dict[str, str], *, points: bool = False) -> None:
        """Create a table of fields (types by name), as points or without geometry, unless the output is skipped."""
        geometry = QgsWkbTypes.Type.Point if points else QgsWkbTypes.Type.NoGeometry
        crs = QgsCoordinateReferenceSystem(LONLAT if points else "")
        if self._sink(name, with_fields(QgsFields(), fields), geometry, crs):
            self.style(name, set_aliases, aliases_of({field: field for field in fields}))

    def write_table(
        self, name: str, rows: Iterable[dict[str, Any]], style: Callable[..., None] | None = None, *given: Any
    ) -> None:
        """Write the rows of a table, unless the output is skipped. QGIS calls `style(layer, *given)` if it loads it."""
        if name in self._sinks:
            self._sinks[name].add_rows(rows)
            if style:
                self.style(name, style, *given)

    def style(self, name: str, style: Callable[..., None], *given: Any) -> None:
        """Register `style(layer, *given)` to be called if QGIS loads the output, after earlier ones."""
        actions = self._when_loaded.setdefault(name, WhenLoaded()).add(style, *given)
        when_loaded(self.values[name], self._run[2], actions)

    def describe(self, encoders: Sequence[dict[str, Any]], *names: str) -> None:
        """Register metadata for these outputs, with their algorithm and encoders, to be set if QGIS loads them."""
        algorithm = self._run[0]
        for name in names:
            if name in self.values:
                self.style(name, describe, algorithm.shortDescription(), algorithm.id(), encoders)

    def title(self, name: str, title: str) -> None:
        """Set the name of the layer that QGIS loads to `title`, unless it has another name, for example in models."""
        algorithm, _, context, _ = self._run
        name_when_loaded(
            self.values.get(name, ""), context, algorithm.parameterDefinition(name).description(), title
        )

    def _sink(
        self,
        name: str,
        fields: QgsFields,
        geometry: QgsWkbTypes.Type,
        crs: QgsCoordinateReferenceSystem,
        source: QgsProcessingFeatureSource | None = None,
    ) -> Sink | None:
        """Create the sink of an output, or return None if it is skipped. Fields of `source` come first in `fields`."""
        algorithm, parameters, context, feedback = self._run
        value = parameters.get(name)
        if value in (None, ""):
            return self._skip(name)
        destination = destination_of(algorithm.parameterDefinition(name), parameters, context)
        is_file = bool(destination and destination.is_file)
        if is_file:
            value = _redirected(value, str(self._stage(destination.path, destination.path.name)))
        sink = Sink(algorithm, name, value, context, feedback, fields, geometry, crs, source, destination)
        self._sinks[name] = sink
        self.values[name] = sink.output
        if is_file:
            final = destination.path.with_name(Path(sink.output).name)
            if final != destination.path and final.exists():  # QGIS has added an ending
                raise QgsProcessingException(
                    tr(
                        "{file} already exists. Enter the full file name to replace it, or choose another "
                        "name."
                    ).format(file=final)
                )
            self.values[name] = str(final)
            layers = context.layersToLoadOnCompletion()
            if sink.output in layers:
                layers[self.values[name]] = layers.pop(sink.output)
                context.setLayersToLoadOnCompletion(layers)
        return sink

    def _skip(self, name: str) -> None:
        """Raise QgsProcessingException if an output without a destination is mandatory."""
        algorithm, parameters, *_ = self._run
        optional = QgsProcessingParameterDefinition.Flag.FlagOptional
        if not algorithm.parameterDefinition(name).flags() & optional:
            raise QgsProcessingException(algorithm.invalidSinkError(parameters, name))

    def _stage(self, path: Path, name: str) -> Path:
        self._staged.append(Staged(path, name))
        return self._staged[-1].path


def _redirected(value: object, path: str) -> object:
    """Return the value of a sink's parameter with another file."""
    if not isinstance(value, QgsProcessingOutputLayerDefinition):
        return path
    moved = QgsProcessingOutputLayerDefinition(value)
    moved.sink = QgsProperty.fromValue(path)
    return moved
