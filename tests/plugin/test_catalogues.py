"""Test the plugin's translations: every text can be translated; catalogues are complete and keep placeholders."""

from __future__ import annotations

import ast
import inspect
import re
import subprocess
import xml.etree.ElementTree as ElementTree
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from satclip_qgis import i18n
from satclip_qgis.bridge import errors

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
ENGLISH = {"satclip_qgis/diagnostic_report.py"}
"""Files whose text is English in every language."""
WORDS = re.compile(r"[A-Za-z]{2}[,:]? [A-Za-z]{2}")
CODE = re.compile(r"[|<$\\\n=;]")
"""Parts of programs, patterns and HTML."""
INTERNAL = {"ValueError", "ArgumentParser", "add_argument", "compile"}
"""Functions whose texts no window shows: caught errors, the command line, patterns."""
NAMES = {
    *("no geometry", "not finite", "not transformable", "off the globe", "not covered", "without a date"),
    *(
        "live layer",
        "Set size",
        "Space2Vec grid",
        "Space2Vec theory",
        "Sphere2Vec sphereC",
        "Sphere2Vec sphereC+",
    ),
    *("Sphere2Vec sphereM", "Sphere2Vec sphereM+", "Sphere2Vec dfs"),
    *("Interval width", "Expected error", "Probability of ", "set up", "not set up", "set-up runs"),
    *("Application Support", "/Library/Application Support/pip", " IS NOT NULL"),
    *("No module named", "SatCLIP for QGIS", ", SatCLIP for QGIS "),
    *(
        "This server accepts requests from its own QGIS only.",
        "The body must be a JSON object, and not too long.",
    ),
}
"""Keys, names in files, what other programs say, and what other programs are told."""
SHOWING = {name for name, kind in inspect.getmembers(errors, inspect.isclass)} | {
    *(
        "on_message",
        "on_progress",
        "on_step",
        "step",
        "pushInfo",
        "pushWarning",
        "setText",
        "QgsProcessingException",
    ),
}
"""Functions whose texts a user reads, even if they are single words."""


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


def english(tree: ast.AST) -> Iterator[str]:
    """Yield the texts of a file that a user can read and that no catalogue can translate."""
    translated = {
        text
        for call in ast.walk(tree)
        if isinstance(call, ast.Call) and name_of(call) in {"tr", *INTERNAL}
        for argument in [*call.args, *(keyword.value for keyword in call.keywords)]
        for text in ([argument] if name_of(call) == "tr" else ast.walk(argument))
    }
    docstrings = {node.value for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and name_of(node) in SHOWING:
            shown = [text for argument in node.args for text in literals(argument)]
            yield from (text for text in shown if re.search("[A-Za-z]{2}", text))
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            is_text = WORDS.search(node.value) and not CODE.search(node.value) and node.value not in NAMES
            if is_text and node not in translated | docstrings:
                yield node.value


def name_of(call: ast.Call) -> str:
    return getattr(call.func, "id", getattr(call.func, "attr", ""))


def literals(text: ast.AST) -> Iterator[str]:
    """Yield the literals that an expression is composed of, without those that functions return."""
    if isinstance(text, ast.Constant) and isinstance(text.value, str):
        yield text.value
    for part in {
        ast.JoinedStr: lambda: text.values,
        ast.BinOp: lambda: (text.left, text.right),
        ast.BoolOp: lambda: text.values,
        ast.IfExp: lambda: (text.body, text.orelse),
    }.get(type(text), tuple)():
        yield from literals(part)


def test_every_text_that_a_user_reads_can_be_translated():
    found = {}
    for source in SOURCES:
        if (name := source.relative_to(ROOT).as_posix()) not in ENGLISH:
            found[name] = list(english(ast.parse(source.read_text(encoding="utf-8"))))
    assert {name: texts for name, texts in found.items() if texts} == {}


@pytest.mark.parametrize(
    ("code", "texts"),
    [
        ('raise NoPython(f"{path} (broken)")', [" (broken)"]),
        ('raise NoPython("Tried: " + paths)', ["Tried: "]),
        ('report.step(0.1, "Downloading")', ["Downloading"]),
        ('SET_UP = "Run the algorithm"', ["Run the algorithm"]),
        ('known = ((NoSpace, r"Errno", "The disk is full."),)', ["The disk is full."]),
        ('raise NoPython(tr("{path} is broken").format(path=said or "no such file"))', ["no such file"]),
        ('"""A docstring of a module"""\nraise NoPython(tr("It is broken") + f" {path}")', []),
        ('raise ValueError("no such thing")', []),
    ],
)
def test_a_text_that_cannot_be_translated_is_found(code, texts):
    assert list(dict.fromkeys(english(ast.parse(code)))) == texts


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
