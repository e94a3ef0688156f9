"""Serve small processes to several users: `python serve_team.py '{"jobs": 1, "quota": {"waiting": 2}}'`.

The argument has the options of `Team`, and of `Quota`.
"""

import json
import sys
import time

from pydantic import BaseModel
from serve_test_processes import OUTPUTS, Inputs, run

from satclip_backend.processes.process import Output, Process, Upload
from satclip_backend.server import serve as serving
from satclip_backend.server.quotas import Quota
from satclip_backend.server.team import Team


class Files(BaseModel):
    file: Upload


class Megabytes(BaseModel):
    megabytes: int


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
    Process("train", "Train", "The same as a long process.", Inputs, run, OUTPUTS, long=True),
    Process("read", "Read", "Read an upload.", Files, read, TEXT),
    Process("fill", "Fill", "Write files.", Megabytes, fill, TEXT),
]

if __name__ == "__main__":
    options = json.loads(sys.argv[1])
    quota = Quota(**options.pop("quota", {}))
    serving._warm_up = lambda encoders: None
    processes = {process.id: process for process in PROCESSES}
    if not serving.serve("127.0.0.1", 0, 0, processes, team=Team(**options, quota=quota)):
        serving.leave(0)
