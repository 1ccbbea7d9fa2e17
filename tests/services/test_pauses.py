"""A meeting that is adjourned: kept at once, ended by going on, by moving on and by closing."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from nscp_desktop.errors import Refused
from nscp_desktop.services import meetings, pauses
from nscp_desktop.services.pauses import Break
from tests.services.breckland import breckland

if TYPE_CHECKING:
    from nscp_desktop.store import Store
    from tests.services.conftest import Clock


def test_a_pause_lasts_until_the_meeting_goes_on(store: Store, clock: Clock) -> None:
    met = breckland(store)
    with pytest.raises(Refused, match="not running"):
        pauses.pause(store, met.meeting_id)
    with pytest.raises(Refused, match="not running"):
        pauses.pause(store, "no meeting")
    meetings.open_meeting(store, met.meeting_id)
    pauses.go_on(store, met.meeting_id)
    assert pauses.breaks(store, met.meeting_id) == ()
    began = clock.at
    pauses.pause(store, met.meeting_id)
    clock.pass_by(5)
    pauses.pause(store, met.meeting_id)
    (lasting,) = pauses.breaks(store, met.meeting_id)
    assert (lasting.item_id, lasting.starts, lasting.ends) == (met.items[0], began, None)
    pauses.go_on(store, met.meeting_id)
    assert pauses.breaks(store, met.meeting_id)[0].ends == clock.at
    store.undo()
    assert pauses.breaks(store, met.meeting_id)[0].ends is None


def test_moving_on_and_closing_end_it(store: Store, clock: Clock) -> None:
    met = breckland(store)
    meetings.open_meeting(store, met.meeting_id)
    pauses.pause(store, met.meeting_id)
    clock.pass_by(5)
    meetings.next_item(store, met.meeting_id)
    pauses.pause(store, met.meeting_id)
    clock.set(clock.at - timedelta(hours=1))
    meetings.close_meeting(store, met.meeting_id)
    first, second = pauses.breaks(store, met.meeting_id)
    assert first.ends == first.starts + timedelta(minutes=5)
    # The laptop's clock was set back meanwhile: the pause has no length, and not one below zero.
    assert (second.item_id, second.ends) == (met.items[1], second.starts)


@pytest.mark.parametrize(
    ("starts", "ends", "minutes"), [(5, 10, 5), (5, None, 25), (-5, 10, 10), (40, 50, 0), (5, 60, 25)]
)
def test_how_much_of_it_lies_in_an_item(clock: Clock, starts: int, ends: int | None, minutes: int) -> None:
    began = clock.at
    one = Break(
        "item", began + timedelta(minutes=starts), None if ends is None else began + timedelta(minutes=ends)
    )
    assert one.within(began, began + timedelta(minutes=30)) == timedelta(minutes=minutes)


def test_a_button_pressed_by_mistake_is_not_told_nor_a_break_that_lasts(clock: Clock) -> None:
    began = clock.at
    assert not Break("item", began, None).is_told
    assert not Break("item", began, began + timedelta(seconds=59)).is_told
    assert Break("item", began, began + timedelta(minutes=1)).is_told
