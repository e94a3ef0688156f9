"""Encoders over HTTP: described, downloaded, imported, exported and deleted; nothing that a client sends opens more."""

from __future__ import annotations

import json
import time

import numpy as np
import pytest

from satclip_backend.encoders.library import import_encoder
from satclip_backend.encoders.metadata import EncoderMetadata
from satclip_backend.encoders.releases import RELEASES
from satclip_backend.processes import import_encoder as import_process

RELEASE = RELEASES["satclip-resnet18-l10"]


@pytest.fixture(scope="module")
def before(server):
    """The encoders that are there before these tests."""
    return ids(server)


def run(server, process, **inputs):
    """Run a process; returns the last status of its job."""
    reply = server.request("POST", f"/processes/{process}/execution", {"inputs": inputs})
    assert reply.status == 201, reply.body
    return server.finished(reply.json["jobID"])


def send(server, data):
    return server.request("POST", "/uploads", data).json["id"]


def ids(server):
    return [encoder["id"] for encoder in server.request("GET", "/encoders").json["encoders"]]


def about(server, encoder):
    return server.request("GET", f"/encoders/{encoder}").json


def test_releases_are_listed_with_licence_and_size(server, hub):
    hub.requests.clear()
    listed = server.request("GET", "/releases").json["releases"]
    assert [release["id"] for release in listed] == list(RELEASES)
    assert {release["licence"] for release in listed} == {"MIT"}
    assert [release["degree"] for release in listed] == [10, 40] * 3 + [None] * 2 + [10, 40] * 2
    geoclip = next(release for release in listed if release["id"] == "geoclip")
    assert geoclip["source"] == "PyPI: geoclip 1.3.0"
    assert "photographs" in geoclip["training_data"]
    assert "sea" in geoclip["limits"]
    assert not any(release["installed"] for release in listed)
    assert not hub.requests  # the list asks nobody
    details = server.request("GET", f"/releases/{RELEASE.id}").json
    assert details == {**listed[0], "bytes": len(hub.content)}
    asked = len(hub.requests)
    assert server.request("GET", "/releases/geoclip").json == {**geoclip, "bytes": 40_292_198}
    assert len(hub.requests) == asked
    assert "satclip-vit16-l40" in server.request("GET", "/releases/other").refused(404)


def test_a_release_is_downloaded_by_its_id_and_deleted(server, before, hub, golden):
    hub.pause = 0.2
    job = server.request(
        "POST", "/processes/download_encoder/execution", {"inputs": {"id": RELEASE.id}}
    ).json["jobID"]
    began = time.monotonic()
    while server.request("GET", f"/jobs/{job}").json["progress"] < 10:
        assert time.monotonic() - began < 60
        time.sleep(0.02)
    began = time.monotonic()
    assert server.request("DELETE", f"/jobs/{job}").json["status"] == "dismissed"
    while not server.request("GET", f"/jobs/{job}").json.get("finished"):
        time.sleep(0.02)
    assert time.monotonic() - began < 10
    assert ids(server) == before

    hub.pause = 0
    assert run(server, "download_encoder", id=RELEASE.id)["status"] == "successful"
    assert "Range" in hub.requests[-1][2]  # it went on from where the stopped one was
    found = about(server, RELEASE.id)
    assert (found["origin"], found["licence"]) == ("downloaded", "MIT")
    assert "Copyright (c) Microsoft" in found["card"]
    known = np.load(golden / "satclip-mini-l10.embeddings.npz")
    embeddings = server.embed(known["lonlat"], RELEASE.id, "?dtype=float64").array
    assert np.abs(embeddings - known["embedding"]).max() < 1e-9
    assert server.request("GET", "/releases").json["releases"][0]["installed"]

    assert server.request("DELETE", f"/encoders/{RELEASE.id}").status == 200
    assert ids(server) == before
    server.request("DELETE", f"/encoders/{RELEASE.id}").refused(404)
    assert not server.request("GET", "/releases").json["releases"][0]["installed"]


def test_no_client_chooses_what_is_downloaded(server, hub):
    hub.requests.clear()
    for inputs in ({"id": "https://example.org/x.ckpt"}, {"id": RELEASE.id, "url": hub.url}, {}):
        reply = server.request("POST", "/processes/download_encoder/execution", {"inputs": inputs})
        assert "Input 'id'" in reply.refused(400) or "Input 'url'" in reply.refused(400)
    assert not hub.requests


def test_an_error_of_the_hub_is_a_sentence(server, hub):
    hub.status = 404
    try:
        assert "is not there" in server.request("GET", f"/releases/{RELEASE.id}").refused(400)
        status = run(server, "download_encoder", id=RELEASE.id)
    finally:
        hub.status = None
    assert status["status"] == "failed"
    assert "is not there" in status["message"]


