"""The register beside the meeting, by typing names, by keys and by the menu of a row."""

from __future__ import annotations

from datetime import time
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from nscp_desktop.records import NominatedDeputy, Person
from nscp_desktop.rules.attendance import Capacity
from nscp_desktop.services import attendance
from nscp_desktop.ui.run.menus import Choices
from nscp_desktop.ui.theme import Tone
from nscp_desktop.ui.widgets import SectionRow, announced

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from tests.ui.run.conftest import Hands


def pill(hands: Hands, first_name: str) -> str:
    found = [row for row in hands.screen.register.model.rows() if first_name in row.name.split()]
    return found[0].pill


def offered(hands: Hands) -> list[tuple[str, str]]:
    return [(row.name, row.words) for row in hands.screen.register.offer_model.rows()]


def menu(qtbot: QtBot) -> Choices:
    qtbot.waitUntil(lambda: isinstance(QApplication.activePopupWidget(), Choices))
    found = QApplication.activePopupWidget()
    assert isinstance(found, Choices)
    return found


def take(qtbot: QtBot, words: str) -> None:
    """Go down the open menu by keys to a line and press Enter."""
    shown = menu(qtbot)
    texts = [action.text() for action in shown.actions()]
    for _ in range(texts.index(words)):
        QTest.keyClick(shown, Qt.Key.Key_Down)
    QTest.keyClick(shown, Qt.Key.Key_Return)


def test_a_few_letters_and_enter_mark_and_the_box_is_ready_again(hands: Hands) -> None:
    hands.press(Qt.Key.Key_F4)
    hands.type("jo")
    assert offered(hands)[0] == ("Joe Blackwood", "present · Fenmere Hospital")
    hands.enter()
    box = hands.screen.register.box
    assert (box.text(), box.hasFocus()) == ("", True)
    assert hands.screen.register.last.text() == "Joe Blackwood, in the room"
    assert announced()[-1] == "Joe Blackwood, in the room, 1 of 11 here"
    assert pill(hands, "Joe") == "in room"
    assert hands.screen.register.counts.text() == "1 of 11 here now"
    hands.ctrl(Qt.Key.Key_Z)
    assert hands.state("Joe") is None
    assert box.text() == ""


def test_words_after_the_name_say_otherwise(hands: Hands) -> None:
    hands.clock.pass_by(12)
    hands.mark("ann d", "ruth a", "tomasz online late", "claire", "claire left 10.10", "dele n")
    assert [pill(hands, name) for name in ("Priya", "Ruth", "Tomasz", "Claire", "Dele")] == [
        "deputy", "apologies", "online 10:12", "left 10:10", "not present",
    ]  # fmt: skip
    assert [one.text() for one in hands.screen.register.pills if one.isVisible()] == [
        "1 in room", "1 online", "1 apology", "6 not marked",
    ]  # fmt: skip
    headings = [hands.screen.register.model.row_at(at) for at in hands.screen.register.model.sections()]
    assert SectionRow("Health", "2 of 3") in headings
    assert SectionRow("Education", "0 of 2, came") in headings


def test_sixteen_people_take_at_most_a_hundred_keys(hands: Hands) -> None:
    lines = ("joe", "ann d", "tom o", "cl", "or", "mar", "de", "ru a", "ha", "зо", "ta", "bram o")
    keys = 1 + sum(len(line) + 1 for line in lines)
    hands.mark(*lines)
    register = attendance.register(hands.store, hands.met.meeting_id)
    assert register.counts.not_marked == 0
    assert keys / len(lines) * 20 <= 100


def test_an_unclear_name_is_asked_for_and_never_guessed(hands: Hands) -> None:
    with hands.store.change("Another Joe") as session:
        session.add(Person(id="jo", name="Joe Brook"))
    with hands.store.change("In the group as well") as session:
        from nscp_desktop.records import Holding

        session.add(Holding(seat_id=hands.met.seats["Joe Blackwood"], person_id="jo"))
    hands.press(Qt.Key.Key_F4)
    hands.type("joe")
    assert [name for name, _words in offered(hands)] == ["Joe Blackwood", "Joe Brook"]
    assert hands.screen.register.last.text() == "Which one? Down chooses, or type more."
    hands.enter()
    assert "Which one: Joe Blackwood (Fenmere Hospital) or Joe Brook" in hands.window.refused[-1]
    assert hands.screen.register.box.text() == "joe"
    hands.press(Qt.Key.Key_Down)
    hands.press(Qt.Key.Key_Down)
    hands.press(Qt.Key.Key_Up)
    hands.enter()
    assert hands.state("Joe") == "P"


