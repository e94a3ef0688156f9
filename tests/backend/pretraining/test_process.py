"""The process `pretrain` itself: what it unpacks, what it refuses, the degree that suits an area, what it keeps."""

from __future__ import annotations

import io
import shutil
import stat
import zipfile
from pathlib import Path

import numpy as np
import pytest

from satclip_backend.encoders import registry
from satclip_backend.errors import Cancelled, SatclipError
from satclip_backend.processes import pretrain, run_imagery
from satclip_backend.processes.process import Context
from satclip_backend.processes.run_imagery import unpack_patches

DATA = Path(__file__).parents[2] / "data"
SMALL = {"degree": 5, "capacity": 16, "dimension": 8, "count": 60, "pixels": 4, "minutes": 0.05}
UPLOAD = "a" * 32


def packed(path: Path, *members) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in members:
            target.writestr(name, content)
    return path


def link(name: str) -> zipfile.ZipInfo:
    member = zipfile.ZipInfo(name)
    member.external_attr = (stat.S_IFLNK | 0o777) << 16
    return member


@pytest.fixture
def unpack(tmp_path):
    def unpack(path):
        unpack_patches(path, tmp_path / "kept" / "imagery", Context(tmp_path))
        return sorted(
            p.relative_to(tmp_path / "kept" / "imagery") for p in (tmp_path / "kept").rglob("*.tif")
        )

    return unpack


def test_a_folder_is_unpacked_as_it_was(unpack, tmp_path):
    members = [("index.csv", "lon,lat,fn"), ("images/a.tif", b"a"), ("images/b.tif", b"b" * 3_000_000)]
    assert unpack(packed(tmp_path / "zip", *members)) == [Path("images/a.tif"), Path("images/b.tif")]


@pytest.mark.parametrize(
    "name",
    [
        "../up.tif",
        "images/../../up.tif",
        "/etc/up.tif",
        "C:\\up.tif",
        "a:b.tif",
        "..\\up.tif",
        link("link.tif"),
    ],
    ids=str,
)
def test_nothing_is_written_beside_the_folder(unpack, tmp_path, name):
    with pytest.raises(SatclipError, match="no file of a folder"):
        unpack(packed(tmp_path / "zip", ("images/a.tif", b"a"), (name, b"up")))
    assert {path.name for path in tmp_path.rglob("*") if path.is_file()} == {"zip"}


def test_a_vrt_is_no_patch(unpack, tmp_path):
    with pytest.raises(SatclipError, match=r"a VRT, a\.VRT, which names files elsewhere"):
        unpack(packed(tmp_path / "zip", ("images/a.VRT", b"<VRTDataset/>")))
    for name in ("a.nc", "a.tif.msk", "a.tif.ovr"):
        with pytest.raises(SatclipError, match="names files elsewhere or may"):
            unpack(packed(tmp_path / "zip", (name, b"")))


def test_what_is_larger_than_it_says_is_refused(unpack, tmp_path, monkeypatch):
    monkeypatch.setattr(run_imagery, "LARGEST_FOLDER", 1000)
    with pytest.raises(SatclipError, match="send fewer"):
        unpack(packed(tmp_path / "zip", ("a.tif", b"0" * 2000)))
    monkeypatch.setattr(run_imagery, "_check", lambda *_: None)
    with pytest.raises(SatclipError, match="send fewer"):
        unpack(packed(tmp_path / "zip", ("a.tif", b"0" * 2000)))


def test_a_full_disk_is_told_before_anything_is_written(unpack, tmp_path, monkeypatch):
    usage = shutil.disk_usage(tmp_path)._replace(free=1 << 20)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage)
    with pytest.raises(SatclipError, match="Make room there"):
        unpack(packed(tmp_path / "zip", ("a.tif", b"0" * 2000)))


