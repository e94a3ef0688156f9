"""Presence-only data with dates: background points have the months of the presences."""

from __future__ import annotations

import numpy as np
import pytest

from satclip_backend.errors import SatclipError
from satclip_backend.models.fit_config import FitConfig
from satclip_backend.models.fitting import fit
from satclip_backend.models.prediction import predict_columns
from satclip_backend.models.preparation import prepare
from satclip_backend.models.presence_only import find_presences, target_group
from satclip_backend.processes.models import read_observations
from satclip_backend.tables.columns import Column, Columns
from tests.backend.models.dates.dated import at, dates


@pytest.fixture(scope="module")
def records(monthly):
    """Records of two species in an area: `wren` follows the embedding of the location and the month of `seen`."""
    rng = np.random.default_rng(4)
    lonlat = np.column_stack([rng.uniform(-60, 60, 12_000), rng.uniform(-50, 60, 12_000)])
    months = rng.choice([1.0, 4.0, 7.0], len(lonlat), p=[0.2, 0.3, 0.5])
    density = np.exp(1.5 * monthly.encode(lonlat, months=months)[:, 0])
    seen = rng.random(len(lonlat)) < 0.03 * density / density.mean()
    other = ~seen & (rng.random(len(lonlat)) < 0.1)
    kept = seen | other
    species = np.where(seen, "wren", "tit")[kept].astype(object)
    return Columns(lonlat[kept], {"species": Column.of("text", species), "seen": dates(months[kept])})


PRESENCES = {
    "target": "species",
    "positive": "wren",
    "background": 800,
    "estimator": "linear",
    "fold_count": 3,
}


def fit_presences(records, monthly, background=None, **config):
    config = FitConfig(**PRESENCES, encoders=["monthly"], coordinates=False, **config)
    observed, area = read_observations(records, config, background=background)
    return observed, *fit(observed, config, [monthly], area.lonlat[::10])


def test_uniform_background_has_the_months_of_the_presences(records, monthly):
    observed, model, evaluation = fit_presences(records, monthly, date_field="seen")
    shares = [
        np.bincount(observed.months[rows].astype(int), minlength=13) / rows.sum()
        for rows in (observed.presences, ~observed.presences)
    ]
    np.testing.assert_allclose(shares[0], shares[1], atol=0.05)
    assert set(np.flatnonzero(shares[1])) == {1, 4, 7}
    _observed, _model, without = fit_presences(records, monthly)
    auc = {(s.label, s.folds): s.scores["auc"].value for s in [*evaluation.table, *without.table]}
    chosen = auc["Logistic regression on embeddings and month", "knndm"]
    assert chosen > auc["Logistic regression on embeddings", "knndm"] + 0.05
    assert chosen > auc["Logistic regression on coordinates and month", "knndm"] + 0.05
    places = np.random.default_rng(1).uniform(-50, 50, (300, 2))
    suitable = {m: predict_columns(model, [monthly], at(places, m))["suitability"].values for m in (1, 7)}
    for month, values in suitable.items():
        truth = monthly.at_month(month).encode(places)[:, 0]
        assert np.corrcoef(values, truth)[0, 1] > 0.7
    assert np.abs(suitable[1] - suitable[7]).mean() > 0.1


def test_months_of_the_background_depend_on_neither_locations_nor_folds(records, monthly):
    """Even if the presences are in the order of their dates."""
    order = np.argsort(records.fields["seen"].values, kind="stable")
    ordered = Columns(
        records.lonlat[order], {name: column.take(order) for name, column in records.fields.items()}
    )
    config = FitConfig(**PRESENCES, date_field="seen", folds="random")
    observed, area = read_observations(ordered, config)
    index = prepare(observed, config, [monthly], area.lonlat[::10]).main.index
    month, lonlat = observed.months[~observed.presences], observed.lonlat[~observed.presences]
    for group in (index[~observed.presences] == 0, lonlat[:, 0] > 0, lonlat[:, 1] > 0):
        assert abs((month[group] == 7).mean() - (month == 7).mean()) < 0.06


def test_a_target_group_has_its_own_months(records, monthly):
    observed, _model, _evaluation = fit_presences(records, monthly, background=records, date_field="seen")
    own = {
        (*place, text[5:7])
        for place, text in zip(records.lonlat.tolist(), records.fields["seen"].values.tolist())
    }
    found = {
        (*place, f"{month:02.0f}") for place, month in zip(observed.lonlat.tolist(), observed.months.tolist())
    }
    assert found <= own
    undated = Columns(records.lonlat, {"species": records.fields["species"]})
    with pytest.raises(SatclipError, match="The background table has no field seen, the date field"):
        fit_presences(records, monthly, background=undated, date_field="seen")


def test_a_location_counts_once_in_each_month():
    lonlat = np.repeat(np.random.default_rng(0).uniform(0, 40, (30, 2)), 3, axis=0)
    seen = dates(np.tile([1.0, 1.0, 7.0], 30))
    columns = Columns(
        lonlat, {"seen": seen, "species": Column.of("text", np.repeat("wren", 90).astype(object))}
    )
    inside = np.ones(90, dtype=bool)
    for field, count, reason in (
        (None, 30, "of the same location, which counts once"),
        ("seen", 60, "of the same location and month, which count once"),
    ):
        config = FitConfig(target="species", background=100, date_field=field)
        rows, _name, tally = find_presences(columns, config)
        assert len(rows) == count
        assert [(lost, n) for lost, n in tally.reasons if reason in lost] == [
            (f"further records {reason}", 90 - count)
        ]
        assert len(target_group(columns, inside, 1000, 0, date_field=field)) == count
