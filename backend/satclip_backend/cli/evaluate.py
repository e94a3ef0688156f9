"""satclip-backend evaluate: how well a model does in regions that it has not seen."""

from __future__ import annotations

import argparse
from functools import partial
from pathlib import Path

from satclip_backend import encoders
from satclip_backend.cli.encoder_options import add_device_option
from satclip_backend.cli.files import InputFile, OutputFile
from satclip_backend.cli.options import add_options
from satclip_backend.cli.progress import progress
from satclip_backend.cli.table_options import add_raster_option, add_table_options, read_fields
from satclip_backend.processes.evaluate_model import PROCESS, Inputs, evaluate_table
from satclip_backend.processes.process import Context

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
    parser.add_argument("--report", type=OutputFile, metavar="OUT.html", help="write an HTML report")
    add_device_option(parser)


def run(args: argparse.Namespace) -> int:
    """Run the command."""
    from satclip_backend.models.model_file import read_metadata  # torch, seconds: not for --help
    from satclip_backend.models.raster_predictors import reopen_predictors
    from satclip_backend.models.report import write_regions_report

    metadata = read_metadata(args.model)
    config = metadata.recipe
    columns = read_fields(args, [config.target, config.weights, args.regions, *config.fields])
    with progress("evaluate") as report:
        context = Context(Path.cwd(), on_progress=report)
        load = partial(encoders.load_encoder, device=args.device)
        rasters, different = reopen_predictors(metadata.features.rasters, args.raster)
        result = evaluate_table(columns, metadata, args.regions, context, load, rasters)
        result.warnings = [*different, *result.warnings]
        if args.report:
            write_regions_report(result, args.report)
        report(1.0, "done")
    for reason, count in result.dropped:
        print(f"excluded: {count:,} rows, {reason}")
    for warning in result.warnings:
        print(f"warning: {warning}")
    for row in result.rows:
        where = f"{row.region or 'all regions':20} {row.share:4.0%} in training"
        print(f"{where}  {result.score} {row.score.value:6.3f}  {row.model}")
    return 0
