"""A plot of loss and retrieval accuracy against the training steps."""

from __future__ import annotations

import math
from typing import Any

from qgis.PyQt.QtCore import QPointF, QRectF, QSize, Qt
from qgis.PyQt.QtGui import QColor, QFontMetricsF, QPainter, QPalette, QPen, QPolygonF
from qgis.PyQt.QtWidgets import QLabel, QSizePolicy, QToolTip, QWidget

from satclip_qgis.i18n import grouped, tr

DARK, LIGHT = ("#7db8f0", "#ffb454"), ("#1f6fb4", "#b45f06")
"""Two colours for dark and for light backgrounds, distinguishable for colour-blind users."""
GAP = 6


class RunPlot(QWidget):
    """Draws evaluations: dictionaries with step, loss, held_out_loss, top1 and top10."""

    def __init__(self, parent: QWidget | None = None):
        super().__init__(parent)
        self.evaluations: list[dict[str, Any]] = []
        self.steps = 0
        self._label = QLabel(self)
        self._label.hide()
        self.setMinimumHeight(160)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMouseTracking(True)
        self.setAccessibleName(tr("Loss and retrieval accuracy"))

    def sizeHint(self) -> QSize:
        """Return the size of a readable plot."""
        return QSize(260, 180)

    def show_evaluations(self, evaluations: list[dict[str, Any]], steps: int) -> None:
        """Draw these evaluations. `steps` is the last step of the run, or 0 if unknown."""
        self.evaluations, self.steps = evaluations, steps
        self.setAccessibleDescription(
            self.described(evaluations[-1]) if evaluations else tr("No evaluation yet")
        )
        self.update()

    def described(self, evaluation: dict[str, Any]) -> str:
        """Return an evaluation as text."""
        return tr(
            "Step {step}: training loss {loss}, held-out loss {held_out}; retrieval top 1 {top1}, top 10 "
            "{top10}"
        ).format(
            step=evaluation.get("step"),
            loss=_number(evaluation.get("loss")),
            held_out=_number(evaluation.get("held_out_loss")),
            top1=_percent(evaluation.get("top1")),
            top10=_percent(evaluation.get("top10")),
        )

    def text_colour(self) -> QColor:
        """Return the colour of labels. Style sheets of QGIS such as Night Mapping change it for labels only."""
        self._label.ensurePolished()
        return self._label.palette().color(QPalette.ColorRole.WindowText)

    def colours(self) -> tuple[QColor, QColor]:
        """Return the colours for training and for held-out points."""
        dark = self.text_colour().lightness() > 128
        return tuple(QColor(name) for name in (DARK if dark else LIGHT))

    def mouseMoveEvent(self, event) -> None:
        """Show the nearest evaluation as a tooltip."""
        if self.evaluations:
            left, right = self.sides()
            share = (event.pos().x() - left) / max(right - left, 1)
            step = share * self.last_step()
            nearest = min(self.evaluations, key=lambda found: abs(found.get("step", 0) - step))
            QToolTip.showText(self.mapToGlobal(event.pos()), self.described(nearest), self)
        super().mouseMoveEvent(event)

    def last_step(self) -> int:
        """Return the last step of the axis."""
        return max(self.steps, self.evaluations[-1].get("step", 1) if self.evaluations else 1, 1)

    def sides(self) -> tuple[float, float]:
        """Return the left and right end of the axes, in pixels."""
        return GAP + QFontMetricsF(self.font()).horizontalAdvance("0.0005"), self.width() - GAP

    def paintEvent(self, event) -> None:
        """Draw the plots. Qt calls this method."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        text = self.text_colour()
        painter.setPen(text)
        if not self.evaluations:
            painter.drawText(
                self.rect(),
                int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap),
                tr("The curves appear after the first evaluation."),
            )
            return
        line = QFontMetricsF(self.font()).height()
        left, right = self.sides()
        height = (self.height() - 4 * line - 3 * GAP) / 2
        first, second = self.colours()
        for index, (title, series) in enumerate(
            (
                (tr("Loss"), ((tr("training"), "loss", first), (tr("held out"), "held_out_loss", second))),
                (tr("Retrieval accuracy"), ((tr("top 1"), "top1", first), (tr("top 10"), "top10", second))),
            )
        ):
            top = index * (height + 1.5 * line + GAP) + line + GAP
            self._draw(
                painter, QRectF(left, top, right - left, height), title, series, logarithmic=index == 0
            )
        painter.setPen(text)
        below = QRectF(left, self.height() - line - 2, right - left, line)
        painter.drawText(below, int(Qt.AlignmentFlag.AlignLeft), "0")
        painter.drawText(below, int(Qt.AlignmentFlag.AlignHCenter), tr("step"))
        painter.drawText(below, int(Qt.AlignmentFlag.AlignRight), grouped(f"{self.last_step():,}"))

    def _draw(self, painter: QPainter, box: QRectF, title: str, series, *, logarithmic: bool) -> None:
        """Draw a pair of curves with its axes, and its legend above."""
        text = self.text_colour()
        faint = QColor(text)
        faint.setAlpha(60)
        values = [found[name] for _, name, _ in series for found in self.evaluations if _usable(found, name)]
        logarithmic = logarithmic and bool(values) and min(values) > 0
        low, high, ticks = _log_range(values) if logarithmic else (0.0, *_share_range(values))
        scale = math.log if logarithmic else float

        def place(step: float, value: float) -> QPointF:
            up = (scale(value) - scale(low)) / ((scale(high) - scale(low)) or 1)
            return QPointF(
                box.left() + box.width() * step / self.last_step(), box.bottom() - box.height() * up
            )

        metrics = QFontMetricsF(painter.font())
        for tick in ticks:
            y = place(0, tick).y()
            painter.setPen(QPen(faint, 1))
            painter.drawLine(QPointF(box.left(), y), QPointF(box.right(), y))
            label = f"{tick:g}" if logarithmic else _percent(tick)
            painter.setPen(text)
            painter.drawText(
                QRectF(0, y - metrics.height() / 2, box.left() - 4, metrics.height()),
                int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter),
                label,
            )
        x = box.left()
        baseline = box.top() - metrics.descent() - 3
        painter.drawText(QPointF(x, baseline), title)
        x += metrics.horizontalAdvance(title) + 3 * GAP
        for index, (label, name, colour) in enumerate(series):
            pen = QPen(colour, 2, Qt.PenStyle.SolidLine if index else Qt.PenStyle.DashLine)
            painter.setPen(pen)
            painter.drawLine(
                QPointF(x, baseline - metrics.ascent() / 3), QPointF(x + 20, baseline - metrics.ascent() / 3)
            )
            painter.setPen(text)
            painter.drawText(QPointF(x + 24, baseline), label)
            x += 24 + metrics.horizontalAdvance(label) + 2 * GAP
            points = [place(found["step"], found[name]) for found in self.evaluations if _usable(found, name)]
            painter.setPen(pen)
            if len(points) > 1:
                painter.drawPolyline(QPolygonF(points))
            elif points:
                painter.drawEllipse(points[0], 2, 2)


def _usable(evaluation: dict[str, Any], name: str) -> bool:
    value = evaluation.get(name)
    return (
        isinstance(value, (int, float)) and math.isfinite(value) and isinstance(evaluation.get("step"), int)
    )


def _log_range(values: list[float]) -> tuple[float, float, list[float]]:
    """Return the limits, each 1, 2 or 5 times a power of ten, and at most five such numbers between them."""
    numbers = [digit * 10.0**power for power in range(-9, 10) for digit in (1, 2, 5)]
    low = max((number for number in numbers if number <= min(values)), default=min(values))
    high = min((number for number in numbers if number >= max(values) and number > low), default=max(values))
    ticks = [number for number in numbers if low <= number <= high]
    return low, high, ticks[:: math.ceil(len(ticks) / 5)] if ticks else [low, high]


def _share_range(values: list[float]) -> tuple[float, list[float]]:
    """Return the upper limit of an axis of shares that starts at 0, and its ticks."""
    most = max(values, default=1.0)
    high = next((end for end in (0.1, 0.2, 0.4, 0.6, 0.8) if end >= most), 1.0)
    return high, [0.0, high / 2, high]


def _number(value: Any) -> str:
    return f"{value:.3g}" if isinstance(value, (int, float)) else "–"


def _percent(value: Any) -> str:
    return f"{100 * value:.3g} %" if isinstance(value, (int, float)) else "–"
