"""Spherical harmonics as evaluated by the official SatCLIP code, including its rounding errors.

That code (microsoft/satclip, MIT) has one expanded polynomial in cos(theta) for each degree and order, printed by
a computer algebra system with 15 significant digits. Towards the poles, the terms cancel and digits are lost: at L
= 40, errors reach 0.01 at 45 to 60 degrees of latitude and 0.6 at the poles. The released encoders were trained on
those values. To reproduce them, this module generates the same decimals (in the algebra system's order of
operations), and adds the terms one by one from the highest power down. Horner's scheme, fused multiply-adds or
another precision would give different digits.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction
from functools import cache
from math import comb, factorial, perm

import torch

Power = Callable[[torch.Tensor, float], torch.Tensor]

MAX_DEGREE = 101
"""The functions of the official code end at degree 100."""

TAIL = 16
"""Vector width in points: torch computes powers of whole vectors, and those of the remaining points differently."""
_ROWS = 512  # points at a time, so that the working set fits into the cache


@cache
def coefficients(l: int, m: int) -> tuple[float, tuple[float, ...]]:  # noqa: E741
    """Return the prefactor and coefficients p[k] of degree l, order m >= 0, as decimals of 15 digits.

    Y = prefactor * (1 - c**2)**(m / 2) * sum(p[k] * c**k) * cos(m phi), or sin(m phi) for order -m.
    """
    powers = _legendre_derivative(l, m)
    if m == 0:
        scale = math.sqrt((2 * l + 1) / 4) * math.sqrt(math.pi)
        return 1.0, tuple(_printed(scale * float(p)) for p in powers)
    square = Fraction(
        (2 * l + 1) * factorial(l - m), 2 * factorial(l + m)
    )  # 2 pi N**2, N as in Klemmer et al.
    whole, rest = _square_root(square.numerator * square.denominator, 2 * l + 1)
    rational = Fraction(whole, square.denominator)
    if l - m < 2 and (l, m) != (2, 2):  # a single term: its coefficient was multiplied into the prefactor
        rational, powers = rational * powers[-1], [*(0 for _ in powers[1:]), 1]
    prefactor = float(rational) * math.sqrt(rest) * (1 / math.sqrt(math.pi))
    return _printed(prefactor), tuple(_printed(float(p)) for p in powers)


def _square_root(n: int, largest: int) -> tuple[int, int]:
    """Return (a, b) with n = a * a * b and b square-free; n has no prime factor above `largest`."""
    a = b = 1
    for p in range(2, largest + 1):
        while n % (p * p) == 0:
            n, a = n // (p * p), a * p
        if n % p == 0:
            n, b = n // p, b * p
    return a, b


def _legendre_derivative(l: int, m: int) -> list[Fraction]:  # noqa: E741
    """Return the coefficients of the m-th derivative of the Legendre polynomial of degree l, from c**0 up."""
    powers = [Fraction(0)] * (l - m + 1)
    for k in range((l - m) // 2 + 1):
        power = l - 2 * k
        powers[power - m] = Fraction(
            (-1) ** k * comb(l, k) * comb(2 * power + 2 * k, l) * perm(power, m), 2**l
        )
    return powers


def _printed(value: float) -> float:
    """Return a double rounded to 15 significant decimal digits."""
    with localcontext(prec=15, rounding=ROUND_HALF_UP):
        return float(+Decimal(value))


@dataclass(frozen=True)
class _Table:
    """All functions below a degree L, in an order with contiguous terms.

    Rows with a term in c**k are contiguous for every k. Rows with the same l - m, whose orders are 0, 1, 2, ...,
    are contiguous, too.
    """

    prefactor: torch.Tensor  # (pairs, 1)
    terms: tuple[
        tuple[int, slice, torch.Tensor], ...
    ]  # power k, rows, their coefficients (rows, 1); k descending
    runs: tuple[slice, ...]  # rows with the same l - m
    columns: torch.Tensor  # (L * L,) column of each cosine, in this order, then of each sine


@cache
def _table(degree: int) -> _Table:
    pairs = [(l, m) for l in range(degree) for m in range(l + 1)]  # noqa: E741
    pairs.sort(key=lambda lm: ((lm[0] - lm[1]) % 2, lm[1] - lm[0], lm[1]))
    known = [coefficients(l, m) for l, m in pairs]  # noqa: E741
    terms = []
    for k in reversed(range(degree)):
        rows = [i for i, (l, m) in enumerate(pairs) if l - m >= k and (l - m - k) % 2 == 0]  # noqa: E741
        values = torch.tensor([known[i][1][k] for i in rows], dtype=torch.float64)[:, None]
        terms.append((k, slice(rows[0], rows[-1] + 1), values))
    starts = [i for i, (_, m) in enumerate(pairs) if m == 0]
    return _Table(
        prefactor=torch.tensor([prefactor for prefactor, _ in known], dtype=torch.float64)[:, None],
        terms=tuple(terms),
        runs=tuple(slice(start, end) for start, end in zip(starts, [*starts[1:], len(pairs)])),
        columns=torch.tensor(
            [l * l + l + m for l, m in pairs] + [l * l + l - m for l, m in pairs if m]  # noqa: E741
        ),
    )


def official_basis(lonlat: torch.Tensor, degree: int) -> torch.Tensor:
    """Return the official 'analytic' basis (n, degree**2) at `lonlat` (n, 2) in degrees, with its dtype and device.

    It is always computed in float64 on the CPU: other devices round powers differently, and at L = 40 the
    differences grow to 0.01 near the poles. The official code itself has such a difference: torch computes powers
    in vector registers, but those of the last n modulo 16 points (with AVX-512) with the C library. This function
    does the same on every processor, so that all rows match the official values. Therefore, split a batch only at
    multiples of 16.
    """
    table = _table(degree)
    points = lonlat.to("cpu", torch.float64)
    basis = torch.empty((degree * degree, len(points)), dtype=lonlat.dtype)
    whole = len(points) - len(points) % TAIL
    for start in range(0, whole, _ROWS):
        end = min(start + _ROWS, whole)
        _evaluate(points[start:end], table, degree, torch.pow, basis[:, start:end])
    _evaluate(points[whole:], table, degree, _library_pow, basis[:, whole:])
    return basis.T.to(lonlat.device)


def _library_pow(base: torch.Tensor, exponent: float) -> torch.Tensor:
    """Compute powers with the C library, except those that torch computes from products and roots."""
    if exponent in (0, 0.5, 1, 2, 3):
        return torch.pow(base, exponent)
    return torch.tensor([math.pow(number, exponent) for number in base.tolist()], dtype=base.dtype)


def _evaluate(lonlat: torch.Tensor, table: _Table, degree: int, power: Power, out: torch.Tensor) -> None:
    """Write the basis to `out` (degree**2, n)."""
    phi, theta = torch.deg2rad(lonlat[:, 0] + 180), torch.deg2rad(lonlat[:, 1] + 90)
    c = torch.cos(theta)
    sums = torch.zeros((len(table.prefactor), len(lonlat)), dtype=torch.float64)
    scratch = torch.empty_like(sums)  # reused, so that it stays in the cache
    for k, rows, values in table.terms:
        product = torch.mul(values, power(c, k), out=scratch[: len(values)])
        sums[rows].add_(product)
    root = 1.0 - power(c, 2)
    roots = torch.stack([power(root, m / 2) for m in range(degree)])
    angles = torch.arange(degree)[:, None] * phi
    cosines, sines = torch.cos(angles), torch.sin(angles)
    sine = len(sums)
    for run in table.runs:
        count = run.stop - run.start
        values = sums[run].mul_(torch.mul(table.prefactor[run], roots[:count], out=scratch[:count]))
        out[table.columns[run]] = torch.mul(values, cosines[:count], out=scratch[:count]).to(out.dtype)
        columns = table.columns[sine : sine + count - 1]
        out[columns] = torch.mul(values[1:], sines[1:count], out=scratch[: count - 1]).to(out.dtype)
        sine += count - 1
