"""Writing maps: block by block to a plain tiled GeoTIFF, and from there to a cloud-optimized one with overviews."""

from __future__ import annotations

import errno
import logging
import os
import shutil
import subprocess
import sys
from collections.abc import Container, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np
import rasterio
from numpy.typing import NDArray
from rasterio.enums import Interleaving
from rasterio.errors import RasterioError
from rasterio.windows import Window

from satclip_backend.errors import SatclipError, is_disk_full
from satclip_backend.outputs import SIDECARS, atomic_write, full
from satclip_backend.progress import Progress, no_progress
from satclip_backend.rasters import translate
from satclip_backend.rasters.colours import rgb
from satclip_backend.rasters.grids import RasterGrid

# GDAL's errors come back as exceptions; nobody needs a line on stderr for each tile of a full disk besides
logging.getLogger("rasterio").addHandler(logging.NullHandler())

#: Bytes below which a disk counts as full, for GDAL does not always say why it could not write.
_TIGHT = 100_000

#: How much of the work is done when all blocks are there and the COG is begun.
_BLOCKS_SHARE = 0.9


@contextmanager
def new_cog(
    path: Path,
    grid: RasterGrid,
    bands: Sequence[Mapping[str, str]],
    *,
    tags: Mapping[str, str],
    progress: Progress = no_progress,
    colours: Sequence[str] = (),
    resampling: str = "average",
) -> Iterator[Blocks]:
    """Give the blocks of a map to write; when all are written, make a COG at `path` of them.

    The map is float32 with nodata NaN and has overviews, by default means that leave nodata out; `resampling` names
    another of GDAL's ways. With `colours`, "#rrggbb"
    each, it is a map of classes: uint8 with nodata 0, class i in colour i (from 1), overviews of the most frequent
    class. It gets `tags`; of each of `bands`, "name" becomes the band's description and the rest its tags.
    `progress(fraction, message)` is called for every block and ten times a second while GDAL makes the COG, and what
    it raises ends the work. Memory does not grow with the map.

    The file appears whole or not at all. Raises SatclipError where the folder is full or can't be written. That a
    GeoTIFF can hold the CRS is the caller's to check (`geotiff_crs`), before any work.
    """
    raw_size = grid.width * grid.height * len(bands) * (1 if colours else 4)
    # blocks, overviews, and the COG with both: at most 1 + 1/3 + 4/3 of the raw size, and headers
    with atomic_write(path, space=int(raw_size * 2.7) + 1_000_000) as target:
        plain = target.with_name("blocks.tif")
        side = _block_size(len(bands))
        try:
            with (
                rasterio.Env(GDAL_CACHEMAX=64),
                rasterio.open(plain, "w", **_profile(grid, bands, colours)) as dataset,
            ):
                dataset.update_tags(**tags)
                if colours:
                    dataset.write_colormap(1, dict(enumerate([(0, 0, 0, 0), *map(rgb, colours)])))
                for index, band in enumerate(bands, start=1):
                    dataset.set_band_description(index, band["name"])
                    dataset.update_tags(index, **{key: value for key, value in band.items() if key != "name"})
                blocks = Blocks(list(grid.windows(side)), dataset, progress)
                yield blocks
            _check_whole(plain, blocks.empty)
            _translate(plain, target, side, "mode" if colours else resampling, raw_size, progress)
        except (RasterioError, _WriteError) as error:
            reason = str(error.__cause__ or error)
            if is_disk_full(error) or shutil.disk_usage(target.parent).free < _TIGHT:
                raise full(Path(path).absolute()) from error
            raise SatclipError(
                f"The map can't be written in the folder {Path(path).absolute().parent}: {reason}"
            ) from error
    for ending in SIDECARS:  # of an older map of the name
        Path(f"{path}{ending}").unlink(missing_ok=True)


