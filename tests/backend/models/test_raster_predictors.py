"""Raster predictors: choice of bands, metadata stored in a model, and warnings if rasters differ."""

from __future__ import annotations

import json
from dataclasses import replace

import numpy as np
import pytest
import rasterio
from affine import Affine

from satclip_backend.encoders import load_encoder
from satclip_backend.errors import SatclipError
from satclip_backend.models.comparison import compare_encoders
from satclip_backend.models.features import FeatureSpec
from satclip_backend.models.fit_config import FitConfig
from satclip_backend.models.fitting import fit
from satclip_backend.models.leave_region_out import evaluate_regions
from satclip_backend.models.mapping import ModelMap
from satclip_backend.models.model import features_of
from satclip_backend.models.model_file import read_model, write_model
from satclip_backend.models.observations import observe
from satclip_backend.models.prediction import predict_columns
from satclip_backend.models.prediction_warnings import PredictionWarnings
from satclip_backend.models.raster_matching import reopen_predictors
from satclip_backend.models.raster_metadata import RasterUsed
from satclip_backend.models.raster_predictors import open_predictors, select_bands, with_rasters
from satclip_backend.models.report import write_comparison_report, write_fit_report
from satclip_backend.rasters.grids import make_grid
from satclip_backend.tables.columns import Column, Columns

N = 300
SIDE = 120
TRANSFORM = Affine(0.25, 0, -10, 0, -0.25, 60)
"""Geotransform of 120 x 120 pixels, 10 W to 20 E, 30 to 60 N."""
COLOURS = {i: (i, i, i, 255) for i in range(9)}


def smooth(seed):
    """Return a smooth field (120, 120) with a scale of about ten pixels."""
    noise = np.random.default_rng(seed).normal(size=(SIDE, SIDE))
    along = np.fft.fftfreq(SIDE)
    lowpass = np.exp(-(np.hypot(along[:, None], along) ** 2) * 2000)
    field = np.real(np.fft.ifft2(np.fft.fft2(noise) * lowpass))
    return field / field.std()


def write(path, image, transform=TRANSFORM, crs="EPSG:4326", names=(), colours=None, **profile):
    image = image[None] if image.ndim == 2 else image
    scales, offsets, units = (profile.pop(key, None) for key in ("scales", "offsets", "units"))
    count, height, width = image.shape
    with rasterio.open(
        path, "w", "GTiff", width, height, count, crs, transform, image.dtype, **profile
    ) as data:
        data.write(image)
        if names:
            data.descriptions = names
        if colours:
            data.write_colormap(1, colours)
        if scales:
            data.scales, data.offsets = scales, offsets
        if units:
            data.units = units
    return path


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """Write rasters of height, climate (two bands) and land cover to a folder, and return it."""
    monkeypatch.chdir(tmp_path)
    height, heat, cover = smooth(1), smooth(2), (smooth(3) > 0).astype("uint8") + 3
    write("height.tif", (height * 300 + 500).astype("int16"), nodata=-9999)
    write("climate.tif", np.stack([heat, smooth(4)]).astype("float32"), names=("heat", "rain"))
    write("cover.tif", cover, colours=COLOURS)
    return tmp_path


@pytest.fixture
def columns(folder):
    rng = np.random.default_rng(5)
    lonlat = np.column_stack([rng.uniform(-10, 20, N), rng.uniform(30, 60, N)])
    column, row = ~TRANSFORM @ (lonlat[:, 0], lonlat[:, 1])
    at = np.floor(row).astype(int), np.floor(column).astype(int)
    with rasterio.open("height.tif") as height, rasterio.open("cover.tif") as cover:
        y = height.read(1)[at] / 300 + 2.0 * (cover.read(1)[at] == 4) + rng.normal(0, 0.1, N)
    fields = {"y": Column.of("number", y), "noise": Column.of("number", rng.normal(size=N))}
    return Columns(lonlat, fields)


@pytest.fixture
def encoder(tiny_encoder_file):
    return load_encoder(tiny_encoder_file, device="cpu")


@pytest.fixture
def fitted(columns, encoder):
    """Return a function that fits a model with rasters and returns (model, evaluation, predictors)."""

    def fit_them(rasters=("height.tif", "cover.tif"), bilinear=False, columns=columns, encoders=(), **config):
        config = FitConfig(
            **{"target": "y", "estimator": "linear", "coordinates": False, "encoders": []} | config
        )
        predictors = open_predictors(rasters, bilinear)
        observed = observe(columns, "y", fields=config.fields, rasters=predictors)
        return *fit(observed, config, encoders, columns.lonlat[::3]), predictors

    return fit_them


