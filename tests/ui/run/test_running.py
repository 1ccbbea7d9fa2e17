"""A meeting run through the screen: moving on, looking back, notes, undo, leaving and returning."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtWidgets import QAbstractButton

from nscp_desktop.errors import Refused
from nscp_desktop.rules.meetings import Status
from nscp_desktop.services import attendance, meetings, notes
from nscp_desktop.ui import kept_text
from nscp_desktop.ui.run.screen import RunScreen
from nscp_desktop.ui.widgets import announced
from tests.ui.window import FrameWindow

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from nscp_desktop.ui.bridge import Bridge
    from nscp_desktop.ui.house import House
    from tests.ui.run.conftest import Hands

CTRL = Qt.KeyboardModifier.ControlModifier


def test_opening_starts_the_meeting_at_its_first_item(hands: Hands) -> None:
    assert meetings.facts(hands.store, hands.met.meeting_id).status is Status.RUNNING
    assert hands.screen.item.title.text() == "1  Welcome and confidentiality"
    assert (
        hands.screen.top.name.text()
        == "Breckland LSCG · 5th of 6 · Thu 14 January 2027 · Quaker Lane Hall + Teams"
    )
    assert hands.screen.top.clock.text() == "10:00"
    assert hands.screen.top.pace.text() == "On time · ends about 11:40"


def test_one_key_moves_on_and_what_was_typed_is_a_deed(hands: Hands) -> None:
    hands.type("Everybody was welcomed.")
    hands.clock.pass_by(6)
    hands.ctrl(Qt.Key.Key_PageDown)
    assert hands.notes(0) == "Everybody was welcomed."
    assert hands.screen.item.title.text() == "2  Apologies and deputies"
    assert announced()[-1] == "Item 2, Apologies and deputies, 5 minutes"
    hands.type("None.")
    hands.screen.item.next.click()
    assert hands.notes(1) == "None."
    first = hands.screen.order.model.row_at(0)
    assert (first.mark, first.minutes, first.spoken) == (  # type: ignore[union-attr]
        "✓", "6 / 5", "1, Welcome and confidentiality, 6 of 5 minutes, done",
    )  # fmt: skip


def test_looking_back_writes_there_and_leaves_the_clock_alone(hands: Hands) -> None:
    hands.ctrl(Qt.Key.Key_PageDown)
    hands.ctrl(Qt.Key.Key_PageDown)
    hands.ctrl(Qt.Key.Key_PageUp)
    assert hands.screen.item.title.text() == "2  Apologies and deputies"
    assert hands.screen.item.elsewhere.text == "You are looking back at item 2. The meeting is at item 3."
    assert hands.screen.item.next.caption == "Back to item 3"
    hands.type("Ruth sent hers late.")
    hands.ctrl(Qt.Key.Key_PageDown)
    assert hands.screen.item.title.text() == "3  Minutes of the last meeting"
    assert hands.notes(1) == "Ruth sent hers late."
    assert meetings.facts(hands.store, hands.met.meeting_id).current_item_id == hands.met.items[2]
    assert hands.screen.item.elsewhere.text == ""
    hands.ctrl(Qt.Key.Key_PageUp)
    hands.ctrl(Qt.Key.Key_PageUp)
    hands.ctrl(Qt.Key.Key_PageUp)
    assert hands.screen.item.title.text() == "1  Welcome and confidentiality"
    hands.screen.item.here.click()
    assert hands.screen.item.title.text() == "3  Minutes of the last meeting"


def test_an_item_is_looked_at_from_the_running_order(hands: Hands) -> None:
    table = hands.screen.order.table
    table.setFocus()
    table.go_to(hands.met.items[4])
    hands.enter()
    assert hands.screen.item.title.text() == "5  Neglect strategy: the adolescent toolkit"
    assert "looking ahead at item 5" in hands.screen.item.elsewhere.text
    assert meetings.facts(hands.store, hands.met.meeting_id).current_item_id == hands.met.items[0]


def test_no_bare_key_acts_outside_the_box_it_is_typed_in(hands: Hands) -> None:
    hands.type("d n 1 2 3 a")
    hands.press(Qt.Key.Key_Space)
    assert hands.screen.item.notes.toPlainText() == "d n 1 2 3 a "
    hands.screen.order.table.setFocus()
    for key in (Qt.Key.Key_D, Qt.Key.Key_N, Qt.Key.Key_Space, Qt.Key.Key_1):
        hands.press(key)
    hands.screen.register.table.setFocus()
    for key in (Qt.Key.Key_D, Qt.Key.Key_Space, Qt.Key.Key_1):
        hands.press(key)
    assert hands.rows(0) == ()
    assert hands.store.undo_label == "Write the notes of item 1"


def test_ctrl_enter_goes_to_the_line_and_back_and_esc_to_the_notes(hands: Hands) -> None:
    hands.ctrl(Qt.Key.Key_Return)
    assert hands.screen.item.line.box.line.hasFocus()
    hands.type("action jo")
    hands.ctrl(Qt.Key.Key_Return)
    assert hands.screen.item.notes.hasFocus()
    hands.press(Qt.Key.Key_F4)
    assert hands.screen.register.box.hasFocus()
    hands.press(Qt.Key.Key_Escape)
    assert hands.screen.item.notes.hasFocus()
    assert hands.screen.item.line.text == "action jo"
    hands.press(Qt.Key.Key_Tab)
    assert not hands.screen.item.notes.hasFocus()


def test_every_button_has_its_letter_and_no_two_share_one(hands: Hands, qtbot: QtBot) -> None:
    letters: dict[str, str] = {}
    for button in hands.screen.findChildren(QAbstractButton):
        if button.isVisible() and not button.shortcut().isEmpty():
            letter = button.shortcut().toString()
            assert letter not in letters, f"{letter}: {letters.get(letter)} and {button.text()}"
            letters[letter] = button.text()
    assert {"Alt+A", "Alt+D", "Alt+O", "Alt+C", "Alt+Y", "Alt+N", "Alt+E", "Alt+R", "Alt+B"} <= set(letters)
    hands.alt(Qt.Key.Key_D)
    qtbot.waitUntil(lambda: hands.screen.item.line.text == "decision ")
    assert hands.screen.item.line.box.line.hasFocus()
    hands.alt(Qt.Key.Key_N)
    qtbot.waitUntil(lambda: hands.screen.item.title.text().startswith("2 "))


# -- notes ------------------------------------------------------------------------------------------


def test_typing_is_durable_within_a_second_while_it_goes_on(hands: Hands, qtbot: QtBot) -> None:
    with qtbot.waitSignal(hands.screen.sitting.bridge.saved):
        hands.type("The toolkit was ")
    hands.type("launched")
    draft = notes.waiting(hands.store, hands.met.meeting_id, hands.met.items[0])
    assert draft is not None
    assert draft.text == "The toolkit was "
    with qtbot.waitSignal(hands.screen.sitting.bridge.saved):
        hands.type(" in July")
    draft = notes.waiting(hands.store, hands.met.meeting_id, hands.met.items[0])
    assert draft is not None
    assert (draft.text, draft.cursor) == ("The toolkit was launched in July", 32)
    assert hands.screen.foot.saved.text() == "Saved 10:00:00"
    assert hands.notes(0) == ""


def test_leaving_the_notes_is_a_deed_and_a_minute_of_typing_is_one_too(
    hands: Hands, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    hands.type("one")
    hands.press(Qt.Key.Key_F4)
    assert hands.notes(0) == "one"
    hands.press(Qt.Key.Key_Escape)
    hands.screen.item.keeper._deed.setInterval(1)
    with qtbot.waitSignal(hands.screen.item.keeper.kept):
        hands.type(" two")
    assert hands.notes(0) == "one two"
    assert kept_text.DRAFT_MS <= 500
    assert kept_text.DEED_MS == 60_000


def test_after_a_kill_the_item_the_text_and_the_cursor_are_there(
    hands: Hands, qtbot: QtBot, house: House, bridge: Bridge
) -> None:
    hands.ctrl(Qt.Key.Key_PageDown)
    hands.type("Typed and not yet a deed")
    for _ in range(4):
        hands.press(Qt.Key.Key_Left)
    hands.screen.item.keeper._on_draft_due()
    hands.ctrl(Qt.Key.Key_Return)
    hands.type("action joe to ci")
    hands.screen.item.line.keep()
    # The program is killed here: nothing of the first screen is asked again.
    hands.screen.item.keeper.unsaved = False
    notes.keep_draft(hands.store, hands.met.meeting_id, hands.met.items[1], "Typed and not yet a deed", 20)
    window = FrameWindow(house.store)
    again = RunScreen(house, bridge, window)
    window.hold(again)
    qtbot.addWidget(window)
    again.open_meeting(hands.met.meeting_id)
    assert again.item.title.text() == "2  Apologies and deputies"
    assert again.item.notes.toPlainText() == "Typed and not yet a deed"
    assert again.item.notes.textCursor().position() in {20, 24}
    assert again.item.line.text == "action joe to ci"


def test_the_cursor_of_a_kept_draft_is_found(
    hands: Hands, qtbot: QtBot, house: House, bridge: Bridge
) -> None:
    notes.keep_draft(hands.store, hands.met.meeting_id, hands.met.items[0], "Typed and killed", 5)
    window = FrameWindow(house.store)
    again = RunScreen(house, bridge, window)
    qtbot.addWidget(window)
    again.open_meeting(hands.met.meeting_id)
    assert again.item.notes.toPlainText() == "Typed and killed"
    assert again.item.notes.textCursor().position() == 5


def test_undo_takes_back_typing_first_then_deeds(hands: Hands) -> None:
    hands.type("one")
    hands.press(Qt.Key.Key_F4)
    hands.press(Qt.Key.Key_Escape)
    hands.type(" two")
    hands.ctrl(Qt.Key.Key_Z)
    assert hands.screen.item.notes.toPlainText() == "one"
    hands.ctrl(Qt.Key.Key_Z)
    assert hands.screen.item.notes.toPlainText() == ""
    assert hands.notes(0) == ""
    hands.press(Qt.Key.Key_Z, CTRL | Qt.KeyboardModifier.ShiftModifier)
    assert hands.screen.item.notes.toPlainText() == "one"
    hands.ctrl(Qt.Key.Key_Z)
    hands.ctrl(Qt.Key.Key_Y)
    assert hands.screen.item.notes.toPlainText() == "one"


def test_undoing_a_deed_elsewhere_never_touches_what_is_being_typed(hands: Hands) -> None:
    hands.mark("joe")
    hands.type("half a sentence")
    hands.store.undo()
    assert hands.screen.item.notes.toPlainText() == "half a sentence"
    assert hands.state("Joe") is None


def test_moving_on_is_undone_and_the_item_is_shown_again(hands: Hands) -> None:
    hands.ctrl(Qt.Key.Key_PageDown)
    hands.ctrl(Qt.Key.Key_Z)
    assert hands.screen.item.title.text() == "1  Welcome and confidentiality"


@pytest.mark.parametrize(
    "text",
    ["<b>R&D</b> &amp; <script>", "Ж العربية 中文 שלום", "x" * 100_000, "\u00a0tabs\there\nlines\n\n{}%s"],
    ids=["markup", "scripts", "long", "odd"],
)
def test_any_pasted_text_is_shown_and_kept_as_it_is(hands: Hands, text: str) -> None:
    paste = QMimeData()
    paste.setText(text)
    hands.screen.item.notes.insertFromMimeData(paste)
    hands.ctrl(Qt.Key.Key_PageDown)
    assert hands.notes(0) == text.replace("\u00a0", " ")
    assert hands.window.refused == []


@pytest.mark.parametrize(
    "text", ["a\x00b", "a\u202eb", "x" * 100_001], ids=["control", "direction", "too long"]
)
def test_what_cannot_be_kept_is_refused_with_a_sentence(hands: Hands, text: str) -> None:
    paste = QMimeData()
    paste.setText(text)
    hands.screen.item.notes.insertFromMimeData(paste)
    assert "Nothing has been changed" in hands.window.refused[0]
    assert hands.screen.item.notes.toPlainText() == ""


def test_when_the_disk_is_full_the_text_stays_and_is_tried_again(
    hands: Hands, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_args: object) -> None:
        raise Refused("The disk is full. Make room and go on. Nothing has been changed.")

    monkeypatch.setattr(hands.store, "keep_draft", full)
    monkeypatch.setattr(notes, "write", full)
    hands.type("Not to be lost")
    hands.screen.item.keeper._on_draft_due()
    hands.screen.item.keeper._on_draft_due()
    assert hands.window.refused == ["The disk is full. Make room and go on. Nothing has been changed."]
    # While somebody types it is said once; a key that does nothing says why each time.
    hands.ctrl(Qt.Key.Key_PageDown)
    hands.ctrl(Qt.Key.Key_PageDown)
    assert len(hands.window.refused) == 3
    assert hands.screen.item.title.text() == "1  Welcome and confidentiality"
    assert hands.screen.item.keeper._draft.isActive()
    monkeypatch.undo()
    hands.ctrl(Qt.Key.Key_PageDown)
    assert hands.notes(0) == "Not to be lost"


def test_an_error_in_a_slot_loses_nothing(
    hands: Hands, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    hands.type("Kept in spite of it")
    with monkeypatch.context() as broken:
        broken.setattr(attendance, "register", _breaks)
        with qtbot.capture_exceptions() as caught:
            hands.mark("joe")
    assert caught
    assert hands.state("Joe") == "P"
    assert hands.notes(0) == "Kept in spite of it"
    hands.mark("hannah")
    assert hands.state("Hannah") == "P"


def _breaks(*_args: object) -> None:
    raise ZeroDivisionError("a fault of the program")


# -- going and coming -------------------------------------------------------------------------------


def test_leaving_for_the_pages_keeps_what_is_typed_and_coming_back_is_the_same_place(hands: Hands) -> None:
    hands.ctrl(Qt.Key.Key_PageDown)
    hands.type("Here")
    hands.screen.top.pages.click()
    assert hands.window.left_run == 1
    assert hands.notes(1) == "Here"
    hands.screen.open_meeting(hands.met.meeting_id)
    assert hands.screen.item.title.text() == "2  Apologies and deputies"
    assert hands.screen.item.notes.toPlainText() == "Here"


def test_a_meeting_that_cannot_run_is_refused_and_the_one_on_screen_stays(hands: Hands) -> None:
    with pytest.raises(Refused, match="still running"):
        hands.screen.open_meeting(hands.met.next_id)
    assert hands.screen.sitting.meeting_id == hands.met.meeting_id


def test_undoing_the_start_leaves_the_run_screen(hands: Hands) -> None:
    hands.store.undo()
    assert hands.window.left_run == 1
    assert not hands.screen.sitting.is_open


def test_the_time_and_the_pace_follow_the_clock(hands: Hands) -> None:
    hands.clock.pass_by(9)
    hands.screen._on_tick()
    assert hands.screen.top.clock.text() == "10:09"
    assert hands.screen.top.pace.text() == "4 min behind · ends about 11:44"
    assert (
        hands.screen.now_next.text()
        == "Now 1 Welcome and confidentiality 9 / 5  ·  Next 2 Apologies and deputies 5"
    )


def test_a_meeting_started_early_counts_from_its_time(hands: Hands, qtbot: QtBot) -> None:
    assert hands.screen.sitting.begins == hands.clock.at
    hands.clock.pass_by(-20)
    assert hands.screen.sitting.pace().elapsed == 0


# -- the place there is -----------------------------------------------------------------------------


def test_a_narrow_window_gives_up_first_the_register_then_the_running_order_then_the_rest(
    hands: Hands,
) -> None:
    screen, window = hands.screen, hands.window
    assert screen.register.table.isVisible()
    window.resize(1100, 700)
    assert not screen.register.table.isVisible()
    assert screen.register.box.isVisible()
    assert screen.register.counts.text() == "0 of 11 here now · 11 not marked"
    assert screen.order.isVisible()
    window.resize(880, 700)
    assert not screen.order.isVisible()
    assert screen.now_next.isVisible()
    window.resize(700, 400)
    assert not screen.item.buttons.isVisible()
    assert not screen.register.isVisible()
    assert screen.item.notes.isVisible()
    hands.press(Qt.Key.Key_F4)
    assert screen.register.box.hasFocus()
    hands.enter("joe")
    hands.press(Qt.Key.Key_Escape)
    assert hands.state("Joe") == "P"
    assert not screen.register.isVisible()
    window.resize(1366, 768)
    assert screen.register.table.isVisible()
    assert screen.order.isVisible()
    assert screen.item.buttons.isVisible()


def test_it_fits_beside_teams(hands: Hands) -> None:
    hands.window.resize(480, 700)
    assert hands.window.width() == 480


def test_moving_on_from_a_part_that_goes_puts_the_keyboard_in_the_notes(hands: Hands) -> None:
    """Not on whatever comes next, where a space might press something."""
    part = next(
        button
        for card in hands.screen.item.duty
        if card.isVisible()
        for button in card.findChildren(QAbstractButton)
        if button.isVisible() and button.isEnabled()
    )
    part.setFocus()
    hands.ctrl(Qt.Key.Key_PageDown)
    assert hands.screen.sitting.row().number == 2
    assert hands.screen.item.notes.hasFocus()


def test_moving_on_leaves_the_keyboard_in_a_line_that_is_half_typed(hands: Hands) -> None:
    hands.ctrl(Qt.Key.Key_Return)
    hands.type("action ring")
    hands.ctrl(Qt.Key.Key_PageDown)
    hands.type(" the hostel")
    assert hands.screen.item.line.text == "action ring the hostel"
