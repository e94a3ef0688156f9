"""Writes reference values of the published package geoclip 1.3.0 (MIT) into this folder.

Run it once with the unpacked wheel: `python tests/data/geoclip/make.py FOLDER`. Only torch and numpy are needed, as
the modules of the location encoder are imported without the package's own `__init__`.
"""

import sys
from importlib import import_module
from pathlib import Path
from types import ModuleType

import numpy as np
import torch

FOLDER = Path(__file__).parent
SIGMAS, FEATURES, WIDTH, DIMENSION = (2**0, 2**4, 2**8), 6, 8, 512
"""Sizes of the small network. The published code allows 512 dimensions only."""
STEP = 16
"""Values of every 16th dimension are kept."""


def main(unpacked: Path) -> None:
    """Write the small network in the published layout, and values of it and of the published weights."""
    for name, folder in (("geoclip", "geoclip"), ("geoclip.model", "geoclip/model")):
        package = sys.modules[name] = ModuleType(name)
        package.__path__ = [str(unpacked / folder)]
    encoder, rff = import_module("geoclip.model.location_encoder"), import_module("geoclip.model.rff")
    lonlat = points()

    torch.manual_seed(3)
    small = encoder.LocationEncoder(from_pretrained=False)
    for index, sigma in enumerate(SIGMAS):
        capsule = getattr(small, f"LocEnc{index}")
        linear, relu = torch.nn.Linear, torch.nn.ReLU
        capsule.capsule = torch.nn.Sequential(
            rff.GaussianEncoding(sigma=sigma, input_size=2, encoded_size=FEATURES),
            *(
                linear(2 * FEATURES, WIDTH),
                relu(),
                linear(WIDTH, WIDTH),
                relu(),
                linear(WIDTH, WIDTH),
                relu(),
            ),
        )
        capsule.head = torch.nn.Sequential(linear(WIDTH, DIMENSION))
    torch.save(small.state_dict(), FOLDER / "small.pth")

    published = encoder.LocationEncoder()
    values = {"lonlat": lonlat}
    for name, network in (("small", small), ("published", published)):
        values[f"{name}_float32"] = evaluate(network, lonlat, torch.float32)[:, ::STEP]
        values[name] = evaluate(network, lonlat, torch.float64)[:, ::STEP]
    np.savez_compressed(FOLDER / "values.npz", **values)


def points() -> np.ndarray:
    """Return 64 points (longitude, latitude): poles, antimeridian, equator, and random ones on the sphere."""
    rng = np.random.default_rng(7)
    special = [[lon, lat] for lat in (-90, -60, 0, 45, 90) for lon in (-180, 0, 179.99, 180)]
    count = 64 - len(special)
    drawn = np.column_stack([rng.uniform(-180, 180, count), np.degrees(np.arcsin(rng.uniform(-1, 1, count)))])
    return np.vstack([special, drawn])


@torch.no_grad()
def evaluate(network: torch.nn.Module, lonlat: np.ndarray, dtype: torch.dtype) -> np.ndarray:
    """Return the embeddings, with all constants of the published code in `dtype`, too."""
    torch.set_default_dtype(dtype)
    try:
        latlon = torch.from_numpy(lonlat[:, ::-1].copy()).to(dtype)
        return network.to(dtype).eval()(latlon).numpy()
    finally:
        torch.set_default_dtype(torch.float32)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
