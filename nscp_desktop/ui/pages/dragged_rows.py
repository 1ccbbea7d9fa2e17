"""A table whose rows can be dragged to another place, beside the keys that do the same."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QApplication

from nscp_desktop.ui import theme
from nscp_desktop.ui.widgets import SectionRow, Table

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent
    from PySide6.QtWidgets import QWidget

    from nscp_desktop.ui.widgets.rows import RowModel

_EDGE = 24
"""How near the upper or lower edge a drag makes the table scroll, in pixels."""


class DragTable(Table):
    """Rows above the first heading can be dragged. ``dragged`` carries the row and how many places down it goes.

    Esc, or letting go outside, leaves the row where it was.
    """

    dragged = Signal(object, int)

    def __init__(self, model: RowModel[Any], *, name: str, parent: QWidget | None = None) -> None:
        """Build the table over ``model``, written in cell by cell and not sorted."""
        super().__init__(
            model, name=name, sortable=False, compact=True, cells=True, wraps=True, parent=parent
        )
        self._items = model
        self._from = -1
        self._pressed_at = QPoint()
        self._gap = -1

    @property
    def gap(self) -> int:
        """Before which row the one that is dragged would be put; -1 while none is dragged."""
        return self._gap

    def _movable(self) -> int:
        """How many rows can be dragged."""
        sections = self._items.sections()
        return sections[0] if sections else self._items.rowCount()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Remember where a drag could begin."""
        super().mousePressEvent(event)
        at = self.rowAt(event.position().toPoint().y())
        may = event.button() == Qt.MouseButton.LeftButton and 0 <= at < self._movable()
        self._from = at if may and not isinstance(self._items.row_at(at), SectionRow) else -1
        self._pressed_at = event.position().toPoint()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show where the row would go."""
        place = event.position().toPoint()
        if self._from < 0 or not event.buttons() & Qt.MouseButton.LeftButton:
            super().mouseMoveEvent(event)
            return
        far = (place - self._pressed_at).manhattanLength() >= QApplication.startDragDistance()
        if self._gap >= 0 or far:
            self._show_gap(self._gap_at(place.y()))
            self.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
            bar = self.verticalScrollBar()
            if place.y() < _EDGE:
                bar.setValue(bar.value() - _EDGE // 2)
            elif place.y() > self.viewport().height() - _EDGE:
                bar.setValue(bar.value() + _EDGE // 2)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Put the row where it was let go."""
        start, gap = self._from, self._gap
        self._stop()
        if gap < 0 or not self.viewport().rect().contains(event.position().toPoint()):
            super().mouseReleaseEvent(event)
            return
        steps = (gap if gap <= start else gap - 1) - start
        if steps:
            self.dragged.emit(self._items.row_at(start), steps)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc lets go of what is dragged."""
        if self._gap >= 0 and event.key() == Qt.Key.Key_Escape:
            self._stop()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw a line where the row would go."""
        super().paintEvent(event)
        if self._gap < 0:
            return
        last = self._gap >= self._movable()
        row = self._gap - 1 if last else self._gap
        top = self.rowViewportPosition(row) + (self.rowHeight(row) if last else 0)
        painter = QPainter(self.viewport())
        painter.fillRect(QRect(0, max(0, top - 2), self.viewport().width(), 3), theme.colour("accent"))

    def _gap_at(self, y: int) -> int:
        at = self.rowAt(y)
        if at < 0 or at >= self._movable():
            return 0 if y < 0 else self._movable()
        return at + (y - self.rowViewportPosition(at) > self.rowHeight(at) // 2)

    def _show_gap(self, gap: int) -> None:
        if gap != self._gap:
            self._gap = gap
            self.viewport().update()

    def _stop(self) -> None:
        self._from = self._gap = -1
        self.viewport().unsetCursor()
        self.viewport().update()
