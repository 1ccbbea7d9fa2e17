"""The action log on the screen, used as a person uses it: by keys, with everything in words."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QTableView, QWidget

from nscp_desktop.errors import CannotWrite
from nscp_desktop.rules.actions import Answer
from nscp_desktop.services import actions, meetings
from nscp_desktop.services.actions import Typed, Which
from nscp_desktop.store import Store
from nscp_desktop.ui.pages.action_list import COLUMNS, in_place
from nscp_desktop.ui.pages.actions import ActionsPage
from nscp_desktop.ui.theme import Tone
from tests.services.conftest import LONDON, PASSPHRASE, Clock
from tests.ui.actions_scene import Scene, scene

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path
    from typing import Any

    from pytestqt.modeltest import ModelTester
    from pytestqt.qtbot import QtBot

    from nscp_desktop.services.actions import ActionRow
    from nscp_desktop.ui.bridge import Bridge
    from nscp_desktop.ui.house import House
    from tests.ui.noting import NotingFrame

NOW = datetime(2027, 1, 14, 9, 30, tzinfo=LONDON)
CTRL, NO = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.NoModifier
HOSTILE = (
    "<b>bold</b><img src=x> R&D &amp; co",
    "\u05d9\u05e8\u05d5\u05e9\u05dc\u05d9\u05dd and \u0627\u0644\u0642\u0627\u0647\u0631\u0629",
    "a" * 2_000,
)


class Hands:
    """A page in sight, and what a person does to it."""

    def __init__(self, qtbot: QtBot, page: ActionsPage, frame: NotingFrame, made: Scene) -> None:
        self.qtbot, self.page, self.frame, self.made = qtbot, page, frame, made
        self.store, self.panel = made.store, page.panel

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = NO, on: QWidget | None = None) -> None:
        """Press a key where the keyboard is."""
        widget = on or QApplication.focusWidget() or self.page
        self.qtbot.keyClick(widget, key, modifier)

    def write(self, line: QWidget, text: str) -> None:
        """Go to a line and type, then Enter."""
        line.setFocus()
        self.qtbot.keyClicks(line, text)
        self.press(Qt.Key.Key_Return, on=line)

    def go(self, word: str) -> ActionRow:
        """Go to an action by a word of its text."""
        self.page.table.setFocus()
        assert self.page.table.go_to(self.made.by_word[word])
        return self.row(word)

    def open(self, word: str) -> ActionRow:
        """Go to an action and press Enter."""
        row = self.go(word)
        self.press(Qt.Key.Key_Return, on=self.page.table)
        return row

    def row(self, word: str) -> ActionRow:
        """An action as it is kept."""
        return actions.action(self.store, self.made.by_word[word])

    @property
    def references(self) -> list[str]:
        """The references of the rows as they stand."""
        return [one.row.reference for one in self.page.model.rows()]

    def cell(self, word: str, key: str) -> tuple[str, str, Tone | None]:
        """The two lines and the tone of a cell."""
        at = self.page.model.place_of(self.made.by_word[word])
        assert at is not None
        column = next(place for place, one in enumerate(COLUMNS) if one.key == key)
        cell = self.page.model.cell(at, column)
        return cell.text, cell.quiet, cell.tone


@pytest.fixture
def make_page(qtbot: QtBot, house: House, bridge: Bridge, frame: NotingFrame) -> Callable[..., ActionsPage]:
    """Puts a page into sight."""

    def make(width: int = 1182, height: int = 768) -> ActionsPage:
        page = ActionsPage(house, bridge, frame)
        qtbot.addWidget(page)
        page.resize(width, height)
        page.show()
        page.activateWindow()
        qtbot.waitUntil(page.isActiveWindow)
        return page

    return make


@pytest.fixture(scope="session")
def kept_scene(
    tmp_path_factory: pytest.TempPathFactory, kept_stores: Callable[[str], Path]
) -> tuple[Path, Scene]:
    """The file of a closed store with the log in it, and what it holds; made once."""
    folder = tmp_path_factory.mktemp("actions") / "store"
    shutil.copytree(kept_stores("norfolk").parent, folder)
    clock = Clock(NOW)
    store = Store.open(folder / "records.nscp", PASSPHRASE, clock)
    made = scene(store, clock.set)
    store.close()
    return folder, made


@pytest.fixture
def made(store: Store, clock: Clock, kept_scene: tuple[Path, Scene]) -> Scene:
    """The log, in a store of its own."""
    scene_there = kept_scene[1]
    return replace(scene_there, met=replace(scene_there.met, store=store))


@pytest.fixture
def store(request: pytest.FixtureRequest, tmp_path: Path, clock: Clock) -> Iterator[Store]:
    """A store with the log in it where a test asks for it, else one in which nothing has happened."""
    wanted = "made" in request.fixturenames
    source = request.getfixturevalue("kept_scene")[0] if wanted else None
    folder = tmp_path / "store"
    shutil.copytree(source or request.getfixturevalue("kept_stores")("norfolk").parent, folder)
    opened = Store.open(folder / "records.nscp", PASSPHRASE, clock)
    yield opened
    opened.close()


@pytest.fixture
def hands(qtbot: QtBot, made: Scene, make_page: Callable[..., ActionsPage], frame: NotingFrame) -> Hands:
    return Hands(qtbot, make_page(), frame, made)


# -- the list ---------------------------------------------------------------------------------------


def test_open_actions_stand_red_first_then_amber_then_by_date(hands: Hands) -> None:
    assert hands.references == [
        "B-2609-03", "B-2701-01", "B-2701-06", "B-2701-02", "B-2701-04", "S-2611-05", "S-2701-03",
        "B-2701-03", "B-2701-05",
    ]  # fmt: skip
    texts = [button.caption for button in hands.page.which.findChildren(QAbstractButton)]  # type: ignore[attr-defined]
    assert texts == ["Open 9", "Overdue 1", "Done"]


def test_a_row_says_who_when_where_from_and_how_it_stands(hands: Hands, qtmodeltester: ModelTester) -> None:
    assert (
        hands.cell("Housing", "action")[1] == "14 Jan: owner has left, passed on; not here: who tells them?"
    )
    assert hands.cell("Housing", "owner") == ("Ruth Pell", "District council, housing", None)
    assert hands.cell("Housing", "due")[:2] == ("12 Nov", "63 days")
    assert hands.cell("Housing", "from")[1] == "Breckland"
    assert hands.cell("Housing", "state") == ("overdue", "", Tone.RED)
    assert hands.page.model.tone_at(0) is Tone.RED
    assert hands.page.model.tone_at(1) is None
    assert hands.cell("chronology", "from")[0] == "today, item 5"
    assert hands.cell("chronology", "theme") == ("Neglect", "", Tone.TEAL)
    assert hands.cell("DSL", "state") == ("in hand", "", Tone.AMBER)
    assert hands.cell("discharge", "due")[:2] == ("11 Mar", "next meeting")
    assert hands.cell("workshop", "due")[:2] == ("11 Mar", "not said")
    assert hands.cell("transport", "owner") == ("No owner yet", "", Tone.AMBER)
    assert hands.cell("transport", "due") == ("No date yet", "", Tone.AMBER)
    assert hands.cell("recommendation", "state") == ("6 of 11", "", Tone.AMBER)
    qtmodeltester.check(hands.page.model)


def test_references_are_never_cut(hands: Hands) -> None:
    for width in (1182, 900, 720):
        hands.page.resize(width, 700)
        delegate = hands.page.table.itemDelegateForColumn(0)
        index = hands.page.model.index(0, 0)
        wanted = delegate.sizeHint(None, index).width()  # type: ignore[arg-type]
        assert hands.page.table.columnWidth(0) >= wanted


def test_groups_and_states_choose_what_is_listed(hands: Hands) -> None:
    page = hands.page
    page.group.pick(hands.made.south_id)
    page.group.picked.emit(hands.made.south_id)
    assert hands.references == ["S-2611-05", "S-2701-03"]
    assert hands.cell("worked", "from")[1] == ""
    page.which.choose("overdue")
    assert not hands.references
    assert page.empty["overdue"].isVisible()
    page.group.pick("")
    page.group.picked.emit("")
    assert hands.references == ["B-2609-03"]
    page.which.choose("done")
    assert hands.references == ["B-2611-02"]
    assert hands.cell("bus", "state") == ("done", "14 Jan", Tone.GREEN)
    assert hands.cell("bus", "action")[1] == "The evening bus stops at the sports hall again"
    assert hands.cell("bus", "due")[1] == ""


def test_the_filter_narrows_by_owner_theme_and_text(hands: Hands) -> None:
    page = hands.page
    page.table.setFocus()
    hands.press(Qt.Key.Key_F, CTRL)
    assert page.search.hasFocus()
    hands.qtbot.keyClicks(page.search, "odowd")
    assert hands.references == ["S-2701-03"]
    page.search.setText("neglect joe")
    assert hands.references == ["B-2701-01"]
    page.search.setText("zebra")
    assert page.empty["filter"].isVisible()
    hands.press(Qt.Key.Key_Return, on=page.search)
    assert page.search.hasFocus()
    hands.press(Qt.Key.Key_Escape, on=page.search)
    assert (page.search.text(), len(hands.references)) == ("", 9)
    hands.press(Qt.Key.Key_Escape, on=page.search)
    assert page.table.hasFocus()
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Return):
        page.search.setFocus()
        hands.press(key, on=page.search)
        assert page.table.hasFocus()


def test_any_column_orders_the_list_by_key_and_by_heading(hands: Hands) -> None:
    page = hands.page
    first = {
        "due": "B-2609-03", "ref": "B-2609-03", "action": "B-2701-03", "owner": "S-2701-03",
        "from": "B-2609-03", "theme": "B-2701-01", "state": "B-2609-03", "": "B-2609-03",
    }  # fmt: skip
    for key, reference in first.items():
        page.order.pick(key)
        page.order.picked.emit(key)
        assert hands.references[0] == reference, key
        header = page.table.horizontalHeader()
        assert header.sortIndicatorSection() == (
            next(at for at, one in enumerate(COLUMNS) if one.key == key) if key else -1
        )
    page.table.sortByColumn(3, Qt.SortOrder.DescendingOrder)
    assert page.order.value == "due"
    assert hands.references[-1] == "B-2701-06"


def test_nothing_acts_on_a_bare_letter(hands: Hands) -> None:
    hands.go("DSL")
    for key in (Qt.Key.Key_D, Qt.Key.Key_N, Qt.Key.Key_R, Qt.Key.Key_Space):
        hands.press(key, on=hands.page.table)
    assert (hands.store.undo_label, hands.frame.said, hands.panel.isHidden()) == ("", [], True)


def test_an_empty_store_says_what_to_do(make_page: Callable[..., ActionsPage], frame: NotingFrame) -> None:
    page = make_page()
    assert page.empty["none"].isVisible()
    page.setFocus()
    page.actions()[0].trigger()
    assert frame.refused == ["Go to an action first. Nothing has been changed."]


def test_every_control_has_a_name(hands: Hands) -> None:
    for word in ("Housing", "recommendation"):
        hands.open(word)
        hands.qtbot.keyClicks(hands.panel.owner.line, "an")
        for control in hands.page.findChildren(QWidget):
            if isinstance(control, QAbstractButton | QLineEdit | QTableView) and control.isVisible():
                assert control.accessibleName().strip(), control


# -- done -------------------------------------------------------------------------------------------


def test_ctrl_d_closes_the_row_and_leaves_it_in_sight(hands: Hands) -> None:
    before = hands.references
    hands.go("DSL")
    hands.press(Qt.Key.Key_D, CTRL)
    assert hands.frame.said == ["B-2701-02 is done."]
    assert hands.store.undo_label == "Close B-2701-02 as done"
    assert hands.references == before
    assert hands.cell("DSL", "state") == ("done", "14 Jan", Tone.GREEN)
    assert hands.page.table.hasFocus()
    hands.press(Qt.Key.Key_D, CTRL)
    assert hands.frame.refused == ["B-2701-02 is done already. Nothing has been changed."]
    hands.store.undo()
    assert hands.references == before
    assert hands.cell("DSL", "state")[0] == "in hand"
    hands.press(Qt.Key.Key_D, CTRL)
    hands.page.which.choose("overdue")
    hands.page.which.choose("open")
    assert hands.references == [one for one in before if one != "B-2701-02"]


def test_what_was_closed_is_gone_when_the_page_comes_back(hands: Hands) -> None:
    hands.go("Housing")
    hands.press(Qt.Key.Key_D, CTRL)
    hands.page.hide()
    hands.page.show()
    assert "B-2609-03" not in hands.references


def test_done_in_the_panel_asks_what_difference_it_made(hands: Hands) -> None:
    row = hands.open("DSL")
    assert hands.panel.note.hasFocus()
    hands.qtbot.mouseClick(hands.panel.finished, Qt.MouseButton.LeftButton)
    assert hands.panel.difference.hasFocus()
    assert (hands.panel.finished.isVisible(), hands.panel.reopen.isVisible()) == (False, True)
    hands.press(Qt.Key.Key_Return)
    assert hands.frame.refused == ["Type what difference it made first. Nothing has been changed."]
    hands.write(hands.panel.difference, "Calls reach the right school")
    assert hands.row("DSL").difference == "Calls reach the right school"
    hands.press(Qt.Key.Key_Return)
    assert hands.frame.said == [
        f"{row.reference} is done.",
        f"What difference {row.reference} made is kept as an outcome.",
    ]
    hands.qtbot.mouseClick(hands.panel.reopen, Qt.MouseButton.LeftButton)
    assert hands.frame.said[-1] == f"{row.reference} is open again."
    assert hands.panel.finished.hasFocus()
    hands.qtbot.mouseClick(hands.panel.in_hand, Qt.MouseButton.LeftButton)
    assert (hands.frame.said[-1], hands.row("DSL").state) == (f"{row.reference} is in hand.", "in hand")


def test_a_line_on_the_difference_closes_in_one_deed(hands: Hands) -> None:
    hands.open("DSL")
    hands.write(hands.panel.difference, "Calls reach the right school")
    assert hands.frame.said == ["B-2701-02 is done. What difference it made is kept as an outcome."]
    assert hands.row("DSL").difference == "Calls reach the right school"
    assert hands.panel.difference.hasFocus()
    hands.open("chronology")
    hands.panel.note.setFocus()
    hands.press(Qt.Key.Key_D, CTRL)
    assert hands.row("chronology").state == "done"
    assert hands.panel.difference.hasFocus()


# -- the panel --------------------------------------------------------------------------------------


def test_the_panel_follows_the_row_and_esc_steps_back(hands: Hands) -> None:
    hands.open("Housing")
    panel, page = hands.panel, hands.page
    assert (panel.reference.text(), panel.text.text()) == ("B-2609-03", "Ask Housing for a nominated deputy")
    assert panel.where.text() == "Breckland · 10 Sep 2026, item 1"
    assert [label.text() for label in panel.progress] == [
        "12 Nov 2026  chased by phone",
        "14 Jan  owner has left, passed on; not here: who tells them?",
    ]
    hands.press(Qt.Key.Key_Escape)
    assert (page.table.hasFocus(), panel.isVisible()) == (True, True)
    hands.press(Qt.Key.Key_Down)
    assert panel.reference.text() == "B-2701-01"
    assert not any(label.isVisible() for label in panel.progress)
    hands.press(Qt.Key.Key_Escape)
    assert not panel.isVisible()
    hands.press(Qt.Key.Key_Escape)
    hands.press(Qt.Key.Key_Return)
    assert panel.note.hasFocus()
    hands.qtbot.mouseClick(panel.close_panel, Qt.MouseButton.LeftButton)
    assert (page.table.hasFocus(), panel.row) == (True, None)


def test_a_note_is_recorded_at_enter(hands: Hands, clock: Clock) -> None:
    clock.pass_by(10)
    hands.open("Housing")
    hands.write(hands.panel.note, "  ")
    assert hands.frame.refused == ["Type what was said first. Nothing has been changed."]
    hands.panel.note.clear()
    hands.write(hands.panel.note, "Ruth rings on Monday")
    assert hands.frame.said == ["Note added to B-2609-03."]
    assert (hands.panel.note.text(), hands.panel.note.hasFocus()) == ("", True)
    assert hands.panel.progress[-1].text() == "14 Jan  Ruth rings on Monday"
    assert hands.cell("Housing", "action")[1] == "14 Jan: Ruth rings on Monday"


def test_half_typed_lines_wait_for_their_action(hands: Hands, make_page: Callable[..., ActionsPage]) -> None:
    row = hands.open("Housing")
    hands.qtbot.keyClicks(hands.panel.note, "rang tw")
    hands.qtbot.waitUntil(lambda: actions.typed(hands.store, row.id) == Typed("rang tw"))
    hands.panel.difference.setFocus()
    hands.qtbot.keyClicks(hands.panel.difference, "Hous")
    hands.open("DSL")
    assert (hands.panel.note.text(), hands.panel.difference.text()) == ("", "")
    hands.open("Housing")
    assert (hands.panel.note.text(), hands.panel.difference.text()) == ("rang tw", "Hous")
    hands.qtbot.keyClicks(hands.panel.difference, "ing")
    actions.take_in_hand(hands.store, row.id)
    assert hands.panel.difference.text() == "Housing"
    hands.page.settle()
    assert actions.typed(hands.store, row.id) == Typed("rang tw", "Housing")
    other = make_page()
    other.open_at(row.id)
    assert other.panel.difference.text() == "Housing"
    other.panel.closed.emit()
    assert other.table.hasFocus()
    hands.press(Qt.Key.Key_D, CTRL, on=other.table)
    assert hands.row("Housing").difference == "Housing"


def test_an_owner_is_typed_and_never_guessed(hands: Hands) -> None:
    hands.open("Housing")
    owner = hands.panel.owner
    hands.write(owner.line, "claire")
    assert owner.line.text() == ""
    assert hands.frame.said == ["B-2609-03 belongs to Claire O'Dowd now."]
    assert hands.cell("Housing", "owner")[:2] == ("Claire O'Dowd", "Larkfield Academy")
    owner.line.setFocus()
    hands.qtbot.keyClicks(owner.line, "a")
    everybody = owner.offered
    assert len(everybody) > 1
    hands.press(Qt.Key.Key_Return)
    assert hands.frame.refused[-1].startswith(f"Which one: {everybody[0]} or {everybody[1]} or ")
    assert hands.row("Housing").owner == "Claire O'Dowd"
    place = next(at for at, chip in enumerate(owner.chips) if chip.caption.startswith("Dr Ann Sale"))
    owner.chips[place].setFocus()
    hands.press(Qt.Key.Key_Return)
    assert (hands.row("Housing").owner, owner.line.text(), owner.offered) == ("Dr Ann Sale", "", ())
    hands.write(owner.line, "everyone")
    assert hands.row("Housing").asked == 11
    assert hands.panel.replies.isVisible()
    assert hands.panel.replies.count.text() == "0 of 11 organisations have answered"


def test_a_name_nobody_has_is_refused_or_kept_as_words(hands: Hands) -> None:
    hands.open("Housing")
    owner = hands.panel.owner
    hands.write(owner.line, "")
    assert hands.frame.refused[-1] == "Type a name first. Nothing has been changed."
    hands.write(owner.line, "zebedee")
    assert hands.frame.refused[-1].startswith("“zebedee” names nobody known.")
    assert owner.offered == ("Nobody known: keep “zebedee”, to be named",)
    hands.qtbot.mouseClick(owner.chips[0], Qt.MouseButton.LeftButton)
    assert hands.frame.said == ["B-2609-03 waits for an owner: “zebedee”."]
    assert hands.row("Housing").owner == "“zebedee”?"
    hands.write(owner.line, "joe by 22 jan")
    assert hands.frame.refused[-1].startswith("“joe by 22 jan” says more than a name.")
    owner.clear()
    assert not owner.offered


def test_an_owner_who_is_away_must_be_told(hands: Hands) -> None:
    meetings.open_meeting(hands.store, hands.made.met.meeting_id)
    hands.open("DSL")
    hands.write(hands.panel.owner.line, "joe")
    assert hands.frame.said == ["B-2701-02 belongs to Joe Blackwood now. Not here: who tells them?"]


def test_a_due_date_is_typed_as_people_say_it(hands: Hands) -> None:
    hands.open("Housing")
    due = hands.panel.due
    due.line.setFocus()
    hands.qtbot.keyClicks(due.line, "next meeting")
    assert due.means.text() == "next meeting, Thu 11 Mar 2027"
    hands.press(Qt.Key.Key_Return)
    assert hands.frame.said == ["B-2609-03 is due Thu 11 Mar 2027."]
    assert (hands.row("Housing").due_words, due.line.text(), due.means.isVisible()) == (
        "next meeting",
        "",
        False,
    )
    hands.write(due.line, "by 22 jan")
    assert hands.frame.said[-1] == "B-2609-03 is due Fri 22 Jan 2027."
    hands.write(due.line, "soonish")
    assert due.means.text() == "not a date ahead yet"
    assert hands.frame.refused[-1].startswith("“soonish” is not a date ahead. Try 22 jan")
    due.clear()
    hands.write(due.line, "next yab")
    assert due.means.text() == "next youth board has no date yet"
    assert hands.frame.refused[-1] == "Next youth board has no date yet. Nothing has been changed."
    due.clear()
    hands.write(due.line, "")
    assert hands.frame.said[-1] == "B-2609-03 has no date now."
    hands.write(due.line, "")
    assert hands.frame.refused[-1] == "Type a date first: 22 jan, next fri or next meeting."


def test_every_organisation_answers_in_its_own_line(hands: Hands) -> None:
    hands.open("recommendation")
    part = hands.panel.replies
    assert part.count.text() == "6 of 11 organisations have answered: 4 done, 1 doing, 1 not started"
    assert len(part.lines) == 11
    waiting = next(line for line in part.lines.values() if line.answer.value is Answer.NONE)
    assert not waiting.words.isVisible()
    waiting.answer.setFocus()
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Return):
        hands.press(key, on=waiting.answer)
        assert waiting.answer.view().isVisible()
        waiting.answer.hidePopup()
    hands.press(Qt.Key.Key_Tab, on=waiting.answer)
    assert hands.store.undo_label == ""
    waiting.answer.pick(Answer.DOING)
    waiting.answer.picked.emit(Answer.DOING)
    assert hands.frame.said[-1] == f"{waiting.name.text()}: doing."
    assert hands.cell("recommendation", "state")[0] == "7 of 11"
    hands.write(waiting.words, "at the next away day")
    name = waiting.name.text()
    kept = {
        one.organisation: one for one in actions.replies(hands.store, hands.made.by_word["recommendation"])
    }
    assert (kept[name].answer, kept[name].text) == (Answer.DOING, "at the next away day")
    waiting.words.setText("at two away days")
    hands.page.settle()
    kept = {
        one.organisation: one for one in actions.replies(hands.store, hands.made.by_word["recommendation"])
    }
    assert kept[name].text == "at two away days"
    waiting.words.setText("still typing")
    actions.add_note(hands.store, hands.made.by_word["recommendation"], "asked again")
    assert waiting.words.text() == "still typing"
    waiting.answer.picked.emit(Answer.NONE)
    assert hands.frame.said[-1] == f"{name}: no answer yet."
    asked = hands.made.by_word["recommendation"]
    part.show_replies(asked, actions.replies(hands.store, asked)[:2])
    assert (len(part.lines), part.count.text()) == (2, "2 of 2 organisations have answered: 2 done")
    hands.go("DSL")
    assert not part.isVisible()


def test_a_closed_action_says_who_had_it(hands: Hands) -> None:
    hands.page.which.choose("done")
    hands.open("bus")
    assert hands.panel.where.text() == (
        "Breckland · 12 Nov 2026, item 1\nJoe Blackwood, Fenmere Hospital · due 12 Jan, closed 14 Jan"
    )
    assert hands.panel.difference.text() == "The evening bus stops at the sports hall again"
    assert not hands.panel.owner.isVisible()
    hands.press(Qt.Key.Key_D, CTRL, on=hands.panel.difference)
    assert hands.frame.refused == ["B-2611-02 is done already. Nothing has been changed."]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_shown_as_typed(hands: Hands, text: str) -> None:
    row = hands.open("DSL")
    actions.add_note(hands.store, row.id, text)
    actions.close(hands.store, row.id, text)
    assert hands.panel.progress[0].text().replace("\u200b", "") == f"14 Jan  {text}"
    assert hands.panel.progress[0].textFormat() == Qt.TextFormat.PlainText
    assert hands.panel.difference.text() == text
    assert hands.cell("DSL", "action")[1] == text
    hands.page.grab()
    hands.panel.note.setText("")
    hands.panel.note.insert("b" * 2_001)
    assert hands.panel.note.text() == ""
    assert hands.frame.refused


def test_a_fault_of_the_disk_is_a_sentence_and_the_line_stays(
    hands: Hands, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: Any) -> None:  # noqa: ANN401
        raise CannotWrite("The disk is full. Make room, then try again. Nothing has been changed.")

    hands.open("DSL")
    monkeypatch.setattr(actions, "add_note", full)
    hands.write(hands.panel.note, "rang")
    assert hands.frame.refused == ["The disk is full. Make room, then try again. Nothing has been changed."]
    assert hands.panel.note.text() == "rang"


def test_after_a_deed_ctrl_z_is_for_the_deed(hands: Hands) -> None:
    hands.open("Housing")
    panel = hands.panel
    for line, text in (
        (panel.note, "rang"),
        (panel.owner.line, "claire"),
        (panel.due.line, "22 jan"),
        (panel.difference, "A deputy comes"),
    ):
        hands.write(line, text)
        assert not line.isUndoAvailable()
    assert len(hands.frame.said) == 4


# -- getting here, paper, room ----------------------------------------------------------------------


def test_other_pages_open_it_at_a_state_a_group_or_an_action(hands: Hands) -> None:
    hands.page.open_at("overdue")
    assert hands.references == ["B-2609-03"]
    hands.page.open_at(hands.made.by_word["bus"])
    assert hands.page.which.chosen_key == "done"
    assert hands.panel.reference.text() == "B-2611-02"
    hands.page.open_at("open")
    hands.page.open_at(hands.made.south_id)
    assert hands.references == ["S-2611-05", "S-2701-03"]
    hands.page.open_at(hands.made.by_word["DSL"])
    assert (hands.panel.reference.text(), hands.page.group.value) == ("B-2701-02", "")
    hands.page.open_at("no such action")
    assert hands.frame.refused == ["That action is not in this store any more. Nothing has been changed."]


def test_the_log_is_printed_for_the_chosen_group(hands: Hands) -> None:
    hands.page.group.pick(hands.made.south_id)
    hands.qtbot.mouseClick(hands.page.print_log, Qt.MouseButton.LeftButton)
    make = hands.page.paper()
    assert make is not None
    for paper in (hands.frame.printed[0](16), make(12)):
        assert "S-2611-05" in repr(paper)
        assert "B-2701-01" not in repr(paper)


def test_in_a_narrow_window_the_panel_takes_the_place_of_the_list(hands: Hands) -> None:
    hands.page.resize(854, 512)
    hands.open("Housing")
    assert (hands.page.table.isVisible(), hands.panel.isVisible()) == (False, True)
    hands.panel.difference.setFocus()
    assert not hands.panel.difference.visibleRegion().isEmpty()
    hands.press(Qt.Key.Key_Escape)
    assert (hands.page.table.isVisible(), hands.panel.isVisible()) == (True, False)
    assert hands.page.table.hasFocus()
    hands.press(Qt.Key.Key_Return)
    hands.page.resize(1182, 768)
    assert hands.page.table.isVisible()


def test_a_row_that_is_struck_goes_and_the_keyboard_moves_on(hands: Hands) -> None:
    hands.open("Housing")
    hands.page.which.choose("overdue")
    hands.page.which.choose("done")
    assert not hands.panel.isVisible()
    assert hands.page.table.current_row().row.reference == "B-2611-02"


# -- places -----------------------------------------------------------------------------------------


def test_rows_keep_their_places_and_new_ones_come_where_they_belong(store: Store, made: Scene) -> None:
    rows = actions.list_actions(store)
    before = [row.id for row in reversed(rows)]
    assert [row.id for row in in_place(before, rows)] == before
    assert in_place((), rows) == rows
    assert in_place([rows[1].id], rows[:3]) == (rows[0], rows[1], rows[2])
    assert in_place(["gone", rows[0].id], rows[:2]) == rows[:2]


def test_many_changes_at_once_ask_anew(hands: Hands) -> None:
    everything = [row.id for row in actions.list_actions(hands.store, Which.ALL)]
    hands.page._order = (*everything, *(f"gone {number}" for number in range(13)))
    hands.page.refresh()
    assert len(hands.references) == 9
    hands.page._order = (*(one.id for one in hands.page.model.rows()), "gone")
    hands.page.refresh()
    assert len(hands.references) == 9
