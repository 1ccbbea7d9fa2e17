"""One question on a room's card: its answer typed a point a line, and the marks of the best three beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QTextCursor
from PySide6.QtWidgets import QTextEdit, QWidget

from nscp_desktop.rules.points import point_of
from nscp_desktop.services.answers import is_recorded
from nscp_desktop.ui import theme
from nscp_desktop.ui.growing_box import GrowingBox
from nscp_desktop.ui.kept_text import KeptText
from nscp_desktop.ui.theme import Face
from nscp_desktop.ui.widgets import Bold, Mixed, announce, down
from nscp_desktop.ui.widgets.painting import draw_ring

if TYPE_CHECKING:
    from PySide6.QtCore import QObject
    from PySide6.QtGui import QFocusEvent, QMouseEvent, QPaintEvent, QTextBlock

    from nscp_desktop.services.breakouts import RoomAnswers, RoomPoint
    from nscp_desktop.ui.kept_text import Keeping

GUTTER: Final = 16
_DOT: Final = 2.0
_TICK: Final = 13


def _asks_for(event: QEvent, keys: set[Qt.Key]) -> bool:
    """Whether Qt asks if one of these keys belongs to the control and not to the screen around it."""
    return (
        event.type() == QEvent.Type.ShortcutOverride
        and isinstance(event, QKeyEvent)
        and Qt.Key(event.key()) in keys
    )


class PointMarks(QWidget):
    """Stands left of the lines: a dot for each point, a tick for one of the best three.

    With the keyboard here, arrows go from point to point, Space ticks, Enter goes back to the words.
    """

    ticked = Signal(int)
    passed = Signal(int)
    written = Signal(int)

    def __init__(self, box: GrowingBox, name: str) -> None:
        """Stand beside ``box``; the place of a point is that of its line."""
        super().__init__(box)
        self._box = box
        self._best: tuple[bool, ...] = ()
        self._texts: tuple[str, ...] = ()
        self.at = 0
        self.setAccessibleName(name)
        self.setAccessibleDescription("Arrows go from point to point, Space marks the best three")
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setToolTip("Mark one of the best three (in the words: Esc, then arrows and Space)")
        box.document().documentLayout().documentSizeChanged.connect(self._on_moved)
        box.textChanged.connect(self._on_moved)

    def show_points(self, points: tuple[RoomPoint, ...]) -> None:
        """Show which of the kept points are marked."""
        self._best = tuple(point.best for point in points)
        self._texts = tuple(point.text for point in points)
        self.at = min(self.at, max(0, len(points) - 1))
        self._show_here()

    def begin(self, at: int) -> None:
        """Take the keyboard to a point."""
        self.at = max(0, min(at, len(self._texts) - 1))
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self._show_here()
        self.say()

    def say(self) -> None:
        """Say the point at which the keyboard is."""
        if self._texts:
            best = ", one of the best" if self._best[self.at] else ""
            announce(self, f"Point {self.at + 1} of {len(self._texts)}{best}: {self._texts[self.at]}")

    def event(self, event: QEvent) -> bool:
        """Keep Space, Enter and the arrows for the marks while the keyboard is here."""
        if _asks_for(event, {Qt.Key.Key_Space, Qt.Key.Key_Up, Qt.Key.Key_Down}):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go, tick, or go back to the words."""
        key, keys = Qt.Key(event.key()), Qt.Key
        if key in {keys.Key_Up, keys.Key_Down}:
            step = -1 if key == keys.Key_Up else 1
            if 0 <= self.at + step < len(self._texts):
                self.begin(self.at + step)
            else:
                self.passed.emit(step)
        elif key == keys.Key_Space:
            self.ticked.emit(self.at)
        elif key in {keys.Key_Return, keys.Key_Enter}:
            self.written.emit(self.at)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Tick the point that is clicked."""
        for at, (_block, room) in enumerate(self._places()):
            if room.top() <= event.position().y() <= room.bottom() and at < len(self._texts):
                self.at = at
                self._show_here()
                self.ticked.emit(at)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where the keyboard is."""
        super().focusInEvent(event)
        self._show_here()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show no point any more."""
        super().focusOutEvent(event)
        self._show_here()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw a dot or a tick at the first line of each point."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        line = self._box.fontMetrics().lineSpacing()
        tick = theme.grown(_TICK)
        for at, (_block, room) in enumerate(self._places()):
            middle = QPointF(theme.grown(6), room.top() + line / 2)
            if at < len(self._best) and self._best[at]:
                shown = theme.icon_pixmap("check", "green", tick, self.devicePixelRatioF())
                painter.drawPixmap(QPointF(middle.x() - tick / 2, middle.y() - tick / 2), shown)
            else:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(theme.colour("third"))
                painter.drawEllipse(middle, _DOT, _DOT)
            if self.hasFocus() and at == self.at:
                side = theme.grown(_TICK) + 3
                ring = QRectF(middle.x() - side / 2, middle.y() - side / 2, side, side)
                draw_ring(painter, ring, theme.colour("accent"), 4)

    def _places(self) -> list[tuple[QTextBlock, QRect]]:
        """The lines that hold a point, each with its room from top to bottom."""
        found = []
        block = self._box.document().firstBlock()
        while block.isValid():
            if point_of(block.text()):
                top = self._box.blockBoundingGeometry(block).translated(self._box.contentOffset())
                found.append((block, top.toRect().translated(0, self._box.viewport().y())))
            block = block.next()
        return found

    def _show_here(self) -> None:
        """Lay the accent's tint over the words of the point at which the keyboard is."""
        shown = []
        if self.hasFocus() and self._texts:
            places = self._places()
            if self.at < len(places):
                mark = QTextEdit.ExtraSelection()
                cursor = QTextCursor(places[self.at][0])
                cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
                mark.cursor = cursor
                mark.format.setBackground(theme.colour("accent_tint"))
                shown.append(mark)
        self._box.lay("point", shown)
        self.update()

    def _on_moved(self, _size: object = None) -> None:
        self.update()


