"""Create the Python environment of the backend. Standard library only: the Makefile runs this module, too.

    python3 -m satclip_qgis.bridge.environment [--find-links DIR] [--no-index] [--device cpu|gpu] FOLDER REQUIREMENT...

A REQUIREMENT is any requirement of pip: a wheel, a name, `-e folder[extra]`. A complete environment with the
same requirements is not changed. Otherwise the existing environment is kept as `FOLDER.old` until the new one
has computed an embedding. It is restored if the installation fails, is cancelled or is killed.

If there is a `requirements.txt` next to the wheel or in the folder, the releases in it are installed first,
and only from wheels with the hashes in it. It is ignored if the user chose a folder of wheels or another
index: only the version bounds of the backend's requirements apply then.
"""

from __future__ import annotations

import argparse
import contextlib
import hashlib
import json
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from satclip_qgis.bridge.children import clean_environment, run_logged
from satclip_qgis.bridge.diagnosis import explain
from satclip_qgis.bridge.errors import (
    BridgeError,
    GpuFailed,
    NoNetwork,
    NoSpace,
    NotPermitted,
    NoWheel,
)
from satclip_qgis.bridge.pythons import find_python

TORCH = "2.13.0"
CPU_INDEX = "https://download.pytorch.org/whl/cpu"
CUDA_INDEX, CUDA = "https://download.pytorch.org/whl/cu130", "cu130"
"""Index and local version of PyTorch builds for NVIDIA GPUs on Windows. On Linux, they are on PyPI."""
DEVICES = ("auto", "cpu", "gpu")
"""Builds of PyTorch: for an NVIDIA GPU if one works; for the CPU; for an NVIDIA GPU."""
SPACE = 2_500_000_000
"""Required free disk space in bytes: about 2 GB for the environment, and the rest for downloads."""
SPACE_CUDA = 12_000_000_000
MARKER = "satclip-environment.json"
LOCK = "requirements.txt"
"""Name of the lock file: exact releases with hashes, except for PyTorch, whose builds depend on the index."""
LOCKED = ("--require-hashes", "--no-deps", "--only-binary", ":all:", "--requirement")
CLEAN = ("-I", "-u", "-X", "utf8")
"""Options of Python: isolated from the user's packages, unbuffered output, UTF-8."""
TEST = """
import numpy, torch
from satclip_backend.encoders import load_encoder
if {gpu}:
    try:
        assert torch.cuda.is_available(), "PyTorch finds no NVIDIA GPU"
        assert (torch.ones(2, device="cuda") * 2).sum().item() == 4
    except Exception as error:
        raise SystemExit("GPU: " + str(error).strip().splitlines()[0])
embedding = load_encoder("bundled", device="cpu").encode(numpy.array([[13.4, 52.5]]))
assert numpy.isfinite(embedding).all() and embedding.any(), "The embedding is not finite"
"""
"""Program that computes an embedding, on the GPU if `gpu`, and exits with an error if that fails."""


@dataclass(frozen=True)
class Sources:
    """Sources of packages, in addition to the user's pip configuration."""

    find_links: str | None = None
    extra_index: str | None = None
    no_index: bool = False

    @property
    def chosen(self) -> bool:
        """Whether the user chose the sources, which are then trusted."""
        return self != Sources()

    def arguments(self) -> list[str]:
        """Return the options of pip."""
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
    """Environment variables for pip, such as HTTPS_PROXY and PIP_CERT."""


def python_in(folder: Path | str) -> Path:
    """Return the path of the Python executable of the environment in `folder`."""
    return Path(folder) / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")


def is_complete(
    folder: Path | str, requirements: Sequence[str] | None = None, device: str | None = None
) -> bool:
    """Return whether the environment is complete, and has these requirements and this device if they are given."""
    made = _read_marker(Path(folder))
    return (
        bool(made.get("complete"))
        and (requirements is None or made.get("requirements") == fingerprint(requirements))
        and (device is None or made.get("device", "auto") == device)
    )


