"""Tiles of the live layer: pixels compared with the encoder's values, caching, and abandoned requests."""

import asyncio
import os
import re
import socket
import time
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
import torch
from rasterio.io import MemoryFile

from satclip_backend.geo.sphere import fibonacci_lattice
from satclip_backend.rasters.clusters import SAMPLE, fit_clusters
from satclip_backend.rasters.colours import PRGN, ramp, rgb
from satclip_backend.rasters.pca_colours import PcaColours
from satclip_backend.rasters.tiles import tile_grid
from satclip_backend.server.problems import Problem
from satclip_backend.server.runtime import listen
from satclip_backend.server.tile_cache import StyleCache
from satclip_backend.server.tile_limiter import LifoLimiter

pytestmark = pytest.mark.filterwarnings("ignore::rasterio.errors.NotGeoreferencedWarning")

HERE = "13.4,52.5;-70.7,-33.4"
STYLES = {"pca": "", "similarity": f"?places={HERE}", "clusters": "?k=6"}
TILES = [(0, 0, 0), (1, 1, 0), (5, 17, 10), (12, 2200, 1343), (20, 563_000, 343_900)]
EDGES = [(3, 0, 3), (3, 7, 3), (4, 5, 0), (4, 9, 15)]
"""Tiles on both sides of the antimeridian, and those nearest to the poles."""


def tile(server, style, z, x, y, query=None, encoder="tiny"):
    """Return the pixels (4, 256, 256) of a tile."""
    query = STYLES[style] if query is None else query
    reply = server.request("GET", f"/tiles/{encoder}/{style}/{z}/{x}/{y}.png{query}")
    assert reply.status == 200, reply.body
    assert reply.headers["Content-Type"] == "image/png"
    with MemoryFile(reply.body) as memory, memory.open() as image:
        return image.read().astype(int)


def centres(z, x, y):
    """Return longitude and latitude of the pixel centres (65536, 2), by the definition of web tiles."""
    rows, columns = np.divmod(np.arange(65_536), 256)
    side = 256 * 2**z
    lon = (256 * x + columns + 0.5) / side * 360 - 180
    lat = np.degrees(np.arctan(np.sinh(np.pi * (1 - 2 * (256 * y + rows + 0.5) / side))))
    return np.column_stack([lon, lat])


def embedded(encoder, z, x, y):
    return encoder.encode(centres(z, x, y), dtype="float64")


def towards(encoder, embeddings, places):
    """Return the cosine to the mean direction of points, relative to the mean embedding."""

    def unit(embeddings):
        along = embeddings - encoder.pca.mean
        return along / np.linalg.norm(along, axis=1, keepdims=True)

    mean = unit(encoder.encode(np.array(places), dtype="float64")).mean(axis=0)
    return unit(embeddings) @ mean / np.linalg.norm(mean)


def drawn(server):
    return server.request("GET", "/status").json["tiles"]


def random_tiles(count):
    rng = np.random.default_rng(7)
    for z in rng.integers(2, 18, count):
        yield int(z), int(rng.integers(0, 2**z)), int(rng.integers(0, 2**z))


@pytest.mark.parametrize("at", [*TILES, *EDGES, *random_tiles(6)])
def test_components_are_within_one_colour_step_of_the_encoders(server, tiny_encoder, at):
    pca = tiny_encoder.pca.first(3)
    wanted = PcaColours(pca).paint(pca.project(embedded(tiny_encoder, *at)).T.reshape(3, 256, 256))
    image = tile(server, "pca", *at)
    assert (
        np.abs(image[:3] - wanted.astype(int)).max() <= 2
    )  # half a step of the value, plus rounding of both
    assert (image[3] == 255).all()


@pytest.mark.parametrize("at", [*TILES, *EDGES])
def test_similarity_is_within_one_colour_step(server, tiny_encoder, at):
    values = towards(tiny_encoder, embedded(tiny_encoder, *at), [[13.4, 52.5], [-70.7, -33.4]])
    image = tile(server, "similarity", *at)[:3].reshape(3, -1)
    entries = server.request("GET", f"/tiles/tiny/similarity/legend?places={HERE}").json["entries"]
    limit = entries[-1]["value"]
    off = np.abs(image - ramp(values, -limit, limit, PRGN).astype(int)).max(axis=0)
    assert off.max() <= 2  # half a step of the value, plus rounding of both


