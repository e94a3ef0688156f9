"""Script that converts a GeoTIFF to a COG with overviews.

    python translate.py BLOCKS.tif COG.tif BLOCK_SIZE RESAMPLING

It runs in a child process, so that it can be killed at any time (GDAL's copy can't be interrupted). It exits
if its standard input closes, that is, if its parent has ended. If it fails, its exit status is 1 and stderr
has the reason.
"""

import logging
import math
import os
import sys
import threading
from collections import deque


def copy_to_cog(source: str, target: str, block_size: str, resampling: str) -> None:
    """Copy with overviews by `resampling`, such as "average" or "mode", which ignore pixels without data."""
    import rasterio
    from rasterio.enums import Resampling
    from rasterio.shutil import copy

    with rasterio.Env(GDAL_CACHEMAX=128):  # bytes: each block is read and written once
        with rasterio.open(
            source, "r+"
        ) as dataset:  # overviews that the COG driver creates take many times as long
            levels = math.ceil(math.log2(max(1, *(side / int(block_size) for side in dataset.shape))))
            dataset.build_overviews([2**level for level in range(1, levels + 1)], Resampling[resampling])
        copy(
            source,
            target,
            driver="COG",
            BLOCKSIZE=block_size,
            COMPRESS="DEFLATE",
            PREDICTOR="YES" if resampling == "average" else "NO",  # classes don't vary smoothly
            LEVEL=1,
            BIGTIFF="IF_SAFER",
            NUM_THREADS="ALL_CPUS",
        )


def _end_with_parent() -> None:
    sys.stdin.buffer.read()
    os._exit(1)


class _Last(logging.Handler):
    """Keeps the last few log messages: a full disk causes one for each tile."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: deque[str] = deque(maxlen=3)

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(record.getMessage())


if __name__ == "__main__":
    threading.Thread(target=_end_with_parent, daemon=True).start()
    last = _Last()
    logging.getLogger("rasterio").addHandler(last)
    status = 0
    try:
        copy_to_cog(*sys.argv[1:])
    except Exception as error:
        print(*last.lines, error.__cause__ or error, sep="; ", file=sys.stderr, flush=True)
        status = 1
    os._exit(status)