def test_bands_are_chosen_by_number_range_and_name(folder):
    def bands(name):
        (predictor,) = open_predictors([name])
        return [(band.field, band.classes is not None) for band in predictor.used.bands]

    assert bands("height.tif") == [("height", False)]
    assert bands("cover.tif") == [("cover", True)]
    assert bands("cover.tif:1=numbers") == [("cover", False)]
    assert bands("height.tif:1=classes") == [("height", True)]
    both = [("climate:heat", False), ("climate:rain", False)]
    for name in ("climate.tif", "climate.tif:*", "climate.tif:1-2", "climate.tif:heat,2"):
        assert bands(name) == both
    assert bands("climate.tif:rain") == both[1:]


def test_a_file_may_have_a_colon_in_its_name(folder):
    (folder / "height.tif").rename("a:1")
    assert open_predictors(["a:1"])[0].used.fields == ["a:1"]


@pytest.mark.parametrize(
    ("names", "sentence"),
    [
        (["none.tif"], r"no raster file none\.tif"),
        (["none.tif:1"], r"no raster file none\.tif:1"),
        (["climate.tif:3"], r"climate\.tif has no band 3; it has: heat, rain"),
        (["climate.tif:1-3"], r"climate\.tif has no band 1-3"),
        (["climate.tif:heat,1"], r"Band 1 of climate\.tif is given twice"),
        (["climate.tif:heat=classes"], r"classes must be integers"),
        (["height.tif", "height.tif"], r"Two rasters are called height"),
        (["height.tif"] * 21, r"at most 20"),
    ],
)
def test_unusable_rasters_are_named(folder, names, sentence):
    with pytest.raises(SatclipError, match=sentence):
        open_predictors(names)


def test_each_raster_is_a_block_of_features_with_an_importance(fitted):
    model, evaluation, _ = fitted(("height.tif", "climate.tif", "cover.tif"), fields=["noise"])
    spec = model.metadata.features
    assert spec.fields == ["noise"]
    assert [label for label, _ in spec.blocks] == ["noise", "height.tif", "climate.tif", "cover.tif"]
    assert spec.rasters[2].bands[0].classes in (["3", "4"], ["4", "3"])
    assert spec.width == 1 + 1 + 2 + 2
    drops = {importance.label: importance.drop.value for importance in evaluation.importances}
    assert drops["height.tif"] > 0.2
    assert drops["cover.tif"] > 0.2
    assert abs(drops["climate.tif"]) < 0.05
    (score,) = [
        scored.scores["r2"].value
        for scored in evaluation.table
        if (scored.label, scored.folds) == ("Ridge regression on fields and rasters", "knndm")
    ]
    assert score > 0.95
    assert "height.tif" in model.metadata.settings["Rasters"]
    assert "120 x 120 pixels in EPSG:4326" in model.metadata.provenance["Raster height.tif"]


def test_the_report_describes_the_rasters(fitted, tmp_path):
    _, evaluation, _ = fitted()
    write_fit_report(evaluation, tmp_path / "report.html")
    page = (tmp_path / "report.html").read_text(encoding="utf-8")
    assert "Ridge regression on rasters" in page
    assert page.count("cover.tif") >= 2


def test_embeddings_and_rasters_are_compared_with_coordinates_and_rasters(fitted, encoder):
    _, evaluation, _ = fitted(encoders=[encoder], estimator="linear")
    labels = {scored.label for scored in evaluation.table}
    assert "Ridge regression on embeddings and rasters" in labels
    assert "Ridge regression on coordinates and rasters" in labels


def test_bands_are_selected_one_by_one(fitted, columns, tmp_path):
    rasters = ("climate.tif", "height.tif", "cover.tif")
    model, evaluation, predictors = fitted(rasters, fields=["noise"], select_predictors=True)
    found = evaluation.predictor_selection
    assert set(found.added) == {"height.tif", "cover.tif"}
    assert set(found.left_out) == {"noise", "climate.tif:heat", "climate.tif:rain"}
    assert model.metadata.features.raster_fields == ["height", "cover"]
    assert not any("climate" in name for name in model.metadata.provenance)
    write_model(tmp_path / "model.satclip", model)
    needed = read_model(tmp_path / "model.satclip").metadata.features.rasters
    assert reopen_predictors(needed, ["height.tif", "cover.tif"])[1] == []
    grid = make_grid([-10, 30, 20, 60], "EPSG:4326", 1)  # the field was not selected, so a map is possible
    drawn = ModelMap(model, [], grid, rasters=select_bands(predictors, model.metadata.features.raster_fields))
    assert np.isfinite(drawn.draw(next(grid.windows(256)))[0]).all()


