"""Valid Unicode text."""

from __future__ import annotations


def valid(text: str) -> str:
    """The text with U+FFFD for each lone surrogate, which Qt and file names may contain but UTF-8 can't encode."""
    if text.isascii():
        return text
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
