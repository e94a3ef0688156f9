"""The server behind nginx and Caddy with the documented files, and the public URL in its links."""

import asyncio
import concurrent.futures
import contextlib
import json
import os
import re
import shutil
import socket
import ssl
import subprocess
import time
from pathlib import Path

import numpy as np
import pytest

from satclip_backend.cli import main
from satclip_backend.errors import SatclipError
from satclip_backend.server.proxy import PublicUrl, with_client_addresses
from tests.backend.server.conftest import npy
from tests.certificates import Authority
from tests.hub_server import free_port

FILES = Path(__file__).parents[3] / "resources" / "server"


@pytest.fixture(scope="module")
def authority(tmp_path_factory):
    return Authority(tmp_path_factory.mktemp("authority"))


@pytest.fixture(scope="module")
def public_port():
    return free_port()


@pytest.fixture(scope="module", params=["/satclip", ""], ids=["with a path", "without a path"])
def published(request, start, home, tmp_path_factory, public_port):
    """Start a server behind https://localhost:PORT/satclip, or without a path."""
    new_home = tmp_path_factory.mktemp("published")
    shutil.copytree(home / "encoders", new_home / "encoders")
    server = start(new_home, "--behind-proxy", f"https://localhost:{public_port}{request.param}").wait()
    server.path = request.param
    return server


