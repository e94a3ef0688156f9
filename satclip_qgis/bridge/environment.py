"""Create the Python environment of the backend. Standard library only: the Makefile runs this module, too.

    python3 -m satclip_qgis.bridge.environment [--find-links DIR] [--no-index] [--device cpu|gpu] [--uv PATH]
        FOLDER REQUIREMENT...

A REQUIREMENT is any requirement of pip: a wheel, a name, `-e folder[extra]`. A complete environment with the
same requirements is not changed. Otherwise the existing environment is kept as `FOLDER.old` until the new one
has computed an embedding. It is restored if the installation fails, is cancelled or is killed.

If there is a `requirements.txt` next to the wheel or in the folder, the releases in it are installed first,
and only from wheels with the hashes in it. It is ignored if the user chose a folder of wheels or another
index: only the version bounds of the backend's requirements apply then.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from satclip_qgis.bridge.diagnosis import explain
from satclip_qgis.bridge.environment_folder import (
    check_folder,
    check_space,
    is_complete,
    keep,
    kept_path,
    locked,
    pip_version,
    python_in,
    read_marker,
    remove,
    restore,
    write_marker,
)
from satclip_qgis.bridge.errors import BridgeError, GpuFailed, NoNetwork, NoSpace, NoWheel, SetupError
from satclip_qgis.bridge.pip import Pip, Report, Sources, check_wheels
from satclip_qgis.bridge.pythons import find_python
from satclip_qgis.bridge.requirements import fingerprint, lock_beside
from satclip_qgis.bridge.text import tr
from satclip_qgis.bridge.time_left import TimeLeft
from satclip_qgis.bridge.uv import Uv

TORCH = "2.13.0"
CPU_INDEX = "https://download.pytorch.org/whl/cpu"
CUDA_INDEX, CUDA = "https://download.pytorch.org/whl/cu130", "cu130"
"""Index and local version of PyTorch builds for NVIDIA GPUs on Windows. On Linux, they are on PyPI."""
DEVICES = ("auto", "cpu", "gpu")
"""Builds of PyTorch: for an NVIDIA GPU if one works; for the CPU; for an NVIDIA GPU."""
SPACE = 2_500_000_000
"""Required free disk space in bytes: about 2 GB for the environment, and the rest for downloads."""
SPACE_CUDA = 12_000_000_000
WHEELS = 258_000_000
"""Size in bytes of the wheels of the locked dependencies. Measured, as the next one, for Linux and Python 3.11."""
WHEELS_TORCH = {False: 192_000_000, True: 2_740_000_000}
"""Size in bytes of the wheels of PyTorch and what it needs, for the CPU and for an NVIDIA GPU."""
LOCKED = ("--require-hashes", "--no-deps", "--only-binary", ":all:", "--requirement")
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
    uv: str | None = None,
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
    uv
        Path of uv, which is used instead of pip. If it fails, pip is used.

    Raises
    ------
    SetupError, Cancelled
        The previous environment is restored before.
    """
    folder, sources = Path(folder).absolute(), sources or Sources()
    with locked(folder):
        check_folder(folder)
        restore(folder)
        executable = python_in(folder)
        there = is_complete(folder) and executable.exists()
        if there and not repair and is_complete(folder, requirements, device):
            report.on_progress(
                1.0, tr("The environment in {folder} is already installed.").format(folder=folder)
            )
            return executable
        check_wheels(sources)
        updating = there and not repair and (uv is not None or bool(pip_version(folder)))
        uses_gpu = device == "gpu" or (device == "auto" and has_nvidia())
        check_space(folder, SPACE_CUDA if uses_gpu else SPACE, updating)
        try:
            keep(folder, copy=updating)
            pip = Pip(folder, sources, report)
            used = Uv(folder, sources, report, uv) if uv else pip
            try:
                _fill(used, python, requirements, torch, uses_gpu, updating)
            except SetupError as error:
                if not uv or isinstance(error, NoSpace):
                    raise
                report.step(0.01, tr("uv has failed. Installing with pip instead"))
                used = pip
                _fill(used, python, requirements, torch, uses_gpu, updating=False)
            if torch:
                uses_gpu = _test(used, torch, uses_gpu, device)
            write_marker(
                folder,
                {
                    "complete": True,
                    "requirements": fingerprint(requirements),
                    "device": device,
                    "gpu": uses_gpu,
                },
            )
            if kept_path(folder).exists():
                report.step(0.98, tr("Deleting the previous environment"))
        except OSError as error:
            raise explain([str(error)], report.log) from error
        finally:
            restore(folder)
    report.on_progress(1.0, tr("The environment in {folder} is ready.").format(folder=folder))
    return executable


