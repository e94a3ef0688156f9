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
        self._found = self._got = self._installed = self._in_file = 0.0
        """Bytes of wheels that were named, downloaded, and installed, and of the file that pip downloads."""
        self._arriving: dict[str, float] = {}
        """Sizes of the files that are downloaded now, by name."""
        self._since = self._waited = 0.0
        """When the download of these files began, and the seconds of earlier downloads."""
        self._installing: float | None = None
        """When the installation of downloaded wheels began."""
        self._pace = INSTALLING[program]

    def read(self, line: str) -> None:
        """Read a line of pip or uv."""
        if match := PROGRESS.match(line):
            self._in_file = float(match[1])
            return
        if not self._is_uv:  # it names the next file, or does something else, when a download has ended
            self._end(*self._arriving)
        if match := DOWNLOADING.match(line):
            size = float(match[2]) * UNITS.get(match[3], 0)
            if not self._arriving:
                self._since = self.clock()
            self._arriving[match[1]] = size
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

    def seconds(self) -> float | None:
        """Return the seconds that are left; None if they are not known well enough."""
        now, arriving = self.clock(), list(self._arriving.values())
        elapsed = now - self._since if arriving else 0.0
        got, waited = self._got + self._in_file, self._waited + (elapsed if self._in_file else 0.0)
        if not self.expected or got < ENOUGH or waited < LONG_ENOUGH:
            return None
        speed, missing = got / waited, sum(arriving) - self._in_file
        if arriving and not self._in_file:
            if elapsed > LATE * missing / speed + LONG_ENOUGH:
                return None
            missing = max(missing - elapsed * speed, 0)
        missing += max(self.expected - self._found, 0)
        installing = now - self._installing if self._installing is not None else 0.0
        all_bytes = max(self.expected, self._found)
        return missing / speed + max((all_bytes - self._installed) * self._pace - installing, 0) + TEST

    def _end(self, *names: str) -> None:
        """Note the end of downloads."""
        ended = sum(self._arriving.pop(name, 0.0) for name in names)
        if ended:
            self._got, self._in_file = self._got + ended, 0.0
            now = self.clock()
            self._waited, self._since = self._waited + now - self._since, now

    def _end_installation(self) -> None:
        """Note that all wheels so far are installed, and how long a byte took."""
        if self._installing is not None and self._found - self._installed > ENOUGH:
            self._pace = (self.clock() - self._installing) / (self._found - self._installed)
        self._installed, self._installing = self._found, None
