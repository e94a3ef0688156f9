"""Sends mutants to a worker, and reports those that end neither in a result nor in a clear error message."""

from __future__ import annotations

import itertools
import json
import os
import selectors
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from fuzz.mutations import mutants
from fuzz.readers import READERS

LIMIT = 10.0
"""Time limit for a file in seconds."""
TESTS = Path(__file__).resolve().parents[1]


@dataclass
class Finding:
    """A file that causes a failure: the mutant, the output of the reader, and the content."""

    reader: str
    mutant: str
    said: str
    suffix: str
    data: bytes = field(repr=False)

    @property
    def kind(self) -> str:
        """Last line of the output. Findings of the same kind usually have the same cause."""
        return (self.said.strip().splitlines() or [""])[-1][:300]


@dataclass
class Tally:
    """Results of reading many files of a format."""

    outcomes: Counter[str] = field(default_factory=Counter)
    seconds: float = 0.0
    megabytes: float = 0.0
    findings: list[Finding] = field(default_factory=list)


class Worker:
    """A process of `worker.py`, which is restarted if a file has ended it."""

    def __init__(self, reader: str):
        self.reader, self.process = reader, None

    def __enter__(self) -> Worker:
        return self

    def __exit__(self, *error: object) -> None:
        self.stop()

    def read(self, path: Path) -> dict:
        """Return the result of a file: `worker.py`'s answer, or that it hung or crashed."""
        if self.process is None:
            self.start()
        self.process.stdin.write(f"{path}\n".encode())
        self.process.stdin.flush()
        answer = self._answer(LIMIT + 2)
        if answer is None:
            said = (
                f"no answer after {LIMIT:.0f} s"
                if self.process.poll() is None
                else f"ended with {self.process.wait()}"
            )
            said += f"\n{self.stop()[-1500:]}"
            return {"outcome": "crash", "said": said, "seconds": LIMIT, "megabytes": 0.0}
        if answer["outcome"] != "exception" and answer["seconds"] > LIMIT:
            answer.update(outcome="slow", said=f"{answer['seconds']:.1f} s")
        return answer

    def stop(self) -> str:
        """Kill the process, and return its stderr."""
        if self.process is None:
            return ""
        self.process.kill()
        self.process.communicate()
        self.process = None
        self.errors.seek(0)
        return self.errors.read().decode(errors="replace")

    def start(self) -> None:
        """Start the process, and wait until it has read the valid files."""
        self.errors = tempfile.TemporaryFile()  # noqa: SIM115
        variables = {"PYTHONPATH": os.pathsep.join(map(str, (TESTS, TESTS.parent))), "OMP_NUM_THREADS": "1"}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "fuzz.worker", self.reader],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self.errors,
            env={**os.environ, **variables},
            cwd=TESTS.parent,
        )
        if self._answer(120) != "ready":
            raise RuntimeError(f"The worker for {self.reader} did not start: {self.stop()}")

    def _answer(self, limit: float) -> object:
        with selectors.DefaultSelector() as selector:
            selector.register(self.process.stdout, selectors.EVENT_READ)
            if not selector.select(limit):
                return None
        line = self.process.stdout.readline()
        return json.loads(line) if line else None


def fuzz(worker: Worker, seed: int, count: int | None = None, seconds: float | None = None) -> Tally:
    """Let the worker read `count` mutants, or as many as `seconds` allow. They depend only on the seed."""
    tally, reader = Tally(), worker.reader
    if worker.process is None:
        worker.start()
    until = None if seconds is None else time.monotonic() + seconds
    with tempfile.TemporaryDirectory(prefix="satclip-fuzz-") as folder:
        for mutant, suffix, data in itertools.islice(_mutants(reader, seed), count):
            if until is not None and time.monotonic() > until:
                break
            path = Path(folder) / f"file{suffix}"
            path.write_bytes(data)
            answer = worker.read(path)
            tally.outcomes[answer["outcome"]] += 1
            tally.seconds = max(tally.seconds, answer["seconds"])
            tally.megabytes = max(tally.megabytes, answer["megabytes"])
            if answer["outcome"] not in ("read", "sentence"):
                tally.findings.append(Finding(reader, mutant, answer["said"], suffix, data))
    return tally


def _mutants(reader: str, seed: int) -> Iterator[tuple[str, str, bytes]]:
    """Yield mutants of the reader's valid files, in turn and endlessly, with their file extensions."""
    seeds, mutations = READERS[reader].seeds(), READERS[reader].mutations
    if not seeds:
        raise RuntimeError(f"There is no file to start from for {reader}.")
    streams = [
        (
            (f"{path.name} {damage}", path.suffix, data)
            for damage, data in mutants(path.read_bytes(), seed, 10**9, mutations)
        )
        for path in seeds
    ]
    while True:
        for stream in streams:
            yield next(stream)
