"""Breakout cards: people by keys, points by typing, actions by their first word."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent, QDragEnterEvent, QDropEvent, QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QApplication
from sqlmodel import select

from nscp_desktop.records import Question
from nscp_desktop.services import attendance, breakouts
from nscp_desktop.ui.run.breakouts import BreakoutCards
from nscp_desktop.ui.run.room_people import PERSON
from nscp_desktop.ui.widgets import announced, forget_announced
from tests.ui.rooms_scene import RoomsScene, rooms_scene

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from nscp_desktop.ui.bridge import Bridge
    from nscp_desktop.ui.house import House
    from nscp_desktop.ui.run.room_card import RoomCard
    from nscp_desktop.ui.run.room_people import PersonChip
    from nscp_desktop.ui.run.room_question import QuestionBox, RoomQuestion
    from tests.ui.noting import NotingFrame


class Cards:
    """The screen over a scene, with short ways to its parts."""

    def __init__(
        self, qtbot: QtBot, house: House, bridge: Bridge, frame: NotingFrame, made: RoomsScene
    ) -> None:
        self.qtbot, self.frame, self.scene = qtbot, frame, made
        self.screen = BreakoutCards(house, bridge, frame)
        qtbot.addWidget(self.screen)
        self.screen.resize(1366, 650)
        self.screen.open_item(made.met.meeting_id, made.item_id)
        self.screen.show()
        self.screen.activateWindow()
        qtbot.waitUntil(self.screen.isActiveWindow)

    def card(self, number: int) -> RoomCard:
        return self.screen.cards[number - 1]

    def question(self, number: int, at: int = 0) -> RoomQuestion:
        return self.card(number).questions[at]

    def box(self, number: int, at: int = 0) -> QuestionBox:
        return self.question(number, at).box

    def type(self, number: int, text: str, at: int = 0) -> None:
        box = self.box(number, at)
        box.setFocus()
        for line, words in enumerate(text.split("\n")):
            if line:
                self.qtbot.keyClick(box, Qt.Key.Key_Return)
            self.qtbot.keyClicks(box, words)

    def people(self, number: int) -> list[str]:
        return [chip.person.name for chip in self.card(number).people.shown()]

    def chip(self, name: str) -> PersonChip:
        return next(
            chip for group in self.screen._groups() for chip in group.shown() if chip.person.name == name
        )

    def kept(self, number: int, at: int = 0) -> list[str]:
        view = breakouts.rooms(self.scene.store, self.scene.met.meeting_id, self.scene.item_id)
        room = view.room(number)
        assert room is not None
        return [point.text for point in room.answers[at].points]


@pytest.fixture
def cards(qtbot: QtBot, house: House, bridge: Bridge, frame: NotingFrame) -> Cards:
    return Cards(qtbot, house, bridge, frame, rooms_scene(house.store))


@pytest.fixture
def fresh(qtbot: QtBot, house: House, bridge: Bridge, frame: NotingFrame) -> Cards:
    return Cards(qtbot, house, bridge, frame, rooms_scene(house.store, written=False))


@pytest.fixture
def closed(qtbot: QtBot, house: House, bridge: Bridge, frame: NotingFrame) -> Cards:
    return Cards(qtbot, house, bridge, frame, rooms_scene(house.store, 0))


def key(widget: PersonChip, code: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QApplication.sendEvent(widget, QKeyEvent(QEvent.Type.KeyPress, code, held))


# -- what is shown ----------------------------------------------------------------------------------


def test_each_room_is_a_card_with_its_people_words_and_actions(cards: Cards) -> None:
    card = cards.card(1)
    assert card.name.text() == "Room 1"
    assert card.state.text() == "typing here"
    assert cards.card(2).state.text() == "notes in"
    assert card.people.shown()[0].caption.endswith(" · leads")
    assert cards.box(1).toPlainText().startswith("One adult who stayed.\n")
    assert (
        card.lines[0].words.text() == "Action Share the DSL contact list with the MASH · Orla Pearl, 29 Jan"
    )
    assert card.foot.text() == "3 points · 1 action"
    assert cards.card(4).state.text() == "to come"
    assert cards.screen.head.title.text() == "6  Breakout: Review Q (invented)"
    assert "01632 960 555" in cards.screen.not_a_referral.text()
    assert cards.screen.words.text().startswith("4 rooms of 2 or 3")


def test_a_chip_says_who_where_and_what_keys_do(cards: Cards) -> None:
    chip = cards.card(1).people.shown()[0]
    assert chip.accessibleName() == f"{chip.person.name}, {chip.person.organisation}, leads room 1"
    assert "Alt with Left or Right" in chip.accessibleDescription()
    assert cards.card(1).people.shown()[1].accessibleName().endswith(", room 1")


def test_an_item_without_questions_says_so_and_leads_to_the_agenda(cards: Cards) -> None:
    other = cards.scene.met.items[4]
    cards.screen.open_item(cards.scene.met.meeting_id, other)
    assert "asks no questions yet" in cards.screen.no_questions.text
    cards.screen.to_agenda.click()
    assert cards.frame.went == [("agenda", cards.scene.met.meeting_id)]
    cards.screen.open_item(cards.scene.met.meeting_id, cards.scene.item_id)
    assert cards.screen.no_questions.text == ""
    assert cards.box(1).toPlainText().startswith("One adult")


# -- rooms ------------------------------------------------------------------------------------------


def test_rooms_are_opened_in_one_key_and_the_keyboard_comes_to_the_first_card(closed: Cards) -> None:
    screen = closed.screen
    assert screen.open_rooms.caption == "Open 3 rooms"
    screen.number.pick(4)
    screen.number.picked.emit(4)
    assert screen.open_rooms.caption == "Open 4 rooms"
    screen.open_rooms.setFocus()
    closed.qtbot.keyClick(screen.open_rooms, Qt.Key.Key_Return)
    assert closed.frame.said == ["4 rooms opened."]
    assert closed.scene.store.undo_label == "Open 4 breakout rooms at item 6"
    assert closed.box(1).hasFocus()
    assert not screen.open_rooms.isVisible()
    closed.scene.store.undo()
    assert screen.empty.isVisible()


def test_mixing_again_moves_people_and_leaves_words(cards: Cards) -> None:
    before = [cards.people(number) for number in range(1, 5)]
    cards.screen.co_chairs_out.click()
    cards.screen.mix.click()
    assert cards.frame.said == ["People mixed into 4 rooms. What is written stays in its room."]
    assert [cards.people(number) for number in range(1, 5)] != before
    assert cards.box(1).toPlainText().startswith("One adult who stayed.")
    assert [chip.person.name for chip in cards.screen.without.shown()] == ["Tamsin Reedmarsh"]
    cards.scene.store.undo()
    assert [cards.people(number) for number in range(1, 5)] == before


def test_co_chairs_who_were_left_out_stay_so(cards: Cards) -> None:
    cards.screen.co_chairs_out.click()
    cards.screen.mix.click()
    cards.screen.open_item(cards.scene.met.meeting_id, cards.scene.met.items[4])
    assert not cards.screen.co_chairs_out.isChecked()
    cards.screen.open_item(cards.scene.met.meeting_id, cards.scene.item_id)
    assert cards.screen.co_chairs_out.isChecked()


def test_another_number_mixes_and_one_that_would_lose_notes_is_refused(cards: Cards) -> None:
    screen = cards.screen
    screen.number.pick(5)
    screen.number.picked.emit(5)
    assert len([card for card in screen.cards if card.isVisible()]) == 5
    screen.number.pick(2)
    screen.number.picked.emit(2)
    assert "Room 3 has notes (1 point)" in cards.frame.refused[0]
    assert screen.number.value == 5
    screen.number.picked.emit(5)
    assert len(cards.frame.said) == 1


# -- people -----------------------------------------------------------------------------------------


def test_tab_goes_through_the_questions_of_all_the_rooms_before_their_people(cards: Cards) -> None:
    boxes = [question.box for card in cards.screen.cards for question in card.questions]
    boxes[0].setFocus()
    for box in boxes[1:]:
        cards.qtbot.keyClick(cards.screen.focusWidget(), Qt.Key.Key_Tab)
        assert box.hasFocus(), box.accessibleName()
    cards.qtbot.keyClick(boxes[-1], Qt.Key.Key_Tab)
    assert cards.card(1).isAncestorOf(cards.screen.focusWidget())


def test_letters_typed_on_a_person_are_said_to_be_lost(cards: Cards) -> None:
    chip = cards.card(2).people.shown()[0]
    chip.setFocus()
    cards.qtbot.keyClicks(chip, "Wait")
    (said,) = cards.frame.refused
    assert said.startswith(f"The keyboard is on {chip.person.name}, so nothing was typed.")
    cards.box(1).setFocus()
    chip.setFocus()
    cards.qtbot.keyClicks(chip, "We")
    assert len(cards.frame.refused) == 2


def test_alt_and_the_arrows_move_a_person_and_the_keyboard_goes_with_them(cards: Cards) -> None:
    chip = cards.card(2).people.shown()[1]
    name = chip.person.name
    chip.setFocus()
    key(chip, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert name in cards.people(3)
    assert cards.chip(name).hasFocus()
    assert cards.frame.said[-1] == f"Move {name} to room 3."
    key(cards.chip(name), Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert name in cards.people(2)


def test_at_the_first_and_the_last_room_the_arrows_say_so(cards: Cards) -> None:
    forget_announced()
    key(cards.card(1).people.shown()[0], Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    key(cards.card(4).people.shown()[0], Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert announced() == ("Room 1 is the first.", "Room 4 is the last.")


def test_enter_lets_a_person_lead_and_delete_takes_them_out_and_enter_back_in(cards: Cards) -> None:
    name = cards.people(1)[1]
    key(cards.chip(name), Qt.Key.Key_Return)
    assert cards.people(1)[0] == name
    assert cards.frame.said == [f"Let {name} lead room 1."]
    key(cards.chip(name), Qt.Key.Key_Delete)
    assert [chip.person.name for chip in cards.screen.without.shown()] == [name]
    key(cards.chip(name), Qt.Key.Key_Delete)
    assert cards.chip(name).accessibleDescription() == "Enter finds them a room"
    key(cards.chip(name), Qt.Key.Key_Enter)
    assert cards.screen.without.shown() == ()
    key(cards.chip(name), Qt.Key.Key_Delete)
    key(cards.chip(name), Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert name in cards.people(4)
    key(cards.chip(name), Qt.Key.Key_A)


def test_who_has_left_is_marked_on_the_chip(cards: Cards) -> None:
    name = cards.people(1)[1]
    attendance.mark_left(cards.scene.store, cards.scene.met.meeting_id, cards.chip(name).key)
    assert cards.chip(name).caption == f"{cards.chip(name).person.short} · not here"


def test_the_menu_of_a_chip_does_what_the_keys_do(cards: Cards) -> None:
    name = cards.people(1)[1]
    chip = cards.chip(name)
    assert [words for _, words in chip.choices()] == [
        f"Let {name} lead room 1", "Move to room 2", "Move to room 3", "Move to room 4", "Take out of the rooms",
    ]  # fmt: skip
    chip.take("lead")
    assert cards.people(1)[0] == name
    cards.chip(name).take(3)
    assert name in cards.people(3)
    cards.chip(name).take(3)
    cards.chip(name).take("out")
    assert cards.chip(name).choices()[0] == (1, "Put to room 1")
    cards.chip(name).take(2)
    assert name in cards.people(2)
    cards.chip(name).take(None)
    chip = cards.chip(name)
    middle = chip.rect().center()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, middle, chip.mapToGlobal(middle))
    QApplication.sendEvent(chip, event)
    popup = QApplication.activePopupWidget()
    assert popup is not None
    assert popup.accessibleName() == f"{name}: what to do"
    popup.close()


def test_a_person_can_be_dropped_on_a_card(cards: Cards) -> None:
    chip = cards.card(1).people.shown()[1]
    name, target = chip.person.name, cards.card(4)
    mime = QMimeData()
    mime.setData(PERSON, chip.key.encode())
    buttons, held = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    middle = target.rect().center()
    enter = QDragEnterEvent(middle, Qt.DropAction.MoveAction, mime, buttons, held)
    target.dragEnterEvent(enter)
    assert enter.isAccepted()
    target.dropEvent(QDropEvent(QPointF(middle), Qt.DropAction.MoveAction, mime, buttons, held))
    assert name in cards.people(4)
    nothing = QMimeData()
    strange = QDragEnterEvent(middle, Qt.DropAction.CopyAction, nothing, buttons, held)
    strange.ignore()
    target.dragEnterEvent(strange)
    assert not strange.isAccepted()


def test_alt_arrows_belong_to_the_chip_and_not_to_the_screen(cards: Cards) -> None:
    chip = cards.card(1).people.shown()[0]
    event = QKeyEvent(QEvent.Type.ShortcutOverride, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    event.ignore()
    QApplication.sendEvent(chip, event)
    assert event.isAccepted()


# -- words ------------------------------------------------------------------------------------------


def test_lines_are_points_and_leaving_the_box_is_one_deed(fresh: Cards) -> None:
    fresh.type(1, "One adult who stayed.\nBeing asked alone.")
    assert fresh.card(1).state.text() == "typing here"
    assert fresh.kept(1) == []
    fresh.qtbot.keyClick(fresh.box(1), Qt.Key.Key_Tab)
    assert fresh.kept(1) == ["One adult who stayed.", "Being asked alone."]
    assert fresh.box(1, 1).hasFocus()
    assert fresh.scene.store.undo_label == "Write the answer of room 1 to question 1"
    assert fresh.card(1).foot.text() == "2 points"
    fresh.scene.store.undo()
    assert fresh.box(1).toPlainText() == ""


def test_typing_is_durable_before_it_is_a_deed(fresh: Cards) -> None:
    fresh.type(2, "half a po")
    keeper = fresh.question(2).keeper
    assert keeper._draft.isActive() and keeper._draft.interval() < 1000
    keeper._draft.timeout.emit()
    (draft,) = fresh.scene.store.drafts()
    assert (draft.table, draft.text, draft.cursor) == ("answer", "half a po", 9)
    keeper._deed.timeout.emit()
    assert fresh.kept(2) == ["half a po"]
    assert fresh.scene.store.drafts() == ()
    assert fresh.box(2).hasFocus()


def test_enter_at_an_action_records_it_and_leaves_an_empty_line(fresh: Cards) -> None:
    fresh.type(1, "Invite the DSL by name.\naction orla to share the list by 29 jan")
    fresh.qtbot.keyClick(fresh.box(1), Qt.Key.Key_Return)
    assert fresh.box(1).toPlainText() == "Invite the DSL by name.\n"
    assert fresh.box(1).hasFocus()
    assert fresh.frame.said == ["Action B-2701-01, Orla Pearl, 29 January 2027."]
    assert fresh.card(1).lines[0].words.text() == "Action Share the list · Orla Pearl, 29 Jan"
    fresh.qtbot.keyClicks(fresh.box(1), "And more")
    assert fresh.screen.settle()
    assert fresh.kept(1) == ["Invite the DSL by name.", "And more"]


def test_an_action_in_the_middle_gives_way_to_an_empty_line_there(fresh: Cards) -> None:
    fresh.type(1, "First\nLast")
    box = fresh.box(1)
    box.moveCursor(box.textCursor().MoveOperation.StartOfLine)
    fresh.qtbot.keyClicks(box, "outcome two schools invite the DSL")
    fresh.qtbot.keyClick(box, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    box.moveCursor(box.textCursor().MoveOperation.Up)
    fresh.qtbot.keyClick(box, Qt.Key.Key_Return)
    assert box.textCursor().blockNumber() == 1
    assert fresh.card(1).lines[0].words.text() == "Outcome Two schools invite the DSL"


def test_an_action_that_names_nothing_to_do_stays_a_line(fresh: Cards) -> None:
    fresh.type(1, "action joe to")
    fresh.qtbot.keyClick(fresh.box(1), Qt.Key.Key_Return)
    assert fresh.box(1).toPlainText() == "action joe to\n"
    assert fresh.kept(1) == ["action joe to"]


def test_what_an_action_still_needs_stands_beside_it(fresh: Cards) -> None:
    fresh.type(1, "action find out who answers for school transport\nchallenge housing is never here")
    fresh.qtbot.keyClick(fresh.box(1), Qt.Key.Key_Tab)
    first, second = fresh.card(1).lines[:2]
    assert (
        first.words.text() == "Action Find out who answers for school transport · no owner yet, no date yet"
    )
    assert second.words.text() == "Challenge Housing is never here"
    second.setFocus()
    fresh.qtbot.keyClick(second, Qt.Key.Key_A)
    fresh.qtbot.keyClick(second, Qt.Key.Key_Delete)
    assert fresh.frame.said[-1] == "Strike a challenge."
    assert not second.isVisible()
    fresh.scene.store.undo()
    assert second.isVisible()


def test_looking_at_another_window_leaves_a_half_typed_action_alone(fresh: Cards) -> None:
    fresh.type(1, "A point\naction joe to sh")
    QApplication.sendEvent(
        fresh.box(1), QFocusEvent(QEvent.Type.FocusOut, Qt.FocusReason.ActiveWindowFocusReason)
    )
    assert fresh.kept(1) == ["A point", "action joe to sh"]
    assert fresh.box(1).toPlainText() == "A point\naction joe to sh"
    fresh.qtbot.keyClicks(fresh.box(1), "are the list")
    assert fresh.screen.settle()
    assert fresh.kept(1) == ["A point"]
    assert fresh.card(1).lines[0].words.text().startswith("Action Share the list · Joe Blackwood")


def test_what_is_refused_stays_in_the_box_and_is_said_whenever_it_is_asked_for(fresh: Cards) -> None:
    box = fresh.box(1)
    box.setFocus()
    box.insertPlainText("x" * 2001)
    keeper = fresh.question(1).keeper
    keeper._deed.timeout.emit()
    keeper._deed.timeout.emit()
    assert len(fresh.frame.refused) == 1
    assert "2,001 characters" in fresh.frame.refused[0]
    # A button that does nothing says why each time it is pressed.
    for times in (2, 3):
        fresh.screen.mix.click()
        assert len(fresh.frame.refused) == times
    assert fresh.frame.said == []
    box.insertPlainText("\u202e")
    fresh.question(1).keeper._draft.timeout.emit()
    assert "turns the direction" in fresh.frame.refused[-1]
    box.clear()
    assert fresh.screen.settle()


def test_typing_is_not_disturbed_by_what_others_do(fresh: Cards) -> None:
    fresh.type(1, "Being typed")
    view = fresh.screen.view
    assert view is not None
    breakouts.answer(fresh.scene.store, view.rooms[1].room_id, view.questions[0].id, ["Another room"])
    assert fresh.box(1).toPlainText() == "Being typed"
    assert fresh.box(2).toPlainText() == "Another room"


def test_a_question_put_on_later_keeps_what_is_typed(fresh: Cards) -> None:
    fresh.type(1, "Being typed")
    with fresh.scene.store.change("Ask a third") as session:
        session.add(Question(item_id=fresh.scene.item_id, position=0.5, text="What gets in the way?"))
    assert fresh.question(1).label.text() == "What gets in the way?"
    assert fresh.box(1, 1).toPlainText() == "Being typed"
    with fresh.scene.store.change("Take two off") as session:
        for one in session.exec(select(Question).where(Question.position >= 1)):
            one.removed = True
    assert fresh.question(1).label.text() == "What gets in the way?"


# -- the best three ---------------------------------------------------------------------------------


def test_esc_goes_to_the_points_where_arrows_and_space_mark(fresh: Cards) -> None:
    fresh.type(1, "One\nTwo\nThree")
    forget_announced()
    fresh.qtbot.keyClick(fresh.box(1), Qt.Key.Key_Escape)
    marks = fresh.question(1).marks
    assert marks.hasFocus()
    assert fresh.kept(1) == ["One", "Two", "Three"]
    assert announced() == ("Point 3 of 3: Three",)
    for code in (Qt.Key.Key_Space, Qt.Key.Key_Up, Qt.Key.Key_Space, Qt.Key.Key_Up, Qt.Key.Key_Space):
        fresh.qtbot.keyClick(marks, code)
    assert fresh.card(1).foot.text() == "3 points"
    fresh.type(1, "Four", 1)
    fresh.qtbot.keyClick(fresh.box(1, 1), Qt.Key.Key_Escape)
    other = fresh.question(1, 1).marks
    fresh.qtbot.keyClick(other, Qt.Key.Key_Space)
    assert fresh.frame.refused == ["Room 1 has marked its best three. Take one mark off first."]
    fresh.qtbot.keyClick(other, Qt.Key.Key_Down)
    assert other.hasFocus()
    fresh.qtbot.keyClick(other, Qt.Key.Key_Up)
    assert marks.hasFocus() and marks.at == 2
    assert announced()[-1] == "Point 3 of 3, one of the best: Three"
    fresh.qtbot.keyClick(marks, Qt.Key.Key_Space)
    fresh.qtbot.keyClick(marks, Qt.Key.Key_Down)
    assert other.hasFocus()
    fresh.qtbot.keyClick(other, Qt.Key.Key_Return)
    assert fresh.box(1, 1).hasFocus()
    fresh.screen.grab()
    assert fresh.card(2).state.text() == "to come"


def test_three_marks_are_said_on_the_card(fresh: Cards) -> None:
    fresh.type(1, "One\nTwo\nThree")
    fresh.screen.settle()
    view = fresh.screen.view
    assert view is not None
    for point in view.rooms[0].answers[0].points:
        breakouts.mark_best(fresh.scene.store, point.answer_id)
    fresh.box(2).setFocus()
    assert fresh.card(1).state.text() == "best three marked"


def test_a_mark_can_be_clicked(fresh: Cards) -> None:
    fresh.type(1, "One\nTwo")
    fresh.screen.settle()
    marks = fresh.question(1).marks
    second = marks._places()[1][1].center()
    fresh.qtbot.mouseClick(marks, Qt.MouseButton.LeftButton, pos=second)
    view = fresh.screen.view
    assert view is not None
    assert [point.best for point in view.rooms[0].answers[0].points] == [False, True]


def test_esc_in_an_empty_box_is_left_to_the_screen(fresh: Cards) -> None:
    box = fresh.box(1)
    box.setFocus()
    for text, ours in (("", False), ("x", True)):
        box.setPlainText(text)
        event = QKeyEvent(QEvent.Type.ShortcutOverride, Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier)
        event.ignore()
        QApplication.sendEvent(box, event)
        assert event.isAccepted() is ours


def test_out_of_sight_nothing_is_asked_until_it_is_shown_again(cards: Cards) -> None:
    cards.screen.hide()
    name = cards.people(1)[1]
    attendance.mark_left(cards.scene.store, cards.scene.met.meeting_id, cards.chip(name).key)
    assert "not here" not in cards.chip(name).caption
    cards.screen.show()
    assert "not here" in cards.chip(name).caption


def test_words_that_could_not_be_kept_wait_on_their_card(cards: Cards) -> None:
    view = cards.screen.view
    assert view is not None
    long = "x" * 2001
    breakouts.keep_draft(cards.scene.store, view.rooms[3].room_id, view.questions[1].id, long, 5)
    cards.screen.open_item(cards.scene.met.meeting_id, cards.scene.met.items[4])
    cards.screen.open_item(cards.scene.met.meeting_id, cards.scene.item_id)
    assert cards.box(4, 1).toPlainText() == long
    assert not cards.screen.settle()
    assert "2,001 characters" in cards.frame.refused[0]
