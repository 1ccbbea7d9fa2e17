"""A box for one line of words that wraps, as high as they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, Qt, Signal

from nscp_desktop.ui.growing_box import GrowingBox
from nscp_desktop.ui.widgets.limits import LINE_CAP, refusal
from nscp_desktop.ui.widgets.lines import carries_files, on_one_line

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent


class LineBox(GrowingBox):
    """One line of words that wraps; Enter keeps it."""

    done = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take a key; Enter says that the words are right."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.done.emit()
            return
        super().keyPressEvent(event)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Take pasted lines as one line."""
        if not source.hasText() or carries_files(source):
            super().insertFromMimeData(source)
            return
        text = on_one_line(source.text())
        sentence = refusal(text, LINE_CAP)
        if sentence:
            # A separator of lines would make two lines of it.
            self.refused.emit(sentence)
            return
        words = QMimeData()
        words.setText(text)
        super().insertFromMimeData(words)
