"""Embeddings as columns of a GeoDataFrame, of pandas or of Dask."""

from __future__ import annotations

import warnings
from pathlib import Path
from typing import TYPE_CHECKING

import geopandas as gpd
import numpy as np

from satclip_backend.api.encoders import cached_encoder
from satclip_backend.api.frames import lonlat_of, table_of, warn_of_missing, with_columns
from satclip_backend.encoders import Encoder
from satclip_backend.encoders.cautions import cautions
from satclip_backend.encoders.encoder import check_month
from satclip_backend.encoders.pca import Pca
from satclip_backend.malloc import reuse_blocks
from satclip_backend.tables.columns import columns_of
from satclip_backend.tables.embedding import column_names
from satclip_backend.tables.months import months_of

if TYPE_CHECKING:
    import dask_geopandas


def embed(
    points: gpd.GeoDataFrame | dask_geopandas.GeoDataFrame,
    encoder: str | Path | Encoder = "bundled",
    *,
    components: int | None = None,
    month: int | str | None = None,
    prefix: str = "emb_",
    device: str | None = None,
) -> gpd.GeoDataFrame | dask_geopandas.GeoDataFrame:
    """Add the embedding of each location as columns.

    Parameters
    ----------
    points : GeoDataFrame
        n geometries in any CRS. Lines and polygons are represented by a point on their surface. A GeoDataFrame of
        dask_geopandas is embedded lazily, partition by partition; workers get the encoder from this process.
    encoder : str, Path or Encoder, default "bundled"
        Id of an installed encoder, path of an encoder file, or an encoder.
    components : int, optional
        Number of principal components to add instead of the embedding. The PCA is stored with the encoder and
        fitted on the whole sphere, so values are comparable between datasets.
    month : int or str, optional
        For an encoder of location and month, a month from 1 to 12, or the column with the date (or month) of each
        location. By default, and where the column has no date, the embedding is the mean over the year.
    prefix : str, default ``"emb_"``
        Prefix of the new columns.
    device : str, optional
        "cpu", "cuda", "cuda:1" or "mps"; by default, the fastest available.

    Returns
    -------
    GeoDataFrame
        Copy of `points` with the same rows and CRS, and a float32 column for each dimension (``emb_001``,
        ``emb_002``, ...) or component (``emb_pc1``, ...). Values are NaN in rows without a valid location, whose
        number is given in a warning, as is that of locations outside the area in which the encoder was trained (not
        by dask_geopandas).

    Raises
    ------
    SatclipError
        If `points` has no CRS, no valid location or already a column of that name, or if the encoder has fewer
        components.

    Examples
    --------
    >>> import geopandas as gpd
    >>> import satclip_backend as satclip
    >>> berlin = gpd.GeoDataFrame(geometry=gpd.points_from_xy([13.4], [52.5], crs="EPSG:4326"))
    >>> list(satclip.embed(berlin, components=2).columns)
    ['geometry', 'emb_pc1', 'emb_pc2']
    """
    loaded = cached_encoder(encoder, device)
    pca = None if components is None else loaded.pca.first(components)
    if isinstance(month, str):
        check_month(loaded, 1)
    else:
        loaded, month = loaded.at_month(month), None
    if hasattr(points, "map_partitions"):
        import dask

        meta = _embedded(points._meta, loaded, pca, month, prefix)  # noqa: SLF001 (Dask names it in its documentation)
        once = dask.delayed(loaded, traverse=False)  # type: ignore[attr-defined]  # sent to each worker once
        return points.map_partitions(_embedded, once, pca, month, prefix, meta=meta)
    embedded = _embedded(points, loaded, pca, month, prefix)
    if len(points):
        lonlat, missing = lonlat_of(points), np.isnan(embedded.iloc[:, -1].to_numpy())
        warn_of_missing(lonlat, missing, "embed")
        for sentence in cautions([loaded], lonlat[~missing]):
            warnings.warn(sentence, UserWarning, stacklevel=2)
    return embedded


def _embedded(
    points: gpd.GeoDataFrame, encoder: Encoder, pca: Pca | None, month: str | None, prefix: str
) -> gpd.GeoDataFrame:
    """Return a copy of the points with their embeddings; `month` is the column with dates."""
    reuse_blocks()
    lonlat, months = lonlat_of(points), None
    if month is not None:
        months = months_of(columns_of(table_of(points, [month]), [month]).fields[month], month)
    values = encoder.encode(lonlat, months=months)
    values = values if pca is None else pca.project(values)
    names = column_names(prefix, encoder.dimension, pca)
    return with_columns(points, dict(zip(names, np.asfortranarray(values).T)))
