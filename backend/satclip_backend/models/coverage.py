"""Locations that encoders cover. SatCLIP covers the Earth; encoders of other families may not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from satclip_backend.errors import SatclipError
from satclip_backend.models.features import embed
from satclip_backend.models.observations import Observations, check_locations
from satclip_backend.translation import gettext_lazy as _

if TYPE_CHECKING:
    from satclip_backend.encoders.encoder import Encoder


def have_embeddings(embedded: Sequence[NDArray], count: int) -> NDArray[np.bool_]:
    """Return which of `count` points have all embeddings. Of each encoder, `embedded` has an array (count, d)."""
    covered = np.ones(count, dtype=bool)
    for values in embedded:
        covered &= np.isfinite(values[:, 0])  # a row without a value is NaN as a whole
    return covered


def with_embeddings(observed: Observations, encoders: Sequence[Encoder]) -> Observations:
    """Return the observations that all encoders cover. Raises SatclipError if there are too few."""
    for encoder in encoders:
        if encoder.metadata.family == "satclip":
            continue
        covered = have_embeddings([embed(encoder, observed.lonlat, observed.months)], len(observed))
        if covered.all():
            continue
        if not covered.any():
            raise SatclipError(
                _(
                    "The encoder {encoder} has no embedding at any of the observations: choose another encoder.",
                    encoder=encoder.id,
                )
            )
        reason = _("the encoder {encoder} has no embedding there", encoder=encoder.id)
        dropped = [*observed.dropped, (reason, int((~covered & observed.presences).sum()))]
        observed = replace(observed.take(covered), dropped=dropped)
        check_locations(observed.name, observed.lonlat)
    return observed
