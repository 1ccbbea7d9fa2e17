"""The panel in which a group's meeting says, in three lines, what changed here, for the other groups."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from nscp_desktop.errors import Refused
from nscp_desktop.services import chairs
from nscp_desktop.ui.theme import Tone
from nscp_desktop.ui.widgets import SPRING, Button, Card, LineEdit, Sentence, Small, across, down

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from nscp_desktop.services.meetings import MeetingFacts
    from nscp_desktop.ui.house import House


class ChangedPanel(Card):
    """Three lines of one meeting. ``kept`` carries its id and a sentence, ``left`` that it is not wanted."""

    kept = Signal(str, str)
    left = Signal()

    def __init__(self, house: House, parent: QWidget | None = None) -> None:
        """Build the lines; :meth:`show_meeting` fills them."""
        super().__init__("What changed here", parent=parent)
        self._house = house
        self._meeting: MeetingFacts | None = None
        self.lines = tuple(
            LineEdit(name=f"What changed, line {place}", placeholder=words)
            for place, words in enumerate(
                ("two schools now invite the DSL by name", "a second line", "a third line"), start=1
            )
        )
        self.sentence = Sentence(tone=Tone.RED)
        self.keep = Button("Keep the lines", primary=True, alt="p")
        self.leave = Button("Not now", alt="o")
        words = Small("Three lines for the other groups; they stand on the agenda of the Chairs meeting.")
        foot = across(words, SPRING, self.leave, self.keep)
        self.body.addLayout(down(*self.lines, self.sentence, foot, gap=6))
        for line in self.lines:
            line.refused.connect(self.sentence.say)
            line.returnPressed.connect(self._on_enter)
        self.keep.clicked.connect(self._on_keep)
        self.leave.clicked.connect(self.left)

    def show_meeting(self, meeting: MeetingFacts) -> None:
        """Show the lines of one meeting."""
        self._meeting = meeting
        self.heading.setText(f"What changed here: {meeting.words}")
        for line, text in zip(self.lines, chairs.what_changed(self._house.store, meeting.id), strict=True):
            line.setText(text)
        self.sentence.clear()

    def _on_enter(self) -> None:
        """Enter goes on to the next line, and from the last one keeps them."""
        at = next(at for at, line in enumerate(self.lines) if line is self.sender())
        if at + 1 < len(self.lines) and self.lines[at].text().strip():
            self.lines[at + 1].setFocus()
        else:
            self._on_keep()

    def _on_keep(self) -> None:
        if self._meeting is None:
            return
        try:
            chairs.keep_what_changed(
                self._house.store, self._meeting.id, [line.text() for line in self.lines]
            )
        except Refused as refusal:
            self.sentence.say(str(refusal))
            return
        self.kept.emit(
            self._meeting.id, f"What changed at {self._meeting.words} is kept for the Chairs meeting."
        )
