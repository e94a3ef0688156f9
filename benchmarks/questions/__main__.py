"""Open questions of the SatCLIP paper, each answered by training encoders that differ in one setting.

    python benchmarks/questions IMAGERY TASKS [--only resolution regional ...] [--fine IMAGE] [--places 10000]
    [--steps 200]

IMAGERY is the folder of NASA's twelve Blue Marble months (`2004-01.jpg` to `2004-12.jpg`), TASKS one of CSV
tables (see benchmarks/learning/tables.py), IMAGE one in EPSG:3857 with smaller pixels, for `regional`. `months`
also needs ../satellite-layers/modis-lst.tif, and `words` the packages that words.py names. Writes docs/questions.md
and its figures; other sections are kept. Encoders are cached in build/questions. A question takes at most an hour on
two cores.
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

from satclip_backend.threads import all_cores

all_cores()  # as in the programs, before any library starts threads
ROOT = Path(__file__).resolve().parents[2]
sys.path.append(str(ROOT / "benchmarks"))

import months  # noqa: E402
import places  # noqa: E402
import regional  # noqa: E402
import resolution  # noqa: E402
import seasons  # noqa: E402
import spectrum  # noqa: E402
import supervision  # noqa: E402
import words  # noqa: E402
from world import World  # noqa: E402

QUESTIONS = {
    "resolution": resolution,
    "regional": regional,
    "seasons": seasons,
    "spectrum": spectrum,
    "places": places,
    "months": months,
    "supervision": supervision,
    "words": words,
}
HEAD = """# Open questions: experiments

These experiments address questions that Klemmer et al. (2025) leave open, with NASA's Blue Marble (twelve months of 5
km pixels in red, green and blue). Each encoder is small and trained for a short time: compare the scores with each
other. The [model card](encoders/bundled.md) of the bundled encoder, which was trained longer, reports its accuracy.
Probes are ridge regressions on embeddings. Scores are R² in five folds, which are random by position ("random") or
consist of whole blocks of degrees ("blocks"): mean and standard deviation over three samples of at most 3,000
observations.

`python benchmarks/questions IMAGERY TASKS --fine IMAGE` writes this page, and `--only words` its last section.
"""


def main() -> None:
    """Answer the chosen questions, and write the page."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("imagery", type=Path, metavar="IMAGERY")
    parser.add_argument("tasks", type=Path, metavar="TASKS")
    parser.add_argument(
        "--only", nargs="+", choices=QUESTIONS, help="by default, all but words, and regional with IMAGE only"
    )
    parser.add_argument("--fine", type=Path, metavar="IMAGE", help="with 1.2 km pixels, for regional")
    parser.add_argument("--places", type=int, default=10_000, help="to train on (default %(default)s)")
    parser.add_argument("--steps", type=int, default=200, help="of training (default %(default)s)")
    args = parser.parse_args()
    only = args.only or [name for name in QUESTIONS if name != "words" and (args.fine or name != "regional")]
    if "regional" in only and not args.fine:
        parser.error("regional needs --fine IMAGE")
    page = ROOT / "docs" / "questions.md"
    world = World(args.imagery, args.tasks, ROOT / "build" / "questions", args.places, args.steps, args.fine)
    sections = read_sections(page)
    for name in only:
        began = time.monotonic()
        answer = QUESTIONS[name].answer(world, ROOT / "docs" / "images" / f"questions_{name}.png")
        minutes = (time.monotonic() - began) / 60
        trained = (
            ""
            if name == "words"
            else (
                f"Each encoder was trained on {args.places:,} points in {args.steps} steps with a batch size of 2,048. "
            )
        )
        sections[QUESTIONS[name].TITLE] = (
            f"{answer}\n\n{trained}This run took {minutes:.0f} minutes, without encoders that existed already "
            f"(`--only {name}`)."
        )
        titles = [question.TITLE for question in QUESTIONS.values() if question.TITLE in sections]
        page.write_text(HEAD + "".join(f"\n## {title}\n\n{sections[title]}\n" for title in titles))
        print(f"{page}: {name}, {minutes:.1f} minutes", flush=True)


def read_sections(page: Path) -> dict[str, str]:
    """Return the sections of the existing page, by title."""
    if not page.exists():
        return {}
    parts = [part.partition("\n") for part in page.read_text().split("\n## ")[1:]]
    return {title: text.strip() for title, _, text in parts}


if __name__ == "__main__":
    main()
