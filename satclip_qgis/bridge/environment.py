"""Create the Python environment of the backend. Standard library only: the Makefile uses it too.

    python3 -m satclip_qgis.bridge.environment [--find-links DIR] [--no-index] FOLDER REQUIREMENT...

A REQUIREMENT is any requirement of pip: a wheel, a name, `-e folder[extra]`. A complete environment with the same
requirements is kept. An incomplete one, for example after a power failure, is created anew.

If there is a `requirements.txt` beside the wheel, or in the folder, its releases are installed first: only wheels with
the hashes in that file. A folder of wheels or another index is trusted as it is: then only the version bounds of the
backend's own requirements apply.
"""

from __future__ import annotations

import argparse
import contextlib
import hashlib
import json
import shutil
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from satclip_qgis.bridge.children import clean_environment, run_logged
from satclip_qgis.bridge.diagnosis import explain
from satclip_qgis.bridge.errors import (
    BridgeError,
    NoNetwork,
    NoSpace,
    NotPermitted,
    NoWheel,
    SetupError,
)
from satclip_qgis.bridge.pythons import find_python

TORCH = "2.13.0"
CPU_INDEX = "https://download.pytorch.org/whl/cpu"
LACKING = (
    "The folder of wheels {folder} lacks a package for this system and version of Python. Add the package, or choose "
    "another Python (3.11 to 3.13, 64-bit). ({reason})"
)
SPACE = 2_500_000_000
"""Free bytes needed: about 2 GB for the environment, the rest for downloading and unpacking."""
SPACE_CUDA = 12_000_000_000
MARKER = "satclip-environment.json"
LOCK = "requirements.txt"
"""Exact releases with hashes of their files, except for PyTorch, whose builds depend on the index."""
LOCKED = ("--require-hashes", "--no-deps", "--only-binary", ":all:", "--requirement")
CLEAN = ("-I", "-u", "-X", "utf8")
"""Options of Python: isolated from the user's packages, unbuffered output."""


@dataclass(frozen=True)
class Sources:
    """Where pip finds packages, in addition to the user's pip configuration."""

    find_links: str | None = None
    extra_index: str | None = None
    no_index: bool = False

    @property
    def chosen(self) -> bool:
        """Whether the user chose them, so that they are trusted."""
        return self != Sources()

    def arguments(self) -> list[str]:
        """The options of pip."""
        return [
            *(["--find-links", self.find_links] if self.find_links else []),
            *(["--extra-index-url", self.extra_index] if self.extra_index else []),
            *(["--no-index"] if self.no_index else []),
        ]


@dataclass
class Report:
    """Log, progress and cancellation of an installation."""

    log: Path
    on_progress: Callable[[float, str], None] = lambda fraction, message: None
    is_cancelled: Callable[[], bool] = lambda: False
    variables: Mapping[str, str] = field(default_factory=dict)
    """Environment variables for pip: HTTPS_PROXY, PIP_CERT and the like."""


def python_in(folder: Path | str) -> Path:
    """The Python executable of the environment in `folder`."""
    return Path(folder) / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")


def is_complete(folder: Path | str, requirements: Sequence[str] | None = None) -> bool:
    """Whether the environment is complete, and has exactly these requirements if they are given."""
    made = _read_marker(Path(folder))
    return bool(made.get("complete")) and (
        requirements is None or made.get("requirements") == fingerprint(requirements)
    )


