"""A meeting loses no attendance, note or action: by a full disk, a fault in a slot, undoing, closing, or any key."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QPlainTextEdit, QWidget
from shiboken6 import isValid

from nscp_desktop.services import agenda, attendance, capture, captured, meetings, notes
from nscp_desktop.ui.kept_line import KeptLine
from nscp_desktop.ui.kept_text import KeptText
from nscp_desktop.ui.run.notes_keeper import NotesKeeper
from nscp_desktop.ui.widgets import Ask, announced, forget_announced
from tests.boxes import PARTS, Box, Place, Walk, empty, leave, note_where, paste, place_of, settle, words_in
from tests.faults import BROKEN, FULL, no_commit
from tests.hostile import is_sentence
from tests.sampled import clock, dressed, open_window, own_sample, running
from tests.test_hostile_boxes import ALWAYS, kept_since

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from nscp_desktop.ui.run.screen import RunScreen
    from nscp_desktop.ui.window import MainWindow
    from tests.sampled import Running

__all__ = ["clock", "dressed", "open_window", "own_sample", "running"]

pytestmark = pytest.mark.everywhere

WORDS = "Kept in spite of it"
MEANT = {
    "Capture line": "action everyone: keep it in spite of that",
    "Mark present": "Wilma Undershaw",
    "New due date": "22 feb",
    "New owner": "Isolde Hartmere",
    "Who, and by when": "by 22 feb",
}
"""What is typed where words mean something."""
LOOKS_ONLY = {
    "Filter by owner, theme or text", "From", "Member list", "Search everything", "To", "Words in the journal",
}  # fmt: skip
NOT_ALONE = {
    "Agreed by", "Another meeting on", "Date", "Place", "Reason for moving", "Reason for the hold", "Reason for withdrawing", "Said on", "Told them on",
    "What they ask for", "Organisation", "Answer to the challenge",
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


KEPT_BY_ITS_PANEL = {
    "Add a note": "the action's panel keeps it with what difference was made",
    "What difference did it make?": "as above",
    "A line on this action": "matters arising keeps it on the same action",
    "How they were told": "the answer to the board keeps both of its lines",
    "What they said to it": "as above",
}
"""Boxes whose panel keeps what is half typed in them itself; each has tests of its own."""
KEPT_NOWHERE = {
    "Filter by owner, theme or text": "it narrows a list and says nothing",
    "Search everything": "as above",
    "Words in the journal": "as above",
    "From": "as above",
    "To": "as above",
    "A passphrase or recovery key that opens it now": "a passphrase is written nowhere",
    "New passphrase": "as above",
    "New passphrase again": "as above",
    "Whose passphrase": "a name stands in the settings only beside its slot",
    "Their passphrase": "a passphrase is written nowhere",
    "Their passphrase again": "as above",
}
"""Boxes in which half a line is lost with the power, and why that is right."""


def without_keeper(walk: Walk) -> set[str]:
    """The boxes in sight in which half a line would be lost with the power."""
    keepers = (KeptLine, KeptText, NotesKeeper)
    return {
        box.accessibleName() for box in walk.boxes() if not any(box.findChild(one) for one in keepers)
    } - KEPT_BY_ITS_PANEL.keys() - KEPT_NOWHERE.keys()  # fmt: skip


BY_BUTTON = ("pages/year_panel.py", "pages/year_date.py")
"""Panels whose words wait for their button, and stay in the box until then."""


def is_kept_by_itself(box: Box) -> bool:
    name, (file, _line) = box.accessibleName(), place_of(box)
    panel = file in {"pages/round_panel.py", "pages/people.py", "pages/keys.py", "unlock.py", *BY_BUTTON}
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
    assert without_keeper(walk) == set()
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


# -- the window and its keys -----------------------------------------------------------------------


@pytest.fixture
def window(own_sample: Path, open_window: Callable[[Path], MainWindow]) -> MainWindow:
    """The window on the sample, the keyboard in the notes of the item that runs."""
    shown = open_window(own_sample)
    settle()
    run_of(shown).item.notes.setFocus()
    return shown


def run_of(window: MainWindow) -> RunScreen:
    assert window.run is not None
    return window.run


def focused() -> QWidget:
    found = QApplication.focusWidget() or QApplication.activeWindow()
    assert found is not None
    return found


def key(name: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(focused(), name, held)
    settle()


def typed(text: str) -> None:
    QTest.keyClicks(focused(), text)


CTRL = Qt.KeyboardModifier.ControlModifier


def notes_of(window: MainWindow, item: int = 0) -> str:
    sitting = run_of(window).sitting
    row = sitting.agenda.rows[item]
    return notes.notes(window.house.store, sitting.meeting_id, row.item_id).text


def at_item(window: MainWindow) -> int:
    sitting = run_of(window).sitting
    facts = meetings.facts(window.house.store, sitting.meeting_id)
    return next(row.number for row in sitting.agenda.rows if row.item_id == facts.current_item_id)


def here(window: MainWindow) -> int:
    sitting = run_of(window).sitting
    entries = attendance.register(window.house.store, sitting.meeting_id).entries
    return sum(entry.came for entry in entries)


def recorded(window: MainWindow) -> list[str]:
    sitting = run_of(window).sitting
    return [row.text for row in captured.rows(window.house.store, sitting.meeting_id)]


def stumble(*_words: object, **_named: object) -> None:
    raise ZeroDivisionError("a fault of the program")


STUMBLES = {
    "the register": (attendance, "register"),
    "the recorded rows": (captured, "rows"),
    "the agenda": (agenda, "agenda"),
    "the facts of a meeting": (meetings, "facts"),
    "the names": (capture, "context"),
}
"""What the screen asks after a deed; each may be what is wrong."""


@pytest.mark.parametrize("what", STUMBLES)
def test_a_fault_after_a_deed_loses_no_mark_no_record_and_no_note(
    window: MainWindow, what: str, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = here(window)
    typed("Kept in spite of it")
    with monkeypatch.context() as broken, qtbot.capture_exceptions():
        broken.setattr(*STUMBLES[what], stumble)
        key(Qt.Key.Key_F4)
        typed("Wilma Undershaw")
        key(Qt.Key.Key_Return)
        key(Qt.Key.Key_Return, CTRL)
        typed("decision keep it")
        key(Qt.Key.Key_Return)
    settle()
    window.refuse("")
    run = run_of(window)
    # What could not be done while it was broken still stands where it was typed, and is done now.
    for box in (run.register.box, run.item.line.box.line):
        if box.text():
            box.setFocus()
            key(Qt.Key.Key_Return)
    run.item.notes.setFocus()
    key(Qt.Key.Key_F4)
    assert here(window) == before + 1
    assert "Keep it" in recorded(window)
    assert notes_of(window) == "Kept in spite of it"
    assert window.house.store.check() == ()


def test_a_listener_that_stumbles_takes_nothing_from_anybody(window: MainWindow) -> None:
    window.house.store.announcement.listeners.insert(0, stumble)
    before = here(window)
    typed("Heard by everybody else")
    key(Qt.Key.Key_F4)
    typed("Wilma Undershaw")
    key(Qt.Key.Key_Return)
    assert here(window) == before + 1
    shown = [getattr(row, "name", "") for row in run_of(window).register.model.rows()]
    assert "Wilma Undershaw" in shown
    assert notes_of(window) == "Heard by everybody else"


def test_a_service_that_stumbles_leaves_what_was_typed_and_is_told(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = run_of(window)
    rows = window.house.store.setting("device"), recorded(window)
    for module, name, box, words in (
        (attendance, "mark", run.register.box, "Wilma Undershaw"),
        (capture, "record", run.item.line.box.line, "decision keep it"),
        (notes, "write", run.item.notes, "Not to be lost"),
        (meetings, "next_item", run.item.notes, "Not to be lost"),
    ):
        box.setFocus()
        if words_in(box) != words:
            typed(words)
        with monkeypatch.context() as broken, qtbot.capture_exceptions() as caught:
            broken.setattr(module, name, stumble)
            if isinstance(box, QLineEdit):
                key(Qt.Key.Key_Return)
            else:
                key(Qt.Key.Key_PageDown, CTRL)
        assert caught, name
        assert words_in(box) == words, name
    assert (window.house.store.setting("device"), recorded(window)) == rows
    assert at_item(window) == 1
    run.item.notes.setFocus()
    key(Qt.Key.Key_PageDown, CTRL)
    assert at_item(window) == 2
    assert notes_of(window) == "Not to be lost"


def test_closing_the_meeting_right_after_a_key_keeps_the_key(window: MainWindow) -> None:
    run = run_of(window)
    typed("x")
    run.top.end.click()
    run.read_back.close_meeting.click()
    settle()
    assert meetings.facts(window.house.store, run_meeting(window)).status == "held"
    assert agenda.agenda(window.house.store, run_meeting(window)).rows[0].note == "x"


def run_meeting(window: MainWindow) -> str:
    """The meeting of today, also after its close."""
    return meetings.meeting_on(window.house.store, "Breckland", window.house.now().date())


def test_undoing_the_close_brings_the_whole_meeting_back(window: MainWindow) -> None:
    store, meeting = window.house.store, run_meeting(window)
    typed("Words before the close")
    run = run_of(window)
    run.item.line.box.line.setFocus()
    typed("action half a li")
    register, rows = attendance.register(store, meeting), captured.rows(store, meeting)
    run.top.end.click()
    run.read_back.close_meeting.click()
    settle()
    window.activateWindow()
    settle()
    window.pages.currentWidget().setFocus()  # type: ignore[union-attr]
    key(Qt.Key.Key_Z, CTRL)
    assert meetings.facts(store, meeting).status == "running"
    key(Qt.Key.Key_F5)
    assert window.is_running
    assert run.item.notes.toPlainText() == "Words before the close"
    assert run.item.line.text == "action half a li"
    again = attendance.register(store, meeting)
    assert [(one.person_id, one.state) for one in again.entries] == [
        (one.person_id, one.state) for one in register.entries
    ]
    assert captured.rows(store, meeting) == rows
    assert store.check() == ()


def test_closing_the_window_while_typing_keeps_every_letter(
    window: MainWindow, own_sample: Path, open_window: Callable[[Path], MainWindow]
) -> None:
    typed("Half a sen")
    run_of(window).item.line.box.line.setFocus()
    typed("action half a li")
    run_of(window).item.notes.setFocus()
    typed("tence")
    assert window.close()
    again = open_window(own_sample)
    assert again.is_running
    assert run_of(again).item.notes.toPlainText() == "Half a sentence"
    assert run_of(again).item.line.text == "action half a li"


def test_half_a_line_on_an_action_outlives_the_item_and_the_window(
    window: MainWindow, running: Running, own_sample: Path, open_window: Callable[[Path], MainWindow]
) -> None:
    walk = Walk(window, running)
    walk.bring("matters arising")
    matters = run_of(window).item.matters
    assert matters is not None
    matters.line.setFocus()
    typed("Two letters were sent and nob")
    walk.bring("an item")
    walk.bring("matters arising")
    assert matters.line.text() == "Two letters were sent and nob"
    assert window.close()
    walk = Walk(open_window(own_sample), running)
    walk.bring("matters arising")
    again = run_of(walk.window).item.matters
    assert again is not None
    assert again.line.text() == "Two letters were sent and nob"


@pytest.mark.parametrize("where", ["the run screen", "a page"])
def test_a_window_whose_words_cannot_be_kept_does_not_close_over_them(
    window: MainWindow, where: str, running: Running, own_sample: Path,
    open_window: Callable[[Path], MainWindow],
) -> None:  # fmt: skip
    if where == "a page":
        Walk(window, running).bring("an agenda")
        box: Box = window.page("agenda").item.item_title  # type: ignore[attr-defined]
        empty(box)
    else:
        box = run_of(window).item.notes
    box.setFocus()
    typed("Not to be lost")
    with no_commit(window.house.store):
        assert not window.close()
        settle()
        ask = QApplication.activeModalWidget()
        assert isinstance(ask, Ask)
        assert is_sentence(ask.accessibleDescription())
        QTest.keyClick(ask, Qt.Key.Key_Escape)
        settle()
    assert window.isVisible()
    assert words_in(box) == "Not to be lost"
    assert window.close()
    again = open_window(own_sample)
    assert "Not to be lost" in kept_since(Walk(again, running), 0)


def test_a_window_can_be_closed_although_words_are_lost_when_somebody_says_so(window: MainWindow) -> None:
    typed("Let it go")
    with no_commit(window.house.store):
        assert not window.close()
        settle()
        ask = QApplication.activeModalWidget()
        assert isinstance(ask, Ask)
        next(iter(ask.buttons.values())).click()
        settle()
    assert not window.isVisible()


def test_a_fault_while_the_window_closes_stops_no_other_part(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, own_sample: Path,
    open_window: Callable[[Path], MainWindow], running: Running,
) -> None:  # fmt: skip
    Walk(window, running).bring("an agenda")
    title = window.page("agenda").item.item_title  # type: ignore[attr-defined]
    empty(title)
    typed("A title in the making")
    monkeypatch.setattr(run_of(window), "settle", stumble)
    assert not window.close()
    settle()
    assert isinstance(QApplication.activeModalWidget(), Ask)
    monkeypatch.undo()
    QApplication.activeModalWidget().reject()  # type: ignore[union-attr]
    assert window.close()
    again = Walk(open_window(own_sample), running)
    assert "A title in the making" in kept_since(again, 0)


def test_keys_held_down_or_pressed_twice_do_it_once_each(window: MainWindow) -> None:
    store, run = window.house.store, run_of(window)
    deeds = store.undo_label
    for _ in range(2):
        key(Qt.Key.Key_F5)
    assert store.undo_label == deeds
    run.item.line.box.line.setFocus()
    typed("decision only once")
    key(Qt.Key.Key_Return)
    key(Qt.Key.Key_Return)
    assert recorded(window).count("Only once") == 1
    before = here(window)
    key(Qt.Key.Key_F4)
    typed("Wilma Undershaw")
    key(Qt.Key.Key_Return)
    key(Qt.Key.Key_Return)
    assert here(window) == before + 1
    key(Qt.Key.Key_Escape)
    typed("Held")
    last = len(run.sitting.agenda.rows)
    for _ in range(3 * last):
        key(Qt.Key.Key_PageDown, CTRL)
    assert at_item(window) == last
    assert meetings.facts(store, run.sitting.meeting_id).status == "running"
    assert notes_of(window) == "Held"


def test_escape_everywhere_loses_nothing_that_was_typed(window: MainWindow, running: Running) -> None:
    walk = Walk(window, running)
    for part in PARTS:
        walk.bring(part)
        for box in walk.boxes():
            if not isValid(box) or not box.isVisible():
                continue
            box.setFocus()
            rows = walk.counts()
            QTest.keyClick(box, Qt.Key.Key_Escape)
            settle()
            assert walk.counts()[0] == rows[0], (part, box.accessibleName())
            assert window.isVisible()
            if QApplication.activeModalWidget() is None and not box.isVisible():
                walk.bring(part)


def test_space_and_enter_do_nothing_outside_boxes_and_buttons(window: MainWindow, running: Running) -> None:
    walk = Walk(window, running)
    for part in [name for name in PARTS if list(PARTS).index(name) < 8]:
        walk.bring(part)
        for one in run_of(window).findChildren(QWidget):
            takes = one.focusPolicy() & Qt.FocusPolicy.TabFocus
            if not (isValid(one) and one.isVisible() and one.isEnabled() and takes):
                continue
            if isinstance(one, QLineEdit | QPlainTextEdit | QAbstractButton):
                continue
            one.setFocus()
            rows = walk.counts()
            QTest.keyClick(one, Qt.Key.Key_Space)
            settle()
            for popup in iter(QApplication.activePopupWidget, None):
                popup.close()
            QTest.keyClick(one, Qt.Key.Key_Return)
            settle()
            for popup in iter(QApplication.activePopupWidget, None):
                popup.close()
            assert walk.counts()[0] == rows[0], (part, type(one).__name__, one.accessibleName())
            assert window.is_running


PAGES_WITHOUT_BOXES = ("today", "attendance", "help")


@pytest.mark.parametrize("part", [*PARTS, *PAGES_WITHOUT_BOXES])
def test_no_button_stumbles_when_nothing_can_be_kept(walk: Walk, part: str) -> None:
    def bring() -> None:
        if part in PARTS:
            walk.bring(part)
        else:
            walk.page(part)

    def in_sight() -> list[QAbstractButton]:
        return [
            one for one in walk.window.findChildren(QAbstractButton) if one.isVisible() and one.isEnabled()
        ]

    bring()
    at_first = [one.accessibleName() for one in in_sight()]
    # What locks hides the window: tests/ui/test_lock.py presses it when nothing can be kept.
    names = (one.accessibleName() for one in in_sight() if walk.window.nav not in above(one))
    for name in dict.fromkeys(name for name in names if name != "Quick lock"):
        # Most buttons leave the part in sight, and to bring it there costs ten times what they do.
        if [one.accessibleName() for one in in_sight()] != at_first:
            bring()
        button = next((one for one in in_sight() if one.accessibleName() == name), None)
        rows = walk.counts()
        with no_commit(walk.store):
            if button is not None:
                button.click()
            settle()
            for opened in (QApplication.activePopupWidget(), QApplication.activeModalWidget()):
                if opened is not None:
                    opened.close()
            settle()
        assert walk.counts()[0] == rows[0], name
        assert walk.window.isVisible(), name


def above(widget: QWidget) -> Iterator[QWidget]:
    """The widgets in which one stands."""
    parent = widget.parentWidget()
    while parent is not None:
        yield parent
        parent = parent.parentWidget()
