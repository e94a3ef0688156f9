"""Take the pictures of the user guide in real QGIS under Xvfb: `make guide-pictures`, or some, `SHOTS="label menu"`.

Writes docs/images/guide/NAME.png with at most 256 colours. A picture that failed keeps its old file; its error is
printed, and the exit status is 1.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from headless_qgis import BACKEND_PYTHON, ROOT, STATIONS, QgisFailed, desktop, environment, stop_backend

PICTURES = ROOT / "docs" / "images" / "guide"
REDUCE = """
import os, sys
from PIL import Image
source, target, largest = sys.argv[1:]
for colours in (256, 128, 64, 32):
    Image.open(source).convert("RGB").quantize(colours, Image.Quantize.MEDIANCUT).save(target, optimize=True)
    if os.path.getsize(target) <= int(largest):
        break
"""
LARGEST = 150_000
"""Bytes of a picture above which fewer colours are used."""


def main(names: list[str]) -> int:
    """Take the pictures of these names, by default all; return the exit status."""
    with tempfile.TemporaryDirectory(prefix="guide-pictures-", dir=ROOT / "build") as temporary:
        profile, folder = Path(temporary) / "profile", Path(temporary) / "shots"
        folder.mkdir()
        given = {
            "SATCLIP_SHOTS": " ".join(names),
            "SATCLIP_SHOTS_FOLDER": str(folder),
            "SATCLIP_SHOTS_DATA": str(STATIONS.parent),
        }
        env = environment(profile, **given)
        try:
            desktop(ROOT / "scripts" / "guide_session.py", env, profile, timeout=900)
        except QgisFailed as failure:
            print(failure, file=sys.stderr)
        finally:
            stop_backend(env)
        record = folder / "shots.json"
        shots = json.loads(record.read_text()) if record.exists() else {"QGIS": "It did not start."}
        for name in (name for name, error in shots.items() if not error):
            save(folder / f"{name}.png", PICTURES / f"{name}.png")
        for picture in folder.glob("failed-*.png"):
            shutil.copy(picture, ROOT / "build")
    failed = {name: error for name, error in shots.items() if error}
    for name, error in failed.items():
        print(f"{name} failed:\n{error}", file=sys.stderr)
    return 1 if failed else 0


def save(source: Path, target: Path) -> None:
    """Write a picture with at most 256 colours."""
    target.parent.mkdir(parents=True, exist_ok=True)
    subprocess.run([BACKEND_PYTHON, "-c", REDUCE, source, target, str(LARGEST)], check=True)
    print(f"{target.relative_to(ROOT)}: {target.stat().st_size / 1000:.0f} kB")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
