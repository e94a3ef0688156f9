"""satclip-backend suggest: suggests where to measure next for a model."""

from __future__ import annotations

import argparse

import pyarrow as pa

from satclip_backend.cli.encoder_options import add_device_option, work
from satclip_backend.cli.files import InputFile, OutputFile
from satclip_backend.cli.fit_options import add_raster_option
from satclip_backend.cli.messages import print_warnings
from satclip_backend.cli.options import add_options, checked, chosen
from satclip_backend.counts import counted
from satclip_backend.geo.crs import read_crs
from satclip_backend.processes.models import AreaPolygons
from satclip_backend.processes.suggest_points import PROCESS, Suggesting, suggest_points, summary
from satclip_backend.tables import FIELD_FILES, Table, new_table
from satclip_backend.tables.columns import ARROW, Columns, arrow_array
from satclip_backend.tables.polygons import POLYGON_FILES, read_polygons
from satclip_backend.tables.writing import check_field_file

DESCRIPTION = f"""{PROCESS.description}
Columns: rank; reduction, the share by which the point reduces the two means, on average; and those of 'predict'.
It is a suggestion that knows neither costs nor access. The measurements need not be taken at the very points.
"""

EXAMPLES = """\
examples:
  satclip-backend suggest temperature.satclip --extent -20 -35 55 38 --points 30 -o next.gpkg
  satclip-backend suggest yield.satclip --area-file fields.gpkg -o next.csv
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    parser.add_argument("model", type=InputFile, metavar="MODEL", help="model file")
    parser.add_argument(
        "-o",
        "--output",
        type=OutputFile,
        required=True,
        metavar="OUTPUT",
        help=f"points to write: {FIELD_FILES}",
    )
    add_options(parser, Suggesting, "count", "extent")
    parser.add_argument(
        "--area-file", type=InputFile, metavar="FILE", help=f"polygons of the area: {POLYGON_FILES}"
    )
    add_options(parser, Suggesting, "month", "seed")
    add_raster_option(parser)
    add_device_option(parser)


def run(args: argparse.Namespace) -> int:
    """Run the command."""
    from satclip_backend.models.model_file import read_model  # slow import: torch
    from satclip_backend.models.raster_matching import reopen_predictors

    check_field_file(args.output)
    inputs = checked(Suggesting, chosen(args, Suggesting.model_fields))
    area = AreaPolygons(list(read_polygons(args.area_file)), args.area_file.name) if args.area_file else None
    model = read_model(args.model)
    rasters, different = reopen_predictors(model.metadata.features.rasters, args.raster)
    print_warnings(different)
    with work("suggest", args) as (context, load):
        found, where = suggest_points(inputs, model, area, context, load, rasters)
    _write(args.output, found.points)
    result = summary(found, model, where)
    print_warnings(result["warnings"])
    print(
        f"{args.output}: {counted(result['points'], 'point')} in {where}, which would reduce its mean dissimilarity "
        f"and mean distance to a training point by {result['reduction']:.0%} on average"
    )
    return 0


def _write(path: OutputFile, found: Columns) -> None:
    """Write points with their columns."""
    lon, lat = found.lonlat.T
    batch = pa.record_batch({"lon": lon, "lat": lat})
    table = Table(
        path, batch.schema, len(found), read_crs("EPSG:4326"), lambda: iter([batch]), columns=("lon", "lat")
    )
    fields = [pa.field(name, ARROW[column.kind]) for name, column in found.fields.items()]
    with new_table(path, table, fields) as writer:
        writer.write(batch, found.lonlat, [arrow_array(column) for column in found.fields.values()])
