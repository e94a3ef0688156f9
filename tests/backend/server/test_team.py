"""Quotas, the fair queue, removal of users at work, and the audit log of a server of several users."""

import http.client
import json
import os
import socket
import stat
import time

import pytest

from satclip_backend.cli import main
from satclip_backend.server import audit as audit_module
from satclip_backend.server.audit import AuditLog
from satclip_backend.server.job import Job
from satclip_backend.server.quotas import Storage, StorageFull
from satclip_backend.server.users import LOCAL
from tests.backend.server.members import TEAM, Member, remove, until

MOST = 3_000_000


@pytest.fixture(scope="module")
def team(start, tmp_path_factory):
    """Start a server that runs one job at a time; users may have two waiting ones, and store 3 MB."""
    quota = {"jobs": 1, "waiting": 2, "gigabytes": MOST / 1e9}
    options = json.dumps({"jobs": 1, "quota": quota})
    return start(tmp_path_factory.mktemp("home"), options, program=TEAM).wait()


@pytest.fixture(scope="module")
def anna(team):
    return Member(team, "anna")


@pytest.fixture(scope="module")
def ben(team):
    return Member(team, "ben")


@pytest.fixture
def queue(start, tmp_path):
    """Return a function that starts a server and returns users of it."""

    def queue(names, **options):
        server = start(tmp_path, json.dumps(options), program=TEAM).wait()
        return [Member(server, name) for name in names]

    return queue


def order(jobs):
    """Wait for the jobs, pairs of user and id; return the names of their users in the order of starts."""
    started = {job: who.finished(job)["started"] for who, job in jobs}
    names = {job: who.name for who, job in jobs}
    return [names[job] for job in sorted(started, key=started.get)]


@pytest.mark.parametrize("process", ["walk", "train"])
def test_the_next_job_is_that_of_the_user_who_waits_longest(queue, process):
    """Anna queues six jobs; Ben's and Cleo's come next, and then they take turns."""
    anna, ben, cleo = queue(["anna", "ben", "cleo"], jobs=1)
    first = anna.start(process, steps=100_000, seconds=0.05)
    until(lambda: states(anna, [first]) == ["running"])
    jobs = [(anna, first), *((anna, anna.start(process, steps=1)) for _ in range(5))]
    jobs += [(who, who.start(process, steps=1)) for who in (ben, cleo, ben)]
    anna.request("DELETE", f"/jobs/{first}")
    assert order(jobs) == ["anna", "ben", "cleo", "anna", "ben", "anna", "anna", "anna", "anna"]


def test_the_next_job_is_that_of_the_user_with_the_fewest_running(queue):
    anna, ben = queue(["anna", "ben"], jobs=3, quota={"jobs": 2})
    jobs = [anna.start("walk", steps=1000, seconds=0.05) for _ in range(4)]
    until(lambda: states(anna, jobs) == ["running", "running", "accepted", "accepted"])
    time.sleep(0.3)
    assert states(anna, jobs) == [
        "running",
        "running",
        "accepted",
        "accepted",
    ]  # two at once, though three could run
    others = [ben.start("walk", steps=1000, seconds=0.05) for _ in range(2)]
    until(lambda: states(ben, others) == ["running", "accepted"])
    anna.request("DELETE", f"/jobs/{jobs[0]}")  # each has one now, and Ben waits since a later time
    until(lambda: states(ben, others) == ["running", "running"])
    assert states(anna, jobs[1:]) == ["running", "accepted", "accepted"]


def states(who, jobs):
    return [who.request("GET", f"/jobs/{job}").json["status"] for job in jobs]


def test_several_training_runs_at_once(queue):
    anna, ben = queue(["anna", "ben"], training_runs=2)
    runs = [(who, who.start("train", steps=1000, seconds=0.05)) for who in (anna, anna, ben)]
    until(lambda: [states(who, [run])[0] for who, run in runs] == ["running", "accepted", "running"])


def test_waiting_jobs_are_limited_for_each_user(anna, ben):
    jobs = [anna.start("walk", steps=1000, seconds=0.05)]
    until(lambda: states(anna, jobs) == ["running"])
    jobs += [anna.start("walk", steps=1) for _ in range(2)]
    reply = anna.request("POST", "/processes/walk/execution", {"inputs": {"steps": 1}})
    assert "each user (2)" in reply.refused(429)
    assert int(reply.headers["Retry-After"]) > 0
    other = ben.start("walk", steps=1)
    anna.request("DELETE", f"/jobs/{jobs.pop()}")
    jobs.append(anna.start("walk", steps=1))
    for job in jobs:
        anna.request("DELETE", f"/jobs/{job}")
    assert ben.finished(other)["status"] == "successful"


