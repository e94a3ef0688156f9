"""Labelling by clicks: connects the widgets, the map tool, the label layer, the backend and the live layer."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from qgis.core import Qgis, QgsFeature, QgsProject, QgsVectorLayer
from qgis.gui import QgisInterface
from qgis.PyQt.QtCore import QObject, QPoint, QTimer
from qgis.PyQt.QtGui import QIcon
from qgis.PyQt.QtWidgets import QAction, QComboBox, QFileDialog, QInputDialog

from satclip_qgis.contract import max_labels
from satclip_qgis.gui.labelling.cluster_examples import ClusterExamples, no_layer
from satclip_qgis.gui.labelling.label_live import LabelLive
from satclip_qgis.gui.labelling.label_section import LabelSection
from satclip_qgis.gui.labelling.label_tool import LabelTool
from satclip_qgis.gui.messages import TITLE, as_html
from satclip_qgis.gui.request import BackendRequest
from satclip_qgis.i18n import grouped, tr
from satclip_qgis.layers import label_classes
from satclip_qgis.layers import labels as label_layers
from satclip_qgis.layers.label_editing import LabelError, field_of
from satclip_qgis.layers.labels import Labels
from satclip_qgis.layers.live_layer import Place
from satclip_qgis.paths import icon_path

CHANGES = (
    "featureAdded",
    "featureDeleted",
    "attributeValueChanged",
    "geometryChanged",
    "afterRollBack",
    "rendererChanged",
    "symbolFeatureCountMapChanged",
)
"""Signals of a layer after which its labels, or what is known about them, may be others."""


class Labelling(QObject):
    """Controller of labelling. `section` are its widgets; `remove` undoes everything."""

    def __init__(  # noqa: QGS105 (tests give another interface)
        self, interface: QgisInterface, encoder: QComboBox, fit: Callable[[str, dict], None]
    ):
        super().__init__(interface.mainWindow())
        self.iface, self.fit = interface, fit
        self.layer: QgsVectorLayer | None = None
        self.labels = Labels()
        self.history: list[tuple[tuple[Place, ...], list[QgsFeature], object]] = []
        """Places of labels that were added or features that were removed, and their class, for undo."""
        self.suggested: list[Place] = []
        self.candidates: list[Place] = []
        self.repeats = False
        """Whether the search for the next place is repeated when the backend has got the labels again."""
        self.tool_action = QAction(QIcon(icon_path("label_places")), tr("Label places"), self)
        self.tool_action.setCheckable(True)
        self.tool_action.setToolTip(
            tr(
                "Click on the map to label a place. Shift+click removes a label, 1 to 9 choose the class, Ctrl+Z "
                "undoes."
            )
        )
        self.file_action = QAction(tr("GeoPackage…"), self)
        self.memory_action = QAction(tr("Temporary layer"), self)
        self.tool = LabelTool(interface.mapCanvas())
        self.tool.setAction(self.tool_action)
        self.section = LabelSection(self.tool_action, self.file_action, self.memory_action)
        self.live = LabelLive(interface, encoder, self.section, self)
        self.search = BackendRequest(0, self)
        self.examples = ClusterExamples(interface, self.tell, self)
        self.changed = QTimer(self)
        self.changed.setSingleShot(True)
        self._connect()
        self.find_layer()

    def _connect(self) -> None:
        section = self.section
        self.tool_action.triggered.connect(self.use_tool)
        self.file_action.triggered.connect(self.create_file)
        self.memory_action.triggered.connect(lambda: self.start_with(label_layers.new_memory_layer()))
        self.tool.labelled.connect(self.label)
        self.tool.removed.connect(self.remove_near)
        self.tool.undone.connect(self.undo)
        self.tool.class_chosen.connect(section.choose_class)
        section.layer.layerChanged.connect(self.choose_layer)
        section.field.fieldChanged.connect(self.choose_field)
        section.class_asked.connect(self.ask_class)
        section.class_renamed.connect(self.rename_class)
        section.class_recoloured.connect(
            lambda value, colour: self.act(label_classes.recolour_class, value, colour)
        )
        section.class_removed.connect(self.remove_class)
        section.undo.clicked.connect(lambda: self.undo())
        section.selection.clicked.connect(lambda: self.label_selected())
        section.cluster.toggled.connect(self.await_cluster)
        self.tool.deactivated.connect(lambda: section.cluster.setChecked(False))
        section.next.clicked.connect(lambda: self.ask_next())
        section.fit.clicked.connect(lambda: self.open_fit())
        self.search.answered.connect(self.show_next)
        self.search.failed.connect(self.show_no_next)
        self.live.request.answered.connect(self.repeat_search)
        self.changed.timeout.connect(self.refresh)
        QgsProject.instance().readProject.connect(self.find_layer)
        QgsProject.instance().layersWillBeRemoved.connect(self.layers_leave)

    def remove(self) -> None:
        """Undo everything. Layers stay in the project."""
        QgsProject.instance().readProject.disconnect(self.find_layer)
        QgsProject.instance().layersWillBeRemoved.disconnect(self.layers_leave)
        self.follow(None)
        self.live.remove()
        self.tool.remove()
        self.section.deleteLater()
        self.deleteLater()

    # The label layer

    def create_file(self, *_: object) -> None:
        """Ask for the name of a GeoPackage, and create a label layer in it."""
        home = QgsProject.instance().homePath() or str(Path.home())
        name, _ = QFileDialog.getSaveFileName(
            self.section,
            tr("GeoPackage for the labels"),
            str(Path(home) / "labels.gpkg"),
            "GeoPackage (*.gpkg)",
            options=QFileDialog.Option.DontConfirmOverwrite,
        )
        if name:
            path = Path(name)
            self.act_freely(
                lambda: self.start_with(
                    label_layers.new_file(path if path.suffix else path.with_suffix(".gpkg"))
                )
            )

    def start_with(self, layer: QgsVectorLayer) -> None:
        """Add a new layer to the project and use it for labels."""
        QgsProject.instance().addMapLayer(layer)
        label_classes.take_up(layer, label_layers.FIELD)
        self.follow(layer, True)
        self.ask_class()

    def choose_layer(self, layer: QgsVectorLayer | None) -> None:
        """Continue with a layer that the user has chosen."""
        self.follow(layer, True)

    def choose_field(self, name: str) -> None:
        """Use the classes in a field of the chosen layer."""
        if self.layer and name:
            self.act(label_classes.take_up, name)
            self.follow(self.layer, True)

    def find_layer(self, *_: object) -> None:
        """Continue with the first label layer of the project."""
        layers = QgsProject.instance().mapLayers().values()
        self.follow(next((layer for layer in layers if field_of(layer)), None))

    def layers_leave(self, ids: list[str]) -> None:
        """Stop using a layer that is removed from the project."""
        if self.layer and self.layer.id() in ids:
            self.follow(None)

    def follow(self, layer: QgsVectorLayer | None, shows: bool = False) -> None:
        """Use another layer for labels, or none. Without `shows`, it gets no live layer before the next label."""
        for connect, changing in (("disconnect", self.layer), ("connect", layer)):
            for name in CHANGES if changing else ():
                getattr(getattr(changing, name), connect)(self.look_again)
        self.layer, self.labels, self.history, self.suggested = layer, Labels(), [], []
        self.search.forget()
        self.examples.forget()
        self.tool.suggest(None)
        self.section.show_classes([], {})
        self.live.follow(layer, shows)
        self.refresh()

    def look_again(self, *_: object) -> None:
        """Read the labels again once the current changes are complete."""
        self.changed.start()

    def refresh(self) -> None:
        """Show layer and classes, and send the labels to the backend."""
        field = field_of(self.layer)
        self.section.show_layer(self.layer, field)
        if not field:
            return
        try:
            self.labels = label_layers.read_labels(self.layer)
        except LabelError as error:
            self.labels = Labels()
            self.live.clear()
            self.section.show_report(str(error))
            self.show_classes_of_many()
            return
        counts = {value: len(places) for value, places in self.labels.places.items()}
        self.section.show_classes(label_classes.classes_of(self.layer), counts)
        self.section.undo.setEnabled(bool(self.history))
        self.live.refresh(self.labels)

    def show_classes_of_many(self) -> None:
        """Show the classes of a layer with too many labels, which QGIS counts in the background."""
        counts = label_classes.class_counts(self.layer)
        self.section.show_classes(label_classes.classes_of(self.layer), counts)
        self.section.undo.setEnabled(bool(self.history))
        if counts is None:
            self.layer.countSymbolFeatures()

    # Labels

    def use_tool(self, *_: object) -> None:
        """Activate the map tool."""
        self.iface.mapCanvas().setMapTool(self.tool)
        self.tool_action.setChecked(True)

    def label(self, place: Place | None) -> None:
        """Label a place with the chosen class."""
        if place is None:
            self.tell(tr("This point is not on Earth. Click elsewhere."))
        elif self.section.cluster.isChecked():
            self.section.cluster.setChecked(False)
            value = self.section.chosen_class()
            self.examples.ask(place, self.live.chosen_encoder(), lambda places: self.add(places, value))
        else:
            self.add([place], self.section.chosen_class())

    def await_cluster(self, awaits: bool) -> None:
        """Let the next click choose a cluster instead of a place, or not."""
        if awaits and self.examples.layer() is None:
            self.section.cluster.setChecked(False)
            self.tell(no_layer())
        elif awaits and self.section.chosen_class() is None:
            self.section.cluster.setChecked(False)
            self.tell(tr("Add a class first."))
        elif awaits:
            if self.iface.mapCanvas().mapTool() is not self.tool:  # or it would be deactivated
                self.use_tool()
            self.tell(tr("Click a cluster on the map. Typical places of it get the selected class."))

    def label_selected(self) -> None:
        """Label the selected features of the current layer."""
        layer = self.iface.activeLayer()
        places = []
        if isinstance(layer, QgsVectorLayer) and layer.isSpatial() and layer is not self.layer:
            places = label_layers.selected_places(layer, max_labels())
        if not places:
            self.tell(tr("Select features of another vector layer first."))
            return
        if layer.selectedFeatureCount() > max_labels():
            self.tell(
                tr(
                    "{count} points are selected. The maximum is {most}, so only the first {most} are used."
                ).format(count=grouped(f"{layer.selectedFeatureCount():,}"), most=max_labels())
            )
        self.add(places, self.section.chosen_class())

    def add(self, places: list[Place], value: object) -> None:
        """Add labels of a class."""
        if not field_of(self.layer):
            self.tell(tr("Create a layer for labels, or choose a point layer to continue with."))
        elif all(each.value != value for each in label_classes.classes_of(self.layer)):
            self.tell(tr("Add a class first."))
        elif self.act(label_layers.add_labels, places, value):
            self.remember(places, [], value)
            self.tool.suggest(None)
            self.live.shows = True

    def remove_near(self, at: QPoint) -> None:
        """Remove the label nearest to a position on the canvas."""
        point, radius = self.tool.around(at)
        found = label_layers.nearest_label(self.layer, point, radius, self.tool.crs())
        if found is None:
            self.tell(tr("There is no label here. Shift+click on a label removes it."))
            return
        id, value = found
        removed: list[QgsFeature] = []
        if self.act(lambda layer: removed.extend(label_layers.remove_features(layer, [id]))):
            self.remember([], removed, value)

    def undo(self) -> None:
        """Undo the last addition or removal of labels."""
        if not self.history:
            self.tell(tr("There is nothing to undo."))
            return
        places, removed, value = self.history.pop()
        if places:
            self.act(label_layers.remove_labels, places, value)
        else:
            self.act(label_layers.restore_labels, removed, value)
        self.section.undo.setEnabled(bool(self.history))

    def remember(self, places: list[Place], removed: list[QgsFeature], value: object) -> None:
        """Store a change for undo."""
        self.history.append((tuple(places), removed, value))
        self.section.undo.setEnabled(True)

    # Classes

    def ask_class(self) -> None:
        """Ask for the name of a class and add it."""
        name, accepted = QInputDialog.getText(self.section, tr("Add class"), tr("Name of the class:"))
        if accepted:
            self.add_class(name)

    def add_class(self, name: str) -> None:
        """Add a class and choose it for new labels."""

        def add(layer: QgsVectorLayer) -> None:
            label_classes.add_class(layer, label_classes.value_for(layer, name))

        if self.act(add):
            self.refresh()
            self.section.choose_class(len(label_classes.classes_of(self.layer)) - 1)

    def rename_class(self, value: object, name: str) -> None:
        """Rename a class, also in what can be undone."""

        def rename(layer: QgsVectorLayer) -> None:
            new = label_classes.rename_class(layer, value, name)
            self.history = [(*change, new if old == value else old) for *change, old in self.history]

        self.act(rename)

    def remove_class(self, value: object) -> None:
        """Remove a class without labels."""
        if label_layers.has_labels(self.layer, value):
            self.tell(
                tr(
                    "This class has labels. Remove them first: Shift+click on each, or use the attribute table."
                )
            )
        else:
            self.act(label_classes.remove_class, value)

    def act(self, change: Callable, *arguments: object) -> bool:
        """Change the label layer; show the error and return False if that is not possible."""
        return self.act_freely(lambda: change(self.layer, *arguments))

    def act_freely(self, change: Callable[[], object]) -> bool:
        """Make a change; show the error and return False if that is not possible."""
        try:
            change()
        except LabelError as error:
            self.tell(str(error))
            self.look_again()
            return False
        self.look_again()
        return True

    # The next place

    def ask_next(self, repeats: bool = True) -> None:
        """Look for the most uncertain place in the current view."""
        labelled = [place for places in self.labels.places.values() for place in places]
        self.candidates = self.tool.candidates([*labelled, *self.suggested])
        if not self.candidates:
            self.suggested = []
            self.tell(tr("This view has no other place to suggest. Pan or zoom the map."))
            return
        self.section.next.setEnabled(False)
        self.repeats = repeats
        self.search.ask(self.live.url("uncertain"), {"lonlat": self.candidates})

    def show_next(self, address: str, answer: dict) -> None:
        """Mark the most uncertain place."""
        self.repeats = False
        self.section.next.setEnabled(True)
        row = answer.get("row")
        if not isinstance(row, int) or not 0 <= row < len(self.candidates):
            self.tell(tr("This view has no other place on land to suggest. Pan or zoom the map."))
            return
        self.suggested.append(self.candidates[row])
        self.tool.suggest(self.candidates[row])
        self.use_tool()
        self.tell(
            tr(
                "The class of the marked place is uncertain: “{first}” or “{second}”. Label it if you know it."
            ).format(first=answer.get("first"), second=answer.get("second"))
        )

    def show_no_next(self, address: str, said: str) -> None:
        """Show the reason why no place is suggested, unless a restarted backend is just getting the labels again."""
        if self.repeats and self.live.resend.isActive():
            return
        self.repeats = False
        self.section.next.setEnabled(True)
        self.tell(said)

    def repeat_search(self, *_: object) -> None:
        """Repeat the search for labels that the backend did not know."""
        if self.repeats:
            self.ask_next(repeats=False)

    def open_fit(self) -> None:
        """Open “Fit a model” for the labels."""
        self.fit("fitmodel", {"INPUT": self.layer.id(), "TARGET": field_of(self.layer)})

    def tell(self, text: str) -> None:
        """Show a message in the message bar."""
        self.iface.messageBar().pushMessage(TITLE, as_html(text), Qgis.MessageLevel.Info, 6)
