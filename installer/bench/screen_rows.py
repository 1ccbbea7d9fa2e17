"""The rows about the screen: from a key to the durable commit and the repaint, at ten years of data."""

from __future__ import annotations

import gc
import os
import random
import shutil
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit

from installer.bench.kept_store import PASSPHRASE, kept_clock
from installer.bench.measuring import Row, middle, taking_turns, worst
from nscp_desktop import app, compose
from nscp_desktop.services import attendance, meeting_facts
from nscp_desktop.ui.pdf_pages import PdfPages
from nscp_desktop.ui.waste import Waste
from nscp_desktop.ui.widgets import Column, RowModel
from nscp_desktop.ui.window import MainWindow

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from PySide6.QtWidgets import QWidget

    from nscp_desktop.ui.run.screen import RunScreen

AT_MOST_MS = 50.0
GIVEN_UP = 30
LINE = "action {name} to circulate the chronology page by next meeting #neglect"


def rows(ten_years: Path) -> Iterator[Row]:
    """Run a meeting on a copy of the ten years by keys, and time each."""
    application = app.dressed()
    with tempfile.TemporaryDirectory(dir=".bench") as folder:
        for file in ten_years.parent.glob("records.nscp*"):
            copied = Path(shutil.copy(file, folder))
            # On a laptop it lies on the disk already: else the first deed would wait for the whole of the copy.
            with copied.open("rb+") as written:
                os.fsync(written.fileno())
        house = compose.house(
            compose.open_store(Path(folder) / "records.nscp", PASSPHRASE, kept_clock(ten_years))
        )
        window = MainWindow(house)
        Waste(window).settle(window)
        window.resize(1366, 768)
        window.show()
        application.processEvents()
        meeting_id = meeting_facts.next_to_open(house.store)
        if meeting_id is None:
            raise RuntimeError("the ten years hold no meeting for their last day")
        window.run_meeting(meeting_id)
        screen = window.run
        if screen is None:
            raise RuntimeError("the run screen did not open")
        application.processEvents()
        yield from _keys(application, screen)
        yield _parsing(application, screen)
        yield _typing(application, screen)
        yield _closing(application, window, screen)
        window.leave()
        gc.enable()  # the rows that follow have no window that looks for waste
    yield from _sorting()


def _pressed(
    application: QApplication,
    widget: QWidget,
    key: Qt.Key,
    held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
) -> float:
    """Seconds from a key until its deed is durable and painted; what waits for a painted screen comes after."""
    painted = _Painted(widget.window())
    start = time.perf_counter()
    QTest.keyClick(widget, key, held)
    application.sendPostedEvents()
    taken = time.perf_counter() - start
    if not painted.times:
        raise RuntimeError("the deed was not painted: this row would measure too little")
    application.processEvents()
    return taken


class _Painted(QObject):
    """Counts how often a window paints what has changed in it."""

    def __init__(self, window: QWidget) -> None:
        super().__init__()
        self.times = 0
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.times += event.type() is QEvent.Type.UpdateRequest
        return super().eventFilter(watched, event)


def _keys(application: QApplication, screen: RunScreen) -> Iterator[Row]:
    found: dict[str, list[float]] = {"mark one person": [], "record one action": [], "next item": []}
    people = [
        one
        for one in attendance.people_for(screen.sitting.store, screen.sitting.meeting_id).people
        if one.in_group
    ]
    for person in people * 2:
        screen.register.box.setFocus()
        QTest.keyClicks(screen.register.box, person.name)
        application.processEvents()
        found["mark one person"].append(_pressed(application, screen.register.box, Qt.Key.Key_Return))
    line = screen.item.line.box.line
    while True:
        for _time in range(3):
            line.setFocus()
            QTest.keyClicks(line, LINE.format(name=people[len(found["next item"])].name))
            application.processEvents()
            found["record one action"].append(_pressed(application, line, Qt.Key.Key_Return))
        if screen.sitting.row().item_id == screen.sitting.agenda.rows[-1].item_id:
            break
        control = Qt.KeyboardModifier.ControlModifier
        found["next item"].append(_pressed(application, line, Qt.Key.Key_PageDown, control))
    for what, times in found.items():
        times.sort()
        note = f"median {middle(times) * 1000:.0f} ms of {len(times)}"
        yield Row(
            f"{what}: key to durable commit and repaint, p99", worst(times) * 1000, AT_MOST_MS, "ms", note
        )


def _parsing(application: QApplication, screen: RunScreen) -> Row:
    """A line typed letter by letter: understood, its chips painted."""
    people = screen.sitting.context().people.people
    line = screen.item.line.box.line
    times = []
    for person in people[:8]:
        line.setFocus()
        line.clear()
        application.processEvents()
        for letter in LINE.format(name=person.name):
            start = time.perf_counter()
            QTest.keyClicks(line, letter)
            application.processEvents()
            times.append(time.perf_counter() - start)
    line.clear()
    times.sort()
    note = f"median {middle(times) * 1000:.1f} ms"
    what = f"capture line parsed and shown, per key, {len(people)} people, p99"
    return Row(what, worst(times) * 1000, 16, "ms", note)


def _typing(application: QApplication, screen: RunScreen) -> Row:
    plain = QPlainTextEdit()
    plain.resize(screen.item.notes.size())
    plain.setFont(screen.item.notes.font())
    plain.show()
    application.processEvents()

    def key_into(editor: QPlainTextEdit) -> Callable[[int], None]:
        def press(at: int) -> None:
            QTest.keyClicks(editor, "the group asked how "[at % 20])
            application.processEvents()
            editor.viewport().repaint()

        return press

    mine, least = taking_turns((key_into(screen.item.notes), key_into(plain)), 600)
    plain.close()
    return Row("one keystroke in notes with autosave, to a plain editor", middle(mine) / middle(least), 1.2)


def _closing(application: QApplication, window: MainWindow, screen: RunScreen) -> Row:
    """From the last key of the meeting to its minutes, drawn, in sight."""
    screen.item.next.click()
    application.processEvents()
    start = time.perf_counter()
    screen.read_back.close_meeting.click()
    while not (shown := window.findChildren(PdfPages)) or not any(
        one.page and one.isVisible() for one in shown
    ):
        application.processEvents()
        if time.perf_counter() - start > GIVEN_UP:
            raise RuntimeError("the minutes did not appear")
    taken = time.perf_counter() - start
    return Row("close a meeting, to its minutes in sight", taken, 2, "s")


def _sorting() -> Iterator[Row]:
    chance = random.Random(3)
    values = tuple((f"B-{chance.randrange(10_000):04d}", chance.random(), f"{at}") for at in range(43_000))
    columns: tuple[Column[tuple[str, float, str]], ...] = (
        Column("ref", "Ref", lambda row: row[0]),
        Column("due", "Due", lambda row: row[2], sort=lambda row: row[1]),
    )
    model = RowModel(columns, values, identity=lambda row: row[2])
    orders = (Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder)
    mine, least = taking_turns(
        (
            lambda at: model.sort(1, orders[at % 2]),
            lambda at: sorted(values, key=lambda row: row[1], reverse=bool(at % 2)),
        ),
        9,
    )
    yield Row("sort 43,000 rows, to sorted() of the same tuples", middle(mine) / middle(least), 2)
