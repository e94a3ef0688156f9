"""SatCLIP location encoders: embeddings, embedding maps, models with spatial validation, and pretraining.

    import satclip_backend as satclip

    satclip.embed(points)                                    # a GeoDataFrame with embeddings as columns
    satclip.embedding_map((5, 45, 15, 55), "EPSG:4326", 0.1) # an xarray.DataArray
    satclip.fit_model(points, "ph").predict(other_points)    # a model, validated in spatial folds

`satclip_backend.api` is the public API. The other packages implement it, the command line and the server for QGIS.
"""

from importlib import import_module

TYPE_CHECKING = False
"""As in `typing`, whose import takes so long that Ctrl-C would often print the traceback of it."""

if TYPE_CHECKING:
    from satclip_backend.api import (
        AssessedMap,
        FittedModel,
        KNNDMSplit,
        SatclipTransformer,
        SphericalBlockKFold,
        assess_map,
        embed,
        embedding_map,
        fit_model,
        load_model,
    )
    from satclip_backend.encoders import Encoder, load_encoder

    __version__: str

__all__ = [
    "AssessedMap",
    "Encoder",
    "FittedModel",
    "KNNDMSplit",
    "SatclipTransformer",
    "SphericalBlockKFold",
    "__version__",
    "assess_map",
    "embed",
    "embedding_map",
    "fit_model",
    "load_encoder",
    "load_model",
]

_ENCODERS = {"Encoder", "load_encoder"}


def __getattr__(name: str) -> object:
    """Import public names on first use, because torch and scikit-learn take seconds to import.

    The version is found on first use, too, so that the command line can handle Ctrl-C early.
    """
    if name == "__version__":
        from importlib.metadata import version

        return globals().setdefault(name, version("satclip-backend"))
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    home = "satclip_backend.encoders" if name in _ENCODERS else "satclip_backend.api"
    return getattr(import_module(home), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
