"""Catalogue of the published encoders that can be downloaded: source, hash, licence, training data, known limits.

`downloads` downloads and imports them. A further encoder needs an entry only, if its family can read its file.
"""

from __future__ import annotations

from dataclasses import dataclass

from satclip_backend.translation import gettext_lazy as _


@dataclass(frozen=True)
class HubSource:
    """A file on the Hugging Face Hub. `revision` is a fixed commit, or None for the newest."""

    repository: str
    file: str
    revision: str | None = None

    @property
    def name(self) -> str:
        """Name for users."""
        return f"Hugging Face Hub: {self.repository}"

    @property
    def page(self) -> str:
        """URL of the page with the model card and the licence."""
        return f"https://huggingface.co/{self.repository}"

    def is_named_by(self, source: str) -> bool:
        """Return whether the `source` in the metadata of an encoder names this file, in any revision."""
        return source.startswith(f"{self.repository}@") and source.endswith(f"/{self.file}")


@dataclass(frozen=True)
class PackageSource:
    """A file in a wheel on PyPI, or on the mirror that pip is configured for.

    Attributes
    ----------
    package, version : str
        Name and release of the package. The wheel is one for all systems (`py3-none-any`).
    file : str
        Path of the file in the wheel.
    sha256 : str
        Hash of the wheel.
    bytes : int
        Size of the wheel.
    """

    package: str
    version: str
    file: str
    sha256: str
    bytes: int

    @property
    def name(self) -> str:
        """Name for users, and the source in the metadata of an imported encoder."""
        return f"PyPI: {self.package} {self.version}"

    @property
    def page(self) -> str:
        """URL of the page with the description and the licence."""
        return f"https://pypi.org/project/{self.package}/{self.version}/"

    @property
    def wheel(self) -> str:
        """File name of the wheel."""
        return f"{self.package}-{self.version}-py3-none-any.whl"

    def is_named_by(self, source: str) -> bool:
        """Return whether the `source` in the metadata of an encoder names this file."""
        return source == self.name


@dataclass(frozen=True)
class EncoderRelease:
    """A published encoder.

    Attributes
    ----------
    id : str
        Id of the installed encoder.
    title, publisher : str
        Name of the encoder, and who released it.
    family : str
        Family of its network.
    source : HubSource or PackageSource
        Where its file is.
    dimension : int
        Numbers in an embedding.
    degree : int or None
        Degree L of the spherical harmonics; None without harmonics.
    licence, copyright : str
        SPDX identifier of the licence of the weights, and the copyright line of the licence.
    training_data : str
        What it was trained on: number and kind of images, their bands.
    limits : str
        Known limits, for users.
    citation : str
        The publication to cite.
    sha256 : str
        Hash of the file with the weights, "" if it is not pinned.
    """

    id: str
    title: str
    publisher: str
    family: str
    source: HubSource | PackageSource
    dimension: int
    licence: str
    copyright: str
    training_data: str
    limits: str
    citation: str
    degree: int | None = None
    sha256: str = ""

    @property
    def card(self) -> str:
        """Model card in Markdown, in English, with the licence that has to accompany the weights."""
        return (
            f"# {self.title}\n\n"
            f"**Trained on:** {self.training_data}.\n\n"
            f"**Known limits:** {self.limits}\n\n"
            f"**Citation:** {self.citation}\n\n"
            f"**Source:** {self.source.name}, <{self.source.page}>\n\n"
            f"## Licence\n\n{LICENCES[self.licence].format(copyright=self.copyright)}"
        )


LICENCES = {
    "MIT": """MIT License

{copyright}

Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated \
documentation files (the "Software"), to deal in the Software without restriction, including without limitation the \
rights to use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit \
persons to whom the Software is furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial portions of the \
Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE \
WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR \
COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR \
OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.
"""
}
"""Texts of licences that have to accompany the weights, by SPDX identifier."""


def _satclip(image_encoder: str, degree: int, revision: str | None = None) -> EncoderRelease:
    id = f"satclip-{image_encoder.lower()}-l{degree}"
    return EncoderRelease(
        id,
        title=f"SatCLIP {image_encoder} L{degree}",
        publisher="Microsoft",
        family="satclip",
        source=HubSource(f"microsoft/SatCLIP-{image_encoder}-L{degree}", f"{id}.ckpt", revision),
        dimension=256,
        degree=degree,
        licence="MIT",
        copyright="Copyright (c) Microsoft Corporation.",
        training_data=_("S2-100K: 100,000 multispectral Sentinel-2 images of land (Klemmer et al. 2025)"),
        limits=_("It has seen images of land only, so its embeddings at sea have no meaning.")
        if degree == 10
        else _(
            "It has seen images of land only, so its embeddings at sea have no meaning. Above 60 degrees of latitude, "
            "rounding errors in the published harmonics show as noise."
        ),
        citation="Klemmer, Rolf, Robinson, Mackey and Rußwurm (2025): SatCLIP: Global, General-Purpose Location "
        "Embeddings with Satellite Imagery. AAAI 39(4). https://doi.org/10.1609/aaai.v39i4.32457",
    )


