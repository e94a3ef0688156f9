"""Helpers of the algorithms: the backend, parameters and field types."""

from __future__ import annotations

from qgis.core import (
    Qgis,
    QgsProcessingFeedback,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterString,
)
from qgis.PyQt.QtCore import QMetaType, QVariant
from qgis.PyQt.QtGui import QIcon

from satclip_qgis import settings
from satclip_qgis.bridge.backend import Backend
from satclip_qgis.i18n import tr
from satclip_qgis.paths import plugin_version, resource

if Qgis.QGIS_VERSION_INT >= 33800:
    INTEGER, DOUBLE, TEXT = QMetaType.Type.Int, QMetaType.Type.Double, QMetaType.Type.QString
else:
    INTEGER, DOUBLE, TEXT = QVariant.Int, QVariant.Double, QVariant.String  # noqa: QGS402 (3.22 to 3.36)


def icon() -> QIcon:
    """The plugin's icon."""
    return QIcon(str(resource("icons", "satclip.svg")))


def with_help(parameter: QgsProcessingParameterDefinition, text: str) -> QgsProcessingParameterDefinition:
    """Give a parameter a longer explanation, which the dialogs show as a tooltip. Returns the parameter."""
    parameter.setHelp(text)
    return parameter


def encoder_parameter(name: str) -> QgsProcessingParameterString:
    """A parameter for the encoder id. It offers the encoders of the last session and does not start the backend."""
    parameter = with_help(
        QgsProcessingParameterString(name, tr("Encoder"), settings.BUNDLED),
        tr("The location encoder that computes the embeddings. “bundled” is installed with the backend."),
    )
    parameter.setMetadata({"widget_wrapper": {"value_hints": settings.known_encoders()}})
    return parameter


def backend_for(feedback: QgsProcessingFeedback) -> Backend:
    """The backend, for an algorithm."""
    return Backend(
        settings.backend_python(),
        plugin_version(),
        is_cancelled=feedback.isCanceled,
        on_message=feedback.pushInfo,
    )


def find_encoder(backend: Backend, encoder: str) -> dict:
    """Metadata of an encoder. Updates the ids that the dialogs offer. Raises a `BridgeError` for an unknown id."""
    settings.remember_encoders([str(known["id"]) for known in backend.encoders() if "id" in known])
    return backend.encoder(encoder)
