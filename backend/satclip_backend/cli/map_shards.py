"""Maps in shards: COGs on a common grid in a folder, and a VRT of them."""

from __future__ import annotations

import argparse
import hashlib
import json
import math
from pathlib import Path

from rasterio.windows import Window

from satclip_backend import encoders
from satclip_backend.cli.dask_option import add_dask_option, engine_of
from satclip_backend.cli.files import OutputFolder
from satclip_backend.cli.grid_options import map_inputs
from satclip_backend.cli.local_folder import LocalFolder
from satclip_backend.cli.manifest import Shard, manifests
from satclip_backend.cli.messages import print_warnings
from satclip_backend.cli.progress import progress
from satclip_backend.cli.shard_run import (
    Done,
    Job,
    Prepared,
    counted_shards,
    part_option,
    print_failed,
    run_shards,
)
from satclip_backend.counts import counted
from satclip_backend.encoders.pca import Pca
from satclip_backend.errors import SatclipError
from satclip_backend.processes import embedding_map
from satclip_backend.processes.maps import SQUARE, map_grid, map_warnings
from satclip_backend.processes.process import Context
from satclip_backend.progress import Progress
from satclip_backend.rasters.grids import MAX_SHARDED, NowhereError, RasterGrid
from satclip_backend.rasters.mosaic import write_mosaic
from satclip_backend.rasters.pca_basis import choose_pca_basis

MOSAIC = "map.vrt"
SIDE = 8192
_MOST = 100_000
_PIXELS = "valid_pixels"
_SMALLEST = 512
"""Side in pixels of the smallest overview of a shard."""


def add_map_shard_options(parser: argparse.ArgumentParser) -> None:
    """Add the options for maps in shards."""
    group = parser.add_argument_group("large maps")
    group.add_argument(
        "--shards",
        type=OutputFolder,
        metavar="FOLDER",
        help=f"write COGs and {MOSAIC}, which opens all of them as one map, to FOLDER instead of OUT.tif",
    )
    group.add_argument(
        "--shard-size",
        type=_side,
        default=SIDE,
        metavar="N",
        help=f"side of a COG in pixels, a multiple of {SQUARE} (default {SIDE})",
    )
    group.add_argument(
        "--part",
        type=part_option,
        metavar="I/N",
        help="write every N-th COG only, starting from the I-th; run all N parts, at the same time or not",
    )
    group.add_argument(
        "--resume",
        action="store_true",
        help="keep the COGs that are done; those of another map, encoder or basis are refused",
    )
    add_dask_option(group)


def prepare_shards(args: argparse.Namespace) -> None:
    """Check that there is one output. Raises SatclipError."""
    if (args.output is None) == (args.shards is None):
        raise SatclipError(
            "Give a map to write, -o OUT.tif, or a folder for a map in shards, --shards FOLDER."
        )
    given = [name for name in ("part", "resume", "dask") if getattr(args, name)]
    if given and args.shards is None:
        raise SatclipError(f"--{given[0]} is for maps in shards: write --shards FOLDER instead of -o.")
    if args.shards is not None:
        args.output, args.shards = args.shards, True


def prepared(args: argparse.Namespace) -> Prepared:
    """Return the work on the shards of a map, for this process or a worker. Raises SatclipError."""
    inputs, encoder, pca = _inputs_of(args)

    def work(window: tuple[int, int, int, int], target: Path, report: Progress) -> Done:
        context = Context(target.parent, on_progress=report)
        try:
            outputs = embedding_map.write_map(inputs, target, context, lambda id: encoder, Window(*window))
        except NowhereError:
            return Done({_PIXELS: 0}, [])
        return Done({_PIXELS: outputs["summary"][_PIXELS]}, [])

    run = {
        "command": "map",
        "encoder": encoder.weights_sha256,
        "basis": hashlib.sha256(pca.to_json().encode()).hexdigest(),
        "shard_size": args.shard_size,
        **{
            name: getattr(inputs, name)
            for name in ("extent", "crs", "pixel_size", "exact", "month", "components", "colours")
        },
    }
    return Prepared(run, work)


