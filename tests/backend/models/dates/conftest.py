"""Dated observations whose fields depend on a tiny encoder with months, and models fitted on them."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from satclip_backend.encoders import Encoder, load_encoder
from satclip_backend.encoders.families import family
from satclip_backend.encoders.metadata import EncoderMetadata
from satclip_backend.models.fit_config import FitConfig
from satclip_backend.models.fitting import fit
from satclip_backend.models.observations import observe
from satclip_backend.tables.columns import Column, Columns
from tests.backend.models.dates.dated import N, dates

CONFIG = {"degree": 5, "months_degree": 3, "capacity": 16, "dimension": 8, "hidden_layers": 2, "w0": 30.0}


@pytest.fixture(scope="module")
def monthly():
    with torch.random.fork_rng():
        torch.manual_seed(3)
        network = family("months").build(CONFIG)
    return Encoder("monthly", network, EncoderMetadata.of("months", "Mine", 8, CONFIG), device="cpu")


@pytest.fixture(scope="module")
def timeless(tiny_encoder_file):
    return load_encoder(tiny_encoder_file, device="cpu")


@pytest.fixture(scope="module")
def table(monthly):
    """Clustered points with a date and `cover`, which depends on the embedding of the location and month."""
    rng = np.random.default_rng(0)
    centres = np.column_stack([rng.uniform(-60, 60, 40), rng.uniform(-50, 60, 40)])
    lonlat = centres[rng.integers(0, 40, N)] + rng.normal(0, 3, (N, 2))
    months = rng.integers(1, 13, N).astype(float)
    embedded = monthly.encode(lonlat, months=months)
    cover = 50 + 10 * embedded[:, 0] - 7 * embedded[:, 1] + rng.normal(0, 1, N)
    season = np.cos(2 * np.pi * (months - 0.5) / 12)
    return Columns(
        lonlat,
        {
            "cover": Column.of("number", cover),
            "warm": Column.of("number", 3 * season + rng.normal(0, 1, N)),
            "snow": Column.of("number", 3 * season * lonlat[:, 1] / 40 + rng.normal(0, 0.5, N)),
            "seen": dates(months),
            "region": Column.of("text", np.array([f"r{lon // 40:g}" for lon in lonlat[:, 0]], dtype=object)),
            "weed": Column.of("number", cover + 0.1 * rng.normal(0, 1, N)),
        },
    )


@pytest.fixture(scope="module")
def fit_dated(table, monthly):
    def fit_them(columns=table, encoders=(monthly,), **config):
        default = {"target": "cover", "estimator": "linear", "fold_count": 3, "date_field": "seen"}
        ids = [encoder.id for encoder in encoders]
        config = FitConfig(**{**default, "encoders": ids, **config})
        observed = observe(columns, config.target, fields=config.fields, date_field=config.date_field)
        return fit(observed, config, encoders, columns.lonlat[::3])

    return fit_them


@pytest.fixture(scope="module")
def dated(fit_dated):
    return fit_dated()
