"""Import of checkpoints: sizes, releases, and files that are refused without running their code."""

import contextlib
import json
import os
import pickle
import zipfile
from pathlib import Path

import pytest
import torch

from satclip_backend.encoders import load_encoder
from satclip_backend.encoders.network import LocationEncoder
from satclip_backend.encoders.published import read_published as read_checkpoint
from satclip_backend.errors import SatclipError


def official(degree=5, capacity=16, dimension=8, layers=2, **changes):
    """Return an official checkpoint with a random location encoder. `changes` update its settings."""
    network = LocationEncoder(degree, capacity, dimension, layers, dtype=torch.float64)
    state = {"model.logit_scale": torch.tensor(2.66), "model.visual.conv1.weight": torch.zeros(64, 13, 7, 7)}
    for prefix in ("model.nnet.", "model.location.nnet."):
        state |= {prefix + name: value for name, value in network.state_dict().items()}
    settings = {
        "embed_dim": dimension,
        "capacity": capacity,
        "num_hidden_layers": layers,
        "legendre_polys": degree,
        "harmonics_calculation": "analytic",
        "le_type": "sphericalharmonics",
        "pe_type": "siren",
        "eval_downstream": False,
        "_instantiator": "lightning.pytorch.cli.instantiate_module",
    }
    return {
        "epoch": 1,
        "pytorch-lightning_version": "2.6",
        "state_dict": state,
        "hyper_parameters": settings | changes,
    }


def saved(content, path, **options):
    torch.save(content, path, **options)
    return path


@pytest.mark.parametrize(
    ("degree", "capacity", "dimension", "layers"), [(1, 4, 2, 1), (7, 33, 5, 4), (20, 8, 300, 2)]
)
@pytest.mark.parametrize(("calculation", "basis"), [("analytic", "official"), ("closed-form", "closed-form")])
def test_checkpoints_of_other_sizes_are_imported(
    tmp_path, degree, capacity, dimension, layers, calculation, basis
):
    content = official(degree, capacity, dimension, layers, harmonics_calculation=calculation)
    network, metadata = read_checkpoint(saved(content, tmp_path / "other.ckpt"))
    sizes = (metadata.degree, metadata.capacity, metadata.dimension, metadata.hidden_layers)
    assert sizes == (degree, capacity, dimension, layers)
    assert (metadata.basis, metadata.dtype, metadata.w0) == (basis, "float64", 30.0)
    for name, value in network.state_dict().items():
        assert torch.equal(value, content["state_dict"]["model.location.nnet." + name])
        assert value.dtype == torch.float64


@pytest.mark.parametrize("variant", ["ms", "a"])
@pytest.mark.parametrize("degree", [10, 40])
def test_checkpoints_of_osmgraphclip_are_imported_without_their_graph_encoders(tmp_path, variant, degree):
    """Its location encoder, state_dict and settings are those of SatCLIP; the files of its harmonics are the same."""
    content = official(
        degree, 512, 256, graph_out_chans=256, frequency_num=16, min_radius=1, temperature=0.07
    )
    content["state_dict"]["model.graph_proj.weight"] = torch.zeros(256, 256)
    network, metadata = read_checkpoint(saved(content, tmp_path / f"osmgraphclip-{variant}-l{degree}.ckpt"))
    assert (metadata.family, metadata.degree, metadata.basis) == ("satclip", degree, "official")
    assert (metadata.licence, metadata.land_only) == ("MIT", False)
    assert metadata.training_extent == (-180, -90, 180, 90)
    assert "OSMGraphCLIP" in metadata.description
    assert "2606.08046" in metadata.citation
    for name, value in network.state_dict().items():
        assert torch.equal(value, content["state_dict"]["model.location.nnet." + name])


def test_a_checkpoint_is_not_taken_for_a_released_one_by_its_name_alone(tmp_path):
    small = official(10, 16, 8, graph_out_chans=256)
    _network, metadata = read_checkpoint(saved(small, tmp_path / "osmgraphclip-ms-l10.ckpt"))
    assert (metadata.licence, metadata.citation) == ("unknown", "")
    assert "OSMGraphCLIP" in metadata.description
    _network, metadata = read_checkpoint(saved(official(10, 512, 256), tmp_path / "osmgraphclip-ms-l10.ckpt"))
    assert (metadata.licence, metadata.description) == ("unknown", "Imported from a checkpoint of SatCLIP.")