def _inputs_of(args: argparse.Namespace):
    """Return the inputs of the process, the encoder and the PCA basis. Raises SatclipError."""
    inputs = map_inputs(embedding_map, args)
    grid = map_grid(inputs, MAX_SHARDED)
    encoder = encoders.load_encoder(args.encoder, device=args.device).at_month(inputs.month)
    return inputs, encoder, choose_pca_basis(inputs.basis, inputs.components, encoder, grid)


def write_map_shards(args: argparse.Namespace) -> tuple[int, Pca]:
    """Write the COGs of this part, and the VRT when all parts are done. Return the exit status and the PCA basis.

    Raises SatclipError.
    """
    inputs, encoder, pca = _inputs_of(args)
    args.basis = json.loads(pca.to_json())  # for workers, so that all have the same
    grid = map_grid(inputs, MAX_SHARDED)
    print_warnings(map_warnings([encoder], grid))
    jobs = shards_of(grid, args.shard_size)
    folder = LocalFolder(args.output)
    sizes = folder.sizes()
    if MOSAIC in sizes and not (args.resume and list(manifests(folder, sizes))):
        raise SatclipError(
            f"{folder.shown(MOSAIC)} exists already: continue with --resume, or choose another output folder."
        )
    ready = prepared(args)
    results = run_shards(args, jobs, ready.run, "map", engine_of(args, prepared, ready))
    print_failed(results.failed, lambda name: name)
    there = len(results.kept) + len(results.worked) - len(results.failed)
    print(
        f"{folder}: {counted(there, 'shard')} of {len(jobs):,}, {grid.width} x {grid.height} pixels"
        f"{counted_shards(results)}; {results.manifest}"
    )
    if results.failed:
        return 1, pca
    _write_mosaic(folder, grid, jobs, args.shard_size)
    return 0, pca


def _write_mosaic(folder: LocalFolder, grid: RasterGrid, jobs: list[Job], side: int) -> None:
    """Write the VRT if all shards are done. Raises SatclipError if none of them has a pixel."""
    done: dict[str, Shard] = {}
    sizes = folder.sizes()
    for _, manifest in manifests(folder, sizes):
        done |= {shard.output: shard for shard in manifest.shards if shard.is_there(sizes)}
    if missing := sum(shard.output not in done for _, shard in jobs):
        print(f"{MOSAIC} is written when all parts are done: {counted(missing, 'shard')} to go.")
        return
    there = {shard.output: Window(*window) for window, shard in jobs if done[shard.output].bytes is not None}
    if not there:
        raise SatclipError("No pixel of the map has a valid location in its CRS: choose another extent.")
    with progress(MOSAIC) as report:
        factor = 2 ** max(0, math.ceil(math.log2(side / _SMALLEST)))
        write_mosaic(folder.path / MOSAIC, grid, there, factor, report)
        report(1.0, "done")
    empty = len(jobs) - len(there)
    print(f"{folder.shown(MOSAIC)}: {counted(len(there), 'shard')}" + (f", {empty:,} empty" if empty else ""))


def shards_of(grid: RasterGrid, side: int) -> list[Job]:
    """Return the windows of the shards of a map, row by row. Raises SatclipError if there are too many."""
    rows, columns = -(-grid.height // side), -(-grid.width // side)
    if rows * columns > _MOST:
        raise SatclipError(
            f"This map would have {rows * columns:,} shards, and at most {_MOST:,} are possible: give a larger "
            "--shard-size or --pixel-size."
        )
    jobs = []
    for window in grid.windows(side):
        place = window.col_off, window.row_off, window.width, window.height
        shard = Shard(
            input=f"pixels {' '.join(map(str, place))}",
            input_bytes=window.width * window.height,
            input_modified_ns=0,
            output=f"r{window.row_off // side:04}c{window.col_off // side:04}.tif",
        )
        jobs.append((place, shard))
    return jobs


def _side(text: str) -> int:
    if not text.isdecimal() or not int(text) or int(text) % SQUARE:
        raise argparse.ArgumentTypeError(f"{text} is not a multiple of {SQUARE}")
    return int(text)