@pytest.mark.parametrize("at", [*TILES, *EDGES])
def test_a_pixel_has_the_legend_colour_of_the_nearest_centre(server, tiny_encoder, at):
    legend = server.request("GET", "/tiles/tiny/clusters/legend?k=6").json["entries"]
    assert [entry["value"] for entry in legend] == [1, 2, 3, 4, 5, 6]
    colours = np.array([rgb(entry["colour"]) for entry in legend])
    image = tile(server, "clusters", *at)[:3].reshape(3, -1).T
    is_class = (image[:, None] == colours).all(axis=2)
    assert (is_class.sum(axis=1) == 1).all()
    clusters = fit_clusters(tiny_encoder, fibonacci_lattice(SAMPLE), 6)
    distance = np.linalg.norm(embedded(tiny_encoder, *at)[:, None] - clusters.centres, axis=2)
    first, second = np.sort(distance, axis=1)[:, :2].T
    clear = second - first > 0.01 * second
    assert clear.any()
    np.testing.assert_array_equal(is_class.argmax(axis=1)[clear], distance.argmin(axis=1)[clear])


@pytest.mark.parametrize("style", STYLES)
def test_neighbouring_tiles_are_continuous(server, style):
    """Colours change no more across the edge of two tiles than between pixels nearby, also at the antimeridian."""
    for west, east in (((4, 7, 6), (4, 8, 6)), ((4, 15, 6), (4, 0, 6))):
        both = np.concatenate([tile(server, style, *west), tile(server, style, *east)], axis=2)
        steps = np.abs(np.diff(both[:3], axis=2)).sum(axis=0)
        changed = steps > 0 if style == "clusters" else steps
        assert changed[:, 255].mean() <= 1.5 * changed[:, 240:271].mean() + 0.2


def test_tiles_of_the_bundled_encoder(server):
    from satclip_backend.encoders import load_encoder

    bundled, at = load_encoder("bundled", device="cpu"), (6, 33, 21)
    pca, some = bundled.pca.first(3), slice(None, None, 13)
    embeddings = bundled.encode(centres(*at)[some], dtype="float64")
    wanted = PcaColours(pca).paint(pca.project(embeddings).T).T
    image = tile(server, "pca", *at, encoder="bundled")[:3].reshape(3, -1).T
    assert np.abs(image[some].astype(int) - wanted).max() <= 2


def test_the_similarity_at_a_point(server, tiny_encoder):
    def value(lon, lat, places="13.4,52.5"):
        path = f"/tiles/tiny/similarity/value?places={places}&lon={lon}&lat={lat}"
        return server.request("GET", path).json["value"]

    assert value(13.4, 52.5) == pytest.approx(1, abs=1e-5)
    assert value(13.4 + 360, 52.5) == pytest.approx(1, abs=1e-5)
    there = np.array([[-70.7, -33.4]])
    wanted = towards(tiny_encoder, tiny_encoder.encode(there, dtype="float64"), [[13.4, 52.5]])[0]
    assert value(-70.7, -33.4) == pytest.approx(wanted, abs=1e-5)
    assert -1 <= value(-70.7, -33.4) < 0.999
    assert value(0, 0, HERE) == pytest.approx(value(0, 0, ";".join(reversed(HERE.split(";")))), abs=1e-6)


def test_there_is_no_similarity_where_the_encoder_has_no_embedding(server):
    from satclip_backend.encoders.families.gps2vec import FAMILY
    from satclip_backend.encoders.files import write_encoder
    from satclip_backend.encoders.metadata import EncoderMetadata

    config = {"zones": ["32U"], "hidden": [4, 4, 4], "heads": [3]}
    network = FAMILY.build(config)
    for i, parameter in enumerate(network.parameters()):
        parameter.data = torch.randn(parameter.shape, generator=torch.Generator().manual_seed(i))
    path = server.home / "encoders" / "zone.safetensors"
    write_encoder(path, network, EncoderMetadata.of("gps2vec", "Zone", 3, config))
    try:
        replies = [
            server.request("GET", f"/tiles/zone/similarity/value?places=9,52&lon={lon}&lat=52")
            for lon in (9, 20)
        ]
        stretch = server.request(
            "POST", "/tiles/zone/similarity/stretch?places=9,52", {"lonlat": [[20, 52], [20, 53]]}
        )
    finally:
        path.unlink()
    assert [reply.status for reply in replies] == [200, 200]
    assert replies[0].json["value"] == pytest.approx(1, abs=1e-5)
    assert replies[1].json["value"] is None
    assert "The encoder knows no place in this view" in stretch.refused(400)


