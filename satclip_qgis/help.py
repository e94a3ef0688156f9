"""Help pages of the algorithms, from resources/help/NAME.md and its translations, resources/help/LANGUAGE/NAME.md."""

from __future__ import annotations

import re
from pathlib import Path

from qgis.PyQt.QtGui import QTextDocument

from satclip_qgis.i18n import catalogue
from satclip_qgis.paths import metadata, resource

PLAIN = (
    (r"^.*<body[^>]*>|</body>.*$", ""),
    (r'<span style=" font-weight:\d+;">(.*?)</span>', r"<b>\1</b>"),
    (r'<span style=" font-style:italic;">(.*?)</span>', r"<i>\1</i>"),
    (r"</?span[^>]*>", ""),
    (r' style="[^"]*"', ""),
)
"""Qt markup and its replacements."""

TRANSLATION_OF = re.compile(r"\A<!-- of \w+ -->\n*")
"""The first line of a translated page, which names the English text by its hash: scripts/help_pages.py."""


def help_page(name: str) -> Path:
    """Return the path of a help page in the user's language, or in English if there is no translation."""
    translation = resource("help", catalogue(), f"{name}.md")
    return translation if translation.exists() else resource("help", f"{name}.md")


def help_url(name: str) -> str:
    """Return the address of a help page in the documentation, in the user's language if there is a translation."""
    page = help_page(name).relative_to(resource()).as_posix()
    return f"{metadata('repository')}/blob/main/resources/{page}"


def help_html(name: str) -> str:
    """Return a help page as HTML, for the panel next to an algorithm's dialog."""
    text = help_page(name).read_text(encoding="utf-8")
    document = QTextDocument()
    document.setMarkdown(TRANSLATION_OF.sub("", text))
    html = document.toHtml()
    for pattern, plain in PLAIN:
        html = re.sub(pattern, plain, html, flags=re.DOTALL)
    return html.strip()
