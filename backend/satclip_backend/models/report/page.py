"""The page of a report: sections, paragraphs, tables and figures as accessible HTML.

All text is escaped, and translated into the current language if it can be.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from html import escape as _escape
from importlib.resources import files
from pathlib import Path

from matplotlib.figure import Figure

from satclip_backend.models.report.svg import svg
from satclip_backend.outputs import atomic_write
from satclip_backend.translation import current_language, grouped, translated
from satclip_backend.translation import gettext as _

_NUMBER = re.compile(r"[-+–∞\d]")


def escape(text: str) -> str:
    """Return text in the current language, escaped for HTML."""
    return _escape(translated(text))


@dataclass
class Page:
    """A page that is written from top to bottom."""

    title: str
    subtitle: str
    _parts: list[str] = field(default_factory=list)
    _sections: list[tuple[str, str]] = field(default_factory=list)
    _figures: int = 0
    _tables: int = 0

    def section(self, heading: str) -> None:
        """Begin a section."""
        id = f"section-{len(self._sections) + 1}"
        if self._sections:
            self._parts.append("</section>")
        self._sections.append((id, heading))
        self._parts.append(f'<section aria-labelledby="{id}"><h2 id="{id}">{escape(heading)}</h2>')

    def text(self, *sentences: str) -> None:
        """Add a paragraph."""
        self._parts.append(f"<p>{_escape(_paragraph(sentences))}</p>")

    def warn(self, sentences: Sequence[str]) -> None:
        """Add a box of warnings, if there are any."""
        if sentences:
            items = "".join(f"<li>{escape(sentence)}</li>" for sentence in sentences)
            head = "<p><strong>" + escape(_("Warnings")) + "</strong></p>"
            self._parts.append(f'<div class="warning" role="note">{head}<ul>{items}</ul></div>')

    def keys(self, found: Sequence[tuple[str, str]]) -> None:
        """Add the key figures in large type."""
        boxes = "".join(
            f"<div><dt>{escape(label)}</dt><dd>{escape(value)}</dd></div>" for label, value in found
        )
        self._parts.append(f'<dl class="keys">{boxes}</dl>')

    def points(self, items: Sequence[tuple[str, str]]) -> None:
        """Add a list of names with a sentence each."""
        listed = "".join(
            f"<li><strong>{escape(name)}:</strong> {escape(sentence)}</li>" for name, sentence in items
        )
        self._parts.append(f"<ul>{listed}</ul>")

    def references(self, items: Sequence[tuple[str, str]]) -> None:
        """Add a list of publications with links."""
        listed = "".join(
            f'<li>{escape(text)} <a href="{escape(url)}">{escape(url)}</a></li>' for text, url in items
        )
        self._parts.append(f"<ul>{listed}</ul>")

    def table(
        self, caption: str, head: Sequence[str], rows: Sequence[Sequence[str]], marked: Sequence[int] = ()
    ) -> None:
        """Add a table whose first column has the row headers, unless it is empty. `marked` rows are highlighted."""
        if not rows:
            return
        self._tables += 1
        words = [not all(_NUMBER.match(row[column]) for row in rows) for column in range(len(head))]

        def cell(tag: str, text: str, column: int) -> str:
            side = ' class="words"' if words[column] else ""
            return f'<{tag}{side} dir="auto">{escape(text)}</{tag.split()[0]}>'

        top = "".join(cell('th scope="col"', name, column) for column, name in enumerate(head))
        body = []
        for index, row in enumerate(rows):
            cells = [cell('th scope="row"', row[0], 0)]
            cells += [cell("td", text, column) for column, text in enumerate(row[1:], start=1)]
            mark = ' class="marked"' if index in marked else ""
            body.append(f"<tr{mark}>{''.join(cells)}</tr>")
        title = _("Table {number}. {caption}", number=self._tables, caption=caption)
        copy = _("Copy table {number}", number=self._tables)
        self._parts.append(
            f'<div class="table"><div class="scroll" tabindex="0" role="region" aria-label="{escape(title)}">'
            f"<table><caption><span>{escape(title)}</span></caption><thead><tr>{top}</tr></thead>"
            f"<tbody>{''.join(body)}</tbody></table></div>"
            f'<button type="button" class="copy" hidden {_labels()}>{escape(copy)}</button></div>'
        )

    def pairs(
        self, caption: str, found: Mapping[str, str] | Sequence[tuple[str, int]], head: Sequence[str]
    ) -> None:
        """Add a table of two columns."""
        items = found.items() if isinstance(found, Mapping) else found
        rows = [[name, value if isinstance(value, str) else grouped(f"{value:,}")] for name, value in items]
        self.table(caption, head, rows)

    def figure(self, drawn: Figure, title: str, *sentences: str) -> None:
        """Add a figure with a title and a description."""
        self._figures += 1
        name = _("Figure {number}", number=self._figures)
        drawing = svg(drawn, f"figure-{self._figures}", f"{name}. {translated(title)}")
        words = _escape(_paragraph(sentences))
        self._parts.append(
            f'<figure><div class="scroll" tabindex="0" role="group" aria-label="{name}">{drawing}</div>'
            f"<figcaption><strong>{name}. {escape(title)}.</strong> {words}</figcaption></figure>"
        )

    def write(self, path: Path) -> None:
        """Write the page atomically. Raises SatclipError if the folder is not writable."""
        links = "".join(f'<li><a href="#{id}">{escape(heading)}</a></li>' for id, heading in self._sections)
        contents = _("Contents")
        made = _("Created by SatCLIP for QGIS. This file is self-contained and can be opened offline.")
        html = (
            f'<!DOCTYPE html>\n<html lang="{current_language().replace("_", "-")}"><head><meta charset="utf-8">'
            '<meta name="viewport" content="width=device-width, initial-scale=1">'
            '<meta name="color-scheme" content="light dark">'
            f"<title>{escape(self.title)}</title><style>{_resource('report.css')}</style></head><body>"
            f"<header><h1>{escape(self.title)}</h1><p>{escape(self.subtitle)}</p></header>"
            f'<nav aria-label="{escape(contents)}"><ol>{links}</ol></nav>'
            f"<main>{''.join(self._parts)}{'</section>' if self._sections else ''}</main>"
            f"<footer><p>{escape(made)}</p></footer><script>{_resource('report.js')}</script></body></html>\n"
        )
        with atomic_write(path) as target:
            target.write_text(html, encoding="utf-8", errors="replace")


def write_settings(page: Page, settings: Mapping[str, str], provenance: Mapping[str, str]) -> None:
    """Write the tables of settings, and of software versions and encoders."""
    page.pairs(_("Settings"), settings, [_("Setting"), _("Value")])
    page.pairs(_("Software and encoders"), provenance, [_("Item"), _("Version")])


def _paragraph(sentences: Sequence[str]) -> str:
    return " ".join(filter(None, map(translated, sentences)))


def _labels() -> str:
    """Return the attributes with the messages of the button that copies a table."""
    copied, blocked = escape(_("Copied")), escape(_("The browser blocked copying"))
    return f'data-copied="{copied}" data-blocked="{blocked}"'


def _resource(name: str) -> str:
    return (files(__package__) / name).read_text(encoding="utf-8")
