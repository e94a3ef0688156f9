"""satclip:clustermap: k-means clusters of the embeddings, as a raster."""

from __future__ import annotations

from typing import Any

from satclip_qgis.algorithms.groups import EXPLORE
from satclip_qgis.algorithms.jobs import JobWithUploads, value_of
from satclip_qgis.algorithms.map_algorithm import MapAlgorithm
from satclip_qgis.i18n import tr
from satclip_qgis.layers.map_style import style_clusters, style_typical_places
from satclip_qgis.parameters.declared import add_choice, add_number, add_outputs, add_table
from satclip_qgis.parameters.encoders import add_encoder, add_month
from satclip_qgis.parameters.grid import add_grid

FIELDS = {
    "class": "integer",
    "colour": "text",
    "share": "number",
    "area_km2": "number",
    "similarity": "number",
    "pc1": "number",
    "pc2": "number",
    "pc3": "number",
    "lon": "number",
    "lat": "number",
}


class ClusterMap(MapAlgorithm):
    """Creates a cluster map and a table of the clusters."""

    group_id = EXPLORE
    CLUSTERS, FITTED_ON, TABLE, CLUSTERS_COUNT = "CLUSTERS", "FITTED_ON", "TABLE", "CLUSTERS_COUNT"

    def texts(self) -> tuple[str, str, str]:
        """Return title, short description and search terms."""
        return (
            tr("Create a cluster map"),
            tr("Assigns each pixel to a cluster of similar SatCLIP embeddings (k-means)."),
            tr("satclip,embedding,raster,map,cluster,k-means,classification,regions,satellite"),
        )

    def initAlgorithm(self, configuration: dict | None = None) -> None:
        """Declare the parameters and outputs."""
        add_grid(self)
        add_encoder(self)
        add_month(self)
        add_number(self, self.CLUSTERS, tr("Number of clusters"))
        choices = {
            "encoder": tr("Globe (same clusters on every map)"),
            "extent": tr("Map extent (most detail)"),
        }
        help = tr(
            "“Globe” gives the same clusters on every map of an encoder. “Map extent” separates the "
            "locations within the extent."
        )
        add_choice(self, self.FITTED_ON, tr("Fit clusters on"), choices, help)
        self.add_map(tr("Cluster map"))
        help = tr("One point per cluster, at its most representative location.")
        add_table(self, self.TABLE, tr("Cluster table (typical locations)"), help, points=True)
        add_outputs(self, {self.CLUSTERS_COUNT: tr("Number of clusters")})

    def prepare(self, parameters, context, job: JobWithUploads) -> dict[str, Any]:
        """Open the table."""
        self.outputs.open_table(self.TABLE, FIELDS, points=True)
        return {}

    def finish(self, results: dict[str, Any], feedback) -> dict[str, Any]:
        """Write the table, and style both outputs."""
        classes = value_of(results, "classes")
        self.outputs.write_table(self.TABLE, classes, style_typical_places, classes)
        self.outputs.style(self.OUTPUT, style_clusters, classes)
        self.outputs.describe(self.encoders, self.TABLE)
        return {self.CLUSTERS_COUNT: len(classes)}
