"""A reason half typed in a panel is there again when the panel is opened after a kill, or after leaving it."""

from __future__ import annotations

import shutil
from operator import attrgetter
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPlainTextEdit

from nscp_desktop.rules.locking import Reason
from nscp_desktop.services import meetings
from nscp_desktop.services.half_typed import Box, kept
from nscp_desktop.ui import kept_line
from nscp_desktop.ui.kept_line import KeptLine
from nscp_desktop.ui.widgets import LineEdit
from tests.boxes import PARTS, Walk, _arranged, note_where, settle, words_in
from tests.sampled import clock, dressed, open_window, own_sample, running
from tests.ui.test_lock import unlock_as

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtWidgets import QLineEdit
    from pytestqt.qtbot import QtBot

    from nscp_desktop.store import Draft
    from nscp_desktop.ui.window import MainWindow
    from tests.sampled import Running

__all__ = ["clock", "dressed", "open_window", "own_sample", "running"]


@pytest.fixture
def walk(own_sample: Path, open_window: Callable[[Path], MainWindow], running: Running) -> Walk:
    return Walk(open_window(own_sample), running)


def line_of(walk: Walk, part: str) -> QLineEdit:
    name = {
        "changing a meeting": "Reason for moving",
        "cancelling a meeting": "Reason",
        "minutes": "Subject to",
    }
    PARTS[part](walk)
    settle()
    page = walk.window.page("minutes" if part == "minutes" else "meetings")
    found = [
        box
        for box in page.findChildren(type(walk.run.item.line.box.line))
        if box.accessibleName() == name[part] and not box.isHidden()
    ]
    return found[-1]


@pytest.mark.parametrize(
    ("part", "what"),
    [
        ("changing a meeting", "reason for moving"),
        ("cancelling a meeting", "reason for cancelling"),
        ("minutes", "agreed subject to"),
    ],
)
def test_half_a_reason_is_there_again(walk: Walk, qtbot: QtBot, part: str, what: str) -> None:
    line = line_of(walk, part)
    line.setText("The hall was flo")
    of = [one.id for one in meetings.list_meetings(walk.store)]
    qtbot.waitUntil(lambda: any(kept(walk.store, Box("meeting", one, what)) for one in of))
    line.blockSignals(True)
    line.setText("")
    line.blockSignals(False)
    assert line_of(walk, part).text() == "The hall was flo"


def test_a_reason_that_was_used_is_half_typed_no_more(walk: Walk) -> None:
    line = line_of(walk, "cancelling a meeting")
    meeting = _arranged(walk)
    line.setText("Snow")
    line.returnPressed.emit()
    assert meetings.facts(walk.store, meeting).status.value == "cancelled"
    assert kept(walk.store, Box("meeting", meeting, "reason for cancelling")) == ""


# -- boxes that wait for their button, or for leaving them -------------------------------------------

WITHDRAWING = "withdrawing a paper"
WAITING = {
    "keep and remove": ("Reason for the hold",),
    "usual agendas": ("Name of the agenda", "New item", "Questions for the rooms, one a line"),
    "school holidays": ("School holidays, one a line",),
    "youth boards": ("Agreed by", "Another meeting on", "Run by"),
    "an action": ("New owner", "New due date"),
    "an action for all": ("What Alderbeck School said",),
    "an agenda": ("Title", "Lead", "New item", "Questions for the rooms, one a line"),
    "an ask": ("Who agreed", "Told them on"),
    "the youth board": ("Said on",),
    "an item": ("Mark present",),
    "read back": ("B-2701-01: Who will do this, and by when?", "Organisation of Wanda Marsh"),
    "people": ("Organisation", "Role", "E-mail", "Add a deputy", "Somebody else"),
    "pasting members": ("Member list",),
    "a new meeting": ("Date", "Place"),
    "a new round": ("Title", "Breckland: date", "Breckland: place"),
    "dates for a year": ("Date", "Place"),
}
HALF = "Half a li"


def boxes_of(walk: Walk, part: str) -> list[QLineEdit | QPlainTextEdit]:
    found = {box.accessibleName(): box for box in walk.boxes()}
    return [found[name] for name in WAITING.get(part, ("Reason for withdrawing",))]


def halves(walk: Walk) -> int:
    return [one.text for one in walk.store.drafts()].count(HALF)


def type_half(walk: Walk, part: str) -> None:
    for box in boxes_of(walk, part):
        box.selectAll()
        if isinstance(box, QPlainTextEdit):
            box.insertPlainText(HALF)
        else:
            box.insert(HALF)


def killed(store: Path) -> Path:
    """The store as a kill leaves it: what is on the disk now, never closed."""
    shutil.copytree(store.parent, store.parent.parent / "killed")
    return store.parent.parent / "killed" / store.name


@pytest.fixture
def _noting(monkeypatch: pytest.MonkeyPatch) -> None:
    note_where(monkeypatch)


