"""satclip-backend fit: a model of a field, judged on places that it has not seen."""

from __future__ import annotations

import argparse
from functools import partial
from pathlib import Path

from satclip_backend.cli.files import InputFile, OutputFile
from satclip_backend.cli.table_options import (
    add_fit_options,
    add_table_options,
    fit_config_of,
    read_fields,
)

DESCRIPTION = """\
Fit a regression or classification model of a field on location embeddings. The model is evaluated by spatial
cross-validation and compared with baselines; it includes conformal prediction intervals and the area of applicability.
The output is a single model file for the 'predict' command and for QGIS. It contains the locations of the observations.
"""

EXAMPLES = """\
examples:
  satclip-backend fit stations.gpkg --target mean_temp_c --units C -o temperature.satclip --report temperature.html
  satclip-backend fit sites.csv --target biome --estimator linear --folds blocks -o biome.satclip
"""


def add_parser(subparsers) -> argparse.ArgumentParser:
    """Declare the command."""
    parser = subparsers.add_parser(
        "fit",
        help="fit and cross-validate a model of a field",
        description=DESCRIPTION,
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add_table_options(parser)
    parser.add_argument(
        "-o", "--output", type=OutputFile, required=True, metavar="MODEL", help="model file to write"
    )
    add_fit_options(parser, "boosting", ("auto", "linear", "boosting", "neighbours", "mlp"))
    parser.add_argument("--report", type=OutputFile, metavar="OUT.html", help="write an HTML report")
    parser.add_argument(
        "--area-file",
        type=InputFile,
        metavar="FILE",
        help="polygons of the prediction area (.gpkg, .geojson, .shp)",
    )
    parser.add_argument(
        "--rows",
        type=OutputFile,
        metavar="OUT.csv",
        help="write the observations with their folds and out-of-fold predictions",
    )
    return parser


def run(args: argparse.Namespace) -> int:
    """Run the command."""
    from satclip_backend.threads import all_cores

    all_cores()
    import numpy as np

    from satclip_backend.cli.progress import progress
    from satclip_backend.encoders import load_encoder
    from satclip_backend.models.model_file import write_model
    from satclip_backend.processes.fit_model import fit_table, rows_of
    from satclip_backend.processes.process import Context
    from satclip_backend.tables.polygons import read_polygons

    config = fit_config_of(args)
    columns = read_fields(args, [config.target, config.weights, config.groups, *config.fields])
    area = list(read_polygons(args.area_file)) if args.area_file else None
    with progress("fit") as report:
        context = Context(args.output.absolute().parent, on_progress=report)
        load = partial(load_encoder, device=args.device)
        model, evaluation, observed = fit_table(columns, config, context, load, args.input.name, area)
        write_model(args.output, model)
        if args.report:
            from satclip_backend.models.report import write_fit_report

            report(0.99, "writing the report")
            write_fit_report(evaluation, args.report)
        if args.rows:
            _write_rows(args.rows, rows_of(observed, evaluation))
        report(1.0, "done")
    for reason, count in evaluation.dropped:
        print(f"excluded: {count:,} rows, {reason}")
    for warning in evaluation.warnings:
        print(f"warning: {warning}")
    for scored in evaluation.table:
        score = scored.scores[evaluation.score]
        known = np.isfinite(score.low)
        interval = f"{score.value:6.3f} " + (
            f"({score.low:.3f} to {score.high:.3f})" if known else "(no interval)"
        )
        print(f"{scored.folds:8} {evaluation.score} {interval}  {scored.label}")
    print(evaluation.difference.sentence)
    print(f"{args.output}: {model.metadata.name}, {model.metadata.rows:,} observations")
    return 0


def _write_rows(path: Path, columns) -> None:
    import pandas as pd

    from satclip_backend.outputs import atomic_write

    frame = pd.DataFrame({"lon": columns.lonlat[:, 0], "lat": columns.lonlat[:, 1]})
    for name, column in columns.fields.items():
        frame[name] = column.values.astype("int64") if column.kind == "integer" else column.values
    with atomic_write(path) as target:
        frame.to_csv(target, index=False)
