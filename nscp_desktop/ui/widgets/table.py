"""The table: our rows, our heights, our keys, and nothing of Qt's default look."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QModelIndex, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget

from nscp_desktop.ui import theme

from .delegates import (
    BarDelegate,
    CodeDelegate,
    PillDelegate,
    TextDelegate,
    row_height,
    section_height,
    wrapped_height,
)
from .painting import draw_frame, draw_ring
from .rows import Column, Index, Kind, RowModel, SectionRow
from .spoken import named
from .table_head import TableHead
from .widths import shared_out, wanted

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

_DELEGATES = {
    Kind.TEXT: TextDelegate,
    Kind.PILL: PillDelegate,
    Kind.BAR: BarDelegate,
    Kind.CODE: CodeDelegate,
}
_LIST_RADIUS = 8.0


class Table(QTableView):
    """A table of a :class:`RowModel`. ``lines`` is 1 or 2 for every row; ``compact`` is for the matrix.

    ``row_chosen`` carries a row at Enter or a double click, ``row_changed`` the row the keyboard is on
    (or None); ``height_changed`` says that :meth:`whole_height` is another one. A table without ``header``
    is a list: no lines between the rows, rounded tints, words in the middle. ``two_lines`` says which rows of
    a one-line table may take a second; with ``wraps`` every row does whose words would be cut on one, so it is
    for tables of some hundred rows at most. With ``glance`` all rows should be in sight at once: words that
    would be cut take a second line where there is height for it, else only those of ``two_lines`` do, and
    where that is too high the rows stand closer together. With ``cells`` the ring stands round a cell instead of the row.
    ``refused`` carries the sentence when an editor in a cell refuses a text. Headings of sections are passed
    over by the keys.
    """

    row_chosen = Signal(object)
    row_changed = Signal(object)
    height_changed = Signal()
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
        wraps: bool = False,
        glance: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        named(self, name)
        self.lines = lines
        self.compact = compact
        self.listed = not header
        self._two_lines = two_lines
        self._wraps = wraps
        self._glance = glance
        self._wrapped: frozenset[int] = frozenset()
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
        model.layoutChanged.connect(self._on_data_changed)
        self.activated.connect(self._on_activated)
        self._measure()

    def _set_up_frame(self, *, header: bool, cells: bool) -> None:
        self.setHorizontalHeader(TableHead(self))
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
        return at in self._wrapped

    def height_of(self, at: int) -> int:
        """Give the height of a row, in pixels."""
        if at in self._wrapped:
            return wrapped_height(compact=self.compact)
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
        narrower = event.oldSize().width() != event.size().width()
        if (self._may_wrap_any and narrower) or self._glance:
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
        before = self.whole_height()
        self.clearSpans()
        self._share_width()
        self._wrapped = self._to_wrap()
        usual = row_height(self.lines, compact=self.compact, listed=self.listed)
        self.verticalHeader().setDefaultSectionSize(usual)
        # Qt keeps the heights of the places that were headings of sections before. Only places with a
        # height of their own are gone through: there may be 43,000 others.
        heights = dict.fromkeys(self._rows.sections(), section_height())
        heights |= dict.fromkeys(self._wrapped, wrapped_height(compact=self.compact))
        for at in self._own_heights - heights.keys():
            if at < self._rows.rowCount():
                self.verticalHeader().resizeSection(at, usual)
        for at, height in heights.items():
            self.verticalHeader().resizeSection(at, height)
        self._own_heights = set(heights)
        if len(self._rows.columns) > 1:
            for at in self._rows.sections():
                self.setSpan(at, 0, 1, len(self._rows.columns))
        if self.whole_height() != before:
            self.height_changed.emit()

    @property
    def _may_wrap_any(self) -> bool:
        return self._wraps or self._glance or self._two_lines is not None

    @property
    def _follows_words(self) -> bool:
        """Whether heights and widths may be others once a row says something else."""
        return self._may_wrap_any or any(column.snug or column.if_any for column in self._rows.columns)

    def _to_wrap(self) -> frozenset[int]:
        """Give the places of the rows that take a second line at the present size."""
        if not self._may_wrap_any:
            return frozenset()
        rows = {at: self._rows.row_at(at) for at in range(self._rows.rowCount())}
        asked = {
            at
            for at, row in rows.items()
            if self._two_lines is not None and not isinstance(row, SectionRow) and self._two_lines(row)
        }
        if not self._wraps and not self._glance:
            return frozenset(asked)
        cut = {at for at, row in rows.items() if not isinstance(row, SectionRow) and self._is_cut(at)}
        if self._wraps:
            return frozenset(asked | cut)
        few, room = asked & cut, self.viewport().height()
        usual, tall = row_height(1, compact=False, listed=self.listed), wrapped_height()
        self.compact = len(few) * tall + (len(rows) - len(few)) * usual > room
        whole = len(cut) * tall + (len(rows) - len(cut)) * usual <= room
        return frozenset(cut if whole else few)

    def _is_cut(self, at: int) -> bool:
        """Say whether words of a row that could go on to a second line do not fit on one."""
        for place in range(len(self._rows.columns)):
            delegate = self.itemDelegateForColumn(place)
            if not self.isColumnHidden(place) and isinstance(delegate, TextDelegate):
                cell = self._rows.cell(at, place)
                if delegate.goes_on(cell) and delegate.needs(cell) > self.columnWidth(place):
                    return True
        return False

    def _share_width(self) -> None:
        """Give every column its width at the present width of the table, or hide it."""
        columns = self._rows.columns
        asked = {at: self._asked(at) for at, one in enumerate(columns) if not self._is_empty(one)}
        widths = shared_out(columns, asked, self.viewport().width())
        header = self.horizontalHeader()
        for at in range(len(columns)):
            if header.isSectionHidden(at) != (at not in widths):
                header.setSectionHidden(at, at not in widths)
            if at in widths and header.sectionSize(at) != widths[at]:
                header.resizeSection(at, widths[at])

    def _asked(self, place: int) -> int:
        """Give the width a column should have, in pixels."""
        column = self._rows.columns[place]
        width, delegate = wanted(column, listed=self.listed), self.itemDelegateForColumn(place)
        if not column.snug or not isinstance(delegate, TextDelegate):
            return width
        places = (at for at in range(self._rows.rowCount()) if self._rows.identity_at(at) is not None)
        return min(width, max((delegate.needs(self._rows.cell(at, place)) for at in places), default=width))

    def _is_empty(self, column: Column[Any]) -> bool:
        """Say whether a column that is only there for its words has none in any row."""
        return column.if_any and not any(column.text(row) for row in self._rows.rows())

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
        if self._follows_words:
            self._measure()

    def _on_activated(self, index: QModelIndex) -> None:
        row = self._rows.row_at(index.row())
        editable = bool(self._rows.flags(index) & Qt.ItemFlag.ItemIsEditable)
        if not isinstance(row, SectionRow) and not editable:
            self.row_chosen.emit(row)
