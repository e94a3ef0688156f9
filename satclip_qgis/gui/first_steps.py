"""Messages for new users: the offer to set up the backend, and the next steps after the set-up."""

from __future__ import annotations

from collections.abc import Callable

from qgis.core import Qgis
from qgis.PyQt.QtCore import QObject

from satclip_qgis import settings
from satclip_qgis.gui.messages import Messages
from satclip_qgis.i18n import tr
from satclip_qgis.signals import SIGNALS

SET_UP, NEXT = "set up", "next"
"""Names of the messages."""


def set_up_needed() -> str:
    """What somebody reads who has no backend."""
    return tr("SatCLIP needs its backend. It is set up once, in about 3 minutes, and takes 2 GB.")


class FirstSteps(QObject):
    """Offers the set-up when the plugin is loaded, until it has ended or the user has closed the message.

    `open_dialog(name)` opens the dialog of one of our algorithms.
    """

    def __init__(
        self,
        messages: Messages,
        open_dialog: Callable[[str], None],
        add_live_layer: Callable[[], None],
        parent: QObject,
    ):
        super().__init__(parent)
        self.messages = messages
        self.open_dialog = open_dialog
        self.add_live_layer = add_live_layer
        messages.closed.connect(self.remember_closed)
        SIGNALS.set_up.connect(self.show_next)
        SIGNALS.python_chosen.connect(self.remove_offer)

    def offer(self) -> None:
        """Offer the set-up if there is no backend. Starts no process and makes no request."""
        python = settings.backend_python()
        if settings.server() or (python and python.is_file()) or settings.set_up_offer_closed():
            return
        self.messages.show(
            SET_UP,
            set_up_needed(),
            [(tr("Set up the backend…"), lambda: self.open_dialog("setupbackend"))],
        )

    def remember_closed(self, name: str) -> None:
        """Never offer the set-up again if the user has closed the offer."""
        if name == SET_UP:
            settings.close_set_up_offer()

    def remove_offer(self) -> None:
        """Remove the offer, if it is shown."""
        self.messages.remove(SET_UP)

    def show_next(self) -> None:
        """Show that the backend is set up, with buttons for the next steps."""
        self.messages.remove()
        self.messages.show(
            NEXT,
            tr("The backend is ready."),
            self.next_steps(),
            Qgis.MessageLevel.Success,
        )

    def next_steps(self) -> list[tuple[str, Callable[[], None]]]:
        """Return the texts and functions of buttons for the next steps after the set-up."""
        return [
            (tr("Add the live layer"), self.add_live_layer),
            (tr("Add embeddings to a layer…"), lambda: self.open_dialog("embedpoints")),
        ]

    def remove(self) -> None:
        """Remove the messages and disconnect the signals."""
        self.messages.closed.disconnect(self.remember_closed)
        SIGNALS.set_up.disconnect(self.show_next)
        SIGNALS.python_chosen.disconnect(self.remove_offer)
        self.messages.remove()
        self.messages.deleteLater()
        self.deleteLater()