@pytest.mark.parametrize("image_encoder", ["resnet18", "resnet50", "vit16"])
@pytest.mark.parametrize("degree", [10, 40])
def test_released_checkpoints_are_imported_without_their_image_encoders(
    golden, tmp_path, image_encoder, degree
):
    described = json.loads((golden / "official_state_dict_keys.json").read_text())[
        f"moco_{image_encoder}-l{degree}"
    ]
    state = {
        name: torch.rand(shape).to(getattr(torch, dtype))
        for name, (shape, dtype) in described["tensors"].items()
    }
    content = official(degree, 512, 256)
    content["state_dict"] = state
    path = saved(content, tmp_path / f"satclip-{image_encoder}-l{degree}.ckpt")
    network, metadata = read_checkpoint(path)
    assert (metadata.degree, metadata.capacity, metadata.dimension) == (degree, 512, 256)
    assert metadata.licence == "MIT"
    assert metadata.training_extent == (-180, -90, 180, 90)
    assert len(metadata.source_sha256) == 64
    assert torch.equal(network.layers[0].weight, state["model.location.nnet.layers.0.weight"])
    assert sum(value.numel() for value in network.state_dict().values()) < 1_300_000
    path.unlink()


def test_a_file_name_alone_does_not_identify_a_release(tmp_path):
    metadata = read_checkpoint(saved(official(10), tmp_path / "satclip-vit16-l10.ckpt"))[1]
    assert (metadata.licence, metadata.training_extent) == ("unknown", None)


def test_duplicate_tensors_and_settings_are_optional(tmp_path):
    content = official()
    content["state_dict"] = {k: v for k, v in content["state_dict"].items() if "location" not in k}
    assert read_checkpoint(saved(content, tmp_path / "x.ckpt"))[1].degree == 5
    del content["hyper_parameters"]["harmonics_calculation"]
    assert read_checkpoint(saved(content, tmp_path / "y.ckpt"))[1].basis == "official"


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("le_type", "grid"),
        ("le_type", None),
        ("pe_type", "mlp"),
        ("pe_type", ["siren"]),
        ("harmonics_calculation", "discretized"),
        ("harmonics_calculation", "magic"),
    ],
)
def test_other_kinds_of_encoder_are_refused_by_name(tmp_path, key, value):
    with pytest.raises(SatclipError, match=str(value).strip("[]")):
        read_checkpoint(saved(official(**{key: value}), tmp_path / "x.ckpt"))


@pytest.mark.parametrize(
    "settings",
    [
        {"legendre_polys": 6},
        {"legendre_polys": "many"},
        {"legendre_polys": 10**9},
        {"legendre_polys": float("inf")},
        {"capacity": 17},
        {"embed_dim": 9},
        {"num_hidden_layers": 3},
    ],
)
def test_settings_that_contradict_the_tensors_are_refused(tmp_path, settings):
    content = official()
    content["hyper_parameters"] |= settings
    with pytest.raises(
        SatclipError, match=r"x\.ckpt (contradicts itself|is damaged|can't be used: its degree is)"
    ):
        read_checkpoint(saved(content, tmp_path / "x.ckpt"))


@pytest.mark.parametrize(
    ("name", "tensor"),
    [
        ("layers.0.weight", torch.zeros(16, 24, dtype=torch.float64)),
        ("layers.1.weight", torch.zeros(16, 16)),
        ("last_layer.weight", torch.zeros(8, dtype=torch.float64)),
        ("last_layer.bias", torch.zeros(1, dtype=torch.float64).expand(8)),
        ("layers.0.weight", torch.zeros(1, dtype=torch.float64).expand(16, 2**40)),
        ("layers.0.bias", torch.zeros(16, dtype=torch.float64).to_sparse()),
        ("layers.0.bias", "text"),
        ("layers.0.bias", torch.full((16,), float("nan"), dtype=torch.float64)),
        ("layers.0.bias", torch.full((16,), float("inf"), dtype=torch.float64)),
        ("layers.7.weight", torch.zeros(16, 16, dtype=torch.float64)),
    ],
)
def test_tensors_that_do_not_fit_are_refused(tmp_path, name, tensor):
    content = official()
    content["state_dict"]["model.location.nnet." + name] = tensor
    with pytest.raises(SatclipError, match=r"x\.ckpt"):
        read_checkpoint(saved(content, tmp_path / "x.ckpt"))


def test_weights_in_half_precision_are_refused(tmp_path):
    content = official()
    content["state_dict"] = {k: v.half() for k, v in content["state_dict"].items()}
    with pytest.raises(SatclipError, match="float16"):
        read_checkpoint(saved(content, tmp_path / "x.ckpt"))


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (
            {"state_dict": {"model.weight": torch.zeros(3)}, "hyper_parameters": {}},
            r"a PyTorch file with the weights 'model\.weight'",
        ),
        ({"state_dict": {3: torch.zeros(3)}, "hyper_parameters": {}}, "a PyTorch file with the weights 3"),
        ({"weights": torch.zeros(3)}, "a PyTorch file with 'weights'"),
        ({"state_dict": [1], "hyper_parameters": {}}, "a PyTorch file with 'state_dict', 'hyper_parameters'"),
        (torch.zeros(3), "a PyTorch file with a Tensor"),
        ([], "a PyTorch file with a list"),
    ],
)
def test_foreign_checkpoints_are_refused(tmp_path, content, words):
    with pytest.raises(SatclipError, match=rf"it is {words}.*published files of.* satclip \(\.ckpt\)"):
        read_checkpoint(saved(content, tmp_path / "foreign.ckpt"))


