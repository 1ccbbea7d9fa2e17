"""The youth boards' page and their item at a meeting: from what they said to what they were told."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from nscp_desktop.rules.capture import parse
from nscp_desktop.services import capture, youth_boards
from nscp_desktop.services.youth_boards import Typed
from nscp_desktop.store import Store
from nscp_desktop.ui.ask_steps import AskReading, short_day
from nscp_desktop.ui.ask_writing import AskWriting
from nscp_desktop.ui.pages.youth_boards import YouthBoardsPage
from nscp_desktop.ui.run.youth_board_item import YouthBoardItem
from tests.services.conftest import LONDON, PASSPHRASE
from tests.ui.boards_scene import BoardsScene, boards_scene

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from nscp_desktop.ui.bridge import Bridge
    from nscp_desktop.ui.house import House
    from tests.services.conftest import Clock
    from tests.ui.noting import NotingFrame

TODAY = date(2027, 1, 14)


@pytest.fixture(scope="module")
def kept(
    kept_stores: Callable[[str], Path], tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, BoardsScene]:
    """The closed store of the boards, made once, with what is in it."""
    folder = tmp_path_factory.mktemp("boards") / "store"
    shutil.copytree(kept_stores("norfolk").parent, folder)
    made = Store.open(
        folder / "records.nscp", PASSPHRASE, lambda: datetime(2027, 1, 14, 9, 30, tzinfo=LONDON)
    )
    scene = boards_scene(made)
    made.close()
    return folder, scene


@pytest.fixture
def store(kept: tuple[Path, BoardsScene], tmp_path: Path, clock: Clock) -> Iterator[Store]:
    """The boards in a store of one's own."""
    shutil.copytree(kept[0], tmp_path / "boards")
    opened = Store.open(tmp_path / "boards" / "records.nscp", PASSPHRASE, clock)
    yield opened
    opened.close()


@pytest.fixture
def made(kept: tuple[Path, BoardsScene], store: Store) -> BoardsScene:
    return replace(kept[1], met=replace(kept[1].met, store=store))


@pytest.fixture
def page(
    qtbot: QtBot, house: House, bridge: Bridge, frame: NotingFrame, made: BoardsScene
) -> YouthBoardsPage:
    shown = YouthBoardsPage(house, bridge, frame)
    qtbot.addWidget(shown)
    shown.resize(1182, 768)
    shown.open_at(made.boards["Breckland"])
    shown.show()
    shown.activateWindow()
    qtbot.waitUntil(shown.isActiveWindow)
    return shown


@pytest.fixture
def item(qtbot: QtBot, house: House, bridge: Bridge, frame: NotingFrame, made: BoardsScene) -> YouthBoardItem:
    shown = YouthBoardItem(house, bridge, frame)
    qtbot.addWidget(shown)
    shown.resize(1322, 600)
    shown.open_item(made.met.meeting_id, made.met.items[6])
    shown.show()
    shown.activateWindow()
    qtbot.waitUntil(shown.isActiveWindow)
    return shown


def cell(page: YouthBoardsPage, board: str, column: str) -> str:
    row = next(one for one in page.boards if one.name == board)
    return next(one.text(row) for one in page._columns() if one.key == column)


def reading(page: YouthBoardsPage, ask_id: str) -> AskReading:
    return next(one for one in page.asks if isinstance(one, AskReading) and one.ask_id == ask_id)


def writing(page: YouthBoardsPage | YouthBoardItem, ask_id: str) -> AskWriting:
    return next(one for one in page.asks if isinstance(one, AskWriting) and one.row.ask_id == ask_id)


# -- the page ---------------------------------------------------------------------------------------


