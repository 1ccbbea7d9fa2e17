"""A Breckland meeting that runs on the screen, and hands to work it with."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from nscp_desktop.services import attendance, captured, notes
from nscp_desktop.ui.run.screen import RunScreen
from nscp_desktop.ui.widgets import forget_announced
from tests.services.breckland import Breckland, breckland
from tests.ui.window import FrameWindow

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

    from nscp_desktop.rules.attendance import State
    from nscp_desktop.services.captured import CapturedRow
    from nscp_desktop.store import Store
    from nscp_desktop.ui.bridge import Bridge
    from nscp_desktop.ui.house import House
    from tests.services.conftest import Clock


class Hands:
    """Somebody at the keyboard of the run screen, and what the store knows afterwards."""

    def __init__(self, screen: RunScreen, window: FrameWindow, met: Breckland, clock: Clock) -> None:
        self.screen, self.window, self.met, self.clock = screen, window, met, clock
        self.store = met.store

    # -- what hands do

    @property
    def focus(self) -> QWidget:
        found = QApplication.focusWidget()
        assert found is not None
        return found

    def type(self, text: str) -> None:
        for letter in text:
            if letter.isascii():
                QTest.keyClicks(self.focus, letter)
            else:
                # The test library only knows Latin keys; a keyboard of another script sends its letter.
                for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                    event = QKeyEvent(kind, Qt.Key.Key_unknown, Qt.KeyboardModifier.NoModifier, letter)
                    QApplication.sendEvent(self.focus, event)

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(self.focus, key, modifier)

    def enter(self, text: str = "") -> None:
        if text:
            self.type(text)
        self.press(Qt.Key.Key_Return)

    def ctrl(self, key: Qt.Key) -> None:
        self.press(key, Qt.KeyboardModifier.ControlModifier)

    def alt(self, key: Qt.Key) -> None:
        self.press(key, Qt.KeyboardModifier.AltModifier)

    def record(self, line: str) -> None:
        """Ctrl+Enter to the line, type, Enter, Ctrl+Enter back."""
        self.ctrl(Qt.Key.Key_Return)
        self.enter(line)
        self.ctrl(Qt.Key.Key_Return)

    def mark(self, *lines: str) -> None:
        """F4, then a line and Enter each, Esc back to the notes."""
        self.press(Qt.Key.Key_F4)
        for line in lines:
            self.enter(line)
        self.press(Qt.Key.Key_Escape)

    # -- what the store knows

    def notes(self, item: int) -> str:
        return notes.notes(self.store, self.met.meeting_id, self.met.items[item]).text

    def state(self, first_name: str) -> State | None:
        entry = attendance.register(self.store, self.met.meeting_id).entry_of(self.met.person(first_name))
        return None if entry is None else entry.state

    def rows(self, item: int) -> tuple[CapturedRow, ...]:
        return captured.rows(self.store, self.met.meeting_id, self.met.items[item])


@pytest.fixture
def met(store: Store, clock: Clock) -> Breckland:
    clock.set(clock.at.replace(hour=10, minute=0))
    return breckland(store)


@pytest.fixture
def hands(
    qtbot: QtBot, dressed: QApplication, met: Breckland, house: House, bridge: Bridge, clock: Clock
) -> Iterator[Hands]:
    """The meeting open on the screen, the keyboard in the notes."""
    window = FrameWindow(house.store)
    screen = RunScreen(house, bridge, window)
    window.hold(screen)
    qtbot.addWidget(window)
    qtbot.waitExposed(window)
    screen.open_meeting(met.meeting_id)
    qtbot.waitUntil(screen.item.notes.hasFocus)
    forget_announced()
    yield Hands(screen, window, met, clock)
    screen.settle()
