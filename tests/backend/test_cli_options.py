"""Options of commands match inputs of processes, and accept numbers in any notation."""

from __future__ import annotations

import argparse
import shlex

import pytest

from satclip_backend.cli import argument_parser, main
from satclip_backend.processes.registry import PROCESSES

COMMAND_OF = {
    "embedding_map": "map",
    "similarity_map": "similarity",
    "cluster_map": "clusters",
    "fit_model": "fit",
    "predict_points": "predict",
    "predict_map": "predict",
    "evaluate_model": "evaluate",
    "suggest_points": "suggest",
    "compare_encoders": "compare",
    "assess_map": "assess",
    "sample_imagery": "sample",
    "pretrain": "pretrain",
    "download_encoder": "encoders download",
    "import_encoder": "encoders import",
}
OTHERWISE = {
    "table": "the file INPUT",
    "rasters": "the files IMAGERY or of --raster",
    "background_table": "the file of --background-file",
    "polygons": "the file of --area",
    "area_polygons": "the file of --area-file",
    "area_name": "the name of that file",
    "uncertainty": "the opposite of --plain",
    "file_name": "the name of FILE",
    ("sample_imagery", "places"): "the file of --points-of",
    ("sample_imagery", "start"): "a command extracts all patches",
    ("sample_imagery", "stop"): "a command extracts all patches",
    ("sample_imagery", "have"): "the files in FOLDER",
    ("compare_encoders", "select_predictors"): "all predictors are scored",
    ("pretrain", "id"): "the name of the file to write",
}
"""Inputs without an option of the same name, by name or (process, name), with the option that replaces them."""


def subparsers(parser):
    return next((a.choices for a in parser._actions if isinstance(a, argparse._SubParsersAction)), {})


PARSERS = subparsers(argument_parser())
INPUTS = [(process.id, name) for process in PROCESSES.values() for name in process.inputs.model_fields]


def options(command):
    name, *action = command.split()
    parser = subparsers(PARSERS[name])[action[0]] if action else PARSERS[name]
    return {action.dest: action for action in parser._actions}


def test_every_process_has_a_command():
    assert COMMAND_OF.keys() == PROCESSES.keys()


@pytest.mark.parametrize(("process", "name"), INPUTS)
def test_every_input_is_an_option_or_a_listed_exception(process, name):
    listed = name in OTHERWISE or (process, name) in OTHERWISE
    assert (name in options(COMMAND_OF[process])) != listed


def test_the_exceptions_are_all_inputs():
    names = {name for _, name in INPUTS}
    assert all(key in INPUTS if isinstance(key, tuple) else key in names for key in OTHERWISE)


def takes_numbers(action):
    try:
        return isinstance(action.type("1"), (int, float))
    except (TypeError, ValueError, argparse.ArgumentTypeError):
        return False


def words(action, value):
    count = action.nargs if isinstance(action.nargs, int) else 1
    return [*action.option_strings[-1:], *[value] * count]


def needed(parser, action):
    """Return the arguments that a command line requires in addition to an option."""
    groups = [group._group_actions for group in parser._mutually_exclusive_groups if group.required]
    others = [other for other in parser._actions if other.required and other is not action]
    others += [group[0] for group in groups if action not in group]
    others.sort(key=lambda other: len(other.option_strings))  # positional arguments first
    return [word for other in others for word in words(other, next(iter(other.choices or "1")))]


NUMBERS = [
    pytest.param(PARSERS[command], action, id=f"{command} {action.option_strings[-1]}")
    for command in PARSERS
    for action in PARSERS[command]._actions
    if action.option_strings and takes_numbers(action)
]


@pytest.mark.parametrize("number", ["-4e6", "-.5", "1e-3", "-7"])
@pytest.mark.parametrize(("parser", "action"), NUMBERS)
def test_numbers_in_any_notation_are_values(capsys, parser, action, number):
    """Options accept or refuse the number as their value. No number is parsed as another option."""
    try:
        args = parser.parse_args([*needed(parser, action), *words(action, number)])
    except SystemExit:
        said = capsys.readouterr().err
        assert f"invalid int value: '{number}'" in said or "give a number of " in said
    else:
        value = getattr(args, action.dest)
        while isinstance(value, list):
            value = value[0]
        assert value == float(number)


