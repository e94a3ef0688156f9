"""A short form of `make fuzz`: a few dozen mutants for every reader, always the same, and files found before."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1]))

from fuzz.driver import Worker, fuzz
from fuzz.readers import DATA, READERS


@pytest.mark.slow
@pytest.mark.parametrize("reader", READERS)
def test_damaged_files(reader):
    """Each is read, or refused with a sentence, within ten seconds and a gibibyte."""
    tally = fuzz(reader, seed=0, count=60)
    assert tally.findings == []
    assert tally.outcomes["sentence"] > 0


@pytest.mark.parametrize("path", sorted((DATA / "fuzz").glob("*/*")), ids=lambda path: path.name)
def test_a_file_found_before(path):
    """A folder of tests/data/fuzz is named for its reader."""
    worker = Worker(path.parent.name)
    try:
        assert worker.read(path)["outcome"] in ("read", "sentence")
    finally:
        worker.stop()
