"""Columns with dates, and scores of models."""

from __future__ import annotations

import numpy as np

from satclip_backend.tables.columns import Column, Columns

N = 300
"""Rows of the table in conftest.py."""


def dates(months):
    texts = ["" if np.isnan(month) else f"2004-{month:02.0f}-15" for month in months]
    return Column.of("text", np.array(texts, dtype=object))


def r2(evaluation, label):
    return next(
        scored.scores["r2"].value
        for scored in evaluation.table
        if scored.folds == evaluation.main and scored.label == label
    )


def at(lonlat, month, fields=()):
    months = np.full(len(lonlat), float(month))
    return Columns(lonlat, {"seen": dates(months), **dict(fields)})
