"""SatCLIP for QGIS: location embeddings and embedding maps, computed by a local backend process."""


def classFactory(iface):
    """Return the plugin. QGIS calls this function."""
    from satclip_qgis.plugin import SatclipPlugin

    return SatclipPlugin(iface)
