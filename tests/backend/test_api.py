"""Public Python interface: GeoDataFrames, maps as arrays, models, and scikit-learn's estimator checks."""

import doctest
import importlib
import itertools
import pickle
import pkgutil
import subprocess
import sys

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import rasterio
import shapely
from sklearn.base import clone
from sklearn.linear_model import Ridge
from sklearn.model_selection import cross_val_score
from sklearn.pipeline import make_pipeline
from sklearn.utils.estimator_checks import check_estimator

import satclip_backend as satclip
from satclip_backend import api
from satclip_backend.encoders import load_encoder
from satclip_backend.errors import SatclipError
from satclip_backend.geo.distances import nearest_km, nearest_other_fold_km
from satclip_backend.models.folds import block_ids, wasserstein_km

RNG = np.random.default_rng(5)
LONLAT = np.column_stack([RNG.uniform(-10, 30, 250), RNG.uniform(36, 65, 250)])
TEMPERATURE = 35 - 0.5 * LONLAT[:, 1] + RNG.normal(0, 0.5, 250)


@pytest.fixture
def points():
    geometry = gpd.points_from_xy(*LONLAT.T, crs="EPSG:4326")
    frame = gpd.GeoDataFrame(
        {"t": TEMPERATURE, "zone": np.where(LONLAT[:, 1] > 50, "north", "south")}, geometry=geometry
    )
    return frame.set_index(pd.Index(range(1000, 1250), name="station"))


@pytest.fixture(scope="module")
def model():
    geometry = gpd.points_from_xy(*LONLAT.T, crs="EPSG:4326")
    frame = gpd.GeoDataFrame({"t": TEMPERATURE}, geometry=geometry)
    return satclip.fit_model(frame, "t", estimator="linear", fold_count=3)


@pytest.mark.parametrize("name", [module.name for module in pkgutil.iter_modules(api.__path__)])
def test_docstring_examples_run(name):
    module = importlib.import_module(f"satclip_backend.api.{name}")
    assert doctest.testmod(module).failed == 0


def test_public_names_exist():
    assert set(api.__all__) < set(satclip.__all__) <= set(dir(satclip))
    for name in satclip.__all__:
        assert getattr(satclip, name) is not None
        assert name == "__version__" or getattr(satclip, name).__doc__
    with pytest.raises(AttributeError):
        satclip.nothing  # noqa: B018


def test_embed_adds_columns_and_keeps_rows_index_and_crs(points):
    projected = points.to_crs("EPSG:3035")
    made = satclip.embed(projected)
    expected = load_encoder("bundled").encode(LONLAT)
    columns = [f"emb_{number:03d}" for number in range(1, 257)]
    assert list(made.columns) == ["t", "zone", "geometry", *columns]
    np.testing.assert_allclose(made[columns].to_numpy(), expected, atol=2e-4)
    assert (made[columns].dtypes == np.float32).all()
    assert made.crs == projected.crs
    assert made.index.equals(points.index)
    assert list(projected.columns) == ["t", "zone", "geometry"]


def test_embed_gives_the_components_that_the_encoder_stores(points):
    encoder = load_encoder("bundled")
    made = satclip.embed(points, encoder, components=3, prefix="x_")
    np.testing.assert_array_equal(
        made[["x_pc1", "x_pc2", "x_pc3"]].to_numpy(), encoder.pca.project(encoder.encode(LONLAT), 3)
    )


def test_embed_counts_rows_without_a_position(points):
    points.loc[[1003, 1004], "geometry"] = None
    with pytest.warns(UserWarning, match="2 rows have no position on Earth, of 250:"):
        made = satclip.embed(points, components=1)
    assert made["emb_pc1"].isna().sum() == 2
    assert made.loc[[1003, 1004], "emb_pc1"].isna().all()


