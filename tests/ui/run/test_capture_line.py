"""The capture line through the window: understood as typed, put right by chips, recorded at Enter."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from sqlmodel import select

from nscp_desktop.errors import Refused
from nscp_desktop.records import BoardLink, BoardMeeting, Person
from nscp_desktop.rules.capture import Gap, Kind
from nscp_desktop.services import actions, capture, half_typed
from nscp_desktop.ui.run.menus import Choices
from nscp_desktop.ui.theme import Tone
from nscp_desktop.ui.widgets import announced

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from tests.ui.run.conftest import Hands


def chips(hands: Hands) -> list[str]:
    return [chip.caption for chip in hands.screen.item.line.box.chips]


def tone(hands: Hands, words: str) -> Tone:
    return next(chip.tone for chip in hands.screen.item.line.box.chips if chip.caption == words)


def take(qtbot: QtBot, words: str) -> None:
    """In the menu that opens, go down to a line and press Enter."""
    qtbot.waitUntil(lambda: isinstance(QApplication.activePopupWidget(), Choices))
    shown = QApplication.activePopupWidget()
    assert isinstance(shown, Choices)
    texts = [action.text() for action in shown.actions()]
    for _ in range(texts.index(words)):
        QTest.keyClick(shown, Qt.Key.Key_Down)
    QTest.keyClick(shown, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: QApplication.activePopupWidget() is None)


def choose(hands: Hands, qtbot: QtBot, chip: str, words: str) -> None:
    """Tab to a chip, Enter, and take a line of its menu."""
    found = next(one for one in hands.screen.item.line.box.chips if one.caption == chip)
    found.setFocus()
    hands.enter()
    take(qtbot, words)
    assert hands.screen.item.line.box.line.hasFocus()


def test_a_line_is_understood_as_it_is_typed_and_recorded_at_enter(hands: Hands) -> None:
    hands.mark("joe")
    hands.ctrl(Qt.Key.Key_Return)
    hands.type("action joe to circulate the chronology page to A&E leads by 22 jan #neglect")
    assert chips(hands) == ["Action", "Joe Blackwood · Fenmere Hospital", "Due Fri 22 Jan", "Neglect"]
    hands.enter()
    assert hands.screen.item.line.text == ""
    assert hands.screen.item.line.box.line.hasFocus()
    (row,) = hands.rows(0)
    assert row.action is not None
    assert (row.text, row.action.owner, row.action.due, row.theme) == (
        "Circulate the chronology page to A&E leads", "Joe Blackwood", date(2027, 1, 22), "Neglect",
    )  # fmt: skip
    assert announced()[-1] == "Action B-2701-01, Joe Blackwood, 22 January 2027"
    shown = hands.screen.item.rows.model
    assert [shown.columns[at].text(row) for at in range(4)] == [
        "Action", "Circulate the chronology page to A&E leads", "Joe Blackwood · Fri 22 Jan", "10:00",
    ]  # fmt: skip
    hands.ctrl(Qt.Key.Key_Z)
    assert hands.rows(0) == ()


def test_every_kind_is_recorded_by_its_word(hands: Hands) -> None:
    for line in (
        "decision adopt the toolkit because schools use it",
        "outcome two schools now invite the DSL by name",
        "challenge who answers for Housing in the east",
        "> what did the bus company say",
        "! joe to ring by 22 jan",
        "= meet in March",
        "the chair thanked everybody",
    ):
        hands.record(line)
    kinds = [row.kind for row in hands.rows(0)]
    assert sorted(kinds) == sorted(
        [Kind.DECISION, Kind.OUTCOME, Kind.CHALLENGE, Kind.NOTE, Kind.ACTION, Kind.DECISION, Kind.NOTE]
    )
    assert hands.screen.item.notes.hasFocus()


def test_what_is_unclear_is_recorded_and_waits_on_the_row(hands: Hands) -> None:
    hands.ctrl(Qt.Key.Key_Return)
    hands.type("action find a room")
    assert chips(hands) == ["Action", "no owner", "no date"]
    assert tone(hands, "no owner") is Tone.AMBER
    hands.enter()
    (row,) = hands.rows(0)
    assert row.gaps == (Gap.NO_OWNER, Gap.NO_DATE)
    assert hands.screen.item.rows._who(row) == "no owner · no date"


def test_an_owner_who_is_not_here_is_said(hands: Hands) -> None:
    hands.ctrl(Qt.Key.Key_Return)
    hands.type("action ruth to ring by 22 jan")
    assert chips(hands)[1] == "Ruth Pell · District council, housing · not here: who tells them?"


def test_which_joe_is_chosen_by_keys(hands: Hands, qtbot: QtBot) -> None:
    with hands.store.change("Another") as session:
        session.add(Person(id="jo", name="Joe Brook"))
    hands.mark("joe bl", "joe br")
    hands.ctrl(Qt.Key.Key_Return)
    hands.type("action joe to ring by 22 jan")
    assert chips(hands)[1] == "which joe?"
    hands.press(Qt.Key.Key_Down)
    take(qtbot, "Joe Brook")
    assert chips(hands)[1] == "Joe Brook"
    hands.enter()
    (row,) = hands.rows(0)
    assert row.action is not None
    assert (row.action.owner_id, row.gaps) == ("jo", ())


def test_each_chip_can_be_put_right(hands: Hands, qtbot: QtBot) -> None:
    with hands.store.change("Set a youth board") as session:
        board = session.exec(select(BoardLink.board_id).where(BoardLink.group_id == hands.met.group_id)).one()
        session.add(BoardMeeting(board_id=board, date=date(2027, 2, 3)))
    hands.mark("joe", "claire")
    hands.ctrl(Qt.Key.Key_Return)
    hands.type("action joe to ring #neglect")
    choose(hands, qtbot, "no date", "In 2 weeks, Thu 28 Jan")
    choose(hands, qtbot, "Neglect", "Trauma informed practice")
    assert chips(hands) == [
        "Action", "Joe Blackwood · Fenmere Hospital", "Due Thu 28 Jan", "Trauma informed practice",
    ]  # fmt: skip
    choose(hands, qtbot, "Due Thu 28 Jan", "Next youth board, Wed 3 Feb")
    choose(hands, qtbot, "Joe Blackwood · Fenmere Hospital", "Every organisation")
    assert chips(hands)[1:3] == ["Every organisation", "Due Wed 3 Feb"]
    hands.enter()
    (row,) = hands.rows(0)
    assert row.action is not None
    assert (row.action.owner, row.action.due, row.theme) == (
        "Every organisation", date(2027, 2, 3), "Trauma informed practice",
    )  # fmt: skip
    assert len(actions.replies(hands.store, row.action.id)) == 11


def test_an_owner_is_chosen_from_those_here_when_none_is_named(hands: Hands, qtbot: QtBot) -> None:
    hands.mark("claire")
    hands.ctrl(Qt.Key.Key_Return)
    hands.type("action find a room by 22 jan")
    choose(hands, qtbot, "no owner", "Claire O'Dowd · Larkfield Academy")
    assert chips(hands)[1] == "Claire O'Dowd · Larkfield Academy"
    hands.type(" and a key")
    hands.enter()
    (row,) = hands.rows(0)
    assert row.action is not None
    assert (row.action.owner, row.text) == ("Claire O'Dowd", "Find a room and a key")


def test_a_choice_goes_when_another_name_is_typed(hands: Hands, qtbot: QtBot) -> None:
    hands.mark("joe", "claire")
    hands.ctrl(Qt.Key.Key_Return)
    hands.type("action joe to ring by 22 jan")
    choose(hands, qtbot, "Joe Blackwood · Fenmere Hospital", "Together")
    hands.screen.item.line.box.line.setText("action claire to ring by 22 jan")
    assert chips(hands)[1] == "Claire O'Dowd · Larkfield Academy"


def test_the_kind_is_changed_by_its_chip_and_by_the_buttons(hands: Hands, qtbot: QtBot) -> None:
    hands.ctrl(Qt.Key.Key_Return)
    hands.type("action adopt the toolkit")
    choose(hands, qtbot, "Action", "Decision")
    assert hands.screen.item.line.text == "decision adopt the toolkit"
    hands.screen.item.kinds[Kind.OUTCOME].click()
    assert hands.screen.item.line.text == "outcome adopt the toolkit"
    assert hands.screen.item.line.box.line.hasFocus()


def test_a_theme_that_could_be_two_is_asked_for(hands: Hands, qtbot: QtBot) -> None:
    hands.ctrl(Qt.Key.Key_Return)
    hands.type("decision listen more #c")
    hands.screen.item.line.box.line.setText("decision listen more #t")
    found = [one for one in chips(hands) if one == "which theme?"]
    if found:
        hands.press(Qt.Key.Key_Down)
        take(qtbot, "Trauma informed practice")
        assert "Trauma informed practice" in chips(hands)


def test_what_looks_like_an_action_is_asked_about_and_made_one(hands: Hands, qtbot: QtBot) -> None:
    hands.mark("joe")
    hands.ctrl(Qt.Key.Key_Return)
    hands.type("joe to circulate the page by 22 jan")
    assert chips(hands)[:2] == ["Note", "Was this an action?"]
    hands.enter()
    question = hands.screen.item.rows.question
    assert question.isVisible()
    assert question.text.startswith("Was this an action?")
    assert [row.kind for row in hands.rows(0)] == [Kind.NOTE]
    hands.alt(Qt.Key.Key_M)
    qtbot.waitUntil(lambda: [row.kind for row in hands.rows(0)] == [Kind.ACTION])
    assert not question.isVisible()
    assert hands.screen.item.line.box.line.hasFocus()
    hands.ctrl(Qt.Key.Key_Return)
    hands.record("agreed that the toolkit stays")
    assert hands.screen.item.rows.make_it.caption == "Make it a decision"
    hands.ctrl(Qt.Key.Key_PageDown)
    assert not question.isVisible()


def test_a_plain_note_is_asked_about_by_nobody(hands: Hands) -> None:
    hands.record("tea was served")
    assert not hands.screen.item.rows.question.isVisible()
    hands.screen.item.rows.make_it.click()
    assert [row.kind for row in hands.rows(0)] == [Kind.NOTE]


def test_a_line_to_the_youth_board_is_no_referral(hands: Hands) -> None:
    hands.ctrl(Qt.Key.Key_Return)
    hands.type("youth board what about the buses")
    warning = hands.screen.item.line.not_a_referral
    assert warning.isVisible()
    assert warning.text().startswith("If a child may be at risk, ring")
    hands.enter()
    assert not warning.isVisible()


def test_words_without_a_record_are_not_recorded(hands: Hands) -> None:
    hands.ctrl(Qt.Key.Key_Return)
    hands.enter("action ")
    assert hands.window.refused == ["There are no words to record yet."]
    assert hands.screen.item.line.text == "action "
    hands.screen.item.line.box.line.setText("")
    hands.enter()
    assert hands.rows(0) == ()


def test_a_half_typed_line_outlives_every_other_key(hands: Hands, qtbot: QtBot) -> None:
    hands.ctrl(Qt.Key.Key_Return)
    hands.type("action joe to ci")
    hands.mark("joe")
    hands.ctrl(Qt.Key.Key_PageDown)
    hands.press(Qt.Key.Key_F8)
    assert hands.screen.read_back.half_typed.text.startswith("Not recorded yet. “action joe to ci”")
    hands.press(Qt.Key.Key_Escape)
    assert hands.screen.item.line.text == "action joe to ci"
    assert half_typed.kept(hands.store, capture.line_of(hands.met.meeting_id)) == "action joe to ci"
    # Joe came in the meantime: the line is understood again a moment later.
    qtbot.waitUntil(lambda: chips(hands)[1] == "Joe Blackwood · Fenmere Hospital")


def test_a_line_that_is_refused_stays(hands: Hands, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_args: object) -> None:
        raise Refused("The disk is full. Nothing has been changed.")

    hands.ctrl(Qt.Key.Key_Return)
    with monkeypatch.context() as broken:
        broken.setattr(capture, "record", full)
        hands.enter("decision adopt it")
    assert hands.window.refused == ["The disk is full. Nothing has been changed."]
    assert hands.screen.item.line.text == "decision adopt it"
    hands.enter()
    assert len(hands.rows(0)) == 1


def test_a_fault_in_the_program_loses_no_line(
    hands: Hands, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks(*_args: object) -> None:
        raise ZeroDivisionError("a fault of the program")

    hands.ctrl(Qt.Key.Key_Return)
    with monkeypatch.context() as broken, qtbot.capture_exceptions() as caught:
        broken.setattr(capture, "record", breaks)
        hands.enter("decision adopt it")
    assert caught
    assert hands.screen.item.line.text == "decision adopt it"
    hands.enter()
    assert len(hands.rows(0)) == 1


@pytest.mark.parametrize("text", ["<b>R&D</b> &amp", "Ж العربية שלום 中文", "%s {x} \\n 'quotes'"])
def test_markup_and_scripts_stand_as_typed(hands: Hands, text: str) -> None:
    hands.record(f"decision {text}")
    (row,) = hands.rows(0)
    assert row.text == text
    hands.record(f"action {text} #<b>")
    assert len(hands.rows(0)) == 2


def test_a_line_too_long_is_refused_whole(hands: Hands) -> None:
    hands.ctrl(Qt.Key.Key_Return)
    hands.screen.item.line.box.line.insert("x" * 2_001)
    assert "2,000 characters" in hands.window.refused[0]
    assert hands.screen.item.line.text == ""
