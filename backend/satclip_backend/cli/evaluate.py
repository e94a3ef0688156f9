"""satclip-backend evaluate: scores of a model in held-out regions."""

from __future__ import annotations

import argparse

from satclip_backend.cli.encoder_options import add_device_option, work
from satclip_backend.cli.files import InputFile
from satclip_backend.cli.fit_options import (
    add_background_file_options,
    add_raster_option,
    add_report_option,
    print_findings,
    read_background,
)
from satclip_backend.cli.options import add_options
from satclip_backend.cli.table_options import add_table_options, open_input, read_fields
from satclip_backend.processes.evaluate_model import PROCESS, Inputs, evaluate_table

DESCRIPTION = PROCESS.description

EXAMPLES = """\
examples:
  satclip-backend evaluate temperature.satclip stations.gpkg --report unseen.html
  satclip-backend evaluate yield.satclip fields.csv --regions country --report unseen.html
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    parser.add_argument("model", type=InputFile, metavar="MODEL", help="model file; its settings are used")
    add_table_options(parser)
    add_raster_option(parser)
    add_options(parser, Inputs, "regions", metavar="FIELD")
    add_background_file_options(parser)
    add_report_option(parser)
    add_device_option(parser)


def run(args: argparse.Namespace) -> int:
    """Run the command."""
    from satclip_backend.models.model_file import read_metadata  # slow import: torch
    from satclip_backend.models.raster_matching import reopen_predictors
    from satclip_backend.models.report import write_regions_report

    metadata = read_metadata(args.model)
    config = metadata.recipe
    names = [config.target, config.weights, args.regions, config.date_field, *config.fields]
    columns = read_fields(open_input(args), names)
    background = read_background(args, config, args.regions)
    with work("evaluate", args) as (context, load):
        rasters, different = reopen_predictors(metadata.features.rasters, args.raster)
        result = evaluate_table(columns, metadata, args.regions, context, load, rasters, background)
        result.warnings = [*different, *result.warnings]
        if args.report:
            write_regions_report(result, args.report)
    print_findings(result)
    for row in result.rows:
        where = f"{row.region or 'all regions':20} {row.share:4.0%} in training"
        print(f"{where}  {result.score} {row.score.value:6.3f}  {row.model}")
    return 0
