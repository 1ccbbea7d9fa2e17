"""A small chart of a few series over a few rounds, which also says itself in words."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from nscp_desktop.ui import theme
from nscp_desktop.ui.theme import Face

if TYPE_CHECKING:
    from collections.abc import Sequence

_RIGHT = 12
_TOP = 10
_FOOT = 26
_MOST_LABELS = 12


@dataclass(frozen=True, slots=True)
class Series:
    """A line of the chart: its name and a value for each label, None where there is none. ``quiet`` is pale."""

    name: str
    values: tuple[float | None, ...]
    quiet: bool = False


class LineChart(QLabel):
    """Series over labels with three quiet lines of a scale. Its text, for screen readers, is the values in words."""

    def __init__(
        self,
        name: str,
        labels: Sequence[str] = (),
        series: Sequence[Series] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._name = name
        self._labels: tuple[str, ...] = ()
        self._series: tuple[Series, ...] = ()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.show_series(labels, series)

    def show_series(self, labels: Sequence[str], series: Sequence[Series]) -> None:
        """Show other values; refuses a series that has not one value for each label with ``ValueError``."""
        if any(len(one.values) != len(labels) for one in series):
            raise ValueError("Every series has one value for each label.")
        self._labels = tuple(labels)
        self._series = tuple(series)
        words = self._words()
        self.setText(words)
        self.setAccessibleName(words)
        self.update()

    def sizeHint(self) -> QSize:
        """Give a comfortable size."""
        return QSize(theme.grown(360), theme.grown(150))

    def minimumSizeHint(self) -> QSize:
        """Give the least size at which the lines can be told apart."""
        return QSize(160, theme.grown(100))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw scale, labels and lines, the louder series last."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(theme.font(Face.SMALL))
        measure = QFontMetrics(theme.font(Face.SMALL))
        low, step = self._scale()
        left = measure.horizontalAdvance("000") + 8
        plot = QRectF(left, _TOP, self.width() - left - _RIGHT, self.height() - _TOP - theme.grown(_FOOT))
        for mark in range(3):
            value = low + step * (mark + 1)
            y = self._height(value, low, step, plot)
            painter.setPen(QPen(theme.colour("row_line"), 1))
            painter.drawLine(QPointF(left, y), QPointF(plot.right() + _RIGHT, y))
            painter.setPen(theme.colour("third"))
            box = QRectF(0, y - 10, left - 8, 20)
            painter.drawText(box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, f"{value:g}")
        self._draw_labels(painter, plot, measure)
        for one in sorted(self._series, key=_loudness):
            self._draw_series(painter, one, plot, low, step)

    def _draw_labels(self, painter: QPainter, plot: QRectF, measure: QFontMetrics) -> None:
        painter.setPen(theme.colour("third"))
        every = math.ceil(len(self._labels) / _MOST_LABELS) or 1
        for at, label in enumerate(self._labels):
            if at % every:
                continue
            width = measure.horizontalAdvance(label)
            x = min(self._across(at, plot) - width / 2, self.width() - width)
            painter.drawText(QPointF(x, self.height() - 6), label)

    def _draw_series(self, painter: QPainter, one: Series, plot: QRectF, low: float, step: float) -> None:
        colour = theme.colour("accent_edge" if one.quiet else "accent")
        pen = QPen(colour, 2.0 if one.quiet else 2.5)
        # The pale line is also dashed where themes make both bright, so that colour is not alone.
        if one.quiet and theme.look().palette.edged:
            pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        last: QPointF | None = None
        for at, value in enumerate(one.values):
            if value is None:
                last = None
                continue
            here = QPointF(self._across(at, plot), self._height(value, low, step, plot))
            if last is not None:
                painter.drawLine(last, here)
            last = here
        if last is not None and not one.quiet:
            painter.setBrush(colour)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.drawEllipse(last, 4.0, 4.0)

    def _across(self, at: int, plot: QRectF) -> float:
        inner = plot.adjusted(12, 0, -12, 0)
        if len(self._labels) < 2:
            return inner.center().x()
        return inner.left() + inner.width() * at / (len(self._labels) - 1)

    @staticmethod
    def _height(value: float, low: float, step: float, plot: QRectF) -> float:
        share = (value - low) / (step * 3)
        return plot.bottom() - plot.height() * share

    def _scale(self) -> tuple[float, float]:
        """Give the foot of the scale and its step, so that three steps hold every value."""
        values = [value for one in self._series for value in one.values if value is not None]
        highest = max(values, default=0.0)
        rough = max(highest, 3.0) / 3
        size = 10 ** math.floor(math.log10(rough))
        step = next(size * nice for nice in (1, 2, 3, 4, 5, 6, 8, 10) if size * nice >= rough)
        return 0.0, step

    def _words(self) -> str:
        parts = [self._name]
        for one in self._series:
            pairs = zip(self._labels, one.values, strict=True)
            said = ", ".join(f"{label} {'none' if value is None else f'{value:g}'}" for label, value in pairs)
            parts.append(f"{one.name}: {said}")
        return ". ".join(parts) + "."


def _loudness(one: Series) -> int:
    return 0 if one.quiet else 1
