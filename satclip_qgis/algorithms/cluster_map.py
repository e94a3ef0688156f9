"""satclip:clustermap: k-means clusters of the embeddings, as a raster."""

from __future__ import annotations

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsFeature,
    QgsFields,
    QgsGeometry,
    QgsPointXY,
    QgsProcessing,
    QgsProcessingOutputNumber,
    QgsProcessingParameterEnum,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterNumber,
    QgsProcessingParameterRasterDestination,
    QgsWkbTypes,
)

from satclip_qgis.algorithms.algorithm import SatclipAlgorithm
from satclip_qgis.algorithms.common import DOUBLE, INTEGER, TEXT, with_help
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
from satclip_qgis.algorithms.tables import fields_named
from satclip_qgis.i18n import tr
from satclip_qgis.map_style import style_clusters, style_typical_places

FIELDS = {
    "class": INTEGER,
    "colour": TEXT,
    "share": DOUBLE,
    "area_km2": DOUBLE,
    "similarity": DOUBLE,
    "pc1": DOUBLE,
    "pc2": DOUBLE,
    "pc3": DOUBLE,
    "lon": DOUBLE,
    "lat": DOUBLE,
}
"""What the table says of a class, under the names of the process."""


class ClusterMap(SatclipAlgorithm):
    """Creates a cluster map and a table of the clusters."""

    CLUSTERS = "CLUSTERS"
    FITTED_ON = "FITTED_ON"
    OUTPUT = "OUTPUT"
    TABLE = "TABLE"
    CLUSTERS_COUNT = "CLUSTERS_COUNT"
    ENCODER_CLASSES, EXTENT_CLASSES = 0, 1

    def name(self) -> str:
        """The algorithm id, without the provider id."""
        return "clustermap"

    def displayName(self) -> str:
        """The name in the toolbox."""
        return tr("Create a cluster map")

    def shortDescription(self) -> str:
        """The tooltip in the toolbox."""
        return tr("Assigns each pixel to a cluster of similar SatCLIP embeddings (k-means).")

    def tags(self) -> list[str]:
        """Search terms for the toolbox."""
        return tr("satclip,embedding,raster,map,cluster,k-means,classification,regions,satellite").split(",")

    def initAlgorithm(self, configuration: dict | None = None) -> None:
        """Declare the parameters and outputs."""
        add_grid_parameters(self)
        self.addParameter(
            QgsProcessingParameterNumber(
                self.CLUSTERS,
                tr("Number of clusters"),
                QgsProcessingParameterNumber.Type.Integer,
                defaultValue=8,
                minValue=2,
                maxValue=64,
            )
        )
        choices = [
            tr("Globe (same clusters on every map)"),
            tr("Map extent (most detail)"),
        ]
        self.addParameter(
            with_help(
                QgsProcessingParameterEnum(self.FITTED_ON, tr("Fit clusters on"), choices, defaultValue=0),
                tr(
                    "“Globe” gives the same clusters on every map of an encoder. “Map extent” separates the "
                    "locations within the extent."
                ),
            )
        )
        add_exact_parameter(self)
        self.addParameter(QgsProcessingParameterRasterDestination(self.OUTPUT, tr("Cluster map")))
        self.addParameter(
            with_help(
                QgsProcessingParameterFeatureSink(
                    self.TABLE,
                    tr("Cluster table (typical locations)"),
                    QgsProcessing.SourceType.TypeVectorPoint,
                    optional=True,
                    createByDefault=True,
                ),
                tr("One point per cluster, at its most representative location."),
            )
        )
        add_size_outputs(self)
        self.addOutput(QgsProcessingOutputNumber(self.CLUSTERS_COUNT, tr("Number of clusters")))

    def read_layers(self, parameters, context) -> None:
        """Read the extent in the main thread: it may come from a layer of the project."""
        self.grid = grid_of(self, parameters, context)

    def execute(self, parameters, context, feedback) -> dict:
        """Validate the parameters, run the job and save its outputs."""
        self.grid.check()
        path = self.outputs.file(self.OUTPUT)
        on_extent = self.parameterAsEnum(parameters, self.FITTED_ON, context) == self.EXTENT_CLASSES
        inputs = {
            **map_inputs(self, parameters, self.grid, context),
            "clusters": self.parameterAsInt(parameters, self.CLUSTERS, context),
            "fitted_on": "extent" if on_extent else "encoder",
        }
        fields = fields_named(FIELDS)
        lonlat = QgsCoordinateReferenceSystem(LONLAT)
        table = self.outputs.sink(self.TABLE, fields, QgsWkbTypes.Type.Point, lonlat)
        results = drawn("cluster_map", inputs, path, self.grid, feedback)
        classes = value_of(results, "classes")
        if table:
            table.add([feature_of(found, fields) for found in classes])
            style_when_loaded(self.outputs.values[self.TABLE], context, style_typical_places, classes)
        style_when_loaded(self.outputs.values[self.OUTPUT], context, style_clusters, classes)
        return {**self.outputs.values, **sizes(results), self.CLUSTERS_COUNT: len(classes)}


def feature_of(found: dict, fields: QgsFields) -> QgsFeature:
    """A cluster as a point at its typical location."""
    feature = QgsFeature(fields)
    feature.setAttributes([found.get(field.name()) for field in fields])
    if found.get("lon") is not None and found.get("lat") is not None:
        feature.setGeometry(QgsGeometry.fromPointXY(QgsPointXY(found["lon"], found["lat"])))
    return feature
