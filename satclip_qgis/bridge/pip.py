"""pip in the environment of the backend: sources of packages, progress, log and cancellation. Standard library only."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from satclip_qgis.bridge.children import clean_environment, run_logged
from satclip_qgis.bridge.diagnosis import explain
from satclip_qgis.bridge.environment_folder import pip_version, python_in
from satclip_qgis.bridge.errors import NoWheel
from satclip_qgis.bridge.text import tr
from satclip_qgis.bridge.time_left import TimeLeft, is_progress

CLEAN = ("-I", "-u", "-X", "utf8")
"""Options of Python: isolated from the user's packages, unbuffered output, UTF-8."""
RAW_PROGRESS = (24, 1)
"""First version of pip that can print how many bytes of a file it has downloaded."""
PACKAGE_LINES = ("Collecting", "Processing", "Obtaining", "Installing", "  Downloading", "Downloading")
"""Beginnings of the lines of pip that name a package."""


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
    on_step: Callable[[str], None] = lambda step: None
    """Receives the name of each step."""
    on_line: Callable[[str], None] = lambda line: None
    """Receives each line for the log."""
    is_cancelled: Callable[[], bool] = lambda: False
    variables: Mapping[str, str] = field(default_factory=dict)
    """Environment variables for pip, such as HTTPS_PROXY and PIP_CERT."""
    time_left: TimeLeft = field(default_factory=TimeLeft)
    """Estimate of the time that is left."""

    def step(self, fraction: float, step: str) -> None:
        """Report the start of a step."""
        self.on_step(step)
        self.on_progress(fraction, step)


def check_wheels(sources: Sources) -> None:
    """Raise `NoWheel` if the folder of wheels doesn't exist or contains none."""
    if sources.find_links and "://" not in sources.find_links:
        folder = Path(sources.find_links)
        if not folder.is_dir():
            raise NoWheel(
                tr("The folder of wheels {folder} does not exist. Choose another folder.").format(
                    folder=folder
                )
            )
        if not any(folder.glob("*.whl")):
            raise NoWheel(
                tr(
                    "The folder of wheels {folder} contains no wheels (*.whl). Fill it on a computer with internet "
                    "access, the same system and the same version of Python. The help page says how."
                ).format(folder=folder)
            )


@dataclass(frozen=True)
class Pip:
    """The pip of an environment."""

    folder: Path
    """Folder of the environment."""
    sources: Sources
    report: Report

    def create(self, python: str) -> None:
        """Create the environment with this Python executable."""
        run_command([python, *CLEAN, "-m", "venv", str(self.folder)], self.report)

    def python(self, *arguments: str, on_line: Callable[[str], None] = lambda line: None) -> None:
        """Run the Python of the environment. Raises a `SetupError` unless it exits with 0."""
        command = [str(python_in(self.folder)), *CLEAN, *arguments]
        run_command(command, self.report, on_line, self.sources.find_links if self.sources.no_index else None)

    def install(self, start: float, end: float, *arguments: str) -> None:
        """Install packages. Each package that pip reports advances the progress between `start` and `end`."""
        progress = "raw" if pip_version(self.folder) >= RAW_PROGRESS else "off"
        options = ["--no-input", "--progress-bar", progress, *self.sources.arguments()]
        self.python(
            *("-m", "pip", "install", *options, *arguments), on_line=self._advance(start, end, PACKAGE_LINES)
        )

    def uninstall(self, package: str) -> None:
        """Uninstall a package."""
        self.python("-m", "pip", "uninstall", "--yes", package)

    def _advance(self, start: float, end: float, beginnings: tuple[str, ...]) -> Callable[[str], None]:
        """Return a function that advances the progress for each line that has one of these beginnings."""
        done = start

        def on_line(line: str) -> None:
            nonlocal done
            if line.startswith(beginnings):
                done += (end - done) * 0.06
                self.report.on_progress(done, line.strip()[:120])

        return on_line


def run_command(
    command: list[str],
    report: Report,
    on_line: Callable[[str], None] = lambda line: None,
    wheels: str | None = None,
) -> None:
    """Run a command. Raises a `SetupError` unless it exits with 0; `wheels` as in `explain`."""
    environment = clean_environment({**report.variables, "PIP_USER": "0"})

    def show(line: str) -> None:
        report.time_left.read(line)
        if not is_progress(line):
            report.on_line(line)
            on_line(line)

    status, lines = run_logged(
        command,
        report.log,
        environment=environment,
        on_line=show,
        is_cancelled=report.is_cancelled,
        is_passing=is_progress,
    )
    if status:
        raise explain(lines, report.log, wheels)
