"""satclip-backend fit: a model of a field, judged on places that it has not seen."""

from __future__ import annotations

import argparse
import csv
from functools import partial
from pathlib import Path

import numpy as np

from satclip_backend import encoders
from satclip_backend.cli.files import InputFile, OutputFile
from satclip_backend.cli.progress import progress
from satclip_backend.cli.table_options import (
    add_fit_options,
    add_raster_options,
    add_table_options,
    fit_config_of,
    read_fields,
)
from satclip_backend.outputs import atomic_write
from satclip_backend.processes.fit_model import PROCESS, fit_table, rows_of
from satclip_backend.processes.process import Context
from satclip_backend.tables.columns import Columns
from satclip_backend.tables.polygons import read_polygons

DESCRIPTION = f"""{PROCESS.description}
The output is a single model file for the 'predict' command and for QGIS. It contains the locations of the observations.
"""

EXAMPLES = """\
examples:
  satclip-backend fit stations.gpkg --target mean_temp_c --units C -o temperature.satclip --report temperature.html
  satclip-backend fit stations.gpkg --target mean_temp_c --raster dem.tif --raster landcover.tif:1=classes -o t.satclip
  satclip-backend fit sites.csv --target biome --estimator linear --folds blocks -o biome.satclip
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    add_table_options(parser)
    parser.add_argument(
        "-o", "--output", type=OutputFile, required=True, metavar="MODEL", help="model file to write"
    )
    add_fit_options(parser)
    add_raster_options(parser)
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


def run(args: argparse.Namespace) -> int:
    """Run the command."""
    from satclip_backend.models.model_file import write_model  # torch, seconds: not for --help
    from satclip_backend.models.raster_predictors import open_predictors
    from satclip_backend.models.report import write_fit_report

    config = fit_config_of(args)
    columns = read_fields(args, [config.target, config.weights, config.groups, *config.fields])
    area = list(read_polygons(args.area_file)) if args.area_file else None
    with progress("fit") as report:
        context = Context(args.output.absolute().parent, on_progress=report)
        load = partial(encoders.load_encoder, device=args.device)
        rasters = open_predictors(args.raster, args.bilinear)
        model, evaluation, observed = fit_table(
            columns, config, context, load, args.input.name, area, rasters
        )
        write_model(args.output, model)
        if args.report:
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


def _write_rows(path: Path, columns: Columns) -> None:
    fields = {
        name: [None if missing else value for value, missing in zip(column.values.tolist(), column.missing)]
        for name, column in columns.fields.items()
    }
    with atomic_write(path) as target, target.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["lon", "lat", *fields])
        writer.writerows(zip(*columns.lonlat.T.tolist(), *fields.values()))