def test_some_bands_of_a_raster_are_reopened_without_a_warning(folder):
    (predictor,) = select_bands(open_predictors(["climate.tif", "height.tif"]), {"climate:rain"})
    assert [band.name for band in predictor.used.bands] == ["rain"]
    (again,), warnings = reopen_predictors([predictor.used], ["height.tif", "climate.tif"])
    assert warnings == ["The model does not use the raster height.tif."]
    lonlat = np.array([[0.0, 50.0], [5.0, 40.0]])
    np.testing.assert_array_equal(
        again.columns(lonlat)["climate:rain"].values,
        open_predictors(["climate.tif"])[0].columns(lonlat)["climate:rain"].values,
    )


def test_predictions_of_points_and_maps_agree(fitted, columns):
    model, _, predictors = fitted(estimator="boosting")
    grid = make_grid([-10, 30, 20, 60], "EPSG:4326", 0.25)
    drawn = ModelMap(model, [], grid, rasters=predictors)
    (window,) = grid.windows(256)
    bands = drawn.draw(window)
    at = with_rasters(Columns(grid.lonlat(window), {}), predictors)
    predicted = predict_columns(model, [], at)
    for band, name in enumerate(["prediction", "lower", "upper", "dissimilarity"]):
        np.testing.assert_allclose(bands[band].ravel(), predicted[name].values, rtol=1e-5)
    assert np.isfinite(bands[0]).all()


def test_a_map_has_no_prediction_where_a_raster_has_no_value(fitted):
    model, _, predictors = fitted()
    grid = make_grid([15, 55, 25, 65], "EPSG:4326", 0.5)
    (window,) = grid.windows(256)
    drawn = ModelMap(model, [], grid, rasters=predictors)
    found = dict(zip([field.column for field in drawn.fields], np.isfinite(drawn.draw(window))))
    lonlat = grid.lonlat(window)
    inside = ((lonlat[:, 0] < 20) & (lonlat[:, 1] < 60)).reshape(20, 20)
    expected_error = found.pop("expected_error")
    for band in found.values():
        np.testing.assert_equal(band, inside)
    assert not expected_error[~inside].any(), (
        "the expected error, which is unknown outside the area of applicability, too"
    )


@pytest.mark.parametrize("estimator", ["linear", "boosting"])
def test_points_without_a_value_are_used_and_counted(fitted, columns, estimator):
    outside = Columns(columns.lonlat + np.where(np.arange(N) < 20, 40.0, 0)[:, None] * [1, 0], columns.fields)
    model, evaluation, predictors = fitted(columns=outside, estimator=estimator)
    assert any(
        "height.tif has no value at 20 of 300 observations" in warning for warning in evaluation.warnings
    )
    assert model.metadata.rows == N
    at = with_rasters(Columns(outside.lonlat, {}), predictors)
    assert np.isfinite(predict_columns(model, [], at)["prediction"].values).all()
    missing = PredictionWarnings(model.metadata, [])
    missing.add(at, np.ones(N, bool))
    assert [s for s in missing.sentences() if s.startswith("height.tif has no value")] == [
        "height.tif has no value (outside it, or nodata) in 20 rows: predicted without this value."
    ]


def test_an_undeclared_no_data_value_is_reported_in_predictions(fitted):
    model, _, predictors = fitted()
    at = with_rasters(Columns(np.array([[10.0, 50.0], [10.1, 50.1]]), {}), predictors)
    (band,) = model.metadata.features.rasters[0].bands
    at.fields[band.field].values[1] = -3.4028235e38
    found = PredictionWarnings(model.metadata, [])
    found.add(at, np.ones(2, bool))
    assert found.sentences() == [
        f"{band.field} has the no-data value -3.40282e+38 in 1 row: predicted without this value."
    ]


def test_a_raster_without_points_is_refused(fitted, columns):
    with pytest.raises(SatclipError, match=r"The raster height\.tif has no value at any of the observations"):
        fitted(columns=Columns(columns.lonlat + np.array([100, 0]), columns.fields))


def test_a_field_with_the_name_of_a_raster_is_refused(fitted, columns):
    fields = {**columns.fields, "height": columns.fields["noise"]}
    with pytest.raises(SatclipError, match=r"has a field height, as the raster height\.tif is called"):
        fitted(columns=replace(columns, fields=fields), fields=["height"])


