"""Dates for a year: looked over, moved in place and issued at once, worked as a person works it."""

from __future__ import annotations

from datetime import date, time
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from nscp_desktop.rules.year_dates import ClashKind
from nscp_desktop.services import meetings
from nscp_desktop.ui.pages.meetings import MeetingsPage
from nscp_desktop.ui.pages.year_table import date_in_round
from nscp_desktop.ui.theme import Tone
from nscp_desktop.ui.widgets import LineEdit, announced
from tests.services.january import arrange_january

if TYPE_CHECKING:
    from pytestqt.modeltest import ModelTester
    from pytestqt.qtbot import QtBot

    from nscp_desktop.services.year_dates import Key
    from nscp_desktop.store import Store
    from nscp_desktop.ui.bridge import Bridge
    from nscp_desktop.ui.house import House
    from nscp_desktop.ui.pages.year_panel import YearPanel
    from nscp_desktop.ui.pages.year_table import YearCell, YearTable
    from tests.services.january import January
    from tests.ui.noting import NotingFrame

BRECKS = 2
"""Where Breckland stands among the groups."""


@pytest.fixture
def january(store: Store) -> January:
    return arrange_january(store)


@pytest.fixture
def page(qtbot: QtBot, house: House, bridge: Bridge, frame: NotingFrame, january: January) -> MeetingsPage:
    made = MeetingsPage(house, bridge, frame)
    qtbot.addWidget(made)
    made.resize(1182, 738)
    made.show()
    made.activateWindow()
    made.new_year.click()
    QApplication.processEvents()
    return made


@pytest.fixture
def panel(page: MeetingsPage) -> YearPanel:
    return page.year_panel


def table(panel: YearPanel) -> YearTable:
    assert panel.table is not None
    return panel.table


def key(january: January, number: int, code: str = "B") -> Key:
    return january.groups[code], number


def cell(panel: YearPanel, at: int, number: int) -> YearCell:
    return table(panel).lines_model.rows()[at].cells[number - 1]


def test_year_that_is_due_is_offered(panel: YearPanel, qtmodeltester: ModelTester) -> None:
    model = table(panel).lines_model
    assert panel.year.value == 2027
    assert [column.title for column in model.columns][:3] == ["Group", "May 2027", "July 2027"]
    assert [line.body.name for line in model.rows()][-1] == "Chairs"
    assert cell(panel, BRECKS, 1).text == "Thu 13 May"
    assert model.cell(BRECKS, 0).quiet == "second Thursday"
    assert cell(panel, 6, 1).text == "no date"
    assert panel.keep.caption == "Issue 36 dates"
    qtmodeltester.check(model)


def test_date_is_moved_in_its_cell(panel: YearPanel, january: January, qtbot: QtBot) -> None:
    one = table(panel)
    one.setFocus()
    one.go_to_key(key(january, 1))
    qtbot.keyClick(one, Qt.Key.Key_F2)
    editor = one.findChild(LineEdit)
    assert editor is not None
    editor.setText("31")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    QApplication.processEvents()
    moved = cell(panel, BRECKS, 1)
    assert moved.text == "Mon 31 May"
    assert (moved.quiet, moved.tone) == ("bank holiday +1", Tone.RED)
    assert "Spring Bank Holiday" in panel.editor.words.text()
    assert announced()[-1].startswith("31 May 2027. Monday 31 May 2027 is a bank holiday")
    assert panel.how.text() == "1 date has something to look at: bank holiday 1, school holiday 1."
    assert panel.keep.isEnabled()


def test_what_is_no_date_moves_nothing(panel: YearPanel, january: January) -> None:
    one = table(panel)
    one.lines_model.setData(one.lines_model.index(BRECKS, 1), "someday")
    assert "is not a date" in panel.sentence.text
    assert cell(panel, BRECKS, 1).text == "Thu 13 May"


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("20", date(2028, 1, 20)),
        ("20 jan", date(2028, 1, 20)),
        ("15 dec", date(2027, 12, 15)),
        ("3/2", date(2028, 2, 3)),
        ("32", None),
    ],
)
def test_date_is_read_for_its_round(text: str, day: date | None) -> None:
    assert date_in_round(text, date(2028, 1, 1)) == day


def test_hours_place_and_day_in_their_fields(panel: YearPanel, january: January, qtbot: QtBot) -> None:
    table(panel).go_to_key(key(january, 1))
    editor = panel.editor
    editor.venue.setText("Town Hall")
    editor.venue.editingFinished.emit()
    editor.day.line.setFocus()
    editor.day.line.selectAll()
    qtbot.keyClicks(editor.day.line, "20 may")
    assert cell(panel, BRECKS, 1).text == "Thu 13 May", "nothing is looked over while a date is typed"
    qtbot.keyClick(editor.day.line, Qt.Key.Key_Tab)
    assert cell(panel, BRECKS, 1).text == "Thu 20 May"
    editor.same.click()
    days = [cell(panel, BRECKS, number).text for number in range(1, 7)]
    assert days == ["Thu 20 May", "Thu 15 Jul", "Thu 16 Sep", "Thu 18 Nov", "Thu 20 Jan", "Thu 16 Mar"]
    last = cell(panel, BRECKS, 6).plan
    assert last is not None and last.venue == "Town Hall"


