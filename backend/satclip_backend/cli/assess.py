"""satclip-backend assess: accuracy of a class map, and the area of each class."""

from __future__ import annotations

import argparse
import csv
from collections.abc import Callable
from functools import partial
from math import isnan
from pathlib import Path
from typing import TYPE_CHECKING

from satclip_backend.cli.files import InputName, OutputCsv
from satclip_backend.cli.fit_options import add_report_option, print_findings
from satclip_backend.cli.options import add_options, checked, chosen
from satclip_backend.cli.progress import progress
from satclip_backend.cli.table_options import add_table_options, open_input, read_fields
from satclip_backend.counts import counted
from satclip_backend.outputs import atomic_write
from satclip_backend.processes.assess_map import PROCESS, AssessChoices, assess_raster, table, write_report
from satclip_backend.processes.process import Context
from satclip_backend.translation import gettext_lazy as _

if TYPE_CHECKING:
    from satclip_backend.models.map_accuracy import Estimate

DESCRIPTION = f"""{PROCESS.description}
--table writes for each class the number of points, its area on the map and its estimated area (square kilometres on the
ellipsoid), user's and producer's accuracy, each with standard error and confidence interval.
"""

EXAMPLES = """\
examples:
  satclip-backend assess landcover.tif checked.gpkg --reference class --design stratified --report accuracy.html
  satclip-backend assess biomes.tif plots.csv --reference biome --design random --table classes.csv
  satclip-backend assess change.tif plots.csv --reference change --design stratified --strata strata2010.tif
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    parser.add_argument("map", type=InputName, metavar="MAP", help="raster file or URL of the map of classes")
    add_table_options(parser)
    add_options(parser, AssessChoices, "reference", metavar="FIELD")
    add_options(parser, AssessChoices, "design", "band")
    parser.add_argument(
        "--strata",
        type=InputName,
        metavar="FILE",
        help="raster of the strata of a stratified sample, as integers (default: the classes of the map)",
    )
    add_options(parser, AssessChoices, "strata_band")
    add_options(parser, AssessChoices, "class_names", metavar="CODE=NAME")
    add_options(parser, AssessChoices, "confidence")
    add_report_option(parser)
    parser.add_argument(
        "--table",
        dest="table_file",
        type=OutputCsv,
        metavar="OUT.csv",
        help="write a table of the classes as CSV",
    )


def run(args: argparse.Namespace) -> int:
    """Run the command."""
    from satclip_backend.models.report.formatting import area, area_decimals
    from satclip_backend.rasters.sampling import describe

    choices = checked(AssessChoices, chosen(args, AssessChoices.model_fields))
    columns = read_fields(open_input(args), [choices.reference])
    with progress("assess") as report:
        raster = describe(args.map)
        strata = describe(args.strata) if args.strata else None
        result = assess_raster(columns, choices, raster, strata, Context(Path.cwd(), on_progress=report))
        result.settings = {_("Reference points"): args.input.name, **result.settings}
        rows = table(result)
        if args.report:
            write_report(result, args.report)
        if args.table_file:
            with (
                atomic_write(args.table_file) as target,
                target.open("w", newline="", encoding="utf-8") as file,
            ):
                writer = csv.DictWriter(file, rows[0].keys())
                writer.writeheader()
                writer.writerows(rows)
        report(1.0, "done")
    print_findings(result)
    digits, accuracy = area_decimals(result.region), result.accuracy
    for index, row in enumerate(rows):
        users, producers = (
            _text(one[index], "{:.3f}".format) for one in (accuracy.users, accuracy.producers)
        )
        estimated = _text(accuracy.areas[index], partial(area, digits=digits))
        print(
            f"{row['name']:20} user's {users}  producer's {producers}  "
            f"map {area(row['mapped_km2'], digits)} km², estimated {estimated} km²"
        )
    overall, whole = _text(accuracy.overall, "{:.3f}".format), area(result.region, digits)
    print(f"overall accuracy {overall}, {counted(result.points, 'point')}, {whole} km²")
    return 0


def _text(found: Estimate, form: Callable[[float], str]) -> str:
    """Return an estimate with its confidence interval as text."""
    if isnan(found.value):
        return "-"
    interval = "no interval" if isnan(found.low) else f"{form(found.low)} to {form(found.high)}"
    return f"{form(found.value)} ({interval})"
