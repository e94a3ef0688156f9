"""Several users of a server that keeps their jobs, has TLS or is behind a proxy."""

import json
import ssl

import pytest

from tests.backend.server.members import TEAM, Member, remove, until
from tests.backend.server.test_restart import killed, stopped
from tests.backend.server.test_runs import SMALL, send_raster
from tests.backend.server.test_team import audit_lines, order, states
from tests.certificates import Authority

URL = "https://gis.example.org/satclip"


@pytest.fixture(scope="module")
def authority(tmp_path_factory):
    return Authority(tmp_path_factory.mktemp("authority"))


@pytest.fixture(scope="module")
def issued(authority):
    return [str(path) for path in authority.issue("server", "IP:127.0.0.1")]


@pytest.fixture
def keeping(start, authority, issued, tmp_path):
    """Return a function that starts a server with TLS which keeps the jobs of its users."""

    def keeping(**options):
        options = json.dumps({"keep_jobs": True, "certificate": issued, **options})
        server = start(tmp_path, options, program=TEAM).wait()
        server.tls = ssl.create_default_context(cafile=authority.certificate)
        return server

    return keeping


def move(server, *members):
    """Let members use another server with the same data folder."""
    for member in members:
        member.server = server


@pytest.mark.parametrize("end", [killed, stopped])
def test_jobs_and_uploads_survive_for_their_owner_only(keeping, start, tmp_path, end):
    quota = {"jobs": 1, "gigabytes": 0.003}
    first = keeping(jobs=2, quota=quota)
    anna, ben, carl = (Member(first, name) for name in ("anna", "ben", "carl"))
    ended = anna.start("fill", megabytes=2)
    assert anna.finished(ended)["status"] == "successful"
    upload = anna.send(b"sent before").json["id"]
    carls = [carl.start("walk", steps=2)]
    carl.finished(carls[0])
    carl.send(b"sent by carl")
    running = anna.start("walk", steps=1000, seconds=0.05)
    until(lambda: states(anna, [running]) == ["running"])
    waiting = anna.start("read", file=upload)
    carls += [carl.start("walk", steps=1000, seconds=0.05) for _ in range(2)]
    until(lambda: states(carl, carls) == ["successful", "running", "accepted"])
    end(first)
    kept = tmp_path / "jobs" / "kept"
    assert json.loads((kept / anna.id / f"{ended}.json").read_text())["user"] == anna.id
    (kept / carl.id / f"{'0' * 32}.json").write_text("damaged")
    remove(carl)
    (kept / ben.id).mkdir()
    (kept / ben.id / f"{ended}.json").write_bytes((kept / anna.id / f"{ended}.json").read_bytes())

    alone = start(tmp_path, "--keep-jobs", processes=True).wait()
    assert alone.request("GET", "/jobs").json["jobs"] == [], "a server without users leaves their jobs alone"
    end(alone)

    second = keeping(jobs=1, quota=quota)
    move(second, anna, ben, carl)
    assert not (kept / carl.id).exists()
    carl.request("GET", f"/jobs/{carls[0]}").refused(401)
    assert anna.request("GET", f"/jobs/{ended}/results").json == {"text": "done"}
    info = anna.request("GET", f"/jobs/{running}").json
    assert (info["status"], "server was restarted" in info["message"]) == ("failed", True)
    assert anna.finished(waiting)["status"] == "successful"
    assert anna.request("GET", f"/jobs/{waiting}/results").json == {"text": "sent before"}
    for job in (ended, running, waiting):
        for method in ("GET", "DELETE"):
            ben.request(method, f"/jobs/{job}").refused(404)
            second.request(method, f"/jobs/{job}").refused(404)
    ben.request("DELETE", f"/uploads/{upload}").refused(404)
    assert f"{ended}.json of a job is ignored: it is that of another job" in second.log()
    for job in carls:
        second.request("GET", f"/jobs/{job}").refused(404)

    anna.send(bytes(2_000_000)).refused(507)  # the results from before count
    assert anna.request("DELETE", f"/jobs/{ended}").status == 200
    assert anna.send(bytes(2_000_000)).status == 201
    assert anna.request("DELETE", f"/uploads/{upload}").status == 200
    assert "Traceback" not in second.log()
    lines = [line for line in audit_lines(second) if line["event"] == "job"]
    assert {line["user"] for line in lines if line["job"] in (ended, running, waiting)} == {"anna"}
    assert {line["status"] for line in lines if line["job"] == running} == {"failed"}