def make_environment(
    folder: Path | str,
    requirements: Sequence[str],
    report: Report,
    *,
    python: str | None = None,
    sources: Sources | None = None,
    torch: str | None = TORCH,
    device: str = "auto",
    repair: bool = False,
) -> Path:
    """Create the environment, or update a complete one to these requirements; return its Python executable.

    Parameters
    ----------
    folder
        Folder of the environment.
    requirements
        Requirements of pip.
    report
        Log, progress and cancellation.
    python
        Python executable that creates the environment. By default, one is searched for.
    sources
        Sources of packages. By default, those of the user's pip configuration.
    torch
        Version of PyTorch, which is installed first.
    device
        Build of PyTorch, one of `DEVICES`.
    repair
        Whether to create a complete environment anew.

    Raises
    ------
    SetupError, Cancelled
        The previous environment is restored before.
    """
    folder, sources = Path(folder).absolute(), sources or Sources()
    with _locked(folder):
        _check_folder(folder)
        _restore(folder)
        executable = python_in(folder)
        there = is_complete(folder) and executable.exists()
        if there and not repair and is_complete(folder, requirements, device):
            report.on_progress(1.0, f"The environment in {folder} is already installed.")
            return executable
        check_wheels(sources)
        updating = there and not repair
        uses_gpu = device == "gpu" or (device == "auto" and has_nvidia())
        _check_space(folder, SPACE_CUDA if uses_gpu else SPACE, updating)
        try:
            _keep(folder, copy=updating)
            if not updating:
                _make_venv(folder, find_python(python).path, report)
            before = _read_marker(folder)
            _write_marker(folder, {"complete": False})
            pip = _Pip(executable, sources, report)
            _install(pip, requirements, torch, uses_gpu, updating, before.get("gpu", uses_gpu))
            if torch:
                uses_gpu = _test(pip, torch, uses_gpu, device)
            _write_marker(
                folder,
                {
                    "complete": True,
                    "requirements": fingerprint(requirements),
                    "device": device,
                    "gpu": uses_gpu,
                },
            )
        except OSError as error:
            raise explain([str(error)], report.log) from error
        finally:
            _restore(folder)
    report.on_progress(1.0, f"The environment in {folder} is ready.")
    return executable


def remove_environment(folder: Path | str) -> None:
    """Delete an environment of this installer. Raises `NotPermitted` if files can't be deleted."""
    folder = Path(folder).absolute()
    with _locked(folder):
        for path in (folder, _kept(folder)):
            if (path / MARKER).exists():
                _write_marker(path, {"complete": False})
                _remove(path)
            if path.exists():
                raise NotPermitted(
                    f"{path} could not be deleted. Close other programs that use it, and try again."
                )


def _install(
    pip: _Pip, requirements: Sequence[str], torch: str | None, gpu: bool, updating: bool, had_gpu: bool
) -> None:
    """Install the locked dependencies, PyTorch and the requirements."""
    if (lock := lock_beside(requirements)) and not pip.sources.chosen:
        pip.report.on_progress(0.05, "Installing the dependencies of the backend")
        pip.install(0.05, 0.30, *LOCKED, str(lock))
    if torch:
        if updating and gpu != had_gpu:  # pip does not distinguish builds of the same version
            pip.run("uninstall", "--yes", "torch")
        _install_torch(pip, torch, gpu)
    pip.report.on_progress(0.60, "Installing the backend")
    reinstalled = [name for name in requirements if name.endswith(".whl")] if updating else []
    if reinstalled:
        pip.install(0.60, 0.65, "--force-reinstall", "--no-deps", *reinstalled)
    pip.install(0.65, 0.95, *requirements, *([f"torch=={torch}"] if torch else []))


