"""Several modalities: imagery on different grids, whose image features an embedding predicts together."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import rasterio
import torch
from rasterio.transform import from_bounds

from satclip_backend.cli import main
from satclip_backend.encoders import load_encoder
from satclip_backend.errors import SatclipError
from satclip_backend.geo.sampling import sample_points
from satclip_backend.geo.sphere import unit
from satclip_backend.pretraining.feature_cache import ImageFeatures
from satclip_backend.pretraining.modalities import side_by_side
from satclip_backend.pretraining.model import PretrainingModel, initial_network
from satclip_backend.pretraining.runs import read_run
from satclip_backend.pretraining.settings import ModalitySettings, PretrainingConfig, TrainingSettings

GLOBE = Path(__file__).parents[2] / "data" / "imagery" / "globe"
OPTIONS = [
    *("--threads", "1", "--points", "1500", "--degree", "12", "--capacity", "64", "--dimension", "32"),
    *("--steps", "150", "--batch", "512", "--pixels", "8", "--filters", "8", "--components", "16", "--land"),
]


@pytest.fixture(autouse=True)
def _home(tmp_path, monkeypatch):
    monkeypatch.setenv("SATCLIP_HOME", str(tmp_path / "home"))


def features(rows, columns, seed=0):
    """Return features with a mean square of 1 at points whose longitude is their row."""
    rows = np.asarray(rows)
    values = np.random.default_rng(seed).normal(size=(len(rows), columns)).astype(np.float32)
    lonlat = np.column_stack([rows, np.zeros(len(rows))]).astype(float)
    return ImageFeatures(lonlat, values, 0, f"key {seed}", {}, rows)


def test_the_error_over_all_columns_is_the_weighted_sum_of_the_errors_of_modalities():
    parts = [features(range(50), columns, seed) for seed, columns in enumerate((8, 3, 5))]
    predicted = [np.random.default_rng(9).normal(size=part.values.shape) for part in parts]
    settings = [ModalitySettings("a", weight=0.3), ModalitySettings("b", weight=2.0)]
    together = side_by_side(parts[0], parts[1:], settings)
    scales = together.values[0] / np.concatenate([part.values[0] for part in parts])
    errors = (np.concatenate(predicted, 1) * scales - together.values) ** 2
    expected = [((p - part.values) ** 2).mean() for p, part in zip(predicted, parts)]
    assert errors.mean() == pytest.approx(expected[0] + 0.3 * expected[1] + 2.0 * expected[2], rel=1e-5)


def test_a_modality_is_nan_at_points_that_lack_it():
    main_part, other = features([0, 2, 3, 5, 8], 2), features([2, 5, 6, 8], 3, seed=1)
    together = side_by_side(main_part, [other], [ModalitySettings("heights.tif")])
    assert together.rows.tolist() == together.lonlat[:, 0].tolist() == [0, 2, 3, 5, 8]
    assert together.incomplete == {"heights.tif": 2}
    assert np.isnan(together.values[[0, 2], 2:]).all()
    assert np.isfinite(together.values[[1, 3, 4]]).all()
    assert np.corrcoef(together.values[:, 0], main_part.values[:, 0])[0, 1] == pytest.approx(1)
    assert np.corrcoef(together.values[[1, 3, 4], 2], other.values[[0, 1, 3], 0])[0, 1] == pytest.approx(1)
    keys = {side_by_side(main_part, [other], [ModalitySettings("", weight=w)]).key for w in (0.1, 0.2)}
    assert len(keys | {main_part.key, other.key}) == 4


def test_all_months_of_a_point_have_its_modality():
    rows = [row for row in range(48) if row not in (13, 30)]
    main_part, other = features(rows, 2), features([0, 1, 3], 3, seed=1)
    together = side_by_side(main_part, [other], [ModalitySettings("heights.tif")], rows_per_point=12)
    scale = together.values[0, 2:] / other.values[0]
    for point, values in zip(other.rows, other.values):
        of_point = together.values[np.array(rows) // 12 == point, 2:]
        np.testing.assert_allclose(of_point, np.tile(values * scale, (len(of_point), 1)), rtol=1e-6)
    assert np.isnan(together.values[np.array(rows) // 12 == 2, 2:]).all()
    assert together.incomplete == {"heights.tif": 1}


def test_missing_features_do_not_count():
    """The loss, its gradients and retrieval are those without these elements."""
    torch.manual_seed(0)
    settings = TrainingSettings(degree=4, capacity=16, dimension=8)
    model = PretrainingModel(initial_network(settings), 5, settings.objective)
    embeddings, lowest = torch.randn(7, 8, requires_grad=True), torch.randn(7, 16)
    images = torch.randn(7, 5)
    images[2:4, 3:] = torch.nan
    terms = model.terms(embeddings, images, lowest)
    known = ~images.isnan()
    expected = ((model.decoder(embeddings) - images)[known] ** 2).sum() / images.numel()
    torch.testing.assert_close(terms["reconstruction"], expected)
    (gradient,) = torch.autograd.grad(terms["reconstruction"], embeddings, retain_graph=True)
    torch.testing.assert_close(gradient, torch.autograd.grad(expected, embeddings)[0])
    predicted, actual = model.matching(embeddings, images)
    assert not predicted[~known].any()
    assert not actual[~known].any()
    torch.testing.assert_close(actual[known], images[known])


def write_heights(path: Path, crs: str, bounds: tuple[float, ...], hidden: bool = False) -> None:
    """Write a field that can't be seen in the other imagery: how close a place is to a random point."""
    with rasterio.open(
        path,
        "w",
        "GTiff",
        180,
        90,
        1,
        crs=crs,
        transform=from_bounds(*bounds, 180, 90),
        dtype="float32",
        nodata=-1,
    ) as data:
        lon, lat = np.meshgrid(np.arange(-179, 180, 2.0), np.arange(89, -90, -2.0))
        values = field(np.column_stack([lon.ravel(), lat.ravel()])).reshape(90, 180).astype(np.float32)
        data.write(np.where(hidden & (lon < 0), -1, values), 1)