@pytest.mark.parametrize("end", [killed, stopped])
def test_the_queue_stays_fair_over_a_restart(keeping, end):
    """Pretraining continues before jobs that are newer; then the users take turns."""
    first = keeping(jobs=1)
    anna, ben, cleo = (Member(first, name) for name in ("anna", "ben", "cleo"))
    jobs = {}
    for process in ("walk", "train"):
        slow = {"steps": 1000, "seconds": 0.05}
        jobs[process] = [(anna, anna.start(process, **slow))]
        until(lambda process=process: states(anna, [jobs[process][0][1]]) == ["running"])
        for who in (anna, anna, ben):
            jobs[process].append((who, who.start(process, steps=1, seconds=0.1)))
    end(first)

    second = keeping(jobs=1, saving=2.0)
    move(second, anna, ben, cleo)
    jobs["train"].append((cleo, cleo.start("train", steps=1)))
    assert order(jobs["train"]) == ["anna", "ben", "cleo", "anna", "anna"]
    assert order(jobs["walk"][1:]) == ["anna", "ben", "anna"]
    assert anna.request("GET", f"/jobs/{jobs['train'][0][1]}").json["status"] == "successful"

    def ended():
        return [line["job"] for line in audit_lines(second) if line["event"] == "job"]

    until(lambda: len(ended()) == 9)
    assert len(set(ended())) == 9, "a job that continues has not ended before"


def test_the_audit_log_has_the_addresses_of_the_clients_of_a_proxy(start, tmp_path):
    server = start(tmp_path, json.dumps({"public_url": URL}), program=TEAM).wait()
    anna = Member(server, "anna")
    inputs = {"inputs": {"steps": 1}}
    path = "/processes/walk/execution"
    via = {"Host": "gis.example.org", "X-Forwarded-For": "198.51.100.9, 203.0.113.7"}
    reply = anna.request("POST", path, inputs, **via)
    job = reply.json["jobID"]
    assert reply.headers["Location"] == f"{URL}/jobs/{job}"
    anna.request("GET", f"/jobs/{job}", **{**via, "X-Forwarded-For": "2001:db8::7"})
    anna.request("GET", "/status", **{**via, "X-Forwarded-For": "secret-wells"})
    anna.request("GET", "/status", **via, Authorization="Bearer wrong").refused(401)
    anna.request("GET", "/status", **{**via, "Host": "evil.example"}).refused(421)
    anna.request("GET", "/metrics", **via).refused(403)

    def requests():
        return [line for line in audit_lines(server) if line["event"] == "request"]

    until(lambda: len(requests()) == 4)  # a line follows the response
    assert [(line["address"], line["route"], line["status"], line["job"]) for line in requests()] == [
        ("203.0.113.7", path, 201, job),
        ("2001:db8::7", "/jobs/{job_id}", 200, job),
        ("127.0.0.1", "/status", 200, None),
        ("203.0.113.7", "/metrics", 403, None),
    ]
    refused = audit_lines(server, "refused.jsonl")
    assert [(line["address"], line["status"]) for line in refused] == [
        ("203.0.113.7", 401),
        ("203.0.113.7", 421),
    ]
    text = "".join(path.read_text() for path in (tmp_path / "log").glob("*.jsonl"))
    assert "secret-wells" not in text
    assert "198.51.100.9" not in text


@pytest.mark.slow
def test_the_pretraining_of_a_user_goes_on_after_a_restart(start, authority, issued, tmp_path):
    """The command with all options: TLS, users and kept jobs."""
    options = ("--users", "--keep-jobs", "--certificate", issued[0], "--key", issued[1])
    trusting = ssl.create_default_context(cafile=authority.certificate)

    def begin():
        server = start(tmp_path, *options).wait()
        server.tls = trusting
        return server

    first = begin()
    anna, ben = Member(first, "anna"), Member(first, "ben")
    job = anna.start("pretrain", id="long", rasters=send_raster(anna), **{**SMALL, "minutes": 20})

    def run():
        return anna.request("GET", "/runs/long").json

    until(lambda: run()["step"] > 300, 400)  # a checkpoint every 250 steps
    begun = run()
    killed(first)

    second = begin()
    move(second, anna, ben)
    assert anna.request("GET", f"/jobs/{job}").json["status"] == "accepted"
    until(lambda: run()["state"] == "running" and run()["step"] > 300, 400)
    resumed = run()
    assert [resumed[name] for name in ("job", "created", "steps")] == [job, begun["created"], begun["steps"]]
    assert [path.name for path in (tmp_path / "users" / anna.id / "runs").iterdir()] == ["long"]
    for path in (f"/jobs/{job}", "/runs/long"):
        ben.request("GET", path).refused(404)
    anna.request("DELETE", f"/jobs/{job}")
    until(lambda: run()["state"] == "stopped", 60)
    stopped(second)
