"""A source archive and a clone build the same distribution."""

import subprocess
import sys
import zipfile
from pathlib import Path

BACKEND = Path(__file__).parents[2] / "backend"


def files(wheel):
    return {info.filename: info.CRC for info in zipfile.ZipFile(wheel).infolist()}


def test_a_source_archive_makes_the_same_wheel(tmp_path):
    python = [sys.executable, "-m"]
    subprocess.run([*python, "build", "--sdist", "--outdir", tmp_path, BACKEND], check=True)
    (archive,) = tmp_path.glob("*.tar.gz")
    wheels = []
    for name, source in (("archive", archive), ("clone", BACKEND)):
        subprocess.run(
            [*python, "pip", "wheel", "-q", "--no-deps", "-w", tmp_path / name, source], check=True
        )
        wheels.extend((tmp_path / name).glob("*.whl"))
    assert files(wheels[0]) == files(wheels[1])
    assert "satclip_backend/resources/encoders/bundled.safetensors" in files(wheels[0])
    assert "satclip_backend/py.typed" in files(wheels[0])
