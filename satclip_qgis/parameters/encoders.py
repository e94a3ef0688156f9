"""Encoder parameters. Dialogs offer the encoders of the last session, without starting the backend."""

from __future__ import annotations

from qgis.core import QgsProcessingAlgorithm, QgsProcessingContext, QgsProcessingParameterString

from satclip_qgis import settings
from satclip_qgis.i18n import tr
from satclip_qgis.parameters.declared import add, add_number

MODEL, ENCODERS, MONTH = "MODEL", "ENCODERS", "MONTH"
WIDGET = "satclip_qgis.gui.encoders.encoder_widgets.EncoderWidget"
"""Class of the widget. Only dialogs import it, because qgis_process has no GUI."""


def add_encoder(algorithm: QgsProcessingAlgorithm) -> None:
    """Add the encoder id."""
    parameter = QgsProcessingParameterString(MODEL, tr("Encoder"), settings.BUNDLED)
    parameter.setMetadata({"widget_wrapper": {"class": WIDGET}, "input": "encoder"})
    help = tr(
        "The location encoder that computes the embeddings. “bundled” is installed with the backend. "
        "Plugins > SatCLIP > Encoders adds others."
    )
    add(algorithm, parameter, help)


def month_help() -> str:
    """Return the help of the month."""
    return tr(
        "For an encoder of location and month: 1 for January to 12 for December, or 0 for the mean over the year. "
        "Other encoders have no months."
    )


def date_help() -> str:
    """Return the help of the date field."""
    return tr(
        "For an encoder of location and month: the embedding is that of the month of the date. Features without a "
        "date get the mean over the year."
    )


def add_month(algorithm: QgsProcessingAlgorithm, help: str = "") -> None:
    """Add the month of the embeddings."""
    label = tr("Month (0: mean over the year)")
    add_number(algorithm, MONTH, label, help or month_help(), empty=0, advanced=True)


def add_encoders(algorithm: QgsProcessingAlgorithm) -> None:
    """Add encoder ids as text with commas, so that scripts and models can pass any id."""
    parameter = QgsProcessingParameterString(ENCODERS, tr("Encoders"), settings.BUNDLED, optional=True)
    parameter.setMetadata({"widget_wrapper": {"class": WIDGET, "several": True}})
    help = tr(
        "The location encoders whose embeddings are predictors. Plugins > SatCLIP > Encoders adds others. In scripts, "
        "separate ids by commas."
    )
    add(algorithm, parameter, help)


def encoders_of(
    algorithm: QgsProcessingAlgorithm, parameters: dict, context: QgsProcessingContext
) -> list[str]:
    """Return the encoder ids of `add_encoders`."""
    return ids_in(algorithm.parameterAsString(parameters, ENCODERS, context))


def ids_in(text: str) -> list[str]:
    """Return the ids in a comma-separated text."""
    return [part.strip() for part in text.split(",") if part.strip()]
