"""Labels sent to the server, and tiles, legends and uncertain places of their classes."""

import numpy as np
import pytest
from rasterio.io import MemoryFile

from satclip_backend.rasters.colours import ramp
from satclip_backend.rasters.label_classifier import fit_labels
from satclip_backend.server import label_routes
from tests.backend.server.test_tiles import EDGES, centres

pytestmark = pytest.mark.filterwarnings("ignore::rasterio.errors.NotGeoreferencedWarning")

A = [[13.4, 52.5], [10, 50], [2, 48], [-3, 40]]
B = [[-70.7, -33.4], [-60, -5], [20, 0]]
C = [[100.0, 60.0], [90, 65], [120, 62]]
COLOURS = {"a": (255, 0, 0), "b": (0, 255, 0), "c": (0, 0, 255)}
TILES = [(0, 0, 0), (5, 17, 10), (12, 2200, 1343), *EDGES]


def body(**classes):
    colours = {name: "#{:02x}{:02x}{:02x}".format(*rgb) for name, rgb in COLOURS.items()}
    return {
        "classes": [
            {"name": name, "colour": colours.get(name, "#808080"), "lonlat": points}
            for name, points in classes.items()
        ]
    }


def send(server, encoder="tiny", **classes):
    reply = server.request("POST", f"/tiles/{encoder}/labels", body(**classes))
    assert reply.status == 200, reply.body
    return reply.json


def tile(server, id, z, x, y, query=""):
    reply = server.request("GET", f"/tiles/tiny/labels/{id}/{z}/{x}/{y}.png{query}")
    assert reply.status == 200, reply.body
    with MemoryFile(reply.body) as memory, memory.open() as image:
        return image.read().reshape(4, -1).astype(int)


def scores(encoder, at, *classes):
    """Return the exact scores (pixels, k) of a tile, and whether they are probabilities."""
    found = fit_labels(encoder, [np.array(points, dtype=float) for points in classes])
    values = encoder.encode(centres(*at), dtype="float64", head=found.head)
    return found.scores(values.T).T, found.is_probability


@pytest.mark.parametrize("at", TILES)
@pytest.mark.parametrize("classes", [(A, B), (A, B, C), (A[:1], B)], ids=["two", "three", "similarity"])
def test_a_pixel_has_the_colour_of_the_most_likely_class(server, tiny_encoder, at, classes):
    id = send(server, **dict(zip("abc", classes)))["id"]
    image = tile(server, id, *at)
    wanted, _ = scores(tiny_encoder, at, *classes)
    ordered = np.sort(wanted, axis=1)
    clear = ordered[:, -1] - ordered[:, -2] > 0.01
    colours = np.array(list(COLOURS.values()))[wanted.argmax(axis=1)]
    assert clear.any()
    np.testing.assert_array_equal(image[:3].T[clear], colours[clear])
    assert np.abs(image[3] - 255 * ordered[:, -1].clip(0, 1)).max() <= 2


@pytest.mark.parametrize("classes", [(A, B), (A[:1], B, C)], ids=["probability", "similarity"])
def test_the_score_of_one_class_with_a_threshold(server, tiny_encoder, classes):
    at = (2, 2, 1)
    wanted, is_probability = scores(tiny_encoder, at, *classes)
    assert is_probability == (len(classes) == 2)
    threshold = round(float(np.median(wanted[:, 1].clip(0.01))), 2)
    id = send(server, **dict(zip("abc", classes)))["id"]
    whole = tile(server, id, *at, "?shown=1")
    assert (whole[3] == 255).all()
    low = 0 if is_probability else -1
    assert np.abs(whole[:3] - ramp(wanted[:, 1], low, 1).astype(int)).max() <= 4
    cut = tile(server, id, *at, f"?shown=1&threshold={threshold}")
    apart = np.abs(wanted[:, 1] - threshold) > 0.01
    assert 0.05 < (cut[3] == 0).mean() < 0.95
    np.testing.assert_array_equal(cut[3][apart] > 0, wanted[apart, 1] > threshold)
    legend = server.request("GET", f"/tiles/tiny/labels/{id}/legend?shown=1").json
    assert legend["title"] == ("Probability: b" if is_probability else "Similarity: b")
    assert [legend["entries"][i]["value"] for i in (0, -1)] == [low, 1]


def test_the_legend_has_names_and_colours(server):
    id = send(server, **{"a": A, "<b>b</b>": B})["id"]
    entries = server.request("GET", f"/tiles/tiny/labels/{id}/legend").json["entries"]
    assert [(entry["label"], entry["colour"]) for entry in entries] == [
        ("a", "#ff0000"),
        ("<b>b</b>", "#808080"),
    ]


