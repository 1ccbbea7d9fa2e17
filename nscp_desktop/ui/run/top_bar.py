"""The band at the top of the run screen: which meeting, its pace and the time, and the two great buttons."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QSizePolicy

from nscp_desktop.ui.theme import Tone
from nscp_desktop.ui.widgets import Band, Bold, Button, Clock, Mixed, Pill, Soft

if TYPE_CHECKING:
    from datetime import datetime

    from PySide6.QtWidgets import QWidget

    from nscp_desktop.rules.pace import Pace
    from nscp_desktop.services.meetings import MeetingFacts

LATE_MINUTES: Final = 1


class TopBar(Band):
    """The meeting and its time. Who presses a button is asked by the screen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Build the band; it says nothing until a meeting is shown."""
        super().__init__(edge="bottom", parent=parent)
        self.pages = Button("Pages", icon="arrow-left", alt="g", quiet=True, touch=True, name="To the pages")
        self.name = Mixed(wrap=False)
        self.state = Pill("In progress", Tone.GREEN)
        self.pace = Pill()
        self.clock = Clock()
        self.show_room = Button("Show the room", key_hint="F9", alt="w", touch=True)
        self.end = Button("End meeting", alt="E", touch=True)
        self.from_rooms = Button("Back to the item", key_hint="F6", alt="k", primary=True, touch=True)
        left: tuple[QWidget, ...] = (self.pages, self.name, self.state)
        right: tuple[QWidget, ...] = (self.pace, self.clock, self.show_room, self.end, self.from_rooms)
        for part in left:
            self.row.addWidget(part)
        self.row.addStretch(1)
        for part in right:
            self.row.addWidget(part)
        self.from_rooms.hide()
        self.row.setContentsMargins(8, 0, 18, 0)
        self._words, self._among_rooms = "", False
        self.show_width(narrow=False, slim=False)

    def show_meeting(self, facts: MeetingFacts, *, adjourned: bool) -> None:
        """Name the meeting, with as much about it as there is room for, and say that it goes on."""
        # Since when it is adjourned the pace says.
        self.state.setVisible(not (self._narrow or adjourned))
        day = f"{facts.date:%a} {facts.date.day} {facts.date:%B %Y}"
        more = "" if self._slim else f" · {facts.place_in_year} · {day}"
        where = "" if self._narrow else f" · {facts.place}"
        self.name.show_parts([Bold(facts.group_short), Soft(f"{more}{where}")])

    def show_time(self, now: datetime) -> None:
        """Show the time of day."""
        self.clock.setText(f"{now:%H:%M}")
        self.clock.setMinimumWidth(self.clock.sizeHint().width())

    def show_pace(self, words: str, stands: Pace) -> None:
        """Show how the meeting stands, in amber when it is behind."""
        tone = Tone.AMBER if stands.behind > LATE_MINUTES else Tone.NEUTRAL
        said = words.replace(", ", " · ")
        self._words = said[:1].upper() + said[1:]
        self.pace.show_pill(self._words, tone)
        self._show_pace_words()

    def _show_pace_words(self) -> None:
        """In a slim window how late it is, and the rest as a tooltip."""
        short = self._slim or (self._narrow and self._among_rooms)
        shown = self._words.partition(" · ")[0] if short else self._words
        self.pace.show_pill(shown, self.pace.tone)
        self.pace.setAccessibleName(self._words)
        self.pace.setToolTip(self._words if shown != self._words else "")

    def show_rooms(self, among_rooms: bool) -> None:
        """Offer the way back from the rooms; in a slim window it takes the place of ending the meeting."""
        self._among_rooms = among_rooms
        self.from_rooms.setText("Back" if self._slim else "Back to the item")
        self.from_rooms.show_key_hint(not self._slim)
        self.from_rooms.setVisible(among_rooms)
        self.end.setVisible(not (among_rooms and self._slim))
        self._show_pace_words()

    def show_width(self, *, narrow: bool, slim: bool) -> None:
        """Leave away what there is no room for."""
        self._narrow, self._slim = narrow, slim
        self.pages.setText("" if slim else "Pages")
        self.row.setSpacing(4 if slim else 12)
        self.show_room.setVisible(not slim)
        # Words that change by themselves are never cut while the name beside them can give way.
        policy = QSizePolicy.Policy.Maximum if slim else QSizePolicy.Policy.Fixed
        self.pace.setSizePolicy(policy, QSizePolicy.Policy.Fixed)
        self.show_rooms(self._among_rooms)
