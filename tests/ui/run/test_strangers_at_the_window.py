"""Lines of somebody who had not seen the grammar, in the real window: right at Enter, or in three keys."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from nscp_desktop.rules.capture import Kind, parse
from nscp_desktop.services import capture, captured, officers
from nscp_desktop.ui.run.menus import Choices
from nscp_desktop.ui.run.screen import RunScreen
from tests.rules import capture_stranger_four_hands as four_hands
from tests.rules.capture_stranger_breckland import LINES, Line
from tests.sampled import clock, dressed, open_window, own_sample, running, window

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from nscp_desktop.rules.capture import CaptureContext
    from nscp_desktop.services.captured import CapturedRow
    from nscp_desktop.ui.window import MainWindow
    from tests.sampled import Running

__all__ = ["clock", "dressed", "open_window", "own_sample", "running", "window"]

MUST_BE_RIGHT = 45
MOST_KEYS = 3
UP = "Up"
MAKE_IT = "Alt+M"
# What is not wholly right at Enter, or is asked about: the keys, each a line of the list or its letter.
KEYS: dict[str, tuple[str, ...]] = {
    "action JM to check who is on the county lines panel, end of next week": (UP, "W", "Jess Marram"),
    "action nerys and jonah to look at how ED flags under 1s by end of feb": (UP, "W", "Together: Dr Nerys"),
    "action police and childrens services to agree one info sharing form by 26 feb": (
        UP, "W", "Together: Police",
    ),
    "action dele / jess to map hot spots round the bus station by 11 feb #exploitation": (
        UP, "W", "Together: Dele",
    ),
    "can you ask ruth to confirm the district contact list by monday": (MAKE_IT,),
    "acton kit to email the carers leaflet round tomorrow": (UP, "K", "A"),
}  # fmt: skip
# The same of four other hands; letters of the window before lists, for offscreen it is not active once a list has gone.
FOUR_HANDS: dict[str, tuple[str, ...]] = {
    "yb ask what they want the quiet room to be called #participation": (MAKE_IT,),
    "Agreed that minutes of 10 December be signed as a true record.": (MAKE_IT,),
    "> all 5 primaries now have a named early help link": (UP, "K", "Outcome"),
    "action Longreach Homes - evict? hold off til we've met, Bram to confirm tues": (
        UP,
        "W",
        "Bram Dykesworthy",
    ),
    "action Mr Dykesworthy will sit in on the next youth board and feed back": (
        UP,
        "H",
        "The next youth board",
    ),
}
# Other ways, each a stranger tried or might: what is typed, the keys, and a part of what stands there then.
MORE: tuple[tuple[str, tuple[str, ...], str], ...] = (
    ("decision defer the workplan item to march - not enough time", (UP, "R", "Because not enough"),
     "Defer the workplan item to march / not enough time"),
    ("decision adopt the form to shorten the waits", (UP, "R", "To shorten"), "Adopt the form / to shorten the waits"),
    ("decision keep it as it would help", (UP, "R", "No reason"), "Keep it as it would help / "),
    ("challenge why is housing never asked", (UP, "R", "The NSCP"), "the NSCP"),
    ("challenge to the NSCP why is housing never asked", (UP, "R", "The Chairs meeting"), "the Chairs meeting"),
    ("action nerys with jonah to look at it by 22 jan", (UP, "W", "Jonah Millbridge"),
     "Look at it (with Dr Nerys Sallow) Jonah Millbridge"),
    ("action somebody to ring them by 22 jan", (UP, "W", "Anna Stanford"), "Anna Stanford"),
)  # fmt: skip


class At:
    """Somebody at the capture line of the sample's meeting, signed in as Anna Stanford."""

    def __init__(self, window: MainWindow, running: Running, qtbot: QtBot) -> None:
        self.qtbot, self.store, self.meeting_id = qtbot, window.house.store, running.meeting_id
        officers.sign_in(self.store, running.anna_id)
        window.run_meeting(running.meeting_id)
        assert isinstance(window._run, RunScreen)
        self.screen = window._run
        self.screen.go_on()
        self.line = self.screen.item.line.box.line
        self.line.setFocus()
        qtbot.waitUntil(self.line.hasFocus)

    def context(self) -> CaptureContext:
        return capture.context(self.store, self.meeting_id)

    def enter(self, typed: str) -> str:
        """Type a line and press Enter; gives the id of what was recorded."""
        before = {row.record_id for row in self.rows()}
        self.line.setText(typed)
        QTest.keyClick(self.line, Qt.Key.Key_Return)
        return next(row.record_id for row in self.rows() if row.record_id not in before)

    def rows(self) -> tuple[CapturedRow, ...]:
        return captured.rows(self.store, self.meeting_id, self.screen.sitting.item_id)

    def press(self, *keys: str) -> None:
        assert len(keys) <= MOST_KEYS
        # Asked of the window: without a window manager none is active once a list has gone.
        assert self.line.window().focusWidget() is self.line
        for key in keys:
            shown = QApplication.activePopupWidget()
            if key == UP:
                QTest.keyClick(self.line, Qt.Key.Key_Up)
                self.qtbot.waitUntil(lambda: isinstance(QApplication.activePopupWidget(), Choices))
            elif key == MAKE_IT:
                QTest.keyClick(self.line, Qt.Key.Key_M, Qt.KeyboardModifier.AltModifier)
            else:
                assert isinstance(shown, Choices)
                lines = [action.text() for action in shown.actions()]
                letter = key if len(key) == 1 else next(one for one in lines if one[5:].startswith(key))[1]
                QTest.keyClick(shown, Qt.Key(ord(letter.upper())))
                self.qtbot.waitUntil(partial(_another, shown))

    def newest(self, before: set[str]) -> CapturedRow:
        return next(row for row in self.rows() if row.record_id not in before)


