"""What the room sees of the time."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from nscp_desktop.rules.room_screen import CONFIDENTIAL, RoomScreenView, TimeLeft, shown_title, time_left

NOON = datetime(2027, 1, 14, 12, tzinfo=UTC)
VIEW = RoomScreenView("Breckland LSCG", 8, "Presentation", minutes=20, ends=NOON)


@pytest.mark.parametrize(
    ("before", "said"),
    [
        (timedelta(minutes=20), TimeLeft("20 minutes left", 0.0)),
        (timedelta(minutes=9, seconds=1), TimeLeft("10 minutes left", 0.5491666666666667)),
        (timedelta(minutes=2), TimeLeft("2 minutes left", 0.9, soon=True)),
        (timedelta(seconds=1), TimeLeft("1 minute left", 0.9991666666666666, soon=True)),
        (timedelta(0), TimeLeft("Time is up", 1.0, over=True)),
        (timedelta(seconds=-59), TimeLeft("Time is up", 1.0, over=True)),
        (timedelta(minutes=-3, seconds=-5), TimeLeft("3 min over", 1.0, over=True)),
        (timedelta(minutes=25), TimeLeft("25 minutes left", 0.0)),
    ],
)
def test_the_time_is_said_in_whole_minutes(before: timedelta, said: TimeLeft) -> None:
    found = time_left(VIEW, NOON - before)
    assert (found.words, found.soon, found.over) == (said.words, said.soon, said.over)
    assert found.share == pytest.approx(said.share)


def test_an_item_without_length_has_no_time_to_go() -> None:
    bare = RoomScreenView("Breckland LSCG", 3, "Declarations", minutes=0, ends=NOON)
    assert time_left(bare, NOON) == TimeLeft("Time is up", 1.0, over=True)


def test_while_the_meeting_is_adjourned_no_time_runs() -> None:
    assert time_left(replace(VIEW, adjourned=True), NOON) == TimeLeft("Adjourned", 0.0)


def test_nothing_is_said_while_nothing_runs() -> None:
    assert time_left(RoomScreenView("Breckland LSCG", 1, "Welcome"), NOON) == TimeLeft("", 0.0)


def test_the_title_of_a_confidential_item_stays_in_the_chairs_hand() -> None:
    assert shown_title("Review of Child R", restricted=True) == CONFIDENTIAL
    assert shown_title("Neglect", restricted=False) == "Neglect"
