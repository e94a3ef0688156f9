"""Several users of one server: logins, and what each of them can see, fetch, stop and delete."""

import base64
import hashlib
import hmac
import http.client
import secrets
import shutil
from pathlib import Path

import pytest

from satclip_backend.pretraining.runs import STOPPED, RunFolder, RunState, read_run
from tests.backend.server.members import TEAM, Member, remove, until

IMAGERY = Path(__file__).parents[2] / "data" / "imagery" / "utm33n.tif"
NOTHING = "0" * 32
SHARED, PUBLIC, START, LIST, OWN, ADMINISTRATORS = (
    "shared",
    "public",
    "start",
    "list",
    "own",
    "administrators",
)
RULES = {
    ("GET", "/"): SHARED,
    ("GET", "/conformance"): SHARED,
    ("GET", "/processes"): SHARED,
    ("GET", "/processes/{process_id}"): SHARED,
    ("GET", "/challenge"): PUBLIC,
    ("GET", "/health"): PUBLIC,
    ("GET", "/metrics"): ADMINISTRATORS,
    ("GET", "/status"): LIST,
    ("POST", "/shutdown"): ADMINISTRATORS,
    ("POST", "/processes/import_encoder/execution"): ADMINISTRATORS,
    ("POST", "/processes/download_encoder/execution"): ADMINISTRATORS,
    **{
        ("POST", f"/processes/{name}/execution"): START
        for name in (
            *("embedding_map", "similarity_map", "cluster_map", "fit_model", "predict_points", "predict_map"),
            *(
                "evaluate_model",
                "suggest_points",
                "compare_encoders",
                "assess_map",
                "sample_imagery",
                "pretrain",
            ),
        )
    },
    ("GET", "/jobs"): LIST,
    ("GET", "/jobs/{job_id}"): OWN,
    ("DELETE", "/jobs/{job_id}"): OWN,
    ("GET", "/jobs/{job_id}/results"): OWN,
    ("GET", "/jobs/{job_id}/results/{output}"): OWN,
    ("POST", "/uploads"): START,
    ("DELETE", "/uploads/{upload_id}"): OWN,
    ("GET", "/encoders"): SHARED,
    ("GET", "/encoders/{encoder_id}"): SHARED,
    ("GET", "/encoders/{encoder_id}/file"): SHARED,
    ("DELETE", "/encoders/{encoder_id}"): ADMINISTRATORS,
    ("POST", "/encoders/{encoder_id}/embeddings"): SHARED,
    ("GET", "/releases"): SHARED,
    ("GET", "/releases/{release_id}"): SHARED,
    ("GET", "/runs"): LIST,
    ("GET", "/runs/{run_id}"): OWN,
    ("GET", "/runs/{run_id}/log"): OWN,
    ("GET", "/runs/{run_id}/card"): OWN,
    ("DELETE", "/runs/{run_id}"): OWN,
    ("GET", "/tiles/{encoder_id}/similarity/value"): SHARED,
    ("POST", "/tiles/{encoder_id}/similarity/stretch"): SHARED,
    ("POST", "/tiles/{encoder_id}/clusters/examples"): SHARED,
    ("GET", "/tiles/{encoder_id}/{style}/legend"): SHARED,
    ("GET", "/tiles/{encoder_id}/{style}/{z}/{x}/{y}.png"): SHARED,
    ("POST", "/tiles/{encoder_id}/labels"): START,
    ("GET", "/tiles/{encoder_id}/labels/{id}/legend"): OWN,
    ("POST", "/tiles/{encoder_id}/labels/{id}/uncertain"): OWN,
    ("GET", "/tiles/{encoder_id}/labels/{id}/{z}/{x}/{y}.png"): OWN,
}
"""What each route answers: the same for all, something of the user's own, or only to administrators."""
BODIES = {"/tiles/{encoder_id}/labels/{id}/uncertain": {"lonlat": [[0.0, 0.0], [20.0, 50.0]]}}


