"""Downloads from a server with the hub's protocol: complete, interrupted, resumed, refused, damaged, cancelled."""

import hashlib
import json
import re
import shutil
from collections import namedtuple
from dataclasses import replace
from pathlib import Path

import huggingface_hub
import numpy as np
import pytest
import torch

from satclip_backend.cli import main
from satclip_backend.encoders import hub, load_encoder
from satclip_backend.encoders.downloads import download_encoder
from satclip_backend.encoders.library import import_encoder, remove_encoder
from satclip_backend.encoders.registry import list_encoders
from satclip_backend.encoders.releases import RELEASES
from satclip_backend.errors import Cancelled, NotFoundError, SatclipError
from tests.backend.test_checkpoints import official
from tests.hub_server import COMMIT, free_port, serve


@pytest.fixture
def served(golden, monkeypatch):
    """Serve the ResNet18 L=10 release, whose file is the golden mini checkpoint. HF_ENDPOINT is its address."""
    source = RELEASES["satclip-resnet18-l10"].source
    with serve(source, (golden / "satclip-mini-l10.ckpt").read_bytes()) as server:
        for name in ("HTTP_PROXY", "http_proxy", "HF_TOKEN", "HF_HUB_OFFLINE"):
            monkeypatch.delenv(name, raising=False)
        monkeypatch.setenv("HF_ENDPOINT", server.url)
        monkeypatch.setenv("NO_PROXY", "127.0.0.1,127.0.0.2")
        monkeypatch.setattr(hub, "PAUSE", 0.01)
        huggingface_hub.close_session()
        yield server
    huggingface_hub.close_session()


def kept(home):
    """Return the encoders and partial files in the data folder."""
    encoders = [path.name for path in (home / "encoders").glob("*")] if (home / "encoders").exists() else []
    return encoders, list((home / "cache").rglob("*.ckpt"))


def blobs(server):
    return [headers.get("Range") for _, path, headers in server.requests if path == "/blob"]


def test_a_download_is_imported_with_its_origin(served, golden, satclip_home):
    seen = []
    info = download_encoder("satclip-resnet18-l10", lambda fraction, message: seen.append(fraction))
    assert info.metadata.source == f"microsoft/SatCLIP-ResNet18-L10@{COMMIT}/satclip-resnet18-l10.ckpt"
    assert info.metadata.source_sha256 == served.etag
    assert info.metadata.licence == "MIT"
    assert kept(satclip_home) == (["satclip-resnet18-l10.safetensors"], [])
    known = np.load(golden / "satclip-mini-l10.embeddings.npz")
    embeddings = load_encoder("satclip-resnet18-l10").encode(known["lonlat"], dtype="float64")
    assert np.abs(embeddings - known["embedding"]).max() < 1e-9
    assert seen == sorted(seen)
    assert len(seen) > 5
    # the file is requested from the commit that main pointed to before, even if main changes meanwhile
    assert [path.split("/")[4] for _, path, _ in served.requests if "resolve" in path] == ["main", COMMIT]


def test_a_broken_transfer_is_resumed(served):
    served.break_after = [200_000, 0, 100_000]
    download_encoder("satclip-resnet18-l10")
    first, *rest = blobs(served)
    starts = [int(re.fullmatch(r"bytes=(\d+)-", again)[1]) for again in rest]
    assert first is None
    assert len(rest) == 3
    assert 0 < starts[0] <= 200_000
    assert starts[0] == starts[1] < starts[2] <= 300_000


def test_an_abandoned_download_leaves_no_encoder_and_is_resumed_by_the_next(
    served, satclip_home, monkeypatch
):
    monkeypatch.setattr(hub, "RETRIES", 1)
    served.break_after = [200_000, 0, 0]
    with pytest.raises(SatclipError, match=r"can't be reached.*goes on from there"):
        download_encoder("satclip-resnet18-l10")
    assert kept(satclip_home)[0] == []
    assert 0 < kept(satclip_home)[1][0].stat().st_size <= 200_000
    served.requests.clear()
    served.break_after = []
    download_encoder("satclip-resnet18-l10")
    assert len(blobs(served)) == 1
    assert blobs(served)[0] is not None
    assert kept(satclip_home) == (["satclip-resnet18-l10.safetensors"], [])


def test_a_cancelled_download_leaves_no_encoder(served, satclip_home):
    def stop(fraction, message):
        if fraction > 0.3:
            raise Cancelled

    with pytest.raises(Cancelled):
        download_encoder("satclip-resnet18-l10", stop)
    assert kept(satclip_home)[0] == []
    download_encoder("satclip-resnet18-l10")
    assert kept(satclip_home) == (["satclip-resnet18-l10.safetensors"], [])


