"""The invented meeting of a practice: a group of twelve, what it promised last time, and ten minutes from now on.

Everybody and everything in it is invented; whatever bears its names says PRACTICE.
"""

from __future__ import annotations

import tomllib
from dataclasses import replace
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from nscp_desktop import assets
from nscp_desktop.rules.agenda import ItemKind
from nscp_desktop.rules.attendance import How
from nscp_desktop.rules.capture import parse
from nscp_desktop.rules.meetings import Mode, months_later, nth_weekday
from nscp_desktop.sample.clock import SampleClock
from nscp_desktop.sample.people import Row, pasted
from nscp_desktop.services import (
    actions,
    agenda,
    attendance,
    capture,
    meetings,
    members_paste,
    minutes,
    notes,
    officers,
    partnership,
    people,
    practice,
    rounds,
    shared_agenda,
    speakers,
)
from nscp_desktop.services.partnership_file import PRACTICE

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from nscp_desktop.papers.blocks import Paper
    from nscp_desktop.services.meetings import MeetingFacts
    from nscp_desktop.store import Store

MINUTES = 10
_LAST_START = time(23, 45)
"""A meeting ends on the day on which it began."""


def fill(store: Store, draw: Callable[[Paper, datetime], bytes]) -> None:
    """Fill an empty store with the practice: its meeting begins now; who practises is signed in."""
    words = tomllib.loads(assets.text("practice", "meeting.toml"))
    begun = store.now()
    partnership.set_up(store, PRACTICE)
    group_id = partnership.groups(store)[0].group_id
    today = begun.date()
    last_day = nth_weekday(months_later(today, -2), 3, 2)
    clock = SampleClock(ZoneInfo(partnership.partnership(store).time_zone), last_day - timedelta(days=60))
    now, store.now = store.now, clock
    try:
        _members(store, group_id, words["member"], last_day - timedelta(days=60))
        starts = min(begun.time().replace(second=0, microsecond=0), _LAST_START)
        last = _arrange(store, group_id, last_day, time(10), time(10, 20), words["last"]["venue"])
        _arrange(store, group_id, nth_weekday(months_later(today, 2), 3, 2), time(10), time(12), "")
        ends = (datetime.combine(today, starts) + timedelta(minutes=MINUTES)).time()
        this = _arrange(store, group_id, today, starts, ends, words["now"]["venue"], words["now"]["title"])
        clock.at(last_day, 10)
        _hold(store, clock, last, words["last"], today)
        clock.at(last_day + timedelta(days=5), 15)
        minutes.issue(store, last.id, draw)
        clock.at(last_day + timedelta(days=6), 9)
        _prepare(store, this, words)
    finally:
        store.now = now
    practice.begin(store, this.id)
    officers.sign_in(store, officers.add_officer(store, words["officer"]["name"], words["officer"]["role"]))
    store.forget_sitting()


def _members(store: Store, group_id: str, members: list[dict[str, Any]], began: date) -> None:
    rows = [Row(**one) for one in members]
    members_paste.take_in(store, members_paste.preview(store, group_id, pasted(rows), began))


def _arrange(
    store: Store, group_id: str, day: date, starts: time, ends: time, venue: str, title: str = ""
) -> MeetingFacts:
    """Arrange a round of one meeting, as the month comes in the year."""
    month = day.replace(day=1)
    plan = rounds.Plan(group_id, day, starts, ends, Mode.BOTH, venue)
    round_id = rounds.arrange_round_with_meetings(
        store, rounds.reporting_year(store, month), _number(month), month, [plan], title=title
    )
    return meetings.meetings_of_round(store, round_id)[0]


def _number(month: date) -> int:
    """The number of a month's round in a year of six from April."""
    return (month.month - 4) % 12 // 2 + 1


def _hold(store: Store, clock: SampleClock, meeting: MeetingFacts, said: dict[str, Any], today: date) -> None:
    """Hold the last meeting: everybody came, and something was promised."""
    with store.read() as session:
        members = people.members_on(session, meeting.group_id, meeting.date)
    for member in members:
        attendance.mark_present(store, meeting.id, member.person_id)
    meetings.open_meeting(store, meeting.id)
    meetings.stamp_confidentiality(store, meeting.id)
    for row in agenda.agenda(store, meeting.id).rows:
        if row.duty in said["notes"]:
            notes.write(store, meeting.id, row.item_id, said["notes"][row.duty])
        if row.kind is ItemKind.PRESENTATION:
            _promise(store, meeting, row.item_id, said["action"], today)
        clock.later(2)
        meetings.next_item(store, meeting.id)
    meetings.close_meeting(store, meeting.id)


def _promise(
    store: Store, meeting: MeetingFacts, item_id: str, promised: list[dict[str, Any]], today: date
) -> None:
    context = capture.context(store, meeting.id)
    for one in promised:
        line = f"action {one['owner']} to {one['text']}" if "owner" in one else f"action {one['text']}"
        understood = replace(parse(line, context), due=None, due_said=False)
        recorded = capture.record(store, meeting.id, item_id, understood)
        if one["days"]:
            actions.change_due(store, recorded.record_id, today + timedelta(days=one["days"]))


def _prepare(store: Store, meeting: MeetingFacts, words: dict[str, Any]) -> None:
    """Ready the meeting of the practice: its speaker, the theme, who sent apologies and who is there already."""
    now = words["now"]
    speakers.welcome_speaker(store, now["speaker"], now["speaks_for"])
    theme = next(one for one in partnership.themes(store) if one.code == words["last"]["theme"])
    for row in agenda.agenda(store, meeting.id).rows:
        if row.kind is ItemKind.PRESENTATION:
            shared_agenda.edit_item(store, row.item_id, lead=now["speaker"], theme_id=theme.theme_id)
    with store.read() as session:
        members = people.members_on(session, meeting.group_id, meeting.date)
    before = words["before"]
    for member in members:
        if member.name in before["apologies"]:
            attendance.mark_apologies(store, meeting.id, member.person_id)
        for how in (How.ROOM, How.ONLINE):
            if member.name in before[how]:
                attendance.mark_present(store, meeting.id, member.person_id, how)
