"""Untrusted encoder files and checkpoints: errors are reported within seconds, and the list of encoders works."""

from __future__ import annotations

import json
import os
import pickle
import time
import zipfile
from dataclasses import asdict, replace

import numpy as np
import pytest
import torch
from pydantic import ValidationError
from safetensors import safe_open
from safetensors.torch import load_file, save_file

from satclip_backend.cli import main
from satclip_backend.encoders import load_encoder
from satclip_backend.encoders.archives import read_archive
from satclip_backend.encoders.families import family
from satclip_backend.encoders.files import read_encoder, write_encoder
from satclip_backend.encoders.library import import_encoder
from satclip_backend.encoders.metadata import LIMITS, EncoderMetadata
from satclip_backend.encoders.network import LocationEncoder
from satclip_backend.encoders.pca import Pca, fit_sphere
from satclip_backend.encoders.published import read_published as read_checkpoint
from satclip_backend.encoders.registry import find, list_encoders, scan_encoders
from satclip_backend.errors import SatclipError
from satclip_backend.pretraining.settings import TrainingSettings
from tests.fuzz.mutations import SAFETENSORS, ZIP, mutants, outcome, packed

PLACES = np.array([[0.0, 90.0], [-180.0, -90.0], [13.4, 52.5], [0.0, 0.0]])


@pytest.fixture
def parts(tiny_encoder_file):
    with safe_open(tiny_encoder_file, framework="np") as file:
        return load_file(tiny_encoder_file), json.loads(file.metadata()["satclip"])


def save(path, tensors, notes):
    save_file(tensors, path, metadata={"satclip": notes if isinstance(notes, str) else json.dumps(notes)})
    return path


def test_mutated_encoder_files_are_usable_or_refused(tiny_encoder_file, satclip_home):
    path = satclip_home / "encoders" / "mutant.safetensors"
    path.parent.mkdir(parents=True)
    refused = 0
    for damage, data in mutants(tiny_encoder_file.read_bytes(), seed=12, count=300, mutations=SAFETENSORS):
        path.write_bytes(data)
        found, unusable = scan_encoders()  # never raises
        json.dumps([asdict(info.metadata) for info in found], allow_nan=False, ensure_ascii=False).encode()
        json.dumps(unusable, ensure_ascii=False).encode()
        encoder, sentence = outcome(load_encoder, path, refusal=SatclipError)
        if encoder is None:
            assert "mutant" in sentence or "PCA" in sentence, damage
            refused += 1
        else:
            assert np.isfinite(encoder.encode(PLACES)).all(), damage
            assert np.isfinite(encoder.pca.project(encoder.encode(PLACES))).all(), damage
    assert 100 < refused < 300


def test_mutated_encoder_files_of_another_family_are_usable_or_refused(tmp_path, satclip_home):
    config = {"basis": "spherem+", "network": "fcnet", "degree": 4, "frequencies": 3, "min_radius": 2.0}
    config |= {"max_radius": 90.0, "capacity": 6, "hidden_layers": 1, "dimension": 5, "w0": 30.0}
    metadata = EncoderMetadata.of("basis-network", "Other", 5, config)
    write_encoder(tmp_path / "other.safetensors", family("basis-network").build(config), metadata)
    path = satclip_home / "encoders" / "mutant.safetensors"
    path.parent.mkdir(parents=True)
    refused = 0
    whole = (tmp_path / "other.safetensors").read_bytes()
    for damage, data in mutants(whole, seed=12, count=200, mutations=SAFETENSORS):
        path.write_bytes(data)
        scan_encoders()  # never raises
        encoder, sentence = outcome(load_encoder, path, refusal=SatclipError)
        if encoder is None:
            assert "mutant" in sentence, damage
            refused += 1
        else:
            assert encoder.encode(PLACES).shape == (4, encoder.dimension), damage
    assert 60 < refused < 200


@pytest.mark.parametrize("name", ["satclip-mini-l10", "satclip-tinyvit-l10"])
def test_mutated_checkpoints_are_read_completely_or_refused(golden, tmp_path, name):
    whole, path = (golden / f"{name}.ckpt").read_bytes(), tmp_path / "mutant.ckpt"
    for damage, data in mutants(whole, seed=12, count=60, mutations=ZIP):
        path.write_bytes(data)
        read, sentence = outcome(read_checkpoint, path, refusal=SatclipError)
        assert "mutant.ckpt" in sentence or read[1].degree == read[0].degree == 10, damage


