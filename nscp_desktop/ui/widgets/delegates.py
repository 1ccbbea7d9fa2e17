"""How the cells of a table are drawn: words on two lines, pills, bars under words, attendance codes."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractItemModel, QEvent, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QHelpEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
    QWidget,
)

from nscp_desktop.ui import theme
from nscp_desktop.ui.theme import Face, Tone

from .lines import LineEdit
from .painting import draw_frame, draw_pill, on_two_lines, pill_size
from .rows import Align, Cell, Index, RowModel, SectionRow
from .words import one_line

if TYPE_CHECKING:
    from .table import Table

PAD = 10
_LIST_PAD = 6
_TOP = 8
_BAR = 4
_CODE_WIDTH = 26
_CODE_TONES = {"P": Tone.GREEN, "V": Tone.TEAL, "D": Tone.VIOLET, "A": Tone.NEUTRAL, "N": Tone.RED}
_TONE_TOKENS = {
    Tone.NEUTRAL: "second",
    Tone.TEAL: "accent",
    Tone.GREEN: "green",
    Tone.AMBER: "amber",
    Tone.RED: "red",
    Tone.VIOLET: "violet",
}


def _body_height() -> int:
    return QFontMetrics(theme.font(Face.BODY)).height()


def _small_height() -> int:
    return QFontMetrics(theme.font(Face.SMALL)).height()


def row_height(lines: int, *, compact: bool, listed: bool = False) -> int:
    """Give the height of a row of one or two lines at the present text size, in pixels."""
    if lines == 1:
        return _body_height() + (9 if compact else 13 if listed else 17)
    if compact or listed:
        return _body_height() + _small_height() + 6
    return _body_height() + pill_size("x").height() + 2 * _TOP + 1


def wrapped_height(*, compact: bool = False) -> int:
    """Give the height of a row whose main words take two lines, with room for a bar, in pixels."""
    return 2 * _body_height() + (9 if compact else 18)


def section_height() -> int:
    """Give the height of a heading over a section, in pixels."""
    return QFontMetrics(theme.font(Face.CAPTION)).height() + 14


class TextDelegate(QStyledItemDelegate):
    """Draws a main line and, under it, a small quiet one; the ground tells hover, choice and the row's tone.

    ``opened`` carries the line in which a cell is about to be written, and its row and column.
    """

    opened = Signal(object, int, int)

    def __init__(self, table: Table) -> None:
        super().__init__(table)
        self._table = table

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Give the fixed height of a row and the width of its words."""
        cell = self._cell(index)
        if cell is None:
            return QSize(0, section_height())
        return QSize(self.needs(cell), self._table.height_of(index.row()))

    def needs(self, cell: Cell) -> int:
        """Give the width at which nothing of a cell is cut on one line, in pixels."""
        width = QFontMetrics(self._font(cell)).horizontalAdvance(one_line(cell.text))
        return max(width, self._quiet_width(cell)) + 2 * self._pad()

    @staticmethod
    def _quiet_width(cell: Cell) -> int:
        if cell.quiet and cell.quiet_tone is not None:
            return pill_size(cell.quiet).width()
        return QFontMetrics(theme.font(Face.SMALL)).horizontalAdvance(one_line(cell.quiet))

    def goes_on(self, cell: Cell) -> bool:
        """Say whether the words of a cell may go on to a second line."""
        return not cell.quiet

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one cell; the table has drawn the ground of its row."""
        rect: QRect = option.rect
        cell = self._cell(index)
        painter.save()
        if cell is None:
            self._draw_section(painter, rect, index, listed=self._table.listed)
        else:
            if not self._table.listed:
                painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, theme.colour("row_line"))
            if self._table.is_on(index):
                # The ground is the accent's tint then: a pill of that tone is drawn on paper.
                cell = replace(cell, row_tone=Tone.TEAL)
            room = rect.adjusted(self._pad(), 0, -self._pad(), 0 if self._table.listed else -1)
            self.draw(painter, room, cell, wrap=self._table.lines == 2 or self._table.may_wrap(index.row()))
        painter.restore()

    def draw(self, painter: QPainter, room: QRect, cell: Cell, *, wrap: bool) -> None:
        """Draw the words of a cell."""
        token = _TONE_TOKENS[cell.tone] if cell.tone is not None else "ink"
        first, second = self._lines(room, cell, wrap=wrap)
        font, ink = self._font(cell), theme.colour(token)
        if wrap and second is not None and not cell.quiet:
            words = on_two_lines(cell.text, font, room.width())
            for line, text in zip((first, second), words, strict=False):
                self._draw_words(painter, line, text, font, ink, cell.align)
            return
        self._draw_words(painter, first, cell.text, font, ink, cell.align)
        if second is not None:
            self._draw_quiet(painter, second, cell)

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """Give the box a cell is written in."""
        title = str(index.model().headerData(index.column(), Qt.Orientation.Horizontal))
        editor = LineEdit(name=title or self._table.accessibleName(), parent=parent)
        editor.refused.connect(self._table.refused)
        self.opened.emit(editor, index.row(), index.column())
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Fill the box with the words of the cell, unless somebody is typing in it already."""
        if isinstance(editor, LineEdit) and not editor.isModified():
            editor.setText(str(index.data(Qt.ItemDataRole.EditRole)))
            editor.selectAll()

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """Hand over what was written."""
        if isinstance(editor, LineEdit):
            model.setData(index, editor.text(), Qt.ItemDataRole.EditRole)

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        """Put the box over the words."""
        rect: QRect = option.rect
        height = min(rect.height() - 2, QFontMetrics(theme.font(Face.BODY)).height() + 10)
        top = rect.top() + (2 if self._table.lines > 1 else (rect.height() - height) // 2)
        editor.setGeometry(rect.left() + 2, top, rect.width() - 4, height)

    def helpEvent(
        self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index
    ) -> bool:
        """Show the whole text only where it is cut, or where the column has more to say."""
        if event.type() != QEvent.Type.ToolTip or not index.isValid():
            return super().helpEvent(event, view, option, index)
        cut = self.sizeHint(option, index).width() > view.visualRect(_plain(index)).width()
        more = self._says_more(index)
        QToolTip.showText(
            event.globalPos(), str(index.data(Qt.ItemDataRole.ToolTipRole) or "") if cut or more else ""
        )
        return True

    def _says_more(self, index: Index) -> bool:
        model = index.model()
        return isinstance(model, RowModel) and model.columns[index.column()].tip is not None

    @staticmethod
    def _cell(index: Index) -> Cell | None:
        """Give what is in a cell, None for the heading of a section."""
        model: Any = index.model()
        if isinstance(model.row_at(index.row()), SectionRow):
            return None
        cell: Cell = model.cell(index.row(), index.column())
        return cell

    @staticmethod
    def _font(cell: Cell) -> QFont:
        return theme.font(Face.STRONG if cell.strong else Face.BODY)

    @staticmethod
    def _draw_section(painter: QPainter, rect: QRect, index: Index, *, listed: bool) -> None:
        model: Any = index.model()
        cell: Cell = model.cell(index.row(), 0)
        if index.column() == 0:
            painter.setFont(theme.font(Face.CAPTION))
            painter.setPen(theme.colour("third"))
            words = cell.text.upper() + (f" · {cell.quiet}" if cell.quiet else "")
            pad = _LIST_PAD if listed else PAD
            room = rect.adjusted(pad, 4, -pad, 0)
            shown = painter.fontMetrics().elidedText(
                one_line(words), Qt.TextElideMode.ElideRight, room.width()
            )
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, shown)
        if not listed:
            painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, theme.colour("row_line"))

    def _pad(self) -> int:
        return _LIST_PAD if self._table.listed else PAD

    def _lines(self, room: QRect, cell: Cell, *, wrap: bool) -> tuple[QRect, QRect | None]:
        """Give the room of the main line and of the second, if there is one.

        In an ordinary row of two lines all cells begin at one height; elsewhere they stand in the middle.
        """
        high = _body_height()
        if wrap and not cell.quiet:
            taken = len(on_two_lines(cell.text, self._font(cell), room.width()))
            low = high if taken > 1 else 0
        else:
            low = 0 if not cell.quiet or self._table.lines == 1 else _small_height()
            if low and cell.quiet_tone is not None:
                low = pill_size("x").height()
        compact = self._table.compact
        if self._table.listed:
            top = room.top() + (room.height() - high - low + 1) // 2
        elif self._table.lines == 1 and room.height() >= wrapped_height(compact=compact) - 1:
            # Beside words on two lines the others stand by the first, as in the rows above and below.
            top = room.top() + (row_height(1, compact=compact) - high) // 2
        elif self._table.lines == 2 and not compact:
            top = room.top() + _TOP
        else:
            top = room.top() + (room.height() - high - low + 1) // 2
        first = QRect(room.left(), top, room.width(), high)
        return first, QRect(room.left(), top + high, room.width(), low) if low else None

    @staticmethod
    def _draw_words(
        painter: QPainter, room: QRect, text: str, font: QFont, colour: QColor, align: Align
    ) -> None:
        painter.setFont(font)
        painter.setPen(colour)
        shown = QFontMetrics(font).elidedText(one_line(text), Qt.TextElideMode.ElideRight, room.width() + 1)
        flags = align.value | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
        painter.drawText(room, flags, shown)

    def _draw_quiet(self, painter: QPainter, room: QRect, cell: Cell) -> None:
        if cell.quiet_tone is not None:
            _draw_placed_pill(painter, room, cell.quiet, cell.quiet_tone, cell)
            return
        self._draw_words(
            painter, room, cell.quiet, theme.font(Face.SMALL), theme.colour("second"), cell.align
        )


