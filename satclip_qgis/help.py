"""The help of the algorithms: resources/help/*.md."""

from __future__ import annotations

from qgis.PyQt.QtGui import QTextDocument

from satclip_qgis.paths import resource


def help_html(name: str) -> str:
    """A help page as the HTML that Processing shows beside an algorithm's dialog."""
    document = QTextDocument()
    document.setMarkdown(resource("help", f"{name}.md").read_text(encoding="utf-8"))
    return document.toHtml()
