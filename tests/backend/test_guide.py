"""The commands and the Python code of the user guide run, in the order of each page.

Every twentieth weather station is used, and training takes two steps, so that the tests take seconds.
"""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import geopandas
import pytest

from satclip_backend.cli import main

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted((ROOT / "docs" / "guide").glob("*.md"))
CODE = re.compile(r"^```(python)?\n(.*?)^```", re.MULTILINE | re.DOTALL)
FASTER = {"--minutes 10": "--steps 2 --batch 64", "--points 5000": "--points 300"}
"""Options of commands, and those that are run instead."""


def code_of(page: Path) -> list[tuple[str, str]]:
    """Return the language ("" for commands) and the text of each block of code."""
    return CODE.findall(page.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    """Return a folder with the data of the guide."""
    folder = tmp_path_factory.mktemp("guide")
    for file in (ROOT / "resources" / "demo").glob("[!R]*"):
        shutil.copy(file, folder)
    stations = geopandas.read_file(folder / "air_temperature.gpkg")
    (folder / "air_temperature.gpkg").unlink()
    stations[::20].to_file(folder / "air_temperature.gpkg")
    return folder


@pytest.mark.parametrize("page", [page for page in PAGES if code_of(page)], ids=lambda page: page.stem)
def test_the_code_of_a_tutorial_runs(page, data, monkeypatch):
    monkeypatch.chdir(data)
    names: dict[str, object] = {}
    for language, text in code_of(page):
        if language:
            exec(compile(text, str(page), "exec"), names)
            continue
        for old, new in FASTER.items():
            text = text.replace(old, new)
        for line in text.replace("\\\n", " ").splitlines():
            program, *arguments = shlex.split(line)
            assert program == "satclip-backend"
            assert main(arguments) == 0, line


def test_every_tutorial_has_its_parts():
    tutorials = [page for page in PAGES if page.stem not in ("index", "faq")]
    assert len(tutorials) == 5
    for page in tutorials:
        text = page.read_text(encoding="utf-8")
        assert code_of(page), page.name
        for part in ("**You need**", "\n1. ", "\n## Typical mistakes\n", "\n## The same on the command line"):
            assert part in text, f"{page.name} lacks {part}"


def test_the_script_takes_the_pictures_of_the_guide():
    text = "".join(page.read_text(encoding="utf-8") for page in PAGES)
    shown = set(re.findall(r"images/guide/([\w-]+)\.png", text))
    session = (ROOT / "scripts" / "guide_session.py").read_text(encoding="utf-8")
    taken = set(re.findall(r'^    "([\w-]+)": \w+,$', session, re.MULTILINE))
    kept = {file.stem for file in (ROOT / "docs" / "images" / "guide").glob("*.png")}
    assert shown == taken == kept
