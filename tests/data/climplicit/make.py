"""Compute the reference values of Climplicit with the published code: `python make.py WHEEL`, the wheel of rshf 0.2.2.

Only the modules `direct` and `siren` of its package `climplicit` are executed; they need torch.
"""

import sys
import zipfile
from pathlib import Path
from types import ModuleType

import numpy as np
import torch

HERE = Path(__file__).parent
MONTHS = (1, 4, 7, 12)


def module(wheel: zipfile.ZipFile, name: str) -> ModuleType:
    """Return a module of the wheel."""
    loaded = ModuleType(name)
    exec(wheel.read(f"rshf/climplicit/{name}.py"), loaded.__dict__)
    return loaded


def main() -> None:
    """Write `small.pth` and `values.npz`."""
    with zipfile.ZipFile(sys.argv[1]) as wheel:
        direct, siren = module(wheel, "direct"), module(wheel, "siren")
    torch.manual_seed(0)
    with torch.no_grad():
        network = siren.SirenNet(
            dim_in=4,
            dim_hidden=16,
            dim_out=5,
            num_layers=6,
            dropout=False,
            h_siren=True,
            residual_connections=True,
        )
    regressor = torch.nn.Linear(5, 11)
    state = {f"location_encoder.{name}": value for name, value in network.state_dict().items()}
    state |= {f"chelsa_regressor.{name}": value for name, value in regressor.state_dict().items()}
    torch.save(state, HERE / "small.pth")
    random = np.random.default_rng(0)
    lonlat = np.column_stack([random.uniform(-180, 180, 60), random.uniform(-90, 90, 60)])
    lonlat = np.vstack([lonlat, [[-180, 90], [180, -90], [0, 0], [8.550155, 47.396702]]])
    position = direct.Direct(lon_min=-180, lon_max=180, lat_min=-90, lat_max=90)(torch.from_numpy(lonlat))
    values = {}
    for month in MONTHS:
        angle = torch.full((len(lonlat), 1), float(month)) / 12 * torch.pi * 2
        inputs = torch.cat([position, angle.sin(), angle.cos()], dim=1)
        values[f"month_{month}"] = network(inputs).detach().numpy()
    np.savez(HERE / "values.npz", lonlat=lonlat, **values)


if __name__ == "__main__":
    main()
