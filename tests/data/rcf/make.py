"""Compute the reference values with TorchGeo: `python make.py WHEEL`, the wheel of torchgeo 0.10.1.

Only its module `torchgeo.models.rcf` is executed. The class of data sets that it imports for an annotation is replaced
by an empty one.
"""

import sys
import zipfile
from pathlib import Path
from types import ModuleType

import numpy as np
import torch

HERE = Path(__file__).parent
SEED, BANDS, FILTERS, SIDE = 5, 3, 6, 3


def main() -> None:
    """Write `values.npz`."""
    datasets, rcf = ModuleType("torchgeo.datasets"), ModuleType("torchgeo.models.rcf")
    datasets.NonGeoDataset = object
    rcf.__package__ = "torchgeo.models"
    sys.modules |= {"torchgeo": ModuleType("torchgeo"), "torchgeo.models": ModuleType("torchgeo.models")}
    sys.modules["torchgeo.datasets"] = datasets
    with zipfile.ZipFile(sys.argv[1]) as wheel:
        exec(wheel.read("torchgeo/models/rcf.py"), rcf.__dict__)
    random = np.random.default_rng(0)
    images = random.uniform(0, 1, (4, BANDS, 10, 10)).astype(np.float32)
    patches = random.uniform(0, 1, (300, BANDS, SIDE, SIDE)).astype(np.float32)
    patches[7] = 0.25  # a flat one
    model = rcf.RCF(in_channels=BANDS, features=2 * FILTERS, kernel_size=SIDE, bias=-1.0, seed=SEED)
    strong = rcf.RCF(in_channels=BANDS, features=2 * FILTERS, kernel_size=SIDE, bias=0.5, seed=SEED)
    np.savez(
        HERE / "values.npz",
        images=images,
        filters=model.weights.numpy(),
        features=model(torch.from_numpy(images)).numpy(),
        features_bias=strong(torch.from_numpy(images)).numpy(),
        patches=patches,
        whitened=model._normalize(patches).astype(np.float32),
    )


if __name__ == "__main__":
    main()
