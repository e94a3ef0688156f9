"""The live embedding layer in QGIS Desktop: connects the section Explore, the map tool, the layers and the backend."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from qgis.core import Qgis, QgsProject, QgsRasterLayer, QgsVectorLayer
from qgis.gui import QgisInterface, QgsMapTool
from qgis.PyQt.QtCore import QObject
from qgis.PyQt.QtGui import QIcon
from qgis.PyQt.QtWidgets import QAction

from satclip_qgis.algorithms.groups import EXPLORE, group_names
from satclip_qgis.bridge.errors import BridgeError, NoEnvironment, NotInstalled, WrongVersion
from satclip_qgis.bridge.redirect import Redirect
from satclip_qgis.gui.first_steps import SET_UP, set_up_needed
from satclip_qgis.gui.messages import TITLE, Messages, as_html
from satclip_qgis.gui.panel.algorithm_runs import AlgorithmRuns
from satclip_qgis.gui.panel.explore_maps import ExploreMaps
from satclip_qgis.gui.panel.explore_section import ExploreSection
from satclip_qgis.gui.panel.live_months import LiveMonths
from satclip_qgis.gui.panel.satclip_dock import SatclipDock
from satclip_qgis.gui.panel.similar_places import ADD, EXCLUDE, REPLACE, SimilarPlacesTool, selected_places
from satclip_qgis.gui.panel.similarity_stretch import SimilarityStretch
from satclip_qgis.gui.request import BackendRequest
from satclip_qgis.i18n import grouped, tr
from satclip_qgis.layers.live_layer import (
    LABELS,
    MOST_PLACES,
    SIMILARITY,
    LiveView,
    Place,
    add_layer,
    limited,
    live_layers,
    make_layer,
    show_view,
    view_of,
)
from satclip_qgis.paths import icon_path
from satclip_qgis.signals import SIGNALS

CURSOR_PAUSE = 60
"""Milliseconds between requests for the value at the cursor."""
FAILURE = "live layer"
"""Name of the message about a rendering failure."""


class LiveDesktop(QObject):
    """Controller of the live layer. `actions` are the menu entries; `remove` undoes everything."""

    def __init__(  # noqa: QGS105 (tests give another interface)
        self,
        interface: QgisInterface,
        dock: SatclipDock,
        redirect: Redirect,
        messages: Messages,
        runs: AlgorithmRuns,
        set_up: Callable[[], None],
    ):
        super().__init__(interface.mainWindow())
        self.iface = interface
        self.dock = dock
        self.redirect = redirect
        self.messages = messages
        self.set_up = set_up
        self.last_error = ""
        self.awaiting: Callable[[Place], None] | None = None
        self.looked_at: tuple = (None, None)
        self.legend_address = ""
        self.add_action = QAction(QIcon(icon_path("live_layer")), tr("Add live embedding layer"), self)
        self.tool_action = QAction(QIcon(icon_path("similar_places")), tr("Similar places"), self)
        self.tool_action.setCheckable(True)
        self.tool_action.setToolTip(
            tr(
                "Click on the map to show similar places. Hold Ctrl or Shift to add a location, or Alt to add a "
                "location that places should not resemble."
            )
        )
        self.tool = SimilarPlacesTool(interface.mapCanvas())
        self.tool.setAction(self.tool_action)
        self.section = ExploreSection(self.tool_action, dock.encoder)
        dock.add_section(self.section, group_names()[EXPLORE], "live_layer")
        self.actions = [self.add_action, self.tool_action]
        self.maps = ExploreMaps(interface, self.section, runs, self.shown_view, self)
        self.value = BackendRequest(CURSOR_PAUSE, self)
        self.legend = BackendRequest(0, self)
        self.stretch = SimilarityStretch(interface.mapCanvas(), self.show_at, self.tell, self)
        self.months = LiveMonths(interface.mapCanvas(), self)
        self.months.changed.connect(self.look_at_layer)
        self._connect()
        self.look_at_layer()

    def _connect(self) -> None:
        self.add_action.triggered.connect(self.add_from_menu)
        self.tool_action.triggered.connect(self.use_tool)
        self.tool.picked.connect(self.pick)
        self.tool.moved.connect(self.ask_value)
        self.iface.mapCanvas().mapToolSet.connect(self.tool_changed)
        self.section.add_asked.connect(self.add)
        self.section.change_asked.connect(self.change)
        self.section.selection_asked.connect(self.use_selected)
        self.section.negative.toggled.connect(self.exclude)
        self.section.stretch.clicked.connect(self.stretch_to_view)
        self.section.unstretch.clicked.connect(self.use_fixed_range)
        self.dock.shown_changed.connect(self.look_at_layer)
        self.value.answered.connect(self.show_value)
        self.value.failed.connect(self.show_no_value)
        self.legend.answered.connect(self.show_legend)
        self.legend.failed.connect(self.show_no_legend)
        self.redirect.starting.connect(self.tell_start)
        self.redirect.started.connect(self.repaint)
        self.redirect.lost.connect(self.repaint)
        self.redirect.failed.connect(self.tell_failure)
        SIGNALS.set_up.connect(self.try_again)
        SIGNALS.python_chosen.connect(self.try_again)
        self.iface.currentLayerChanged.connect(self.look_at_layer)
        QgsProject.instance().layersRemoved.connect(self.look_at_layer)

    def remove(self) -> None:
        """Undo everything. Live layers stay in the project, and are empty until the plugin is loaded again."""
        self.iface.mapCanvas().mapToolSet.disconnect(self.tool_changed)
        self.iface.currentLayerChanged.disconnect(self.look_at_layer)
        QgsProject.instance().layersRemoved.disconnect(self.look_at_layer)
        for signal, slot in (
            (self.dock.shown_changed, self.look_at_layer),
            (self.redirect.starting, self.tell_start),
            (self.redirect.started, self.repaint),
            (self.redirect.lost, self.repaint),
            (self.redirect.failed, self.tell_failure),
            (SIGNALS.set_up, self.try_again),
            (SIGNALS.python_chosen, self.try_again),
        ):
            signal.disconnect(slot)
        self.value.forget()
        self.legend.forget()
        self.stretch.forget()
        self.months.remove()
        self.tool.remove()
        self.deleteLater()

    # Layers

    def add_from_menu(self, *_: object) -> None:
        """Add a layer with the settings of the section, and show the panel."""
        self.dock.show_section(self.section)
        self.add()

    def add(self, *_: object) -> None:
        """Add a live layer with these settings. A similarity layer is added at the next click on the map."""
        view = self.section.view()
        if view.style == SIMILARITY:
            self.await_click(lambda place: self.add_view(replace(view, places=(place,))))
        else:
            self.add_view(view)

    def add_view(self, view: LiveView) -> QgsRasterLayer:
        """Add a live layer to the project and select it."""
        self.redirect.try_again()
        layer = make_layer(view)
        add_layer(layer, QgsProject.instance())
        self.months.follow()
        self.iface.setActiveLayer(layer)
        self.look_at_layer()
        return layer

    def change(self, *_: object) -> None:
        """Apply the settings of the section to the selected live layer."""
        layer = self.iface.activeLayer()
        before, view = view_of(layer), self.section.view()
        if before and view.style == SIMILARITY and not before.places:
            id = layer.id()
            self.await_click(lambda place: self.show_at(id, replace(view, places=(place,))))
        elif before:
            kept = (before.places, before.negatives) if view.style == SIMILARITY else ((), ())
            self.show(layer, replace(view, places=kept[0], negatives=kept[1]))

    def show_at(self, id: str, view: LiveView) -> None:
        """Apply other settings to the layer with this id, if it still exists."""
        layer = QgsProject.instance().mapLayer(id)
        if layer:
            self.show(layer, view)

    def show(self, layer: QgsRasterLayer, view: LiveView) -> None:
        """Apply other settings to a live layer."""
        self.stretch.forget()
        self.redirect.try_again()
        show_view(layer, view)
        self.months.follow()
        QgsProject.instance().setDirty(True)
        self.look_at_layer()

    def stretch_to_view(self, *_: object) -> None:
        """Stretch the colours of the similarity layer to the values in the view."""
        if layer := self.similarity_layer():
            self.stretch.ask(layer)

    def use_fixed_range(self, *_: object) -> None:
        """Use the fixed range for the colours of the similarity layer."""
        if layer := self.similarity_layer():
            self.show(layer, replace(view_of(layer), stretch=None))

    def similarity_layer(self) -> QgsRasterLayer | None:
        """Return the similarity layer that the tool updates: the selected one, or else the topmost."""
        layers = [layer for layer in live_layers(QgsProject.instance()) if view_of(layer).style == SIMILARITY]
        active = self.iface.activeLayer()
        return active if active in layers else next(iter(layers), None)

    def shown_view(self) -> LiveView | None:
        """Return the settings of the selected live layer, or else those of the section."""
        view = view_of(self.iface.activeLayer()) or self.section.view()
        if view.style == SIMILARITY and not view.places:
            layer = self.similarity_layer()
            if layer is None:
                self.tell(tr("Click a location that places should resemble first."))
                return None
            view = view_of(layer)
        return view

    def try_again(self) -> None:
        """Redraw all live layers after another backend was set up or chosen."""
        self.redirect.try_again()
        self.repaint()

    def repaint(self) -> None:
        """Redraw all live layers on all canvases."""
        self.last_error = ""
        self.messages.remove(FAILURE)
        for layer in live_layers(QgsProject.instance()):
            layer.triggerRepaint()
        self.look_at_layer()

    # The map tool

    def use_tool(self, *_: object) -> None:
        """Activate the map tool, and check its action even if the tool is active already."""
        self.iface.mapCanvas().setMapTool(self.tool)
        self.tool_action.setChecked(True)
        self.dock.show_section(self.section)
        self.look_at_layer()

    def exclude(self, excludes: bool) -> None:
        """Let clicks add negatives, or not."""
        self.tool.excludes = excludes
        if excludes and self.iface.mapCanvas().mapTool() is not self.tool:
            self.use_tool()

    def await_click(self, act: Callable[[Place], None]) -> None:
        """Activate the map tool, and call `act` with the location of the next click."""
        self.use_tool()
        self.awaiting = act
        self.tell(tr("Click on the map. The layer will show the similarity to that location."))

    def pick(self, place: Place | None, how: str) -> None:
        """Handle a click on the canvas."""
        if place is None:
            self.tell(tr("This point is not on Earth. Click elsewhere."))
            return
        layer = self.similarity_layer()
        before = view_of(layer) if layer else LiveView("", SIMILARITY)
        if how == EXCLUDE and (self.awaiting or not before.places):
            self.tell(tr("Click a location that places should resemble first."))
            return
        act, self.awaiting = self.awaiting, None
        if act:
            act(place)
            self.look_at_layer()
            return
        if how != REPLACE and len(before.places) + len(before.negatives) >= MOST_PLACES:
            self.tell(
                tr("The maximum is {most} locations. Click without a key to start again.").format(
                    most=MOST_PLACES
                )
            )
        elif how == EXCLUDE:
            self.compare_with(before.places, limited([*before.negatives, place]))
        elif how == ADD:
            self.compare_with(limited([*before.places, place]), before.negatives)
        else:
            self.compare_with((place,))

    def use_selected(self) -> None:
        """Use the selected points of the current layer as reference points."""
        layer = self.iface.activeLayer()
        places = selected_places(layer, MOST_PLACES) if isinstance(layer, QgsVectorLayer) else []
        if not places:
            self.tell(tr("Select features of a point layer first."))
            return
        if layer.selectedFeatureCount() > MOST_PLACES:
            self.tell(
                tr(
                    "{count} points are selected. The maximum is {most}, so only the first {most} are used."
                ).format(count=grouped(f"{layer.selectedFeatureCount():,}"), most=MOST_PLACES)
            )
        self.compare_with(tuple(dict.fromkeys(places)))

    def compare_with(self, places: tuple[Place, ...], negatives: tuple[Place, ...] = ()) -> None:
        """Set the reference points and negatives of the similarity layer; add a layer if there is none."""
        layer, active = self.similarity_layer(), self.iface.activeLayer()
        if layer is None:
            layer = self.add_view(LiveView(self.section.view().encoder, SIMILARITY, places))
        else:
            self.show(layer, replace(view_of(layer), places=places, negatives=negatives))
            if view_of(layer).stretch:  # other places have another range
                self.stretch.ask(layer)
        # Keep a point layer selected, for the next selection in it.
        self.iface.setActiveLayer(active if isinstance(active, QgsVectorLayer) else layer)
        self.look_at_layer()

    def tool_changed(self, tool: QgsMapTool | None, *_: object) -> None:
        """Stop waiting for a click, and adding negatives, when another tool is activated."""
        if tool is not self.tool:
            self.awaiting = None
            self.section.negative.setChecked(False)

    def ask_value(self, place: Place | None) -> None:
        """Request the value at the cursor; None cancels the request."""
        layer = self.similarity_layer()
        if layer is None or place is None:
            self.value.forget()
            self.show_no_value()
        else:
            self.value.ask(view_of(layer).value_url(place))

    # Values and legend

    def show_value(self, address: str, answer: dict) -> None:
        """Show the value at the cursor."""
        value = answer.get("value")
        if not isinstance(value, (int, float)):
            self.show_no_value()
            return
        self.section.show_value(float(value))
        self.iface.statusBarIface().showMessage(tr("Similarity: {value}").format(value=f"{value:.2f}"), 2000)

    def show_no_value(self, address: str = "", said: str = "") -> None:
        """Show that there is no value."""
        self.section.show_value(None)

    def look_at_layer(self, *_: object) -> None:
        """Show settings, reference points and legend of the selected live layer."""
        layer = self.iface.activeLayer()
        view = view_of(layer)
        self.section.allow_change(view is not None and view.style != LABELS)
        self.section.encoder.offer(view.encoder if view else "")
        if view and (layer, view) != self.looked_at:  # keep changes that the user is about to make
            self.section.choose(view)
        self.looked_at = (layer, view)
        followed = self.similarity_layer()
        self.section.allow_stretch(view_of(followed) if followed else None)
        marked = view_of(followed) if followed else LiveView("")
        self.tool.mark(marked.places, marked.negatives, keep=layer is not None and layer is followed)
        shown = view or (view_of(followed) if followed else None)
        address = shown.url("legend") if shown and self.dock.shows(self.section) else ""
        if address != self.legend_address:
            self.legend_address = address
            if address:
                self.legend.ask(address)
            else:
                self.legend.forget()
                self.section.show_legend("", [])

    def show_legend(self, address: str, answer: dict) -> None:
        """Show the legend."""
        self.dock.backend.refresh()
        entries = answer.get("entries")
        self.section.show_legend(
            str(answer.get("title", "")),
            [entry for entry in entries if isinstance(entry, dict)] if isinstance(entries, list) else [],
        )

    def show_no_legend(self, address: str, said: str) -> None:
        """Show the reason why there is no legend."""
        self.legend_address = ""
        self.section.show_legend(said, [])

    def tell(self, text: str) -> None:
        """Show a message in the message bar."""
        self.iface.messageBar().pushMessage(TITLE, as_html(text), Qgis.MessageLevel.Info, 6)

    def tell_start(self) -> None:
        """Show that the backend is starting."""
        self.iface.statusBarIface().showMessage(tr("Starting the SatCLIP backend…"), 5000)

    def tell_failure(self, error: BridgeError) -> None:
        """Show the reason why the live layer is empty, once and not for each tile."""
        if str(error) == self.last_error or not live_layers(QgsProject.instance()):
            return
        self.last_error = str(error)
        needs_set_up = isinstance(error, (NoEnvironment, WrongVersion))
        if needs_set_up:
            self.messages.remove(SET_UP)  # the new message has the same button
        self.messages.show(
            FAILURE,
            tr("The live layer can't be rendered. {reason}").format(
                reason=set_up_needed() if isinstance(error, NotInstalled) else error
            ),
            [(tr("Set up the backend"), self.set_up)] if needs_set_up else (),
            Qgis.MessageLevel.Warning,
        )
