"""Models that were fitted in a project. Dialogs offer the last one. The project file stores their paths."""

from __future__ import annotations

from pathlib import Path

from qgis.core import QgsProject
from qgis.PyQt.QtCore import QThread

SCOPE, KEY = "satclip", "/models"
MOST = 20


def remember_model(project: QgsProject | None, path: str) -> None:
    """Store a model as the last one of a project. In threads other than the project's own, nothing is stored."""
    if project is None or project.thread() != QThread.currentThread():
        return
    models = [path, *(str(model) for model in project_models(project) if model != Path(path))]
    project.writeEntry(SCOPE, KEY, [project.writePath(model) for model in models[:MOST]])


def project_models(project: QgsProject | None) -> list[Path]:
    """Return the existing models of a project, the last one first; none in threads other than the project's own."""
    if project is None or project.thread() != QThread.currentThread():
        return []
    models = [Path(project.readPath(text)) for text in project.readListEntry(SCOPE, KEY)[0]]
    return [model for model in models if model.is_file()]
