"""Serve small processes whose inputs make them wait or fail: `python serve_test_processes.py`."""

import argparse
import subprocess
import sys
import time
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from satclip_backend.errors import SatclipError
from satclip_backend.processes.process import Output, Process
from satclip_backend.server import serve as serving
from satclip_backend.server.deployment import Deployment
from satclip_backend.threads import leave


class Point(BaseModel):
    model_config = ConfigDict(extra="forbid")

    lon: float
    lat: float


class Inputs(BaseModel):
    model_config = ConfigDict(extra="forbid")

    steps: int = Field(ge=1, description="How many steps to take.")
    seconds: float = Field(0.0, description="How long each takes, in seconds.")
    extent: tuple[float, float, float, float] = (-180, -90, 180, 90)
    place: Literal["pole"] | Point = "pole"
    fail: Literal["no", "user", "bug", "memory", "exit", "nan", "elsewhere", "full"] = "no"


def run(inputs, context):
    for step in range(inputs.steps):
        context.progress(step / inputs.steps, f"Step {step + 1}")
        (context.folder / "log.txt").write_text("." * (step + 1))
        time.sleep(inputs.seconds)
    if inputs.fail == "user":
        raise SatclipError("The steps are too steep. Take smaller ones.")
    if inputs.fail == "memory":
        raise MemoryError
    if inputs.fail == "exit":
        sys.exit(3)
    if inputs.fail == "full":
        Path("/dev/full").write_text("more than it takes")
    if inputs.fail == "bug":
        raise ZeroDivisionError("secret details")
    outside = context.folder.parent / "elsewhere.txt"
    return {
        "log": outside if inputs.fail == "elsewhere" else context.folder / "log.txt",
        "total": float("nan") if inputs.fail == "nan" else inputs.steps,
        "place": inputs.model_dump()["place"],
    }


def stubborn(inputs, context):
    """Never check for cancellation."""
    (context.folder / "log.txt").write_text("here")
    subprocess.run([sys.executable, "-c", "import time; time.sleep(60)"], check=True)


OUTPUTS = {
    "log": Output("Log", media_type="text/plain"),
    "total": Output("Steps taken", schema={"type": "integer"}),
    "place": Output("Place", schema={}),
}
PROCESSES = [
    Process("walk", "Walk", "Take steps, slowly.", Inputs, run, OUTPUTS),
    Process("stubborn", "Stubborn", "Sleep, whatever happens.", Inputs, stubborn, OUTPUTS),
]

if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("idle", type=float, nargs="?", default=0)
    parser.add_argument("--keep-jobs", action="store_true")
    parser.add_argument("--grace", type=float, default=0)
    args = parser.parse_args()
    serving.COLLECTING = 2.0
    serving._warm_up = lambda encoders: None  # skips importing torch, 1.5 seconds of CPU time
    deployment = Deployment(keep_jobs=args.keep_jobs, grace=args.grace)
    processes = {process.id: process for process in PROCESSES}
    if not serving.serve("127.0.0.1", 0, args.idle, processes, deployment=deployment):
        leave(0)
