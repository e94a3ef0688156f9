"""Tally of the rows of a layer: which are observations, and why others are not."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from satclip_backend.errors import SatclipError
from satclip_backend.tables.columns import Column
from satclip_backend.translation import gettext_lazy as _
from satclip_backend.translation import joined
from satclip_backend.translation import ngettext_lazy as ngettext


class Tally:
    """Mask of the rows that are kept, and reasons for dropping others. A row counts for its first reason only."""

    def __init__(self, count: int) -> None:
        self.kept = np.ones(count, dtype=bool)
        self.reasons: list[tuple[str, int]] = []

    def drop(self, rows: NDArray[np.bool_], reason: str) -> None:
        """Drop these rows (n,)."""
        dropped = int((self.kept & rows).sum())
        self.kept = self.kept & ~rows
        if dropped:
            self.reasons.append((reason, dropped))

    def drop_no_data(self, column: Column, target: str) -> None:
        """Drop rows whose value of the target is infinite or a code for no data."""
        if (no_data := column.no_data()).any():
            self.drop(np.isinf(column.values), _("{field} is not finite", field=target))
            first = f"{column.values[no_data][0]:g}"
            self.drop(no_data, _("no measurement of {field}, such as {value}", field=target, value=first))

    def check_any(self, target: str) -> None:
        """Raise SatclipError if no row is kept."""
        if not self.kept.any():
            reasons = joined(
                [
                    _("{reason} ({rows})", reason=reason, rows=ngettext("{count} row", "{count} rows", count))
                    for reason, count in self.reasons
                ],
                "; ",
            )
            raise SatclipError(
                _("No observation can be used to model {target}: {reasons}.", target=target, reasons=reasons)
            )
