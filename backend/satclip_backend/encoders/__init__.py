"""Location encoders, (longitude, latitude) -> vectors: harmonics, networks, import of checkpoints, the registry.

    from satclip_backend.encoders import load_encoder
    load_encoder("bundled").encode([[13.4, 52.5]])

This package does not depend on rasters, the server or QGIS. Modules that need torch are imported on first use.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from satclip_backend.encoders.encoder import Encoder
    from satclip_backend.encoders.load import load_encoder

_HOMES = {"Encoder": "encoder", "load_encoder": "load"}

__all__ = ["Encoder", "load_encoder"]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