def test_tiles_of_a_table_of_features_show_its_cells_and_nothing_elsewhere(server, tmp_path):
    from satclip_backend.encoders import load_encoder
    from satclip_backend.encoders.files import write_encoder

    lat, lon = (axis.ravel() for axis in np.meshgrid(np.arange(50.005, 51, 0.01), np.arange(9.005, 10, 0.01)))
    rows = np.column_stack([lat, lon, np.sin(9 * lat), np.cos(5 * lon), lat * lon])
    kept = rows[np.random.default_rng(0).random(len(rows)) < 0.7]
    table = tmp_path / "table.csv"
    np.savetxt(table, kept, "%.6f", ",", header="lat,lon,X_0,X_1,X_2", comments="")
    encoder = load_encoder(table)
    path = server.home / "encoders" / "table.safetensors"
    write_encoder(path, encoder.network, encoder.metadata, encoder.pca)
    z, x, y = 10, 538, 344  # about 9.1 to 9.5 degrees east, 50.7 to 50.9 north
    missing = np.isnan(encoder.encode(centres(z, x, y))[:, 0]).reshape(256, 256)
    assert 0.1 < missing.mean() < 0.5
    try:
        for style, query in (("pca", ""), ("similarity", "?places=9.5,50.5"), ("clusters", "?k=4")):
            alpha = tile(server, style, z, x, y, query, "table")[3]
            np.testing.assert_array_equal(alpha == 0, missing)
    finally:
        path.unlink()


def test_negatives_are_subtracted_from_twice_the_places(server, tiny_encoder):
    """By definition: 2 x the mean direction of the places minus that of the negatives."""

    def unit(lonlat):
        along = tiny_encoder.encode(np.array(lonlat, dtype=float), dtype="float64") - tiny_encoder.pca.mean
        return along / np.linalg.norm(along, axis=1, keepdims=True)

    places, negatives, at = [[13.4, 52.5], [2.3, 48.9]], [[-70.7, -33.4]], [[-60, -30]]
    direction = 2 * unit(places).mean(axis=0) - unit(negatives).mean(axis=0)
    wanted = (unit(at) @ direction / np.linalg.norm(direction))[0]
    query = "places=13.4,52.5;2.3,48.9&negatives=-70.7,-33.4"
    path = "/tiles/tiny/similarity/value?lon=-60&lat=-30&"
    found = server.request("GET", path + query).json["value"]
    assert found == pytest.approx(wanted, abs=1e-5)
    assert found < server.request("GET", path + "places=13.4,52.5;2.3,48.9").json["value"] - 0.01
    with_negatives = tile(server, "similarity", 3, 2, 4, f"?{query}")
    assert (with_negatives != tile(server, "similarity", 3, 2, 4, "?places=13.4,52.5;2.3,48.9")).any()


def test_legends(server, tiny_encoder):
    pca = server.request("GET", "/tiles/tiny/pca/legend").json
    assert pca["entries"] == []
    shares = tiny_encoder.pca.explained_variance
    assert [(ramp["label"], ramp["share"]) for ramp in pca["ramps"]] == [
        (f"PC{i}", pytest.approx(shares[i - 1])) for i in (1, 2, 3)
    ]
    similarity = server.request("GET", f"/tiles/tiny/similarity/legend?places={HERE}").json
    assert similarity["title"] == "Cosine similarity"
    assert [entry["label"] for entry in similarity["entries"]][::4] == ["-1.00", "0.00", "1.00"]
    assert (similarity["faded_sea"], similarity["places_at_sea"]) == (False, 0)
    assert len(server.request("GET", "/tiles/tiny/clusters/legend?k=64").json["entries"]) == 64
    assert len(server.request("GET", "/tiles/tiny/clusters/legend").json["entries"]) == 8