def test_the_boards_stand_with_who_goes_what_matters_and_what_is_owed(page: YouthBoardsPage) -> None:
    assert [row.name for row in page.boards][:3] == ["Norwich", "Great Yarmouth", "Broadland"]
    assert cell(page, "Breckland", "who") == "Orla Pearl"
    assert cell(page, "Great Yarmouth", "who") == "no one"
    assert cell(page, "Breckland", "priorities") == "Buses after dark · being asked alone"
    assert cell(page, "Breckland", "attended") == "4 of 5"
    assert cell(page, "Breckland", "next") == "6 Feb"
    assert cell(page, "Great Yarmouth", "owed") == "3"
    owed = next(one for one in page._columns() if one.key == "owed")
    rows = {row.name: row for row in page.boards}
    assert owed.spoken is not None
    assert owed.spoken(rows["Great Yarmouth"]) == (
        "3 answers owed, the oldest for 189 days, 3 of them overdue"
    )
    assert owed.spoken(rows["Norwich"]) == "0 answers owed"
    assert page.board is not None and page.board.name == "Breckland"
    assert page.heading.text() == "Breckland: from what they said to what changed"
    assert page.aside.text() == "comes back on every Breckland agenda until it is answered"


def test_where_a_board_s_words_are_written_it_says_that_this_is_no_referral(
    page: YouthBoardsPage, made: BoardsScene
) -> None:
    page.open_at(made.boards["Breckland"])
    assert page.not_a_referral.isVisible()
    assert "01632 960 555" in page.not_a_referral.text()


def test_each_ask_is_read_as_steps(page: YouthBoardsPage, made: BoardsScene) -> None:
    owed, told = reading(page, made.owed), reading(page, made.told)
    assert owed.said.when.text() == "12 Nov, brought by Orla Pearl"
    assert owed.said_text.text().endswith("\nEvery service to see us alone first.")
    assert owed.consent.text() == "Their words are not printed: nobody has agreed yet."
    assert owed.talked.when.text() == "12 Nov"
    assert (owed.told.pill.text(), owed.told.when.text()) == ("Owed", "waiting 63 days")
    assert owed.told_text.text() == "Orla Pearl takes the answer back to the board on 6 Feb."
    assert not owed.did.isVisible()
    assert told.consent.text() == "May be shared: their worker, 14 Jan."
    assert (told.did.when.text(), told.did_text.text()[:4]) == ("14 Jan, B-2701-01", "Four")
    assert (told.told.pill.text(), told.told.when.text()) == ("Told them", "6 Oct, by Orla at the board")
    assert told.told_text.text() == "They really did pick ours."
    assert not told.talked.isVisible()
    overdue = page.asks[0]
    assert isinstance(overdue, AskReading)
    assert overdue.told.when.text() == "waiting 126 days, overdue at 2 meetings"
    assert overdue.talked_text.text() == "Not at a meeting yet."


def test_another_board_shows_its_own_asks_or_says_what_to_do(
    page: YouthBoardsPage, made: BoardsScene
) -> None:
    page.open_at(made.boards["Great Yarmouth"])
    assert len(page.asks) == 3
    first = page.asks[0]
    assert isinstance(first, AskReading)
    assert first.told_text.text() == "Nobody goes to this board for us yet, so nobody can tell them."
    page.table.go_to(made.boards["Norwich"])
    assert page.nothing.isVisible()
    assert page.aside.text() == ""
    page.open_at("no such board")
    assert page.board is not None and page.board.name == "Norwich"


def test_a_year_shows_its_own_priorities(page: YouthBoardsPage, made: BoardsScene) -> None:
    youth_boards.add_meeting(made.store, made.boards["Breckland"], date(2026, 3, 5))
    page.year.pick(2025)
    page.year.picked.emit(2025)
    assert cell(page, "Breckland", "priorities") == ""
    assert cell(page, "Breckland", "attended") == "0 of 1"
    assert page.chosen_year == 2025


