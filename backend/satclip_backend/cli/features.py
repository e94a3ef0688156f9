"""satclip-backend features: adds features of imagery, such as those of MOSAIKS, to a table of points."""

from __future__ import annotations

import argparse
import math
import sys

from satclip_backend.cli.files import InputFile, InputName, OutputFile
from satclip_backend.cli.options import add_options, checked, chosen
from satclip_backend.cli.point_options import add_imagery_options, opened_imagery
from satclip_backend.cli.progress import progress
from satclip_backend.cli.table_options import add_reading_options, open_file, unusable_rows
from satclip_backend.counts import counted
from satclip_backend.errors import SatclipError
from satclip_backend.pretraining.settings import FeatureSettings, PatchSettings
from satclip_backend.processes.pretrain import Inputs
from satclip_backend.progress import part_of
from satclip_backend.tables import POINT_FILES

DESCRIPTION = """\
Compute features of your imagery around points: an image patch is read around each row of a table, and an image encoder
turns it into numbers, which become new columns X_0, X_1, ... The default is MOSAIKS (Rolf et al. 2021): responses to
random filters that are cut from the imagery.
Features depend on the imagery, the options and the seed, not on the other points of the table. The table's own columns
and geometries are kept. Rows without a complete patch of imagery are kept, too, with nulls.
"""

EXAMPLES = """\
examples:
  satclip-backend features orthophoto.tif --points-of villages.gpkg -o villages.parquet --pixels 64 --filters 100
  satclip-backend features s2.tif --points-of cells.csv -o features.csv --filters 2000
  satclip-backend encoders import features.csv --name my-mosaiks
"""
SETTINGS = ("weights", "normalisation", "filters", "filter_pixels", "seed")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    add_imagery_options(parser)
    parser.add_argument(
        "--points-of", type=InputFile, required=True, metavar="INPUT", help=f"table of points: {POINT_FILES}"
    )
    parser.add_argument(
        "-o",
        "--output",
        type=OutputFile,
        required=True,
        metavar="OUTPUT",
        help="table to write, in one of the same formats",
    )
    add_options(parser, PatchSettings, "pixels", default=None, required=True)
    add_options(
        parser,
        Inputs,
        "image_encoder",
        default="mosaiks",
        help="mosaiks has whitened patches of the imagery as filters, rcf Gaussian filters as in TorchGeo; the others "
        "are those of pretrain",
    )
    add_options(
        parser,
        FeatureSettings,
        "filters",
        help="number of random filters; mosaiks and rcf have two features each",
    )
    add_options(parser, FeatureSettings, "filter_pixels")
    parser.add_argument(
        "--bias",
        type=float,
        metavar="B",
        help="bias of the filters of mosaiks and rcf (default as published: 0 for mosaiks, -1 for rcf)",
    )
    add_options(parser, FeatureSettings, "normalisation")
    add_options(parser, FeatureSettings, "weights", type=InputName, metavar="FILE")
    add_options(parser, Inputs, "seed", help="random seed of the filters")
    parser.add_argument("--prefix", default="X_", help="prefix of the new columns (default %(default)s)")
    add_reading_options(parser)
    parser.add_argument("--crs", help="CRS of the coordinates of INPUT if the file has none")


def run(args: argparse.Namespace) -> int:
    """Write the table with the features."""
    import pyarrow as pa

    from satclip_backend.pretraining.point_features import PointFeatures  # slow import: torch
    from satclip_backend.tables import new_table

    given = chosen(args, SETTINGS) | {"encoder": args.image_encoder}
    settings = checked(FeatureSettings, given)
    pixels = checked(PatchSettings, {"pixels": args.pixels}).pixels
    if args.bias is not None and not (math.isfinite(args.bias) and args.image_encoder in ("mosaiks", "rcf")):
        raise SatclipError("--bias must be a finite number, and only mosaiks and rcf have one.")
    typed = args.output.suffix.lower() != ".csv"
    table = open_file(args, args.points_of, args.layer, args.lon, args.lat, args.crs, typed)
    imagery = opened_imagery(args)
    with progress("Image features") as report:
        fitted = PointFeatures.fitted(
            imagery, pixels, settings, bias=args.bias, progress=part_of(report, 0.0, 0.05)
        )
        names = [f"{args.prefix}{i}" for i in range(fitted.encoder.width)]
        metadata = {
            "citation": fitted.encoder.citation,
            "image_features": given | {"bias": args.bias, "pixels": pixels, "bands": imagery.bands},
        }
        fields = [pa.field(name, pa.float32()) for name in names]
        with new_table(args.output, table, fields, metadata=metadata) as writer:
            counts = fitted.write(table, writer, part_of(report, 0.05, 1.0))
        report(1.0, "done")
    if counts.unusable:
        print(unusable_rows(table, counts.unusable), file=sys.stderr)
    if counts.uncovered:
        without = counted(counts.uncovered, "row has", "rows have")
        print(f"{without} no complete patch of imagery and got nulls.", file=sys.stderr)
    print(
        f"{args.output}: {counted(counts.rows, 'row')}, {len(names):,} new columns {names[0]} to {names[-1]}, "
        f"{args.image_encoder} of {pixels} x {pixels} pixels"
    )
    return 0
