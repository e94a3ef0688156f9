"""satclip-backend clusters: a map of the clusters in an extent, and a table of them."""

from __future__ import annotations

import argparse
import csv
from pathlib import Path

from satclip_backend.cli.files import OutputCsv
from satclip_backend.cli.grid_options import add_grid_options, draw, summary_line
from satclip_backend.cli.options import add_options
from satclip_backend.outputs import atomic_write
from satclip_backend.processes import cluster_map

DESCRIPTION = f"""{cluster_map.PROCESS.description}
--table writes for each cluster its colour, number of pixels, share and area (square kilometres on the ellipsoid), most
typical location (degrees, WGS 84), mean similarity of its sample points to the cluster centre, and the principal
components of the centre.
"""

EXAMPLES = """\
examples:
  satclip-backend clusters -o world.tif --extent -180 -90 180 90 --pixel-size 0.25 --table classes.csv
  satclip-backend clusters -o alps.tif --extent 4000000 2500000 4600000 2800000 --crs EPSG:3035 --pixel-size 1000 \\
    --clusters 12 --fitted-on extent
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    add_grid_options(parser)
    add_options(parser, cluster_map.Inputs, "clusters", metavar="K")
    add_options(parser, cluster_map.Inputs, "fitted_on")
    parser.add_argument(
        "--table", type=OutputCsv, metavar="FILE.csv", help="write a table of the clusters as CSV"
    )


def run(args: argparse.Namespace) -> int:
    """Run the command."""
    outputs = draw(cluster_map, args)
    if args.table:
        _write_table(args.table, outputs["classes"])
    seen = sum(row["pixels"] > 0 for row in outputs["classes"])
    print(summary_line(args, outputs["summary"], f"classes {seen} of {args.clusters}"))
    return 0


def _write_table(path: Path, classes: list[dict]) -> None:
    with atomic_write(path) as target, target.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, classes[0].keys())
        writer.writeheader()
        writer.writerows(classes)
