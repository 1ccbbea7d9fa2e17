"""A meeting loses no attendance, note or action: by a full disk, a fault in a slot, undoing, closing, or any key."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

from nscp_desktop.ui.widgets import announced, forget_announced
from tests.boxes import PARTS, Box, Place, Walk, empty, leave, note_where, paste, place_of, settle, words_in
from tests.faults import BROKEN, FULL, no_commit
from tests.hostile import is_sentence
from tests.sampled import clock, dressed, open_window, own_sample, running
from tests.test_hostile_boxes import ALWAYS, kept_since

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from nscp_desktop.ui.window import MainWindow
    from tests.sampled import Running

__all__ = ["clock", "dressed", "open_window", "own_sample", "running"]

WORDS = "Kept in spite of it"
MEANT = {
    "Capture line": "action everyone: keep it in spite of that",
    "Mark present": "Wilma Undershaw",
    "New due date": "22 feb",
    "New owner": "Isolde Hartmere",
    "Who, and by when": "by 22 feb",
}
"""What is typed where words mean something."""
LOOKS_ONLY = {"Filter by owner, theme or text", "Member list"}
NOT_ALONE = {
    "Agreed by", "Another meeting on", "Date", "Place", "Reason for moving", "Said on", "Told them on",
    "What they ask for", "Organisation",
}  # fmt: skip
"""Boxes that wait for the rest of their panel and for its button."""


@pytest.fixture
def walk(
    monkeypatch: pytest.MonkeyPatch,
    own_sample: Path,
    open_window: Callable[[Path], MainWindow],
    running: Running,
) -> Iterator[Walk]:
    note_where(monkeypatch)
    yield Walk(open_window(own_sample), running)
    QApplication.clipboard().clear()


def is_kept_by_itself(box: Box) -> bool:
    name, (file, _line) = box.accessibleName(), place_of(box)
    panel = file in {"pages/round_panel.py", "pages/people.py"}
    return name not in LOOKS_ONLY | NOT_ALONE and not panel and ": date" not in name


def write_in_vain(walk: Walk, box: Box, said: str) -> str:
    """Write into a box while nothing can be committed, then again when it can; gives what is wrong."""
    name = box.accessibleName()
    words = MEANT.get(name, "by 22 feb" if "Who will do this" in name else WORDS)
    empty(box)
    settle()
    rows = walk.counts()[0]
    forget_announced()
    with no_commit(walk.store, said):
        paste(box, words)
        leave(box)
        if not isValid(box) or words_in(box) != words:
            return f"the words are gone: {words_in(box)[:60]!r}" if isValid(box) else "the box is gone"
        told = [one for one in announced() if "Nothing has been changed" in one]
        if not told or not is_sentence(told[-1]):
            return f"no sentence: {announced()[-2:]}"
        if walk.counts()[0] != rows:
            return "half of it was kept"
    box.setFocus()
    leave(box)
    meant = "" if name in MEANT or "Who will" in name else words
    kept = kept_since(walk, rows)
    if not kept or (meant and meant not in " ".join(kept)):
        return f"not kept at the second try: {announced()[-2:]}"
    return ""


@pytest.mark.parametrize("part", PARTS)
def test_a_full_disk_takes_no_word_from_any_box(walk: Walk, part: str) -> None:
    walk.bring(part)
    seen: set[Place] = set()
    wrong = {}
    for said in (FULL, BROKEN):
        while True:
            boxes = [one for one in walk.boxes() if place_of(one) not in seen]
            box = next((one for one in boxes if is_kept_by_itself(one)), None)
            if box is None:
                break
            place, name = place_of(box), box.accessibleName()
            seen.add(place)
            if part == "an item" or place[0] not in ALWAYS:
                undo = walk.store.undo_label
                found = write_in_vain(walk, box, said)
                if found:
                    wrong[f"{part}, {name}"] = found
                walk.take_back(undo)
                walk.bring(part)
    assert wrong == {}
    assert walk.store.check() == ()
