"""Location embeddings as a scikit-learn transformer."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
from numpy.typing import NDArray
from sklearn.base import BaseEstimator, TransformerMixin
from sklearn.utils.validation import check_is_fitted, validate_data

from satclip_backend.api.encoders import cached_encoder
from satclip_backend.api.frames import lonlat_of
from satclip_backend.tables.embedding import column_names


class SatclipTransformer(TransformerMixin, BaseEstimator):  # type: ignore[misc]
    """Transform locations into SatCLIP embeddings.

    Parameters
    ----------
    encoder : str or Path, default "bundled"
        Id of an installed encoder, or path of an encoder file.
    components : int, optional
        Number of principal components to return instead of the embedding. The PCA is stored with the encoder and
        fitted on the whole sphere.
    device : str, optional
        "cpu", "cuda", "cuda:1" or "mps"; by default, the fastest available.

    Attributes
    ----------
    n_features_in_ : int
        2: longitude and latitude.
    feature_names_in_ : ndarray of str, shape (2,)
        Names of the columns seen by `fit`, if it was given a data frame.
    encoder_id_ : str
        Id of the encoder.
    n_features_out_ : int
        Number of columns that `transform` returns.

    Examples
    --------
    >>> from sklearn.linear_model import Ridge
    >>> from sklearn.pipeline import make_pipeline
    >>> from satclip_backend import SatclipTransformer
    >>> model = make_pipeline(SatclipTransformer(components=8), Ridge())
    >>> lonlat = [[13.4, 52.5], [2.4, 48.9], [-0.1, 51.5]]
    >>> model.fit(lonlat, [9.9, 11.7, 11.1]).predict(lonlat).shape
    (3,)
    """

    def __init__(
        self,
        encoder: str | Path = "bundled",
        *,
        components: int | None = None,
        device: str | None = None,
    ) -> None:
        self.encoder = encoder
        self.components = components
        self.device = device

    def fit(self, X: Any, y: object = None) -> SatclipTransformer:
        """Validate the input and load the encoder.

        Parameters
        ----------
        X : array-like of shape (n, 2), or GeoDataFrame
            Longitude and latitude in degrees on WGS 84, float64; or geometries in any CRS.
        y : object
            Not used.

        Returns
        -------
        SatclipTransformer

        Raises
        ------
        ValueError
            If X does not have that shape, or contains non-finite values.
        NotFoundError, SatclipError
            If the encoder can't be loaded or has fewer components.
        """
        self._checked(X, reset=True)
        loaded = cached_encoder(self.encoder, self.device)
        self.encoder_id_ = loaded.id
        self.n_features_out_ = len(self.get_feature_names_out())
        return self

    def transform(self, X: Any) -> NDArray[np.float32]:
        """Return the embeddings of locations.

        Parameters
        ----------
        X : array-like of shape (n, 2), or GeoDataFrame
            See `fit`. Longitudes wrap; a latitude beyond 90 degrees gives a row of NaN.

        Returns
        -------
        ndarray of float32, shape (n, ``n_features_out_``)

        Raises
        ------
        ValueError
            If X is not valid, as in `fit`.
        """
        check_is_fitted(self, "encoder_id_")
        lonlat = self._checked(X, reset=False)
        loaded = cached_encoder(self.encoder, self.device)
        values = loaded.encode(lonlat)
        return values if self.components is None else loaded.pca.project(values, self.components)

    def get_feature_names_out(self, input_features: object = None) -> NDArray[np.object_]:
        """Return the names of the output columns: ``emb_001``, ``emb_002``, ..., or ``emb_pc1``, ...

        Parameters
        ----------
        input_features : object
            Not used.

        Returns
        -------
        ndarray of str
        """
        check_is_fitted(self, "encoder_id_")
        loaded = cached_encoder(self.encoder, self.device)
        pca = None if self.components is None else loaded.pca.first(self.components)
        return np.array(column_names("emb_", loaded.dimension, pca), dtype=object)

    def _checked(self, X: Any, *, reset: bool) -> NDArray[np.float64]:
        if isinstance(X, (gpd.GeoDataFrame, gpd.GeoSeries)):
            X = lonlat_of(X)
        lonlat: NDArray[np.float64] = validate_data(self, X, dtype=np.float64, reset=reset)
        if lonlat.shape[1] != 2:
            raise ValueError(
                f"X has {lonlat.shape[1]} feature(s), and SatclipTransformer expects 2: longitude and latitude in "
                "degrees. Select them with a ColumnTransformer where there are more."
            )
        return lonlat

    def __sklearn_tags__(self) -> Any:
        tags = super().__sklearn_tags__()
        tags.transformer_tags.preserves_dtype = []  # always float32
        tags.requires_fit = True
        return tags
