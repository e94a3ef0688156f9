"""A source archive and a clone build the same distribution."""

import shutil
import zipfile
from pathlib import Path

from build.env import DefaultIsolatedEnv

from build import ProjectBuilder

BACKEND = Path(__file__).parents[2] / "backend"


def files(wheel):
    return {info.filename: info.CRC for info in zipfile.ZipFile(wheel).infolist()}


def test_a_source_archive_makes_the_same_wheel(tmp_path):
    with DefaultIsolatedEnv() as environment:
        clone = ProjectBuilder.from_isolated_env(environment, BACKEND)
        environment.install(clone.build_system_requires)
        shutil.unpack_archive(clone.build("sdist", tmp_path), tmp_path / "source")
        (source,) = (tmp_path / "source").iterdir()
        builders = ProjectBuilder.from_isolated_env(environment, source), clone
        one, other = (
            files(builder.build("wheel", tmp_path / name))
            for name, builder in zip(("archive", "clone"), builders)
        )
    assert one == other
    assert "satclip_backend/resources/encoders/bundled.safetensors" in one
    assert "satclip_backend/py.typed" in one
