"""satclip-backend predict: predictions of a model for the points of a table, or for every pixel of an extent."""

from __future__ import annotations

import argparse
import hashlib
import sys
from functools import partial
from pathlib import Path

import pyarrow as pa

from satclip_backend.cli.encoder_options import add_device_option, work
from satclip_backend.cli.files import InputFile, OutputMap, check_ending
from satclip_backend.cli.fit_options import add_raster_option
from satclip_backend.cli.grid_options import add_pixel_options
from satclip_backend.cli.messages import print_warnings
from satclip_backend.cli.options import add_options, checked, chosen, flag
from satclip_backend.cli.shard_run import Done, Prepared
from satclip_backend.cli.shards import (
    INPUTS_HELP,
    MANY,
    ROWS,
    TableInput,
    TableOutput,
    add_shard_options,
    is_many,
    prepare_inputs,
    write_shards,
)
from satclip_backend.cli.table_options import add_reading_options, open_file, unusable_rows
from satclip_backend.counts import counted
from satclip_backend.errors import SatclipError
from satclip_backend.models.prediction_fields import PREDICTION_FIELDS, fields_of
from satclip_backend.models.prediction_warnings import PredictionWarnings
from satclip_backend.processes.predict_map import MapChoices, write_map
from satclip_backend.progress import Progress
from satclip_backend.tables import Table, new_table
from satclip_backend.tables.columns import ARROW, arrow_array, check_fields, columns_of_batch
from satclip_backend.tables.positions import on_earth
from satclip_backend.tables.unusable import no_position, not_covered
from satclip_backend.translation import translated

_TASKS = {"binary": "two classes", "presence_only": "presences with background points"}
_FIELDS = "".join(
    f"  {_TASKS.get(task, task)}:\n"
    + "".join(f"    {field.column:15}{field.description}\n" for field in fields)
    for task, fields in PREDICTION_FIELDS.items()
)
DESCRIPTION = f"""\
Predict with a model from the 'fit' command, either for the rows of a table (adds columns) or for every pixel of an
extent (writes a cloud-optimized GeoTIFF). Columns or bands:
{_FIELDS}
A map of values has one more band, the width of the prediction interval. A model whose prediction area is the land or
the sea of an extent predicts those pixels of a map only (see --surface).
{MANY}"""

