"""Links between documents lead to existing files and headings. `make docs` checks them again."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from urllib.parse import unquote

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted(
    path.relative_to(ROOT).as_posix()
    for pattern in (
        "*.md",
        "backend/*.md",
        "benchmarks/**/*.md",
        "docs/*.md",
        "docs/encoders/*.md",
        "docs/guide/*.md",
        "docs/notebooks/*.ipynb",
        "resources/**/*.md",
    )
    for path in ROOT.glob(pattern)
)
ON_THE_SITE = re.compile(r"(README|backend/README)\.md$|resources/help/")
"""Pages that docs/site/index.md need not link: the home page includes the first, and build.py lists the help."""
CODE = re.compile(r"^(```+|~~~+).*?^\1|`[^`\n]+`", re.MULTILINE | re.DOTALL)
LINK = re.compile(
    r"\]\(\s*<?([^)\s>]+)>?[^)]*\)|^\[[^\]]+\]:\s+(\S+)|(?:src|href)=\"([^\"]+)\"", re.MULTILINE
)


@cache
def text(page: Path) -> str:
    """Return the Markdown of a page, without code."""
    source = page.read_text(encoding="utf-8")
    if page.suffix == ".ipynb":
        cells = json.loads(source)["cells"]
        source = "\n\n".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "markdown")
    return CODE.sub(lambda code: code[0].strip("`") if "\n" not in code[0] else "", source)


@cache
def headings(page: Path) -> set[str]:
    """Return the anchors of the headings of a page, as the repository's web view creates them."""
    anchors: set[str] = set()
    for heading in re.findall(r"(?m)^#+ +(.*?)[ #]*$", text(page)):
        plain = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", heading)
        name = re.sub(r"[^\w\- ]", "", plain.lower()).replace(" ", "-")
        known = sum(re.fullmatch(rf"{re.escape(name)}(-\d+)?", other) is not None for other in anchors)
        anchors.add(f"{name}-{known}" if known else name)
    return anchors


def broken(page: Path) -> list[str]:
    """Return the broken relative links of a page."""
    found = []
    for link in (next(filter(None, groups)) for groups in LINK.findall(text(page))):
        if re.match(r"[a-z][a-z0-9+.-]*:|//", link):
            continue
        name, _, anchor = unquote(link).partition("#")
        target = (page.parent / name).resolve() if name else page
        is_inside = target.is_relative_to(ROOT) and target.exists()
        if not is_inside or (
            anchor and target.suffix in (".md", ".ipynb") and anchor not in headings(target)
        ):
            found.append(link)
    return found


@pytest.mark.parametrize("page", PAGES)
def test_links_lead_to_files_and_headings(page):
    assert broken(ROOT / page) == []


def test_broken_links_are_found(tmp_path, monkeypatch):
    monkeypatch.setitem(broken.__globals__, "ROOT", tmp_path)
    (tmp_path / "other.md").write_text(
        "# Two words, `code`\n\n## Same\n\n## Same\n\n```\n# No heading\n```\n"
    )
    page = tmp_path / "page.md"
    page.write_text(
        "# Here\n[1](other.md) [2](other.md#two-words-code) [3](other.md#same-1) [4](#here) [5](https://example.org/#x)\n"
        "[a](missing.md) [b](other.md#no-heading) [c](#there) [d](../outside.md) ![e](no.png)\n\n[f]: gone.md\n"
        "`[no link](x.md`\n\n```\n[no link](y.md)\n```\n"
    )
    assert broken(page) == [
        "missing.md",
        "other.md#no-heading",
        "#there",
        "../outside.md",
        "no.png",
        "gone.md",
    ]


def test_every_page_is_linked_on_the_site():
    index = (ROOT / "docs" / "site" / "index.md").read_text(encoding="utf-8").split()
    pages = [page for page in PAGES if not ON_THE_SITE.match(page)]
    assert [page for page in pages if page.rpartition(".")[0] not in index] == []
