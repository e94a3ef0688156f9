"""Pages of the Set-up window: one for each way to get a backend."""

from __future__ import annotations

from pathlib import Path

from qgis.core import QgsApplication
from qgis.gui import QgsCollapsibleGroupBox, QgsFileWidget
from qgis.PyQt.QtCore import QDir, QLocale, Qt
from qgis.PyQt.QtWidgets import QCheckBox, QComboBox, QFormLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from satclip_qgis import settings
from satclip_qgis.backend_setup import Choices, State
from satclip_qgis.bridge.children import without_passwords
from satclip_qgis.bridge.environment import DEVICES, SPACE, SPACE_CUDA, TORCH, has_nvidia
from satclip_qgis.bridge.pip import Sources
from satclip_qgis.i18n import tr
from satclip_qgis.paths import plugin_version


def size_text(size: int) -> str:
    """Return a size in bytes as text."""
    return QLocale().formattedDataSize(size, 1, QLocale.DataSizeFormat.DataSizeSIFormat)


def plain_label(text: str = "") -> QLabel:
    """Return a label that shows plain text, which can be selected."""
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label


class InstallPage(QWidget):
    """Shows what will be installed, where and from where, and asks for the build of PyTorch and the sources."""

    def __init__(self) -> None:
        super().__init__()
        self.state: State | None = None
        self.size, self.source, self.found = plain_label(), plain_label(), plain_label(tr("Searching…"))
        self.device = QComboBox()
        self.device.addItems(
            [
                tr("Automatic: the GPU, if it passes a test"),
                tr("Processor (2 GB)"),
                tr("NVIDIA GPU (about 8 GB)"),
            ]
        )
        self.device.setToolTip(tr("A GPU is tested before it is used. You can change this later."))
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        what = tr(
            "PyTorch {torch} and the SatCLIP backend {version}, in a separate Python environment. Nothing is "
            "installed into the Python environment of QGIS."
        )
        form.addRow(tr("What"), plain_label(what.format(torch=TORCH, version=plugin_version())))
        form.addRow(tr("Where"), plain_label(QDir.toNativeSeparators(str(settings.environment_folder()))))
        form.addRow(tr("Size"), self.size)
        form.addRow(tr("From"), self.source)
        form.addRow(tr("Python"), self.found)
        if has_nvidia():
            form.addRow(tr("PyTorch for"), self.device)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(form)
        layout.addWidget(self._advanced())
        layout.addStretch()
        self.device.currentIndexChanged.connect(self.show_texts)
        self.show_texts()

    def _advanced(self) -> QgsCollapsibleGroupBox:
        """Return the choices that few people need."""
        self.python, self.wheels = QgsFileWidget(), QgsFileWidget()
        self.python.lineEdit().setPlaceholderText(tr("found automatically"))
        self.python.setDialogTitle(tr("Python executable (3.10 or newer)"))
        self.wheels.setStorageMode(QgsFileWidget.StorageMode.GetDirectory)
        self.wheels.setToolTip(tr("Packages on disk, for computers without internet access."))
        self.index = QLineEdit()
        self.index.setToolTip(tr("A mirror of the Python Package Index, for example of your organisation."))
        self.index.setPlaceholderText("https://…/simple")
        self.offline = QCheckBox(tr("Offline: use the folder of wheels only"))
        box = QgsCollapsibleGroupBox(tr("Advanced"))
        box.setCollapsed(True)
        form = QFormLayout(box)
        form.addRow(tr("Python executable (3.10 or newer)"), self.python)
        form.addRow(tr("Package index URL"), self.index)
        form.addRow(tr("Folder of wheels"), self.wheels)
        form.addRow(self.offline)
        self.index.textChanged.connect(self.show_texts)
        self.wheels.fileChanged.connect(self.show_texts)
        self.offline.toggled.connect(self.show_texts)
        return box

    def choices(self, repair: bool = False) -> Choices:
        """Return what the user has chosen."""
        sources = Sources(
            self.wheels.filePath().strip() or None,
            self.index.text().strip() or None,
            self.offline.isChecked(),
        )
        python = self.python.filePath().strip() or None
        return Choices(python, sources, DEVICES[self.device.currentIndex()], repair)

    def show_state(self, state: State) -> None:
        """Show the Python and the free disk space that were found."""
        self.state = state
        if state.python:
            version = ".".join(map(str, state.python.version))
            found = f"{version} ({QDir.toNativeSeparators(state.python.path)})"
            with_uv = tr("{python}; uv installs the packages")
            self.found.setText(with_uv.format(python=found) if state.uv else found)
        else:
            self.found.setText(state.problem)
        self.show_texts()

    def show_texts(self, *_: object) -> None:
        """Show the size and the sources that result from the choices."""
        choices = self.choices()
        for_gpu = choices.device == "gpu" or (choices.device == "auto" and has_nvidia())
        size = tr("about 8 GB") if for_gpu else tr("about 2 GB")
        if self.state:
            size = tr("{size}; {free} are free").format(size=size, free=size_text(self.state.free))
            needed = SPACE_CUDA if for_gpu else SPACE
            if self.state.free < needed and not self.state.environment:
                size += ". " + tr("The installation needs {needed}. Free some disk space first.").format(
                    needed=size_text(needed)
                )
        self.size.setText(size)
        self.source.setText(self._sources(choices.sources))

    def _sources(self, sources: Sources) -> str:
        """Return where packages come from, and whether they are checked."""
        if sources.no_index:
            return sources.find_links or tr("Choose a folder of wheels below.")
        standard = tr("pypi.org and download.pytorch.org, or the index in pip's configuration")
        if not sources.chosen:
            return tr("{sources}. The hashes of all packages except PyTorch are checked.").format(
                sources=standard
            )
        index = without_passwords(sources.extra_index or "")
        names = ", ".join(name for name in (sources.find_links, index, standard) if name)
        return tr("{sources}. The hashes of the packages are not checked.").format(sources=names)


class OwnEnvironmentPage(QWidget):
    """Asks for the Python executable of an environment that contains the backend."""

    def __init__(self) -> None:
        super().__init__()
        self.python = QgsFileWidget()
        self.python.setFilePath(settings.chosen_python())
        self.python.setDialogTitle(tr("Python executable of the backend"))
        hint = tr(
            "The environment must contain the package satclip-backend {version}. It is tested first. SatCLIP never "
            "changes it."
        )
        form = QFormLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        form.addRow(plain_label(hint.format(version=plugin_version())))
        form.addRow(tr("Python executable of the backend"), self.python)

    def path(self) -> Path | None:
        """Return the path that the user entered."""
        entered = self.python.filePath().strip()
        return Path(entered) if entered else None


def theme_icon_label(name: str) -> QLabel:
    """Return a label with an icon of the theme of QGIS."""
    label = QLabel()
    label.setPixmap(QgsApplication.getThemeIcon(f"/{name}.svg").pixmap(16, 16))
    label.setAlignment(Qt.AlignmentFlag.AlignTop)
    return label
