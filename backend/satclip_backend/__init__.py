"""SatCLIP location encoders: embeddings, maps, pretraining, and the server that SatCLIP for QGIS talks to."""

from importlib.metadata import version

__version__ = version("satclip-backend")
