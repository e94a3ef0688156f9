"""The official SatCLIP training step without a cache of image features, for comparison.

timm's ResNet18 on 13 bands, frozen except for its last layer, processes every image in every epoch. The
location encoder (512 units, 256 dimensions, dropout 0.5) runs in float64. The loss is CLIP's, the optimiser
AdamW. Here the images are in memory, so reading and augmentation cost nothing, and the official harmonics are
computed by this project's code, which is several times faster than the official one.
"""

from __future__ import annotations

import time

import torch
from torch import nn

from satclip_backend.encoders.network import LocationEncoder
from satclip_backend.pretraining.image_encoders import image_encoder
from satclip_backend.pretraining.losses import START_LOGIT_SCALE, clip_loss

DIMENSION, CAPACITY, PIXELS, BANDS = 256, 512, 256, 13


def speed(degree: int, batch: int = 64, steps: int = 3) -> tuple[float, float]:
    """Return samples per second of wall-clock and of CPU time: means over `steps` steps after a warm-up step."""
    torch.manual_seed(0)
    visual = image_encoder("moco-resnet18", BANDS, PIXELS, weights="random").train()
    head = nn.Linear(visual.width, DIMENSION)
    network = LocationEncoder(degree, CAPACITY, DIMENSION, basis="official", dtype=torch.float64)
    scale = nn.Parameter(torch.tensor(START_LOGIT_SCALE))
    parameters = [*head.parameters(), *network.train().parameters(), scale]
    optimizer = torch.optim.AdamW(parameters, lr=1e-4, weight_decay=0.01)
    images = torch.rand(batch, BANDS, PIXELS, PIXELS)
    lonlat = torch.rand(batch, 2, dtype=torch.float64) * torch.tensor([360.0, 160.0]) - torch.tensor(
        [180.0, 80.0]
    )
    for step in range(steps + 1):
        if step == 1:
            clock, core = time.perf_counter(), time.process_time()
        loss = clip_loss(head(visual(images)), network(lonlat).float(), scale)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    samples = batch * steps
    return samples / (time.perf_counter() - clock), samples / (time.process_time() - core)
