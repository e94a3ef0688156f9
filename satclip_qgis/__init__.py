"""SatCLIP for QGIS: asks a local backend process for location embeddings and embedding maps."""


def classFactory(iface):
    """What QGIS calls to load the plugin."""
    from satclip_qgis.plugin import SatclipPlugin

    return SatclipPlugin(iface)
