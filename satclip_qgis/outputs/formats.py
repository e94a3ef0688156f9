"""Detection of the data that a file format preserves, by writing and reading a small test file."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsFeature,
    QgsFeatureRequest,
    QgsFeatureSink,
    QgsFields,
    QgsGeometry,
    QgsProcessingAlgorithm,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeatureSource,
    QgsProcessingFeedback,
    QgsVectorFileWriter,
    QgsVectorLayer,
    QgsWkbTypes,
)
from qgis.PyQt.QtCore import QByteArray, QDate, QDateTime, QTime, QVariant

from satclip_qgis.bridge.errors import Cancelled
from satclip_qgis.i18n import tr
from satclip_qgis.inputs.columns import is_null
from satclip_qgis.outputs.nested_fields import SAMPLES as NESTED
from satclip_qgis.outputs.nested_fields import encoded

LONG_TEXT = "x" * 300
LARGE = 2**53
"""Formats that store floating-point numbers round larger integers."""
LONG_INTEGERS = (QVariant.LongLong, QVariant.ULongLong)  # noqa: QGS402 (compared with a field's type())
SAMPLES: dict[int, Any] = {
    QVariant.String: LONG_TEXT,  # noqa: QGS402
    QVariant.Int: 1,  # noqa: QGS402
    QVariant.UInt: 1,  # noqa: QGS402
    QVariant.LongLong: LARGE + 1,  # noqa: QGS402
    QVariant.ULongLong: LARGE + 1,  # noqa: QGS402
    QVariant.Double: 1.5,  # noqa: QGS402
    QVariant.Bool: True,  # noqa: QGS402
    QVariant.Date: QDate(2001, 2, 3),  # noqa: QGS402
    QVariant.Time: QTime(1, 2, 3),  # noqa: QGS402
    QVariant.DateTime: QDateTime(QDate(2001, 2, 3), QTime(1, 2, 3)),  # noqa: QGS402
    QVariant.ByteArray: QByteArray(b"a"),  # noqa: QGS402
    **NESTED,
}
"""A value of each type that some formats do not preserve."""
MOST_NAMED = 10
_SQL = re.compile(r"sqlite3_exec\(.*\) failed: ", re.DOTALL)
"""The prefix of error messages of GDAL."""


@dataclass
class Format:
    """Fields and geometries that a format preserves.

    `names`: new names of fields that the format renames. `lost`: fields that it can't store. `texts`: maximum bytes of
    text by field. `rounded`: integer fields that it stores as floating-point numbers. `json`: fields of lists or
    objects that are stored as text.
    """

    name: str
    names: dict[str, str] = field(default_factory=dict)
    lost: list[str] = field(default_factory=list)
    texts: dict[str, int] = field(default_factory=dict)
    rounded: list[str] = field(default_factory=list)
    json: list[str] = field(default_factory=list)
    readable: bool = False
    geometries: bool = True
    empty_geometries: bool = True
    crs: bool = True

    @property
    def preserves_all(self) -> bool:
        """Whether the format preserves all features and values of these fields."""
        return not (self.texts or self.rounded) and self.empty_geometries

    def check(self, features: list[QgsFeature]) -> None:
        """Raise QgsProcessingException for a feature or value that the format can't store."""
        for feature in features:
            if not self.empty_geometries and (not feature.hasGeometry() or feature.geometry().isEmpty()):
                raise QgsProcessingException(
                    tr(
                        "{format} can't store features without a geometry, and feature {id} has none. Choose "
                        "another format, such as GeoPackage."
                    ).format(format=self.name, id=feature.id())
                )
            for name, longest in self.texts.items():
                value = encoded(feature[name])
                if isinstance(value, str) and len(value.encode()) > longest:
                    raise QgsProcessingException(
                        tr(
                            "{format} stores at most {longest} bytes of text, and “{field}” of feature {id} "
                            "has {size}. Choose another format, such as GeoPackage."
                        ).format(
                            format=self.name,
                            longest=longest,
                            field=name,
                            id=feature.id(),
                            size=len(value.encode()),
                        )
                    )
            for name in self.rounded:
                value = feature[name]
                if isinstance(value, int) and abs(value) > LARGE:
                    raise QgsProcessingException(
                        tr(
                            "{format} can't store the number {value} in “{field}” of feature {id} exactly. "
                            "Choose another format, such as GeoPackage."
                        ).format(format=self.name, value=value, field=name, id=feature.id())
                    )

    def check_source(self, source: QgsProcessingFeatureSource, feedback: QgsProcessingFeedback) -> None:
        """Raise QgsProcessingException for a feature of a layer that the format can't store, or `Cancelled`."""
        if self.preserves_all:
            return
        own = source.fields()
        known = replace(
            self,
            texts={name: size for name, size in self.texts.items() if own.lookupField(name) >= 0},
            rounded=[name for name in self.rounded if own.lookupField(name) >= 0],
        )
        request = QgsFeatureRequest().setSubsetOfAttributes([*known.texts, *known.rounded], own)
        if self.empty_geometries:
            request.setFlags(QgsFeatureRequest.Flag.NoGeometry)
        checks = QgsProcessingFeatureSource.Flag.FlagSkipGeometryValidityChecks
        for feature in source.getFeatures(request, checks):
            if feedback.isCanceled():
                raise Cancelled
            known.check([feature])

    def log_changes(self, feedback: QgsProcessingFeedback) -> None:
        """Log the changes that the format makes. Raises QgsProcessingException for fields that it can't store."""
        if self.lost:
            raise QgsProcessingException(
                tr(
                    "{format} can't store these fields: {fields}. Choose another format, such as GeoPackage, "
                    "or remove the fields from the layer first."
                ).format(format=self.name, fields=_first_of([f"“{name}”" for name in self.lost]))
            )
        if self.names:
            changed = [f"“{name}” → “{new}”" for name, new in self.names.items()]
            feedback.pushWarning(
                tr("{format} changes field names: {names}.").format(
                    format=self.name, names=_first_of(changed)
                )
            )
        if self.json:
            feedback.pushInfo(
                tr("{format} stores lists and objects as JSON text: {fields}.").format(
                    format=self.name, fields=_first_of([f"“{name}”" for name in self.json])
                )
            )
        if not self.geometries:
            feedback.pushWarning(
                tr("{format} stores no geometries. The output has no locations.").format(format=self.name)
            )
        if not self.readable:
            feedback.pushInfo(
                tr("QGIS can't read {format}, so the output was not verified.").format(format=self.name)
            )
        elif not self.crs:
            feedback.pushWarning(
                tr(
                    "{format} does not store this coordinate reference system. Set it when you open the file."
                ).format(format=self.name)
            )


