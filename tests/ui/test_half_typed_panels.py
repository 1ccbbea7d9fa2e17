"""A reason half typed in a panel is there again when the panel is opened after a kill, or after leaving it."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QPlainTextEdit

from nscp_desktop.rules.locking import Reason
from nscp_desktop.services import meetings
from nscp_desktop.services.half_typed import Box, kept
from nscp_desktop.ui import kept_line
from tests.boxes import PARTS, Walk, _arranged, note_where, settle, words_in
from tests.sampled import clock, dressed, open_window, own_sample, running
from tests.ui.test_lock import unlock_as

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


# -- boxes that wait for their button, or for leaving them -------------------------------------------

WITHDRAWING = "withdrawing a paper"
WAITING = {
    "keep and remove": ("Reason for the hold",),
    "usual agendas": ("Name of the agenda", "New item", "Questions for the rooms, one a line"),
    "school holidays": ("School holidays, one a line",),
    "youth boards": ("Agreed by",),
    "an action for all": ("What Alderbeck School said",),
    "an agenda": ("Title", "Lead", "New item"),
    "an ask": ("Who agreed",),
}
HALF = "Half a li"


def boxes_of(walk: Walk, part: str) -> list[QLineEdit | QPlainTextEdit]:
    found = {box.accessibleName(): box for box in walk.boxes()}
    return [found[name] for name in WAITING.get(part, ("Reason for withdrawing",))]


def type_half(walk: Walk, part: str) -> None:
    walk.bring(part)
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
    number = 0
    for part, names in WAITING.items():
        type_half(walk, part)
        number += len(names)
        qtbot.waitUntil(lambda most=number: [one.text for one in walk.store.drafts()].count(HALF) == most)  # type: ignore[misc]
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
        type_half(walk, part)
    walk.window.locking.lock(Reason.KEY)
    assert walk.store.locked
    unlock_as(walk.window)
    # The title and who leads became a deed; the rest waits for its button.
    assert [one.text for one in walk.store.drafts()].count(HALF) == 3
    (asked,) = [box.window() for box in boxes_of(walk, WITHDRAWING)]
    asked.hide()
    PARTS[WITHDRAWING](walk)
    (reason,) = boxes_of(walk, WITHDRAWING)
    assert words_in(reason) == HALF
    reason.window().reject()  # type: ignore[attr-defined]
    walk.bring("keep and remove")
    walk.window.page("retention").holds.clear_form()  # type: ignore[attr-defined]
    assert [one.field for one in walk.store.drafts()] == ["new item"]
