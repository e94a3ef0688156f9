"""Catalogues are complete, text is translated, and stored text stays English."""

from __future__ import annotations

import ast
import copy
import json
import re
from collections import Counter
from pathlib import Path

import numpy as np
import polib
import pytest
from babel.messages.extract import extract_from_dir
from pydantic import BaseModel

import satclip_backend
from satclip_backend import translation
from satclip_backend.errors import SatclipError
from satclip_backend.translation import (
    best_language,
    check_language,
    current_language,
    gettext,
    gettext_lazy,
    grouped_lazy,
    joined,
    language,
    languages,
    listed,
    ngettext_lazy,
    translated,
)

PACKAGE = Path(satclip_backend.__file__).parent
ROOT = PACKAGE.parents[1]
FUNCTIONS = {"_", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy"}
CATALOGUES = sorted((PACKAGE / "locale").glob("*.po"))
NOT_TRANSLATED = re.compile(r""".*<|.*="|.*\(\d{4}\)\. |.*Research $""")
MATPLOTLIB = {"axes fraction", "offset points", "outside lower center"}


@pytest.fixture(scope="module")
def messages():
    """Return the messages in the source, singular and plural, as `make translations` extracts them."""
    keywords = {name: (1, 2) if name.startswith("n") else None for name in FUNCTIONS}
    found = extract_from_dir(PACKAGE, [("**.py", "python")], keywords=keywords)
    return {message if isinstance(message, tuple) else (message,) for _file, _line, message, *_rest in found}


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.stem)
def test_a_catalogue_has_each_message_with_the_same_placeholders(path, messages):
    catalogue = polib.pofile(str(path))
    entries = {
        (entry.msgid, entry.msgid_plural) if entry.msgid_plural else (entry.msgid,): entry
        for entry in catalogue
    }
    assert messages == entries.keys(), "run make translations"
    plurals = int(re.search(r"nplurals=(\d)", catalogue.metadata["Plural-Forms"])[1])
    for message, entry in entries.items():
        texts = entry.msgstr_plural.values() if len(message) == 2 else [entry.msgstr]
        assert all(texts), f"not translated: {message[0]}"
        assert not entry.fuzzy, message
        assert len(texts) == (plurals if len(message) == 2 else 1)
        for text in texts:
            assert placeholders(text) == placeholders(message[-1]), text
            assert text.endswith((".", "。")) == message[0].endswith("."), text


def placeholders(text):
    return Counter(re.findall(r"{(\w+)}", text)).keys()


def test_every_message_is_found(messages):
    """Extraction would miss calls within f-strings, for example."""
    for path in PACKAGE.rglob("*.py"):
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if (
                isinstance(call, ast.Call)
                and getattr(call.func, "id", "") in FUNCTIONS
                and path.stem != "translation"
            ):
                texts = call.args[: 2 if call.func.id.startswith("n") else 1]
                assert all(isinstance(text, ast.Constant) for text in texts), (path, call.lineno)
                assert tuple(text.value for text in texts) in messages, (path, call.lineno)
                values = {keyword.arg for keyword in call.keywords}
                wanted = placeholders(texts[-1].value) - ({"count"} if len(texts) == 2 else set())
                assert None in values or values == wanted, (path, call.lineno, values)


@pytest.mark.parametrize(
    "path", sorted((PACKAGE / "models" / "report").glob("*.py")), ids=lambda path: path.stem
)
def test_all_text_of_reports_is_translated(path):
    """Exceptions are HTML, publications, keys of settings and names of matplotlib."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    known = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr):  # a docstring
            known.add(node.value)
        elif isinstance(node, ast.Subscript):
            known.add(node.slice)
        elif isinstance(node, ast.Call) and getattr(node.func, "id", "") in FUNCTIONS:
            known.update(node.args)
        elif isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "get":
            known.update(node.args[:1])
    for node in set(ast.walk(tree)) - known:
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            words = re.search(r"[A-Za-z]{3}.* | .*[A-Za-z]{3}", node.value)
            assert not words or node.value in MATPLOTLIB or NOT_TRANSLATED.match(node.value), (
                node.lineno,
                node.value,
            )


def test_errors_and_progress_can_be_translated():
    """A message that is a string or an f-string, and not a call of gettext, stays English in every language."""
    english = []
    for path in sorted(PACKAGE.rglob("*.py")):
        if path.relative_to(PACKAGE).parts[0] in NOT_CONVERTED:
            continue
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            name = (
                getattr(call.func, "id", getattr(call.func, "attr", "")) if isinstance(call, ast.Call) else ""
            )
            if name in ("SatclipError", "NotFoundError", "Problem", "Hostile", "progress", "part_of", "say"):
                english += [f"{path}:{call.lineno}" for argument in call.args if is_text(argument)]
    assert not english


NOT_CONVERTED = {"cli", "errors.py", "translation.py"}
"""Parts of the backend whose own messages are English: the command line, and what can't import translations."""


