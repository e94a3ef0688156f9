"""satclip:similaritymap: cosine similarity to reference points, as a raster."""

from __future__ import annotations

from collections import Counter

import numpy as np
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsProcessing,
    QgsProcessingException,
    QgsProcessingOutputNumber,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterPoint,
    QgsProcessingParameterRasterDestination,
)

from satclip_qgis.algorithms.algorithm import SatclipAlgorithm
from satclip_qgis.algorithms.common import with_help
from satclip_qgis.algorithms.map_parameters import (
    LONLAT,
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
from satclip_qgis.algorithms.points import features_with_lonlat, to_lonlat
from satclip_qgis.i18n import tr
from satclip_qgis.map_style import style_similarity

MOST_PLACES = 10_000
"""The same as in the backend, which refuses more too."""
CHUNK = 1000


class SimilarityMap(SatclipAlgorithm):
    """Creates a map of the similarity to reference points."""

    PLACES = "PLACES"
    POINT = "POINT"
    OUTPUT = "OUTPUT"
    PLACES_COUNT = "PLACES_COUNT"

    def name(self) -> str:
        """The algorithm id, without the provider id."""
        return "similaritymap"

    def displayName(self) -> str:
        """The name in the toolbox."""
        return tr("Create a similarity map")

    def shortDescription(self) -> str:
        """The tooltip in the toolbox."""
        return tr("Maps the cosine similarity of SatCLIP embeddings to one or more reference points.")

    def tags(self) -> list[str]:
        """Search terms for the toolbox."""
        return tr("satclip,embedding,raster,map,similarity,similar places,search,satellite").split(",")

    def initAlgorithm(self, configuration: dict | None = None) -> None:
        """Declare the parameters and outputs."""
        self.addParameter(
            with_help(
                QgsProcessingParameterFeatureSource(
                    self.PLACES,
                    tr("Reference layer"),
                    [QgsProcessing.SourceType.TypeVectorAnyGeometry],
                    optional=True,
                ),
                tr(
                    "Points, lines or polygons in any CRS, at most 10,000 features. With several points, the "
                    "map shows the similarity to their mean."
                ),
            )
        )
        self.addParameter(
            with_help(
                QgsProcessingParameterPoint(self.POINT, tr("Reference point"), optional=True),
                tr("A single point, instead of the layer or in addition to it."),
            )
        )
        add_grid_parameters(self)
        add_exact_parameter(self)
        self.addParameter(QgsProcessingParameterRasterDestination(self.OUTPUT, tr("Similarity map")))
        add_size_outputs(self)
        self.addOutput(QgsProcessingOutputNumber(self.PLACES_COUNT, tr("Number of reference points")))

    def read_layers(self, parameters, context) -> None:
        """Read the extent in the main thread: it may come from a layer of the project."""
        self.grid = grid_of(self, parameters, context)

    def execute(self, parameters, context, feedback) -> dict:
        """Validate the parameters, run the job and save its outputs."""
        self.grid.check()
        path = self.outputs.file(self.OUTPUT)
        places = [
            *self.point(parameters, context),
            *self.places_of_layer(parameters, context, feedback),
        ]
        if not places:
            raise QgsProcessingException(
                tr("There are no reference points. Choose a layer (PLACES), a point (POINT) or both.")
            )
        if len(places) > MOST_PLACES:
            raise QgsProcessingException(
                tr(
                    "There are more than {most} reference points. Select some features and check “Selected "
                    "features only” (PLACES)."
                ).format(most=f"{MOST_PLACES:,}")
            )
        inputs = {**map_inputs(self, parameters, self.grid, context), "places": places}
        results = drawn("similarity_map", inputs, path, self.grid, feedback)
        style_when_loaded(
            self.outputs.values[self.OUTPUT], context, style_similarity, value_of(results, "ramp")
        )
        return {**self.outputs.values, **sizes(results), self.PLACES_COUNT: len(places)}

    def point(self, parameters, context) -> list[tuple[float, float]]:
        """The coordinates of POINT, if it is given. Text without a CRS is in degrees."""
        if parameters.get(self.POINT) in (None, ""):
            return []
        point = self.parameterAsPoint(parameters, self.POINT, context, QgsCoordinateReferenceSystem(LONLAT))
        if point.isEmpty() or not on_earth(point.x(), point.y()):
            raise QgsProcessingException(
                tr("The reference point (POINT) is not on Earth. Choose another point (x,y [EPSG:4326]).")
            )
        return [(wrapped(point.x()), point.y())]

    def places_of_layer(self, parameters, context, feedback) -> list[tuple[float, float]]:
        """The coordinates of the features of PLACES, up to one more than allowed. Logs how many have none."""
        if parameters.get(self.PLACES) in (None, ""):
            return []
        source = self.parameterAsSource(parameters, self.PLACES, context)
        if source is None:
            raise QgsProcessingException(self.invalidSourceError(parameters, self.PLACES))
        transform = to_lonlat(source, context)
        places, counts, total = [], Counter(), 0
        for features, lonlat in features_with_lonlat(source, transform, counts, CHUNK, feedback):
            places += [(wrapped(x), y) for x, y in lonlat.tolist() if on_earth(x, y)]
            total += len(features)
            if len(places) > MOST_PLACES:
                break
        if total == 0:
            raise QgsProcessingException(tr("The reference layer (PLACES) has no features."))
        if not places:
            raise QgsProcessingException(
                tr("None of the {count} features of the layer (PLACES) has a valid location.").format(
                    count=total
                )
            )
        if total > len(places):
            feedback.pushWarning(
                tr("{count} features of the layer (PLACES) have no valid location and were skipped.").format(
                    count=total - len(places)
                )
            )
        return places


def on_earth(longitude: float, latitude: float) -> bool:
    """Whether the coordinates are valid. Any finite longitude is."""
    return bool(np.isfinite((longitude, latitude)).all()) and abs(latitude) <= 90


def wrapped(longitude: float) -> float:
    """A longitude wrapped to -180 to 180."""
    return longitude if abs(longitude) <= 180 else (longitude + 180) % 360 - 180