class PillDelegate(TextDelegate):
    """Draws the main line as a pill in its tone; without a tone it stays plain text."""

    def needs(self, cell: Cell) -> int:
        """Give the width of the pill, or of the words where there is none."""
        if cell.tone is None or not cell.text:
            return super().needs(cell)
        return max(pill_size(cell.text).width(), self._quiet_width(cell)) + 2 * self._pad()

    def goes_on(self, cell: Cell) -> bool:
        """Say that a pill stays on one line."""
        return cell.tone is None and super().goes_on(cell)

    def draw(self, painter: QPainter, room: QRect, cell: Cell, *, wrap: bool) -> None:
        """Draw the pill."""
        if cell.tone is None or not cell.text:
            super().draw(painter, room, cell, wrap=wrap)
            return
        first, second = self._lines(room, cell, wrap=False)
        _draw_placed_pill(painter, first, cell.text, cell.tone, cell)
        if second is not None:
            self._draw_quiet(painter, second, cell)


class BarDelegate(TextDelegate):
    """Draws words with a bar under them, as under the item a meeting is at."""

    def draw(self, painter: QPainter, room: QRect, cell: Cell, *, wrap: bool) -> None:
        """Draw words and bar."""
        if cell.share is None:
            super().draw(painter, room, cell, wrap=wrap)
            return
        super().draw(painter, room.adjusted(0, 0, 0, -_BAR - 2), cell, wrap=wrap)
        bar = QRectF(room.left(), room.bottom() - _BAR - 3, room.width(), _BAR)
        draw_frame(painter, bar, _BAR / 2, theme.colour("accent_edge"))
        bar.setWidth(bar.width() * min(1.0, max(0.0, cell.share)))
        if bar.width() > 0:
            over = theme.colour("amber" if cell.share > 1 else "accent")
            draw_frame(painter, bar, _BAR / 2, over)


