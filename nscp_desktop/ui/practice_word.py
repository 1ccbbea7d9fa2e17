"""PRACTICE, as it stands on every screen of a practice."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from nscp_desktop.rules.practice import WORD
from nscp_desktop.ui import theme
from nscp_desktop.ui.theme import Face
from nscp_desktop.ui.widgets import named

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

_ROOM: Final = 14


class PracticeWord(QWidget):
    """PRACTICE, always whole, on a ground of its own."""

    def __init__(self, *, wide: bool = False, parent: QWidget | None = None) -> None:
        """The word alone says enough; a ``wide`` one takes all the width there is."""
        super().__init__(parent)
        named(self, WORD)
        wider, high = QSizePolicy.Policy.Expanding, QSizePolicy.Policy.MinimumExpanding
        fixed = QSizePolicy.Policy.Fixed
        self.setSizePolicy(wider if wide else fixed, fixed if wide else high)

    def sizeHint(self) -> QSize:
        """Give the size of the word with room around it."""
        measure = QFontMetrics(theme.font(Face.TITLE))
        return QSize(measure.horizontalAdvance(WORD) + 2 * _ROOM, measure.height() + 6)

    def minimumSizeHint(self) -> QSize:
        """Never let it be shortened."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the word."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.colour("violet"))
        painter.setFont(theme.font(Face.TITLE))
        painter.setPen(theme.colour("paper"))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, WORD)
