"""Translation. pylupdate5 finds the function by its name."""

from __future__ import annotations

import re

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import QCoreApplication, QTranslator

from satclip_qgis.paths import ROOT


def tr(text: str) -> str:
    """The text in the user's language.

    Only literals can be extracted: fill in values with .format() afterwards.
    """
    return QCoreApplication.translate("@default", text)


def language() -> str:
    """The user's language as a tag such as de or de-AT, for what the backend writes in it."""
    return re.sub("[^A-Za-z0-9-]", "", QgsApplication.locale().replace("_", "-"))


def install_translator() -> QTranslator | None:
    """Load the user's language. Returns the translator, to be kept as long as it is used, or None."""
    translator = QTranslator()
    locale = QgsApplication.locale()
    for name in (locale, locale.split("_")[0]):
        if translator.load(str(ROOT / "i18n" / f"satclip_{name}.qm")):
            QCoreApplication.installTranslator(translator)
            return translator
    return None
