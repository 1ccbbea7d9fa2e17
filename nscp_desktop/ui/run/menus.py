"""A small menu under a chip or a row: arrows choose, Enter takes, Esc leaves everything as it was."""

from __future__ import annotations

from itertools import chain, repeat
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu, QWidget

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from PySide6.QtGui import QAction


class Choices(QMenu):
    """The menu of one chip. ``picked`` is called with the value of the line that was taken."""

    def __init__(self, parent: QWidget, name: str, picked: Callable[[object], None]) -> None:
        """Make an empty menu that calls ``picked``."""
        super().__init__(parent)
        self.setAccessibleName(name)
        self._picked = picked
        self.values: list[object] = []
        self.triggered.connect(self._on_triggered)
        self.aboutToHide.connect(self.deleteLater)

    def head(self, words: str) -> Choices:
        """Say above the lines what they are about; it cannot be taken."""
        if words:
            self.addAction(words.replace("&", "&&")).setEnabled(False)
            self.addSeparator()
        return self

    def offer(self, lines: Iterable[tuple[object, str]], keys: str = "") -> Choices:
        """Add lines: a value and its words, which are shown as they are.

        With ``keys`` each line stands behind a key of its own, in their order, that takes it at once.
        """
        for (value, text), key in zip(lines, chain(keys, repeat("")), strict=False):
            shown = text.replace("&", "&&")
            action = self.addAction(f"&{key}   {shown}" if key else shown)
            action.setData(len(self.values))
            self.values.append(value)
        return self

    def open_below(self, widget: QWidget) -> None:
        """Show the menu under a widget with its first line marked."""
        self.popup(widget.mapToGlobal(QPoint(0, widget.height() + 2)))
        self._mark_first()

    def open_above(self, widget: QWidget) -> None:
        """Show the menu over the right end of a widget, so that what stands at the left of it can be read."""
        size = self.sizeHint()
        self.popup(widget.mapToGlobal(QPoint(max(0, widget.width() - size.width()), -size.height() - 4)))
        self._mark_first()

    def _mark_first(self) -> None:
        first = next((action for action in self.actions() if action.data() is not None), None)
        if first is not None:
            self.setActiveAction(first)

    def _on_triggered(self, action: QAction) -> None:
        self._picked(self.values[action.data()])