def test_another_of_those_offered_is_taken_by_arrow_or_click(hands: Hands) -> None:
    hands.press(Qt.Key.Key_F4)
    hands.type("pr")
    names = [name for name, _words in offered(hands)]
    assert names[0] == "Priya Nair"
    hands.screen.register.box.setText("o'd")
    table = hands.screen.register.offer_table
    QTest.mouseClick(
        table.viewport(), Qt.MouseButton.LeftButton, pos=table.visualRect(table.model().index(0, 0)).center()
    )
    assert hands.state("Claire") == "P"


def test_one_deputy_for_two_members(hands: Hands) -> None:
    hands.mark("priya for ann and joe")
    assert (hands.state("Ann"), hands.state("Joe")) == ("D", "D")
    assert hands.screen.register.counts.text() == "1 of 11 here now"
    rows = [row.line for row in hands.screen.register.model.rows() if row.name == "Priya Nair"]
    assert rows == ["for Joe Blackwood and Dr Ann Sale · Fenmere Hospital · Wensum Community Health"]
    hands.ctrl(Qt.Key.Key_Z)
    assert hands.screen.register.counts.text() == "0 of 11 here now"


def test_of_two_deputies_one_is_chosen(hands: Hands) -> None:
    with hands.store.change("Nominate another") as session:
        session.add(
            NominatedDeputy(seat_id=hands.met.seats["Dr Ann Sale"], person_id=hands.met.person("Imogen"))
        )
    hands.press(Qt.Key.Key_F4)
    hands.type("ann d")
    assert {name for name, _words in offered(hands)} == {"Priya Nair", "Imogen Hartley"}
    hands.enter()
    assert "Which deputy came" in hands.window.refused[-1]
    hands.press(Qt.Key.Key_Down)
    hands.enter()
    assert hands.state("Ann") == "D"


WILL_DO = {
    "hannah d": ("Deputy, not known yet", "for Hannah Voss"),
    "hannah d imogen o": ("Imogen Hartley", "for Hannah Voss, online"),
    "hannah d Wanda Marsh": ("Wanda Marsh", "for Hannah Voss"),
    "ruth a": ("Ruth Pell", "apologies · District council, housing"),
    "dele n": ("Dele Akande", "not present · Constabulary, east command"),
    "imogen speaker": ("Imogen Hartley", "guest speaker · Children's Services"),
    "joe late 10.25": ("Joe Blackwood", "late, 10:25 · Fenmere Hospital"),
    "joe late": ("Joe Blackwood", "late, now · Fenmere Hospital"),
    "joe left 10.40": ("Joe Blackwood", "left 10:40 · Fenmere Hospital"),
    "joe left": ("Joe Blackwood", "left now · Fenmere Hospital"),
    "joe r": ("Joe Blackwood", "in the room · Fenmere Hospital"),
    "priya for ann": ("Priya Nair", "for Dr Ann Sale · Wensum Community Health"),
    "Wanda Marshlight": ("Wanda Marshlight", "in attendance · new here"),
}


def test_what_enter_will_do_stands_under_the_box(hands: Hands) -> None:
    hands.press(Qt.Key.Key_F4)
    for typed, first in WILL_DO.items():
        hands.screen.register.box.setText(typed)
        assert offered(hands)[0] == first, typed


def test_somebody_who_is_here_is_offered_as_here(hands: Hands) -> None:
    hands.mark("joe")
    hands.press(Qt.Key.Key_F4)
    hands.type("joe")
    assert offered(hands)[0] == ("Joe Blackwood", "here already · Fenmere Hospital")
    hands.enter()
    assert hands.screen.register.last.text() == "Joe Blackwood, in the room, already"


def test_what_is_not_understood_marks_nothing(hands: Hands) -> None:
    hands.press(Qt.Key.Key_F4)
    hands.type("joe left 99.99")
    assert hands.screen.register.last.text() == "“99.99” is not understood."
    hands.enter()
    assert "not understood" in hands.window.refused[-1]
    hands.screen.register.box.setText("")
    hands.enter()
    assert hands.state("Joe") is None


def test_a_new_name_is_a_guest_and_listed_in_attendance(hands: Hands) -> None:
    hands.mark("Wanda <b>Marsh</b>")
    last = hands.screen.register.model.rows()[-1]
    assert (last.name, last.line) == ("Wanda <b>Marsh</b>", "in attendance")
    assert SectionRow("In attendance", "1") in [
        hands.screen.register.model.row_at(at) for at in hands.screen.register.model.sections()
    ]


def test_a_rule_that_moves_somebody_is_said(hands: Hands) -> None:
    hands.mark("ann d", "ann")
    assert hands.window.said[-1] == "Dr Ann Sale is here, so Priya Nair is an observer and is not counted."
    assert announced()[-1].endswith("is an observer and is not counted")


