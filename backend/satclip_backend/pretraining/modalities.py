"""Image features of several modalities, side by side."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from functools import reduce

import numpy as np

from satclip_backend.errors import SatclipError
from satclip_backend.pretraining.features import ImageFeatures, image_features
from satclip_backend.pretraining.images.patches import Patches
from satclip_backend.pretraining.settings import ModalitySettings, PretrainingConfig
from satclip_backend.progress import Progress, no_progress, part_of
from satclip_backend.translation import gettext_lazy as _


def features_of_all(
    patches: Patches,
    modalities: Sequence[Patches],
    config: PretrainingConfig,
    progress: Progress = no_progress,
) -> ImageFeatures:
    """Return the image features of patches, and of those of further modalities around the same points.

    Points that lack a modality are left out. Raises SatclipError as `image_features` does, and if no point is left.
    """
    every = [(patches, config.features)]
    every += [
        (other, settings.features(config.features.seed))
        for other, settings in zip(modalities, config.modalities, strict=True)
    ]
    features = [
        image_features(part, settings, part_of(progress, i / len(every), (i + 1) / len(every)))
        for i, (part, settings) in enumerate(every)
    ]
    return side_by_side(features[0], features[1:], config.modalities) if modalities else features[0]


def side_by_side(
    main: ImageFeatures, others: Sequence[ImageFeatures], settings: Sequence[ModalitySettings]
) -> ImageFeatures:
    """Return the features of all modalities as columns, at the points that all have.

    With weights w (1 for the main imagery) and k of all K columns, a modality is multiplied by sqrt(w K / k). The mean
    squared error over all columns is then the sum of the modalities' mean squared errors, times their weights.
    Raises SatclipError if there is no such point.
    """
    rows = reduce(np.intersect1d, [features.rows for features in (main, *others)])
    if not len(rows):
        names = ", ".join(modality.name for modality in settings)
        raise SatclipError(
            _("No point has a patch in all images ({names}): they must cover the same area.", names=names)
        )
    weights = [1.0, *(modality.weight for modality in settings)]
    total = sum(features.values.shape[1] for features in (main, *others))
    columns = [
        features.values[np.searchsorted(features.rows, rows)]
        * np.float32(np.sqrt(weight * total / features.values.shape[1]))
        for features, weight in zip((main, *others), weights)
    ]
    skipped = Counter(main.skipped)
    for features, modality in zip(others, settings):
        missing = len(np.setdiff1d(main.rows, features.rows))
        if missing:
            skipped[_("without a patch of {name}", name=modality.name)] += missing
    keys = [[features.key, weight] for features, weight in zip((main, *others), weights)]
    return replace(
        main,
        lonlat=main.lonlat[np.searchsorted(main.rows, rows)],
        values=np.concatenate(columns, 1),
        dropped=main.dropped + len(main.rows) - len(rows),
        key=hashlib.sha256(json.dumps(keys).encode()).hexdigest(),
        skipped=dict(skipped),
        rows=rows,
    )
