"""Boxes for one line of text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6 import QtCore
from PySide6.QtCore import QObject, QRect, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragMoveEvent,
    QDropEvent,
    QGuiApplication,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextCharFormat,
    QValidator,
)
from PySide6.QtWidgets import QLineEdit, QWidget

from nscp_desktop.ui import theme

from .limits import LINE_CAP, reaches_for_a_button, refusal
from .painting import draw_key, key_size
from .spoken import named

if TYPE_CHECKING:
    from PySide6.QtCore import QMimeData

NO_FILES = "Files cannot be put into this text. Nothing has been changed."
_ICON = 16


# Qt's own limit cuts text short without a word, at a place that may lie inside a character. It lies so far
# above every cap that what it has cut is refused for its length all the same.
_BEYOND_ANY_CAP = 32_767


def on_one_line(text: str) -> str:
    """Give pasted text as one line: a break or a tab becomes a space, and none is left at the end."""
    if not any(mark in text for mark in "\n\r\t\u2029"):
        return text
    text = text.replace("\r\n", "\n").rstrip("\r\n\t\u2029")
    for mark in "\r\n\t\u2029":
        text = text.replace(mark, " ")
    return text


def carries_files(mime: QMimeData) -> bool:
    """Say whether a drag or the clipboard holds files of this machine."""
    return any(url.isLocalFile() for url in mime.urls())


class _LineRule(QValidator):
    """Stops an edit that would break the line's rules, whether typed, pasted, dropped or composed."""

    def __init__(self, cap: int, parent: QObject) -> None:
        super().__init__(parent)
        self._cap = cap
        self.sentence = ""

    def validate(self, text: str, place: int) -> tuple[QValidator.State, str, int]:
        """Say whether a text may stand; a pasted line break becomes a space."""
        text = on_one_line(text)
        place = min(place, len(text))
        self.sentence = refusal(text, self._cap)
        state = QValidator.State.Invalid if self.sentence else QValidator.State.Acceptable
        return state, text, place


class LineEdit(QLineEdit):
    """One line of plain text. What it may not hold is refused whole, with a sentence in ``refused``.

    ``cap`` in characters; ``icon`` stands at the left, ``key_hint`` at the right while it is empty.
    """

    refused = Signal(str)

    def __init__(
        self,
        *,
        name: str,
        placeholder: str = "",
        cap: int = LINE_CAP,
        icon: str | None = None,
        key_hint: str | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        named(self, name)
        self.setPlaceholderText(placeholder)
        self.setMaxLength(_BEYOND_ANY_CAP)
        self._rule = _LineRule(cap, self)
        self.setValidator(self._rule)
        self._icon_name = theme.known_icon(icon) if icon else None
        self._key_hint = key_hint
        self._composing = self._marked = False
        self.inputRejected.connect(self._on_input_rejected)
        self.textEdited.connect(self._on_text_edited)
        self.textChanged.connect(self._on_text_changed)
        self._make_room()

    def setText(self, text: str | None) -> None:
        """Show what was kept, whole, whatever its length."""
        units = len((text or "").encode("utf-16-le", "surrogatepass")) // 2
        self.setMaxLength(max(self.maxLength(), units))
        super().setText(text)

    def mark_words(self, places: list[tuple[int, int]], look: QTextCharFormat) -> None:
        """Lay a look over words, from a place to before another in UTF-16 units; none takes it off again.

        Qt's line has no marks of its own but those of a language one composes in, so they are said in that way.
        """
        if self._composing or (not places and not self._marked):
            return
        self._marked = bool(places)
        at = self.cursorPosition()
        kind = QInputMethodEvent.AttributeType.TextFormat
        marks = [QInputMethodEvent.Attribute(kind, start - at, end - start, look) for start, end in places]
        super().inputMethodEvent(QInputMethodEvent("", marks))

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Know whether somebody is in the middle of composing a letter."""
        self._composing = bool(event.preeditString())
        super().inputMethodEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take a key; paste lines as one line, so that it can be undone like any typing."""
        if reaches_for_a_button(event):
            event.ignore()
            return
        if event.matches(QKeySequence.StandardKey.Paste) and not self.isReadOnly():
            held = QGuiApplication.clipboard().mimeData()
            if carries_files(held):
                self.refused.emit(NO_FILES)
                return
            if held.text() != on_one_line(held.text()):
                self.insert(on_one_line(held.text()))
                return
        super().keyPressEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """Take dropped words; files are refused."""
        if carries_files(event.mimeData()):
            event.ignore()
            self.refused.emit(NO_FILES)
        else:
            super().dropEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Refuse files."""
        if carries_files(event.mimeData()):
            event.ignore()
        else:
            super().dragEnterEvent(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Refuse files."""
        if carries_files(event.mimeData()):
            event.ignore()
        else:
            super().dragMoveEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the text clear of icon and key cap."""
        super().resizeEvent(event)
        self._make_room()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the box, then the icon and the key cap in it."""
        super().paintEvent(event)
        if not self._icon_name and not self._key_hint:
            return
        painter = QPainter(self)
        if self._icon_name:
            side = theme.grown(_ICON)
            shown = theme.icon_pixmap(self._icon_name, "third", side, self.devicePixelRatioF())
            painter.drawPixmap(10, (self.height() - side) // 2, shown)
        if self._key_hint and not self.text():
            cap = key_size(self._key_hint)
            box = QRect(
                self.width() - cap.width() - 10,
                (self.height() - cap.height()) // 2,
                cap.width(),
                cap.height(),
            )
            draw_key(painter, box, self._key_hint)

    def _make_room(self) -> None:
        left = theme.grown(_ICON) + 4 if self._icon_name else 0
        right = key_size(self._key_hint).width() + 6 if self._key_hint and not self.text() else 0
        margins = self.textMargins()
        if (margins.left(), margins.right()) != (left, right):
            self.setTextMargins(left, 0, right, 0)

    def _on_text_changed(self) -> None:
        if self._key_hint:
            self._make_room()

    def _on_text_edited(self) -> None:
        # Text that the rule put on one line counts as set by the program, not as typed, unless it is said.
        self.setModified(True)

    def _on_input_rejected(self) -> None:
        # Qt says it twice when its own limit was met as well; a sentence is said once.
        sentence, self._rule.sentence = self._rule.sentence, ""
        if sentence:
            self.refused.emit(sentence)


class SearchBox(LineEdit):
    """A box that narrows what a page shows. ``searched`` carries the words at every change; Esc empties it."""

    searched = Signal(str)

    def __init__(
        self,
        *,
        name: str = "Search",
        placeholder: str = "",
        key_hint: str | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(name=name, placeholder=placeholder, icon="search", key_hint=key_hint, parent=parent)
        self.setMinimumWidth(theme.grown(220))
        self.textChanged.connect(self._on_searched)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc empties the box; a second Esc goes to the page."""
        if event.key() == QtCore.Qt.Key.Key_Escape and self.text():
            self.clear()
            return
        super().keyPressEvent(event)

    def _on_searched(self, text: str) -> None:
        self.searched.emit(text.strip())
