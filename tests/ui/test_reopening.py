"""A meeting that was closed too soon is opened again by keys, as long as its minutes are not issued."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QApplication

from installer.demo.hand import press, type_text, until
from nscp_desktop.rules.meetings import MinutesState, Status
from nscp_desktop.services import after_meeting, agenda, local_agenda, meetings, minutes, notes, papers
from nscp_desktop.ui.pages.meetings import MeetingsPage
from nscp_desktop.ui.pages.minutes import MinutesPage
from tests.papers.said import lines
from tests.ui.window import real_window

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nscp_desktop.ui.window import MainWindow
    from tests.services.winter import Winter

TABS = 40


@pytest.fixture
def window(dressed: QApplication, held_winter: Winter) -> Iterator[MainWindow]:
    with real_window(held_winter.store) as shown:
        yield shown


def choose(window: MainWindow, meeting_id: str) -> None:
    """Go to a meeting in the list of meetings, by keys."""
    press("Alt+M")
    page = window.page("meetings")
    assert isinstance(page, MeetingsPage)
    until(page.isVisible, "the list of meetings")
    for _ in range(TABS):
        if page.table.hasFocus():
            break
        press("Tab")
    press("Ctrl+Home")
    for _ in page.model.rows():
        row = page.table.current_row()
        if row is not None and row.facts.id == meeting_id:
            return
        press("Down")
    raise AssertionError("the meeting is not in the list")


def test_a_meeting_closed_too_soon_goes_on_where_it_stood(window: MainWindow, held_winter: Winter) -> None:
    met, store = held_winter, held_winter.store
    tasks = after_meeting.tasks(store, met.january)
    after_meeting.mark_done(store, met.january, tasks[0].task_id)
    at = meetings.facts(store, met.january).current_item_id
    assert at is not None
    last = meetings.facts(store, met.january).closed_at
    assert last is not None
    met.clock.pass_by(90)

    choose(window, met.january)
    press("Alt+O")
    until(lambda: window.is_running, "the run screen")
    screen = window.run
    assert screen is not None
    assert (screen.sitting.current.item_id, screen.sitting.facts.minutes_state) == (at, MinutesState.DRAFT)
    started = screen.sitting.started(screen.sitting.current)
    assert started is not None
    assert screen.sitting.pace().elapsed == (last - started).total_seconds() // 60, "its clock goes on"
    assert screen.sitting.pace().overrun < 60, "the time it was closed makes nobody late"
    assert after_meeting.tasks(store, met.january) == (), "what is to do afterwards waits for the close"

    until(screen.item.notes.hasFocus, "the notes")
    press("Ctrl+End")
    type_text(" One thing more.")
    press("Alt+E")
    until(screen.read_back.isVisible, "before closing")
    press("Alt+C")
    until(lambda: not window.is_running, "the minutes")
    facts = meetings.facts(store, met.january)
    assert (facts.status, facts.minutes_version) == (Status.HELD, 1)
    assert notes.notes(store, met.january, at).text.endswith("One thing more.")
    assert any(line.endswith("One thing more.") for line in lines(papers.minutes(store, met.january).blocks))
    again = {one.task_id: one.done_on for one in after_meeting.tasks(store, met.january)}
    assert set(again) == {one.task_id for one in tasks}
    assert again[tasks[0].task_id] is not None, "what was done stays done"


def test_the_minutes_right_after_the_close_offer_to_open_it_again(
    window: MainWindow, held_winter: Winter
) -> None:
    met = held_winter
    window.go("minutes", f"{met.january}/after")
    page = window.page("minutes")
    assert isinstance(page, MinutesPage)
    until(page.open_again.isVisible, "the way back")
    assert page.too_soon.text.startswith("Closed too soon? Until these minutes are issued")
    press("Alt+O")
    until(lambda: window.is_running, "the run screen")
    assert window.undo_bar.text.endswith("is open again.")
    meetings.close_meeting(met.store, met.january)
    window.go("minutes", met.january)
    minutes.issue(met.store, met.january, lambda _paper, _at: b"%PDF")
    QApplication.processEvents()
    assert not page.open_again.isVisible()
    page._on_open_again()
    assert "so it stays closed" in window.undo_bar.text


def test_issued_minutes_keep_it_closed(window: MainWindow, held_winter: Winter) -> None:
    met = held_winter
    minutes.issue(met.store, met.january, lambda _paper, _at: b"%PDF")
    choose(window, met.january)
    press("Alt+O")
    until(window.undo_bar.isVisible, "why not")
    assert not window.is_running
    assert "so it stays closed. Correct the minutes and issue them again." in window.undo_bar.text
    assert meetings.facts(met.store, met.january).status is Status.HELD


def test_an_agenda_without_items_starts_no_meeting(window: MainWindow, held_winter: Winter) -> None:
    met = held_winter
    for row in agenda.agenda(met.store, met.march).rows:
        local_agenda.leave_out(met.store, met.march, row.item_id)
    choose(window, met.march)
    press("Alt+S")
    until(window.undo_bar.isVisible, "why not")
    assert window.undo_bar.text.endswith("has no items yet. Nothing has been changed.")
    assert not window.is_running