def test_a_damaged_file_is_deleted(served, satclip_home):
    served.etag = "0" * 64
    with pytest.raises(SatclipError, match="hash"):
        download_encoder("satclip-resnet18-l10")
    assert kept(satclip_home) == ([], [])


def test_a_file_that_is_not_a_checkpoint_is_refused(served, satclip_home):
    served.content = b"<html>Please log in to this network</html>" * 100
    served.etag = hashlib.sha256(served.content).hexdigest()
    with pytest.raises(SatclipError, match="not a checkpoint"):
        download_encoder("satclip-resnet18-l10")
    assert kept(satclip_home) == ([], [])


@pytest.mark.parametrize(
    ("status", "words"),
    [(401, "HF_TOKEN"), (403, "HF_TOKEN"), (404, "is not there"), (500, "500"), (418, "418")],
)
def test_hub_errors_are_reported(served, satclip_home, status, words):
    served.status = status
    with pytest.raises(SatclipError, match=words):
        download_encoder("satclip-resnet18-l10")
    assert kept(satclip_home) == ([], [])


def test_a_release_of_another_family_is_downloaded(served, golden, capsys):
    folder = golden.parent / "location_encoders"
    served.source = RELEASES["tte"].source
    served.content = (folder / "tte" / "model.safetensors").read_bytes()
    served.etag = hashlib.sha256(served.content).hexdigest()
    assert main(["encoders", "download", "tte"]) == 0
    assert "Copyright (c) 2026 Multimodal Vision Research Lab" in capsys.readouterr().out
    metadata = load_encoder("tte").metadata
    assert (metadata.family, metadata.name, metadata.licence) == ("tte", "TTE", "MIT")
    assert metadata.source == f"MVRL/TTE@{COMMIT}/model.safetensors"
    known = np.load(folder / "values.npz")
    embeddings = load_encoder("tte").encode(known["lonlat"], dtype="float64")
    assert np.abs(embeddings - known["tte"]).max() < 1e-13


def test_a_checkpoint_of_osmgraphclip_is_downloaded(served, tmp_path):
    torch.save(official(10, 512, 256, graph_out_chans=256), tmp_path / "file.ckpt")
    served.source = RELEASES["osmgraphclip-ms-l10"].source
    served.content = (tmp_path / "file.ckpt").read_bytes()
    served.etag = hashlib.sha256(served.content).hexdigest()
    metadata = download_encoder("osmgraphclip-ms-l10").metadata
    assert metadata.source == f"d-michail/osmgraphclip-ms-l10@{COMMIT}/osmgraphclip-ms-l10.ckpt"
    assert (metadata.description, metadata.degree) == ("Official OSMGraphCLIP checkpoint.", 10)
    assert "Dimitrios Michail" in metadata.card


def test_a_pinned_release_is_requested_by_its_commit(served, monkeypatch):
    served.source = RELEASES["satclip-vit16-l40"].source
    served.commit = served.source.revision
    info = download_encoder("satclip-vit16-l40")
    assert served.source.revision == "0ef2acc0b91d3c8cfdf4a0cc03207095989287ab"
    assert f"@{served.source.revision}/" in info.metadata.source
    assert not any("/main/" in path for _, path, _ in served.requests)


def test_a_server_that_returns_another_commit_is_refused(served, satclip_home):
    served.commit = "no commit"
    with pytest.raises(SatclipError, match="HF_ENDPOINT"):
        download_encoder("satclip-resnet18-l10")
    assert kept(satclip_home) == ([], [])


def test_a_missing_network_is_reported(served, monkeypatch):
    monkeypatch.setenv("HF_ENDPOINT", f"http://127.0.0.1:{free_port()}")
    with pytest.raises(SatclipError, match=r"can't be reached.*network"):
        download_encoder("satclip-resnet18-l10")


def test_a_proxy_is_used(served, monkeypatch):
    monkeypatch.setenv("HF_ENDPOINT", "http://hub.invalid")
    monkeypatch.setenv("HTTP_PROXY", served.url)
    monkeypatch.setenv("NO_PROXY", "")
    huggingface_hub.close_session()
    with pytest.raises(SatclipError, match="is not there"):  # the test's hub acts as the proxy: 404
        download_encoder("satclip-resnet18-l10")
    assert served.requests[0][1].startswith("http://hub.invalid/microsoft/")