def is_text(node):
    """Return whether an expression is a string of several words, without a call of gettext."""
    if isinstance(node, ast.IfExp):
        return is_text(node.body) or is_text(node.orelse)
    if isinstance(node, ast.BinOp):
        return is_text(node.left) or is_text(node.right)
    parts = node.values if isinstance(node, ast.JoinedStr) else [node]
    return any(isinstance(p, ast.Constant) and isinstance(p.value, str) and " " in p.value for p in parts)


def test_lazy_text_is_english_until_it_is_shown():
    text = ngettext_lazy("{count} row", "{count} rows", 2000)
    inner = gettext_lazy("{estimator} on {predictors}", estimator=gettext_lazy("Mean"), predictors="x {y}")
    with language("de"):
        assert (text, inner) == ("2,000 rows", "Mean on x {y}")
        assert translated(text) == "2\u202f000 Zeilen"
        assert translated(inner) == "Mittelwert (x {y})"
        assert gettext("{model} (chosen)", model=inner) == "Mittelwert (x {y}) (gewählt)"
        assert translated({"a": [inner, "Mean", 1]}) == {"a": ["Mittelwert (x {y})", "Mean", 1]}
        assert translated(joined([text, "Mean"], "; ")) == "2\u202f000 Zeilen; Mean"
        assert translated(grouped_lazy("1,234.5")) == "1\u202f234.5"
        assert translated(copy.deepcopy(text)) == "2\u202f000 Zeilen"
    assert gettext("{model} (chosen)", model=inner) == "Mean on x {y} (chosen)"
    assert {text: 1}["2,000 rows"] == 1


def test_errors_are_translated_with_the_errors_and_numbers_in_them():
    inner = SatclipError(gettext_lazy("There is no encoder '{id}'.", id="x"))
    error = SatclipError(gettext_lazy("{file}: {reason}", file=Path("a.tif"), reason=inner))
    many = gettext_lazy("{count} bands", count=np.int64(2000)) + gettext_lazy("{value} bands", value=(3, 4))
    assert str(error) == translated(error) == "a.tif: There is no encoder 'x'."
    assert many == "2,000 bands(3, 4) bands"
    with language("de"):
        assert translated(error) == "a.tif: Es gibt keinen Encoder 'x'."
        assert translated(ValueError("no text of ours", 1)) == "('no text of ours', 1)"


def test_names_are_joined_by_commas_and_a_conjunction():
    assert [listed(names) for names in ([], ["a"], ["a", "b"], ["a", "b", "c"])] == [
        "",
        "a",
        "a and b",
        "a, b and c",
    ]
    with language("de"):
        assert translated(listed(["a", "b", "c"])) == "a, b und c"


def test_stored_text_is_english():
    class Stored(BaseModel):
        text: str
        settings: dict[str, str] = {}

    text = gettext_lazy("Mean")
    with language("de"):
        stored = Stored(text=text)
        stored.settings = {gettext_lazy("Target"): text}
        assert json.loads(stored.model_dump_json()) == {"text": "Mean", "settings": {"Target": "Mean"}}
        assert json.dumps([text]) == '["Mean"]'


@pytest.mark.parametrize(
    ("accepted", "found"),
    [
        ("", "en"),
        ("de", "de"),
        ("de-AT,en;q=0.5", "de"),
        ("de_CH.UTF-8", "de"),
        ("xx, en;q=0.9, de;q=0.2", "en"),
        ("xx;q=1, DE;q=0.1", "de"),
        ("de;q=0", "en"),
        ("*", "en"),
        ("C", "en"),
        ("../../de;q=x,,;q=1", "en"),
    ],
)
def test_the_best_language_is_found(accepted, found):
    assert best_language(accepted) == found


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("pt-BR", "pt"),
        ("pt_PT", "pt"),
        ("es-MX", "es"),
        ("zh-Hans", "zh_Hans"),
        ("zh_CN", "zh_Hans"),
        ("zh-SG", "zh_Hans"),
        ("zh", "zh_Hans"),
        ("zh-Hans-HK", "zh_Hans"),
        ("zh-Hant", "en"),
        ("zh-TW, de;q=0.5", "de"),
        ("zh_HK.UTF-8", "en"),
    ],
)
def test_regions_and_scripts_get_the_catalogue_that_their_readers_know(monkeypatch, name, found):
    monkeypatch.setattr(translation, "languages", lambda: ["en", "de", "es", "fr", "pt", "zh_Hans"])
    assert best_language(name) == found


def test_a_requested_language_must_exist():
    assert languages()[0] == "en"
    assert check_language("de_AT") == "de"
    with pytest.raises(SatclipError, match=r"no translation into the language 'xx'; there are: en, .*de"):
        check_language("xx")


def test_the_language_is_restored_after_its_block():
    with language("de"):
        with language("xx"):
            assert current_language() == "en"
        assert current_language() == "de"
    assert current_language() == "en"
