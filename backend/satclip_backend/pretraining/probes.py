"""Probes: fields of a user's table, predicted from embeddings to evaluate them during training."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch

from satclip_backend.errors import SatclipError
from satclip_backend.pretraining.hold_out import hold_out_blocks
from satclip_backend.pretraining.inputs import LocationNetwork
from satclip_backend.translation import gettext_lazy as _

MOST_ROWS = 4000
ALPHAS = np.logspace(-1, 5, 13)


@dataclass(frozen=True)
class Probe:
    """Values (n,) of a field at points (n, 2) in degrees. `held` (n,) are held out, in whole spatial blocks."""

    name: str
    lonlat: np.ndarray
    values: np.ndarray
    held: np.ndarray

    def score(self, network: LocationNetwork, device: torch.device | str = "cpu") -> float:
        """Return R2 of ridge regression on standardised embeddings, for the held-out points."""
        from sklearn.linear_model import RidgeCV

        with torch.no_grad():
            points = torch.from_numpy(self.lonlat).to(device)
            embeddings = torch.cat([network(part) for part in points.split(2048)]).cpu().numpy().astype(float)
        fitted = ~self.held
        mean, spread = embeddings[fitted].mean(0), np.maximum(embeddings[fitted].std(0), 1e-9)
        embeddings = (embeddings - mean) / spread
        model = RidgeCV(ALPHAS).fit(embeddings[fitted], self.values[fitted])
        return float(model.score(embeddings[self.held], self.values[self.held]))


def read_probe(text: str, seed: int = 0) -> Probe:
    """Read the probe `TABLE:FIELD`, a table with a numeric field. At most `MOST_ROWS` random rows are used.

    Raises SatclipError if the table or field is unreadable or has too few values.
    """
    from satclip_backend.tables import open_table
    from satclip_backend.tables.columns import columns_of
    from satclip_backend.tables.positions import on_earth

    table, colon, name = text.rpartition(":")
    if not colon or not table:
        raise SatclipError(
            _("A probe is TABLE:FIELD, such as climate.csv:temperature, not {text}.", text=text)
        )
    columns = columns_of(open_table(Path(table)), [name])
    column = columns.fields[name]
    if column.kind not in ("number", "integer"):
        raise SatclipError(
            _(
                "The field {name} of {table} isn't numeric: probes are regressions.",
                name=name,
                table=Path(table).name,
            )
        )
    values = column.numbers()
    rows = np.flatnonzero(~column.missing & np.isfinite(values) & on_earth(columns.lonlat))
    rows = np.sort(np.random.default_rng(seed).permutation(rows)[:MOST_ROWS])
    if len(rows) < 20 or np.ptp(values[rows]) == 0:
        raise SatclipError(
            _(
                "The field {name} of {table} has too few different values for a probe.",
                name=name,
                table=Path(table).name,
            )
        )
    lonlat = np.ascontiguousarray(columns.lonlat[rows], float)
    held, _unused = hold_out_blocks(lonlat, 0.25, 15.0, seed)
    return Probe(name, lonlat, values[rows], held)