@pytest.mark.usefixtures("_noting")
def test_after_a_kill_half_a_line_stands_in_every_box_again(
    own_sample: Path, open_window: Callable[[Path], MainWindow], running: Running, qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setattr(kept_line, "DRAFT_MS", 1)
    walk = Walk(open_window(own_sample), running)
    for part, names in WAITING.items():
        walk.bring(part)
        most = halves(walk) + len(names)
        type_half(walk, part)
        qtbot.waitUntil(lambda most=most: halves(walk) == most)  # type: ignore[misc]
    again = Walk(open_window(killed(own_sample)), running)
    for part, names in WAITING.items():
        again.bring(part)
        assert [words_in(box) for box in boxes_of(again, part)] == [HALF] * len(names), part
    for one in (walk, again):
        # Who agreed is kept on leaving the line, and not when the window has gone.
        one.bring("keep and remove")


@pytest.mark.usefixtures("_noting")
def test_a_lock_before_the_draft_is_due_keeps_it_and_letting_go_forgets_it(
    own_sample: Path, open_window: Callable[[Path], MainWindow], running: Running, monkeypatch: pytest.MonkeyPatch
) -> None:  # fmt: skip
    monkeypatch.setattr(kept_line, "DRAFT_MS", 600_000)
    walk = Walk(open_window(own_sample), running)
    for part in ("keep and remove", "an agenda", WITHDRAWING):
        walk.bring(part)
        type_half(walk, part)
    walk.window.locking.lock(Reason.KEY)
    assert walk.store.locked
    unlock_as(walk.window)
    # The title and who leads became a deed; the rest waits for its button.
    assert halves(walk) == 3
    (asked,) = [box.window() for box in boxes_of(walk, WITHDRAWING)]
    asked.hide()
    PARTS[WITHDRAWING](walk)
    (reason,) = boxes_of(walk, WITHDRAWING)
    assert words_in(reason) == HALF
    reason.window().reject()  # type: ignore[attr-defined]
    walk.bring("keep and remove")
    walk.window.page("retention").holds.clear_form()  # type: ignore[attr-defined]
    assert [one.field for one in walk.store.drafts()] == ["new item"]


# -- cells of tables ---------------------------------------------------------------------------------


def cell(walk: Walk, part: str, column: int) -> LineEdit:
    """The line of a cell, opened as by a key."""
    walk.bring(part)
    page = walk.window.page("people" if part == "people" else "agenda" if part == "an agenda" else "meetings")
    place = {"usual agendas": "templates_panel.table", "dates for a year": "year_panel.table"}
    table = attrgetter(place.get(part, "table"))(page)
    index = table.model().index(max(table.currentIndex().row(), 0), column)
    table.setCurrentIndex(index)
    table.edit(index)
    settle()
    lines: list[LineEdit] = table.viewport().findChildren(LineEdit)
    return next(one for one in lines if one.hasFocus())


CELLS = {"usual agendas": 2, "people": 2, "dates for a year": 1, "an agenda": 3}
"""A column of each table that is written in its cells."""


def test_half_a_cell_is_there_after_a_kill_and_esc_lets_it_go(
    own_sample: Path, open_window: Callable[[Path], MainWindow], running: Running
) -> None:
    walk = Walk(open_window(own_sample), running)
    typed: list[Draft] = []
    for part, column in CELLS.items():
        line = cell(walk, part, column)
        line.setText(HALF)
        keeper = line.findChild(KeptLine)
        assert isinstance(keeper, KeptLine)
        assert keeper.settle()
        typed += walk.store.drafts()
        QTest.keyClick(line, Qt.Key.Key_Escape)
        settle()
        assert walk.store.drafts() == (), part
    for one in typed:
        walk.store.keep_draft(one.table, one.record, one.field, one.text)
    again = Walk(open_window(killed(own_sample)), running)
    for part, column in CELLS.items():
        line = cell(again, part, column)
        assert words_in(line) == HALF, part
        QTest.keyClick(line, Qt.Key.Key_Escape)
        settle()
    assert again.store.drafts() == ()


def test_a_cell_whose_words_were_refused_has_them_when_it_is_opened_again(walk: Walk) -> None:
    line = cell(walk, "dates for a year", 1)
    line.setText("not a date")
    QTest.keyClick(line, Qt.Key.Key_Return)
    settle()
    assert [one.text for one in walk.store.drafts()] == ["not a date"]
    line = cell(walk, "dates for a year", 1)
    assert words_in(line) == "not a date"
    line.selectAll()
    line.insert("20")
    QTest.keyClick(line, Qt.Key.Key_Return)
    settle()
    assert [one.field for one in walk.store.drafts()] == ["half planned"]


def test_a_year_half_planned_is_there_again_until_it_is_planned_afresh(walk: Walk) -> None:
    line = cell(walk, "dates for a year", 1)
    before = words_in(line)
    line.setText("20")
    QTest.keyClick(line, Qt.Key.Key_Return)
    settle()
    panel = walk.window.page("meetings").year_panel  # type: ignore[attr-defined]
    panel.leave.click()
    panel.open_year()
    assert panel.how.text().startswith("As you left them. ")
    moved = panel.table.lines_model.row_at(0).cells[0].plan.day
    assert moved.day == 20
    panel.afresh.click()
    assert not panel.afresh.isVisible()
    assert words_in(cell(walk, "dates for a year", 1)) == before
    assert walk.store.drafts() == ()
