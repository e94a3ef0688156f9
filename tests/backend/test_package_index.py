"""Downloads of GeoCLIP from a package index with pip and uv: complete, cancelled, refused, damaged."""

import hashlib
import json
import os
import re
import subprocess
import sys
from collections import namedtuple
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from satclip_backend.cli import main
from satclip_backend.encoders import load_encoder, package_index
from satclip_backend.encoders.families.geoclip import FAMILY
from satclip_backend.encoders.releases import RELEASES
from satclip_backend.errors import Cancelled, SatclipError
from tests.index_server import WEIGHTS, WHEEL, make_wheel, serve

SMALL = Path(__file__).parents[1] / "data" / "geoclip" / "small.pth"
UV = Path(__file__).parents[2] / ".venv-qgis" / "bin" / "uv"


@pytest.fixture
def index(tmp_path, monkeypatch):
    """An index with a wheel that contains the small network. Its source is `index.source`."""
    with serve(make_wheel(tmp_path / WHEEL, {WEIGHTS: SMALL.read_bytes()})) as server:
        for name in [name for name in os.environ if name.startswith(("PIP_", "UV_", "HTTP", "http"))]:
            monkeypatch.delenv(name)
        for name, value in server.variables.items():
            monkeypatch.setenv(name, value)
        digest = hashlib.sha256(server.content).hexdigest()
        server.source = replace(RELEASES["geoclip"].source, sha256=digest, bytes=len(server.content))
        yield server


@pytest.fixture(params=["pip", "uv"])
def installer(request, monkeypatch, tmp_path):
    """The program that downloads. uv is that of the plugin's tests."""
    if request.param == "uv":
        if not UV.exists():
            pytest.skip("needs uv, which `make test` installs in .venv-qgis")
        monkeypatch.setattr(package_index, "find_spec", lambda name: None)
        monkeypatch.setenv("PATH", str(UV.parent))
    return request.param


def left(home):
    """Return what is left in the folder of downloads."""
    return list((home / "cache" / "downloads").iterdir())


def test_the_weights_arrive(index, installer, satclip_home):
    seen = []
    with package_index.fetched(index.source, lambda *report: seen.append(report)) as (file, name):
        published = FAMILY.read(file)
        assert file.name == (WHEEL if installer == "pip" else Path(WEIGHTS).name)
    assert name == "PyPI: geoclip 1.3.0"
    assert published.config["width"] == 8
    assert "Asking the package index for geoclip-1.3.0" in seen[0][1]
    assert left(satclip_home) == []
    assert not [path for path in index.requests if "torch" in path]  # no dependencies


def test_a_downloaded_encoder_is_installed_with_its_licence(index, monkeypatch, capsys):
    """The published hash is replaced with that of the small wheel."""
    monkeypatch.setitem(RELEASES, "geoclip", replace(RELEASES["geoclip"], source=index.source))
    assert main(["encoders", "download", "geoclip", "--json"]) == 0
    out, error = capsys.readouterr()
    known = json.loads(out)
    assert (known["family"], known["dimension"], known["licence"]) == ("geoclip", 512, "MIT")
    assert (known["origin"], known["source"]) == ("downloaded", "PyPI: geoclip 1.3.0")
    assert known["source_sha256"] == index.source.sha256
    assert "NeurIPS" in known["citation"]
    assert "Copyright (c) 2024 Vicente Vivanco" in known["card"]
    assert "100%" in error
    with np.load(SMALL.with_name("values.npz")) as values:
        embeddings = load_encoder("geoclip").encode(values["lonlat"], dtype="float64")
        assert np.abs(embeddings[:, ::16] - values["small"]).max() < 1e-12
    index.requests.clear()
    assert main(["encoders", "download", "geoclip"]) == 0  # it is installed
    assert index.requests == []


def test_available_encoders_are_listed_with_licence_and_limits(capsys):
    assert main(["encoders", "list", "--available"]) == 0
    listed = capsys.readouterr().out
    for text in ("geoclip", "MIT", "PyPI: geoclip 1.3.0", "photographs", "NeurIPS 36", "satclip-vit16-l40"):
        assert text in listed
    assert main(["encoders", "download", "--json"]) == 0
    sources = {release["id"]: release["source"] for release in json.loads(capsys.readouterr().out)}
    assert sources["geoclip"]["sha256"] == RELEASES["geoclip"].source.sha256


