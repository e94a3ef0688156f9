"""Writes small encoders in published layouts, and their embeddings, with the published code, into this folder.

Run it once with checkouts of github.com/elijahcole/sinr, cvl-umass/le-sinr and mvrl/TTE and the unpacked wheel rshf
0.2.2 of PyPI (all MIT or Apache-2.0): `python tests/data/location_encoders/make.py SINR LE-SINR TTE RSHF`.
"""

import sys
from importlib import import_module
from pathlib import Path
from types import ModuleType
from unittest.mock import MagicMock

import numpy as np
import torch

FOLDER = Path(__file__).parent
TTE = {
    "tte": {"n_sites": 40, "site_embed_dim": 6, "output_dim": 10, "hidden_dim": 12, "n_registers": 5},
    "tte-cosine": {
        "n_sites": 7,
        "site_embed_dim": 9,
        "output_dim": 9,
        "hidden_dim": 4,
        "n_reslayers": 1,
        "n_registers": 3,
        "register_fixed_gate": 0.3,
        "use_cosine_attention": True,
        "normalize": False,
    },
}


class Config:
    """What the published code needs of transformers' PretrainedConfig: attributes."""

    def from_dict(self, values):
        """Set attributes, and return the object as the published code expects."""
        vars(self).update(values)
        return self


def main(sinr: Path, le_sinr: Path, tte: Path, rshf: Path) -> None:
    """Write the encoders and `values.npz`."""
    for absent in ("matplotlib", "matplotlib.pyplot", "h3", "h3.unstable", "einops", "timm"):
        sys.modules[absent] = MagicMock()
    sys.modules["transformers"] = ModuleType("transformers")
    sys.modules["transformers"].PretrainedConfig = Config
    lonlat = points()
    values = {"lonlat": lonlat}
    for name, network in (
        ("sinr", make_sinr(sinr)),
        ("le-sinr", make_le_sinr(le_sinr)),
        *((name, make_tte(tte, name)) for name in TTE),
        ("taxabind", make_taxabind(rshf)),
    ):
        for dtype in (torch.float64, torch.float32):
            key = name if dtype == torch.float64 else f"{name}_float32"
            values[key] = evaluate(network, lonlat, dtype)
    np.savez_compressed(FOLDER / "values.npz", **values)


def points() -> np.ndarray:
    """Return 40 points (longitude, latitude): poles, antimeridian, equator, and random ones on the sphere."""
    rng = np.random.default_rng(7)
    special = [[lon, lat] for lat in (-90, 0, 45, 90) for lon in (-180, 0, 179.99, 180)]
    count = 40 - len(special)
    drawn = np.column_stack([rng.uniform(-180, 180, count), np.degrees(np.arcsin(rng.uniform(-1, 1, count)))])
    return np.vstack([special, drawn])


def modules(folder: Path, *names: str) -> list[ModuleType]:
    """Import modules of a checkout anew."""
    sys.path.insert(0, str(folder))
    for name in names:
        sys.modules.pop(name, None)
    found = [import_module(name) for name in names]
    sys.path.remove(str(folder))
    return found


@torch.no_grad()
def randomised(network: torch.nn.Module, seed: int) -> torch.nn.Module:
    """Draw parameters of which none is without effect."""
    generator = torch.Generator().manual_seed(seed)
    for parameter in network.parameters():
        scale = (parameter.shape[-1] if parameter.ndim > 1 else 4) ** -0.5
        parameter.add_(torch.randn(parameter.shape, generator=generator) * scale)
    return network.eval()


def make_sinr(folder: Path):
    """Write a checkpoint as `train.py` saves it, and return a function of longitude and latitude."""
    models, utils = modules(folder, "models", "utils")
    params = {
        "device": "cuda", "model": "ResidualFCNet", "num_filts": 8, "input_enc": "sin_cos", "depth": 2,
        "species_set": "all", "loss": "an_full", "lr": 0.0005, "input_dim": 4, "num_classes": 3,
        "class_to_taxa": [42, 43, 130714], "save_path": "./experiments/demo",
    }  # fmt: skip
    model = randomised(models.get_model(params), 1)
    torch.save({"state_dict": model.state_dict(), "params": params}, FOLDER / "sinr.pt")
    encoder = utils.CoordEncoder("sin_cos")
    return model, lambda lonlat: model(encoder.encode(lonlat), return_feats=True)


def make_le_sinr(folder: Path):
    """Write a checkpoint of the model with text, but with an embedding of each species in its place."""
    models, utils = modules(folder, "models", "utils")
    params = {
        "device": "cuda", "model": "HyperNet", "num_filts": 8, "input_enc": "sin_cos", "input_dim": 8, "depth": 1,
        "num_classes": 3, "species_dim": 5, "species_enc_depth": 0, "species_filts": 0, "species_enc": "embed",
        "pos_enc": "FCNet", "loss": "an_full", "class_to_taxa": [42, 43, 130714],
    }  # fmt: skip
    model = randomised(models.get_model(params), 2)
    torch.save({"state_dict": model.state_dict(), "params": params}, FOLDER / "le-sinr.pt")
    encoder = utils.CoordEncoder("sin_cos", input_dim=8)
    return model, lambda lonlat: model.pos_enc(encoder.encode(lonlat))


def make_tte(folder: Path, name: str):
    """Write a model for the Hugging Face Hub."""
    (package,) = modules(folder, "tte")
    model = randomised(package.TTE(**TTE[name]), 3)
    model.save_pretrained(FOLDER / name)
    (FOLDER / name / "README.md").unlink()

    def evaluated(lonlat):
        values = model.location(lonlat[:, [1, 0]])
        return torch.nn.functional.normalize(values, dim=-1) if model.normalize else values

    return model, evaluated


def make_taxabind(folder: Path):
    """Write a model for the Hugging Face Hub: TaxaBind's location encoder is the GeoCLIP of rshf."""
    sys.modules["rshf"] = package = ModuleType("rshf")
    package.__path__ = [str(folder / "rshf")]
    (module,) = modules(folder, "rshf.geoclip.model")
    config = {"sigma": [1, 16, 256], "input_size": 2, "encoded_size": 6, "dim": 12}
    model = randomised(module.LocationEncoder(config), 4)
    model.save_pretrained(FOLDER / "taxabind", config=config)
    (FOLDER / "taxabind" / "README.md").unlink()
    return model, lambda lonlat: model(lonlat[:, [1, 0]])


@torch.no_grad()
def evaluate(network, lonlat: np.ndarray, dtype: torch.dtype) -> np.ndarray:
    """Return the embeddings, with all constants of the published code in `dtype`, too."""
    model, function = network
    torch.set_default_dtype(dtype)
    model.to(dtype)
    try:
        # A copy, because the published code of SINR overwrites its input.
        return function(torch.tensor(lonlat, dtype=dtype)).numpy()
    finally:
        torch.set_default_dtype(torch.float32)
        model.to(torch.float32)


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
