"""satclip-backend stac: describes an encoder, or a file of embeddings, as a STAC item."""

from __future__ import annotations

import argparse
import json
import os
from collections.abc import Iterable
from datetime import datetime, timezone
from pathlib import Path
from typing import Any
from urllib.parse import quote

import numpy as np
from numpy.typing import NDArray

from satclip_backend import encoders
from satclip_backend.cli.files import InputFile, OutputFile
from satclip_backend.encoders.embedding_metadata import TAG
from satclip_backend.errors import SatclipError
from satclip_backend.geo.boxes import Extent, smallest_arc, wrapped
from satclip_backend.input_files import check_file
from satclip_backend.outputs import atomic_write

DESCRIPTION = """\
Write a STAC item, with which catalogues describe and find files:
  .safetensors  an encoder, with the machine learning model extension (MLM 1.5.2)
  .parquet      a table from satclip-backend embed, with the extension for embeddings (emb 0.0.1)
  .tif          a map from satclip-backend map, with the same extension
"""

EXAMPLES = """\
examples:
  satclip-backend stac stations.parquet -o stations.json
  satclip-backend stac mine.safetensors
"""

COG = "image/tiff; application=geotiff; profile=cloud-optimized"
PARQUET = "application/vnd.apache.parquet"
GAP = 10.0
"""Degrees without positions that separate west and east; otherwise the box spans all longitudes."""
_SIDE = 200
"""Positions per row and column of a map from which its extent is computed."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    parser.add_argument("file", type=InputFile, metavar="FILE", help="encoder, or table or map of embeddings")
    parser.add_argument(
        "-o",
        "--output",
        type=OutputFile,
        metavar="ITEM",
        help="file to write (.json), with the address of FILE relative to it; by default, the item is printed",
    )


def run(args: argparse.Namespace) -> int:
    """Run the command."""
    path: Path = args.file
    folder = Path() if args.output is None else args.output.parent
    text = json.dumps(_item(path, _href(path, folder)), indent=2, ensure_ascii=False)
    if args.output is None:
        print(text)
        return 0
    with atomic_write(args.output) as target:
        target.write_text(text + "\n", encoding="utf-8")
    print(args.output)
    return 0


def _item(path: Path, href: str) -> dict[str, Any]:
    kind = path.suffix.lower()
    if kind not in (".safetensors", ".parquet", ".tif", ".tiff"):
        raise SatclipError(
            f"{path.name} can't be described: give an encoder (.safetensors; other files after satclip-backend "
            "encoders import), or a table (.parquet) or map (.tif) of embeddings."
        )
    check_file(path)
    # slow imports: torch, rasterio, pyarrow
    from satclip_backend.encoders.stac_items import embeddings_item, encoder_item

    created = datetime.fromtimestamp(path.stat().st_mtime, timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
    if kind == ".safetensors":
        return encoder_item(encoders.load_encoder(Path(path), device="cpu"), href, created)
    table = kind == ".parquet"
    emb, box = _table(path) if table else _map(path)
    return embeddings_item(path.stem, emb, box, href, PARQUET if table else COG, created)


def _href(path: Path, folder: Path) -> str:
    try:
        return quote(Path(os.path.relpath(path, folder)).as_posix())
    except ValueError:  # on another drive of Windows
        return path.absolute().as_uri()


def _table(path: Path) -> tuple[dict[str, Any], Extent]:
    """Return the metadata and the extent of a table of embeddings."""
    import pyarrow.parquet as pq

    from satclip_backend.tables import open_table

    table = open_table(path)  # checks the file
    known = (pq.read_schema(path).metadata or {}).get(b"emb")
    return _metadata(path, known, "embed"), _box(path, (table.lonlat(batch) for batch in table.batches()))


def _map(path: Path) -> tuple[dict[str, Any], Extent]:
    """Return the metadata and the extent of a map of embeddings."""
    from rasterio.transform import xy

    from satclip_backend.geo.crs import to_lonlat
    from satclip_backend.rasters.opening import open_image

    with open_image(path) as image:
        known, wkt, transform = image.tags().get(TAG), image.crs, image.transform
        height, width = image.shape
    emb = _metadata(path, known, "map")
    if wkt is None:
        raise SatclipError(f"{path.name} has no CRS: write it again with satclip-backend map.")
    columns, rows = np.meshgrid(np.linspace(0, width, _SIDE), np.linspace(0, height, _SIDE))
    x, y = xy(transform, rows.ravel(), columns.ravel(), offset="ul")
    degrees = to_lonlat(wkt.to_wkt())
    poles = np.array([(0.0, -90.0), (0.0, 90.0)])
    column, row = ~transform @ degrees.transform(*poles.T, direction="INVERSE")
    inside = (column >= 0) & (column <= width) & (row >= 0) & (row <= height)
    return emb, _box(path, [np.column_stack(degrees.transform(x, y)), poles[inside]])


def _metadata(path: Path, text: bytes | str | None, command: str) -> dict[str, Any]:
    try:
        emb = json.loads(text or "{}")
    except (ValueError, RecursionError):
        emb = None
    if not (
        isinstance(emb, dict)
        and isinstance(emb.get("emb:runtime_parameters"), dict)
        and isinstance(emb.get("emb:dimensions"), int)
    ):
        raise SatclipError(
            f"{path.name} has no metadata of embeddings: write it with this version of satclip-backend {command}."
        )
    return emb


def _box(path: Path, parts: Iterable[NDArray[np.float64]]) -> Extent:
    """Return the smallest box of positions (n, 2) in degrees. Memory does not grow with their number."""
    first, last = np.full(360, np.inf), np.full(360, -np.inf)
    south, north = np.inf, -np.inf
    for lonlat in parts:
        placed = lonlat[np.isfinite(lonlat).all(axis=1)]
        if not len(placed):
            continue
        longitude = wrapped(placed[:, 0])
        degree = np.floor(longitude + 180).astype(int).clip(0, 359)
        np.minimum.at(first, degree, longitude)
        np.maximum.at(last, degree, longitude)
        south, north = min(south, placed[:, 1].min()), max(north, placed[:, 1].max())
    there = np.isfinite(first)
    if not there.any():
        raise SatclipError(f"{path.name} has no positions, so it has no extent.")
    west, east = smallest_arc(np.concatenate([first[there], last[there]]), GAP)
    return west, float(south), 180.0 if east == -180 else east, float(north)
