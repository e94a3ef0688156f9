"""satclip-backend compare: encoders side by side on one table, in the same folds."""

from __future__ import annotations

import argparse
from functools import partial
from pathlib import Path

from satclip_backend import encoders
from satclip_backend.cli.files import OutputFile
from satclip_backend.cli.options import add_options
from satclip_backend.cli.progress import progress
from satclip_backend.cli.table_options import (
    add_fit_options,
    add_raster_options,
    add_table_options,
    fit_config_of,
    read_fields,
)
from satclip_backend.processes.compare_encoders import PROCESS, Inputs, compare_table
from satclip_backend.processes.process import Context

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
    add_raster_options(parser)
    add_options(parser, Inputs, "degrees", metavar="L")
    parser.add_argument("--report", type=OutputFile, metavar="OUT.html", help="write an HTML report")


def run(args: argparse.Namespace) -> int:
    """Run the command."""
    from satclip_backend.models.raster_predictors import open_predictors
    from satclip_backend.models.report import write_comparison_report  # torch, seconds: not for --help

    config = fit_config_of(args)
    columns = read_fields(args, [config.target, config.weights, config.groups, *config.fields])
    with progress("compare") as report:
        context = Context(Path.cwd(), on_progress=report)
        load = partial(encoders.load_encoder, device=args.device)
        rasters = open_predictors(args.raster, args.bilinear)
        result = compare_table(columns, config, args.degrees, context, load, rasters)
        if args.report:
            result.settings = {"Layer": args.input.name, **result.settings}
            write_comparison_report(result, args.report)
        report(1.0, "done")
    for reason, count in result.dropped:
        print(f"excluded: {count:,} rows, {reason}")
    for warning in result.warnings:
        print(f"warning: {warning}")
    for row in [*result.encoders, *result.baselines, *result.by_degree]:
        scores = f"{row.spatial.value:6.3f} with {result.folds}, {row.random.value:6.3f} with random folds"
        print(f"{result.score} {scores}  {row.label}")
    print(result.sentence)
    return 0
