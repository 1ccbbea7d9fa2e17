"""The card that says whether our windows are left out of screen sharing, and lets that be turned off."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nscp_desktop.errors import Refused
from nscp_desktop.services import sharing
from nscp_desktop.ui.theme import Tone
from nscp_desktop.ui.widgets import Card, Check, Quiet, Sentence

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from nscp_desktop.ui.house import House

WORDS = (
    "Only on Windows, and no guarantee: share the room screen and not the whole display. Turn it off while "
    "somebody who helps you has to see this window."
)


class SharingCard(Card):
    """One box to tick, and what it does."""

    def __init__(self, house: House, parent: QWidget | None = None) -> None:
        """Build the card; :meth:`refresh` fills it."""
        super().__init__("Screen sharing", parent=parent)
        self._house = house
        self.out = Check("Leave our other windows out while the room screen is shown", alt="u")
        self.said = Sentence("", Tone.TEAL)
        self.body.addWidget(self.out)
        self.body.addWidget(self.said)
        self.body.addWidget(Quiet(WORDS, wrap=True))
        self.out.clicked.connect(self._on_clicked)

    def refresh(self) -> None:
        """Show what is set."""
        self.out.setChecked(sharing.leaves_windows_out(self._house.store))

    def _on_clicked(self, on: bool) -> None:
        try:
            said = sharing.leave_windows_out(self._house.store, on)
        except Refused as refusal:
            self.out.setChecked(not on)
            self.said.say(str(refusal), Tone.RED)
            return
        self.said.say(said, Tone.TEAL)
