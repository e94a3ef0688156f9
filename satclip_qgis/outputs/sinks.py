"""A feature sink that adapts to the output format and verifies the written data."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterable, Sequence
from typing import Any

from qgis.core import (
    QgsAbstractDatabaseProviderConnection,
    QgsCoordinateReferenceSystem,
    QgsDataSourceUri,
    QgsFeature,
    QgsFeatureRequest,
    QgsFeatureSink,
    QgsFeatureSource,
    QgsFields,
    QgsGeometry,
    QgsPointXY,
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

from satclip_qgis.bridge.errors import Cancelled
from satclip_qgis.i18n import tr
from satclip_qgis.outputs.destinations import Destination
from satclip_qgis.outputs.formats import create_sink, probe_format
from satclip_qgis.outputs.nested_fields import encode, written_as_text

GEOPACKAGE = ".gpkg"
COUNTED = ("GPKG", "SQLite")
"""Formats with a reliable feature count, which is not read from a header."""
KEY, GEOMETRY = "fid", "geom"
"""Columns that QGIS adds to every GeoPackage layer."""

_ENCODED = re.compile("%[0-9A-Fa-f]{2}")
"""Text in the path of a GeoPackage that some versions of GDAL decode, so that they don't find the file."""
CACHE = "|option:PRELUDE_STATEMENTS=PRAGMA cache_size=-262144"
"""Option for an SQLite cache of 256 MiB. With the default of 2 MB, the index of many points takes 1.5 times as long."""


class Sink:
    """Writes the features of one output, whose name in QGIS is `output`.

    After a successful run, `finish` closes and verifies the output. After a failure, `close` and `remove` delete
    it. Raises QgsProcessingException if the format can't store `fields` or the features of `source`.
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
        self._fields, self._format, self._is_checked = fields, None, source is not None
        self._before, self._count, self._was_there = 0, 0, False
        self._is_new = bool(destination and destination.path and not destination.path.exists())
        fields = _without_length_limits(fields)
        layer_options, create_options, self._as_json = [], {}, []
        if destination and destination.path and not destination.appends:
            ending = destination.path.suffix or GEOPACKAGE  # same default as QGIS
            fields, self._as_json = written_as_text(fields, ending)
            if ending.lower() == GEOPACKAGE:
                options = _geopackage_options(fields, source, feedback)
                layer_options = [*_default_options(options), *options]
                create_options = {"layerOptions": options} if destination.table and options else {}
            _check_names(fields, ending.lower())
            encoded = _ENCODED.search(str(destination.path)) if ending.lower() == GEOPACKAGE else None
            within = encoded.group() if encoded else ""
            self._format = probe_format(algorithm, name, ending, fields, geometry, crs, layer_options, within)
            if encoded and not self._format.readable:
                raise QgsProcessingException(
                    tr(
                        "QGIS can't open a GeoPackage with “{text}” in its path. Choose another name or folder."
                    ).format(text=within)
                )
            self._format.json = [fields.at(index).name() for index in self._as_json]
            self._format.log_changes(feedback)
            if source is not None:
                self._format.check_source(source, feedback)
        if destination and (destination.appends or destination.table):
            layer = _opened(destination)
            self._was_there = layer is not None
            self._before = layer.featureCount() if layer and destination.appends else 0
            self._ids = set(layer.allFeatureIds()) if layer and destination.appends else set()
        if not (destination and destination.is_file):
            layer_options = []
        try:
            self._sink, self.output = create_sink(
                algorithm, name, value, context, fields, geometry, crs, layer_options, create_options
            )
            if self._sink is None:
                raise QgsProcessingException(algorithm.invalidSinkError({name: value}, name))
        except BaseException:
            if not self._was_there:
                self.remove()
            raise

    def add(self, features: Sequence[QgsFeature]) -> None:
        """Write features. Raises QgsProcessingException with the reason if they can't be written."""
        encode(features, self._as_json)
        if self._format and not self._is_checked:
            self._format.check(features)
        if not self._sink.addFeatures(features, QgsFeatureSink.Flag.FastInsert):
            raise QgsProcessingException(
                self._mixed_types(features)
                or tr("The output could not be written: {reason}").format(reason=self._sink.lastError())
            )
        self._count += len(features)

    def add_rows(self, rows: Iterable[dict[str, Any]]) -> None:
        """Write rows: values by field name. In a point layer, each is located at its `lon` and `lat`."""
        features = []
        for row in rows:
            feature = QgsFeature(self._fields)
            feature.setAttributes([row.get(field.name()) for field in self._fields])
            position = row.get("lon"), row.get("lat")
            if self._geometry == QgsWkbTypes.Type.Point and None not in position:
                feature.setGeometry(QgsGeometry.fromPointXY(QgsPointXY(*position)))
            features.append(feature)
        self.add(features)

    def _mixed_types(self, features: Sequence[QgsFeature]) -> str:
        """Return a message about the first feature with another geometry type than the output, or ""."""
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
        """Close the output, create the spatial index of a GeoPackage, and count the features."""
        self._sink.flushBuffer()
        self.close()
        if self._destination is None:
            return
        is_geopackage = self._destination.is_file and self.output.lower().endswith(GEOPACKAGE)
        if is_geopackage and self._geometry != QgsWkbTypes.Type.NoGeometry:
            self._feedback.setProgressText(tr("Creating the spatial index"))
            if not add_index(self.output):
                self._feedback.pushWarning(
                    tr("The spatial index could not be created. Create it in the layer properties (Source).")
                )
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
        """Return the number of features that can be read."""
        layer = _opened(self._destination, self.output)
        if layer is None:
            return 0
        if layer.storageType() in COUNTED or self._destination.appends or not self._destination.path:
            return layer.featureCount() - self._before
        # The header of a truncated file still has the full count, so read each feature, up to its last attribute.
        request = QgsFeatureRequest().setSubsetOfAttributes([layer.fields().count() - 1])
        count = 0
        for _ in layer.getFeatures(request):
            count += 1
            if self._feedback.isCanceled():
                raise Cancelled
        return count

    def remove(self) -> None:
        """Delete unfinished output from a database. Files are staged, and deleted with their staging folder."""
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


