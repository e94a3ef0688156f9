"""Image features of several modalities, side by side."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from satclip_backend.errors import SatclipError
from satclip_backend.pretraining.features import ImageFeatures, image_features
from satclip_backend.pretraining.images.monthly import MONTHS, MonthlyPatches
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

    Raises SatclipError as `image_features` does.
    """
    every = [(patches, config.features)]
    every += [
        (other, settings.features(config.features.seed))
        for other, settings in zip(modalities, config.modalities, strict=True)
    ]
    features = []
    for i, (part, settings) in enumerate(every):
        try:
            report = part_of(progress, i / len(every), (i + 1) / len(every))
            features.append(image_features(part, settings, report))
        except SatclipError as error:
            if not i:
                raise
            name = config.modalities[i - 1].name
            raise SatclipError(_("{file}: {reason}", file=name, reason=error)) from None
    if not modalities:
        return features[0]
    rows_per_point = MONTHS if isinstance(patches, MonthlyPatches) else 1
    return side_by_side(features[0], features[1:], config.modalities, rows_per_point)


def side_by_side(
    main: ImageFeatures,
    others: Sequence[ImageFeatures],
    settings: Sequence[ModalitySettings],
    rows_per_point: int = 1,
) -> ImageFeatures:
    """Return the features of all modalities as columns, at the points of the main imagery.

    With weights w (1 for the main imagery) and k of all K columns, a modality is multiplied by sqrt(w K / k). The mean
    squared error over all columns is then the sum of the modalities' mean squared errors, times their weights. A
    modality is NaN at points that lack it; they are counted in `incomplete`. The main imagery has `rows_per_point`
    consecutive rows for each point, as `MonthlyPatches` has; a modality has one, and is the same in all of them.
    """
    weights = [1.0, *(modality.weight for modality in settings)]
    total = sum(features.values.shape[1] for features in (main, *others))
    columns, incomplete, points = [], {}, main.rows // rows_per_point
    for features, weight in zip((main, *others), weights):
        width = features.values.shape[1]
        wanted = main.rows if features is main else points
        place = np.minimum(np.searchsorted(features.rows, wanted), len(features.rows) - 1)
        found = features.rows[place] == wanted
        part = np.full((len(wanted), width), np.nan, np.float32)
        part[found] = features.values[place[found]] * np.float32(np.sqrt(weight * total / width))
        columns.append(part)
        if not found.all():
            name = settings[len(columns) - 2].name
            # A file may be given twice, with other settings.
            incomplete[name] = max(incomplete.get(name, 0), len(np.unique(wanted[~found])))
    keys = [[features.key, weight] for features, weight in zip((main, *others), weights)]
    return replace(
        main,
        values=np.concatenate(columns, 1),
        key=hashlib.sha256(json.dumps(keys).encode()).hexdigest(),
        incomplete=incomplete,
    )
