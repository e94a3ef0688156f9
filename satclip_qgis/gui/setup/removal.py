"""Removal of the backend from the Set-up window: the questions, and what is deleted."""

from __future__ import annotations

from collections.abc import Callable

from qgis.PyQt.QtWidgets import QCheckBox, QMessageBox, QWidget

from satclip_qgis import backend_setup
from satclip_qgis.backend_setup import State
from satclip_qgis.bridge import launcher
from satclip_qgis.bridge.data_folder import remove_data
from satclip_qgis.gui.setup.setup_pages import size_text
from satclip_qgis.i18n import tr


def ask_removal(parent: QWidget, state: State | None) -> bool | None:
    """Ask whether to remove the backend; return whether to remove its data, too, or None to remove nothing."""
    size = size_text(state.environment) if state else tr("about 2 GB")
    data = size_text(sum(state.data.values())) if state else ""
    box = QMessageBox(parent)
    box.setIcon(QMessageBox.Icon.Question)
    box.setWindowTitle(tr("Remove the backend"))
    box.setText(tr("Delete the Python environment of the backend ({size})?").format(size=size))
    box.setInformativeText(
        tr(
            "A running backend is stopped. Your projects, layers and model files stay. So do encoders and caches "
            "in {folder}, unless you delete them, too."
        ).format(folder=launcher.home())
    )
    also = QCheckBox(tr("Also delete encoders, caches and logs ({size})").format(size=data))
    also.setVisible(bool(state and state.data))
    box.setCheckBox(also)
    remove_button = box.addButton(tr("Remove"), QMessageBox.ButtonRole.DestructiveRole)
    box.setDefaultButton(box.addButton(QMessageBox.StandardButton.Cancel))
    box.exec()
    if box.clickedButton() is not remove_button:
        return None
    if not also.isChecked():
        return False
    answer = QMessageBox.warning(
        parent,
        tr("Remove the backend"),
        tr(
            "Encoders that you trained or imported are deleted, too. Models and live layers that use them no longer "
            "work. Delete all encoders, caches and logs?"
        ),
        QMessageBox.StandardButton.Yes | QMessageBox.StandardButton.Cancel,
        QMessageBox.StandardButton.Cancel,
    )
    return True if answer == QMessageBox.StandardButton.Yes else None


def remove(*, data: bool, on_progress: Callable[[float], None] = lambda share: None) -> str:
    """Remove the backend, and its data if `data`; return a sentence about what stays."""
    home = launcher.home()
    backend_setup.remove(on_progress)
    if not data:
        return tr("The backend was removed. Encoders, caches and logs stay in {folder}.").format(folder=home)
    remove_data(home)
    return tr("The backend, its encoders, caches and logs were deleted.")
