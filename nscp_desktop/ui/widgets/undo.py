"""The bar that says what was just done and offers to take it back."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QEnterEvent, QHideEvent, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QWidget
from shiboken6 import isValid

from nscp_desktop.ui import theme

from .buttons import Button, Dress
from .layouts import across
from .mixed import Mixed
from .painting import draw_frame
from .spoken import announce


class _BarButton(Button):
    """A button on the dark bar."""

    def dress(self) -> Dress:
        """Give the colours turned round: the bar is drawn in the ink."""
        paper, ink = theme.colour("paper"), theme.colour("ink")
        hot = self.underMouse() or self.isDown()
        return Dress(theme.colour("wash") if hot else paper, None, ink, ink, 3.0)


class UndoBar(QFrame):
    """A sentence over the foot of a window, with Undo. It takes no focus, is spoken, and goes by itself.

    ``undo_pressed`` says that a person wants it taken back. While the mouse or the keyboard is on it,
    it stays.
    """

    undo_pressed = Signal()

    def __init__(self, window: QWidget, *, seconds: float = 8.0, above: int = 44) -> None:
        super().__init__(window)
        self._window = window
        self._seconds = seconds
        self._above = above
        self._words = Mixed(ink="paper", wrap=False)
        # Ctrl+Z is its key. A letter would be taken from a button in sight, and neither would answer while the bar is
        # there; nor is a bar that comes and goes ever given the keyboard.
        self.button = _BarButton("Undo", key_hint="Ctrl Z")
        self.button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.button.clicked.connect(self._on_undo_clicked)
        self._row = across(self._words, self.button, gap=16, margins=(16, 8, 8, 8))
        self.setLayout(self._row)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._on_timeout)
        self.hide()

    @property
    def text(self) -> str:
        """The sentence that was said last."""
        return self._words.text()

    @property
    def offers_undo(self) -> bool:
        """Whether it is in sight with its Undo."""
        return not (self.isHidden() or self.button.isHidden())

    def say(self, sentence: str, *, undo: bool = True) -> None:
        """Show a sentence about what was just done and have it spoken once."""
        self._words.show_parts([sentence])
        self.button.setVisible(undo)
        self.setAccessibleName(sentence)
        self.show()
        self.raise_()
        self._place()
        self._timer.start(round(self._seconds * 1000))
        announce(self, sentence)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay at the foot when the window changes its size."""
        if event.type() == QEvent.Type.Resize:
            self._place()
        return super().eventFilter(watched, event)

    def showEvent(self, event: QShowEvent) -> None:
        """Look at the window while it is here; longer would make every key dearer."""
        self._window.installEventFilter(self)
        super().showEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Look at the window no longer."""
        if isValid(self._window):
            self._window.removeEventFilter(self)
        super().hideEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Stay while the mouse is here."""
        self._timer.stop()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """Go a while after the mouse has left."""
        self._timer.start(round(self._seconds * 1000))
        super().leaveEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the bar in the ink."""
        painter = QPainter(self)
        draw_frame(painter, QRectF(self.rect()), 10.0, theme.colour("ink"), theme.colour("ink"))

    def _place(self) -> None:
        window = self._window
        room = QSize(max(120, window.width() - 32), window.height())
        self._words.setWordWrap(False)
        size = self.sizeHint()
        if size.width() > room.width():
            self._words.setWordWrap(True)
            size = QSize(room.width(), self._row.heightForWidth(room.width()))
        self.resize(size)
        self.move(QPoint((window.width() - size.width()) // 2, window.height() - size.height() - self._above))

    def _on_timeout(self) -> None:
        if self.button.hasFocus():
            self._timer.start(round(self._seconds * 1000))
        else:
            self.hide()

    def _on_undo_clicked(self) -> None:
        self.hide()
        self.undo_pressed.emit()
