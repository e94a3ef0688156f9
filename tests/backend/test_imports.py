"""Test the imports at the start of a program."""

from __future__ import annotations

import gc

import pytest

from satclip_backend.imports import importing


def test_the_garbage_collector_pauses_within_the_block_only():
    before = gc.get_threshold()
    assert before[0] > 0
    with importing():
        assert gc.get_threshold()[0] == 0
        assert gc.isenabled()  # Dask remembers it
    assert gc.get_threshold() == before
    with pytest.raises(ImportError), importing():
        raise ImportError
    assert gc.get_threshold() == before


def test_a_program_ends_without_a_last_collection(run_python):
    """Python collects after its exit handlers. The handler here was registered first, so it runs last."""
    code = (
        "import atexit, gc; atexit.register(lambda: print(gc.get_freeze_count())); import satclip_backend.cli"
    )
    assert int(run_python(code)) > 1000
