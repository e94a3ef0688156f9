"""The process `pretrain`: unpacking of patches, invalid inputs, degree by area, stopping and resuming."""

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
from satclip_backend.pretraining.runs import read_log, read_run
from satclip_backend.processes import pretrain, run_imagery
from satclip_backend.processes.process import Context
from satclip_backend.processes.run_imagery import unpack_patches
from satclip_backend.progress import no_progress

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


def test_a_folder_is_unpacked_unchanged(unpack, tmp_path):
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
def test_nothing_is_written_outside_the_folder(unpack, tmp_path, name):
    with pytest.raises(SatclipError, match="invalid entry"):
        unpack(packed(tmp_path / "zip", ("images/a.tif", b"a"), (name, b"up")))
    assert {path.name for path in tmp_path.rglob("*") if path.is_file()} == {"zip"}


def test_only_the_index_and_images_are_unpacked(unpack, tmp_path):
    with pytest.raises(SatclipError, match=r"a VRT, a\.VRT, which can name files elsewhere"):
        unpack(packed(tmp_path / "zip", ("images/a.VRT", b"<VRTDataset/>")))
    others = ("a.tif.msk", "a.tif.ovr", "a.tif.aux.xml", "inner.zip", "__MACOSX/._a.tif", "run.sh")
    unpack(packed(tmp_path / "zip", ("a.tif", b"a"), ("index.csv", b""), *((name, b"") for name in others)))
    kept = tmp_path / "kept" / "imagery"
    assert sorted(path.name for path in kept.rglob("*") if path.is_file()) == ["a.tif", "index.csv"]


@pytest.mark.parametrize(
    ("names", "sentence"),
    [
        (["a.tif", "a.tif"], "two files called"),
        (["a.tif", "A.TIF"], "two files called"),
        (["images/\u00e9.tif", "images/e\u0301.tif"], "two files called"),
        (["NUL.tif"], "invalid entry"),
        (["com1/a.tif"], "invalid entry"),
        (["a.tif", "b /c.tif"], "invalid entry"),
        (["a\nb.tif"], "invalid entry"),
        (["/".join("d" * 20) + "/a.tif"], "invalid entry"),
        (["a" * 300 + ".tif"], "invalid entry"),
        (["a.tif", "a.tif/b.tif"], "incomplete or damaged"),
    ],
)
@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_invalid_names_in_a_zip_are_refused(unpack, tmp_path, names, sentence):
    with pytest.raises(SatclipError, match=sentence):
        unpack(packed(tmp_path / "zip", *((name, b"0") for name in names)))


def test_an_encrypted_zip_is_reported(unpack, tmp_path):
    content = bytearray(packed(tmp_path / "zip", ("a.tif", b"0")).read_bytes())
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(mark) + place] |= 1
    (tmp_path / "zip").write_bytes(content)
    with pytest.raises(SatclipError, match="encrypted"):
        unpack(tmp_path / "zip")


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_an_unsupported_compression_is_reported(unpack, tmp_path, method):
    with zipfile.ZipFile(tmp_path / "zip", "w", method) as target:
        target.writestr("a.tif", b"0" * 1000)
    with pytest.raises(SatclipError, match="unusual method"):
        unpack(tmp_path / "zip")


def test_too_many_entries_are_refused_before_they_take_memory(unpack, tmp_path, monkeypatch):
    monkeypatch.setattr(run_imagery, "MOST_FILES", 10)
    path = packed(tmp_path / "zip", *((f"{i}.tif", b"") for i in range(30)))
    monkeypatch.setattr(zipfile.ZipFile, "infolist", lambda _: pytest.fail("it was listed"))
    with pytest.raises(SatclipError, match="more than 10 files"):
        unpack(path)


