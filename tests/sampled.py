"""The sample, and the sample with today's meeting under way: made once for all test processes, copied for each."""

from __future__ import annotations

import json
import os
import shutil
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from filelock import FileLock
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from nscp_desktop import app, compose, sample
from nscp_desktop.rules.capture import parse
from nscp_desktop.rules.register_line import RegisterMark
from nscp_desktop.services import (
    agenda,
    attendance,
    breakouts,
    capture,
    directory,
    meetings,
    officers,
    questions,
)
from nscp_desktop.store import CHEAP, Store
from nscp_desktop.ui.window import MainWindow

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from nscp_desktop.papers.blocks import Paper

PASSPHRASE = "harbour lantern twig"
WRONG_PASSPHRASE = (
    "That passphrase does not open this store. If it is forgotten, type the recovery key that was printed on paper. "
    "Nothing has been changed."
)
TODAY = date(2027, 1, 14)


class Clock:
    """The laptop's clock: it goes a little at every look, and further when it is told."""

    def __init__(self, hour: int = 10, minute: int = 5) -> None:
        self.at = datetime(2027, 1, 14, hour, minute, tzinfo=compose.ZONE)

    def __call__(self) -> datetime:
        self.at += timedelta(milliseconds=1)
        return self.at


@dataclass(frozen=True, slots=True)
class Running:
    """Where the sample lies, and the ids of its meeting that runs."""

    folder: Path
    meeting_id: str
    group_id: str
    breakout_id: str
    anna_id: str


def made(folder: Path) -> None:
    """Make the sample, as the program makes it, only that no deed waits for the disk."""
    fill = sample.fill

    def in_haste(store: Store, today: date, *, draw: Callable[[Paper, datetime], bytes]) -> None:
        store.file.driver.execute("PRAGMA synchronous = OFF")
        fill(store, today, draw=draw)

    with pytest.MonkeyPatch.context() as haste:
        haste.setattr(sample, "fill", in_haste)
        compose.create_store(
            folder / "records.nscp",
            PASSPHRASE,
            PASSPHRASE,
            "norfolk",
            with_sample=True,
            clock=Clock(8, 0),
            cost=CHEAP,
        ).close()


def begun(folder: Path) -> Running:
    """Bring the sample's meeting to where every box of the run screen has something to do."""
    clock = Clock(8, 0)
    store = Store.open(folder / "records.nscp", PASSPHRASE, clock)
    anna = officers.add_officer(store, "Anna Stanford", "business support")
    officers.sign_in(store, anna)
    clock.at = Clock().at
    meeting = meetings.meeting_on(store, "Breckland", TODAY)
    meetings.open_meeting(store, meeting)
    rows = agenda.agenda(store, meeting).rows
    known = directory.people_for(store, meeting).people
    for one in [one for one in known if one.in_group][:12]:
        attendance.mark_present(store, meeting, one.person_id)
    attendance.mark(store, meeting, RegisterMark(said="Wanda Marsh", guest="Wanda Marsh"))
    for line in ("action find a room", "decision adopt it because schools hold it", "Members were thanked."):
        capture.record(store, meeting, rows[0].item_id, parse(line, capture.context(store, meeting)))
    breakout = next(row for row in rows if row.kind.value == "breakout")
    if not breakout.questions:
        questions.set_questions(store, breakout.item_id, ["What did we see?", "What would help?"])
    breakouts.open_rooms(store, meeting, breakout.item_id, 2)
    facts = meetings.facts(store, meeting)
    store.close()
    return Running(folder, meeting, facts.group_id, breakout.item_id, anna)


def _in_common(factory: pytest.TempPathFactory) -> Path:
    """The folder of test processes that run together."""
    own = factory.getbasetemp()
    return own.parent if os.environ.get("PYTEST_XDIST_WORKER") else own


def _filled(shared: Path) -> Path:
    folder, done = shared / "filled", shared / "filled.done"
    with FileLock(shared / "filled.lock"):
        if not done.exists():
            made(folder)
            done.touch()
    return folder


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the closed store of the sample, before its meeting of today begins."""
    return _filled(_in_common(tmp_path_factory))


@pytest.fixture(scope="session")
def running(tmp_path_factory: pytest.TempPathFactory) -> Running:
    """The closed store of the sample whose meeting runs."""
    shared = _in_common(tmp_path_factory)
    folder, facts = shared / "running", shared / "running.json"
    with FileLock(shared / "running.lock"):
        if not facts.exists():
            shutil.copytree(_filled(shared), folder)
            found = begun(folder)
            facts.write_text(json.dumps([found.meeting_id, found.group_id, found.breakout_id, found.anna_id]))
        return Running(folder, *json.loads(facts.read_text()))


@pytest.fixture
def own_sample(running: Running, tmp_path: Path) -> Path:
    """The sample's store in a folder of one's own; gives its file."""
    shutil.copytree(running.folder, tmp_path / "store")
    return tmp_path / "store" / "records.nscp"


@pytest.fixture
def clock() -> Clock:
    """The laptop's clock."""
    return Clock()


@pytest.fixture(scope="module")
def dressed(qapp: QApplication) -> QApplication:
    """The application in our look; dressing it anew would dress every window there is."""
    return app.dressed()


@pytest.fixture
def open_window(dressed: QApplication, clock: Clock) -> Iterator[Callable[[Path], MainWindow]]:
    """Opens the real window on a store, as after the passphrase; closes what is still open after the test.

    It closes as when the system shuts down, without a backup: tests of closing and of backups close themselves.
    """
    opened: list[MainWindow] = []

    def open_one(path: Path, width: int = 1366, height: int = 768) -> MainWindow:
        window = MainWindow(compose.house(Store.open(path, PASSPHRASE, clock)))
        opened.append(window)
        window.resize(width, height)
        window.show()
        window.activateWindow()
        return window

    yield open_one
    for window in opened:
        if window.isVisible():
            window.upkeep.leaving._on_system_ends()
            window.close()
        elif window.locking.screen is not None:
            window.leave()
        window.deleteLater()
    # A window that is only waiting to go would be dressed and asked along with the next one.
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def window(own_sample: Path, open_window: Callable[[Path], MainWindow]) -> MainWindow:
    """The real window on the sample, at the meeting that runs."""
    return open_window(own_sample)
