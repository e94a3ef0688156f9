"""A layer of a GeoPackage as a table."""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path

from satclip_backend.errors import SatclipError
from satclip_backend.tables.table import CHUNK, Table, layer_crs, readable


def read_gpkg(
    path: Path,
    *,
    layer: str | None,
    names: tuple[str | None, str | None],
    crs: str | None,
    typed: bool,
) -> Table:
    """The table in a layer of a GeoPackage. Arguments and errors as of `open_table`; `names` of longitude and latitude."""
    import pyogrio

    layers = [name for name, kind in pyogrio.list_layers(path) if kind is not None]
    if not layers:
        raise SatclipError(f"{path.name} has no layer with a geometry.")
    if layer is None and len(layers) > 1:
        raise SatclipError(f"{path.name} has several layers: choose one with --layer: {', '.join(layers)}.")
    if layer is not None and layer not in layers:
        raise SatclipError(f"{path.name} has no layer {layer} with a geometry; it has: {', '.join(layers)}.")
    layer = layer or layers[0]
    info = pyogrio.read_info(path, layer=layer)

    @contextmanager
    def opened():
        with (
            readable(path),
            pyogrio.open_arrow(path, layer=layer, batch_size=CHUNK, use_pyarrow=True) as (_, reader),
        ):
            yield reader

    def batches():
        with opened() as reader:
            yield from reader

    with opened() as reader:
        schema = reader.schema
    geometry = info["geometry_name"] or "wkb_geometry"
    return Table(
        path,
        schema,
        info["features"],
        layer_crs(path, info["crs"], crs),
        batches,
        geometry,
        kind=info["geometry_type"] or "Unknown",
    )
