"""Limits stated in docs/server.md equal those of the code."""

import inspect
import re
from pathlib import Path

import uvicorn
from h11._connection import DEFAULT_MAX_INCOMPLETE_EVENT_SIZE

from satclip_backend.cli import argument_parser
from satclip_backend.server import (
    audit,
    bodies,
    connections,
    deployment,
    job_folder,
    jobs,
    npy,
    quotas,
    uploads,
)

PAGE = Path(__file__).resolve().parents[3] / "docs" / "server.md"
HOURS = {3600.0: "an hour"}


def test_documented_limits_equal_those_of_the_code():
    page = PAGE.read_text(encoding="utf-8")
    kept = HOURS[job_folder.KEEP_SECONDS]
    workers = inspect.signature(jobs.Jobs).parameters["workers"].default
    least = 1 / uploads.SMALL_DISK
    rows = re.findall(
        r"^\| (.+?) \| (.+?) \| .+? \|$", page.split("## Limits")[1].split("## ")[0], re.MULTILINE
    )
    assert dict(rows[2:]) == {
        "time until a request's header has arrived": f"{connections.HEAD:g} s, also after a response; with the "
        "handshake of TLS",
        "time between requests on a connection": f"{uvicorn.Config(None).timeout_keep_alive} s",
        "a slow body": f"at least {connections.STEP:,} bytes in {connections.WINDOW:g} s",
        "a response that the client does not read": f"{connections.STALLED:g} s without progress",
        "connections": f"{connections.MOST}, or half of the open files that the system allows beyond "
        f"{connections.RESERVE}",
        "waiting connections of one address": "half of them",
        "concurrent requests": "half of the connections; with `--users`, half of these for each user",
        "a request's header": f"{DEFAULT_MAX_INCOMPLETE_EVENT_SIZE >> 10} KiB, or more if it arrives at once",
        "a body": f"{bodies.MAX_BODY // 10**6} MB; an upload {uploads.MAX_UPLOAD >> 30} GiB",
        "points in one request": f"{npy.MAX_POINTS:,}",
        "waiting jobs": f"{jobs.MOST_WAITING}",
        "running jobs": f"{workers}, and one training run (`--jobs`, `--training-runs`)",
        "finished jobs": f"{jobs.MOST_KEPT:,} of each user, and {kept} after the last use of their results",
        "uploads": f"{kept} after their last use, including incomplete ones; uploads of waiting or running jobs are "
        "kept",
        "disk": f"uploads leave {uploads.SPARE >> 30} GiB free, or {least:.0%} of a small disk".replace(
            "%", " %"
        ),
    }
    minutes = argument_parser(["serve"]).parse_args(["serve"]).idle_minutes
    assert f"shuts down after {minutes:g} minutes without a request" in page.replace("\n", " ")


def test_documented_limits_of_users_equal_those_of_the_code():
    page, quota = PAGE.read_text(encoding="utf-8"), quotas.Quota()
    rows = re.findall(r"^\| ([^|]+) \| `(--user-[^|]+)` \| ([^|]+) \| [^|]+ \|$", page, re.MULTILINE)
    assert {option: default for _limit, option, default in rows} == {
        "--user-jobs": f"{quota.jobs}",
        "--user-training-runs": f"{quota.training_runs}",
        "--user-waiting": f"{quota.waiting}",
        "--user-gigabytes": f"{quota.gigabytes:g} GB",
    }
    assert f"| uploads at once | | {quotas.MOST_UPLOADS:,} |" in page
    default = deployment.Deployment()
    assert f"`--jobs {default.jobs}` jobs run at once, and `--training-runs {default.training_runs}`" in page
    assert f"A file of {audit.LARGEST_FILE // 10**6} MB" in page
