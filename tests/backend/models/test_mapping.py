"""Prediction maps: each pixel equals the model's prediction at its centre, for every way to compute it."""

from __future__ import annotations

import numpy as np
import pytest
import rasterio

from satclip_backend.encoders import load_encoder
from satclip_backend.errors import Cancelled, SatclipError
from satclip_backend.models.mapping import linear_part
from satclip_backend.models.model import find_encoders
from satclip_backend.models.prediction import predict_columns
from satclip_backend.processes.predict_map import MapChoices, write_map
from satclip_backend.processes.process import Context
from satclip_backend.rasters.grids import make_grid
from satclip_backend.rasters.masks import surface_mask
from satclip_backend.tables.columns import Columns
from tests.backend.models.conftest import ESTIMATORS

EXTENT = [-60, -50, 60, 60]


@pytest.fixture(scope="session")
def fitted(fitted, make_columns, fit_columns):
    """Extend `fitted` by models with coordinates, called "linear+coordinates"."""
    made = {}

    def get(target="height", estimator="linear"):
        if not estimator.endswith("+coordinates"):
            return fitted(target, estimator)
        if (target, estimator) not in made:
            config = {"estimator": estimator.split("+")[0], "coordinates": True}
            made[target, estimator] = fit_columns(make_columns(), target=target, **config)
        return made[target, estimator]

    return get


@pytest.fixture
def draw(fitted, tiny_encoder_file, tmp_path):
    """Return a function that draws a map and returns bands (bands, h, w), outputs, and tags with the band names."""

    def draw(target, estimator, name="map.tif", context=None, **choices):
        choices = MapChoices(**{"extent": EXTENT, "pixel_size": 2, **choices})
        outputs = write_map(
            choices,
            fitted(target, estimator)[0],
            tmp_path / name,
            context or Context(tmp_path),
            lambda id: load_encoder(tiny_encoder_file, device="cpu"),
        )
        with rasterio.open(outputs["map"]) as dataset:
            return dataset.read(), outputs, {**dataset.tags(), "bands": dataset.descriptions}

    return draw


@pytest.fixture
def expected(fitted, tiny_encoder_file):
    """Return a function that computes the bands with `predict_columns`, pixel by pixel."""

    def expected(target, estimator, pixel_size=2):
        model, _ = fitted(target, estimator)
        grid = make_grid(EXTENT, "EPSG:4326", pixel_size)
        lonlat = grid.lonlat(next(grid.windows(10_000)))
        encoders = find_encoders(
            model.metadata.features, lambda id: load_encoder(tiny_encoder_file, device="cpu")
        )
        made = predict_columns(model, encoders, Columns(lonlat, {}))
        bands = []
        for column in made.values():
            values = column.values
            if column.kind == "text":
                values = np.searchsorted(model.metadata.classes, values) + 1
            bands.append(np.asarray(values, dtype=float).reshape(grid.height, grid.width))
        return np.stack(bands)

    return expected


@pytest.mark.parametrize("estimator", [*ESTIMATORS, "linear+coordinates"])
@pytest.mark.parametrize("target", ["height", "kind"])
def test_every_pixel_is_the_models_prediction(draw, expected, target, estimator):
    bands, outputs, tags = draw(target, estimator, exact=True)
    truth = expected(target, estimator)
    assert truth.shape == (7, 55, 60)
    assert len(bands) == (8 if target == "height" else 7)
    own = ("Prediction", "Lower", "Upper") if target == "height" else ("Class", "Probability", "Set size")
    assert tags["bands"][:7] == (*own, "Dissimilarity", "Applicable", "Distance (km)", "Expected error")
    if target == "height":
        assert tags["bands"][7] == "Interval width"
        np.testing.assert_allclose(bands[7], bands[2] - bands[1], rtol=1e-3)
    bands = bands[:7]
    scale = np.nanstd(truth, axis=(1, 2), keepdims=True)
    scale += 1e-4 * np.nanmean(
        np.abs(truth), axis=(1, 2), keepdims=True
    )  # the expected error may be constant
    wrong = ~(np.abs(bands - truth) <= 2e-3 * scale) & ~(np.isnan(bands) & np.isnan(truth))
    assert wrong.mean() < 2e-3  # a value on the boundary of two leaves, classes or bins may be on either side
    assert outputs["summary"]["valid_pixels"] == 55 * 60