def test_invalid_files_do_not_break_the_list_of_encoders(parts, tiny_encoder_file, satclip_home, capsys):
    import_encoder(tiny_encoder_file, "good")
    folder, (tensors, notes) = satclip_home / "encoders", parts
    save(folder / "scalar.safetensors", tensors | {"pca.variance": torch.tensor(1.0).double()}, notes)
    save(folder / "surrogate.safetensors", tensors, notes | {"name": "half \ud800 of it"})
    save(folder / "bell.safetensors", tensors, notes | {"licence": "rings \x07"})
    save(folder / "deep.safetensors", tensors, "[" * 100_000)
    save(folder / "long.safetensors", tensors, notes | {"source": "x" * 10_000})
    save(folder / "endless.safetensors", tensors, notes | {"w0": 10**400})
    save(folder / "elsewhere.safetensors", tensors, notes | {"training_extent": [0, 0, 1e300, 1]})
    (folder / "empty.safetensors").touch()
    (folder / "folder.safetensors").mkdir()
    os.mkfifo(folder / "pipe.safetensors")
    (folder / "loop.safetensors").symlink_to("loop.safetensors")
    (folder / "Upper Case.safetensors").write_bytes(tiny_encoder_file.read_bytes())
    (folder / b"\xff.safetensors".decode("utf-8", "surrogateescape")).touch()
    (folder / ".good-1234.part.safetensors").touch()
    found, unusable = scan_encoders()
    assert [info.id for info in found if info.id != "bundled"] == ["good"]
    assert len(unusable) == 13
    assert "text" in unusable["surrogate.safetensors"]
    assert "rename it" in unusable["Upper Case.safetensors"]
    assert main(["encoders", "list"]) == 0
    shown = capsys.readouterr()
    assert "good" in shown.out
    assert "scalar.safetensors can't be used" in shown.err
    with pytest.raises(SatclipError, match="description in this file is damaged"):
        find("deep")


def test_a_deleted_file_is_not_found(tiny_encoder_file):
    info = import_encoder(tiny_encoder_file)
    assert info.sha256 == find("tiny").sha256
    info.path.unlink()
    with pytest.raises(SatclipError, match="gone"):
        _ = info.sha256
    assert "tiny" not in [info.id for info in list_encoders()]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"variance": [-1.0] * 8}, "variances are invalid"),
        ({"variance": [np.nan] * 8}, "not numbers"),
        ({"mean": [1e300] * 8}, "beyond all embeddings"),
        ({"components": np.eye(8) * 1e9}, "length 1"),
        ({"components": np.zeros((8, 8))}, "length 1"),
        ({"low": [5.0] * 8, "high": [4.0] * 8}, "range"),
    ],
)
def test_an_impossible_pca_is_refused(parts, tmp_path, change, words):
    tensors, notes = parts
    changed = {
        f"pca.{name}": torch.tensor(np.array(value, dtype=np.float64)) for name, value in change.items()
    }
    with pytest.raises(SatclipError, match=words):
        load_encoder(save(tmp_path / "x.safetensors", tensors | changed, notes))


def test_a_pca_of_another_type_or_with_extra_tensors_is_refused(parts, tmp_path):
    tensors, notes = parts
    with pytest.raises(SatclipError, match="float64"):
        load_encoder(
            save(tmp_path / "a.safetensors", tensors | {"pca.mean": torch.zeros(8).bfloat16()}, notes)
        )
    more = {name: torch.zeros(9, dtype=torch.float64) for name in ("pca.variance", "pca.low", "pca.high")}
    more["pca.components"] = torch.zeros(9, 8, dtype=torch.float64)
    with pytest.raises(SatclipError, match=r"pca\.components"):
        load_encoder(save(tmp_path / "b.safetensors", tensors | more, notes))
    for total in (float("nan"), float("inf"), -1.0, 10**400, "much"):
        with pytest.raises(SatclipError, match="PCA"):
            load_encoder(
                save(
                    tmp_path / "c.safetensors",
                    tensors,
                    notes | {"pca": notes["pca"] | {"total_variance": total}},
                )
            )
    basis = json.loads(load_encoder(save(tmp_path / "d.safetensors", tensors, notes)).pca.to_json())
    for change in ({"mean": [10**400] * 8}, {"fitted_on": "\ud800"}, {"encoder_sha256": []}):
        with pytest.raises(SatclipError, match="PCA basis"):
            Pca.from_json(json.dumps(basis | change))


