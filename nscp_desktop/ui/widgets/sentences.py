"""Sentences in a page: a band that warns, an empty place that says what to do, a bar that offers undo."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6 import QtCore
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QWidget

from nscp_desktop.ui import theme
from nscp_desktop.ui.theme import Face, Tone

from .labels import Heading, Quiet
from .layouts import SPRING, across, down
from .mixed import Bold, Mixed, Soft
from .painting import draw_frame
from .spoken import announce

if TYPE_CHECKING:
    from .buttons import Button

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

    def show_quietly(self, text: str, *, lead: str = "") -> None:
        """Show a sentence that need not be spoken: it says how things stand, not what has happened."""
        self._show(text, self._tone, lead)

    def clear(self) -> None:
        """Hide the band."""
        self._show("", self._tone, "")

    def _show_or_hide(self) -> None:
        if not self._words.text():
            self.hide()
        elif self.parentWidget() is not None:
            self.show()
        else:
            # Shown now it would be a window of its own; it appears with the page it is put on.
            self.setAttribute(QtCore.Qt.WidgetAttribute.WA_WState_ExplicitShowHide, False)

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
            label.setAlignment(QtCore.Qt.AlignmentFlag.AlignCenter)
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
