"""Slepian functions of a cap, compared with SciPy's harmonics and with numerical integrals, and the basis `slepian`."""

import numpy as np
import pytest
import torch
from scipy.integrate import quad
from scipy.special import roots_legendre, sph_harm_y

from satclip_backend.encoders.families.basis_network import FAMILY, column_count, slepian_settings
from satclip_backend.encoders.families.slepian import (
    coefficients,
    concentrated,
    energies,
    fourier,
    legendre,
    series,
)
from satclip_backend.encoders.families.slepian_basis import SlepianBasis
from satclip_backend.encoders.harmonics import basis_function
from satclip_backend.errors import SatclipError
from satclip_backend.geo.caps import Cap, enclosing_cap
from satclip_backend.geo.sphere import fibonacci_lattice, separation

L, RADIUS = 20, 30.0
CAP = Cap(-119.25, 37.2, RADIUS)
SHARE = (1 - np.cos(np.radians(RADIUS))) / 2
SIZES = {"network": "siren", "capacity": 16, "hidden_layers": 2, "dimension": 8, "w0": 30.0}
UNUSED = {"frequencies": 8, "min_radius": 1.0, "max_radius": 360.0}


def settings(degree=L, region=(-124.5, 32.5, -114.0, 42.1)):
    return {"basis": "slepian", "degree": degree} | SIZES | UNUSED | slepian_settings(degree, region)


def values_of(basis, lonlat):
    return basis(torch.from_numpy(np.asarray(lonlat, float))).numpy()


@pytest.mark.parametrize(("l", "m"), [(0, 0), (1, 1), (5, 0), (7, 4), (40, 0), (40, 13), (40, 40)])
def test_legendre_functions_are_those_of_scipy(l, m):  # noqa: E741
    colatitude = np.linspace(0, np.pi, 50)
    expected = (-1) ** m * sph_harm_y(l, m, colatitude, 0.0).real  # SciPy has the Condon-Shortley phase
    np.testing.assert_allclose(legendre(l + 1, m, colatitude)[l - m], expected, atol=1e-12)


def test_legendre_functions_of_high_degree_are_orthonormal():
    nodes, weights = roots_legendre(500)
    for order in (0, 3, 250):
        rows = legendre(500, order, np.arccos(nodes))
        np.testing.assert_allclose(2 * np.pi * rows * weights @ rows.T, np.eye(len(rows)), atol=1e-11)


@pytest.mark.parametrize("order", [0, 1, 2, 7, 19])
def test_the_commuting_matrix_has_the_eigenvectors_of_the_energy_in_the_cap(order):
    """The matrix of energies is computed by adaptive integration of products of SciPy's harmonics."""

    def product(colatitude, a, b):
        return np.sin(colatitude) * np.prod([sph_harm_y(l, order, colatitude, 0.0).real for l in (a, b)])  # noqa: E741

    degrees = range(order, L)
    kernel = np.zeros((L - order, L - order))
    for i, a in enumerate(degrees):
        for j, b in enumerate(degrees[: i + 1]):
            kernel[i, j] = kernel[j, i] = (
                2 * np.pi * quad(product, 0, np.radians(RADIUS), (a, b), epsabs=1e-13)[0]
            )
    found = coefficients(L, RADIUS, order, L - order)
    np.testing.assert_allclose(found @ found.T, np.eye(L - order), atol=1e-12)
    eigenvalues = np.diag(found @ kernel @ found.T)
    np.testing.assert_allclose(found @ kernel, eigenvalues[:, None] * found, atol=1e-10)
    np.testing.assert_allclose(eigenvalues, np.linalg.eigvalsh(kernel)[::-1], atol=1e-10)
    functions = series(L, RADIUS, order, L - order)
    np.testing.assert_allclose(energies(L, RADIUS, order, functions), eigenvalues, atol=1e-10)


@pytest.mark.parametrize(("degree", "radius"), [(1, 40.0), (20, 30.0), (60, 6.38), (60, 150.0)])
def test_the_eigenvalues_add_up_to_the_shannon_number(degree, radius):
    found = 0.0
    for order in range(degree):
        functions = series(degree, radius, order, degree - order)
        found += energies(degree, radius, order, functions).sum() * (2 if order else 1)
    assert found == pytest.approx(degree**2 * (1 - np.cos(np.radians(radius))) / 2, rel=1e-11)


@pytest.mark.parametrize("order", [0, 1, 6])
def test_the_series_is_the_sum_of_legendre_functions(order):
    colatitude = np.linspace(0, np.pi, 300)
    found = series(80, 8.0, order, 5) @ fourier(colatitude, 80, order).T
    expected = coefficients(80, 8.0, order, 5) @ legendre(80, order, colatitude)
    np.testing.assert_allclose(np.abs(found), np.abs(expected), atol=1e-11)
    assert (found[:, 1] > 0).all()  # the sign is fixed: positive next to the centre


