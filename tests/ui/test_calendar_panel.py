"""Saving meetings as a calendar file from the list of meetings."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from icalendar import Calendar
from PySide6.QtWidgets import QApplication, QFileDialog

from nscp_desktop import compose
from nscp_desktop.services import journal
from nscp_desktop.services.journal import Wanted
from nscp_desktop.ui.pages.meetings import MeetingsPage
from tests.services.january import arrange_january

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from nscp_desktop.store import Store
    from nscp_desktop.ui.bridge import Bridge
    from nscp_desktop.ui.house import House
    from tests.services.january import January
    from tests.ui.noting import NotingFrame


@pytest.fixture
def january(store: Store) -> January:
    return arrange_january(store)


@pytest.fixture
def page(qtbot: QtBot, house: House, bridge: Bridge, frame: NotingFrame) -> MeetingsPage:
    made = MeetingsPage(replace(house, calendar=compose.calendar), bridge, frame)
    qtbot.addWidget(made)
    made.resize(1182, 738)
    made.show()
    QApplication.processEvents()
    return made


def test_year_of_the_chosen_group_is_saved(
    january: January, page: MeetingsPage, frame: NotingFrame, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page.calendar.click()
    panel = page.calendar_panel
    assert panel.isVisible()
    assert panel.what.currentText() == "Breckland LSCG 2026-27, 1 meeting"
    path = tmp_path / "year.ics"
    asked: list[str] = []

    def choose(_parent: object, _title: str, offered: str, _kind: str) -> tuple[str, str]:
        asked.append(offered)
        return str(path), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    panel.save.click()
    assert asked[0].endswith("Meetings, Breckland LSCG 2026-27.ics")
    assert len(list(Calendar.from_ical(path.read_bytes()).walk("VEVENT"))) == 1
    assert frame.said == [f"Saved as year.ics in {tmp_path}. It is not encrypted."]
    assert not panel.isVisible()
    assert (
        journal.lines(page.house.store, Wanted())
        .rows[0]
        .words.endswith("Save the calendar of Breckland LSCG 2026-27")
    )


def test_a_store_locked_while_a_place_is_chosen_lets_nothing_out(
    january: January, page: MeetingsPage, store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def choose(*_said: object) -> tuple[str, str]:
        store.lock()
        return str(tmp_path / "year.ics"), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    page.calendar.click()
    page.calendar_panel.save.click()
    assert "The store is locked, so nothing can leave it" in page.calendar_panel.sentence.text
    assert not (tmp_path / "year.ics").exists()


def test_folder_that_is_missing_is_said(january: January, page: MeetingsPage, tmp_path: Path) -> None:
    page.calendar.click()
    page.calendar_panel.save_to(tmp_path / "missing" / "year.ics")
    assert "cannot be written" in page.calendar_panel.sentence.text
    page.calendar_panel.leave.click()
    assert not page.calendar_panel.isVisible()


def test_nothing_to_save_is_said(page: MeetingsPage, frame: NotingFrame) -> None:
    page.calendar.click()
    assert frame.refused == ["No meeting is arranged in this year yet."]


def test_house_without_calendars_says_so(
    january: January, qtbot: QtBot, house: House, bridge: Bridge, frame: NotingFrame, tmp_path: Path
) -> None:
    made = MeetingsPage(house, bridge, frame)
    qtbot.addWidget(made)
    made.refresh()
    made.calendar.click()
    made.calendar_panel.save_to(tmp_path / "year.ics")
    assert "cannot make a calendar file" in made.calendar_panel.sentence.text
