"""Moved and cancelled meetings, extra sessions and learning reviews: what is kept, and that nothing counts twice."""

from __future__ import annotations

from datetime import date, time
from typing import TYPE_CHECKING

import pytest

from nscp_desktop.rules.meetings import MeetingKind, Mode, Status
from nscp_desktop.services import (
    attendance,
    attendance_rounds,
    attendance_year,
    meetings,
    papers,
    rounds,
    today,
)
from nscp_desktop.services.agenda import agenda
from tests.papers.said import lines
from tests.services.winter import at

if TYPE_CHECKING:
    from nscp_desktop.papers.blocks import Paper
    from tests.services.winter import Winter

MOVED = date(2027, 3, 18)


@pytest.fixture
def met(held_winter: Winter) -> Winter:
    return held_winter


def move(met: Winter, reason: str = "Snow") -> str:
    return meetings.rearrange_meeting(
        met.store, met.march, MOVED, time(10), time(12), Mode.ROOM, "Market Barn", reason
    )


def said(paper: Paper) -> str:
    """The words of a paper."""
    return " ".join(lines(paper.blocks))


def counted(met: Winter) -> dict[str, str]:
    view = attendance_year.year_of_group(met.store, met.group_id, 2026)
    return {one.caption: one.figure for one in view.figures}


def march_round(met: Winter) -> str:
    return meetings.facts(met.store, met.march).round_id


def hold(met: Winter, meeting_id: str, *names: str) -> None:
    meetings.open_meeting(met.store, meeting_id)
    for name in names:
        attendance.mark_present(met.store, meeting_id, met.person(name))
    meetings.close_meeting(met.store, meeting_id)


def test_apologies_of_the_old_day_do_not_carry_over(met: Winter) -> None:
    attendance.mark_apologies(met.store, met.march, met.person("Joe"))
    new = move(met)
    old = meetings.facts(met.store, met.march)
    assert (old.status, old.moved_to_id, old.reason) == (Status.REARRANGED, new, "Snow")
    assert {one.name: one.state for one in attendance.register(met.store, met.march).entries if one.state}
    assert not [one for one in attendance.register(met.store, new).entries if one.state]
    assert agenda(met.store, new).total == agenda(met.store, met.march).total


def test_moved_meeting_counts_once_in_every_figure(met: Winter) -> None:
    before, in_rounds = counted(met), rounds.rounds(met.store, 2026)
    attendance.mark_apologies(met.store, met.march, met.person("Joe"))
    new = move(met)
    assert counted(met) == before
    met.clock.set(at(MOVED, 10, 0))
    hold(met, new, "Joe", "Claire")
    view = attendance_year.year_of_group(met.store, met.group_id, 2026)
    assert [one.heading for one in view.columns] == ["12 Nov", "14 Jan", "18 Mar"]
    assert view.columns[-1].here == 2
    assert counted(met)["Average at a meeting"] == "6.7"  # 9, 9 and 2 heads in three meetings
    assert "11 March 2027, moved to 18 March 2027: Snow" in " ".join(one.definition for one in view.figures)
    assert rounds.rounds(met.store, 2026) == in_rounds
    held = [one for one in meetings.list_meetings(met.store, met.group_id) if one.status is Status.HELD]
    assert len({one.id for one in held}) == len(held) == 3
    shown = attendance_rounds.last_rounds(met.store, met.group_id)
    assert shown.of_group[-1] == 2


def test_what_is_not_counted_is_printed_with_its_reason(met: Winter) -> None:
    move(met)
    extra = meetings.arrange_meeting(
        met.store,
        met.group_id,
        march_round(met),
        date(2027, 3, 25),
        time(10),
        time(11),
        kind=MeetingKind.EXTRA,
    )
    meetings.cancel_meeting(met.store, extra, "too few could come.")
    printed = said(papers.attendance_of_year(met.store, met.group_id, 2026))
    assert "Not counted in any figure: 11 March 2027, moved to 18 March 2027: Snow" in printed


def test_cancelled_meeting_says_why_in_print_and_in_the_list(met: Winter) -> None:
    meetings.cancel_meeting(met.store, met.march, "too few could come.")
    met.clock.set(at(MOVED, 10, 0))
    printed = said(papers.attendance_of_year(met.store, met.group_id, 2026))
    assert "Not counted in any figure: 11 March 2027, cancelled: too few could come." in printed
    view = attendance_year.year_of_group(met.store, met.group_id, 2026)
    assert view.columns[-1].standing == "cancelled: too few could come."
    assert view.columns[-1].here is None


@pytest.mark.parametrize("kind", [MeetingKind.EXTRA, MeetingKind.REVIEW])
def test_extra_sessions_and_learning_reviews_enter_no_figure(met: Winter, kind: MeetingKind) -> None:
    before = counted(met)
    other = meetings.arrange_meeting(
        met.store, met.group_id, march_round(met), date(2027, 1, 15), time(10), time(11), kind=kind
    )
    met.clock.set(at(date(2027, 1, 15), 10, 0))
    hold(met, other, "Joe")
    assert counted(met) == before
    view = attendance_year.year_of_group(met.store, met.group_id, 2026)
    assert other not in {one.meeting_id for one in view.columns}
    assert f"15 January 2027, {kind.value}" in " ".join(one.definition for one in view.figures)


def test_two_meetings_of_one_day(met: Winter) -> None:
    """A second group's meeting on the day is listed and opened once the first is closed."""
    day = date(2027, 3, 11)
    second = meetings.arrange_meeting(
        met.store, met.group_id, march_round(met), day, time(14), time(15), kind=MeetingKind.EXTRA
    )
    met.clock.set(at(day, 9, 50))
    from nscp_desktop.services.meeting_facts import next_to_open

    assert next_to_open(met.store) == met.march
    hold(met, met.march, "Joe")
    assert next_to_open(met.store) == second


def test_agenda_of_a_cancelled_or_moved_meeting_says_so(met: Winter) -> None:
    meetings.cancel_meeting(met.store, met.march, "too few could come.")
    assert "This meeting is cancelled: too few could come." in said(papers.agenda(met.store, met.march))
    meetings.restore_meeting(met.store, met.march)
    new = move(met, "")
    assert "This meeting is moved to 18 March 2027." in said(papers.agenda(met.store, met.march))
    assert "This meeting is" not in said(papers.agenda(met.store, new))


def test_cancelled_meeting_says_why_on_today(met: Winter) -> None:
    meetings.cancel_meeting(met.store, met.march, "Snow")
    met.clock.set(at(date(2027, 3, 10), 9, 0))
    rows = {one.meeting_id: one for one in today.today(met.store).rounds}
    assert (rows[met.march].agenda, rows[met.march].reason) == ("cancelled", "Snow")