def test_a_cancelled_download_leaves_nothing_and_stops_the_program(
    index, installer, satclip_home, monkeypatch
):
    index.pause = 0.2
    children = []
    start = subprocess.Popen
    monkeypatch.setattr(
        subprocess, "Popen", lambda *args, **kw: children.append(start(*args, **kw)) or children[0]
    )

    def stop(fraction, message):
        if f"/{WHEEL}" in index.requests:
            raise Cancelled

    with pytest.raises(Cancelled), package_index.fetched(index.source, stop):
        pass
    assert children[0].returncode is not None
    assert left(satclip_home) == []


def test_progress_is_in_bytes(index, tmp_path):
    index.content = make_wheel(
        tmp_path / WHEEL, {WEIGHTS: SMALL.read_bytes(), "geoclip/x": os.urandom(600_000)}
    )
    index.source = replace(
        index.source, bytes=len(index.content), sha256=hashlib.sha256(index.content).hexdigest()
    )
    index.pause = 0.03
    seen = []
    with package_index.fetched(index.source, lambda *report: seen.append(report)):
        pass
    fractions = [fraction for fraction, _ in seen]
    assert fractions == sorted(fractions)
    assert len({fraction for fraction in fractions if 0.1 < fraction < 0.9}) > 3
    assert re.fullmatch(r"0\.\d of 0\.\d MB", seen[-1][1])


def test_a_file_with_another_hash_is_refused(index, installer, satclip_home):
    source = replace(index.source, sha256="0" * 64)
    with pytest.raises(SatclipError, match="its hash differs"), package_index.fetched(source):
        pass
    assert left(satclip_home) == []


def test_a_missing_package_is_reported_with_a_way_out(index, installer):
    source = replace(index.source, version="9.9.9")
    words = r"geoclip-9\.9\.9.*pip download --no-deps geoclip==9\.9\.9.*import"
    with pytest.raises(SatclipError, match=words), package_index.fetched(source):
        pass


def test_an_environment_without_pip_and_uv_says_so(index, monkeypatch, tmp_path):
    monkeypatch.setattr(package_index, "find_spec", lambda name: None)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    with pytest.raises(SatclipError, match="neither pip nor uv"), package_index.fetched(index.source):
        pass
    assert index.requests == []


def test_nothing_is_asked_for_offline(index, monkeypatch):
    monkeypatch.setenv("SATCLIP_OFFLINE", "1")
    with pytest.raises(SatclipError, match="offline"), package_index.fetched(index.source):
        pass
    assert index.requests == []


def test_logins_are_not_shown(index, monkeypatch):
    monkeypatch.setenv("PIP_INDEX_URL", index.url.replace("//", "//anna:secret@"))
    index.content = b""
    with pytest.raises(SatclipError) as failed, package_index.fetched(index.source):
        pass
    assert "secret" not in str(failed.value)


def test_a_full_disk_is_reported_before_the_download(index, monkeypatch):
    usage = namedtuple("usage", "total used free")(10**9, 10**9 - 1000, 1000)
    monkeypatch.setattr("shutil.disk_usage", lambda path: usage)
    words = r"geoclip-1\.3\.0-py3-none-any\.whl needs"
    with pytest.raises(SatclipError, match=words), package_index.fetched(index.source):
        pass
    assert index.requests == []


def test_what_a_killed_download_left_is_removed(index, satclip_home):
    leftover = satclip_home / "cache" / "downloads" / "geoclip-killed"
    leftover.mkdir(parents=True)
    (leftover / "part").write_bytes(bytes(10))
    with package_index.fetched(index.source):
        assert not leftover.exists()


def test_the_command_uses_this_environment():
    """pip runs isolated from other packages of the user."""
    command = package_index._command(RELEASES["geoclip"].source, Path("r.txt"), Path("folder"))
    assert command[:4] == [sys.executable, "-I", "-m", "pip"]
