"""Untrusted run folders, checkpoints and weights of image encoders are read or refused with a message."""

from __future__ import annotations

import json
import math
import os
from dataclasses import asdict
from random import Random

import pytest
import torch

from satclip_backend.errors import NotFoundError, SatclipError
from satclip_backend.pretraining.checkpoints import FORMAT, read_checkpoint
from satclip_backend.pretraining.image_encoders import image_encoder
from satclip_backend.pretraining.official_export import export_run
from satclip_backend.pretraining.runs import RunState, read_card, read_log, read_run
from tests.fuzz.mutations import ZIP, mutants, mutated_json, outcome

RUN = asdict(
    RunState(
        "Alps", "2026-01-01T00:00:00Z", "a mosaic", {"training": {"keep": "best"}}, {"far": 3}, "finished"
    )
)


def test_mutated_states_and_logs_are_read_or_refused(tmp_path):
    random = Random(12)
    for _ in range(300):
        (tmp_path / "run.json").write_bytes(mutated_json(json.dumps(RUN).encode(), random))
        lines = [mutated_json(b'{"step": 1, "loss": 0.5, "seconds_left": null}', random) for _ in range(3)]
        (tmp_path / "log.jsonl").write_bytes(b"\n".join(lines))
        state, sentence = outcome(read_run, tmp_path, refusal=SatclipError)
        if state is None:
            assert "run.json is damaged" in sentence
        else:
            json.dumps(asdict(state) | {"recipe": {}}, allow_nan=False, ensure_ascii=False).encode()
            assert state.state in ("running", "stopped", "finished", "failed")
        for record in read_log(tmp_path):
            assert type(record["step"]) is int
            assert all(math.isfinite(v) for v in record.values() if isinstance(v, float))
            json.dumps(record, ensure_ascii=False).encode()


@pytest.mark.parametrize("name", ["run.json", "log.jsonl", "card.md"])
@pytest.mark.parametrize("kind", ["pipe", "folder", "bytes", "large"])
def test_files_that_are_not_text_are_refused(tmp_path, name, kind):
    path, read = tmp_path / name, {"run.json": read_run, "log.jsonl": read_log, "card.md": read_card}[name]
    if kind == "pipe":
        os.mkfifo(path)
    elif kind == "folder":
        path.mkdir()
    else:
        path.write_bytes(b"\xff\xfe" if kind == "bytes" else bytes(0))
        if kind == "large":
            os.truncate(path, 2**33)
    with pytest.raises(SatclipError, match="damaged"):
        read(tmp_path)


def test_a_missing_card_and_a_card_with_a_figure(tmp_path):
    with pytest.raises(NotFoundError, match="no model card yet"):
        read_card(tmp_path)
    (tmp_path / "card.md").write_text("![run](card.svg)", encoding="utf-8")
    assert read_card(tmp_path) == "![run](card.svg)"
    (tmp_path / "card.svg").write_text("<svg/>", encoding="utf-8")
    assert "](data:image/svg+xml;base64,PHN2Zy8+)" in read_card(tmp_path)


def test_a_run_with_another_recipe_is_not_exported(tmp_path, tiny_encoder_file):
    (tmp_path / "encoder.safetensors").write_bytes(tiny_encoder_file.read_bytes())
    for recipe in ({}, {"features": [], "training": 1}, {"features": {"encoder": []}, "training": {}}):
        (tmp_path / "run.json").write_text(json.dumps(RUN | {"recipe": recipe}))
        with pytest.raises(SatclipError, match="don't fit together"):
            export_run(tmp_path, tmp_path / "x.ckpt")
    assert not (tmp_path / "x.ckpt").exists()


CHECKPOINT = {
    "format": FORMAT,
    "settings": "{}",
    "key": "k",
    "course": "{}",
    "step": 3,
    "model": {"w": torch.ones(9)},
}


def test_mutated_checkpoints_of_runs_are_read_or_refused(tmp_path):
    path = tmp_path / "checkpoint.pt"
    torch.save(CHECKPOINT, path)
    whole = path.read_bytes()
    assert torch.equal(read_checkpoint(path)["model"]["w"], torch.ones(9))
    for damage, data in mutants(whole, seed=12, count=100, mutations=ZIP):
        path.write_bytes(data)
        state, sentence = outcome(read_checkpoint, path, refusal=SatclipError)
        assert "checkpoint.pt" in sentence or json.loads(state["course"]) is not None, damage


@pytest.mark.parametrize(
    "change",
    [
        {"format": torch.ones(2)},
        {"format": True},
        {"settings": 7},
        {"course": "[" * 100_000},
        {"course": "[]"},
        {"key": None},
        {"step": "3"},
        {"model": torch.zeros(1).expand(2**40)},
    ],
)
def test_inconsistent_checkpoints_are_refused(tmp_path, change):
    torch.save(CHECKPOINT | change, tmp_path / "checkpoint.pt")
    with pytest.raises(SatclipError, match=r"checkpoint\.pt (isn't a checkpoint|is damaged)"):
        read_checkpoint(tmp_path / "checkpoint.pt")


def test_a_loaded_checkpoint_does_not_depend_on_its_file(tmp_path):
    torch.save(CHECKPOINT, tmp_path / "checkpoint.pt")
    state = read_checkpoint(tmp_path / "checkpoint.pt")
    (tmp_path / "checkpoint.pt").write_bytes(b"")
    assert float(state["model"]["w"].sum()) == 9


def test_mutated_weights_of_image_encoders_are_used_or_refused(tmp_path):
    whole = image_encoder("small-cnn", 3, 16, seed=1)
    path = tmp_path / "weights.pth"
    torch.save(whole.state_dict(), path)
    assert image_encoder("small-cnn", 3, 16, weights=path).identity == whole.identity
    for damage, data in mutants(path.read_bytes(), seed=12, count=60, mutations=ZIP):
        path.write_bytes(data)
        encoder, sentence = outcome(
            lambda: image_encoder("small-cnn", 3, 16, weights=path), refusal=SatclipError
        )
        if encoder is None:
            assert "small-cnn" in sentence or "weights.pth" in sentence, damage
        else:
            assert torch.isfinite(encoder(torch.ones(1, 3, 16, 16))).all(), damage


def test_weights_of_another_type_or_with_invalid_values_are_refused(tmp_path):
    state, path = image_encoder("small-cnn", 3, 16).state_dict(), tmp_path / "weights.pth"
    name = next(name for name, value in state.items() if value.is_floating_point())
    for value, words in (
        (state[name].to(torch.complex64), "ComplexFloatStorage"),
        (state[name].to(torch.int8), "int8"),
        (torch.full_like(state[name], 3e38), "not numbers"),
        (torch.zeros(1).expand_as(state[name]), "claims to hold more"),
    ):
        torch.save(state | {name: value}, path)
        with pytest.raises(SatclipError, match=words):
            image_encoder("small-cnn", 3, 16, weights=path)
    torch.save(state, path, _use_new_zipfile_serialization=False)
    with pytest.raises(SatclipError, match=r"PyTorch 1\.6 or later"):
        image_encoder("small-cnn", 3, 16, weights=path)
    os.mkfifo(tmp_path / "pipe.pth")
    with pytest.raises(SatclipError, match="is a pipe"):
        image_encoder("small-cnn", 3, 16, weights=tmp_path / "pipe.pth")
