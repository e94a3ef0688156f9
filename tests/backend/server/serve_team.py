"""Serve small processes to several users: `python serve_team.py '{"jobs": 1, "quota": {"waiting": 2}}'`.

The argument has the options of `Deployment` and `Quota`, and `saving`, the seconds in which long jobs save their state.
"""

import json
import sys
import time
from pathlib import Path

from pydantic import BaseModel
from serve_test_processes import OUTPUTS, Inputs, run

from satclip_backend.processes.process import Output, Process, Upload
from satclip_backend.server import jobs
from satclip_backend.server import serve as serving
from satclip_backend.server.certificates import Certificate
from satclip_backend.server.deployment import Deployment
from satclip_backend.server.proxy import PublicUrl
from satclip_backend.server.quotas import Quota
from satclip_backend.threads import leave


class Files(BaseModel):
    file: Upload


class Megabytes(BaseModel):
    megabytes: int


def resumed(inputs, runs):
    return inputs.model_copy(update={"steps": 1})


def read(inputs, context):
    return {"text": context.upload(inputs.file).read_text()}


def fill(inputs, context):
    for number in range(inputs.megabytes):
        context.progress(number / inputs.megabytes)
        (context.folder / f"{number}.bin").write_bytes(bytes(1_000_000))
        time.sleep(0.1)
    return {"text": "done"}


TEXT = {"text": Output("Text", schema={"type": "string"})}
PROCESSES = [
    Process("walk", "Walk", "Take steps, slowly.", Inputs, run, OUTPUTS),
    Process("train", "Train", "As a long process.", Inputs, run, OUTPUTS, long=True, resumed=resumed),
    Process("read", "Read", "Read an upload.", Files, read, TEXT),
    Process("fill", "Fill", "Write files.", Megabytes, fill, TEXT),
]

if __name__ == "__main__":
    options = json.loads(sys.argv[1])
    options["quota"] = Quota(**options.get("quota", {}))
    if "certificate" in options:
        options["certificate"] = Certificate(*map(Path, options["certificate"]))
    if "public_url" in options:
        options["public_url"] = PublicUrl.parse(options["public_url"])
    jobs.SAVING = options.pop("saving", 1.0)
    serving._warm_up = lambda encoders: None
    processes = {process.id: process for process in PROCESSES}
    if not serving.serve("127.0.0.1", 0, 0, processes, deployment=Deployment(**options)):
        leave(0)
