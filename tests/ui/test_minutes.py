"""The minutes page: the text put right in place, the print beside it, issuing and agreeing."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication
from sqlmodel import select

from nscp_desktop.documents.pdf import draw
from nscp_desktop.records import Attendance, Decision, Meeting
from nscp_desktop.rules.meetings import MinutesState
from nscp_desktop.services import captured, meetings, minutes, notes
from nscp_desktop.ui.bridge import Bridge
from nscp_desktop.ui.house import House
from nscp_desktop.ui.pages.minutes import MinutesPage
from nscp_desktop.ui.pages.minutes_panels import AS_IT_STANDS
from tests.services.winter import MARCH, Winter, at

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime

    from pytestqt.modeltest import ModelTester
    from pytestqt.qtbot import QtBot

    from nscp_desktop.papers.blocks import Paper
    from nscp_desktop.store import Store
    from nscp_desktop.ui.pages.minutes_text import EntryBlock, ItemBlock
    from tests.ui.noting import NotingFrame


@pytest.fixture
def make(qtbot: QtBot, dressed: QApplication, frame: NotingFrame) -> Iterator[Callable[[Store], MinutesPage]]:
    bridges: list[Bridge] = []
    pages: list[MinutesPage] = []

    def made(store: Store) -> MinutesPage:
        bridges.append(Bridge(store))
        page = MinutesPage(House(store, draw), bridges[-1], frame)
        pages.append(page)
        qtbot.addWidget(page)
        page.resize(1182, 738)
        return page

    yield made
    for page in pages:
        page.settle()
    for bridge in bridges:
        bridge.close()


@pytest.fixture
def page(make: Callable[[Store], MinutesPage], held_winter: Winter, qtbot: QtBot) -> MinutesPage:
    """The minutes of January's meeting, drawn."""
    made = make(held_winter.store)
    with qtbot.waitSignal(made.beside.drawn):
        made.open_at(held_winter.january)
    made.show()
    made.activateWindow()
    QApplication.processEvents()
    return made


def item(page: MinutesPage, begins: str) -> ItemBlock:
    return next(one for one in page.text.items if begins in one.heading.text())


def entry(page: MinutesPage, label: str) -> EntryBlock:
    return next(
        one for block in page.text.items for one in block.entries if label in one.box.accessibleName()
    )


def note(held: Winter, begins: str) -> str:
    return notes.notes(held.store, held.january, held.item(begins)).text


# -- what is shown ----------------------------------------------------------------------------------


def test_the_text_and_the_print_stand_side_by_side(page: MinutesPage) -> None:
    assert page.head.title.text() == "Breckland LSCG, 14 January 2027"
    assert page.standing.text() == "New draft"
    assert page.card.aside.text() == "written from the meeting at 12:03"
    assert item(page, "Neglect").note.toPlainText().startswith("Lena Marsh presented.")
    first = entry(page, "Action B-2701-01")
    assert first.box.toPlainText() == "Circulate the chronology page to A&E leads"
    assert first.aside.text() == "Joe Blackwood · due 22 January"
    assert not entry(page, "Outcome").aside.isVisible()
    assert page.beside.pages.count >= 5
    assert "Minutes of the meeting held on Thursday 14 January 2027" in page.beside.pages.text()
    assert not page.gaps.isVisible()


def test_without_a_meeting_the_list_of_minutes_is_shown(
    make: Callable[[Store], MinutesPage], held_winter: Winter, qtbot: QtBot, qtmodeltester: ModelTester
) -> None:
    made = make(held_winter.store)
    made.show()
    assert made.head.title.text() == "Minutes"
    assert not made.print.isVisible()
    assert made.paper() is None
    made.print.click()
    qtmodeltester.check(made.model)
    rows = made.model.rows()
    assert [row.on.month for row in rows] == [1, 11]
    with qtbot.waitSignal(made.beside.drawn):
        made.table.row_chosen.emit(rows[1])
    assert made.head.title.text() == "Breckland LSCG, 12 November 2026"
    assert made.standing.text() == "Agreed"
    assert made.card.aside.text() == "written from the meeting at 12:02, agreed Thu 14 Jan"
    assert made.issue.caption == "Issue agreed minutes"
    assert not made.agree.isVisible()


def test_an_empty_store_says_when_minutes_come(
    make: Callable[[Store], MinutesPage], store: Store, frame: NotingFrame, qtbot: QtBot
) -> None:
    made = make(store)
    made.show()
    qtbot.mouseClick(made.to_meetings, Qt.MouseButton.LeftButton)
    assert frame.went == [("meetings", "")]