def test_embed_refuses_missing_crs_existing_columns_and_no_positions(points):
    with pytest.raises(SatclipError, match="no CRS"):
        satclip.embed(points.set_crs(None, allow_override=True))
    for table in (pd.DataFrame({"lon": [1.0], "lat": [2.0]}), gpd.GeoDataFrame({"lon": [1.0]})):
        with pytest.raises(SatclipError, match="The table has no geometries: make a GeoDataFrame"):
            satclip.embed(table)
    with pytest.raises(SatclipError, match="already has the columns emb_pc1"):
        satclip.embed(satclip.embed(points, components=1), components=1)
    points["geometry"] = gpd.GeoSeries([None] * 250, index=points.index, crs="EPSG:4326")
    with pytest.raises(SatclipError, match="No row"):
        satclip.embed(points)


@pytest.mark.parametrize("chunks", [None, 7])
def test_a_map_holds_the_components_at_its_pixel_centres(chunks, tmp_path):
    made = satclip.embedding_map(
        (170, -45, -170, -30), "EPSG:4326", 1.0, components=2, exact=True, chunks=chunks
    )
    assert (chunks is None) == isinstance(made.data, np.ndarray)
    lon, lat = np.meshgrid(made.x, made.y)
    encoder = load_encoder("bundled")
    expected = encoder.pca.project(encoder.encode(np.column_stack([lon.ravel(), lat.ravel()])), 2)
    assert made.shape == (2, 15, 20)
    np.testing.assert_allclose(made.to_numpy().reshape(2, -1).T, expected, atol=2e-4)
    path = tmp_path / "map.tif"
    made.rio.to_raster(path)
    with rasterio.open(path) as written:
        assert written.crs.to_epsg() == 4326
        assert written.bounds == (170, -45, 190, -30)
        np.testing.assert_array_equal(written.read(), made.to_numpy())


def test_a_map_may_use_a_basis_fitted_on_its_extent():
    made = satclip.embedding_map((4e6, 3e6, 4.4e6, 3.4e6), "EPSG:3035", 50_000, basis="extent")
    assert made.rio.crs.to_epsg() == 3035
    assert len(made.attrs["stretch"]) == 3
    assert np.isfinite(made).all()


def test_a_map_off_the_earth_is_an_error():
    with pytest.raises(SatclipError, match="No pixel of the extent"):
        satclip.embedding_map((1e8, 1e8, 1.1e8, 1.1e8), "EPSG:3035", 1e6)


def test_a_model_predicts_points_in_any_crs_and_has_scores(model, points, tmp_path):
    new = points.iloc[:20].to_crs("EPSG:3035")
    made = model.predict(new)
    assert made.index.equals(new.index)
    assert made.crs == new.crs
    assert np.abs(made["prediction"] - made["t"]).mean() < 1
    assert (made["lower"] < made["prediction"]).all()
    assert (made["prediction"] < made["upper"]).all()
    assert made["applicable"].dtype == "boolean"
    spatial = model.scores.query("folds == 'knndm' and score == 'r2'")
    assert spatial["value"].max() > 0.9
    assert (spatial["low"] <= spatial["value"]).all()
    restored = satclip.load_model(model.save(tmp_path / "t.satclip"))
    pd.testing.assert_frame_equal(restored.predict(new), made)
    pd.testing.assert_frame_equal(restored.scores, model.scores)
    assert b"<svg" in model.report(tmp_path / "t.html").read_bytes()
    with pytest.raises(SatclipError, match="fit it again"):
        restored.report(tmp_path / "u.html")


def test_out_of_fold_predictions_have_the_index_of_the_rows(points):
    points.loc[[1000, 1007], "t"] = np.nan
    with pytest.warns(UserWarning, match="2 rows were left out: no value of t"):
        model = satclip.fit_model(points, "t", estimator="neighbours")
    out_of_fold = model.out_of_fold
    assert out_of_fold.index.equals(points.index[~points["t"].isna()])
    np.testing.assert_array_equal(out_of_fold["observed"], points["t"].dropna())
    assert set(out_of_fold["fold"]) == {1, 2, 3, 4, 5}


