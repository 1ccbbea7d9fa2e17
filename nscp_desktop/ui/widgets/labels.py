"""Words on a page, by role. All of them show text exactly as it was typed."""

from __future__ import annotations

from PySide6 import QtCore
from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from nscp_desktop.ui import theme

from .words import as_typed, breakable, one_line, tip, with_mnemonic


class Words(QLabel):
    """A label that never reads markup. On one line it is shortened with an ellipsis and keeps the whole as tooltip.

    With ``wrap`` it takes as many lines as its width asks for.
    """

    least_width = 24
    least_wrapped_width = 80
    # Of the class: Qt may still paint when Python has already let go of what this object knew.
    _text = ""
    _alt: str | None = None

    def __init__(self, text: str = "", *, wrap: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._labels = False
        as_typed(self)
        self.setWordWrap(wrap)
        high = QSizePolicy.Policy.Minimum if wrap else QSizePolicy.Policy.Fixed
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, high)
        policy.setHeightForWidth(wrap)
        self.setSizePolicy(policy)
        self.setText(text)

    def text(self) -> str:
        """Give the text as it was set."""
        return self._text

    def setText(self, text: str) -> None:
        """Show a text; the screen reader is told the same."""
        self._text = text
        shown = breakable(text) if self.wordWrap() else text
        super().setText(with_mnemonic(shown, self._alt) if self._labels else shown)
        self.setAccessibleName(text)
        self._show_tip()

    def label(self, control: QWidget, alt: str | None) -> None:
        """Make this the label of a control: Alt and the letter go there."""
        self._alt = alt
        self._labels = True
        self.setBuddy(control)
        self.setText(self._text)

    def minimumSizeHint(self) -> QSize:
        """Let a layout squeeze the label instead of widening the window."""
        hint = super().minimumSizeHint()
        least = self.least_wrapped_width if self.wordWrap() else self.least_width
        return QSize(min(hint.width(), theme.grown(least)), hint.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the tooltip in step with what is cut off."""
        super().resizeEvent(event)
        self._show_tip()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the text, shortened when it does not fit on its one line."""
        if self.wordWrap() or not self._cut():
            super().paintEvent(event)
            return
        painter = QPainter(self)
        room = self.contentsRect()
        shown = painter.fontMetrics().elidedText(
            one_line(self._text), QtCore.Qt.TextElideMode.ElideRight, room.width()
        )
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(room, self.alignment() | QtCore.Qt.TextFlag.TextSingleLine, shown)

    def _cut(self) -> bool:
        if self._alt:
            return False
        line = one_line(self._text)
        return "\n" in self._text or self.fontMetrics().horizontalAdvance(line) > self.contentsRect().width()

    def _show_tip(self) -> None:
        cut = not self.wordWrap() and bool(self._text) and self._cut()
        wanted = tip(self._text) if cut else ""
        if wanted != self.toolTip():
            self.setToolTip(wanted)


class Title(Words):
    """The name of a page."""

    least_width = 180


class HeroTitle(Words):
    """The large line of the accent card."""


class Heading(Words):
    """The heading of a card or a part of a page."""

    least_width = 180


class Body(Words):
    """Plain text."""


class Strong(Words):
    """Plain text that matters: often the name of what stands beside it, which is not shortened for it."""

    least_width = 120


class Quiet(Words):
    """Text in the second ink, beside what matters."""


class Small(Words):
    """Small text in the second ink."""


class Caption(Words):
    """The small heading over a part of a list."""


class Clock(Words):
    """The time of day, large, in figures of one width."""


class FigureWords(Words):
    """The large number of a figure."""


class Brand(Words):
    """The name of the program above the navigation."""


class Mark(Words):
    """A protective marking: red, bold, spaced; always whole."""

    def minimumSizeHint(self) -> QSize:
        """Never let a marking be shortened."""
        return super().minimumSizeHint() if self.wordWrap() else self.sizeHint()
