"""Help pages of the algorithms, from resources/help/*.md."""

from __future__ import annotations

import re

from qgis.PyQt.QtGui import QTextDocument

from satclip_qgis.paths import resource

PLAIN = (
    (r"^.*<body[^>]*>|</body>.*$", ""),
    (r'<span style=" font-weight:\d+;">(.*?)</span>', r"<b>\1</b>"),
    (r'<span style=" font-style:italic;">(.*?)</span>', r"<i>\1</i>"),
    (r"</?span[^>]*>", ""),
    (r' style="[^"]*"', ""),
)
"""Qt markup and its replacements."""


def help_html(name: str) -> str:
    """Return a help page as HTML, for the panel next to an algorithm's dialog."""
    document = QTextDocument()
    document.setMarkdown(resource("help", f"{name}.md").read_text(encoding="utf-8"))
    html = document.toHtml()
    for pattern, plain in PLAIN:
        html = re.sub(pattern, plain, html, flags=re.DOTALL)
    return html.strip()
