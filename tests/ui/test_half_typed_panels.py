"""A reason half typed in a panel is there again when the panel is opened after a kill, or after leaving it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from nscp_desktop.services import meetings
from nscp_desktop.services.half_typed import Box, kept
from tests.boxes import PARTS, Walk, _arranged, settle
from tests.sampled import clock, dressed, open_window, own_sample, running

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtWidgets import QLineEdit
    from pytestqt.qtbot import QtBot

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