def create_sink(
    algorithm: QgsProcessingAlgorithm,
    name: str,
    value: object,
    context: QgsProcessingContext,
    fields: QgsFields,
    geometry: QgsWkbTypes.Type,
    crs: QgsCoordinateReferenceSystem,
    layer_options: list[str],
    create_options: dict[str, Any] | None = None,
) -> tuple[QgsFeatureSink | None, str]:
    """Return a sink of QGIS for the value of an output, and its name. The options are those of GDAL."""
    flags, parameters = QgsFeatureSink.SinkFlags(), {name: value}
    return algorithm.parameterAsSink(
        parameters, name, context, fields, geometry, crs, flags, create_options or {}, [], layer_options
    )


def probe_format(
    algorithm: QgsProcessingAlgorithm,
    name: str,
    ending: str,
    fields: QgsFields,
    geometry: QgsWkbTypes.Type,
    crs: QgsCoordinateReferenceSystem,
    options: list[str],
    within: str = "",
) -> Format:
    """Write a small test file with this ending and read it; return the `Format`.

    `within` is a part of its path. Raises QgsProcessingException if the layer can't be written.
    """
    found = Format(QgsVectorFileWriter.driverForExtension(ending.lstrip(".")) or ending)
    features = _samples(fields, geometry)
    with TemporaryDirectory(prefix=f"satclip-{within}") as folder:
        path = str(Path(folder) / f"layer{ending}")
        reason = ""
        try:
            context = QgsProcessingContext()
            sink, output = create_sink(algorithm, name, path, context, fields, geometry, crs, options)
            for feature in features:
                if sink is None or not sink.addFeature(feature, QgsFeatureSink.Flag.FastInsert):
                    reason = _SQL.sub("", sink.lastError()) if sink else path
                    break
            del sink  # closes the file
        except QgsProcessingException as error:
            reason = str(error).rpartition(f"{path}: ")[2]
        if reason:
            raise QgsProcessingException(
                (
                    tr("{format} can't store this layer: {reason}. Rename or remove the field.")
                    if found.name == "GPKG"
                    else tr(
                        "{format} can't store this layer: {reason}. Rename or remove the field, or choose "
                        "another format, such as GeoPackage."
                    )
                ).format(format=found.name, reason=reason.strip().rstrip("."))
            )
        layer = QgsVectorLayer(output, "", "ogr")
        if layer.isValid():
            found.readable = True
            _compare(found, layer, features, fields, geometry, crs)
        del layer
    return found


