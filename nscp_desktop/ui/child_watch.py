"""Marks gently, while one writes, what looks as if it identified a child: in every box, a moment after the last key.

A key sets off nothing but a timer. What is marked has a wash and a line under it, and is said in the box's tip and
to whoever has it read out; nothing is refused.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final, cast

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QApplication, QLineEdit, QTextEdit, QWidget

from nscp_desktop.ui import theme
from nscp_desktop.ui.widgets import LineEdit, NoteEdit, SearchBox

if TYPE_CHECKING:
    from nscp_desktop.rules.child_marks import ChildMark
    from nscp_desktop.store import Change
    from nscp_desktop.ui.window import MainWindow

PAUSE_MS: Final = 400
"""From the last key to the looking."""
LAYER: Final = "child"


class ChildWatch(QObject):
    """Looks after the boxes of one window as somebody comes to them."""

    def __init__(self, window: MainWindow) -> None:
        """Watch where the keyboard goes in ``window``."""
        super().__init__(window)
        self._window = window
        self._known: frozenset[str] | None = None
        cast("QApplication", QApplication.instance()).focusChanged.connect(self._on_focus_changed)
        window.bridge.changed.connect(self._on_changed)

    def _on_focus_changed(self, _left: QWidget | None, reached: QWidget | None) -> None:
        if reached is None or reached.property("watched") or not self._window.isAncestorOf(reached):
            return
        if isinstance(reached, NoteEdit):
            self._serve(reached)
            reached.verticalScrollBar().valueChanged.connect(self._timer_of(reached).start)
        elif isinstance(reached, LineEdit) and not isinstance(reached, SearchBox) and _is_shown(reached):
            self._serve(reached)

    def _serve(self, box: NoteEdit | LineEdit) -> None:
        box.setProperty("watched", True)
        timer = QTimer(box, singleShot=True, interval=PAUSE_MS)
        timer.setObjectName(LAYER)
        timer.timeout.connect(partial(self.look, box))
        # Straight to the timer: no line of ours runs at a key.
        box.textChanged.connect(timer.start)
        timer.start()

    def _timer_of(self, box: QWidget) -> QTimer:
        return cast("QTimer", box.findChild(QTimer, LAYER))

    def look(self, box: NoteEdit | LineEdit) -> None:
        """Mark what is in sight in a box, and say it in its description; not once the store is locked or closed."""
        store = self._window.house.store
        if store.closed or store.locked:
            return
        # The rule has a few hundred names; nothing but the first pause waits for it.
        from nscp_desktop.rules.child_marks import child_marks, in_words

        text, begins = _in_sight(box) if isinstance(box, NoteEdit) else (box.text(), 0)
        marks = child_marks(text, self._names()) if not box.isReadOnly() else ()
        if isinstance(box, NoteEdit):
            _mark_note(box, text, begins, marks)
        else:
            box.mark_words([_units(text, mark) for mark in marks], _look())
        said = in_words(text, marks)
        if said != box.accessibleDescription() and (said or box.property("may identify")):
            box.setProperty("may identify", said)
            box.setAccessibleDescription(said)
            box.setToolTip(said)

    def _names(self) -> frozenset[str]:
        if self._known is None:
            from nscp_desktop.services.known_names import name_words

            self._known = name_words(self._window.house.store)
        return self._known

    def _on_changed(self, change: Change) -> None:
        if self._known is not None:
            from nscp_desktop.services.known_names import TABLES

            if TABLES & change.tables:
                self._known = None


def _is_shown(line: QLineEdit) -> bool:
    """Whether what is typed can be read: a passphrase is nobody's to look at."""
    return line.echoMode() == QLineEdit.EchoMode.Normal


def _look() -> QTextCharFormat:
    look = QTextCharFormat()
    look.setBackground(theme.colour("amber_tint"))
    look.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DotLine)
    look.setUnderlineColor(theme.colour("amber"))
    return look


def _in_sight(box: NoteEdit) -> tuple[str, int]:
    """The paragraphs of a box that can be seen, and where they begin."""
    view = box.viewport().rect()
    first = box.cursorForPosition(view.topLeft()).block()
    last = box.cursorForPosition(view.bottomRight()).block()
    texts, block = [], first
    while block.isValid() and block.position() <= last.position():
        texts.append(block.text())
        block = block.next()
    return "\n".join(texts), first.position()


def _mark_note(box: NoteEdit, text: str, begins: int, marks: tuple[ChildMark, ...]) -> None:
    shown = []
    for mark in marks:
        start, end = _units(text, mark)
        one = QTextEdit.ExtraSelection()
        cursor = QTextCursor(box.document())
        cursor.setPosition(begins + start)
        cursor.setPosition(begins + end, QTextCursor.MoveMode.KeepAnchor)
        cursor.setKeepPositionOnInsert(True)
        one.cursor, one.format = cursor, _look()
        shown.append(one)
    box.lay(LAYER, shown)


def _units(text: str, mark: ChildMark) -> tuple[int, int]:
    """Where a mark stands as Qt counts: in UTF-16 units."""
    if text.isascii():
        return mark.start, mark.end
    before = len(text[: mark.start].encode("utf-16-le", "surrogatepass")) // 2
    return before, before + len(text[mark.start : mark.end].encode("utf-16-le", "surrogatepass")) // 2
