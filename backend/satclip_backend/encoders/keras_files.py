"""Safe reading of the weights of dense layers from files written by Keras 2 (HDF5, `.h5`).

Such a file may be malicious. Only plain data sets of this very file are read: no links to other files, no external or
virtual data, no filters, and nothing larger than the file.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
from numpy.typing import NDArray

from satclip_backend.encoders.metadata import short
from satclip_backend.errors import SatclipError
from satclip_backend.translation import gettext_lazy as _

Dense = tuple[NDArray[np.float32], NDArray[np.float32]]
"""Kernel (inputs, units) and bias (units,) of a layer."""


def read_dense_layers(file: Path | BinaryIO, file_name: str) -> dict[str, Dense]:
    """Return the dense layers of a file of weights, or of a whole model, by name.

    Their order is in attributes of the file, which are not read: damaged ones can keep HDF5 busy for ever. Raises
    SatclipError if h5py is not installed, or if the file is damaged or has other layers with weights.
    """
    h5py = _import_h5py()
    try:
        with h5py.File(file, "r") as root:
            group = _child(h5py, root, "model_weights") if "model_weights" in root else root
            found = {name: _child(h5py, group, name) for name in group}
            return {
                name: _dense(h5py, layer)
                for name, layer in found.items()
                if isinstance(layer, h5py.Group) and len(layer)
            }
    except Exception as error:  # a damaged file can raise any exception
        raise SatclipError(
            _(
                "{file} is not a file of weights of dense layers by Keras, or it is damaged ({reason}). Get the file"
                " again.",
                file=file_name,
                reason=str(error).partition("\n")[0][:200],
            )
        ) from None


def _import_h5py() -> Any:
    try:
        import h5py
    except ImportError as error:
        raise SatclipError(
            _(
                "Files of Keras (.h5) need h5py ({reason}). Install it with: {python} -m pip install h5py",
                reason=error,
                python=sys.executable,
            )
        ) from None
    return h5py


def _child(h5py: Any, group: Any, name: str) -> Any:
    """Return a member of the same file. Links that lead elsewhere are not followed."""
    if not isinstance(group.get(name, getlink=True), h5py.HardLink):
        raise ValueError(f"it has no {short(name)}")
    return group[name]


def _dense(h5py: Any, layer: Any) -> Dense:
    """Return the arrays of a layer, which are in a group of its own within that of the layer."""
    inner = [_child(h5py, layer, name) for name in layer]
    if len(inner) != 1 or not isinstance(inner[0], h5py.Group) or set(inner[0]) != {"kernel:0", "bias:0"}:
        raise ValueError(f"{short(layer.name)} is not a dense layer")
    kernel, bias = (_values(h5py, inner[0], name) for name in ("kernel:0", "bias:0"))
    if kernel.ndim != 2 or bias.shape != kernel.shape[1:]:
        raise ValueError(f"{short(layer.name)} is not a dense layer")
    return kernel, bias


def _values(h5py: Any, group: Any, name: str) -> NDArray[np.float32]:
    """Return the values of a data set that is stored in one piece in this file."""
    dataset = _child(h5py, group, name)
    if not isinstance(dataset, h5py.Dataset) or dataset.dtype != np.float32:
        raise ValueError(f"{short(name)} is not an array in float32")
    stored = dataset.id.get_offset() is not None and dataset.id.get_storage_size() == dataset.nbytes
    if not stored or dataset.external or dataset.is_virtual:
        raise ValueError(f"{short(name)} is not stored in one piece")
    return dataset[()]
