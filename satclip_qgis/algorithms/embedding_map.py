"""satclip:embeddingmap: principal components of the embeddings, as a raster."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from qgis.core import (
    QgsProcessingException,
    QgsProcessingParameterFile,
    QgsProcessingParameterFileDestination,
)

from satclip_qgis.algorithms.groups import EXPLORE
from satclip_qgis.algorithms.jobs import JobWithUploads, value_of
from satclip_qgis.algorithms.map_algorithm import MapAlgorithm
from satclip_qgis.bridge.client import save_json
from satclip_qgis.i18n import tr
from satclip_qgis.layers.map_style import style_map
from satclip_qgis.parameters.declared import add, add_choice, add_flag, add_number, inputs_of
from satclip_qgis.parameters.encoders import add_encoder, add_month
from satclip_qgis.parameters.grid import add_grid

LARGEST_BASIS = 64 << 20


class EmbeddingMap(MapAlgorithm):
    """Creates a map of the principal components of the embeddings."""

    group_id = EXPLORE
    BASIS, BASIS_FILE, COMPONENTS, BASIS_OUTPUT = "BASIS", "BASIS_FILE", "COMPONENTS", "BASIS_OUTPUT"
    COLOURS = "COLOURS"
    FILE = "file"
    """The choice of a basis from BASIS_FILE."""

    def texts(self) -> tuple[str, str, str]:
        """Return title, short description and search terms."""
        return (
            tr("Create an embedding map"),
            tr("Maps the principal components of the SatCLIP embedding of each pixel."),
            tr("satclip,embedding,raster,map,pca,principal components,satellite,machine learning"),
        )

    def initAlgorithm(self, configuration: dict | None = None) -> None:
        """Declare the parameters and outputs."""
        add_grid(self)
        add_encoder(self)
        add_month(self)
        choices = {
            "encoder": tr("Encoder (same colours on every map)"),
            "extent": tr("Map extent (highest contrast)"),
            self.FILE: tr("Saved basis file"),
        }
        help = tr("Maps with the same PCA basis have comparable colours.")
        add_choice(self, self.BASIS, tr("PCA basis"), choices, help)
        file = QgsProcessingParameterFile(
            self.BASIS_FILE, tr("PCA basis file"), extension="json", optional=True
        )
        add(self, file, tr("Only used with “Saved basis file”."))
        add_number(self, self.COMPONENTS, tr("Number of principal components (bands)"))
        help = tr(
            "Adds the bands Red, Green and Blue to three or more components. They show the first three in balanced "
            "colours, as in the live layer."
        )
        add_flag(self, self.COLOURS, tr("Add colour bands"), help, default=True)
        self.add_map(tr("Embedding map"))
        basis = QgsProcessingParameterFileDestination(
            self.BASIS_OUTPUT, tr("Output PCA basis"), "JSON (*.json)", None, True, False
        )
        add(self, basis, tr("Use this file as PCA basis to create other maps with the same colours."))

    def prepare(self, parameters, context, job: JobWithUploads) -> dict[str, Any]:
        """Open the output file of the basis, and read the basis to use."""
        self.basis_path = self.outputs.file(self.BASIS_OUTPUT)
        if inputs_of(self, parameters, context)["basis"] != self.FILE:
            return {}
        return {"basis": read_basis(self.parameterAsFile(parameters, self.BASIS_FILE, context))}

    def finish(self, results: dict[str, Any], feedback) -> dict[str, Any]:
        """Save the basis, and style the map."""
        if self.basis_path:
            save_json(self.basis_path, value_of(results, "basis"))
        shares = value_of(results, "summary")["explained_variance"]
        self.outputs.style(
            self.OUTPUT, style_map, value_of(results, "stretch"), value_of(results, "legend"), shares
        )
        return {}


def read_basis(name: str) -> dict:
    """Return the PCA basis in a file. Raises QgsProcessingException if the file is not a PCA basis."""
    if not name:
        raise QgsProcessingException(tr("Choose a PCA basis file (BASIS_FILE)."))
    try:
        path = Path(name)
        if path.stat().st_size > LARGEST_BASIS or not path.is_file():
            raise ValueError
        basis = json.loads(path.read_text(encoding="utf-8"))
        if not isinstance(basis, dict):
            raise ValueError
    except OSError as error:
        raise QgsProcessingException(
            tr("The PCA basis file can't be read: {reason}.").format(reason=error)
        ) from error
    except ValueError as error:
        raise QgsProcessingException(
            tr(
                "{file} is not a PCA basis file. Choose a file that this algorithm saved (BASIS_OUTPUT)."
            ).format(file=name)
        ) from error
    return basis