class Bomb:
    """Object that creates a file when it is unpickled."""

    def __init__(self, path):
        self.path = path

    def __reduce__(self):
        return os.mkdir, (str(self.path),)


@pytest.mark.parametrize("place", ["top", "settings", "state"])
def test_a_malicious_pickle_is_refused_and_not_run(tmp_path, place):
    struck, content = tmp_path / "struck", official()
    if place == "top":
        content["callbacks"] = Bomb(struck)
    elif place == "settings":
        content["hyper_parameters"]["le_type"] = Bomb(struck)
    else:
        content["state_dict"]["model.location.nnet.layers.0.weight"] = Bomb(struck)
    path = saved(content, tmp_path / "bomb.ckpt")
    with pytest.raises(SatclipError, match=r"holds more than weights.*mkdir.*nothing in it was run"):
        read_checkpoint(path)
    assert not struck.exists()
    torch.load(path, weights_only=False)  # without the importer, the code runs
    assert struck.exists()


@pytest.mark.parametrize("maker", [pickle.dumps, None], ids=["bare pickle", "old format"])
def test_a_file_that_is_not_an_archive_is_refused_and_not_run(tmp_path, maker):
    struck, path = tmp_path / "struck", tmp_path / "bomb.ckpt"
    if maker:
        path.write_bytes(maker(Bomb(struck)))
    else:
        saved({"x": Bomb(struck)}, path, _use_new_zipfile_serialization=False)
    with pytest.raises(SatclipError, match="not a checkpoint"):
        read_checkpoint(path)
    assert not struck.exists()


def test_other_objects_are_refused(tmp_path):
    with pytest.raises(SatclipError, match=r"holds more than weights.*PosixPath"):
        read_checkpoint(saved(official(path=Path("x")), tmp_path / "x.ckpt"))


@pytest.mark.parametrize("share", [0, 0.3, 0.9, 0.999])
def test_a_truncated_checkpoint_is_refused(golden, tmp_path, share):
    whole = (golden / "satclip-mini-l10.ckpt").read_bytes()
    path = tmp_path / "short.ckpt"
    path.write_bytes(whole[: int(len(whole) * share)])
    with pytest.raises(SatclipError, match=r"short\.ckpt is not a checkpoint, or not a whole one"):
        read_checkpoint(path)


def test_a_damaged_checkpoint_is_refused_or_read_completely(golden, tmp_path):
    whole = (golden / "satclip-mini-l10.ckpt").read_bytes()
    start = whole.index(b"data.pkl") + 64
    for offset in range(0, 2000, 97):
        path = tmp_path / "damaged.ckpt"
        path.write_bytes(whole[: start + offset] + b"\xff\x00\xff" + whole[start + offset + 3 :])
        with contextlib.suppress(SatclipError):  # any other exception fails the test
            assert read_checkpoint(path)[1].dimension == 32


def test_a_zip_bomb_is_refused(tmp_path):
    saved(official(), tmp_path / "plain.ckpt")
    path = tmp_path / "bomb.ckpt"
    with (
        zipfile.ZipFile(tmp_path / "plain.ckpt") as plain,
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as bomb,
    ):
        for name in plain.namelist():
            bomb.writestr(name, bytes(2**24) if "/data/" in name else plain.read(name))
    with pytest.raises(SatclipError, match="claims to hold more than the file does"):
        read_checkpoint(path)


def test_storages_that_declare_more_than_they_contain_are_refused(tmp_path):
    saved(official(), tmp_path / "plain.ckpt")
    path = tmp_path / "liar.ckpt"
    with zipfile.ZipFile(tmp_path / "plain.ckpt") as plain, zipfile.ZipFile(path, "w") as liar:
        for name in plain.namelist():
            liar.writestr(name, plain.read(name)[:64] if "/data/" in name else plain.read(name))
    with pytest.raises(SatclipError, match=r"liar\.ckpt"):
        read_checkpoint(path)


def test_mislabelled_files_are_refused(tmp_path, tiny_encoder_file):
    text = tmp_path / "notes.ckpt"
    text.write_text("These are not the weights you are looking for.")
    mislabelled = tmp_path / "encoder.ckpt"
    mislabelled.write_bytes(tiny_encoder_file.read_bytes())
    for path in (text, mislabelled):
        with pytest.raises(SatclipError, match=f"{path.name} is not a checkpoint"):
            read_checkpoint(path)
    renamed = saved(official(), tmp_path / "checkpoint.safetensors")
    with pytest.raises(SatclipError, match="not a whole encoder file"):
        load_encoder(renamed)
    other = tmp_path / "photos.ckpt"
    with zipfile.ZipFile(other, "w") as archive:
        archive.writestr("photo.jpg", b"x")
    with pytest.raises(SatclipError, match="zip archive, but not a checkpoint"):
        read_checkpoint(other)
