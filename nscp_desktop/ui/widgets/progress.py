"""How far long work has come: what is being done, a bar, and the way to stop it."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from nscp_desktop.ui import theme

from .buttons import Button
from .labels import Body
from .layouts import across, down
from .painting import draw_frame
from .spoken import announce, named

_BAR = 6


class _Bar(QWidget):
    """A bar in the accent; it is empty while nobody knows how long the work takes."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.share = 0.0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(120, _BAR)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        whole = QRectF(self.rect())
        draw_frame(painter, whole, _BAR / 2, theme.colour("accent_edge"))
        if self.share > 0:
            whole.setWidth(max(float(_BAR), whole.width() * min(1.0, self.share)))
            draw_frame(painter, whole, _BAR / 2, theme.colour("accent"))


class Progress(QFrame):
    """Says what is being done and how far, with a button to stop it. It hides itself when nothing is done.

    Only the beginning is spoken: a screen reader that reads every megabyte is in the way.
    """

    stopped = Signal()

    def __init__(self, stop: str = "Cancel", alt: str | None = "N", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, "Progress")
        self.words = Body()
        self._bar = _Bar()
        self.stop = Button(stop, alt=alt)
        self.stop.clicked.connect(self.stopped)
        said = down(self.words, self._bar, gap=6)
        row = across(said, self.stop, gap=16, margins=(14, 10, 10, 10))
        row.setStretch(0, 1)
        self.setLayout(row)
        self.hide()

    @property
    def share(self) -> float:
        """How much of the work is done, 0 to 1."""
        return self._bar.share

    def show_work(self, words: str, share: float) -> None:
        """Say what is being done and which share of it is; without words the work is over."""
        begins = not self.words.text() and bool(words)
        self.words.setText(words)
        self._bar.share = max(0.0, share)
        self._bar.update()
        self.setVisible(bool(words))
        if begins:
            announce(self, words)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the band in the accent's tint."""
        painter = QPainter(self)
        edge = theme.colour("accent") if theme.look().palette.edged else None
        draw_frame(painter, QRectF(self.rect()), 8.0, theme.colour("accent_tint"), edge)
