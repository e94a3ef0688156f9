"""Progress of a command on stderr: a bar on a terminal, otherwise occasional plain lines."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from tqdm import tqdm

from satclip_backend.translation import translated

#: Without a terminal, a line is printed at every tenth of the work, and after this many seconds without one.
QUIET_SECONDS = 15.0


@contextmanager
def progress(label: str) -> Iterator[Callable[[float, str], None]]:
    """Yield a function `(fraction from 0 to 1, message)` that shows the progress of `label` on stderr."""
    if sys.stderr.isatty():
        with _bar(label) as report:
            yield report
    else:
        yield _lines(label)


@contextmanager
def _bar(label: str) -> Iterator[Callable[[float, str], None]]:
    layout = "{desc}: {percentage:3.0f} %|{bar}| {elapsed}<{remaining} {postfix}"
    with tqdm(total=1.0, desc=label, bar_format=layout, leave=True) as bar:

        def report(fraction: float, message: str = "") -> None:
            bar.set_postfix_str(translated(message), refresh=False)
            bar.update(max(fraction - bar.n, 0.0))

        yield report


def _lines(label: str) -> Callable[[float, str], None]:
    tenths, spoke = -1, 0.0

    def report(fraction: float, message: str = "") -> None:
        nonlocal tenths, spoke
        now = time.monotonic()
        if int(fraction * 10) > tenths or now - spoke >= QUIET_SECONDS:
            tenths, spoke = max(int(fraction * 10), tenths), now
            print(f"{label}: {fraction:4.0%} {translated(message)}".rstrip(), file=sys.stderr, flush=True)

    return report
