"""The outputs of one run: written to temporary files, and moved into place together at the end."""

from __future__ import annotations

from pathlib import Path

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

from satclip_qgis.algorithms.destinations import destination_of
from satclip_qgis.algorithms.sinks import Sink
from satclip_qgis.algorithms.staging import Staged, move_into_place
from satclip_qgis.bridge.errors import Cancelled
from satclip_qgis.i18n import tr


class Outputs:
    """What a run writes. As a context: all outputs are in their places after it, or none is and all is as it was.

    `values` are the results by the outputs' names. A table of a database and a layer that is appended to are written
    where they are: what the run has put there is removed if it fails.
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
        self._sinks: list[Sink] = []

    def __enter__(self) -> Outputs:
        return self

    def __exit__(self, kind, error, trace) -> None:
        try:
            if kind is None:
                for sink in self._sinks:
                    sink.finish()
                if (self._staged or self._sinks) and self._run[-1].isCanceled():
                    raise Cancelled
                move_into_place(self._staged)
                kind = "whole"
        finally:
            for sink in self._sinks:
                sink.close()
                if kind != "whole":
                    sink.remove()
            for staged in self._staged:
                staged.clear()
        for staged in self._staged:
            if str(staged.path) in str(error):
                # The user knows the file by its own name.
                raise QgsProcessingException(
                    str(error).replace(str(staged.path), str(staged.final))
                ) from error

    def file(self, name: str) -> Path | None:
        """Where to write the file of an output, for it to be moved to its place; None for one that isn't wanted."""
        algorithm, parameters, context, _ = self._run
        if isinstance(algorithm.parameterDefinition(name), QgsProcessingParameterRasterDestination):
            text = algorithm.parameterAsOutputLayer(parameters, name, context)
        else:
            text = algorithm.parameterAsFileOutput(parameters, name, context)
        if not text:
            return self._unwanted(name)
        self.values[name] = text
        return self._stage(Path(text), "output" + Path(text).suffix)

    def sink(
        self,
        name: str,
        fields: QgsFields,
        geometry: QgsWkbTypes.Type,
        crs: QgsCoordinateReferenceSystem,
        source: QgsProcessingFeatureSource | None = None,
    ) -> Sink | None:
        """What takes the features of an output; None for one that isn't wanted.

        Its fields begin with those of `source`, where it is made of one. Raises QgsProcessingException where the
        format can't hold them.
        """
        algorithm, parameters, context, feedback = self._run
        value = parameters.get(name)
        if value in (None, ""):
            return self._unwanted(name)
        destination = destination_of(algorithm.parameterDefinition(name), parameters, context)
        if destination and destination.is_file:
            staged = self._stage(destination.path, destination.path.name)
            value = _elsewhere(value, str(staged))
        sink = Sink(algorithm, name, value, context, feedback, fields, geometry, crs, source, destination)
        self._sinks.append(sink)
        self.values[name] = sink.output
        if destination and destination.is_file:
            final = destination.path.with_name(Path(sink.output).name)
            if (
                final != destination.path and final.exists()
            ):  # QGIS has added an ending that the user didn't mean
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

    def _unwanted(self, name: str) -> None:
        """Raise where an output must be wanted."""
        algorithm, parameters, *_ = self._run
        if (
            not algorithm.parameterDefinition(name).flags()
            & QgsProcessingParameterDefinition.Flag.FlagOptional
        ):
            raise QgsProcessingException(algorithm.invalidSinkError(parameters, name))

    def _stage(self, path: Path, name: str) -> Path:
        self._staged.append(Staged(path, name))
        return self._staged[-1].path


def _elsewhere(value: object, path: str) -> object:
    """The value of a sink's parameter, for another file."""
    if not isinstance(value, QgsProcessingOutputLayerDefinition):
        return path
    moved = QgsProcessingOutputLayerDefinition(value)
    moved.sink = QgsProperty.fromValue(path)
    return moved