@pytest.mark.parametrize(
    ("path", "status", "words"),
    [
        ("/tiles/nothing/pca/0/0/0.png", 404, "no encoder 'nothing'"),
        ("/tiles/tiny/pca/3/8/0.png", 404, "at zoom 3 both go from 0 to 7"),
        ("/tiles/tiny/pca/3/0/8.png", 404, "at zoom 3 both go from 0 to 7"),
        ("/tiles/tiny/pca/25/0/0.png", 400, "'z'"),
        ("/tiles/tiny/pca/-1/0/0.png", 400, "'z'"),
        ("/tiles/tiny/pca/1/-1/0.png", 400, "'x'"),
        ("/tiles/tiny/pca/a/0/0.png", 400, "'z'"),
        ("/tiles/tiny/heat/0/0/0.png", 400, "'style'"),
        ("/tiles/tiny/clusters/0/0/0.png?k=1", 400, "'k'"),
        ("/tiles/tiny/clusters/0/0/0.png?k=65", 400, "'k'"),
        ("/tiles/tiny/similarity/0/0/0.png", 400, "'places'"),
        ("/tiles/tiny/similarity/0/0/0.png?places=", 400, "'places'"),
        ("/tiles/tiny/similarity/0/0/0.png?places=1", 400, "'places'"),
        ("/tiles/tiny/similarity/0/0/0.png?places=1,2;", 400, "'places'"),
        ("/tiles/tiny/similarity/0/0/0.png?places=1,2,3", 400, "'places'"),
        ("/tiles/tiny/similarity/0/0/0.png?places=a,b", 400, "'places'"),
        ("/tiles/tiny/similarity/0/0/0.png?places=nan,1", 400, "Reference location 1"),
        (
            "/tiles/tiny/similarity/0/0/0.png?places=1,2;3,91",
            400,
            "Reference location 2 (longitude 3, latitude 91)",
        ),
        ("/tiles/tiny/similarity/0/0/0.png?places=" + "1,2;" * 200 + "1,2", 400, "201 places"),
        ("/tiles/tiny/similarity/0/0/0.png?places=1,2&negatives=1", 400, "'negatives'"),
        ("/tiles/tiny/similarity/0/0/0.png?places=1,2&negatives=1,91", 400, "Negative location 1"),
        ("/tiles/tiny/similarity/0/0/0.png?negatives=1,2", 400, "'places'"),
        (
            "/tiles/tiny/similarity/legend?places=" + "1,2;" * 150 + "1,2&negatives=" + "3,4;" * 50 + "3,4",
            400,
            "202 places",
        ),
        ("/tiles/tiny/similarity/value?places=1,2&lon=0&lat=91", 400, "'lat'"),
        ("/tiles/tiny/similarity/value?places=1,2&lon=inf&lat=0", 400, "'lon'"),
        ("/tiles/tiny/similarity/value?lon=0&lat=0", 400, "'places'"),
    ],
)
def test_invalid_tile_requests_are_reported(server, path, status, words):
    before = drawn(server)
    assert words in server.request("GET", path).refused(status)
    assert drawn(server) == before


def test_the_sea_is_faded_if_the_encoder_knows_only_land(server):
    places = "?places=-15,45;13.4,52.5"
    legend = server.request("GET", f"/tiles/bundled/similarity/legend{places}").json
    assert (legend["faded_sea"], legend["places_at_sea"]) == (True, 1)
    assert [entry["label"] for entry in legend["entries"]][::4] == ["< -0.60", "0.00", "> 0.60"]
    alpha = tile(server, "similarity", 0, 0, 0, places, encoder="bundled")[3]
    assert alpha[128, 128 - 20] == pytest.approx(0.3 * 255, abs=0.5)  # south of the Gulf of Guinea
    assert alpha[112, 128 + 14] == 255  # the Sahara
    near = tile(server, "similarity", 7, 62, 44, places, encoder="bundled")[3]  # the coast of Brittany
    assert len(np.unique(near)) > 50  # no steps of 0.1 degree
    assert (tile(server, "pca", 0, 0, 0, encoder="bundled")[3] == 255).all()


def test_a_similarity_layer_may_have_two_hundred_points(server):
    places = ";".join(f"{lon},{lat}" for lon in range(-100, 100, 10) for lat in range(-50, 50, 10))
    assert tile(server, "similarity", 2, 1, 1, f"?places={places}").shape == (4, 256, 256)


def test_tiles_have_the_tile_matrix_set_web_mercator_quad(server):
    """Corner, scale denominators and pixels of 0.28 mm as in OGC 17-083r4, annex D.1."""
    reply = server.request("GET", "/tiles/tiny/pca/5/17/10.png")
    name, rel = reply.headers["Link"].split("; ")
    assert name == "<http://www.opengis.net/def/tilematrixset/OGC/1.0/WebMercatorQuad>"
    assert rel == 'rel="http://www.opengis.net/def/rel/ogc/1.0/tiling-scheme"'
    for z, denominator in ((0, 559082264.028717), (1, 279541132.014358), (18, 2132.72958385)):
        transform = tile_grid(z, 0, 0).transform
        assert (transform.c, transform.f) == pytest.approx((-20037508.3427892, 20037508.3427892), abs=1e-6)
        assert transform.a == -transform.e == pytest.approx(denominator * 0.00028, rel=1e-9)


