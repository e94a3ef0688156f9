"""Patches of the twelve months of a year around points: a row for each point and month."""

from __future__ import annotations

from collections import Counter

import numpy as np

from satclip_backend.errors import SatclipError
from satclip_backend.pretraining.images.bands import band_date, listed
from satclip_backend.pretraining.images.patches import Patches
from satclip_backend.translation import gettext_lazy as _

MONTHS = 12


class MonthlyPatches:
    """Patches of imagery that has the same bands in each month; the dates are in the names of bands or files.

    Row 12 i + m - 1 is point i of the stacked imagery in month m. A point without data in a month has no patch in
    any. For other attributes and methods, see `Patches`.

    Attributes
    ----------
    months : (n,) int64
        Month of each row, from 1 to 12.
    dated_bands : tuple of str
        Names of the bands of all months.
    """

    def __init__(self, stacked: Patches) -> None:
        """Raises SatclipError if a month is missing, or if months differ in their bands."""
        self._stacked, self._bands, self.bands = stacked, *_bands_by_month(stacked.bands)
        self.dated_bands = stacked.bands
        self.pixels, self.fingerprint = stacked.pixels, f"{stacked.fingerprint} by month"
        self.lonlat = np.repeat(stacked.lonlat, MONTHS, axis=0)
        self.months = np.tile(np.arange(1, MONTHS + 1), len(stacked.lonlat))
        self.without: dict[int, str] = {}

    @property
    def skipped(self) -> Counter[str]:
        """Number of the rows read so far that have no patch, by reason."""
        return Counter(self.without.values())

    def read(self, rows: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Read patches; see `Patches.read`. Each point is read once."""
        rows = np.asarray(rows)
        points, position = np.unique(rows // MONTHS, return_inverse=True)
        stacked, found = self._stacked.read(points)
        place = np.full(len(points), -1)
        place[found] = np.arange(len(found))
        kept = np.flatnonzero(place[position] >= 0)
        for row in np.delete(rows, kept).tolist():
            self.without[row] = self._stacked.without[row // MONTHS]
        chosen = self._bands[rows[kept] % MONTHS]
        return stacked[place[position[kept]][:, None], chosen], kept


def _bands_by_month(names: tuple[str, ...]) -> tuple[np.ndarray, tuple[str, ...]]:
    """Return the positions (12, k) of the bands of each month, and the names of the k bands without their month."""
    groups: list[list[int]] = [[] for _month in range(MONTHS)]
    for position, name in enumerate(names):
        if (date := band_date(name)) is None:
            raise SatclipError(
                _(
                    "The band {name} has no date. For an encoder with months, all bands need one in the name of the "
                    "file or of the band, such as 2004-06. The bands are {names}.",
                    name=name,
                    names=listed(names),
                )
            )
        groups[int(date[5:7]) - 1].append(position)
    missing = [str(month) for month, group in enumerate(groups, start=1) if not group]
    if missing:
        raise SatclipError(
            _(
                "For an encoder with months, imagery of all twelve months is needed; there is none of {months}.",
                months=", ".join(missing),
            )
        )
    shortest, longest = min(groups, key=len), max(groups, key=len)
    kinds = [[names[i].rpartition(":")[2] for i in group] for group in groups]
    if len(shortest) < len(longest) or (":" in names[0] and any(kind != kinds[0] for kind in kinds)):
        raise SatclipError(
            _(
                "For an encoder with months, each month needs the same bands: {names} are of one month, {others} of "
                "another.",
                names=listed([names[i] for i in shortest]),
                others=listed([names[i] for i in longest]),
            )
        )
    bands = kinds[0] if ":" in names[0] and len(set(kinds[0])) == len(kinds[0]) else None
    return np.array(groups), tuple(bands or map(str, range(1, len(groups[0]) + 1)))
