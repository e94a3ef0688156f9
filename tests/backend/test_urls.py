"""Addresses from which images may be requested. Servers can't redirect to others."""

from __future__ import annotations

import re
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from satclip_backend.errors import SatclipError
from satclip_backend.pretraining.images.rasters import open_imagery
from satclip_backend.rasters import urls
from satclip_backend.rasters.opening import open_image
from satclip_backend.rasters.remote import RemoteFile

UTM = Path(__file__).parents[1] / "data" / "imagery" / "utm33n.tif"


@contextmanager
def serving(answer):
    """Run a server that calls `answer(handler, begin, end)` for each GET. Yield its address and its requests."""
    asked = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append(self.path)
            wanted = re.fullmatch(r"bytes=(\d+)-(\d+)", self.headers["Range"])
            answer(self, int(wanted[1]), int(wanted[2]) + 1)

        def log_message(self, *args):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}", asked
    finally:
        server.shutdown()
        server.server_close()


def send(handler, status, body=b"", **headers):
    handler.send_response(status)
    for name, value in {"Content_Length": len(body), **headers}.items():
        handler.send_header(name.replace("_", "-"), str(value))
    handler.end_headers()
    handler.wfile.write(body)


def part_of(content, **headers):
    """Return a function that answers with the requested range of `content`."""

    def answer(handler, begin, end):
        body = content[begin:end]
        send(
            handler,
            206,
            body,
            Content_Range=f"bytes {begin}-{begin + len(body) - 1}/{len(content)}",
            **headers,
        )

    return answer


@pytest.mark.parametrize(
    "url",
    [
        "ftp://example.org/a.tif",
        "file:///etc/passwd",
        "http:///a.tif",
        "http://user:secret@example.org/a.tif",
        "http://example.org:99999/a.tif",
        "http://example.org/a b.tif",
        "http://example.org/a.tif\r\nHost: x",
        "http://example.org\\@127.0.0.1/a.tif",
        "http://[::1/a.tif",
        "http://example.org/" + "a" * 5000,
    ],
)
def test_other_addresses_are_refused_before_any_request(url):
    with pytest.raises(SatclipError, match="address") as told:
        urls.checked(url)
    assert "secret" not in str(told.value)


@pytest.mark.parametrize(
    "address",
    [
        *("127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0"),
        *("224.0.0.1", "240.0.0.1", "255.255.255.255", "::1", "::", "fe80::1%eth0", "fc00::1", "ff02::1"),
        *("::ffff:127.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::", "2001:db8::1"),
    ],
)
def test_non_public_addresses_are_recognised(address):
    assert not urls.is_public(address)


@pytest.mark.parametrize("address", ["93.184.216.34", "2606:2800:220:1::1", "::ffff:93.184.216.34"])
def test_internet_addresses_are_public(address):
    assert urls.is_public(address)


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "localhost", "2130706433", "0x7f.1", "[::1]", "[::ffff:127.0.0.1]"]
)
def test_a_shared_server_requests_nothing_from_its_own_network(monkeypatch, host):
    monkeypatch.setenv("SATCLIP_PRIVATE_URLS", "refused")
    with serving(part_of(UTM.read_bytes())) as (address, asked):
        with pytest.raises(SatclipError, match=r"of the server's own network|there is no host"):
            open_imagery([f"http://{host}:{address.rpartition(':')[2]}/a.tif"])
        assert not asked


def test_dns_rebinding_has_no_effect(monkeypatch):
    """A name resolves to a public address when it is checked and to this computer later: the checked one is used."""
    answers = iter(["93.184.216.34", "127.0.0.1"])
    connected = []
    monkeypatch.setenv("SATCLIP_PRIVATE_URLS", "refused")
    monkeypatch.setattr(
        urls.socket,
        "getaddrinfo",
        lambda host, port, **_: [(2, 1, 6, "", (next(answers, "127.0.0.1"), port))],
    )

    def connect(self, host, *rest):
        connected.append(host)
        raise urls.httpcore.ConnectError("nobody there")

    monkeypatch.setattr(urls.httpcore.SyncBackend, "connect_tcp", connect)
    with pytest.raises(SatclipError, match="own network"):
        RemoteFile("http://example.org/rebound.tif")
    assert connected == ["93.184.216.34"]


