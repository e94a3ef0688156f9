"""Presence-only models: equivalence to a Poisson point process, folds, target groups, models and reports."""

from __future__ import annotations

import re
from dataclasses import replace

import numpy as np
import pytest
import rasterio
import shapely
from pydantic import ValidationError
from scipy.optimize import minimize
from scipy.stats import spearmanr
from sklearn.metrics import roc_auc_score
from sklearn.neighbors import KNeighborsClassifier

from satclip_backend.encoders import load_encoder
from satclip_backend.errors import SatclipError
from satclip_backend.geo.distances import format_km, nearest_km
from satclip_backend.geo.sphere import unit
from satclip_backend.models.binary import species_name
from satclip_backend.models.estimators import _fit_point_process, fit_estimator, predicted
from satclip_backend.models.fit_config import FitConfig
from satclip_backend.models.fitting import fit
from satclip_backend.models.folds import block_ids, block_kfold, group_kfold, knndm, random_kfold
from satclip_backend.models.mapping import ModelMap
from satclip_backend.models.model import features_of
from satclip_backend.models.model_file import read_model, write_model
from satclip_backend.models.out_of_fold import Steps, TrainingData, out_of_fold
from satclip_backend.models.prediction_area import in_area
from satclip_backend.models.prediction_fields import fields_of
from satclip_backend.models.presence_only import (
    find_presences,
    folds_with_background,
    nearest_presence,
    target_group,
)
from satclip_backend.models.raster_predictors import open_predictors
from satclip_backend.models.report import write_fit_report, write_regions_report
from satclip_backend.models.report.presence_only import ratios
from satclip_backend.models.results import Background
from satclip_backend.models.scores import Scorer
from satclip_backend.processes.evaluate_model import evaluate_table
from satclip_backend.processes.fit_model import rows_of
from satclip_backend.processes.models import read_observations
from satclip_backend.processes.process import Context
from satclip_backend.progress import no_progress
from satclip_backend.rasters.grids import make_grid
from satclip_backend.tables.columns import Columns
from tests.backend.models.conftest import number, text

SLOPES = 1.2, -0.7


@pytest.fixture(scope="module")
def process():
    """Return x (n, 2), codes and weights of a Poisson point process with a log intensity linear in two covariates."""
    rng = np.random.default_rng(0)
    background = rng.normal(size=(20_000, 2))
    candidates = rng.normal(size=(200_000, 2))
    there = candidates[rng.random(len(candidates)) < 0.003 * np.exp(candidates @ SLOPES)]
    x = np.concatenate([there, background])
    y = np.repeat([1, 0], [len(there), len(background)])
    return x, y, np.where(y == 1, len(y) / 2 / len(there), len(y) / 2 / len(background))


def test_slopes_equal_those_of_a_poisson_point_process(process):
    x, y, weights = process
    model = _fit_point_process(1e8, x, y, weights)

    def minus_log_likelihood(slopes):  # per presence, with the optimal intercept for these slopes
        return np.log(np.exp(x[y == 0] @ slopes).mean()) - x[y == 1].mean(axis=0) @ slopes

    best = minimize(minus_log_likelihood, np.zeros(2), tol=1e-10).x
    np.testing.assert_allclose(model.coef_[0], best, atol=2e-3)
    np.testing.assert_allclose(model.coef_[0], SLOPES, atol=0.1)
    odds = np.exp(model.decision_function(x[y == 0]))
    assert odds.mean() == pytest.approx(1, abs=1e-3)  # intensity relative to its mean over the background


