"""Writing of maps: blocks are written to a tiled GeoTIFF, which is converted to a COG with overviews."""

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
from rasterio.enums import ColorInterp, Interleaving
from rasterio.errors import RasterioError
from rasterio.windows import Window

from satclip_backend.errors import SatclipError, is_disk_full
from satclip_backend.outputs import SIDECARS, atomic_write, full
from satclip_backend.progress import Progress, no_progress
from satclip_backend.rasters import translate
from satclip_backend.rasters.colours import rgb
from satclip_backend.rasters.grids import RasterGrid
from satclip_backend.translation import gettext_lazy as _

# GDAL's errors are raised as exceptions, so they need not be logged for each tile.
logging.getLogger("rasterio").addHandler(logging.NullHandler())

#: Free bytes below which a disk counts as full, because GDAL does not always report why writing failed.
_TIGHT = 100_000

#: Share of the progress for writing blocks, before the conversion to a COG.
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
    """Yield the blocks of a map to write; after that, convert them to a COG at `path`.

    The map is float32 with nodata NaN, or with `colours` uint8 with nodata 0. The file is written atomically.
    Memory does not grow with the size of the map. The caller must check that a GeoTIFF supports the CRS
    (`geotiff_crs`) before any work.

    Parameters
    ----------
    path : Path
        The file.
    grid : RasterGrid
        Pixels of the map.
    bands : sequence of mapping
        "name" is the description of a band, "colorinterp" its colour interpretation ("red", "green" or "blue"), by
        default none; other items are its tags.
    tags : mapping
        Tags of the file.
    progress : Progress
        Called for each block, and ten times a second during the conversion. Its exceptions stop the work.
    colours : sequence of str
        Colours "#rrggbb" of the classes of a classified map; class i (from 1) has colour i. Overviews then
        have the most frequent class.
    resampling : str
        GDAL's resampling method for overviews. By default, means that ignore nodata.

    Raises
    ------
    SatclipError
        If the disk is full or the folder is not writable.
    """
    raw_size = grid.width * grid.height * len(bands) * (1 if colours else 4)
    # Blocks, overviews, and the COG with both: at most 1 + 1/3 + 4/3 of the raw size, plus headers.
    with atomic_write(path, space=int(raw_size * 2.7) + 1_000_000) as target:
        plain = target.with_name("blocks.tif")
        side = _block_size(len(bands))
        try:
            with (
                rasterio.Env(GDAL_CACHEMAX=64),  # bytes: each block is written once
                rasterio.open(plain, "w", **_profile(grid, bands, colours)) as dataset,
            ):
                dataset.update_tags(**tags)
                if colours:
                    dataset.write_colormap(1, dict(enumerate([(0, 0, 0, 0), *map(rgb, colours)])))
                for index, band in enumerate(bands, start=1):
                    dataset.set_band_description(index, band["name"])
                    tags_of_band = {key: band[key] for key in band.keys() - {"name", "colorinterp"}}
                    dataset.update_tags(index, **tags_of_band)
                if not colours:  # otherwise GDAL calls the first band "Gray"
                    dataset.colorinterp = [
                        ColorInterp[band.get("colorinterp", "undefined")] for band in bands
                    ]
                blocks = Blocks(list(grid.windows(side)), dataset, progress)
                yield blocks
            _check_whole(plain, blocks.empty)
            _translate(plain, target, side, "mode" if colours else resampling, raw_size, progress)
        except (RasterioError, _WriteError) as error:
            reason = str(error.__cause__ or error)
            if is_disk_full(error) or shutil.disk_usage(target.parent).free < _TIGHT:
                raise full(Path(path).absolute()) from error
            raise SatclipError(
                _(
                    "The map can't be written in the folder {parent}: {reason}",
                    parent=Path(path).absolute().parent,
                    reason=reason,
                )
            ) from error
    for ending in SIDECARS:  # of an older map with this name
        beside = Path(f"{path}{ending}")
        if os.path.lexists(beside):  # False for a name that is too long, with which unlink would fail
            beside.unlink()


@dataclass(frozen=True)
class Blocks:
    """Blocks of a map that is being written. Each of `windows` must be written, in this order."""

    windows: Sequence[Window]
    _dataset: rasterio.io.DatasetWriter
    _progress: Progress
    empty: set[tuple[int, int, int]] = field(default_factory=set)
    """Band, tile row and tile column of tiles without data, which are not stored."""

    def write(self, index: int, values: NDArray) -> None:
        """Write `values` (bands, height, width), float32 or uint8 classes, to `windows[index]`."""
        window = self.windows[index]
        self._dataset.write(values, window=window)
        absent = values == 0 if self._dataset.nodata == 0 else np.isnan(values)
        side = _block_size(len(values))
        for band in np.flatnonzero(absent.all(axis=(1, 2))):
            self.empty.add((int(band) + 1, window.row_off // side, window.col_off // side))
        self.report(index, 1.0)

    def report(self, index: int, share: float, message: str = "") -> None:
        """Report progress of `windows[index]`, as a `Progress`."""
        count = len(self.windows)
        self._progress(
            _BLOCKS_SHARE * (index + share) / count,
            message or _("block {block} of {count}", block=index + 1, count=count),
        )


class _WriteError(Exception):
    """GDAL failed to write; the message is GDAL's."""


def _block_size(bands: int) -> int:
    """Return the side of a tile in pixels. A tile of all bands takes less than 17 MB."""
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
        "sparse_ok": True,  # otherwise closing after a failure writes all missing tiles
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
            progress(_BLOCKS_SHARE + (1 - _BLOCKS_SHARE) * done, _("writing the GeoTIFF and its overviews"))
            with suppress(subprocess.TimeoutExpired):
                child.wait(timeout=0.1)
    finally:
        child.kill()
        _unused, reason = child.communicate()
    if child.returncode != 0:
        raise _WriteError(
            reason.decode(errors="replace").strip()
            or _("its program ended with {status}", status=child.returncode)
        )
    _check_whole(target)


def _bytes_in(folder: Path) -> int:
    """Return the total size of the files in a folder; GDAL may delete one meanwhile."""
    total = 0
    for file in folder.iterdir():
        with suppress(FileNotFoundError):
            total += file.stat().st_size
    return total


def _check_whole(path: Path, empty: Container[tuple[int, int, int]] = ()) -> None:
    """Raise _WriteError if a tile is missing, because GDAL does not report write errors when it closes a file."""
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
                    raise _WriteError(_("{reason}: the file is cut short", reason=os.strerror(errno.ENOSPC)))
