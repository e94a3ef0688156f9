"""Counters in the text format of Prometheus."""

import re
import time

import numpy as np

from tests.backend.server.conftest import npy

LINE = re.compile(r'([a-z_]+)(?:\{((?:[a-z]+="[^"\\]*",?)*)\})? ([0-9.e+-]+)')


def metrics(server):
    """Return the values by name and labels, after a check of the format."""
    reply = server.request("GET", "/metrics")
    assert reply.status == 200
    assert reply.headers["Content-Type"] == "text/plain; version=0.0.4; charset=utf-8"
    values, kinds = {}, {}
    for line in reply.body.decode().splitlines():
        if line.startswith("# TYPE "):
            name, kind = line.split()[2:]
            kinds[name] = kind
        elif not line.startswith("# HELP "):
            found = LINE.fullmatch(line)
            assert found, line
            assert found[1] in kinds, "the type precedes the values"
            assert (found[1], found[2] or "") not in values
            values[found[1], found[2] or ""] = float(found[3])
    assert all((kind == "counter") == name.endswith("_total") for name, kind in kinds.items())
    return values


def test_metrics_need_the_token(job_server):
    job_server.request("GET", "/metrics", headers={"Authorization": None}).refused(401)


def test_jobs_are_counted_by_process_and_outcome(start, tmp_path):
    server = start(tmp_path, processes=True).wait()

    def walk(**inputs):
        return server.request("POST", "/processes/walk/execution", {"inputs": inputs}).json["jobID"]

    server.finished(walk(steps=2, seconds=0.1))
    server.finished(walk(steps=1, fail="user"))
    running = [walk(steps=1000, seconds=0.05) for _ in range(3)]
    while metrics(server).get(("satclip_jobs", 'process="walk",status="running"')) != 2:
        time.sleep(0.05)
    now = metrics(server)
    assert now["satclip_jobs", 'process="walk",status="accepted"'] == 1
    assert now["satclip_jobs_ended_total", 'process="walk",status="successful"'] == 1
    assert now["satclip_jobs_ended_total", 'process="walk",status="failed"'] == 1
    assert 0.2 <= now["satclip_job_run_seconds_total", 'process="walk"'] < 60
    waited = now["satclip_job_wait_seconds_total", 'process="walk"']
    time.sleep(0.5)
    for job in running:
        server.request("DELETE", f"/jobs/{job}")
    while server.request("GET", "/status").json["jobs"]:
        time.sleep(0.05)
    now = metrics(server)
    assert now["satclip_jobs_ended_total", 'process="walk",status="dismissed"'] == 3
    assert now["satclip_job_wait_seconds_total", 'process="walk"'] >= waited + 0.5
    assert not [labels for name, labels in now if name == "satclip_jobs"]


def test_requests_are_counted_by_route_and_not_by_path(start, tmp_path):
    server = start(tmp_path, processes=True).wait()
    for number in range(5):
        server.request("GET", f"/jobs/{number}")
        server.request("GET", f"/nowhere/{number}")
        server.request(f"METHOD{number}", "/status")
        server.request("GET", "/jobs", headers={"Authorization": f"Bearer {number}"})
    server.request("POST", "/uploads", bytes(1000))
    now = metrics(server)
    requests = {
        labels: value for (name, labels), value in now.items() if name == "satclip_http_requests_total"
    }
    assert requests['method="GET",route="/jobs/{job_id}",status="404"'] == 5
    assert requests['method="GET",route="",status="404"'] == 5
    assert requests['method="GET",route="",status="401"'] == 5
    assert sum(value for labels, value in requests.items() if 'method="other"' in labels) == 5
    assert requests['method="POST",route="/uploads",status="201"'] == 1
    assert now["satclip_http_received_bytes_total", 'method="POST",route="/uploads"'] == 1000
    assert now["satclip_http_sent_bytes_total", 'method="GET",route="/jobs/{job_id}"'] > 500
    assert now["satclip_http_request_seconds_total", 'method="POST",route="/uploads"'] > 0
    assert not [labels for labels in requests if "nowhere" in labels or "METHOD" in labels]


def test_encoded_points_and_memory(server):
    before = metrics(server).get(("satclip_points_encoded_total", ""), 0)
    server.request("POST", "/encoders/tiny/embeddings", npy(np.zeros((40_000, 2))))
    now = metrics(server)
    assert now["satclip_points_encoded_total", ""] == before + 40_000
    assert 1e8 < now["satclip_resident_memory_bytes", 'of="server"'] < 1e11
    assert now["satclip_resident_memory_bytes", 'of="jobs"'] >= 0
