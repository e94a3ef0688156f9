"""Jobs: execution, status, dismissal, all kinds of failure, and deletion."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from pathlib import Path

import pytest
from pydantic import BaseModel

from satclip_backend.processes.process import Process
from satclip_backend.server import job as job_module
from satclip_backend.server.job import Job
from satclip_backend.server.job_folder import JobFolder
from satclip_backend.server.jobs import MOST_WAITING, Jobs

OGC = "http://www.opengis.net/def/exceptions/ogcapi-processes-1/1.0/"


needs_dev_full = pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device that is always full")


def execute(server, process="walk", **inputs):
    reply = server.request("POST", f"/processes/{process}/execution", {"inputs": {"steps": 1, **inputs}})
    assert reply.status == 201, reply.body
    return reply.json["jobID"]


def files(server, job):
    """Return the files of a job."""
    return [path for path in server.stored("log.txt") if path.parent.name == job]


def test_a_job_from_beginning_to_end(job_server):
    body = {"inputs": {"steps": 20, "seconds": 0.05}}
    reply = job_server.request("POST", "/processes/walk/execution", body, {"Prefer": "respond-async"})
    info = reply.json
    assert reply.status == 201
    assert reply.headers["Preference-Applied"] == "respond-async"
    assert reply.headers["Location"] == f"http://127.0.0.1:{job_server.port}/jobs/{info['jobID']}"
    assert (info["processID"], info["type"]) == ("walk", "process")
    assert info["status"] in ("accepted", "running")

    seen = []
    while (info := job_server.request("GET", f"/jobs/{info['jobID']}").json)["status"] in (
        "accepted",
        "running",
    ):
        seen.append(info["progress"])
        results = job_server.request("GET", f"/jobs/{info['jobID']}/results")
        if results.status != 200:
            results.refused(404)
            assert results.json["type"] == OGC + "result-not-ready"
        time.sleep(0.05)
    assert seen == sorted(seen)
    assert len(set(seen)) > 1
    assert (info["status"], info["progress"]) == ("successful", 100)
    times = [datetime.fromisoformat(info[name]) for name in ("created", "started", "finished")]
    assert times == sorted(times)
    assert times[0].utcoffset().total_seconds() == 0

    results = job_server.request("GET", f"/jobs/{info['jobID']}/results").json
    assert results.keys() == {"log", "total", "place"}
    assert (results["total"], results["place"]) == (20, "pole")
    assert results["log"]["type"] == "text/plain"
    path = results["log"]["href"].removeprefix(f"http://127.0.0.1:{job_server.port}")
    file = job_server.request("GET", path)
    assert (file.body, file.headers["Content-Length"]) == (b"." * 20, "20")
    assert job_server.request("GET", f"/jobs/{info['jobID']}/results/total").json == 20
    job_server.request("GET", f"/jobs/{info['jobID']}/results/nothing").refused(404)
    job_server.request("GET", f"/jobs/{info['jobID']}/results/..%2f..%2frun%2fserver.json").refused(404)


def test_messages_are_in_the_language_of_the_request(job_server):
    german = {"Accept-Language": "de-AT,en;q=0.5"}
    unknown = job_server.request("GET", "/jobs/none", headers=german).json
    assert unknown["detail"] == "Es gibt keinen Auftrag 'none'."
    assert job_server.request("GET", "/jobs/none").json["detail"] == "There is no job 'none'."
    body = {"inputs": {"steps": 1, "feet": 2}}
    refused = job_server.request("POST", "/processes/walk/execution", body, german).json
    assert refused["detail"] == "Eingabe 'feet': eine solche Eingabe gibt es nicht."
    job = job_server.request("POST", "/processes/walk/execution", {"inputs": {"steps": 1}}, german).json[
        "jobID"
    ]
    assert job_server.finished(job)["message"] == "Fertig."


def test_progress_describes_the_current_step(job_server):
    job = execute(job_server, steps=1000, seconds=0.02)
    while (info := job_server.request("GET", f"/jobs/{job}").json)["progress"] == 0:
        time.sleep(0.02)
    assert info["message"].startswith("Step ")
    job_server.request("DELETE", f"/jobs/{job}")


def test_dismissing_a_running_job_takes_less_than_a_second(job_server):
    job = execute(job_server, steps=1000, seconds=0.05)
    while not files(job_server, job):
        time.sleep(0.02)
    began = time.monotonic()
    assert job_server.request("DELETE", f"/jobs/{job}").json["status"] == "dismissed"
    while job_server.request("GET", "/status").json["jobs"] or files(job_server, job):
        time.sleep(0.02)
    assert time.monotonic() - began < 10
    assert job_server.request("GET", f"/jobs/{job}").json["status"] == "dismissed"
    assert "dismissed" in job_server.request("GET", f"/jobs/{job}/results").refused(410)
    assert job_server.request("DELETE", f"/jobs/{job}").status == 200
    reply = job_server.request("GET", f"/jobs/{job}")
    reply.refused(404)
    assert reply.json["type"] == OGC + "no-such-job"


def test_dismissing_a_queued_job(job_server):
    running = [execute(job_server, steps=1000, seconds=0.05) for _ in range(2)]
    waiting = execute(job_server)
    assert job_server.request("GET", f"/jobs/{waiting}").json["status"] == "accepted"
    assert job_server.request("DELETE", f"/jobs/{waiting}").json["status"] == "dismissed"
    for job in running:
        job_server.request("DELETE", f"/jobs/{job}")
    assert job_server.finished(execute(job_server))["status"] == "successful"
    assert "started" not in job_server.request("GET", f"/jobs/{waiting}").json


def test_deleting_a_finished_job_deletes_its_files(job_server):
    job = execute(job_server)
    job_server.finished(job)
    assert files(job_server, job)
    job_server.request("DELETE", f"/jobs/{job}")
    assert not files(job_server, job)
    job_server.request("DELETE", f"/jobs/{job}").refused(404)


@pytest.mark.parametrize(
    ("fail", "status", "sentence"),
    [
        ("user", 400, "The steps are too steep. Take smaller ones."),
        ("memory", 500, "ran out of memory"),
        pytest.param("full", 500, "no space left in", marks=needs_dev_full),
        ("bug", 500, "backend.log"),
        ("exit", 500, "backend.log"),
        ("nan", 500, "backend.log"),
        ("elsewhere", 500, "backend.log"),
    ],
)
def test_a_failed_job_reports_the_reason(job_server, fail, status, sentence):
    job = execute(job_server, fail=fail)
    info = job_server.finished(job)
    assert info["status"] == "failed"
    assert sentence in info["message"]
    assert "secret details" not in info["message"]
    assert (
        job_server.request("GET", f"/jobs/{job}/results").refused(status) == info["message"].rstrip(".") + "."
    )
    assert not files(job_server, job)
    assert job_server.request("GET", "/status").status == 200


def test_the_traceback_is_in_the_log(job_server):
    job_server.finished(execute(job_server, fail="bug"))
    assert "ZeroDivisionError: secret details" in job_server.log()


@pytest.mark.parametrize(
    ("inputs", "sentence"),
    [
        ({}, "Input 'steps': it is missing."),
        ({"steps": "many"}, "Input 'steps': "),
        ({"steps": 0}, "Input 'steps': it should be greater than or equal to 1."),
        ({"steps": 1, "speed": 3}, "Input 'speed': there is no such input."),
        ({"steps": 1, "extent": [0, 0, "x", 1]}, "Input 'extent', item 3: "),
        ({"steps": 1, "place": {"lon": 1}}, "Input 'place': "),
        ({"steps": 0, "seconds": []}, "; input 'seconds': "),
        ([1], "Inputs"),
    ],
)
def test_wrong_inputs_are_refused_by_name(job_server, inputs, sentence):
    before = len(job_server.request("GET", "/jobs").json["jobs"])
    reply = job_server.request("POST", "/processes/walk/execution", {"inputs": inputs})
    assert sentence in reply.refused(400)
    assert len(job_server.request("GET", "/jobs").json["jobs"]) == before


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b'"x"', b"\xff", b"{}", b"[" * 100_000])
def test_invalid_requests_are_refused(job_server, body):
    headers = {"Content-Type": "application/json"}
    job_server.request("POST", "/processes/walk/execution", body, headers).refused(400)


@pytest.mark.parametrize(
    "body",
    [
        rb'{"inputs": {"steps": 1}, "outputs": {"\ud800": {}}}',
        rb'{"inputs": {"steps": 1, "\udfff": 1}}',
        b'{"inputs": {"steps": 1, "place": "\xed\xa0\x80"}}',
        b'{"inputs": {"steps": 1, "seconds": NaN}}',
    ],
)
def test_bodies_that_are_not_unicode_are_refused(job_server, body):
    headers = {"Content-Type": "application/json"}
    reply = job_server.request("POST", "/processes/walk/execution", body, headers)
    assert "not valid JSON" in reply.refused(400)
    assert job_server.request("GET", "/jobs").status == 200


@pytest.mark.parametrize("path", ["/jobs/%ff", "/jobs/%ed%a0%80", "/jobs/%00", "/processes/%ed%a0%80"])
def test_paths_that_are_not_unicode_are_not_found(job_server, path):
    job_server.request("GET", path).refused(404)


def test_inputs_have_the_types_of_the_description(job_server):
    for inputs in ({"steps": True}, {"steps": "1"}, {"steps": 1.5}, {"steps": 1, "seconds": "0"}):
        job_server.request("POST", "/processes/walk/execution", {"inputs": inputs}).refused(400)
    job = execute(job_server, steps=2.0, extent=[0, 0, 1, 1])
    assert job_server.finished(job)["status"] == "successful"


def test_a_full_queue_is_refused_with_retry_after(start, tmp_path):
    server = start(tmp_path, processes=True).wait()
    replies = [
        server.request("POST", "/processes/walk/execution", {"inputs": {"steps": 1000, "seconds": 0.05}})
        for _ in range(MOST_WAITING + 3)
    ]
    assert {reply.status for reply in replies[: MOST_WAITING + 1]} == {201}
    assert "Try again" in replies[-1].refused(429)
    assert replies[-1].headers["Retry-After"] == "2"
    server.request("DELETE", f"/jobs/{replies[MOST_WAITING].json['jobID']}")
    assert execute(server)
    server.request("POST", "/shutdown")
    assert server.ends() == 0


def test_allowed_methods_are_listed(job_server):
    reply = job_server.request("PUT", "/jobs/0")
    reply.refused(405)
    assert reply.headers["Allow"] == "DELETE, GET"
    assert job_server.request("GET", "/processes/walk/execution").headers["Allow"] == "POST"


def test_an_unknown_process_or_output(job_server):
    reply = job_server.request("POST", "/processes/fly/execution", {"inputs": {}})
    assert "'fly'" in reply.refused(404)
    assert reply.json["type"] == OGC + "no-such-process"
    body = {"inputs": {"steps": 1}, "outputs": {"map": {}}}
    assert "'map'" in job_server.request("POST", "/processes/walk/execution", body).refused(400)


def test_outputs_can_be_selected_and_returned_raw(job_server):
    body = {"inputs": {"steps": 3}, "outputs": {"total": {}}}
    job = job_server.request("POST", "/processes/walk/execution", body).json["jobID"]
    job_server.finished(job)
    assert job_server.request("GET", f"/jobs/{job}/results").json == {"total": 3}
    body = {"inputs": {"steps": 3}, "outputs": {"log": {}}, "response": "raw"}
    job = job_server.request("POST", "/processes/walk/execution", body).json["jobID"]
    job_server.finished(job)
    assert job_server.request("GET", f"/jobs/{job}/results").body == b"..."
    body = {"inputs": {"steps": 3}, "response": "raw"}
    assert "one output" in job_server.request("POST", "/processes/walk/execution", body).refused(400)


def test_values_may_be_qualified(job_server):
    place = {"lon": 1.0, "lat": 2.0}
    job = execute(job_server, steps={"value": 2}, place={"value": place, "mediaType": "application/json"})
    job_server.finished(job)
    results = job_server.request("GET", f"/jobs/{job}/results").json
    assert (results["total"], results["place"]) == (2, place)


def test_eight_clients_at_once(job_server):
    def one(steps):
        job = execute(job_server, steps=steps, seconds=0.01)
        job_server.finished(job)
        return job_server.request("GET", f"/jobs/{job}/results").json["total"]

    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(one, range(1, 9))) == list(range(1, 9))
    newest = [job["created"] for job in job_server.request("GET", "/jobs").json["jobs"]]
    assert newest == sorted(newest, reverse=True)


def test_a_job_that_has_ended_keeps_no_large_inputs(tmp_path):
    """A user may have a thousand such jobs."""

    class Inputs(BaseModel):
        id: str
        place: str
        places: list[float]

    inputs = Inputs(id="meadows", place="x" * 1000, places=[0.0] * 1000)
    job = Job(Process("walk", "Walk", "", Inputs, lambda inputs, context: {}), inputs, tmp_path)
    job.run()
    assert job.status == "successful"
    assert dict(job.inputs) == {"id": "meadows"}


def test_a_change_is_recorded_before_clients_see_it(walking, tmp_path):
    """Otherwise a server that is killed, or a counter that is read, would contradict what a client has seen."""
    changes = []

    def watched(**inputs):
        job = Job(walking.PROCESSES[0], walking.Inputs(**inputs), tmp_path)
        job.on_change = lambda changed: changes.append((changed.status, job.status))
        return job

    watched(steps=1).run()
    watched(steps=1, fail="user").run()
    waiting = watched(steps=1)
    for _ in range(2):
        waiting.dismiss()
    assert changes == [
        ("running", "accepted"),
        ("successful", "running"),
        ("running", "accepted"),
        ("failed", "running"),
        ("dismissed", "accepted"),
    ]


@pytest.fixture(scope="module")
def walking():
    """The module with processes for tests."""
    from importlib.util import module_from_spec, spec_from_file_location

    spec = spec_from_file_location("walking", Path(__file__).with_name("serve_test_processes.py"))
    walking = module_from_spec(spec)
    spec.loader.exec_module(walking)
    return walking


def test_unused_results_are_deleted_after_a_while(walking, tmp_path, monkeypatch):
    jobs = Jobs(JobFolder(tmp_path), keep_seconds=100)
    job = jobs.submit(walking.PROCESSES[0], walking.Inputs(steps=1))
    while not job.over:
        time.sleep(0.01)
    now = [time.monotonic()]
    with monkeypatch.context() as patch:
        patch.setattr(job_module.time, "monotonic", lambda: now[0])
        jobs.sweep()
        assert jobs.find(job.id) is job
        now[0] += 60
        job.touch()  # an access resets the time
        now[0] += 60
        jobs.sweep()
        assert job.results["log"].exists()
        now[0] += 60
        jobs.sweep()
        assert jobs.find(job.id) is None
    assert not job.folder.exists()
    assert jobs.close()
    assert list(tmp_path.iterdir()) == []


def test_the_end_of_a_job_is_recorded_before_the_server_ends(walking, tmp_path):
    ended, recorded = threading.Event(), []

    def record(job):
        ended.set()
        time.sleep(0.3)
        recorded.append(job.status)

    jobs = Jobs(JobFolder(tmp_path), on_end=[record])
    jobs.submit(walking.PROCESSES[0], walking.Inputs(steps=1))
    assert ended.wait(20)
    assert jobs.close(patience=20)
    assert recorded == ["successful"]