def make_environment(
    folder: Path | str,
    requirements: Sequence[str],
    report: Report,
    *,
    python: str | None = None,
    sources: Sources | None = None,
    torch: str | None = TORCH,
) -> Path:
    """Create the environment, or update a complete one to these requirements. Returns its Python.

    Parameters: `requirements` of pip; `python`, the executable to create it with (by default, one is searched for);
    `torch`, a version of PyTorch to install first, as the CPU build on Linux without an NVIDIA GPU. Raises a
    `SetupError` or `Cancelled`, and leaves no incomplete environment.
    """
    folder = Path(folder).absolute()
    sources = sources or Sources()
    executable = python_in(folder)
    if is_complete(folder, requirements) and executable.exists():
        report.on_progress(1.0, f"The environment in {folder} is already installed.")
        return executable
    if folder.exists() and any(folder.iterdir()) and not (folder / MARKER).exists():
        raise NotPermitted(
            f"{folder} already exists and was not created by this installer. Choose another folder, or remove it."
        )
    check_wheels(sources)
    updating = is_complete(folder) and executable.exists()
    before = _read_marker(folder)
    _check_space(folder, SPACE_CUDA if _has_nvidia() else SPACE, updating)
    try:
        if not updating:
            _make_venv(folder, find_python(python).path, report)
        _write_marker(folder, {"complete": False})
        pip = [str(executable), *CLEAN, "-m", "pip", "install", "--no-input", "--progress-bar", "off"]
        pip += sources.arguments()
        if (lock := lock_beside(requirements)) and not sources.chosen:
            report.on_progress(0.05, "Installing the dependencies of the backend")
            _pip([*pip, *LOCKED, str(lock)], report, 0.05, 0.30)
        if torch:
            _install_torch(pip, torch, sources, report)
        report.on_progress(0.60, "Installing the backend")
        reinstalled = [name for name in requirements if name.endswith(".whl")] if updating else []
        if reinstalled:
            _pip([*pip, "--force-reinstall", "--no-deps", *reinstalled], report, 0.60, 0.65)
        _pip([*pip, *requirements, *([f"torch=={torch}"] if torch else [])], report, 0.65, 0.95)
        if torch:
            report.on_progress(0.95, "Testing the environment")
            _run([str(executable), *CLEAN, "-c", "import torch, satclip_backend"], report)
        _write_marker(folder, {"complete": True, "requirements": fingerprint(requirements)})
    except (SetupError, OSError) as error:
        if isinstance(error, NoWheel) and sources.no_index:
            error = NoWheel(LACKING.format(folder=sources.find_links, reason=error.reason))
        if updating:  # pip rolls back a failed update
            with contextlib.suppress(OSError):
                _write_marker(folder, before)
        else:
            _remove(folder)
        if isinstance(error, OSError):
            raise explain([str(error)], report.log) from error
        raise error
    except BaseException:
        _remove(folder)
        raise
    report.on_progress(1.0, f"The environment in {folder} is ready.")
    return executable


def check_wheels(sources: Sources) -> None:
    """Raise `NoWheel` if the folder of wheels doesn't exist or contains none."""
    if sources.find_links and "://" not in sources.find_links:
        folder = Path(sources.find_links)
        if not folder.is_dir():
            raise NoWheel(f"The folder of wheels {folder} does not exist. Choose another folder.")
        if not any(folder.glob("*.whl")):
            raise NoWheel(
                f"The folder of wheels {folder} contains no wheels (*.whl). Fill it on a computer with internet "
                "access, the same system and the same version of Python. The help page says how."
            )


def lock_beside(requirements: Sequence[str]) -> Path | None:
    """The `LOCK` beside the wheel, or in the folder, to install."""
    for requirement in requirements:
        path = Path(requirement.split("[")[0])
        lock = (path if path.is_dir() else path.parent) / LOCK
        if path.exists() and lock.is_file():
            return lock
    return None


def fingerprint(requirements: Sequence[str]) -> list[str]:
    """The requirements, with the hash of each file that they name (pyproject.toml of a folder) and of the lock."""
    marks = []
    lock = lock_beside(requirements)
    for requirement in [*requirements, *([str(lock)] if lock else [])]:
        path = Path(requirement.split("[")[0])
        file = path / "pyproject.toml" if path.is_dir() else path
        digest = hashlib.sha256(file.read_bytes()).hexdigest() if file.is_file() else ""
        marks.append(f"{requirement} {digest}".strip())
    return marks


def _install_torch(pip: list[str], version: str, sources: Sources, report: Report) -> None:
    """PyTorch; the CPU build on Linux without a GPU, since PyPI has a CUDA build of several GB."""
    report.on_progress(0.30, "Installing PyTorch")
    if not sys.platform.startswith("linux") or _has_nvidia() or sources.no_index:
        _pip([*pip, f"torch=={version}"], report, 0.30, 0.60)
        return
    try:  # the user's pip configuration may offer the CPU build
        _pip([*pip, f"torch=={version}+cpu"], report, 0.30, 0.60)
    except (NoWheel, NoNetwork):
        _pip([*pip, "--extra-index-url", CPU_INDEX, f"torch=={version}+cpu"], report, 0.30, 0.60)