def test_redirects_are_followed_to_allowed_addresses_only(monkeypatch):
    with serving(part_of(UTM.read_bytes(), ETag='"1"')) as (there, asked):

        def sent_on(handler, *_):
            targets = {
                "/good.tif": f"{there}/there.tif?signed",
                "/ftp.tif": "ftp://127.0.0.1/a.tif",
                "/file.tif": "file:///etc/passwd",
                "/round.tif": "/round.tif",
                "/nowhere.tif": "",
            }
            send(handler, 302, Location=targets[handler.path])

        with serving(sent_on) as (address, hops):
            with open_image(f"{address}/good.tif") as data:
                assert data.read(1).shape == (96, 96)
            assert hops == ["/good.tif"]  # requested once; later requests go to the target
            assert set(asked) == {"/there.tif?signed"}
            for name in ("ftp", "file", "round", "nowhere"):
                with pytest.raises(SatclipError, match=f"{name}.tif can't be read"):
                    RemoteFile(f"{address}/{name}.tif")
            monkeypatch.setattr(urls, "is_public", lambda found: False)
            monkeypatch.setenv("SATCLIP_PRIVATE_URLS", "refused")
            with pytest.raises(SatclipError, match="own network"):
                RemoteFile(f"{address}/good.tif?again")


def test_a_vrt_behind_a_url_is_refused(tmp_path):
    """Such a VRT would make a server disclose any file on its disk."""
    text = (
        '<VRTDataset rasterXSize="4" rasterYSize="4"><SRS>EPSG:32633</SRS>'
        '<VRTRasterBand dataType="Byte" band="1" subClass="VRTRawRasterBand"><SourceFilename>/etc/passwd'
        "</SourceFilename></VRTRasterBand></VRTDataset>"
    )
    for name in ("a.vrt", "a.tif", "a.vrt?b=c.tif"):
        said = pytest.raises(SatclipError, match="is a VRT file")
        with serving(part_of(text.encode())) as (address, _), said:
            open_imagery([f"{address}/{name}"])


@pytest.mark.parametrize(
    ("answer", "sentence"),
    [
        (lambda handler, begin, end: send(handler, 404), "answers 404"),
        (lambda handler, begin, end: send(handler, 401), "answers 401"),
        (lambda handler, begin, end: send(handler, 416), "answers 416"),
        (lambda handler, begin, end: send(handler, 206, b"x" * 99), "answers 206"),
        (lambda handler, begin, end: send(handler, 206, b"x", Content_Range="bytes 5-5/9"), "other parts"),
        (lambda handler, begin, end: send(handler, 200, b"<html>"), "not an image in a supported format"),
        (lambda handler, begin, end: send(handler, 200, b"", Content_Length=10**12), "it is large"),
        (lambda handler, begin, end: handler.wfile.write(b"SSH-2.0-OpenSSH\r\n"), "can't be read"),
    ],
)
def test_invalid_responses_are_reported(answer, sentence):
    with serving(answer) as (address, _), pytest.raises(SatclipError, match=sentence):
        open_imagery([f"{address}/a.tif"])


def test_small_files_are_read_from_servers_without_range_requests():
    with serving(lambda handler, begin, end: send(handler, 200, UTM.read_bytes())) as (address, asked):
        assert open_imagery([f"{address}/whole.tif"]).bands
        assert len(asked) == 1


def test_a_file_that_changes_while_it_is_read_is_reported():
    content = UTM.read_bytes() * 3
    versions = iter("12345")

    def changing(handler, begin, end):
        part_of(content, ETag=next(versions))(handler, begin, end)

    with serving(changing) as (address, _):
        remote = RemoteFile(f"{address}/changes.tif")
        with pytest.raises(SatclipError, match="changed while it was read"):
            remote.read(20_000, 100)


def test_sequential_reading_takes_few_requests():
    content = bytes(range(256)) * 20_000  # 5 MB
    with serving(part_of(content)) as (address, asked):
        remote = RemoteFile(f"{address}/long.bin")
        read = b"".join(remote.read(start, 10_000) for start in range(0, len(content), 10_000))
        assert read == content
        assert len(asked) < 20
        assert remote.read(len(content) - 5, 100) == content[-5:]
        assert remote.read(len(content), 1) == b""
