"""Models on an encoder without embeddings in a part of the Earth: what is there is left out or predicted as missing."""

import numpy as np
import pytest
import torch

from satclip_backend.encoders import Encoder, load_encoder
from satclip_backend.encoders.metadata import EncoderMetadata
from satclip_backend.errors import SatclipError
from satclip_backend.models.fit_config import FitConfig
from satclip_backend.models.prediction import predict_columns
from satclip_backend.models.suggestion import suggest
from satclip_backend.processes.compare_encoders import compare_table
from satclip_backend.processes.evaluate_model import evaluate_table
from satclip_backend.processes.fit_model import fit_table
from satclip_backend.processes.process import Context
from satclip_backend.tables.columns import Columns

SOUTH = -20


class North(torch.nn.Module):
    """A network with values north of `south` degrees only."""

    def __init__(self, network, south):
        super().__init__()
        self.network, self.dimension, self.south = network, network.dimension, south

    def forward(self, lonlat):
        return torch.where(lonlat[:, 1:] < self.south, torch.nan, self.network(lonlat))


@pytest.fixture
def partial(tiny_encoder_file):
    """Return a function of the southern limit that returns the encoder."""

    def make(south=SOUTH):
        network = load_encoder(tiny_encoder_file, device="cpu").network
        config = {"dimension": network.dimension}
        metadata = EncoderMetadata.of("basis-network", "North", network.dimension, config)
        return Encoder("north", North(network, south), metadata, device="cpu")

    return make


def config(**changes):
    return FitConfig(
        **{
            "target": "height",
            "estimator": "linear",
            "encoders": ["north"],
            "coordinates": False,
            "fold_count": 3,
        }
        | changes
    )


@pytest.mark.parametrize("estimator", ["linear", "boosting"])
def test_observations_without_an_embedding_are_left_out_and_predictions_are_missing(
    partial, columns, tmp_path, estimator
):
    south = columns.lonlat[:, 1] < SOUTH
    assert 20 < south.sum() < 200
    encoder = partial()
    model, evaluation, observed = fit_table(
        columns, config(estimator=estimator), Context(tmp_path), lambda id: encoder
    )
    assert len(observed) == (~south).sum() == len(evaluation.predicted)
    assert ("the encoder north has no embedding there", south.sum()) in [
        (str(reason), count) for reason, count in observed.dropped
    ]
    found = predict_columns(model, [encoder], columns)
    for column in found.values():
        np.testing.assert_array_equal(column.missing, south)
    rows = np.flatnonzero(south)
    fields = {name: column.take(rows) for name, column in columns.fields.items()}
    only_south = predict_columns(model, [encoder], Columns(columns.lonlat[rows], fields))
    assert all(column.missing.all() for column in only_south.values())


def test_a_comparison_uses_the_observations_that_all_encoders_cover(partial, columns, tmp_path, tiny_encoder):
    encoders = {"tiny": tiny_encoder, "north": partial()}
    result = compare_table(
        columns, config(encoders=["tiny", "north"]), [], Context(tmp_path), encoders.__getitem__
    )
    first, second = result.encoders[:2]
    assert first.spatial.value == pytest.approx(second.spatial.value, abs=1e-6)
    with pytest.raises(SatclipError, match="has no degree L"):
        compare_table(
            columns, config(encoders=["north", "tiny"]), [3], Context(tmp_path), encoders.__getitem__
        )


def test_regions_are_evaluated_where_the_encoder_has_embeddings(partial, columns, tmp_path):
    encoder, context = partial(), Context(tmp_path)
    model, _, _ = fit_table(columns, config(), context, lambda id: encoder)
    result = evaluate_table(columns, model.metadata, "region", context, lambda id: encoder)
    south = int((columns.lonlat[:, 1] < SOUTH).sum())
    assert ("the encoder north has no embedding there", south) in [(str(why), n) for why, n in result.dropped]
    none = Columns(columns.lonlat * [1, 0] + [0, -60], columns.fields)
    with pytest.raises(SatclipError, match="north has no embedding at any of the observations"):
        evaluate_table(none, model.metadata, "region", context, lambda id: encoder)


def test_points_are_suggested_where_the_encoder_has_embeddings(partial, columns, tmp_path):
    encoder = partial()
    model, _, _ = fit_table(columns, config(), Context(tmp_path), lambda id: encoder)
    candidates = np.random.default_rng(0).uniform(-60, 60, (200, 2))
    south = candidates[:, 1] < SOUTH
    found = suggest(model, [encoder], candidates, 10)
    assert (found.points.lonlat[:, 1] >= SOUTH).all()
    assert not found.points.fields["prediction"].missing.any()
    assert str(found.warnings[0]).startswith(
        f"{south.sum()} of 200 places in the area that were compared were left out"
    )
    with pytest.raises(SatclipError, match="has no embeddings in the area"):
        suggest(model, [encoder], candidates[south], 10)


def test_an_encoder_that_covers_no_observation_is_refused(partial, columns, tmp_path):
    with pytest.raises(SatclipError, match="north has no embedding at any of the observations"):
        fit_table(columns, config(), Context(tmp_path), lambda id: partial(89))