@pytest.fixture(scope="module")
def team_server(start_unprepared, tiny_encoder_file, tmp_path_factory):
    """Start `satclip-backend serve --users`."""
    home = tmp_path_factory.mktemp("home")
    (home / "encoders").mkdir()
    shutil.copy(tiny_encoder_file, home / "encoders" / "tiny.safetensors")
    return start_unprepared(home, "--users", "--offline", "--training-runs", "2")


@pytest.fixture(scope="module")
def anna(team_server):
    return Member(team_server, "anna")


@pytest.fixture(scope="module")
def ben(team_server):
    return Member(team_server, "ben")


@pytest.fixture(scope="module")
def cleo(team_server):
    return Member(team_server, "cleo", administrator=True)


@pytest.fixture(scope="module")
def things(anna):
    """Return the ids of a job with results, an upload, a run and labels of Anna, by the parameter of routes."""
    job = anna.start("embedding_map", encoder="tiny", extent=[0, 0, 2, 2], pixel_size=1)
    assert anna.finished(job)["status"] == "successful"
    output = next(iter(anna.request("GET", f"/jobs/{job}/results").json))
    run = RunFolder(anna.server.home / "users" / anna.id / "runs" / "meadows")
    with run.claim(RunState("Meadows")):
        run.append({"step": 50, "loss": 0.5})
        run.card.write_text("# Meadows")
    classes = [
        {"name": name, "colour": "#ff0000", "lonlat": [[lon, 10.0], [lon, 20.0], [lon, 30.0]]}
        for name, lon in (("orchard", 10.0), ("quarry", 100.0))
    ]
    labels = anna.request("POST", "/tiles/tiny/labels", {"classes": classes})
    assert labels.status == 200, labels.body
    return {
        "job_id": job,
        "output": output,
        "upload_id": anna.send(b"data", "wells.csv").json["id"],
        "run_id": "meadows",
        "id": labels.json["id"],
    }


def filled(path, ids):
    return path.format(**{"encoder_id": "tiny", "z": 0, "x": 0, "y": 0, **ids})


def test_every_route_has_a_rule(team_server):
    document = team_server.request("GET", "/openapi.json").json
    routes = {(method.upper(), path) for path, item in document["paths"].items() for method in item}
    assert routes == set(RULES)


@pytest.mark.parametrize("route", [route for route in RULES if RULES[route] == OWN])
def test_a_thing_of_another_user_is_answered_like_one_that_does_not_exist(things, anna, ben, cleo, route):
    method, path = route
    missing = dict.fromkeys(things, NOTHING) | {"output": things["output"]}
    owner = filled(path, things)
    for other in (ben, cleo):
        reply = other.request(method, owner, BODIES.get(path))
        nothing = other.request(method, filled(path, missing), BODIES.get(path))
        shown = reply.refused(404)
        for name in ("job_id", "upload_id", "run_id", "id"):
            shown = shown.replace(things[name], NOTHING)
        assert shown == nothing.refused(404)
    assert team_says_404(anna.server, method, owner, BODIES.get(path))
    if method != "DELETE":
        assert anna.request(method, owner, BODIES.get(path)).status == 200


def team_says_404(server, method, path, body):
    """Return whether the user of the runtime file, too, does not see a thing of another user."""
    return server.request(method, path, body).status == 404


def test_lists_have_only_things_of_the_user(things, anna, ben, cleo):
    assert [job["jobID"] for job in anna.request("GET", "/jobs").json["jobs"]] == [things["job_id"]]
    assert [run["id"] for run in anna.request("GET", "/runs").json["runs"]] == ["meadows"]
    waiting = anna.start("embedding_map", encoder="tiny", extent=[-180, -90, 180, 90], pixel_size=0.05)
    assert anna.request("GET", "/status").json["jobs"] == 1
    for other in (ben, cleo):
        assert other.request("GET", "/jobs").json["jobs"] == []
        assert other.request("GET", "/runs").json["runs"] == []
        assert other.request("GET", "/status").json["jobs"] == 0
        other.request("DELETE", f"/jobs/{waiting}").refused(404)
    assert anna.server.request("GET", "/jobs").json["jobs"] == []
    assert anna.request("GET", f"/jobs/{waiting}").json["status"] in ("accepted", "running")
    assert anna.request("DELETE", f"/jobs/{waiting}").json["status"] == "dismissed"


