"""The bar under the list of meetings: what can be done with the one that is chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QBoxLayout

from nscp_desktop.rules.days import spoken
from nscp_desktop.rules.meetings import GONE, MinutesState, Status
from nscp_desktop.ui import theme
from nscp_desktop.ui.pages.clash_band import ClashBand
from nscp_desktop.ui.pages.meeting_panel import show_key
from nscp_desktop.ui.pages.meeting_rows import hours
from nscp_desktop.ui.widgets import SPRING, Button, Card, Quiet, Strong, across, down, holder

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent
    from PySide6.QtWidgets import QWidget

    from nscp_desktop.ui.house import House
    from nscp_desktop.ui.pages.meeting_rows import MeetingRow

_NARROW: Final = 860
"""Below this width the buttons leave too little for the words beside them."""


class MeetingBar(Card):
    """What can be done with the chosen meeting, a button each."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Build the buttons; :meth:`show_row` says which of them apply."""
        super().__init__(parent=parent)
        self.words, self.more = Strong(""), Quiet("")
        self.run = Button("Start meeting", key_hint="F5", primary=True, alt="S")
        self.agenda = Button("Agenda", alt="A")
        self.minutes = Button("Minutes", alt="i")
        self.print_agenda = Button("Print agenda", alt="P")
        self.change = Button("When and where", alt="w")
        self.cancel = Button("Cancel meeting", alt="g")
        self.restore = Button("Arrange again", alt="g")
        self.reopen = Button("Open again", alt="O")
        self.changed = Button("What changed here", alt="W")
        said = down(self.words, self.more, gap=0)
        tools = (
            self.run,
            self.minutes,
            self.agenda,
            self.print_agenda,
            self.changed,
            self.reopen,
            self.change,
            self.cancel,
        )
        self.clashes = ClashBand()
        # Beside one another where there is room, the words above the buttons where there is not.
        self._row = across(holder(said), holder(across(*tools, self.restore, SPRING)))
        self._row.setStretch(0, 1)
        self.body.addLayout(self._row)
        self.body.addWidget(self.clashes)
        self.body.setContentsMargins(16, 10, 12, 10)
        # With every button it would widen the window before it is known which of them apply.
        self.hide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the words a line of their own where the buttons need the width."""
        super().resizeEvent(event)
        narrow = event.size().width() < theme.grown(_NARROW)
        way = QBoxLayout.Direction
        self._row.setDirection(way.TopToBottom if narrow else way.LeftToRight)

    def show_row(self, row: MeetingRow | None, key_opens: str | None) -> None:
        """Offer what can be done with a meeting; nothing without one. ``key_opens`` is the one that F5 opens."""
        self.setVisible(row is not None)
        if row is None:
            return
        facts, status = row.facts, row.facts.status
        self.words.setText(f"{facts.group_short}, {spoken(facts.date, row.today)}")
        self.more.setText(f"{facts.place_in_year} · {hours(row)}")
        live = status in {Status.ARRANGED, Status.RUNNING}
        self.run.setText("Return to meeting" if status is Status.RUNNING else "Start meeting")
        self.run.setVisible(live)
        show_key(self.run, "F5" if facts.id == key_opens else None)
        self.minutes.setVisible(status is Status.HELD)
        self.agenda.setVisible(status not in GONE)
        self.print_agenda.setVisible(status not in GONE)
        self.reopen.setVisible(status is Status.HELD and facts.minutes_state is not MinutesState.AGREED)
        self.change.setVisible(status is Status.ARRANGED)
        self.cancel.setVisible(status is Status.ARRANGED)
        self.restore.setVisible(status is Status.CANCELLED)
        self.changed.setVisible(status in {Status.HELD, Status.RUNNING})
        self.clashes.clear()

    def look_over(self, house: House, row: MeetingRow | None) -> None:
        """Say what a meeting to come clashes with, or would if it were arranged again."""
        coming = row is not None and row.facts.date >= row.today
        open_yet = row is not None and row.facts.status in {Status.ARRANGED, Status.CANCELLED}
        self.clashes.look_at(house, row.facts if row is not None and coming and open_yet else None)