def test_an_answer_is_written_in_place_and_read_again(
    qtbot: QtBot, page: YouthBoardsPage, made: BoardsScene, frame: NotingFrame
) -> None:
    qtbot.mouseClick(reading(page, made.owed).go_on, Qt.MouseButton.LeftButton)
    box = writing(page, made.owed)
    assert box.did_box.hasFocus()
    assert box.talked.when.text() == ""
    assert box.talked_before.text().startswith("12 Nov: School nursing")
    qtbot.keyClicks(box.did_box, "Every service sees them alone first.")
    qtbot.keyClick(box.did_box, Qt.Key.Key_Tab)
    assert youth_boards.ask(made.store, made.owed).did == "Every service sees them alone first."
    box.how.setFocus()
    qtbot.keyClicks(box.how, "by Orla at the board")
    box._draft.timeout.emit()
    assert youth_boards.waiting_ask(made.store, made.owed) == {Typed.HOW: "by Orla at the board"}
    qtbot.keyClicks(box.words, "About time.")
    qtbot.keyClick(box.words, Qt.Key.Key_Return)
    row = youth_boards.ask(made.store, made.owed)
    assert (row.told_on, row.told_how, row.told_words) == (TODAY, "by Orla at the board", "About time.")
    assert frame.said[-1] == "Breckland: told them on 14 Jan."
    assert box.tell.caption == "Keep changes"
    box.not_told.click()
    assert youth_boards.ask(made.store, made.owed).owed
    box.tell.click()
    box.read.click()
    assert reading(page, made.owed).go_on.hasFocus()
    assert reading(page, made.owed).go_on.caption == "Change"


def test_told_needs_a_day_that_can_be(
    qtbot: QtBot, page: YouthBoardsPage, made: BoardsScene, frame: NotingFrame
) -> None:
    page._on_wanted(made.owed)
    box = writing(page, made.owed)
    box.on.show_day(None)
    box.tell.click()
    box.on.show_day(date(2027, 1, 15))
    box.tell.click()
    assert frame.refused == [
        "Type the day on which they were told first. Nothing has been changed.",
        "15 January 2027 has not come yet. Nothing has been changed.",
    ]


def test_consent_is_ticked_and_says_who_agreed(
    qtbot: QtBot, page: YouthBoardsPage, made: BoardsScene, frame: NotingFrame
) -> None:
    page._on_wanted(made.owed)
    box = writing(page, made.owed)
    box.consent.click()
    assert box.agreed_by.hasFocus()
    box.did_box.setFocus()
    assert not box.consent.isChecked()
    box.consent.click()
    qtbot.keyClick(box.agreed_by, Qt.Key.Key_Return)
    assert "Say who agreed" in frame.refused[0]
    qtbot.keyClicks(box.agreed_by, "their worker")
    qtbot.keyClick(box.agreed_by, Qt.Key.Key_Return)
    row = youth_boards.ask(made.store, made.owed)
    assert (row.consent, row.consent_by) == (True, "their worker")
    box.did_box.setFocus()
    assert len(frame.said) == 1
    box.consent.click()
    assert not youth_boards.ask(made.store, made.owed).consent


def test_an_action_answers_an_ask(page: YouthBoardsPage, made: BoardsScene, frame: NotingFrame) -> None:
    heard = capture.context(made.store, made.met.meeting_id)
    line = parse("action orla to ask every service to see them alone by 3 feb", heard)
    action = capture.record(made.store, made.met.meeting_id, made.met.items[6], line)
    page._on_wanted(made.owed)
    box = writing(page, made.owed)
    box.action.pick(action.record_id)
    box.action.picked.emit(action.record_id)
    assert frame.said == [f"{action.reference} Ask every service to see them alone answers it."]
    page._on_finished(made.owed)
    told = reading(page, made.owed).told_text.text()
    assert told == f"{action.reference} by 3 Feb, Orla Pearl: Ask every service to see them alone"
    page._on_wanted(made.owed)
    writing(page, made.owed).action.picked.emit("")
    assert youth_boards.ask(made.store, made.owed).action is None


