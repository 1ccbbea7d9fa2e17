"""A year's dates at once: the days that are suggested, what they clash with, and issuing them as one deed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time
from typing import TYPE_CHECKING

import pytest

from nscp_desktop.errors import Refused
from nscp_desktop.records import Group, Person, Wording
from nscp_desktop.rules.meetings import Mode
from nscp_desktop.rules.year_dates import ClashKind
from nscp_desktop.services import calendars, clashes, co_chairs, meetings, rounds, year_dates
from nscp_desktop.services.agenda import agenda
from nscp_desktop.services.rounds import Plan
from tests.services.january import arrange_january, group_ids, seat_people

if TYPE_CHECKING:
    from collections.abc import Callable

    from nscp_desktop.services.year_dates import Key, YearPlan
    from nscp_desktop.store import Change, Store


def dates(plan: YearPlan, *codes: str) -> list[tuple[int, date, Plan]]:
    months = {one.number: one.month for one in plan.rounds}
    return [(number, months[number], wanted) for (_group, number), wanted in plan.wanted.items()]


def of_groups(plan: YearPlan) -> dict[Key, Plan]:
    bodies = {one.group_id for one in plan.bodies if one.wanted}
    return {key: one for key, one in plan.wanted.items() if key[0] in bodies}


def test_bank_holidays_of_england() -> None:
    days = {span.starts: span.name for span in calendars.bank_holidays(2027)}
    assert days[date(2027, 5, 31)] == "Spring Bank Holiday"
    assert days[date(2027, 12, 27)] == "Christmas Day (substitute day)"
    assert date(2027, 8, 2) not in days  # Scotland's
    assert len(days) == 10


def test_year_without_any_meeting(store: Store) -> None:
    plan = year_dates.plan_year(store, 2027)
    assert [one.words for one in plan.rounds] == [
        "May 2027", "July 2027", "September 2027", "November 2027", "January 2028", "March 2028"
    ]  # fmt: skip
    assert [one.number for one in plan.rounds] == [1, 2, 3, 4, 5, 6]
    assert [one.name for one in plan.bodies][-1] == "Chairs"
    assert [one.wanted for one in plan.bodies] == [True] * 6 + [False]
    assert (len(plan.wanted), plan.standing, plan.words) == (42, {}, "2027-28")
    first = group_ids(store)["S"]
    assert plan.wanted[first, 1].day == date(2027, 5, 11)
    assert plan.bodies[0].usual == "second Tuesday"
    assert plan.bodies[-1].usual == "second Friday"


def test_year_goes_on_as_the_groups_have_met(store: Store) -> None:
    january = arrange_january(store)
    assert year_dates.year_to_plan(store) == 2027
    plan = year_dates.plan_year(store, 2027)
    brecks = january.groups["B"]
    assert next(one.usual for one in plan.bodies if one.group_id == brecks) == "second Thursday"
    days = [plan.wanted[brecks, one.number].day for one in plan.rounds]
    assert days == [date(2027, 5, 13), date(2027, 7, 8), date(2027, 9, 9), date(2027, 11, 11),
                    date(2028, 1, 13), date(2028, 3, 9)]  # fmt: skip
    one = plan.wanted[brecks, 1]
    assert (one.starts, one.ends, one.mode, one.venue) == (
        time(10), time(12), Mode.BOTH, "Quaker Lane Hall + Teams"
    )  # fmt: skip


def test_what_is_arranged_stays(store: Store) -> None:
    january = arrange_january(store)
    meetings.cancel_meeting(store, january.meetings["W"], "Snow")
    plan = year_dates.plan_year(store, 2026)
    assert [(one.number, one.month.month, one.arranged) for one in plan.rounds] == [
        (1, 5, False), (2, 7, False), (3, 9, False), (4, 11, False), (5, 1, True), (6, 3, False)
    ]  # fmt: skip
    brecks, west = january.groups["B"], january.groups["W"]
    assert plan.standing[brecks, 5].id == january.breckland
    assert (brecks, 5) not in plan.wanted
    assert (west, 5) in plan.wanted
    assert year_dates.issue_year(store, 2026, dates(plan)) == 37
    assert len(meetings.meetings_of_round(store, january.round_id)) == 8


def test_round_of_another_month_is_kept(store: Store) -> None:
    rounds.arrange_round(store, 2027, 1, date(2027, 4, 1))
    rounds.arrange_round(store, 2027, 2, date(2027, 5, 1))
    plan = year_dates.plan_year(store, 2027)
    assert [(one.number, one.month.month) for one in plan.rounds] == [
        (1, 4), (2, 5), (3, 6), (4, 8), (5, 10), (6, 12), (7, 2)
    ]  # fmt: skip


def test_group_gets_no_date_beyond_its_time(store: Store) -> None:
    west = group_ids(store)["W"]
    with store.change("End a group") as session:
        session.get_one(Group, west).active_to = date(2027, 8, 31)
    plan = year_dates.plan_year(store, 2027)
    assert [number for group, number in plan.wanted if group == west] == [1, 2]


# -- issuing ----------------------------------------------------------------------------------------


def test_year_is_one_deed_and_one_undo(store: Store) -> None:
    heard: list[str] = []

    def hear(change: Change) -> None:
        heard.append(change.label)

    plan = year_dates.plan_year(store, 2027)
    wanted = [one for one in dates(plan) if one[2].group_id != group_ids(store)["CH"]]
    store.listen(hear)
    assert year_dates.issue_year(store, 2027, wanted) == 36
    assert heard == ["Issue the dates of 2027-28, 36 meetings"]
    held = meetings.list_meetings(store, year=2027)
    assert len(held) == 36
    assert {one.place_in_year for one in held if one.date.month == 5} == {"1st of 6"}
    assert {agenda(store, one.id).total for one in held} == {120}
    assert year_dates.plan_year(store, 2027).wanted.keys() == {
        (group_ids(store)["CH"], number) for number in range(1, 7)
    }
    store.undo()
    assert meetings.list_meetings(store) == ()
    assert rounds.rounds(store) == ()
    store.redo()
    assert len(meetings.list_meetings(store, year=2027)) == 36


def test_day_that_was_moved_before_issuing(store: Store) -> None:
    plan = year_dates.plan_year(store, 2027)
    number, month, first = dates(plan)[0]
    year_dates.issue_year(store, 2027, [(number, month, replace(first, day=date(2027, 5, 20)))])
    assert [one.date for one in meetings.list_meetings(store)] == [date(2027, 5, 20)]


def test_nothing_is_issued_when_one_is_refused(store: Store) -> None:
    plan = year_dates.plan_year(store, 2027)
    wanted = dates(plan)
    number, month, last = wanted[-1]
    wanted[-1] = (number, month, replace(last, day=date(2029, 3, 1)))
    with pytest.raises(Refused, match="far from March 2028"):
        year_dates.issue_year(store, 2027, wanted)
    assert rounds.rounds(store) == ()
    with pytest.raises(Refused, match="no date to issue"):
        year_dates.issue_year(store, 2027, [])


# -- clashes ----------------------------------------------------------------------------------------


def test_clashes_are_shown_and_refuse_nothing(store: Store) -> None:
    groups = group_ids(store)
    (tamsin,) = seat_people(store, groups["B"], "Tamsin Reedmarsh", co_chairs=1)
    plan = year_dates.plan_year(store, 2027)
    assert clashes.look_over(store, {}) == {}
    with store.change("The same person under another record, chairs South") as session:
        session.add(Person(id="twin", name="T Reedmarsh", same_as=tamsin))
    with store.change("Chair South") as session:
        from nscp_desktop.records import CoChair

        session.add(CoChair(group_id=groups["S"], person_id="twin", ends=date(2027, 12, 31)))
    brecks, south = (groups["B"], 1), (groups["S"], 1)
    day = date(2027, 5, 31)
    wanted = of_groups(plan)
    wanted[brecks] = replace(wanted[brecks], day=day, venue="Quaker Lane Hall")
    wanted[south] = replace(wanted[south], day=day, starts=time(11), ends=time(13), venue="Quaker Lane Hall")
    found = clashes.look_over(store, wanted)
    assert [clash.kind for clash in found[brecks]] == [
        ClashKind.BANK_HOLIDAY, ClashKind.SCHOOL_HOLIDAY, ClashKind.CO_CHAIR, ClashKind.ROOM
    ]  # fmt: skip
    assert found[brecks][2].sentence == (
        "Tamsin Reedmarsh also chairs South LSCG on Monday 31 May 2027, 11:00 to 13:00."
    )
    assert (groups["N"], 1) not in found
    months = {one.number: one.month for one in plan.rounds}
    assert (
        year_dates.issue_year(store, 2027, [(key[1], months[key[1]], one) for key, one in wanted.items()])
        == 36
    )
    co_chairs.end_co_chair(store, groups["B"], tamsin, date(2026, 12, 31))


def test_meetings_that_are_there_clash_too_and_moved_ones_do_not(store: Store) -> None:
    january = arrange_january(store)
    seat_people(store, january.groups["B"], "Tamsin Reedmarsh", co_chairs=1)
    norwich = january.groups["N"]
    wanted = {
        (norwich, 6): Plan(norwich, date(2027, 1, 14), time(10), time(12), Mode.ROOM, "Quaker Lane Hall")
    }
    assert [one.kind for one in clashes.look_over(store, wanted)[norwich, 6]] == [
        ClashKind.ROOM, ClashKind.NOTICE
    ]  # fmt: skip
    online = {(norwich, 6): replace(wanted[norwich, 6], mode=Mode.ONLINE)}
    assert [one.kind for one in clashes.look_over(store, online)[norwich, 6]] == [ClashKind.NOTICE]
    meetings.rearrange_meeting(
        store, january.breckland, date(2027, 1, 28), time(10), time(12), Mode.ROOM, "Quaker Lane Hall"
    )
    assert [one.kind for one in clashes.look_over(store, wanted)[norwich, 6]] == [ClashKind.NOTICE]


# -- school holidays --------------------------------------------------------------------------------


def test_school_holidays_come_with_the_partnership_and_are_edited(store: Store) -> None:
    assert len(calendars.school_holidays(store)) == 12
    kept = calendars.keep_school_holidays(store, "Half term: 26 Oct 2026 to 30 Oct 2026\n")
    assert (
        [one.name for one in kept] == ["Half term"] == [one.name for one in calendars.school_holidays(store)]
    )
    assert calendars.keep_school_holidays(store, "Half term: 26 Oct 2026 to 30 Oct 2026") == kept
    with pytest.raises(Refused, match="cannot be read"):
        calendars.keep_school_holidays(store, "Half term: soon")
    assert calendars.school_holidays(store) == kept
    store.undo()
    assert len(calendars.school_holidays(store)) == 12


def test_school_holidays_where_none_came(open_store: Callable[[str], Store]) -> None:
    store = open_store("nottinghamshire")
    assert calendars.school_holidays(store) == ()
    kept = calendars.keep_school_holidays(store, "Half term: 26 Oct 2026 to 30 Oct 2026")
    assert calendars.school_holidays(store) == kept
    store.undo()
    assert calendars.school_holidays(store) == ()
    assert calendars.keep_school_holidays(store, "Half term: 19 Oct 2026") != kept
    with store.read() as session:
        assert session.get_one(Wording, _id(store)).removed is False


def _id(store: Store) -> str:
    from nscp_desktop.records import meeting_point

    return meeting_point("wording", "nottinghamshire", calendars.SCHOOL_HOLIDAYS)