def test_a_missing_sector_is_named_once_half_are_marked(hands: Hands) -> None:
    missing = hands.screen.register.missing
    hands.mark("joe", "claire", "ruth a")
    assert missing.text == ""
    hands.mark("hannah", "tamsin", "marcus")
    assert missing.text == "No one from Police. Fifth meeting running. Nor from Housing."
    hands.mark("dele")
    assert missing.text == "No one from Housing. Fifth meeting running."


def test_a_row_is_marked_from_its_menu_by_keys(hands: Hands, qtbot: QtBot) -> None:
    table = hands.screen.register.table
    for words, expected in (
        ("Online", "online"),
        ("Apologies", "apologies"),
        ("Not present, no apologies", "not present"),
        ("Came late, now", "in room 10:00"),
        ("Left, now", "left 10:00"),
        ("Take the mark off", ""),
        ("In the room", "in room"),
    ):
        table.setFocus()
        table.go_to((hands.met.person("Joe"), ()))
        hands.enter()
        take(qtbot, words)
        qtbot.waitUntil(lambda wanted=expected: pill(hands, "Joe") == wanted)  # type: ignore[misc]


def test_a_deputys_row_speaks_for_its_member(hands: Hands, qtbot: QtBot) -> None:
    table = hands.screen.register.table
    table.setFocus()
    table.go_to((hands.met.person("Ann"), ()))
    hands.enter()
    take(qtbot, "Priya Nair came instead")
    qtbot.waitUntil(lambda: hands.state("Ann") == "D")
    table.go_to((hands.met.person("Priya"), (hands.met.person("Ann"),)))
    hands.enter()
    take(qtbot, "Apologies of Dr Ann Sale, no deputy")
    qtbot.waitUntil(lambda: hands.state("Ann") == "A")
    hands.store.undo()
    table.setFocus()
    table.go_to((hands.met.person("Priya"), (hands.met.person("Ann"),)))
    hands.enter()
    take(qtbot, "Dr Ann Sale came after all")
    qtbot.waitUntil(lambda: hands.state("Ann") == "P")


def test_a_row_is_marked_by_a_finger(hands: Hands, qtbot: QtBot) -> None:
    table = hands.screen.register.table
    table.go_to((hands.met.person("Joe"), ()))
    QTest.mouseClick(
        table.viewport(), Qt.MouseButton.LeftButton, pos=table.visualRect(table.currentIndex()).center()
    )
    take(qtbot, "In the room")
    qtbot.waitUntil(lambda: hands.state("Joe") == "P")


def test_rows_have_the_tone_of_their_mark(hands: Hands) -> None:
    hands.mark("joe", "ann d", "tomasz o", "ruth a", "hannah d")
    model = hands.screen.register.model
    tones = {
        row.name: model.columns[1].tone(row)  # type: ignore[misc]
        for row in model.rows()
    }
    assert tones["Joe Blackwood"] is Tone.GREEN
    assert tones["Priya Nair"] is Tone.VIOLET
    assert tones["Tomasz Wójcik"] is Tone.TEAL
    assert tones["Ruth Pell"] is Tone.NEUTRAL
    assert tones["Hannah Voss"] is Tone.AMBER
    assert tones["Orla Pearl"] is None


def test_late_notes_the_time_and_the_item(hands: Hands) -> None:
    hands.ctrl(Qt.Key.Key_PageDown)
    hands.mark("kit Mwangi late 10.25")
    guest = attendance.register(hands.store, hands.met.meeting_id).entries[-1]
    assert (guest.name, guest.arrived, guest.arrived_item) == ("Kit Mwangi", time(10, 25), "2")
    assert guest.capacity is Capacity.IN_ATTENDANCE


def test_moving_on_takes_the_keyboard_from_the_register_to_the_notes(hands: Hands) -> None:
    hands.press(Qt.Key.Key_F4)
    hands.ctrl(Qt.Key.Key_PageDown)
    hands.type("The group agreed the plan")
    assert hands.screen.item.notes.toPlainText() == "The group agreed the plan"
    hands.press(Qt.Key.Key_F4)
    hands.ctrl(Qt.Key.Key_PageUp)
    assert hands.screen.item.notes.hasFocus()


def test_a_sentence_in_the_register_is_asked_about_before_it_becomes_a_guest(hands: Hands) -> None:
    hands.press(Qt.Key.Key_F4)
    hands.enter("The group agreed the plan")
    register = hands.screen.register
    assert register.box.text() == "The group agreed the plan"
    assert register.last.text().startswith("Is this a guest? Enter again marks them.")
    assert announced()[-1].startswith("Is this a guest?")
    assert "The Group Agreed The Plan" not in [row.name for row in register.model.rows()]
    hands.type("s")
    hands.enter()
    assert register.box.text() == "The group agreed the plans", "another line is asked about anew"
    hands.enter()
    assert register.box.text() == ""
    assert register.model.rows()[-1].name == "The Group Agreed The Plans"
