"""The running order changed while the meeting runs: an item on the spot, one parked, the meeting adjourned."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from nscp_desktop.records import AgendaItem
from nscp_desktop.services import agenda, parking
from nscp_desktop.ui.run.declared import Declared
from nscp_desktop.ui.run.screen import RunScreen
from nscp_desktop.ui.widgets import announced
from tests.ui.window import FrameWindow

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from nscp_desktop.ui.bridge import Bridge
    from nscp_desktop.ui.house import House
    from tests.ui.run.conftest import Hands


def titles(hands: Hands, meeting_id: str = "") -> list[str]:
    return [row.title for row in agenda.agenda(hands.store, meeting_id or hands.met.meeting_id).rows]


def test_an_item_is_added_on_the_spot_after_the_current_one(hands: Hands, qtbot: QtBot) -> None:
    tools = hands.screen.item.tools
    hands.type("Half a note")
    hands.alt(Qt.Key.Key_I)
    qtbot.waitUntil(tools.title.hasFocus)
    hands.enter()
    assert tools.isVisible()
    hands.enter("A visit from the bus company")
    assert titles(hands)[1] == "A visit from the bus company"
    assert not tools.isVisible()
    assert hands.screen.item.notes.hasFocus()
    assert hands.window.said[-1] == (
        "A visit from the bus company is the next item, after 1 Welcome and confidentiality."
    )
    hands.ctrl(Qt.Key.Key_PageDown)
    assert hands.screen.item.title.text() == "2  A visit from the bus company"
    hands.ctrl(Qt.Key.Key_PageDown)
    assert hands.screen.item.title.text() == "3  Apologies and deputies"
    assert hands.notes(0) == "Half a note"


def test_undoing_an_item_on_the_spot_that_is_looked_at_goes_back_to_the_current_one(
    hands: Hands, qtbot: QtBot
) -> None:
    """Added in a hurry, looked at, and taken back: the screen must not ask for what is not there any more."""
    tools = hands.screen.item.tools
    hands.alt(Qt.Key.Key_I)
    qtbot.waitUntil(tools.title.hasFocus)
    hands.enter("A visit from the bus company")
    added = agenda.agenda(hands.store, hands.met.meeting_id).rows[1].item_id
    hands.screen.order.chosen.emit(added)
    assert hands.screen.item.title.text() == "2  A visit from the bus company"
    hands.store.undo()
    assert hands.screen.item.title.text() == "1  Welcome and confidentiality"
    hands.screen.item.go_to_notes()
    hands.type("Members were welcomed.")
    assert hands.screen.settle()
    assert hands.notes(0) == "Members were welcomed."
    hands.store.undo()
    hands.store.redo()
    assert hands.window.refused == []


def test_an_item_that_has_not_begun_is_parked_from_the_running_order(hands: Hands, qtbot: QtBot) -> None:
    tools = hands.screen.item.tools
    hands.alt(Qt.Key.Key_I)
    qtbot.waitUntil(tools.isVisible)
    assert not tools.park.isVisible()
    hands.screen.order.chosen.emit(hands.met.items[7])
    assert tools.park.isVisible()
    assert tools.park.caption == "Park 8 to next meeting"
    tools.park.click()
    assert "Any other business" not in titles(hands)
    assert hands.window.said[-1] == "Any other business is parked to 11 March 2027."
    assert hands.screen.item.title.text() == "1  Welcome and confidentiality"
    assert "Any other business" in titles(hands, hands.met.next_id)
    assert parking.waiting(hands.store, hands.met.next_id) == ()
    hands.store.undo()
    assert "Any other business" in titles(hands)


def test_what_is_refused_keeps_the_card_and_the_words(hands: Hands, qtbot: QtBot) -> None:
    tools = hands.screen.item.tools
    hands.alt(Qt.Key.Key_I)
    qtbot.waitUntil(tools.title.hasFocus)
    tools.title.setText("x" * 3000)
    hands.enter()
    assert tools.isVisible()
    assert hands.window.refused
    hands.alt(Qt.Key.Key_I)
    qtbot.waitUntil(lambda: not tools.isVisible())
    assert hands.screen.item.notes.hasFocus()


def test_the_meeting_is_adjourned_and_goes_on_by_one_button(
    hands: Hands, qtbot: QtBot, house: House, bridge: Bridge
) -> None:
    screen = hands.screen
    hands.clock.pass_by(3)
    hands.alt(Qt.Key.Key_J)
    qtbot.waitUntil(lambda: screen.keys.adjourn.caption == "Adjourned: go on")
    assert announced()[-1] == "The meeting is adjourned"
    assert not screen.top.state.isVisible(), "a meeting that is adjourned is not in progress"
    assert screen.top.pace.text() == "Adjourned since 10:03 · ends about 11:40"
    hands.clock.pass_by(10)
    screen._on_tick()
    assert screen.sitting.pace().elapsed == 3
    assert screen.top.pace.text() == "Adjourned since 10:03 · ends about 11:50"
    # The program is killed here and opened again: the pause lasts.
    window = FrameWindow(house.store)
    again = RunScreen(house, bridge, window)
    window.hold(again)
    qtbot.addWidget(window)
    again.open_meeting(hands.met.meeting_id)
    assert again.keys.adjourn.caption == "Adjourned: go on"
    again.keys.adjourn.click()
    assert screen.keys.adjourn.caption == "Adjourn"
    assert screen.top.state.isVisible()
    assert announced()[-1] == "The meeting goes on"
    hands.clock.pass_by(2)
    screen._on_tick()
    assert screen.sitting.pace().elapsed == 5
    screen.go_on()
    first = screen.order.model.row_at(0)
    assert (first.minutes, first.actual) == ("5 / 5", 5)  # type: ignore[union-attr]


def test_declarations_are_recorded_one_line_each(hands: Hands) -> None:
    with hands.store.change("A declarations item") as session:
        session.get_one(AgendaItem, hands.met.items[1]).duty = "declarations"
    hands.ctrl(Qt.Key.Key_PageDown)
    (card,) = [one for one in hands.screen.item.duty if isinstance(one, Declared)]
    assert card.isVisible()
    card.line.setFocus()
    hands.enter("Joe, governor at Larkfield")
    hands.clock.pass_by(1)
    hands.enter("Ann, trustee of Hearthside")
    assert [row.text for row in hands.rows(1)] == ["Joe, governor at Larkfield", "Ann, trustee of Hearthside"]
    assert card.line.text() == ""
    hands.enter()
    assert hands.window.refused[-1].startswith("Type who declares what")
