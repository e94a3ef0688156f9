"""The page: sections, paragraphs, tables and figures as HTML that is accessible and escapes all that users named."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from html import escape
from importlib.resources import files
from pathlib import Path

import numpy as np

from satclip_backend.learning.report.drawing import Figure, svg
from satclip_backend.learning.results import Interval
from satclip_backend.outputs import new_file


@dataclass
class Page:
    """A page that is written from top to bottom."""

    title: str
    subtitle: str
    _parts: list[str] = field(default_factory=list)
    _sections: list[tuple[str, str]] = field(default_factory=list)
    _figures: int = 0

    def section(self, heading: str) -> None:
        """Begin a section."""
        id = f"section-{len(self._sections) + 1}"
        if self._sections:
            self._parts.append("</section>")
        self._sections.append((id, heading))
        self._parts.append(f'<section aria-labelledby="{id}"><h2 id="{id}">{escape(heading)}</h2>')

    def text(self, *sentences: str) -> None:
        """A paragraph."""
        self._parts.append(f"<p>{escape(' '.join(sentences))}</p>")

    def warn(self, sentence: str) -> None:
        """Something that must not be overlooked."""
        self._parts.append(f'<p class="warning"><strong>Mind:</strong> {escape(sentence)}</p>')

    def key(self, label: str, value: str) -> None:
        """A main figure, large."""
        self._parts.append(
            f'<p class="key"><span>{escape(label)}</span> <strong>{escape(value)}</strong></p>'
        )

    def points(self, items: Sequence[str]) -> None:
        """A list."""
        self._parts.append("<ul>" + "".join(f"<li>{escape(item)}</li>" for item in items) + "</ul>")

    def table(
        self, caption: str, head: Sequence[str], rows: Sequence[Sequence[str]], marked: Sequence[int] = ()
    ) -> None:
        """A table whose first column names the rows; `marked` rows are set off."""
        if not rows:
            return
        top = "".join(f'<th scope="col">{escape(name)}</th>' for name in head)
        body = []
        for index, row in enumerate(rows):
            cells = f'<th scope="row">{escape(row[0])}</th>' + "".join(map(_cell, row[1:]))
            body.append(f'<tr class="marked">{cells}</tr>' if index in marked else f"<tr>{cells}</tr>")
        self._parts.append(
            f'<div class="table"><div class="scroll" tabindex="0" role="region" aria-label="{escape(caption)}">'
            f"<table><caption>{escape(caption)}</caption><thead><tr>{top}</tr></thead>"
            f"<tbody>{''.join(body)}</tbody></table></div>"
            '<button type="button" class="copy" hidden>Copy table</button></div>'
        )

    def figure(self, drawn: Figure, title: str, told: str) -> None:
        """A figure with a title, and what is to be seen in it in words."""
        self._figures += 1
        name = f"figure-{self._figures}"
        self._parts.append(
            f"<figure>{svg(drawn, name, f'{title}. {told}')}<figcaption><strong>{escape(title)}.</strong> "
            f"{escape(told)}</figcaption></figure>"
        )

    def write(self, path: Path) -> None:
        """Write the page, whole or not at all. Raises SatclipError where the folder can't be written."""
        links = "".join(f'<li><a href="#{id}">{escape(heading)}</a></li>' for id, heading in self._sections)
        html = (
            '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">'
            '<meta name="viewport" content="width=device-width, initial-scale=1">'
            '<meta name="color-scheme" content="light dark">'
            f"<title>{escape(self.title)}</title><style>{_resource('report.css')}</style></head><body>"
            f"<header><h1>{escape(self.title)}</h1><p>{escape(self.subtitle)}</p></header>"
            f'<nav aria-label="Contents"><ol>{links}</ol></nav><main>{"".join(self._parts)}</section></main>'
            "<footer><p>Made by SatCLIP for QGIS. This file holds all of itself: it can be kept, sent "
            "and opened offline.</p>"
            f"</footer><script>{_resource('report.js')}</script></body></html>\n"
        )
        with new_file(path) as target:
            target.write_text(html, encoding="utf-8")


def _cell(text: str) -> str:
    words = text[:1].isalpha()
    return f'<td class="words">{escape(text)}</td>' if words else f"<td>{escape(text)}</td>"


def _resource(name: str) -> str:
    return (files(__package__) / name).read_text(encoding="utf-8")


def number(value: float | None, digits: int = 3) -> str:
    """A number with so many significant digits; a dash where there is none."""
    if value is None or np.isnan(value):
        return "–"
    if not np.isfinite(value):
        return "∞"
    return f"{value:,.0f}" if abs(value) >= 10**digits else f"{value:.{digits}g}"


def decimals(value: float) -> str:
    """A score with two decimals."""
    return "–" if not np.isfinite(value) else f"{round(value, 2) + 0.0:.2f}"


def interval(found: Interval, score: bool = True) -> str:
    """A value with its interval: 0.91 (0.88 to 0.93)."""
    told = decimals if score else number
    if not np.isfinite(found.low):
        return told(found.value)
    return f"{told(found.value)} ({told(found.low)} to {told(found.high)})"


def percent(share: float) -> str:
    """A share as a percentage."""
    return "–" if np.isnan(share) else f"{100 * share:.0f} %"
