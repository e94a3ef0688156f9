"""satclip:clustermap: the kind of place that every pixel's place is, as a raster of classes."""

from __future__ import annotations

from pathlib import Path

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsFeature,
    QgsFeatureSink,
    QgsField,
    QgsFields,
    QgsGeometry,
    QgsPointXY,
    QgsProcessing,
    QgsProcessingAlgorithm,
    QgsProcessingException,
    QgsProcessingOutputNumber,
    QgsProcessingParameterEnum,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterNumber,
    QgsProcessingParameterRasterDestination,
    QgsWkbTypes,
)
from qgis.PyQt.QtGui import QIcon

from satclip_qgis.algorithms.common import DOUBLE, INTEGER, TEXT, errors_shown, icon, remove_unfinished
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
from satclip_qgis.bridge.client import check_writable
from satclip_qgis.help import help_html
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


class ClusterMap(QgsProcessingAlgorithm):
    """Has the backend sort each pixel's place into classes, and saves the map and a table of the classes."""

    CLUSTERS = "CLUSTERS"
    FITTED_ON = "FITTED_ON"
    OUTPUT = "OUTPUT"
    TABLE = "TABLE"
    CLUSTERS_COUNT = "CLUSTERS_COUNT"
    ENCODER_CLASSES, EXTENT_CLASSES = 0, 1

    def createInstance(self) -> ClusterMap:
        """Called by QGIS."""
        return ClusterMap()

    def name(self) -> str:
        """The id below the provider's."""
        return "clustermap"

    def displayName(self) -> str:
        """As the toolbox shows it."""
        return tr("Draw a cluster map")

    def shortDescription(self) -> str:
        """The tooltip in the toolbox."""
        return tr("Draws which kind of place each pixel's is: classes of similar SatCLIP embeddings.")

    def tags(self) -> list[str]:
        """What the toolbox's search finds it by."""
        return tr("satclip,embedding,raster,map,cluster,k-means,classification,regions,satellite").split(",")

    def icon(self) -> QIcon:
        """The plugin's icon."""
        return icon()

    def shortHelpString(self) -> str:
        """The help page."""
        return help_html("cluster_map")

    def initAlgorithm(self, configuration: dict | None = None) -> None:
        """The parameters and outputs."""
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
            tr("The whole globe: the same classes on all maps"),
            tr("The extent: the classes that tell its places apart best"),
        ]
        self.addParameter(
            QgsProcessingParameterEnum(self.FITTED_ON, tr("Fitted on"), choices, defaultValue=0)
        )
        add_exact_parameter(self)
        self.addParameter(QgsProcessingParameterRasterDestination(self.OUTPUT, tr("Cluster map")))
        self.addParameter(
            QgsProcessingParameterFeatureSink(
                self.TABLE,
                tr("Classes and their typical places"),
                QgsProcessing.SourceType.TypeVectorPoint,
                optional=True,
                createByDefault=True,
            )
        )
        add_size_outputs(self)
        self.addOutput(QgsProcessingOutputNumber(self.CLUSTERS_COUNT, tr("Number of classes")))

    def prepareAlgorithm(self, parameters, context, feedback) -> bool:
        """Read the extent here, in the main thread, where it may come from a layer of the project."""
        self.grid = grid_of(self, parameters, context)
        return True

    def processAlgorithm(self, parameters, context, feedback) -> dict:
        """Check all that can be checked here, run the job, save what it made."""
        output = self.parameterAsOutputLayer(parameters, self.OUTPUT, context)
        self.grid.check()
        with errors_shown():
            check_writable(Path(output))
        on_extent = self.parameterAsEnum(parameters, self.FITTED_ON, context) == self.EXTENT_CLASSES
        inputs = {
            **map_inputs(self, parameters, self.grid, context),
            "clusters": self.parameterAsInt(parameters, self.CLUSTERS, context),
            "fitted_on": "extent" if on_extent else "encoder",
        }
        fields = table_fields()
        lonlat = QgsCoordinateReferenceSystem(LONLAT)
        sink, table = self.parameterAsSink(
            parameters, self.TABLE, context, fields, QgsWkbTypes.Type.Point, lonlat
        )
        if sink is None and parameters.get(self.TABLE) not in (None, ""):
            raise QgsProcessingException(self.invalidSinkError(parameters, self.TABLE))
        try:
            with drawn("cluster_map", inputs, Path(output), self.grid, feedback) as results:
                classes = value_of(results, "classes")
                if sink and not sink.addFeatures(
                    [feature_of(found, fields) for found in classes], QgsFeatureSink.Flag.FastInsert
                ):
                    raise QgsProcessingException(
                        tr("The table of the classes (TABLE) could not be written: {reason}").format(
                            reason=sink.lastError()
                        )
                    )
        except BaseException:
            if sink:
                sink = None  # closes the file
                remove_unfinished(table)
            raise
        style_when_loaded(output, context, style_clusters, classes)
        outputs = {self.OUTPUT: output, **sizes(results), self.CLUSTERS_COUNT: len(classes)}
        if sink:
            style_when_loaded(table, context, style_typical_places, classes)
            outputs[self.TABLE] = table
        return outputs


def table_fields() -> QgsFields:
    """The fields of the table of classes."""
    fields = QgsFields()
    for name, kind in FIELDS.items():
        fields.append(QgsField(name, kind))
    return fields


def feature_of(found: dict, fields: QgsFields) -> QgsFeature:
    """A class as a point at its typical place."""
    feature = QgsFeature(fields)
    feature.setAttributes([found.get(field.name()) for field in fields])
    if found.get("lon") is not None and found.get("lat") is not None:
        feature.setGeometry(QgsGeometry.fromPointXY(QgsPointXY(found["lon"], found["lat"])))
    return feature
