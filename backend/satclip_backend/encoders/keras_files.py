"""Safe reading of the weights of dense layers from files written by Keras 2 (HDF5, `.h5`).

Such a file may be malicious. Only plain data sets of this very file are read: no links to other files, no external or
virtual data, no filters, and nothing larger than the file.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
from numpy.typing import NDArray

from satclip_backend.encoders.metadata import short
from satclip_backend.errors import SatclipError
from satclip_backend.translation import gettext_lazy as _

Dense = tuple[NDArray[np.float32], NDArray[np.float32]]
"""Kernel (inputs, units) and bias (units,) of a layer."""

MOST_LAYERS = 100


def read_dense_layers(file: Path | BinaryIO, file_name: str) -> list[Dense]:
    """Return the dense layers of a file of weights or of a whole model, in the order in which Keras loads them.

    Layers without weights are left out. Raises SatclipError if h5py is not installed, or if the file is damaged or has
    other layers.
    """
    h5py = _import_h5py()
    try:
        with h5py.File(file, "r") as root:
            group = root
            if "layer_names" not in root.attrs and "model_weights" in root:
                group = _child(h5py, root, "model_weights")
            names = _names(group, "layer_names")
            layers = []
            for name in names[:MOST_LAYERS]:
                layer = _child(h5py, group, name)
                weights = _names(layer, "weight_names")
                if not weights:
                    continue
                if len(weights) != 2:
                    raise ValueError(f"layer {short(name)} has {len(weights)} arrays")
                kernel, bias = (_values(h5py, layer, weight) for weight in weights)
                if kernel.ndim != 2 or bias.shape != kernel.shape[1:]:
                    raise ValueError(f"layer {short(name)} is not dense")
                layers.append((kernel, bias))
            return layers
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
                "Files of Keras (.h5) need h5py ({reason}). Install it with: pip install 'satclip-backend[gps2vec]'",
                reason=error,
            )
        ) from None
    return h5py


def _child(h5py: Any, group: Any, name: str) -> Any:
    """Return a member of the same file, by a path of names. Links that lead elsewhere are not followed."""
    for part in name.split("/"):
        if not isinstance(group, h5py.Group) or not isinstance(group.get(part, getlink=True), h5py.HardLink):
            raise ValueError(f"it has no {short(name)}")
        group = group[part]
    return group


def _names(group: Any, attribute: str) -> list[str]:
    return [
        name.decode() if isinstance(name, bytes) else str(name)
        for name in np.asarray(group.attrs[attribute]).ravel().tolist()
    ]


def _values(h5py: Any, layer: Any, name: str) -> NDArray[np.float32]:
    """Return the values of a data set that is stored in one piece in this file."""
    dataset = _child(h5py, layer, name)
    if not isinstance(dataset, h5py.Dataset) or dataset.dtype != np.float32:
        raise ValueError(f"{short(name)} is not an array in float32")
    stored = dataset.id.get_offset() is not None and dataset.id.get_storage_size() == dataset.nbytes
    if not stored or dataset.external or dataset.is_virtual:
        raise ValueError(f"{short(name)} is not stored in one piece")
    return dataset[()]
