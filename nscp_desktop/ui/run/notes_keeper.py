"""Keeps what is typed in the notes: durable within a second, one deed on leaving or after a minute."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication

from nscp_desktop.errors import Refused
from nscp_desktop.services import notes, strikes
from nscp_desktop.ui.kept_text import DEED_MS, DRAFT_MS

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from nscp_desktop.ui.run.sitting import Sitting
    from nscp_desktop.ui.widgets import NoteEdit


class NotesKeeper(QObject):
    """Stands between the editor and the store, for one item at a time. ``kept`` is said after each deed."""

    kept = Signal()

    def __init__(self, sitting: Sitting, editor: NoteEdit) -> None:
        """Listen to ``editor``."""
        super().__init__(editor)
        self._sitting = sitting
        self._editor = editor
        self.item_id = ""
        self._as_kept = ""
        self._refused = ""
        self.unsaved = False
        self._filling = False
        self._draft = self._timer(DRAFT_MS, self._on_draft_due)
        self._deed = self._timer(DEED_MS, self._on_deed_due)
        editor.textChanged.connect(self._on_text_changed)
        # By the application's word, not by looking at every event of the editor: that would make every key dearer.
        cast("QApplication", QApplication.instance()).focusChanged.connect(self._on_focus_changed)

    def open(self, item_id: str, cursor: int | None = None) -> None:
        """Show the kept notes of an item, the cursor at a place or at the end; what was typed is settled first."""
        self.settle()
        self.item_id = item_id
        self._as_kept = notes.notes(self._sitting.store, self._sitting.meeting_id, item_id).text
        self._fill(self._as_kept)
        place = self._editor.textCursor()
        last = self._editor.document().characterCount() - 1
        place.setPosition(last if cursor is None else max(0, min(cursor, last)))
        self._editor.setTextCursor(place)

    def settle(self, *, typing: bool = False) -> bool:
        """Make a deed of what is typed and not yet one; says whether everything is kept.

        When it is refused, the sentence is shown, the text stays and its draft with it. While somebody is
        ``typing`` a sentence that was said is not said again.
        """
        if not self.unsaved:
            return True
        if not typing:
            self._refused = ""
        sitting, text = self._sitting, self._editor.toPlainText()
        # Whatever goes wrong below, the text stays unsaved and is tried again.
        self._deed.start()
        try:
            if notes.write(sitting.store, sitting.meeting_id, self.item_id, text):
                self._as_kept = notes.notes(sitting.store, sitting.meeting_id, self.item_id).text
        except Refused as refusal:
            self._say(str(refusal))
            return False
        self._rest()
        # Undo takes back typing newer than the last deed, then deeds: what this deed holds is now the deed's.
        self._editor.document().clearUndoRedoStacks()
        self.kept.emit()
        return True

    def strike(self) -> bool:
        """Strike the line with the cursor, what is typed written first; says whether it was struck."""
        number = self._editor.textCursor().blockNumber()
        if not self.settle():
            return False
        sitting = self._sitting
        if not sitting.attempt(
            lambda: strikes.strike_line(sitting.store, sitting.meeting_id, self.item_id, number)
        ):
            return False
        self.reload()
        # The cursor stays where the line was. Where that was the last one an empty line is shown to write on,
        # which is no part of the notes until somebody does.
        document = self._editor.document()
        place = self._editor.textCursor()
        if number >= document.blockCount():
            self._fill(f"{self._as_kept}\n")
        place.setPosition(document.findBlockByNumber(min(number, document.blockCount() - 1)).position())
        self._editor.setTextCursor(place)
        return True

    def reload(self) -> None:
        """Show the kept notes again after a deed elsewhere (undo); typing that is not yet a deed is left alone."""
        if not self.item_id:
            return
        sitting = self._sitting
        text = notes.notes(sitting.store, sitting.meeting_id, self.item_id).text
        if text == self._as_kept:
            return
        if self.unsaved:
            if self._editor.toPlainText() != self._as_kept:
                return
            # Typing that was itself undone: nothing is left of it, so nothing of it may come back after a stop.
            notes.drop_draft(sitting.store, sitting.meeting_id, self.item_id)
            self._rest()
        cursor, scrolled = self._editor.textCursor().position(), self._editor.verticalScrollBar().value()
        line = self._editor.textCursor().blockNumber()
        cursor = _after_what_came_back(self._editor.toPlainText(), text, line, cursor)
        self._as_kept = text
        self._fill(text)
        place = self._editor.textCursor()
        place.setPosition(min(cursor, self._editor.document().characterCount() - 1))
        self._editor.setTextCursor(place)
        self._editor.verticalScrollBar().setValue(scrolled)

    def _on_focus_changed(self, left: QWidget | None, _reached: QWidget | None) -> None:
        """Leaving the notes, or the window, makes a deed of them."""
        if left is self._editor:
            self.settle()

    def _rest(self) -> None:
        """Everything typed is kept: nothing waits."""
        self.unsaved, self._refused = False, ""
        self._draft.stop()
        self._deed.stop()

    def _fill(self, text: str) -> None:
        self._filling = True
        self._editor.setPlainText(text)
        self._filling = False
        self._editor.document().clearUndoRedoStacks()

    def _on_text_changed(self) -> None:
        if self._filling:
            return
        self.unsaved = True
        if not self._draft.isActive():
            self._draft.start()
        if not self._deed.isActive():
            self._deed.start()

    def _on_deed_due(self) -> None:
        self.settle(typing=True)

    def _on_draft_due(self) -> None:
        sitting = self._sitting
        text, cursor = self._editor.toPlainText(), self._editor.textCursor().position()
        self._draft.start()
        try:
            notes.keep_draft(sitting.store, sitting.meeting_id, self.item_id, text, cursor)
        except Refused as refusal:
            self._say(str(refusal))
            return
        self._draft.stop()
        self._refused = ""
        sitting.bridge.saved.emit(sitting.house.now())

    def _say(self, sentence: str) -> None:
        """Say a refusal once, not at every attempt to keep the same text."""
        if sentence != self._refused:
            self._refused = sentence
            self._sitting.frame.refuse(sentence)

    def _timer(self, after: int, slot: object) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(after)
        timer.timeout.connect(slot)
        return timer


def _after_what_came_back(before: str, after: str, line: int, cursor: int) -> int:
    """Where the cursor goes when lines come back under it: to their end, so that one writes on behind them."""
    old, new = before.split("\n"), after.split("\n")
    come = len(new) - len(old)
    if old[:line] == new[:line]:
        if old[line:] == [""]:
            return _units(after)
        if come > 0 and old[line:] == new[line + come :]:
            return _units("\n".join(new[: line + come]))
    return cursor


def _units(text: str) -> int:
    """The length of a text as Qt counts it."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
