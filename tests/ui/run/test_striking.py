"""Ctrl+Shift+X in the notes, and a button: the line with the cursor is struck, and Undo brings it back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from nscp_desktop.services import meetings, notes

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from tests.ui.run.conftest import Hands

KEYS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


def strike(hands: Hands) -> None:
    hands.press(Qt.Key.Key_X, KEYS)


def test_the_line_with_the_cursor_goes_and_the_keyboard_stays(hands: Hands) -> None:
    hands.type("The plan was noted")
    hands.enter()
    hands.enter("Kit was seen at the hostel")
    hands.type("The next meeting is in March")
    hands.press(Qt.Key.Key_Up)
    strike(hands)
    box = hands.screen.item.notes
    assert box.toPlainText() == "The plan was noted\nThe next meeting is in March"
    assert hands.notes(0) == box.toPlainText()
    assert box.hasFocus()
    assert box.textCursor().blockNumber() == 1
    assert hands.window.said == ["Line struck. It is gone for good when the meeting closes."]
    hands.ctrl(Qt.Key.Key_Z)
    assert "hostel" in box.toPlainText()


def test_after_the_last_line_is_struck_the_next_one_begins_on_its_own(hands: Hands) -> None:
    hands.enter("First line.")
    hands.type("Second line.")
    strike(hands)
    hands.screen.settle()
    assert hands.notes(0) == "First line."
    hands.type("Third line.")
    hands.screen.settle()
    assert hands.notes(0) == "First line.\nThird line."


def test_in_the_capture_line_what_was_just_recorded_is_struck(hands: Hands) -> None:
    hands.ctrl(Qt.Key.Key_Return)
    strike(hands)
    assert "No line was just recorded here." in hands.window.refused[-1]
    hands.enter("action ring the hostel")
    hands.type("decision wait")
    strike(hands)
    assert "This line is not recorded yet." in hands.window.refused[-1]
    hands.screen.item.line.box.line.setText("")
    strike(hands)
    assert hands.rows(0) == ()
    assert hands.window.said[-1].startswith("Action struck.")
    assert hands.screen.item.line.box.line.hasFocus()
    hands.ctrl(Qt.Key.Key_Z)
    assert [row.text for row in hands.rows(0)] == ["Ring the hostel"]


def test_the_button_does_the_same_for_the_line_that_was_left(hands: Hands, qtbot: QtBot) -> None:
    hands.type("Kit was seen at the hostel")
    hands.alt(Qt.Key.Key_L)
    qtbot.waitUntil(lambda: hands.screen.item.notes.toPlainText() == "")
    assert hands.screen.item.notes.hasFocus()
    hands.screen.item.strike.click()
    assert "no words in that line" in hands.window.refused[-1]
    assert hands.screen.item.notes.hasFocus()


def test_only_in_the_notes(hands: Hands) -> None:
    hands.type("Kit was seen at the hostel")
    hands.ctrl(Qt.Key.Key_Return)
    strike(hands)
    assert hands.screen.item.notes.toPlainText() == "Kit was seen at the hostel"


def test_closing_says_that_it_is_gone(hands: Hands) -> None:
    hands.type("Kit was seen at the hostel")
    strike(hands)
    for _ in hands.met.items:
        meetings.next_item(hands.store, hands.met.meeting_id)
    hands.screen.top.end.click()
    hands.screen.read_back.close_pressed.emit()
    assert any("1 struck line gone for good." in said for said in hands.window.said)


def test_what_cannot_be_kept_is_not_struck(hands: Hands) -> None:
    box = hands.screen.item.notes
    box.insertPlainText("x" * 100_001)
    hands.screen.item.strike.click()
    assert len(box.toPlainText()) == 100_001
    assert notes.notes(hands.store, hands.met.meeting_id, hands.met.items[0]).text == ""
    box.setPlainText("")


@pytest.mark.parametrize("at", [0, 1, 2])
def test_whoever_takes_a_strike_back_writes_on_at_the_end_of_the_line(at: int, hands: Hands) -> None:
    lines = ["It was \N{OWL} said.", "It was agreed.", "It was noted."]
    notes = hands.screen.item.notes
    notes.setPlainText("\n".join(lines))
    place = notes.textCursor()
    place.setPosition(notes.document().findBlockByNumber(at).position())
    notes.setTextCursor(place)
    strike(hands)
    assert lines[at] not in notes.toPlainText()
    hands.ctrl(Qt.Key.Key_Z)
    hands.type(" Yes.")
    lines[at] += " Yes."
    assert notes.toPlainText() == "\n".join(lines)
