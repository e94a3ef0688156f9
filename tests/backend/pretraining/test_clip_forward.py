"""From images and points to the loss and its gradients, compared with a complete model of the official code."""

from pathlib import Path

import numpy as np
import pytest
import torch

from satclip_backend.encoders.published import read_published as read_checkpoint
from satclip_backend.pretraining.image_encoders.moco import import_timm
from satclip_backend.pretraining.image_encoders.weights import read_weights
from satclip_backend.pretraining.losses import clip_logits, clip_loss

DATA = Path(__file__).parents[2] / "data"
CHECKPOINT = DATA / "golden" / "satclip-mini-l10.ckpt"


@pytest.fixture(scope="module")
def official():
    with np.load(DATA / "clip" / "forward_mini_l10.npz") as arrays:
        return {name: torch.from_numpy(np.asarray(array)) for name, array in arrays.items()}


@pytest.fixture
def vit():
    """Return the checkpoint's vision transformer. Its architecture is CLIP's, which has other names in timm."""
    import_timm()
    from timm.layers import get_act_layer
    from timm.models.vision_transformer import VisionTransformer, checkpoint_filter_fn

    network = VisionTransformer(
        img_size=32,
        patch_size=8,
        in_chans=13,
        num_classes=32,
        embed_dim=64,
        depth=1,
        num_heads=1,
        pre_norm=True,
        norm_layer=torch.nn.LayerNorm,
        act_layer=get_act_layer("quick_gelu"),
    )
    weights = {f"visual.{name}": value for name, value in read_weights(CHECKPOINT).items()}
    network.load_state_dict(checkpoint_filter_fn(weights, network))
    return network.eval()


def test_images_and_points_give_the_official_loss_and_gradients(official, vit):
    network, _ = read_checkpoint(CHECKPOINT)
    network.requires_grad_(True)
    scale = official["logit_scale"].clone().requires_grad_()
    images = vit(official["image"])
    locations = network(official["lonlat_float32"].double())
    torch.testing.assert_close(images.detach(), official["image_features"], rtol=0, atol=1e-5)
    torch.testing.assert_close(locations.detach(), official["location_features_float64"], rtol=0, atol=1e-9)
    logits = clip_logits(images, locations, scale)
    torch.testing.assert_close(logits.detach(), official["logits_per_image"], rtol=0, atol=1e-5)
    torch.testing.assert_close(logits.detach().T, official["logits_per_location"], rtol=0, atol=1e-5)
    loss = clip_loss(images, locations, scale)
    assert loss.item() == pytest.approx(official["loss"].item(), abs=1e-5)
    loss.backward()
    gradients = {
        "logit_scale": scale.grad,
        "visual__proj": vit.head.weight.grad.T,
        "nnet__layers__0__weight": network.layers[0].weight.grad,
        "nnet__last_layer__bias": network.last_layer.bias.grad,
    }
    for name, gradient in gradients.items():
        torch.testing.assert_close(gradient, official[f"grad__{name}"], rtol=0, atol=1e-5, msg=name)
