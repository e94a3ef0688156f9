"""Spatial cross-validators for scikit-learn."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterator, Sequence
from typing import Any, TypeAlias

import geopandas as gpd
import numpy as np
from numpy.typing import ArrayLike, NDArray
from sklearn.model_selection import BaseCrossValidator

from satclip_backend.api.frames import lonlat_of, no_area, polygons_of
from satclip_backend.errors import SatclipError
from satclip_backend.models.folds import block_kfold, knndm
from satclip_backend.models.prediction_area import sample_area
from satclip_backend.tables.positions import on_earth
from satclip_backend.translation import gettext_lazy as _
from satclip_backend.translation import joined
from satclip_backend.translation import ngettext_lazy as ngettext

Area: TypeAlias = gpd.GeoDataFrame | gpd.GeoSeries | Sequence[float] | ArrayLike
"""Polygons, or west, south, east, north in degrees, or points (m, 2) in degrees."""


class _SpatialSplit(BaseCrossValidator):  # type: ignore[misc]
    """Base class of spatial cross-validators. `_folds` returns the fold index of each location."""

    # `groups` are the locations, so metadata routing requests them by default.
    __metadata_request__split = {"groups": True}  # noqa: RUF012

    n_splits: int

    def get_n_splits(self, X: object = None, y: object = None, groups: object = None) -> int:
        """Return the number of folds."""
        return self.n_splits

    def split(
        self, X: Any, y: Any = None, groups: Any = None
    ) -> Iterator[tuple[NDArray[np.int64], NDArray[np.int64]]]:
        """Generate the indices of training and test rows of each fold.

        Parameters
        ----------
        X : array-like or GeoDataFrame of n rows
            Features. Without `groups`, X must contain the locations: a GeoDataFrame, or an array (n, 2) of
            longitude and latitude.
        y : object
            Not used.
        groups : array-like of shape (n, 2), GeoDataFrame or GeoSeries, optional
            Locations: longitude and latitude in degrees (WGS 84), or geometries in any CRS.

        Yields
        ------
        train, test : ndarray of int64
            Indices of the rows, from 0.

        Raises
        ------
        SatclipError
            If a location is missing or not on Earth, or if there are fewer distinct locations than folds.
        """
        lonlat = _lonlat(X if groups is None else groups, "X" if groups is None else "groups")
        index = self._folds(lonlat)
        for fold in range(self.n_splits):
            yield np.flatnonzero(index != fold), np.flatnonzero(index == fold)

    @abstractmethod
    def _folds(self, lonlat: NDArray[np.float64]) -> NDArray[np.int64]:
        """Return the fold index (n,) of each location, from 0."""


class KNNDMSplit(_SpatialSplit):
    """k-fold nearest neighbour distance matching (kNNDM).

    The distribution of great-circle distances from test points to the nearest training point matches that from the
    prediction area to the nearest point. If the points are not clustered relative to the prediction area, folds
    are random, as in the paper.

    Parameters
    ----------
    area : GeoDataFrame, GeoSeries, sequence of 4 floats or array-like of shape (m, 2), optional
        Prediction area: polygons in any CRS; or west, south, east and north in degrees (west > east crosses the
        antimeridian); or points, longitude and latitude in degrees. By default, the bounding box of the points. Only
        the land of an extent or a bounding box is used if at least two thirds of the points, without those at sea
        within 0.25 degrees of land, are on land; only the sea if at least 90 % of all points are at sea.
    n_splits : int, default 5
        Number of folds.
    random_state : int, default 0
        Random seed.

    References
    ----------
    Linnenbrink, Milà, Ludwig and Meyer (2024), kNNDM CV: k-fold nearest-neighbour distance matching cross-validation
    for map accuracy estimation. doi:10.5194/gmd-17-5897-2024

    Examples
    --------
    >>> import numpy as np
    >>> from satclip_backend import KNNDMSplit
    >>> rng = np.random.default_rng(0)
    >>> lonlat = np.column_stack([rng.uniform(5, 15, 100), rng.uniform(45, 55, 100)])
    >>> [len(test) for _, test in KNNDMSplit(n_splits=2).split(lonlat)]
    [50, 50]
    """

    def __init__(self, area: Area | None = None, n_splits: int = 5, random_state: int = 0) -> None:
        self.area = area
        self.n_splits = n_splits
        self.random_state = random_state

    def _folds(self, lonlat: NDArray[np.float64]) -> NDArray[np.int64]:
        _check_n_splits(self.n_splits)
        area = _area_points(self.area, lonlat, self.random_state)
        return knndm(lonlat, area, self.n_splits, self.random_state).index


class SphericalBlockKFold(_SpatialSplit):
    """Spatial block cross-validation on the sphere, with approximately square blocks of about equal area.

    Parameters
    ----------
    block_size_km : float
        Side of a block in km. Blocks should be larger than the range of the residuals' spatial autocorrelation.
    n_splits : int, default 5
        Number of folds. Blocks are assigned so that folds have about equal size.
    random_state : int, default 0
        Random seed.

    References
    ----------
    Roberts et al. (2017), Cross-validation strategies for data with temporal, spatial, hierarchical, or phylogenetic
    structure. doi:10.1111/ecog.02881

    Examples
    --------
    >>> import numpy as np
    >>> from satclip_backend import SphericalBlockKFold
    >>> lonlat = np.array([[0, 0], [0.1, 0], [90, 0], [90.1, 0]])
    >>> [test.tolist() for _, test in SphericalBlockKFold(500, n_splits=2).split(lonlat)]
    [[0, 1], [2, 3]]
    """

    def __init__(self, block_size_km: float, n_splits: int = 5, random_state: int = 0) -> None:
        self.block_size_km = block_size_km
        self.n_splits = n_splits
        self.random_state = random_state

    def _folds(self, lonlat: NDArray[np.float64]) -> NDArray[np.int64]:
        _check_n_splits(self.n_splits)
        if not (np.isfinite(self.block_size_km) and self.block_size_km > 0):
            raise SatclipError(
                _(
                    "block_size_km must be a positive number of km, not {block_size_km}.",
                    block_size_km=self.block_size_km,
                )
            )
        return block_kfold(lonlat, self.block_size_km, self.n_splits, self.random_state).index


def _check_n_splits(n_splits: int) -> None:
    if not isinstance(n_splits, (int, np.integer)) or n_splits < 2:
        raise SatclipError(
            _("n_splits must be a whole number of at least 2, not {n_splits}.", n_splits=repr(n_splits))
        )


def _lonlat(locations: Any, name: str) -> NDArray[np.float64]:
    if isinstance(locations, (gpd.GeoDataFrame, gpd.GeoSeries)):
        lonlat = lonlat_of(locations)
    else:
        try:
            lonlat = np.asarray(locations, dtype=np.float64)
        except (TypeError, ValueError):
            lonlat = np.empty(0)
        if lonlat.ndim != 2 or lonlat.shape[1] != 2:
            raise SatclipError(
                joined(
                    [
                        _(
                            "{name} must hold the locations: a GeoDataFrame, or an array (n, 2) of longitude and "
                            "latitude.",
                            name=name,
                        ),
                        *([_("Give them as groups where X holds features.")] if name == "X" else []),
                    ]
                )
            )
    off = ~on_earth(lonlat)
    if off.any():
        raise SatclipError(
            _(
                "{rows} no location on Earth, the first is row {row} (from 0): drop them, and give "
                "longitude and latitude in degrees.",
                rows=ngettext("{count} row has", "{count} rows have", int(off.sum())),
                row=int(off.argmax()),
            )
        )
    return lonlat


def _area_points(area: Area | None, lonlat: NDArray[np.float64], seed: int) -> NDArray[np.float64]:
    """Return points (m, 2) of the prediction area, longitude and latitude in degrees."""
    if isinstance(area, (gpd.GeoDataFrame, gpd.GeoSeries)):
        return sample_area(lonlat, polygons=polygons_of(area), seed=seed).lonlat
    if area is None:
        return sample_area(lonlat, seed=seed).lonlat
    try:
        given = np.asarray(area, dtype=np.float64)
    except (TypeError, ValueError):
        raise no_area(area) from None
    if given.shape == (4,):
        return sample_area(lonlat, tuple(given.tolist()), seed=seed).lonlat
    return _lonlat(given, "area")
