"""Figures as inline SVG that takes the page's colour of text, light or dark."""

from __future__ import annotations

import io
import re
import warnings
from html import escape

import matplotlib
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure

INK = "#000001"
"""Stands for the page's own colour of text while a figure is drawn: nothing else has it."""
NO_METADATA = {"Date": None, "Creator": None, "Format": None, "Type": None}


def svg(figure: Figure, name: str, label: str) -> str:
    """The figure as an SVG element that is labelled, with text as text. The same figure gives the same characters.

    `name` begins all ids, so that they are unique in a page whose figures have names of their own.
    """
    buffer = io.StringIO()
    with matplotlib.rc_context({"svg.hashsalt": name}), warnings.catch_warnings():
        warnings.filterwarnings("ignore", "Glyph")  # the reader's fonts draw the text, not matplotlib's
        FigureCanvasSVG(figure).print_svg(buffer, metadata=NO_METADATA)
    text = buffer.getvalue()
    text = re.sub(r"<!--.*?-->|<metadata>.*?</metadata>", "", text[text.index("<svg") :], flags=re.S)
    opening = re.match(r"<svg[^>]*>", text)
    view = re.search(r'viewBox="[^"]*"', opening.group())
    # Within tags alone: texts are the user's, and matplotlib escapes < and > in them.
    inner = re.sub(r"<[^>]*>", lambda tag: _in_page(tag.group(), name), text[opening.end() :])
    inner = re.sub(r"\n\s*", "\n", inner)
    return f'<svg {view.group()} role="img" aria-label="{escape(label)}">{inner}'


def _in_page(tag: str, name: str) -> str:
    tag = tag.replace("xlink:href", "href").replace(INK, "currentColor")
    return re.sub(r'(\bid="|url\(#|href="#)', rf"\g<1>{name}-", tag)
