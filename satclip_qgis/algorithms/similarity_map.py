"""satclip:similaritymap: cosine similarity to reference points, as a raster."""

from __future__ import annotations

from typing import Any

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsProcessing,
    QgsProcessingException,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterPoint,
)

from satclip_qgis.algorithms.groups import EXPLORE
from satclip_qgis.algorithms.jobs import JobWithUploads, value_of
from satclip_qgis.algorithms.map_algorithm import MapAlgorithm
from satclip_qgis.contract import declared
from satclip_qgis.i18n import grouped, tr
from satclip_qgis.inputs.points import locations_of
from satclip_qgis.layers.live_layer import on_earth
from satclip_qgis.layers.map_style import style_similarity
from satclip_qgis.parameters.declared import add, add_choice, add_outputs
from satclip_qgis.parameters.encoders import add_encoder, add_month
from satclip_qgis.parameters.extents import LONLAT
from satclip_qgis.parameters.grid import add_grid
from satclip_qgis.parameters.model import source_of


class SimilarityMap(MapAlgorithm):
    """Creates a map of the similarity to reference points."""

    group_id = EXPLORE
    PLACES, POINT, NEGATIVES, PLACES_COUNT = "PLACES", "POINT", "NEGATIVES", "PLACES_COUNT"
    SURFACE = "SURFACE"

    def texts(self) -> tuple[str, str, str]:
        """Return title, short description and search terms."""
        return (
            tr("Create a similarity map"),
            tr("Maps the cosine similarity of SatCLIP embeddings to one or more reference points."),
            tr("satclip,embedding,raster,map,similarity,similar places,search,satellite"),
        )

    def initAlgorithm(self, configuration: dict | None = None) -> None:
        """Declare the parameters and outputs."""
        kinds = [QgsProcessing.SourceType.TypeVectorAnyGeometry]
        layer = QgsProcessingParameterFeatureSource(self.PLACES, tr("Reference layer"), kinds, optional=True)
        help = tr(
            "Points, lines or polygons in any CRS, at most {most} features. With several points, the "
            "map shows the similarity to their mean."
        )
        add(self, layer, help.format(most=grouped(f"{self.most:,}")))
        point = QgsProcessingParameterPoint(self.POINT, tr("Reference point"), optional=True)
        add(self, point, tr("A single point, instead of the layer or in addition to it."))
        label = tr("Negative examples")
        negatives = QgsProcessingParameterFeatureSource(self.NEGATIVES, label, kinds, optional=True)
        help = tr(
            "Features that the map should be unlike. The direction is twice the mean of the reference points minus the "
            "mean of these."
        )
        add(self, negatives, help, advanced=True)
        add_grid(self)
        add_encoder(self)
        add_month(self)
        help = tr(
            "Leaves pixels at sea or on land nodata, but for the coast (Natural Earth, 0.1 degree resolution). "
            "“Where the encoder was trained” leaves out the sea if the encoder knows only land: there, the similarity "
            "means nothing."
        )
        surfaces = {
            "auto": tr("Where the encoder was trained"),
            "all": tr("Land and sea"),
            "land": tr("Land only"),
            "sea": tr("Sea only"),
        }
        add_choice(self, self.SURFACE, tr("Pixels to map"), surfaces, help, advanced=True)
        self.add_map(tr("Similarity map"))
        add_outputs(self, {self.PLACES_COUNT: tr("Number of reference points")})

    @property
    def most(self) -> int:
        """Maximum number of reference points."""
        return declared(self.process, "places")["maxItems"]

    def prepare(self, parameters, context, job: JobWithUploads) -> dict[str, Any]:
        """Read the reference points."""
        self.places = [
            *self.point(parameters, context),
            *self.places_of_layer(self.PLACES, parameters, context, job.feedback),
        ]
        if not self.places:
            raise QgsProcessingException(
                tr("There are no reference points. Choose a layer (PLACES), a point (POINT) or both.")
            )
        negatives = self.places_of_layer(self.NEGATIVES, parameters, context, job.feedback)
        for name, places in ((self.PLACES, self.places), (self.NEGATIVES, negatives)):
            if len(places) > self.most:
                raise QgsProcessingException(
                    tr(
                        "There are more than {most} reference points. Select some features and check “Selected "
                        "features only” ({parameter})."
                    ).format(most=grouped(f"{self.most:,}"), parameter=name)
                )
        return {"places": self.places, "negatives": negatives}

    def finish(self, results: dict[str, Any], feedback) -> dict[str, Any]:
        """Style the map."""
        self.outputs.style(self.OUTPUT, style_similarity, value_of(results, "ramp"))
        return {self.PLACES_COUNT: len(self.places)}

    def point(self, parameters, context) -> list[tuple[float, float]]:
        """Return the coordinates of POINT, if it is given. Text without a CRS is in degrees."""
        if parameters.get(self.POINT) in (None, ""):
            return []
        point = self.parameterAsPoint(parameters, self.POINT, context, QgsCoordinateReferenceSystem(LONLAT))
        place = None if point.isEmpty() else on_earth(point.x(), point.y())
        if place is None:
            raise QgsProcessingException(
                tr("The reference point (POINT) is not on Earth. Choose another point (x,y [EPSG:4326]).")
            )
        return [place]

    def places_of_layer(self, name: str, parameters, context, feedback) -> list[tuple[float, float]]:
        """Return the coordinates of the features of an optional layer."""
        if parameters.get(name) in (None, ""):
            return []
        source = source_of(self, parameters, context, name)
        lonlat = locations_of(source, name, context, feedback, self.most)
        return [on_earth(*place) for place in lonlat.tolist()]
