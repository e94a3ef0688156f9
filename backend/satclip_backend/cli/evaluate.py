"""satclip-backend evaluate: how well a model does in regions that it has not seen."""

from __future__ import annotations

import argparse
from functools import partial
from pathlib import Path

from satclip_backend.cli.files import InputFile, OutputFile
from satclip_backend.cli.table_options import add_table_options, read_fields

DESCRIPTION = """\
Hold out each continent, or each value of a field, in turn. Refit the model on the other regions plus 0 %, 1 %, 5 % and
10 % of the region's locations, and score it on the rest of the region, together with coordinate-only and constant
baselines.
"""

EXAMPLES = """\
examples:
  satclip-backend evaluate temperature.satclip stations.gpkg --report unseen.html
  satclip-backend evaluate yield.satclip fields.csv --regions country --report unseen.html
"""


def add_parser(subparsers) -> argparse.ArgumentParser:
    """Declare the command."""
    parser = subparsers.add_parser(
        "evaluate",
        help="evaluate how well a model generalises to unseen regions",
        description=DESCRIPTION,
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("model", type=InputFile, metavar="MODEL", help="model file; its settings are used")
    add_table_options(parser)
    parser.add_argument(
        "--regions", metavar="FIELD", help="field with the region of each row (default: continents)"
    )
    parser.add_argument("--report", type=OutputFile, metavar="OUT.html", help="write an HTML report")
    parser.add_argument("--device", help="cpu, cuda or mps (default: the fastest available)")
    return parser


def run(args: argparse.Namespace) -> int:
    """Run the command."""
    from satclip_backend.threads import all_cores

    all_cores()
    from satclip_backend.cli.progress import progress
    from satclip_backend.encoders import load_encoder
    from satclip_backend.models.model_file import read_metadata
    from satclip_backend.processes.evaluate_model import evaluate_table
    from satclip_backend.processes.process import Context

    metadata = read_metadata(args.model)
    config = metadata.recipe
    columns = read_fields(args, [config.target, config.weights, args.regions, *config.fields])
    with progress("evaluate") as report:
        context = Context(Path.cwd(), on_progress=report)
        load = partial(load_encoder, device=args.device)
        result = evaluate_table(columns, metadata, args.regions, context, load)
        if args.report:
            from satclip_backend.models.report import write_regions_report

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