def _samples(fields: QgsFields, geometry: QgsWkbTypes.Type) -> list[QgsFeature]:
    """Return test features with values that some formats don't preserve: with, without and with an empty geometry."""
    shapes = [None]
    if geometry != QgsWkbTypes.Type.NoGeometry:
        text = {
            QgsWkbTypes.GeometryType.PointGeometry: "POINT(1 2)",
            QgsWkbTypes.GeometryType.LineGeometry: "LINESTRING(1 2, 3 4)",
        }.get(QgsWkbTypes.geometryType(geometry), "POLYGON((1 2, 3 2, 3 4, 1 2))")
        whole = QgsGeometry.fromWkt(text).coerceToType(geometry)
        shapes += [
            whole[0] if whole else None,
            QgsGeometry.fromWkt(f"{QgsWkbTypes.displayString(geometry)} EMPTY"),
        ]
    features = []
    for number, shape in enumerate(shapes):
        feature = QgsFeature(fields)
        values = [SAMPLES.get(field.type()) for field in fields]
        # Integers may be primary keys, which must be unique.
        feature.setAttributes([value + 2 * number if type(value) is int else value for value in values])
        if shape is not None and not shape.isNull():
            feature.setGeometry(shape)
        features.append(feature)
    return features


def _compare(
    found: Format,
    layer: QgsVectorLayer,
    features: list[QgsFeature],
    fields: QgsFields,
    geometry: QgsWkbTypes.Type,
    crs: QgsCoordinateReferenceSystem,
) -> None:
    """Compare the features in the test file with those written, and record the differences in `found`."""
    read = list(layer.getFeatures())
    names = [field.name() for field in layer.fields()]
    values = read[0].attributes() if read else [None] * len(names)
    exact = {name: index for index, name in enumerate(names)}
    loose = {name.lower(): index for index, name in enumerate(names)}
    sent_names = {field.name().lower() for field in fields}
    for number, (own, sent) in enumerate(zip(fields, features[0].attributes())):
        index = exact.get(own.name(), loose.get(own.name().lower()))
        if index is None and len(names) >= len(fields):
            index = len(names) - len(fields) + number  # keys come first
            if names[index].lower() in sent_names:  # another field: a KML leaves out dates
                index = None
        if index is None or (sent is not None and is_null(values[index])):
            found.lost.append(own.name())
            continue
        if names[index].lower() != own.name().lower():
            found.names[own.name()] = names[index]
        written = {str(feature.attribute(number)) for feature in features}
        if own.type() in LONG_INTEGERS and str(values[index]) not in written:
            found.rounded.append(own.name())
        elif isinstance(sent, str) and isinstance(values[index], str) and len(values[index]) < len(sent):
            found.texts[own.name()] = len(values[index])
    if geometry == QgsWkbTypes.Type.NoGeometry:
        return
    found.geometries = layer.wkbType() != QgsWkbTypes.Type.NoGeometry
    placed = [feature for feature in read if feature.hasGeometry() and not feature.geometry().isEmpty()]
    sent = [feature for feature in features if feature.hasGeometry() and not feature.geometry().isEmpty()]
    found.empty_geometries = not found.geometries or (len(read) == len(features) and len(placed) == len(sent))
    found.crs = layer.crs().isValid() or not crs.isValid()


def _first_of(texts: list[str]) -> str:
    """Return the first texts, and the number of the others."""
    more = len(texts) - MOST_NAMED
    return ", ".join(texts[:MOST_NAMED]) + (tr(" and {count} more").format(count=more) if more > 0 else "")