def test_the_deepest_tile(server, tiny_encoder):
    at = (24, 2**23 + 5, 2**22 + 9)
    pca = tiny_encoder.pca.first(3)
    wanted = PcaColours(pca).paint(pca.project(embedded(tiny_encoder, *at)[:1]).T)
    image = tile(server, "pca", *at)
    np.testing.assert_allclose(image[:3, 0, 0], wanted[:, 0], atol=2)


@pytest.mark.parametrize("style", STYLES)
def test_drawn_tiles_are_cached(server, style):
    at = (9, 300 + len(style), 200)
    before = drawn(server)
    first = tile(server, style, *at)
    assert drawn(server) == before + 1
    np.testing.assert_array_equal(tile(server, style, *at), first)
    assert drawn(server) == before + 1


def test_simultaneous_requests_for_a_tile_draw_it_once(server):
    before = drawn(server)
    with ThreadPoolExecutor(8) as pool:
        images = list(pool.map(lambda _: tile(server, "pca", 10, 77, 78), range(8)))
    assert all((image == images[0]).all() for image in images)
    assert drawn(server) - before <= 4  # requests that start at the same time are not merged


def test_a_replaced_encoder_has_new_tiles(server, tiny_encoder_file, slow_encoder_file):
    path = server.home / "encoders" / "changing.safetensors"
    path.write_bytes(tiny_encoder_file.read_bytes())
    before = tile(server, "pca", 0, 0, 0, encoder="changing")
    np.testing.assert_array_equal(before, tile(server, "pca", 0, 0, 0))
    path.write_bytes(slow_encoder_file.read_bytes())
    assert (tile(server, "pca", 0, 0, 0, encoder="changing") != before).any()
    path.unlink()


def send(server, path):
    """Send a request on a new socket, without waiting for the response; return the socket."""
    connection = socket.create_connection(("127.0.0.1", server.port))
    head = f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{server.port}\r\nAuthorization: Bearer {server.token}\r\n\r\n"
    connection.sendall(head.encode())
    return connection


def test_abandoned_tiles_are_not_drawn(server):
    """Panning a map cancels its requests, so the next tile must not wait for them."""
    server.request("GET", "/tiles/slow/pca/legend")  # prepares the style
    tile(server, "pca", 2, 1, 1, encoder="slow")
    before = drawn(server)
    connections = [send(server, f"/tiles/slow/pca/6/{x}/20.png") for x in range(60)]
    for connection in connections:
        connection.close()
    tile(server, "pca", 6, 30, 40, encoder="slow")
    time.sleep(1)
    assert 1 <= drawn(server) - before <= 20  # the last one, and those already started
    assert "Traceback" not in server.log()


def test_status_answers_while_tiles_are_drawn(server):
    tile(server, "pca", 2, 2, 1, encoder="slow")
    before = drawn(server)
    connections = [send(server, f"/tiles/slow/pca/5/{x}/{y}.png") for x in range(10) for y in (12, 13)]
    counts = [drawn(server) - before for _ in range(5)]
    for connection in connections:
        connection.close()
    assert counts[-1] < len(connections)


def test_clusters_are_fitted_once_for_all_requests(counting_server):
    server, before = counting_server, len(counting_server.log())
    with ThreadPoolExecutor(8) as pool:
        images = list(pool.map(lambda x: tile(server, "clusters", 3, x, 2, "?k=9"), range(8)))
    assert len(images) == 8
    assert server.log()[before:].count("fits 9 clusters.") == 1
    tile(server, "clusters", 3, 0, 2, "?k=10")
    assert server.log()[before:].count("fits") == 2


def test_status_answers_while_a_style_is_created_and_abandoned_tiles_are_not_drawn(server):
    tile(server, "pca", 2, 1, 2, encoder="slow")
    before, asked = drawn(server), time.monotonic()
    connections = [send(server, f"/tiles/slow/clusters/6/{x}/20.png?k=41") for x in range(60)]
    time.sleep(0.2)  # all requests wait for the clusters
    slowest = 0.0
    for _ in range(5):
        began = time.monotonic()
        server.request("GET", "/status")
        slowest = max(slowest, time.monotonic() - began)
    at_work = drawn(server) == before
    for connection in connections:
        connection.close()
    assert at_work  # otherwise the test shows nothing
    server.request("GET", "/tiles/slow/clusters/legend?k=41")
    assert slowest < (time.monotonic() - asked) / 2  # how long it takes to create the style
    tile(server, "clusters", 6, 1, 1, "?k=41", "slow")
    assert drawn(server) - before == 1


