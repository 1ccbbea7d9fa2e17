"""What is said at the foot of the real window: its Undo is the undo of what it says, and it hangs over nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from nscp_desktop.services import notes
from tests.boxes import Walk, settle
from tests.sampled import clock, dressed, open_window, own_sample, running
from tests.ui.test_letters import letter

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from nscp_desktop.ui.window import MainWindow
    from tests.sampled import Running

__all__ = ["clock", "dressed", "open_window", "own_sample", "running"]


@pytest.fixture
def walk(own_sample: Path, open_window: Callable[[Path], MainWindow], running: Running) -> Walk:
    return Walk(open_window(own_sample), running)


def strike_a_line(walk: Walk) -> None:
    item = walk.run.item
    item.go_to_notes()
    item.notes.appendPlainText("Kit was seen at the hostel")
    item.notes.moveCursor(item.notes.textCursor().MoveOperation.End)
    item.strike.click()
    settle()
    assert walk.window.undo_bar.text.startswith("Line struck.")
    assert walk.window.undo_bar.button.isVisible()


def test_the_undo_is_always_that_of_what_is_said(walk: Walk) -> None:
    run, bar = walk.run, walk.window.undo_bar
    strike_a_line(walk)
    assert letter(bar.button) == "", "a letter would answer for a button beside it, or for neither"
    assert run.keys.rooms.isHidden() or letter(run.keys.rooms) == "Alt+U"
    run.item.go_to_line()
    run.item.line.box.line.setText("action ring the hostel")
    QTest.keyClick(run.item.line.box.line, Qt.Key.Key_Return)
    assert walk.store.undo_label.startswith("Record")
    assert not bar.isVisible()
    settle()
    walk.window.say("The practice is being made.")
    assert not bar.button.isVisible(), "that is no deed, and an older one is not what it says"
    walk.store.note("print", "Printed")
    assert bar.isVisible()
    strike_a_line(walk)
    bar.button.click()
    settle()
    assert bar.text.startswith("Taken back: strike a line")
    kept = notes.notes(walk.store, walk.sample.meeting_id, run.sitting.item_id)
    assert "Kit was seen at the hostel" in kept.text


def test_it_hangs_over_no_other_item_view_or_page(walk: Walk) -> None:
    run, bar = walk.run, walk.window.undo_bar
    strike_a_line(walk)
    others = [row.item_id for row in run.sitting.agenda.rows if row.item_id != run.sitting.item_id]
    run._on_item_chosen(others[0])
    assert not bar.isVisible()
    run._on_here()
    walk.window.refuse("There are no words in that line.")
    run._on_read_back()
    assert not bar.isVisible()
    run._on_notes()
    walk.window.refuse("There are no words in that line.")
    run.go_on()
    assert not bar.isVisible()
    run._on_room_screen()
    assert bar.isVisible()
    run.room.leave()
    assert not bar.isVisible()
    walk.window.refuse("There are no words in that line.")
    run._on_pages()
    assert not bar.isVisible()
    walk.window.refuse("There are no words in that line.")
    walk.window.go("actions")
    assert not bar.isVisible()
