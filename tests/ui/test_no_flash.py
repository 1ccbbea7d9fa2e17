"""No part of a page stands on the screen as a window of its own, not even for a moment: it takes the keyboard along."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget

from nscp_desktop.ui.window import PAGES
from tests.boxes import Walk, settle
from tests.sampled import clock, dressed, open_window, own_sample, running

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from nscp_desktop.ui.window import MainWindow
    from tests.sampled import Running

__all__ = ["clock", "dressed", "open_window", "own_sample", "running"]


class Shown(QObject):
    """Notes whatever is shown as a window."""

    def __init__(self) -> None:
        super().__init__()
        self.windows: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.windows.append(f"{type(watched).__name__} {watched.accessibleName()}")
        return False


def test_making_the_window_and_each_page_shows_one_window(
    own_sample: Path, open_window: Callable[[Path], MainWindow], running: Running
) -> None:
    application, shown = QApplication.instance(), Shown()
    assert application is not None
    application.installEventFilter(shown)
    try:
        walk = Walk(open_window(own_sample), running)
        for page in PAGES:
            walk.page(page)
            shown.windows.append(page)
        walk.run.breakouts.show()
        settle()
    finally:
        application.removeEventFilter(shown)
    assert [one for one in shown.windows if one not in PAGES] == ["MainWindow "], shown.windows
