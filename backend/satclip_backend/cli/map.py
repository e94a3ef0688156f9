"""satclip-backend map: an embedding map of an extent, as a cloud-optimized GeoTIFF."""

from __future__ import annotations

import argparse
import json
from functools import partial
from pathlib import Path

DESCRIPTION = """\
Draw the principal components of an encoder's embeddings at every pixel of an extent: a cloud-optimized GeoTIFF,
float32, nodata NaN, with overviews, one band a component (PC1, PC2, ...). The values that a display should stretch
between are tags of the bands (LOW, HIGH).
"""

EXAMPLES = """\
examples:
  satclip-backend map -o world.tif --extent -180 -90 180 90 --pixel-size 0.25
  satclip-backend map -o alps.tif --extent 4000000 2500000 4600000 2800000 --crs EPSG:3035 --pixel-size 1000
  satclip-backend map -o fiji.tif --extent 170 -25 -170 -10 --pixel-size 0.1    (across the antimeridian)
"""


def add_parser(subparsers) -> argparse.ArgumentParser:
    """Declare the command."""
    parser = subparsers.add_parser(
        "map",
        help="draw an embedding map of an extent",
        description=DESCRIPTION,
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("-o", "--output", type=Path, required=True, metavar="OUT.tif", help="the map")
    parser.add_argument(
        "--extent",
        type=float,
        nargs=4,
        required=True,
        metavar=("W", "S", "E", "N"),
        help="edges in units of the CRS; with longitudes, W > E crosses the antimeridian",
    )
    parser.add_argument(
        "--crs", default="EPSG:4326", help="CRS of extent and map: a code, WKT or a PROJ string"
    )
    parser.add_argument(
        "--pixel-size", type=float, required=True, metavar="SIZE", help="side of a pixel in units of the CRS"
    )
    parser.add_argument(
        "--encoder", default="bundled", metavar="ID", help="id or file of an encoder (bundled)"
    )
    parser.add_argument("--components", type=int, default=3, metavar="K", help="number of bands (3)")
    parser.add_argument(
        "--basis",
        default="encoder",
        metavar="encoder|extent|FILE",
        help="'encoder': its own components, the same colours on every map; 'extent': fitted on this extent; "
        "or a file that --save-basis wrote",
    )
    parser.add_argument("--save-basis", type=Path, metavar="FILE", help="write the basis used, as JSON")
    parser.add_argument("--device", help="cpu, cuda, mps; the best there is by default")
    return parser


def run(args: argparse.Namespace) -> int:
    """Run the command."""
    from satclip_backend.cli.threads import one_thread_a_batch

    one_thread_a_batch()
    from pydantic import ValidationError

    from satclip_backend.cli.basis import read_basis, save_basis
    from satclip_backend.cli.progress import progress
    from satclip_backend.encoders import load_encoder
    from satclip_backend.encoders.pca import Pca
    from satclip_backend.errors import SatclipError
    from satclip_backend.processes.embedding_map import Inputs, write_map
    from satclip_backend.processes.process import Context

    chosen = (
        args.basis if args.basis in ("encoder", "extent") else json.loads(read_basis(args.basis).to_json())
    )
    try:
        inputs = Inputs(
            extent=args.extent,
            crs=args.crs,
            pixel_size=args.pixel_size,
            encoder=args.encoder,
            components=args.components,
            basis=chosen,
        )
    except ValidationError as error:
        first = error.errors()[0]
        raise SatclipError(f"--{str(first['loc'][0]).replace('_', '-')}: {first['msg']}.") from None
    with progress("map") as report:
        context = Context(args.output.absolute().parent, on_progress=report)
        outputs = write_map(inputs, args.output, context, partial(load_encoder, device=args.device))
        report(1.0, "done")
    if args.save_basis:
        save_basis(args.save_basis, Pca.from_json(json.dumps(outputs["basis"])))
    summary = outputs["summary"]
    shares = ", ".join(f"{share:.1%}" for share in summary["explained_variance"])
    print(
        f"{args.output}: {summary['width']} x {summary['height']} pixels, {summary['valid_pixels']:,} with a place on "
        f"Earth, encoder {summary['encoder']}, explained variance {shares}, {summary['seconds']:.1f} s"
    )
    return 0
