"""Principal component analysis of embeddings, for the colours of maps and as compact features.

A `Pca` is a basis that is fitted once and reused, so that colours are comparable between maps. Each encoder file
contains one, fitted on points that are uniform on the sphere.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from satclip_backend.encoders.heads import FLOAT32, TOLERANCE, LinearHead
from satclip_backend.encoders.metadata import check_text
from satclip_backend.errors import SatclipError
from satclip_backend.geo.sphere import fibonacci_lattice
from satclip_backend.translation import gettext_lazy as _

if TYPE_CHECKING:
    from satclip_backend.encoders.encoder import Encoder

STRETCH = (2.0, 98.0)
"""Percentiles of the projections of the fitted points, stored as `low` and `high`."""
LARGEST_VALUE = 1e18
"""Largest permitted value of an array: embeddings are below 1e9, their variances below 1e18."""
POINTS, FEWEST_POINTS = 20_000, 2000
WORK = 5e10
"""Approximate number of multiplications of `fit_sphere`: all `POINTS` up to L = 50 with 512 units, fewer beyond."""
MOST_COMPONENTS = 512
"""Number of stored components of a table of features."""
WIDE = 1024
"""Dimensions beyond which the first components alone are computed if not all are asked for, which is faster."""
HARMONIC = 200
"""Approximate number of multiplications per harmonic."""


@dataclass(frozen=True)
class Pca:
    """k principal components of d-dimensional embeddings, all float64.

    `mean` (d,); `components` (k, d), orthonormal rows, largest variance first; `variance` (k,) along each; `low`
    and `high` (k,), 2nd and 98th percentile of the projections of the fitted points; `total_variance` of all d
    dimensions; `encoder_sha256`, hash of the encoder's weights; `fitted_on`, a description of the fitted points.
    """

    mean: np.ndarray
    components: np.ndarray
    variance: np.ndarray
    low: np.ndarray
    high: np.ndarray
    total_variance: float
    encoder_sha256: str = ""
    fitted_on: str = ""

    @staticmethod
    def shapes(k: int, d: int) -> dict[str, tuple[int, ...]]:
        """Return the shape of each array, for k components of d dimensions."""
        return {"mean": (d,), "components": (k, d), "variance": (k,), "low": (k,), "high": (k,)}

    def __post_init__(self) -> None:
        """Check that the arrays are valid and consistent. Raises SatclipError."""
        for name in self.shapes(1, 1):
            object.__setattr__(self, name, np.ascontiguousarray(getattr(self, name), dtype=np.float64))
        expected = self.shapes(self.variance.size, self.mean.size)
        for name, value in self.arrays().items():
            if value.shape != expected[name] or not value.size:
                raise SatclipError(
                    _(
                        "The PCA basis is damaged: its {name} has shape {value}, not {expected}.",
                        name=name,
                        value=value.shape,
                        expected=expected[name],
                    )
                )
            if not np.isfinite(value).all():
                raise SatclipError(
                    _("The PCA basis is damaged: its {name} holds values that are not numbers.", name=name)
                )
            if np.abs(value).max() > LARGEST_VALUE:
                raise SatclipError(
                    _("The PCA basis is damaged: its {name} holds values beyond all embeddings.", name=name)
                )
        if (
            self.variance.size > self.mean.size
            or self.variance.min() < 0
            or not 0 <= self.total_variance < np.inf
        ):
            raise SatclipError(_("The PCA basis is damaged: its variances are invalid."))
        if np.abs(np.linalg.norm(self.components, axis=1) - 1).max() > 1e-3 or (self.low > self.high).any():
            raise SatclipError(
                _("The PCA basis is damaged: its components don't have length 1, or no range.")
            )

    def arrays(self) -> dict[str, np.ndarray]:
        """Return the arrays by name."""
        return {name: getattr(self, name) for name in self.shapes(1, 1)}

    @property
    def explained_variance(self) -> np.ndarray:
        """Explained variance ratio (0 to 1) of each component, (k,)."""
        return (
            self.variance / self.total_variance if self.total_variance > 0 else np.zeros_like(self.variance)
        )

    def first(self, k: int) -> Pca:
        """Return the basis of the first `k` components. Raises SatclipError if there are fewer."""
        if not 1 <= k <= len(self.variance):
            raise SatclipError(
                _(
                    "{k} components were asked for; this PCA basis has 1 to {count}.",
                    k=k,
                    count=len(self.variance),
                )
            )
        cut = {name: value if name == "mean" else value[:k] for name, value in self.arrays().items()}
        return replace(self, **cut)

    def project(self, embeddings: np.ndarray, k: int | None = None) -> np.ndarray:
        """Project embeddings (n, d) onto the first `k` (default all) components; return (n, k) float32.

        A row of NaN stays NaN. Raises SatclipError if d or k does not match the basis.
        """
        basis = self if k is None else self.first(k)
        if embeddings.ndim != 2 or embeddings.shape[1] != self.mean.size:
            raise SatclipError(
                _(
                    "This PCA basis is for embeddings of {size} dimensions, not of shape {embeddings}. Use a "
                    "basis that was fitted with the same encoder.",
                    size=self.mean.size,
                    embeddings=embeddings.shape,
                )
            )
        return ((embeddings - self.mean) @ basis.components.T).astype(np.float32)

    def head(self, tolerance: np.ndarray | None = None) -> LinearHead:
        """Return a head that computes the components.

        `tolerance` (k,) is by default `TOLERANCE` times the standard deviation of each component, but at least the
        resolution of float32.
        """
        if tolerance is None:
            smallest = FLOAT32 * np.sqrt(self.total_variance)
            tolerance = np.maximum(TOLERANCE * np.sqrt(self.variance), smallest)
        return LinearHead(tolerance, self.components, -self.components @ self.mean)

    def notes(self) -> dict[str, object]:
        """Return the fields that are not arrays, by name."""
        return {name: getattr(self, name) for name in ("total_variance", "encoder_sha256", "fitted_on")}

    def to_json(self) -> str:
        """Return the basis as JSON, to store or share."""
        return json.dumps({name: value.tolist() for name, value in self.arrays().items()} | self.notes())

    @classmethod
    def from_json(cls, text: str) -> Pca:
        """Read the output of `to_json`. Raises SatclipError if it is not valid."""
        try:
            values = json.loads(text)
            arrays = {name: np.array(values[name], dtype=np.float64) for name in cls.shapes(1, 1)}
        except (TypeError, ValueError, OverflowError, KeyError, RecursionError) as error:
            raise SatclipError(
                _("This is not a PCA basis saved by this program ({reason}).", reason=repr(error))
            ) from None
        return cls.from_arrays(arrays, values)

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, np.ndarray], notes: Mapping[str, Any]) -> Pca:
        """Return a basis from `arrays()` and `notes()`. Raises SatclipError if they are not valid."""
        try:
            total = float(notes["total_variance"])
            texts = {name: notes[name] for name in ("encoder_sha256", "fitted_on")}
            for name, text in texts.items():
                check_text(name, text)
        except (TypeError, ValueError, OverflowError, KeyError, RecursionError) as error:
            raise SatclipError(
                _("This is not a PCA basis saved by this program ({reason}).", reason=repr(error))
            ) from None
        return cls(**arrays, total_variance=total, **texts)


def fit_pca(
    embeddings: np.ndarray,
    n_components: int | None = None,
    *,
    encoder_sha256: str = "",
    fitted_on: str = "",
    rising_with: np.ndarray | None = None,
) -> Pca:
    """Fit the principal components of embeddings (n, d) in float64, without non-finite rows.

    `n_components` is at most d; if there are fewer points than components, the last ones have zero variance. The
    largest loading of each component by magnitude is positive, so signs don't depend on the platform; the first
    component is correlated positively with `rising_with` (n,) instead, if given. Raises SatclipError if no row is
    finite or `n_components` is out of range.
    """
    rows = np.asarray(embeddings, dtype=np.float64)
    known = np.isfinite(rows).all(axis=1)
    rows = rows[known]
    if not len(rows):
        raise SatclipError(_("A PCA needs at least one point with an embedding; there is none."))
    d = rows.shape[1]
    k = d if n_components is None else n_components
    if not 1 <= k <= d:
        raise SatclipError(_("{k} components were asked for; these embeddings have 1 to {d}.", k=k, d=d))
    mean = rows.mean(axis=0)
    centred = rows - mean
    covariance = centred.T @ centred / len(rows)
    total = float(np.trace(covariance))
    if k < d and d > WIDE:
        from scipy.linalg import eigh

        variance, vectors = eigh(covariance, subset_by_index=[d - k, d - 1])
    else:
        variance, vectors = np.linalg.eigh(covariance)
        total = float(np.clip(variance, 0, None).sum())
    variance, components = np.clip(variance[::-1], 0, None), vectors[:, ::-1].T
    largest = np.take_along_axis(components, np.abs(components).argmax(axis=1)[:, None], axis=1)
    components = (components * np.sign(largest))[:k]
    if (
        rising_with is not None
        and (centred @ components[0]) @ (rising_with[known] - rising_with[known].mean()) < 0
    ):
        components[0] *= -1
    low, high = np.percentile(centred @ components.T, STRETCH, axis=0)
    return Pca(
        mean=mean,
        components=components,
        variance=variance[:k],
        low=low,
        high=high,
        total_variance=total,
        encoder_sha256=encoder_sha256,
        fitted_on=fitted_on,
    )


def fit_sphere(encoder: Encoder, n: int | None = None) -> Pca:
    """Fit all principal components of an encoder's embeddings of `n` points that are uniform on the sphere.

    Points without an embedding are left out. By default, `n` is as large as `WORK` allows, at most `POINTS`. For a
    table of features, fit the first `MOST_COMPONENTS` of those of `n` cells instead.
    With an encoder of location and month, the points have the twelve months in turn.
    """
    if hasattr(encoder.network, "locations"):
        lonlat = encoder.network.locations(n or FEWEST_POINTS + encoder.dimension)
        return fit_points(encoder, lonlat, "cells of the table", len(lonlat), MOST_COMPONENTS)
    if n is None:
        m = encoder.metadata
        weights = sum(part.numel() for part in encoder.network.state_dict().values() if part.ndim > 1)
        work = HARMONIC * (m.degree or 0) ** 2 + weights + m.dimension**2
        n = int(np.clip(WORK / work, FEWEST_POINTS, POINTS))
    months = np.arange(n) % 12 + 1 if encoder.months else None
    embeddings = encoder.encode(fibonacci_lattice(n), dtype="float64", months=months)
    without = np.count_nonzero(~np.isfinite(embeddings).all(axis=1))
    fitted_on = f"{n} points uniform on the sphere (Fibonacci lattice)"
    if without:
        fitted_on += f", of which {without} have no embedding"
    return fit_pca(embeddings, encoder_sha256=encoder.weights_sha256, fitted_on=fitted_on)


def fit_points(
    encoder: Encoder,
    lonlat: np.ndarray,
    what: str,
    n: int = 20_000,
    n_components: int | None = None,
    *,
    months: np.ndarray | None = None,
) -> Pca:
    """Fit `n_components` (default all) of an encoder's embeddings of points (m, 2), lon and lat in degrees.

    The first component rises towards the poles: it is the lightness of maps, where ice is light then. At most `n`
    points are used, evenly spaced in the array. `what` describes the points. `months` (m,) are their
    months, from 1 to 12, if the encoder has months.
    """
    rows = np.linspace(0, len(lonlat) - 1, min(n, len(lonlat))).astype(int)
    points = lonlat[rows]
    embeddings = encoder.encode(points, dtype="float64", months=None if months is None else months[rows])
    k = min(n_components or encoder.dimension, encoder.dimension)
    return fit_pca(
        embeddings,
        k,
        encoder_sha256=encoder.weights_sha256,
        fitted_on=f"{len(points)} {what}",
        rising_with=np.abs(points[:, 1]),
    )
