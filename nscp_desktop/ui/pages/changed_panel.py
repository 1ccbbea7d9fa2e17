"""The panel in which a group's meeting says, in three lines, what changed here, for the other groups."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from nscp_desktop.ui.changed_lines import ChangedLines
from nscp_desktop.ui.theme import Tone
from nscp_desktop.ui.widgets import SPRING, Button, Card, Sentence, Small, across, down

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from nscp_desktop.services.meetings import MeetingFacts
    from nscp_desktop.ui.house import House


class ChangedPanel(Card):
    """Three lines of one meeting. ``kept`` carries its id and a sentence once they are written."""

    kept = Signal(str, str)

    def __init__(self, house: House, parent: QWidget | None = None) -> None:
        """Build the lines; :meth:`show_meeting` fills them."""
        super().__init__("What changed here", parent=parent)
        self._meeting: MeetingFacts | None = None
        self.sentence = Sentence(tone=Tone.RED)
        self.lines = ChangedLines(house.store, self.sentence.say)
        self.done = Button("Done", primary=True, alt="o")
        words = Small("Three lines for the other groups; they stand on the agenda of the Chairs meeting.")
        self.body.addLayout(down(self.lines, self.sentence, across(words, SPRING, self.done), gap=6))
        self.lines.finished.connect(self._on_done)
        self.done.clicked.connect(self._on_done)

    def show_meeting(self, meeting: MeetingFacts) -> None:
        """Show the lines of one meeting."""
        self._meeting = meeting
        self.heading.setText(f"What changed here: {meeting.words}")
        self.sentence.clear()
        self.lines.open_meeting(meeting.id)

    def settle(self) -> bool:
        """Keep what is being typed; says whether all of it is kept."""
        return self.lines.settle()

    def _on_done(self) -> None:
        if self._meeting is not None and self.settle():
            said = f"What changed at {self._meeting.words} is kept for the Chairs meeting."
            self.kept.emit(self._meeting.id, said)
