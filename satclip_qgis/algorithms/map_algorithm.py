"""Base class of the algorithms that create a map."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from qgis.core import QgsProcessingParameterRasterDestination

from satclip_qgis.algorithms.algorithm import SatclipAlgorithm
from satclip_qgis.algorithms.jobs import (
    JobWithUploads,
    find_encoder,
    job_with_uploads,
    log_warnings,
    value_of,
)
from satclip_qgis.i18n import tr
from satclip_qgis.parameters.declared import add, add_outputs, inputs_of
from satclip_qgis.parameters.extents import size_text
from satclip_qgis.parameters.grid import add_exact, grid_of


class MapAlgorithm(SatclipAlgorithm):
    """Creates a map: checks the grid, runs the process, saves the raster and styles it.

    `initAlgorithm` of a subclass calls `add_grid` and `add_map`; `prepare` and `finish` are specific to each
    subclass. `encoders` describes the encoders of the map.
    """

    encoders: Sequence[dict[str, Any]] = ()

    OUTPUT = "OUTPUT"
    WIDTH, HEIGHT, VALID_PIXELS = "WIDTH", "HEIGHT", "VALID_PIXELS"

    def add_map(self, label: str) -> None:
        """Add the map, its size as outputs, and the option for exact evaluation."""
        add_exact(self)
        add(self, QgsProcessingParameterRasterDestination(self.OUTPUT, label))
        add_outputs(
            self,
            {
                self.WIDTH: tr("Width in pixels"),
                self.HEIGHT: tr("Height in pixels"),
                self.VALID_PIXELS: tr("Valid pixels"),
            },
        )

    def read_layers(self, parameters, context) -> None:
        """Read the extent in the main thread, because it may come from a layer of the project."""
        self.grid = grid_of(self, parameters, context)

    def prepare(self, parameters, context, job: JobWithUploads) -> dict[str, Any]:
        """Open other outputs, and return the inputs that are not parameters."""
        return {}

    def finish(self, results: dict[str, Any], feedback) -> dict[str, Any]:
        """Write other outputs and style all; return other results."""
        raise NotImplementedError

    def execute(self, parameters, context, feedback) -> dict:
        """Run the job and save its outputs."""
        self.grid.check()
        path = self.outputs.file(self.OUTPUT)
        width, height = self.grid.size()
        with job_with_uploads(feedback) as job:
            inputs = {
                **inputs_of(self, parameters, context),
                **self.grid.inputs(),
                **self.prepare(parameters, context, job),
            }
            size = size_text(self.grid.pixel_size, self.grid.crs)
            feedback.pushInfo(
                tr("The map has {width} x {height} pixels of {size}.").format(
                    width=width, height=height, size=size
                )
            )
            if "encoder" in inputs:
                self.encoders = [find_encoder(job.backend, inputs["encoder"])]
            results = job.run(self.process, inputs)
            job.save("map", path)
        summary = value_of(results, "summary")
        log_warnings(feedback, summary)
        self.outputs.describe(self.encoders, self.OUTPUT)
        if "encoder" in summary:
            label = self.parameterDefinition(self.OUTPUT).description()
            self.outputs.title(self.OUTPUT, f"{label} ({summary['encoder']})")
        return {
            self.WIDTH: summary["width"],
            self.HEIGHT: summary["height"],
            self.VALID_PIXELS: summary["valid_pixels"],
            **self.finish(results, feedback),
            **self.outputs.values,
        }