def test_minutes_of_a_meeting_that_is_not_closed_cannot_be_issued(
    page: MinutesPage, held_winter: Winter, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(page.beside.drawn):
        page.open_at(held_winter.march)
    assert page.standing.text() == "Arranged"
    assert page.card.aside.text() == ""
    assert not page.issue.isEnabled()
    assert not page.agree.isVisible()


# -- putting right ----------------------------------------------------------------------------------


def test_a_note_is_written_on_leaving_and_drawn_again(
    page: MinutesPage, held_winter: Winter, qtbot: QtBot
) -> None:
    block = item(page, "Updates")
    block.note.setFocus()
    qtbot.keyClicks(block.note, "The strategy group met.")
    assert note(held_winter, "Updates") == ""
    with qtbot.waitSignal(page.beside.drawn):
        qtbot.keyClick(block.note, Qt.Key.Key_Tab)
    assert note(held_winter, "Updates") == "The strategy group met."
    assert held_winter.store.undo_label == "Write the notes of item 12"
    assert "The strategy group met." in page.beside.pages.text()
    with qtbot.waitSignal(page.beside.drawn):
        held_winter.store.undo()
    assert item(page, "Updates").note.toPlainText() == ""


def test_what_is_being_typed_is_left_alone_by_a_deed_elsewhere(
    page: MinutesPage, held_winter: Winter, qtbot: QtBot
) -> None:
    block = item(page, "Updates")
    block.note.setFocus()
    qtbot.keyClicks(block.note, "Half a sen")
    notes.write(held_winter.store, held_winter.january, held_winter.item("Neglect"), "Written elsewhere.")
    assert item(page, "Updates").note.toPlainText() == "Half a sen"
    assert item(page, "Neglect").note.toPlainText() == "Written elsewhere."
    page.settle()
    assert note(held_winter, "Updates") == "Half a sen"


def test_typing_is_kept_as_a_draft(page: MinutesPage, held_winter: Winter, qtbot: QtBot) -> None:
    block, decision = item(page, "Updates"), entry(page, "Decision")
    with qtbot.waitSignals([block.keeper.drafted, decision.keeper.drafted]):
        block.note.insertPlainText("Not yet a deed")
        decision.box.moveCursor(QTextCursor.MoveOperation.End)
        decision.box.insertPlainText(" at once")
    assert {draft.text for draft in held_winter.store.drafts()} == {
        "Not yet a deed",
        "Adopt the toolkit as the shared format at once",
    }
    page.settle()
    assert held_winter.store.drafts() == ()


def test_words_of_a_decision_are_put_right_with_enter(
    page: MinutesPage, held_winter: Winter, qtbot: QtBot
) -> None:
    block = entry(page, "Decision")
    block.box.setFocus()
    block.box.selectAll()
    qtbot.keyClicks(block.box, "Adopt  the toolkit for all")
    qtbot.keyClick(block.box, Qt.Key.Key_Return)
    with held_winter.store.read() as session:
        assert session.exec(select(Decision.text)).one() == "Adopt  the toolkit for all"
    assert held_winter.store.undo_label == "Put right a decision"


def test_words_cannot_be_emptied(
    page: MinutesPage, held_winter: Winter, frame: NotingFrame, qtbot: QtBot
) -> None:
    block = entry(page, "Decision")
    block.box.setFocus()
    block.box.selectAll()
    qtbot.keyClick(block.box, Qt.Key.Key_Delete)
    qtbot.keyClick(block.box, Qt.Key.Key_Return)
    assert frame.refused == ["A record needs its words. Strike it if it should go. Nothing has been changed."]
    block.box.insertPlainText("Adopt it")
    page.settle()
    with held_winter.store.read() as session:
        assert session.exec(select(Decision.text)).one() == "Adopt it"


def test_a_struck_line_goes_and_what_was_typed_beside_it_stays(
    page: MinutesPage, held_winter: Winter, qtbot: QtBot
) -> None:
    block = item(page, "Updates")
    block.note.setFocus()
    qtbot.keyClicks(block.note, "Still here")
    captured.strike(held_winter.store, "decision", entry(page, "Decision").record_id)
    assert all("Decision" not in one.box.accessibleName() for one in item(page, "Neglect").entries)
    assert item(page, "Updates").note.toPlainText() == "Still here"
    assert note(held_winter, "Updates") == "Still here"


def test_a_restricted_item_says_so(page: MinutesPage, held_winter: Winter) -> None:
    heading = item(page, "Workplan")
    assert "Restricted" in [label.text() for label in heading.findChildren(type(page.standing))]
    notes.restrict(held_winter.store, held_winter.january, held_winter.item("Workplan"), restricted=False)
    assert "Restricted" not in [
        label.text() for label in item(page, "Workplan").findChildren(type(page.standing))
    ]


# -- issuing and agreeing ---------------------------------------------------------------------------


def test_a_version_is_issued_once_and_can_be_seen_as_it_was(
    page: MinutesPage, held_winter: Winter, frame: NotingFrame, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(page.beside.drawn):
        qtbot.mouseClick(page.issue, Qt.MouseButton.LeftButton)
    assert page.news.text.startswith("Version 1 is issued and kept as it is, fingerprint ")
    assert page.standing.text() == "Draft 1 issued"
    qtbot.mouseClick(page.issue, Qt.MouseButton.LeftButton)
    assert frame.refused == ["Nothing has changed since version 1 was issued."]
    notes.write(held_winter.store, held_winter.january, held_winter.item("Updates"), "Said since.")
    with qtbot.waitSignal(page.beside.drawn):
        pass
    assert "Said since." in page.beside.pages.text()
    choice = page.beside.version
    assert [choice.itemText(at) for at in range(choice.count())] == [
        "As it stands", "Version 1, issued 14 Jan 12:03",
    ]  # fmt: skip
    choice.pick(minutes.versions(held_winter.store, held_winter.january)[0].issued_id)
    choice.picked.emit(choice.value)
    assert "Said since." not in page.beside.pages.text()
    assert not page.beside.size_of_print.isVisible()
    choice.pick(AS_IT_STANDS)
    with qtbot.waitSignal(page.beside.drawn):
        choice.picked.emit(choice.value)
    assert "Said since." in page.beside.pages.text()


def test_a_register_that_lacks_something_is_named(page: MinutesPage, held_winter: Winter) -> None:
    with held_winter.store.change("Forget who came") as session:
        for mark in session.exec(select(Attendance).where(Attendance.meeting_id == held_winter.january)):
            mark.deputy_id = None
    assert page.gaps.text == (
        "A deputy came for Dr Ann Sale: say who. And 2 more. "
        "Open the meeting again to settle the register, then issue."
    )
    with held_winter.store.change("Remember one") as session:
        for mark in session.exec(select(Attendance).where(Attendance.meeting_id == held_winter.january)):
            mark.deputy_id = held_winter.person("Priya") if mark.state == "D" else None
    assert not page.gaps.isVisible()


def test_agreeing_asks_for_the_day_and_the_corrections(
    page: MinutesPage, held_winter: Winter, frame: NotingFrame, qtbot: QtBot
) -> None:
    held_winter.clock.set(at(MARCH, 10, 12))
    qtbot.mouseClick(page.agree, Qt.MouseButton.LeftButton)
    panel = page.agree_panel
    assert panel.isVisible()
    assert panel.on.date() == QDate(2027, 3, 11)
    qtbot.mouseClick(panel.cancel, Qt.MouseButton.LeftButton)
    assert not panel.isVisible()
    qtbot.mouseClick(page.agree, Qt.MouseButton.LeftButton)
    panel.on.setDate(QDate(2027, 1, 2))
    qtbot.mouseClick(panel.agree, Qt.MouseButton.LeftButton)
    assert panel.band.text == "Minutes cannot be agreed before their meeting on 14 January 2027."
    panel.on.setDate(QDate(2027, 3, 11))
    panel.subject_to.insert("the spelling of Wójcik")
    qtbot.keyClick(panel.subject_to, Qt.Key.Key_Return)
    assert frame.said == ["Agreed as a correct record. Issue the agreed minutes when you send them."]
    assert page.standing.text() == "Agreed"
    facts = meetings.facts(held_winter.store, held_winter.january)
    assert (facts.minutes_state, facts.agreed_on, facts.agreed_subject_to) == (
        MinutesState.AGREED, date(2027, 3, 11), "the spelling of Wójcik",
    )  # fmt: skip


# -- the print --------------------------------------------------------------------------------------


def test_large_print_is_drawn_when_it_is_chosen(page: MinutesPage, qtbot: QtBot) -> None:
    before = page.beside.pages.count
    with qtbot.waitSignal(page.beside.drawn):
        page.beside.size_of_print.choose("16")
    assert page.beside.pages.count > before


def test_printing_writes_what_is_being_typed_first(
    page: MinutesPage, held_winter: Winter, frame: NotingFrame, qtbot: QtBot
) -> None:
    item(page, "Updates").note.insertPlainText("Typed just now.")
    qtbot.mouseClick(page.print, Qt.MouseButton.LeftButton)
    assert frame.printed[0](12).title == "Minutes, Breckland LSCG, 14 January 2027"
    assert note(held_winter, "Updates") == "Typed just now."
    qtbot.mouseClick(page.back, Qt.MouseButton.LeftButton)
    assert frame.went == [("meetings", held_winter.january)]


def test_changes_while_it_is_drawn_are_drawn_after(
    page: MinutesPage, held_winter: Winter, qtbot: QtBot
) -> None:
    with qtbot.waitSignals([page.beside.drawn, page.beside.drawn]):
        page.beside._draw()
        with held_winter.store.change("Reword it") as session:
            session.get_one(Meeting, held_winter.january).distribution = "the Chairs meeting"
        page.beside._draw()
    assert "the Chairs meeting" in page.beside.pages.text()


def test_a_drawing_that_fails_says_so_and_leaves_the_page_usable(
    make: Callable[[Store], MinutesPage], held_winter: Winter, qtbot: QtBot
) -> None:
    def fails(_paper: Paper, _created: datetime) -> bytes:
        raise ValueError("no ink")

    made = make(held_winter.store)
    made.beside._house = House(held_winter.store, fails)
    made.open_at(held_winter.january)
    made.show()
    qtbot.waitUntil(made.beside.fault.isVisible)
    assert "fault in the program" in made.beside.fault.text()
    assert made.text.items
