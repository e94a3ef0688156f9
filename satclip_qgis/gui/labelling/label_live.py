"""The live layer of labels: sends labels to the backend, and shows their classes on the map."""

from __future__ import annotations

from qgis.core import (
    QgsNetworkAccessManager,
    QgsNetworkReplyContent,
    QgsProject,
    QgsRasterLayer,
    QgsVectorLayer,
)
from qgis.gui import QgisInterface
from qgis.PyQt.QtCore import QObject, QTimer
from qgis.PyQt.QtNetwork import QNetworkReply
from qgis.PyQt.QtWidgets import QComboBox

from satclip_qgis.gui.labelling.label_report import report_text
from satclip_qgis.gui.labelling.label_section import LabelSection
from satclip_qgis.gui.request import BackendRequest
from satclip_qgis.i18n import tr
from satclip_qgis.layers.label_classes import classes_of
from satclip_qgis.layers.labels import Labels
from satclip_qgis.layers.live_layer import (
    LABELS,
    LiveView,
    add_layer,
    labels_url,
    live_layers,
    make_layer,
    show_view,
    view_of,
)

LINK = "satclip/label_layer"
"""Custom property of a live layer: the id of its label layer."""
SLIDER_PAUSE = 60
"""Milliseconds after a move of the slider until the map is redrawn."""
RESEND_PAUSE = 2000
"""Milliseconds between attempts to send labels again that the backend has forgotten."""


class LabelLive(QObject):
    """Controller of the live layer of a label layer. `remove` undoes everything; layers stay in the project."""

    def __init__(  # noqa: QGS105 (tests give another interface)
        self, interface: QgisInterface, encoder: QComboBox, section: LabelSection, parent: QObject
    ):
        super().__init__(parent)
        self.iface, self.encoder, self.section = interface, encoder, section
        self.layer: QgsVectorLayer | None = None
        self.labels = Labels()
        self.answer: dict = {}
        """What the backend knows about the labels: `id`, `encoder`, `classes`, `method` and `validation`."""
        self.shows = False
        """Whether the labels have or get a live layer: not if the user has removed it."""
        self.restored: LiveView | None = None
        """The settings of the live layer in a project that was opened."""
        self.request = BackendRequest(0, self)
        self.moved, self.resend = QTimer(self), QTimer(self)
        for timer, pause in ((self.moved, SLIDER_PAUSE), (self.resend, RESEND_PAUSE)):
            timer.setSingleShot(True)
            timer.setInterval(pause)
        section.view_changed.connect(self.moved.start)
        self.moved.timeout.connect(self.show_live)
        self.request.answered.connect(self.show_answer)
        self.request.failed.connect(self.show_failure)
        self.encoder.activated.connect(self.choose_encoder)
        QgsProject.instance().layersWillBeRemoved.connect(self.layers_leave)
        QgsNetworkAccessManager.instance().finished[QgsNetworkReplyContent].connect(self.look_at_reply)

    def remove(self) -> None:
        """Stop listening to the project, the network and the encoder."""
        self.request.forget()
        self.encoder.activated.disconnect(self.choose_encoder)
        QgsProject.instance().layersWillBeRemoved.disconnect(self.layers_leave)
        QgsNetworkAccessManager.instance().finished[QgsNetworkReplyContent].disconnect(self.look_at_reply)

    def follow(self, layer: QgsVectorLayer | None, shows: bool) -> None:
        """Show another layer's labels from now on. Without `shows`, only if it has a live layer already."""
        self.layer, self.labels, self.answer = layer, Labels(), {}
        self.request.forget()
        live = self.live()
        self.restored, self.shows = view_of(live), shows or live is not None
        self.clear()

    def clear(self) -> None:
        """Show that nothing is known about the labels."""
        self.answer = {}
        self.section.show_report("")
        self.section.next.setEnabled(False)

    def refresh(self, labels: Labels) -> None:
        """Send other labels to the backend."""
        self.labels = labels
        if self.shows:
            self.send()

    def layers_leave(self, ids: list[str]) -> None:
        """Show no live layer again, before the next label, if the user removes it."""
        live = self.live()
        if live and live.id() in ids:
            self.shows = False

    def url(self, what: str) -> str:
        """Return the URL of a resource of the labels."""
        return f"{labels_url(self.answer['encoder'])}/{self.answer['id']}/{what}"

    def live(self) -> QgsRasterLayer | None:
        """Return the live layer of the labels."""
        if self.layer is None:
            return None
        for layer in live_layers(QgsProject.instance()):
            if view_of(layer).style == LABELS and layer.customProperty(LINK) == self.layer.id():
                return layer
        return None

    def choose_encoder(self, *_: object) -> None:
        """Use the encoder that the user has chosen."""
        if self.shows:
            self.send(self.encoder.currentText())

    def send(self, encoder: str = "") -> None:
        """Send the labels to the backend, by default for the encoder of the live layer."""
        places = self.labels.places
        classes = [each for each in classes_of(self.layer) if places.get(each.value)]
        if not classes:
            self.request.forget()
            self.clear()
            return
        sent = [
            {"name": each.name[:200], "colour": each.colour, "lonlat": places[each.value]} for each in classes
        ]
        self.request.ask(labels_url(encoder or self.chosen_encoder()), {"classes": sent})

    def chosen_encoder(self) -> str:
        """Return the encoder of the live layer; without one, that of the panel."""
        view = view_of(self.live())
        return view.encoder if view else self.encoder.currentText()

    def show_answer(self, address: str, answer: dict) -> None:
        """Show the live layer of the labels, and the accuracy of their classification."""
        if not {"id", "encoder", "classes", "method", "labels"} <= answer.keys():
            self.show_failure(
                address, tr("The backend sent a reply that this version of the plugin can't read.")
            )
            return
        self.answer = answer
        self.section.next.setEnabled(len(answer["classes"]) > 1)
        self.section.show_report(report_text(answer, self.labels))
        if self.restored:  # the project has a live layer with these settings
            view, self.restored = self.restored, None
            known = view.shown is not None and view.shown < len(answer["classes"])
            self.section.choose_view(answer["classes"][view.shown] if known else None, view.threshold)
        self.show_live(create=True)

    def show_failure(self, address: str, said: str) -> None:
        """Show the reason why there is no live layer."""
        self.section.show_report(said)
        self.section.next.setEnabled(False)

    def show_live(self, create: bool = False) -> None:
        """Show classes or scores with the chosen threshold."""
        if not self.answer:
            return
        names, shown = self.answer["classes"], self.section.shown_class()
        view = LiveView(
            self.answer["encoder"],
            LABELS,
            labels=self.answer["id"],
            shown=names.index(shown) if shown in names else None,
            threshold=self.section.threshold_share(),
        )
        layer = self.live()
        if layer:
            if view != view_of(layer):
                show_view(layer, view)
                QgsProject.instance().setDirty(True)
            else:  # the backend had forgotten the labels
                layer.triggerRepaint()
        elif create:
            layer, active = make_layer(view), self.iface.activeLayer()
            layer.setCustomProperty(LINK, self.layer.id())
            add_layer(layer, QgsProject.instance())
            self.iface.setActiveLayer(active or layer)

    def look_at_reply(self, reply: QgsNetworkReplyContent) -> None:
        """Send the labels again if the backend does not know them any more, such as after a restart."""
        if reply.error() != QNetworkReply.NetworkError.ContentNotFoundError or not self.answer:
            return
        if f"/{LABELS}/{self.answer['id']}/" in reply.request().url().path() and not self.resend.isActive():
            self.resend.start()
            self.send()
