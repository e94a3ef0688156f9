"""A server that is stopped, killed and started again: jobs with --keep-jobs, and the time that running jobs get."""

import json
import os
import signal
import time

import pytest

from satclip_backend.server.job import RESTARTED
from satclip_backend.translation import language, translated
from tests.backend.server.members import until as wait_until
from tests.backend.server.test_runs import SMALL, described, execute, send_raster, until


def walk(server, **inputs):
    reply = server.request("POST", "/processes/walk/execution", {"inputs": inputs})
    assert reply.status == 201, reply.body
    return reply.json["jobID"]


def begun(server, **inputs):
    """Start a job and wait until it runs."""
    job = walk(server, **inputs)
    while server.request("GET", f"/jobs/{job}").json["status"] != "running":
        time.sleep(0.02)
    return job


def refuses(server):
    """Return whether a server that ends accepts no connections any more."""
    try:
        server.request("GET", "/status")
    except ConnectionRefusedError:
        return True
    except ConnectionResetError:  # the connection waited to be accepted
        return False
    return False


def killed(server):
    os.kill(server.process.pid, signal.SIGKILL)
    server.ends()


def stopped(server):
    server.process.send_signal(signal.SIGTERM)
    assert server.ends() == 0


@pytest.fixture
def keeping(start, tmp_path):
    """Return a function that starts a server which keeps its jobs."""
    return lambda *options: start(tmp_path, "--keep-jobs", *options, processes=True).wait()


@pytest.mark.parametrize("end", [killed, stopped])
def test_results_survive_and_expire_as_before(keeping, end):
    first = keeping()
    job = walk(first, steps=3, place={"lon": 7.5, "lat": 47.6})
    before = first.finished(job)
    failed = walk(first, steps=1, fail="user")
    reason = first.finished(failed)["message"]
    upload = first.request("POST", "/uploads", b"sent before").json["id"]
    end(first)

    second = keeping()
    after = second.request("GET", f"/jobs/{job}").json
    changed = {"links"}
    assert {k: v for k, v in after.items() if k not in changed} == {
        k: v for k, v in before.items() if k not in changed
    }
    results = second.request("GET", f"/jobs/{job}/results").json
    assert (results["total"], results["place"]) == (3, {"lon": 7.5, "lat": 47.6})
    log = second.request("GET", f"/jobs/{job}/results/log")
    assert (log.body, log.headers["Content-Type"]) == (b"...", "text/plain; charset=utf-8")
    assert second.request("GET", f"/jobs/{failed}").json["message"] == reason
    assert second.request("GET", f"/jobs/{failed}/results").refused(400) == reason
    assert second.request("DELETE", f"/uploads/{upload}").status == 200
    kept = second.home / "jobs" / "kept"
    assert "47.6" not in (kept / f"{failed}.json").read_text(), "inputs are kept for unfinished jobs only"
    assert second.request("DELETE", f"/jobs/{job}").status == 200
    assert not (kept / job).exists()
    assert not (kept / f"{job}.json").exists()


@pytest.mark.parametrize("end", [killed, stopped])
def test_a_running_job_is_failed_with_the_reason_and_waiting_ones_run(keeping, end):
    first = keeping()
    running = [begun(first, steps=1000, seconds=0.05) for _ in range(2)]
    waiting = [walk(first, steps=number) for number in (1, 2)]
    dismissed = walk(first, steps=5)
    first.request("DELETE", f"/jobs/{dismissed}")
    end(first)

    second = keeping()
    for job in running:
        info = second.request("GET", f"/jobs/{job}").json
        assert info["status"] == "failed"
        assert "server was restarted" in info["message"]
        assert "finished" in info
        assert "server was restarted" in second.request("GET", f"/jobs/{job}/results").refused(500)
        assert not (second.home / "jobs" / "kept" / job).exists()
    for number, job in enumerate(waiting, start=1):
        assert second.finished(job)["status"] == "successful"
        assert second.request("GET", f"/jobs/{job}/results").json["total"] == number
    assert second.request("GET", f"/jobs/{dismissed}").json["status"] == "dismissed"
    assert second.request("GET", "/status").json["jobs"] == 0
    assert "Traceback" not in second.log()


def test_the_reason_is_in_the_language_of_the_job(keeping):
    first = keeping()
    body = {"inputs": {"steps": 1000, "seconds": 0.05}}
    reply = first.request("POST", "/processes/walk/execution", body, {"Accept-Language": "de"})
    job = reply.json["jobID"]
    while first.request("GET", f"/jobs/{job}").json["status"] != "running":
        time.sleep(0.02)
    killed(first)
    with language("de"):
        expected = translated(RESTARTED)
    assert keeping().request("GET", f"/jobs/{job}").json["message"] == expected


