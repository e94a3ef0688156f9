"""Mark translated help pages with a hash of the English page, so that a change of that page is noticed.

Without arguments, marks the pages that have no mark, and lists those whose English page has changed. With pages, such
as resources/help/de/fit_model.md, marks these: run it when you have brought them up to date.
"""

from __future__ import annotations

import hashlib
import re
import sys
from pathlib import Path

HELP = Path(__file__).resolve().parents[1] / "resources" / "help"
MARK = re.compile(r"\A<!-- of (\w+) -->\n\n?")


def main(pages: list[Path]) -> None:
    """Mark `pages`, or all pages that have no mark."""
    for page in sorted(HELP.glob("*/*.md")):
        marked = MARK.match(page.read_text(encoding="utf-8"))
        if not marked or page in pages:
            mark(page)
        elif marked[1] != english_hash(page):
            print(f"The English page has changed: {page.relative_to(HELP.parents[1])}")


def mark(page: Path) -> None:
    """Write the hash of the English page to the first line of its translation."""
    text = MARK.sub("", page.read_text(encoding="utf-8"))
    page.write_text(f"<!-- of {english_hash(page)} -->\n\n{text}", encoding="utf-8")


def english_hash(page: Path) -> str:
    """Return a short hash of the English text of a translated page. Line breaks don't matter."""
    words = (HELP / page.name).read_text(encoding="utf-8").split()
    return hashlib.sha256(" ".join(words).encode()).hexdigest()[:8]


if __name__ == "__main__":
    main([Path(name).resolve() for name in sys.argv[1:]])
