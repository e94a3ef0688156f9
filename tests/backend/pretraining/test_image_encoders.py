"""Image encoders: published backbones and their weights, and encoders without a download."""

import json
import os

import numpy as np
import pytest
import torch

from satclip_backend.errors import SatclipError
from satclip_backend.pretraining.image_encoders import NAMES, image_encoder
from satclip_backend.pretraining.image_encoders.moco import BACKBONES

WIDTHS = {"moco-resnet18": 512, "moco-resnet50": 2048, "moco-vit16": 384}


@pytest.mark.parametrize("name", NAMES)
def test_each_name_gives_an_encoder(name):
    encoder = image_encoder(name, 2, 4, weights="random" if name in BACKBONES else None, filters=2)
    assert encoder.name == name
    assert encoder.width > 0


@pytest.fixture(scope="module")
def resnet18():
    return image_encoder("moco-resnet18", 13, 64, weights="random", seed=3)


@pytest.mark.parametrize("name", BACKBONES)
def test_backbones_have_the_official_names_and_shapes(name, golden):
    keys = json.loads((golden / "official_state_dict_keys.json").read_text())
    known = BACKBONES[name]
    official = {
        key.removeprefix("model.visual."): (tuple(shape), dtype)
        for key, (shape, dtype) in keys[f"{known.official}-l40"]["tensors"].items()
        if key.startswith("model.visual.")
    }
    encoder = image_encoder(name, 13, 256, weights="random")
    ours = {
        key: (tuple(value.shape), str(value.dtype).removeprefix("torch."))
        for key, value in encoder.backbone.state_dict().items()
    }
    head = {f"{known.head}.weight": (256, encoder.width), f"{known.head}.bias": (256,)}
    assert ours | {key: (shape, "float32") for key, shape in head.items()} == official


@pytest.mark.parametrize(("name", "pixels"), [*((name, 256) for name in WIDTHS), ("moco-resnet18", 32)])
def test_patches_become_vectors(name, pixels):
    encoder = image_encoder(name, 13, pixels, weights="random", seed=1)
    assert encoder.width == WIDTHS[name]
    assert not encoder.training
    assert not any(parameter.requires_grad for parameter in encoder.parameters())
    images = torch.rand(2, 13, pixels, pixels, generator=torch.Generator().manual_seed(0))
    vectors = encoder(images)
    assert vectors.shape == (2, WIDTHS[name])
    assert vectors.dtype == torch.float32
    assert (vectors[0] - vectors[1]).norm() > 1e-3
    torch.testing.assert_close(encoder(images[:1]), vectors[:1], rtol=1e-4, atol=1e-5)


@pytest.mark.parametrize("name", ["moco-resnet18", "small-cnn"])
def test_random_weights_depend_on_the_seed_only(name):
    torch.manual_seed(0)
    one = image_encoder(name, 13, 32, weights="random", seed=5)
    before = torch.get_rng_state()
    again = image_encoder(name, 13, 32, weights="random", seed=5)
    assert torch.equal(before, torch.get_rng_state())
    assert one.identity == again.identity
    assert one.identity != image_encoder(name, 13, 32, weights="random", seed=6).identity


@pytest.mark.parametrize("prefix", ["", "module.", "model.visual."])
def test_weights_are_read_from_a_file_with_any_prefix(resnet18, tmp_path, prefix):
    """torchgeo's file has no last layer. The official checkpoint has one, and other tensors."""
    state = {prefix + name: value for name, value in resnet18.backbone.state_dict().items()}
    state |= {prefix + "fc.weight": torch.zeros(256, 512), prefix + "fc.bias": torch.zeros(256)}
    content = state
    if prefix == "model.visual.":
        content = {"state_dict": state | {"model.logit_scale": torch.tensor(2.0)}, "hyper_parameters": {}}
    torch.save(content, tmp_path / "weights.pth")
    encoder = image_encoder("moco-resnet18", 13, 64, weights=tmp_path / "weights.pth")
    assert encoder.identity == resnet18.identity


