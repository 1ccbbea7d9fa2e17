"""Read-back and close: gaps in words, completed by typing; the minutes are ready after it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from nscp_desktop.errors import Refused
from nscp_desktop.records import Action
from nscp_desktop.rules.meetings import MinutesState, Status
from nscp_desktop.services import actions, attendance, captured, chairs, meetings, notes
from nscp_desktop.ui.widgets import announced

if TYPE_CHECKING:
    import pytest
    from pytestqt.qtbot import QtBot

    from tests.ui.run.conftest import Hands


def test_read_back_completes_what_is_open_by_typing(hands: Hands) -> None:
    hands.record("action find a room")
    hands.record("action joe to ring")
    hands.press(Qt.Key.Key_F8)
    back = hands.screen.read_back
    assert back.isVisible()
    assert back.state.text == "2 actions have no owner or no date yet."
    assert announced()[-1] == "2 actions have no owner or no date yet."
    first, second = back._gap_fields.values()
    assert first.words.text() == "B-2701-01  Find a room  (item 1; no owner, no date)"
    assert first.line.hasFocus()
    hands.enter("nobody we know")
    assert "names neither" in hands.window.refused[-1]
    first.line.setText("")
    hands.enter("claire")
    assert first.question.text() == "By when?"
    assert first.line.hasFocus()
    hands.enter("22 jan")
    assert second.line.hasFocus()
    hands.enter("next meeting")
    assert back.state.text == "Every action recorded today has its owner and its date."
    assert back.back.hasFocus(), (
        "who reads back in the middle of the meeting closes nothing by one more Enter"
    )
    assert not back.gaps.isVisible()
    assert [row.owner for row in captured.meeting_actions(hands.store, hands.met.meeting_id)] == [
        "Claire O'Dowd", "Joe Blackwood",
    ]  # fmt: skip
    hands.press(Qt.Key.Key_Escape)
    assert hands.screen.item.isVisible()
    assert hands.screen.item.notes.hasFocus()


def test_before_closing_names_what_was_not_reached(hands: Hands) -> None:
    screen = hands.screen
    hands.press(Qt.Key.Key_F8)
    assert screen.read_back.not_reached.text == "", "nobody closes yet"
    hands.press(Qt.Key.Key_Escape)
    screen._on_end()
    rows = screen.sitting.agenda.rows
    left = [row for row in rows[1:] if row.duty.value != "close"]
    said = screen.read_back.not_reached.text
    assert said.startswith(f"{len(left)} items were not reached: {left[0].number} {left[0].title}; ")
    assert f"; {len(left) - 6} more. The minutes will say so." in said
    for row in left[1:]:
        notes.write(hands.store, hands.met.meeting_id, row.item_id, "It was talked of.")
    said = screen.read_back.not_reached.text
    assert said.startswith(f"1 item was not reached: {left[0].number} {left[0].title}. The minutes")


def test_what_is_typed_in_one_gap_outlives_the_completion_of_another(hands: Hands) -> None:
    hands.record("action find a room")
    hands.record("action find a key")
    hands.press(Qt.Key.Key_F8)
    first, second = hands.screen.read_back._gap_fields.values()
    second.line.setText("half a na")
    first.line.setFocus()
    hands.enter("joe by 22 jan")
    assert second.line.text() == "half a na"
    assert second.line.hasFocus()


def leave_nothing_open(hands: Hands) -> None:
    """Come to every item and mark everybody, so that there is nothing to read before the close."""
    store, meeting = hands.store, hands.met.meeting_id
    for row in hands.screen.sitting.agenda.rows:
        notes.write(store, meeting, row.item_id, "It was talked of.")
    for entry in attendance.register(store, meeting).entries:
        if entry.is_member:
            attendance.mark_present(store, meeting, entry.person_id)


def test_enter_twice_on_the_end_closes_nothing_that_is_still_to_be_read(hands: Hands, qtbot: QtBot) -> None:
    hands.screen.top.end.setFocus()
    hands.press(Qt.Key.Key_Return)
    back = hands.screen.read_back
    qtbot.waitUntil(back.isVisible)
    assert back.not_reached.text
    assert "not marked" in back.register_state.text
    assert back.back.hasFocus()
    hands.press(Qt.Key.Key_Return)
    assert hands.screen.item.isVisible(), "the second Enter goes back"
    assert meetings.facts(hands.store, hands.met.meeting_id).status is Status.RUNNING
    hands.alt(Qt.Key.Key_E)
    qtbot.waitUntil(back.isVisible)
    hands.alt(Qt.Key.Key_C)
    qtbot.waitUntil(lambda: not hands.screen.sitting.is_open)
    assert meetings.facts(hands.store, hands.met.meeting_id).status is Status.HELD


def test_enter_that_is_held_down_presses_no_button_after_its_first(hands: Hands) -> None:
    leave_nothing_open(hands)
    hands.screen._on_end()
    close = hands.screen.read_back.close_meeting
    assert close.hasFocus()
    held = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier, "\r", True)
    QApplication.sendEvent(close, held)
    assert meetings.facts(hands.store, hands.met.meeting_id).status is Status.RUNNING


def test_three_keys_close_a_meeting_without_gaps(hands: Hands, qtbot: QtBot) -> None:
    hands.record("action joe to ring by 22 jan")
    leave_nothing_open(hands)
    hands.alt(Qt.Key.Key_E)
    qtbot.waitUntil(hands.screen.read_back.isVisible)
    assert hands.screen.read_back.title.text() == "Before closing"
    assert hands.screen.read_back.close_meeting.hasFocus()
    hands.enter()
    facts = meetings.facts(hands.store, hands.met.meeting_id)
    assert (facts.status, facts.minutes_state) == (Status.HELD, MinutesState.DRAFT)
    assert hands.window.went == [("minutes", f"{hands.met.meeting_id}/after")]
    assert hands.window.left_run >= 1
    assert hands.window.said[-1] == (
        "Breckland LSCG of 14 January 2027 is closed. Its minutes are ready as a draft."
    )
    assert not hands.screen.sitting.is_open


def test_what_changed_is_asked_while_people_are_in_the_room(hands: Hands, qtbot: QtBot) -> None:
    hands.press(Qt.Key.Key_F8)
    back = hands.screen.read_back
    leave_nothing_open(hands)
    assert not back.changed.isVisible(), "it is asked at the close"
    hands.press(Qt.Key.Key_Escape)
    hands.alt(Qt.Key.Key_E)
    qtbot.waitUntil(back.changed.isVisible)
    assert not any(box.hasFocus() for box in back.lines.boxes), "who has nothing to say goes past it"
    hands.screen.resize(900, 520)
    hands.alt(Qt.Key.Key_H)
    first, second, third = back.lines.boxes
    assert first.hasFocus()
    assert first.visibleRegion().boundingRect().height() == first.height(), "in a low window too"
    hands.enter("two schools now invite the DSL by name")
    assert second.hasFocus()
    hands.enter("a shared chronology")
    assert third.hasFocus()
    hands.type("half a li")
    back.lines.keepers[2]._on_draft_due()
    assert [draft.text for draft in hands.store.drafts()] == ["half a li"]
    hands.press(Qt.Key.Key_Return)
    assert back.close_meeting.hasFocus()
    hands.enter()
    assert chairs.what_changed(hands.store, hands.met.meeting_id) == (
        "two schools now invite the DSL by name", "a shared chronology", "half a li"
    )  # fmt: skip
    assert meetings.facts(hands.store, hands.met.meeting_id).status is Status.HELD


def test_lines_of_what_changed_that_are_refused_hold_the_close(
    hands: Hands, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuses(*_said: object) -> str:
        raise Refused("The disk is full. Nothing has been changed.")

    hands.screen.top.end.click()
    back = hands.screen.read_back
    back.lines.boxes[0].setFocus()
    hands.type("two schools")
    monkeypatch.setattr(chairs, "write_line", refuses)
    hands.press(Qt.Key.Key_Return)
    assert back.lines.boxes[0].hasFocus()
    back.close_meeting.click()
    assert hands.window.refused[-1] == "The disk is full. Nothing has been changed."
    assert meetings.facts(hands.store, hands.met.meeting_id).status is Status.RUNNING
    assert back.lines.boxes[0].toPlainText() == "two schools"


def test_the_last_item_leads_to_the_close(hands: Hands) -> None:
    for _ in range(9):
        hands.ctrl(Qt.Key.Key_PageDown)
    assert hands.screen.read_back.isVisible()
    hands.ctrl(Qt.Key.Key_PageDown)
    assert hands.screen.item.isVisible()


def test_who_is_not_marked_and_who_came_from_where_is_asked_before_closing(hands: Hands) -> None:
    hands.mark("joe", "hannah d", "Wanda Marsh")
    hands.press(Qt.Key.Key_F8)
    back = hands.screen.read_back
    assert back.register_state.text == (
        "Register. Tamsin Reedmarsh, Tomasz Wójcik, Dr Ann Sale, Claire O'Dowd, Orla Pearl, Marcus Reeve and 3 more "
        "are not marked; closing puts them down as not present. A deputy came for Hannah Voss: say who."
    )
    (guest,) = back._guest_fields.values()
    guest.line.setFocus()
    hands.enter()
    assert "Type the organisation" in hands.window.refused[-1]
    hands.enter("Lantern Trust")
    assert not back.guests.isVisible()
    hands.press(Qt.Key.Key_Escape)
    hands.mark("tamsin", "tomasz", "ann", "claire", "orla", "marcus", "dele", "ruth a", "hannah d imogen")
    hands.press(Qt.Key.Key_F8)
    assert "Зоряна Луговафен is not marked" in back.register_state.text
    back.close_meeting.click()
    register = attendance.register(hands.store, hands.met.meeting_id)
    assert register.complete
    assert register.counts.not_present == 1


def test_closing_keeps_notes_actions_and_the_half_typed_line(hands: Hands) -> None:
    hands.record("action find a room")
    hands.type("Last words")
    hands.ctrl(Qt.Key.Key_Return)
    hands.type("action half")
    hands.screen.top.end.click()
    hands.screen.read_back.close_meeting.click()
    assert hands.notes(0) == "Last words"
    assert len(hands.rows(0)) == 1
    hands.store.undo()
    assert meetings.facts(hands.store, hands.met.meeting_id).status is Status.RUNNING
    assert hands.notes(0) == "Last words"
    hands.screen.open_meeting(hands.met.meeting_id)
    assert hands.screen.item.line.text == "action half"


def test_nothing_promised_is_said(hands: Hands) -> None:
    hands.press(Qt.Key.Key_F8)
    back = hands.screen.read_back
    assert back.nothing.isVisible()
    assert back.back.hasFocus()
    hands.enter()
    assert hands.screen.item.isVisible()
    hands.press(Qt.Key.Key_F8)
    hands.ctrl(Qt.Key.Key_PageUp)
    assert hands.screen.item.isVisible()


def test_an_action_said_for_the_next_meeting_by_nobody_counts_as_a_gap(hands: Hands) -> None:
    hands.record("action with South to run a workshop")
    hands.press(Qt.Key.Key_F8)
    (field,) = hands.screen.read_back._gap_fields.values()
    assert field.words.text().endswith("(item 1; Together with South, by 11 March 2027, which nobody said)")
    hands.enter("next meeting")
    assert hands.screen.read_back.state.text == "Every action recorded today has its owner and its date."


def test_a_close_that_is_refused_keeps_everything(hands: Hands, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuses(*_args: object) -> None:
        raise Refused("Not now. Nothing has been changed.")

    hands.screen.top.end.click()
    with monkeypatch.context() as broken:
        broken.setattr(meetings, "close_meeting", refuses)
        hands.screen.read_back.close_meeting.click()
    assert hands.window.refused == ["Not now. Nothing has been changed."]
    assert hands.window.went == []
    assert hands.screen.sitting.is_running


def test_an_action_without_an_item_is_read_back_too(hands: Hands) -> None:
    hands.record("action find a room")
    with hands.store.change("Lose its item") as session:
        row = hands.rows(0)[0]
        session.get_one(Action, row.record_id).item_id = None
    hands.press(Qt.Key.Key_F8)
    (field,) = hands.screen.read_back._gap_fields.values()
    assert "(this meeting;" in field.words.text()
    assert actions.count(hands.store).open == 1
