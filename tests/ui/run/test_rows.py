"""What was recorded at the item, put right in place; what an item asks of the program."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from nscp_desktop.errors import Refused
from nscp_desktop.records import Action, AgendaItem, Meeting
from nscp_desktop.rules.capture import Gap, Kind
from nscp_desktop.services import actions, meetings, notes
from nscp_desktop.ui.run.duties import Apologies, Declarations, LastMinutes, NextDate, Statement

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from nscp_desktop.ui.run.duties import DutyCard
    from tests.ui.run.conftest import Hands


def edit(hands: Hands, at: int = 0) -> None:
    """Go to a row by keys and press Enter."""
    table = hands.screen.item.rows.table
    table.setFocus()
    table.go_to(hands.screen.item.rows.model.rows()[at].record_id)
    hands.enter()


def card(hands: Hands, kind: type[DutyCard]) -> DutyCard:
    return next(one for one in hands.screen.item.duty if isinstance(one, kind))


def go_to(hands: Hands, item: int) -> None:
    for _ in range(item):
        hands.ctrl(Qt.Key.Key_PageDown)


def test_a_row_is_completed_and_its_words_put_right(hands: Hands) -> None:
    hands.record("action find a room")
    edit(hands)
    editor = hands.screen.item.rows.editor
    assert editor.isVisible()
    assert editor.who.hasFocus()
    assert editor.who.placeholderText() == "now: no owner, no date"
    hands.enter("joe by 22 jan")
    assert not editor.isVisible()
    assert hands.screen.item.notes.hasFocus()
    (row,) = hands.rows(0)
    assert row.gaps == ()
    edit(hands)
    assert editor.words.hasFocus()
    assert editor.who.placeholderText() == "now: Joe Blackwood by Fri 22 Jan"
    editor.words.selectAll()
    hands.enter("Find a larger room")
    assert hands.rows(0)[0].text == "Find a larger room"


def test_a_decision_gets_its_reason_and_another_kind(hands: Hands) -> None:
    hands.record("decision adopt it")
    edit(hands)
    editor = hands.screen.item.rows.editor
    editor.reason.setText("schools use it")
    editor.keep.click()
    assert hands.rows(0)[0].reason == "schools use it"
    edit(hands)
    editor.kind.pick(Kind.OUTCOME)
    editor.keep.click()
    assert [row.kind for row in hands.rows(0)] == [Kind.OUTCOME]


def test_esc_leaves_a_row_as_it_was_and_goes_to_the_notes(hands: Hands) -> None:
    hands.record("decision adopt it")
    edit(hands)
    hands.type(" and more")
    hands.press(Qt.Key.Key_Escape)
    assert not hands.screen.item.rows.editor.isVisible()
    assert hands.screen.item.notes.hasFocus()
    assert hands.rows(0)[0].text == "Adopt it"


def test_what_is_refused_stays_in_the_editor(hands: Hands) -> None:
    hands.record("action find a room")
    edit(hands)
    hands.enter("nobody we know")
    assert "names neither a person nor a date" in hands.window.refused[-1]
    editor = hands.screen.item.rows.editor
    assert editor.isVisible()
    editor.who.setText("")
    editor.words.setText(" ")
    editor.kind.pick(Kind.DECISION)
    editor.keep.click()
    assert "needs its words" in hands.window.refused[-1]
    assert hands.rows(0)[0].text == "Find a room"


def test_a_row_is_struck_and_comes_back(hands: Hands) -> None:
    hands.record("decision adopt it")
    edit(hands)
    hands.screen.item.rows.editor.strike.click()
    assert hands.rows(0) == ()
    assert hands.window.said == ["Decision struck. It is gone for good when the meeting closes."]
    hands.ctrl(Qt.Key.Key_Z)
    assert len(hands.rows(0)) == 1


def test_the_editor_goes_when_its_row_goes(hands: Hands) -> None:
    hands.record("decision adopt it")
    edit(hands)
    hands.store.undo()
    assert not hands.screen.item.rows.editor.isVisible()
    hands.screen.item.rows.editor.keep.click()
    hands.screen.item.rows.editor.strike.click()
    assert hands.rows(0) == ()


def test_more_than_four_rows_scroll_and_long_ones_wrap(hands: Hands) -> None:
    hands.record("decision " + "a long sentence that goes on " * 6)
    for number in range(6):
        hands.record(f"decision number {number}")
    table = hands.screen.item.rows.table
    assert table.height() < 6 * table.rowHeight(1)
    table = hands.screen.item.rows.table
    assert [table.may_wrap(at) for at in range(table.model().rowCount())].count(True) == 1
    hands.window.resize(1000, 700)


def test_together_without_a_date_said_is_shown_so(hands: Hands) -> None:
    hands.record("action with South to run a workshop")
    (row,) = hands.rows(0)
    assert row.gaps == (Gap.NOT_SAID,)
    assert hands.screen.item.rows._who(row) == "Together with South · 11 Mar, not said"


def test_an_item_is_made_confidential(hands: Hands, qtbot: QtBot) -> None:
    hands.screen.item.restricted.click()
    assert notes.notes(hands.store, hands.met.meeting_id, hands.met.items[0]).restricted
    hands.alt(Qt.Key.Key_F)
    qtbot.waitUntil(lambda: not hands.screen.item.restricted.isChecked())
    assert not notes.notes(hands.store, hands.met.meeting_id, hands.met.items[0]).restricted


def test_an_item_that_cannot_be_made_confidential_says_so(
    hands: Hands, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuses(*_args: object, **_more: object) -> None:
        raise Refused("Not now.")

    monkeypatch.setattr(notes, "restrict", refuses)
    hands.screen.item.restricted.click()
    assert hands.window.refused == ["Not now."]
    assert not hands.screen.item.restricted.isChecked()


# -- duties -----------------------------------------------------------------------------------------


def test_the_statement_is_on_screen_at_the_welcome_and_stamped_by_its_button(hands: Hands) -> None:
    statement = card(hands, Statement)
    assert isinstance(statement, Statement)
    assert statement.words.isVisible()
    assert statement.words.text().startswith("What is said here about a child")
    hands.clock.pass_by(1)
    statement.read.setFocus()
    hands.enter()
    assert statement.stamped.text() == "Confidentiality statement read 10:01"
    assert not statement.read.isVisible()
    read_at = meetings.facts(hands.store, hands.met.meeting_id).confidentiality_read_at
    assert read_at == hands.clock.at
    hands.ctrl(Qt.Key.Key_PageDown)
    assert not statement.isVisible()


def test_apologies_and_deputies_are_said_in_a_sentence(hands: Hands) -> None:
    go_to(hands, 1)
    apologies = card(hands, Apologies)
    assert isinstance(apologies, Apologies)
    assert apologies.apologies.text() == "No apologies yet."
    hands.mark("ruth a", "dele a", "priya for ann", "hannah d")
    assert apologies.apologies.text() == "Apologies: Dele Akande and Ruth Pell."
    assert (
        apologies.deputies.text()
        == "Deputies: Priya Nair for Dr Ann Sale and somebody not named yet for Hannah Voss."
    )


def test_the_last_minutes_are_agreed_subject_to_what_is_typed(hands: Hands) -> None:
    with hands.store.change("Draft them") as session:
        meeting = session.get_one(Meeting, hands.met.earlier[3])
        meeting.minutes_state, meeting.minutes_version = "draft", 2
    go_to(hands, 2)
    last = card(hands, LastMinutes)
    assert isinstance(last, LastMinutes)
    assert (last.words.text(), last.state.text()) == ("Minutes of 12 November 2026", "draft 2")
    last.subject_to.setFocus()
    hands.enter("Joe was present")
    assert last.state.text() == "agreed, subject to Joe was present"
    assert not last.agree.isVisible()
    assert hands.window.said == ["The last minutes are agreed as a correct record."]
    hands.store.undo()
    last.agree.click()
    assert last.state.text() == "agreed"


def test_a_first_meeting_has_no_minutes_to_agree(hands: Hands) -> None:
    with hands.store.change("None before") as session:
        for meeting_id in hands.met.earlier:
            session.get_one(Meeting, meeting_id).status = "cancelled"
    go_to(hands, 2)
    last = card(hands, LastMinutes)
    assert isinstance(last, LastMinutes)
    assert last.words.text().startswith("This is the group's first meeting")
    assert not last.agree.isVisible()
    last.agree.click()
    assert "no earlier minutes" in hands.window.refused[-1]


def test_the_next_date_is_on_screen_at_the_close(hands: Hands) -> None:
    go_to(hands, 8)
    following = card(hands, NextDate)
    assert isinstance(following, NextDate)
    assert following.words.text() == "Next meeting: Thursday 11 March 2027, 10:00 to 12:00"
    assert hands.screen.item.next.caption == "End meeting"
    with hands.store.change("Cancel it") as session:
        session.get_one(Meeting, hands.met.next_id).status = "cancelled"
    assert following.words.text() == "No next meeting is arranged yet. Arrange it from Meetings."


def test_declarations_are_asked_in_the_partnerships_words(hands: Hands) -> None:
    with hands.store.change("Ask for them") as session:
        session.get_one(AgendaItem, hands.met.items[1]).duty = "declarations"
    go_to(hands, 1)
    declarations = card(hands, Declarations)
    assert isinstance(declarations, Declarations)
    assert declarations.words.text() == "Does anybody have an interest to declare in an item on this agenda?"


# -- matters arising --------------------------------------------------------------------------------


@pytest.fixture
def owed(hands: Hands) -> list[str]:
    """Two open actions from before, and the item they are taken at."""
    made = []
    with hands.store.change("From before") as session:
        for number, (words, due) in enumerate(
            (("Ask Housing", date(2026, 11, 12)), ("Send the list", date(2027, 1, 20)))
        ):
            action = Action(
                group_id=hands.met.group_id, meeting_id=hands.met.earlier[2], reference=f"B-2609-0{number + 1}",
                kind="individual", text=words, owner_id=hands.met.person("Ruth"), due=due,
            )  # fmt: skip
            session.add(action)
            made.append(action.id)
    hands.store.forget_sitting()
    go_to(hands, 3)
    return made


def test_matters_arising_are_closed_by_key_and_noted_by_a_line(hands: Hands, owed: list[str]) -> None:
    matters = hands.screen.item.matters
    assert matters is not None
    assert [row.id for row in matters.model.rows()] == owed
    assert hands.screen.order.model.row_at(3).title == "Matters arising · 2 actions"  # type: ignore[union-attr]
    matters.table.setFocus()
    hands.press(Qt.Key.Key_Home)
    hands.enter()
    assert matters.line.hasFocus()
    hands.enter("chased by phone")
    assert actions.action(hands.store, owed[0]).note == "14 Jan: chased by phone"
    assert matters.table.hasFocus()
    assert matters.chosen is not None
    assert matters.chosen.id == owed[1]
    hands.ctrl(Qt.Key.Key_D)
    assert actions.action(hands.store, owed[1]).state == "done"
    assert hands.window.said[-1] == "B-2609-02 is done."
    assert [row.id for row in matters.model.rows()] == owed
    hands.ctrl(Qt.Key.Key_Z)
    assert actions.action(hands.store, owed[1]).state == "open"


def test_a_line_before_done_is_the_difference_it_made(hands: Hands, owed: list[str], qtbot: QtBot) -> None:
    matters = hands.screen.item.matters
    assert matters is not None
    matters.table.go_to(owed[0])
    matters.line.setText("Housing sends a deputy now")
    matters.done.click()
    assert actions.action(hands.store, owed[0]).difference == "Housing sends a deputy now"
    matters.table.go_to(owed[0])
    assert matters.done.caption == "Open again"
    matters.done.click()
    assert actions.action(hands.store, owed[0]).state == "open"
    matters.in_hand.click()
    assert actions.action(hands.store, owed[0]).state_words == "overdue"
    assert actions.action(hands.store, owed[0]).state == "in hand"


def test_without_open_actions_it_says_so(hands: Hands) -> None:
    go_to(hands, 3)
    matters = hands.screen.item.matters
    assert matters is not None
    assert matters.none.isVisible()
    hands.ctrl(Qt.Key.Key_D)
    matters.in_hand.click()
    matters.line.returnPressed.emit()
    assert matters.chosen is None


def test_done_acts_only_where_actions_are_listed(hands: Hands) -> None:
    hands.ctrl(Qt.Key.Key_D)
    assert hands.window.said == []


def test_looking_back_shows_as_many_rows_as_have_room(hands: Hands, qtbot: QtBot) -> None:
    for word in ("one", "two", "three", "four"):
        hands.record(f"decision {word}")
    table = hands.screen.item.rows.table
    wanted = sum(table.rowHeight(at) for at in range(4))
    qtbot.waitUntil(lambda: table.height() >= wanted)
    hands.ctrl(Qt.Key.Key_PageDown)
    hands.record("decision at the next item")
    qtbot.waitUntil(lambda: table.height() < wanted)
    hands.ctrl(Qt.Key.Key_PageUp)
    qtbot.waitUntil(lambda: table.height() >= wanted)
