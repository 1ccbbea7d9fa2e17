"""The table: our rows, our heights, our keys, and nothing of Qt's default look."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QModelIndex, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget

from nscp_desktop.ui import theme
from nscp_desktop.ui.theme import Face

from .delegates import (
    PAD,
    BarDelegate,
    CodeDelegate,
    PillDelegate,
    TextDelegate,
    row_height,
    section_height,
)
from .painting import draw_chevron, draw_ring
from .rows import Index, Kind, RowModel, SectionRow
from .spoken import named

if TYPE_CHECKING:
    from collections.abc import Hashable

_DELEGATES = {
    Kind.TEXT: TextDelegate,
    Kind.PILL: PillDelegate,
    Kind.BAR: BarDelegate,
    Kind.CODE: CodeDelegate,
}
_LEAST_SHARED = 90


class _Header(QHeaderView):
    """Titles small and semi-bold in the second ink, a triangle where the rows are sorted."""

    def __init__(self, table: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, table)
        self.setHighlightSections(False)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setMinimumSectionSize(24)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), QFontMetrics(theme.font(Face.HEAD)).height() + 17)

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:  # noqa: N803 (Qt's own)
        model = self.model()
        title = str(model.headerData(logicalIndex, Qt.Orientation.Horizontal) or "")
        side = model.headerData(logicalIndex, Qt.Orientation.Horizontal, Qt.ItemDataRole.TextAlignmentRole)
        sorted_here = self.isSortIndicatorShown() and self.sortIndicatorSection() == logicalIndex
        painter.save()
        font = theme.font(Face.HEAD)
        painter.setFont(font)
        painter.setPen(theme.colour("ink" if sorted_here else "third"))
        room = rect.adjusted(PAD, 2, -PAD, 0)
        measure = QFontMetrics(font)
        mark = 14 if sorted_here else 0
        shown = measure.elidedText(title, Qt.TextElideMode.ElideRight, max(0, room.width() - mark) + 1)
        painter.drawText(room.adjusted(0, 0, -mark, 0), side, shown)
        if sorted_here:
            end = room.left() + measure.horizontalAdvance(shown)
            if side & Qt.AlignmentFlag.AlignRight:
                end = room.right() - mark
            elif side & Qt.AlignmentFlag.AlignHCenter:
                end = room.center().x() + (measure.horizontalAdvance(shown) - mark) // 2
            up = self.sortIndicatorOrder() == Qt.SortOrder.AscendingOrder
            draw_chevron(painter, QPointF(end + 8, room.center().y() + 1), theme.colour("ink"), up=up)
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, theme.colour("line"))
        painter.restore()


class Table(QTableView):
    """A table of a :class:`RowModel`. ``lines`` is 1 or 2 for every row; ``compact`` is for the matrix.

    ``row_chosen`` carries a row at Enter or a double click, ``row_changed`` the row the keyboard is on
    (or None). With ``cells`` the ring stands round a cell instead of the row. ``refused`` carries the
    sentence when an editor in a cell refuses a text. Headings of sections are passed over by the keys.
    """

    row_chosen = Signal(object)
    row_changed = Signal(object)
    refused = Signal(str)

    def __init__(
        self,
        model: RowModel[Any],
        *,
        name: str,
        lines: int = 1,
        compact: bool = False,
        header: bool = True,
        sortable: bool = True,
        cells: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        named(self, name)
        self.lines = lines
        self.compact = compact
        self.pointed_row = -1
        self._cells = cells
        self._held: Hashable | None = None
        self._scrolled = 0
        self._rows = model
        self._set_up_frame(header=header, cells=cells)
        self.setModel(model)
        for at, column in enumerate(model.columns):
            self.setItemDelegateForColumn(at, _DELEGATES[column.kind](self))
        if header and sortable:
            self.setSortingEnabled(True)
            self.horizontalHeader().setSortIndicatorClearable(True)
            self.sortByColumn(-1, Qt.SortOrder.AscendingOrder)
        model.modelAboutToBeReset.connect(self._on_about_to_be_reset)
        model.modelReset.connect(self._on_reset)
        self.activated.connect(self._on_activated)
        self._measure()

    def _set_up_frame(self, *, header: bool, cells: bool) -> None:
        self.setHorizontalHeader(_Header(self))
        self.horizontalHeader().setVisible(header)
        self.horizontalHeader().setSectionsClickable(header)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setMinimumSectionSize(12)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.viewport().setAutoFillBackground(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        behaviour = QAbstractItemView.SelectionBehavior
        self.setSelectionBehavior(behaviour.SelectItems if cells else behaviour.SelectRows)
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(triggers.DoubleClicked | triggers.EditKeyPressed | triggers.AnyKeyPressed)

    # Rows

    def current_row(self) -> Any:  # noqa: ANN401 (a row of whatever the page shows)
        """Give the row the keyboard is on, None when there is none."""
        index = self.currentIndex()
        if not index.isValid():
            return None
        row = self._rows.row_at(index.row())
        return None if isinstance(row, SectionRow) else row

    def go_to(self, identity: Hashable) -> bool:
        """Go to a row by its identity; say whether it is there."""
        at = self._rows.place_of(identity)
        if at is None:
            return False
        self.setCurrentIndex(self._rows.index(at, max(0, self.currentIndex().column())))
        return True

    def whole_height(self) -> int:
        """Give the height at which no row is cut, in pixels, for tables that stand in a page that scrolls."""
        head = self.horizontalHeader().sizeHint().height() if not self.horizontalHeader().isHidden() else 0
        return head + self.verticalHeader().length() + 2

    # Qt's own

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Tell the page which row the keyboard is on."""
        super().currentChanged(current, previous)
        if current.row() != previous.row():
            self.row_changed.emit(self.current_row())
        self.viewport().update()

    def changeEvent(self, event: QEvent) -> None:
        """Measure again when the look changes."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and self.model() is not None:
            self._measure()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width out again."""
        super().resizeEvent(event)
        self._share_width()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the rows, then the ring round where the keyboard is."""
        super().paintEvent(event)
        index = self.currentIndex()
        if not self.hasFocus() or not index.isValid():
            return
        rect = self.visualRect(index)
        if not self._cells:
            rect.setLeft(0)
            rect.setRight(min(self.viewport().width(), self.horizontalHeader().length()) - 1)
        painter = QPainter(self.viewport())
        draw_ring(painter, QRectF(rect.adjusted(0, 0, 0, -1)), theme.colour("accent"), 4.0)

    def viewportEvent(self, event: QEvent) -> bool:
        """Follow the mouse by rows."""
        if event.type() == QEvent.Type.HoverMove or event.type() == QEvent.Type.MouseMove:
            position = event.position().toPoint()  # type: ignore[attr-defined]
            self._point_at(self.indexAt(position).row())
        elif event.type() in {QEvent.Type.Leave, QEvent.Type.HoverLeave}:
            self._point_at(-1)
        return super().viewportEvent(event)

    def focusInEvent(self, event: Any) -> None:  # noqa: ANN401 (a QFocusEvent; Qt's stubs differ by version)
        """Put the keyboard on the first row when it comes for the first time."""
        super().focusInEvent(event)
        if not self.currentIndex().isValid():
            first = next(
                (at for at in range(self._rows.rowCount()) if self._rows.identity_at(at) is not None), None
            )
            if first is not None:
                self.setCurrentIndex(self._rows.index(first, 0))
        self.viewport().update()

    # Inside

    def _measure(self) -> None:
        """Set heights, spans and widths for the present rows and text size."""
        self.verticalHeader().setDefaultSectionSize(row_height(self.lines, compact=self.compact))
        self.clearSpans()
        for at in self._rows.sections():
            self.verticalHeader().resizeSection(at, section_height())
            if len(self._rows.columns) > 1:
                self.setSpan(at, 0, 1, len(self._rows.columns))
        self._share_width()

    def _share_width(self) -> None:
        """Give fixed columns their width and share what is left among the others by weight."""
        columns = self._rows.columns
        fixed = sum(theme.grown(column.width) for column in columns if column.width is not None)
        weights = sum(column.weight for column in columns if column.width is None)
        left = self.viewport().width() - fixed
        header = self.horizontalHeader()
        for at, column in enumerate(columns):
            if column.width is not None:
                width = theme.grown(column.width)
            else:
                width = max(theme.grown(_LEAST_SHARED), int(left * column.weight / weights))
            if header.sectionSize(at) != width:
                header.resizeSection(at, width)

    def _point_at(self, row: int) -> None:
        if row == self.pointed_row:
            return
        before, self.pointed_row = self.pointed_row, row
        for at in (before, row):
            if 0 <= at < self._rows.rowCount():
                top = self.rowViewportPosition(at)
                self.viewport().update(0, top, self.viewport().width(), self.rowHeight(at))

    def _on_about_to_be_reset(self) -> None:
        self._held = self._rows.identity_at(self.currentIndex().row())
        self._scrolled = self.verticalScrollBar().value()

    def _on_reset(self) -> None:
        self.pointed_row = -1
        self._measure()
        if self._held is None or not self.go_to(self._held):
            self.row_changed.emit(self.current_row())
        self.verticalScrollBar().setValue(self._scrolled)

    def _on_activated(self, index: QModelIndex) -> None:
        row = self._rows.row_at(index.row())
        editable = bool(self._rows.flags(index) & Qt.ItemFlag.ItemIsEditable)
        if not isinstance(row, SectionRow) and not editable:
            self.row_chosen.emit(row)
