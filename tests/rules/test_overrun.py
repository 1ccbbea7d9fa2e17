"""What is offered when a meeting will not end in time (scenario 25)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nscp_desktop.rules.agenda import Duty, ItemKind
from nscp_desktop.rules.overrun import MAY_WAIT, OWED, Choice, Coming, Way, choices, least

NOON = datetime(2027, 1, 14, 12, tzinfo=UTC)

# What is still to come of the field's two-hour agenda while its speaker overruns.
AFTER_THE_SPEAKER = (
    Coming("breakout", 9, "Breakout", 30, ItemKind.BREAKOUT, Duty.BREAKOUT),
    Coming("feedback", 10, "Feedback", 12, ItemKind.FEEDBACK, Duty.FEEDBACK),
    Coming("commitments", 11, "What will we do?", 6, ItemKind.DECISION, Duty.COMMITMENTS),
    Coming("updates", 12, "Updates from the NSCP", 4, ItemKind.INFORMATION),
    Coming("workplan", 13, "Workplan check", 4, ItemKind.STANDING, Duty.WORKPLAN),
    Coming("other", 14, "Any other business", 2, ItemKind.FORMAL, Duty.OTHER_BUSINESS),
    Coming("close", 15, "Close", 2, ItemKind.FORMAL, Duty.CLOSE),
)


def offered(*coming: Coming, over: int) -> dict[Way, Choice]:
    return {one.way: one for one in choices(coming, NOON + timedelta(minutes=over), over)}


def test_nine_minutes_over_has_three_ways_with_their_costs() -> None:
    shorten, park, later = choices(AFTER_THE_SPEAKER, NOON + timedelta(minutes=9), 9)
    assert (shorten.words, shorten.cost) == (
        "Shorten 10 Feedback from 12 to 8 min",
        "saves 4 min, ends about 12:05",
    )
    assert (park.words, park.cost) == (
        "Park 13 Workplan check to the next round",
        "saves 4 min, ends about 12:05",
    )
    assert (later.words, later.cost) == ("Finish at 12:09", "9 min late, nothing is left out")


def test_three_minutes_over_are_made_up_for_in_full() -> None:
    found = offered(*AFTER_THE_SPEAKER, over=3)
    assert (found[Way.SHORTEN].minutes, found[Way.SHORTEN].cost) == (9, "saves 3 min, ends on time")
    assert (found[Way.PARK].item_id, found[Way.PARK].late) == ("workplan", 0)


@pytest.mark.parametrize("over", [0, -5])
def test_a_meeting_in_time_is_asked_nothing(over: int) -> None:
    assert choices(AFTER_THE_SPEAKER, NOON, over) == ()


def test_where_nothing_gives_way_only_finishing_later_is_left() -> None:
    (only,) = choices(AFTER_THE_SPEAKER[-2:], NOON, 5)
    assert only.way is Way.LATER


def test_a_breakout_is_shortened_only_where_nothing_else_can_be() -> None:
    breakout = AFTER_THE_SPEAKER[0]
    found = offered(breakout, Coming("short", 10, "Feedback", 2, ItemKind.FEEDBACK), over=6)
    assert (found[Way.SHORTEN].item_id, found[Way.SHORTEN].minutes) == ("breakout", 24)


def test_the_discussion_that_gains_most_is_shortened_where_the_next_one_hardly_helps() -> None:
    minutes = Coming("minutes", 2, "Minutes of the last meeting", 3, ItemKind.DECISION, Duty.MINUTES)
    found = offered(minutes, *AFTER_THE_SPEAKER, over=9)
    assert found[Way.SHORTEN].words == "Shorten 10 Feedback from 12 to 8 min"
    assert offered(minutes, *AFTER_THE_SPEAKER, over=1)[Way.SHORTEN].words.endswith("from 3 to 2 min")
    assert Way.SHORTEN not in offered(minutes, over=9), "one minute of nine is not worth it"


def test_what_is_parked_is_the_shortest_that_is_enough() -> None:
    waiting = [
        Coming(f"{minutes}", place, "For information", minutes, ItemKind.INFORMATION)
        for place, minutes in enumerate((4, 10, 15, 10))
    ]
    assert offered(*waiting, over=8)[Way.PARK].number == 3
    assert offered(*waiting, over=12)[Way.PARK].item_id == "15"
    assert offered(*waiting, over=40)[Way.PARK].item_id == "15"


def test_what_young_people_are_owed_is_not_parked() -> None:
    board = Coming("board", 7, "Youth board link", 10, ItemKind.STANDING, Duty.YOUTH_BOARD)
    assert Way.PARK not in offered(board, over=5)


@pytest.mark.parametrize(("minutes", "left"), [(12, 8), (25, 17), (30, 20), (3, 2), (2, 2), (1, 1), (0, 0)])
def test_two_thirds_of_a_discussion_stay(minutes: int, left: int) -> None:
    assert least(minutes) == left


ITEMS = st.builds(
    Coming,
    item_id=st.uuids().map(str),
    number=st.integers(1, 60),
    title=st.text(min_size=1, max_size=20),
    minutes=st.integers(0, 120),
    kind=st.sampled_from(ItemKind),
    duty=st.sampled_from(Duty),
)


@given(st.lists(ITEMS, max_size=60), st.integers(1, 600))
def test_no_learning_item_is_ever_offered_for_parking(coming: list[Coming], over: int) -> None:
    known = {one.item_id: one for one in coming}
    found = choices(coming, NOON + timedelta(minutes=over), over)
    assert 1 <= len(found) <= 3
    assert found[-1].way is Way.LATER
    for one in found[:-1]:
        item = known[one.item_id]
        assert one.saves > 0
        assert one.ends == NOON + timedelta(minutes=over - one.saves)
        assert one.late == max(0, over - one.saves)
        if one.way is Way.PARK:
            assert item.kind in MAY_WAIT
            assert item.duty not in OWED
        else:
            assert least(item.minutes) <= one.minutes < item.minutes
