"""Undo and redo by name in a menu, the history of whatever one is at, and the journal, in the real window."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from sqlalchemy import text as sql

from nscp_desktop.services import actions, meetings, officers, people
from nscp_desktop.ui.history_dialog import HistoryDialog
from nscp_desktop.ui.more import NO_RECORD, MoreButton
from nscp_desktop.ui.widgets import announced
from tests.boxes import Walk, settle
from tests.sampled import clock, dressed, open_window, own_sample, running, window

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

    from nscp_desktop.ui.window import MainWindow
    from tests.sampled import Running

__all__ = ["clock", "dressed", "open_window", "own_sample", "running", "window"]


@pytest.fixture
def walk(window: MainWindow, running: Running) -> Iterator[Walk]:
    officers.sign_in(window.house.store, running.anna_id)
    yield Walk(window, running)
    for opened in (QApplication.activePopupWidget(), QApplication.activeModalWidget()):
        if opened is not None:
            opened.close()


def menu_of(window: MainWindow) -> QMenu:
    button = next(one for one in window.findChildren(MoreButton) if one.isVisible())
    button.click()
    settle()
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return menu


def lines(menu: QMenu) -> list[tuple[str, bool]]:
    return [(one.text().split("\t")[0], one.isEnabled()) for one in menu.actions() if one.text()]


def test_undo_and_redo_are_named_in_the_menu(walk: Walk) -> None:
    window, store = walk.window, walk.store
    menu = menu_of(window)
    assert lines(menu)[:2] == [("Nothing to undo", False), ("Nothing to redo", False)]
    assert menu.accessibleName() == "Extras"
    menu.close()
    people.add_person(store, "Tom & Jo Fenn")
    menu = menu_of(window)
    assert lines(menu)[0] == ("Undo: add Tom && Jo Fenn", True)
    QTest.keyClick(menu, Qt.Key.Key_Return)
    settle()
    assert store.undo_label == ""
    assert window.undo_bar.text == "Taken back: add Tom & Jo Fenn."
    menu = menu_of(window)
    assert lines(menu)[:2] == [("Nothing to undo", False), ("Redo: add Tom && Jo Fenn", True)]
    menu.close()


@pytest.mark.parametrize("where", ["a page", "the meeting"])
def test_the_menu_is_reached_by_keys(walk: Walk, qtbot: QtBot, where: str) -> None:
    if where == "a page":
        walk.page("actions")
    else:
        walk.bring("an item")
    button = next(one for one in walk.window.findChildren(MoreButton) if one.isVisible())
    focus(button)
    assert button.hasFocus()
    opened: list[QWidget] = []

    def look() -> bool:
        popup = QApplication.activePopupWidget()
        opened.extend([popup] if popup is not None else [])
        return bool(opened)

    QTest.keyClick(button, Qt.Key.Key_X, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(look)
    assert isinstance(opened[0], QMenu)
    opened[0].close()


def test_a_narrow_meeting_shows_the_button_without_its_word(walk: Walk) -> None:
    assert walk.run.isVisible()
    button = next(one for one in walk.run.findChildren(MoreButton))
    assert button.caption == "Extras"
    walk.window.resize(800, 700)
    settle()
    assert (button.caption, button.accessibleName()) == ("", "Extras")


def focus(widget: QWidget) -> None:
    widget.window().activateWindow()
    widget.setFocus(Qt.FocusReason.TabFocusReason)
    settle()


def history_of(window: MainWindow) -> HistoryDialog:
    window.more.show_history()
    settle()
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, HistoryDialog)
    return dialog


def on_a_page(walk: Walk, key: str, where: str = "") -> QWidget:
    page: Any = walk.page(key, where)
    settle()
    table: QWidget = page.table
    return table


def an_action(walk: Walk) -> QWidget:
    return on_a_page(walk, "actions")


def a_person(walk: Walk) -> QWidget:
    return on_a_page(walk, "people", walk.sample.group_id)


def a_meeting(walk: Walk) -> QWidget:
    return on_a_page(walk, "meetings")


def a_board(walk: Walk) -> QWidget:
    return on_a_page(walk, "youth_boards")


def an_agenda_item(walk: Walk) -> QWidget:
    return on_a_page(walk, "agenda", walk.sample.meeting_id)


def a_member_in_the_year(walk: Walk) -> QWidget:
    return on_a_page(walk, "attendance")


def the_minutes(walk: Walk) -> QWidget:
    held = [one for one in meetings.list_meetings(walk.store) if one.minutes_state.value == "draft"]
    page = walk.page("minutes", held[-1].id)
    assert isinstance(page, QWidget)
    return page


def the_notes_of_an_item(walk: Walk) -> QWidget:
    return walk.run.item.notes


def a_recorded_line(walk: Walk) -> QWidget:
    walk.bring("an item")
    return walk.run.item.rows.table


def an_entry_of_the_register(walk: Walk) -> QWidget:
    return walk.run.register.table


def an_ask(walk: Walk) -> QWidget:
    walk.bring("an ask")
    page: Any = walk.window.page("youth_boards")
    found: list[QWidget] = page.asks[0].findChildren(QWidget)
    return next(one for one in found if one.isVisible() and one.focusPolicy())


PLACES = {
    an_action: "Action ",
    a_person: "",
    a_meeting: "",
    a_board: "",
    an_agenda_item: "",
    a_member_in_the_year: "",
    the_minutes: "",
    the_notes_of_an_item: "Welcome",
    a_recorded_line: "Action B-2701",
    an_entry_of_the_register: "Register entry: ",
    an_ask: "What a board said: ",
}


@pytest.mark.parametrize("place", PLACES)
def test_the_history_of_what_one_is_at_opens_from_there(walk: Walk, place: Any) -> None:  # noqa: ANN401 a function
    focus(place(walk))
    dialog = history_of(walk.window)
    assert dialog.windowTitle().startswith(f"History of {PLACES[place]}")
    assert dialog.accessibleName() == dialog.windowTitle()
    assert dialog.model.rowCount() >= 1
    assert dialog.table.hasFocus()
    first = dialog.table.current_row()
    assert dialog.detail.toPlainText().startswith(first.when)
    assert first.deed in dialog.detail.toPlainText()
    QTest.keyClick(dialog.table, Qt.Key.Key_Tab)
    assert dialog.detail.hasFocus()
    QTest.keyClick(dialog.detail, Qt.Key.Key_Tab)
    assert dialog.shut.hasFocus()
    QTest.keyClick(dialog.shut, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_a_change_reads_from_what_to_what(walk: Walk) -> None:
    table: Any = an_action(walk)
    focus(table)
    action = table.current_row().row
    actions.change_due(walk.store, action.id, date(2027, 2, 26))
    settle()
    dialog = history_of(walk.window)
    row = dialog.model.rows()[0]
    assert (row.field, row.after, row.who) == ("Due", "26 February 2027", "Anna Stanford")
    assert "To: 26 February 2027" in dialog.detail.toPlainText()
    spoken = dialog.model.data(dialog.model.index(0, 3), Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.startswith("from ")


def test_where_nothing_is_chosen_a_sentence_says_what_to_do(walk: Walk) -> None:
    walk.page("help")
    walk.window.activateWindow()
    settle()
    assert ("History of the record that is chosen", False) in lines(menu_of(walk.window))
    walk.window.more.show_history()
    assert walk.window.undo_bar.text == NO_RECORD
    walk.window.more.show("person", "nobody")
    assert "not in this store" in walk.window.undo_bar.text


# -- the journal ------------------------------------------------------------------------------------


def journal_page(walk: Walk) -> Any:  # noqa: ANN401 the page as the tests see it
    page: Any = walk.page("journal")
    settle()
    return page


def test_the_journal_shows_the_newest_line_first_and_follows_deeds(walk: Walk) -> None:
    page = journal_page(walk)
    assert page.model.rows()[0].words == "Anna Stanford unlocked the store"
    people.add_person(walk.store, "Ivy Hartley")
    assert page.model.rows()[0].words == "Add Ivy Hartley"
    assert page.count.text() == "The newest 500 lines"
    page.older.click()
    assert page.model.rowCount() == 1000
    page.kind.setCurrentIndex(3)
    page.kind.activated.emit(3)
    assert {row.kind for row in page.model.rows()} == {"unlock"}
    assert not page.older.isVisible()
    page.everything.click()
    assert page.model.rowCount() == 500
    assert not page.everything.isVisible()


def test_the_journal_is_narrowed_by_days_person_and_words(walk: Walk) -> None:
    page = journal_page(walk)
    page.since.line.setFocus()
    for said, day in (
        ("12 nov", date(2026, 11, 12)),
        ("13 jan", date(2027, 1, 13)),
        ("14 jan", date(2027, 1, 14)),
    ):
        page.since.line.clear()
        QTest.keyClicks(page.since.line, said)
        assert page.wanted.first_day == day
    page.until.open_calendar.click()
    settle()
    assert page.until.calendar.grid.day == date(2027, 1, 14)
    page.until.calendar.close()
    page.who.pick(walk.sample.anna_id)
    page.search.setText("wanda")
    page._waiting.timeout.emit()
    assert {row.words for row in page.model.rows()} == {"Mark Wanda Marsh present as in attendance"}
    page.search.setText("nobody did that")
    page._waiting.timeout.emit()
    assert page.empty.isVisible()
    page._on_history()
    assert QApplication.activeModalWidget() is None


def test_a_line_leads_to_the_history_of_what_it_changed(walk: Walk) -> None:
    page = journal_page(walk)
    page.table.setFocus()
    page._on_history()
    assert "changed no record" in walk.window.undo_bar.text
    people.add_person(walk.store, "Ivy Hartley")
    page.table.selectRow(0)
    page.history.click()
    settle()
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, HistoryDialog)
    assert dialog.windowTitle() == "History of Ivy Hartley"
    dialog.reject()
    page.search.setText("wanda")
    page._waiting.timeout.emit()
    page.table.selectRow(0)
    page.history.click()
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert len(menu.actions()) > 1
    menu.actions()[0].trigger()
    settle()
    assert isinstance(QApplication.activeModalWidget(), HistoryDialog)


def test_the_chains_are_checked_at_a_button(walk: Walk) -> None:
    page = journal_page(walk)
    page.check.click()
    settle()
    assert page.result.text.startswith("Checked. The chains hold: ")
    assert announced()[-1].startswith("The chains hold")
    with walk.store._engine.begin() as connection:
        connection.execute(sql("UPDATE journal SET label = 'Nothing' WHERE number = 3"))
    page.check.click()
    settle()
    assert page.result.text.startswith("Look at this. The chains are broken in 1 place.")
    assert "its words were altered" in page.result.text
