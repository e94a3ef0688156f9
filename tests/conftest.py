"""Settings for speed: the order in which pytest-xdist distributes test files, and the garbage collector."""

from __future__ import annotations

import gc

import pytest

LONG = (
    *("test_faults", "test_report", "test_runs", "test_model_file", "test_cli_learning", "test_fitting"),
    *("test_tiles", "test_api", "test_fuzz_api", "test_guide", "test_raster_predictors", "test_rendering"),
    *("test_life", "test_fuzz", "test_distributed", "test_presence_only", "test_image_encoders"),
    *("test_dask_run", "test_restart", "test_team_restart", "test_proxies", "test_tls", "test_stores"),
    *("test_child_jobs", "test_training", "test_mapping", "test_notebooks"),
    *("test_journey", "test_live_layer", "test_fit_model", "test_pretrain", "test_launcher"),
    *("test_qgis_process", "test_environment", "test_predict_map", "test_predict_points", "test_options"),
    *("test_uv", "test_setup_dialog", "test_setup_backend", "test_package", "test_refusals"),
)
"""Slow files, which start first so that all workers finish at about the same time."""
THRESHOLDS = gc.get_threshold()


def pytest_configure(config: pytest.Config) -> None:
    """Let pytest-xdist distribute files in the order of `pytest_collection_modifyitems`."""
    config.option.loadscopereorder = False
    gc.set_threshold(0)  # no garbage collection until all test files are imported


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Start with the files that take longest."""
    items.sort(key=lambda item: LONG.index(item.path.stem) if item.path.stem in LONG else len(LONG))


def pytest_collection_finish() -> None:
    """Exempt imported modules from garbage collection, which would take up to a fifth of the time of a test."""
    gc.freeze()
    gc.set_threshold(*THRESHOLDS)
