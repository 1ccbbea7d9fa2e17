"""What Python no longer needs is cleared on the window's thread."""

from __future__ import annotations

import gc
import threading
import weakref
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from nscp_desktop.ui.waste import Waste

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


class Link:
    """One of two that hold each other."""

    other: Link


def leave_waste(told: list[str]) -> None:
    """Two that only hold each other; when they go, the thread that cleared them is told."""
    one, two = Link(), Link()
    one.other, two.other = two, one
    weakref.finalize(one, lambda: told.append(threading.current_thread().name))


def make_much() -> None:
    """As many objects as let Python look for waste many times over."""
    kept = [[[n] for n in range(200)] for _ in range(500)]
    assert len(kept) == 500


def test_only_the_window_s_thread_clears_waste(qtbot: QtBot) -> None:
    told: list[str] = []
    gc.enable()
    root = QObject()
    Waste(root)._look.setInterval(0)
    leave_waste(told)
    busy = threading.Thread(target=make_much, name="busy")
    busy.start()
    busy.join()
    assert told == []
    grown = [[n] for n in range(5 * gc.get_threshold()[0])]
    qtbot.waitUntil(lambda: bool(told))
    assert grown
    assert told == [threading.main_thread().name]


def test_without_it_the_busy_thread_does(qtbot: QtBot) -> None:
    told: list[str] = []
    leave_waste(told)
    gc.enable()
    busy = threading.Thread(target=make_much, name="busy")
    busy.start()
    busy.join()
    assert told == ["busy"]


def test_old_waste_is_looked_for_more_rarely(qtbot: QtBot) -> None:
    root = QObject()
    waste = Waste(root)
    waste._look.stop()
    gc.collect()
    looked: list[int] = []
    grown: list[list[list[int]]] = []

    def note(phase: str, about: dict[str, int]) -> None:
        if phase == "start":
            looked.append(about["generation"])

    gc.callbacks.append(note)
    try:
        waste._on_time()
        assert looked == []
        young, middle, old = gc.get_threshold()
        for _ in range((middle + 2) * (old + 2)):
            grown.append([[n] for n in range(2 * young)])
            waste._on_time()
    finally:
        gc.callbacks.remove(note)
    assert looked.count(2) == 1
    assert looked.count(1) >= old
    assert looked.count(0) > looked.count(1) * (middle - 1)