@pytest.mark.parametrize("kind", ["linear", "kriging", "neighbours"])
def test_odds_of_each_estimator_are_a_ratio_of_densities(kind):
    """Presences are in one half of the area only, where the ratio of densities is 2. Elsewhere it is 0."""
    rng = np.random.default_rng(1)
    lonlat = np.concatenate(
        [np.column_stack([rng.uniform(0, 5, 200), rng.uniform(0, 10, 200)]), rng.uniform(0, 10, (3000, 2))]
    )
    y = np.repeat([1, 0], [200, 3000])
    weights = np.where(y == 1, 8.0, 3200 / 6000)
    new = rng.uniform(0, 10, (500, 2))
    x, at_new = (unit(p) if kind != "linear" else (p[:, :1] < 5).astype(float) for p in (lonlat, new))
    inner = random_kfold(lonlat, 4).index
    options = {"weights": weights, "presence_only": True}
    fitted = fit_estimator(kind, "classification", x.astype(np.float32), y, inner, **options)
    said = predicted(fitted.pipeline, "classification", at_new.astype(np.float32), 2)[:, 1]
    west, east = said[new[:, 0] < 4.5], said[new[:, 0] > 5.5]
    assert west.mean() == pytest.approx(2 / 3, abs=0.15)
    assert np.median(east) < 0.1


def test_balanced_neighbours_are_weighted_by_class():
    rng = np.random.default_rng(0)
    x, y = unit(rng.uniform(0, 10, (300, 2))).astype(np.float32), (np.arange(300) % 10 == 0).astype(int)
    made = fit_estimator("neighbours", "classification", x, y, np.arange(300) % 3, presence_only=True)
    count = int(made.chosen["neighbours"])
    plain = KNeighborsClassifier(count, weights="distance").fit(x.astype(float), y)
    share = plain.predict_proba(x.astype(float)) / [270, 30]
    np.testing.assert_allclose(
        predicted(made.pipeline, "classification", x, 2), share / share.sum(axis=1, keepdims=True)
    )


