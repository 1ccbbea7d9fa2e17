"""Frames that hold parts of a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from nscp_desktop.ui import theme
from nscp_desktop.ui.theme import Tone

from .labels import FigureWords, Heading, Small
from .layouts import SPRING, across, down
from .mixed import Mixed, Soft
from .spoken import named

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QAbstractButton


class Card(QFrame):
    """White paper with a hairline. ``body`` takes what it holds; a heading, a quiet aside and tools head it.

    ``snug`` is for a card that holds a table, which has its own margins. ``way_out`` is the button that Esc
    presses wherever in the card the keyboard is.
    """

    way_out: QAbstractButton | None = None

    def __init__(
        self,
        heading: str = "",
        aside: str = "",
        *,
        tools: tuple[QWidget, ...] = (),
        snug: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.body = down(gap=8, margins=(6, 6, 6, 6) if snug else (16, 14, 16, 14))
        self.setLayout(self.body)
        self.heading = Heading(heading)
        self.aside = Small(aside)
        if heading or aside or tools:
            edges = (10, 6, 10, 0) if snug else (0, 0, 0, 0)
            self.body.addLayout(across(self.heading, SPRING, self.aside, *tools, margins=edges))
        if heading:
            self.setAccessibleName(heading)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leaves, as the button does."""
        from PySide6.QtCore import Qt  # all of Qt's names: not before the first window is painted

        if event.key() == Qt.Key.Key_Escape and self.way_out is not None:
            self.way_out.click()
        else:
            super().keyPressEvent(event)

    def show_chosen(self, chosen: bool) -> None:
        """Draw the edge in the accent, as round the room that is being typed in."""
        self.setProperty("chosen", "true" if chosen else "false")
        self.style().unpolish(self)
        self.style().polish(self)


class HeroCard(QFrame):
    """The card in the accent colour; labels in it are white. ``body`` takes what it holds."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, name)
        self.body = down(gap=4, margins=(22, 20, 22, 20))
        self.setLayout(self.body)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)


class Side(QFrame):
    """A column beside the work: the navigation's ground, a hairline on its ``edge`` ("left" or "right")."""

    def __init__(self, edge: str, *, width: int | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("edge", edge)
        self.body = down(gap=8, margins=(10, 12, 10, 12))
        self.setLayout(self.body)
        if width is not None:
            self.setFixedWidth(theme.grown(width))


class Band(QFrame):
    """A strip across the window, at the top or the bottom: ``edge`` names the side with the hairline."""

    def __init__(
        self, *parts: QWidget | int, edge: str, height: int = 54, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setProperty("edge", edge)
        self.row = across(*parts, gap=14, margins=(18, 0, 18, 0))
        self.setLayout(self.row)
        self.setFixedHeight(theme.grown(height))


class Well(QFrame):
    """The grey place a paper is shown on."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.body = down(gap=8, margins=(12, 12, 12, 12))
        self.setLayout(self.body)


_CHANGE_TOKENS = {
    Tone.NEUTRAL: "second",
    Tone.TEAL: "accent",
    Tone.GREEN: "green",
    Tone.AMBER: "amber",
    Tone.RED: "red",
    Tone.VIOLET: "violet",
}


class Figure(QFrame):
    """One figure: what it counts, the number, and what changed."""

    def __init__(
        self,
        caption: str,
        figure: str = "",
        change: str = "",
        tone: Tone = Tone.NEUTRAL,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._caption = Small(caption)
        self._figure = FigureWords()
        self._change = Mixed(face=theme.Face.SMALL)
        self.setLayout(
            down(self._caption, self._figure, self._change, SPRING, gap=2, margins=(16, 14, 16, 14))
        )
        self.show_figure(figure, change, tone)

    def show_figure(self, figure: str, change: str = "", tone: Tone = Tone.NEUTRAL) -> None:
        """Show another number; the change line takes the tone's ink."""
        self._figure.setText(figure)
        self._change.show_parts([Soft(change, _CHANGE_TOKENS[tone])])
        self.setAccessibleName(f"{self._caption.text()}: {figure}")
        self.setAccessibleDescription(change)
