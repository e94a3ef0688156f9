"""Slepian functions of a spherical cap: band-limited functions whose energy is concentrated in the cap.

Notation and theory: Simons, Dahlen and Wieczorek (SIAM Review 2006, "Spatiospectral concentration on a sphere"). A
function of order m is g(colatitude) times 1, or times the square root of 2 and the cosine or sine of m * azimuth, in
coordinates whose pole is the centre of the cap, with

    g = sum of c(l) X(l, m), l = m .. L - 1,

where X(l, m) are Legendre functions without Condon-Shortley phase, normalised so that the harmonics are orthonormal
on the sphere, and c has length 1. Its eigenvalue is the share of its energy inside the cap. As L - 1 here is the
largest degree, the sum of all eigenvalues, the Shannon number, is L * L times the cap's share of the sphere.

The eigenvectors c are those of Grünbaum's tridiagonal matrix, which commutes with the matrix of energies in the cap
but has well separated eigenvalues, so the functions are accurate and in the same order on each computer.
"""

from __future__ import annotations

import math
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

MARGIN = 10
"""Number of functions of each order whose eigenvalues are computed beyond the expected number of large ones."""
NEGLIGIBLE = 0.01
"""Orders whose eigenvalues are all smaller than this have no functions, as the smallest one kept is about 0.5."""


def legendre(degree: int, order: int, colatitude: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return X(l, m) at colatitudes (n,) in radians for l = `order` .. `degree` - 1: (degree - order, n).

    The recurrence is that of `harmonics.py` (Holmes and Featherstone 2002, eq. 11).
    """
    m, z, s = order, np.cos(colatitude), np.sin(colatitude)
    rows = np.zeros((degree - m, len(colatitude)))
    k = np.arange(1, m + 1)
    rows[0] = math.sqrt(np.prod((2 * k + 1) / (2 * k)) / (4 * math.pi)) * s**m
    for l in range(m + 1, degree):  # noqa: E741  (the degree is l everywhere in the literature)
        a = math.sqrt((4 * l * l - 1) / (l * l - m * m))
        rows[l - m] = a * z * rows[l - m - 1]
        if l > m + 1:
            b = math.sqrt((2 * l + 1) * ((l - 1) ** 2 - m * m) / ((2 * l - 3) * (l * l - m * m)))
            rows[l - m] -= b * rows[l - m - 2]
    return rows


def coefficients(degree: int, radius: float, order: int, count: int) -> NDArray[np.float64]:
    """Return c(l), l = `order` .. `degree` - 1, of the `count` most concentrated functions: (count, degree - order).

    `radius` is that of the cap in degrees. The most concentrated function is the first. Signs are arbitrary.
    """
    from scipy.linalg import eigh_tridiagonal

    l, m, top = np.arange(order, degree, dtype=float), order, degree - 1  # noqa: E741
    diagonal = -l * (l + 1) * math.cos(math.radians(radius))
    beside = (l * (l + 2) - top * (top + 2)) * np.sqrt(((l + 1) ** 2 - m * m) / ((2 * l + 1) * (2 * l + 3)))
    if len(l) == 1:
        return np.ones((1, 1))
    found = eigh_tridiagonal(diagonal, beside[:-1], select="i", select_range=(0, count - 1))
    vectors: NDArray[np.float64] = found[1]
    return vectors.T


def series(degree: int, radius: float, order: int, count: int) -> NDArray[np.float64]:
    """Return g of the `count` most concentrated functions of an order as Fourier series: (count, degree).

    g is the sum of column k times cos(k * colatitude) if the order is even, else times sin(k * colatitude). Both are
    finite series, so this is exact. At the first of `degree` even colatitudes where a function exceeds a hundredth of
    its largest value in the cap, it is positive.
    """
    nodes = math.pi * (np.arange(degree) + 0.5) / degree
    values = coefficients(degree, radius, order, count) @ legendre(degree, order, nodes)
    inside = values[:, : max(1, math.ceil(degree * radius / 180))]
    large = np.abs(inside) > 0.01 * np.abs(inside).max(axis=1, keepdims=True)
    values *= np.copysign(1.0, np.take_along_axis(inside, large.argmax(axis=1)[:, None], axis=1))
    waves = 2 / degree * fourier(nodes, degree, order)
    waves[:, 0] /= 2
    return values @ waves


def fourier(colatitude: NDArray[np.float64], degree: int, order: int) -> NDArray[np.float64]:
    """Return the terms of the series of an order at colatitudes (n,) in radians: (n, degree)."""
    angle = colatitude[:, None] * np.arange(degree)
    return np.sin(angle) if order % 2 else np.cos(angle)


def energies(degree: int, radius: float, order: int, functions: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the eigenvalues (n,) of functions (n, degree) of an order, as `series` returns them.

    Their squares are polynomials of the cosine of the colatitude, for which Gauss-Legendre quadrature is exact.
    """
    nodes, weights = np.polynomial.legendre.leggauss(degree)
    half = math.sin(math.radians(radius) / 2)
    colatitude = 2 * np.arcsin(half * np.sqrt((1 - nodes) / 2))
    return 2 * math.pi * half * half * (functions @ fourier(colatitude, degree, order).T) ** 2 @ weights


@lru_cache(maxsize=16)
def concentrated(degree: int, radius: float) -> tuple[int, ...]:
    """Return the number of functions of each order m = 0, 1, .. that a basis keeps; those of order m > 0 are pairs.

    They are the functions with the largest eigenvalues, as many as the Shannon number, or one more to keep a pair.
    """
    known = []
    for order in range(degree):
        count = min(degree - order, math.ceil(degree * radius / 180) + MARGIN)
        found = energies(degree, radius, order, series(degree, radius, order, count))
        known += [(-energy, order) for energy in found]
        if found.max() < NEGLIGIBLE:
            break
    wanted, kept = degree * degree * math.sin(math.radians(radius) / 2) ** 2, [0] * degree
    for _, order in sorted(known):
        if wanted <= 1e-9:
            break
        kept[order] += 1
        wanted -= 2 if order else 1
    return tuple(kept[: max(order for order in range(degree) if kept[order]) + 1])
