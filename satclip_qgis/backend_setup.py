"""Set-up of the backend, for the algorithm and for the window: installation, removal, and what there is."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from satclip_qgis import settings
from satclip_qgis.bridge import launcher
from satclip_qgis.bridge.data_folder import size_of_folder, sizes_of_data
from satclip_qgis.bridge.environment import make_environment
from satclip_qgis.bridge.environment_folder import is_complete, remove_environment
from satclip_qgis.bridge.errors import NoWheel, SetupError
from satclip_qgis.bridge.pip import Report, Sources
from satclip_qgis.bridge.pythons import Python, find_python
from satclip_qgis.bridge.uv import find_uv
from satclip_qgis.i18n import tr
from satclip_qgis.paths import backend_requirement


@dataclass(frozen=True)
class Choices:
    """Choices of the user for an installation."""

    python: str | None = None
    """Python executable that creates the environment; None to search for one."""
    sources: Sources = field(default_factory=Sources)
    device: str = "auto"
    """Build of PyTorch, one of `environment.DEVICES`."""
    repair: bool = False
    """Whether to install a complete environment again."""


@dataclass(frozen=True)
class State:
    """What is installed, and what an installation would use."""

    python: Python | None
    """Python that would create the environment."""
    problem: str
    """Why there is none, else empty."""
    uv: bool
    """Whether uv would install the packages."""
    free: int
    """Free disk space in bytes."""
    environment: int
    """Size of the environment in bytes, 0 if there is none."""
    data: dict[str, int]
    """Sizes of the data in bytes, by folder."""


def log_file() -> Path:
    """Return the log file of installations."""
    return launcher.home() / "log" / "environment.log"


def installed() -> bool:
    """Return whether the backend is installed in `settings.environment_folder`, in any version."""
    return is_complete(settings.environment_folder())


def up_to_date() -> bool:
    """Return whether the installed backend is that of this plugin."""
    requirement = backend_requirement()
    return requirement is not None and is_complete(settings.environment_folder(), [requirement])


def free_space(folder: Path) -> int:
    """Return the free space in bytes of the disk of a folder, which may not exist yet."""
    return shutil.disk_usage(next(path for path in (folder, *folder.parents) if path.exists())).free


def look(chosen: str | None, is_cancelled: Callable[[], bool]) -> State:
    """Look for a Python, and measure the disk and the folders. May take seconds."""
    python, problem, uv = None, "", find_uv() is not None
    try:
        python = find_python(chosen, needs_venv=not uv)
    except SetupError as error:
        problem = str(error)
    home = launcher.home()
    return State(
        python,
        problem,
        uv,
        free_space(home),
        size_of_folder(settings.environment_folder(), is_cancelled),
        sizes_of_data(home, is_cancelled),
    )


def install(choices: Choices, report: Report) -> Path:
    """Install the backend and select the new environment; return its Python executable.

    Raises `SetupError`, `Cancelled` or OSError. A working installation is kept in these cases.
    """
    requirement = backend_requirement()
    if requirement is None:
        raise SetupError(
            tr("The plugin folder does not contain the backend's wheel. Install the plugin again.")
        )
    if choices.sources.no_index and not choices.sources.find_links:
        raise NoWheel(tr("An offline installation needs a folder of wheels."))
    folder = settings.environment_folder()
    if choices.repair or not is_complete(folder, [requirement], choices.device):
        launcher.stop()  # a running backend locks files of the environment
    python = make_environment(
        folder,
        [requirement],
        report,
        python=choices.python,
        sources=choices.sources,
        device=choices.device,
        repair=choices.repair,
        uv=find_uv(),
    )
    settings.choose_python("")
    settings.ON_SERVER.set(False)
    settings.close_set_up_offer(False)  # offer it again if this backend gets lost
    return python


def remove(on_progress: Callable[[float], None] = lambda share: None) -> None:
    """Stop the backend and delete its environment. Raises `NotPermitted` if files can't be deleted."""
    launcher.stop()  # a running backend locks files of the environment
    remove_environment(settings.environment_folder(), on_progress)
