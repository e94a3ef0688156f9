"""Model cards: facts about data and training, warnings, and figures."""

import xml.etree.ElementTree as ElementTree
from dataclasses import replace

import pytest

from satclip_backend.encoders.metadata import LONGEST_CARD, EncoderMetadata
from satclip_backend.errors import SatclipError
from satclip_backend.pretraining.card import CardData, card_text, caution, write_card

METADATA = EncoderMetadata(
    "Alps",
    degree=40,
    basis="stable",
    capacity=512,
    dimension=256,
    hidden_layers=2,
    source="A mosaic",
    licence="CC-BY-4.0",
    training_extent=(5.9, 43.5, 16.6, 48.3),
)
DATA = CardData(
    5000, {"outside the imagery": 40}, {}, ("2004-01", "2004-07"), 16,
    {"minutes": None, "training": {"steps": 200, "objective": {"clip": 1.0}}}, "satclip-backend pretrain alps.tif",
)  # fmt: skip
LOG = [
    {"step": 100, "loss": 6.0, "held_out_loss": 6.1, "top1": 0.01, "top10": 0.1, "held_out_pairs": 500},
    {
        "step": 200,
        "loss": 4.0,
        "held_out_loss": 5.0,
        "top1": 0.05,
        "top10": 0.4,
        "held_out_pairs": 500,
        "epoch": 40.0,
    }
    | {"elapsed": 125.0, "probe_height": 0.62},
]


def test_a_card_describes_data_and_training():
    text = card_text(METADATA, DATA, LOG)
    for part in (
        "# Alps",
        "CC-BY-4.0",
        "| Dates | 2004-01 to 2004-07 |",
        "| Patches | 5,000 with 16 x 16 pixels |",
        "| Extent | 5.9° E to 16.6° E, 43.5° N to 48.3° N |",
        "| Excluded | 40 points: outside the imagery |",
        "200 steps, 40 epochs, 2.1 minutes",
        "| clip | 1.0 |",
        "| minutes | none |",
        "satclip-backend pretrain alps.tif",
        "| Loss | 6.1 | 5 |",
        "| Probe of height, R2 |  | 0.62 |",
        "is about 500 km",
    ):
        assert part in text
    assert "hardly better than chance" not in text
    assert "dates of the imagery are unknown" not in text


def test_a_card_warns_of_weaknesses():
    bands = replace(DATA, bands=("1", "2", "3"), point_count=300, skipped={"missing": 100})
    poor = [LOG[0] | {"top10": 0.021}]
    text = card_text(METADATA, bands, poor)
    for part in (
        "dates of the imagery are unknown",
        "25% of the points",
        "few points",
        "hardly better than chance",
    ):
        assert part in text


def test_a_card_is_shortened_to_the_limit_of_the_encoder_file():
    text = card_text(METADATA, replace(DATA, skipped={f"reason {i}": 1 for i in range(2000)}), LOG)
    assert len(text) == LONGEST_CARD - 1 or len(text) <= LONGEST_CARD
    kept = replace(METADATA, card=text)
    assert EncoderMetadata.from_json(kept.to_json()) == kept
    with pytest.raises(SatclipError, match="its card has 20,001 characters"):
        EncoderMetadata.from_json(replace(METADATA, card="x" * (LONGEST_CARD + 1)).to_json())


def test_an_insufficiently_trained_encoder_is_reported():
    assert caution({}, LOG) == caution({}, []) == ""
    assert caution({}, [{**LOG[0], "step": 1}]).startswith("It was trained for only 1 step: ")
    poor = {**LOG[-1], "top10": 0.01, "held_out_pairs": 1000}
    assert "hardly better than chance" in caution({}, [poor])
    assert caution({"training": {"keep": "best"}}, [*LOG, {**poor, "top1": 0.0}]) == ""


def test_the_curves_are_written_next_to_the_card(tmp_path):
    write_card("# Alps", LOG, tmp_path / "card.md", tmp_path / "card.svg")
    assert "](card.svg)" in (tmp_path / "card.md").read_text()
    root = ElementTree.parse(tmp_path / "card.svg").getroot()
    words = " ".join(text for node in root.iter() if (text := (node.text or "").strip()))
    for word in ("Loss", "held out", "Held-out retrieval", "top-10", "step"):
        assert word in words
    first = (tmp_path / "card.svg").read_bytes()
    write_card("# Alps", LOG, tmp_path / "card.md", tmp_path / "card.svg")
    assert (tmp_path / "card.svg").read_bytes() == first
    write_card("# None", [], tmp_path / "card.md", tmp_path / "card.svg")


def test_a_card_describes_the_selected_state():
    log = [
        *LOG,
        {**LOG[-1], "step": 300, "held_out_loss": 9.0, "top1": 0.02, "top10": 0.2, "probe_height": 0.3},
    ]
    last = card_text(METADATA, DATA, log)
    assert "| step 100 | step 300 |" in last.replace("|  |", "|")
    kept = replace(DATA, config={"training": {"steps": 300, "keep": "best"}})
    best = card_text(METADATA, kept, log)
    assert "step 200" in best
    assert "step 300" not in best
