"""Spherical harmonics, compared with values of the official code and with scipy's harmonics."""

import math

import numpy as np
import pytest
import torch
from scipy.special import sph_harm_y

from satclip_backend.encoders.harmonics import basis_function
from satclip_backend.encoders.official import coefficients
from satclip_backend.errors import SatclipError
from satclip_backend.geo.sphere import fibonacci_lattice


def evaluate(name, degree, lonlat, dtype=torch.float64):
    return basis_function(name, degree)(torch.as_tensor(np.asarray(lonlat), dtype=dtype)).numpy()


def scipy_basis(degree, lonlat):
    """Return SatCLIP's basis, computed from scipy's complex harmonics at the antipodal point."""
    azimuth, colatitude = np.radians(lonlat[:, 0] + 180), np.radians(lonlat[:, 1] + 90)
    columns = []
    for l in range(degree):  # noqa: E741
        for m in range(-l, l + 1):
            y = sph_harm_y(l, abs(m), colatitude, azimuth) * (-1) ** m
            part = y.imag if m < 0 else y.real
            columns.append(part * (math.pi if m == 0 else math.sqrt(2)))
    return np.stack(columns, axis=1)


@pytest.mark.parametrize("degree", [10, 40])
def test_stable_matches_the_exact_reference(golden, degree):
    known = np.load(golden / f"sh_l{degree}.npz")
    assert np.abs(evaluate("stable", degree, known["lonlat"]) - known["sh_exact_reference"]).max() < 1e-12


@pytest.mark.parametrize("degree", [10, 40])
def test_closed_form_matches_the_official_code(golden, degree):
    known = np.load(golden / f"sh_l{degree}.npz")
    assert np.abs(evaluate("closed-form", degree, known["lonlat"]) - known["sh_closed_form"]).max() < 1e-9


def test_official_matches_the_official_code_at_degree_10(golden):
    known = np.load(golden / "sh_l10.npz")
    assert np.abs(evaluate("official", 10, known["lonlat"]) - known["sh_analytic"]).max() < 1e-12


def test_official_reproduces_the_rounding_errors_at_degree_40(golden):
    known = np.load(golden / "sh_l40.npz")
    values = evaluate("official", 40, known["lonlat"])
    assert np.abs(values - known["sh_analytic"]).max() < 1e-12
    # exact harmonics differ, so the rounding errors are reproduced
    assert np.abs(values - known["sh_exact_reference"]).max() > 0.1


def test_generated_coefficients_equal_the_official_decimals(golden):
    known = np.load(golden / "official_analytic_coefficients_l40.npz")
    for l in range(40):  # noqa: E741
        for m in range(l + 1):
            prefactor, terms = coefficients(l, m)
            assert prefactor == known["prefactor"][l, m]
            assert np.array_equal(terms, known["poly"][l, m, : len(terms)])


@pytest.mark.parametrize(
    ("degree", "tolerance"), [(1, 1e-15), (2, 1e-14), (40, 1e-12), (90, 1e-11), (200, 1e-9)]
)
def test_stable_matches_scipy(degree, tolerance):
    lonlat = np.vstack([fibonacci_lattice(20), [[0, 89.999], [77, -89.9999], [180, 0], [-180, 12]]])
    assert np.abs(evaluate("stable", degree, lonlat) - scipy_basis(degree, lonlat)).max() < tolerance


def test_stable_satisfies_the_addition_theorem_up_to_degree_300():
    lonlat = np.vstack([fibonacci_lattice(100), [[0, 90], [0, -90], [5, 89.9999999], [-30, -89.99]]])
    values = evaluate("stable", 300, lonlat)
    for l in (1, 50, 200, 299):  # noqa: E741
        block = values[:, l * l : (l + 1) ** 2].copy()
        block[:, l] /= math.pi
        assert np.allclose((block**2).sum(axis=1), (2 * l + 1) / (4 * math.pi), rtol=1e-11)


def test_stable_in_float32_is_close():
    lonlat = np.vstack([fibonacci_lattice(200), [[0, 90], [0, -90]]])
    assert np.abs(evaluate("stable", 40, lonlat, torch.float32) - evaluate("stable", 40, lonlat)).max() < 1e-4


@pytest.mark.parametrize("name", ["stable", "official", "closed-form"])
def test_values_are_periodic_in_longitude(name):
    lonlat = np.round(fibonacci_lattice(100), 3)
    lonlat[:, 0] = np.round(lonlat[:, 0] * 8) / 8  # so that lon + 360 is exact
    for turn in (360.0, -360.0, 3600.0):
        assert np.array_equal(evaluate(name, 20, lonlat), evaluate(name, 20, lonlat + np.array([turn, 0])))
    assert np.array_equal(evaluate(name, 20, [[180, 10.0]]), evaluate(name, 20, [[-180, 10.0]]))


@pytest.mark.parametrize("name", ["stable", "official"])
def test_a_pole_is_one_point(name):
    for lat in (90.0, -90.0):
        values = evaluate(name, 12, [[lon, lat] for lon in (-180, -1, 0, 33, 179)])
        assert np.abs(values - values[0]).max() < 1e-12


@pytest.mark.parametrize("name", ["stable", "closed-form"])
@pytest.mark.parametrize("n", [0, 1, 2, 63, 700])
def test_the_value_at_a_point_does_not_depend_on_the_batch(name, n):
    lonlat = fibonacci_lattice(700)
    assert np.array_equal(evaluate(name, 40, lonlat[700 - n :]), evaluate(name, 40, lonlat)[700 - n :])


@pytest.mark.parametrize("start", [0, 16, 512, 688])
def test_official_batches_may_be_cut_at_multiples_of_16(start):
    lonlat = fibonacci_lattice(700)
    assert np.array_equal(evaluate("official", 40, lonlat[start:]), evaluate("official", 40, lonlat)[start:])


def test_unknown_bases_are_refused_by_name():
    for name, degree, words in [
        ("discretized", 10, "discretized"),
        ("zernike", 10, "zernike"),
        ("stable", 0, "0"),
        ("official", 102, "102"),
    ]:
        with pytest.raises(SatclipError, match=words):
            basis_function(name, degree)
    assert evaluate("official", 101, [[10.0, 5.0]]).shape == (1, 101**2)
