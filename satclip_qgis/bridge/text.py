"""Texts: conversion to valid Unicode, and marks for translation. Standard library only."""

from __future__ import annotations


def valid(text: str) -> str:
    """Return the text with lone surrogates replaced by U+FFFD. Qt and file names may contain them, UTF-8 may not."""
    if text.isascii():
        return text
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def tr(text: str) -> str:
    """Mark a literal for translation. The window that shows it translates it (`satclip_qgis.i18n.translated`)."""
    return text
