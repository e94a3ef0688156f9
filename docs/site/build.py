"""Build the documentation: `make docs` runs this. A link that leads nowhere fails the build.

The pages are gathered in build/docs-source, each at its own place in the repository, so that the relative links that
work in the repository work here too. The reference is generated beside them. The site is in build/docs, and needs no
network.
"""

from __future__ import annotations

import os
import re
import shutil
import sys
from pathlib import Path

import reference
from sphinx.cmd.build import build_main

ROOT = Path(__file__).resolve().parents[2]
SITE = Path(__file__).resolve().parent
SOURCE = ROOT / "build" / "docs-source"
OUTPUT = ROOT / "build" / "docs"
PAGES = (
    "README.md",
    "CHANGELOG.md",
    "CODE_OF_CONDUCT.md",
    "CONTRIBUTING.md",
    "SECURITY.md",
    "benchmarks/*.md",
    "docs/*.md",
    "docs/encoders/*.md",
    "docs/guide/*.md",
    "docs/notebooks/*.ipynb",
    "resources/demo/README.md",
    "resources/help/*.md",
)
PICTURES = ("benchmarks/plots/*", "docs/images/*.*", "docs/images/guide/*")
_LINK = re.compile(r"(?<=\]\()(?!\w+:|#)([^)#\s]+)")
_LOADED = re.compile(r"<(?:script|img|link rel=\"stylesheet\")[^>]*(?:src|href)=\"(?:https?:)?//[^\"]*\"")


def main() -> int:
    """Build the site; returns 0 if there was neither an error nor a warning."""
    for folder in (SOURCE, OUTPUT):
        shutil.rmtree(folder, ignore_errors=True)
    gather()
    reference.write(SOURCE / "reference", ROOT)
    arguments = ["-q", "-W", "--keep-going", "-c", str(SITE), "-d", str(ROOT / "build" / "docs-cache")]
    status = build_main([*arguments, "-b", "html", str(SOURCE), str(OUTPUT)])
    remote = [
        f"{path.relative_to(OUTPUT)}: {found}"
        for path in OUTPUT.rglob("*.html")
        for found in _LOADED.findall(path.read_text(encoding="utf-8"))
    ]
    if remote:
        print("The site must work without a network, but loads:", *remote, sep="\n  ", file=sys.stderr)
        return 1
    if status == 0:
        print(f"{(OUTPUT / 'index.html').relative_to(ROOT)}: {len(list(OUTPUT.rglob('*.html')))} pages")
    return status


def gather() -> None:
    """Copy the pages and pictures to `SOURCE`."""
    pages = [path for pattern in PAGES for path in sorted(ROOT.glob(pattern))]
    pictures = [path for pattern in PICTURES for path in sorted(ROOT.glob(pattern))]
    for path in (*pages, *pictures):
        copy = SOURCE / path.relative_to(ROOT)
        copy.parent.mkdir(parents=True, exist_ok=True)
        if path.suffix == ".md":
            copy.write_text(site_links(path, {*pages, *pictures}), encoding="utf-8")
        else:
            shutil.copyfile(path, copy)
    shutil.copyfile(SITE / "index.md", SOURCE / "index.md")


def site_links(page: Path, site: set[Path]) -> str:
    """The text of `page`, its links fit for the site.

    A link to the README leads to the home page, and one to a file of the repository that is not on the site leads to
    the repository. Others stay as they are: Sphinx follows them.
    """

    def fit(link: re.Match[str]) -> str:
        target = (page.parent / link[0]).resolve()
        if target == ROOT / "README.md":
            return os.path.relpath(ROOT / "index.md", page.parent)
        if target in site or not target.exists():
            return link[0]
        kind = "tree" if target.is_dir() else "blob"
        return f"{reference.metadata(ROOT, 'repository')}/{kind}/main/{target.relative_to(ROOT).as_posix()}"

    return _LINK.sub(fit, page.read_text(encoding="utf-8"))


if __name__ == "__main__":
    sys.exit(main())
