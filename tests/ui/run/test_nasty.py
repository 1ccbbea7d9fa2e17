"""What a meeting may meet with: stray keys, a sleeping laptop, changed clocks, strange agendas, an empty register."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QPlainTextEdit, QWidget

from nscp_desktop.errors import Refused
from nscp_desktop.records import AgendaItem
from nscp_desktop.rules.attendance import State
from nscp_desktop.rules.meetings import Status
from nscp_desktop.services import agenda, attendance, local_agenda, meetings
from nscp_desktop.ui.run.screen import RunScreen
from tests.services.conftest import LONDON
from tests.ui.window import FrameWindow

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from nscp_desktop.ui.bridge import Bridge
    from nscp_desktop.ui.house import House
    from tests.services.breckland import Breckland
    from tests.services.conftest import Clock
    from tests.ui.run.conftest import Hands


def opened(qtbot: QtBot, house: House, bridge: Bridge, meeting_id: str) -> RunScreen:
    """A meeting opened on a screen of its own."""
    held = FrameWindow(house.store)
    screen = RunScreen(house, bridge, held)
    held.hold(screen)
    qtbot.addWidget(held)
    screen.open_meeting(meeting_id)
    return screen


def test_space_enter_and_escape_do_no_deed_outside_buttons(hands: Hands) -> None:
    before = hands.store.undo_label
    controls = [
        one
        for one in hands.screen.findChildren(QWidget)
        if one.isVisible() and one.focusPolicy() & Qt.FocusPolicy.TabFocus and one.isEnabled()
    ]
    assert len(controls) > 12
    for one in controls:
        one.setFocus()
        if not isinstance(one, QAbstractButton | QPlainTextEdit):
            for key in (Qt.Key.Key_Space, Qt.Key.Key_Return):
                hands.press(key)
            if isinstance(one, QLineEdit):
                one.clear()
        one.setFocus()
        hands.press(Qt.Key.Key_Escape)
        assert hands.screen.item.notes.hasFocus(), one.accessibleName()
        assert hands.screen.item.notes.toPlainText() == ""
    assert hands.store.undo_label == before
    assert meetings.facts(hands.store, hands.met.meeting_id).current_item_id == hands.met.items[0]


def test_a_laptop_that_slept_for_twenty_minutes_goes_on_where_the_clock_is(hands: Hands) -> None:
    hands.clock.pass_by(2)
    hands.type("Half a word")
    hands.clock.pass_by(20)
    hands.screen._on_tick()
    assert hands.screen.top.clock.text() == "10:22"
    assert hands.screen.top.pace.text() == "17 min behind · ends about 11:57"
    hands.ctrl(Qt.Key.Key_PageDown)
    assert hands.notes(0) == "Half a word"
    first = hands.screen.order.model.row_at(0)
    assert first.minutes == "22 / 5"  # type: ignore[union-attr]


def test_a_clock_set_back_shows_nothing_below_nought(hands: Hands) -> None:
    hands.clock.pass_by(10)
    hands.ctrl(Qt.Key.Key_PageDown)
    hands.clock.pass_by(-60)
    hands.screen._on_tick()
    stands = hands.screen.sitting.pace()
    assert (stands.elapsed, stands.current) == (0, hands.met.items[1])
    hands.ctrl(Qt.Key.Key_PageDown)
    assert hands.screen.item.title.text().startswith("3 ")


def test_in_the_hour_that_comes_twice_minutes_are_true_minutes(
    qtbot: QtBot, dressed: object, met: Breckland, house: House, bridge: Bridge, clock: Clock
) -> None:
    clock.set(datetime(2026, 10, 25, 1, 50, tzinfo=LONDON))
    screen = opened(qtbot, house, bridge, met.meeting_id)
    clock.set(datetime(2026, 10, 25, 1, 10, tzinfo=LONDON, fold=1))
    screen._on_tick()
    assert screen.sitting.pace().elapsed == 20
    screen.keys.adjourn.click()
    clock.set(datetime(2026, 10, 25, 1, 30, tzinfo=LONDON, fold=1))
    screen.keys.adjourn.click()
    assert screen.sitting.pace().elapsed == 20
    screen.settle()


def test_a_late_start_is_shown_as_behind_from_the_first_minute(
    qtbot: QtBot, dressed: object, met: Breckland, house: House, bridge: Bridge, clock: Clock
) -> None:
    clock.pass_by(12)
    screen = opened(qtbot, house, bridge, met.meeting_id)
    assert screen.top.pace.text() == "12 min behind · ends about 11:52"
    assert screen.sitting.pace().elapsed == 0
    screen.settle()


def test_a_second_meeting_of_the_day_waits_for_the_first(hands: Hands) -> None:
    with pytest.raises(Refused, match="Breckland LSCG of 14 January 2027 is still running. Close it first."):
        hands.screen.open_meeting(hands.met.next_id)
    assert hands.screen.sitting.meeting_id == hands.met.meeting_id
    hands.type("Still here.")
    hands.ctrl(Qt.Key.Key_PageDown)
    assert hands.notes(0) == "Still here."


def test_an_item_of_no_minutes_is_full_at_once_and_can_be_left(hands: Hands) -> None:
    with hands.store.change("No time for it") as session:
        session.get_one(AgendaItem, hands.met.items[1]).minutes = 0
    hands.ctrl(Qt.Key.Key_PageDown)
    row = hands.screen.order.model.row_at(1)
    assert (row.minutes, row.share) == ("0 / 0", 1.0)  # type: ignore[union-attr]
    hands.ctrl(Qt.Key.Key_PageDown)
    assert hands.screen.item.title.text().startswith("3 ")


def test_sixty_items_run(hands: Hands) -> None:
    with hands.store.change("A long agenda") as session:
        kept = session.get_one(AgendaItem, hands.met.items[0])
        for number in range(51):
            session.add(
                AgendaItem(
                    round_id=kept.round_id, position=100 + number, title=f"Item {number}", kind="information"
                )
            )
    assert hands.screen.order.model.rowCount() == 60
    for _ in range(11):
        hands.ctrl(Qt.Key.Key_PageDown)
    assert hands.screen.item.title.text() == "12  Item 2"
    assert hands.screen.order.times.text() == "10:00–12:00"


def test_an_agenda_emptied_while_it_runs_keeps_the_item_under_way_and_can_be_closed(hands: Hands) -> None:
    first, *others = agenda.agenda(hands.store, hands.met.meeting_id).rows
    hands.type("Half a word")
    for row in others:
        local_agenda.leave_out(hands.store, hands.met.meeting_id, row.item_id)
    with pytest.raises(Refused, match="was begun or has records, so it stays"):
        local_agenda.leave_out(hands.store, hands.met.meeting_id, first.item_id)
    hands.screen._on_tick()
    assert hands.screen.item.next.caption == "End meeting"
    hands.type(" more")
    hands.ctrl(Qt.Key.Key_PageDown)
    assert hands.screen.read_back.isVisible()
    hands.screen.read_back.close_meeting.click()
    assert meetings.facts(hands.store, hands.met.meeting_id).status is Status.HELD
    assert hands.notes(0) == "Half a word more"


def test_closing_with_nobody_marked_puts_everybody_down_as_not_present(hands: Hands) -> None:
    hands.press(Qt.Key.Key_F8)
    assert (
        "are not marked; closing puts them down as not present." in hands.screen.read_back.register_state.text
    )
    hands.screen.read_back.close_meeting.click()
    register = attendance.register(hands.store, hands.met.meeting_id)
    assert {entry.state for entry in register.entries} == {State.NO_APOLOGY}
    assert register.complete


def test_a_speaker_who_comes_early_is_taken_next_and_nothing_is_left_out(hands: Hands) -> None:
    hands.mark("Lena Marsh speaker")
    hands.screen.order.chosen.emit(hands.met.items[4])
    hands.screen.item.tools.button.click()
    take = hands.screen.item.tools.take
    assert take.caption == "Take 5 next"
    take.click()
    assert hands.window.said[-1] == "Neglect strategy: the adolescent toolkit is the next item."
    assert hands.screen.item.title.text().startswith("1 ")
    hands.ctrl(Qt.Key.Key_PageDown)
    assert hands.screen.item.title.text() == "2  Neglect strategy: the adolescent toolkit"
    hands.ctrl(Qt.Key.Key_PageDown)
    assert hands.screen.item.title.text() == "3  Apologies and deputies"
    rows = agenda.agenda(hands.store, hands.met.meeting_id).rows
    assert len(rows) == len(hands.met.items)
    hands.screen.order.chosen.emit(rows[3].item_id)
    hands.screen.item.tools.button.click()
    assert not take.isVisible()
