"""Classes at too few locations for cross-validation, which are left out."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from satclip_backend.errors import SatclipError
from satclip_backend.geo.distances import location_ids
from satclip_backend.models.data_checks import RARE
from satclip_backend.models.numeric_text import check_no_units
from satclip_backend.tables.columns import NUMERIC, Column, shortened
from satclip_backend.translation import gettext_lazy as _

MOST_CLASSES = 500


def rare_classes(
    target: str, column: Column, lonlat: NDArray[np.float64], kept: NDArray[np.bool_]
) -> NDArray[np.bool_]:
    """Return the rows (n,) of classes at too few locations.

    Raises SatclipError if fewer than two classes, or too many, remain.
    """
    names, codes = np.unique(column.labels()[kept], return_inverse=True)
    codes = codes.ravel()
    pairs = np.unique(np.column_stack([codes, location_ids(lonlat[kept])]), axis=0)
    location_counts = np.bincount(pairs[:, 0], minlength=len(names))
    enough = np.flatnonzero(location_counts >= RARE)
    numeric = column.kind in NUMERIC
    advice = (
        _("group them in a new field, or choose regression") if numeric else _("group them in a new field")
    )
    if len(enough) > MOST_CLASSES:
        raise SatclipError(
            _(
                "The field {target} has {count} classes, {common} of them at {rare} or more locations, and at"
                " most {most} are supported: {advice}.",
                target=target,
                count=len(names),
                common=len(enough),
                rare=RARE,
                most=MOST_CLASSES,
                advice=advice,
            )
        )
    if len(names) == 1:
        raise SatclipError(
            _(
                "The field {target} has one class only, {name}, in the observations that are used: there is "
                "nothing to classify. If these are presences, ask for background points, for example 10,000.",
                target=target,
                name=shortened(names[0]),
            )
        )
    if not len(enough):
        if column.kind == "text":
            check_no_units(target, column)
        raise SatclipError(
            _(
                "No class of {target} is found at {rare} or more locations ({count} classes in {rows} rows):"
                " {advice}.",
                target=target,
                rare=RARE,
                count=len(names),
                rows=int(kept.sum()),
                advice=advice,
            )
        )
    if len(enough) == 1:
        rest = np.delete(np.arange(len(names)), enough)
        most = rest[location_counts[rest].argmax()]
        raise SatclipError(
            _(
                "The only class of {target} that is found at {rare} or more locations is {name}; the next, "
                "{next}, is found at {location_count}: add observations of it, or group rare classes in a "
                "new field.",
                target=target,
                rare=RARE,
                name=shortened(names[enough[0]]),
                next=shortened(names[most]),
                location_count=location_counts[most],
            )
        )
    rare = np.zeros(len(kept), dtype=bool)
    rare[kept] = location_counts[codes] < RARE
    return rare
