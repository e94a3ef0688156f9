"""The multilayer perceptron of SatCLIP's published example on air temperature.

Source: notebook B01 of github.com/microsoft/satclip (1ead1067e9). It is trained on all observations at once by Adam
with a rate of 0.001, for 3,000 steps, without regularisation. Its two hidden layers of 64 units share their weights,
because the notebook repeats the same layer. Values are divided by the largest one. The notebook has regression only;
for classes, the output layer has a unit for each, and the loss is cross-entropy.
"""

from __future__ import annotations

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn

from satclip_backend.encoders.encoder import find_device
from satclip_backend.progress import Progress, no_progress

HIDDEN, STEPS, RATE = 64, 3000, 1e-3


def fit_predict(
    x: NDArray[np.float32],
    y: NDArray[np.float64] | NDArray[np.int64],
    test: NDArray[np.float32],
    classes: int = 0,
    seed: int = 0,
    progress: Progress = no_progress,
) -> NDArray[np.float64]:
    """Train on features (n, d) with values or codes (n,), and predict for `test` (m, d).

    Returns values (m,), or the outputs (m, classes) for `classes` classes. `progress` is called without messages.
    """
    device = find_device()
    device = torch.device("cpu") if device.type == "mps" else device
    scale = float(np.abs(y).max()) or 1.0
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(seed)
        hidden = nn.Linear(HIDDEN, HIDDEN)
        network = nn.Sequential(
            *(nn.Linear(x.shape[1], HIDDEN), nn.ReLU()),
            *(hidden, nn.ReLU(), hidden, nn.ReLU()),
            nn.Linear(HIDDEN, classes or 1),
        ).to(device)
    features = torch.as_tensor(x).to(device)
    target = torch.as_tensor(y if classes else y / scale, dtype=torch.int64 if classes else torch.float32)
    target, loss = target.to(device), nn.CrossEntropyLoss() if classes else nn.MSELoss()
    optimiser = torch.optim.Adam(network.parameters(), lr=RATE)
    for step in range(STEPS):
        if step % 10 == 0:
            progress(step / STEPS, "")
        optimiser.zero_grad()
        output = network(features)
        loss(output if classes else output[:, 0], target).backward()
        optimiser.step()
    with torch.no_grad():
        outputs: NDArray[np.float64] = network(torch.as_tensor(test).to(device)).cpu().double().numpy()
    return outputs if classes else outputs[:, 0] * scale
