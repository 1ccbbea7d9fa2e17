"""How far behind a meeting is, and when it will end."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nscp_desktop.rules.pace import Ran, pace

LONDON = ZoneInfo("Europe/London")
BEGINS = datetime(2027, 1, 14, 10, 0, tzinfo=LONDON)


def _at(hour: int, minute: int, second: int = 0) -> datetime:
    return BEGINS.replace(hour=hour, minute=minute, second=second)


# Five items done late, the fifth running since 10.30 of twenty minutes, six to come.
DRAWN = (
    Ran("1", 5, _at(10, 0), _at(10, 5)),
    Ran("2", 5, _at(10, 5), _at(10, 9)),
    Ran("3", 5, _at(10, 9), _at(10, 12)),
    Ran("4", 10, _at(10, 12), _at(10, 30)),
    Ran("5", 20, _at(10, 30)),
    *(
        Ran(str(number), minutes)
        for number, minutes in zip(range(6, 12), (35, 10, 10, 10, 5, 5), strict=True)
    ),
)


def test_as_drawn() -> None:
    found = pace(BEGINS, DRAWN, _at(10, 48), _at(12, 0))
    assert found.words == "5 min behind, ends about 12:05"
    assert (found.behind, found.overrun, found.current) == (5, 5, "5")
    assert (found.elapsed, found.remaining, found.over, found.fraction) == (18, 2, 0, 0.9)
    assert not found.finished


def test_an_item_over_its_time_pushes_the_end() -> None:
    found = pace(BEGINS, DRAWN, _at(10, 59), _at(12, 15))
    assert found.words == "14 min behind, ends about 12:14"
    assert (found.elapsed, found.remaining, found.over, found.fraction, found.overrun) == (29, 0, 9, 1.0, 0)


def test_before_the_first_item() -> None:
    items = (Ran("1", 5), Ran("2", 5))
    assert pace(BEGINS, items, _at(9, 50)).words == "on time, ends about 10:10"
    assert pace(BEGINS, items, _at(10, 2)).words == "2 min behind, ends about 10:12"
    assert pace(BEGINS, items, _at(9, 50)).current is None


@pytest.mark.parametrize(
    ("now", "said"),
    [
        (_at(11, 59), "119 min behind, ends about 12:09"),
        (_at(12, 0), "2 h behind, ends about 12:10"),
        (_at(23, 53), "13 h 53 min behind, ends about 00:03"),
    ],
)
def test_hours_are_said_as_hours(now: datetime, said: str) -> None:
    assert pace(BEGINS, (Ran("1", 5), Ran("2", 5)), now).words == said


def test_started_early_is_ahead() -> None:
    items = (Ran("1", 5, _at(9, 57)), Ran("2", 5))
    found = pace(BEGINS, items, _at(9, 58))
    assert found.words == "3 min ahead, ends about 10:07"
    assert found.behind == -3


def test_between_two_items() -> None:
    items = (Ran("1", 5, _at(10, 0), _at(10, 4)), Ran("2", 5))
    found = pace(BEGINS, items, _at(10, 6))
    assert found.words == "1 min behind, ends about 10:11"
    assert (found.current, found.elapsed, found.fraction) == (None, 0, 0.0)


def test_after_the_last_item_it_no_longer_moves() -> None:
    items = (Ran("1", 5, _at(10, 0), _at(10, 5)), Ran("2", 5, _at(10, 5), _at(10, 12)))
    found = pace(BEGINS, items, _at(11, 30))
    assert found.finished
    assert found.words == "2 min behind, ended 10:12"


def test_an_item_of_no_minutes_still_to_come_is_still_to_come() -> None:
    found = pace(BEGINS, (Ran("1", 5, _at(10, 0), _at(10, 5)), Ran("2", 0)), _at(10, 5))
    assert not found.finished
    running = pace(BEGINS, (Ran("2", 0, _at(10, 0)),), _at(10, 1))
    assert (running.fraction, running.over) == (1.0, 1)


def test_parked_and_passed_items_are_not_waited_for() -> None:
    items = (
        Ran("1", 5, _at(10, 0), _at(10, 5)),
        Ran("2", 30),
        Ran("3", 5, _at(10, 5)),
        Ran("4", 20, parked=True),
    )
    found = pace(BEGINS, items, _at(10, 5))
    assert found.forecast_end == _at(10, 10)
    assert found.behind == -30


def test_without_items_the_meeting_ends_where_it_begins() -> None:
    assert pace(BEGINS, (), _at(9, 0)).words == "on time, ends about 10:00"


def test_half_a_minute_counts_as_one() -> None:
    items = (Ran("1", 5, _at(10, 0, 30)),)
    assert pace(BEGINS, items, _at(10, 1)).words == "1 min behind, ends about 10:06"
    items = (Ran("1", 5, _at(10, 0, 29)),)
    assert pace(BEGINS, items, _at(10, 1)).words == "on time, ends about 10:05"


def test_a_clock_set_back_does_not_make_time_run_backwards() -> None:
    found = pace(BEGINS, (Ran("1", 5, _at(10, 0)),), _at(9, 58))
    assert (found.elapsed, found.remaining) == (0, 5)


def test_lengths_are_true_when_the_clocks_change() -> None:
    begins = datetime(2027, 3, 28, 0, 30, tzinfo=LONDON)
    now = datetime(2027, 3, 28, 2, 30, tzinfo=LONDON)  # one hour later: the clocks went forward at 1
    found = pace(begins, (Ran("1", 60, begins),), now)
    assert (found.elapsed, found.words) == (60, "on time, ends about 02:30")


def test_the_forecast_is_in_the_zone_of_now() -> None:
    items = (Ran("1", 5, _at(10, 0).astimezone(UTC)),)
    summer = BEGINS.replace(month=7)
    found = pace(summer, (Ran("1", 5),), summer)
    assert found.forecast_end.tzinfo is LONDON
    assert found.words.endswith("10:05")
    assert pace(BEGINS, items, _at(10, 1)).words == "on time, ends about 10:05"


@pytest.mark.parametrize(
    ("begins", "ran", "now"),
    [
        (BEGINS.replace(tzinfo=None), Ran("1", 5), BEGINS),
        (BEGINS, Ran("1", 5, BEGINS.replace(tzinfo=None)), BEGINS),
        (BEGINS, Ran("1", 5), BEGINS.replace(tzinfo=None)),
    ],
)
def test_instants_without_a_zone_are_an_error(begins: datetime, ran: Ran, now: datetime) -> None:
    with pytest.raises(ValueError, match="aware"):
        pace(begins, (ran,), now)


@given(
    st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), min_size=1, max_size=12),
    st.integers(0, 12),
    st.integers(0, 90),
)
def test_the_end_is_never_before_now_and_behind_agrees_with_it(
    items: list[tuple[int, int]], done: int, running: int
) -> None:
    at, rows = BEGINS.astimezone(UTC), []
    for place, (planned, took) in enumerate(items):
        started = at if place <= done else None
        ended = at + timedelta(minutes=took) if place < done else None
        rows.append(Ran(str(place), planned, started, ended))
        at = ended or at
    now = at + timedelta(minutes=running)
    found = pace(BEGINS, rows, now)
    planned_end = BEGINS.astimezone(UTC) + timedelta(minutes=sum(planned for planned, _ in items))
    assert found.forecast_end == planned_end + timedelta(minutes=found.behind)
    assert found.finished or found.forecast_end >= now
    assert 0.0 <= found.fraction <= 1.0


def test_a_pause_stops_the_clock_of_its_item_and_puts_off_the_end() -> None:
    begins = datetime(2027, 1, 14, 10, tzinfo=UTC)
    items = [
        Ran("a", 20, begins, paused=timedelta(minutes=10)),
        Ran("b", 10),
    ]
    stands = pace(begins, items, begins + timedelta(minutes=15))
    assert (stands.elapsed, stands.remaining, stands.behind) == (5, 15, 10)
    assert stands.forecast_end == begins + timedelta(minutes=40)


def test_what_ends_late_is_neither_ahead_nor_on_time() -> None:
    """The agenda was planned five minutes longer than the meeting is booked for."""
    items = (Ran("1", 5, _at(9, 56)), Ran("2", 60))
    found = pace(BEGINS, items, _at(9, 57), _at(11, 0))
    assert (found.words, found.overrun) == ("1 min behind, ends about 11:01", 1)
    found = pace(BEGINS, items, _at(9, 57), _at(11, 1))
    assert (found.words, found.overrun) == ("4 min ahead, ends about 11:01", 0)