def test_a_token_is_sent_to_the_hub_only(served, monkeypatch):
    monkeypatch.setenv("HF_TOKEN", "hf_secret")
    download_encoder("satclip-resnet18-l10")
    sent = {path: headers.get("authorization") for _, path, headers in served.requests}
    assert sent.pop("/blob") is None
    assert set(sent.values()) == {"Bearer hf_secret"}


def test_a_full_disk_is_reported_before_the_download(served, monkeypatch):
    usage = namedtuple("usage", "total used free")(10**9, 10**9 - 1000, 1000)
    monkeypatch.setattr(shutil, "disk_usage", lambda path: usage)
    with pytest.raises(SatclipError, match=r"needs .* in the folder .* where only 1 kB are free"):
        download_encoder("satclip-resnet18-l10")
    assert blobs(served) == []


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_disk_that_fills_up_is_reported(served, satclip_home):
    folder = satclip_home / "cache" / "downloads" / f"satclip-resnet18-l10-{COMMIT}"
    folder.mkdir(parents=True)
    (folder / "satclip-resnet18-l10.ckpt").symlink_to("/dev/full")
    with pytest.raises(SatclipError, match="no space left in the folder"):
        download_encoder("satclip-resnet18-l10")
    assert kept(satclip_home)[0] == []


def test_an_installed_encoder_is_not_downloaded_again(served, tiny_encoder_file):
    first = download_encoder("satclip-resnet18-l10")
    served.requests.clear()
    assert download_encoder("satclip-resnet18-l10").sha256 == first.sha256
    assert served.requests == []
    remove_encoder("satclip-resnet18-l10")
    import_encoder(tiny_encoder_file, "satclip-resnet18-l10")
    with pytest.raises(SatclipError, match="another encoder"):
        download_encoder("satclip-resnet18-l10")
    assert served.requests == []


def test_an_unknown_encoder_is_named():
    with pytest.raises(NotFoundError, match="satclip-vit16-l40"):
        download_encoder("satclip-vit32-l99")


def test_the_command_line_downloads(served, capsys):
    assert main(["encoders", "download", "satclip-resnet18-l10", "--json"]) == 0
    out, error = capsys.readouterr()
    assert json.loads(out)["licence"] == "MIT"
    assert "satclip-resnet18-l10" in [info.id for info in list_encoders()]
    assert "100%" in error
    assert main(["encoders", "remove", "satclip-resnet18-l10"]) == 0
    served.status = 404
    assert main(["encoders", "download", "satclip-resnet18-l10"]) == 1


@pytest.fixture
def served_backbone(monkeypatch, tmp_path):
    """Serve torchgeo's ResNet18, whose file contains random weights."""
    import torch

    from satclip_backend.pretraining.image_encoders import image_encoder, moco

    encoder = image_encoder("moco-resnet18", 13, 64, weights="random", seed=9)
    torch.save(encoder.backbone.state_dict(), tmp_path / "served.pth")
    content = (tmp_path / "served.pth").read_bytes()
    known = moco.BACKBONES["moco-resnet18"]
    digest = hashlib.sha256(content).hexdigest()
    monkeypatch.setitem(moco.BACKBONES, "moco-resnet18", replace(known, sha256=digest))
    with serve(known.source, content) as server:
        monkeypatch.setenv("HF_ENDPOINT", server.url)
        monkeypatch.setenv("NO_PROXY", "127.0.0.1,127.0.0.2")
        huggingface_hub.close_session()
        yield server, encoder
    huggingface_hub.close_session()


def test_an_image_encoder_is_downloaded_once(served_backbone, satclip_home):
    from satclip_backend.pretraining.image_encoders import image_encoder

    server, encoder = served_backbone
    got = image_encoder("moco-resnet18", 13, 64, weights="download")
    assert got.identity == encoder.identity
    assert f"/resolve/{server.source.revision}/" in server.requests[0][1]
    server.requests.clear()
    for weights in ("download", None):
        assert image_encoder("moco-resnet18", 13, 64, weights=weights).identity == encoder.identity
    assert not server.requests
    assert [path.name for path in (satclip_home / "image-encoders").iterdir()] == [server.source.file]
    assert not list((satclip_home / "cache").rglob("*.pth"))


def test_an_image_encoder_with_another_hash_is_refused(served_backbone, satclip_home):
    from satclip_backend.pretraining.image_encoders import image_encoder

    server, _ = served_backbone
    server.content = server.content[:-1] + b"x"
    server.etag = hashlib.sha256(server.content).hexdigest()
    with pytest.raises(SatclipError, match="another file than the one that is known"):
        image_encoder("moco-resnet18", 13, 64, weights="download")
    assert not list((satclip_home / "image-encoders").iterdir())
