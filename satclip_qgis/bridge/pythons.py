"""Search for a Python with which to create the environment of the backend. Standard library only.

It is never `sys.executable`, which is QGIS itself on Windows and macOS.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from satclip_qgis.bridge.children import clean_environment, hidden
from satclip_qgis.bridge.errors import NoPython, NoVenv
from satclip_qgis.bridge.text import tr

OLDEST, NEWEST = (3, 10), (3, 14)
"""Python versions with PyTorch builds."""
_ASK = (
    "import importlib.util as u, json, os, struct, sys, sysconfig;"
    "print(json.dumps({'version': list(sys.version_info[:3]), 'bits': struct.calcsize('P') * 8,"
    "'platform': sysconfig.get_platform(), 'venv': all(u.find_spec(m) for m in ('venv', 'ensurepip')),"
    "'conda': os.path.isdir(os.path.join(sys.base_prefix, 'conda-meta'))}))"
)


@dataclass(frozen=True)
class Python:
    """A Python executable that runs, and its properties."""

    path: str
    version: tuple[int, ...]
    platform: str
    bits: int
    venv: bool
    conda: bool = False
    """Whether it is part of a conda environment, which may be removed."""


def candidates() -> list[str]:
    """Return candidate Python executables, best first."""
    named = [shutil.which(f"python3.{minor}") for minor in (13, 12, 11, 10, 14)]
    on_path = [path for path in [shutil.which("python3"), *named] if path]
    if sys.platform.startswith("linux"):
        found = ["/usr/bin/python3", *on_path]
    else:
        beside = []
        for prefix in (sys.base_prefix, sys.exec_prefix, sys.base_exec_prefix):
            if sys.platform == "win32":
                beside += [f"{prefix}\\python.exe", f"{prefix}\\python3.exe"]
            else:
                beside += [f"{prefix}/bin/python3", "/opt/homebrew/bin/python3", "/usr/local/bin/python3"]
        found = [*beside, *on_path]
    return list(dict.fromkeys(path for path in found if Path(path).is_file()))


def ask(path: str) -> Python | None:
    """Run a Python to get its properties; None if it does not run."""
    try:
        reply = subprocess.run(  # nosec B603: the user's choice, or a Python on PATH
            [path, "-I", "-c", _ASK],
            capture_output=True,
            timeout=30,
            check=True,
            env=clean_environment(),
            stdin=subprocess.DEVNULL,
            **hidden(),
        )
        facts = json.loads(reply.stdout)
        return Python(
            path,
            tuple(facts["version"]),
            facts["platform"],
            facts["bits"],
            facts["venv"],
            facts.get("conda", False),
        )
    except (OSError, subprocess.SubprocessError, ValueError, KeyError):
        return None


def find_python(chosen: str | None = None, *, needs_venv: bool = True) -> Python:
    """Return the first Python that can create the environment. If `chosen` is given, only this one is tried.

    uv does not need the module venv in it.

    Raises `NoPython` or `NoVenv` with a list of those tried.
    """
    tried: list[str] = []
    lacking = fragile = None
    for path in [chosen] if chosen else candidates():
        python = ask(path)
        if python is None:
            tried.append(tr("{path} (does not run)").format(path=path))
        elif not OLDEST <= python.version[:2] <= NEWEST:
            version = ".".join(map(str, python.version))
            tried.append(tr("{path} (version {version})").format(path=path, version=version))
        elif python.bits < 64:
            tried.append(tr("{path} (32-bit)").format(path=path))
        elif needs_venv and not python.venv:
            lacking = lacking or python
        elif python.conda and not chosen:
            fragile = fragile or python
        else:
            return python
    if fragile:
        return fragile
    if lacking:
        raise NoVenv(
            tr(
                "{python} can't create environments: the modules venv and ensurepip are missing. On Debian and Ubuntu, "
                "install them with: sudo apt install python3-venv"
            ).format(python=lacking.path)
        )
    message = tr(
        "No Python 3.10 to 3.14 (64-bit) was found. Install Python from python.org or with your package manager, or "
        "enter the path of a Python executable."
    )
    if tried:
        message += " " + tr("Tried: {pythons}.").format(pythons=", ".join(tried))
    raise NoPython(message)
