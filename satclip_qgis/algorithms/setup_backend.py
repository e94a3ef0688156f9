"""satclip:setupbackend: install the backend into a separate Python environment."""

from __future__ import annotations

from qgis.core import (
    QgsProcessingException,
    QgsProcessingOutputString,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterFile,
    QgsProcessingParameterString,
)

from satclip_qgis import settings
from satclip_qgis.algorithms.algorithm import SatclipAlgorithm
from satclip_qgis.algorithms.common import with_help
from satclip_qgis.bridge import launcher
from satclip_qgis.bridge.environment import Report, Sources, is_complete, make_environment
from satclip_qgis.i18n import tr
from satclip_qgis.paths import backend_requirement


class SetupBackend(SatclipAlgorithm):
    """Creates the Python environment of the backend. Does nothing if it exists."""

    PYTHON = "PYTHON"
    WHEELS = "WHEELS"
    INDEX = "INDEX"
    OFFLINE = "OFFLINE"
    ENVIRONMENT = "ENVIRONMENT"
    LOG = "LOG"

    def name(self) -> str:
        """The algorithm id, without the provider id."""
        return "setupbackend"

    def displayName(self) -> str:
        """The name in the toolbox."""
        return tr("Set up the backend")

    def shortDescription(self) -> str:
        """The tooltip in the toolbox."""
        return tr("Installs PyTorch and the SatCLIP backend in a separate Python environment.")

    def tags(self) -> list[str]:
        """Search terms for the toolbox."""
        return tr("satclip,install,torch,pytorch,python,environment").split(",")

    def initAlgorithm(self, configuration: dict | None = None) -> None:
        """Declare the parameters, all of them advanced, and outputs."""
        behavior = QgsProcessingParameterFile.Behavior
        for parameter in (
            with_help(
                QgsProcessingParameterFile(
                    self.PYTHON,
                    tr("Python executable (3.10 or newer)"),
                    optional=True,
                    fileFilter="Python (*)",  # the default wants a dot in the name
                ),
                tr("Python 3.10 to 3.14, 64-bit. It is found automatically if empty."),
            ),
            with_help(
                QgsProcessingParameterFile(
                    self.WHEELS, tr("Folder of wheels"), behavior.Folder, optional=True
                ),
                tr("Packages on disk, for computers without internet access."),
            ),
            with_help(
                QgsProcessingParameterString(self.INDEX, tr("Package index URL"), optional=True),
                tr("A mirror of the Python Package Index, for example of your organisation."),
            ),
            QgsProcessingParameterBoolean(self.OFFLINE, tr("Offline: use the folder of wheels only"), False),
        ):
            parameter.setFlags(parameter.flags() | QgsProcessingParameterDefinition.Flag.FlagAdvanced)
            self.addParameter(parameter)
        self.addOutput(QgsProcessingOutputString(self.ENVIRONMENT, tr("Python executable of the backend")))
        self.addOutput(QgsProcessingOutputString(self.LOG, tr("Installation log")))

    def execute(self, parameters, context, feedback) -> dict:
        """Install the backend, and use the new environment from now on."""
        requirement = backend_requirement()
        if requirement is None:
            raise QgsProcessingException(
                tr("The plugin folder does not contain the backend's wheel. Install the plugin again.")
            )
        wheels = self.parameterAsFile(parameters, self.WHEELS, context) or None
        offline = self.parameterAsBoolean(parameters, self.OFFLINE, context)
        if offline and not wheels:
            raise QgsProcessingException(tr("An offline installation needs a folder of wheels (WHEELS)."))
        log = launcher.home() / "log" / "environment.log"
        report = Report(
            log,
            on_progress=lambda fraction, message: (
                feedback.setProgress(100 * fraction),
                feedback.pushInfo(message),
            ),
            is_cancelled=feedback.isCanceled,
            variables=settings.proxy_variables(),
        )
        feedback.pushInfo(tr("Log file: {log}").format(log=log))
        if not is_complete(settings.environment_folder(), [requirement]):
            launcher.stop()  # a running one holds its files
        python = make_environment(
            settings.environment_folder(),
            [requirement],
            report,
            python=self.parameterAsFile(parameters, self.PYTHON, context) or None,
            sources=Sources(
                wheels, self.parameterAsString(parameters, self.INDEX, context).strip() or None, offline
            ),
        )
        settings.choose_python("")
        return {self.ENVIRONMENT: str(python), self.LOG: str(log)}