@pytest.mark.parametrize("estimator", ["linear", "boosting"])
def test_a_map_of_two_classes_has_the_probability_first_and_classes_by_their_own_numbers(
    draw, expected, fitted, estimator
):
    bands, outputs, tags = draw("tall", estimator, exact=True)
    assert tags["bands"][:3] == ("Probability", "Class", "Set size")
    truth = expected("tall", estimator)
    assert np.mean(np.abs(bands - truth) > 2e-3 * truth.std(axis=(1, 2), keepdims=True)) < 2e-3
    assert 0 <= bands[0].min() < 0.2
    assert 0.8 < bands[0].max() <= 1
    assert set(np.unique(bands[1])) == {0, 1}
    threshold = np.float32(fitted("tall", estimator)[0].metadata.threshold)
    off = np.abs(bands[0] - threshold) > 1e-5
    np.testing.assert_array_equal(bands[1][off], (bands[0] >= threshold)[off])
    assert (tags["SATCLIP_CLASS_0"], tags["SATCLIP_CLASS_1"]) == ("0", "1")
    assert [(found["class"], found["name"]) for found in outputs["classes"]] == [(0, "0"), (1, "1")]
    assert outputs["summary"]["positive"] == "1"


def test_probabilities_of_all_classes(draw):
    for target, names in (("tall", ["0", "1"]), ("kind", ["Ebene", "Hügel", "山"])):
        bands, _, tags = draw(target, "linear", probabilities=True, uncertainty=False)
        assert tags["bands"][1:] == tuple(f"Probability of {name}" for name in names)
        np.testing.assert_allclose(bands[1:].sum(axis=0), 1, atol=1e-5)
        if target == "tall":
            np.testing.assert_array_equal(bands[0], bands[2])
        else:
            np.testing.assert_array_equal(bands[0], bands[1:].argmax(axis=0) + 1)
    with pytest.raises(SatclipError, match="predicts values of height: it has no class probabilities"):
        draw("height", "linear", probabilities=True)


def test_a_plain_and_a_masked_map_of_two_classes(draw):
    whole, _, _ = draw("tall", "linear", extent=[-180, -90, 180, 90], pixel_size=5)
    given = {"extent": [-180, -90, 180, 90], "pixel_size": 5, "uncertainty": False}
    plain, outputs, _ = draw("tall", "linear", "plain.tif", **given)
    assert outputs["summary"]["bands"] == ["Probability"]
    np.testing.assert_allclose(plain[0], whole[0], atol=1e-2)
    masked, _, _ = draw("tall", "linear", "masked.tif", mask=True, **given)
    assert 0 < np.isnan(masked).mean() < 1
    np.testing.assert_array_equal(np.isfinite(masked[0]), whole[4] == 1)


def test_interpolated_maps_are_accurate(draw, expected):
    bands, _, _ = draw("height", "linear", pixel_size=0.5)
    truth = expected("height", "linear", 0.5)
    assert np.abs(bands[0] - truth[0]).max() < 1e-3 * truth[0].std()
    assert np.abs(bands[3] - truth[3]).max() < 5e-3


def test_a_plain_map_of_a_linear_model_is_a_linear_projection(draw, expected, fitted):
    for target in ("height", "kind"):
        bands, outputs, _ = draw(target, "linear", uncertainty=False)
        assert outputs["summary"]["bands"] == ["Prediction" if target == "height" else "Class"]
        truth = expected(target, "linear")[:1]
        assert np.mean(np.abs(bands - truth) > 1e-3 * truth.std()) < 2e-3
        assert linear_part(fitted(target, "linear")[0]) is not None
        assert linear_part(fitted(target, "linear+coordinates")[0]) is not None
        assert linear_part(fitted(target, "boosting")[0]) is None


def test_masked_pixels_are_outside_the_area_of_applicability(draw):
    whole, _, _ = draw("height", "boosting", extent=[-180, -90, 180, 90], pixel_size=5)
    masked, outputs, _ = draw(
        "height", "boosting", "masked.tif", extent=[-180, -90, 180, 90], pixel_size=5, mask=True
    )
    inside = whole[4] == 1
    assert 0 < inside.sum() < inside.size
    np.testing.assert_array_equal(np.isfinite(masked[0]), inside)
    np.testing.assert_array_equal(masked[:, inside], whole[:, inside])
    assert outputs["summary"]["valid_pixels"] == inside.sum()
    plain, _, _ = draw(
        "height",
        "boosting",
        "plain.tif",
        extent=[-180, -90, 180, 90],
        pixel_size=5,
        mask=True,
        uncertainty=False,
    )
    np.testing.assert_array_equal(np.isfinite(plain[0]), inside)


@pytest.fixture
def of_land(fitted, monkeypatch):
    """Change the linear models as if their prediction area were the land in an extent."""
    for target in ("height", "tall"):
        monkeypatch.setattr(fitted(target, "linear")[0].metadata, "surface", "land")


SURFACES = {"extent": [-25, 30, 45, 72], "pixel_size": 1, "exact": True}


