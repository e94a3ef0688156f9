"""Principal components: accuracy, signs, the stored basis, files."""

import json

import numpy as np
import pytest

from satclip_backend.encoders import load_encoder
from satclip_backend.encoders.pca import Pca, fit_pca, fit_points, fit_sphere
from satclip_backend.errors import SatclipError
from satclip_backend.geo.sphere import fibonacci_lattice


@pytest.fixture
def cloud():
    """Return 1,000 points in 6 dimensions with standard deviations 6, 5, 4, 3, 2, 1 along rotated axes, around 7."""
    random = np.random.default_rng(3)
    axes, _ = np.linalg.qr(random.normal(size=(6, 6)))
    return random.normal(size=(1000, 6)) * [6, 5, 4, 3, 2, 1] @ axes + 7


def test_all_components_preserve_distances_and_variance(cloud):
    pca = fit_pca(cloud)
    projected = (cloud - pca.mean) @ pca.components.T
    assert np.allclose(pca.components @ pca.components.T, np.eye(6), atol=1e-12)
    assert np.allclose(projected.var(axis=0), pca.variance)
    assert (np.diff(pca.variance) < 0).all()
    assert pca.explained_variance.sum() == pytest.approx(1)
    assert np.allclose(np.cov(projected.T, bias=True), np.diag(pca.variance), atol=1e-9)


def test_the_largest_loading_of_each_component_is_positive(cloud):
    for points in (cloud, -cloud, cloud[::-1]):
        components = fit_pca(points).components
        assert (components[np.arange(6), np.abs(components).argmax(axis=1)] > 0).all()


def test_the_stretch_is_the_2nd_and_98th_percentile(cloud):
    pca = fit_pca(cloud, 2)
    projected = pca.project(cloud)
    assert projected.dtype == np.float32
    for k in range(2):
        assert np.mean(projected[:, k] < pca.low[k]) == pytest.approx(0.02, abs=0.002)
        assert np.mean(projected[:, k] > pca.high[k]) == pytest.approx(0.02, abs=0.002)


def test_fewer_components_are_the_first_ones(cloud):
    whole, three = fit_pca(cloud), fit_pca(cloud, 3)
    assert np.array_equal(whole.first(3).components, three.components)
    assert np.array_equal(whole.project(cloud, 3), three.project(cloud))
    assert three.explained_variance.sum() == pytest.approx((36 + 25 + 16) / 91, abs=0.03)


def test_rows_of_nan_are_ignored_and_remain_nan(cloud):
    holes = cloud.copy()
    holes[::10] = np.nan
    pca = fit_pca(holes)
    assert np.allclose(pca.mean, holes[np.isfinite(holes).all(axis=1)].mean(axis=0))
    assert np.isnan(pca.project(holes)).all(axis=1).sum() == 100
    with pytest.raises(SatclipError, match="at least one"):
        fit_pca(np.full((4, 3), np.nan))


def test_fewer_points_than_dimensions():
    pca = fit_pca(np.array([[1.0, 2, 3]]))
    assert pca.project(np.array([[1.0, 2, 3]])).tolist() == [[0, 0, 0]]
    assert pca.explained_variance.tolist() == [0, 0, 0]


def test_a_basis_is_read_as_it_was_written(cloud):
    pca = fit_pca(cloud, 3, encoder_sha256="ab" * 32, fitted_on="a cloud")
    again = Pca.from_json(pca.to_json())
    assert again.to_json() == pca.to_json()
    assert np.array_equal(again.project(cloud), pca.project(cloud))
    assert (again.encoder_sha256, again.fitted_on) == ("ab" * 32, "a cloud")
    assert again.explained_variance.tolist() == pca.explained_variance.tolist()


def test_invalid_bases_are_refused(cloud):
    values = json.loads(fit_pca(cloud, 3).to_json())
    for wrong in (
        "{}",
        "[1]",
        "not JSON",
        json.dumps(values | {"low": [1, 2]}),
        json.dumps(values | {"mean": [[1, 2]]}),
        json.dumps(values | {"variance": [1, 2, float("nan")]}),
        json.dumps(values | {"components": [["a"]]}),
        json.dumps(values | {"total_variance": None}),
    ):
        with pytest.raises(SatclipError, match="basis"):
            Pca.from_json(wrong)


def test_a_basis_of_another_size_is_refused(cloud):
    pca = fit_pca(cloud, 3)
    with pytest.raises(SatclipError, match="6 dimensions"):
        pca.project(np.zeros((2, 5)))
    for k in (0, 4):
        with pytest.raises(SatclipError, match=f"{k} components"):
            pca.first(k)
    with pytest.raises(SatclipError, match="7 components"):
        fit_pca(cloud, 7)


def test_a_fit_on_the_sphere_is_the_same_every_time(tiny_encoder):
    first, second = fit_sphere(tiny_encoder, 300), fit_sphere(tiny_encoder, 300)
    assert first.to_json() == second.to_json()
    assert "300 points" in first.fitted_on
    assert first.encoder_sha256 == tiny_encoder.weights_sha256
    assert first.components.shape == (8, 8)


def test_the_lattice_is_uniform_on_the_sphere():
    lon, lat = np.radians(fibonacci_lattice(10_000)).T
    points = np.stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)])
    assert np.abs(points.mean(axis=1)).max() < 1e-3
    assert np.allclose(points @ points.T / 10_000, np.eye(3) / 3, atol=1e-3)
    assert np.mean(np.abs(lat) < np.radians(30)) == pytest.approx(0.5, abs=1e-3)
    assert np.degrees(lon).min() >= -180
    assert np.degrees(lon).max() < 180


def test_a_basis_of_points_is_that_of_their_embeddings():
    encoder = load_encoder("bundled", device="cpu")
    places = np.column_stack([np.linspace(5, 15, 50), np.linspace(45, 55, 50)])
    basis = fit_points(encoder, places, "places between the Alps and the North Sea")
    assert basis.fitted_on == "50 places between the Alps and the North Sea"
    plain = fit_pca(encoder.encode(places, dtype="float64"))
    np.testing.assert_array_equal(np.abs(basis.components), np.abs(plain.components))
    few = fit_points(encoder, places, "places", n=7)
    assert few.fitted_on == "7 places"
    evenly = np.linspace(0, 49, 7).astype(int)
    np.testing.assert_allclose(few.mean, encoder.encode(places[evenly], dtype="float64").mean(0))


def test_the_first_component_rises_towards_the_poles(tiny_encoder):
    """Its sign is arbitrary otherwise; the others, and the distances, stay the same."""
    points = fibonacci_lattice(400)
    basis = fit_points(tiny_encoder, points, "points", n=400)
    embeddings = tiny_encoder.encode(points, dtype="float64")
    assert np.corrcoef(basis.project(embeddings)[:, 0], np.abs(points[:, 1]))[0, 1] > 0
    plain = fit_pca(embeddings)
    falling = fit_pca(embeddings, rising_with=-np.abs(points[:, 1]))
    np.testing.assert_array_equal(falling.components[1:], plain.components[1:])
    np.testing.assert_array_equal(falling.components[0], -basis.components[0])
    np.testing.assert_array_equal(np.abs(falling.components), np.abs(plain.components))
    np.testing.assert_allclose(falling.low[0], -basis.high[0])
