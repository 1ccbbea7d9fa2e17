"""Times that reflow from the lengths, and whether the agenda fits the meeting."""

from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nscp_desktop.errors import Refused
from nscp_desktop.rules.agenda import (
    DEFAULT_MINUTES,
    Duty,
    ItemKind,
    Slot,
    balance,
    check_minutes,
    ends_at,
    length,
    numbered,
    reflow,
    total_minutes,
)

# The model agenda: a meeting of two hours.
MINUTES = (5, 3, 2, 10, 5, 10, 25, 30, 12, 6, 4, 4, 2, 2)


def _slots(*minutes: int) -> tuple[Slot, ...]:
    return tuple(Slot(f"i{at}", f"Item {at}", length) for at, length in enumerate(minutes))


def test_the_model_agenda_has_the_times_of_the_model() -> None:
    timed = reflow(time(10), _slots(*MINUTES))
    times = " ".join(f"{slot.start:%H.%M}" for slot in timed)
    assert times == "10.00 10.05 10.08 10.10 10.20 10.25 10.35 11.00 11.30 11.42 11.48 11.52 11.56 11.58"
    assert timed[-1].end == time(12)
    assert [slot.slot.number for slot in timed] == list(range(1, 15))


def test_a_length_that_changes_moves_every_later_time() -> None:
    timed = reflow(time(10), _slots(5, 12, 0, 3))
    assert [slot.start for slot in timed] == [time(10), time(10, 5), time(10, 17), time(10, 17)]
    assert timed[2].end == time(10, 17)


def test_past_midnight() -> None:
    timed = reflow(time(23, 30), _slots(45, 30))
    assert (timed[0].end, timed[0].day) == (time(0, 15), 0)
    assert (timed[1].start, timed[1].day) == (time(0, 15), 1)
    assert ends_at(time(23, 30), _slots(45, 30)) == time(0, 45)
    assert length(time(23, 30), time(0, 45)) == 75
    assert length(time(10), time(10)) == 24 * 60


@pytest.mark.parametrize(
    ("minutes", "words", "over", "under"),
    [
        ((60, 69), "9 minutes over", 9, 0),
        ((60, 61), "1 minute over", 1, 0),
        ((60, 56), "4 minutes to spare", 0, 4),
        ((60, 59), "1 minute to spare", 0, 1),
        (MINUTES, "fits to the minute", 0, 0),
    ],
)
def test_over_and_under(minutes: tuple[int, ...], words: str, over: int, under: int) -> None:
    found = balance(time(10), time(12), _slots(*minutes))
    assert (found.words, found.over, found.under, found.available) == (words, over, under, 120)


@pytest.mark.parametrize("minutes", [-1, 601])
def test_impossible_lengths_are_refused(minutes: int) -> None:
    with pytest.raises(Refused, match="from 0 to 600 minutes"):
        check_minutes(minutes)


def test_possible_lengths_are_given_back() -> None:
    assert check_minutes(0) == 0
    assert check_minutes(600) == 600


def test_every_kind_has_a_length_to_begin_with() -> None:
    assert set(DEFAULT_MINUTES) == set(ItemKind)
    assert all(check_minutes(minutes) for minutes in DEFAULT_MINUTES.values())
    assert Duty("") is Duty.NONE


def test_numbers_follow_the_order() -> None:
    assert [slot.number for slot in numbered(reversed(_slots(1, 2, 3)))] == [1, 2, 3]


@given(st.times(), st.lists(st.integers(-5, 700), max_size=20))
def test_each_item_starts_where_the_one_before_ends(starts: time, minutes: list[int]) -> None:
    starts = starts.replace(second=0, microsecond=0)
    slots = _slots(*minutes)
    timed = reflow(starts, slots)
    assert [slot.start for slot in timed[1:]] == [slot.end for slot in timed[:-1]]
    assert total_minutes(slots) == sum(max(0, length) for length in minutes)
    if timed:
        assert timed[0].start == starts
        assert timed[-1].end == ends_at(starts, slots)
