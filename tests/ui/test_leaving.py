"""Closing the window, and going on with a backup that was put back."""

from __future__ import annotations

import os
import threading
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog
from sqlmodel import select

from nscp_desktop import app
from nscp_desktop.records import Person
from nscp_desktop.services import keeping, officers, people, second_place
from nscp_desktop.store import Store, backup
from nscp_desktop.ui.leaving import LeavingBox
from nscp_desktop.ui.pages.backups import BackupsPage
from nscp_desktop.ui.program import Program, WhoAgain
from nscp_desktop.ui.putting_back import PuttingBack
from nscp_desktop.ui.unlock import UnlockStep
from nscp_desktop.ui.who import WhoStep
from nscp_desktop.ui.widgets import Ask
from tests.sampled import PASSPHRASE, Clock, clock, dressed, open_window, own_sample, running, window

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from nscp_desktop.ui.window import MainWindow
    from tests.sampled import Running

__all__ = ["clock", "dressed", "open_window", "own_sample", "running", "window"]


@pytest.fixture(autouse=True)
def _later(clock: Clock) -> None:
    """After the last deed of the sample."""
    clock.at = clock.at.replace(minute=10)


@pytest.fixture
def asking(window: MainWindow) -> Iterator[MainWindow]:
    """The window as the program opens it: somebody is there to be asked."""
    window.upkeep.work._timer.stop()
    window.upkeep.leaving.asks = True
    window.leave_run()
    yield window
    window.upkeep.leaving.asks = False


_HELD: list[Program] = []
"""As the program itself does: Qt takes the windows down, not Python in any order."""


class Answers:
    """Presses buttons of questions as they come, and remembers what they said."""

    def __init__(self, *answers: str) -> None:
        self.said: list[str] = []
        self._answers = list(answers)
        self._timer = QTimer()
        self._timer.setInterval(5)
        self._timer.timeout.connect(self._look)
        self._timer.start()

    def _look(self) -> None:
        box = QApplication.activeModalWidget()
        if isinstance(box, Ask) and box.isVisible() and self._answers:
            self.said.append(f"{box.windowTitle()}: {box.words.text()}")
            answer = self._answers.pop(0)
            (box.buttons[answer] if answer else box.cancel).click()


def opened(path: Path, clock: Clock) -> Store:
    return Store.open(path, PASSPHRASE, clock)


# -- closing -----------------------------------------------------------------------------------------


def test_closing_backs_up_and_then_the_window_is_gone(window: MainWindow, clock: Clock) -> None:
    path = window.house.store.path
    # Ctrl+Q goes the way of the window's cross.
    QTest.keyClick(window, Qt.Key.Key_Q, Qt.KeyboardModifier.ControlModifier)
    assert not window.isVisible()
    assert window.house.store.closed
    again = opened(path, clock)
    assert len(keeping.backups(again)) == 1
    assert not keeping.waits(again)
    again.close()


