"""What looks as if it identified a child is marked in every box, a moment after the last key."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtGui import QInputMethodEvent, QTextCharFormat
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit

from nscp_desktop.services import people
from nscp_desktop.ui import theme
from nscp_desktop.ui.child_watch import LAYER
from nscp_desktop.ui.widgets import LineEdit, NoteEdit
from tests.boxes import PARTS, Walk, empty, note_where, paste, settle
from tests.sampled import clock, dressed, open_window, own_sample, running

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from nscp_desktop.ui.window import MainWindow
    from tests.sampled import Running

__all__ = ["clock", "dressed", "open_window", "own_sample", "running"]

SAID = "we heard that Zbigniew, aged 9, was not seen"
WHAT = "Zbigniew, aged 9"


@pytest.fixture
def walk(
    monkeypatch: pytest.MonkeyPatch,
    own_sample: Path,
    open_window: Callable[[Path], MainWindow],
    running: Running,
) -> Walk:
    note_where(monkeypatch)
    return Walk(open_window(own_sample), running)


def look(walk: Walk, box: NoteEdit | LineEdit) -> str:
    """What is said of a box when its pause is over."""
    box.setFocus()
    settle()
    timer = box.findChild(QTimer, LAYER)
    assert isinstance(timer, QTimer), box.accessibleName()
    walk.window.proof.child_watch.look(box)
    return box.accessibleDescription()


@pytest.fixture
def boxes(walk: Walk) -> dict[str, NoteEdit | LineEdit]:
    screen = walk.run
    walk.bring("an item")
    return {"notes": screen.item.notes, "line": screen.item.line.box.line}


@pytest.mark.parametrize("which", ["notes", "line"])
def test_a_key_sets_off_only_a_timer_and_the_mark_goes_when_the_words_go(
    walk: Walk, boxes: dict[str, NoteEdit | LineEdit], which: str
) -> None:
    box = boxes[which]
    box.setFocus()
    QTest.keyClicks(box, SAID)
    timer = cast("QTimer", box.findChild(QTimer, LAYER))
    assert timer.isActive()
    assert box.accessibleDescription() == ""
    undo = box.document().isUndoAvailable() if isinstance(box, QPlainTextEdit) else box.isUndoAvailable()
    cursor = box.textCursor().position() if isinstance(box, QPlainTextEdit) else box.cursorPosition()
    changed: list[object] = []
    box.textChanged.connect(lambda *_: changed.append(None))
    assert look(walk, box) == (
        f"This may identify a child: “{WHAT}” (a name beside an age). Leave name, age and school out."
    )
    assert box.toolTip() == box.accessibleDescription()
    assert not changed
    if isinstance(box, NoteEdit):
        assert [one.cursor.selectedText() for one in box.laid(LAYER)] == [WHAT]
        assert box.textCursor().position() == cursor
        assert box.document().isUndoAvailable() is undo
    else:
        assert (box.text(), box.cursorPosition(), box.isUndoAvailable()) == (SAID, cursor, undo)
    empty(box)
    assert look(walk, box) == ""
    assert box.toolTip() == ""


def test_nobody_is_asked_once_the_store_is_locked_or_closed(
    walk: Walk, boxes: dict[str, NoteEdit | LineEdit]
) -> None:
    watch, box = walk.window.proof.child_watch, cast("NoteEdit", boxes["notes"])
    box.setPlainText(SAID)
    for pause in box.findChildren(QTimer, LAYER):
        # On a busy machine the closing takes longer than the pause.
        pause.stop()
    watch._known = None
    key = walk.store.file.key
    walk.store.lock()
    watch.look(box)
    walk.store.unlock(key)
    assert box.accessibleDescription() == ""
    assert walk.window.close()
    watch.look(box)
    assert box.accessibleDescription() == ""


def test_the_line_shows_the_wash_under_the_words_and_nowhere_else(
    walk: Walk, boxes: dict[str, NoteEdit | LineEdit]
) -> None:
    line = cast("LineEdit", boxes["line"])
    line.setText(SAID)
    look(walk, line)
    picture = line.grab().toImage()
    wash, shown = theme.colour("amber_tint"), set()
    middle = picture.height() // 2
    ratio = picture.devicePixelRatio()
    for x in range(picture.width()):
        if any(picture.pixelColor(x, y) == wash for y in range(middle - 6, middle + 6)):
            shown.add(int(x / ratio))
    width = line.fontMetrics().horizontalAdvance
    assert abs((max(shown) - min(shown)) - width(WHAT)) <= 6
    line.mark_words([], QTextCharFormat())


def test_somebody_who_composes_a_letter_is_left_alone(
    walk: Walk, boxes: dict[str, NoteEdit | LineEdit]
) -> None:
    line = cast("LineEdit", boxes["line"])
    line.setFocus()
    QApplication.sendEvent(line, QInputMethodEvent("zh", []))
    line.mark_words([(0, 1)], QTextCharFormat())
    assert line._composing
    assert not line._marked
    QApplication.sendEvent(line, QInputMethodEvent())
    assert not line._composing


def test_who_is_known_is_not_marked_from_the_moment_they_are(
    walk: Walk, boxes: dict[str, NoteEdit | LineEdit]
) -> None:
    notes = boxes["notes"]
    paste(notes, f"Ж {SAID}")
    assert look(walk, notes)
    people.add_person(walk.store, "Zbigniew Hartmere")
    assert look(walk, notes) == ""


LOOKED_AT = (
    "an item",
    "declarations",
    "breakouts",
    "the youth board",
    "youth boards",
    "an agenda",
    "an action",
)


@pytest.mark.parametrize("part", LOOKED_AT)
def test_every_box_of_words_is_looked_at(walk: Walk, part: str) -> None:
    assert part in PARTS
    walk.bring(part)
    seen = 0
    for box in walk.boxes():
        if isinstance(box, LineEdit) and (box.property("icon") or "ilter" in box.accessibleName()):
            continue
        if isinstance(box, NoteEdit | LineEdit):
            box.setFocus()
            settle()
            assert box.property("watched"), box.accessibleName()
            seen += 1
    assert seen
