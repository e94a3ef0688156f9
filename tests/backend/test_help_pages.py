"""Translated help pages are complete, say the same as the English ones, and are up to date."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from scripts.help_pages import HELP, MARK, english_hash

ROOT = HELP.parents[1]
ENGLISH = sorted(HELP.glob("*.md"))
LANGUAGES = sorted(folder.name for folder in HELP.iterdir() if folder.is_dir())
CODE, LINK = re.compile(r"`[^`]*`"), re.compile(r"\]\(([^)]*)\)")
NUMBER = re.compile(r"\d[\d.,\s\u202f\xa0]*\d|\d")
ITEM = re.compile(r"(?m)^- ")
PAGES = [pytest.param(HELP / language / page.name, id=f"{language}-{page.stem}")
         for language in LANGUAGES for page in ENGLISH]  # fmt: skip


def test_each_language_has_all_catalogues_and_no_other_pages():
    reports = {path.stem for path in (ROOT / "backend" / "satclip_backend" / "locale").glob("*.po")}
    plugin = {path.stem.removeprefix("satclip_") for path in (ROOT / "i18n").glob("*.ts")}
    assert reports == plugin == set(LANGUAGES)
    for language in LANGUAGES:
        assert {path.name for path in (HELP / language).iterdir()} <= {path.name for path in ENGLISH}


@pytest.mark.parametrize("page", PAGES)
def test_a_translated_page_has_the_structure_code_links_and_numbers_of_the_english_one(page):
    found, wanted = (contents(path) for path in (page, HELP / page.name))
    for part, value in wanted.items():
        assert found[part] == value, part


@pytest.mark.parametrize("page", PAGES)
def test_a_translated_page_is_up_to_date(page):
    marked = MARK.match(page.read_text(encoding="utf-8"))
    assert marked, "run scripts/help_pages.py"
    assert marked[1] == english_hash(page), "bring the page up to date, then run scripts/help_pages.py PAGE"


def contents(page: Path) -> dict:
    """Return what a translation keeps: kinds of blocks, emphasis, code, links, and digits."""
    text = MARK.sub("", page.read_text(encoding="utf-8"))
    prose = LINK.sub("]", CODE.sub("``", text))
    numbers = (re.sub(r"\D", "", number) for number in NUMBER.findall(prose))
    return {
        "blocks": [(block[:2] == "**", len(ITEM.findall(block))) for block in text.strip().split("\n\n")],
        "bold": prose.count("**"),
        "italic": prose.replace("**", "").count("*"),
        "code": Counter(" ".join(code.split()) for code in CODE.findall(text)),
        "links": Counter(LINK.findall(text)),
        "numbers": Counter("".join(sorted("".join(numbers)))),
    }
