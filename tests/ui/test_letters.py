"""No two controls in sight share an Alt letter: where two do, Qt presses neither."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import pytest
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget

from nscp_desktop.services import attached_papers, meetings
from nscp_desktop.services.attached_papers import Incoming
from nscp_desktop.ui import paper_looks
from nscp_desktop.ui.window import PAGES
from tests.boxes import PARTS, Walk, settle
from tests.sampled import clock, dressed, open_window, own_sample, running

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from nscp_desktop.ui.window import MainWindow
    from tests.sampled import Clock, Running

__all__ = ["clock", "dressed", "open_window", "own_sample", "running"]

pytestmark = pytest.mark.everywhere


@pytest.fixture
def walk(own_sample: Path, open_window: Callable[[Path], MainWindow], running: Running) -> Walk:
    return Walk(open_window(own_sample), running)


def letter(control: QWidget) -> str:
    """The Alt letter that reaches a control, empty when it has none."""
    if isinstance(control, QAbstractButton):
        return control.shortcut().toString()
    if isinstance(control, QLabel) and control.buddy() is not None and control.buddy().isVisible():
        # Our labels give their text as it was set; Qt's own has the mark of the letter.
        return QKeySequence.mnemonic(QLabel.text(control)).toString()
    return ""


def shared(window: QWidget) -> dict[str, list[str]]:
    """Letters that more than one control in sight answers to, with what the controls say."""
    found: dict[str, list[str]] = defaultdict(list)
    for control in (*window.findChildren(QAbstractButton), *window.findChildren(QLabel)):
        if control.isVisible() and control.window() is window and letter(control):
            found[letter(control)].append(control.accessibleName() or type(control).__name__)
    return {key: names for key, names in found.items() if len(names) > 1}


def in_run(walk: Walk, clock: Clock) -> dict[str, dict[str, list[str]]]:
    """What is shared in the states of the run screen, wide and beside Teams."""
    run, store, meeting = walk.run, walk.store, walk.sample.meeting_id
    rows = run.sitting.agenda.rows
    found = {}
    for row in rows:
        text = Incoming(f"{row.title}.txt", f"On {row.title}".encode())
        attached_papers.attach(store, meeting, row.item_id, text, paper_looks.look)

    def look(name: str) -> None:
        settle()
        # Whatever stands in sight may have just been done, and be offered to be taken back.
        walk.window.undo_bar.say("Line struck.")
        found[f"{name}, {walk.window.width()} wide"] = shared(walk.window)

    for width in (1366, 480):
        walk.window.resize(width, 768)
        run._on_read_back()
        look("read back")
        run._on_end()
        look("closing")
        run._on_notes()
        # Slim, the items have the same controls as wide.
        for row in rows if width > 900 else rows[-1:]:
            run._on_item_chosen(row.item_id)
            if not run.item.tools.isVisible():
                run.item.tools.button.click()
            look(f"{row.title} from {run.sitting.current.title}, to take or to park")
        run._on_item_chosen(walk.sample.breakout_id)
        run._on_breakouts()
        look("breakouts")
        run._on_notes()
        if run.sitting.current is not rows[-1]:
            run._on_here()
            meetings.go_to_item(store, meeting, rows[-1].item_id)
            clock.at = clock.at.replace(hour=12, minute=30)
            run._on_tick()
            look("running over")
            assert run.overrun.isVisible()
    return found


def test_no_two_controls_in_sight_share_a_letter(walk: Walk, clock: Clock) -> None:
    found = {}
    for part in PARTS:
        walk.bring(part)
        found[part] = shared(walk.window)
    for page in PAGES:
        walk.window.go(page)
        settle()
        walk.window.undo_bar.say("Line struck.")
        found[page] = shared(walk.window)
    found |= in_run(walk, clock)
    assert {where: controls for where, controls in found.items() if controls} == {}
