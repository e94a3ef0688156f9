"""satclip-backend map: an embedding map of an extent, as a cloud-optimized GeoTIFF."""

from __future__ import annotations

import argparse
import json

from satclip_backend.cli.files import InputName, OutputFile
from satclip_backend.cli.grid_options import add_grid_options, draw, summary_line
from satclip_backend.cli.map_shards import add_map_shard_options, prepare_shards, write_map_shards
from satclip_backend.cli.options import add_options
from satclip_backend.cli.pca_basis import read_basis, save_basis
from satclip_backend.encoders.pca import Pca
from satclip_backend.errors import SatclipError
from satclip_backend.processes import embedding_map
from satclip_backend.rasters.grids import TooManyPixelsError
from satclip_backend.translation import translated

DESCRIPTION = f"""{embedding_map.PROCESS.description}
The bands are PC1, PC2, ...; their tags LOW and HIGH hold the recommended limits of the contrast stretch.
With --shards, a map may have more than two billion pixels: it becomes COGs on a common grid, and a VRT that opens them
as one map.
--part shares them between processes, --dask between the workers of a Dask cluster, and --resume continues such a run.
"""

EXAMPLES = """\
examples:
  satclip-backend map -o world.tif --extent -180 -90 180 90 --pixel-size 0.25
  satclip-backend map -o alps.tif --extent 4000000 2500000 4600000 2800000 --crs EPSG:3035 --pixel-size 1000
  satclip-backend map -o fiji.tif --extent 170 -25 -170 -10 --pixel-size 0.1    (across the antimeridian)
  satclip-backend map --shards world --extent -180 -90 180 90 --pixel-size 0.0025 --part 1/8 --resume
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    add_grid_options(parser, shards=True)
    add_options(parser, embedding_map.Inputs, "components", metavar="K")
    add_options(parser, embedding_map.Inputs, "colours")
    add_options(
        parser,
        embedding_map.Inputs,
        "basis",
        type=InputName,
        choices=None,
        metavar="encoder|extent|FILE",
        help="PCA basis: 'encoder' is global, so colours are comparable between maps; 'extent' is fitted on this "
        "extent; or a file from --save-basis",
    )
    parser.add_argument("--save-basis", type=OutputFile, metavar="FILE", help="write the PCA basis as JSON")
    add_map_shard_options(parser)


prepare = prepare_shards


def run(args: argparse.Namespace) -> int:
    """Run the command."""
    if args.basis not in ("encoder", "extent"):
        args.basis = json.loads(read_basis(args.basis).to_json())
    if args.shards:
        status, pca = write_map_shards(args)
        if args.save_basis:
            save_basis(args.save_basis, pca)
        return status
    try:
        outputs = draw(embedding_map, args)
    except TooManyPixelsError as error:
        raise SatclipError(
            f"{translated(error)} Larger maps are written in shards: --shards FOLDER."
        ) from error
    if args.save_basis:
        save_basis(args.save_basis, Pca.from_json(json.dumps(outputs["basis"])))
    summary = outputs["summary"]
    shares = ", ".join(f"{share:.1%}" for share in summary["explained_variance"])
    print(summary_line(args, summary, f"explained variance {shares}"))
    return 0