def nginx(folder, server, public_port, certificate, key):
    """Return the command of nginx with the documented file, and what else it needs to run as this user."""
    text = (FILES / "nginx.conf").read_text()
    for known, here in {
        "listen [::]:443 ssl;": "",
        "listen 443 ssl;": f"listen 127.0.0.1:{public_port} ssl;",
        "gis.example.org;": "localhost;",
        "/etc/letsencrypt/live/gis.example.org/fullchain.pem": str(certificate),
        "/etc/letsencrypt/live/gis.example.org/privkey.pem": str(key),
        "127.0.0.1:8123": f"127.0.0.1:{server.port}",
        "location /satclip/": f"location {server.path}/",
    }.items():
        assert known in text
        text = text.replace(known, here)
    paths = "".join(
        f"{name}_temp_path {folder / name};\n"
        for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    (folder / "nginx.conf").write_text(
        f"daemon off;\npid {folder / 'pid'};\nerror_log {folder / 'error.log'};\nevents {{}}\n"
        f"http {{\naccess_log {folder / 'access.log'};\n{paths}{text}}}\n"
    )
    return ["nginx", "-p", folder, "-c", folder / "nginx.conf"]


def caddy(folder, server, public_port, certificate, key):
    text = (FILES / "Caddyfile").read_text()
    for known, here in {
        "gis.example.org {": f"https://localhost:{public_port} {{\n\tbind 127.0.0.1\n\ttls {certificate} {key}",
        "127.0.0.1:8123": f"127.0.0.1:{server.port}",
        "handle_path /satclip/*": f"handle_path {server.path}/*" if server.path else "handle",
    }.items():
        assert known in text
        text = text.replace(known, here)
    (folder / "Caddyfile").write_text(f"{{\n\tadmin off\n\tauto_https disable_redirects\n}}\n{text}")
    return ["caddy", "run", "--config", folder / "Caddyfile", "--adapter", "caddyfile"]


@pytest.fixture(scope="module", params=[nginx, caddy], ids=["nginx", "caddy"])
def proxied(request, published, authority, public_port, tmp_path_factory):
    """Start the web server; return the server, whose requests go through it."""
    name = request.param.__name__
    if shutil.which(name) is None:
        pytest.skip(f"{name} is not installed")
    folder = tmp_path_factory.mktemp(name)
    command = request.param(folder, published, public_port, *authority.issue("proxy", "DNS:localhost"))
    with open(folder / "output", "wb") as output:
        process = subprocess.Popen(
            list(map(str, command)), stdout=output, stderr=output, env={**os.environ, "HOME": str(folder)}
        )
    try:
        while True:
            assert process.poll() is None, (folder / "output").read_text()
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", public_port)):
                break
            time.sleep(0.05)
        yield Proxied(published, public_port, ssl.create_default_context(cafile=authority.certificate))
    finally:
        process.terminate()
        process.wait(20)


class Proxied:
    """A server as its clients see it, at https://localhost:PORT/satclip."""

    def __init__(self, server, port, context):
        self.server, self.context = server, context
        self.url = f"https://localhost:{port}{server.path}"
        self.host = f"localhost:{port}"

    def request(self, method, url, body=None, **headers):
        """Send a request to a URL, or to a path below the server's."""
        import urllib.request

        url = url if url.startswith("https://") else self.url + url
        given = {"Authorization": f"Bearer {self.server.token}", **headers}
        if isinstance(body, dict):
            body, given["Content-Type"] = json.dumps(body).encode(), "application/json"
        asked = urllib.request.Request(url, body, given, method=method)
        opener = urllib.request.build_opener(
            urllib.request.ProxyHandler({}), urllib.request.HTTPSHandler(context=self.context)
        )
        try:
            with opener.open(asked, timeout=120) as reply:
                return reply.status, reply.headers, reply.read()
        except urllib.error.HTTPError as error:
            return error.code, error.headers, error.read()

    def json(self, method, url, body=None, **headers):
        status, _, content = self.request(method, url, body, **headers)
        assert status < 400, content
        return json.loads(content)


def test_links_lead_through_the_proxy(proxied):
    landing = proxied.json("GET", "/")
    assert landing["links"][0]["href"] == f"{proxied.url}/"
    for link in landing["links"]:
        assert link["href"].startswith(f"{proxied.url}/")
        assert proxied.request("GET", link["href"])[0] == 200
    for process in proxied.json("GET", "/processes")["processes"]:
        for link in process["links"]:
            assert link["href"].startswith(f"{proxied.url}/processes/")
    assert proxied.json("GET", "/openapi.json")["servers"] == [{"url": proxied.url}]


def test_allowed_methods_are_listed_behind_a_proxy(proxied):
    status, headers, _ = proxied.request("PUT", f"/jobs/{'0' * 32}")
    assert (status, headers["Allow"]) == (405, "DELETE, GET")


def test_a_job_from_its_location_to_its_results(proxied):
    inputs = {"encoder": "tiny", "extent": [0, 0, 10, 10], "pixel_size": 1.0}
    body = {"inputs": inputs}
    status, headers, content = proxied.request("POST", "/processes/embedding_map/execution", body)
    job = json.loads(content)
    assert (status, headers["Location"]) == (201, f"{proxied.url}/jobs/{job['jobID']}")
    while (info := proxied.json("GET", headers["Location"]))["status"] in ("accepted", "running"):
        time.sleep(0.1)
    assert info["status"] == "successful", info
    (link,) = [link["href"] for link in info["links"] if link["href"].endswith("/results")]
    results = proxied.json("GET", link)
    (file,) = [value["href"] for value in results.values() if isinstance(value, dict) and "href" in value]
    assert file.startswith(proxied.url)
    assert proxied.request("GET", file)[2][:2] == b"II"
    assert proxied.json("DELETE", headers["Location"])["links"][0]["href"] == headers["Location"]


def test_uploads_of_100_megabytes_arrive_whole(proxied):
    sent = os.urandom(1 << 20) * 100
    began = time.monotonic()
    upload = proxied.json("POST", "/uploads?name=large.tif", sent)
    assert upload["bytes"] == len(sent)
    assert time.monotonic() - began < 60
    (stored,) = proxied.server.home.glob(f"jobs/*/uploads/{upload['id']}")
    assert stored.read_bytes() == sent
    proxied.json("DELETE", f"/uploads/{upload['id']}")


def test_long_requests_and_large_responses(proxied):
    """400,000 points take seconds, and their embeddings have 51 MB."""
    points = np.random.default_rng(0).uniform((-180, -90), (180, 90), (400_000, 2))
    status, _, content = proxied.request("POST", "/encoders/tiny/embeddings", npy(points))
    assert status == 200
    direct = proxied.server.embed(points[-1000:]).array
    assert len(content) == 128 + 400_000 * direct.shape[1] * 4
    received = np.frombuffer(content, np.float32, offset=128).reshape(400_000, -1)
    np.testing.assert_allclose(received[-1000:], direct, rtol=1e-4, atol=1e-5)


def test_many_polls_and_tiles_at_once(proxied):
    with concurrent.futures.ThreadPoolExecutor(12) as pool:
        tiles = [
            pool.submit(proxied.request, "GET", f"/tiles/tiny/pca/2/{x}/{y}.png")
            for x in range(4)
            for y in range(4)
        ]
        polls = [pool.submit(proxied.request, "GET", "/jobs") for _ in range(60)]
    assert all(tile.result()[2].startswith(b"\x89PNG") for tile in tiles)
    assert {poll.result()[0] for poll in polls} == {200}


def test_refusals_pass_the_proxy(proxied):
    status, _, content = proxied.request("GET", "/status", Authorization="Bearer wrong")
    assert (status, json.loads(content)["status"]) == (401, 401)
    status, _, content = proxied.request("GET", "/absent")
    assert (status, json.loads(content)["status"]) == (404, 404)
    assert proxied.request("GET", "/status", Origin="https://evil.example")[0] == 403
    while proxied.request("GET", "/health", Authorization="none")[0] == 503:
        time.sleep(0.1)
    assert proxied.request("GET", "/health", Authorization="none")[2] == b'{"status":"ready"}'


def test_what_a_client_claims_changes_no_link(proxied):
    claims = {
        "X-Forwarded-Host": "evil.example",
        "X-Forwarded-Proto": "http",
        "X-Forwarded-Prefix": "/evil",
        "Forwarded": "host=evil.example;proto=http",
    }
    assert proxied.json("GET", "/", **claims)["links"][0]["href"] == f"{proxied.url}/"
    links = published_links(proxied.server, {**claims, "Host": proxied.host})
    assert links == f"{proxied.url}/"


def published_links(server, headers):
    return server.request("GET", "/", headers=headers).json["links"][0]["href"]


def test_hosts_are_the_public_one_and_the_servers_own(published, public_port):
    url = f"https://localhost:{public_port}{published.path}/"
    for host in (f"localhost:{public_port}", f"127.0.0.1:{published.port}"):
        assert published_links(published, {"Host": host}) == url
    for host in ("localhost", "evil.example", f"evil.example:{public_port}"):
        published.request("GET", "/", headers={"Host": host}).refused(421)
    anyone = {"Authorization": None, "Host": "evil.example"}
    published.request("GET", "/health", headers=anyone).refused(421)


@pytest.mark.parametrize(
    ("given", "client"),
    [
        ([], "127.0.0.1"),
        (["203.0.113.7"], "203.0.113.7"),
        (["1.1.1.1, 203.0.113.7"], "203.0.113.7"),
        (["1.1.1.1", "2001:db8::1"], "2001:db8::1"),
        (["203.0.113.7, unknown"], "127.0.0.1"),
        ([""], "127.0.0.1"),
    ],
)
def test_the_client_is_the_last_address_that_the_proxy_names(given, client):
    seen = []

    async def app(scope, receive, send):
        seen.append(scope["client"][0])

    headers = [(b"x-forwarded-for", value.encode()) for value in given]
    asyncio.run(with_client_addresses(app)({"client": ("127.0.0.1", 5), "headers": headers}, None, None))
    assert seen == [client]


@pytest.mark.parametrize(
    ("url", "public"),
    [
        ("https://gis.example.org", PublicUrl("gis.example.org")),
        ("https://GIS.example.org:443/satclip/", PublicUrl("gis.example.org", "/satclip")),
        ("https://gis.example.org:8443/a/b", PublicUrl("gis.example.org:8443", "/a/b")),
        ("https://[2001:db8::1]:8443", PublicUrl("[2001:db8::1]:8443")),
    ],
)
def test_public_urls(url, public):
    assert PublicUrl.parse(url) == public


@pytest.mark.parametrize(
    "url",
    [
        *("", "gis.example.org", "http://gis.example.org", "https://", "https://me:pw@gis.example.org"),
        *("https://gis.example.org/?a=1", "https://gis.example.org/#a", "https://gis.example.org:0"),
        *("https://gis.example.org:port", "https://[::1", "https://gïs.example.org"),
        *("https://gis.example.org/a b", "https://gis example.org", "https://gis.example.org/%7Ea"),
    ],
)
def test_other_urls_are_refused(capfd, url):
    with pytest.raises(SatclipError, match=re.escape("https://gis.example.org/satclip")):
        PublicUrl.parse(url)
    assert main(["serve", "--behind-proxy", url]) == 1
    assert "Traceback" not in capfd.readouterr().err