def test_the_report_names_the_better_method(server, tiny_encoder):
    report = send(server, a=A, b=B, c=C)
    wanted = fit_labels(tiny_encoder, [np.array(points, dtype=float) for points in (A, B, C)])
    assert report["labels"] == 10
    assert report["method"] == ("logistic" if wanted.is_probability else "similarity")
    assert report["validation"] == {
        "labels": 10,
        "folds": 10,
        "similarity": pytest.approx(wanted.validation.similarity),
        "logistic": pytest.approx(wanted.validation.logistic),
    }
    assert send(server, a=A)["validation"] is None
    assert send(server, a=A, b=B[:1]) == {
        **send(server, a=A, b=B[:1]),
        "method": "similarity",
        "validation": None,
    }
    assert send(server, a=A, b=B, c=C)["id"] == report["id"]
    assert send(server, a=A, b=B)["id"] != report["id"]


def test_the_most_uncertain_of_some_places(server, tiny_encoder):
    id = send(server, a=A, b=B)["id"]
    points = [[lon, lat] for lon in range(-10, 40, 5) for lat in range(-30, 60, 5)]
    found = server.request("POST", f"/tiles/tiny/labels/{id}/uncertain", {"lonlat": points}).json
    assert {found["first"], found["second"]} == {"a", "b"}
    assert 0 <= found["row"] < len(points)
    sea = server.request("POST", f"/tiles/tiny/labels/{id}/uncertain", {"lonlat": [[-30, 0]]}).json
    assert sea == {"row": None, "first": None, "second": None, "margin": None}
    alone = send(server, a=A)["id"]
    reply = server.request("POST", f"/tiles/tiny/labels/{alone}/uncertain", {"lonlat": points})
    assert "two classes" in reply.refused(400)


def test_a_forgotten_set_is_reported(server):
    first = send(server, a=[[0.5, 0.5]])["id"]
    tile(server, first, 1, 0, 0)
    for i in range(label_routes.MOST_SETS):
        send(server, a=[[i / 10, 1]])
    for what in ("1/0/0.png", "legend"):
        reply = server.request("GET", f"/tiles/tiny/labels/{first}/{what}")
        assert "send them again" in reply.refused(404)
    assert send(server, a=[[0.5, 0.5]])["id"] == first
    tile(server, first, 1, 0, 0)


def test_a_replaced_encoder_forgets_its_labels(server, tiny_encoder_file, slow_encoder_file):
    path = server.home / "encoders" / "changing.safetensors"
    path.write_bytes(tiny_encoder_file.read_bytes())
    id = send(server, "changing", a=A)["id"]
    path.write_bytes(slow_encoder_file.read_bytes())
    server.request("GET", f"/tiles/changing/labels/{id}/legend").refused(404)
    path.unlink()
    for method, what, sent in (("POST", "labels", body(a=A)), ("GET", f"labels/{id}/1/0/0.png", None)):
        assert "no encoder 'changing'" in server.request(method, f"/tiles/changing/{what}", sent).refused(404)


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        (b'{"classes": [{"name": "a", "colour": "#ff0000", "lonlat": [[NaN, 1]]}]}', "not valid JSON"),
        (body(a=[[1, 95]]), "Label 1 (longitude 1, latitude 95) is not on Earth"),
        (body(a=[[1]]), "at least 2 items"),
        (body(a=[[0, 1]] * 10_000), "10,000 labels of 1 classes are too many"),
        (body(**{f"c{i}": [[i, 1]] for i in range(33)}), "33 classes are too many"),
        (body(a=[]), "Each class needs one label"),
        (body(), "Each class needs one label"),
        ({"classes": [{"name": "a", "colour": "red", "lonlat": [[0, 0]]}]}, "pattern"),
        ({"classes": [{"name": "", "colour": "#ff0000", "lonlat": [[0, 0]]}]}, "at least 1 character"),
        ({}, "missing"),
    ],
    ids=["nan", "latitude", "one number", "many", "classes", "empty", "none", "colour", "name", "nothing"],
)
def test_labels_without_a_meaning_are_refused(server, sent, said):
    reply = server.request("POST", "/tiles/tiny/labels", sent, {"Content-Type": "application/json"})
    assert said in reply.refused(400)


def test_wrong_parameters_are_refused(server):
    id = send(server, a=A, b=B)["id"]
    server.request("GET", f"/tiles/tiny/labels/{id}/1/2/0.png").refused(404)
    assert "no class 2" in server.request("GET", f"/tiles/tiny/labels/{id}/1/0/0.png?shown=2").refused(404)
    for query in ("shown=-1", "shown=x", "threshold=nan", "threshold=1.1"):
        server.request("GET", f"/tiles/tiny/labels/{id}/1/0/0.png?{query}").refused(400)
    reply = server.request("POST", f"/tiles/tiny/labels/{id}/uncertain", {"lonlat": [[0, 0]] * 10_001})
    assert "10000" in reply.refused(400)
