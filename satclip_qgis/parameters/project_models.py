"""The models that were fitted in a project: the dialogs offer the last one. The project's file keeps their paths."""

from __future__ import annotations

from pathlib import Path

from qgis.core import QgsProject
from qgis.PyQt.QtCore import QThread

SCOPE, KEY = "satclip", "/models"
MOST = 20


def remember_model(project: QgsProject | None, path: str) -> None:
    """Keep a model as the last one of a project. In other threads than the project's own, nothing is kept."""
    if project is None or project.thread() != QThread.currentThread():
        return
    models = [path, *(str(model) for model in project_models(project) if model != Path(path))]
    project.writeEntry(SCOPE, KEY, [project.writePath(model) for model in models[:MOST]])


def project_models(project: QgsProject | None) -> list[Path]:
    """The models of a project whose files exist, the last one first; none in other threads than the project's own."""
    if project is None or project.thread() != QThread.currentThread():
        return []
    models = [Path(project.readPath(text)) for text in project.readListEntry(SCOPE, KEY)[0]]
    return [model for model in models if model.is_file()]