def test_a_job_can_not_read_the_upload_or_resume_the_run_of_another_user(things, anna, ben):
    job = ben.start("fit_model", table=things["upload_id"], target="ph")
    message = ben.finished(job)["message"]
    assert "no longer exists" in message
    assert "wells" not in message
    job = ben.start("pretrain", id="meadows", resume=True)
    assert "There is no training run" in ben.finished(job)["message"]
    assert anna.request("GET", "/runs/meadows").json["state"] == "finished"


@pytest.mark.parametrize("route", [route for route in RULES if RULES[route] == ADMINISTRATORS])
def test_only_administrators_change_what_all_share(anna, cleo, route):
    method, path = route
    file = {"file": anna.send(b"x").json["id"], "file_name": "new.safetensors"}
    bodies = {
        "/processes/import_encoder/execution": {"inputs": file},
        "/processes/download_encoder/execution": {"inputs": {"id": "satclip-vit16-l10"}},
    }
    assert "administrators" in anna.request(method, filled(path, {}), bodies.get(path)).refused(403)
    assert anna.request("GET", "/encoders/tiny").status == 200
    if path in bodies:
        assert cleo.request(method, path, bodies[path]).status == 201
    elif method == "GET":
        assert cleo.request(method, path).status == 200
    elif method == "DELETE":
        cleo.request(method, "/encoders/nothing").refused(404)


def test_an_administrator_ends_the_server(start, tmp_path):
    server = start(tmp_path, '{"jobs": 1}', program=TEAM).wait()
    ben, cleo = Member(server, "ben"), Member(server, "cleo", administrator=True)
    ben.request("POST", "/shutdown").refused(403)
    assert cleo.request("POST", "/shutdown").status == 202
    assert server.ends() == 0


@pytest.mark.parametrize(
    "route", [route for route in RULES if RULES[route] == START and "process" in route[1]]
)
def test_all_users_start_the_other_processes(ben, route):
    """An input that is missing or unknown is the only problem."""
    ben.request(*route, {"inputs": {"unknown": 1}}).refused(400)


def test_shared_things_are_the_same_for_all(anna, ben):
    for path in ("/encoders", "/encoders/tiny", "/encoders/tiny/file", "/releases", "/processes"):
        assert anna.request("GET", path).body == ben.request("GET", path).body
    for path in ("pca/0/0/0.png", "similarity/0/0/0.png?places=8,50", "similarity/legend?places=8,50"):
        drawn = {who.request("GET", f"/tiles/tiny/{path}").body for who in (anna, ben)}
        assert len(drawn) == 1


def test_the_labels_of_one_user_are_sent_again_by_another(things, anna, ben):
    classes = [{"name": "orchard", "colour": "#ff0000", "lonlat": [[10.0, 10.0]]}]
    ids = {who.request("POST", "/tiles/tiny/labels", {"classes": classes}).json["id"] for who in (anna, ben)}
    (id,) = ids  # of the content
    ben.request("GET", f"/tiles/tiny/labels/{things['id']}/legend").refused(404)
    assert ben.request("GET", f"/tiles/tiny/labels/{id}/legend").status == 200


def near_misses(token, name):
    """Return logins that are nearly right."""
    yield from (f"Bearer {token[:-1]}", f"Bearer {token}x", f"Bearer {token.swapcase()}", "Bearer ", "")
    yield f"Bearer {token[:-1]}{'A' if token[-1] != 'A' else 'B'}"
    yield f"Bearer {hashlib.sha256(token.encode()).hexdigest()}"  # as in the file
    for user in ("", "ben", name.upper(), f"{name} ", "../anna"):
        yield "Basic " + base64.b64encode(f"{user}:{token}".encode()).decode()
    yield "Basic " + base64.b64encode(f"{name}:".encode()).decode()
    yield "Basic " + base64.b64encode(token.encode()).decode()


