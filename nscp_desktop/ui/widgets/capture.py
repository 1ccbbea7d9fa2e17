"""The capture line: one line to write on, with chips that show what was understood."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QWidget

from nscp_desktop.ui import theme
from nscp_desktop.ui.theme import Tone

from .labels import Small
from .layouts import FlowLayout, across, down
from .limits import LINE_CAP
from .lines import LineEdit
from .painting import draw_frame
from .pills import Chip

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True)
class ChipWords:
    """A chip under a capture line: which part it is, its words and tone, and what is spoken when that differs."""

    key: str
    text: str
    tone: Tone = Tone.NEUTRAL
    name: str = ""


class CaptureBox(QFrame):
    """One line to write on and, under it, chips with what was understood.

    ``recorded`` carries the line at Enter; the page clears ``line`` once it is kept. ``chip_chosen``
    carries the key of a chip somebody wants to put right. Understanding comes from elsewhere.
    """

    recorded = Signal(str)
    chip_chosen = Signal(str)

    def __init__(
        self,
        *,
        name: str,
        placeholder: str = "",
        hint: str = "Enter records",
        cap: int = LINE_CAP,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.line = LineEdit(name=name, placeholder=placeholder, cap=cap)
        self.hint = Small(hint)
        self._chips: list[Chip] = []
        self._flow = FlowLayout(gap=4)
        row = across(self.hint)
        row.insertLayout(0, self._flow, 1)
        row.setAlignment(self.hint, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.setLayout(down(self.line, row, gap=6, margins=(13, 10, 13, 8)))
        self.setFocusProxy(self.line)
        self.line.installEventFilter(self)
        self.line.returnPressed.connect(self._on_return_pressed)

    @property
    def chips(self) -> tuple[Chip, ...]:
        """The chips that are shown, in order."""
        return tuple(chip for chip in self._chips if not chip.isHidden())

    def show_chips(self, chips: Sequence[ChipWords]) -> None:
        """Show what was understood. Chips are kept and reworded, so that typing never waits for new ones."""
        for words in chips[len(self._chips) :]:
            chip = Chip(words.text, parent=self)
            chip.chosen.connect(self.chip_chosen)
            self._chips.append(chip)
            self._flow.addWidget(chip)
        for chip, words in zip(self._chips, chips, strict=False):
            chip.show_chip(words.text, words.tone, key=words.key, name=words.name)
            chip.show()
        for chip in self._chips[len(chips) :]:
            chip.hide()
        self._flow.invalidate()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Redraw the frame when the line gains or loses the keyboard."""
        if event.type() in {QEvent.Type.FocusIn, QEvent.Type.FocusOut}:
            self.update()
        return super().eventFilter(watched, event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the frame, in the accent when the line has the keyboard."""
        painter = QPainter(self)
        edge = theme.colour("accent" if self.line.hasFocus() else "accent_edge")
        draw_frame(painter, QRectF(self.rect()), 10.0, theme.colour("paper"), edge, 2.0)

    def _on_return_pressed(self) -> None:
        if self.line.text().strip():
            self.recorded.emit(self.line.text())
