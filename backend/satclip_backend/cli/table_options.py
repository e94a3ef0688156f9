"""Options of the commands that read a table, and functions to read it."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from satclip_backend.cli.files import InputFile
from satclip_backend.counts import counted
from satclip_backend.tables import FIELD_FILES, Table, TextOptions, open_table
from satclip_backend.tables.columns import Columns, columns_of
from satclip_backend.tables.unusable import first_unusable


def add_table_options(parser: argparse.ArgumentParser) -> None:
    """Add the table and the options to read it."""
    parser.add_argument(
        "input", type=InputFile, metavar="INPUT", help=f"table of observations: {FIELD_FILES}"
    )
    add_reading_options(parser)
    parser.add_argument("--crs", help="CRS of the coordinates of INPUT if the file has none")


def add_reading_options(parser: argparse.ArgumentParser) -> None:
    """Add the options for what the file itself may not specify."""
    parser.add_argument("--layer", help="layer, if the GeoPackage has several")
    parser.add_argument("--lon", metavar="COLUMN", help="column with the longitude")
    parser.add_argument("--lat", metavar="COLUMN", help="column with the latitude")
    parser.add_argument(
        "--missing",
        nargs="+",
        default=[],
        metavar="CODE",
        help="codes for missing values, such as -9999; NA, NULL, - and the like are always missing in numeric columns",
    )
    parser.add_argument(
        "--decimal",
        choices=(".", ","),
        help="decimal mark of numbers in text files, if it is ambiguous as in 1,234",
    )
    parser.add_argument(
        "--encoding", help="encoding of text files (UTF-8, or Windows-1252 if the file is not valid UTF-8)"
    )


def open_input(args: argparse.Namespace, *, typed: bool = True) -> Table:
    """Open the table of the options. Raises SatclipError."""
    return open_file(args, args.input, args.layer, args.lon, args.lat, args.crs, typed)


def open_points(args: argparse.Namespace, path: Path) -> Table:
    """Open another table of points. Raises SatclipError."""
    return open_file(args, path, args.layer, args.lon, args.lat, None, typed=False)


def open_file(
    args: argparse.Namespace,
    path: Path,
    layer: str | None,
    lon: str | None,
    lat: str | None,
    crs: str | None,
    typed: bool = True,
) -> Table:
    """Open a table with the text options of the command. Raises SatclipError."""
    text = TextOptions(args.encoding, args.decimal, tuple(args.missing))
    return open_table(path, layer=layer, lon=lon, lat=lat, crs=crs, typed=typed, text=text)


def unusable_rows(table: Table, count: int) -> str:
    """Return a sentence on `count` rows of `table` that were kept without values."""
    return f"{counted(count, 'row has', 'rows have')} no valid position and got nulls. {first_unusable(table)}".strip()


def read_fields(table: Table, names: Sequence[str | None]) -> Columns:
    """Return the locations and the named fields of a table. Raises SatclipError."""
    return columns_of(table, list(dict.fromkeys(name for name in names if name)))
