"""No part of a page stands on the screen as a window of its own, not even for a moment: it takes the keyboard along."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget

import nscp_desktop.ui
from nscp_desktop.ui.window import PAGES
from tests.boxes import Walk, settle
from tests.sampled import clock, dressed, open_window, own_sample, running

if TYPE_CHECKING:
    from collections.abc import Callable

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


def test_nothing_is_shown_while_it_is_being_made() -> None:
    # It has no parent yet and would be a window for a moment: what is not wanted is hidden instead.
    found = []
    for file in sorted(Path(nscp_desktop.ui.__file__).parent.rglob("*.py")):
        for made in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(made, ast.FunctionDef) and made.name == "__init__":
                found += [
                    f"{file.name} {one.lineno}: {ast.unparse(one)}"
                    for one in ast.walk(made)
                    if isinstance(one, ast.Call)
                    and isinstance(one.func, ast.Attribute)
                    and one.func.attr in {"show", "setVisible", "setHidden"}
                ]
    assert not found
