"""The optimiser of pretraining."""

from __future__ import annotations

import torch

from satclip_backend.pretraining.model import PretrainingModel
from satclip_backend.pretraining.settings import TrainingSettings


def adamw(model: PretrainingModel, settings: TrainingSettings) -> torch.optim.Optimizer:
    """Return AdamW with weight decay for matrices only, not for biases, norms or the logit scale.

    `factor` of a parameter group scales its learning rate.
    """
    image = [] if model.image_encoder is None else list(model.image_encoder.parameters())
    known = {id(parameter) for parameter in image}
    groups = []
    for parameters, factor in (
        ([p for p in model.parameters() if id(p) not in known], 1.0),
        (image, settings.image_rate),
    ):
        for matrices, decay in ((True, settings.weight_decay), (False, 0.0)):
            chosen = [p for p in parameters if p.requires_grad and (p.ndim >= 2) == matrices]
            if chosen:
                groups.append({"params": chosen, "weight_decay": decay, "factor": factor})
    return torch.optim.AdamW(groups, lr=settings.learning_rate)
