"""The room screen: what the room sees of a meeting, and what it never sees."""

from __future__ import annotations

from datetime import timedelta
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from nscp_desktop.services import agenda, breakouts, meetings, notes, questions, sharing
from nscp_desktop.ui import sharing as ui_sharing
from nscp_desktop.ui.run import room_showing
from nscp_desktop.ui.run.room_screen import RoomScreen
from nscp_desktop.ui.run.room_showing import DUPLICATED, LEFT_OUT, NOT_LEFT_OUT, ONE_DISPLAY, duplicated
from nscp_desktop.ui.widgets import announced, forget_announced

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from tests.ui.run.conftest import Hands


@pytest.fixture
def room(hands: Hands) -> RoomScreen:
    hands.press(Qt.Key.Key_F9)
    shown = hands.screen.room.screen
    assert shown is not None
    assert shown.isVisible()
    return shown


def at_the_desk(hands: Hands, qtbot: QtBot) -> None:
    """The chair types on while the room sees its screen on another display."""
    hands.window.activateWindow()
    qtbot.waitUntil(hands.window.isActiveWindow)
    hands.screen.item.go_to_notes()


def words(screen: RoomScreen) -> str:
    return "\n".join(label.text() for label in screen.findChildren(QLabel) if label.isVisible())


def test_f9_shows_item_and_time_and_f9_takes_it_away(hands: Hands, room: RoomScreen) -> None:
    assert room.title.text() == f"1  {hands.screen.sitting.current.title}"
    assert room.time.text() == "5 minutes left"
    assert room.following.text().startswith("Next: Apologies")
    assert hands.window.refused[-1] == f"{ONE_DISPLAY} {NOT_LEFT_OUT}"
    hands.clock.pass_by(4)
    room.show_time()
    assert (room.time.text(), room.clock.text()) == ("1 minute left", f"{hands.clock():%H:%M}")
    QTest.keyClick(room, Qt.Key.Key_F9)
    assert not room.isVisible()


def test_esc_and_its_button_bring_the_notes_back(hands: Hands, room: RoomScreen) -> None:
    QTest.keyClick(room, Qt.Key.Key_Escape)
    assert not room.isVisible()
    hands.screen.top.show_room.click()
    assert room.isVisible()
    room.shut.click()
    assert not room.isVisible()
    hands.screen.top.show_room.click()
    room.close()
    assert not room.isVisible()


def test_other_keys_do_nothing(hands: Hands, room: RoomScreen) -> None:
    before = hands.screen.sitting.current.number
    for key in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_N, Qt.Key.Key_1):
        QTest.keyClick(room, key)
    assert room.isVisible()
    assert hands.screen.sitting.current.number == before


def test_it_follows_the_meeting_and_not_what_the_chair_looks_at(hands: Hands, room: RoomScreen) -> None:
    forget_announced()
    hands.screen.go_on()
    assert room.title.text().startswith("2  ")
    assert any(said.startswith("Item 2, Apologies") for said in announced())
    hands.screen.look_back()
    assert hands.screen.sitting.row().number == 1
    assert room.title.text().startswith("2  ")


def test_notes_and_what_was_recorded_are_never_on_it(hands: Hands, room: RoomScreen, qtbot: QtBot) -> None:
    at_the_desk(hands, qtbot)
    hands.type("Only for the minutes: a kestrel.")
    hands.record("decision adopt the kestrel")
    hands.screen.settle()
    room.show_view(room.view)  # type: ignore[arg-type]
    assert "kestrel" not in words(room)


def test_a_confidential_item_has_no_title_there(hands: Hands, room: RoomScreen) -> None:
    sitting = hands.screen.sitting
    now, after = sitting.agenda.rows[:2]
    for row in (now, after):
        notes.restrict(hands.store, sitting.meeting_id, row.item_id)
    assert room.title.text() == "1  Confidential part"
    assert room.following.text() == "Next: Confidential part"
    assert not room.lead.isVisible()


def test_in_a_breakout_people_find_their_room_and_its_questions(
    hands: Hands, room: RoomScreen, qtbot: QtBot
) -> None:
    sitting = hands.screen.sitting
    breakout = next(row for row in sitting.agenda.rows if row.kind.value == "breakout")
    at_the_desk(hands, qtbot)
    hands.mark("joe", "ann", "claire", "marcus")
    meetings.go_to_item(hands.store, sitting.meeting_id, breakout.item_id)
    assert "Room 1" not in words(room)
    breakouts.open_rooms(hands.store, sitting.meeting_id, breakout.item_id, 2)
    shown = words(room)
    assert "Room 1" in shown
    assert "Room 2" in shown
    people = [
        one.name for one in breakouts.rooms(hands.store, sitting.meeting_id, breakout.item_id).rooms[0].people
    ]
    assert people
    assert all(name in shown for name in people)
    questions.set_questions(hands.store, breakout.item_id, ["What did we see?", "What would help?"])
    assert "1  What did we see?\n2  What would help?" in words(room)
    hands.screen.go_on()
    assert "Room 1" not in words(room)