def _is_action(at: At, before: set[str]) -> bool:
    return at.newest(before).kind is Kind.ACTION


def _another(shown: Choices) -> bool:
    return QApplication.activePopupWidget() is not shown


@pytest.fixture
def at(window: MainWindow, running: Running, qtbot: QtBot) -> At:
    return At(window, running, qtbot)


def understood(line: Line, context: CaptureContext) -> Line:
    """What the program makes of a line at Enter, and of one it asks about once its key was pressed."""
    found = parse(line.typed, context)
    meant = parse(line.typed, context, found.suggested) if line.owner and found.suggested else found
    due = meant.due.isoformat() if meant.due is not None and meant.due_said else ""
    names = meant.owner.label if meant.owner is not None else ""
    return Line(
        line.typed, found.kind, names, due, " ".join(one.name for one in meant.themes), meant.reason,
        meant.raised_to, found.suggested,
    )  # fmt: skip


def test_every_line_is_right_at_enter_or_in_three_keys(at: At) -> None:
    context = at.context()
    wrong = {line.typed for line in LINES if understood(line, context) != line}
    assert len(LINES) == 50
    assert len(LINES) - len(wrong) >= MUST_BE_RIGHT, wrong
    assert wrong <= set(KEYS), wrong - set(KEYS)
    for line in (one for one in LINES if one.typed in KEYS):
        before = {row.record_id for row in at.rows()}
        at.enter(line.typed)
        at.press(*KEYS[line.typed])
        at.qtbot.waitUntil(partial(_is_action, at, before))
        row = at.newest(before)
        assert row.action is not None
        assert (row.action.owner, row.action.due and row.action.due.isoformat()) == (line.owner, line.due)
        assert "(with" not in row.text
        assert not row.text.lower().startswith(("acton", "can you"))


def test_lines_of_four_hands_are_right_at_enter_or_in_three_keys(at: At) -> None:
    context = at.context()
    wrong = {line.typed for line in four_hands.LINES if _made_of(line, context) != line}
    assert len(four_hands.LINES) == 100
    assert wrong == set(FOUR_HANDS)
    assert (len(four_hands.LINES) - len(wrong)) / 2 >= MUST_BE_RIGHT
    meant = {line.typed: line for line in four_hands.LINES}
    for line, keys in ((meant[typed], keys) for typed, keys in FOUR_HANDS.items()):
        before = {row.record_id for row in at.rows()}
        at.enter(line.typed)
        at.press(*keys)
        at.qtbot.waitUntil(partial(_is_of_kind, at, before, line.kind))
        row = at.newest(before)
        due = row.action.due.isoformat() if row.action is not None and row.action.due is not None else ""
        owner = row.action.owner if row.action is not None else ""
        assert (owner, due, row.text) == (line.owner, line.due, line.text)


def _is_of_kind(at: At, before: set[str], kind: str) -> bool:
    return at.newest(before).kind == kind


def _made_of(line: four_hands.Line, context: CaptureContext) -> four_hands.Line:
    found = parse(line.typed, context)
    return four_hands.Line(
        line.typed,
        found.kind,
        "" if found.kind is Kind.NOTE else found.text,
        found.owner.label if found.owner is not None else "",
        found.due.isoformat() if found.due is not None and found.due_said else "",
        " ".join(one.name for one in found.themes),
        found.reason,
        found.raised_to,
    )


def test_reasons_bodies_and_those_named_together_are_three_keys_away(at: At) -> None:
    for typed, keys, part in MORE:
        before = {row.record_id for row in at.rows()}
        at.enter(typed)
        at.press(*keys)
        row = at.newest(before)
        owner = row.action.owner if row.action is not None else ""
        assert part in f"{row.text} / {row.reason} {row.raised_to} {row.text} {owner}", typed


def test_the_question_quotes_what_its_key_turns(at: At) -> None:
    before = {row.record_id for row in at.rows()}
    at.enter("ruth will ring the school")
    at.enter("kit will ring the hospital")
    assert "kit will ring the hospital" in at.screen.item.rows.question.text
    at.press(MAKE_IT)
    at.qtbot.waitUntil(
        lambda: any(row.kind is Kind.ACTION for row in at.rows() if row.record_id not in before)
    )
    made = [row for row in at.rows() if row.record_id not in before]
    assert sorted((row.kind, row.text) for row in made) == [
        (Kind.ACTION, "Ring the hospital"), (Kind.NOTE, "ruth will ring the school"),
    ]  # fmt: skip


def test_up_reaches_the_last_line_after_one_to_the_youth_board(at: At) -> None:
    at.enter("youth board do they feel safe at the bus station")
    last = at.enter("decision meet in March")
    assert at.screen.item.put_right.row is not None
    assert at.screen.item.put_right.row.record_id == last
    assert at.rows()[-1].record_id == last


def test_the_editor_of_the_last_line_is_wholly_in_sight_however_many_rows_there_are(at: At) -> None:
    for number in range(5):
        at.enter(f"challenge who pays for bus number {number}")
    at.press(UP, "E")
    editor = at.screen.item.rows.editor
    at.qtbot.waitUntil(lambda: editor.visibleRegion().boundingRect().height() >= editor.height() - 1)
    assert editor.raised.value == "the Chairs meeting"
    editor.raised.setCurrentIndex(1)
    QTest.keyClick(editor.words, Qt.Key.Key_Return)
    assert at.rows()[-1].raised_to == "the NSCP"
    at.line.setFocus()
    at.enter("decision adopt the form to shorten the waits")
    at.press(UP, "R", "Another reason")
    assert at.line.window().focusWidget() is editor.reason