def _without_a_layer(state):
    del state["layer4.1.conv2.weight"]


def _for_three_bands(state):
    state["conv1.weight"] = state["conv1.weight"][:, :3]


def _with_a_hole(state):
    state["bn1.bias"][3] = torch.nan


def _with_a_layer_more(state):
    state["layer5.weight"] = torch.zeros(3)


@pytest.mark.parametrize(
    ("damage", "sentence"),
    [
        (_without_a_layer, r"has no 'layer4\.1\.conv2\.weight'"),
        (_for_three_bands, r"'conv1\.weight' is \(64, 3, 7, 7\) there, and \(64, 13, 7, 7\) is needed"),
        (_with_a_hole, r"not numbers \('bn1\.bias'\)"),
        (_with_a_layer_more, r"also has 'layer5\.weight'"),
        (dict.clear, "holds no weights"),
    ],
)
def test_weights_that_do_not_fit_are_refused_by_the_name_of_the_layer(resnet18, tmp_path, damage, sentence):
    state = {name: value.clone() for name, value in resnet18.backbone.state_dict().items()}
    damage(state)
    torch.save(state, tmp_path / "weights.pth")
    with pytest.raises(SatclipError, match=f"weights.pth.*{sentence}"):
        image_encoder("moco-resnet18", 13, 64, weights=tmp_path / "weights.pth")


class Malicious:
    def __reduce__(self):
        return (os.system, ("touch pwned",))


