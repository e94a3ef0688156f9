"""TTE: values of the published code, an independent evaluation, conventions, and the reader of its files."""

import json
import shutil
from pathlib import Path

import numpy as np
import pytest
import torch
from safetensors.torch import load_file, save_file

from satclip_backend.encoders import load_encoder
from satclip_backend.encoders.families.tte import FAMILY, PUBLISHED
from satclip_backend.encoders.published import read_published
from satclip_backend.errors import SatclipError

DATA = Path(__file__).parents[1] / "data" / "location_encoders"
FILE = DATA / "tte" / "model.safetensors"
TOKENS = "location.semantic_registers."
CONFIG = {
    "sites": 40,
    "site_dimension": 6,
    "tokens": 5,
    "width": 12,
    "hidden_layers": 2,
    "dimension": 10,
    "gate": 0.5,
    "normalised": True,
    "cosine_attention": False,
}


@pytest.fixture(scope="module")
def known():
    """Values of the published code; see tests/data/location_encoders/README.md."""
    with np.load(DATA / "values.npz") as values:
        return dict(values)


def unit(vector):
    return vector / np.linalg.norm(vector)


def softmax(logits):
    exponentials = np.exp(logits - logits.max())
    return exponentials / exponentials.sum()


def evaluated(lonlat, state, gate, cosine, normalised):
    """Evaluate the formulas of the published code in NumPy, point by point."""
    w = {name.removeprefix("location."): value.double().numpy() for name, value in state.items()}
    token = {
        name.removeprefix("semantic_registers."): value
        for name, value in w.items()
        if name.startswith("semantic")
    }
    depth = sum(name.endswith("w1.weight") for name in w)
    rows = []
    for lon, lat in np.radians(lonlat):
        point = np.array([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)])
        logits = [
            np.exp(log_tau) * unit(site) @ point
            for site, log_tau in zip(w["_directions"], w["_log_tau"], strict=True)
        ]
        average = softmax(np.array(logits)) @ w["_embeddings"]
        if cosine:
            scores = np.array([unit(key) @ unit(average) for key in token["loc_to_logits.weight"]])
        else:
            scores = token["loc_to_logits.weight"] @ average + token["loc_to_logits.bias"]
        attended = softmax(scores / np.clip(np.exp(token["log_temperature"]), 0.01, 10)) @ token["registers"]
        if "site_to_out.weight" in token:
            average = token["site_to_out.weight"] @ average + token["site_to_out.bias"]
        values = (1 - gate) * average + gate * attended
        values = (values - values.mean()) / np.sqrt(values.var() + 1e-5)
        values = values * token["norm.weight"] + token["norm.bias"]
        values = np.maximum(w["mlp.0.weight"] @ values + w["mlp.0.bias"], 0)
        for layer in range(2, 2 + depth):
            change = values
            for part in ("w1", "w2"):
                name = f"mlp.{layer}.{part}"
                change = np.maximum(w[f"{name}.weight"] @ change + w[f"{name}.bias"], 0)
            values = values + change
        values = w[f"mlp.{2 + depth}.weight"] @ values
        rows.append(unit(values) if normalised else values)
    return np.array(rows)


@pytest.mark.parametrize(("name", "gate", "cosine"), [("tte", 0.5, False), ("tte-cosine", 0.3, True)])
def test_a_folder_gives_the_embeddings_of_the_published_code_and_of_the_formulas(known, name, gate, cosine):
    encoder = load_encoder(DATA / name, device="cpu")
    double = encoder.encode(known["lonlat"], dtype="float64")
    assert np.abs(double - known[name]).max() < 1e-13
    state = load_file(DATA / name / "model.safetensors")
    expected = evaluated(known["lonlat"], state, gate, cosine, normalised=not cosine)
    assert np.abs(double - expected).max() < 1e-12
    single = encoder.encode(known["lonlat"])
    assert single.dtype == np.float32
    assert np.abs(single - known[name]).max() < 2e-6
    assert known[name].std(axis=0).min() > 1e-3


