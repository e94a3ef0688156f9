"""Put the tables of benchmarks into docs/benchmark.md, between its markers.

    python scripts/benchmark_docs.py FOLDER/benchmark.md [FURTHER/benchmark.md ...]

The headings of a report become subheadings of the page. Of a further report, which may have other encoders or
protocols of the same run, only the ranks and scores are taken.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

PAGE = Path(__file__).resolve().parents[1] / "docs" / "benchmark.md"
BEGIN, END = "<!-- results: begin -->", "<!-- results: end -->"


def demoted(report: str, by: str) -> str:
    """Return a report without its title, with headings lowered by some levels ("#" for each)."""
    text = re.sub(r"^# .*\n+", "", Path(report).read_text(encoding="utf-8"))
    return re.sub(r"^(#+ )", rf"{by}\1", text, flags=re.MULTILINE).strip()


def main(first: str, *further: str) -> None:
    """Replace the text between the markers."""
    parts = [demoted(first, "#")]
    for report in further:
        text = demoted(report, "##")
        parts += ["### With further encoders", text[text.index("#### Mean ranks") :]]
    before, rest = PAGE.read_text(encoding="utf-8").split(BEGIN)
    text = "\n\n".join((BEGIN, *parts, END))
    PAGE.write_text(before + text + rest.split(END)[1], encoding="utf-8")
    print(f"{PAGE.name}: the results of {', '.join((first, *further))}")


if __name__ == "__main__":
    main(*sys.argv[1:])
