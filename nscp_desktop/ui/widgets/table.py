"""The table: our rows, our heights, our keys, and nothing of Qt's default look."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QModelIndex, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QResizeEvent
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
    wrapped_height,
)
from .painting import draw_chevron, draw_frame, draw_ring
from .rows import Column, Index, Kind, RowModel, SectionRow
from .spoken import named

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

_DELEGATES = {
    Kind.TEXT: TextDelegate,
    Kind.PILL: PillDelegate,
    Kind.BAR: BarDelegate,
    Kind.CODE: CodeDelegate,
}
_LEAST_SHARED = 120
# What a column without a width should have before others are squeezed or go.
_EASY_SHARED = 220
_SQUEEZE = 0.7
_LIST_RADIUS = 8.0
_CODE_WIDTH = 42


class _Header(QHeaderView):
    """Titles small and semi-bold in the second ink, a triangle where the rows are sorted."""

    def __init__(self, table: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, table)
        self.setHighlightSections(False)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setMinimumSectionSize(12)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), QFontMetrics(theme.font(Face.HEAD)).height() + 13)

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:  # noqa: N803 (Qt's own)
        model = self.model()
        title = str(model.headerData(logicalIndex, Qt.Orientation.Horizontal) or "")
        side = model.headerData(logicalIndex, Qt.Orientation.Horizontal, Qt.ItemDataRole.TextAlignmentRole)
        sorted_here = self.isSortIndicatorShown() and self.sortIndicatorSection() == logicalIndex
        painter.save()
        font = theme.font(Face.HEAD)
        painter.setFont(font)
        painter.setPen(theme.colour("ink" if sorted_here else "third"))
        pad = 3 if side & Qt.AlignmentFlag.AlignHCenter else PAD
        room = rect.adjusted(pad, 2, -pad, 0)
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


def _width(column: Column[Any], *, listed: bool = False) -> int:
    """Give the width a column should have, in pixels; a list is narrow by nature and asks for less."""
    if column.width is not None:
        return theme.grown(column.width)
    return theme.grown(_LEAST_SHARED if listed else _EASY_SHARED)


def _least(column: Column[Any]) -> int:
    """Give the width below which a column of a given width is not squeezed, in pixels."""
    if column.least is not None:
        return theme.grown(column.least)
    if column.kind is Kind.CODE:
        title = QFontMetrics(theme.font(Face.HEAD)).horizontalAdvance(column.title)
        return min(_width(column), max(theme.grown(_CODE_WIDTH), title + 10))
    return int(_SQUEEZE * _width(column))


class Table(QTableView):
    """A table of a :class:`RowModel`. ``lines`` is 1 or 2 for every row; ``compact`` is for the matrix.

    ``row_chosen`` carries a row at Enter or a double click, ``row_changed`` the row the keyboard is on
    (or None). A table without ``header`` is a list: no lines between the rows, rounded tints, words in
    the middle. ``two_lines`` says which rows of a one-line table may take a second. With ``cells`` the ring stands round a cell instead of the row. ``refused`` carries the
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
        two_lines: Callable[[Any], bool] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        named(self, name)
        self.lines = lines
        self.compact = compact
        self.listed = not header
        self._two_lines = two_lines
        self._own_heights: set[int] = set()
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
        model.dataChanged.connect(self._on_data_changed)
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

    def is_on(self, index: Index) -> bool:
        """Say whether a cell stands on the tint of the chosen row or cell."""
        current = self.currentIndex()
        if index.row() != current.row():
            return False
        return not self._cells or index.column() == current.column()

    def may_wrap(self, at: int) -> bool:
        """Say whether the main words of a row may go on to a second line."""
        row = self._rows.row_at(at)
        return self._two_lines is not None and not isinstance(row, SectionRow) and self._two_lines(row)

    def height_of(self, at: int) -> int:
        """Give the height of a row, in pixels."""
        if self.may_wrap(at):
            return wrapped_height()
        return row_height(self.lines, compact=self.compact, listed=self.listed)

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
        if self._two_lines is not None and event.oldSize().width() != event.size().width():
            self._measure()
        else:
            self._share_width()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the grounds of the rows, the rows, then the ring round where the keyboard is."""
        painter = QPainter(self.viewport())
        self._draw_grounds(painter, event.rect())
        painter.end()
        super().paintEvent(event)
        index = self.currentIndex()
        if not self.hasFocus() or not index.isValid():
            return
        painter.begin(self.viewport())
        radius = _LIST_RADIUS if self.listed else 4.0
        draw_ring(painter, self._ground(index.row(), index.column()), theme.colour("accent"), radius)
        painter.end()

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
        usual = row_height(self.lines, compact=self.compact, listed=self.listed)
        self.verticalHeader().setDefaultSectionSize(usual)
        self.clearSpans()
        # Qt keeps the heights of the places that were headings of sections before. Only places with a
        # height of their own are gone through: there may be 43,000 others.
        wanted = dict.fromkeys(self._rows.sections(), section_height())
        if self._two_lines is not None:
            places = (at for at in range(self._rows.rowCount()) if self.may_wrap(at))
            wanted |= dict.fromkeys(places, wrapped_height())
        for at in self._own_heights - wanted.keys():
            if at < self._rows.rowCount():
                self.verticalHeader().resizeSection(at, usual)
        for at, height in wanted.items():
            self.verticalHeader().resizeSection(at, height)
        self._own_heights = set(wanted)
        if len(self._rows.columns) > 1:
            for at in self._rows.sections():
                self.setSpan(at, 0, 1, len(self._rows.columns))
        self._share_width()

    def _share_width(self) -> None:
        """Give fixed columns their width and share what is left among the others by weight.

        When there is too little, columns that may go are hidden, then fixed ones are squeezed to their
        least; only then is there a scroll bar.
        """
        columns = self._rows.columns
        room = self.viewport().width()
        hidden = {at for at, column in enumerate(columns) if self._goes(at, column, room)}
        shown = [(at, column) for at, column in enumerate(columns) if at not in hidden]
        spare = sum(_width(column) - _least(column) for _, column in shown if column.width is not None)
        missing = sum(_width(column, listed=self.listed) for _, column in shown) - room
        squeeze = min(1.0, max(0.0, missing / spare)) if spare else 0.0
        widths = {
            at: int(_width(column) - (_width(column) - _least(column)) * squeeze)
            for at, column in shown
            if column.width is not None
        }
        left = room - sum(widths.values())
        weights = sum(column.weight for _, column in shown if column.width is None)
        for at, column in shown:
            if column.width is None:
                widths[at] = max(theme.grown(_LEAST_SHARED), int(left * column.weight / weights))
        header = self.horizontalHeader()
        for at in range(len(columns)):
            if header.isSectionHidden(at) != (at in hidden):
                header.setSectionHidden(at, at in hidden)
            if at in widths and header.sectionSize(at) != widths[at]:
                header.resizeSection(at, widths[at])

    def _goes(self, place: int, column: Column[Any], room: int) -> bool:
        """Say whether a column goes because those that stay, and those that would go after it, need the room."""
        if not column.may_go:
            return False
        others = enumerate(self._rows.columns)
        needed = (
            _width(other, listed=self.listed) for at, other in others if at <= place or not other.may_go
        )
        return sum(needed) > room

    def _draw_grounds(self, painter: QPainter, rect: QRect) -> None:
        """Draw what lies under the words: the tone of a row, where the mouse is, what is chosen."""
        current = self.currentIndex()
        first = max(0, self.rowAt(rect.top()))
        last = self.rowAt(rect.bottom())
        for at in range(first, (last if last >= 0 else self._rows.rowCount() - 1) + 1):
            ground = self._ground_colour(at, current.row())
            if ground is None:
                continue
            box = self._ground(at, current.column())
            if self.listed:
                draw_frame(painter, box, _LIST_RADIUS, ground)
            else:
                painter.fillRect(box, ground)

    def _ground_colour(self, at: int, current: int) -> QColor | None:
        if self._rows.identity_at(at) is None:
            return None
        if at == current:
            return theme.colour("accent_tint")
        tone = self._rows.tone_at(at)
        if tone is not None:
            return QColor(theme.look().palette.tone(tone)[1])
        return theme.colour("hover") if at == self.pointed_row else None

    def _ground(self, at: int, column: int) -> QRectF:
        """Give the place of a row, or of one cell when the ring goes by cells."""
        rect = QRect(0, self.rowViewportPosition(at), self.horizontalHeader().length(), self.rowHeight(at))
        if self._cells:
            rect.setLeft(self.columnViewportPosition(column))
            rect.setWidth(self.columnWidth(column))
        else:
            rect.setRight(min(rect.right(), self.viewport().width() - 1))
        return QRectF(rect if self.listed else rect.adjusted(0, 0, 0, -1))

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

    def _on_data_changed(self) -> None:
        if self._two_lines is not None:
            self._measure()

    def _on_activated(self, index: QModelIndex) -> None:
        row = self._rows.row_at(index.row())
        editable = bool(self._rows.flags(index) & Qt.ItemFlag.ItemIsEditable)
        if not isinstance(row, SectionRow) and not editable:
            self.row_chosen.emit(row)
