"""What the server finds at the places of a view: the range of a similarity, and examples of a cluster."""

import numpy as np
import pytest

from satclip_backend.encoders import load_encoder
from satclip_backend.geo.sphere import fibonacci_lattice, unit
from satclip_backend.rasters.cluster_examples import CENTRAL, EXAMPLES, cluster_examples
from satclip_backend.rasters.clusters import SAMPLE, fit_clusters
from satclip_backend.rasters.colours import VIRIDIS, ramp
from satclip_backend.rasters.masks import read_mask
from tests.backend.server.test_tiles import HERE, centres, embedded, tile, towards

VIEW = np.stack(np.meshgrid(np.linspace(-20, 60, 60), np.linspace(-40, 70, 50)), axis=-1).reshape(-1, 2)
AT = (3, 4, 3)


@pytest.fixture(scope="module")
def bundled():
    """The bundled encoder, which knows only land."""
    return load_encoder("bundled", device="cpu")


def view_range(server, lonlat, encoder="tiny", places=HERE):
    path = f"/tiles/{encoder}/similarity/stretch?places={places}"
    return server.request("POST", path, {"lonlat": lonlat.tolist()})


def examples(server, encoder="tiny", k=6, **body):
    reply = server.request("POST", f"/tiles/{encoder}/clusters/examples?k={k}", body)
    assert reply.status == 200, reply.body
    return reply.json["rows"]


def test_the_range_of_a_view_is_rounded_outward_from_its_percentiles(server, tiny_encoder):
    found = view_range(server, VIEW).json
    similarity = towards(
        tiny_encoder, tiny_encoder.encode(VIEW, dtype="float64"), [[13.4, 52.5], [-70.7, -33.4]]
    )
    low, high = np.quantile(similarity, (0.02, 0.98))
    step = 0.1 if high - low >= 1 else 0.01
    assert found["low"] <= low < found["low"] + 1.001 * step
    assert found["high"] - 1.001 * step < high <= found["high"]
    assert f"{found['low']:.2f}" == f"{found['low']:g}" or found["low"] == round(found["low"], 2)


def test_a_view_of_one_place_has_a_range(server):
    found = view_range(server, np.array([[13.4, 52.5], [13.4001, 52.5]]), places="13.4,52.5").json
    assert 0 < found["high"] - found["low"] <= 0.002
    assert found["high"] == 1


def test_only_land_counts_for_an_encoder_of_land(server, bundled):
    places = "13.4,52.5"
    on_land = VIEW[read_mask().contains(VIEW)]
    assert 0 < len(on_land) < len(VIEW)
    assert (
        view_range(server, VIEW, "bundled", places).json
        == view_range(server, on_land, "bundled", places).json
    )
    sea = np.array([[-30.0, 30], [-40, 40]])
    assert "The encoder knows no place in this view" in view_range(server, sea, "bundled", places).refused(
        400
    )


def test_stretched_tiles_have_the_colours_of_their_range(server, tiny_encoder):
    low, high = view_range(server, centres(*AT)[::37]).json.values()
    query = f"?places={HERE}&low={low}&high={high}"
    values = towards(tiny_encoder, embedded(tiny_encoder, *AT), [[13.4, 52.5], [-70.7, -33.4]])
    assert low > -1
    assert high < 1
    image = tile(server, "similarity", *AT, query)[:3].reshape(3, -1)
    assert np.abs(image - ramp(values, low, high, VIRIDIS).astype(int)).max() <= 2
    entries = server.request("GET", f"/tiles/tiny/similarity/legend{query}").json["entries"]
    assert (entries[0]["value"], entries[-1]["value"]) == (low, high)
    assert entries[0]["label"].startswith("< ")
    assert entries[-1]["label"].startswith("> ")
    assert entries[0]["colour"] == f"#{VIRIDIS[0]}"


@pytest.mark.parametrize("query", ["&low=0.1", "&high=0.1", "&low=0.2&high=0.1", "&low=0.2&high=0.2"])
def test_half_a_range_is_refused(server, query):
    path = f"/tiles/tiny/similarity/0/0/0.png?places={HERE}{query}"
    assert "'low' and 'high'" in server.request("GET", path).refused(400)


def test_examples_are_central_places_of_the_cluster_and_far_apart(server, tiny_encoder):
    clusters = fit_clusters(tiny_encoder, fibonacci_lattice(SAMPLE), 6)
    embeddings = tiny_encoder.encode(VIEW, dtype="float64")
    distance = np.linalg.norm(embeddings[:, None] - clusters.centres, axis=2)
    place = VIEW[1234]
    cluster = distance[1234].argmin()
    members = np.flatnonzero(distance.argmin(axis=1) == cluster)
    rows = examples(server, lonlat=VIEW.tolist(), place=place.tolist())
    assert len(set(rows)) == EXAMPLES
    assert set(rows) <= set(members)
    own = distance[members, cluster]
    assert rows[0] == members[own.argmin()]
    assert distance[rows, cluster].max() <= np.quantile(own, CENTRAL) + 1e-6
    # By definition: each is the farthest central place from those before.
    central = members[np.argsort(own, kind="stable")[: round(CENTRAL * len(members))]]
    for i in range(1, EXAMPLES):
        gap = np.linalg.norm(unit(VIEW[central])[:, None] - unit(VIEW[rows[:i]]), axis=2).min(axis=1)
        assert np.linalg.norm(unit(VIEW[rows[i : i + 1]]) - unit(VIEW[rows[:i]]), axis=1).min() == gap.max()


def test_examples_of_known_members_are_near_their_mean(server, tiny_encoder):
    rows = examples(server, lonlat=VIEW[:40].tolist())
    embeddings = tiny_encoder.encode(VIEW[:40], dtype="float64")
    assert rows[0] == np.linalg.norm(embeddings - embeddings.mean(axis=0), axis=1).argmin()
    assert examples(server, lonlat=[[1, 2]]) == [0]
    assert examples(server, lonlat=[[1, 2], [1, 2], [1, 95]]) == [0]
    assert examples(server, lonlat=[[1, 2]], place=[1, 95]) == []


def test_examples_are_on_land_if_the_encoder_knows_only_land(bundled):
    land = read_mask().contains(VIEW)
    assert read_mask().contains(VIEW[cluster_examples(bundled, VIEW)]).all()
    assert len(cluster_examples(bundled, VIEW[~land])) == 0