def test_map_and_point_predictions_agree(model):
    made = model.predict_map((0, 40, 10, 50), "EPSG:4326", 1.0, exact=True)
    lazily = model.predict_map((0, 40, 10, 50), "EPSG:4326", 1.0, exact=True, chunks=4)
    lon, lat = np.meshgrid(made.x, made.y)
    pixels = gpd.GeoDataFrame(geometry=gpd.points_from_xy(lon.ravel(), lat.ravel(), crs="EPSG:4326"))
    at_points = model.predict(pixels)
    assert list(made.band.to_numpy()) == [
        *("Prediction", "Lower", "Upper", "Dissimilarity", "Applicable", "Distance (km)", "Expected error"),
        "Interval width",
    ]
    np.testing.assert_allclose(made[0].to_numpy().ravel(), at_points["prediction"], atol=1e-3)
    assert "units" not in made.attrs, "dissimilarity and distance have other units than the target"
    np.testing.assert_allclose(lazily.compute(), made, atol=1e-3)
    plain = model.predict_map((0, 40, 10, 50), "EPSG:4326", 1.0, uncertainty=False)
    assert plain.sizes["band"] == 1
    land = model.predict_map((-10, 30, 30, 60), "EPSG:4326", 1.0, uncertainty=False, surface="land")[0]
    assert np.isnan(land.sel(x=-8.5, y=58.5)), "the Atlantic"
    assert np.isfinite(land.sel(x=10.5, y=50.5))


def test_classes_are_predicted_by_name(points):
    model = satclip.fit_model(points, "zone", estimator="linear", area=(-10, 36, 30, 65), fold_count=3)
    made = model.predict(points)
    assert (made["prediction"] == made["zone"]).mean() > 0.9
    assert made["set_size"].dtype == "Int64"
    assert model.classes == ["north", "south"]
    south = made["zone"] == "south"  # the positive class is the last in alphabetical order
    assert made["probability"][south].mean() > 0.9 > 0.1 > made["probability"][~south].mean()
    drawn = model.predict_map((0, 40, 10, 60), "EPSG:4326", 2.0, probabilities=True)
    north, south = "Probability of north", "Probability of south"
    assert list(drawn.band.to_numpy())[:2] == ["Probability", "Class"]
    assert list(drawn.band.to_numpy())[-2:] == [north, south]
    assert set(np.unique(drawn[1])) == {1, 2} == set(drawn.attrs["class_values"])
    np.testing.assert_array_equal(drawn[0], drawn.sel(band=south))
    np.testing.assert_allclose(drawn.sel(band=north) + drawn.sel(band=south), 1, atol=1e-5)


@pytest.mark.parametrize(("kind", "positive"), [(int, 0), (int, np.int64(0)), (float, 0.0), (bool, False)])
def test_the_positive_class_is_a_value_of_the_column(points, kind, positive):
    points = points.assign(north=(points["zone"] == "north").astype(kind))
    model = satclip.fit_model(points, "north", positive=positive, task="classification", estimator="linear")
    south = points["zone"] == "south"
    assert model.predict(points)["probability"][south].mean() > 0.9


def test_a_polygon_without_crs_is_no_prediction_area(points):
    message = "A prediction area is a GeoDataFrame or GeoSeries of polygons, .*, not "
    for area, name in ((shapely.box(-10, 36, 30, 65), "Polygon"), ("area.gpkg", "str")):
        with pytest.raises(SatclipError, match=message + name):
            satclip.fit_model(points, "zone", area=area)
        with pytest.raises(SatclipError, match=message + name):
            list(satclip.KNNDMSplit(area=area).split(LONLAT))


def test_presence_only_data_give_a_suitability(points):
    with pytest.warns(UserWarning, match="another value of zone than south"):
        model = satclip.fit_model(
            points,
            "zone",
            positive="south",
            background=50,
            target_group=points,
            estimator="linear",
            coordinates=True,
            fold_count=3,
        )
    south = (points["zone"] == "south").sum()
    assert len(model.out_of_fold) == south
    assert set(model.scores["score"]) == {"auc", "tss", "boyce"}
    made = model.predict(points)
    assert made["suitability"].between(0, 1).all()
    np.testing.assert_array_equal(made["suitable"], made["suitability"] >= model._model.metadata.threshold)
    drawn = model.predict_map((0, 40, 10, 60), "EPSG:4326", 5.0)
    assert list(drawn.band.to_numpy())[:2] == ["Suitability", "Suitable"]
    assert drawn.attrs["classes"] == []


