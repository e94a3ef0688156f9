"""What the commands that read a table share: its options, and the fields that are asked for."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from satclip_backend.cli.files import InputFile, InputName

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from satclip_backend.learning.fit_config import FitConfig
    from satclip_backend.tables import Table
    from satclip_backend.tables.columns import Columns


def add_table_options(parser: argparse.ArgumentParser) -> None:
    """Add the table and where its positions are."""
    parser.add_argument("input", type=InputFile, metavar="INPUT", help="the rows: .csv, .gpkg or .parquet")
    add_reading_options(parser)
    parser.add_argument("--crs", help="CRS of INPUT's coordinates, where the file does not say it")


def add_reading_options(parser: argparse.ArgumentParser) -> None:
    """Add what a table may not say of itself."""
    parser.add_argument("--layer", help="layer of a GeoPackage that has several")
    parser.add_argument("--lon", metavar="COLUMN", help="column with the longitude")
    parser.add_argument("--lat", metavar="COLUMN", help="column with the latitude")
    parser.add_argument(
        "--missing",
        nargs="+",
        default=[],
        metavar="CODE",
        help="values that stand for no value, such as -9999; in a column of numbers NA, NULL, - and the like do anyway",
    )
    parser.add_argument(
        "--decimal",
        choices=(".", ","),
        help="decimal mark of numbers in text, where 1,234 leaves it open",
    )
    parser.add_argument("--encoding", help="encoding of text (UTF-8, or Windows-1252 where it is not UTF-8)")


def add_fit_options(parser: argparse.ArgumentParser, estimator: str, estimators: Sequence[str]) -> None:
    """Add what a model is made of."""
    parser.add_argument("--target", required=True, metavar="FIELD", help="the field that is modelled")
    parser.add_argument(
        "--task",
        choices=("auto", "regression", "classification"),
        default="auto",
        help="auto: numbers are regressed, text, booleans and integers with at most 10 values classified",
    )
    parser.add_argument("--units", default="", help="units of the target, for reports")
    parser.add_argument("--weights", metavar="FIELD", help="field with the weight of each row")
    parser.add_argument(
        "--groups", metavar="FIELD", help="field that names the region, site or campaign of each row"
    )
    parser.add_argument("--fields", nargs="+", default=[], metavar="FIELD", help="predictor fields besides")
    parser.add_argument(
        "--encoder",
        type=InputName,
        nargs="*",
        default=["bundled"],
        metavar="ID",
        dest="encoders",
        help="ids or files of encoders (bundled); none: --encoder alone",
    )
    parser.add_argument(
        "--coordinates", action="store_true", help="tell the model x, y, z on the sphere, too"
    )
    parser.add_argument("--estimator", choices=estimators, default=estimator, help=f"({estimator})")
    parser.add_argument(
        "--folds",
        choices=("knndm", "blocks", "groups", "random"),
        default="knndm",
        help="how rows are held out (knndm: as far from the others as the area is)",
    )
    parser.add_argument("--fold-count", type=int, default=5, metavar="K", help="number of folds (5)")
    parser.add_argument(
        "--block-size", type=float, metavar="KM", dest="block_size_km", help="side of the blocks in km"
    )
    parser.add_argument(
        "--area",
        type=float,
        nargs=4,
        metavar=("W", "S", "E", "N"),
        help="where predictions are wanted, in degrees; where the rows lie by default",
    )
    parser.add_argument(
        "--confidence", type=float, default=0.9, help="how often intervals hold the truth (0.9)"
    )
    parser.add_argument("--seed", type=int, default=0, help="of all random choices (0)")
    parser.add_argument("--device", help="cpu, cuda, mps; the best there is by default")


def fit_config_of(args: argparse.Namespace) -> FitConfig:
    """The recipe of the options. Raises SatclipError that names the one that is wrong."""
    from pydantic import ValidationError

    from satclip_backend.errors import SatclipError
    from satclip_backend.learning.fit_config import FitConfig

    try:
        return FitConfig(**{name: getattr(args, name) for name in FitConfig.model_fields})
    except ValidationError as error:
        first = error.errors()[0]
        option = {"encoders": "encoder", "block_size_km": "block-size"}.get(
            str(first["loc"][0]), str(first["loc"][0]).replace("_", "-")
        )
        raise SatclipError(f"--{option}: {first['msg']}.") from None


def open_input(args: argparse.Namespace, *, typed: bool = True) -> Table:
    """The table of the options. Raises SatclipError."""
    return _open(args, args.input, args.crs, typed)


def usable_points(args: argparse.Namespace, path: Path) -> tuple[NDArray[np.float64], int]:
    """(n, 2) longitude and latitude in the rows of a table, and how many rows have none that is usable.

    Raises SatclipError where none has.
    """
    import numpy as np

    from satclip_backend.tables.positions import on_earth
    from satclip_backend.tables.unusable import no_position

    table = _open(args, path, None, typed=False)
    lonlat = np.concatenate([np.empty((0, 2)), *(table.lonlat(batch) for batch in table.batches())])
    usable = on_earth(lonlat)
    if not usable.any():
        raise no_position(table)
    return lonlat[usable], int((~usable).sum())


def _open(args: argparse.Namespace, path: Path, crs: str | None, typed: bool) -> Table:
    from satclip_backend.tables import TextOptions, open_table

    text = TextOptions(args.encoding, args.decimal, tuple(args.missing))
    return open_table(path, layer=args.layer, lon=args.lon, lat=args.lat, crs=crs, typed=typed, text=text)


def unusable_rows(table: Table, count: int) -> str:
    """The sentence on `count` rows of `table` that were kept without values."""
    from satclip_backend.tables.unusable import first_unusable

    kept = "rows have" if count > 1 else "row has"
    return f"{count:,} {kept} no usable position and got nulls. {first_unusable(table)}".strip()


def read_fields(args: argparse.Namespace, names: Sequence[str | None]) -> Columns:
    """The positions and the named fields of the table of the options. Raises SatclipError."""
    from satclip_backend.tables.columns import columns_of

    return columns_of(open_input(args), list(dict.fromkeys(name for name in names if name)))