def test_an_exported_encoder_can_be_imported_with_its_card(server, tiny_encoder_file, tmp_path):
    import torch  # noqa: F401, as load_encoder does

    from satclip_backend.encoders import load_encoder
    from satclip_backend.encoders.files import write_encoder

    encoder = load_encoder(tiny_encoder_file)
    metadata = json.loads(encoder.metadata.to_json()) | {"card": "# Mine\n\nA *card*.", "caution": "Careful."}
    mine = tmp_path / "mine.safetensors"
    write_encoder(mine, encoder.network, EncoderMetadata.from_json(json.dumps(metadata)), encoder.pca)
    status = run(
        server,
        "import_encoder",
        file=send(server, mine.read_bytes()),
        file_name="My encoder (1).SAFETENSORS",
    )
    assert status["status"] == "successful", status
    found = about(server, "my-encoder-1")
    assert (found["name"], found["origin"], found["caution"]) == ("Tiny", "imported", "Careful.")
    assert found["card"] == "# Mine\n\nA *card*."
    assert "card" not in server.request("GET", "/encoders").json["encoders"][1]

    reply = server.request("GET", "/encoders/my-encoder-1/file")
    assert reply.status == 200
    assert len(reply.body) == found["bytes"]
    assert 'filename="my-encoder-1.safetensors"' in reply.headers["Content-Disposition"]
    exported = tmp_path / "exported.safetensors"
    exported.write_bytes(reply.body)
    assert import_encoder(exported, "again").sha256 == found["sha256"]
    assert server.request("DELETE", "/encoders/my-encoder-1").status == 200


def test_a_checkpoint_is_imported_under_a_name(server, before, golden):
    data = (golden / "satclip-mini-l10.ckpt").read_bytes()
    status = run(server, "import_encoder", file=send(server, data), file_name="mini.ckpt", name="mine")
    assert status["status"] == "successful", status
    found = about(server, "mine")
    assert (found["name"], found["source"], found["degree"]) == ("mini", "mini.ckpt", 10)
    reply = run(server, "import_encoder", file=send(server, data[:-100]), file_name="x.ckpt")
    assert reply["status"] == "failed"
    assert "x.ckpt is not a checkpoint" in reply["message"]
    assert ids(server) == sorted([*before, "mine"])
    server.request("DELETE", "/encoders/mine")


@pytest.mark.parametrize(
    "inputs",
    [
        {"file": "0" * 32, "file_name": "../../x.ckpt"},
        {"file": "/etc/passwd", "file_name": "x.ckpt"},
        {"file_name": "x.ckpt"},
    ],
)
def test_an_import_is_of_an_uploaded_file_only(server, inputs):
    server.request("POST", "/processes/import_encoder/execution", {"inputs": inputs}).refused(400)


@pytest.mark.parametrize("name", ["../up", "x" * 101])
def test_no_name_leaves_the_folder(server, before, tiny_encoder_file, name):
    data = tiny_encoder_file.read_bytes()
    inputs = {"file": send(server, data), "file_name": "tiny.safetensors", "name": name}
    reply = server.request("POST", "/processes/import_encoder/execution", {"inputs": inputs})
    if reply.status == 201:
        assert server.finished(reply.json["jobID"])["status"] == "failed"
    assert ids(server) == before


@pytest.mark.parametrize("encoder", ["..%2Frun%2Fserver", "%2Fetc%2Fpasswd", "none", "tiny.safetensors"])
def test_only_installed_encoders_are_sent_or_deleted(server, encoder):
    server.request("GET", f"/encoders/{encoder}/file").refused(404)
    server.request("DELETE", f"/encoders/{encoder}").refused(404)
    assert (server.home / "run" / "server.json").exists()


def test_the_bundled_encoder_stays(server):
    assert "part of the program" in server.request("DELETE", "/encoders/bundled").refused(400)
    assert about(server, "bundled")["origin"] == "bundled"
    assert about(server, "bundled")["card"]


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("satclip-vit16-l40.ckpt", "satclip-vit16-l40.ckpt"),
        ("My encoder (1).SAFETENSORS", "My-encoder-1-.safetensors"),
        ("..", "encoder"),
        (".ckpt", "ckpt"),
        ("no ending", "no-ending"),
        ("x. y z" * 40, "x.-y-zx.-y-zx.-y-zx.-y-zx.-y-zx.-y-zx.-y-zx.-y-zx.-y-zx.-y-z.yz"),
    ],
)
def test_an_imported_file_keeps_a_safe_name(tmp_path, name, kept):
    (tmp_path / "sent").write_bytes(b"x")
    (tmp_path / "job").mkdir()
    file = import_process.named(tmp_path / "sent", name, tmp_path / "job")
    assert file == tmp_path / "job" / kept
    assert file.read_bytes() == b"x"