def test_uploads_are_limited_for_each_user(anna, ben):
    def sent():
        return {*(anna.server.home / "jobs").glob(f"*/{anna.id}/uploads/*")}

    before = sent()
    first = anna.send(bytes(2_000_000))
    assert first.status == 201
    assert "0.003 GB" in anna.send(bytes(2_000_000)).refused(507)
    assert [path.stat().st_size for path in sent() - before] == [2_000_000]
    assert ben.send(bytes(2_000_000)).status == 201
    anna.request("DELETE", f"/uploads/{first.json['id']}")
    again = anna.send(bytes(2_000_000))
    assert again.status == 201
    anna.request("DELETE", f"/uploads/{again.json['id']}")


def test_results_are_limited_for_each_user(anna):
    """A job that exceeds the limit ends, and its files are deleted. Runs count, too."""
    job = anna.start("fill", megabytes=2)
    assert anna.finished(job)["status"] == "successful"
    failed = anna.start("fill", megabytes=1000)
    info = anna.finished(failed)
    assert info["status"] == "failed"
    assert "0.003 GB" in info["message"]
    assert not anna.server.stored(failed)
    anna.request("DELETE", f"/jobs/{job}")
    run = anna.server.home / "users" / anna.id / "runs" / "large"
    run.mkdir(parents=True)
    (run / "checkpoint.pt").write_bytes(bytes(MOST + 1))
    until(lambda: anna.send(b"x").status == 507)
    reply = anna.request("POST", "/processes/walk/execution", {"inputs": {"steps": 1}})
    assert "pretraining runs" in reply.refused(507)
    (run / "checkpoint.pt").unlink()
    until(lambda: anna.send(b"x").status == 201)


def test_the_files_of_a_user_are_not_measured_all_the_time(tmp_path, monkeypatch):
    now, measured = [0.0], []
    monkeypatch.setattr("satclip_backend.server.quotas.time.monotonic", lambda: now[0])

    def folders(user):
        measured.append(user)
        now[0] += 0.1  # as long as a measurement takes
        return [tmp_path]

    storage = Storage(1e-6, folders)
    (tmp_path / "file").write_bytes(bytes(500))
    for _ in range(5):
        storage.check("anna")
    assert measured == ["anna"]
    storage.check("anna", 400)
    with pytest.raises(StorageFull):
        storage.check("anna", 400)
    now[0] += 2.1
    storage.check("anna", 400)  # not written: measured again
    assert measured == ["anna", "anna"]
    storage.check(LOCAL.id, 10_000)
    assert measured == ["anna", "anna"]


def test_the_owner_of_the_computer_has_no_quota(team):
    inputs = {"inputs": {"steps": 1}}
    jobs = [team.request("POST", "/processes/walk/execution", inputs).json["jobID"] for _ in range(4)]
    assert team.request("POST", "/uploads", bytes(2 * MOST)).status == 201
    assert all(team.finished(job)["status"] == "successful" for job in jobs)


def test_a_user_who_is_removed_at_work(team, ben):
    """Requests are refused at once, also on an open connection. Jobs stop, and files are deleted."""
    carl = Member(team, "carl")
    upload = carl.send(b"data").json["id"]
    running, waiting = (carl.start("walk", steps=10_000, seconds=0.05) for _ in range(2))
    until(lambda: any(path.parent.name == running for path in team.stored("log.txt")))
    others = ben.start("walk", steps=1)
    run = team.home / "users" / carl.id / "runs" / "meadows"
    run.mkdir(parents=True)
    connection = http.client.HTTPConnection("127.0.0.1", team.port)
    login = {"Authorization": f"Bearer {carl.token}"}
    connection.request("GET", "/status", headers=login)
    assert connection.getresponse().read()
    remove(carl)
    connection.request("GET", "/status", headers=login)
    assert connection.getresponse().status == 401
    for method, path in (("GET", f"/jobs/{running}"), ("DELETE", f"/jobs/{running}"), ("POST", "/uploads")):
        carl.request(method, path, b"" if method == "POST" else None).refused(401)
    until(lambda: not any(team.stored(id) for id in (running, waiting, upload)))
    assert ben.finished(others)["status"] == "successful"
    assert run.is_dir()
    again = Member(team, "carl")
    assert again.request("GET", "/jobs").json["jobs"] == []
    again.request("GET", "/runs/meadows").refused(404)


def audit_lines(server, name="audit.jsonl"):
    return [json.loads(line) for line in (server.home / "log" / name).read_text().splitlines()]