def test_the_help_of_an_option_comes_from_its_declaration():
    help_of = {name: options("fit")[name].help for name in ("fold_count", "block_size_km", "encoders")}
    assert help_of["fold_count"] == "number of folds; between 2 and 20 (default 5)"
    assert help_of["block_size_km"].endswith("more than 0 and at most 20,000")
    assert help_of["encoders"].endswith("(default bundled)")
    assert options("pretrain")["batch"].help.endswith("at least 1 (2048; published 8192)")


@pytest.mark.parametrize(
    ("argv", "sentence"),
    [
        (
            "fit none.csv --target y -o m --block-size 0",
            "--block-size must be more than 0 and at most 20,000, not 0.",
        ),
        ("fit none.csv --target y -o m --confidence 1", "--confidence must be between 0.5 and 0.99, not 1."),
        (
            "fit none.csv --target y -o m --encoder 1 2 3 4 5 6 7 8 9",
            "--encoder must have at most 8 items, not 9.",
        ),
        *(
            (f"fit none.csv --target y -o m {option} ''", f"{option} must not be empty.")
            for option in ("--target", "--weights", "--groups", "--fields", "--encoder")
        ),
        ("fit none.csv --target y -o m --area nan 0 1 1", "--area must be a finite number."),
        (
            "pretrain none.tif -o e.safetensors --minutes inf",
            "--minutes must be a finite number, more than 0 and at most 525,600.",
        ),
        (
            "pretrain none.tif -o e.safetensors --degree 501",
            "--degree must be between 1 and 500, not 501.",
        ),
        (
            "pretrain none.tif -o e.safetensors --w0 1e7",
            "--w0 must be between 0 and 1,000,000, not 10000000.",
        ),
        ("pretrain none.tif -o ''", "--output must not be empty."),
        ("pretrain none.tif -o e.safetensors --apart -1", "--apart must be at least 0, not -1."),
        (
            "pretrain none.tif -o e.safetensors --block-degrees 0",
            "--block-degrees must be between 0.001 and 180, not 0.",
        ),
        ("pretrain none.tif -o e.safetensors --ema 1", "--ema must be at least 0 and less than 1, not 1."),
        (
            "pretrain none.tif -o e.safetensors --filters -1",
            "--filters must be between 0 and 65,536, not -1.",
        ),
        (
            "fit none.csv --target y -o m --block-size 20000.001",
            "--block-size must be more than 0 and at most 20,000, not 20000.001.",
        ),
    ],
)
def test_an_out_of_range_value_is_reported_with_its_option(capsys, argv, sentence):
    assert main(shlex.split(argv)) == 1
    assert capsys.readouterr().err.startswith(f"satclip-backend: {sentence}")


@pytest.mark.parametrize(
    ("command", "name"),
    [("suggest m.satclip -o s.gpkg --count 10", "suggest"), ("encoders list --count 10", "encoders list")],
)
def test_an_unknown_option_shows_the_options_of_its_command(capsys, command, name):
    assert main(shlex.split(command)) == 2
    told = capsys.readouterr().err
    assert told.startswith(f"usage: satclip-backend {name} [-h]")
    assert f"satclip-backend {name}: error: unrecognized arguments: --count 10" in told


@pytest.mark.parametrize(
    ("command", "sentence"),
    [
        ("map -o out.png", "A map is a GeoTIFF: its name must end in .tif, and out.png doesn't."),
        ("clusters -o out", "A map is a GeoTIFF: its name must end in .tif, and out doesn't."),
        ("similarity --place 1 2 -o out.csv", "A map is a GeoTIFF"),
        ("predict m.satclip -o out.csv", "A map is a GeoTIFF"),
        ("clusters -o out.tif --table out.gpkg", "This table is CSV"),
    ],
)
def test_a_map_under_the_name_of_another_format_is_refused(tmp_path, monkeypatch, capsys, command, sentence):
    monkeypatch.chdir(tmp_path)
    assert main(shlex.split(f"{command} --extent 0 0 9 9 --pixel-size 3")) == 1
    assert sentence in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_a_report_under_the_name_of_another_format_is_refused(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "rows.csv").write_text("lon,lat,y\n1,2,3\n")
    assert main(shlex.split("fit rows.csv --target y -o m.satclip --report report.pdf")) == 1
    assert "A report is HTML: its name must end in .html" in capsys.readouterr().err
