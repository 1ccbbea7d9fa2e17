"""Hostile words into every box of the real window: shown and kept as typed, or refused with a sentence."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtGui import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QWidget
from shiboken6 import isValid
from sqlalchemy import text as sql

from nscp_desktop.ui.line_box import LineBox
from nscp_desktop.ui.widgets import announced, forget_announced
from tests.boxes import (
    PARTS,
    Box,
    Place,
    Walk,
    drop,
    empty,
    leave,
    made_where,
    note_where,
    paste,
    place_of,
    settle,
    words_in,
)
from tests.hostile import SHORT, TEXTS, Typed, as_line, as_note, is_sentence
from tests.sampled import clock, dressed, open_window, own_sample, running

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from nscp_desktop.ui.window import MainWindow
    from tests.sampled import Running

__all__ = ["clock", "dressed", "open_window", "own_sample", "running"]

pytestmark = pytest.mark.everywhere

ELSEWHERE = {"first_start.py", "unlock.py", "who.py"}
"""The way in, which tests/test_doors.py goes through."""

ALWAYS = {"run/item_panel.py", "run/capture_line.py", "run/register_panel.py"}
"""The boxes that stand on the run screen whatever else does."""

UNDERSTOOD = {
    "Capture line": "becomes a record by its words",
    "Filter by owner, theme or text": "only looks",
    "From": "only looks",
    "To": "only looks",
    "Words in the journal": "only looks",
    "Mark present": "names somebody",
    "Member list": "becomes rows to look at first",
    "New due date": "means a day",
    "New owner": "names somebody",
    "Reason for moving": "is kept when the meeting is moved",
    "Reason for the hold": "is kept with the hold",
    "Reason for withdrawing": "is kept with the paper",
    "Search everything": "is looked for",
    "Said on": "means a day",
    "Told them on": "means a day",
    "Whose passphrase": "is kept with their passphrase",
    "A passphrase or recovery key that opens it now": "is a secret, and never kept",
    "Who, and by when": "names somebody or a day",
    "Who will do this, and by when?": "names somebody or a day",
    "Who will do this?": "names somebody or a day",
    "By when?": "names somebody or a day",
    "Date": "means a day",
    "Another meeting on": "means a day",
    "South: date": "means a day",
    "South: place": "is kept with the round",
    "Title": "is kept with the round or the item",
    "Place": "is kept with the meeting",
    "School holidays, one a line": "means days, and is kept by its button",
    "Answer to the challenge": "is kept with its challenge",
}
"""Boxes whose words mean something, or wait for a button: they need not be in the store when they are left."""


@pytest.fixture
def walk(
    monkeypatch: pytest.MonkeyPatch,
    own_sample: Path,
    open_window: Callable[[Path], MainWindow],
    running: Running,
) -> Iterator[Walk]:
    note_where(monkeypatch)
    hand = Walk(open_window(own_sample), running)
    hand.store.file.driver.execute("PRAGMA synchronous = OFF")
    yield hand
    QApplication.clipboard().clear()


def fate(box: Box, typed: Typed) -> tuple[str, bool]:
    """What a box should show of a text, and whether it should refuse it."""
    if isinstance(box, QLineEdit | LineBox):
        shown = typed.text
        for sign in ("\r\n", "\n", "\r", "\t", "\u2029"):
            shown = shown.rstrip(sign).replace(sign, " ")
        fits = typed.line or (typed.note and shown != typed.text and len(shown) <= 2_000)
        if isinstance(box, LineBox):
            # Like every box of Qt's for running text, it gives a space that does not break as a plain one.
            shown = shown.replace("\u00a0", " ")
        cap = box._cap if isinstance(box, LineBox) else box._rule._cap  # type: ignore[attr-defined]
        hidden = any(sign in shown for sign in ("\u2028", "\x85", "\x0c"))
        return shown, hidden or not fits or len(shown) > cap
    shown = as_note(typed.text + "|")[:-1].replace("\u00a0", " ")
    return shown, not typed.note or len(typed.text) > box._cap  # type: ignore[attr-defined]


def kept_since(walk: Walk, rows: int) -> list[str]:
    """Every text that the log has since it had so many rows, and every draft."""
    with walk.store.read() as session:
        logged = session.connection().execute(
            sql("SELECT value FROM change_log ORDER BY rowid LIMIT -1 OFFSET :rows"), {"rows": rows}
        )
        said = [leaf for (value,) in logged if value for leaf in leaves(json.loads(value))]
    return [*said, *(draft.text for draft in walk.store.drafts())]


def leaves(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for one in value.values():
            yield from leaves(one)


def spoiled(walk: Walk) -> str:
    """Whether anything in sight reads words as markup or as a letter for Alt."""
    for label in walk.window.findChildren(QLabel):
        if label.isVisible() and label.textFormat() is not Qt.TextFormat.PlainText:
            return f"a {type(label).__name__} may read markup"
    for one in walk.window.findChildren(QWidget):
        tip = one.toolTip() if one.isVisible() else ""
        if Qt.mightBeRichText(tip) and not tip.startswith("<p style='white-space: pre-wrap'>"):
            return f"the tooltip of a {type(one).__name__} is read as markup: {tip[:80]}"
        if isinstance(one, QAbstractButton) and one.isVisible() and "&" in str(getattr(one, "caption", "")):
            letters = one.text().replace("&&", "").count("&")
            if letters > bool(getattr(one, "_alt", None)):
                return f"{one.text()[:60]} has a letter for Alt by chance"
    return ""


def write(walk: Walk, box: Box, typed: Typed) -> str:
    """Paste a text into a box and leave it; gives what is wrong, or nothing."""
    shown, refuses = fate(box, typed)
    before, rows = walk.counts(), walk.counts()[0]
    name = box.accessibleName()
    empty(box)
    settle()
    before = walk.counts()
    forget_announced()
    if not paste(box, typed.text):
        return ""
    if refuses:
        if not announced() or not is_sentence(announced()[-1]):
            return f"no sentence: {announced()[-1:]!r}"
        return "" if words_in(box) == "" and walk.counts() == before else "refused, but something was changed"
    if as_note(words_in(box)) != as_note(shown):
        return f"shown otherwise: {words_in(box)[:60]!r}"
    leave(box)
    wrong = spoiled(walk) if typed in SHORT else ""
    # Where there are several, the record's number stands before it.
    if wrong or typed.blank or name in UNDERSTOOD or name.partition(": ")[2] in UNDERSTOOD:
        return wrong
    wanted = as_line(shown) if isinstance(box, QLineEdit) else as_note(shown)
    said_now = [" ".join(said.split()) for said in kept_since(walk, rows)]
    # Of a card and of a list each line is a record of its own.
    if all(any(" ".join(line.split()) in said for said in said_now) for line in wanted.split("\n")):
        return ""
    told = [said for said in announced() if "Nothing has been changed" in said]
    if told and isValid(box) and words_in(box) == shown:
        return "" if is_sentence(told[-1]) else f"no sentence: {told[-1][:80]!r}"
    return f"neither kept nor refused; heard {announced()[-2:]!r}"


def found_again(walk: Walk, part: str, box: Box, place: Place, name: str) -> Box:
    """The box, brought into sight once more when a deed took it away."""
    if isValid(box) and box.isVisible() and box.isEnabled():
        return box
    walk.bring(part)
    again = walk.find(place, name)
    assert again is not None, f"{name} did not come back"
    return again


def attack(walk: Walk, part: str, box: Box, texts: Sequence[Typed]) -> dict[str, str]:
    """Write texts into one box, each from the same beginning; gives what is wrong by the text's name."""
    place, name = place_of(box), box.accessibleName()
    wrong = {}
    for typed in texts:
        box = found_again(walk, part, box, place, name)
        undo = walk.store.undo_label
        found = write(walk, box, typed)
        if found:
            wrong[f"{part}, {name}, {typed.name}"] = found
        walk.take_back(undo)
        if isValid(box) and box.isVisible():
            empty(box)
    return wrong


