"""Leaving windows out of screen sharing: what is asked of the system, and that no answer of it stops a meeting."""

from __future__ import annotations

import ctypes
import sys
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtGui import QWindow

from nscp_desktop.services import sharing as setting
from nscp_desktop.ui import sharing
from nscp_desktop.ui.pages.sharing_card import SharingCard

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from nscp_desktop.store import Store
    from nscp_desktop.ui.house import House


class Calls:
    """Stands for the calls of Windows: each takes attributes, and is asked."""

    def __init__(self, answer: Callable[..., object]) -> None:
        self._answer = answer

    def __call__(self, *asked: object) -> object:
        return self._answer(*asked)


def on_windows(monkeypatch: pytest.MonkeyPatch, **calls: Callable[..., object]) -> None:
    user32 = SimpleNamespace(**{name: Calls(answer) for name, answer in calls.items()})
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(ctypes, "windll", SimpleNamespace(user32=user32), raising=False)


@pytest.fixture
def windows(qtbot: QtBot) -> tuple[QWindow, QWindow]:
    shown = QWindow(), QWindow()
    for window in shown:
        window.show()
    return shown


def test_elsewhere_nothing_is_asked(windows: tuple[QWindow, QWindow]) -> None:
    assert not sharing.LeftOut().begin(windows[0])
    assert sharing.displays_in_use() == 0


def test_windows_is_asked_for_every_window_but_one(
    windows: tuple[QWindow, QWindow], monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[tuple[int, int]] = []

    def takes(window: int, affinity: int) -> int:
        told.append((window, affinity))
        return 1

    on_windows(monkeypatch, SetWindowDisplayAffinity=takes)
    room, other = windows
    left_out = sharing.LeftOut()
    assert left_out.begin(room)
    assert told == [(int(other.winId()), sharing.LEFT_OUT)]
    late = QWindow()
    late.show()
    for reached in (late, late, room, None):
        left_out._on_focus_window_changed(reached)
    assert told[1:] == [(int(late.winId()), sharing.LEFT_OUT)]
    left_out.end()
    assert {affinity for _window, affinity in told[2:]} == {sharing.SEEN}
    left_out._on_focus_window_changed(late)
    assert len(told) == 4


def test_an_older_windows_shows_them_black(
    windows: tuple[QWindow, QWindow], monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[int] = []

    def old(_window: int, affinity: int) -> int:
        told.append(affinity)
        return affinity == sharing.BLACK

    on_windows(monkeypatch, SetWindowDisplayAffinity=old)
    assert sharing.LeftOut().begin(windows[0])
    assert told == [sharing.LEFT_OUT, sharing.BLACK]


def test_a_system_without_the_calls_stops_nothing(
    windows: tuple[QWindow, QWindow], monkeypatch: pytest.MonkeyPatch
) -> None:
    on_windows(monkeypatch)
    assert not sharing.LeftOut().begin(windows[0])
    assert sharing.displays_in_use() == 0


def test_displays_are_counted_where_windows_says(monkeypatch: pytest.MonkeyPatch) -> None:
    def says(_flags: int, paths: object, _modes: object) -> int:
        paths._obj.value = 2  # type: ignore[attr-defined]
        return 0

    on_windows(monkeypatch, GetDisplayConfigBufferSizes=says)
    assert sharing.displays_in_use() == 2
    on_windows(monkeypatch, GetDisplayConfigBufferSizes=lambda *_asked: 5)
    assert sharing.displays_in_use() == 0


def test_it_can_be_turned_off_and_says_so(qtbot: QtBot, house: House, store: Store) -> None:
    card = SharingCard(house)
    qtbot.addWidget(card)
    card.refresh()
    assert card.out.isChecked()
    card.out.click()
    assert not setting.leaves_windows_out(store)
    assert card.said.text == "While the room screen is shown, our other windows are seen in screen sharing."
    card.out.click()
    assert setting.leaves_windows_out(store)
    assert card.said.text.endswith("are left out of screen sharing.")