def test_presences_keep_their_type(points):
    points["oak"] = (points["zone"] == "south").astype(int)
    points["cold"] = points["zone"] == "north"
    for name, kind in (("oak", "Int64"), ("cold", "boolean")):
        options = {"estimator": "linear", "encoders": [], "area": (-10, 36, 30, 65), "fold_count": 3}
        model = satclip.fit_model(points, name, **options)
        assert "auc" in set(model.scores["score"])
        made = model.predict(points)
        assert made["prediction"].dtype == model.out_of_fold["observed"].dtype == kind
        np.testing.assert_array_equal(model.out_of_fold["observed"], points[name])
        assert (made["prediction"] == made[name]).mean() > 0.9
        drawn = model.predict_map((0, 40, 10, 60), "EPSG:4326", 2.0)
        assert set(np.unique(drawn.sel(band="Class"))) <= {0, 1}
        assert drawn.attrs["class_values"] == [0, 1]


def test_a_model_uses_predictor_columns(points):
    points["height"] = RNG.uniform(0, 1000, 250)
    points["t"] = TEMPERATURE - 0.0065 * points["height"]
    model = satclip.fit_model(points, "t", estimator="linear", fields=["height"], fold_count=3)
    higher = model.predict(points.assign(height=points["height"] + 1000))["prediction"]
    assert (higher - model.predict(points)["prediction"]).mean() == pytest.approx(-6.5, abs=1)
    with pytest.raises(SatclipError, match="height"):
        model.predict(points.drop(columns="height"))
    with pytest.raises(SatclipError, match="height"):
        model.predict_map((0, 40, 10, 50), "EPSG:4326", 1.0)


def test_a_model_uses_rasters_for_rows_and_maps(points, tmp_path):
    path = tmp_path / "north.tif"
    north = np.broadcast_to(np.arange(80, 30, -0.25)[:, None], (200, 240)).astype("float32")
    place = {"crs": "EPSG:4326", "transform": rasterio.transform.from_origin(-20, 80, 0.25, 0.25)}
    with rasterio.open(path, "w", "GTiff", 240, 200, 1, dtype="float32", **place) as data:
        data.write(north, 1)
    options = {"estimator": "linear", "encoders": [], "coordinates": False, "fold_count": 3}
    model = satclip.fit_model(points, "t", rasters=[path], bilinear=True, **options)
    assert model.scores["model"].str.contains("on rasters").any()
    predicted = model.predict(points)["prediction"]
    drawn = model.predict_map((0, 40, 10, 50), "EPSG:4326", 1.0, uncertainty=False)
    assert np.isfinite(drawn.values).all()
    again = satclip.load_model(model.save(tmp_path / "model.satclip"))
    with pytest.raises(SatclipError, match=r"needs the rasters north\.tif; 0 were given"):
        again.predict(points)
    np.testing.assert_array_equal(again.predict(points, rasters=[path])["prediction"], predicted)
    other = tmp_path / "noise.tif"
    with rasterio.open(other, "w", "GTiff", 240, 200, 1, dtype="float32", nodata=0, **place) as data:
        data.write(RNG.normal(size=north.shape).astype("float32") * (north > 45), 1)
    chosen = satclip.fit_model(
        points, "t", rasters=[other, path], bilinear=True, select_predictors=True, **options
    )
    np.testing.assert_allclose(chosen.predict(points)["prediction"], predicted)
    drawn = chosen.predict_map((0, 40, 10, 50), "EPSG:4326", 1.0, uncertainty=False)
    assert np.isfinite(drawn.values).all()  # the noise raster, without data in the south, is not used
    far = gpd.GeoDataFrame(geometry=gpd.points_from_xy([5, 150], [45, 0], crs="EPSG:4326"))
    with pytest.warns(UserWarning, match=r"north\.tif has no value \(outside it, or nodata\) in 1 row"):
        assert model.predict(far)["prediction"].notna().all()


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"target": "nothing"}, "has no column nothing"),
        ({"target": "t", "estimator": "magic"}, "estimator"),
        ({"target": "t", "colour": 1}, "has no option colour"),
        ({"target": "t", "encoders": ["nothing"]}, "nothing"),
        ({"target": "geometry"}, "geometry"),
    ],
)
def test_an_invalid_option_is_named(points, options, message):
    with pytest.raises(SatclipError, match=message):
        satclip.fit_model(points, **options)