@dataclass(frozen=True)
class Blocks:
    """The blocks of a map that is being written: each of `windows` is to be written, in this order."""

    windows: Sequence[Window]
    _dataset: rasterio.io.DatasetWriter
    _progress: Progress
    empty: set[tuple[int, int, int]] = field(default_factory=set)
    """Band, row and column, counted in tiles, of those without data: no tile is written for them."""

    def write(self, index: int, values: NDArray) -> None:
        """Write `values` (bands, height, width), float32 or classes uint8, to `windows[index]`."""
        window = self.windows[index]
        self._dataset.write(values, window=window)
        absent = values == 0 if self._dataset.nodata == 0 else np.isnan(values)
        side = _block_size(len(values))
        for band in np.flatnonzero(absent.all(axis=(1, 2))):
            self.empty.add((int(band) + 1, window.row_off // side, window.col_off // side))
        self.report(index, 1.0)

    def report(self, index: int, share: float, message: str = "") -> None:
        """The `Progress` of drawing `windows[index]`."""
        count = len(self.windows)
        self._progress(_BLOCKS_SHARE * (index + share) / count, message or f"block {index + 1} of {count}")


class _WriteError(Exception):
    """GDAL could not write; the message is GDAL's."""


def _block_size(bands: int) -> int:
    """Side of a tile in pixels: a tile of all bands stays below 17 MB."""
    return 512 if bands <= 16 else 256 if bands <= 64 else 128


def _profile(grid: RasterGrid, bands: Sequence, colours: Sequence[str]) -> dict[str, Any]:
    side = _block_size(len(bands))
    return {
        "driver": "GTiff",
        "width": grid.width,
        "height": grid.height,
        "count": len(bands),
        **({"dtype": "uint8", "nodata": 0} if colours else {"dtype": "float32", "nodata": np.nan}),
        "crs": rasterio.CRS.from_wkt(grid.crs.to_wkt()),
        "transform": grid.transform,
        "tiled": True,
        "blockxsize": side,
        "blockysize": side,
        "interleave": "band",
        "bigtiff": "if_safer",
        "sparse_ok": True,  # else closing it after a failure fills up all that was not written yet
    }


def _translate(
    source: Path,
    target: Path,
    side: int,
    resampling: str,
    raw_size: int,
    progress: Progress,
) -> None:
    command = [sys.executable, "-I", translate.__file__, str(source), str(target), str(side), resampling]
    child = subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )
    before = source.stat().st_size
    try:
        while child.poll() is None:
            written = _bytes_in(target.parent) - before
            done = min(written / (raw_size * 1.5), 0.99)
            progress(_BLOCKS_SHARE + (1 - _BLOCKS_SHARE) * done, "writing the GeoTIFF and its overviews")
            with suppress(subprocess.TimeoutExpired):
                child.wait(timeout=0.1)
    finally:
        child.kill()
        _, reason = child.communicate()
    if child.returncode != 0:
        raise _WriteError(
            reason.decode(errors="replace").strip() or f"its program ended with {child.returncode}"
        )
    _check_whole(target)


def _bytes_in(folder: Path) -> int:
    """The sizes of all files in it; GDAL may be deleting one."""
    total = 0
    for file in folder.iterdir():
        with suppress(FileNotFoundError):
            total += file.stat().st_size
    return total


def _check_whole(path: Path, empty: Container[tuple[int, int, int]] = ()) -> None:
    """Raise where a tile is missing: what GDAL fails to write as it closes a file it does not report."""
    size = path.stat().st_size
    with rasterio.open(path) as dataset:
        levels = [None, *range(len(dataset.overviews(1)))]
        bands = [1] if dataset.interleaving is Interleaving.pixel else dataset.indexes
        for level in levels:
            with rasterio.open(path, **({} if level is None else {"OVERVIEW_LEVEL": level})) as image:
                rows, columns = (-(-n // side) for n, side in zip(image.shape, image.block_shapes[0]))
            for band, row, column in product(bands, range(rows), range(columns)):
                where = f"{column}_{row}"
                offset = dataset.get_tag_item(f"BLOCK_OFFSET_{where}", "TIFF", bidx=band, ovr=level)
                length = dataset.get_tag_item(f"BLOCK_SIZE_{where}", "TIFF", bidx=band, ovr=level)
                if not length and (band, row, column) in empty:
                    continue
                if not offset or not length or int(offset) + int(length) > size:
                    raise _WriteError(f"{os.strerror(errno.ENOSPC)}: the file is cut short")