@pytest.mark.parametrize("target", ["height", "tall"])
def test_pixels_outside_the_surface_of_the_prediction_area_are_nodata(draw, of_land, target):
    whole, outputs, _ = draw(target, "linear", "all.tif", **SURFACES, surface="all")
    assert np.isfinite(whole[0]).all()
    assert (outputs["summary"]["surface"], outputs["summary"]["note"]) == ("all", "")
    bands, outputs, _ = draw(target, "linear", **SURFACES)
    kept = np.isfinite(bands[0])
    assert not kept[10:20, :10].any()  # the Atlantic
    assert kept[22:25, 40:60].all()  # from Germany to Ukraine
    np.testing.assert_array_equal(bands[:, kept], whole[:, kept])
    summary, left_out = outputs["summary"], int((~kept).sum())
    assert (summary["surface"], summary["left_out"], summary["valid_pixels"]) == (
        "land",
        left_out,
        kept.sum(),
    )
    assert summary["note"] == (
        f"{left_out:,} pixels at sea were left out. The model's prediction area is on land. "
        "Surface 'all' predicts the sea, too."
    )
    bands, outputs, _ = draw(target, "linear", "sea.tif", **SURFACES, surface="sea")
    assert np.isfinite(bands[0])[~kept].all()
    assert outputs["summary"]["note"].endswith("pixels on land were left out.")


def test_an_extent_without_the_surface_is_refused(draw, of_land):
    sea = {"extent": [-40, 30, -30, 36], "pixel_size": 1}
    with pytest.raises(
        SatclipError, match="No pixel of the extent lies on land, and the map is on land only"
    ):
        draw("height", "linear", **sea)
    assert np.isfinite(draw("height", "linear", **sea, surface="all")[0][0]).all()


def test_land_and_sea_masks_include_the_coast():
    land, sea = surface_mask("land"), surface_mask("sea")
    places = np.array([[10.0, 50.0], [-30.0, 30.0], [0.0, 90.0], [0.0, -90.0], [180.0, 67.0], [175.0, 67.0]])
    np.testing.assert_array_equal(land.contains(places), [True, False, False, True, True, True])
    np.testing.assert_array_equal(sea.contains(places)[[0, 1, 2, 5]], [False, True, True, False])
    both = land.cells & sea.cells
    assert (land.cells | sea.cells).all()
    assert 0.01 < both.mean() < 0.1


def test_the_summary_has_the_range_of_each_band(draw):
    bands, outputs, _ = draw("height", "linear")
    ranges = outputs["summary"]["ranges"]
    assert len(ranges) == len(outputs["summary"]["bands"]) == len(bands)
    for values, found in zip(bands, ranges):
        values = values[np.isfinite(values)]
        assert (found["min"], found["max"]) == pytest.approx((values.min(), values.max()))
        assert (found["low"], found["high"]) == pytest.approx(tuple(np.percentile(values, [2, 98])))


def test_pixels_beyond_the_world_are_empty(draw):
    bands, outputs, _ = draw("height", "linear", crs="EPSG:3035", extent=[0, 0, 9e6, 9e6], pixel_size=1e5)
    assert np.isfinite(bands[0]).all()
    bands, outputs, _ = draw(
        "height", "mlp", crs="ESRI:54009", extent=[-1.8e7, -9e6, 1.8e7, 9e6], pixel_size=5e5
    )
    assert 0.5 < np.isfinite(bands[0]).mean() < 0.9
    assert outputs["summary"]["valid_pixels"] == np.isfinite(bands[0]).sum()


def test_the_map_describes_itself(draw, fitted):
    _, outputs, tags = draw("kind", "linear")
    assert (tags["SATCLIP_TARGET"], tags["SATCLIP_CLASS_1"], tags["SATCLIP_CLASS_3"]) == (
        "kind",
        "Ebene",
        "山",
    )
    assert [found["name"] for found in outputs["classes"]] == ["Ebene", "Hügel", "山"]
    assert all(found["colour"].startswith("#") for found in outputs["classes"])
    _, outputs, _ = draw("height", "linear")
    assert outputs["classes"] == []
    assert outputs["summary"]["low"] < outputs["summary"]["high"]


def test_a_model_with_fields_cannot_make_a_map(columns, fit_columns, tmp_path, tiny_encoder_file):
    model, _ = fit_columns(columns, target="height", fields=["rain"])
    with pytest.raises(
        SatclipError, match="needs the field rain, which is not available for the pixels of a map"
    ):
        write_map(
            MapChoices(extent=EXTENT, pixel_size=2),
            model,
            tmp_path / "map.tif",
            Context(tmp_path),
            lambda id: load_encoder(tiny_encoder_file, device="cpu"),
        )
    assert not list(tmp_path.glob("*.tif"))


def test_a_cancelled_map_leaves_no_files(draw, tmp_path):
    def stop(share, message):
        if share > 0.3:
            raise Cancelled

    folder = tmp_path / "maps"
    folder.mkdir()
    with pytest.raises(Cancelled):
        draw("height", "boosting", "maps/map.tif", Context(folder, on_progress=stop), pixel_size=0.2)
    assert not list(folder.iterdir())