def test_abandoned_styles_are_not_created(counting_server):
    """Changing the number of clusters quickly leads to the last one without fitting all others."""
    server = counting_server
    tile(server, "pca", 2, 1, 2, encoder="slow")
    before = len(server.log())
    connections = [send(server, f"/tiles/slow/clusters/3/1/2.png?k={k}") for k in range(20, 40)]
    while "fits" not in server.log()[before:]:
        time.sleep(0.02)
    for connection in connections:
        connection.close()
    tile(server, "clusters", 3, 1, 2, "?k=9", "slow")
    fits = re.findall(r"fits (\d+) clusters", server.log()[before:])
    assert fits[-1] == "9"
    assert 2 <= len(fits) <= 1 + max(2, os.cpu_count())  # the last one, and those already started
    assert "Traceback" not in server.log()


def test_a_removed_encoder_has_no_tiles(server, tiny_encoder_file):
    path = server.home / "encoders" / "leaving.safetensors"
    path.write_bytes(tiny_encoder_file.read_bytes())
    tile(server, "pca", 0, 0, 0, encoder="leaving")
    path.unlink()
    for what in ("pca/0/0/0.png", "pca/legend", "similarity/value?places=1,2&lon=0&lat=0"):
        said = server.request("GET", f"/tiles/leaving/{what}").refused(404)
        assert "no encoder 'leaving'" in said


def test_a_style_is_created_once_if_the_first_request_is_abandoned():
    async def ask():
        cache, made = StyleCache(), []

        async def leave():
            await asyncio.sleep(0)
            raise Problem(499, "Gone.", title="Gone")

        async def make():
            await asyncio.sleep(0)
            made.append("style")
            return made[-1]

        asked = [cache.get("key", leave), *(cache.get("key", make) for _ in range(3))]
        return await asyncio.gather(*asked, return_exceptions=True), made

    answers, made = asyncio.run(ask())
    assert isinstance(answers[0], Problem)
    assert answers[1:] == ["style"] * 3
    assert made == ["style"]


def test_the_newest_request_is_next():
    async def ask():
        limiter, order = LifoLimiter(1), []

        async def work(name):
            async with limiter:
                order.append(name)
                await asyncio.sleep(0)

        async with limiter:
            tasks = []
            for name in "abcd":
                tasks.append(asyncio.create_task(work(name)))
                await asyncio.sleep(0)
            tasks[2].cancel()
            await asyncio.sleep(0)
        await asyncio.gather(*tasks, return_exceptions=True)
        return order

    assert asyncio.run(ask()) == ["d", "b", "a"]


def test_cancelled_requests_release_the_limiter():
    async def ask():
        limiter, inside, most = LifoLimiter(2), 0, 0

        async def work():
            nonlocal inside, most
            async with limiter:
                inside += 1
                most = max(most, inside)
                try:
                    await asyncio.sleep(0)
                finally:
                    inside -= 1

        tasks = [asyncio.create_task(work()) for _ in range(40)]
        for task in tasks[::3]:
            await asyncio.sleep(0)
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        for _ in range(2):  # both slots are free again
            await asyncio.wait_for(limiter.__aenter__(), 1)
        return inside, most

    assert asyncio.run(ask()) == (0, 2)


def test_a_request_cancelled_while_a_slot_is_freed_does_not_get_it():
    async def ask():
        limiter, done = LifoLimiter(1), []

        async def work(name):
            async with limiter:
                done.append(name)

        async with limiter:
            tasks = [asyncio.create_task(work(name)) for name in "ab"]
            await asyncio.sleep(0)
            tasks[1].cancel()  # the task notices only after the slot has been freed
        ended = await asyncio.gather(*tasks, return_exceptions=True)
        await asyncio.wait_for(limiter.__aenter__(), 1)
        return done, [type(each) for each in ended]

    assert asyncio.run(ask()) == (["a"], [type(None), asyncio.CancelledError])


def test_small_answers_are_sent_at_once():
    """On persistent connections, Nagle's algorithm would delay a tile by 40 ms until its header is acknowledged."""
    with (
        listen("127.0.0.1", 0) as listener,
        socket.create_connection(listener.getsockname()),
        listener.accept()[0] as accepted,
    ):
        assert accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
