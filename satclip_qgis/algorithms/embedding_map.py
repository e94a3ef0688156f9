"""satclip:embeddingmap: principal components of the embeddings, as a raster."""

from __future__ import annotations

import json
from pathlib import Path

from qgis.core import (
    QgsProcessingException,
    QgsProcessingParameterEnum,
    QgsProcessingParameterFile,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterNumber,
    QgsProcessingParameterRasterDestination,
)

from satclip_qgis.algorithms.algorithm import SatclipAlgorithm
from satclip_qgis.algorithms.common import with_help
from satclip_qgis.algorithms.map_parameters import (
    add_exact_parameter,
    add_grid_parameters,
    add_size_outputs,
    drawn,
    grid_of,
    map_inputs,
    sizes,
    style_when_loaded,
    value_of,
)
from satclip_qgis.bridge.client import save_json
from satclip_qgis.i18n import tr
from satclip_qgis.map_style import style_map

LARGEST_BASIS = 64 << 20


class EmbeddingMap(SatclipAlgorithm):
    """Creates a map of the principal components of the embeddings."""

    BASIS = "BASIS"
    BASIS_FILE = "BASIS_FILE"
    COMPONENTS = "COMPONENTS"
    OUTPUT = "OUTPUT"
    BASIS_OUTPUT = "BASIS_OUTPUT"
    ENCODER_BASIS, EXTENT_BASIS, FILE_BASIS = 0, 1, 2

    def name(self) -> str:
        """The algorithm id, without the provider id."""
        return "embeddingmap"

    def displayName(self) -> str:
        """The name in the toolbox."""
        return tr("Create an embedding map")

    def shortDescription(self) -> str:
        """The tooltip in the toolbox."""
        return tr("Maps the principal components of the SatCLIP embedding of each pixel.")

    def tags(self) -> list[str]:
        """Search terms for the toolbox."""
        return tr("satclip,embedding,raster,map,pca,principal components,satellite,machine learning").split(
            ","
        )

    def initAlgorithm(self, configuration: dict | None = None) -> None:
        """Declare the parameters and outputs."""
        add_grid_parameters(self)
        choices = [
            tr("Encoder (same colours on every map)"),
            tr("Map extent (highest contrast)"),
            tr("Saved basis file"),
        ]
        self.addParameter(
            with_help(
                QgsProcessingParameterEnum(self.BASIS, tr("PCA basis"), choices, defaultValue=0),
                tr("Maps with the same PCA basis have comparable colours."),
            )
        )
        self.addParameter(
            with_help(
                QgsProcessingParameterFile(
                    self.BASIS_FILE, tr("PCA basis file"), extension="json", optional=True
                ),
                tr("Only used with “Saved basis file”."),
            )
        )
        self.addParameter(
            QgsProcessingParameterNumber(
                self.COMPONENTS,
                tr("Number of principal components (bands)"),
                QgsProcessingParameterNumber.Type.Integer,
                defaultValue=3,
                minValue=1,
            )
        )
        add_exact_parameter(self)
        self.addParameter(QgsProcessingParameterRasterDestination(self.OUTPUT, tr("Embedding map")))
        self.addParameter(
            with_help(
                QgsProcessingParameterFileDestination(
                    self.BASIS_OUTPUT,
                    tr("Output PCA basis"),
                    "JSON (*.json)",
                    optional=True,
                    createByDefault=False,
                ),
                tr("Use this file as PCA basis to create other maps with the same colours."),
            )
        )
        add_size_outputs(self)

    def read_layers(self, parameters, context) -> None:
        """Read the extent in the main thread: it may come from a layer of the project."""
        self.grid = grid_of(self, parameters, context)

    def execute(self, parameters, context, feedback) -> dict:
        """Validate the parameters, run the job and save its outputs."""
        self.grid.check()
        path, basis_path = self.outputs.file(self.OUTPUT), self.outputs.file(self.BASIS_OUTPUT)
        inputs = {
            **map_inputs(self, parameters, self.grid, context),
            "components": self.parameterAsInt(parameters, self.COMPONENTS, context),
            "basis": self.basis(parameters, context),
        }
        results = drawn("embedding_map", inputs, path, self.grid, feedback)
        if basis_path:
            save_json(basis_path, value_of(results, "basis"))
        style_when_loaded(self.outputs.values[self.OUTPUT], context, style_map, value_of(results, "stretch"))
        return {**self.outputs.values, **sizes(results)}

    def basis(self, parameters, context) -> str | dict:
        """The PCA basis, as an input of the process."""
        choice = self.parameterAsEnum(parameters, self.BASIS, context)
        if choice != self.FILE_BASIS:
            return "extent" if choice == self.EXTENT_BASIS else "encoder"
        name = self.parameterAsFile(parameters, self.BASIS_FILE, context)
        if not name:
            raise QgsProcessingException(tr("Choose a PCA basis file (BASIS_FILE)."))
        try:
            path = Path(name)
            if path.stat().st_size > LARGEST_BASIS:
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
