"""satclip-backend similarity: a map of the similarity of an extent to reference locations."""

from __future__ import annotations

import argparse
import sys

from satclip_backend.cli.files import InputFile
from satclip_backend.cli.grid_options import add_grid_options, draw, summary_line
from satclip_backend.cli.options import add_options
from satclip_backend.cli.table_options import add_reading_options, open_points
from satclip_backend.counts import counted
from satclip_backend.errors import SatclipError
from satclip_backend.processes import similarity_map
from satclip_backend.processes.similarity_map import MOST_PLACES
from satclip_backend.tables import POINT_FILES
from satclip_backend.tables.unusable import usable_points

DESCRIPTION = similarity_map.PROCESS.description

EXAMPLES = """\
examples:
  satclip-backend similarity -o like-berlin.tif --extent -180 -90 180 90 --pixel-size 0.25 --place 13.4 52.5
  satclip-backend similarity -o dry.tif --extent -20 0 60 40 --pixel-size 0.1 --place 10 25 --place -5 22.5
  satclip-backend similarity -o dry-not-hot.tif --extent -20 0 60 40 --pixel-size 0.1 --place 10 25 --negative 5 15
  satclip-backend similarity -o vines.tif --extent -10 35 30 55 --pixel-size 0.1 --places-file vineyards.gpkg
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    add_grid_options(parser)
    points = parser.add_mutually_exclusive_group(required=True)
    add_options(
        points,
        similarity_map.Inputs,
        "places",
        required=False,
        help=f"a reference location in degrees (WGS 84); repeat the option for more, at most {MOST_PLACES:,}",
    )
    points.add_argument(
        "--places-file",
        type=InputFile,
        metavar="FILE",
        help=f"table of reference locations: {POINT_FILES}",
    )
    add_options(
        parser,
        similarity_map.Inputs,
        "negatives",
        help="a location to be unlike, in degrees (WGS 84); repeat the option for more",
    )
    add_options(parser, similarity_map.Inputs, "surface")
    add_reading_options(parser)


def run(args: argparse.Namespace) -> int:
    """Run the command."""
    outputs = draw(similarity_map, args, places=args.places or _read_points(args))
    summary = outputs["summary"]
    print(summary_line(args, summary, f"places {summary['places']:,}"))
    return 0


def _read_points(args: argparse.Namespace) -> list[list[float]]:
    """Return the locations of a table, without invalid ones. Raises SatclipError if there are none or too many."""
    points, left_out = usable_points(open_points(args, args.places_file))
    if left_out:
        print(
            f"Skipped without a valid position: {left_out:,} of {counted(left_out + len(points), 'row')}.",
            file=sys.stderr,
        )
    if len(points) > MOST_PLACES:
        raise SatclipError(
            f"{args.places_file.name} has {len(points):,} locations, and at most {MOST_PLACES:,} are possible: "
            "use a sample of them."
        )
    return points.tolist()
