"""Beside Teams: narrow, at the right edge, on top; back where it was; remembered until the next start."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from installer.demo.hand import press, until
from nscp_desktop.ui.commands import BY_ID
from tests.sampled import clock, dressed, open_window, own_sample, running, window

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from nscp_desktop.ui.window import MainWindow

__all__ = ["clock", "dressed", "open_window", "own_sample", "running", "window"]

ON_TOP = Qt.WindowType.WindowStaysOnTopHint


def on_top(window: MainWindow) -> bool:
    return bool(window.windowHandle().flags() & ON_TOP)


def test_a_key_makes_the_window_narrow_and_on_top_and_the_same_key_brings_it_back(window: MainWindow) -> None:
    assert window.run is not None
    window.run.item.notes.setFocus()
    window.resize(700, 500)
    before = window.geometry()
    press(BY_ID["beside"].keys[0])
    until(lambda: window.width() == 480, "the narrow window")
    assert on_top(window)
    assert window.isVisible()
    assert window.geometry().right() == window.screen().availableGeometry().right()
    assert window.focusWidget() is window.run.item.notes
    press(BY_ID["beside"].keys[0])
    until(lambda: not window.beside.on, "the window as it was")
    assert window.width() == before.width()
    assert not on_top(window)
    assert any("Beside Teams" in line.text() for line in window.more.menu(window).actions())


def test_it_is_remembered(
    window: MainWindow, own_sample: Path, open_window: Callable[[Path], MainWindow]
) -> None:
    window.resize(700, 500)
    window.beside.toggle()
    window.close()
    again = open_window(own_sample)
    assert again.beside.on
    assert on_top(again)
    again.beside.toggle()
    assert again.width() == 700
    again.close()
    assert not open_window(own_sample).beside.on
