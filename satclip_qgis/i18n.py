"""Translation of texts. pylupdate5 finds the function `tr` by its name."""

from __future__ import annotations

import re

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import QCoreApplication, QTranslator

from satclip_qgis.paths import ROOT


def tr(text: str) -> str:
    """Return the text in the user's language.

    Only literals can be extracted: fill in values with .format() afterwards.
    """
    return translated(text)


def translated(text: str) -> str:
    """Return a text that was marked elsewhere (`bridge.text.tr`) in the user's language."""
    return QCoreApplication.translate("@default", text)


def language() -> str:
    """Return the user's language as a tag such as de or de-AT, for reports by the backend."""
    return re.sub("[^A-Za-z0-9-]", "", QgsApplication.locale().replace("_", "-"))


def grouped(number: str) -> str:
    """Return a number that was formatted with commas between thousands, in the user's language: but for English with
    narrow no-break spaces, as in reports, since a comma would be read as the decimal mark.
    """
    return number if language()[:2] in ("", "C", "en") else number.replace(",", "\u202f")


def install_translator() -> QTranslator | None:
    """Load the translation of the user's language. Return the translator, which the caller must keep, or None."""
    translator = QTranslator()
    locale = QgsApplication.locale()
    for name in (locale, locale.split("_")[0]):
        if translator.load(str(ROOT / "i18n" / f"satclip_{name}.qm")):
            QCoreApplication.installTranslator(translator)
            return translator
    return None