EXAMPLES = """\
examples:
  satclip-backend predict temperature.satclip villages.csv -o predicted.gpkg
  satclip-backend predict temperature.satclip --extent -12 34 42 72 --pixel-size 0.1 -o temperature.tif --mask
  satclip-backend predict sightings.satclip --extent -12 34 42 72 --pixel-size 0.1 -o july.tif --month 7
  satclip-backend predict temperature.satclip "world/*.parquet" -o predicted --resume
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    parser.add_argument("model", type=InputFile, metavar="MODEL", help="model file")
    parser.add_argument(
        "input",
        type=TableInput,
        nargs="*",
        metavar="INPUT",
        help=INPUTS_HELP,
    )
    parser.add_argument(
        "-o",
        "--output",
        type=TableOutput,
        required=True,
        metavar="OUTPUT",
        help="table or .tif to write; for many inputs, a folder",
    )
    add_reading_options(parser)
    add_raster_option(parser)
    parser.add_argument("--prefix", default="", help="prefix of the new columns")
    add_pixel_options(
        parser,
        required=False,
        default=None,  # a table may have another CRS
        help="CRS of the extent and of the map (EPSG:4326), or of the coordinates of INPUT if the file has none: an "
        "authority code, WKT or a PROJ string",
    )
    parser.add_argument(
        "--plain",
        action="store_true",
        help="write the prediction only; faster for maps of linear models",
    )
    add_options(parser, MapChoices, "mask", "surface", "probabilities", "month")
    add_device_option(parser)
    add_shard_options(parser)


prepare = prepare_inputs


def run(args: argparse.Namespace) -> int:
    """Run the command."""
    if (args.input is None) == (args.extent is None):
        raise SatclipError("Give a table of points, or an extent with --extent and --pixel-size.")
    of_maps = [
        name
        for name in ("pixel_size", "exact", "plain", "mask", "surface", "probabilities", "month")
        if getattr(args, name) not in (None, False, "auto")
    ]
    if args.input is not None and of_maps:
        raise SatclipError(f"{flag(of_maps[0])} is for maps: leave it out when predicting for points.")
    if args.extent is not None and args.pixel_size is None:
        raise SatclipError("A map needs --pixel-size.")
    if args.extent is not None:
        check_ending(OutputMap(args.output))

    model, rasters, different = _read(args)
    print_warnings(different)
    if is_many(args):
        return write_shards(args, "predict", prepared, _prepared(args, model, rasters))
    with work("predict", args) as (context, load):
        summary = (_map if args.input is None else _points)(args, model, context, load, rasters)
    print(summary)
    return 0


def prepared(args: argparse.Namespace) -> Prepared:
    """Return the work on many tables, for a worker."""
    model, rasters, _ = _read(args)
    return _prepared(args, model, rasters)


def _read(args: argparse.Namespace):
    """Return the model, its rasters, and warnings of differences."""
    from satclip_backend.models.model_file import read_model  # slow import: torch
    from satclip_backend.models.raster_matching import reopen_predictors

    model = read_model(args.model)
    return model, *reopen_predictors(model.metadata.features.rasters, args.raster)


def _map(args: argparse.Namespace, model, context, load, rasters) -> str:
    inputs = checked(MapChoices, chosen(args, MapChoices.model_fields) | {"uncertainty": not args.plain})
    summary = write_map(inputs, model, args.output, context, load, rasters)["summary"]
    if summary["note"]:
        print(summary["note"], file=sys.stderr)
    print_warnings(summary["warnings"])
    month = ""
    if summary["date_field"] is not None:
        month = f"month {summary['month']}, " if summary["month"] else "mean over the year, "
    return (
        f"{args.output}: {summary['width']} x {summary['height']} pixels, {summary['valid_pixels']:,} predicted, "
        f"{month}bands {', '.join(summary['bands'])}, {summary['seconds']:.1f} s"
    )


def _points(args: argparse.Namespace, model, context, load, rasters) -> str:
    from satclip_backend.models.model import find_encoders  # slow import: torch

    table = open_file(args, args.input, args.layer, args.lon, args.lat, args.crs)
    found = find_encoders(model.metadata.features, load)
    counts, warnings = _predict(args, model, found, rasters, table, args.output, context.progress)
    print_warnings(warnings)
    if counts["without_position"]:
        print(unusable_rows(table, counts["without_position"]), file=sys.stderr)
    if counts["without_prediction"]:
        print(not_covered(counts["without_prediction"]), file=sys.stderr)
    predicted = counts[ROWS] - counts["without_position"] - counts["without_prediction"]
    done = f"{args.output}: {counted(counts[ROWS], 'row')}, {predicted:,} predicted"
    return f"{done}, {counts['where_the_model_does_not_apply']:,} of them where the model does not apply"


def _prepared(args: argparse.Namespace, model, rasters) -> Prepared:
    from satclip_backend import encoders
    from satclip_backend.models.model import find_encoders  # slow import: torch

    found = find_encoders(model.metadata.features, partial(encoders.load_encoder, device=args.device))

    def work_on(source: Path, output: Path, report: Progress) -> Done:
        table = open_file(args, source, args.layer, args.lon, args.lat, args.crs)
        return _predict(args, model, found, rasters, table, output, report)

    about = {
        "model": hashlib.sha256(args.model.read_bytes()).hexdigest(),
        "rasters": [raster.used.values_sha256 for raster in rasters],
    }
    return Prepared(about, work_on)


def _predict(
    args: argparse.Namespace, model, found, rasters, table: Table, output: Path, report: Progress
) -> Done:
    """Write the rows of a table with their predictions."""
    from satclip_backend.models.prediction import predict_columns  # slow imports: torch
    from satclip_backend.models.raster_predictors import with_rasters

    needed = model.metadata.features.needed_fields
    check_fields(table, needed)
    kinds = {field.column: field.kind for field in fields_of(model.metadata)}
    fields = [pa.field(args.prefix + name, ARROW[kind]) for name, kind in kinds.items()]
    rows = unusable = predicted = outside = 0
    warnings = PredictionWarnings(model.metadata, found)
    with new_table(output, table, fields) as writer:
        for batch in table.batches():
            report(min(rows / max(table.rows, 1), 1.0), counted(rows, "row"))
            columns = with_rasters(columns_of_batch(table, batch, needed), rasters)
            predictions = predict_columns(model, found, columns)
            writer.write(batch, columns.lonlat, [arrow_array(predictions[name]) for name in kinds])
            known = ~predictions["applicable"].missing
            warnings.add(columns, known)
            rows += batch.num_rows
            unusable += int((~on_earth(columns.lonlat)).sum())
            predicted += int(known.sum())
            outside += int((predictions["applicable"].values[known] == 0).sum())
        if rows and unusable == rows:
            raise no_position(table)
    counts = {
        ROWS: rows,
        "without_position": unusable,
        "without_prediction": rows - unusable - predicted,
        "where_the_model_does_not_apply": outside,
    }
    return Done(counts, [translated(sentence) for sentence in warnings.sentences()])
