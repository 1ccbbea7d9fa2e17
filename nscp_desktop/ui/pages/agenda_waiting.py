"""The band over an agenda that says what an earlier meeting put off, and takes it on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from nscp_desktop.errors import Refused
from nscp_desktop.rules.meetings import Status
from nscp_desktop.rules.wording import counted
from nscp_desktop.services import parking
from nscp_desktop.ui.theme import Tone
from nscp_desktop.ui.widgets import Button, Sentence

if TYPE_CHECKING:
    from nscp_desktop.services.meetings import MeetingFacts
    from nscp_desktop.store import Store

_WAITS = "Waits:"


class WaitingBand(Sentence):
    """One parked item after the other. ``taken`` carries a sentence once it is on the agenda."""

    taken = Signal(str)
    not_taken = Signal(str)

    def __init__(self, store: Store) -> None:
        """Build it hidden."""
        self.take_on = Button("Take on", alt="o")
        super().__init__(tone=Tone.TEAL, button=self.take_on)
        self._store = store
        self._meeting_id = ""
        self.take_on.clicked.connect(self._on_take_on)

    def show_meeting(self, meeting: MeetingFacts) -> None:
        """Say what waits for a meeting that is still to be held; said aloud only when it is another."""
        self._meeting_id = meeting.id
        live = meeting.status in {Status.ARRANGED, Status.RUNNING}
        waits = parking.waiting(self._store, meeting.id) if live else ()
        more = f" {counted(len(waits) - 1, 'more item')} after it." if len(waits) > 1 else ""
        words = f"{waits[0].words}.{more}" if waits else ""
        if words != self.text.removeprefix(f"{_WAITS} "):
            self.say(words, lead=_WAITS if words else "")

    def _on_take_on(self) -> None:
        waits = parking.waiting(self._store, self._meeting_id)
        if not waits:
            return
        try:
            parking.take_on(self._store, self._meeting_id, waits[0].parked_id)
        except Refused as refusal:
            self.not_taken.emit(str(refusal))
            return
        self.taken.emit(f"{waits[0].title} is on the agenda.")
