"""Texts: conversion to valid Unicode, and translation. Standard library only."""

from __future__ import annotations

from collections.abc import Callable

translate: Callable[[str], str] = str
"""Translates a text. The plugin sets it (`satclip_qgis.i18n`); without QGIS, all texts are English."""


def valid(text: str) -> str:
    """Return the text with lone surrogates replaced by U+FFFD. Qt and file names may contain them, UTF-8 may not."""
    if text.isascii():
        return text
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def tr(text: str) -> str:
    """Return the text in the user's language, as `satclip_qgis.i18n.tr` does, which modules without QGIS can't import.

    Only literals can be extracted: fill in values with .format() afterwards. Not for constants of a module: these are
    made before the translation is loaded.
    """
    return translate(text)