def _test(pip: _Pip, torch: str, gpu: bool, device: str) -> bool:
    """Test the environment; return whether it keeps the GPU build.

    If the GPU fails, the CPU build is installed, unless the user chose the GPU.
    """
    pip.report.on_progress(0.95, "Testing the environment: computing an embedding")
    try:
        pip.python("-c", TEST.format(gpu=gpu))
    except GpuFailed as error:
        if device == "gpu":
            raise
        pip.report.on_progress(0.96, f"{error} Installing PyTorch for the processor instead.")
        pip.run("uninstall", "--yes", "torch")
        _install_torch(pip, torch, gpu=False)
        pip.python("-c", TEST.format(gpu=False))
        return False
    return gpu


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
    """Return the path of the lock file next to the wheel or in the folder to install; None if there is none."""
    for requirement in requirements:
        path = Path(requirement.split("[")[0])
        lock = (path if path.is_dir() else path.parent) / LOCK
        if path.exists() and lock.is_file():
            return lock
    return None


def fingerprint(requirements: Sequence[str]) -> list[str]:
    """Return the requirements with the hashes of their files (a wheel, pyproject.toml) and of the lock file."""
    marks = []
    lock = lock_beside(requirements)
    for requirement in [*requirements, *([str(lock)] if lock else [])]:
        path = Path(requirement.split("[")[0])
        file = path / "pyproject.toml" if path.is_dir() else path
        digest = hashlib.sha256(file.read_bytes()).hexdigest() if file.is_file() else ""
        marks.append(f"{requirement} {digest}".strip())
    return marks


def _install_torch(pip: _Pip, version: str, gpu: bool) -> None:
    """Install PyTorch.

    On Linux, PyPI has the build for GPUs (several GB), and on other systems the build for the CPU.
    """
    pip.report.on_progress(0.30, "Installing PyTorch")
    plain, linux = f"torch=={version}", sys.platform.startswith("linux")
    if pip.sources.no_index or (linux and gpu) or not (linux or gpu):
        pip.install(0.30, 0.60, plain)
        return
    build, index = (f"{plain}+{CUDA}", CUDA_INDEX) if gpu else (f"{plain}+cpu", CPU_INDEX)
    try:  # an index of the user's pip configuration may have the build
        pip.install(0.30, 0.60, build)
    except (NoWheel, NoNetwork):
        pip.install(0.30, 0.60, "--extra-index-url", index, build)


def _make_venv(folder: Path, python: str, report: Report) -> None:
    report.on_progress(0.01, f"Creating an environment with {python}")
    _remove(folder)
    _write_marker(folder, {"complete": False})
    _run([python, *CLEAN, "-m", "venv", str(folder)], report)


@dataclass(frozen=True)
class _Pip:
    """The pip of an environment."""

    executable: Path
    sources: Sources
    report: Report

    def python(self, *arguments: str, on_line: Callable[[str], None] = lambda line: None) -> None:
        """Run the Python of the environment. Raises a `SetupError` unless it exits with 0."""
        command = [str(self.executable), *CLEAN, *arguments]
        _run(command, self.report, on_line, self.sources.find_links if self.sources.no_index else None)

    def run(self, *arguments: str) -> None:
        """Run a command of pip."""
        self.python("-m", "pip", *arguments)

    def install(self, start: float, end: float, *arguments: str) -> None:
        """Install packages. Each package that pip reports advances the progress between `start` and `end`."""
        done = start

        def on_line(line: str) -> None:
            nonlocal done
            if line.startswith(
                ("Collecting", "Processing", "Obtaining", "Installing", "  Downloading", "Downloading")
            ):
                done += (end - done) * 0.06
                self.report.on_progress(done, line.strip()[:120])

        options = ["--no-input", "--progress-bar", "off", *self.sources.arguments()]
        self.python("-m", "pip", "install", *options, *arguments, on_line=on_line)