def test_time_that_is_up_is_said_and_not_only_coloured(hands: Hands, room: RoomScreen) -> None:
    hands.clock.pass_by(8)
    room.show_time()
    assert room.time.text() == "3 min over"


def test_closing_the_meeting_takes_it_away(hands: Hands, room: RoomScreen) -> None:
    meetings.close_meeting(hands.store, hands.screen.sitting.meeting_id)
    assert not room.isVisible()


def test_a_second_display_gets_it_and_the_keyboard_stays(
    hands: Hands, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = QGuiApplication.primaryScreen()
    asked: list[Any] = []
    beside = SimpleNamespace(geometry=lambda: QRect(1366, 0, 1920, 1080))
    monkeypatch.setattr(QGuiApplication, "screens", lambda: [here, beside])
    monkeypatch.setattr(RoomScreen, "show_on", lambda _self, screen: asked.append(screen))
    hands.press(Qt.Key.Key_F9)
    assert asked == [beside]
    assert not any(said.startswith(ONE_DISPLAY) for said in hands.window.refused)


def test_a_duplicated_display_is_noticed_and_nothing_is_shown(
    hands: Hands, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = QGuiApplication.primaryScreen()
    same = SimpleNamespace(geometry=here.geometry)
    monkeypatch.setattr(QGuiApplication, "screens", lambda: [here, same])
    hands.press(Qt.Key.Key_F9)
    assert hands.screen.room.screen is None
    assert hands.window.refused[-1] == DUPLICATED
    assert not duplicated([here])


def test_a_break_is_said_and_its_minutes_are_not_the_items(hands: Hands, room: RoomScreen) -> None:
    hands.screen.keys.adjourn.click()
    hands.clock.pass_by(15)
    room.show_time()
    assert room.time.text() == "Adjourned"
    hands.screen.keys.adjourn.click()
    room.show_time()
    assert room.time.text() == "5 minutes left"


def test_a_display_duplicated_meanwhile_takes_it_away(
    hands: Hands, room: RoomScreen, monkeypatch: pytest.MonkeyPatch
) -> None:
    hands.screen.room._on_screens(QGuiApplication.primaryScreen())
    assert room.isVisible()
    monkeypatch.setattr(room_showing, "displays_in_use", lambda: 2)
    hands.screen.room._on_screens(QGuiApplication.primaryScreen())
    assert not room.isVisible()
    assert hands.window.refused[-1] == DUPLICATED


def test_our_other_windows_are_left_out_of_sharing_while_it_is_shown(
    hands: Hands, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[tuple[int, int]] = []

    def takes(window: int, affinity: int) -> bool:
        told.append((window, affinity))
        return True

    monkeypatch.setattr(ui_sharing, "set_affinity", takes)
    hands.press(Qt.Key.Key_F9)
    ours = int(hands.window.windowHandle().winId())
    shown = hands.screen.room.screen
    assert shown is not None
    assert (ours, ui_sharing.LEFT_OUT) in told
    assert int(shown.windowHandle().winId()) not in {window for window, _affinity in told}
    assert hands.window.refused[-1] == f"{ONE_DISPLAY} {LEFT_OUT}"
    QTest.keyClick(shown, Qt.Key.Key_F9)
    assert told[-1][1] == ui_sharing.SEEN
    hands.screen.top.show_room.click()
    assert hands.window.refused[-1] == ONE_DISPLAY, "it is said once"
    hands.screen.room.leave()
    sharing.leave_windows_out(hands.store, False)
    told.clear()
    hands.screen.top.show_room.click()
    assert told == []


def test_before_a_meeting_runs_the_key_does_nothing(hands: Hands) -> None:
    meetings.close_meeting(hands.store, hands.screen.sitting.meeting_id)
    hands.screen.top.show_room.click()
    assert hands.screen.room.screen is None


def test_a_shown_screen_counts_by_itself(hands: Hands, room: RoomScreen, qtbot: QtBot) -> None:
    hands.clock.at += timedelta(minutes=2)
    qtbot.waitUntil(lambda: room.time.text() == "3 minutes left")
    assert agenda.agenda(hands.store, hands.screen.sitting.meeting_id).rows[0].minutes == 5
