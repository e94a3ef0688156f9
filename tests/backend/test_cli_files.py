"""No output overwrites an input or another output: every command, every pair of files, every spelling."""

from __future__ import annotations

import argparse
import os
import shlex
from itertools import combinations
from pathlib import Path

import pytest

from satclip_backend.cli import COMMANDS, argument_parser, main
from satclip_backend.cli.files import InputFile, InputName, OutputFile, OutputFolder

READ, WRITTEN = (InputFile, InputName), (OutputFile, OutputFolder)
NEEDED = {
    "target": ["ph"],
    "reference": ["ph"],
    "design": ["random"],
    "extent": ["0", "0", "1", "1"],
    "pixel_size": ["1"],
    "pixels": ["8"],
}
"""Values of required options that are not files."""
ONLY_WORDS = {
    "encoders list",
    "encoders info",
    "encoders import",
    "encoders remove",
    "encoders download",
    "serve",
    "users add",
    "users list",
    "users remove",
    "users renew",
}
"""Commands that write no file named by the user."""


def parsers() -> dict[str, argparse.ArgumentParser]:
    """Return the parser of each command and action."""
    found = {}
    for name, parser in subparsers(argument_parser()).items():
        actions = subparsers(parser)
        found |= (
            {f"{name} {action}": inner for action, inner in actions.items()} if actions else {name: parser}
        )
    return found


def subparsers(parser):
    return next((a.choices for a in parser._actions if isinstance(a, argparse._SubParsersAction)), {})


def files(parser, kinds):
    return [a for a in parser._actions if isinstance(a.type, type) and issubclass(a.type, kinds)]


def command(name, parser, values):
    """Return the arguments of a command line with these values of options."""
    options, positional = [], []
    for action in parser._actions:
        given = values.get(action.dest, NEEDED.get(action.dest) if action.required else None)
        if given is None:
            continue
        if action.option_strings:
            options += [action.option_strings[-1], *given]
        else:
            positional += given
    return [*name.split(), *positional, *options]


PARSERS = parsers()
WRITING = sorted(PARSERS.keys() - ONLY_WORDS)
IN_OUT = [
    pytest.param(name, read.dest, written.dest, id=f"{name}-{read.dest}-{written.dest}")
    for name in WRITING
    for read in files(PARSERS[name], READ)
    for written in files(PARSERS[name], OutputFile)
]
OUT_OUT = [
    pytest.param(name, one.dest, other.dest, id=f"{name}-{one.dest}-{other.dest}")
    for name in WRITING
    for one, other in combinations(files(PARSERS[name], WRITTEN), 2)
    if (one.dest, other.dest) != ("output", "shards")  # a map has one of them
]


def test_every_file_option_is_declared_as_one():
    for name, parser in PARSERS.items():
        assert not [a.dest for a in parser._actions if a.type is Path], name
    assert {name.split()[0] for name in PARSERS} == set(COMMANDS)
    assert len(IN_OUT) > 20
    for name in WRITING:
        assert files(PARSERS[name], WRITTEN), name


@pytest.fixture
def arranged(tmp_path, monkeypatch):
    """Return a function that creates all files that a command needs, with different names."""
    monkeypatch.chdir(tmp_path)

    def arrange(name, **given):
        values = {}
        for action in files(PARSERS[name], (*READ, *WRITTEN)):
            is_read = issubclass(action.type, READ)
            if is_read:
                Path(f"in-{action.dest}").write_text("precious")
            needed = (
                action.required
                or (is_read and not action.option_strings)
                or action.dest == "places_file"
                or (name == "map" and action.dest == "output" and "shards" not in given)
            )
            if action.dest in given or needed:
                ending = ".safetensors" if name == "pretrain" else ""
                values[action.dest] = [f"in-{action.dest}" if is_read else f"out-{action.dest}{ending}"]
        return command(name, PARSERS[name], {**values, **given})

    return arrange


@pytest.mark.parametrize(("name", "read", "written"), IN_OUT)
def test_no_output_is_an_input(arranged, capsys, name, read, written):
    argv = arranged(name, **{read: [f"in-{read}"], written: [f"in-{read}"]})
    before = sorted(Path().iterdir())
    assert main(argv) == 1
    assert f"The output in-{read} is the input: choose another name" in capsys.readouterr().err
    assert Path(f"in-{read}").read_text() == "precious"
    assert sorted(Path().iterdir()) == before