def field(lonlat: np.ndarray) -> np.ndarray:
    centres = unit(np.random.default_rng(5).uniform([-180, -60], [180, 70], (12, 2)))
    return np.exp(20 * (unit(lonlat) @ centres.T - 1)).sum(1)


def explained(path: Path) -> float:
    """Return how much of the field a linear model explains from embeddings at other places (R2)."""
    lonlat = sample_points(2000, 77)
    x, y = load_encoder(path).encode(lonlat), field(lonlat)
    x = np.column_stack([x, np.ones(len(x))])
    coefficients = np.linalg.lstsq(x[:1500], y[:1500], rcond=None)[0]
    return 1 - ((x[1500:] @ coefficients - y[1500:]) ** 2).sum() / ((y[1500:] - y[1500:].mean()) ** 2).sum()


def test_an_encoder_learns_from_another_modality(tmp_path, capsys):
    heights = tmp_path / "heights.tif"
    write_heights(heights, "EPSG:4326", (-180, -90, 180, 90))
    alone, both = tmp_path / "alone.safetensors", tmp_path / "both.safetensors"
    assert main(["pretrain", str(GLOBE), "-o", str(alone), *OPTIONS]) == 0
    modality = ["--modality", str(heights), "weight=2", "pixels=4", "filters=0", "classes=0", "components=4"]
    assert main(["pretrain", str(GLOBE), "-o", str(both), *OPTIONS, *modality]) == 0
    assert explained(both) > explained(alone) + 0.1
    card = load_encoder(both).metadata.card
    assert "| modalities | heights.tif weight=2.0 pixels=4 filters=0 classes=0 components=4 |" in card


def test_places_outside_another_modality_are_used_and_reported(tmp_path, capsys):
    heights = tmp_path / "heights.tif"
    write_heights(heights, "EPSG:4326", (-180, -90, 180, 90), hidden=True)
    output = tmp_path / "both.safetensors"
    options = [*OPTIONS, "--steps", "2", "--modality", str(heights), "pixels=2", "filters=0", "classes=0"]
    assert main(["pretrain", str(GLOBE), "-o", str(output), *options]) == 0
    assert "points used without heights.tif, which has no patch there" in capsys.readouterr().out
    missing = read_run(output.with_suffix(".run")).incomplete["heights.tif"]
    assert 300 < missing < 1000
    encoder = load_encoder(output)
    assert f"| Without heights.tif | {missing:,} points |" in encoder.metadata.card
    assert encoder.metadata.training_extent[0] < -150
    assert np.isfinite(encoder.encode(np.array([[-100.0, 40.0], [20.0, 10.0]]))).all()


def test_a_modality_that_cannot_be_used_is_named(tmp_path, capsys):
    heights = tmp_path / "heights.tif"
    write_heights(heights, "EPSG:4326", (100, -60, 120, -40))
    command = [
        "pretrain",
        str(GLOBE),
        "-o",
        str(tmp_path / "a.safetensors"),
        "--extent",
        "0",
        "40",
        "20",
        "60",
    ]
    assert main([*command, *OPTIONS[:-1], "--modality", str(heights)]) == 1
    assert "heights.tif: None of 1,024 patches of 16 x 16 pixels can be read" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["size=3"], "--modality heights.tif: 'size=3' is not one of weight=0.2, pixels=16, "),
        (["weight"], "weight= is invalid"),
        (["weight=-1"], "weight=-1 is invalid: Input should be greater than 0"),
        (["pixels=two"], "pixels=two is invalid: Input should be a valid integer"),
    ],
)
def test_invalid_settings_are_reported(tmp_path, capsys, words, message):
    command = ["pretrain", str(GLOBE), "-o", str(tmp_path / "a.safetensors"), "--modality", "heights.tif"]
    assert main([*command, *words]) != 0
    assert message in capsys.readouterr().err


def test_several_modalities_cannot_be_fine_tuned():
    training = replace(
        TrainingSettings(), objective=replace(TrainingSettings().objective, reconstruction=0.0)
    )
    with pytest.raises(SatclipError, match="fine-tuned on one modality"):
        PretrainingConfig(training=replace(training, fine_tune=True), modalities=(ModalitySettings("a"),))