def test_unknown_classes_are_counted(fitted, folder):
    model, _, _ = fitted()
    write("cover.tif", np.full((SIDE, SIDE), 8, "uint8"), colours=COLOURS)
    predictors, _ = reopen_predictors(model.metadata.features.rasters, ["height.tif", "cover.tif"])
    at = with_rasters(Columns(np.array([[0.0, 50], [1, 50]]), {}), predictors)
    missing = PredictionWarnings(model.metadata, [])
    missing.add(at, np.ones(2, bool))
    assert missing.sentences() == [
        "cover has a category that is not in the training data, such as “8”, in 2 rows: predicted without this value."
    ]


def test_a_model_file_keeps_the_rasters(fitted, tmp_path, columns):
    model, _, predictors = fitted(bilinear=True)
    write_model(tmp_path / "model.satclip", model)
    again = read_model(tmp_path / "model.satclip")
    assert again.metadata.features == model.metadata.features
    reopened, warnings = reopen_predictors(again.metadata.features.rasters, ["cover.tif", "height.tif"])
    assert warnings == []
    assert [raster.raster.name for raster in reopened] == ["height.tif", "cover.tif"]
    one, other = (with_rasters(Columns(columns.lonlat, {}), found) for found in (predictors, reopened))
    np.testing.assert_equal(
        features_of(again, [], one.lonlat, one.fields), features_of(again, [], other.lonlat, other.fields)
    )


@pytest.fixture(scope="module")
def kept():
    """Cache of `needed`, since the rasters are the same in each test."""
    return []


@pytest.fixture
def needed(fitted, kept):
    """Return the metadata that a model stores of two rasters."""
    if not kept:
        model, _, _ = fitted(("height.tif", "climate.tif:rain"))
        kept.extend(model.metadata.features.rasters)
    return list(kept)


def test_rasters_of_another_area_are_matched_by_order_and_reported(needed, folder):
    east = TRANSFORM @ Affine.translation(SIDE, 0)
    write("a.tif", np.full((SIDE, SIDE), 5, "int16"), transform=east)
    write("b.tif", np.ones((2, SIDE, SIDE), "float32"), transform=east, names=("rain", "wind"))
    found, warnings = reopen_predictors(needed, ["a.tif", "b.tif"])
    assert [predictor.used.bands[0].number for predictor in found] == [1, 1]
    assert len(warnings) == 2
    assert warnings[0].startswith(
        "The raster a.tif is not the one that the model was fitted with (height.tif)"
    )


def test_other_values_and_other_resolutions_are_reported(needed, folder):
    write("height.tif", np.full((SIDE, SIDE), 5, "int16"), nodata=-9999)
    coarse = Affine(1, 0, -10, 0, -1, 60)
    write("climate.tif", np.ones((2, 30, 30), "float32"), transform=coarse, names=("heat", "rain"))
    _, warnings = reopen_predictors(needed, ["height.tif", "climate.tif"])
    assert warnings == [
        "The raster height.tif has other values than when the model was fitted (height.tif).",
        "The raster climate.tif has pixels of 1, where the model was fitted with 0.25 (climate.tif): what depends on "
        "the resolution, such as a slope, differs.",
    ]


def test_the_same_values_in_another_file_give_no_warning(needed, folder):
    with rasterio.open("height.tif") as data:
        image = data.read(1)
    write("height.tif", image, nodata=-9999, tiled=True, compress="deflate", blockxsize=32, blockysize=32)
    assert reopen_predictors(needed, ["height.tif", "climate.tif"])[1] == []


HEIGHT, CLIMATE = np.ones((SIDE, SIDE), "int16"), np.ones((2, SIDE, SIDE), "float32")


@pytest.mark.parametrize(
    ("name", "image", "more", "sentence"),
    [
        (
            "height.tif",
            HEIGHT.astype("float32"),
            {},
            "holds float32 numbers, where the model was fitted with int16",
        ),
        ("height.tif", HEIGHT, {"scales": (0.1,), "offsets": (0,)}, "has the scale 0.1 and offset 0, where"),
        ("climate.tif", CLIMATE, {"names": ("heat", "wind")}, "needs the band rain of .*has: heat, wind"),
        ("climate.tif", CLIMATE[:1], {}, r"needs the band rain of climate\.tif"),
    ],
)
def test_rasters_with_other_contents_are_refused(needed, folder, name, image, more, sentence):
    write(name, image, **more)
    with pytest.raises(SatclipError, match=sentence):
        reopen_predictors(needed, ["height.tif", "climate.tif"])


def test_other_units_are_refused(fitted, folder):
    write("height.tif", HEIGHT + np.arange(SIDE, dtype="int16"), units=("m",))
    needed = fitted(("height.tif",))[0].metadata.features.rasters
    write("height.tif", HEIGHT, units=("ft",))
    with pytest.raises(SatclipError, match=r"is in ft, where the model was fitted with m"):
        reopen_predictors(needed, ["height.tif"])


