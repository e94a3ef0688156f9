"""satclip-backend embed: adds the embedding of each location to a table."""

from __future__ import annotations

import argparse
import hashlib
import sys
from pathlib import Path

from satclip_backend import encoders
from satclip_backend.cli.encoder_options import add_device_option, add_encoder_option
from satclip_backend.cli.files import InputName, OutputFile
from satclip_backend.cli.messages import print_warnings
from satclip_backend.cli.options import add_options
from satclip_backend.cli.pca_basis import read_basis, save_basis
from satclip_backend.cli.progress import progress
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
from satclip_backend.cli.vector_options import NewColumns, add_vector_options, check_vector_options
from satclip_backend.counts import counted
from satclip_backend.encoders.cautions import cautions, untrained_locations
from satclip_backend.errors import SatclipError
from satclip_backend.processes.maps import MapInputs
from satclip_backend.rasters.pca_basis import check_pca_basis
from satclip_backend.tables import Table
from satclip_backend.tables.unusable import not_covered

DESCRIPTION = f"""\
Add the embedding of each location to a table. The file extension determines the format:
  .csv      delimited text (.tsv and .txt, too) with columns lon and lat, or x and y, or others that you name, degrees
            on WGS 84 unless you give their CRS
  .gpkg     points, lines or polygons (a point on their surface) in any CRS
  .fgb      in: the same
  .parquet  GeoParquet, or with columns like a CSV's
  .npy      in: longitudes and latitudes (n, 2); out: the embeddings alone (n, k), float32
The table's own columns and geometries are kept; a .csv has longitude and latitude instead of geometries. Rows
without a usable position are kept too, with nulls.
{MANY}"""

