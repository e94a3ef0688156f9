"""satclip-backend compare: compares encoders on one table, in the same folds."""

from __future__ import annotations

import argparse

from satclip_backend.cli.encoder_options import work
from satclip_backend.cli.fit_options import (
    add_area_file_option,
    add_fit_options,
    add_raster_options,
    add_report_option,
    area_polygons_of,
    fit_config_of,
    print_findings,
    read_background,
)
from satclip_backend.cli.options import add_options
from satclip_backend.cli.table_options import add_table_options, open_input, read_fields
from satclip_backend.processes.compare_encoders import PROCESS, Inputs, compare_table
from satclip_backend.translation import gettext_lazy as _

DESCRIPTION = f"""{PROCESS.description}
Lower degrees (--degrees) show the resolution that a field needs.
"""

EXAMPLES = """\
examples:
  satclip-backend compare stations.gpkg --target mean_temp_c --encoder bundled mine --report compared.html
  satclip-backend compare stations.gpkg --target mean_temp_c --degrees 5 10 20
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    add_table_options(parser)
    add_fit_options(parser, Inputs)
    add_area_file_option(parser)
    add_raster_options(parser)
    add_options(parser, Inputs, "degrees", metavar="L")
    add_report_option(parser)


def run(args: argparse.Namespace) -> int:
    """Run the command."""
    from satclip_backend.models.raster_predictors import open_predictors
    from satclip_backend.models.report import write_comparison_report  # slow import: torch

    config = fit_config_of(args)
    columns = read_fields(open_input(args), config.needed_fields)
    background, area = read_background(args, config), area_polygons_of(args)
    with work("compare", args) as (context, load):
        rasters = open_predictors(args.raster, args.bilinear)
        result = compare_table(columns, config, args.degrees, context, load, rasters, area, background)
        if args.report:
            result.settings = {_("Layer"): args.input.name, **result.settings}
            write_comparison_report(result, args.report)
    print_findings(result)
    for row in [*result.encoders, *result.baselines, *result.by_degree]:
        scores = f"{row.spatial.value:6.3f} with {result.folds}, {row.random.value:6.3f} with random folds"
        print(f"{result.score} {scores}  {row.label}")
    print(result.sentence)
    return 0
