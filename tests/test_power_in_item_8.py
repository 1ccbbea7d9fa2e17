"""The power goes while somebody types in item 8: at most the line under way is lost, and the screen is there again."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from nscp_desktop.services import agenda, meetings
from tests.sampled import clock, dressed, open_window, own_sample, running

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from nscp_desktop.ui.window import MainWindow
    from tests.sampled import Running

__all__ = ["clock", "dressed", "open_window", "own_sample", "running"]

pytestmark = pytest.mark.everywhere


def test_power_cut_while_typing_in_item_8_comes_back_to_item_8_with_all_but_the_last_moment(
    own_sample: Path,
    open_window: Callable[[Path], MainWindow],
    running: Running,
    tmp_path: Path,
    qtbot: QtBot,
) -> None:
    window = open_window(own_sample)
    store, screen = window.house.store, window.run
    assert screen is not None
    eighth = agenda.agenda(store, running.meeting_id).rows[7]
    while screen.sitting.current.item_id != eighth.item_id:
        screen.go_on()
    screen.item.go_to_notes()
    QTest.keyClicks(screen.item.notes, "Members asked who rings whom at night.")
    QTest.keyClick(screen.item.notes, Qt.Key.Key_Return)
    QTest.keyClicks(screen.item.notes, "The police said that ")
    qtbot.waitUntil(lambda: any("at night" in draft.text for draft in store.drafts()))
    kept = store.drafts()[-1].text
    QTest.keyClicks(screen.item.notes, "they")
    # What is on the disk at this moment, with nothing tidied up.
    after = tmp_path / "after"
    shutil.copytree(own_sample.parent, after, ignore=shutil.ignore_patterns("*.lock"))
    again = open_window(after / own_sample.name)
    back = again.run
    assert back is not None and again.is_running
    assert back.sitting.item_id == eighth.item_id == back.sitting.current.item_id
    assert meetings.running(again.house.store) == running.meeting_id
    text = back.item.notes.toPlainText()
    assert text.startswith("Members asked who rings whom at night.\nThe police said that")
    assert text.rstrip() in {kept.rstrip(), kept.rstrip() + " they"}
    assert back.item.notes.textCursor().position() >= len(kept.rstrip())
    screen.settle()
