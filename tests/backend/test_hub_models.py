"""Models of the Hugging Face Hub, `model.safetensors` and `config.json`: recognised by content, or refused."""

import json
import shutil
from pathlib import Path

import numpy as np
import pytest
import torch
from safetensors.torch import load_file, save_file

from satclip_backend.encoders import load_encoder
from satclip_backend.encoders.files import write_encoder
from satclip_backend.encoders.registry import scan_encoders
from satclip_backend.errors import SatclipError
from tests.fuzz.mutations import SAFETENSORS, mutants, outcome

DATA = Path(__file__).parents[1] / "data" / "location_encoders"


@pytest.mark.parametrize(("name", "family"), [("tte", "tte"), ("tte-cosine", "tte"), ("taxabind", "geoclip")])
@pytest.mark.parametrize("whole", [True, False])
def test_files_and_folders_are_recognised_by_their_tensors(tmp_path, name, family, whole):
    shutil.copytree(DATA / name, tmp_path / "folder")
    path = tmp_path / "folder" if whole else tmp_path / "folder" / "model.safetensors"
    assert load_encoder(path, device="cpu").metadata.family == family


def test_taxabind_gives_the_values_of_the_published_code():
    """The published function takes latitude first, although its example says otherwise."""
    with np.load(DATA / "values.npz") as known:
        lonlat, expected, single = (known[name] for name in ("lonlat", "taxabind", "taxabind_float32"))
    encoder = load_encoder(DATA / "taxabind", device="cpu")
    assert encoder.metadata.config == {"capsules": 3, "features": 6, "width": 24, "dimension": 12}
    assert encoder.metadata.licence == "unknown"
    assert np.abs(encoder.encode(lonlat, dtype="float64") - expected).max() < 1e-11
    error = np.abs(encoder.encode(lonlat) - expected).max()
    assert error < np.abs(single - expected).max() / 10


def test_encoders_of_this_program_are_read_as_before(tmp_path, tiny_encoder):
    write_encoder(tmp_path / "tiny.safetensors", tiny_encoder.network, tiny_encoder.metadata)
    assert load_encoder(tmp_path / "tiny.safetensors", device="cpu").metadata == tiny_encoder.metadata


def test_other_safetensors_are_refused_with_their_tensors(tmp_path):
    save_file({"weight": torch.zeros(3)}, tmp_path / "foreign.safetensors", metadata={"format": "pt"})
    with pytest.raises(
        SatclipError, match=r"it is a safetensors file with the tensors 'weight'.*tte \(\.safetensors"
    ):
        load_encoder(tmp_path / "foreign.safetensors")
    (tmp_path / "folder").mkdir()
    with pytest.raises(SatclipError, match="a folder with nothing"):
        load_encoder(tmp_path / "folder")
    shutil.copy(tmp_path / "foreign.safetensors", tmp_path / "folder" / "model.safetensors")
    with pytest.raises(SatclipError, match=r"a folder with 'model\.safetensors'"):
        load_encoder(tmp_path / "folder")


def test_a_hub_model_in_the_folder_of_encoders_is_listed_as_unusable(satclip_home):
    (satclip_home / "encoders").mkdir(parents=True)
    shutil.copy(DATA / "tte" / "model.safetensors", satclip_home / "encoders" / "tte.safetensors")
    assert "not an encoder made by this program" in scan_encoders()[1]["tte.safetensors"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("{", "damaged"),
        ("[1]", "damaged"),
        ("[" * 60_000, "damaged"),
        ("\xff", "damaged"),
        (json.dumps({"x": "y" * 2**16}), "too many for the settings"),
    ],
)
def test_invalid_settings_are_refused(tmp_path, text, words):
    shutil.copytree(DATA / "tte", tmp_path / "folder")
    (tmp_path / "folder" / "config.json").write_bytes(text.encode("latin-1"))
    with pytest.raises(SatclipError, match=rf"config\.json.*{words}"):
        load_encoder(tmp_path / "folder")


def test_a_folder_without_settings_has_the_defaults(tmp_path):
    shutil.copytree(DATA / "tte", tmp_path / "folder")
    (tmp_path / "folder" / "config.json").unlink()
    assert load_encoder(tmp_path / "folder", device="cpu").metadata.config["gate"] == 0.5


def test_a_file_is_read_without_the_settings_beside_it(tmp_path):
    shutil.copytree(DATA / "tte", tmp_path / "folder")
    (tmp_path / "folder" / "config.json").write_text('{"register_fixed_gate": 0.1}')
    assert load_encoder(tmp_path / "folder" / "model.safetensors").metadata.config["gate"] == 0.5
    assert load_encoder(tmp_path / "folder").metadata.config["gate"] == 0.1


def test_numbers_of_other_kinds_are_refused(tmp_path):
    tensors = load_file(DATA / "taxabind" / "model.safetensors")
    for dtype, name in ((torch.bfloat16, "bfloat16"), (torch.float8_e4m3fn, "float8")):
        save_file({key: value.to(dtype) for key, value in tensors.items()}, tmp_path / "model.safetensors")
        with pytest.raises(SatclipError, match=name):
            load_encoder(tmp_path / "model.safetensors")


@pytest.mark.parametrize("name", ["tte", "taxabind"])
def test_mutated_files_are_usable_or_refused(tmp_path, name):
    path, refused = tmp_path / "mutant.safetensors", 0
    whole = (DATA / name / "model.safetensors").read_bytes()
    for damage, data in mutants(whole, seed=12, count=150, mutations=SAFETENSORS):
        path.write_bytes(data)
        encoder, sentence = outcome(load_encoder, path, refusal=SatclipError)
        if encoder is None:
            assert "mutant" in sentence, damage
            refused += 1
        else:
            assert encoder.encode([[0.0, 90.0], [13.4, 52.5]]).shape == (2, encoder.dimension), damage
    assert 30 < refused < 150