def test_wrong_and_nearly_right_logins_are_refused(anna):
    for login in near_misses(anna.token, "anna"):
        assert "user name and token" in anna.request("GET", "/status", Authorization=login).refused(401)
    basic = "Basic " + base64.b64encode(f"anna:{anna.token}".encode()).decode()
    assert anna.request("GET", "/status", Authorization=basic).status == 200
    repeated = http.client.HTTPConnection("127.0.0.1", anna.server.port)
    repeated.putrequest("GET", "/status")
    for _ in range(2):
        repeated.putheader("Authorization", f"Bearer {anna.token}")
    repeated.endheaders()
    assert repeated.getresponse().status == 401


def test_the_token_of_the_runtime_file_is_that_of_an_administrator(anna, things):
    server = anna.server
    for login in (
        f"Bearer {server.token}",
        "Basic " + base64.b64encode(f"any:{server.token}".encode()).decode(),
    ):
        assert server.request("GET", "/status", headers={"Authorization": login}).status == 200
    server.request("DELETE", "/encoders/nothing").refused(404)


def test_the_challenge_proves_that_the_server_knows_a_user(anna):
    nonce = secrets.token_hex(32)

    def proof(query):
        path = f"/challenge?nonce={nonce}{query}"
        return anna.server.request("GET", path, headers={"Authorization": None}).json["proof"]

    def proven(key, *name):
        said = " ".join(["satclip", str(anna.server.port), nonce, *name])
        return hmac.new(key.encode(), said.encode(), "sha256").hexdigest()

    key = hashlib.sha256(anna.token.encode()).hexdigest()
    assert proof("&user=anna") == proven(key, "anna")
    local = anna.server.token
    assert proof("") == proof("&user=") == proven(local)
    for name in ("nobody", "someone", "ANNA"):  # a proof that two names share would be that of no user
        assert proof(f"&user={name}") == proven(local, name)


@pytest.mark.slow
def test_two_users_train_encoders_of_the_same_name(anna, ben):
    """The runs are apart. Encoders are shared: the second one gets a number."""
    small = {"degree": 5, "capacity": 16, "dimension": 8, "count": 60, "pixels": 4, "minutes": 0.05}
    imagery = IMAGERY.read_bytes()
    jobs = {}
    for who in (anna, ben):
        raster = {"id": who.send(imagery).json["id"], "name": f"Imagery of {who.name}"}
        jobs[who] = who.start("pretrain", id="fields", rasters=[raster], **small)
    found = set()
    for who, job in jobs.items():
        info = who.finished(job, limit=600)
        assert info["status"] == "successful", info["message"]
        found.add(who.request("GET", f"/jobs/{job}/results").json["summary"]["encoder"])
        card = who.request("GET", "/runs/fields/card").body.decode()
        assert f"Imagery of {who.name}" in card
    assert found == {"fields", "fields-2"}
    installed = {encoder["id"] for encoder in ben.request("GET", "/encoders").json["encoders"]}
    assert found <= installed
    assert ben.request("DELETE", "/runs/fields").status == 200
    assert anna.request("GET", "/runs/fields").status == 200


@pytest.mark.slow
def test_the_training_of_a_user_who_is_removed_is_stopped_and_saved(team_server):
    dora = Member(team_server, "dora")
    raster = {"id": dora.send(IMAGERY.read_bytes()).json["id"], "name": "Imagery"}
    small = {"degree": 5, "capacity": 16, "dimension": 8, "count": 60, "pixels": 4, "minutes": 60}
    dora.start("pretrain", id="shore", rasters=[raster], **small)
    until(lambda: dora.request("GET", "/runs/shore").json["step"] > 20, limit=600)
    remove(dora)
    run = team_server.home / "users" / dora.id / "runs" / "shore"
    until(lambda: read_run(run).state == "stopped", limit=60)
    assert read_run(run).message == STOPPED
    assert (run / "checkpoint.pt").exists()
