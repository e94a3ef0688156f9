"""Other implementations of SatCLIP's spherical harmonics, from PyPI, in `build/peers`: run, never copied.

Only the module with the basis is loaded, because the packages have many unrelated dependencies. Other imports
of such a module are replaced by empty stubs.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from types import ModuleType

import torch

FOLDER = Path(__file__).resolve().parents[2] / "build" / "peers"
PACKAGES = ("rshf==0.2.2", "torchgeo==0.10.1", "einops==0.8.1")

Basis = Callable[[torch.Tensor], torch.Tensor]


def install() -> str:
    """Install missing packages, without dependencies. Returns an error message, or ""."""
    if all((FOLDER / package.partition("=")[0]).is_dir() for package in PACKAGES):
        return ""
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps"]
    done = subprocess.run(
        [*pip, "--ignore-requires-python", "--target", FOLDER, *PACKAGES], capture_output=True, text=True
    )
    return "" if done.returncode == 0 else f"pip could not install it: {done.stderr.strip().splitlines()[-1]}"


def official(degree: int) -> Basis:
    """Return the official SatCLIP basis, 'analytic', as included in rshf. float64."""
    return _load("rshf", "rshf.satclip.spherical_harmonics").SphericalHarmonics(degree)


def torchgeo(degree: int, dtype: torch.dtype) -> Basis:
    """Return torchgeo's basis, a recurrence."""
    model = ModuleType("torchvision.models._api")
    model.Weights, model.WeightsEnum = (lambda **options: None), object
    stand_ins = {
        "torchvision": ModuleType("torchvision"),
        "torchvision.models": ModuleType("torchvision.models"),
        "torchvision.models._api": model,
    }
    for name, module in stand_ins.items():
        sys.modules.setdefault(name, module)
    return _load("torchgeo", "torchgeo.models.satclip").SphericalHarmonics(degree).to(dtype)


def _load(package: str, module: str) -> ModuleType:
    """Import a module without running the `__init__` of its packages."""
    if str(FOLDER) not in sys.path:
        sys.path.append(str(FOLDER))
    for parent in (package, module.rpartition(".")[0]):
        if parent not in sys.modules:
            bare = ModuleType(parent)
            bare.__path__ = [str(FOLDER / parent.replace(".", "/"))]
            sys.modules[parent] = bare
    return import_module(module)
