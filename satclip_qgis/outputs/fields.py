"""Field types, by the type names of the backend."""

from __future__ import annotations

import itertools
from collections.abc import Iterable

from qgis.core import Qgis, QgsField, QgsFields, QgsProcessingException
from qgis.PyQt.QtCore import QMetaType, QVariant

from satclip_qgis.i18n import tr

if Qgis.QGIS_VERSION_INT >= 33800:
    _INT, _DOUBLE, _TEXT, _BOOL = (
        QMetaType.Type.Int,
        QMetaType.Type.Double,
        QMetaType.Type.QString,
        QMetaType.Type.Bool,
    )
else:
    _INT, _DOUBLE, _TEXT, _BOOL = QVariant.Int, QVariant.Double, QVariant.String, QVariant.Bool  # noqa: QGS402
FIELD_TYPES = {"integer": _INT, "number": _DOUBLE, "text": _TEXT, "boolean": _BOOL}


def free_names(names: Iterable[str], existing: QgsFields) -> dict[str, str]:
    """Return names of new fields, by wanted name: name_2, name_3, ... if the layer has it, as in joins of QGIS."""
    taken = {field.name().lower() for field in existing}
    found = {}
    for name in names:
        tried = (f"{name}_{number}" for number in itertools.count(2))
        found[name] = name if name.lower() not in taken else next(n for n in tried if n.lower() not in taken)
        taken.add(found[name].lower())
    return found


def with_fields(existing: QgsFields, added: dict[str, str]) -> QgsFields:
    """Return the fields of a layer and new ones (types by name). Raises QgsProcessingException if a name is taken."""
    fields = QgsFields(existing)
    taken = {field.name().lower() for field in existing}
    for name, kind in added.items():
        if name.lower() in taken:
            raise QgsProcessingException(
                tr("The layer already has a field “{name}”. Choose another prefix (PREFIX).").format(
                    name=name
                )
            )
        fields.append(QgsField(name, FIELD_TYPES[kind]))
    return fields
