"""The box for running text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QMimeData, Qt, Signal
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from .limits import NOTE_CAP, reaches_for_a_button, refusal
from .lines import NO_FILES, carries_files
from .spoken import named

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent, QInputMethodEvent, QKeyEvent
    from PySide6.QtWidgets import QTextEdit


class NoteEdit(QPlainTextEdit):
    """Plain text of any length up to ``cap`` characters. Tab leaves it; markup and files are never taken in.

    What may not stand is refused whole with a sentence in ``refused``; nothing is ever cut short.
    Text set by the program is shown as it is. ``spelled`` says that its spelling may be checked.
    """

    refused = Signal(str)

    def __init__(
        self,
        *,
        name: str,
        placeholder: str = "",
        cap: int = NOTE_CAP,
        frame: bool = True,
        spelled: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        named(self, name)
        self.spelled = spelled
        self._layers: dict[str, list[QTextEdit.ExtraSelection]] = {}
        self._cap = cap
        self.setPlaceholderText(placeholder)
        self.setTabChangesFocus(True)
        self.setProperty("framed", "true" if frame else "false")
        self.setFrameShape(QPlainTextEdit.Shape.NoFrame)
        # In the document and not round the frame, so that the scroll bar stands at the edge.
        self.document().setDocumentMargin(11.0 if frame else 0.0)
        self.setCursorWidth(2)

    def lay(self, layer: str, shown: list[QTextEdit.ExtraSelection]) -> None:
        """Lay marks over words, beside those of other layers: wrong words, points, what may identify a child."""
        if shown or self._layers.get(layer):
            self._layers[layer] = shown
            self.setExtraSelections([one for laid in self._layers.values() for one in laid])

    def laid(self, layer: str) -> list[QTextEdit.ExtraSelection]:
        """Give the marks of one layer."""
        return self._layers.get(layer, [])

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Paint the box's own ground from here on: through a clear one, all that lies behind is painted at each key."""
        super().focusInEvent(event)
        self._fill_behind()

    def changeEvent(self, event: QEvent) -> None:
        """Leave the ground of a box that is only read to the stylesheet, which has another colour for it."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.ReadOnlyChange:
            self._fill_behind()

    def _fill_behind(self) -> None:
        self.viewport().setAutoFillBackground(not self.isReadOnly())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take a key, unless the note is full."""
        if reaches_for_a_button(event):
            event.ignore()
            return
        typed = event.text()
        # Backspace, Return and their like carry a control character as text; they are not refused here. Nor
        # are keys held with Ctrl, which carry their letter on some systems and add nothing.
        held = event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)
        adds = held != Qt.KeyboardModifier.ControlModifier and (
            typed == "\r" or (typed and typed.isprintable())
        )
        if adds and not self._may_add(typed):
            return
        super().keyPressEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Take composed text, unless the note is full."""
        if event.commitString() and not self._may_add(event.commitString()):
            return
        super().inputMethodEvent(event)

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Refuse files, which would arrive as their paths."""
        return source.hasText() and not carries_files(source)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Take pasted or dropped text as plain text, or refuse the whole of it."""
        if carries_files(source):
            self.refused.emit(NO_FILES)
            return
        # The rules are read at the first paste: a window without a note starts without them.
        from nscp_desktop.rules.wording import in_lines

        text = in_lines(source.text())
        if text and self._may_add(text):
            self.textCursor().insertText(text)
            self.ensureCursorVisible()

    def _may_add(self, text: str) -> bool:
        """Say whether a text fits in at the cursor; refuse it aloud when it does not."""
        # Asked at each key: what can be seen is never refused but for its length (a test says so of every letter).
        if text.isprintable() and self.document().characterCount() + 2 * len(text) <= self._cap:
            return True
        selected = self.textCursor().selectionEnd() - self.textCursor().selectionStart()
        # Counting UTF-16 units is quick and never too low; only near the cap is the text itself counted.
        length = self.document().characterCount() - 1 - selected
        if length + 2 * len(text) > self._cap:
            length = len(self.toPlainText()) - len(self.textCursor().selectedText())
        sentence = refusal(text, max(0, self._cap - length), prose=True)
        if not sentence:
            return True
        if len(text) > self._cap - length:
            sentence = (
                f"There is room for {self._cap:,} characters here and {length:,} are used; "
                f"{len(text):,} more do not fit. Nothing has been changed."
            )
        self.refused.emit(sentence)
        return False
