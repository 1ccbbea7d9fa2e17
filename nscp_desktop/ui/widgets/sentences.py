"""Sentences in a page: a band that warns, an empty place that says what to do, a bar that offers undo."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QEnterEvent, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QWidget

from nscp_desktop.ui import theme
from nscp_desktop.ui.theme import Face, Tone

from .buttons import Button, Dress
from .labels import Heading, Quiet
from .layouts import SPRING, across, down
from .mixed import Bold, Mixed, Soft
from .painting import draw_frame
from .spoken import announce

_TOKENS = {
    Tone.NEUTRAL: "second",
    Tone.TEAL: "accent",
    Tone.GREEN: "green",
    Tone.AMBER: "amber",
    Tone.RED: "red",
    Tone.VIOLET: "violet",
}
_ICONS = {Tone.RED: "circle-alert", Tone.AMBER: "triangle-alert"}


class Sentence(QFrame):
    """A band with one sentence: red for what went wrong, amber for what needs care, teal for news.

    It hides itself while it has nothing to say. ``lead`` is said first and bold; ``button`` stands at
    the right.
    """

    def __init__(
        self,
        text: str = "",
        tone: Tone = Tone.AMBER,
        *,
        lead: str = "",
        button: Button | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._tone = tone
        self._words = Mixed()
        row = across(self._words, gap=12, margins=(12, 8, 12, 8))
        row.setStretchFactor(self._words, 1)
        self._row = row
        if button is not None:
            row.addWidget(button)
        self.setLayout(row)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self._show(text, tone, lead)

    @property
    def text(self) -> str:
        """The sentence shown, lead and all."""
        return self._words.text()

    def say(self, text: str, tone: Tone | None = None, *, lead: str = "") -> None:
        """Show a sentence and have it spoken; an empty one clears the band."""
        self._show(text, tone or self._tone, lead)
        announce(self, self._words.text())

    def clear(self) -> None:
        """Hide the band."""
        self._show("", self._tone, "")

    def changeEvent(self, event: QEvent) -> None:
        """Appear once there is a page to appear in."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ParentChange:
            self._show_or_hide()

    def _show_or_hide(self) -> None:
        # Shown without a parent it would be a window of its own.
        if not self._words.text():
            self.hide()
        elif self.parentWidget() is not None:
            self.show()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the band in its tint, with a sign for what warns."""
        painter = QPainter(self)
        _, tint = theme.look().palette.tone(self._tone)
        edge = theme.colour(_TOKENS[self._tone]) if theme.look().palette.edged else None
        draw_frame(painter, QRectF(self.rect()), 8.0, QColor(tint), edge)
        if self._tone in _ICONS:
            side = theme.grown(16)
            shown = theme.icon_pixmap(_ICONS[self._tone], _TOKENS[self._tone], side, self.devicePixelRatioF())
            words = self._words.geometry()
            one_line = QFontMetrics(theme.font(Face.BODY)).height()
            first_line = words.center().y() if words.height() < 2 * one_line else words.top() + one_line // 2
            painter.drawPixmap(12, first_line - side // 2 + 1, shown)

    def _show(self, text: str, tone: Tone, lead: str) -> None:
        self._tone = tone
        token = _TOKENS[tone]
        gap = " " if lead and text else ""
        self._words.show_parts(
            [Bold(lead + gap, token), Soft(text, "ink" if tone is Tone.NEUTRAL else token)]
        )
        left = 12 + theme.grown(16) + 8 if tone in _ICONS else 12
        self._row.setContentsMargins(left, 8, 12, 8)
        self.setAccessibleName(self._words.text())
        self._show_or_hide()
        self.update()


class EmptyState(QWidget):
    """What stands where nothing is yet: what is missing, what to do, and the button that does it."""

    def __init__(
        self,
        title: str,
        what_to_do: str,
        button: Button | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        heading, words = Heading(title, wrap=True), Quiet(what_to_do, wrap=True)
        for label in (heading, words):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        words.setMaximumWidth(theme.grown(440))
        column = down(SPRING, heading, gap=6, margins=(24, 24, 24, 24))
        column.addLayout(_centred(words))
        if button is not None:
            column.addSpacing(8)
            column.addLayout(across(SPRING, button, SPRING))
        column.addStretch(1)
        self.setLayout(column)
        self.setAccessibleName(f"{title} {what_to_do}")


def _centred(words: QWidget) -> QHBoxLayout:
    row = across(gap=0)
    row.addStretch(1)
    row.addWidget(words, 1000)
    row.addStretch(1)
    return row


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
        self.button = _BarButton("Undo", key_hint="Ctrl Z", alt="U")
        self.button.clicked.connect(self._on_undo_clicked)
        self.setLayout(across(self._words, self.button, gap=16, margins=(16, 8, 8, 8)))
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._on_timeout)
        window.installEventFilter(self)
        self.hide()

    @property
    def text(self) -> str:
        """The sentence that was said last."""
        return self._words.text()

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
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

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
        size = self.sizeHint().boundedTo(room)
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
