"""satclip-backend fit: fits a model of a field and evaluates it by spatial cross-validation."""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
import pyarrow as pa

from satclip_backend.cli.encoder_options import work
from satclip_backend.cli.files import OutputFile
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
from satclip_backend.models.fit_config import FitConfig
from satclip_backend.processes.fit_model import PROCESS, fit_table, rows_of
from satclip_backend.tables import FIELD_FILES, Table, new_table
from satclip_backend.tables.columns import ARROW, Columns, arrow_array
from satclip_backend.tables.writing import check_field_file, free_names
from satclip_backend.translation import gettext_lazy as _

DESCRIPTION = f"""{PROCESS.description}
The output is a single model file for the 'predict' command and for QGIS. It contains the locations of the observations
and, for kriging, neighbours and stacking, which 'auto' may choose, their target values and weights.
"""

EXAMPLES = """\
examples:
  satclip-backend fit stations.gpkg --target mean_temp_c --units C -o temperature.satclip --report temperature.html
  satclip-backend fit stations.gpkg --target mean_temp_c --raster dem.tif --raster landcover.tif:1=classes -o t.satclip
  satclip-backend fit sightings.csv --target count --encoder mine --date-field observed -o sightings.satclip
  satclip-backend fit sites.csv --target biome --estimator linear --folds blocks -o biome.satclip
  satclip-backend fit records.csv --target species --positive "Parus major" --background 10000 -o tit.satclip
  satclip-backend fit records.csv --target species --positive "Parus major" --background 10000
    --background-file records.csv -o tit.satclip
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    add_table_options(parser)
    parser.add_argument(
        "-o", "--output", type=OutputFile, required=True, metavar="MODEL", help="model file to write"
    )
    add_fit_options(parser)
    add_options(parser, FitConfig, "select_predictors")
    add_area_file_option(parser)
    add_raster_options(parser)
    add_report_option(parser)
    parser.add_argument(
        "--rows",
        type=OutputFile,
        metavar="OUT",
        help=f"write the rows that were used with their folds and out-of-fold predictions: {FIELD_FILES}",
    )


def run(args: argparse.Namespace) -> int:
    """Run the command."""
    from satclip_backend.models.model_file import write_model  # slow import: torch
    from satclip_backend.models.raster_predictors import open_predictors
    from satclip_backend.models.report import write_fit_report

    config = fit_config_of(args)
    if args.rows:
        check_field_file(args.rows)
    table = open_input(args)
    columns = read_fields(table, config.needed_fields)
    background, area = read_background(args, config), area_polygons_of(args)
    with work("fit", args) as (context, load):
        rasters = open_predictors(args.raster, args.bilinear)
        model, evaluation, observed = fit_table(
            columns, config, context, load, args.input.name, area, rasters, background
        )
        write_model(args.output, model)
        if args.report:
            context.progress(0.99, _("writing the report"))
            write_fit_report(evaluation, args.report)
        if args.rows:
            _write_rows(args.rows, table, rows_of(observed, evaluation))
    print_findings(evaluation)
    for scored in evaluation.table:
        score = scored.scores[evaluation.score]
        known = np.isfinite(score.low)
        interval = f"{score.value:6.3f} " + (
            f"({score.low:.3f} to {score.high:.3f})" if known else "(no interval)"
        )
        print(f"{scored.folds:8} {evaluation.score} {interval}  {scored.label}")
    if evaluation.predictor_selection:
        print(evaluation.predictor_selection.sentence)
    print(evaluation.difference.sentence)
    beside = f", background: {used.description}" if (used := model.metadata.background) else ""
    print(f"{args.output}: {model.metadata.name}, {model.metadata.rows:,} observations{beside}")
    return 0


def _write_rows(path: Path, table: Table, found: Columns) -> None:
    """Write the rows of `table` that `found` refers to, with the columns of `found` appended."""
    used, columns = found.fields["row"].values, {n: c for n, c in found.fields.items() if n != "row"}
    names = free_names(columns, table.schema.names)
    fields = [pa.field(names[name], ARROW[column.kind]) for name, column in columns.items()]
    before = 0
    with new_table(path, table, fields) as writer:
        for batch in table.batches():
            start, stop = np.searchsorted(used, [before, before + batch.num_rows])
            if stop > start:
                own = batch.take(pa.array(used[start:stop] - before))
                values = [arrow_array(column.take(np.arange(start, stop))) for column in columns.values()]
                writer.write(own, found.lonlat[start:stop], values)
            before += batch.num_rows
