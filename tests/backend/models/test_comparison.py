"""Comparison of encoders: the one that generated the field scores best, and low degrees score lower."""

from __future__ import annotations

import re

import numpy as np
import pytest

from satclip_backend.encoders import Encoder, load_encoder
from satclip_backend.encoders.metadata import EncoderMetadata
from satclip_backend.encoders.network import LocationEncoder
from satclip_backend.errors import SatclipError
from satclip_backend.models.comparison import compare_encoders
from satclip_backend.models.fit_config import FitConfig
from satclip_backend.models.observations import observe


@pytest.fixture
def compare(make_columns, tiny_encoder_file):
    import torch

    generator = torch.Generator().manual_seed(1)
    other = Encoder(
        "other",
        LocationEncoder(2, 4, 3, generator=generator),
        EncoderMetadata("Other", degree=2, basis="stable", capacity=4, dimension=3, hidden_layers=2),
        device="cpu",
    )
    encoders = {"tiny": load_encoder(tiny_encoder_file, device="cpu"), "other": other}

    def compare(ids=("tiny", "other"), degrees=(), target="height", **config):
        columns = make_columns()
        config = FitConfig(
            target=target, encoders=list(ids), **{"estimator": "linear", "coordinates": False, **config}
        )
        observed = observe(columns, target, fields=config.fields)
        chosen = [encoders[id] for id in ids]
        return compare_encoders(observed, config, chosen, columns.lonlat[::3], degrees)

    return compare


@pytest.mark.parametrize("target", ["height", "kind"])
def test_the_encoder_that_generated_the_field_is_best(compare, target):
    result = compare(target=target)
    rows = {row.label: row for row in [*result.encoders, *result.baselines]}
    assert list(rows)[:3] == ["tiny", "other", "all encoders together"]
    assert rows["tiny"].spatial.value > rows["other"].spatial.value + 0.05
    assert rows["tiny"].difference.value == 0
    assert rows["other"].difference.high < 0
    assert rows["other"].difference.value == pytest.approx(
        rows["other"].spatial.value - rows["tiny"].spatial.value
    )
    assert (rows["tiny"].dimension, rows["other"].dimension, rows["all encoders together"].dimension) == (
        8,
        3,
        11,
    )


def test_the_sentence_states_the_significance(compare):
    assert compare(["tiny"]).sentence.startswith("Best is tiny, R² 0.9")
    noise = compare(["tiny"], target="rain").sentence  # unrelated to all predictors
    assert "but the difference is not significant" in noise
    assert re.search(r"difference \+0\.\d{3}, 95 % confidence interval -0\.\d{3} to \+0\.\d{3}\.$", noise), (
        noise
    )


def test_scores_increase_with_the_degree(compare):
    result = compare(["tiny"], degrees=[1, 3, 3, 5])
    assert [row.degree for row in result.by_degree] == [1, 3, 5]
    scores = [row.spatial.value for row in result.by_degree]
    assert scores == sorted(scores)
    assert scores[0] < 0.05
    assert scores[-1] == result.encoders[0].spatial.value
    assert compare(["tiny"]).by_degree == []


def test_fields_are_additional_predictors(compare):
    assert compare(["tiny"], fields=["soil", "rain"]).encoders[0].spatial.value > 0.8


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"degrees": [9]}, "L = 9 is not among them"),
        ({"degrees": [0]}, "L = 0 is not among them"),
        ({"estimator": "neighbours"}, "compared with these estimators"),
        ({"ids": []}, "There is no encoder to compare"),
    ],
)
def test_invalid_comparisons_are_reported(compare, given, told):
    with pytest.raises(SatclipError, match=told):
        compare(**given)


def test_all_encoders_have_the_same_folds(compare):
    one, two = compare(), compare(["other", "tiny"])
    first = {row.label: row.spatial.value for row in one.encoders[:2]}
    second = {row.label: row.spatial.value for row in two.encoders[:2]}
    np.testing.assert_allclose([first["tiny"], first["other"]], [second["tiny"], second["other"]], atol=0.02)


def test_a_constant_has_an_auc_of_one_half(compare):
    constant = compare(["tiny"], target="tall").baselines[-1]
    assert (constant.spatial.value, constant.random.value) == (0.5, 0.5)
