"""Test the imports at the start of a program."""

from __future__ import annotations

import gc

import pytest

from satclip_backend.imports import importing


def test_the_garbage_collector_pauses_within_the_block_only():
    with importing():
        assert not gc.isenabled()
    assert gc.isenabled()
    with pytest.raises(ImportError), importing():
        raise ImportError
    assert gc.isenabled()
    gc.disable()
    try:
        with importing():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_a_program_ends_without_a_last_collection(run_python):
    """Python collects after its exit handlers. The handler here was registered first, so it runs last."""
    code = (
        "import atexit, gc; atexit.register(lambda: print(gc.get_freeze_count())); import satclip_backend.cli"
    )
    assert int(run_python(code)) > 1000