def test_going_to_another_ask_writes_the_first(
    qtbot: QtBot, page: YouthBoardsPage, made: BoardsScene
) -> None:
    page._on_wanted(made.owed)
    qtbot.keyClicks(writing(page, made.owed).did_box, "Half")
    page._on_wanted(made.told)
    assert youth_boards.ask(made.store, made.owed).did == "Half"
    said = writing(page, made.told).said_box
    said.setFocus()
    qtbot.keyClicks(said, " Ours")
    page.settle()
    assert youth_boards.ask(made.store, made.told).said.endswith("the police. Ours")


# -- adding -----------------------------------------------------------------------------------------


def test_what_a_board_said_is_added_in_the_page(
    qtbot: QtBot, page: YouthBoardsPage, made: BoardsScene, frame: NotingFrame
) -> None:
    page.add.click()
    panel = page.adding
    assert panel.said.hasFocus()
    assert panel.by.currentText() == "Orla Pearl"
    assert "01632 960 555" in panel.not_a_referral.text
    assert not page._card.isVisible()
    panel.asked_of.setText("a later bus")
    assert panel.settle()
    panel.asked_of.blockSignals(True)
    panel.asked_of.clear()
    panel.asked_of.blockSignals(False)
    page.add.click()
    assert panel.asked_of.text() == "a later bus"
    panel.asked_of.clear()
    assert panel.settle()
    qtbot.keyClicks(panel.said, "Buses after six")
    panel.keeper._draft.timeout.emit()
    assert youth_boards.waiting_said(made.store, made.boards["Breckland"]) == "Buses after six"
    panel.consent.click()
    panel.add.click()
    assert "Say who agreed" in frame.refused[0]
    assert panel.agreed_by.hasFocus()
    qtbot.keyClicks(panel.agreed_by, "their worker")
    qtbot.keyClick(panel.agreed_by, Qt.Key.Key_Return)
    assert frame.said == [
        "What the Breckland board said is added. It stays on every agenda until they are told."
    ]
    added = page.asks[-2]
    assert isinstance(added, AskReading) and added.said_text.text() == "Buses after six"
    assert panel.said.toPlainText() == "" and not panel.consent.isChecked()
    panel.add.click()
    assert "Type what they said first" in frame.refused[-1]
    panel.on.show_day(None)
    panel.add.click()
    assert "Type the day" in frame.refused[-1]
    qtbot.keyClick(panel, Qt.Key.Key_Escape)
    assert page._card.isVisible() and page.add.hasFocus()


def test_words_that_were_never_added_wait_for_their_board(
    qtbot: QtBot, page: YouthBoardsPage, made: BoardsScene
) -> None:
    page.add.click()
    qtbot.keyClicks(page.adding.said, "Half a sentence")
    page.adding.close_panel.click()
    page.add.click()
    assert page.adding.said.toPlainText() == "Half a sentence"
    page.adding.board.pick(made.boards["Norwich"])
    page.adding.board.picked.emit(made.boards["Norwich"])
    assert page.adding.said.toPlainText() == ""
    assert page.adding.by.currentText() == "Not said"
    page.settle()
    assert youth_boards.waiting_said(made.store, made.boards["Breckland"]) == "Half a sentence"


# -- a board ----------------------------------------------------------------------------------------


def test_a_board_is_changed_in_place(
    qtbot: QtBot, page: YouthBoardsPage, made: BoardsScene, frame: NotingFrame
) -> None:
    page.details.click()
    panel = page.panel
    assert panel.representative.hasFocus()
    assert panel.representative.currentText() == "Orla Pearl, Thornham Primary School"
    assert panel.since.text() == "since 1 Sep"
    claire = made.met.person("Claire")
    panel.representative.pick(claire)
    panel.representative.picked.emit(claire)
    assert frame.said == ["Let Claire O'Dowd represent us at the Breckland board."]
    panel.representative.picked.emit(claire)
    panel.deputy.picked.emit("")
    assert frame.said[-1] == "Let Marcus Reeve stop going to the Breckland board."
    assert cell(page, "Breckland", "who") == "Claire O'Dowd"
    panel.priorities.setFocus()
    panel.priorities.moveCursor(panel.priorities.textCursor().MoveOperation.End)
    qtbot.keyClick(panel.priorities, Qt.Key.Key_Return)
    qtbot.keyClicks(panel.priorities, "vaping")
    qtbot.keyClick(panel.priorities, Qt.Key.Key_Return)
    qtbot.keyClicks(panel.priorities, "youth clubs")
    panel.keeper._draft.timeout.emit()
    assert any(draft.field == "priorities 2026" for draft in made.store.drafts())
    panel.provider.setFocus()
    assert cell(page, "Breckland", "priorities").endswith("vaping · youth clubs")
    qtbot.keyClicks(panel.provider, "Harbour Friends")
    qtbot.keyClick(panel.provider, Qt.Key.Key_Return)
    assert youth_boards.board(made.store, made.boards["Breckland"]).provider == "Harbour Friends"
    qtbot.keyClick(panel, Qt.Key.Key_Escape)
    assert not panel.isVisible() and page.details.hasFocus()


