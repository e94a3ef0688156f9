"""A short form of `make fuzz`: a few dozen fixed mutants per reader, and files that failed before."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1]))

from fuzz.driver import Worker, fuzz
from fuzz.readers import DATA, READERS


@pytest.fixture(scope="module")
def worker():
    """Return a function that returns the worker process of a reader."""
    workers = {}

    def worker(reader):
        return workers.setdefault(reader, Worker(reader))

    yield worker
    for each in workers.values():
        each.stop()


@pytest.mark.slow
@pytest.mark.parametrize("reader", READERS)
def test_damaged_files(worker, reader):
    """Each file is read, or refused with a message, within ten seconds and 1 GiB."""
    tally = fuzz(worker(reader), seed=0, count=60)
    assert tally.findings == []
    assert tally.outcomes["sentence"] > 0


@pytest.mark.parametrize("path", sorted((DATA / "fuzz").glob("*/*")), ids=lambda path: path.name)
def test_regression_files(worker, path):
    """Folders of tests/data/fuzz have the names of readers."""
    assert worker(path.parent.name).read(path)["outcome"] in ("read", "sentence")
