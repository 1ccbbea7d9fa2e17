"""The breakout rooms on the run screen: opened by a key, left by one, and nothing typed in them is lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from nscp_desktop.records import AgendaItem
from nscp_desktop.ui.run.breakouts import BreakoutCards
from nscp_desktop.ui.run.duties import Rooms

if TYPE_CHECKING:
    from tests.ui.run.conftest import Hands


@pytest.fixture
def rooms(hands: Hands) -> BreakoutCards:
    """The meeting at its breakout item, six people here."""
    hands.mark("joe", "tomasz", "claire", "orla", "marcus", "hannah")
    for _ in range(5):
        hands.ctrl(Qt.Key.Key_PageDown)
    view = hands.screen.breakouts
    assert isinstance(view, BreakoutCards)
    return view


def test_f6_opens_the_rooms_and_goes_back(hands: Hands, rooms: BreakoutCards) -> None:
    hands.press(Qt.Key.Key_F6)
    assert rooms.isVisible()
    assert hands.screen.top.from_rooms.isVisible()
    assert not hands.screen.order.isVisible() and not hands.screen.register.isVisible()
    rooms.open_rooms.click()
    assert rooms.cards
    hands.press(Qt.Key.Key_F6)
    assert hands.screen.item.isVisible()
    assert hands.screen.item.notes.hasFocus()
    assert hands.screen.order.isVisible() and not hands.screen.top.from_rooms.isVisible()
    duty = next(card for card in hands.screen.item.duty if isinstance(card, Rooms))
    assert duty.words.text() == "People who are here are spread over rooms; no questions yet on every card."
    duty.open.click()
    assert rooms.isVisible()
    hands.press(Qt.Key.Key_Escape)
    assert hands.screen.item.isVisible()


def test_next_moves_on_from_the_rooms_with_one_key(hands: Hands, rooms: BreakoutCards) -> None:
    hands.press(Qt.Key.Key_F6)
    hands.ctrl(Qt.Key.Key_PageDown)
    assert hands.screen.item.isVisible()
    assert hands.screen.item.title.text() == "7  Youth Advisory Board link"
    hands.press(Qt.Key.Key_F6)
    assert rooms.isVisible()
    hands.ctrl(Qt.Key.Key_PageUp)
    assert hands.screen.item.isVisible()


def test_rooms_that_cannot_be_written_hold_the_meeting_where_it_is(
    hands: Hands, rooms: BreakoutCards, monkeypatch: pytest.MonkeyPatch
) -> None:
    hands.press(Qt.Key.Key_F6)
    monkeypatch.setattr(rooms, "settle", lambda: False)
    hands.ctrl(Qt.Key.Key_PageDown)
    assert rooms.isVisible()
    hands.screen.top.end.click()
    assert rooms.isVisible()
    hands.screen._on_item_chosen(hands.met.items[0])
    assert rooms.isVisible()


def test_a_meeting_without_a_breakout_says_so(hands: Hands) -> None:
    with hands.store.change("No breakout") as session:
        session.get_one(AgendaItem, hands.met.items[5]).kind = "standing"
    assert not hands.screen.keys.rooms.isVisible()
    hands.press(Qt.Key.Key_F6)
    assert hands.window.refused == ["This meeting has no breakout item."]