def test_float32_is_more_exact_than_the_published_code_at_the_sharpest_cells(known):
    """With tau = 500, logits in float32 have errors of 3e-5."""
    state = load_file(FILE) | {"location._log_tau": torch.full((40,), 6.2)}
    expected = evaluated(known["lonlat"], state, 0.5, cosine=False, normalised=True)
    network = FAMILY.build(CONFIG).eval()
    network.load_state_dict(dict(read_published(FILE)[0].state_dict()))
    network.log_tau.data[:] = 6.2
    with torch.inference_mode():
        error = np.abs(network(torch.from_numpy(known["lonlat"])).numpy() - expected).max()
    assert error < 2e-6


def test_the_file_alone_has_the_published_defaults(known):
    encoder = load_encoder(FILE, device="cpu")
    assert encoder.metadata.config == CONFIG
    assert np.abs(encoder.encode(known["lonlat"], dtype="float64") - known["tte"]).max() < 1e-13
    alone = load_encoder(DATA / "tte-cosine" / "model.safetensors", device="cpu").metadata.config
    assert (alone["gate"], alone["cosine_attention"], alone["normalised"]) == (0.5, True, True)


def test_embeddings_have_length_1(known):
    lengths = np.linalg.norm(load_encoder(FILE, device="cpu").encode(known["lonlat"]), axis=1)
    np.testing.assert_allclose(lengths, 1, atol=1e-6)
    lengths = np.linalg.norm(known["tte-cosine"], axis=1)  # "normalize": false
    assert lengths.std() > 0.01


def test_a_checkpoint_of_the_training_code_is_read(tmp_path, known):
    state = {f"model.{name}": value for name, value in load_file(FILE).items()}
    state |= {"model.visual.fc.weight": torch.zeros(3, 3), "model.logit_scale": torch.tensor(2.0)}
    torch.save(
        {"epoch": 3, "state_dict": state, "hyper_parameters": {"lr_location": 1e-4}}, tmp_path / "last.ckpt"
    )
    encoder = load_encoder(tmp_path / "last.ckpt", device="cpu")
    assert encoder.metadata.family == "tte"
    assert np.abs(encoder.encode(known["lonlat"], dtype="float64") - known["tte"]).max() < 1e-13


def test_the_released_sizes_are_known_by_their_weights(tmp_path):
    state = {name: torch.zeros(shape) for name, shape in released_shapes().items()}
    save_file(state, tmp_path / "model.safetensors")
    assert (
        13.5e6 < (tmp_path / "model.safetensors").stat().st_size < 14.5e6
    )  # "~14 MB" in the published README
    metadata = read_published(tmp_path / "model.safetensors")[1]
    assert metadata.land_only
    assert metadata.training_extent == (-180, -90, 180, 90)
    assert {name: metadata.config[name] for name in PUBLISHED} == PUBLISHED
    assert not read_published(FILE)[1].land_only


def released_shapes():
    """Names and shapes of the published model, from its code with the settings of its training."""
    shapes = {
        "location._directions": (4096, 3),
        "location._log_tau": (4096,),
        "location._embeddings": (4096, 384),
        f"{TOKENS}registers": (64, 512),
        f"{TOKENS}loc_to_logits.weight": (64, 384),
        f"{TOKENS}loc_to_logits.bias": (64,),
        f"{TOKENS}img_to_logits.weight": (64, 512),
        f"{TOKENS}img_to_logits.bias": (64,),
        f"{TOKENS}site_to_out.weight": (512, 384),
        f"{TOKENS}site_to_out.bias": (512,),
        f"{TOKENS}log_temperature": (),
        f"{TOKENS}_img_temperature": (),
        f"{TOKENS}norm.weight": (512,),
        f"{TOKENS}norm.bias": (512,),
        "location.mlp.4.weight": (512, 512),
    }
    for name in ("0", "2.w1", "2.w2", "3.w1", "3.w2"):
        shapes |= {f"location.mlp.{name}.weight": (512, 512), f"location.mlp.{name}.bias": (512,)}
    return shapes


def test_longitude_comes_first_and_the_published_order_is_latitude_first(known):
    lonlat = known["lonlat"][np.abs(known["lonlat"][:, 0]) < 90]
    encoder = load_encoder(FILE, device="cpu")
    assert np.abs(encoder.encode(lonlat[:, ::-1]) - encoder.encode(lonlat)).max() > 0.1


