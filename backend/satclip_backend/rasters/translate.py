"""A program of its own: `python translate.py BLOCKS.tif COG.tif BLOCK_SIZE RESAMPLING` makes a COG with overviews.

It runs as a child so that it can be ended at any moment (GDAL's copy can't), and ends by itself when its
standard input closes, that is when its parent is gone. Where it fails its status is 1 and stderr says why.
"""

import logging
import math
import os
import sys
import threading
from collections import deque


def copy_to_cog(source: str, target: str, block_size: str, resampling: str) -> None:
    """Copy with overviews: each pixel the "average" or the "mode" of those below it that have data."""
    import rasterio
    from rasterio.enums import Resampling
    from rasterio.shutil import copy

    with rasterio.Env(GDAL_CACHEMAX=128):
        with rasterio.open(
            source, "r+"
        ) as dataset:  # those that the COG driver makes itself take many times as long
            levels = math.ceil(math.log2(max(1, *(side / int(block_size) for side in dataset.shape))))
            dataset.build_overviews([2**level for level in range(1, levels + 1)], Resampling[resampling])
        copy(
            source,
            target,
            driver="COG",
            BLOCKSIZE=block_size,
            COMPRESS="DEFLATE",
            PREDICTOR="YES" if resampling == "average" else "NO",  # classes have no slopes
            LEVEL=1,
            BIGTIFF="IF_SAFER",
            NUM_THREADS="ALL_CPUS",
        )


def _end_with_parent() -> None:
    sys.stdin.buffer.read()
    os._exit(1)


class _Last(logging.Handler):
    """The last few of GDAL's messages, for a full disk brings one a tile."""

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