@pytest.mark.parametrize(("degree", "radius"), [(20, 30.0), (200, 6.38), (100, 27.4), (400, 1.5)])
def test_the_functions_kept_are_the_most_concentrated_ones(degree, radius):
    kept = concentrated(degree, radius)
    number = kept[0] + 2 * sum(kept[1:])
    shannon = degree**2 * np.sin(np.radians(radius) / 2) ** 2
    assert shannon <= number < shannon + 2
    inside, outside = [], []
    for order in range(len(kept) + 1):
        count = kept[order] if order < len(kept) else 0
        found = energies(degree, radius, order, series(degree, radius, order, count + 3))
        inside += list(found[:count])
        outside += list(found[count:])
    assert min(inside) > max(outside)
    assert 0.3 < min(inside) < 0.7  # where eigenvalues fall from 1 to 0


def quadrature(degree):
    """Return points (n, 2) and weights that integrate products of two functions of degree < `degree` exactly."""
    nodes, weights = roots_legendre(degree)
    lon = np.arange(2 * degree) * 180.0 / degree - 180
    lonlat = np.column_stack([np.tile(lon, degree), np.repeat(np.degrees(np.arcsin(nodes)), 2 * degree)])
    return lonlat, np.repeat(weights, 2 * degree) * np.pi / degree


@pytest.mark.parametrize("cap", [CAP, Cap(179.0, -15.0, 12.0), Cap(0.0, 90.0, 25.0), Cap(50.0, -90.0, 15.0)])
def test_the_functions_are_orthonormal_on_the_sphere_wherever_the_cap_is(cap):
    """In geographic coordinates, with a grid that doesn't know of the cap."""
    functions = concentrated(L, cap.radius)
    lonlat, weights = quadrature(L)
    values = values_of(SlepianBasis(cap, L, functions, 1), lonlat)[:, 1:] / np.sqrt(cap.share)
    gram = values.T * weights @ values
    np.testing.assert_allclose(gram, np.eye(functions[0] + 2 * sum(functions[1:])), atol=1e-12)


def test_a_function_has_its_share_of_energy_in_the_cap():
    """By sums over 100,000 points that are evenly distributed."""
    functions = concentrated(L, RADIUS)
    lonlat = fibonacci_lattice(100_000)
    inside = separation(lonlat, np.tile(CAP[:2], (len(lonlat), 1))) <= RADIUS
    energy = values_of(SlepianBasis(CAP, L, functions, 1), lonlat)[:, 1:] ** 2
    shares = energy[inside].sum(0) / energy.sum(0)
    expected = []
    for order, count in enumerate(functions):
        found = energies(L, RADIUS, order, series(L, RADIUS, order, count)) if count else []
        expected += [energy for energy in found for _ in range(2 if order else 1)]
    np.testing.assert_allclose(shares, expected, atol=3e-3)
    # Scaled, concentrated functions have the mean square in the cap that harmonics have on the sphere.
    np.testing.assert_allclose(energy[inside].mean(0), np.array(expected) / (4 * np.pi), rtol=1e-2)


def test_a_cap_at_the_pole_has_the_harmonics_of_its_orders():
    """There, colatitude and azimuth are those of the Earth, except for the direction of the azimuth."""
    cap, functions = Cap(0.0, 90.0, 40.0), (2, 1, 1)
    lonlat = fibonacci_lattice(200)
    values = values_of(SlepianBasis(cap, 6, functions, 1), lonlat)[:, 1:] / np.sqrt(cap.share)
    colatitude, lon = np.radians(90 - lonlat[:, 1]), np.radians(lonlat[:, 0])
    column = 0
    for order, count in enumerate(functions):
        mix = coefficients(6, 40.0, order, count)
        harmonics = np.array([sph_harm_y(l, order, colatitude, lon) for l in range(order, 6)])  # noqa: E741
        for row in mix @ harmonics:
            pair = [row.real] if order == 0 else [np.sqrt(2) * row.real, np.sqrt(2) * row.imag]
            for part in pair:
                sign = np.sign(part @ values[:, column])
                np.testing.assert_allclose(values[:, column], sign * part, atol=1e-13)
                column += 1
    assert column == values.shape[1]


def test_the_first_columns_are_the_lowest_harmonics_of_satclip():
    config = settings(60)
    basis = FAMILY.build(config).basis
    lonlat = torch.from_numpy(fibonacci_lattice(50))
    assert basis(lonlat).shape == (50, column_count(config))
    assert torch.equal(basis(lonlat)[:, :100], basis_function("stable", 10)(lonlat))


@pytest.mark.parametrize("region", [(170.0, -20.0, -170.0, -10.0), (-180.0, 70.0, 180.0, 90.0)])
def test_poles_the_antimeridian_and_turns_are_seamless(region):
    basis = FAMILY.build(settings(60, region)).basis
    turns = values_of(basis, [[175.0, -15], [-185, -15], [535, -15]])
    np.testing.assert_array_equal(turns[0], turns[1])
    np.testing.assert_array_equal(turns[0], turns[2])
    for pair in ([[-180, -15], [180 - 1e-9, -15]], [[-170, 90], [60, 90]], [[0, -90], [90, -90]]):
        np.testing.assert_allclose(*values_of(basis, pair), atol=1e-8)
    assert np.isfinite(values_of(basis, [[region[0], region[3]], [0, 90], [0, -90], [180, 0]])).all()


