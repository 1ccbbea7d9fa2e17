"""A recorded line put right by keys from the capture line: Up, what is wrong, what it should be."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from nscp_desktop.records import Organisation, Person, Theme
from nscp_desktop.rules.capture import Gap, Kind
from nscp_desktop.ui.run.menus import Choices
from nscp_desktop.ui.widgets import announced
from tests.rules import capture_hurried, capture_stranger
from tests.rules.test_capture_stranger import ROOM, made_of, understood

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pytestqt.qtbot import QtBot

    from nscp_desktop.services.captured import CapturedRow
    from tests.ui.run.conftest import Hands

UP = "Up"
MAKE_IT = "Alt+M"


def gone(popup: QWidget) -> bool:
    return QApplication.activePopupWidget() is not popup


class Keys:
    """Presses keys one by one, wherever the keyboard is, and counts them."""

    def __init__(self, hands: Hands, qtbot: QtBot) -> None:
        self.hands, self.qtbot = hands, qtbot
        self.pressed = 0

    def press(self, *keys: str) -> None:
        for key in keys:
            self.pressed += 1
            before = QApplication.activePopupWidget()
            if key == UP:
                self.hands.press(Qt.Key.Key_Up)
                self.qtbot.waitUntil(lambda: isinstance(QApplication.activePopupWidget(), Choices))
            elif key == MAKE_IT:
                self.hands.alt(Qt.Key.Key_M)
            else:
                assert before is not None, key
                QTest.keyClick(before, Qt.Key(ord(key.upper())))
                self.qtbot.waitUntil(partial(gone, before))

    def offered(self) -> list[str]:
        shown = QApplication.activePopupWidget()
        assert isinstance(shown, Choices)
        return [action.text().lstrip("&") for action in shown.actions() if action.data() is not None]

    def take(self, words: str) -> None:
        """Press the key that stands before some words."""
        self.press(next(line for line in self.offered() if line[4:].startswith(words))[0])


@pytest.fixture
def keys(hands: Hands, qtbot: QtBot) -> Keys:
    hands.ctrl(Qt.Key.Key_Return)
    return Keys(hands, qtbot)


def the_row(hands: Hands) -> CapturedRow:
    (row,) = hands.rows(0)
    return row


def owner_and_due(row: CapturedRow) -> tuple[str, date | None]:
    assert row.action is not None
    return row.action.owner, row.action.due


def test_without_a_record_there_is_nothing_to_put_right(hands: Hands) -> None:
    hands.ctrl(Qt.Key.Key_Return)
    hands.press(Qt.Key.Key_Up)
    assert hands.window.refused[-1] == "Nothing has been recorded at this item yet."
    assert hands.screen.item.line.box.line.hasFocus()


def test_what_is_open_stands_first_and_the_keyboard_stays_in_the_line(hands: Hands, keys: Keys) -> None:
    hands.mark("joe", "claire")
    hands.ctrl(Qt.Key.Key_Return)
    hands.enter("action joe to ring the school")
    hands.type("half a li")
    keys.press(UP)
    assert keys.offered() == [
        "H   When: no date", "W   Who: Joe Blackwood", "K   Kind: action", "T   Theme: none",
        "A   All words as typed: “Joe to ring the school”", "E   Edit by typing…", "S   Strike it",
    ]  # fmt: skip
    keys.press("H")
    assert keys.offered()[0] == "1   Next meeting, Thu 11 Mar"
    keys.press("1")
    assert keys.pressed == 3
    assert owner_and_due(the_row(hands)) == ("Joe Blackwood", date(2027, 3, 11))
    assert announced()[-1] == "Put right: Action, Ring the school, Joe Blackwood, 11 Mar"
    assert hands.screen.item.line.box.line.hasFocus()
    assert hands.screen.item.line.text == "half a li"
    hands.ctrl(Qt.Key.Key_Z)
    hands.ctrl(Qt.Key.Key_Z)


def test_arrows_and_enter_take_the_first_that_is_offered(hands: Hands, keys: Keys, qtbot: QtBot) -> None:
    with hands.store.change("Another") as session:
        session.add(Person(id="jo", name="Joe Brook"))
    hands.mark("joe bl", "joe br")
    hands.ctrl(Qt.Key.Key_Return)
    hands.enter("action joe to ring by 22 jan")
    assert the_row(hands).gaps == (Gap.WHICH_OWNER,)
    keys.press(UP)
    for _enter in range(2):
        shown = QApplication.activePopupWidget()
        assert shown is not None
        QTest.keyClick(shown, Qt.Key.Key_Return)
        qtbot.waitUntil(partial(gone, shown))
    assert owner_and_due(the_row(hands)) == ("Joe Blackwood", date(2027, 1, 22))


def test_words_that_were_taken_away_come_back(hands: Hands, keys: Keys) -> None:
    hands.enter("action joe to report on the fire by 22 jan #neglect")
    keys.press(UP, "A")
    assert the_row(hands).text == "Joe to report on the fire by 22 jan"
    assert owner_and_due(the_row(hands)) == ("Joe Blackwood", date(2027, 1, 22))
    keys.press(UP)
    assert all("as typed" not in line for line in keys.offered())
    keys.press("T")
    keys.take("No theme")
    assert (the_row(hands).text, the_row(hands).theme) == ("Joe to report on the fire by 22 jan #neglect", "")


def test_no_owner_and_no_date_leave_their_words_in_the_line(hands: Hands, keys: Keys) -> None:
    hands.enter("action joe to report on the fire by 22 jan")
    keys.press(UP, "W")
    keys.take("Nobody yet")
    assert (the_row(hands).text, the_row(hands).gaps) == ("Joe to report on the fire", (Gap.NO_OWNER,))
    keys.press(UP, "H")
    keys.take("No date")
    assert the_row(hands).text == "Joe to report on the fire by 22 jan"
    assert the_row(hands).gaps == (Gap.NO_OWNER, Gap.NO_DATE)


def test_another_kind_is_understood_from_the_words_as_typed(hands: Hands, keys: Keys) -> None:
    hands.enter("action joe to report by 22 jan")
    keys.press(UP, "K", "D")
    assert (the_row(hands).kind, the_row(hands).text) == (Kind.DECISION, "Joe to report by 22 jan")
    keys.press(UP, "K", "A")
    assert owner_and_due(the_row(hands)) == ("Joe Blackwood", date(2027, 1, 22))


def test_a_theme_is_chosen_and_a_note_has_none(hands: Hands, keys: Keys) -> None:
    hands.enter("decision meet in March")
    keys.press(UP, "T")
    keys.take("Trauma informed practice")
    assert the_row(hands).theme == "Trauma informed practice"
    keys.press(UP, "K", "N")
    keys.press(UP)
    assert [line[0] for line in keys.offered()] == ["K", "E", "S"]


def test_the_last_line_is_the_last_that_was_recorded_though_the_clock_was_put_back(
    hands: Hands, keys: Keys
) -> None:
    hands.enter("decision meet in March")
    hands.clock.pass_by(-30)
    hands.enter("action joe to report by 22 jan")
    keys.press(UP, "K", "O")
    assert sorted(row.kind for row in hands.rows(0)) == [Kind.DECISION, Kind.OUTCOME]


def test_after_undo_the_last_line_is_still_the_last_that_was_recorded(hands: Hands, keys: Keys) -> None:
    hands.enter("note keep this line")
    hands.clock.pass_by(-60)
    hands.enter("action joe to report by 22 jan")
    hands.clock.pass_by(1)
    hands.enter("action joe to ring by 22 jan")
    hands.ctrl(Qt.Key.Key_Z)
    keys.press(UP)
    assert head() == "Action: Report"
    keys.press("S")
    assert [row.kind for row in hands.rows(0)] == [Kind.NOTE]


def head() -> str:
    """What the list says it is about."""
    shown = QApplication.activePopupWidget()
    assert isinstance(shown, Choices)
    first = shown.actions()[0]
    assert not first.isEnabled()
    return first.text().replace("&&", "&")


@pytest.mark.parametrize("pressed", ["S", "H", "W2"])
def test_a_list_acts_on_the_line_it_was_opened_for_or_on_none(hands: Hands, keys: Keys, pressed: str) -> None:
    hands.enter("action joe to report by 22 jan")
    hands.clock.pass_by(1)
    hands.enter("action joe to ring R&D & the school by 22 jan")
    keys.press(UP)
    assert head() == "Action: Ring R&D & the school"
    if len(pressed) > 1:
        keys.press(pressed[0])
        assert head() == "Action: Ring R&D & the school"
    before = hands.rows(0)[0]
    shown = QApplication.activePopupWidget()
    assert shown is not None
    hands.store.undo()
    QTest.keyClick(shown, Qt.Key(ord(pressed[-1])))
    assert hands.rows(0) == (before,)
    assert hands.window.refused[-1].startswith("The line this list was about is not there any more")
    assert hands.screen.item.line.box.line.hasFocus()


def test_a_long_line_shows_its_first_words_above_the_list(hands: Hands, keys: Keys) -> None:
    hands.enter("decision " + "meet again " * 20)
    keys.press(UP)
    assert head() == "Decision: " + f"Meet again {'meet again ' * 4}"[:47] + "…"
    keys.press("S")


def test_typing_and_striking_are_a_key_away(hands: Hands, keys: Keys) -> None:
    hands.enter("action ring them")
    keys.press(UP, "E")
    editor = hands.screen.item.rows.editor
    assert editor.who.hasFocus()
    hands.enter("joe by 22 jan")
    assert owner_and_due(the_row(hands)) == ("Joe Blackwood", date(2027, 1, 22))
    hands.ctrl(Qt.Key.Key_Return)
    keys.press(UP, "S")
    assert hands.rows(0) == ()
    assert hands.window.said[-1].startswith("Action struck.")
    assert hands.screen.item.line.box.line.hasFocus()


@pytest.mark.parametrize(("part", "words"), [("W", "Somebody else"), ("H", "Another day")])
def test_what_is_not_offered_is_typed(hands: Hands, keys: Keys, part: str, words: str) -> None:
    hands.enter("action joe to ring by 22 jan")
    keys.press(UP, part)
    keys.take(words)
    assert hands.screen.item.rows.editor.who.hasFocus()
    hands.enter("claire by 29 jan")
    assert owner_and_due(the_row(hands)) == ("Claire O'Dowd", date(2027, 1, 29))


def test_the_button_does_it_too_and_esc_leaves_everything_as_it_was(hands: Hands, qtbot: QtBot) -> None:
    hands.record("action ring them")
    hands.alt(Qt.Key.Key_T)
    qtbot.waitUntil(lambda: isinstance(QApplication.activePopupWidget(), Choices))
    shown = QApplication.activePopupWidget()
    assert shown is not None
    QTest.keyClick(shown, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: QApplication.activePopupWidget() is None)
    assert the_row(hands).gaps == (Gap.NO_OWNER, Gap.NO_DATE)


def test_after_a_start_anew_the_last_line_is_put_right_from_its_row(hands: Hands, keys: Keys) -> None:
    hands.enter("action joe to report by 22 jan")
    hands.screen.item.put_right._typed.clear()
    keys.press(UP, "K", "D")
    assert the_row(hands).text == "Report (Joe Blackwood, by 22 January 2027)"


# -- the strangers' lines ---------------------------------------------------------------------------

# What was not right at Enter: the keys that put it right, and what the record then is.
NOT_RIGHT: dict[str, tuple[Sequence[str], Kind, str, str]] = {
    "youth board - hannah to take the poster back to them by end of feb": (
        (UP, "K", "A"), Kind.ACTION, "Hannah Voss", "2027-02-28",
    ),
    "action me to circulate training dates tmrw": (
        (UP, "W", "Tilly Fenwhistle"), Kind.ACTION, "Tilly Fenwhistle", "2027-01-15",
    ),
    "action: who is updating the website?? tamsin's team to confirm by end of month": (
        (UP, "W", "Children's Services"), Kind.ACTION, "Children's Services", "2027-01-31",
    ),
}  # fmt: skip
MOST_KEYS = 3


@pytest.fixture
def strangers(hands: Hands, monkeypatch: pytest.MonkeyPatch) -> Hands:
    """The meeting with the people the strangers were told of."""
    with hands.store.change("Bring in whom the strangers were told of") as session:
        for one in ROOM.people.people:
            session.add(Person(id=one.person_id, name=one.name))
        for place in ROOM.organisations:
            session.add(Organisation(id=place.organisation_id, name=place.name))
        for theme in ROOM.themes:
            session.add(Theme(id=theme.theme_id, name=theme.name, code=f"x{theme.theme_id}", position=50))
    monkeypatch.setattr(hands.screen.sitting, "context", lambda: ROOM)
    return hands


def test_every_line_that_is_not_right_at_enter_is_put_right_in_three_keys(
    strangers: Hands, qtbot: QtBot
) -> None:
    lines = [line for some in capture_stranger.LINES.values() for line in some]
    wrong = {line.typed for line in lines if understood(line) != line and line.kind in _SEEN}
    assert wrong == set(NOT_RIGHT)
    hands, put = strangers, Keys(strangers, qtbot)
    hands.ctrl(Qt.Key.Key_Return)
    for typed, (pressed, kind, owner, due) in NOT_RIGHT.items():
        hands.clock.pass_by(1)
        hands.enter(typed)
        put.pressed = 0
        for key in pressed:
            put.press(key) if len(key) == 1 or key in {UP, MAKE_IT} else put.take(key)
        assert put.pressed <= MOST_KEYS
        row = hands.rows(0)[-1]
        assert (row.kind, row.action and row.action.owner, row.action and row.action.due_said) == (
            kind, owner, bool(due),
        ), typed  # fmt: skip
        assert row.action is not None
        assert (row.action.due.isoformat() if row.action.due else "") == due


_SEEN = {Kind.ACTION, Kind.YOUTH_BOARD}


def test_a_line_that_says_no_kind_becomes_what_was_meant_in_one_key(strangers: Hands, qtbot: QtBot) -> None:
    assert all(made_of(line) == line for line in capture_hurried.LINES)
    hands, put = strangers, Keys(strangers, qtbot)
    hands.ctrl(Qt.Key.Key_Return)
    line = next(one for one in capture_hurried.CO_CHAIR if one.asked is Kind.ACTION and one.due)
    hands.screen.item.line.box.line.setText(line.typed)
    hands.enter()
    put.press(MAKE_IT)
    qtbot.waitUntil(lambda: hands.rows(0)[-1].kind is Kind.ACTION)
    row = hands.rows(0)[-1]
    assert row.action is not None
    assert row.action.due is not None
    assert (row.action.owner, row.action.due.isoformat()) == (line.owner, line.due)