def _run(
    command: list[str],
    report: Report,
    on_line: Callable[[str], None] = lambda line: None,
    wheels: str | None = None,
) -> None:
    environment = clean_environment({**report.variables, "PIP_USER": "0"})
    status, lines = run_logged(
        command, report.log, environment=environment, on_line=on_line, is_cancelled=report.is_cancelled
    )
    if status:
        raise explain(lines, report.log, wheels)


def has_nvidia() -> bool:
    """Return whether the driver of an NVIDIA GPU is installed."""
    if sys.platform == "win32":
        return (Path(os.environ.get("SYSTEMROOT", "C:\\Windows")) / "System32" / "nvcuda.dll").exists()
    return any(Path(path).exists() for path in ("/proc/driver/nvidia/version", "/usr/lib/wsl/lib/nvidia-smi"))


@contextlib.contextmanager
def _locked(folder: Path) -> Iterator[None]:
    """Lock the folder against other installations. Raises `NotPermitted` if one is running."""
    path = folder.with_name(f"{folder.name}.lock")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        file = path.open("a+b")
    except OSError as error:
        raise NotPermitted(f"{path} can't be written ({error.strerror}). Choose another folder.") from error
    with file:
        try:
            _lock(file)
        except OSError as error:
            raise NotPermitted(
                f"Another QGIS window or program is installing the backend in {folder}. Wait until it is done."
            ) from error
        yield


def _lock(file: Any) -> None:
    """Lock an open file until it is closed, or its process ends. Raises `OSError` if another process has locked it."""
    if sys.platform == "win32":
        import msvcrt

        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _kept(folder: Path) -> Path:
    return folder.with_name(f"{folder.name}.old")


def _part(folder: Path) -> Path:
    return folder.with_name(f"{folder.name}.part")


def _keep(folder: Path, *, copy: bool) -> None:
    """Keep a complete environment in `FOLDER.old`: move it, or copy it with hard links, because pip replaces files."""
    if not is_complete(folder):
        return
    if not copy:
        folder.rename(_kept(folder))
        return
    part = _part(folder)
    _write_marker(part, {"complete": False})  # known as ours, whenever the copy is interrupted
    shutil.copytree(folder, part, symlinks=True, copy_function=_link, dirs_exist_ok=True)
    part.rename(_kept(folder))


def _link(source: str, target: str) -> None:
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)


def _restore(folder: Path) -> None:
    """Delete an incomplete environment and restore the kept one, or delete the kept one if the new one is complete."""
    kept = _kept(folder)
    _remove(_part(folder))
    if not is_complete(folder) and (folder / MARKER).exists():
        _remove(folder)
    if is_complete(kept) and not folder.exists():
        kept.rename(folder)
    elif is_complete(folder) and kept.exists():
        _remove(kept)


def _check_folder(folder: Path) -> None:
    """Raise `NotPermitted` if the folder, or one of those beside it, has other content than our environments."""
    for path in (folder, _kept(folder), _part(folder)):
        is_empty = not path.exists() or (path.is_dir() and not any(path.iterdir()))
        if not is_empty and not (path / MARKER).exists():
            raise NotPermitted(
                f"{path} already exists and was not created by this installer. Choose another folder, or remove it."
            )


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
    """Return a progress callback that prints a line for every 5 %."""
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
    parser.add_argument("--device", choices=DEVICES, default="auto", help="which build of PyTorch to install")
    parser.add_argument("folder", type=Path)
    parser.add_argument("requirements", nargs=argparse.REMAINDER)
    asked = parser.parse_args(arguments)
    log = Path(tempfile.gettempdir()) / f"satclip-environment-{asked.folder.absolute().name.strip('.')}.log"
    report = Report(log, on_progress=_printer())
    sources = Sources(asked.find_links, asked.extra_index, asked.no_index)
    try:
        make_environment(
            asked.folder,
            asked.requirements,
            report,
            python=asked.python,
            sources=sources,
            device=asked.device,
        )
    except BridgeError as error:
        print(f"environment: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main())
