"""The details of an encoder: its metadata, its map and its model card, as a page."""

from __future__ import annotations

import math
import re
from html import escape
from typing import Any

from qgis.PyQt.QtCore import QLocale, QRectF, QUrl
from qgis.PyQt.QtGui import QColor, QDesktopServices, QImage, QPainter, QPen
from qgis.PyQt.QtWidgets import QTextBrowser, QWidget

from satclip_qgis.card import card_html, card_without_figures
from satclip_qgis.i18n import tr

PICTURE = "picture:map"
NORTHERNMOST = 85.0511
"""Latitude of the edge of Web Mercator's square."""
RESOLVED_KM = 20_000
"""Resolution of spherical harmonics of degree L, times L, in km."""


class EncoderDetails(QTextBrowser):
    """Shows a page. Text of encoders is untrusted: it can't load files, and only links to web pages can be opened."""

    def __init__(self, parent: QWidget | None = None):
        super().__init__(parent)
        self.picture = QImage()
        self.setOpenLinks(False)
        self.anchorClicked.connect(open_web_page)
        self.setMinimumWidth(240)

    def show_encoder(self, encoder: dict[str, Any], picture: QImage | None = None) -> None:
        """Show an installed encoder, with its model card if it is known."""
        self.picture = picture or QImage()
        source, ours = encoder.get("source", ""), encoder.get("origin") in ("bundled", "trained")
        rows = [
            (tr("Id"), str(encoder.get("id", ""))),
            (tr("Licence"), str(encoder.get("licence", ""))),
            (tr("Family"), family_of(encoder)),
            (tr("Dimensions"), str(encoder.get("dimension", ""))),
            (tr("Degree L"), degree_of(encoder)),
            (tr("Trained on"), str(source if ours else encoder.get("training_data", ""))),
            (tr("Source"), "" if ours else str(source)),
            (tr("Citation"), str(encoder.get("citation") or "")),
            (tr("Training area"), extent_of(encoder)),
            (tr("File size"), size_of(encoder)),
        ]
        card = re.sub(r"\A\s*# [^\n]*\n", "", str(encoder.get("card") or ""))  # its title is above
        description = "" if card else paragraph(str(encoder.get("description", "")))
        map = f'<p><img src="{PICTURE}"></p>' if not self.picture.isNull() else ""
        warning = f"<p><b>{escape(str(encoder['caution']))}</b></p>" if encoder.get("caution") else ""
        self.setHtml(
            heading(encoder.get("name"))
            + warning
            + table(rows)
            + map
            + description
            + (card_html(card_without_figures(card)) if card else "")
        )

    def show_release(self, release: dict[str, Any]) -> None:
        """Show an encoder that can be downloaded."""
        self.picture = QImage()
        page = escape(str(release.get("page", "")), quote=True)
        rows = [
            (tr("Id"), str(release.get("id", ""))),
            (tr("Licence"), str(release.get("licence", ""))),
            (tr("Dimensions"), str(release.get("dimension", ""))),
            (tr("Degree L"), degree_of(release)),
            (tr("Trained on"), str(release.get("training_data", ""))),
            (tr("Download size"), size_of(release)),
        ]
        said = tr("Released by Microsoft. It is not installed yet.")
        self.setHtml(
            heading(release.get("title"))
            + paragraph(said)
            + table(rows)
            + f'<p><a href="{page}">{page}</a></p>'
        )

    def show_reason(self, name: str, reason: str) -> None:
        """Show why a file can't be used."""
        self.picture = QImage()
        self.setHtml(heading(name) + paragraph(reason))

    def loadResource(self, kind: int, name: QUrl) -> Any:
        """Return the image of the map. Nothing else is loaded."""
        return self.picture if name.toString() == PICTURE else None


def open_web_page(url: QUrl) -> None:
    """Open a link if it is http or https."""
    if url.scheme() in ("http", "https"):
        QDesktopServices.openUrl(url)


def heading(text: Any) -> str:
    """Return a heading as HTML."""
    return f"<h3>{escape(str(text or ''))}</h3>"


def paragraph(text: str) -> str:
    """Return a paragraph as HTML."""
    return f"<p>{escape(text)}</p>" if text else ""


def table(rows: list[tuple[str, str]]) -> str:
    """Return names and values as HTML. Empty values are left out."""
    cells = "".join(
        f'<tr><td style="padding-right:8px">{escape(name)}</td><td>{escape(value)}</td></tr>'
        for name, value in rows
        if value
    )
    return f"<table>{cells}</table>"


def degree_of(encoder: dict[str, Any]) -> str:
    """Return the degree of an encoder, with its resolution."""
    degree = encoder.get("degree")
    if not isinstance(degree, int) or degree < 1:
        return ""
    return tr("{degree} (resolves about {km} km)").format(
        degree=degree, km=QLocale().toString(RESOLVED_KM // degree)
    )


def family_of(encoder: dict[str, Any]) -> str:
    """Return the family of an encoder with its settings, or "" for SatCLIP, whose settings have rows of their own."""
    family, config = encoder.get("family"), encoder.get("config")
    if not family or family == "satclip":
        return ""
    settings = (f"{name}: {value}" for name, value in config.items()) if isinstance(config, dict) else ()
    return ", ".join([str(family), *settings])


def size_of(encoder: dict[str, Any]) -> str:
    """Return the size of a file, or "" if it is unknown."""
    size = encoder.get("bytes")
    if not isinstance(size, int):
        return ""
    return QLocale().formattedDataSize(size, 1, QLocale.DataSizeFormat.DataSizeSIFormat)


def extent_of(encoder: dict[str, Any]) -> str:
    """Return the training extent of an encoder in degrees, or "" if it is unknown."""
    extent = encoder.get("training_extent")
    if not extent:
        return ""
    west, south, east, north = extent
    if (west, south, east, north) == (-180, -90, 180, 90):
        return tr("the world")
    return tr("{west}° to {east}° longitude, {south}° to {north}° latitude").format(
        **{name: f"{value:.4g}" for name, value in zip(("west", "south", "east", "north"), extent)}
    )


def world_map(tile: bytes, encoder: dict[str, Any]) -> QImage:
    """Return the map of the world of an encoder from a tile, with a frame around its training extent."""
    image = QImage.fromData(tile).convertToFormat(QImage.Format.Format_ARGB32)
    extent = encoder.get("training_extent")
    if image.isNull() or not extent or extent[2] - extent[0] >= 359:
        return image
    west, south, east, north = extent
    painter = QPainter(image)
    painter.setPen(QPen(QColor("black"), 2))
    side = image.width()
    top, bottom = (mercator(latitude) * side for latitude in (north, south))
    for shift in (0, -360) if east < west or east > 180 else (0,):
        left, right = west + shift, east + shift + (360 if east < west else 0)
        corner = (left + 180) / 360 * side, top
        painter.drawRect(QRectF(*corner, (right - left) / 360 * side, bottom - top))
    painter.end()
    return image


def mercator(latitude: float) -> float:
    """Return the position of a latitude in Web Mercator's square, 0 at its northern and 1 at its southern edge."""
    angle = math.radians(min(max(latitude, -NORTHERNMOST), NORTHERNMOST))
    return (1 - math.asinh(math.tan(angle)) / math.pi) / 2