def _fill(
    pip: Pip, python: str | None, requirements: Sequence[str], torch: str | None, gpu: bool, updating: bool
) -> None:
    """Create the environment, or update it if `updating`, and install the packages."""
    folder = pip.folder
    program = "uv" if isinstance(pip, Uv) else "pip"
    pip.report.time_left = TimeLeft(0 if updating else WHEELS + WHEELS_TORCH[gpu], program)
    if not updating:
        pip.report.step(0.01, tr("Creating a Python environment"))
        path = find_python(python, needs_venv=not isinstance(pip, Uv)).path
        remove(folder)
        write_marker(folder, {"complete": False})
        pip.create(path)
    had_gpu = read_marker(folder).get("gpu", gpu)
    write_marker(folder, {"complete": False})
    _install(pip, requirements, torch, gpu, updating, had_gpu)


def _install(
    pip: Pip, requirements: Sequence[str], torch: str | None, gpu: bool, updating: bool, had_gpu: bool
) -> None:
    """Install the locked dependencies, PyTorch and the requirements."""
    if (lock := lock_beside(requirements)) and not pip.sources.chosen:
        pip.report.step(0.05, tr("Installing the dependencies of the backend"))
        pip.install(0.05, 0.30, *LOCKED, str(lock))
        pip.report.time_left.finish(WHEELS)
    if torch:
        if updating and gpu != had_gpu:  # pip does not distinguish builds of the same version
            pip.uninstall("torch")
        _install_torch(pip, torch, gpu)
        pip.report.time_left.finish(WHEELS_TORCH[gpu])
    pip.report.step(0.60, tr("Installing the backend"))
    reinstalled = [name for name in requirements if name.endswith(".whl")] if updating else []
    if reinstalled:
        pip.install(0.60, 0.65, "--force-reinstall", "--no-deps", *reinstalled)
    pip.install(0.65, 0.95, *requirements, *([f"torch=={torch}"] if torch else []))


def _test(pip: Pip, torch: str, gpu: bool, device: str) -> bool:
    """Test the environment; return whether it keeps the GPU build.

    If the GPU fails, the CPU build is installed, unless the user chose the GPU.
    """
    pip.report.step(0.95, tr("Testing the environment: computing an embedding"))
    try:
        pip.python("-c", TEST.format(gpu=gpu))
    except GpuFailed as error:
        if device == "gpu":
            raise
        pip.report.on_step(tr("The GPU can't be used. Installing PyTorch for the processor instead"))
        pip.report.on_progress(0.96, str(error))
        pip.report.time_left.expected += WHEELS_TORCH[False]
        pip.uninstall("torch")
        _install_torch(pip, torch, gpu=False)
        pip.python("-c", TEST.format(gpu=False))
        return False
    return gpu


def _install_torch(pip: Pip, version: str, gpu: bool) -> None:
    """Install PyTorch.

    On Linux, PyPI has the build for GPUs (several GB), and on other systems the build for the CPU.
    """
    pip.report.step(0.30, tr("Installing PyTorch"))
    plain, linux = f"torch=={version}", sys.platform.startswith("linux")
    if pip.sources.no_index or (linux and gpu) or not (linux or gpu):
        pip.install(0.30, 0.60, plain)
        return
    build, index = (f"{plain}+{CUDA}", CUDA_INDEX) if gpu else (f"{plain}+cpu", CPU_INDEX)
    try:  # an index of the user's pip configuration may have the build
        pip.install(0.30, 0.60, build)
    except (NoWheel, NoNetwork):
        pip.install(0.30, 0.60, "--extra-index-url", index, build)


def has_nvidia() -> bool:
    """Return whether the driver of an NVIDIA GPU is installed."""
    if sys.platform == "win32":
        return (Path(os.environ.get("SYSTEMROOT", "C:\\Windows")) / "System32" / "nvcuda.dll").exists()
    return any(Path(path).exists() for path in ("/proc/driver/nvidia/version", "/usr/lib/wsl/lib/nvidia-smi"))


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
    parser.add_argument("--uv", metavar="PATH", help="uv, which is used instead of pip")
    parser.add_argument("folder", type=Path)
    parser.add_argument("requirements", nargs=argparse.REMAINDER)
    asked = parser.parse_args(arguments)
    log = Path(tempfile.gettempdir()) / f"satclip-environment-{asked.folder.absolute().name.strip('.')}.log"
    report = Report(log, on_progress=_printer())
    sources = Sources(asked.find_links, asked.extra_index, asked.no_index)
    try:
        make_environment(
            asked.folder,
            [str(Path(name).absolute()) if name.endswith(".whl") else name for name in asked.requirements],
            report,
            python=asked.python,
            sources=sources,
            device=asked.device,
            uv=asked.uv,
        )
    except BridgeError as error:
        print(f"environment: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main())