TWO_COLUMNS = "gives X with other than two columns, and locations have two"
EXPECTED_FAILURES = {
    "check_fit_score_takes_y": TWO_COLUMNS,
    "check_dont_overwrite_parameters": TWO_COLUMNS,
    "check_n_features_in_after_fitting": TWO_COLUMNS,
    "check_positive_only_tag_during_fit": TWO_COLUMNS,
    "check_estimators_dtypes": TWO_COLUMNS,
    "check_dtype_object": TWO_COLUMNS,
    "check_pipeline_consistency": TWO_COLUMNS,
    "check_estimators_nan_inf": TWO_COLUMNS,
    "check_estimators_pickle": TWO_COLUMNS,
    "check_f_contiguous_array_estimator": TWO_COLUMNS,
    "check_transformer_data_not_an_array": TWO_COLUMNS,
    "check_transformer_general": TWO_COLUMNS,
    "check_methods_sample_order_invariance": TWO_COLUMNS,
    "check_methods_subset_invariance": TWO_COLUMNS,
    "check_fit2d_1sample": TWO_COLUMNS,
    "check_dict_unchanged": TWO_COLUMNS,
    "check_fit2d_predict1d": TWO_COLUMNS,
}


def test_the_transformer_passes_the_scikit_learn_checks_that_use_two_columns():
    transformer = satclip.SatclipTransformer(components=2)
    checks = check_estimator(transformer, expected_failed_checks=EXPECTED_FAILURES, on_skip=None)
    failed = {check["check_name"]: check for check in checks if check["status"] == "xfail"}
    assert set(failed) == set(EXPECTED_FAILURES)
    for check in failed.values():
        assert "feature(s), and SatclipTransformer expects 2" in str(
            check["exception"].__cause__ or check["exception"]
        )
    assert sum(check["status"] == "passed" for check in checks) >= 20


def test_the_transformer_is_consistent_with_two_columns():
    transformer = satclip.SatclipTransformer(components=2).fit(LONLAT)
    expected = transformer.transform(LONLAT)
    assert expected.dtype == np.float32
    backwards = transformer.transform(LONLAT[::-1])[::-1]
    np.testing.assert_allclose(backwards, expected, atol=1e-4)
    np.testing.assert_allclose(
        [transformer.transform(row[None])[0] for row in LONLAT[:9]], expected[:9], atol=1e-4
    )
    np.testing.assert_array_equal(transformer.transform(np.asfortranarray(LONLAT)), expected)
    np.testing.assert_array_equal(transformer.transform(LONLAT.tolist()), expected)
    np.testing.assert_array_equal(transformer.transform(LONLAT.astype(object)), expected)
    np.testing.assert_array_equal(transformer.fit_transform(LONLAT), expected)
    np.testing.assert_array_equal(pickle.loads(pickle.dumps(transformer)).transform(LONLAT), expected)
    np.testing.assert_array_equal(clone(transformer).fit(LONLAT).transform(LONLAT), expected)
    kept = vars(transformer).copy()
    transformer.transform(LONLAT)
    assert vars(transformer) == kept
    for wrong in (LONLAT[0], LONLAT[:, :1], np.column_stack([LONLAT, LONLAT]), [[np.nan, 1.0]]):
        with pytest.raises(ValueError):  # noqa: PT011
            transformer.transform(wrong)


