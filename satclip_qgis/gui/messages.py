"""Messages of the plugin in the message bar of QGIS, with buttons."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape

from qgis.core import Qgis
from qgis.gui import QgisInterface
from qgis.PyQt.QtCore import QObject, pyqtSignal
from qgis.PyQt.QtWidgets import QPushButton, QWidget

TITLE = "SatCLIP"


def as_html(text: str) -> str:
    """Return plain text as HTML, for message bars, which would interpret markup in it and load images."""
    return escape(text, quote=False)


def as_tooltip(text: str) -> str:
    """Return plain text as HTML that Qt recognises as such in tooltips."""
    return f"<span>{as_html(text)}</span>"


class Messages(QObject):
    """Messages that stay until they are closed or removed. A new message replaces the one with the same name."""

    closed = pyqtSignal(str)
    """The user has closed the message with this name."""

    def __init__(self, interface: QgisInterface):  # noqa: QGS105 (tests give another)
        super().__init__(interface.mainWindow())
        self._bar = interface.messageBar()
        self._items: dict[str, object] = {}

    def show(
        self,
        name: str,
        text: str,
        buttons: Sequence[tuple[str, Callable[[], object]]] = (),
        level: Qgis.MessageLevel = Qgis.MessageLevel.Info,
        widget: QWidget | None = None,
    ) -> None:
        """Show a message, with a `widget` before the buttons. A button removes it and then calls its function."""
        self.remove(name)
        if not self._items:
            self._bar.widgetRemoved.connect(self._removed)
        item = self._items[name] = self._bar.createMessage(TITLE, as_html(text))
        if widget is not None:
            item.layout().addWidget(widget)
        for label, slot in buttons:
            button = QPushButton(label)
            button.clicked.connect(lambda _=False, slot=slot: (self.remove(name), slot()))
            item.layout().addWidget(button)
        self._bar.pushWidget(item, level)

    def remove(self, *names: str) -> None:
        """Remove the messages with these names, or all messages."""
        for name in names or tuple(self._items):
            if item := self._items.pop(name, None):
                self._disconnect_if_last()
                self._bar.popWidget(item)

    def _removed(self, item: object) -> None:
        for name in [name for name, shown in self._items.items() if shown is item]:
            del self._items[name]
            self._disconnect_if_last()
            self.closed.emit(name)

    def _disconnect_if_last(self) -> None:
        if not self._items:
            self._bar.widgetRemoved.disconnect(self._removed)
