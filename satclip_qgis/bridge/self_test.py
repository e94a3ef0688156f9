"""Test of a Python environment: which backend it has, and whether that computes on a device."""

from __future__ import annotations

import json
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from satclip_qgis.bridge.children import clean_environment, hidden, kill_tree
from satclip_qgis.bridge.errors import BackendError, Cancelled, NoEnvironment, WrongVersion, set_up
from satclip_qgis.bridge.text import tr

LIMIT = 120.0
"""Seconds that the test may take. Antivirus programs scan all of PyTorch at the first import."""
PROGRAM = """
import json, sys
import satclip_backend
print(json.dumps({"version": satclip_backend.__version__}), flush=True)
import numpy
from satclip_backend.encoders import load_encoder, registry
from satclip_backend.errors import SatclipError
try:
    encoder = load_encoder("bundled", device=sys.argv[1] or None)
    encoder.encode(numpy.array([[13.4, 52.5]]))
except SatclipError as error:
    print(json.dumps({"error": str(error)}))
else:
    print(json.dumps({"device": str(encoder.device), "encoders": len(registry.list_encoders())}))
"""
"""Program that prints lines of JSON: first the version, then the outcome."""


def check_python(
    python: Path, version: str, device: str = "", is_cancelled: Callable[[], bool] = lambda: False
) -> dict[str, Any]:
    """Compute an embedding with the backend of an environment, without the backend that runs.

    Returns its version, the device ("" for the fastest) and the number of encoders. Takes a few seconds. Raises
    `NoEnvironment`, `WrongVersion`, `BackendError` if it can't compute on the device, and `Cancelled` within a second
    of `is_cancelled()`.
    """
    if not python.is_file():
        raise NoEnvironment(tr("{python} does not exist. Choose a Python executable.").format(python=python))
    status, output, errors = _run([str(python), "-I", "-c", PROGRAM, device], is_cancelled)
    found = _outcome(output)
    if found.get("version", version) != version:
        message = tr(
            "The backend of {python} has version {other}, and this plugin needs version {version}."
        ).format(python=python, other=found["version"], version=version)
        raise WrongVersion(f"{message} {set_up()}")
    if "error" in found:
        raise BackendError(str(found["error"]))
    if status or "device" not in found:
        said = next((line for line in reversed(errors.splitlines()) if line.strip()), "")
        message = tr("{python} has no working backend ({said}).").format(
            python=python, said=said or tr("no error message")
        )
        raise NoEnvironment(f"{message} {set_up()}")
    return found


def _run(command: list[str], is_cancelled: Callable[[], bool]) -> tuple[int, str, str]:
    """Run a program; return its exit status and what it prints. Raises `NoEnvironment` and `Cancelled`."""
    python = command[0]
    try:
        process = subprocess.Popen(  # nosec B603: a list of arguments, no shell
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            errors="replace",
            env=clean_environment(),
            **hidden(),
        )
    except OSError as error:
        raise NoEnvironment(
            tr("{python} can't be run ({reason}). Choose a Python executable.").format(
                python=python, reason=error.strerror
            )
        ) from error
    until = time.monotonic() + LIMIT
    with process:
        try:
            while True:
                try:
                    output, errors = process.communicate(timeout=0.2)
                    return process.returncode, output, errors
                except subprocess.TimeoutExpired:
                    if is_cancelled():
                        raise Cancelled from None
                    if time.monotonic() > until:
                        raise NoEnvironment(
                            tr(
                                "{python} has not ended within {seconds} seconds. Choose a Python executable."
                            ).format(python=python, seconds=f"{LIMIT:.0f}")
                        ) from None
        finally:
            kill_tree(process)


def _outcome(output: str) -> dict[str, Any]:
    """Return the objects that the program has printed, as one."""
    found: dict[str, Any] = {}
    for line in output.splitlines():
        try:
            said = json.loads(line)
        except ValueError:
            continue
        found.update(said if isinstance(said, dict) else {})
    return found
