"""Model cards of runs, as HTML or Markdown."""

from __future__ import annotations

import re
from pathlib import Path

from qgis.PyQt.QtGui import QTextDocument

from satclip_qgis.bridge.backend import Backend
from satclip_qgis.bridge.client import save_text


def write_card(backend: Backend, run: str, path: Path) -> None:
    """Save the card of a finished run. Raises a `BridgeError`."""
    text = backend.run_card(run)
    save_text(path, text if path.suffix.lower() == ".md" else card_html(text))


def card_without_figures(markdown: str) -> str:
    """Return the card without figures, which Qt can't render if they are embedded in the text."""
    return re.sub(r"!\[[^\]]*\]\([^)]*\)", "", markdown)


def card_html(markdown: str) -> str:
    """Return the card as HTML."""
    document = QTextDocument()
    document.setMarkdown(markdown)
    return document.toHtml()
