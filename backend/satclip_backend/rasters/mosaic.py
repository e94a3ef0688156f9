"""Mosaics: a VRT of the shards of a map, with overviews in a file next to it.

The VRT has the size and data type of each shard, so GDAL opens none of them before it reads their pixels. Without the
overviews, a view of the whole map would open all of them.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import rasterio
import rasterio.shutil
from affine import Affine
from rasterio.enums import Resampling
from rasterio.windows import Window

from satclip_backend.outputs import atomic_write
from satclip_backend.progress import Progress, no_progress
from satclip_backend.rasters.grids import RasterGrid
from satclip_backend.translation import gettext_lazy as _

_BLOCK = 512


def write_mosaic(
    path: Path, grid: RasterGrid, shards: Mapping[str, Window], factor: int, progress: Progress = no_progress
) -> None:
    """Write a VRT and its overviews, path.ovr.

    Parameters
    ----------
    path : Path
        The VRT.
    grid : RasterGrid
        Pixels of the map.
    shards : mapping of str to Window
        Window of each shard that exists, a COG next to the VRT, by its file name. Pixels of others have no data.
        All have the bands and tags of the first.
    factor : int
        Ratio of the pixel size of the first overview to that of the map, a power of two that divides the offsets of
        the windows. The shards have overviews of this factor.
    progress : callable
        Called for each shard.

    Raises
    ------
    SatclipError
        If the files can't be written.
    """
    with atomic_write(Path(f"{path}.ovr")) as target:
        _write_overviews(target, path.parent, grid, shards, factor, progress)
    with atomic_write(path) as target:
        first = path.parent / next(iter(shards))
        rasterio.shutil.copy(first, target, driver="VRT")
        target.write_bytes(_of_all(target.read_bytes(), grid, shards))


def _of_all(text: bytes, grid: RasterGrid, shards: Mapping[str, Window]) -> bytes:
    """Return the XML of a VRT of all shards, from that of the first one alone."""
    root = ElementTree.fromstring(text)
    root.set("rasterXSize", str(grid.width))
    root.set("rasterYSize", str(grid.height))
    root.find("GeoTransform").text = ", ".join(repr(float(number)) for number in grid.transform.to_gdal())
    for other in root.findall("Metadata"):
        if other.get("domain"):  # of the file: its structure
            root.remove(other)
    for band in root.findall("VRTRasterBand"):
        template = band.find("SimpleSource")
        for source in band.findall("SimpleSource") + band.findall("Overview"):
            band.remove(source)
        for name, window in shards.items():
            source = ElementTree.SubElement(band, "SimpleSource")
            file = ElementTree.SubElement(source, "SourceFilename", relativeToVRT="1", shared="0")
            file.text = name
            source.append(template.find("SourceBand"))
            block = template.find("SourceProperties")
            ElementTree.SubElement(
                source,
                "SourceProperties",
                block.attrib | {"RasterXSize": str(window.width), "RasterYSize": str(window.height)},
            )
            size = {"xSize": str(window.width), "ySize": str(window.height)}
            ElementTree.SubElement(source, "SrcRect", {"xOff": "0", "yOff": "0", **size})
            ElementTree.SubElement(
                source, "DstRect", {"xOff": str(window.col_off), "yOff": str(window.row_off), **size}
            )
    ElementTree.indent(root)
    return ElementTree.tostring(root, encoding="utf-8")


def _write_overviews(
    path: Path,
    folder: Path,
    grid: RasterGrid,
    shards: Mapping[str, Window],
    factor: int,
    progress: Progress,
) -> None:
    with rasterio.open(folder / next(iter(shards))) as first:
        count, dtype, nodata = first.count, first.dtypes[0], first.nodata
    width, height = (-(-side // factor) for side in (grid.width, grid.height))
    plain = path.with_name("overviews.tif")
    layout = {
        "driver": "GTiff",
        "count": count,
        "dtype": dtype,
        "nodata": nodata,
        "crs": grid.crs.to_wkt(),
        "transform": grid.transform @ Affine.scale(factor),
        "tiled": True,
        "blockxsize": _BLOCK,
        "blockysize": _BLOCK,
        "interleave": "band",
        "compress": "deflate",
        "predictor": 3,
        "bigtiff": "if_safer",
        "sparse_ok": True,
    }
    with rasterio.Env(GDAL_CACHEMAX=256 << 20):
        with rasterio.open(plain, "w", width=width, height=height, **layout) as dataset:
            for done, (name, window) in enumerate(shards.items()):
                progress(done / len(shards), _("writing the overviews of all shards"))
                shape = tuple(-(-side // factor) for side in (window.height, window.width))
                with rasterio.open(folder / name) as shard:
                    values = shard.read(out_shape=(count, *shape), resampling=Resampling.average)
                place = Window(window.col_off // factor, window.row_off // factor, *shape[::-1])
                dataset.write(np.ascontiguousarray(values), window=place)
        levels = math.ceil(math.log2(max(1, max(width, height) / _BLOCK)))
        with rasterio.open(plain, "r+") as dataset:
            dataset.build_overviews([2**level for level in range(1, levels + 1)], Resampling.average)
    plain.replace(path)