class QuestionBox(GrowingBox):
    """The words under one question. Enter at the end of an action records it; Esc goes to the marks."""

    escaped = Signal()
    recorded_here = Signal()

    def __init__(self, name: str) -> None:
        """Start empty, with room for the marks at the left."""
        super().__init__(name=name, placeholder="Type, or begin with action")
        self.setViewportMargins(theme.grown(GUTTER), 0, 0, 0)

    def viewport_left(self) -> int:
        """How wide the room at the left is."""
        return theme.grown(GUTTER)

    def event(self, event: QEvent) -> bool:
        """Keep Esc for this box while it has words; without any it goes to the notes, as everywhere."""
        if _asks_for(event, {Qt.Key.Key_Escape}) and point_of(self.toPlainText()):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leaves the words; Enter makes another point, or records the line."""
        key = Qt.Key(event.key())
        if key == Qt.Key.Key_Escape:
            self.escaped.emit()
            return
        enter = key in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.modifiers()
        if enter and is_recorded(self.textCursor().block().text()):
            self.recorded_here.emit()
            return
        super().keyPressEvent(event)


class RoomQuestion(QWidget):
    """The question, its box and its marks. ``entered`` and ``left`` say where the keyboard is."""

    entered = Signal()
    left = Signal()
    typed = Signal()
    ticked = Signal(str, bool)
    passed = Signal(int)

    def __init__(self, room: int, answers: RoomAnswers, keeping: Keeping, refuse: object) -> None:
        """Build the question of one room."""
        super().__init__()
        self.answers = answers
        self.label = Mixed(Bold(answers.question, "second"), face=Face.SMALL)
        self.box = QuestionBox(f"Room {room}: {answers.question}")
        self.marks = PointMarks(self.box, f"Points of room {room}: {answers.question}")
        self.keeper = KeptText(self.box, keeping, refuse)  # type: ignore[arg-type]
        self.setLayout(down(self.label, self.box, gap=3))
        self.box.installEventFilter(self)
        self.box.refused.connect(refuse)
        self.box.entered.connect(self.entered)
        self.box.left.connect(self.left)
        self.box.textChanged.connect(self.typed)
        self.box.escaped.connect(self._on_escaped)
        self.box.recorded_here.connect(self._on_recorded_here)
        self.marks.ticked.connect(self._on_ticked)
        self.marks.passed.connect(self.passed)
        self.marks.written.connect(self._on_written)
        self.show_answers(answers)

    @property
    def unsaved(self) -> bool:
        """Whether something is typed that is not yet a deed."""
        return self.keeper.unsaved

    def show_answers(self, answers: RoomAnswers) -> None:
        """Show the kept points, unless somebody is typing other ones."""
        self.answers = answers
        self.label.show_parts([Bold(answers.question, "second")])
        lines = [point.text for point in answers.points]
        typed = [point for line in self.box.toPlainText().split("\n") if (point := point_of(line))]
        # An empty line at the end is where somebody writes on; it is no reason to show the text anew.
        if typed != lines:
            self.keeper.reload("\n".join(lines))
        self.marks.show_points(answers.points)

    def show_draft(self, text: str, cursor: int) -> None:
        """Show words that could not be kept before, to be put right."""
        self.keeper.fill(text, cursor)
        self.keeper.unsaved = True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep the marks as high as the words."""
        if event.type() == QEvent.Type.Resize:
            self.marks.setGeometry(0, 0, self.box.viewport_left(), self.box.height())
        return super().eventFilter(watched, event)

    def _on_escaped(self) -> None:
        """Write what is typed, then take the keyboard to the marks."""
        if not self.keeper.settle():
            return
        at = sum(1 for line in self._lines_above() if point_of(line))
        if self.answers.points:
            self.marks.begin(min(at, len(self.answers.points) - 1))

    def _on_recorded_here(self) -> None:
        """Record the line at the cursor; an empty line stays in its place to write on."""
        line = point_of(self.box.textCursor().block().text())
        at = sum(1 for one in self._lines_above() if point_of(one) and not is_recorded(one))
        if not self.keeper.settle():
            return
        lines = [one for one in self.box.toPlainText().split("\n") if one]
        # "action joe to" names nothing to do: it stays a line, to be gone on with below.
        at += lines[at : at + 1] == [line]
        lines.insert(at, "")
        self.keeper.fill("\n".join(lines), sum(len(one) + 1 for one in lines[:at]))

    def _lines_above(self) -> list[str]:
        """The lines over the one with the cursor."""
        return self.box.toPlainText().split("\n")[: self.box.textCursor().blockNumber()]

    def _on_ticked(self, at: int) -> None:
        if at < len(self.answers.points):
            point = self.answers.points[at]
            self.ticked.emit(point.answer_id, not point.best)

    def _on_written(self, at: int) -> None:
        lines = self.box.toPlainText().split("\n")
        cursor = self.box.textCursor()
        cursor.setPosition(sum(len(line) + 1 for line in lines[: at + 1]) - 1)
        self.box.setTextCursor(cursor)
        self.box.setFocus(Qt.FocusReason.OtherFocusReason)