def test_the_audit_log_has_no_secrets_and_no_values(start, tmp_path):
    server = start(tmp_path, "{}", program=TEAM).wait()
    dora = Member(server, "dora")
    values = ["12.345678", "-54.321", "secret-wells", "wrong-token", "0.777", "orchard", "nosuch"]
    place = {"lon": 12.345678, "lat": -54.321}
    job = dora.start("walk", steps=1, place=place)
    assert dora.finished(job)["status"] == "successful"
    upload = dora.send(b"secret-wells", "secret-wells.csv").json["id"]
    dora.request("GET", f"/jobs/{job}/results/nosuch").refused(404)
    dora.request("GET", "/jobs/12.345678").refused(404)
    dora.request("GET", "/12.345678/secret-wells").refused(404)
    dora.request(
        "GET", "/tiles/secret-wells/similarity/0/0/0.png?places=12.345678,-54.321&low=0.777"
    ).refused(400)
    dora.request(
        "POST", "/tiles/nosuch/labels", {"classes": [{"name": "orchard", "colour": "#ff0000", "lonlat": []}]}
    )
    dora.request("ORCHARD", "/jobs", None, **{"User-Agent": "secret-wells"}).refused(405)
    dora.request("GET", "/status", Authorization="Bearer wrong-token").refused(401)
    dora.request("GET", "/status?token=wrong-token", Authorization="Basic d3JvbmctdG9rZW46eA==").refused(401)
    text = "".join(path.read_text() for path in (tmp_path / "log").glob("*.jsonl"))
    for secret in (*values, dora.token, server.token, upload):
        assert secret not in text

    lines = audit_lines(server)
    requests = [line for line in lines if line["event"] == "request"]
    keys = [
        "time",
        "event",
        "user",
        "address",
        "method",
        "route",
        "status",
        "received",
        "sent",
        "seconds",
        "job",
    ]
    assert all(list(line) == keys for line in requests)
    assert {(line["user"], line["address"]) for line in requests} == {("dora", "127.0.0.1")}
    execute = requests[0]
    assert (execute["method"], execute["route"]) == ("POST", "/processes/walk/execution")
    assert (execute["status"], execute["job"]) == (201, job)
    assert execute["received"] > 20
    assert execute["sent"] > 100
    assert execute["seconds"] < 60
    (ended,) = (line for line in lines if line["event"] == "job")
    assert (ended["user"], ended["process"], ended["status"]) == ("dora", "walk", "successful")
    assert ended["job"] == job
    assert {(line["user"], line["status"]) for line in audit_lines(server, "refused.jsonl")} == {(None, 401)}
    for path in (tmp_path / "log").glob("*.jsonl"):
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_the_audit_log_is_bounded_and_private(tmp_path, monkeypatch):
    monkeypatch.setattr(audit_module, "LARGEST_FILE", 2000)
    log = AuditLog(tmp_path)
    job = Job(*walk())
    for _ in range(1000):
        log.job_ended(job)
    log.close()
    files = list(tmp_path.iterdir())
    assert len(files) == audit_module.KEPT_FILES + 1
    assert all(path.stat().st_size <= 2000 for path in files)
    assert {stat.S_IMODE(path.stat().st_mode) for path in files} == {0o600}


def walk():
    """Return a process, its inputs and a folder."""
    from pathlib import Path

    from satclip_backend.processes import pretrain

    return pretrain.PROCESS, pretrain.Inputs(id="x", resume=True), Path("none")


@pytest.mark.parametrize("make", ["mkdir", "mkfifo"])
def test_an_audit_log_that_can_not_be_written_is_reported_once(tmp_path, caplog, make):
    getattr(os, make)(tmp_path / "audit.jsonl")
    log = AuditLog(tmp_path)
    for _ in range(3):
        log.job_ended(Job(*walk()))
    assert len([record for record in caplog.records if "can't be written" in record.message]) == 1


def test_a_server_without_users_writes_no_audit_log(job_server):
    job_server.request("GET", "/status")
    assert not list((job_server.home / "log").glob("*.jsonl"))
    job_server.request("GET", "/status", headers={"Authorization": "Bearer x"}).refused(401)


@pytest.mark.parametrize(
    ("flags", "status", "sentence"),
    [
        (["--user-jobs", "3"], 1, "give --users, too"),
        (["--user-gigabytes", "3"], 1, "--user-gigabytes"),
        (["--users", "--user-waiting", "0"], 2, "--user-waiting"),
        (["--users", "--user-gigabytes", "nan"], 2, "--user-gigabytes"),
        (["--jobs", "0"], 2, "--jobs"),
    ],
)
def test_invalid_options_are_refused(capsys, flags, status, sentence):
    assert main(["serve", *flags]) == status
    assert sentence in capsys.readouterr().err


def test_an_upload_of_a_user_who_is_removed_meanwhile_is_refused(team):
    fay = Member(team, "fay")
    with socket.create_connection(("127.0.0.1", team.port)) as connection:
        connection.sendall(
            f"POST /uploads HTTP/1.1\r\nHost: 127.0.0.1:{team.port}\r\nAuthorization: Bearer {fay.token}\r\n"
            "Content-Length: 2000\r\n\r\n".encode()
        )
        connection.sendall(bytes(1000))
        until(lambda: list((team.home / "jobs").glob(f"*/{fay.id}/uploads/*.part")))
        remove(fay)
        until(lambda: not list((team.home / "jobs").glob(f"*/{fay.id}/uploads")))
        connection.sendall(bytes(1000))
        assert connection.makefile("rb").readline().startswith(b"HTTP/1.1 401 ")
    assert "Traceback" not in team.log()
