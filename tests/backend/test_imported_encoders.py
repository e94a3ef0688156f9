"""Published files of each family, end to end on the command line: import, embed, map, fit, predict, compare."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
import rasterio
import torch

from satclip_backend.cli import main
from satclip_backend.encoders import load_encoder
from tests.backend.test_checkpoints import official

DATA = Path(__file__).parents[1] / "data" / "location_encoders"
FILES = {
    "sinr": ("sinr.pt", "sinr", 8),
    "le-sinr": ("le-sinr.pt", "sinr", 8),
    "tte": ("tte", "tte", 10),
    "tte-file": ("tte/model.safetensors", "tte", 10),
    "taxabind": ("taxabind", "geoclip", 12),
    "osmgraphclip": ("", "satclip", 8),
}
"""Published file of each encoder here, its family and its dimension."""


@pytest.fixture
def cli(tmp_path, monkeypatch):
    """Return a function that runs a command in a folder with a table, and a function that imports an encoder."""
    monkeypatch.chdir(tmp_path)
    rng = np.random.default_rng(0)
    table = pd.DataFrame({"lon": rng.uniform(-20, 40, 90), "lat": rng.uniform(-30, 60, 90)})
    table["heat"] = 30 - 0.4 * table["lat"].abs() + rng.normal(0, 1, 90)
    table.to_csv("stations.csv", index=False)

    def cli(*words):
        return main([str(word) for word in words])

    def install(name):
        file = DATA / FILES[name][0]
        if name == "osmgraphclip":
            file = tmp_path / "osmgraphclip.ckpt"
            torch.save(official(5, 16, 8, graph_out_chans=256, band_encoder_d_model=256), file)
        assert cli("encoders", "import", file, "--name", name) == 0
        return load_encoder(name, device="cpu")

    return cli, install


@pytest.mark.parametrize("name", sorted(FILES))
def test_a_published_file_is_imported_and_used(cli, capsys, name):
    cli, install = cli
    encoder = install(name)
    _file, family, dimension = FILES[name]
    assert family in capsys.readouterr().out
    assert (encoder.metadata.family, encoder.dimension, encoder.metadata.origin) == (
        family,
        dimension,
        "imported",
    )

    assert cli("embed", "stations.csv", "--encoder", name, "-o", "embedded.csv") == 0
    table = pd.read_csv("embedded.csv")
    values = table.filter(regex=r"^emb_\d+$").to_numpy()
    np.testing.assert_allclose(values, encoder.encode(table[["lon", "lat"]].to_numpy()), atol=1e-5)
    assert values.std(axis=0).max() > 1e-3

    words = ("--extent", -10, 35, 30, 60, "--pixel-size", 1, "--exact")
    assert cli("map", "--encoder", name, "-o", "map.tif", *words) == 0
    with rasterio.open("map.tif") as raster:
        bands, (lon, lat) = raster.read(), raster.xy(7, 20)
    expected = encoder.encode([[lon, lat]], head=encoder.pca.first(len(bands)).head().exact())[0]
    np.testing.assert_allclose(bands[:, 7, 20], expected, atol=1e-3 * np.sqrt(encoder.pca.variance[0]))

    words = ("--target", "heat", "--encoder", name, "--estimator", "linear", "--fold-count", 3)
    assert cli("fit", "stations.csv", *words, "-o", "model.satclip") == 0
    assert cli("predict", "model.satclip", "stations.csv", "-o", "predicted.csv") == 0
    assert np.isfinite(pd.read_csv("predicted.csv").filter(like="heat").to_numpy(dtype=float)).all()


def test_published_encoders_are_compared(cli, capsys):
    cli, install = cli
    for name in ("sinr", "tte", "taxabind", "osmgraphclip"):
        install(name)
    capsys.readouterr()
    words = ("--target", "heat", "--encoder", "sinr", "tte", "taxabind", "osmgraphclip", "--fold-count", 3)
    assert cli("compare", "stations.csv", *words) == 0
    out = capsys.readouterr().out
    for name in ("sinr", "tte", "taxabind", "osmgraphclip", "all encoders together"):
        assert f"  {name}\n" in out


def test_an_imported_encoder_can_be_exported_and_read_again(cli):
    cli, install = cli
    encoder = install("tte")
    assert cli("encoders", "export", "tte", "copy.safetensors") == 0
    again = load_encoder(Path("copy.safetensors"), device="cpu")
    assert again.weights_sha256 == encoder.weights_sha256
    assert again.metadata.config == encoder.metadata.config


def test_an_encoder_is_exported_to_files_of_known_formats_only(cli, capsys):
    cli, install = cli
    install("tte")
    capsys.readouterr()
    assert cli("encoders", "export", "tte", "copy.pt") == 1
    assert "ends in .safetensors, .onnx, .ckpt, not to copy.pt" in capsys.readouterr().err
    assert not Path("copy.pt").exists()
