"""Translation of texts. pylupdate5 finds the function `tr` by its name."""

from __future__ import annotations

import re

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import QCoreApplication, QTranslator

from satclip_qgis.bridge import text
from satclip_qgis.paths import ROOT

TRADITIONAL = {"tw", "hk", "mo"}
"""Regions in which Chinese is written in traditional characters."""


def tr(text: str) -> str:
    """Return the text in the user's language.

    Only literals can be extracted: fill in values with .format() afterwards.
    """
    return QCoreApplication.translate("@default", text)


def language() -> str:
    """Return the user's language as a tag such as de or de-AT, for text that the backend writes."""
    return re.sub("[^A-Za-z0-9-]", "", QgsApplication.locale().replace("_", "-"))


def catalogue() -> str:
    """Return the name of the translation for the user's language: de for de_AT, pt for pt_BR, and zh_Hans for zh_CN.

    It may not exist. Traditional Chinese has a name of its own, because it is not readable as simplified Chinese.
    """
    name, *subtags = language().lower().split("-")
    if name != "zh":
        return name
    traditional = "hant" in subtags or ("hans" not in subtags and not TRADITIONAL.isdisjoint(subtags))
    return "zh_Hant" if traditional else "zh_Hans"


def grouped(number: str) -> str:
    """Return a number that was formatted with commas between thousands, in the user's language.

    English and Chinese keep the commas. Other languages get narrow no-break spaces, as in reports, since a comma would
    be read as the decimal mark.
    """
    return number if catalogue()[:2] in ("", "c", "en", "zh") else number.replace(",", "\u202f")


def install_translator() -> QTranslator | None:
    """Load the translation of the user's language. Return the translator, which the caller must keep, or None."""
    text.translate = tr
    translator = QTranslator()
    if not translator.load(str(ROOT / "i18n" / f"satclip_{catalogue()}.qm")):
        return None
    QCoreApplication.installTranslator(translator)
    return translator