def test_the_resolution_is_high_in_the_region_and_low_elsewhere():
    """20,000 / 200 = 100 km: points so far apart differ in the region. Elsewhere, only the harmonics remain."""
    basis = FAMILY.build(settings(200)).basis
    values = values_of(basis, [[-119, 37], [-119, 37.9], [13, 52], [13, 52.9]])[:, 100:]
    assert np.linalg.norm(values[0] - values[1]) > np.linalg.norm(values[0])
    assert np.linalg.norm(values[2:], axis=1).max() < 0.01 * np.linalg.norm(values[0])


def test_single_precision_is_close():
    basis = FAMILY.build(settings(400)).basis
    lonlat = torch.from_numpy(fibonacci_lattice(3000))
    lonlat = torch.cat([lonlat, torch.tensor([[-119.0, 37.0], [-120.3, 35.2]], dtype=torch.float64)])
    single = basis(lonlat.float())
    assert single.dtype == torch.float32
    exact = basis(lonlat.float().double())
    torch.testing.assert_close(single.double(), exact, rtol=0, atol=5e-4)


@pytest.mark.parametrize(
    ("region", "cap"),
    [
        ((-1.0, -1.0, 1.0, 1.0), (0.0, 0.0, 1.42)),
        ((170.0, -5.0, -170.0, 5.0), (-180.0, 0.0, 11.18)),
        ((350.0, -5.0, 370.0, 5.0), (0.0, 0.0, 11.18)),
        ((-180.0, 60.0, 180.0, 90.0), (0.0, 90.0, 30.0)),
        ((-180.0, -90.0, 180.0, -80.0), (0.0, -90.0, 10.0)),
    ],
)
def test_the_cap_of_a_region(region, cap):
    assert enclosing_cap(region) == pytest.approx(cap, abs=0.011)


@pytest.mark.parametrize(
    "region",
    [
        (-124.5, 32.5, -114.0, 42.1),
        (-125, 24, -66, 50),
        (100, -10, -20, 80),
        (-170, -80, 170, 85),
        (0, 0, 300, 1),
    ],
)
def test_the_cap_holds_all_of_the_region_and_is_hardly_larger(region):
    west, south, east, north = region
    east += 360 if east < west else 0
    lon, lat = np.meshgrid(np.linspace(west, east, 200), np.linspace(south, north, 200))
    lonlat = np.column_stack([lon.ravel(), lat.ravel()])
    cap = enclosing_cap(region)
    assert separation(lonlat, np.tile(cap[:2], (len(lonlat), 1))).max() <= cap.radius + 1e-6
    others = [
        separation(lonlat, np.tile([cap.lon, lat], (len(lonlat), 1))).max()
        for lat in np.linspace(-90, 90, 181)
    ]
    assert cap.radius <= min(others) + 0.1


@pytest.mark.parametrize("region", [(5, 5, 5, 10), (5, 10, 8, 10), (5, 10, 8, 5), (0, 0, float("nan"), 1)])
def test_a_region_without_an_area_is_refused(region):
    with pytest.raises(SatclipError, match=r"The region .* has no area"):
        enclosing_cap(region)


def test_a_region_that_is_too_large_is_refused():
    message = r"radius of 90 degrees: with L = 200, 20,000 Slepian functions .* more than 4,096. Choose L = 90 or less"
    with pytest.raises(SatclipError, match=message):
        slepian_settings(200, (0.0, -90.0, 360.0, 0.0))
    number = slepian_settings(90, (0.0, -90.0, 360.0, 0.0))["functions"]
    assert 4050 <= number[0] + 2 * sum(number[1:]) <= 4052


def test_a_region_that_is_smaller_than_the_resolution_is_refused():
    with pytest.raises(SatclipError, match=r"radius of 0.6 degrees: .* resolve about 1.8 degrees, can't be"):
        slepian_settings(100, (10.0, 50.0, 11.0, 51.0))


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"degree": 501}, "degree is 501, not 1 to 500"),
        ({"cap": [0, 0]}, "its cap is"),
        ({"cap": [0, 91, 5]}, "its cap is"),
        ({"cap": [0, 0, float("nan")]}, "its cap is"),
        ({"cap": [0, 0, "5"]}, "its cap is"),
        ({"cap": None}, "its cap is"),
        ({"functions": []}, "its functions is"),
        ({"functions": [0, 0]}, "its functions is"),
        ({"functions": [21]}, "its functions is 21, not 0 to 20"),
        ({"functions": [1] * 21}, "its functions is"),
        ({"functions": [True]}, "its functions is True"),
        ({"functions": None}, "its functions is None"),
        ({"degree": 500, "functions": [400] * 20}, "its functions is"),
    ],
)
def test_damaged_settings_are_refused(changes, words):
    with pytest.raises(ValueError, match=words):
        FAMILY.shapes(settings() | changes)
    without = {name: value for name, value in settings().items() if name not in changes}
    with pytest.raises((ValueError, KeyError)):
        FAMILY.shapes(without)