def test_the_boards_meetings_are_kept_in_place(
    qtbot: QtBot, page: YouthBoardsPage, made: BoardsScene, frame: NotingFrame
) -> None:
    page.table.row_chosen.emit(page.board)
    panel = page.panel
    lines = [line for line in panel.meetings if line.isVisible()]
    assert [line.day.text() for line in lines] == ["4 Jun", "9 Jul", "10 Sep", "6 Oct", "3 Dec", "6 Feb"]
    assert lines[0].who.currentText() == "Orla Pearl went"
    assert lines[1].who.currentText() == "Nobody went"
    assert not lines[5].who.isVisible() and lines[5].coming.isVisible()
    lines[1].who.picked.emit("somebody")
    assert cell(page, "Breckland", "attended") == "5 of 5"
    lines[1].who.picked.emit(made.met.person("Marcus"))
    assert lines[1].who.currentText() == "Marcus Reeve went"
    lines[1].who.picked.emit("not said")
    assert lines[1].who.currentText() == "Who went?"
    lines[5].remove.click()
    assert cell(page, "Breckland", "next") == ""
    panel.add_meeting.click()
    assert "Type the day of the board's meeting first" in frame.refused[0]
    panel.day.line.setFocus()
    qtbot.keyClicks(panel.day.line, "3 feb")
    qtbot.keyClick(panel.day.line, Qt.Key.Key_Return)
    assert cell(page, "Breckland", "next") == "3 Feb"
    panel.day.show_day(date(2027, 2, 3))
    panel.add_meeting.click()
    assert "has a meeting on 3 February 2027 already" in frame.refused[-1]
    panel.close_panel.click()
    page.open_at(made.boards["Great Yarmouth"])
    page.details.click()
    assert panel.representative.currentText() == "No one"
    assert not panel.since.isVisible()
    page.open_at(made.boards["Breckland"])
    assert panel.name.text() == "Breckland Youth Advisory Board"


def test_a_board_without_meetings_and_a_representative_who_is_no_member(
    page: YouthBoardsPage, made: BoardsScene
) -> None:
    norwich = made.boards["Norwich"]
    for meeting in youth_boards.meetings_of_board(made.store, norwich):
        youth_boards.remove_meeting(made.store, meeting.board_meeting_id)
    youth_boards.set_representative(made.store, norwich, made.met.person("Joe"))
    page.open_at(norwich)
    page.details.click()
    assert page.panel.no_meetings.isVisible()
    assert page.panel.representative.currentText() == "Joe Blackwood"


# -- at a meeting -----------------------------------------------------------------------------------


def test_the_item_has_what_is_owed_before_it(item: YouthBoardItem, made: BoardsScene) -> None:
    assert item.count.text() == "Breckland: 2 answers owed"
    assert len(item.asks) == 2
    assert "01632 960 555" in item.not_a_referral.text()
    assert not item.nothing.isVisible()


