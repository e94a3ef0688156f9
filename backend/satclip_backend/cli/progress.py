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
def progress(label: str, *, left: bool = False) -> Iterator[Callable[[float, str], None]]:
    """Yield a function `(fraction from 0 to 1, message)` that shows the progress of `label` on stderr.

    A bar shows the time left; plain lines show it if `left`.
    """
    if sys.stderr.isatty():
        with _bar(label) as report:
            yield report
    else:
        yield _lines(label, left)


@contextmanager
def _bar(label: str) -> Iterator[Callable[[float, str], None]]:
    layout = "{desc}: {percentage:3.0f} %|{bar}| {elapsed}<{remaining} {postfix}"
    with tqdm(total=1.0, desc=label, bar_format=layout, leave=True) as bar:

        def report(fraction: float, message: str = "") -> None:
            bar.set_postfix_str(translated(message), refresh=False)
            bar.update(max(fraction - bar.n, 0.0))

        yield report


def _lines(label: str, left: bool) -> Callable[[float, str], None]:
    tenths, spoke, began = -1, 0.0, time.monotonic()

    def report(fraction: float, message: str = "") -> None:
        nonlocal tenths, spoke
        now = time.monotonic()
        if int(fraction * 10) > tenths or now - spoke >= QUIET_SECONDS:
            tenths, spoke = max(int(fraction * 10), tenths), now
            line = f"{label}: {fraction:4.0%} {translated(message)}".rstrip()
            if left and 0.01 <= fraction < 1:
                line += f", {tqdm.format_interval((now - began) * (1 - fraction) / fraction)} left"
            print(line, file=sys.stderr, flush=True)

    return report