def test_the_transformer_names_its_columns_and_takes_geodataframes(points):
    transformer = satclip.SatclipTransformer(components=2).set_output(transform="pandas")
    made = transformer.fit_transform(points.to_crs("EPSG:3035"))
    assert list(made.columns) == ["emb_pc1", "emb_pc2"]
    np.testing.assert_allclose(made, satclip.embed(points, components=2)[["emb_pc1", "emb_pc2"]], atol=1e-4)
    assert len(satclip.SatclipTransformer().fit(LONLAT).get_feature_names_out()) == 256


def test_spatial_folds_work_in_cross_val_score(points):
    pipeline = make_pipeline(satclip.SatclipTransformer(components=16), Ridge())
    spatial = cross_val_score(pipeline, LONLAT, TEMPERATURE, cv=satclip.KNNDMSplit(area=(-10, 36, 30, 65)))
    embeddings = satclip.embed(points, components=16).filter(like="emb_").to_numpy()
    given = cross_val_score(
        Ridge(), embeddings, TEMPERATURE, cv=satclip.KNNDMSplit(area=(-10, 36, 30, 65)), groups=LONLAT
    )
    assert len(spatial) == 5
    np.testing.assert_allclose(given, spatial, atol=1e-3)


def test_knndm_matches_prediction_distances_better_than_random_folds(points):
    clustered = np.concatenate([RNG.normal(centre, 0.2, (40, 2)) for centre in (0, 10, 20, 30)])
    splitter = satclip.KNNDMSplit(area=(0, 0, 30, 30), n_splits=4)
    index = np.empty(len(clustered), dtype=int)
    for fold, (train, test) in enumerate(splitter.split(clustered)):
        assert np.array_equal(np.sort(np.concatenate([train, test])), np.arange(len(clustered)))
        index[test] = fold
    area = RNG.uniform(0, 30, (2000, 2))
    wanted = nearest_km(area, clustered)
    random = np.arange(len(clustered)) % 4
    spatial = wasserstein_km(nearest_other_fold_km(clustered, index), wanted)
    assert spatial < wasserstein_km(nearest_other_fold_km(clustered, random), wanted) / 2
    polygons = gpd.GeoDataFrame(geometry=[shapely.box(0, 0, 30, 30)], crs="EPSG:4326")
    for given in (polygons, polygons.to_crs("EPSG:3857").geometry, area):
        assert len(list(satclip.KNNDMSplit(given, n_splits=4).split(clustered))) == 4


def test_each_block_is_in_one_fold():
    splitter = satclip.SphericalBlockKFold(block_size_km=500, n_splits=4)
    tests = [test for _, test in splitter.split(LONLAT)]
    assert sorted(np.concatenate(tests)) == list(range(250))
    ids = [set(block_ids(LONLAT[test], 500)) for test in tests]
    assert not any(one & other for one, other in itertools.combinations(ids, 2))
    assert repr(splitter).startswith("SphericalBlockKFold(block_size_km=500, n_splits=4")
    assert splitter.get_n_splits() == 4


@pytest.mark.parametrize(
    ("splitter", "x", "message"),
    [
        (satclip.KNNDMSplit(n_splits=1), LONLAT, "n_splits"),
        (satclip.KNNDMSplit(), np.zeros((9, 5)), "Give them as groups"),
        (satclip.KNNDMSplit(), [[0, 95]] * 9, "9 rows have no location"),
        (satclip.KNNDMSplit(), [[0, 5]] * 9, "one location"),
        (satclip.SphericalBlockKFold(-1), LONLAT, "block_size_km"),
        (satclip.SphericalBlockKFold(20_000), LONLAT, "smaller blocks"),
    ],
)
def test_data_that_cannot_be_split_are_an_error(splitter, x, message):
    with pytest.raises(SatclipError, match=message):
        list(splitter.split(x))


def test_importing_the_package_imports_no_heavy_dependency():
    code = "import sys, satclip_backend; print({'torch', 'sklearn', 'geopandas'} & set(sys.modules))"
    assert subprocess.check_output([sys.executable, "-c", code], text=True).strip() == "set()"
