"""STAC items of encoders and of files of embeddings, as plain values for JSON.

Encoders are described with the machine learning model extension (MLM, github.com/stac-extensions/mlm) 1.5.2, embeddings
with the extension for embeddings (see `embedding_metadata`). Items are STAC 1.0.0, the version to which the schema of
the latter refers.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from satclip_backend.encoders.embedding_metadata import EMB, PROCESSING
from satclip_backend.encoders.metadata import SATCLIP
from satclip_backend.geo.boxes import GLOBE, Extent

if TYPE_CHECKING:
    from satclip_backend.encoders.encoder import Encoder

MLM = "https://stac-extensions.github.io/mlm/v1.5.2/schema.json"
TASKS = ["similarity-search"]
"""Tasks of MLM. It has none for embeddings; they can be compared as they are."""
_ALWAYS = {
    "datetime": None,
    "start_datetime": "1900-01-01T00:00:00Z",
    "end_datetime": "9999-12-31T23:59:59Z",
}
"""An encoder of locations has no date. The examples of MLM give the same range."""
_NAME = re.compile(r"[a-zA-Z][a-zA-Z0-9_.\-\s]+[a-zA-Z0-9]")
_LICENCE = re.compile(r"[\w\-.+]+")
_SETTING = re.compile(r"[0-9a-zA-Z_.-]+")


def encoder_item(encoder: Encoder, href: str, created: str) -> dict[str, Any]:
    """Return the MLM item of an encoder in a .safetensors file.

    `href` is the address of the file from the item, `created` the time of the file in ISO 8601 with a zone.
    """
    known = encoder.metadata
    settings = {name: value for name, value in asdict(known).items() if name in SATCLIP and value is not None}
    settings |= {name: value for name, value in known.config.items() if _SETTING.fullmatch(name)}
    inputs = [
        _tensor("location", 2, "coordinate", "float64", "Longitude and latitude in degrees (OGC:CRS84).")
    ]
    if encoder.months:
        month = "Month from 1 to 12. Without it, the embedding is the mean over the year."
        inputs.append(_tensor("month", 1, "month", "float64", month))
    output = _tensor("embedding", encoder.dimension, "embedding", "float32", "Not normalised.", "result")
    properties = {
        **_ALWAYS,
        "created": created,
        "description": known.description or f"Location encoder {known.name}.",
        **({"license": known.licence} if _is_licence(known.licence) else {}),
        "mlm:name": encoder.id if _NAME.fullmatch(encoder.id) else f"encoder-{encoder.id.strip('._-')}",
        "mlm:architecture": f"{known.family} location encoder",
        "mlm:tasks": TASKS,
        "mlm:framework": "PyTorch",
        "mlm:total_parameters": sum(weights.numel() for weights in encoder.network.parameters()),
        "mlm:pretrained": True,
        "mlm:input": [{**given, "bands": []} for given in inputs],
        "mlm:output": [{**output, "tasks": TASKS}],
        **({"mlm:hyperparameters": settings} if settings else {}),
        "satclip:weights_sha256": encoder.weights_sha256,
        **({"satclip:citation": known.citation} if known.citation else {}),
    }
    asset = {
        "href": href,
        "type": "application/octet-stream",
        "title": "Weights and metadata",
        "roles": ["mlm:model"],
        "mlm:artifact_type": "safetensors.torch.save_file",
        "satclip:sha256": encoder.sha256,
    }
    return _item(encoder.id, known.training_extent or GLOBE, properties, {"model": asset}, [MLM])


def embeddings_item(
    id: str, emb: Mapping[str, Any], box: Extent, href: str, media_type: str, created: str
) -> dict[str, Any]:
    """Return the item of a table or map of embeddings with the metadata `emb` of `embedding_metadata`.

    `box` is its extent in degrees. Items of the extension can't have `emb:dimensions`, which is a field of collections;
    it is `dimensions` of the `emb:runtime_parameters` instead.
    """
    run = {**emb["emb:runtime_parameters"], "dimensions": emb["emb:dimensions"]}
    moved = ("stac_extensions", "emb:dimensions")
    properties = {
        **{name: value for name, value in emb.items() if name not in moved},
        **_ALWAYS,
        "created": created,
        "processing:datetime": created,
        "emb:runtime_parameters": run,
    }
    asset = {"href": href, "type": media_type, "title": "Embeddings", "roles": ["data"]}
    return _item(id, box, properties, {"embeddings": asset}, [EMB, PROCESSING])


def _item(
    id: str, box: Extent, properties: dict[str, Any], assets: dict[str, Any], extensions: list[str]
) -> dict[str, Any]:
    return {
        "type": "Feature",
        "stac_version": "1.0.0",
        "stac_extensions": extensions,
        "id": id,
        "bbox": list(box),
        "geometry": _geometry(box),
        "properties": properties,
        "links": [],
        "assets": assets,
    }


def _geometry(box: Extent) -> dict[str, Any]:
    """Return a box as GeoJSON; if it crosses the antimeridian, as two polygons."""
    west, south, east, north = box
    if (west, south) == (east, north):
        return {"type": "Point", "coordinates": [west, south]}
    if west <= east:
        return {"type": "Polygon", "coordinates": _rings(west, south, east, north)}
    parts = [_rings(west, south, 180.0, north), _rings(-180.0, south, east, north)]
    return {"type": "MultiPolygon", "coordinates": parts}


def _rings(west: float, south: float, east: float, north: float) -> list[list[list[float]]]:
    return [[[west, south], [east, south], [east, north], [west, north], [west, south]]]


def _tensor(
    name: str, size: int, axis: str, dtype: str, description: str, kind: str = "input"
) -> dict[str, Any]:
    tensor = {"shape": [-1, size], "dim_order": ["batch", axis], "data_type": dtype}
    return {"name": name, "description": description, kind: tensor}


def _is_licence(text: str) -> bool:
    """Return whether a licence can be an SPDX id, which STAC requires."""
    return text != "unknown" and bool(_LICENCE.fullmatch(text))