@pytest.mark.parametrize(("name", "one", "other"), OUT_OUT)
@pytest.mark.parametrize(
    "spelling", ["same.out", "./same.out", "../{folder}/same.out", "SAME.out", "link.out"]
)
def test_no_output_is_another_output(arranged, capsys, name, one, other, spelling):
    Path("link.out").symlink_to("same.out")
    argv = arranged(name, **{one: ["same.out"], other: [spelling.format(folder=Path.cwd().name)]})
    assert main(argv) == 1
    assert "Two outputs are the same" in capsys.readouterr().err
    assert not Path("same.out").exists()


def spellings():
    return {
        "relative": "rows.csv",
        "absolute": "{cwd}/rows.csv",
        "with dots": "../{name}/rows.csv",
        "through a folder": "folder/../rows.csv",
        "symbolic link": "symbolic.csv",
        "link to a link": "again.csv",
        "hard link": "hard.csv",
        "linked folder": "linked/rows.csv",
        "double slash": "{cwd}//rows.csv",
    }


@pytest.fixture
def rows(tmp_path, monkeypatch):
    """Create rows.csv, and links to it."""
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "rows.csv"
    path.write_text("lon,lat,ph\n1,2,3\n")
    (tmp_path / "folder").mkdir()
    (tmp_path / "linked").symlink_to(".")
    (tmp_path / "symbolic.csv").symlink_to("rows.csv")
    (tmp_path / "again.csv").symlink_to(tmp_path / "symbolic.csv")
    (tmp_path / "hard.csv").hardlink_to(path)
    return path


@pytest.mark.parametrize("spelling", spellings().values(), ids=spellings().keys())
@pytest.mark.parametrize("option", ["-o", "--rows", "--report"])
def test_no_spelling_of_a_path_hides_the_input(rows, capsys, option, spelling):
    path = spelling.format(cwd=rows.parent, name=rows.parent.name)
    argv = ["fit", "rows.csv", "--target", "ph", "-o", "m.satclip", option, path]
    assert main(argv) == 1
    assert "is the input" in capsys.readouterr().err
    assert rows.read_text() == "lon,lat,ph\n1,2,3\n"
    assert main(["fit", path, "--target", "ph", "-o", "m.satclip", option, "rows.csv"]) == 1
    assert "is the input" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("read", "written"),
    [
        ("in.gpkg", "in.gpkg-wal"),
        ("in.gpkg", "in.gpkg-shm"),
        ("in.tif", "in.tif.aux.xml"),
        ("in.tif", "in.tif.msk"),
        ("in.shp", "in.dbf"),
        ("map.aux.xml", "map"),
    ],
)
def test_sidecar_files_of_an_input_are_no_outputs(rows, capsys, read, written):
    for name in {read, written} - {"map"}:
        Path(name).write_text("precious")
    argv = ["fit", "rows.csv", "--target", "ph", "-o", written, "--area-file", read]
    assert main(argv) == 1
    assert "belong together" in capsys.readouterr().err


def test_names_that_differ_in_case_are_two_files_on_a_case_sensitive_disk(rows, capsys):
    Path("ROWS.csv").write_text("lon,lat\n5,6\n")
    if rows.read_text() != "lon,lat,ph\n1,2,3\n":
        pytest.skip("this disk takes them for one")
    assert main(["embed", "rows.csv", "-o", "ROWS.csv", "--components", "1", "--encoder", "none"]) == 1
    assert "no encoder 'none'" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("argv", "sentence"),
    [
        (["sample", "data", "-o", "data"], "The output data is the input"),
        (["sample", "data/a.tif", "-o", "data"], "The input a.tif lies in data"),
        (
            ["sample", "b.tif", "--points-of", "data/index.csv", "-o", "data"],
            "The input index.csv lies in data",
        ),
        (["sample", "data/images", "-o", "data"], "The input images lies in data"),
        (["pretrain", "b.tif", "--weights", "e.run/w", "-o", "e.safetensors"], "The input w lies in e.run"),
        (["pretrain", "b.tif", "--description", "@e.safetensors", "-o", "e.safetensors"], "is the input"),
        (["pretrain", "b.tif", "--probe", "e.safetensors:ph", "-o", "e.safetensors"], "is the input"),
    ],
)
def test_output_folders_contain_no_input(rows, capsys, argv, sentence):
    for name in ("data/images/a.tif", "data/a.tif", "data/index.csv", "b.tif", "e.run/w", "e.safetensors"):
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_text("precious")
    assert main(argv) == 1
    assert sentence in capsys.readouterr().err