def test_a_long_backup_is_shown_and_can_be_left(
    window: MainWindow, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    go_on = threading.Event()
    copy = keeping.copy

    def slow(store: Store, watch: Callable[[int, int], None], *, resting: bool) -> backup.Backup:
        watch(40_000_000, 133_000_000)
        go_on.wait(60)
        return copy(store, watch, resting=resting)

    monkeypatch.setattr(keeping, "copy", slow)
    said: list[str] = []

    def leave() -> None:
        box = next((one for one in window.findChildren(LeavingBox) if one.isVisible()), None)
        if box is None or not box.progress.words.text().startswith("Backing up, 40"):
            QTimer.singleShot(20, leave)
            return
        said.append(box.progress.words.text())
        # Pressed again meanwhile.
        window.close()
        assert not window.house.store.closed
        box.progress.stop.click()
        go_on.set()

    QTimer.singleShot(20, leave)
    assert window.close()
    assert said == ["Backing up, 40 of 133 MB"]
    assert window.house.store.closed
    again = opened(window.house.store.path, clock)
    assert keeping.backups(again) == ()
    assert keeping.waits(again)
    again.close()


def test_the_first_close_asks_for_a_second_place_and_carries_the_backup_there(
    asking: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    chosen = iter([str(asking.house.store.path.parent), "", str(stick)])
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: next(chosen))
    answers = Answers("choose", "choose", "choose")
    assert asking.close()
    assert [one.partition(":")[0] for one in answers.said] == [
        "Where should second copies of the backups go?"
    ] * 3
    assert "every backup lies on this laptop only" in answers.said[0]
    assert "lies where the store itself lies" in answers.said[1]
    assert len(list(stick.rglob("*.nscp"))) == 1


def test_not_now_is_asked_again_after_a_week(asking: MainWindow, clock: Clock) -> None:
    answers = Answers("")
    assert asking.close()
    assert len(answers.said) == 1
    for day, asks in ((20, False), (21, True)):
        clock.at = clock.at.replace(day=day)
        again = opened(asking.house.store.path, clock)
        assert second_place.may_ask(again) is asks
        again.close()


def test_a_backup_that_cannot_be_made_is_said_before_the_window_goes(
    asking: MainWindow, clock: Clock
) -> None:
    second_place.asked(asking.house.store)
    in_the_way = asking.house.store.path.parent / "backups"
    in_the_way.write_text("a file", encoding="utf-8")
    answers = Answers("", "close")
    assert not asking.close()
    assert asking.isVisible()
    people.add_person(asking.house.store, "Ann Sale")
    assert asking.close()
    assert answers.said[0].startswith("The backup could not be made: The backup could not be written to")
    again = opened(asking.house.store.path, clock)
    assert keeping.says(again)[0].startswith("The last backup could not be made. The backup could not be")
    again.close()


def test_the_systems_end_asks_nothing_and_waits_for_nothing(asking: MainWindow, clock: Clock) -> None:
    application = QApplication.instance()
    assert application is not None
    QTimer.singleShot(30, asking.upkeep.leaving._on_system_ends)
    assert asking.close()
    assert asking.house.store.closed
    again = opened(asking.house.store.path, clock)
    assert keeping.backups(again) == ()
    assert second_place.may_ask(again)
    again.close()


def test_a_locked_window_closes_without_a_backup(window: MainWindow, clock: Clock) -> None:
    window.house.store.lock()
    window.leave()
    assert window.house.store.closed


# -- putting a backup back ---------------------------------------------------------------------------


@pytest.fixture
def program(
    dressed: QApplication, own_sample: Path, clock: Clock, running: Running, qtbot: QtBot
) -> Iterator[Program]:
    """The program as it is started, with Anna at work."""
    made = Program(app.StoreDoor(own_sample, clock))
    _HELD.append(made)
    entry = made.start()
    step = entry.step
    assert isinstance(step, UnlockStep)
    step.passphrase.setText(PASSPHRASE)
    step.open_button.click()
    qtbot.waitUntil(lambda: isinstance(entry.step, WhoStep))
    officers.sign_in(entry._house.store, running.anna_id)  # type: ignore[union-attr]
    entry._on_signed_in()
    assert made.window is not None
    made.window.upkeep.work._timer.stop()
    made.window.leave_run()
    yield made
    made.window.upkeep.leaving.asks = False
    made.window.close()
    made.window.deleteLater()
    if made.entry is not None:
        made.entry.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def put_back(program: Program, qtbot: QtBot, at: int) -> None:
    """Put back the backup in that place of the list, through the page."""
    window = program.window
    assert window is not None
    window.go("backups")
    page = window.page("backups")
    assert isinstance(page, BackupsPage)
    page.table.selectRow(at)
    page.back.click()
    (ask,) = [one for one in QApplication.topLevelWidgets() if isinstance(one, Ask) and one.isVisible()]
    assert "is kept beside it" in ask.words.text()
    ask.buttons["back"].click()


def backed_up(program: Program, qtbot: QtBot) -> None:
    assert program.window is not None
    work = program.window.upkeep.work
    work.begin()
    qtbot.waitUntil(lambda: not work.busy)


def test_a_backup_is_put_back_and_the_window_goes_on_with_it(
    program: Program, qtbot: QtBot, clock: Clock, running: Running
) -> None:
    backed_up(program, qtbot)
    before = program.window
    assert before is not None
    people.add_person(before.house.store, "Zebedee Quill")
    clock.at = clock.at.replace(minute=20)
    put_back(program, qtbot, 0)
    qtbot.waitUntil(lambda: program.window is not before)
    window = program.window
    assert window is not None
    store = window.house.store
    assert before.house.store.closed
    assert "is put back" in window.undo_bar.text
    assert store.actor == running.anna_id
    with store.read() as session:
        assert "Zebedee Quill" not in session.exec(select(Person.name)).all()
    window.go("people")
    window.go("backups")
    page = window.page("backups")
    assert isinstance(page, BackupsPage)
    # What no backup held was backed up first.
    assert len(page.model.rows()) == 2
    assert len(list(store.path.parent.glob("records-replaced-*.nscp"))) == 1
    people.add_person(store, "Written afterwards")
    window.undo()
    assert "Taken back" in window.undo_bar.text


def test_who_is_not_in_the_older_store_says_who_they_are(program: Program, qtbot: QtBot) -> None:
    backed_up(program, qtbot)
    before = program.window
    assert before is not None
    newcomer = officers.add_officer(before.house.store, "Nia Newcomer", "co-chair")
    officers.sign_in(before.house.store, newcomer)
    put_back(program, qtbot, 0)
    qtbot.waitUntil(lambda: isinstance(program.entry, WhoAgain))
    assert isinstance(program.entry, WhoAgain)
    step = program.entry.step
    assert isinstance(step, WhoStep)
    step.go_in.click()
    step._on_chosen(step.model.rows()[0])
    assert program.window is not before
    assert program.entry is None


def test_putting_back_can_be_cancelled_and_a_bad_one_is_refused(program: Program, qtbot: QtBot) -> None:
    backed_up(program, qtbot)
    window = program.window
    assert window is not None
    put_back(program, qtbot, 0)
    (box,) = window.findChildren(PuttingBack)
    box.progress.stop.click()
    qtbot.waitUntil(lambda: not window.upkeep.work.busy)
    assert window.undo_bar.text == "Stopped. The store is as it was."
    page = window.page("backups")
    assert isinstance(page, BackupsPage)
    path = page.model.rows()[0].path
    content = bytearray(path.read_bytes())
    content[9000:9100] = bytes(100)
    path.write_bytes(content)
    put_back(program, qtbot, 0)
    qtbot.waitUntil(lambda: not window.upkeep.work.busy)
    assert "cannot be restored" in window.undo_bar.text
    assert program.window is window
    assert not list(window.house.store.path.parent.glob("*.half"))
    people.add_person(window.house.store, "Still open")


@pytest.mark.parametrize("half_typed", ["", "action half a li"])
def test_a_meeting_that_is_only_read_does_not_hold_the_window_open(
    own_sample: Path,
    running: Running,
    open_window: Callable[[Path], MainWindow],
    monkeypatch: pytest.MonkeyPatch,
    half_typed: str,
) -> None:
    """Nothing was typed in this sitting, so nothing can be lost."""
    store = Store.open(own_sample, PASSPHRASE, Clock())
    if half_typed:
        store.keep_draft("meeting", running.meeting_id, "capture line", half_typed, 3)
    store.close()
    monkeypatch.setattr(os, "access", lambda _path, mode: mode != os.W_OK)
    window = open_window(own_sample)
    monkeypatch.undo()
    assert window.house.store.read_only
    assert window.run is not None and window.run.sitting.is_running
    assert window.run.item.line.text == half_typed
    window.close()
    assert window.house.store.closed