def test_there_is_no_seam_and_a_pole_is_a_point():
    encoder = load_encoder(FILE, device="cpu")
    values = encoder.encode([[-180, 5], [180, 5], [540, 5], [180 - 1e-9, 5], [170, 5]], dtype="float64")
    assert np.array_equal(values[1:3], values[[0, 0]])
    assert np.abs(values[3] - values[0]).max() < 1e-8
    assert np.abs(values[4] - values[0]).max() > 1e-4
    for pole in (-90, 90):
        values = encoder.encode([[-120, pole], [0, pole], [33, pole]], dtype="float64")
        assert np.abs(values - values[0]).max() < 1e-13


def test_the_temperature_is_the_learned_one_within_its_bounds(tmp_path, known):
    """The end of the annealing in training, 0.2, is not part of the published evaluation."""
    for value in (-50.0, 50.0):
        state = load_file(FILE) | {f"{TOKENS}log_temperature": torch.tensor(value)}
        save_file(state, tmp_path / "model.safetensors")
        expected = evaluated(known["lonlat"], state, 0.5, cosine=False, normalised=True)
        encoder = load_encoder(tmp_path / "model.safetensors", device="cpu")
        assert np.abs(encoder.encode(known["lonlat"], dtype="float64") - expected).max() < 1e-11


def test_absurd_sharpness_gives_numbers(tmp_path, known):
    state = load_file(FILE) | {"location._log_tau": torch.full((40,), 1e7)}
    save_file(state, tmp_path / "model.safetensors")
    assert np.isfinite(
        load_encoder(tmp_path / "model.safetensors", device="cpu").encode(known["lonlat"])
    ).all()


def test_points_are_evaluated_in_batches_of_limited_memory():
    assert FAMILY.build(CONFIG).columns == 40


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda state: state.pop("location._log_tau"), "log_tau"),
        (lambda state: state.pop(f"{TOKENS}registers"), "registers' is missing"),
        (lambda state: state.pop("location.mlp.0.weight"), r"mlp\.0\.weight' is missing"),
        (
            lambda state: state.update({"location._embeddings": torch.zeros(40)}),
            "_embeddings' is missing, or not",
        ),
        (lambda state: state.update({f"{TOKENS}site_to_out.weight": torch.zeros(3, 3)}), "site_to_out"),
        (lambda state: state.update({"location.other": torch.zeros(3)}), "other"),
        (lambda state: state.update({"location._directions": torch.full((40, 3), torch.inf)}), "not numbers"),
        (lambda state: state.update({f"{TOKENS}registers": torch.zeros(5000, 10)}), "tokens is 5000"),
        (lambda state: state.update({"location._log_tau": torch.zeros(40, dtype=torch.int8)}), "int8"),
    ],
)
def test_damaged_files_are_refused(tmp_path, change, words):
    state = load_file(FILE)
    change(state)
    save_file(state, tmp_path / "damaged.safetensors")
    with pytest.raises(SatclipError, match=words) as error:
        load_encoder(tmp_path / "damaged.safetensors")
    assert "damaged.safetensors" in str(error.value)


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ({"register_fixed_gate": 2}, "gate is 2"),
        ({"register_fixed_gate": "half"}, "gate is 'half'"),
        ({"normalize": 1}, "normalised is 1, not true or false"),
        ({"use_cosine_attention": True}, "loc_to_logits.bias"),
    ],
)
def test_settings_that_do_not_fit_are_refused(tmp_path, settings, words):
    shutil.copytree(DATA / "tte", tmp_path / "folder")
    (tmp_path / "folder" / "config.json").write_text(json.dumps(settings))
    with pytest.raises(SatclipError, match=words):
        load_encoder(tmp_path / "folder")


@pytest.mark.parametrize("name", sorted(CONFIG))
def test_a_config_without_one_of_its_values_is_refused(name):
    config = dict(CONFIG)
    del config[name]
    with pytest.raises(ValueError, match=name.split("_")[0]):
        FAMILY.shapes(config)


def test_a_network_of_too_many_weights_is_refused():
    with pytest.raises(ValueError, match="weights"):
        FAMILY.shapes(CONFIG | {"width": 8192, "hidden_layers": 2})
