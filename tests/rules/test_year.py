"""Which meetings are counted, and who was a member when (E5, E6, E8, E9, E12)."""

from dataclasses import replace
from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nscp_desktop.rules.attendance import Capacity
from nscp_desktop.rules.meetings import MeetingKind, Status
from nscp_desktop.rules.year import (
    Meeting,
    Seat,
    Year,
    capacity_recorded,
    column_date,
    counted,
    left_out,
    long_date,
    seats_of,
    year_of,
)
from tests.rules.registers import ANN, JOE, KIT, PRIYA, deputy, meeting, member, present, with_heads

DAY = date(2026, 6, 9)
HELD = with_heads(3, on=DAY)


def test_years_begin_in_april_or_when_the_partnership_says() -> None:
    year = year_of(date(2027, 3, 31))
    assert year == Year(date(2026, 4, 1))
    assert (year.end, year.label, year.short) == (date(2027, 3, 31), "April 2026 to March 2027", "2026-27")
    assert year.earlier().short == "2025-26"
    assert year_of(date(2020, 7, 1), first_month=7).label == "July 2020 to June 2021"
    calendar = year_of(date(2024, 2, 29), first_month=1)
    assert (calendar.short, calendar.end) == ("2024", date(2024, 12, 31))


@given(st.dates(date(1990, 1, 1), date(2100, 1, 1)), st.integers(1, 12))
def test_every_day_is_in_one_year(day: date, first_month: int) -> None:
    year = year_of(day, first_month)
    assert day in year
    assert day not in year.earlier()
    assert year.earlier().end.toordinal() + 1 == year.start.toordinal()


@pytest.mark.parametrize(
    ("found", "why"),
    [
        (HELD, ""),
        (replace(HELD, status=Status.ARRANGED), ""),
        (replace(HELD, status=Status.RUNNING, complete=False), ""),
        (replace(HELD, status=Status.CANCELLED), "cancelled"),
        (replace(HELD, notes_only=True), "notes only"),
        (replace(HELD, status=Status.REARRANGED), "rearranged"),
        (
            replace(HELD, status=Status.REARRANGED, moved_to=date(2026, 6, 16)),
            "moved to 16 June 2026",
        ),
        (replace(HELD, complete=False), "register not finished"),
        (replace(HELD, kind=MeetingKind.EXTRA), "extra session"),
        (replace(HELD, kind=MeetingKind.REVIEW), "learning review"),
    ],
)
def test_what_is_counted_and_what_is_named_instead(found: Meeting, why: str) -> None:
    assert found.why_left_out == why
    assert found.is_counted is (found is HELD)
    assert left_out([found]) == ((f"9 June 2026, {why}",) if why else ())
    assert counted([found]) == ((found,) if found is HELD else ())


def test_meetings_of_several_groups_are_named_with_their_group() -> None:
    cancelled = replace(HELD, status=Status.CANCELLED)
    unfinished = replace(HELD, group="Norwich", on=date(2026, 5, 6), complete=False)
    assert left_out([cancelled, unfinished]) == (
        "Norwich 6 May 2026, register not finished",
        "South 9 June 2026, cancelled",
    )


def test_minimum_minutes_are_off_until_a_meeting_asks_for_them_e5() -> None:
    late = replace(present(ANN), arrived=time(11, 45))
    early = replace(present(JOE), left=time(10, 20))
    found = Meeting("m", "South", DAY, register=(late, early, present(KIT)), starts=time(10), ends=time(12))
    assert len(found.heads()) == 3
    assert [e.person_id for e in replace(found, minimum_minutes=20).heads()] == ["joe", "kit"]
    assert [e.person_id for e in replace(found, minimum_minutes=15).heads()] == ["ann", "joe", "kit"]
    assert len(replace(found, minimum_minutes=60, starts=None).heads()) == 2
    assert len(replace(found, minimum_minutes=60, ends=None).heads()) == 2


def test_a_person_twice_on_a_register_is_one_head_e11() -> None:
    assert len(meeting(DAY, present(ANN), present(ANN)).heads()) == 1


def test_the_entry_of_a_person_is_the_one_that_counts() -> None:
    found = meeting(DAY, present(KIT, Capacity.OBSERVER), deputy(PRIYA), present(ANN))
    assert found.entry_of("ann") == present(ANN)
    assert found.entry_of("priya") == deputy(PRIYA)
    assert found.entry_of("kit") is None


@pytest.mark.parametrize(
    ("start", "end", "in_force"),
    [
        (None, None, True),
        (DAY, DAY, True),
        (date(2026, 6, 10), None, False),
        (None, date(2026, 6, 8), False),
    ],
)
def test_first_and_last_day_belong_to_a_membership_e6(
    start: date | None, end: date | None, *, in_force: bool
) -> None:
    assert member(ANN, start=start, end=end).in_force(DAY) is in_force
    assert Seat("s", "South", "O", "S", start, end).in_force(DAY) is in_force


def test_a_seat_lasts_from_its_first_to_its_last_member_e7() -> None:
    first = member(ANN, "health", date(2026, 4, 1), date(2026, 6, 30))
    second = member(JOE, "health", date(2026, 9, 1), date(2026, 12, 31))
    (seat,) = seats_of([second, first])
    assert (seat.start, seat.end) == (date(2026, 4, 1), date(2026, 12, 31))
    assert (seat.organisation, seat.sector, seat.group) == ("Fenmere Hospital", "Health", "South")
    (open_seat,) = seats_of([replace(first, start=None), replace(second, end=None)])
    assert (open_seat.start, open_seat.end) == (None, None)


def test_one_year_without_capacities_is_enough_e13() -> None:
    without = replace(HELD, capacity_recorded=False)
    assert capacity_recorded([HELD])
    assert not capacity_recorded([HELD, without])
    assert capacity_recorded([HELD, replace(without, status=Status.CANCELLED)])


def test_dates_in_words() -> None:
    assert long_date(date(2027, 1, 12)) == "12 January 2027"
    assert column_date(date(2026, 9, 15)) == "15 Sep"
