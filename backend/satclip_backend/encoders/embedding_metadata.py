"""Metadata of files of embeddings, under the names of the STAC extension for embeddings where it has one.

The key `emb` in the footer of a Parquet file is a recommendation of the geo-embeddings group
(github.com/geo-embeddings/geo-embeddings-site, bestpractices.md). The fields `emb:...` are those of version 0.0.1 of
the extension (github.com/geo-embeddings/embeddings-stac-specification), `processing:...` those of the STAC processing
extension 1.2.0, `data_type` that of STAC's common metadata. What these don't define is under `satclip:...`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from satclip_backend import __version__

if TYPE_CHECKING:
    from satclip_backend.encoders.encoder import Encoder

EMB = "https://stac-extensions.github.io/embeddings/v0.0.1/schema.json"
PROCESSING = "https://stac-extensions.github.io/processing/v1.2.0/schema.json"
SOFTWARE = "satclip-backend"
TAG = "EMB"
"""Tag of a map with the metadata, as JSON."""


def embedding_metadata(
    encoder: Encoder,
    columns: Sequence[str],
    dimensions: int,
    *,
    fitted_on: str | None = None,
    date_field: str | None = None,
) -> dict[str, Any]:
    """Return the metadata of a file with float32 embeddings, as plain values.

    Parameters
    ----------
    encoder : Encoder
        The encoder, at the month of the embeddings.
    columns : sequence of str
        Columns or bands with the embeddings: one column of vectors, or one for each dimension.
    dimensions : int
        Number of dimensions of a vector.
    fitted_on : str, optional
        For principal components of the embeddings, `Pca.fitted_on`.
    date_field : str, optional
        Column with the date of each row, whose month its embedding has.
    """
    run = {
        "encoder": encoder.id,
        "family": encoder.metadata.family,
        "weights_sha256": encoder.weights_sha256,
        "encoder_dimensions": encoder.dimension,
        **({} if encoder.month is None else {"month": encoder.month}),
        **({} if date_field is None else {"date_field": date_field}),
    }
    pca = {"format": SOFTWARE, "expression": {"principal_components": dimensions, "fitted_on": fitted_on}}
    return {
        "stac_extensions": [EMB, PROCESSING],
        "emb:dimensions": dimensions,
        "data_type": "float32",
        "emb:runtime_parameters": run,
        **({"emb:postprocessing": pca} if fitted_on is not None else {}),
        "processing:software": {SOFTWARE: __version__},
        "satclip:columns": list(columns),
        "satclip:input": {"crs": "OGC:CRS84", "order": ["longitude", "latitude"], "unit": "degree"},
        "satclip:normalization": "none",
    }
