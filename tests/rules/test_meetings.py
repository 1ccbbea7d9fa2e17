"""Words for meetings, and the reckoning of months and weekdays."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nscp_desktop.rules.meetings import (
    Mode,
    begins,
    months_between,
    months_later,
    nth_weekday,
    ordinal,
    place,
    place_in_year,
)


@pytest.mark.parametrize(
    ("number", "words"),
    [(1, "1st"), (2, "2nd"), (3, "3rd"), (4, "4th"), (5, "5th"), (6, "6th"), (11, "11th"), (12, "12th"), (13, "13th"),
     (21, "21st"), (22, "22nd"), (23, "23rd"), (111, "111th")],
)  # fmt: skip
def test_ordinal(number: int, words: str) -> None:
    assert ordinal(number) == words


def test_place_in_year() -> None:
    assert place_in_year(5, 6) == "5th of 6"


@pytest.mark.parametrize(
    ("mode", "venue", "words"),
    [
        (Mode.ROOM, "Quaker Lane Hall", "Quaker Lane Hall"),
        (Mode.ROOM, "", "place not set"),
        (Mode.ONLINE, "", "online"),
        (Mode.BOTH, "", "in the room and online"),
        (Mode.BOTH, "Quaker Lane Hall + Teams", "Quaker Lane Hall + Teams"),
    ],
)
def test_place(mode: Mode, venue: str, words: str) -> None:
    assert place(mode, venue) == words


@given(st.dates(date(1990, 1, 1), date(2090, 1, 1)), st.integers(-60, 60))
def test_months_later_and_between_agree(day: date, months: int) -> None:
    later = months_later(day, months)
    assert later.day == 1
    assert months_between(day, later) == months


def test_nth_weekday() -> None:
    january = date(2027, 1, 1)  # a Friday
    assert nth_weekday(january, 3, 2) == date(2027, 1, 14)
    assert nth_weekday(january, 4, 1) == date(2027, 1, 1)
    assert nth_weekday(january, 4, 5) == date(2027, 1, 29)
    assert nth_weekday(date(2027, 2, 1), 0, 5) == date(2027, 2, 22)  # no fifth Monday


def test_a_meeting_begins_by_its_plan_unless_it_was_at_another_time_altogether() -> None:
    planned = datetime(2027, 1, 14, 10, 0, tzinfo=UTC)
    assert begins(planned, None) == planned
    assert begins(planned, planned + timedelta(minutes=25)) == planned
    assert begins(planned, planned - timedelta(hours=1)) == planned
    assert begins(planned, planned + timedelta(hours=11)) == planned + timedelta(hours=11)
