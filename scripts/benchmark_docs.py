"""Put the tables of a benchmark into docs/benchmark.md, between its markers.

    python scripts/benchmark_docs.py FOLDER/benchmark.md

The headings of the report become subheadings of the page.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

PAGE = Path(__file__).resolve().parents[1] / "docs" / "benchmark.md"
BEGIN, END = "<!-- results: begin -->", "<!-- results: end -->"


def main(report: str) -> None:
    """Replace the text between the markers."""
    text = Path(report).read_text(encoding="utf-8")
    text = re.sub(r"^# .*\n+", "", text)
    text = re.sub(r"^(#+ )", r"#\1", text, flags=re.MULTILINE)
    page = PAGE.read_text(encoding="utf-8")
    before, rest = page.split(BEGIN)
    after = rest.split(END)[1]
    PAGE.write_text(f"{before}{BEGIN}\n\n{text.strip()}\n\n{END}{after}", encoding="utf-8")
    print(f"{PAGE.name}: the results of {report}")


if __name__ == "__main__":
    main(sys.argv[1])