@pytest.mark.parametrize("layer", ["layers.0.weight", "layers.1.bias", "last_layer.weight"])
@pytest.mark.parametrize("value", [3e38, -1e15])
def test_weights_too_large_for_finite_embeddings_are_refused(parts, tmp_path, layer, value):
    tensors, notes = parts
    tensors[layer].view(-1)[0] = value
    with pytest.raises(SatclipError, match=f"so large \\({layer}\\)"):
        load_encoder(save(tmp_path / "x.safetensors", tensors, notes))


@pytest.mark.parametrize(
    "sizes",
    [
        {"degree": 1024, "capacity": 1},
        {"dimension": 65_536, "capacity": 1},
        {"degree": 256, "capacity": 8192},
        {"hidden_layers": 65},
        {"capacity": 10_000},
    ],
)
def test_the_sizes_that_a_file_declares_are_bounded(sizes, tmp_path):
    sizes = {"degree": 5, "capacity": 2, "dimension": 4, "hidden_layers": 1} | sizes
    with pytest.raises(SatclipError, match="can't be used: it"):
        EncoderMetadata("x", basis="stable", **sizes)
    with pytest.raises(
        (SatclipError, ValidationError), match=r"No such encoder is trained: it|less than or equal"
    ):
        TrainingSettings(**sizes)


def test_the_largest_encoder_that_a_small_file_can_declare_is_imported_in_seconds(tmp_path):
    """An encoder of L = 256 in 0.3 MB."""
    network = LocationEncoder(LIMITS["degree"][1], 1, 2, 1, dtype=torch.float16)
    metadata = EncoderMetadata("x", LIMITS["degree"][1], "stable", 1, 2, 1, dtype="float16")
    write_encoder(tmp_path / "wide.safetensors", network, metadata)
    began = time.process_time()
    pca = fit_sphere(load_encoder(tmp_path / "wide.safetensors", device="cpu"))
    assert time.process_time() - began < 60
    assert "points uniform on the sphere" in pca.fitted_on


def test_an_encoder_outlives_its_file(tiny_encoder_file, tmp_path):
    path = tmp_path / "short-lived.safetensors"
    path.write_bytes(tiny_encoder_file.read_bytes())
    encoder, before = load_encoder(path), load_encoder(tiny_encoder_file).encode(PLACES)
    path.write_bytes(b"")
    np.testing.assert_array_equal(encoder.encode(PLACES), before)


def test_impossible_file_names_are_reported():
    for name in ("x" * 5000, "a\0b", "/dev/null", "/"):
        with pytest.raises(SatclipError):
            load_encoder(name)


def test_a_file_name_that_is_not_utf8_must_be_renamed(golden, tmp_path):
    for ending in (b".ckpt", b".safetensors"):
        path = tmp_path / (b"caf\xe9" + ending).decode("utf-8", "surrogateescape")
        path.write_bytes((golden / "satclip-mini-l10.ckpt").read_bytes())
        with pytest.raises(SatclipError, match=r"caf\?.*Rename it") as error:
            import_encoder(path)
        str(error.value).encode()


def test_metadata_with_unprintable_text_are_refused(tiny_encoder_file):
    _, metadata, _ = read_encoder(tiny_encoder_file)
    for change in ({"name": "a\nb"}, {"name": "\u202eexe"}, {"description": "x" * 30_000}, {"card": "\0"}):
        with pytest.raises(SatclipError, match="can't be used: its"):
            replace(metadata, **change)
    assert replace(metadata, card="# Title\n\n| a | b |\t\n").card


class Called:
    """Pickle as a call of a function that torch allows."""

    def __init__(self, *call):
        self.call = call

    def __reduce__(self):
        return self.call


def archive(path, data, tensors=()):
    with zipfile.ZipFile(path, "w") as target:
        target.writestr("x/data.pkl", data)
        target.writestr("x/version", "3\n")
        for number, size in enumerate(tensors):
            target.writestr(f"x/data/{number}", bytes(size))
    return path


@pytest.mark.parametrize(
    "call",
    [
        (bytearray, (2**33,)),
        (torch.Tensor, (2**33,)),
        (__import__("collections").Counter, ([1],)),
        (torch._utils._rebuild_meta_tensor_no_storage, (torch.float32, (2**40,), (1,), False)),
    ],
    ids=["bytearray", "tensor", "counter", "meta"],
)
def test_calls_that_allocate_memory_are_refused(tmp_path, call):
    path = archive(tmp_path / "x.pth", pickle.dumps({"w": Called(*call)}, protocol=2))
    with pytest.raises(SatclipError, match="holds more than weights and plain values"):
        read_archive(path)