class CodeDelegate(TextDelegate):
    """Draws an attendance code on its own square: P, V, D, A, N; a dot before somebody was a member."""

    def draw(self, painter: QPainter, room: QRect, cell: Cell, *, wrap: bool) -> None:
        """Draw the square and its letter."""
        tone = _CODE_TONES.get(cell.text[:1])
        if tone is None:
            shown = "·" if cell.text in {"-", "–"} else cell.text
            self._draw_words(
                painter, room, shown, theme.font(Face.SMALL), theme.colour("third"), Align.CENTRE
            )
            return
        ink, tint = (QColor(value) for value in theme.look().palette.tone(tone))
        font = theme.font(Face.PILL)
        width = max(theme.grown(_CODE_WIDTH), QFontMetrics(font).horizontalAdvance(cell.text) + 10)
        height = pill_size("x").height()
        box = QRectF(0, 0, width, height)
        box.moveCenter(QRectF(room).center())
        edge = ink if theme.look().palette.edged else None
        draw_frame(painter, box, 4.0, tint, edge)
        self._draw_words(painter, box.toRect(), cell.text, font, ink, Align.CENTRE)


def _draw_placed_pill(painter: QPainter, room: QRect, text: str, tone: Tone, cell: Cell) -> None:
    """Draw a pill as wide as its words at the side its column keeps to."""
    size = pill_size(text)
    width = min(size.width(), room.width())
    box = QRect(0, 0, width, size.height())
    box.moveCenter(room.center())
    if cell.align is Align.LEFT:
        box.moveLeft(room.left())
    elif cell.align is Align.RIGHT:
        box.moveRight(room.right())
    draw_pill(painter, box, text, tone, on_own_tint=cell.row_tone is tone)


def _plain(index: Index) -> Any:  # noqa: ANN401 (the views' stubs ask for a QModelIndex, Qt hands both)
    return index
