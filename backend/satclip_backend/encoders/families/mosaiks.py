"""MOSAIKS: a table of features of the cells of a grid, such as its random convolutional features of Planet imagery.

References
----------
Rolf, Proctor, Carleton, Bolliger, Shankar, Ishihara, Recht and Hsiang (2021): A generalizable and accessible approach
to machine learning with global satellite imagery. Nature Communications 12.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from satclip_backend.encoders.families.family import Published
from satclip_backend.encoders.families.mosaiks_grid import SMALLEST, TOLERANCE, CellGrid, find_grid
from satclip_backend.encoders.metadata import LARGEST_DIMENSION, check_size, short
from satclip_backend.errors import SatclipError
from satclip_backend.progress import Progress, no_progress
from satclip_backend.translation import gettext_lazy as _

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from satclip_backend.encoders.families.feature_table import FeatureTable
    from satclip_backend.encoders.families.mosaiks_network import MosaiksNetwork

LIMITS = {"cells": (1, 2**27), "dimension": (1, LARGEST_DIMENSION)}
GRID = ("width", "height", "west", "south")
"""Settings of the grid, in degrees (`CellGrid`)."""
CITATION = (
    "Rolf, E., Proctor, J., Carleton, T., Bolliger, I., Shankar, V., Ishihara, M., Recht, B. and Hsiang, S. (2021):"
    " A generalizable and accessible approach to machine learning with global satellite imagery. Nature"
    " Communications 12, 4392."
)


class Mosaiks:
    """The family of tables of features."""

    name = "mosaiks"
    suffixes = (".csv", ".parquet")
    mapped = ("features",)

    def shapes(self, config: Mapping[str, Any]) -> dict[str, tuple[int, ...]]:
        """Return the name and shape of each tensor. Raises ValueError for an invalid config."""
        for name, limits in LIMITS.items():
            check_size(name, config.get(name), limits)
        for name in GRID:
            value = config.get(name)
            if type(value) not in (int, float) or not math.isfinite(value) or abs(value) > 360:
                raise ValueError(_("its {name} is {value}", name=name, value=short(value)))
            if name in ("width", "height") and value < SMALLEST * (1 - TOLERANCE):
                raise ValueError(_("its {name} is {value}", name=name, value=short(value)))
        return {"cells": (config["cells"], 2), "features": (config["cells"], config["dimension"])}

    def build(self, config: Mapping[str, Any]) -> MosaiksNetwork:
        """Return a table without values."""
        from satclip_backend.encoders.families.mosaiks_network import MosaiksNetwork

        return MosaiksNetwork(grid_of(config), config["cells"], config["dimension"])

    def read(self, path: Path, progress: Progress = no_progress) -> Published:
        """Return the features of the cells of a .csv or .parquet file.

        Raises SatclipError like `read_features`, and if the coordinates are not on a grid, or twice in a cell.
        """
        import torch

        from satclip_backend.encoders.families.feature_columns import column_list
        from satclip_backend.encoders.families.feature_table import read_features, stated_citation
        from satclip_backend.encoders.tensor_file import tensor_of

        table = read_features(path, progress)
        grid, cells = _cells(table, path.name)
        sentences = [
            f"Table of {table.features.shape[1]:,} features of {len(cells):,} cells of"
            f" {grid.width:g} x {grid.height:g} degrees, whose centres are the coordinates of the table. Points in"
            " other cells have no embedding."
        ]
        if table.left_out:
            sentences.append(f"Rows with missing values, which were left out: {table.left_out:,}.")
        if table.columns.unused:
            sentences.append(f"Columns that are not used: {column_list(table.columns.unused)}.")
        (west, south), (east, north) = table.lonlat.min(axis=0), table.lonlat.max(axis=0)
        return Published(
            config={
                "cells": len(cells),
                "dimension": table.features.shape[1],
                **{name: getattr(grid, name) for name in GRID},
            },
            tensors={
                "cells": torch.from_numpy(cells.astype(np.float32)),
                "features": tensor_of(table.features),
            },
            title=path.stem,
            description=" ".join(sentences),
            citation=stated_citation(path) or citation_of(path.stem),
            training_extent=(
                max(float(west) - grid.width / 2, -180.0),
                max(float(south) - grid.height / 2, -90.0),
                min(float(east) + grid.width / 2, 180.0),
                min(float(north) + grid.height / 2, 90.0),
            )
            if max(abs(west), abs(east)) <= 180
            else None,
        )


FAMILY = Mosaiks()


def citation_of(name: str) -> str:
    """Return the publication to cite for a table of that name: that of MOSAIKS if it has the word, or ""."""
    return CITATION if "mosaiks" in name.lower() else ""


def grid_of(config: Mapping[str, Any]) -> CellGrid:
    """Return the grid of a table."""
    return CellGrid(*(float(config[name]) for name in GRID))


def _cells(table: FeatureTable, file_name: str) -> tuple[CellGrid, NDArray[np.int64]]:
    """Return the grid of a table, and the cell (n, 2) of each row."""
    grid = find_grid(table.lonlat)
    if grid is None:
        raise SatclipError(
            _(
                "The coordinates of {file} are not the centres of the cells of a regular grid in degrees (WGS 84). A"
                " table of features needs one, because a point gets the features of its cell.",
                file=file_name,
            )
        )
    cells = grid.cells(table.lonlat)
    order = np.lexsort(cells.T)
    same = np.flatnonzero((np.diff(cells[order], axis=0) == 0).all(axis=1))
    if len(same):
        lon, lat = table.lonlat[order[same[0]]].tolist()
        raise SatclipError(
            _(
                "{file} has {count} rows too many: several have the same cell, such as the one at longitude {lon},"
                " latitude {lat}. Keep one row of each.",
                file=file_name,
                count=len(same),
                lon=f"{lon:g}",
                lat=f"{lat:g}",
            )
        )
    return grid, cells