def test_the_boyce_index_ranks_the_ratio_of_presences_to_background(process):
    x, y, weights = process
    said = 1 / (1 + np.exp(-x @ SLOPES))
    both = np.column_stack([1 - said, said])
    scorer = Scorer("classification", y, np.arange(len(y)) // 50, weights, 2, positive=1, presence_only=True)
    assert list(scorer.scores(both)) == ["auc", "tss", "boyce"]
    middles, ratio = ratios(said, y == 1)
    assert scorer.score(both, "boyce") == pytest.approx(spearmanr(middles, ratio).statistic, abs=0.02)
    np.testing.assert_allclose(ratio[20:80], (middles / (1 - middles) / 2.6)[20:80], rtol=0.8)


def records(species, lon=None):
    rng = np.random.default_rng(0)
    n = len(species)
    lonlat = np.column_stack([rng.uniform(0, 10, n) if lon is None else lon, rng.uniform(0, 10, n)])
    return Columns(lonlat, {"species": text(species), "seen": number(np.ones(n), "integer")})


def test_presences_are_the_positive_rows_once_per_location():
    columns = records(["wren"] * 30 + ["tit"] * 10 + [None])
    columns.lonlat[3] = columns.lonlat[2]
    columns.lonlat[4] = columns.lonlat[35]  # another species, so both are kept
    columns.lonlat[5] = np.nan
    rows, name, tally = find_presences(columns, FitConfig(target="species", positive="wren", background=100))
    assert (name, rows.tolist()) == ("wren", [0, 1, 2, 4, *range(6, 30)])
    assert tally.reasons == [
        ("no valid location", 1),
        ("no value of species", 1),
        ("another value of species than wren", 10),
        ("further records of the same location, which counts once", 1),
    ]
    rows, name, _ = find_presences(columns, FitConfig(target="seen", background=100))
    assert (name, len(rows)) == (
        "1",
        38,
    )  # locations 2 and 4 have two records of any species; one record has no position


@pytest.mark.parametrize(
    ("config", "sentence"),
    [
        ({}, "has 2 values (tit, wren): name the one whose rows are the presences as the positive class"),
        ({"positive": "owl"}, "owl can't be the positive class: species has tit, wren"),
        ({"positive": "tit"}, "lie at 10 locations, and at least 20"),
        ({"positive": "wren", "weights": "seen"}, "leave out the weight field"),
        ({"positive": "wren", "task": "regression"}, "not for regression"),
        ({"positive": "wren", "fields": ["seen"]}, "The field seen is not known at background points"),
        ({"positive": "wren", "fields": ["height"]}, "There is no field height"),
    ],
)
def test_invalid_configurations_are_refused(config, sentence):
    columns = records(["wren"] * 30 + ["tit"] * 10)
    with pytest.raises(SatclipError, match=re.escape(sentence)):
        read_observations(columns, FitConfig(target="species", background=100, **config))


def test_a_background_table_needs_points():
    columns = records(["wren"] * 30 + ["tit"] * 30)
    with pytest.raises(SatclipError, match="the number of background points is 0"):
        read_observations(columns, FitConfig(target="species"), background=columns)
    with pytest.raises(ValidationError):
        FitConfig(target="species", background=200_000)
    with pytest.raises(SatclipError, match="3 background points can be used, and at least 20"):
        read_observations(columns, FitConfig(target="species", positive="wren", background=3))


def test_with_zeros_and_ones_presences_are_ones_and_ignored_absences_are_reported():
    columns = Columns(records([""] * 60).lonlat, {"seen": number(np.arange(60) % 2, "integer")})
    observed, _ = read_observations(columns, FitConfig(target="seen", background=50))
    assert (observed.presences.sum(), len(observed)) == (30, 80)
    assert observed.dropped == [("another value of seen than 1", 30)]
    assert observed.weights[observed.presences].sum() == pytest.approx(40)
    assert observed.weights[~observed.presences].sum() == pytest.approx(40)


def test_uniform_background_is_on_land_in_the_extent_and_target_groups_at_their_locations():
    columns = records(["wren"] * 40 + ["tit"] * 400, lon=np.linspace(10, 20, 440))
    config = FitConfig(target="species", positive="wren", background=300, area=[10, 0, 30, 20])
    uniform, area = read_observations(columns, config)
    points = uniform.lonlat[~uniform.presences]
    assert (uniform.background.kind, uniform.background.count, len(points)) == ("uniform", 300, 300)
    assert in_area(points, (10, 0, 30, 20)).all()
    assert nearest_km(points, area.lonlat).min() > 0  # not the points of the prediction area
    group, _ = read_observations(columns, config, background=columns)
    points = group.lonlat[~group.presences]
    assert (group.background.kind, len(points)) == ("target group", 300)
    assert nearest_km(points, columns.lonlat).max() < 1e-6
    far = records(["tit"] * 25, lon=np.linspace(-60, -40, 25))
    everywhere, area = read_observations(
        columns, FitConfig(target="species", positive="wren", background=300), background=far
    )
    assert any("100% of the background points lie outside" in warning for warning in everywhere.warnings)
    assert area.lonlat[:, 0].min() < -35
    few = records(["tit"] * 25, lon=np.linspace(40, 50, 25))
    with pytest.raises(SatclipError, match="has 0 places in the prediction area"):
        read_observations(columns, config, background=few)


def test_background_points_are_where_rasters_have_values(tmp_path):
    path = tmp_path / "slope.tif"
    transform = rasterio.transform.from_origin(0, 10, 1, 1)
    profile = {"width": 6, "height": 10, "count": 1, "dtype": "float32", "crs": "EPSG:4326", "nodata": -1}
    with rasterio.open(path, "w", driver="GTiff", transform=transform, **profile) as made:
        made.write(np.arange(60, dtype=np.float32).reshape(1, 10, 6))
    columns = records(["wren"] * 60)
    config = FitConfig(target="species", background=200, area=[0, 0, 10, 10])
    observed, _ = read_observations(columns, config, rasters=open_predictors([path]))
    points = observed.lonlat[~observed.presences]
    assert observed.background.count == len(points) < 200
    assert points[:, 0].max() < 6
    assert f"because a raster has no value there: {200 - len(points)} of 200." in " ".join(observed.warnings)
    west = columns.lonlat[:, 0] < 6
    assert observed.presences.sum() == 60  # no presence is dropped
    column = observed.fields["slope"]
    np.testing.assert_array_equal(column.missing[:60], ~west)
    assert not column.missing[60:].any()
    far = config.model_copy(update={"area": [20, 0, 30, 10]})
    with pytest.raises(SatclipError, match="no value at any background point"):
        read_observations(columns, far, rasters=open_predictors([path]))


def test_no_data_among_presences_is_dropped_or_gives_a_warning():
    columns = records(["wren"] * 60)
    seen = np.ones(60)
    seen[:3], seen[3:5] = -np.inf, -3.5e38
    columns.fields["seen"] = number(seen)
    observed, _ = read_observations(columns, FitConfig(target="seen", background=50))
    assert observed.presences.sum() == 55
    assert observed.dropped == [("seen is not finite", 3), ("no measurement of seen, such as -inf", 2)]
    columns.fields["seen"] = number(np.full(60, -9999), "integer")
    observed, _ = read_observations(columns, FitConfig(target="seen", background=50))
    assert "seen is -9999 in 60 rows" in " ".join(observed.warnings)
    height = np.linspace(0, 500, 60)
    height[:4] = -9999
    columns.fields["height"] = number(height)
    group = Columns(columns.lonlat, {"height": number(np.arange(60), "integer")})
    config = FitConfig(target="species", background=50, fields=["height"])
    observed, _ = read_observations(columns, config, background=group)
    assert "height is -9999 in 4 rows, far from all other values" in " ".join(observed.warnings)
    assert observed.fields["height"].kind == "number"


def test_target_groups_have_each_location_once_and_the_predictor_fields():
    columns = records(["wren"] * 50)
    columns.lonlat[10:20] = columns.lonlat[0]
    inside = np.arange(50) != 5
    found = target_group(columns, inside, 1000, 0, ["seen"])
    assert len(found) == 39
    assert not (found.lonlat == columns.lonlat[5]).all(axis=1).any()
    assert list(found.fields) == ["seen"]
    assert len(target_group(columns, inside, 25, 0)) == 25
    with pytest.raises(SatclipError, match="no field height"):
        target_group(columns, inside, 1000, 0, ["height"])


def test_an_area_across_the_antimeridian_and_polygons():
    points = np.array([[179, 0], [-179, 0], [0, 0], [170.5, 0.5]])
    assert in_area(points, (178, -5, -178, 5)).tolist() == [True, True, False, False]
    assert in_area(points, None, [shapely.box(178, -1, 182, 1)]).tolist() == [True, True, False, False]
    assert in_area(points).all()


FOLDS = {
    "knndm": lambda lonlat, area: knndm(lonlat, area, 5, of_blocks=True),
    "blocks": lambda lonlat, area: block_kfold(lonlat, 200, 5),
    "random": lambda lonlat, area: random_kfold(lonlat, 5),
}


def chance_auc(kind, clusters, seed):
    """Return the AUC in folds of 100 presences unrelated to the predictors, in clusters or uniform (None)."""
    rng = np.random.default_rng(seed)
    area, background = rng.uniform(0, 10, (500, 2)), rng.uniform(0, 10, (600, 2))
    there = rng.uniform(0, 10, (100, 2))
    if clusters:
        there = there[rng.integers(clusters, size=100)] + rng.normal(0, 0.05, (100, 2))
    lonlat, presences = np.concatenate([there, background]), np.arange(700) < 100
    folds = folds_with_background(FOLDS[kind](there, area), lonlat, presences, seed)
    waves = np.cos(
        lonlat @ rng.normal(size=(2, 20)) / 1.5 + rng.uniform(0, 2 * np.pi, 20)
    )  # smooth like embeddings
    weights = np.where(presences, 3.5, 3.5 / 6)
    data = TrainingData("classification", waves, presences.astype(int), 2, weights, presence_only=True)
    predictions, _ = out_of_fold(data, "linear", folds.index, Steps(no_progress, 5))
    return roc_auc_score(presences, predictions[:, 1])


@pytest.mark.parametrize(
    ("kind", "clusters"),
    [("knndm", None), ("blocks", None), ("random", None), ("knndm", 20), ("blocks", 20)],
)
def test_presences_unrelated_to_the_predictors_have_an_auc_of_one_half(kind, clusters):
    """The expected AUC is 0.5. In random folds it would be higher, since a cluster is in several folds."""
    found = [chance_auc(kind, clusters, seed) for seed in range(6)]
    assert np.mean(found) == pytest.approx(0.5, abs=0.05)


def test_background_points_are_held_out_with_their_block():
    rng = np.random.default_rng(0)
    lonlat = rng.uniform(0, 10, (1040, 2))
    lonlat[100] = lonlat[7]
    presences = np.arange(1040) < 40
    folds = knndm(lonlat[presences], rng.uniform(0, 40, (200, 2)), 4, of_blocks=True)
    assert not folds.at_random
    found = folds_with_background(folds, lonlat, presences, 0)
    np.testing.assert_array_equal(found.index[presences], folds.index)
    for block in np.unique(ids := block_ids(lonlat, folds.block_km)):
        assert len(np.unique(found.index[ids == block])) == 1
    assert f"spatial blocks with sides of {format_km(folds.block_km)} were merged into 4 folds" in found.why
    at_random = folds_with_background(random_kfold(lonlat[presences], 4), lonlat, presences, 0)
    assert at_random.index[100] == at_random.index[7]
    assert np.bincount(at_random.index[~presences]).min() > 150
    lonlat[~presences] = [80, -40]
    with pytest.raises(SatclipError, match="All background points are in one of the"):
        folds_with_background(folds, lonlat, presences, 0)


def test_blocks_without_presences_are_in_any_fold():
    rng = np.random.default_rng(0)
    lonlat = np.concatenate([rng.uniform(0, 4, (40, 2)), rng.uniform(4, 10, (500, 2))])
    presences = np.arange(540) < 40
    found = folds_with_background(block_kfold(lonlat[presences], 100, 4), lonlat, presences, 0)
    assert np.bincount(found.index[~presences], minlength=4).min() > 60


def test_in_folds_of_a_field_background_points_are_held_out_with_the_nearest_presence():
    rng = np.random.default_rng(0)
    lonlat, presences = rng.uniform(0, 10, (340, 2)), np.arange(340) < 40
    folds = group_kfold((lonlat[presences, 0] > 5).astype(str).astype(object), 2)
    found = folds_with_background(folds, lonlat, presences, 0)
    distances = np.linalg.norm(unit(lonlat[~presences])[:, None] - unit(lonlat[presences])[None], axis=2)
    np.testing.assert_array_equal(distances.argmin(axis=1), nearest_presence(lonlat, presences))
    np.testing.assert_array_equal(found.index[~presences], folds.index[distances.argmin(axis=1)])
    assert "nearest presence" in found.why


@pytest.fixture(scope="module")
def suitability(tiny_encoder_file):
    """Return (model, evaluation, observations) by estimator, for a species that prefers the south."""
    encoder = load_encoder(tiny_encoder_file, device="cpu")
    rng = np.random.default_rng(0)
    lonlat = np.column_stack([rng.uniform(10, 30, 250), rng.uniform(0, 20, 250)])
    species = np.where(rng.random(250) < np.exp(-lonlat[:, 1] / 5), "wren", "tit")
    columns, made = Columns(lonlat, {"species": text(species)}), {}

    def get(estimator="linear"):
        if estimator not in made:
            config = FitConfig(
                target="species",
                positive="wren",
                background=200,
                estimator=estimator,
                encoders=["tiny"],
                fold_count=3,
            )
            observed, area = read_observations(columns, config)
            made[estimator] = *fit(observed, config, [encoder], area.lonlat), observed
        return made[estimator]

    return get


@pytest.mark.parametrize("estimator", ["linear", "stacking"])
def test_a_presence_only_model_describes_what_it_predicts(suitability, estimator, tmp_path, tiny_encoder):
    model, evaluation, observed = suitability(estimator)
    metadata, presences = model.metadata, observed.presences
    assert (metadata.background.kind, metadata.background.count) == ("uniform", 200)
    assert metadata.rows == len(model.training_lonlat) == presences.sum()
    assert metadata.positive_class == "wren"
    scores = evaluation.table[0].scores
    assert set(scores) == {"auc", "tss", "boyce"}
    assert 0.6 < scores["auc"].value < 0.95
    assert (evaluation.coverages, evaluation.prediction_sets.size) == ([], 0)
    assert [field.column for field in fields_of(metadata)][:2] == ["suitability", "suitable"]
    assert not any("probability" in field.column for field in fields_of(metadata))
    rows = rows_of(observed, evaluation)
    assert len(rows) == presences.sum()
    assert list(rows.fields) == ["row", "fold", "suitability", "suitable", "dissimilarity"]
    write_model(tmp_path / "wren.satclip", model)
    again = read_model(tmp_path / "wren.satclip")
    places = np.array([[20.0, 1.0], [20.0, 19.0]])
    used = [tiny_encoder] if metadata.features.encoders else []
    said = [m.predict(places, features_of(m, used, places, {})) for m in (model, again)]
    np.testing.assert_allclose(said[0].probability, said[1].probability)
    assert said[0].probability[0] > said[0].probability[1]
    np.testing.assert_array_equal(said[0].suitable, said[0].probability >= metadata.threshold)


def test_the_report_describes_suitability_and_not_probability(suitability, tmp_path):
    _, evaluation, _ = suitability()
    group = Background(kind="target group", count=200)
    for result, words in (
        (evaluation, "uniform by area"),
        (replace(evaluation, background=group, dropped=[]), "their bias cancels"),
    ):
        write_fit_report(result, tmp_path / "report.html")
        page = (tmp_path / "report.html").read_text(encoding="utf-8")
        assert "Relative suitability for wren" in page
        assert "not the probability of presence" in page
        assert words in page
        for wrong in ("Calibration of probabilities", "prediction sets", "Confusion matrix", "Log loss"):
            assert wrong not in page
    assert any("similar species" in warning for warning in evaluation.warnings)


def test_presences_are_called_by_the_target_if_their_value_only_says_presence(suitability, tmp_path):
    _, evaluation, _ = suitability()
    for value in ("1", "Present"):
        result = replace(evaluation, target="oak", classes=["background", value])
        write_fit_report(result, tmp_path / "report.html")
        page = (tmp_path / "report.html").read_text(encoding="utf-8")
        assert "Relative suitability for oak" in page
        assert "presences of oak" in page
    assert [species_name("oak", name) for name in ("true", "wren")] == ["oak", "wren"]


def test_maps_have_no_class_probabilities(suitability, tiny_encoder):
    model, _, _ = suitability()
    grid = make_grid([10, 0, 12, 2], "EPSG:4326", 1)
    names = [field.band for field in ModelMap(model, [tiny_encoder], grid).fields]
    assert names[:2] == ["Suitability", "Suitable"]
    with pytest.raises(SatclipError, match="no class probabilities"):
        ModelMap(model, [tiny_encoder], grid, probabilities=True)
    with pytest.raises(ValidationError, match="background needs presences"):
        type(model.metadata)(**model.metadata.model_dump() | {"positive": None, "threshold": None})


@pytest.fixture(scope="module")
def south(suitability):
    """Return records of a species that prefers the south, in three regions, and a function that evaluates its model."""
    model, _, _ = suitability()
    rng = np.random.default_rng(1)
    lonlat = np.column_stack([rng.uniform(10, 40, 900), rng.uniform(0, 20, 900)])
    species = np.where(rng.random(900) < np.exp(-lonlat[:, 1] / 5), "wren", "tit")
    region = np.array(["a", "b", "c"])[(lonlat[:, 0] // 10 - 1).astype(int)]
    columns = Columns(lonlat, {"species": text(species), "region": text(region)})
    config = model.metadata.recipe.model_copy(update={"encoders": [], "coordinates": True, "background": 300})
    metadata = model.metadata.model_copy(
        update={"recipe": config, "features": model.metadata.features.model_copy(update={"encoders": []})}
    )

    def evaluate(folder, columns=columns, regions="region", background=None, kind="uniform"):
        described = metadata.model_copy(update={"background": Background(kind=kind, count=300)})
        return evaluate_table(columns, described, regions, Context(folder), None, background=background)

    return columns, evaluate


def test_background_points_are_held_out_with_their_region(south, tmp_path):
    columns, evaluate = south
    result = evaluate(tmp_path)
    assert (result.score, result.regions, result.background.kind) == ("auc", ["a", "b", "c"], "uniform")
    presences = (columns.fields["species"].values == "wren").sum()
    assert len(result.lonlat) == len(result.region_index) == presences
    first = [row for row in result.rows if row.share == 0 and row.model == result.rows[0].model]
    assert all(0.65 < row.score.value < 0.95 for row in first)  # the south is the same in all regions
    assert sum(row.rows for row in first[:3]) == first[3].rows < presences
    assert {row.score.value for row in result.rows if row.model == "The same everywhere"} == {0.5}
    write_regions_report(result, tmp_path / "report.html")
    page = (tmp_path / "report.html").read_text(encoding="utf-8")
    assert "a presence in it is ranked above a background point" in page
    assert "300 points, drawn uniformly by area" in page


def test_target_group_points_are_assigned_to_continents(south, tmp_path):
    columns, evaluate = south
    columns = Columns(columns.lonlat.copy(), columns.fields)
    columns.lonlat[:300] = columns.lonlat[:300] % 10 - [65, 12]
    result = evaluate(tmp_path, columns, regions=None, background=columns, kind="target group")
    assert (result.regions, result.background.kind) == (["Africa", "South America"], "target group")


def test_regions_of_unrelated_presences_have_an_auc_of_one_half(south, tmp_path):
    evaluate = south[1]
    rng = np.random.default_rng(3)
    found = []
    for _ in range(2):
        lonlat = np.column_stack([rng.uniform(10, 40, 300), rng.uniform(0, 20, 300)])
        region = np.array(["a", "b", "c"])[np.searchsorted([15, 25], lonlat[:, 0])]  # unequal sizes
        there = Columns(lonlat, {"species": text(["wren"] * 300), "region": text(region)})
        rows = evaluate(tmp_path, there).rows
        found += [row.score.value for row in rows if not row.region and row.model == rows[0].model]
    assert np.mean(found) == pytest.approx(0.5, abs=0.06)


def test_which_background_tables_are_refused_in_evaluation(south, tmp_path):
    columns, evaluate = south
    with pytest.raises(SatclipError, match="give its records as the background table"):
        evaluate(tmp_path, kind="target group")
    with pytest.raises(SatclipError, match="fitted with uniform background points: leave out"):
        evaluate(tmp_path, background=columns)
    few = Columns(columns.lonlat[:25], {"region": columns.fields["region"].take(slice(25))})
    with pytest.raises(SatclipError, match=r"as many background points in it \(25 are used\)"):
        evaluate(tmp_path, background=few, kind="target group")
