"""Test the plugin's translations: every text can be translated; catalogues are complete and keep placeholders."""

from __future__ import annotations

import ast
import re
import subprocess
import xml.etree.ElementTree as ElementTree
from collections import Counter
from pathlib import Path

import pytest

from satclip_qgis import i18n

ROOT = Path(__file__).resolve().parents[2]
SOURCES = sorted((ROOT / "satclip_qgis").rglob("*.py"))
CATALOGUES = sorted((ROOT / "i18n").glob("satclip_*.ts"))
KEPT = {
    "placeholders": re.compile(r"\{\w*\}|%(?:\d|n|L\d|[sd]\b)"),
    "tags": re.compile(r"</?\w+[^>]*>"),
    "patterns of files": re.compile(r"\*\.\w+"),
    "spaces at the ends": re.compile(r"\A\s+|\s+\Z"),
}
"""Parts of a text that its translation has, too."""
ACCELERATOR = re.compile(r"&(\w)")


@pytest.fixture(scope="module")
def said() -> set[str]:
    """Return the texts in the source code."""
    found = set()
    for source in SOURCES:
        for node in ast.walk(ast.parse(source.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "tr":
                assert isinstance(node.args[0], ast.Constant), f"{source.name}: not a literal"
                found.add(node.args[0].value)
    return found


def messages(catalogue: Path) -> dict[str, ElementTree.Element]:
    """Return the translations of a catalogue by their source."""
    return {
        message.find("source").text: message.find("translation")
        for message in ElementTree.parse(catalogue).iter("message")
    }


def test_every_text_is_extracted_for_translation(tmp_path, said):
    extracted = tmp_path / "all.ts"
    subprocess.run(["pylupdate5", *map(str, SOURCES), "-ts", str(extracted)], check=True, capture_output=True)
    assert said == {element.text for element in ElementTree.parse(extracted).iter("source")}


@pytest.mark.parametrize("catalogue", CATALOGUES, ids=lambda path: path.stem)
def test_a_catalogue_is_complete(catalogue, said):
    translations = messages(catalogue)
    assert ElementTree.parse(catalogue).getroot().get("language") == catalogue.stem.removeprefix("satclip_")
    assert translations.keys() == said, "bring i18n/*.ts up to date: make translations"
    assert not [text for text, found in translations.items() if not found.text or found.get("type")]


@pytest.mark.parametrize("catalogue", CATALOGUES, ids=lambda path: path.stem)
def test_a_translation_keeps_what_is_no_text(catalogue):
    broken = []
    for text, found in messages(catalogue).items():
        translation = found.text or ""
        parts = {name: pattern for name, pattern in KEPT.items() if differ(pattern, text, translation)}
        if bool(ACCELERATOR.search(text)) != (len(ACCELERATOR.findall(translation)) == 1):
            parts["accelerator"] = ACCELERATOR
        broken += [(name, text, translation) for name in parts]
    assert not broken


def differ(pattern: re.Pattern, text: str, translation: str) -> bool:
    """Return whether a translation has other matches of a pattern. Some texts name a value once, and repeat it."""
    found, wanted = (Counter(pattern.findall(one)) for one in (translation, text))
    return found.keys() != wanted.keys()


@pytest.mark.parametrize(
    ("locale", "shown"),
    [("en_US", "3,109"), ("C", "3,109"), ("zh-Hans", "3,109"), ("de_DE", "3\u202f109"), ("fr", "3\u202f109")],
)
def test_thousands_are_not_separated_by_the_decimal_mark_of_the_language(monkeypatch, locale, shown):
    monkeypatch.setattr(i18n.QgsApplication, "locale", lambda: locale)
    assert i18n.grouped(f"{3109:,}") == shown


@pytest.mark.parametrize(
    ("locale", "name"),
    [
        ("de", "de"),
        ("de_AT", "de"),
        ("pt_BR", "pt"),
        ("pt_PT", "pt"),
        ("es_MX", "es"),
        ("zh-Hans", "zh_Hans"),
        ("zh_CN", "zh_Hans"),
        ("zh_SG", "zh_Hans"),
        ("zh", "zh_Hans"),
        ("zh_Hans_HK", "zh_Hans"),
        ("zh-Hant", "zh_Hant"),
        ("zh_TW", "zh_Hant"),
        ("C", "c"),
        ("../x", "x"),
    ],
)
def test_the_catalogue_is_found_for_each_locale(monkeypatch, locale, name):
    monkeypatch.setattr(i18n.QgsApplication, "locale", lambda: locale)
    assert i18n.catalogue() == name