def laughs(depth=60):
    part = ["ha"]
    for _ in range(depth):
        part = [part, part]
    return part


def test_nested_lists_are_not_expanded_in_messages(golden, tmp_path):
    """Nested lists that share their elements are small, but grow exponentially as text."""
    content = torch.load(golden / "satclip-mini-l10.ckpt", weights_only=False)
    for key in ("le_type", "legendre_polys", "capacity", "harmonics_calculation"):
        changed = {**content, "hyper_parameters": {**content["hyper_parameters"], key: laughs()}}
        torch.save(changed, tmp_path / "x.ckpt")
        with pytest.raises(SatclipError, match=r"x\.ckpt") as error:
            read_checkpoint(tmp_path / "x.ckpt")
        assert len(str(error.value)) < 500


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"\x80\x02" + b"]" * 2**21 + b".", "beside its tensors"),
        (b"\x80\x02" + b"(" * 900_000 + b".", "damaged"),
        (b"\x80\x02" + b"]" * 500_000 + b"a" * 499_999 + b".", "damaged|not an encoder"),
        (b"\x80\x02}(" + b"\x8a\x0a" + b"\xff" * 9 + b"\x01K\x00u.", "too long"),
        (b"\x80\x02\x8b\xff\xff\xff\x7f.", "damaged"),
        (b"\x80\x04\x95\xff\xff\xff\xff\xff\xff\xff\xff.", "damaged|more than weights"),
        (b"\x80\x02cos\nsystem\nX\x04\x00\x00\x00true\x85R.", r"os\.system"),
        (b"\x80\x02X\x02\x00\x00\x00osX\x06\x00\x00\x00system\x93.", "more than weights"),
        (b"", "damaged"),
    ],
)
def test_handcrafted_pickles_are_refused_in_seconds(tmp_path, data, words):
    began = time.process_time()
    with pytest.raises(SatclipError, match=words):
        read_checkpoint(archive(tmp_path / "x.ckpt", data))
    assert time.process_time() - began < 20


@pytest.mark.parametrize(
    "tensor",
    [
        torch.zeros(1).expand(2**40),
        torch.zeros(2, 1).expand(2, 2**30),
        torch.zeros(3).to_sparse(),
        torch.quantize_per_tensor(torch.zeros(3), 1.0, 0, torch.qint8),
        torch.zeros(3, device="meta"),
    ],
    ids=["expanded", "expanded in part", "sparse", "quantized", "meta"],
)
def test_unusual_tensors_are_refused_anywhere(tmp_path, tensor):
    torch.save({"a": [{"b": (tensor,)}]}, tmp_path / "x.pth")
    with pytest.raises(SatclipError, match=r"x\.pth"):
        read_archive(tmp_path / "x.pth")


def test_a_storage_larger_than_its_file_is_refused(tmp_path):
    torch.save({"w": torch.zeros(2**20)}, tmp_path / "honest.pth")
    with zipfile.ZipFile(tmp_path / "honest.pth") as file:
        members = {name: file.read(name) for name in file.namelist()}
    data = next(content for name, content in members.items() if name.endswith("data.pkl"))
    count = (2**20).to_bytes(4, "little")
    assert count[:3] in data
    for size in (2**28, 2**30):
        liar = archive(tmp_path / "liar.pth", data.replace(count, size.to_bytes(4, "little")), [2**22])
        with pytest.raises(SatclipError, match=r"liar\.pth"):
            read_archive(liar)


def test_a_compressed_checkpoint_is_not_decompressed(golden, tmp_path):
    from random import Random

    path = tmp_path / "bomb.ckpt"
    path.write_bytes(packed((golden / "satclip-mini-l10.ckpt").read_bytes(), Random(0)))
    assert path.stat().st_size < 2**20
    with pytest.raises(SatclipError, match="claims to hold more"):
        read_checkpoint(path)


def test_pipes_and_folders_are_refused(tmp_path):
    os.mkfifo(tmp_path / "pipe.ckpt")
    (tmp_path / "folder.ckpt").mkdir()
    for name, reason in (("pipe.ckpt", "is a pipe"), ("folder.ckpt", "it is a folder with nothing")):
        with pytest.raises(SatclipError, match=reason):
            read_checkpoint(tmp_path / name)
