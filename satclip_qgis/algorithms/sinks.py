"""A feature sink that adapts to its format and verifies what was written."""

from __future__ import annotations

import contextlib
from collections.abc import Sequence

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsDataSourceUri,
    QgsFeature,
    QgsFeatureRequest,
    QgsFeatureSink,
    QgsFields,
    QgsProcessingAlgorithm,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeatureSource,
    QgsProcessingFeedback,
    QgsProcessingUtils,
    QgsProviderConnectionException,
    QgsProviderRegistry,
    QgsVectorFileWriter,
    QgsVectorLayer,
    QgsWkbTypes,
)
from qgis.PyQt.QtCore import QVariant

from satclip_qgis.algorithms.destinations import Destination
from satclip_qgis.algorithms.formats import tried
from satclip_qgis.algorithms.nested_fields import encode, written_as_text
from satclip_qgis.algorithms.spatial_index import add_index
from satclip_qgis.bridge.errors import Cancelled
from satclip_qgis.i18n import tr

GEOPACKAGE = ".gpkg"
COUNTED = ("GPKG", "SQLite")
"""Formats that count what they hold, and don't read it from a header."""
KEY, GEOMETRY = "fid", "geom"
"""The columns that QGIS gives every layer of a GeoPackage."""


class Sink:
    """The sink of one output. `output` is what QGIS calls it; closed by `finish`, or by `close` when a run fails.

    Raises QgsProcessingException where it can't be made, or can't hold `fields` or the features of `source`.
    """

    def __init__(
        self,
        algorithm: QgsProcessingAlgorithm,
        name: str,
        value: object,
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
        fields: QgsFields,
        geometry: QgsWkbTypes.Type,
        crs: QgsCoordinateReferenceSystem,
        source: QgsProcessingFeatureSource | None,
        destination: Destination | None,
    ) -> None:
        self._destination, self._feedback, self._geometry = destination, feedback, geometry
        self._format, self._is_checked = None, source is not None
        self._before, self._count, self._was_there = 0, 0, False
        self._is_new = bool(destination and destination.path and not destination.path.exists())
        fields = _with_texts_of_any_length(fields)
        # QGIS makes a GeoPackage where there is no ending.
        ending = (destination.path.suffix or GEOPACKAGE) if destination and destination.path else ""
        layer_options, create_options, self._as_json = [], {}, []
        if destination and destination.path and not destination.appends:
            fields, self._as_json = written_as_text(fields, ending)
        if ending.lower() == GEOPACKAGE and not destination.appends:
            options = _geopackage_options(fields, source, feedback)
            layer_options = [*_default_options(options), *options]
            create_options = {"layerOptions": options} if destination.table and options else {}
        if destination and destination.path and not destination.appends:
            _check_names(fields, ending.lower())
            self._format = tried(algorithm, name, ending, fields, geometry, crs, layer_options)
            self._format.json = [fields.at(index).name() for index in self._as_json]
            self._format.tell(feedback)
            if source is not None:
                self._format.check_source(source, feedback)
        if destination and (destination.appends or destination.table):
            layer = _opened(destination)
            self._was_there = layer is not None
            self._before = layer.featureCount() if layer and destination.appends else 0
            self._ids = set(layer.allFeatureIds()) if layer and destination.appends else set()
        try:
            self._sink, self.output = algorithm.parameterAsSink(
                {name: value},
                name,
                context,
                fields,
                geometry,
                crs,
                QgsFeatureSink.SinkFlags(),
                create_options,
                [],
                layer_options if destination and destination.is_file else [],
            )
            if self._sink is None:
                raise QgsProcessingException(algorithm.invalidSinkError({name: value}, name))
        except BaseException:
            if not self._was_there:
                self.remove()
            raise

    def add(self, features: Sequence[QgsFeature]) -> None:
        """Write features. Raises QgsProcessingException with the reason where it takes no more."""
        encode(features, self._as_json)
        if self._format and not self._is_checked:
            self._format.check(features)
        if not self._sink.addFeatures(features, QgsFeatureSink.Flag.FastInsert):
            raise QgsProcessingException(
                self._other_kind(features) or could_not_write(self._sink.lastError())
            )
        self._count += len(features)

    def _other_kind(self, features: Sequence[QgsFeature]) -> str:
        """A sentence about the first feature that has no geometry of the output's kind, if there is one."""
        kind = QgsWkbTypes.geometryType(self._geometry)
        other = next((f for f in features if f.hasGeometry() and f.geometry().type() != kind), None)
        if other is None:
            return ""
        return tr(
            "The layer mixes geometry types ({one}, and {other} in feature {id}), which this format does not "
            "support. Choose another format, such as GeoPackage."
        ).format(
            one=QgsWkbTypes.displayString(self._geometry),
            other=QgsWkbTypes.displayString(other.geometry().wkbType()),
            id=other.id(),
        )

    def close(self) -> None:
        """Close the file."""
        self._sink = None

    def finish(self) -> None:
        """Close it, give a GeoPackage its spatial index, and count what is in it."""
        self._sink.flushBuffer()
        self.close()
        if self._destination is None:
            return
        if self._destination.is_file and self.output.lower().endswith(GEOPACKAGE):
            self._add_index()
        if self._format is None or self._format.readable:
            found = self._written()
            if found != self._count:
                raise QgsProcessingException(
                    tr(
                        "The output contains only {found} of {count} features. The disk may be full, or the "
                        "format may not support them. The output was removed."
                    ).format(found=found, count=self._count)
                )

    def _written(self) -> int:
        """How many features can be read."""
        layer = _opened(self._destination, self.output)
        if layer is None:
            return 0
        if layer.storageType() in COUNTED or self._destination.appends or not self._destination.path:
            return layer.featureCount() - self._before
        # The headers of some formats tell of more than there is: each feature is read, up to its last attribute.
        request = QgsFeatureRequest().setSubsetOfAttributes([layer.fields().count() - 1])
        count = 0
        for _ in layer.getFeatures(request):
            count += 1
            if self._feedback.isCanceled():
                raise Cancelled
        return count

    def remove(self) -> None:
        """Remove what is unfinished from a database, which has no file of this run's own."""
        if self._destination is None or self._destination.is_file:
            return
        with contextlib.suppress(QgsProviderConnectionException):
            if self._destination.appends:
                layer = _opened(self._destination)
                layer.dataProvider().deleteFeatures(list(set(layer.allFeatureIds()) - self._ids))
            elif self._is_new:
                self._destination.path.unlink(missing_ok=True)
            else:
                _drop(self._destination)

    def _add_index(self) -> None:
        if self._geometry == QgsWkbTypes.Type.NoGeometry:
            return
        self._feedback.setProgressText(tr("Creating the spatial index"))
        if not add_index(self.output):
            self._feedback.pushWarning(
                tr("The spatial index could not be created. Create it in the layer properties (Source).")
            )


