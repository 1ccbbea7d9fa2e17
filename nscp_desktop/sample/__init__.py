"""The invented partnership, made through the services: people, two earlier rounds, and a meeting today.

Everybody and everything in it is invented. The same seed and day give the same sample.
"""

from __future__ import annotations

import tomllib
from random import Random
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from nscp_desktop import assets
from nscp_desktop.sample.calendar import arrange, is_main
from nscp_desktop.sample.clock import SampleClock
from nscp_desktop.sample.meetings import Sitting
from nscp_desktop.sample.people import months_before, settle
from nscp_desktop.services import attendance, partnership, people

if TYPE_CHECKING:
    from datetime import date

    from nscp_desktop.services.meetings import MeetingFacts
    from nscp_desktop.store import Store

SEED = 2027
APOLOGIES_TODAY = 3
"""How many apologies are in before today's meeting."""


def fill(store: Store, today: date, seed: int = SEED) -> None:
    """Fill a store that is set up and empty; the main group of the sample meets on ``today`` at ten.

    While it works the store's clock stands on the days the deeds would have been done.
    """
    chance = Random(seed)
    words = tomllib.loads(assets.text("sample", "meetings.toml"))
    began = months_before(today, 6)
    clock = SampleClock(ZoneInfo(partnership.partnership(store).time_zone), began)
    now, store.now = store.now, clock
    try:
        settle(store, chance, began)
        sitting = Sitting(store, chance, clock, words)
        for held in arrange(store, words, today):
            for meeting in held.meetings:
                if meeting.date < today:
                    sitting.hold(meeting, held.words, main=is_main(store, meeting))
                elif is_main(store, meeting) and meeting.date == today:
                    clock.at(today, 8, 30)
                    _apologise(store, chance, meeting)
    finally:
        store.now = now


def _apologise(store: Store, chance: Random, meeting: MeetingFacts) -> None:
    """Note the apologies that are in before a meeting."""
    with store.read() as session:
        members = people.members_on(session, meeting.group_id, meeting.date)
    for member in chance.sample([one for one in members if not one.co_chair], APOLOGIES_TODAY):
        attendance.mark_apologies(store, meeting.id, member.person_id)