def test_damaged_and_foreign_records_are_ignored_and_logged(keeping, tmp_path):
    first = keeping()
    job = walk(first, steps=2)
    first.finished(job)
    other = walk(first, steps=2)
    first.finished(other)
    stopped(first)
    kept = tmp_path / "jobs" / "kept"
    record = json.loads((kept / f"{job}.json").read_text())
    secret = tmp_path / "secret.txt"
    secret.write_text("secret")

    def damaged(number, text=None, **changes):
        """Write a record with another id."""
        id = f"{number:032x}"
        (kept / id).mkdir()
        (kept / id / "log.txt").write_text("..")
        (kept / f"{id}.json").write_text(
            json.dumps({**record, "id": id, **changes}) if text is None else text
        )
        return id

    (kept / f"{14:032x}.json").symlink_to(kept / f"{job}.json")
    (kept / f"{15:032x}.json").mkdir()
    ids = [
        damaged(1, ""),
        damaged(2, "[" * 100_000),
        damaged(3, json.dumps(record)[:-5]),
        damaged(4, process="absent"),
        damaged(5, id=job),
        damaged(6, files={"log": "../../../secret.txt"}),
        damaged(7, files={"log": str(secret)}),
        damaged(8, files={}),
        damaged(9, status="running"),
        damaged(10, progress="100"),
        damaged(11, extra=1),
        damaged(12, status="accepted", inputs={"steps": -1}),
        damaged(13, version=2),
        f"{14:032x}",
        f"{15:032x}",
    ]
    linked = damaged(16)
    (kept / linked / "log.txt").unlink()
    (kept / linked / "log.txt").symlink_to(secret)
    (kept / f"{other}.json").unlink()  # as of a server that was killed while it deleted the job
    (kept / f"{other}.part").write_text("{")
    (kept / "notes.txt").write_text("mine")

    second = keeping()
    for id in [*ids, linked, other]:
        second.request("GET", f"/jobs/{id}").refused(404)
        assert id == other or f"{id}.json of a job is ignored: " in second.log()
    assert second.request("GET", f"/jobs/{job}/results/log").body == b".."
    assert len(second.request("GET", "/jobs").json["jobs"]) == 1
    assert "Traceback" not in second.log()
    assert (kept / "notes.txt").read_text() == "mine"
    assert not list(kept.glob(f"{other}*"))
    assert (kept / linked).exists()
    assert len(list(kept.glob("*.json"))) == len(ids) + 2


def test_only_one_server_keeps_its_jobs_in_a_folder(start, keeping, tmp_path):
    keeping()
    other = start(tmp_path, "--keep-jobs", processes=True)
    assert other.ends() == 1
    assert "Another server keeps its jobs in" in other.log()


def test_another_server_leaves_kept_jobs_alone(start, keeping, tmp_path):
    first = keeping()
    job = walk(first, steps=2)
    first.finished(job)
    killed(first)
    other = start(tmp_path, processes=True).wait()
    other.request("GET", f"/jobs/{job}").refused(404)
    assert keeping().request("GET", f"/jobs/{job}/results/log").body == b".."


def test_running_jobs_and_requests_may_end_within_the_grace_period(keeping):
    first = keeping("--grace", "60")
    job = begun(first, steps=20, seconds=0.1)
    connection = first.connection()
    connection.putrequest("POST", "/uploads", skip_host=True)
    for name, value in {
        "Host": f"127.0.0.1:{first.port}",
        "Authorization": f"Bearer {first.token}",
        "Content-Length": "4000",
    }.items():
        connection.putheader(name, value)
    connection.endheaders(bytes(2000))
    time.sleep(0.3)
    first.process.send_signal(signal.SIGTERM)
    wait_until(lambda: refuses(first))
    connection.send(bytes(2000))
    assert connection.getresponse().status == 201
    began = time.monotonic()
    assert first.ends() == 0
    assert time.monotonic() - began < 30, "it does not wait longer than for the job"
    assert keeping().request("GET", f"/jobs/{job}/results").json["total"] == 20


def test_a_job_that_exceeds_the_grace_period_is_ended(keeping):
    first = keeping("--grace", "1")
    job = begun(first, steps=1000, seconds=0.1)
    began = time.monotonic()
    stopped(first)
    assert 1 <= time.monotonic() - began < 15
    assert f"Job {job} (walk) is ended" in first.log()
    assert "server was restarted" in keeping().request("GET", f"/jobs/{job}").json["message"]


def test_a_second_signal_ends_the_grace_period(keeping):
    server = keeping("--grace", "600")
    begun(server, steps=10_000, seconds=0.1)
    server.process.send_signal(signal.SIGTERM)
    time.sleep(1)
    assert server.process.poll() is None
    stopped(server)


def test_the_server_is_ready_until_it_stops(start, tmp_path):
    server = start(tmp_path, "--grace", "60", processes=True).wait()
    anyone = {"Authorization": None}
    reply = server.request("GET", "/health", headers=anyone)
    assert (reply.status, reply.json) == (200, {"status": "ready"})
    server.request("GET", "/health", headers={**anyone, "Host": "evil.example"}).refused(421)
    server.request("GET", "/health", headers={**anyone, "Origin": "http://evil.example"}).refused(403)
    server.request("POST", "/health", headers=anyone).refused(405)
    server.request("GET", "/health/", headers=anyone).refused(401)


@pytest.mark.slow
@pytest.mark.parametrize("end", [killed, stopped])
def test_pretraining_goes_on_from_its_checkpoint(start, tmp_path, end):
    first = start(tmp_path, "--keep-jobs").wait()
    job = execute(first, id="long", rasters=send_raster(first), **{**SMALL, "minutes": 20})
    begun = until(first, "long", lambda found: found["step"] > 300, 400)  # a checkpoint every 250 steps
    before = described(first, "long")["step"]
    end(first)

    second = start(tmp_path, "--keep-jobs").wait()
    assert second.request("GET", f"/jobs/{job}").json["status"] == "accepted"
    resumed = until(second, "long", lambda found: found["state"] == "running" and found["step"] > before, 400)
    assert resumed["job"] == job
    assert resumed["created"] == begun["created"]
    assert resumed["steps"] == begun["steps"]
    second.request("DELETE", f"/jobs/{job}")
    until(second, "long", lambda found: found["state"] == "stopped", 400)
    stopped(second)

    third = start(tmp_path, "--keep-jobs").wait()
    assert third.request("GET", f"/jobs/{job}").json["status"] == "dismissed"
    assert described(third, "long")["state"] == "stopped"
    assert described(third, "long")["step"] >= resumed["step"]
