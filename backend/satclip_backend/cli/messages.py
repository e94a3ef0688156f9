"""Messages of a command on stderr."""

from __future__ import annotations

import sys
from collections.abc import Iterable

from satclip_backend.translation import translated


def print_warnings(sentences: Iterable[str]) -> None:
    """Print warnings, in the language of the user where they are translated."""
    for sentence in sentences:
        print(f"warning: {translated(sentence)}", file=sys.stderr)
