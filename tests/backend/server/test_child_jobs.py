"""Jobs in child processes: they succeed, fail, crash and are killed, and the server keeps running."""

import os
import signal
import sys
import time
from pathlib import Path

import psutil
import pytest

from tests.backend.server.members import until

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the tests send signals")
needs_dev_full = pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device that is always full")


def execute(server, process="child", **inputs):
    reply = server.request("POST", f"/processes/{process}/execution", {"inputs": inputs})
    assert reply.status == 201, reply.body
    return reply.json["jobID"]


def about(server, job):
    assert server.finished(job)["status"] == "successful", server.finished(job)
    return server.request("GET", f"/jobs/{job}/results/about").json


def child(server, job, limit=60):
    """Wait until a process runs the job, and return it."""
    deadline = time.monotonic() + limit
    while time.monotonic() < deadline:
        for path in server.stored("log.txt"):
            if path.parent.name == job and (pid := path.read_text()):
                return psutil.Process(int(pid))
        time.sleep(0.02)
    raise AssertionError(f"No child works on {job}: {server.log()}")


def has_ended(process, limit):
    deadline = time.monotonic() + limit
    while time.monotonic() < deadline:
        if not process.is_running() or process.status() == psutil.STATUS_ZOMBIE:
            return True
        time.sleep(0.01)
    return False


def test_a_child_and_a_thread_give_the_same_results(child_server):
    inputs = {"extent": [-179.9, 1e-300]}
    own, shared = (about(child_server, execute(child_server, name, **inputs)) for name in ("child", "thread"))
    assert own["pid"] != child_server.process.pid
    ancestors = own["parent"], psutil.Process(own["parent"]).ppid()  # the fork server may be in between
    assert child_server.process.pid in ancestors
    assert shared["pid"] == child_server.process.pid
    assert own["extent"] == shared["extent"] == inputs["extent"]
    assert own["number"] == shared["number"] == 0.1


def test_a_child_has_a_lower_priority_and_no_thread_limit(child_server):
    own, shared = (about(child_server, execute(child_server, name)) for name in ("child", "thread"))
    assert own["nice"] == shared["nice"] + 5
    assert (own["threads"], shared["threads"]) == (None, "1")


def test_a_users_number_of_threads_is_kept(run_python, monkeypatch):
    code = (
        "import os\n"
        "from satclip_backend.threads import all_cores, one_thread_a_batch\n"
        "one_thread_a_batch()\n"
        "one_thread_a_batch()\n"
        "all_cores()\n"
        "print(os.environ.get('OMP_NUM_THREADS'))"
    )
    monkeypatch.delenv("OMP_NUM_THREADS", raising=False)
    assert run_python(code).strip() == "None"
    monkeypatch.setenv("OMP_NUM_THREADS", "3")
    assert run_python(code).strip() == "3"


def test_files_of_a_child_are_outputs(child_server):
    job = execute(child_server)
    child_server.finished(job)
    link = child_server.request("GET", f"/jobs/{job}/results").json["log"]
    assert link["type"] == "text/plain"
    reply = child_server.request("GET", link["href"].removeprefix(f"http://127.0.0.1:{child_server.port}"))
    assert int(reply.body) == about(child_server, job)["pid"]


def test_progress_is_reported(child_server):
    job = execute(child_server, steps=100, seconds=0.05)

    def now():
        info = child_server.request("GET", f"/jobs/{job}").json
        return info["progress"], info["message"]

    until(lambda: now()[0] >= 2)
    first = now()
    until(lambda: now()[0] > first[0])
    for progress, message in (first, now()):
        step = int(message.removeprefix("Step ")) - 1
        assert progress == int(100 * (step / 100))
    child_server.request("DELETE", f"/jobs/{job}")
    assert child_server.finished(execute(child_server))["progress"] == 100


def test_two_jobs_run_at_once(child_server):
    jobs = [execute(child_server, steps=1, seconds=60) for _ in range(2)]
    children = {child(child_server, job).pid for job in jobs}
    assert len(children) == 2
    for job in jobs:
        child_server.request("DELETE", f"/jobs/{job}")


def test_output_of_a_child_goes_to_the_log(child_server):
    assert about(child_server, execute(child_server, behave="print"))["number"] == 0.1
    assert {"from C", "from a child "} <= set(child_server.log().splitlines())