def add_index(output: str) -> bool:
    """Create the spatial index of a closed GeoPackage; return whether it has one.

    QGIS would create it when it closes the file. That can't be cancelled and blocks all other Python code in QGIS:
    20 seconds for a million points (benchmarks/embed_points.py).
    """
    layer = QgsVectorLayer(output + CACHE, "", "ogr")
    if not layer.isValid():
        return False
    layer.dataProvider().createSpatialIndex()  # returns True even if its SQL fails, as for a layer named a'b
    if _has_index(layer):
        return True
    del layer  # closes the file
    options = QgsAbstractDatabaseProviderConnection.SpatialIndexOptions()
    with contextlib.suppress(QgsProviderConnectionException):
        connection = QgsProviderRegistry.instance().providerMetadata("ogr").createConnection(output, {})
        (table,) = connection.tables()
        options.geometryColumnName = table.geometryColumn()
        connection.createSpatialIndex("", table.tableName(), options)
    return _has_index(QgsVectorLayer(output, "", "ogr"))


def _has_index(layer: QgsVectorLayer) -> bool:
    return layer.hasSpatialIndex() == QgsFeatureSource.SpatialIndexPresence.SpatialIndexPresent


def _opened(destination: Destination, output: str = "") -> QgsVectorLayer | None:
    """Return the layer that was written, or that existed before; None if there is none."""
    if destination.is_file or (destination.path and destination.table and destination.provider == "ogr"):
        layer = QgsVectorLayer(output or f"{destination.path}|layername={destination.table}", "", "ogr")
    elif destination.appends:
        context = QgsProcessingContext()
        layer = QgsProcessingUtils.mapLayerFromString(destination.text, context)
        layer = layer.clone() if layer else None  # the context owns the layer and deletes it
    else:
        layer = QgsVectorLayer(destination.uri, "", destination.provider)
    return layer if layer is not None and layer.isValid() else None


def _drop(destination: Destination) -> None:
    """Drop a table from a database."""
    uri = str(destination.path) if destination.provider == "ogr" else destination.uri
    metadata = QgsProviderRegistry.instance().providerMetadata(destination.provider)
    connection = metadata.createConnection(uri, {}) if metadata else None
    if connection:
        connection.dropVectorTable(QgsDataSourceUri(destination.uri).schema(), destination.table)


def _without_length_limits(fields: QgsFields) -> QgsFields:
    """Return the fields without maximum text lengths, because QGIS would truncate longer texts."""
    found = QgsFields()
    for field in fields:
        if field.type() == QVariant.String:  # noqa: QGS402 (what a field's type() is compared with)
            field.setLength(0)
        found.append(field)
    return found


def _check_names(fields: QgsFields, ending: str) -> None:
    """Raise QgsProcessingException if field names differ only in case and the format ignores case."""
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
    """Return options that rename the columns that QGIS adds to a GeoPackage, if fields have these names."""
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
    """Return the default options of QGIS, without the spatial index, which `finish` creates."""
    given = {option.split("=")[0] for option in (*options, "SPATIAL_INDEX=")}
    own = QgsVectorFileWriter.defaultLayerOptions("GPKG")
    return [*(option for option in own if option.split("=")[0] not in given), "SPATIAL_INDEX=NO"]


def _is_key(source: QgsProcessingFeatureSource, index: int, feedback: QgsProcessingFeedback) -> bool:
    """Return whether the values of a field are unique, non-negative integers without nulls."""
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
    """Return a similar name that no field has."""
    return next(f"{name}_{number}" for number in range(1, len(names) + 2) if f"{name}_{number}" not in names)