def test_missing_rasters_are_named(fitted, needed, columns):
    with pytest.raises(SatclipError, match=r"needs the rasters height\.tif, climate\.tif; 1 were given"):
        reopen_predictors(needed, ["height.tif"])
    model, _, _ = fitted(("height.tif",))
    with pytest.raises(SatclipError, match=r"needs the raster height\.tif"):
        predict_columns(model, [], columns)
    with pytest.raises(SatclipError, match=r"needs the rasters height\.tif; 0 were given"):
        ModelMap(model, [], make_grid([0, 40, 1, 41], "EPSG:4326", 0.5))
    assert reopen_predictors([], []) == ([], [])


def test_regions_are_held_out_with_rasters(columns):
    predictors = open_predictors(["height.tif", "cover.tif"])
    observed = observe(columns, "y", rasters=predictors)
    config = FitConfig(target="y", estimator="linear", coordinates=False, encoders=[])
    regions = np.where(columns.lonlat[:, 0] > 5, "east", "west")
    result = evaluate_regions(observed, config, [], regions, "values of region")
    best = max(row.score.value for row in result.rows if row.region == "" and "rasters" in row.model)
    assert best > 0.95


RASTER = {
    "name": "a.tif",
    "crs": "EPSG:4326",
    "width": 2,
    "height": 2,
    "transform": [1, 0, 0, 0, -1, 0],
    "bilinear": False,
    "values_sha256": "0" * 64,
    "bands": [
        {"field": "a", "number": 1, "name": "", "dtype": "int16", "scale": 1, "offset": 0, "units": ""}
    ],
}


def test_a_model_without_rasters_in_its_file_is_read():
    spec = {"encoders": [], "coordinates": True, "numbers": [], "categories": []}
    assert FeatureSpec.model_validate_json(json.dumps(spec)).rasters == []


@pytest.mark.parametrize(
    "changes",
    [
        {"bands": []},
        {"bands": RASTER["bands"] * 513},
        {"bands": [RASTER["bands"][0] | {"number": 0}]},
        {"bands": [RASTER["bands"][0] | {"scale": float("inf")}]},
        {"bands": [RASTER["bands"][0] | {"classes": ["x"] * 51}]},
        {"bands": [RASTER["bands"][0] | {"field": "x" * 1001}]},
        {"crs": "x" * 20_001},
        {"transform": [1, 0]},
        {"encoding": "pickle"},
        {"path": "/etc/passwd"},
    ],
)
def test_invalid_raster_metadata_are_refused(changes):
    RasterUsed.model_validate_json(json.dumps(RASTER))
    with pytest.raises(ValueError, match="validation error"):
        RasterUsed.model_validate_json(json.dumps(RASTER | changes))


def test_rasters_are_compared_with_encoders_in_the_same_folds(columns, encoder, tmp_path):
    predictors = open_predictors(["height.tif", "cover.tif"])
    observed = observe(columns, "y", fields=["noise"], rasters=predictors)
    config = FitConfig(target="y", estimator="linear", coordinates=False, encoders=["tiny"], fields=["noise"])
    result = compare_encoders(observed, config, [encoder], columns.lonlat[::3], [])
    rows = {row.label: row for row in result.encoders}
    assert list(rows) == ["tiny", "height.tif", "cover.tif", "all encoders and rasters together"]
    assert [row.dimension for row in result.encoders] == [8, 1, 2, 11]
    together = rows["all encoders and rasters together"]
    assert together.spatial.value > 0.95
    for name in ("height.tif", "cover.tif"):
        assert rows["tiny"].spatial.value < rows[name].spatial.value < together.spatial.value
    assert rows["height.tif"].difference.low > 0
    assert result.sentence.startswith("Best is all encoders and rasters together")
    assert result.settings["Rasters"] == "height.tif, cover.tif"
    write_comparison_report(result, tmp_path / "report.html")
    page = (tmp_path / "report.html").read_text(encoding="utf-8")
    assert "on the embeddings of 1 encoder and the values of 2 rasters" in page


def test_rasters_are_compared_without_an_encoder(columns):
    observed = observe(columns, "y", rasters=open_predictors(["height.tif", "cover.tif"]))
    config = FitConfig(target="y", estimator="linear", coordinates=False, encoders=[])
    result = compare_encoders(observed, config, [], columns.lonlat[::3], [])
    assert [row.label for row in result.encoders] == ["height.tif", "cover.tif", "all rasters together"]
    with pytest.raises(SatclipError, match="Degrees are those of an encoder"):
        compare_encoders(observed, config, [], columns.lonlat[::3], [3])
