"""Observations whose field depends on a tiny encoder's embeddings, and models fitted on them once."""

from __future__ import annotations

import os
import pickle

import numpy as np
import pytest
from filelock import FileLock

from satclip_backend.encoders import load_encoder
from satclip_backend.models.fit_config import FitConfig
from satclip_backend.models.fitting import fit
from satclip_backend.models.observations import observe
from satclip_backend.progress import no_progress
from satclip_backend.tables.columns import Column, Columns

N = 240
ESTIMATORS = ("linear", "boosting", "neighbours", "mlp", "kriging", "stacking")


def number(values, kind="number"):
    return Column.of(kind, np.asarray(values, dtype=np.int64 if kind == "integer" else np.float64))


def text(values):
    return Column.of(
        "text", np.array(["" if value is None else str(value) for value in values], dtype=object)
    )


@pytest.fixture(scope="session")
def make_columns(tiny_encoder_file):
    """Return a function that creates n rows: clustered points on half the globe, `height`, `kind`, `tall`, ..."""
    encoder = load_encoder(tiny_encoder_file, device="cpu")

    def make(n=N, seed=0):
        rng = np.random.default_rng(seed)
        centres = np.column_stack([rng.uniform(-60, 60, 30), rng.uniform(-50, 60, 30)])
        lonlat = centres[rng.integers(0, 30, n)] + rng.normal(0, 3, (n, 2))
        embedded = encoder.encode(lonlat)
        height = 1000 + 300 * embedded[:, 0] - 200 * embedded[:, 1] + rng.normal(0, 20, n)
        edges = np.quantile(height, [0.4, 0.7])
        return Columns(
            lonlat,
            {
                "height": number(height),
                "kind": text(np.array(["Ebene", "Hügel", "山"])[np.searchsorted(edges, height)]),
                "soil": text(rng.choice(["clay", "sand", "peat"], n)),
                "rain": number(rng.normal(500, 100, n)),
                "weight": number(rng.uniform(0.5, 2, n)),
                "region": text([f"r{int(lon // 30)}" for lon, _ in lonlat]),
                "tall": number(height > edges[1], "integer"),
            },
        )

    return make


@pytest.fixture
def columns(make_columns):
    """Return the default rows of `make_columns`."""
    return make_columns()


@pytest.fixture(scope="session")
def fit_columns(tiny_encoder_file):
    """Return a function that fits a model of `config` on columns, by default with the tiny encoder and three folds."""
    encoder = load_encoder(tiny_encoder_file, device="cpu")

    def fit_them(columns, progress=no_progress, encoder=encoder, **config):
        default = {"estimator": "linear", "encoders": ["tiny"], "coordinates": False, "fold_count": 3}
        config = FitConfig(**{**default, **config})
        observed = observe(
            columns,
            config.target,
            task=config.task,
            weights=config.weights,
            groups=config.groups,
            fields=config.fields,
            positive=config.positive,
        )
        area = columns.lonlat[np.isfinite(columns.lonlat).all(axis=1)][::3]
        return fit(observed, config, [encoder] if config.encoders else [], area, progress)

    return fit_them


@pytest.fixture(scope="session")
def fitted(make_columns, fit_columns, tmp_path_factory):
    """Return a function of target and estimator that returns (model, evaluation), fitted on first use.

    The workers of pytest-xdist share the models.
    """
    base, made = tmp_path_factory.getbasetemp(), {}
    folder = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base

    def get(target="height", estimator="linear"):
        if (target, estimator) not in made:
            path = folder / f"{target}-{estimator}.pickle"
            with FileLock(f"{path}.lock"):
                if not path.exists():
                    fitted = fit_columns(
                        make_columns(),
                        target=target,
                        estimator=estimator,
                        coordinates=estimator == "stacking",
                    )
                    path.write_bytes(pickle.dumps(fitted))
            made[target, estimator] = pickle.loads(path.read_bytes())
        return made[target, estimator]

    return get