@pytest.mark.parametrize(
    "argv",
    [
        ["sample", "b.tif", "-o", "s3://bucket/a"],
        ["map", "--extent", "0", "0", "1", "1", "--pixel-size", "1", "-o", "s3://bucket/a"],
        ["map", "--extent", "0", "0", "1", "1", "--pixel-size", "1", "--shards", "s3://bucket/a"],
        ["fit", "rows.csv", "--target", "ph", "-o", "m.satclip", "--report", "s3://bucket/a"],
    ],
)
def test_addresses_are_not_taken_for_local_folders(rows, capsys, argv):
    Path("b.tif").write_text("precious")
    Path("s3:/bucket").mkdir(parents=True)
    assert main(argv) == 1
    assert "s3://bucket/a is an address, and this output must be on a disk" in capsys.readouterr().err
    assert not list(Path("s3:/bucket").iterdir())


def test_installed_encoders_are_no_outputs(rows, capsys, satclip_home):
    from satclip_backend.encoders.registry import bundled_path

    (satclip_home / "encoders").mkdir(parents=True)
    before = bundled_path().read_bytes()
    for path in (satclip_home / "encoders" / "mine.safetensors", bundled_path()):
        assert main(["fit", "rows.csv", "--target", "ph", "-o", str(path)]) == 1
        assert "is among the installed encoders" in capsys.readouterr().err
    assert bundled_path().read_bytes() == before


@pytest.mark.parametrize(
    ("command", "name"),
    [
        ("embed '' -o out", "INPUT"),
        ("embed rows.csv -o ''", "--output"),
        ("fit '' --target y -o m.satclip", "INPUT"),
        ("predict '' rows.csv -o out.csv", "MODEL"),
        ("map -o '' --extent 0 0 1 1 --pixel-size 1", "--output"),
    ],
)
def test_empty_names_are_not_the_current_folder(rows, capsys, command, name):
    """As of an unset variable of a shell."""
    before = sorted(Path().iterdir())
    assert main(shlex.split(command)) == 1
    assert capsys.readouterr().err == f"satclip-backend: {name} must not be empty.\n"
    assert sorted(Path().iterdir()) == before


def test_file_names_that_are_not_utf8_are_reported(rows, capsys):
    name = os.fsdecode(b"caf\xe9.csv")
    assert main(["fit", "rows.csv", "--target", "ph", "-o", name]) == 1
    assert "is not valid UTF-8: rename it" in capsys.readouterr().err
    Path(name).write_text("lon,lat\n1,2\n")
    assert main(["embed", name, "-o", "out.csv"]) == 1
    assert "is not valid UTF-8: rename it" in capsys.readouterr().err


def test_an_unwritable_output_is_reported_before_the_input_is_read(rows, capsys):
    argv = ["fit", "no-such.csv", "--target", "ph", "-o", "m.satclip", "--report", "none/r.html"]
    assert main(argv) == 1
    assert "none does not exist: make it first" in capsys.readouterr().err


def test_if_the_last_output_fails_none_is_written(rows, capsys, mount):
    """The disk is too small for the report, so the model and the rows aren't written either."""
    rows.write_text(
        "lon,lat,ph\n" + "".join(f"{x},{y},{x + 2 * y}\n" for x in range(0, 60, 6) for y in range(0, 50, 10))
    )
    place = mount("size=8k")
    Path("m.satclip").write_text("old")
    argv = ["fit", "rows.csv", "--target", "ph", "-o", "m.satclip", "--rows", "used.csv", "--encoder"]
    argv += ["--coordinates", "--estimator", "linear", "--folds", "random", "--report", str(place / "r.html")]
    assert main(argv) == 1
    assert "r.html could not be finished: there is no space left" in capsys.readouterr().err
    assert Path("m.satclip").read_text() == "old"
    assert not Path("used.csv").exists()
    assert not list(place.iterdir())
    assert not list(Path().glob(".satclip*"))