def some(number: int) -> list[Typed]:
    """What every box refuses, and of the other texts a few, each box others than its neighbours."""
    broken = [typed for typed in TEXTS if typed.note and not typed.line and len(typed.text) < 100]
    few = (*SHORT[number % 12 :: 12], broken[number % len(broken)])
    usual = {"a full line", "a full line of emoji", "a full note", "two megabytes"}
    return [typed for typed in TEXTS if typed in few or typed.name in usual or not typed.note]


def attack_part(walk: Walk, part: str, texts: Callable[[int], Sequence[Typed]]) -> dict[str, str]:
    """Write into every box of a part that is not always there."""
    walk.bring(part)
    seen: set[Place] = set()
    wrong: dict[str, str] = {}
    while True:
        box = next((one for one in walk.boxes() if place_of(one) not in seen), None)
        if box is None:
            return wrong
        place = place_of(box)
        seen.add(place)
        if part == "an item" or place[0] not in ALWAYS:
            wrong |= attack(walk, part, box, texts(len(seen) + list(PARTS).index(part)))


@pytest.mark.parametrize("part", PARTS)
def test_words_in_any_box_are_shown_and_kept_as_typed_or_refused(walk: Walk, part: str) -> None:
    assert attack_part(walk, part, some) == {}
    assert walk.store.check() == ()


@pytest.mark.slow
@pytest.mark.timeout(900)
@pytest.mark.parametrize("part", PARTS)
def test_all_words_in_any_box_are_shown_and_kept_as_typed_or_refused(walk: Walk, part: str) -> None:
    assert attack_part(walk, part, lambda _number: TEXTS) == {}


def test_no_box_is_left_out_and_none_takes_files_or_markup(walk: Walk) -> None:
    files, rich = QMimeData(), QMimeData()
    files.setUrls([QUrl.fromLocalFile("/somewhere/letter.docx")])
    rich.setHtml("<h1>Big</h1><img src='file:///etc/hostname'><script>1</script>")
    rich.setText("<b>Big</b>")
    seen: set[Place] = set()
    for part in PARTS:
        walk.bring(part)
        for box in walk.boxes():
            if not isValid(box) or not box.isVisible() or place_of(box) in seen:
                continue
            seen.add(place_of(box))
            before = words_in(box)
            empty(box)
            drop(box, files)
            assert words_in(box) == "", (part, box.accessibleName())
            drop(box, rich)
            assert words_in(box) == "<b>Big</b>", (part, box.accessibleName())
            empty(box)
            paste(box, before)
    made = made_where()
    assert seen <= set(made)
    missed = {
        place: words for place, words in made.items() if place not in seen and place[0] not in ELSEWHERE
    }
    assert missed == {}
