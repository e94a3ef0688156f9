"""Figures as inline SVG in the page's text colour, light or dark."""

from __future__ import annotations

import io
import re
import warnings
from html import escape

import matplotlib
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure

INK = "#000001"
"""Placeholder for the page's text colour in a figure. No other element has this colour."""
NO_METADATA = {"Date": None, "Creator": None, "Format": None, "Type": None}


def svg(figure: Figure, name: str, label: str) -> str:
    """Return the figure as a labelled SVG element, with text as text. Equal figures give equal strings.

    `name` is the prefix of all ids, which must be unique in a page.
    """
    buffer = io.StringIO()
    with matplotlib.rc_context({"svg.hashsalt": name}), warnings.catch_warnings():
        warnings.filterwarnings("ignore", "Glyph")  # the browser's fonts draw the text, not matplotlib's
        FigureCanvasSVG(figure).print_svg(buffer, metadata=NO_METADATA)
    text = buffer.getvalue()
    text = re.sub(r"<!--.*?-->|<metadata>.*?</metadata>", "", text[text.index("<svg") :], flags=re.S)
    opening = re.match(r"<svg[^>]*>", text)
    view = re.search(r'viewBox="[^"]*"', opening.group())
    # Only within tags: texts contain user-defined names, and matplotlib escapes < and > in them.
    inner = re.sub(r"<[^>]*>", lambda tag: _in_page(tag.group(), name), text[opening.end() :])
    inner = re.sub(r"\n\s*", "\n", inner)
    return f'<svg {view.group()} role="img" aria-label="{escape(label)}">{inner}'


def _in_page(tag: str, name: str) -> str:
    tag = tag.replace("xlink:href", "href").replace(INK, "currentColor")
    return re.sub(r'(\bid="|url\(#|href="#)', rf"\g<1>{name}-", tag)
