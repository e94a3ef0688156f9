"""A layer of a GeoPackage as a table."""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path

from satclip_backend.errors import SatclipError
from satclip_backend.tables.geopackage_check import find_layer
from satclip_backend.tables.ogr_files import gdal_name
from satclip_backend.tables.table import CHUNK, Table, layer_crs, readable


def read_gpkg(
    path: Path,
    *,
    layer: str | None,
    names: tuple[str | None, str | None],
    crs: str | None,
    typed: bool,
) -> Table:
    """The table in a layer of a GeoPackage. Arguments and errors as of `open_table`; `names` of longitude and latitude.

    Its primary key is its first column.
    """
    import pyogrio

    found = find_layer(path, layer)
    with gdal_name(path) as name:
        info = pyogrio.read_info(name, layer=found.name)

    @contextmanager
    def opened():
        with (
            readable(path),
            gdal_name(path) as name,
            pyogrio.open_arrow(
                name,
                layer=found.name,
                batch_size=CHUNK,
                use_pyarrow=True,
                return_fids=bool(info["fid_column"]),
            ) as (_, reader),
        ):
            yield reader

    def batches():
        rows = 0
        with opened() as reader:
            for batch in reader:
                yield batch
                rows += batch.num_rows
        if rows != found.features:
            raise SatclipError(
                f"{path.name} is damaged: {rows:,} of the {found.features:,} features of its layer {found.name} "
                "can be read. Save the layer again."
            )

    with opened() as reader:
        schema = reader.schema
    return Table(
        path,
        schema,
        found.features,
        layer_crs(path, info["crs"], crs),
        batches,
        info["geometry_name"] or "wkb_geometry",
        kind=info["geometry_type"] or "Unknown",
        fid=info["fid_column"] if found.keeps_fid and info["fid_column"] else None,
    )
