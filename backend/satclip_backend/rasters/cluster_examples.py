"""Examples of a cluster: a few places that represent it, for labels."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from satclip_backend.encoders.heads import LinearHead
from satclip_backend.geo.sphere import unit
from satclip_backend.rasters.clusters import Clusters
from satclip_backend.rasters.similarity import known_places

if TYPE_CHECKING:
    from satclip_backend.encoders.encoder import Encoder

EXAMPLES = 5
"""Number of examples."""
CENTRAL = 0.25
"""Share of a cluster's places, those nearest to its centre in embedding space, among which examples are chosen."""


def cluster_at(encoder: Encoder, head: LinearHead, lonlat: NDArray[np.float64]) -> NDArray[np.uint8]:
    """Return the clusters (n,), from 1, of points (n, 2) in degrees; `head` is that of `Clusters`. 0: no embedding."""
    return Clusters.classes(encoder.encode(lonlat, head=head).T)


def cluster_examples(
    encoder: Encoder, members: NDArray[np.float64], centre: NDArray[np.float64] | None = None
) -> NDArray[np.intp]:
    """Return the indices of at most `EXAMPLES` places that represent a cluster.

    They are near its centre in embedding space, and as far apart on the globe as possible: each is the farthest from
    those before (Gonzalez 1985). The first is the nearest to the centre. Places that the encoder doesn't know are left
    out.

    Parameters
    ----------
    encoder : Encoder
        The encoder of the embedding space.
    members : (n, 2) float64
        Longitude and latitude of places of the cluster, in degrees.
    centre : (d,) float64 or None
        Centre of the cluster; by default the mean of the members' embeddings.

    Returns
    -------
    (m,) intp
        Rows of `members`; empty if the encoder knows none.

    References
    ----------
    Gonzalez, T. (1985). Clustering to minimize the maximum intercluster distance. Theoretical Computer Science 38.
    """
    rows = known_places(encoder, members)
    embeddings = encoder.encode(members[rows], dtype="float64")
    finite = np.isfinite(embeddings).all(axis=1)
    rows, embeddings = rows[finite], embeddings[finite]
    if not len(rows):
        return rows
    distance = np.linalg.norm(embeddings - (embeddings.mean(axis=0) if centre is None else centre), axis=1)
    central = np.argsort(distance, kind="stable")[: max(EXAMPLES, round(CENTRAL * len(rows)))]
    points = unit(members[rows[central]])
    chosen, gap = [0], np.linalg.norm(points - points[0], axis=1)
    while len(chosen) < EXAMPLES and gap.max() > 0:
        chosen.append(int(gap.argmax()))
        gap = np.minimum(gap, np.linalg.norm(points - points[chosen[-1]], axis=1))
    return rows[central[chosen]]