def test_date_from_the_calendar_and_the_way_people_come(panel: YearPanel, january: January) -> None:
    table(panel).go_to_key(key(january, 1))
    panel.editor.day.calendar.chosen.emit(date(2027, 5, 19))
    assert cell(panel, BRECKS, 1).text == "Wed 19 May"
    panel.editor.mode.picked.emit(panel.editor.mode.value)
    panel.editor.starts.setTime(panel.editor.starts.time().addSecs(1800))
    panel.editor.starts.editingFinished.emit()
    moved = cell(panel, BRECKS, 1).plan
    assert moved is not None and moved.starts == time(10, 30)


def test_date_is_left_out_and_put_back(panel: YearPanel, january: January) -> None:
    table(panel).go_to_key(key(january, 2))
    panel.editor.leave_out.click()
    assert cell(panel, BRECKS, 2).text == "no date"
    assert panel.keep.caption == "Issue 35 dates"
    assert "Left out" in panel.editor.words.text()
    assert not panel.editor.day.isEnabled()
    panel.editor.leave_out.click()
    assert panel.keep.caption == "Issue 36 dates"
    table(panel).setCurrentIndex(table(panel).lines_model.index(BRECKS, 0))
    assert "second Thursday" in panel.editor.words.text()
    table(panel).setCurrentIndex(table(panel).lines_model.index(6, 0))
    assert "No date of this group" in panel.editor.words.text()


def test_year_is_issued_at_once_and_undone_at_once(
    page: MeetingsPage, panel: YearPanel, frame: NotingFrame, store: Store
) -> None:
    panel.keep.click()
    assert frame.said[-1] == "The dates of 2027-28 are issued: 36 meetings."
    assert page._whole.currentIndex() == 0
    assert len(page.model.rows()) == 36
    store.undo()
    assert meetings.list_meetings(store, year=2027) == ()


def test_esc_leaves_the_holidays_and_then_the_year(panel: YearPanel) -> None:
    panel.school.click()
    QApplication.processEvents()
    QTest.keyClick(panel.holidays.keep, Qt.Key.Key_Escape)
    assert not panel.holidays.isVisible()
    QTest.keyClick(panel.keep, Qt.Key.Key_Tab)
    assert panel.isVisible()
    QTest.keyClick(panel.keep, Qt.Key.Key_Escape)
    assert not panel.isVisible()


def test_clashes_are_said_again_when_the_dates_are_issued(
    panel: YearPanel, january: January, frame: NotingFrame
) -> None:
    table(panel).go_to_key(key(january, 1))
    panel.editor.day.calendar.chosen.emit(date(2027, 5, 31))
    panel.keep.click()
    assert frame.said[-1] == (
        "The dates of 2027-28 are issued: 36 meetings. "
        "1 date has something to look at: bank holiday 1, school holiday 1."
    )


def test_year_that_has_begun_leaves_out_what_has_gone_by(panel: YearPanel, january: January) -> None:
    panel.year.pick(2026)
    panel._on_year_picked(2026)
    assert [cell(panel, BRECKS, number).text for number in (1, 2)] == ["no date", "no date"]
    arranged = cell(panel, BRECKS, 5)
    assert (arranged.text, arranged.quiet) == ("Thu 14 Jan", "arranged")
    assert "arranged already" in arranged.spoken
    table(panel).go_to_key(key(january, 5))
    assert "Change it in the list" in panel.editor.words.text()
    assert cell(panel, BRECKS, 6).clashes[0].kind is ClashKind.NOTICE


def test_refusal_is_said_and_nothing_issued(panel: YearPanel, january: January, store: Store) -> None:
    table(panel).go_to_key(key(january, 1))
    panel.editor.ends.setTime(panel.editor.starts.time())
    panel.editor.ends.editingFinished.emit()
    panel.keep.click()
    assert "cannot end at 10:00" in panel.sentence.text
    assert meetings.list_meetings(store, year=2027) == ()
    panel.leave.click()
    assert not panel.isVisible()


def test_school_holidays_are_kept_from_the_panel(panel: YearPanel, january: January) -> None:
    panel.school.click()
    holidays = panel.holidays
    assert holidays.text.toPlainText().startswith("# Made up for a start")
    holidays.text.setPlainText("Half term: soon")
    holidays.keep.click()
    assert "cannot be read" in holidays.sentence.text
    holidays.text.setPlainText("Half term: 10 May 2027 to 14 May 2027")
    holidays.keep.click()
    assert panel.terms_words.text() == "School holidays are known until 14 May 2027."
    assert cell(panel, BRECKS, 1).quiet == "school holiday"
    panel.school.click()
    holidays.text.setPlainText("")
    holidays.keep.click()
    assert panel.terms_words.text() == "No school holidays are kept yet"
    panel.school.click()
    holidays.leave.click()
    assert panel.school.isVisible()
