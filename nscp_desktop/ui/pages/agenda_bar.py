"""Above the items of an agenda: whom changes are for, the meeting's times, and how the minutes fit."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from nscp_desktop.rules.meetings import GONE, MinutesState
from nscp_desktop.ui.pages.meeting_panel import show_time, time_in
from nscp_desktop.ui.theme import Tone
from nscp_desktop.ui.widgets import SPRING, Ends, Pill, Quiet, Segments, Sentence, TimeBox, across, down

if TYPE_CHECKING:
    from datetime import time

    from nscp_desktop.services.agenda import Agenda
    from nscp_desktop.services.meetings import MeetingFacts

HERE: Final = "here"
EVERYWHERE: Final = "everywhere"


class AgendaBar(QWidget):
    """Scope, minutes and times. ``scope_chosen`` says whom changes are for, ``times_written`` both times."""

    scope_chosen = Signal()
    times_written = Signal(object, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Build the bar; :meth:`show_times` and :meth:`show_minutes` fill it."""
        super().__init__(parent)
        self._wide = True
        self._shared = True
        self.scope = Segments(
            [(HERE, "This meeting only"), (EVERYWHERE, "Every group in the round")], name="Changes are for"
        )
        self.scope_words = Quiet("Changes are for")
        self.starts, self.ends = TimeBox(name="Meeting starts"), TimeBox(name="Meeting ends")
        self.total, self.balance = Quiet(""), Pill("")
        to = Quiet("to")
        left = across(self.scope_words, self.scope, SPRING)
        self.setLayout(
            down(Ends(left, across(self.total, self.balance, 8, self.starts, to, self.ends), gap=8))
        )
        self.scope.chosen.connect(self._on_scope)
        self.starts.editingFinished.connect(self._on_times)
        self.ends.editingFinished.connect(self._on_times)

    @property
    def everywhere(self) -> bool:
        """Whether changes go to every group in the round."""
        return self.scope.chosen_key == EVERYWHERE

    def show_wide(self, wide: bool) -> None:
        """Leave words out when there is little width."""
        self._wide = wide
        self.total.setVisible(wide)
        self.scope_words.setVisible(wide and self._shared)

    def show_shared(self, shared: bool) -> None:
        """Offer a choice of scope only where something is shared; the Chairs meeting has its own agenda."""
        self._shared = shared
        self.scope.setVisible(shared)
        self.scope_words.setVisible(self._wide and shared)

    def show_times(self, starts: time, ends: time) -> None:
        """Show when the meeting is, but not in the box that is being written in."""
        for box, at in ((self.starts, starts), (self.ends, ends)):
            if not box.hasFocus():
                show_time(box, at)

    def put_back_times(self, starts: time, ends: time) -> None:
        """Show the times as they are kept, after others were refused."""
        show_time(self.starts, starts)
        show_time(self.ends, ends)

    def show_minutes(self, shown: Agenda) -> None:
        """Show how many minutes are planned, and how they fit."""
        self.total.setText(f"{shown.total} min planned")
        tone = Tone.AMBER if shown.balance.over else Tone.NEUTRAL if shown.balance.under else Tone.GREEN
        self.balance.show_pill(shown.words, tone)

    def _on_scope(self, _key: str) -> None:
        self.scope_chosen.emit()

    def _on_times(self) -> None:
        self.times_written.emit(time_in(self.starts), time_in(self.ends))


def say_scope(band: Sentence, meeting: MeetingFacts, *, everywhere: bool) -> None:
    """Say why an agenda stays as it is, or how far a change goes; nothing when it is for this meeting."""
    if meeting.status in GONE:
        band.say(
            f"This meeting was {meeting.status}{': ' if meeting.reason else '.'}{meeting.reason}",
            Tone.RED,
        )
    elif meeting.minutes_state is MinutesState.AGREED:
        band.say("The minutes of this meeting are agreed, so its agenda stays.", Tone.TEAL)
    elif everywhere:
        month = f"{meeting.round_month:%B %Y}"
        band.say(
            f"go to every group in the round of {month}, except where a group has its own way or has met.",
            Tone.AMBER,
            lead="Changes",
        )
    else:
        band.clear()
