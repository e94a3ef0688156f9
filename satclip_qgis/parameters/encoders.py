"""Encoder parameters. Dialogs offer the encoders of the last session, without starting the backend."""

from __future__ import annotations

from qgis.core import QgsProcessingAlgorithm, QgsProcessingContext, QgsProcessingParameterString

from satclip_qgis import settings
from satclip_qgis.i18n import tr
from satclip_qgis.parameters.declared import add

MODEL, ENCODERS = "MODEL", "ENCODERS"


def add_encoder(algorithm: QgsProcessingAlgorithm) -> None:
    """Add the encoder id."""
    parameter = QgsProcessingParameterString(MODEL, tr("Encoder"), settings.BUNDLED)
    parameter.setMetadata({"widget_wrapper": {"value_hints": settings.known_encoders()}, "input": "encoder"})
    help = tr("The location encoder that computes the embeddings. “bundled” is installed with the backend.")
    add(algorithm, parameter, help)


def add_encoders(algorithm: QgsProcessingAlgorithm) -> None:
    """Add comma-separated encoder ids, as text, because a list would only allow one choice."""
    label = tr("Encoders (comma-separated ids)")
    parameter = QgsProcessingParameterString(ENCODERS, label, settings.BUNDLED, optional=True)
    known = ", ".join(settings.known_encoders())
    add(algorithm, parameter, tr("Installed encoders: {encoders}").format(encoders=known))


def encoders_of(
    algorithm: QgsProcessingAlgorithm, parameters: dict, context: QgsProcessingContext
) -> list[str]:
    """Return the encoder ids of `add_encoders`."""
    text = algorithm.parameterAsString(parameters, ENCODERS, context)
    return [part.strip() for part in text.split(",") if part.strip()]
