"""Keeps what is typed in a box: durable within a second, one deed on leaving or after a minute."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent

from nscp_desktop.errors import Refused

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QPlainTextEdit

DRAFT_MS = 500
"""From the first unsaved key to the draft: a slow disk has as long again for the second that is promised."""
DEED_MS = 60_000
"""From the first key after a deed to the next deed, while typing goes on."""
_PASSING = (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason)


class Keeping(Protocol):
    """Where the text of one box goes; whatever is refused stays in the box and is tried again."""

    def keep(self, text: str, cursor: int) -> None:
        """Make the text durable without making it a deed."""

    def write(self, text: str, typing_at: int | None) -> str:
        """Make a deed of the text; gives it as kept. ``typing_at`` is where it is still being typed, or None."""


class KeptText(QObject):
    """Stands between a box and the store. ``kept`` is said after each deed, ``drafted`` after each draft."""

    kept = Signal()
    drafted = Signal()

    def __init__(self, box: QPlainTextEdit, keeping: Keeping, refuse: Callable[[str], None]) -> None:
        """Listen to ``box``; sentences of refusal go to ``refuse``, each once."""
        super().__init__(box)
        self._box = box
        self._keeping = keeping
        self._refuse = refuse
        self._refused = ""
        self._filling = False
        self.unsaved = False
        self._draft = self._timer(DRAFT_MS, self._on_draft_due)
        self._deed = self._timer(DEED_MS, self._on_deed_due)
        box.textChanged.connect(self._on_text_changed)
        box.installEventFilter(self)

    def fill(self, text: str, cursor: int | None = None) -> None:
        """Show a kept text, the cursor at a place; else where it was, or at the end of what was not there before."""
        at = (
            self._box.textCursor().position()
            if self._box.toPlainText()
            else len(text.encode("utf-16-le")) // 2
        )
        at = at if cursor is None else cursor
        if text != self._box.toPlainText():
            self._filling = True
            self._box.setPlainText(text)
            self._filling = False
        place = self._box.textCursor()
        place.setPosition(max(0, min(at, self._box.document().characterCount() - 1)))
        self._box.setTextCursor(place)
        self._box.document().clearUndoRedoStacks()

    def reload(self, text: str) -> None:
        """Show what is kept after a deed elsewhere; typing that is not yet a deed is left alone."""
        if not self.unsaved and text != self._box.toPlainText():
            self.fill(text)

    def settle(self, *, finished: bool = True) -> bool:
        """Make a deed of what is typed and not yet one; says whether everything is kept.

        Unless it is ``finished``, the text in the box stays as it is typed.
        """
        if not self.unsaved:
            return True
        text, at = self._box.toPlainText(), self._box.textCursor().position()
        self._deed.start()
        if finished:
            # Who leaves the box hears why it is not kept, though it was said while they typed.
            self._refused = ""
        # From here on the text counts as kept: what the deed itself announces may show it again.
        self.unsaved = False
        try:
            shown = self._keeping.write(text, None if finished else at)
        except Refused as refusal:
            self.unsaved = True
            self._say(str(refusal))
            return False
        except BaseException:
            self.unsaved = True
            raise
        self._refused = ""
        self._draft.stop()
        self._deed.stop()
        if finished:
            self.fill(shown)
        # Undo takes back typing newer than the last deed, then deeds: what this deed holds is now the deed's.
        self._box.document().clearUndoRedoStacks()
        self.kept.emit()
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Leaving the box makes a deed of it; only looking at another window leaves a half-typed line alone."""
        if event.type() == QEvent.Type.FocusOut and isinstance(event, QFocusEvent):
            self.settle(finished=event.reason() not in _PASSING)
        return super().eventFilter(watched, event)

    def _on_text_changed(self) -> None:
        if self._filling:
            return
        self.unsaved = True
        if not self._draft.isActive():
            self._draft.start()
        if not self._deed.isActive():
            self._deed.start()

    def _on_deed_due(self) -> None:
        self.settle(finished=False)

    def _on_draft_due(self) -> None:
        try:
            self._keeping.keep(self._box.toPlainText(), self._box.textCursor().position())
        except Refused as refusal:
            self._draft.start()
            self._say(str(refusal))
            return
        self._refused = ""
        self.drafted.emit()

    def _say(self, sentence: str) -> None:
        """Say a refusal once, not at every attempt to keep the same text."""
        if sentence != self._refused:
            self._refused = sentence
            self._refuse(sentence)

    def _timer(self, after: int, slot: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(after)
        timer.timeout.connect(slot)
        return timer
