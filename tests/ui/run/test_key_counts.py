"""A two-hour meeting by keys alone, through the real window; every key is counted against what is promised."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from installer.demo import hand
from installer.demo.hand import until
from nscp_desktop.rules.attendance import State
from nscp_desktop.rules.capture import Kind
from nscp_desktop.rules.meetings import MinutesState, Status
from nscp_desktop.services import actions, attendance, breakouts, captured, meetings, notes, youth_boards
from nscp_desktop.ui.run.capture_line import KIND_WORDS
from tests.services.m1 import M1, m1
from tests.ui.window import real_window

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QApplication, QWidget

    from nscp_desktop.store import Store
    from nscp_desktop.ui.run.screen import RunScreen
    from nscp_desktop.ui.window import MainWindow
    from tests.services.conftest import Clock

REGISTER_KEYS = 100
CLOSE_KEYS = 3
TABS = 30


class Keyboard:
    """The only thing this meeting is run with; it counts (a chord is one key)."""

    def __init__(self) -> None:
        self._keys = 0

    def press(self, *keys: str) -> None:
        """Press keys or chords."""
        self._keys += len(keys)
        hand.press(*keys)

    def type(self, text: str) -> None:
        """Type words."""
        self._keys += len(text)
        hand.type_text(text)

    def enter(self, text: str) -> None:
        """Type a line and press Enter."""
        self.type(text)
        self.press("Return")

    def taken(self) -> int:
        """How many keys it took since this was asked last."""
        found, self._keys = self._keys, 0
        return found


@pytest.fixture
def met(store: Store, clock: Clock) -> M1:
    clock.set(clock.at.replace(hour=10, minute=0))
    return m1(store)


@pytest.fixture
def window(dressed: QApplication, met: M1) -> Iterator[MainWindow]:
    with real_window(met.store) as shown:
        yield shown


def test_a_two_hour_meeting_by_keys_alone_within_the_promised_counts(
    window: MainWindow, met: M1, clock: Clock
) -> None:
    keys = Keyboard()
    keys.press("F5")
    until(lambda: window.is_running, "the run screen")
    screen = window.run
    assert screen is not None
    until(screen.item.notes.hasFocus, "the notes")

    take_the_register(keys, screen, met)
    keys.press("Alt+S")
    until(
        lambda: meetings.facts(met.store, met.meeting_id).confidentiality_read_at is not None, "the statement"
    )

    walk(keys, screen, met, "minutes")
    keys.press("Alt+S")
    until(
        lambda: meetings.facts(met.store, met.before_id).minutes_state is MinutesState.AGREED, "the minutes"
    )

    walk(keys, screen, met, "matters")
    see_to_matters_arising(keys, screen, met)

    walk(keys, screen, met, "youth board")
    answer_the_board(keys, screen, met)

    walk(keys, screen, met, "presentation")
    clock.pass_by(40)
    note_and_capture(keys, screen, met)

    walk(keys, screen, met, "breakout")
    hold_the_rooms(keys, screen, met)

    walk(keys, screen, met, "close")
    read_back_and_close(keys, window, met)


def take_the_register(keys: Keyboard, screen: RunScreen, met: M1) -> None:
    """Twenty members: sixteen come, one of them online; two send apologies; one deputy stands for two."""
    keys.taken()
    keys.press("F4")
    for line in (
        "tam", "idr", "joe", "cla", "orl", "mar", "rut o", "han", "zar", "vic", "gra", "leo", "bet", "nia",
        "uma", "wil", "kit a", "sio a", "pri for ann, del",
    ):  # fmt: skip
        keys.enter(line)
    keys.press("Escape")
    assert keys.taken() <= REGISTER_KEYS
    assert screen.item.notes.hasFocus()
    register = attendance.register(met.store, met.meeting_id)
    states = [entry.state for entry in register.entries if entry.is_member]
    assert len(states) == 20
    assert [states.count(one) for one in (State.PRESENT, State.APOLOGIES, State.DEPUTY)] == [16, 2, 2]
    assert register.counts.online == 1


def see_to_matters_arising(keys: Keyboard, screen: RunScreen, met: M1) -> None:
    """One action done with one key; a line on the other."""
    matters = screen.item.matters
    assert matters is not None
    keys.press("Ctrl+D")
    assert actions.count(met.store).open == 1
    reach(keys, matters.line)
    keys.taken()
    words = "Two schools have it."
    keys.enter(words)
    assert keys.taken() == len(words) + 1
    assert matters.line.text() == ""
    rows = actions.matters_arising(met.store, met.meeting_id)
    assert (rows[0].state_words, rows[0].note) == ("overdue", f"14 Jan: {words}")
    keys.press("Escape")


def answer_the_board(keys: Keyboard, screen: RunScreen, met: M1) -> None:
    """What was said to the board's ask is typed in its place."""
    (asked,) = screen.item.youth_board.asks
    assert asked.talked_box is not None
    reach(keys, asked.talked_box)
    keys.type("The bus company is asked by the district.")
    keys.press("Escape")
    assert screen.item.notes.hasFocus()
    heard = youth_boards.ask(met.store, asked.row.ask_id).own_talk(met.meeting_id)
    assert heard == "The bus company is asked by the district."