def could_not_write(reason: str) -> str:
    """The sentence for an output that takes no more."""
    return tr("The output could not be written: {reason}").format(reason=reason)


def _opened(destination: Destination, output: str = "") -> QgsVectorLayer | None:
    """The layer that was written, or that is there already."""
    if destination.is_file or (destination.path and destination.table and destination.provider == "ogr"):
        layer = QgsVectorLayer(output or f"{destination.path}|layername={destination.table}", "", "ogr")
    elif destination.appends:
        context = QgsProcessingContext()
        layer = QgsProcessingUtils.mapLayerFromString(destination.text, context)
        layer = layer.clone() if layer else None  # the context's own goes with it
    else:
        layer = QgsVectorLayer(destination.uri, "", destination.provider)
    return layer if layer is not None and layer.isValid() else None


def _drop(destination: Destination) -> None:
    """Remove a table."""
    uri = str(destination.path) if destination.provider == "ogr" else destination.uri
    metadata = QgsProviderRegistry.instance().providerMetadata(destination.provider)
    connection = metadata.createConnection(uri, {}) if metadata else None
    if connection:
        connection.dropVectorTable(QgsDataSourceUri(destination.uri).schema(), destination.table)


def _with_texts_of_any_length(fields: QgsFields) -> QgsFields:
    """The fields without the lengths that they declare: QGIS writes no longer text, and many layers have some."""
    found = QgsFields()
    for field in fields:
        if field.type() == QVariant.String:  # noqa: QGS402 (what a field's type() is compared with)
            field.setLength(0)
        found.append(field)
    return found


def _check_names(fields: QgsFields, ending: str) -> None:
    """Raise for names that a format which doesn't tell small letters from capitals can't hold."""
    seen: dict[str, str] = {}
    for field in fields if ending in (GEOPACKAGE, ".sqlite", ".csv") else ():
        other = seen.setdefault(field.name().lower(), field.name())
        if other != field.name():
            raise QgsProcessingException(
                tr(
                    "The fields “{one}” and “{other}” differ only in case, which this format ignores. Rename "
                    "one of them, or choose another format."
                ).format(one=other, other=field.name())
            )


def _geopackage_options(
    fields: QgsFields, source: QgsProcessingFeatureSource | None, feedback: QgsProcessingFeedback
) -> list[str]:
    """Other names for a GeoPackage's own columns, where fields of the layer have these and are something else."""
    names = {field.name().lower() for field in fields}
    options = []
    if GEOMETRY in names:
        options.append(f"GEOMETRY_NAME={_free(GEOMETRY, names)}")
    key = next((index for index in range(fields.count()) if fields.at(index).name().lower() == KEY), -1)
    if key >= 0 and (source is None or not _is_key(source, key, feedback)):
        options.append(f"FID={_free(KEY, names)}")
        feedback.pushInfo(
            tr(
                "The field “{field}” can't be the primary key of a GeoPackage, which needs unique integers. "
                "The field is kept, and the primary key is named “{key}”."
            ).format(field=fields.at(key).name(), key=_free(KEY, names))
        )
    return options


def _default_options(options: list[str]) -> list[str]:
    """QGIS's own, without a spatial index: it is made when the features are written and no sooner."""
    given = {option.split("=")[0] for option in (*options, "SPATIAL_INDEX=")}
    own = QgsVectorFileWriter.defaultLayerOptions("GPKG")
    return [*(option for option in own if option.split("=")[0] not in given), "SPATIAL_INDEX=NO"]


def _is_key(source: QgsProcessingFeatureSource, index: int, feedback: QgsProcessingFeedback) -> bool:
    """Whether a field holds whole numbers, none below 0, none twice and none missing."""
    if not source.fields().at(index).isNumeric():
        return False
    request = QgsFeatureRequest().setSubsetOfAttributes([index]).setFlags(QgsFeatureRequest.Flag.NoGeometry)
    seen = set()
    checks = QgsProcessingFeatureSource.Flag.FlagSkipGeometryValidityChecks
    for feature in source.getFeatures(request, checks):
        if feedback.isCanceled():
            raise Cancelled
        value = feature.attribute(index)
        if type(value) is not int or value < 0 or value in seen:
            return False
        seen.add(value)
    return True


def _free(name: str, names: set[str]) -> str:
    """A name like this one that no field has."""
    return next(f"{name}_{number}" for number in range(1, len(names) + 2) if f"{name}_{number}" not in names)