EXAMPLES = """\
examples:
  satclip-backend embed stations.csv -o stations.gpkg
  satclip-backend embed parcels.gpkg -o parcels.parquet --layer fields --components 16
  satclip-backend embed sightings.csv -o sightings.parquet --encoder mine --date-field observed
  satclip-backend embed stations.csv -o stations.parquet --vector --quantise int8
  satclip-backend embed "world/*.parquet" -o embedded --resume
  satclip-backend embed s3://bucket/world -o s3://bucket/embedded --dask local
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    parser.add_argument("input", type=TableInput, nargs="+", metavar="INPUT", help=INPUTS_HELP)
    parser.add_argument(
        "-o",
        "--output",
        type=TableOutput,
        required=True,
        metavar="OUTPUT",
        help="file to write, in one of the same formats; for many inputs, a folder",
    )
    add_encoder_option(parser)
    dates = parser.add_mutually_exclusive_group()
    add_options(dates, MapInputs, "month")
    dates.add_argument(
        "--date-field",
        metavar="COLUMN",
        help="column of INPUT with dates (2004-07-15) or months (7), for an encoder with months; rows without a date "
        "get the mean over the year",
    )
    parser.add_argument(
        "--components",
        type=int,
        metavar="K",
        help="write the first K principal components instead of all dimensions",
    )
    parser.add_argument(
        "--basis",
        type=InputName,
        metavar="FILE",
        help="PCA basis from --save-basis (default: that of the encoder)",
    )
    parser.add_argument("--save-basis", type=OutputFile, metavar="FILE", help="write the PCA basis as JSON")
    parser.add_argument("--prefix", help="prefix of the new columns (emb_; with --vector none)")
    add_vector_options(parser)
    add_reading_options(parser)
    parser.add_argument("--crs", help="CRS of the coordinates of INPUT if the file has none")
    add_device_option(parser)
    add_shard_options(parser)


prepare = prepare_inputs


def run(args: argparse.Namespace) -> int:
    """Run the command."""
    from satclip_backend.tables.embedding import column_names  # slow import: torch

    check_vector_options(args)
    table = None if is_many(args) else _open(args, args.input, args.output)
    encoder, pca = _encoder_and_basis(args)
    print_warnings(cautions([encoder]))
    if args.save_basis:
        save_basis(args.save_basis, pca)
    if table is None:
        return write_shards(args, "embed", prepared, _prepared(args, encoder, pca))
    columns = NewColumns.of(args, column_names(_prefix(args), encoder.dimension, pca), encoder, pca)
    with progress("embed") as report:
        counts = _embed(args, table, encoder, pca, columns, args.output, report)
        report(1.0, "done")
    if counts.unusable:
        print(unusable_rows(table, counts.unusable), file=sys.stderr)
    if counts.uncovered:
        print(not_covered(counts.uncovered), file=sys.stderr)
    if counts.outside:
        embedded = counts.rows - counts.unusable - counts.uncovered
        print_warnings([untrained_locations(encoder, counts.outside, embedded)])
    if counts.undated:
        undated = counted(counts.undated, "row has", "rows have")
        print(f"{undated} no date and got the mean over the year.", file=sys.stderr)
    month = f", month {args.month}" if args.month else ""
    print(f"{args.output}: {counted(counts.rows, 'row')}, {columns.described()}, encoder {encoder.id}{month}")
    if columns.error is not None:
        print(columns.error_described())
    return 0


def prepared(args: argparse.Namespace) -> Prepared:
    """Return the work on many tables, for a worker."""
    return _prepared(args, *_encoder_and_basis(args))


def _encoder_and_basis(args: argparse.Namespace):
    from satclip_backend.encoders.encoder import check_month  # slow import: torch

    encoder = encoders.load_encoder(args.encoder, device=args.device)
    if args.month is not None:
        encoder = encoder.at_month(args.month)
    elif args.date_field is not None:
        check_month(encoder, 1)
    return encoder, _basis(args, encoder)


def _prepared(args: argparse.Namespace, encoder, pca) -> Prepared:
    from satclip_backend.tables.embedding import column_names  # slow import: torch

    names = column_names(_prefix(args), encoder.dimension, pca)

    def work(source: Path, output: Path, report) -> Done:
        table = _open(args, source, output)
        columns = NewColumns.of(args, names, encoder, pca)
        counts = _embed(args, table, encoder, pca, columns, output, report)
        lacking = {
            "without_position": counts.unusable,
            "without_embedding": counts.uncovered,
            "without_date": counts.undated,
        }
        return Done({ROWS: counts.rows, **lacking}, [])

    about = {
        "encoder": encoder.weights_sha256,
        "month": args.month,
        "date_field": args.date_field,
        "components": None if pca is None else len(pca.variance),
        "basis": None if pca is None else hashlib.sha256(pca.to_json().encode()).hexdigest(),
        "prefix": _prefix(args),
        "vector": args.vector,
        "quantise": args.quantise,
    }
    return Prepared(about, work)


def _prefix(args: argparse.Namespace) -> str:
    return "emb_" if args.prefix is None else args.prefix


def _open(args: argparse.Namespace, source: Path, output: Path) -> Table:
    typed = output.suffix.lower() != ".csv"
    return open_file(args, source, args.layer, args.lon, args.lat, args.crs, typed)


def _embed(args: argparse.Namespace, table: Table, encoder, pca, columns: NewColumns, output: Path, report):
    """Write the rows of a table with their embeddings, and return their counts."""
    from satclip_backend.tables.embedding import embed_table

    with columns.new_table(output, table) as writer:
        return embed_table(table, writer, encoder, pca, report, date_field=args.date_field)


def _basis(args: argparse.Namespace, encoder):
    """Return the PCA basis to project onto, or None for all dimensions of the embedding."""
    if args.basis is not None:
        pca = read_basis(args.basis)
        check_pca_basis(pca, encoder)
        return pca if args.components is None else pca.first(args.components)
    if args.components is not None:
        return encoder.pca.first(args.components)
    if args.save_basis:
        raise SatclipError("--save-basis needs --components: without it the embeddings are not projected.")
    return None
