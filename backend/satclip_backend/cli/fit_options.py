"""Options of the commands that fit, evaluate or apply a model, and functions to read what they name."""

from __future__ import annotations

import argparse
import re

from satclip_backend.cli.encoder_options import add_device_option
from satclip_backend.cli.files import InputFile, InputName, OutputReport
from satclip_backend.cli.options import add_options, checked, chosen
from satclip_backend.cli.table_options import open_file, read_fields
from satclip_backend.counts import counted
from satclip_backend.errors import SatclipError
from satclip_backend.models.fit_config import FitConfig
from satclip_backend.models.results import EncoderComparison, Evaluation, RegionsEvaluation
from satclip_backend.processes.models import AreaPolygons, TableInputs
from satclip_backend.tables import FIELD_FILES
from satclip_backend.tables.columns import Columns
from satclip_backend.tables.polygons import POLYGON_FILES, read_polygons
from satclip_backend.translation import ENGLISH, check_language, languages


def add_fit_options(parser: argparse.ArgumentParser, model: type[FitConfig] = FitConfig) -> None:
    """Add the options of a model, as the inputs `model` of a process declare them."""
    add_options(parser, model, "target", metavar="FIELD")
    add_options(parser, model, "task")
    add_options(parser, model, "positive", metavar="CLASS")
    add_options(parser, model, "background")
    add_background_file_options(parser)
    add_options(parser, model, "threshold", metavar="P")
    add_options(parser, model, "units")
    add_options(parser, model, "weights", "groups", "fields", "date_field", metavar="FIELD")
    add_options(
        parser,
        model,
        "encoders",
        type=InputName,
        metavar="ID",
        help="ids or files of encoders; --encoder without a value uses none",
    )
    add_options(parser, model, "coordinates", "estimator")
    add_options(parser, model, "folds", "fold_count")
    add_options(parser, model, "block_size_km", metavar="KM")
    add_options(parser, model, "area", "confidence", "seed")
    add_device_option(parser)


def add_background_file_options(parser: argparse.ArgumentParser) -> None:
    """Add the options for the records of a target group and their locations."""
    parser.add_argument(
        "--background-file",
        type=InputFile,
        metavar="FILE",
        help=f"records of a target group ({FIELD_FILES}), such as all species that the same people record, INPUT among "
        "them: their locations are the background points, at most as many as --background",
    )
    parser.add_argument("--background-layer", metavar="LAYER", help="layer of --background-file")
    parser.add_argument(
        "--background-lon", metavar="COLUMN", help="column with the longitude in --background-file"
    )
    parser.add_argument(
        "--background-lat", metavar="COLUMN", help="column with the latitude in --background-file"
    )
    parser.add_argument(
        "--background-crs",
        metavar="CRS",
        help="CRS of the coordinates of --background-file if the file has none",
    )


def add_area_file_option(parser: argparse.ArgumentParser) -> None:
    """Add the option for polygons of the prediction area."""
    parser.add_argument(
        "--area-file",
        type=InputFile,
        metavar="FILE",
        help=f"polygons of the prediction area, instead of --area ({POLYGON_FILES})",
    )


def area_polygons_of(args: argparse.Namespace) -> AreaPolygons | None:
    """Return the polygons of the prediction area, or None. Raises SatclipError."""
    if args.area_file is None:
        return None
    if args.area is not None:
        raise SatclipError("Give the prediction area with --area or with --area-file, not with both.")
    return AreaPolygons(list(read_polygons(args.area_file)), args.area_file.name)


def add_report_option(parser: argparse.ArgumentParser) -> None:
    """Add the options of the report: its file and its language."""
    parser.add_argument("--report", type=OutputReport, metavar="OUT.html", help="write an HTML report")
    parser.add_argument(
        "--language",
        type=_language,
        default=ENGLISH,
        metavar="LANG",
        help=f"language of the report, of errors and of progress: {' or '.join(languages())} (default {ENGLISH})",
    )


def _language(name: str) -> str:
    try:
        return check_language(name)
    except SatclipError as error:
        raise argparse.ArgumentTypeError(str(error)) from None


def add_raster_options(parser: argparse.ArgumentParser) -> None:
    """Add the options for rasters as predictors of a new model."""
    add_raster_option(
        parser,
        "raster file or URL whose bands are predictors; may be repeated. BANDS are numbers, ranges or names, such as "
        "1,3-5,slope (default: all). Integers with a colour table are classes; BAND=classes and BAND=numbers say "
        "otherwise",
    )
    add_options(parser, TableInputs, "bilinear")


def add_raster_option(
    parser: argparse.ArgumentParser,
    help: str = "raster of the model, as when it was fitted or another one of the same bands; may be repeated",
) -> None:
    """Add the raster option."""
    parser.add_argument(
        "--raster", type=InputName, action="append", default=[], metavar="FILE[:BANDS]", help=help
    )


def fit_config_of(args: argparse.Namespace) -> FitConfig:
    """Return the fit configuration of the options. Raises SatclipError that names an invalid option."""
    return checked(FitConfig, chosen(args, FitConfig.model_fields))


def read_background(args: argparse.Namespace, config: FitConfig, groups: str | None = None) -> Columns | None:
    """Return the records of the target group with the predictor and date fields, or None.

    The field `groups` is read if the file has it. The options of the background file are used or, if it is the
    input itself, those of the input. Raises SatclipError.
    """
    own = {name: getattr(args, f"background_{name}") for name in ("layer", "lon", "lat", "crs")}
    path = args.background_file
    if path is None:
        if given := [name for name, value in own.items() if value is not None]:
            raise SatclipError(f"--background-{given[0]} is for --background-file: give this file, too.")
        return None
    if path.resolve() == args.input.resolve():
        own = {name: getattr(args, name) if value is None else value for name, value in own.items()}
    try:
        table = open_file(args, path, **own)
        group = groups if groups in table.schema.names else None
        return read_fields(table, [*config.fields, config.date_field, group])
    except SatclipError as error:  # it may recommend an option of the input
        said = re.sub(rf"(?<!\S)--({'|'.join(own)})\b", r"--background-\1", str(error))
        raise SatclipError(said) from error


def print_findings(result: Evaluation | EncoderComparison | RegionsEvaluation) -> None:
    """Print the number of excluded rows by reason, and the warnings, in English for scripts that read them."""
    for reason, count in result.dropped:
        print(f"excluded: {counted(count, 'row')}, {reason}")
    for warning in result.warnings:
        print(f"warning: {warning}")
