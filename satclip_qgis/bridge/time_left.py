"""Estimate of the time that an installation still takes, from what pip and uv print. Standard library only."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from pathlib import Path

ENOUGH, LONG_ENOUGH = 10e6, 3.0
"""Bytes, and seconds of downloads, after which the speed of the network is known."""
LATE = 3.0
"""How many times longer than expected a download takes when the network has got slower, so that nothing is known."""
INSTALLING = {"pip": 60e-9, "uv": 5e-9}
"""Seconds to install a byte of a wheel, until that is measured. pip, which compiles modules, took 10 s for 192 MB."""
TEST = 10.0
"""Seconds of the test of the environment."""
PROGRESS = re.compile(r"Progress (\d+) of \d+$")
DOWNLOADING = re.compile(r" *Downloading (\S+) \(([\d.]+) ?(\w+)\)")
DOWNLOADED = re.compile(r" Downloaded (\S+)")
CACHED = re.compile(r" *Using cached \S+ \(([\d.]+) ?(\w+)\)")
LOCAL = re.compile(r"Processing (.+\.whl)$")
INSTALLATION, INSTALLED = (
    re.compile("Installing collected packages"),
    re.compile("Successfully installed|Installed "),
)
UNITS = {"bytes": 1, "B": 1, "kB": 1e3, "MB": 1e6, "GB": 1e9, "KiB": 2**10, "MiB": 2**20, "GiB": 2**30}


def is_progress(line: str) -> bool:
    """Return whether a line tells how many bytes of a file pip has downloaded, several times a second."""
    return PROGRESS.match(line) is not None


class TimeLeft:
    """Reads the lines of pip or uv while they arrive, and estimates the seconds until the environment is ready.

    `expected` is the size of all wheels in bytes, 0 if it is unknown. `program` is pip or uv.
    """

    def __init__(
        self, expected: float = 0, program: str = "pip", clock: Callable[[], float] = time.monotonic
    ):
        self.expected, self.clock = expected, clock
        self._is_uv = program == "uv"
        self._pace = INSTALLING[program]
        self._found = self._finished = self._installed = self._got = self._in_file = 0.0
        """Bytes of wheels: named, of finished stages, installed, downloaded, and of the file that pip downloads."""
        self._arriving: dict[str, tuple[float, float]] = {}
        """Size of each file that is downloaded now, and when that began."""
        self._since = self._waited = self._waited_for_files = 0.0
        """When these downloads began, and the seconds of earlier ones: together, and the sum for each file."""
        self._installing: float | None = None
        """When the installation of downloaded wheels began."""

    def read(self, line: str) -> None:
        """Read a line of pip or uv."""
        if match := PROGRESS.match(line):
            self._in_file = float(match[1])
            return
        if not self._is_uv:  # it names the next file, or does something else, when a download has ended
            self._end(*self._arriving)
        if match := DOWNLOADING.match(line):
            size, now = float(match[2]) * UNITS.get(match[3], 0), self.clock()
            if not self._arriving:
                self._since = now
            self._arriving[match[1]] = size, now
            self._found += size
        elif match := DOWNLOADED.match(line):
            self._end(match[1])
        elif match := CACHED.match(line):
            self._found += float(match[1]) * UNITS.get(match[2], 0)
        elif (match := LOCAL.match(line)) and Path(match[1]).is_file():
            self._found += Path(match[1]).stat().st_size
        elif INSTALLATION.match(line):
            self._installing = self.clock()
        elif INSTALLED.match(line):
            self._end_installation()

    def finish(self, expected: float) -> None:
        """Note that nothing is left to download of a stage that was expected to have some bytes."""
        self._finished += expected

    def seconds(self) -> float | None:
        """Return the seconds that are left; None if they are not known well enough."""
        now, got, missing = self.clock(), self._got, 0.0
        for size, begun in list(self._arriving.values()):
            there = self._in_file
            if not there and self._got:  # as fast as the files before
                there = min((now - begun) * self._got / self._waited_for_files, size)
                if now - begun > LATE * size * self._waited_for_files / self._got + LONG_ENOUGH:
                    return None
            got, missing = got + there, missing + size - there
        waited = self._waited + (now - self._since if self._arriving else 0.0)
        if not self.expected or got < ENOUGH or waited < LONG_ENOUGH:
            return None
        missing += max(self.expected - max(self._found, self._finished), 0)
        installing = now - self._installing if self._installing is not None else 0.0
        to_install = max(self.expected, self._found) - self._installed
        return missing * waited / got + max(to_install * self._pace - installing, 0) + TEST

    def _end(self, *names: str) -> None:
        """Note the end of downloads."""
        now = self.clock()
        for size, begun in [self._arriving.pop(name) for name in names if name in self._arriving]:
            self._got, self._in_file = self._got + size, 0.0
            self._waited, self._since = self._waited + now - self._since, now
            self._waited_for_files += now - begun

    def _end_installation(self) -> None:
        """Note that all wheels so far are installed, and how long a byte took."""
        there = max(self._found, self._finished)
        if self._installing is not None and there - self._installed > ENOUGH:
            self._pace = (self.clock() - self._installing) / (there - self._installed)
        self._installed, self._installing = there, None