def test_no_code_in_a_file_is_run(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    torch.save({"conv1.weight": Malicious()}, "weights.pth")
    (tmp_path / "noise.pth").write_bytes(b"\x80\x02 no pickle")
    (tmp_path / "cut.safetensors").write_bytes(b"\x10\0\0\0\0\0\0\0{")
    for file in ("weights.pth", "noise.pth", "cut.safetensors"):
        with pytest.raises(SatclipError, match=f"{file} holds no weights that can be read safely"):
            image_encoder("small-cnn", 3, 16, weights=file)
    with pytest.raises(SatclipError, match=r"no file .*nothing\.pth"):
        image_encoder("small-cnn", 3, 16, weights="nothing.pth")
    assert not (tmp_path / "pwned").exists()


@pytest.mark.parametrize(
    ("name", "bands", "pixels", "options", "sentence"),
    [
        ("moco-resnet18", 13, 64, {}, r"weights of moco-resnet18 are not here.*59bfdff9\.pth.*random ones"),
        ("moco-vit16", 3, 224, {"weights": "download"}, "13 bands of Sentinel-2, and the patches have 3"),
        ("resnet18", 13, 64, {}, "There are: random-convolutions, rcf, mosaiks, small-cnn"),
        ("small-cnn", 3, 600, {}, "1 to 512 pixels a side, not 600"),
        ("small-cnn", 0, 16, {}, "at least 1 band"),
        ("random-convolutions", 3, 16, {"weights": "w.pth"}, "take no weights"),
        ("random-convolutions", 5, 8, {"scales": 2}, "5 bands can't be those of 2 scales"),
        ("random-convolutions", 3, 1, {"filters": 0}, "2 x 2 pixels"),
    ],
)
def test_unavailable_image_encoders_are_reported(name, bands, pixels, options, sentence):
    with pytest.raises(SatclipError, match=sentence):
        image_encoder(name, bands, pixels, **options)


def test_without_timm_the_package_to_install_is_named(run_python):
    code = (
        "import sys; sys.modules['timm'] = None\n"
        "from satclip_backend.pretraining.image_encoders import image_encoder\n"
        "from satclip_backend.errors import SatclipError\n"
        "try: image_encoder('moco-resnet18', 13, 64, weights='random')\n"
        "except SatclipError as error: print(error)"
    )
    assert "needs timm" in (said := run_python(code))
    assert "pip install 'satclip-backend[pretrain]'" in said


@pytest.mark.parametrize(("bands", "pixels"), [(3, 16), (13, 9), (1, 4)])
def test_the_small_network_accepts_any_bands_and_pixels_and_learns(bands, pixels):
    """It learns to distinguish stripes from noise with the same standard deviation."""
    encoder = image_encoder("small-cnn", bands, pixels).requires_grad_(True).train()
    torch.manual_seed(0)
    head = torch.nn.Linear(encoder.width, 2)
    images = torch.randn(32, bands, pixels, pixels)
    images[::2] = images[::2, :, :, :1]
    kinds = torch.arange(32) % 2
    optimizer = torch.optim.AdamW([*encoder.parameters(), *head.parameters()], lr=1e-3)
    for _ in range(10):
        loss = torch.nn.functional.cross_entropy(head(encoder(images)), kinds)
        optimizer.zero_grad()
        loss.backward()
        assert all(parameter.grad is not None for parameter in encoder.parameters())
        optimizer.step()
    assert loss.item() < 0.2


def test_a_trained_small_network_is_saved_to_a_file(tmp_path):
    encoder = image_encoder("small-cnn", 3, 16, seed=4)
    torch.save(encoder.state_dict(), tmp_path / "mine.pth")
    assert image_encoder("small-cnn", 3, 16, weights=tmp_path / "mine.pth").identity == encoder.identity


def test_random_convolutions_are_fitted_once_and_repeatable():
    images = torch.rand(50, 3, 8, 8, generator=torch.Generator().manual_seed(0))
    encoder, again = (image_encoder("random-convolutions", 3, 8, filters=10) for _ in range(2))
    with pytest.raises(SatclipError, match="must be cut from imagery"):
        encoder(images)
    assert encoder.identity == again.identity
    for one in (encoder, again):
        one.fit(images, np.random.default_rng(0))
    vectors = encoder(images)
    assert vectors.shape == (50, encoder.width) == (50, 2 * 3 * 3 + 4 * 10)
    torch.testing.assert_close(vectors, again(images), rtol=0, atol=0)
    assert encoder.identity == again.identity
    encoder.fit(images.flip(0), np.random.default_rng(1))
    torch.testing.assert_close(encoder(images), vectors, rtol=0, atol=0)
    filters = encoder.filters[0]
    torch.testing.assert_close(filters.flatten(1).norm(dim=1), torch.ones(10))
    torch.testing.assert_close(
        filters[1::2].mean((2, 3)), torch.zeros(5, 3), rtol=0, atol=1e-6
    )  # edge filters only


def test_each_scale_of_random_convolutions_has_separate_filters():
    """Each scale is encoded separately: a change at one scale does not change the features of the other."""
    images = torch.rand(50, 6, 8, 8, generator=torch.Generator().manual_seed(0))
    encoder = image_encoder("random-convolutions", 6, 8, filters=10, scales=2)
    encoder.fit(images, np.random.default_rng(0))
    vectors = encoder(images)
    assert encoder.width == vectors.shape[1] == 2 * (2 * 3 * 3 + 4 * 10)
    changed = images.clone()
    changed[:, 3:] = 0.0
    finest, coarser = encoder(changed).sub(vectors).abs().amax(0).chunk(2)
    assert finest.max() == 0
    assert coarser[:18].min() > 0  # features of the windows


def test_windows_give_mean_and_standard_deviation_around_the_centre():
    """A bright square of 2 pixels in the centre of 8 pixels fills the smallest window."""
    images = torch.zeros(1, 1, 8, 8)
    images[:, :, 3:5, 3:5] = 1.0
    encoder = image_encoder("random-convolutions", 1, 8, filters=0)
    encoder.fit(images, np.random.default_rng(0))
    means = encoder(images)[0, ::2]
    torch.testing.assert_close(means, torch.tensor([1.0, 4 / 16, 4 / 64]))