def test_damaged_zips_are_unpacked_or_reported(unpack, tmp_path):
    """Zips with random bytes, as from disk errors or attackers, are unpacked or reported."""
    members = [("index.csv", "lon,lat,fn"), ("images/a.tif", b"a" * 500), ("images/b.tif", bytes(range(256)))]
    whole = packed(tmp_path / "zip", *members).read_bytes()
    random = np.random.default_rng(0)
    told = 0
    for _ in range(300):
        damaged = np.frombuffer(whole, np.uint8).copy()
        damaged[random.integers(0, len(whole), random.integers(1, 8))] = random.integers(0, 256)
        (tmp_path / "zip").write_bytes(damaged.tobytes()[: random.integers(len(whole) // 2, len(whole) + 1)])
        try:
            unpack(tmp_path / "zip")
        except SatclipError:
            told += 1
        shutil.rmtree(tmp_path / "kept", ignore_errors=True)
    assert told > 100


def test_a_member_larger_than_declared_is_refused(unpack, tmp_path, monkeypatch):
    monkeypatch.setattr(run_imagery, "LARGEST_FOLDER", 1000)
    with pytest.raises(SatclipError, match="send fewer"):
        unpack(packed(tmp_path / "zip", ("a.tif", b"0" * 2000)))
    monkeypatch.setattr(run_imagery, "_checked", lambda members, _: members)
    with pytest.raises(SatclipError, match="send fewer"):
        unpack(packed(tmp_path / "zip", ("a.tif", b"0" * 2000)))


def test_a_full_disk_is_reported_before_anything_is_written(unpack, tmp_path, monkeypatch):
    usage = shutil.disk_usage(tmp_path)._replace(free=1 << 20)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage)
    with pytest.raises(SatclipError, match=r"The patches need .* make room there"):
        unpack(packed(tmp_path / "zip", ("a.tif", b"0" * 2000)))


@pytest.mark.parametrize("content", [b"", b"PK nothing", b"0" * 1000])
def test_a_file_that_is_not_a_zip_is_reported(unpack, tmp_path, content):
    (tmp_path / "zip").write_bytes(content)
    with pytest.raises(SatclipError, match="is incomplete or damaged"):
        unpack(tmp_path / "zip")


def test_a_truncated_zip_is_reported(unpack, tmp_path):
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w") as target:
        target.writestr("a.tif", np.random.default_rng(0).bytes(10_000))
    damaged = bytearray(whole.getvalue())
    damaged[5000] ^= 255
    (tmp_path / "zip").write_bytes(damaged)
    with pytest.raises(SatclipError, match="is incomplete or damaged"):
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
def test_the_degree_depends_on_the_size_of_the_area(box, degree):
    rng = np.random.default_rng(0)
    lonlat = np.column_stack([rng.uniform(box[0], box[2], 500), rng.uniform(box[1], box[3], 500)])
    assert pretrain.degree_for(lonlat) == degree


@pytest.fixture
def context(tmp_path, monkeypatch):
    """Return the context of a job with an empty data folder and an uploaded image."""
    monkeypatch.setenv("SATCLIP_HOME", str(tmp_path / "home"))
    for name in ("uploads", "job"):
        (tmp_path / name).mkdir()
    shutil.copy(DATA / "imagery" / "utm33n.tif", tmp_path / "uploads" / UPLOAD)
    return Context(tmp_path / "job", uploads=tmp_path / "uploads")


def inputs(**changes):
    return pretrain.Inputs(id="mine", rasters=[{"id": UPLOAD, "name": "Imagery"}], **{**SMALL, **changes})


def test_a_run_stopped_before_training_keeps_its_imagery_and_is_resumed(context, tmp_path):
    seen = []

    def stop_at_second(fraction, message):
        if seen:
            raise Cancelled
        seen.append(message)

    context.on_progress = stop_at_second
    with pytest.raises(Cancelled):
        pretrain.run(inputs(), context)
    folder = tmp_path / "home" / "runs" / "mine"
    assert (folder / "imagery" / "0000.tif").exists()
    assert not (tmp_path / "uploads" / UPLOAD).exists()
    context.on_progress = no_progress
    summary = pretrain.run(pretrain.Inputs(id="mine", resume=True), context)["summary"]
    assert summary["encoder"] == "mine"
    assert not (folder / "imagery").exists()
    assert registry.find("mine").metadata.name == "mine"
    with pytest.raises(SatclipError, match="There is an encoder 'mine' already"):
        pretrain.run(inputs(), context)
    with pytest.raises(SatclipError, match="is finished"):
        pretrain.run(pretrain.Inputs(id="mine", resume=True), context)


def test_the_name_of_a_resumable_run_is_reserved(context, tmp_path):
    def stop_in_training(fraction, message):
        if (tmp_path / "home" / "runs" / "mine" / "checkpoint.pt").exists():
            raise Cancelled

    context.on_progress = stop_in_training
    with pytest.raises(Cancelled):
        pretrain.run(inputs(minutes=5), context)
    with pytest.raises(SatclipError, match="Resume it"):
        pretrain.run(inputs(), context)


def test_a_stopped_run_is_finished_without_more_steps(context, tmp_path):
    folder = tmp_path / "home" / "runs" / "mine"

    def stop_in_training(fraction, message):
        if message.startswith("Step") and not message.startswith("Step 0 "):
            raise Cancelled

    context.on_progress = stop_in_training
    with pytest.raises(Cancelled):
        pretrain.run(inputs(minutes=5), context)
    stopped = read_run(folder)
    assert stopped.state == "stopped"
    context.on_progress = no_progress
    summary = pretrain.run(pretrain.Inputs(id="mine", finish=True), context)["summary"]
    assert summary["steps"] == stopped.step
    assert registry.find("mine").metadata.name == "mine"
    assert read_run(folder).state == "finished"
    assert not (folder / "checkpoint.pt").exists()
    with pytest.raises(SatclipError, match="is finished"):
        pretrain.run(pretrain.Inputs(id="mine", finish=True), context)


def test_missing_files_and_runs_are_reported(context):
    with pytest.raises(SatclipError, match="no training run"):
        pretrain.run(pretrain.Inputs(id="unheard-of", resume=True), context)
    with pytest.raises(SatclipError, match="no longer exists"):
        pretrain.run(pretrain.Inputs(id="gone", patches="0" * 32, **SMALL), context)


def test_patches_may_be_zipped_with_their_folder(context, tmp_path):
    folder = DATA / "s2-100k"
    files = [folder / "index.csv", *(folder / "images").iterdir()]
    members = [(path.relative_to(DATA).as_posix(), path.read_bytes()) for path in files]
    packed(tmp_path / "uploads" / ("c" * 32), *members)
    sent = pretrain.Inputs(id="s2", patches="c" * 32, **SMALL)
    assert pretrain.run(sent, context)["summary"]["places"] == 20


SQUARE = [[0, 10], [1, 10], [1, 11], [0, 11], [0, 10]]


@pytest.mark.parametrize(
    ("area", "sentence"),
    [
        ({"polygons": [[SQUARE]]}, "nothing in common"),
        ({"polygons": [[[[0, 0], [1, 1], [0, 0], [0, 0]]]]}, "area"),
        ({"extent": [14.5, 43.2, 15, 43.5], "land": True}, "land"),
    ],
    ids=["polygon elsewhere", "flat polygon", "sea"],
)
def test_an_area_without_imagery_is_reported(context, tmp_path, area, sentence):
    with pytest.raises(SatclipError, match=sentence) as failure:
        pretrain.run(inputs(**area), context)
    state = read_run(tmp_path / "home" / "runs" / "mine")
    assert (state.state, state.message) == ("failed", str(failure.value))


def test_the_state_with_the_best_retrieval_is_exported(context, tmp_path):
    summary = pretrain.run(inputs(minutes=0.1), context)["summary"]
    log = read_log(tmp_path / "home" / "runs" / "mine")
    if len(log) < 3:
        pytest.skip("this computer is too busy to evaluate more than once in six seconds")
    assert summary["top1"] + summary["top10"] == max(found["top1"] + found["top10"] for found in log)


def test_a_failure_is_recorded_and_the_name_of_the_run_can_be_reused(context, tmp_path):
    shutil.copy(tmp_path / "uploads" / UPLOAD, tmp_path / "uploads" / ("b" * 32))
    with pytest.raises(SatclipError, match="nothing in common") as failure:
        pretrain.run(inputs(extent=[100, 10, 110, 20]), context)
    state = read_run(tmp_path / "home" / "runs" / "mine")
    assert (state.state, state.message) == ("failed", str(failure.value))
    again = pretrain.Inputs(id="mine", rasters=[{"id": "b" * 32}], **SMALL)
    assert pretrain.run(again, context)["summary"]["encoder"] == "mine"
