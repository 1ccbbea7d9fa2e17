"""The band under a date that says what it clashes with; it warns and refuses nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nscp_desktop.errors import Refused
from nscp_desktop.rules.meetings import Status
from nscp_desktop.rules.year_dates import in_words
from nscp_desktop.services import clashes
from nscp_desktop.ui.widgets import Sentence

if TYPE_CHECKING:
    from collections.abc import Callable

    from nscp_desktop.rules.year_dates import Clash
    from nscp_desktop.services.meetings import MeetingFacts
    from nscp_desktop.services.rounds import Plan
    from nscp_desktop.ui.house import House


class ClashBand(Sentence):
    """What one date clashes with, a sentence each; away while there is nothing to look at."""

    def look(self, house: House, plan: Plan | None, before: MeetingFacts | None = None) -> tuple[Clash, ...]:
        """Look a date over and show what it clashes with; spoken when it is something else than before.

        ``plan`` None: there is no date to look at. ``before`` is the meeting as it stands.
        """
        said = () if plan is None else _found(lambda: clashes.of_plan(house.store, plan, before))
        words = in_words(said)
        if words != self.text:
            self.say(words)
        return said

    def look_at(self, house: House, meeting: MeetingFacts | None) -> None:
        """Show, without a word, what a meeting clashes with as it stands, or would if it were arranged again."""
        said = () if meeting is None else _found(lambda: clashes.of_meeting(house.store, meeting))
        again = meeting is not None and meeting.status is Status.CANCELLED and said
        self._show(in_words(said), self._tone, "If it is arranged again:" if again else "")


def _found(look: Callable[[], tuple[Clash, ...]]) -> tuple[Clash, ...]:
    """What was found; nothing once the window goes and takes the store with it, when boxes say they are finished."""
    try:
        return look()
    except Refused:
        return ()