def _make_venv(folder: Path, python: str, report: Report) -> None:
    report.on_progress(0.01, f"Creating an environment with {python}")
    _remove(folder)
    _write_marker(folder, {"complete": False})
    _run([python, *CLEAN, "-m", "venv", str(folder)], report)


def _pip(command: list[str], report: Report, start: float, end: float) -> None:
    """Run pip. Each package that it reports moves the progress half of the way to `end`."""
    done = start

    def on_line(line: str) -> None:
        nonlocal done
        if line.startswith(
            ("Collecting", "Processing", "Obtaining", "Installing", "  Downloading", "Downloading")
        ):
            done += (end - done) * 0.06
            report.on_progress(done, line.strip()[:120])

    _run(command, report, on_line)


def _run(command: list[str], report: Report, on_line: Callable[[str], None] = lambda line: None) -> None:
    environment = clean_environment({**report.variables, "PIP_USER": "0"})
    status, lines = run_logged(
        command, report.log, environment=environment, on_line=on_line, is_cancelled=report.is_cancelled
    )
    if status:
        raise explain(lines, report.log)


def _has_nvidia() -> bool:
    return any(Path(path).exists() for path in ("/proc/driver/nvidia/version", "/usr/lib/wsl/lib/nvidia-smi"))


def _check_space(folder: Path, needed: int, updating: bool) -> None:
    there = next(parent for parent in (folder, *folder.parents) if parent.exists())
    free = shutil.disk_usage(there).free
    if not updating and free < needed:
        raise NoSpace(
            f"The backend needs {needed / 1e9:.1f} GB of disk space, and {there} has {free / 1e9:.1f} GB free. Free "
            "some disk space, or set the environment variable SATCLIP_HOME to a folder on another disk."
        )


def _read_marker(folder: Path) -> dict:
    try:
        return dict(json.loads((folder / MARKER).read_text(encoding="utf-8")))
    except (OSError, ValueError):
        return {}


def _write_marker(folder: Path, content: dict) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    part = folder / f"{MARKER}.part"
    part.write_text(json.dumps(content, indent=1), encoding="utf-8")
    part.replace(folder / MARKER)


def _remove(folder: Path) -> None:
    """Delete an environment, except for files that can't be deleted. The marker goes last, to resume a removal."""
    with contextlib.suppress(OSError):
        for path in folder.iterdir():
            if path.name == MARKER:
                continue
            if path.is_dir() and not path.is_symlink():
                shutil.rmtree(path, ignore_errors=True)
            else:
                path.unlink()
        (folder / MARKER).unlink(missing_ok=True)
        with contextlib.suppress(OSError):
            folder.rmdir()


def _printer() -> Callable[[float, str], None]:
    """Print a line for every 5 % of the progress."""
    last = -1

    def show(fraction: float, message: str) -> None:
        nonlocal last
        if int(fraction * 20) > last:
            last = int(fraction * 20)
            print(f"{fraction:5.0%}  {message[:90]}", flush=True)

    return show


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; returns the exit status."""
    parser = argparse.ArgumentParser(
        prog="environment", description="Create the Python environment of the backend."
    )
    parser.add_argument("--python", help="Python executable (default: found automatically)")
    parser.add_argument("--find-links", metavar="DIR", help="folder of wheels")
    parser.add_argument("--extra-index", metavar="URL", help="URL of another package index")
    parser.add_argument("--no-index", action="store_true", help="use the folder of wheels only")
    parser.add_argument("folder", type=Path)
    parser.add_argument("requirements", nargs=argparse.REMAINDER)
    asked = parser.parse_args(arguments)
    log = Path(tempfile.gettempdir()) / f"satclip-environment-{asked.folder.absolute().name.strip('.')}.log"
    report = Report(log, on_progress=_printer())
    sources = Sources(asked.find_links, asked.extra_index, asked.no_index)
    try:
        make_environment(asked.folder, asked.requirements, report, python=asked.python, sources=sources)
    except BridgeError as error:
        print(f"environment: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main())