@pytest.mark.parametrize(
    ("behave", "status", "sentence"),
    [
        ("user", 400, "Das Feld „Höhe“ is flat. Take another."),
        ("memory", 500, "ran out of memory"),
        pytest.param("full", 500, "no space left in", marks=needs_dev_full),
        ("bug", 500, r"failed in the backend (ZeroDivisionError)."),
        ("exit", 500, "failed in the backend (SystemExit)."),
        ("leave", 500, "failed in the backend (its process ended with the status 3)."),
        ("crash", 500, "failed in the backend (its process ended with SIGSEGV)."),
        ("nan", 500, "failed in the backend (ValueError)."),
    ],
)
def test_a_failed_child_reports_the_reason(child_server, behave, status, sentence):
    job = execute(child_server, behave=behave)
    info = child_server.finished(job)
    assert info["status"] == "failed"
    assert sentence in info["message"]
    assert "secret details" not in info["message"]
    assert child_server.request("GET", f"/jobs/{job}/results").refused(status)
    assert not child_server.stored(job)


def test_the_log_has_the_traceback(child_server):
    for behave in ("bug", "crash"):
        child_server.finished(execute(child_server, behave=behave))
    log = child_server.log()
    assert "ZeroDivisionError: secret details" in log
    assert "Fatal Python error: Segmentation fault" in log


def test_a_killed_child_is_a_failed_job(child_server):
    job = execute(child_server, behave="sleep")
    child(child_server, job).kill()
    info = child_server.finished(job)
    assert info["status"] == "failed"
    assert "most likely because the computer ran out of memory" in info["message"]
    child_server.request("GET", f"/jobs/{job}/results").refused(500)
    assert about(child_server, execute(child_server))["number"] == 0.1


@pytest.mark.parametrize("behave", ["sleep", "solve", "stubborn"])
def test_dismissing_ends_any_child_within_a_second(child_server, behave):
    job = execute(child_server, behave=behave)
    worker = child(child_server, job)
    time.sleep(0.5)
    until(lambda: len(worker.children()) == (behave == "stubborn"))
    family = [worker, *worker.children()]
    began = time.monotonic()
    child_server.request("DELETE", f"/jobs/{job}")
    while child_server.stored(job):
        assert time.monotonic() - began < 10
        time.sleep(0.01)
    assert all(has_ended(process, 10) for process in family)
    assert child_server.request("GET", f"/jobs/{job}").json["status"] == "dismissed"


def test_shutdown_ends_a_child(start_children, tmp_path):
    server = start_children(tmp_path)
    worker = child(server, execute(server, behave="stubborn"))
    began = time.monotonic()
    server.request("POST", "/shutdown")
    assert server.ends() == 0
    assert time.monotonic() - began < 10
    assert has_ended(worker, 10)
    assert not list((tmp_path / "jobs").iterdir())


@pytest.mark.parametrize("behave", ["sleep", "solve"])
def test_a_child_ends_when_its_server_is_killed(start_children, tmp_path, behave):
    server = start_children(tmp_path)
    worker = child(server, execute(server, behave=behave))
    os.kill(server.process.pid, signal.SIGKILL)
    assert has_ended(worker, 30)


def until_working(server, job):
    """Wait until a job with the behaviour "save" is at work."""
    until(lambda: server.request("GET", f"/jobs/{job}").json["message"] == "Working")


def until_saved(home, job):
    path = home / f"saved-{job}"
    until(lambda: path.exists() and path.read_text())
    return path.read_text()


def test_a_dismissed_long_job_saves_its_state(child_server):
    job = execute(child_server, "long", behave="save")
    worker = child(child_server, job)
    until_working(child_server, job)
    began = time.monotonic()
    assert child_server.request("DELETE", f"/jobs/{job}").json["status"] == "dismissed"
    assert child_server.request("GET", f"/jobs/{job}").json["status"] == "dismissed"
    assert time.monotonic() - began < 10
    assert until_saved(child_server.home, job) == "all of it"
    assert has_ended(worker, 10)


@pytest.mark.parametrize("end", ["shutdown", "kill"])
def test_a_long_job_saves_its_state_when_the_server_ends(start_children, tmp_path, end):
    server = start_children(tmp_path)
    job = execute(server, "long", behave="save")
    worker = child(server, job)
    until_working(server, job)
    if end == "kill":
        os.kill(server.process.pid, signal.SIGKILL)
    else:
        server.request("POST", "/shutdown")
        assert server.ends() == 0
    assert until_saved(tmp_path, job) == "all of it"
    assert has_ended(worker, 10)


def test_long_jobs_run_one_at_a_time_and_do_not_delay_others(child_server):
    first, second = (execute(child_server, "long", steps=1, seconds=60) for _ in range(2))
    child(child_server, first)
    others = [execute(child_server, "child") for _ in range(2)]
    assert all(about(child_server, job)["number"] == 0.1 for job in others)
    status = {job: child_server.request("GET", f"/jobs/{job}").json["status"] for job in (first, second)}
    assert status == {first: "running", second: "accepted"}
    for job in (second, first):
        child_server.request("DELETE", f"/jobs/{job}")
    child_server.finished(first)