@pytest.mark.parametrize("content", [b"", b"PK nothing", b"0" * 1000])
def test_what_is_no_zip_is_told(unpack, tmp_path, content):
    (tmp_path / "zip").write_bytes(content)
    with pytest.raises(SatclipError, match="did not arrive as a whole"):
        unpack(tmp_path / "zip")


def test_a_zip_that_was_cut_short_is_told(unpack, tmp_path):
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w") as target:
        target.writestr("a.tif", np.random.default_rng(0).bytes(10_000))
    damaged = bytearray(whole.getvalue())
    damaged[5000] ^= 255
    (tmp_path / "zip").write_bytes(damaged)
    with pytest.raises(SatclipError, match="did not arrive as a whole"):
        unpack(tmp_path / "zip")


@pytest.mark.parametrize(
    ("box", "degree"),
    [
        ((-180, -90, 180, 90), 40),
        ((-12, 34, 42, 72), 100),
        ((11, 46, 13, 48), 100),
        ((-180, -60, 180, 80), 40),
    ],
    ids=["globe", "Europe", "Tyrol", "land"],
)
def test_the_degree_suits_the_size_of_the_area(box, degree):
    rng = np.random.default_rng(0)
    lonlat = np.column_stack([rng.uniform(box[0], box[2], 500), rng.uniform(box[1], box[3], 500)])
    assert pretrain.degree_for(lonlat) == degree


@pytest.fixture
def context(tmp_path, monkeypatch):
    """A data folder of its own, with an image that was sent."""
    monkeypatch.setenv("SATCLIP_HOME", str(tmp_path / "home"))
    for name in ("uploads", "job"):
        (tmp_path / name).mkdir()
    shutil.copy(DATA / "imagery" / "utm33n.tif", tmp_path / "uploads" / UPLOAD)
    return Context(tmp_path / "job", uploads=tmp_path / "uploads")


def inputs(**changes):
    return pretrain.Inputs(id="mine", rasters=[{"id": UPLOAD, "name": "Imagery"}], **{**SMALL, **changes})


def test_a_run_that_is_stopped_before_it_trains_keeps_its_imagery_and_goes_on(context, tmp_path):
    seen = []
    context.on_progress = lambda fraction, message: seen.append(message)
    context.is_cancelled = lambda: len(seen) > 0
    with pytest.raises(Cancelled):
        pretrain.run(inputs(), context)
    folder = tmp_path / "home" / "runs" / "mine"
    assert (folder / "imagery" / "0000.tif").exists()
    assert not (tmp_path / "uploads" / UPLOAD).exists()
    context.is_cancelled = lambda: False
    summary = pretrain.run(pretrain.Inputs(id="mine", resume=True), context)["summary"]
    assert summary["encoder"] == "mine"
    assert not (folder / "imagery").exists()
    assert registry.find("mine").metadata.name == "mine"


def test_the_state_with_the_best_retrieval_becomes_the_encoder(context, tmp_path):
    from satclip_backend.pretraining.runs import read_log

    summary = pretrain.run(inputs(minutes=0.1), context)["summary"]
    log = read_log(tmp_path / "home" / "runs" / "mine")
    assert len(log) > 2
    assert summary["top1"] + summary["top10"] == max(found["top1"] + found["top10"] for found in log)


def test_a_failure_is_kept_with_the_run_and_another_of_that_name_may_follow(context, tmp_path):
    from satclip_backend.pretraining.runs import read_run

    shutil.copy(tmp_path / "uploads" / UPLOAD, tmp_path / "uploads" / ("b" * 32))
    with pytest.raises(SatclipError, match="nothing in common") as failure:
        pretrain.run(inputs(extent=[100, 10, 110, 20]), context)
    state = read_run(tmp_path / "home" / "runs" / "mine")
    assert (state.state, state.message) == ("failed", str(failure.value))
    again = pretrain.Inputs(id="mine", rasters=[{"id": "b" * 32}], **SMALL)
    assert pretrain.run(again, context)["summary"]["encoder"] == "mine"
