"""The invented partnership, made through the services: people, two earlier rounds, and a meeting today.

Everybody and everything in it is invented. The same seed and day give the same sample.
"""

from __future__ import annotations

import tomllib
from datetime import timedelta
from random import Random
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from nscp_desktop import assets
from nscp_desktop.rules.agenda import Duty
from nscp_desktop.rules.attached_papers import Look
from nscp_desktop.rules.meetings import MinutesState
from nscp_desktop.rules.year import long_date
from nscp_desktop.sample.boards import Boards
from nscp_desktop.sample.calendar import arrange, is_main
from nscp_desktop.sample.clock import SampleClock
from nscp_desktop.sample.meetings import Sitting
from nscp_desktop.sample.people import months_before, settle
from nscp_desktop.services import attached_papers, attendance, meetings, minutes, partnership, people
from nscp_desktop.services.agenda import agenda
from nscp_desktop.services.attached_papers import Incoming

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date, datetime

    from nscp_desktop.papers.blocks import Paper
    from nscp_desktop.services.meetings import MeetingFacts
    from nscp_desktop.store import Store

SEED = 2027
APOLOGIES_TODAY = 3
"""How many apologies are in before today's meeting."""


def fill(
    store: Store,
    today: date,
    seed: int = SEED,
    draw: Callable[[Paper, datetime], bytes] | None = None,
) -> None:
    """Fill a store that is set up and empty; the main group of the sample meets on ``today`` at ten.

    While it works the store's clock stands on the days the deeds would have been done. With ``draw``, which
    makes a PDF of a paper, minutes that are still to be agreed were issued in time; without it they are late.
    """
    chance = Random(seed)
    words = tomllib.loads(assets.text("sample", "meetings.toml"))
    began = months_before(today, 30)
    clock = SampleClock(ZoneInfo(partnership.partnership(store).time_zone), began)
    now, store.now = store.now, clock
    try:
        settle(store, chance, began)
        boards = Boards(store, clock, began)
        boards.settle(today)
        sitting = Sitting(store, chance, clock, words, boards)
        for number, held in enumerate(arrange(store, words, today)):
            for meeting in held.meetings:
                if meeting.date < today:
                    boards.met_before(meeting, number)
                    boards.tell(meeting.date)
                    sitting.hold(meeting, held.words, main=is_main(store, meeting))
                elif is_main(store, meeting) and meeting.date == today:
                    boards.tell(today)
                    clock.at(today, 8, 30)
                    _apologise(store, chance, meeting)
        clock.at(today, 8, 40)
        boards.meet_next(today)
        if draw is not None:
            _issue(store, clock, today, draw)
            _attach(store, clock, today)
    finally:
        store.now = now


def _apologise(store: Store, chance: Random, meeting: MeetingFacts) -> None:
    """Note the apologies that are in before a meeting, from members whom nobody can stand in for."""
    with store.read() as session:
        members = people.members_on(session, meeting.group_id, meeting.date)
    for member in chance.sample(
        [one for one in members if not (one.co_chair or one.deputies)], APOLOGIES_TODAY
    ):
        attendance.mark_apologies(store, meeting.id, member.person_id)


def _issue(store: Store, clock: SampleClock, today: date, draw: Callable[[Paper, datetime], bytes]) -> None:
    """Issue the minutes that wait to be agreed, nine days after their meeting, where those are over."""
    for meeting in meetings.list_meetings(store):
        issued_on = meeting.date + timedelta(days=9)
        if meeting.minutes_state is MinutesState.DRAFT and issued_on < today:
            clock.at(issued_on, 15)
            minutes.issue(store, meeting.id, draw)


def _attach(store: Store, clock: SampleClock, today: date) -> None:
    """Attach the minutes of the last meeting, as they were issued, to their item on today's agenda."""
    known = meetings.list_meetings(store)
    meeting = next((one for one in known if one.date == today and is_main(store, one)), None)
    if meeting is None:
        return
    last = [one for one in known if one.group_id == meeting.group_id and one.date < today][-1]
    versions = minutes.minutes_text(store, last.id).versions
    row = next((row for row in agenda(store, meeting.id).rows if row.duty is Duty.MINUTES), None)
    if versions and row is not None:
        clock.at(today, 8, 45)
        paper = Incoming(f"Minutes of {long_date(last.date)}.pdf", minutes.as_issued(store, versions[-1]))
        attached_papers.attach(store, meeting.id, row.item_id, paper, lambda *_given: Look(pages=1))
