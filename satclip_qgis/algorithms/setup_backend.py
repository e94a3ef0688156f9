"""satclip:setupbackend: install the backend into a separate Python environment."""

from __future__ import annotations

from qgis.core import (
    QgsProcessingParameterBoolean,
    QgsProcessingParameterEnum,
    QgsProcessingParameterFile,
    QgsProcessingParameterString,
)

from satclip_qgis import backend_setup, settings
from satclip_qgis.algorithms.algorithm import SatclipAlgorithm
from satclip_qgis.algorithms.groups import SETUP
from satclip_qgis.bridge import launcher
from satclip_qgis.bridge.environment import DEVICES, has_nvidia
from satclip_qgis.bridge.pip import Report, Sources
from satclip_qgis.i18n import tr
from satclip_qgis.network import network_variables
from satclip_qgis.parameters.declared import add, add_outputs
from satclip_qgis.signals import SIGNALS


class SetupBackend(SatclipAlgorithm):
    """Creates, updates, repairs or removes the Python environment of the backend."""

    group_id = SETUP
    ACTION, DEVICE = "ACTION", "DEVICE"
    INSTALL, REPAIR, REMOVE = range(3)
    PYTHON, WHEELS, INDEX, OFFLINE = "PYTHON", "WHEELS", "INDEX", "OFFLINE"
    ENVIRONMENT, LOG = "ENVIRONMENT", "LOG"

    def texts(self) -> tuple[str, str, str]:
        """Return title, short description and search terms."""
        return (
            tr("Set up the backend"),
            tr("Installs PyTorch and the SatCLIP backend in a separate Python environment."),
            tr("satclip,install,torch,pytorch,python,environment"),
        )

    def initAlgorithm(self, configuration: dict | None = None) -> None:
        """Declare the parameters, most of them advanced, and the outputs."""
        actions = [tr("Install or update"), tr("Repair: install again"), tr("Remove")]
        action = QgsProcessingParameterEnum(self.ACTION, tr("Action"), actions, defaultValue=self.INSTALL)
        help = tr("An installation that works is kept until the new one has computed an embedding.")
        add(self, action, help)
        found = tr("an NVIDIA GPU was found") if has_nvidia() else tr("no NVIDIA GPU was found")
        devices = [
            tr("Automatic ({found})").format(found=found),
            tr("Processor (2 GB)"),
            tr("NVIDIA GPU (about 8 GB)"),
        ]
        device = QgsProcessingParameterEnum(self.DEVICE, tr("PyTorch for"), devices, defaultValue=0)
        add(self, device, tr("A GPU is tested before it is used. You can change this later."))
        python = QgsProcessingParameterFile(
            self.PYTHON,
            tr("Python executable (3.10 or newer)"),
            optional=True,
            fileFilter="Python (*)",  # the default filter requires a file extension
        )
        help = tr("Python 3.10 to 3.14, 64-bit. It is found automatically if empty.")
        add(self, python, help, advanced=True)
        folder = QgsProcessingParameterFile.Behavior.Folder
        wheels = QgsProcessingParameterFile(self.WHEELS, tr("Folder of wheels"), folder, optional=True)
        add(self, wheels, tr("Packages on disk, for computers without internet access."), advanced=True)
        index = QgsProcessingParameterString(self.INDEX, tr("Package index URL"), optional=True)
        help = tr("A mirror of the Python Package Index, for example of your organisation.")
        add(self, index, help, advanced=True)
        label = tr("Offline: use the folder of wheels only")
        add(self, QgsProcessingParameterBoolean(self.OFFLINE, label, False), advanced=True)
        texts = {
            self.ENVIRONMENT: tr("Python executable of the backend"),
            self.LOG: tr("Installation log"),
        }
        add_outputs(self, {}, texts)

    def execute(self, parameters, context, feedback) -> dict:
        """Install the backend and select the new environment, or remove it."""
        log = backend_setup.log_file()
        action = self.parameterAsEnum(parameters, self.ACTION, context)
        if action == self.REMOVE:
            backend_setup.remove(lambda share: feedback.setProgress(100 * share))
            feedback.pushInfo(
                tr("Removed {folder}. Encoders, models, caches and logs stay in {home}.").format(
                    folder=settings.environment_folder(), home=launcher.home()
                )
            )
            return {self.ENVIRONMENT: "", self.LOG: str(log)}
        report = Report(
            log,
            on_progress=lambda fraction, message: (
                feedback.setProgress(100 * fraction),
                feedback.pushInfo(message),
            ),
            is_cancelled=feedback.isCanceled,
            variables=network_variables(),
        )
        feedback.pushInfo(tr("Log file: {log}").format(log=log))
        sources = Sources(
            self.parameterAsFile(parameters, self.WHEELS, context) or None,
            self.parameterAsString(parameters, self.INDEX, context).strip() or None,
            self.parameterAsBoolean(parameters, self.OFFLINE, context),
        )
        choices = backend_setup.Choices(
            self.parameterAsFile(parameters, self.PYTHON, context) or None,
            sources,
            DEVICES[self.parameterAsEnum(parameters, self.DEVICE, context)],
            repair=action == self.REPAIR,
        )
        python = backend_setup.install(choices, report)
        return {self.ENVIRONMENT: str(python), self.LOG: str(log)}

    def postProcessAlgorithm(self, context, feedback) -> dict:
        """Announce that the backend is ready to the windows. QGIS calls this method after a run."""
        if settings.backend_python() is not None:
            SIGNALS.set_up.emit()
        return {}
