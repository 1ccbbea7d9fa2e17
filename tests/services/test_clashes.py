"""A single date looked over by the same rule as a year's: a new meeting, one that is moved, one put in again."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time
from typing import TYPE_CHECKING

import pytest

from nscp_desktop.records import CoChair
from nscp_desktop.rules.meetings import MeetingKind, Mode
from nscp_desktop.rules.year_dates import ClashKind, in_words
from nscp_desktop.services import clashes, meetings
from nscp_desktop.services.rounds import Plan
from tests.services.january import arrange_january, seat_people

if TYPE_CHECKING:
    from nscp_desktop.store import Store
    from tests.services.january import January


@pytest.fixture
def january(store: Store) -> January:
    return arrange_january(store)


def plan_for(january: January, code: str, day: date, **other: object) -> Plan:
    plan = Plan(january.groups[code], day, time(10), time(12), Mode.ROOM, "Market Barn")
    return replace(plan, **other)  # type: ignore[arg-type]


def kinds(store: Store, plan: Plan, before: str = "") -> list[ClashKind]:
    known = meetings.facts(store, before) if before else None
    return [one.kind for one in clashes.of_plan(store, plan, known)]


def test_new_meeting_is_looked_over_by_the_rule_of_the_year(store: Store, january: January) -> None:
    plan = plan_for(january, "B", date(2027, 5, 31))
    key = (plan.group_id, 1)
    assert clashes.of_plan(store, plan) == clashes.look_over(store, {key: plan})[key]
    assert kinds(store, plan) == [ClashKind.BANK_HOLIDAY, ClashKind.SCHOOL_HOLIDAY]
    assert kinds(store, plan_for(january, "B", date(2027, 5, 13))) == []


def test_extra_session_in_the_hours_of_another_group_with_the_same_co_chair(
    store: Store, january: January
) -> None:
    (tamsin,) = seat_people(store, january.groups["B"], "Tamsin Reedmarsh", co_chairs=1)
    with store.change("Chair West") as session:
        session.add(CoChair(group_id=january.groups["W"], person_id=tamsin))
    wanted = plan_for(january, "B", date(2027, 1, 18), kind=MeetingKind.EXTRA, starts=time(11))
    assert in_words(clashes.of_plan(store, wanted)).startswith(
        "Tamsin Reedmarsh also chairs West LSCG on Monday 18 January 2027, 10:00 to 12:00."
    )


def test_meeting_does_not_clash_with_itself(store: Store, january: January) -> None:
    here = meetings.facts(store, january.breckland)
    assert clashes.of_meeting(store, here) == ()
    longer = plan_for(january, "B", here.date, ends=time(13))
    assert kinds(store, longer) == [ClashKind.GROUP, ClashKind.NOTICE]
    assert kinds(store, longer, january.breckland) == []


def test_moved_meeting_gives_notice_anew(store: Store, january: January) -> None:
    on_a_saturday = plan_for(january, "B", date(2027, 1, 16))
    assert kinds(store, on_a_saturday, january.breckland) == [ClashKind.WEEKEND, ClashKind.NOTICE]


def test_meeting_put_in_again_is_looked_over_with_its_notice(store: Store, january: January) -> None:
    norwich = meetings.arrange_meeting(
        store, january.groups["N"], january.round_id, date(2027, 1, 18), time(14), time(16), Mode.ROOM,
        "Quaker Lane Hall", MeetingKind.EXTRA,
    )  # fmt: skip
    meetings.cancel_meeting(store, january.meetings["W"], "Snow")
    meetings.edit_meeting(store, norwich, starts=time(11), ends=time(13))
    said = clashes.of_meeting(store, meetings.facts(store, january.meetings["W"]))
    assert [one.kind for one in said] == [ClashKind.ROOM, ClashKind.NOTICE]
    meetings.restore_meeting(store, january.meetings["W"])
    again = clashes.of_meeting(store, meetings.facts(store, january.meetings["W"]))
    assert [one.kind for one in again] == [ClashKind.ROOM]
    every = meetings.list_meetings(store)
    assert clashes.clashing(store, every) == {january.meetings["W"], norwich}
    assert clashes.clashing(store, ()) == frozenset()
