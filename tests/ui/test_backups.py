"""Backups as people meet them: their page, the bands on Today, the foot, and how they come about by themselves."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog

from nscp_desktop.errors import CannotWrite
from nscp_desktop.services import keeping, people, second_place
from nscp_desktop.store import Store, backup
from nscp_desktop.ui.backing_up import STOPPED
from nscp_desktop.ui.pages.backups import COLUMNS, BackupsPage
from nscp_desktop.ui.pages.today import TodayPage
from nscp_desktop.ui.theme import Tone
from nscp_desktop.ui.widgets import Ask
from tests.sampled import PASSPHRASE, Clock, clock, dressed, open_window, own_sample, running, window

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from nscp_desktop.ui.backing_up import BackingUp
    from nscp_desktop.ui.window import MainWindow


__all__ = ["clock", "dressed", "open_window", "own_sample", "running", "window"]


@pytest.fixture
def shown(window: MainWindow) -> MainWindow:
    """The window on the sample, at its backups; nothing begins by itself."""
    window.upkeep.work._timer.stop()
    window.leave_run()
    window.go("backups")
    return window


@pytest.fixture
def page(shown: MainWindow) -> BackupsPage:
    found = shown.page("backups")
    assert isinstance(found, BackupsPage)
    return found


@pytest.fixture
def work(shown: MainWindow) -> BackingUp:
    return shown.upkeep.work


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    place = tmp_path / "stick"
    place.mkdir()
    return place


def ended(qtbot: QtBot, work: BackingUp) -> None:
    qtbot.waitUntil(lambda: not work.busy)


def made(qtbot: QtBot, page: BackupsPage, work: BackingUp) -> None:
    page.now.click()
    ended(qtbot, work)


def cells(page: BackupsPage) -> list[tuple[str, ...]]:
    return [tuple(column.text(row) for column in COLUMNS) for row in page.model.rows()]


def asked(title: str) -> Ask:
    """The question that is put now."""
    (found,) = [one for one in QApplication.topLevelWidgets() if isinstance(one, Ask) and one.isVisible()]
    assert title in found.windowTitle()
    return found


# -- the page ----------------------------------------------------------------------------------------


def test_where_there_is_no_backup_it_is_said_what_to_do(page: BackupsPage, shown: MainWindow) -> None:
    assert cells(page) == []
    assert page._whole.currentIndex() == 1
    assert page.place.where.text() == "None is set"
    assert page.place.state.text() == "only this laptop"
    assert not page.place.forget.isVisible()
    assert str(shown.house.store.path.parent / "backups") in page.kept.folder.text()


def test_one_is_made_while_the_window_lives_and_it_is_said_how_far_it_is(
    page: BackupsPage, work: BackingUp, qtbot: QtBot, shown: MainWindow
) -> None:
    told: list[tuple[str, float]] = []
    work.progressed.connect(lambda words, share: told.append((words, share)))
    page.now.click()
    assert page.progress.isVisible()
    assert not page.now.isEnabled()
    assert not page.now.isEnabled()
    ended(qtbot, work)
    assert told[0] == ("Backing up", 0.0)
    assert any(words.startswith("Backing up, 1.0 of ") and 0 < share < 1 for words, share in told)
    assert ("Checking that the backup is whole", 1.0) in told
    assert not page.progress.isVisible()
    assert page.now.isEnabled()
    assert page.news.text == "Backed up at 10:05. Backups are only on this laptop."
    ((when, where, size, state),) = cells(page)
    assert (when, where, state) == ("14 January 2027, 10:05", "this laptop", "whole")
    assert size.endswith(" MB")
    assert page.table.current_row() == page.model.rows()[0]
    assert shown.upkeep.last == "Backed up 10:05"


def test_it_can_be_cancelled_and_leaves_nothing(page: BackupsPage, work: BackingUp, qtbot: QtBot) -> None:
    page.now.click()
    page.progress.stop.click()
    ended(qtbot, work)
    assert page.news.text == STOPPED
    assert cells(page) == []
    assert keeping.says(page.house.store) == (keeping.NO_BACKUP,)
    assert not list(page.house.store.path.parent.glob("backups/*"))


def test_never_two_at_once(page: BackupsPage, work: BackingUp, qtbot: QtBot) -> None:
    made(qtbot, page, work)
    page._on_look()
    assert not work.begin()
    page._on_now()
    assert "Something else is being done" in page.news.text
    ended(qtbot, work)
    assert len(cells(page)) == 1


def test_one_is_looked_at_page_by_page(page: BackupsPage, work: BackingUp, qtbot: QtBot) -> None:
    made(qtbot, page, work)
    page.look.click()
    ended(qtbot, work)
    assert page.news.text == "The backup of 14 January 2027, 10:05 is whole."
    path = page.model.rows()[0].path
    content = bytearray(path.read_bytes())
    content[9000:9100] = bytes(100)
    path.write_bytes(content)
    page.look.click()
    ended(qtbot, work)
    assert page.news.text == (
        "The backup of 14 January 2027, 10:05 is damaged. 1 page cannot be authenticated."
    )
    page.news.clear()
    page.look.click()
    page.progress.stop.click()
    ended(qtbot, work)
    assert page.news.text == ""


def test_one_that_is_not_whole_cannot_be_put_back(page: BackupsPage, work: BackingUp, qtbot: QtBot) -> None:
    made(qtbot, page, work)
    assert page.back.isEnabled()
    page.model.rows()[0].path.write_bytes(b"cut short")
    page.refresh()
    assert cells(page)[0][3] == "not whole"
    assert not page.back.isEnabled()


def test_a_backup_that_cannot_be_made_is_said_here_on_today_and_in_the_foot(
    page: BackupsPage, work: BackingUp, qtbot: QtBot, shown: MainWindow
) -> None:
    in_the_way = shown.house.store.path.parent / "backups"
    in_the_way.write_text("a file", encoding="utf-8")
    made(qtbot, page, work)
    assert page.news.text.startswith("The backup could not be written to")
    assert shown.upkeep.last == "The last backup could not be made"
    shown.go("today")
    today = shown.page("today")
    assert isinstance(today, TodayPage)
    assert today.notices.bands[0].text.startswith(
        "The last backup could not be made. The backup could not be"
    )
    in_the_way.unlink()
    work.begin()
    ended(qtbot, work)
    assert [band.text for band in today.notices.bands] == [second_place.ONLY_HERE]
    assert shown.upkeep.last == "Backed up 10:05"


# -- the second place --------------------------------------------------------------------------------


def test_a_second_place_is_chosen_shown_and_forgotten(
    page: BackupsPage, work: BackingUp, qtbot: QtBot, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made(qtbot, page, work)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: "")
    page.place.choose.click()
    assert page.place.where.text() == "None is set"
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(stick))
    page.place.choose.click()
    assert page.news.text == f"Second copies of the backups go to {stick} from now on."
    ended(qtbot, work)
    qtbot.waitUntil(lambda: [row[1] for row in cells(page)] == ["this laptop and second place"])
    assert (page.place.where.text(), page.place.state.text()) == (str(stick), "is there")
    page.place.forget.click()
    assert page.news.text == second_place.ONLY_HERE
    assert [row[1] for row in cells(page)] == ["this laptop"]


def test_a_place_that_is_refused_says_why(page: BackupsPage, tmp_path: Path) -> None:
    page.set_place(tmp_path / "none")
    assert (
        page.news.text
        == f"{tmp_path / 'none'} is not a folder. Choose one that is there. Nothing has been changed."
    )
    page.set_place(page.house.store.path.parent)
    assert "lies where the store itself lies" in page.news.text
    assert page.place.where.text() == "None is set"


def test_a_stick_that_goes_and_comes_back_is_noticed_and_caught_up(
    page: BackupsPage, work: BackingUp, qtbot: QtBot, stick: Path, shown: MainWindow, clock: Clock
) -> None:
    page.set_place(stick)
    ended(qtbot, work)
    stick.rename(stick.with_name("drawer"))
    made(qtbot, page, work)
    assert page.news.text.startswith(
        f"Backed up at 10:05. The second place for backups, {stick}, is not there now."
    )
    assert page.place.state.text() == "not there now"
    shown.go("today")
    today = shown.page("today")
    assert isinstance(today, TodayPage)
    assert "is not there now" in today.notices.bands[0].text
    stick.with_name("drawer").rename(stick)
    clock.at = clock.at.replace(minute=7)
    work.look()
    work.look()
    ended(qtbot, work)
    assert not today.notices.bands
    assert len(list(stick.rglob("*.nscp"))) == 1


# -- by themselves -----------------------------------------------------------------------------------


def test_one_is_made_when_it_is_due_and_nobody_writes(
    work: BackingUp, qtbot: QtBot, shown: MainWindow, clock: Clock
) -> None:
    store = shown.house.store
    work.begin()
    ended(qtbot, work)
    people.add_person(store, "Ann Sale")
    for minute in (25, 34):
        clock.at = clock.at.replace(minute=minute)
        work.look()
        work.look()
        assert not work.busy
    clock.at = clock.at.replace(minute=36)
    store.keep_draft("person", "p", "role", "typing", 3)
    begun = []
    for _ in range(2):
        work.look()
        begun.append(work.busy)
    assert begun == [False, True]
    ended(qtbot, work)
    assert shown.upkeep.last == "Backed up 10:36"


def test_typing_that_never_rests_is_backed_up_all_the_same(
    work: BackingUp, qtbot: QtBot, shown: MainWindow, clock: Clock
) -> None:
    store = shown.house.store
    for minute in range(40, 46):
        assert not work.busy
        clock.at = clock.at.replace(minute=minute)
        store.keep_draft("person", "p", "role", f"typing {minute}", 3)
        work.look()
    assert work.busy
    ended(qtbot, work)
    assert len(keeping.backups(store)) == 1


def test_one_that_failed_is_tried_again_a_while_later_and_never_asks(
    work: BackingUp, qtbot: QtBot, shown: MainWindow, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise CannotWrite("The disk is full. Make room, then try again. Nothing has been changed.")

    monkeypatch.setattr(backup, "make", refuse)
    clock.at = clock.at.replace(minute=40)
    work.look()
    work.look()
    ended(qtbot, work)
    assert keeping.says(shown.house.store)[0] == (
        "The last backup could not be made. The disk is full. Make room, then try again. Nothing has been changed."
    )
    assert QApplication.activeModalWidget() is None
    monkeypatch.undo()
    for minute, begins in ((43, False), (46, True)):
        clock.at = clock.at.replace(minute=minute)
        work.look()
        work.look()
        assert work.busy is begins
    ended(qtbot, work)
    assert keeping.says(shown.house.store) == (second_place.ONLY_HERE,)


def test_a_locked_store_is_left_alone_and_a_lock_stops_a_copy(
    work: BackingUp, qtbot: QtBot, shown: MainWindow
) -> None:
    store = shown.house.store
    key = store.file.key
    work.begin()
    store.lock()
    ended(qtbot, work)
    work.look()
    assert not work.busy
    store.unlock(key)
    assert keeping.says(store) == (keeping.NO_BACKUP,)
    assert not list(store.path.parent.glob("backups/*.half"))


# -- today and the foot ------------------------------------------------------------------------------


def test_today_says_what_there_is_to_say_with_the_way_to_do_something(
    shown: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown.go("today")
    today = shown.page("today")
    assert isinstance(today, TodayPage)
    (band,) = today.notices.bands
    assert band.text == keeping.NO_BACKUP
    with monkeypatch.context() as after_the_first:
        after_the_first.setattr(keeping, "says", lambda _store: (second_place.ONLY_HERE,))
        today.notices.refresh()
        (later,) = today.notices.bands
        assert later.text == "Backups are only on this laptop."
        assert later.findChildren(type(shown.page("backups").now))[0].text() == "Choose a second place"  # type: ignore[attr-defined]
    today.notices.refresh()
    (band,) = today.notices.bands
    button = band.findChildren(type(shown.page("backups").now))[0]  # type: ignore[attr-defined]
    assert button.text() == "Keeping safe"
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert shown.pages.currentWidget() is shown.page("backups")
    warned = (
        "The disk is nearly full: 90 MB are free. Make room soon, or what is typed can no longer be saved.",
    )
    monkeypatch.setattr(keeping, "says", lambda _store: warned)
    shown.go("today")
    today.notices.refresh()
    (band,) = today.notices.bands
    assert band._tone is Tone.AMBER
    assert not band.findChildren(type(button))


def test_the_foot_of_the_meeting_says_it_too(window: MainWindow, qtbot: QtBot) -> None:
    assert window.run is not None
    assert window.run.foot.backup.text() == "Not backed up yet"
    window.upkeep.work.begin()
    ended(qtbot, window.upkeep.work)
    assert window.run.foot.backup.text() == "Backed up 10:05"


def test_a_store_that_is_only_read_is_never_written_to_and_says_so(
    own_sample: Path, open_window: Callable[[Path], MainWindow], monkeypatch: pytest.MonkeyPatch
) -> None:
    Store.open(own_sample, PASSPHRASE, Clock()).close()
    monkeypatch.setattr(os, "access", lambda _path, mode: mode != os.W_OK)
    window = open_window(own_sample)
    monkeypatch.undo()
    assert window.house.store.read_only
    window.leave_run()
    today = window.page("today")
    assert isinstance(today, TodayPage)
    window.go("today")
    said = [band.text for band in today.notices.bands]
    assert any(
        "is open for reading only" in sentence and "copy it with its key files" in sentence
        for sentence in said
    )
    window.go("backups")
    page = window.page("backups")
    assert isinstance(page, BackupsPage)
    assert not page.now.isEnabled()
    assert not page.place.choose.isEnabled()
    window.upkeep.work.look()
    assert not window.upkeep.work.busy
    assert not window.upkeep.work._timer.isActive()
    window.leave()
    assert window.house.store.closed
