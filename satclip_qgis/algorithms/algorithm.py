"""Base class of the algorithms: input checks, atomic outputs and error messages."""

from __future__ import annotations

import traceback
from collections.abc import Iterator
from contextlib import contextmanager

from qgis.core import Qgis, QgsMessageLog, QgsProcessingAlgorithm, QgsProcessingException
from qgis.PyQt.QtGui import QIcon

from satclip_qgis.algorithms.groups import group_names
from satclip_qgis.bridge.errors import BridgeError
from satclip_qgis.help import help_html, help_url
from satclip_qgis.i18n import tr
from satclip_qgis.outputs.conflicts import check_no_input_is_an_output
from satclip_qgis.outputs.destinations import check_raster_endings
from satclip_qgis.outputs.outputs import Outputs
from satclip_qgis.paths import icon_path


class SatclipAlgorithm(QgsProcessingAlgorithm):
    """Base class of the algorithms.

    A subclass defines `texts`, `initAlgorithm` and `execute`, which writes to `self.outputs`. Its module has the
    name of the process that it runs, of the help page and of the icon.
    """

    outputs: Outputs
    group_id: str
    """One of `groups.group_names`."""

    def texts(self) -> tuple[str, str, str]:
        """Return title, short description and comma-separated search terms, in the user's language."""
        raise NotImplementedError

    @property
    def process(self) -> str:
        """Id of the backend's process."""
        return type(self).__module__.rpartition(".")[2]

    def createInstance(self) -> SatclipAlgorithm:
        """Return a new instance of the algorithm."""
        return type(self)()

    def name(self) -> str:
        """Return the algorithm id, without the provider id."""
        return self.process.replace("_", "")

    def displayName(self) -> str:
        """Return the name in the toolbox."""
        return self.texts()[0]

    def shortDescription(self) -> str:
        """Return the tooltip in the toolbox."""
        return self.texts()[1]

    def tags(self) -> list[str]:
        """Return the search terms for the toolbox."""
        return self.texts()[2].split(",")

    def group(self) -> str:
        """Return the name of the group in the toolbox."""
        return group_names()[self.group_id]

    def groupId(self) -> str:
        """Return the id of the group."""
        return self.group_id

    def icon(self) -> QIcon:
        """Return the icon of the algorithm."""
        return QIcon(self.svgIconPath())

    def svgIconPath(self) -> str:
        """Return the path of the icon."""
        return icon_path(self.process)

    def helpUrl(self) -> str:
        """Return the address of the help page in the documentation."""
        return help_url(self.process)

    def shortHelpString(self) -> str:
        """Return the help page."""
        return help_html(self.process)

    def checkParameterValues(self, parameters, context) -> tuple[bool, str]:
        """Check the parameters. Dialogs, Python and qgis_process call this method before a run, but models do not."""
        fine, sentence = super().checkParameterValues(parameters, context)
        if fine:
            try:
                self._check_outputs(parameters, context)
            except QgsProcessingException as error:
                return False, str(error)
        return fine, sentence

    def prepareAlgorithm(self, parameters, context, feedback) -> bool:
        """Check the parameters and read layers before every run.

        QGIS calls this method in the main thread, except for models that run in another.
        """
        with self.sentences_only():
            self._check_outputs(parameters, context)
            self.read_layers(parameters, context)
        return True

    def _check_outputs(self, parameters, context) -> None:
        check_no_input_is_an_output(self, parameters, context)
        check_raster_endings(self, parameters, context)

    def processAlgorithm(self, parameters, context, feedback) -> dict:
        """Run the algorithm. Its outputs are atomic."""
        with self.sentences_only(), Outputs(self, parameters, context, feedback) as self.outputs:
            return self.execute(parameters, context, feedback)

    def read_layers(self, parameters, context) -> None:
        """Read layers that may belong to the project, which is only allowed in the main thread."""

    def execute(self, parameters, context, feedback) -> dict:
        """Run the algorithm and return the results."""
        raise NotImplementedError

    @contextmanager
    def sentences_only(self) -> Iterator[None]:
        """Convert every exception to a message for the user. Tracebacks go to the message log."""
        try:
            yield
        except QgsProcessingException:
            raise
        except BridgeError as error:
            raise QgsProcessingException(str(error)) from error
        except OSError as error:
            raise QgsProcessingException(
                tr("{file} can't be read or written: {reason}.").format(
                    file=error.filename or tr("A file"), reason=error.strerror or error
                )
            ) from error
        except MemoryError as error:
            raise QgsProcessingException(
                tr("Not enough memory. Close other programs, or use fewer features or pixels.")
            ) from error
        except Exception as error:
            QgsMessageLog.logMessage(traceback.format_exc(), "SatCLIP", Qgis.MessageLevel.Critical)
            raise QgsProcessingException(
                tr(
                    "“{algorithm}” failed with an unexpected error ({kind}: {reason}). Please report it with "
                    "the contents of the SatCLIP tab of the log messages panel."
                ).format(algorithm=self.displayName(), kind=type(error).__name__, reason=error)
            ) from error