def note_and_capture(keys: Keyboard, screen: RunScreen, met: M1) -> None:
    """Notes as prose; every kind of line costs its own words, the kind and Enter."""
    row = screen.sitting.row()
    prose = "Members said that older children are asked last."
    keys.taken()
    keys.type(prose)
    assert keys.taken() == len(prose)
    keys.press("Ctrl+Return")
    keys.taken()
    lines = {
        Kind.ACTION: ("A", "joe to ask for the figures by 22 jan"),
        Kind.DECISION: ("D", "adopt the toolkit because schools hold it"),
        Kind.OUTCOME: ("O", "two schools invite the lead by name"),
    }
    for kind, (letter, words) in lines.items():
        keys.press(f"Alt+{letter}")
        until(lambda: bool(screen.item.line.text), "the kind in the line")
        keys.enter(words)
        assert keys.taken() == 1 + len(words) + 1, KIND_WORDS[kind]
    keys.enter("!uma to ring the school by fri")
    rows = captured.rows(met.store, met.meeting_id, row.item_id)
    assert sorted(one.kind for one in rows) == sorted([*lines, Kind.ACTION])
    promised = captured.meeting_actions(met.store, met.meeting_id)
    assert [one.owner for one in promised] == ["Joe Blackwood", "Uma Thurne"]
    assert all(one.due is not None for one in promised)
    keys.press("Ctrl+Return")
    assert screen.item.notes.hasFocus()


def hold_the_rooms(keys: Keyboard, screen: RunScreen, met: M1) -> None:
    """Rooms opened, a point and an action typed in the first card, one of the best ticked."""
    row = screen.sitting.row()
    keys.press("F6", "Return")
    view = breakouts.rooms(met.store, met.meeting_id, row.item_id)
    assert len(view.rooms) > 1
    keys.type("ask them alone\naction grace to try it by 22 jan\n")
    keys.press("Escape", "Space")
    first = breakouts.rooms(met.store, met.meeting_id, row.item_id).rooms[0]
    assert [(point.text, point.best) for point in first.answers[0].points] == [("ask them alone", True)]
    keys.press("F6")
    assert screen.item.notes.hasFocus()


def read_back_and_close(keys: Keyboard, window: MainWindow, met: M1) -> None:
    """Every action has its owner and its date: to read back and to close takes three keys at most."""
    screen = window.run
    assert screen is not None
    keys.taken()
    keys.press("F8")
    assert screen.read_back.state.text == "Every action recorded today has its owner and its date."
    keys.press("Alt+C")
    until(lambda: not window.is_running, "the minutes")
    assert keys.taken() <= CLOSE_KEYS
    facts = meetings.facts(met.store, met.meeting_id)
    assert (facts.status, facts.minutes_state) == (Status.HELD, MinutesState.DRAFT)
    assert notes.notes(met.store, met.meeting_id, met.rows[met.place("presentation")].item_id).text


def reach(keys: Keyboard, control: QWidget) -> None:
    """Tab back from the notes to a control over them."""
    for _ in range(TABS):
        if control.hasFocus():
            return
        keys.press("Shift+Tab")
    raise AssertionError(f"{control.accessibleName()} is not reached by Tab")


def walk(keys: Keyboard, screen: RunScreen, met: M1, word: str) -> None:
    """Go on to the item of a duty or kind: one key for each item."""
    rows = met.rows
    at = next(place for place, row in enumerate(rows) if row.item_id == screen.sitting.current.item_id)
    for row in rows[at + 1 : met.place(word) + 1]:
        keys.press("Ctrl+PgDown")
        assert screen.sitting.current.item_id == screen.sitting.item_id == row.item_id
    assert screen.item.notes.isVisible()
