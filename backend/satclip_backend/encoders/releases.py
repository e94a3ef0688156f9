"""The encoders that Microsoft released on the Hugging Face Hub. `hub` downloads them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Release:
    """A file on the hub. `revision` is a fixed commit, or None for the newest."""

    id: str
    repository: str
    file: str
    revision: str | None = None


@dataclass(frozen=True)
class EncoderRelease(Release):
    """A released encoder: its name, degree L, dimension, licence and training data."""

    title: str = ""
    degree: int = 0
    dimension: int = 256
    licence: str = "MIT"
    training_data: str = "S2-100K: 100,000 multispectral Sentinel-2 images of land (Klemmer et al. 2025)"

    @property
    def page(self) -> str:
        """URL of the model card and the licence."""
        return f"https://huggingface.co/{self.repository}"

    def is_source_of(self, source: str) -> bool:
        """Return whether the `source` in the metadata of an encoder names this release."""
        return source.startswith(f"{self.repository}@")


def _release(image_encoder: str, degree: int, revision: str | None = None) -> EncoderRelease:
    id = f"satclip-{image_encoder.lower()}-l{degree}"
    return EncoderRelease(
        id,
        f"microsoft/SatCLIP-{image_encoder}-L{degree}",
        f"{id}.ckpt",
        revision,
        title=f"SatCLIP {image_encoder} L{degree}",
        degree=degree,
    )


RELEASES = {
    release.id: release
    for release in (
        _release("ResNet18", 10),
        _release("ResNet18", 40),
        _release("ResNet50", 10),
        _release("ResNet50", 40),
        _release("ViT16", 10),
        _release("ViT16", 40, "0ef2acc0b91d3c8cfdf4a0cc03207095989287ab"),
    )
}
"""The released encoders by id."""