def test_we_talked_is_written_in_place_and_kept_as_it_is_typed(
    qtbot: QtBot, item: YouthBoardItem, made: BoardsScene
) -> None:
    box = writing(item, made.owed)
    assert box.talked_box is not None
    box.talked_box.setFocus()
    qtbot.keyClicks(box.talked_box, "Police see them alone too.")
    box.talked_keeper._draft.timeout.emit()
    (draft,) = [one for one in made.store.drafts() if one.table == "talk"]
    assert draft.text == "Police see them alone too."
    qtbot.keyClick(box.talked_box, Qt.Key.Key_Tab)
    assert (
        youth_boards.ask(made.store, made.owed).own_talk(made.met.meeting_id) == "Police see them alone too."
    )
    assert made.store.undo_label == "Write what we talked about for the Breckland board"
    heard = capture.context(made.store, made.met.meeting_id)
    other = next(one for one in item.asks if one is not box)
    youth_boards.told(made.store, other.row.ask_id, TODAY)
    assert item.count.text() == "Breckland: 1 answer owed"
    capture.record(
        made.store, made.met.meeting_id, made.met.items[6], parse("youth board the bus waits now", heard)
    )
    assert "The bus waits now" in box.talked_before.text()


def test_told_at_the_meeting_stays_in_sight_until_it_closes(
    item: YouthBoardItem, made: BoardsScene, frame: NotingFrame
) -> None:
    for box in list(item.asks):
        box.tell.click()
    assert item.count.text() == "Breckland: nothing is owed"
    assert len(item.asks) == 2
    assert all(box.told.pill.text() == "Told them" for box in item.asks)


def test_a_board_is_heard_at_the_meeting_too(qtbot: QtBot, item: YouthBoardItem, made: BoardsScene) -> None:
    item.add.click()
    assert item.adding.said.hasFocus()
    qtbot.keyClicks(item.adding.said, "A third thing")
    item.adding.add.click()
    assert len(item.asks) == 3
    item.adding.close_panel.click()
    assert item.add.hasFocus()
    qtbot.keyClicks(writing(item, made.owed).did_box, "Done")
    writing(item, made.owed).did_keeper.unsaved = True
    assert item.settle()
    assert youth_boards.ask(made.store, made.owed).did == "Done"


def test_what_is_taken_off_goes_and_another_meeting_has_its_own(
    item: YouthBoardItem, made: BoardsScene
) -> None:
    youth_boards.remove_ask(made.store, made.owed)
    assert len(item.asks) == 1
    item.open_item(made.met.earlier[0], made.met.items[6])
    assert item.asks == []
    assert item.nothing.isVisible()
    assert item.count.text() == "Breckland: nothing is owed"
    youth_boards.set_links(made.store, made.boards["Breckland"], [])
    assert item.count.text() == "No youth board faces this group."
    assert not item.add.isVisible()


def test_out_of_sight_nothing_is_asked_until_it_is_shown_again(
    item: YouthBoardItem, made: BoardsScene
) -> None:
    item.hide()
    youth_boards.remove_ask(made.store, made.owed)
    heard = capture.context(made.store, made.met.meeting_id)
    capture.record(made.store, made.met.meeting_id, made.met.items[6], parse("action orla to go", heard))
    assert len(item.asks) == 2
    item.show()
    assert len(item.asks) == 1
    capture.record(
        made.store, made.met.meeting_id, made.met.items[6], parse("action orla to go again", heard)
    )
    assert item.asks[0].action.count() >= 2


def test_steps_stand_two_and_two_or_one_where_it_is_narrow(item: YouthBoardItem, made: BoardsScene) -> None:
    box = writing(item, made.owed)
    assert box.across() == 4
    item.resize(760, 600)
    QApplication.processEvents()
    assert box.across() == 2
    item.resize(420, 600)
    QApplication.processEvents()
    assert box.across() == 1
    item.grab()


def test_days_of_another_year_have_their_year() -> None:
    assert short_day(date(2026, 11, 12), TODAY) == "12 Nov"
    assert short_day(date(2025, 11, 12), TODAY) == "12 Nov 2025"