def _osmgraphclip(variant: str, degree: int) -> EncoderRelease:
    id = f"osmgraphclip-{variant.lower()}-l{degree}"
    return EncoderRelease(
        id,
        title=f"OSMGraphCLIP {variant} L{degree}",
        publisher="Michail, Saka, Giannopoulos and Papoutsis",
        family="satclip",
        source=HubSource(f"d-michail/{id}", f"{id}.ckpt"),
        dimension=256,
        degree=degree,
        licence="MIT",
        copyright="Copyright (c) 2026 Dimitrios Michail",
        training_data=_(
            "graphs of the OpenStreetMap features around about 200,000 locations, no images (Michail et al. 2026)"
        ),
        limits=_(
            "It knows what OpenStreetMap has mapped: less in some countries than in others, and nearly nothing at sea."
        )
        if degree == 10
        else _(
            "It knows what OpenStreetMap has mapped: less in some countries than in others, and nearly nothing at sea. "
            "Above 60 degrees of latitude, rounding errors in the published harmonics show as noise."
        ),
        citation="Michail, Saka, Giannopoulos and Papoutsis (2026): OSMGraphCLIP: Learning Global Location "
        "Representations from OpenStreetMap Graphs. https://arxiv.org/abs/2606.08046",
    )


RELEASES = {
    release.id: release
    for release in (
        _satclip("ResNet18", 10),
        _satclip("ResNet18", 40),
        _satclip("ResNet50", 10),
        _satclip("ResNet50", 40),
        _satclip("ViT16", 10),
        _satclip("ViT16", 40, "0ef2acc0b91d3c8cfdf4a0cc03207095989287ab"),
        EncoderRelease(
            "geoclip",
            title="GeoCLIP",
            publisher="Vivanco Cepeda, Nayak and Shah",
            family="geoclip",
            source=PackageSource(
                "geoclip",
                "1.3.0",
                file="geoclip/model/weights/location_encoder_weights.pth",
                sha256="08a93791166a279d52b95c466a952c75f17f654cc61bdf6ab20355325b564dec",
                bytes=40_292_198,
            ),
            dimension=512,
            licence="MIT",
            copyright="Copyright (c) 2024 Vicente Vivanco",
            training_data=_(
                "MP-16: 4.7 million geotagged photographs from Flickr (RGB), whose CLIP embeddings it matches "
                "(Vivanco Cepeda et al. 2023)"
            ),
            limits=_(
                "It knows what photographs show, mostly where people live and travel: away from these places, and at "
                "sea, its embeddings mean little. Embeddings differ on both sides of 180 degrees of longitude."
            ),
            citation="Vivanco Cepeda, Nayak and Shah (2023): GeoCLIP: Clip-Inspired Alignment between Locations and "
            "Images for Effective Worldwide Geo-localization. NeurIPS 36. https://arxiv.org/abs/2309.16020",
            sha256="94b80ae3af89fca78539e129dd2929d321247f5ceeeb0a31bc2c31041a253394",
        ),
        EncoderRelease(
            "tte",
            title="TTE",
            publisher="Cher, Iqbal, Xing, Wei and Jacobs",
            family="tte",
            source=HubSource("MVRL/TTE", "model.safetensors"),
            dimension=512,
            licence="MIT",
            copyright="Copyright (c) 2026 Multimodal Vision Research Lab @ WashU",
            training_data=_("S2-100K: 100,000 multispectral Sentinel-2 images of land (Cher et al. 2026)"),
            limits=_("It has seen images of land only, so its embeddings at sea have no meaning."),
            citation="Cher, Iqbal, Xing, Wei and Jacobs (2026): Tessellating the Earth: Learnable Spherical Voronoi "
            "Partitions for Location Encoding. ECCV. https://arxiv.org/abs/2606.27514",
        ),
        _osmgraphclip("MS", 10),
        _osmgraphclip("MS", 40),
        _osmgraphclip("A", 10),
        _osmgraphclip("A", 40),
    )
}
"""The published encoders by id."""
