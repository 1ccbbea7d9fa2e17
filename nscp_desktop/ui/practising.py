"""Going from a window of the program to a practice, and back to it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QCoreApplication, QObject, Signal

from nscp_desktop.ui import place
from nscp_desktop.ui.task import Task, ended

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from nscp_desktop.ui.house import House
    from nscp_desktop.ui.window import MainWindow


class Left(Protocol):
    """The window that is left for a practice."""

    def leave_it(self) -> None:
        """Go out of sight."""

    def come_back(self) -> None:
        """Come back into sight."""


class Practising(QObject):
    """One practice at a time: made off the window's thread, shown in a window of its own, removed when that closes."""

    refused = Signal(str)
    begun = Signal()

    def __init__(
        self, make: Callable[[], House], remove: Callable[[House], None], parent: QObject | None = None
    ) -> None:
        """Practices are made by ``make``, and closed ones removed by ``remove``."""
        super().__init__(parent)
        self._make, self._remove = make, remove
        self._task: Task | None = None
        self._made: House | None = None
        self._left: Left | None = None
        self._shape: QWidget | None = None
        self.window: MainWindow | None = None
        # Held until Qt has taken it down: Python would take its parts apart in any order.
        self._before: MainWindow | None = None
        application = QCoreApplication.instance()
        if application is not None:
            application.aboutToQuit.connect(self.end)

    @property
    def is_busy(self) -> bool:
        """Whether a practice is being made or is under way."""
        return self._task is not None or self.window is not None

    def begin(self, left: Left | None, shape: QWidget | None) -> None:
        """Make a practice and show it in the place of ``left``, as large as ``shape``."""
        if self.is_busy:
            return
        self._left, self._shape = left, shape
        self._task = Task(self._work, self)
        self._task.done.connect(self._on_made)
        self._task.refused.connect(self._on_refused)
        self._task.start()

    def _work(self) -> House:
        self._made = self._make()
        return self._made

    def end(self) -> None:
        """The program ends: remove a practice that is under way, or is still being made."""
        if self.window is not None:
            self._left = None
            self.window.close()
        ended(self._task)
        made, self._made = self._made, None
        if self._task is not None and made is not None:
            self._remove(made)
        self._task = None

    def _on_made(self, house: House) -> None:
        from nscp_desktop.ui.window import MainWindow

        if self._task is None:
            return
        ended(self._task)
        self._task = self._made = None
        self._before = None
        window = self.window = MainWindow(house)
        window.closed.connect(self._on_closed)
        if self._shape is not None:
            window.setGeometry(self._shape.geometry())
            window.setWindowState(self._shape.windowState())
        if self._shape is not None or window.placed:
            window.show()
        else:
            place.show(window)
        if self._left is not None:
            self._left.leave_it()
        window.activateWindow()
        # Qt would begin at the band, whose buttons nobody wants first.
        window.nav.button("today").setFocus()
        self.begun.emit()

    def _on_refused(self, sentence: str) -> None:
        ended(self._task)
        self._task = None
        self.refused.emit(sentence)

    def _on_closed(self) -> None:
        """Show what was left before the practice goes: with its last window the program would end."""
        window, self.window = self.window, None
        if self._left is not None:
            self._left.come_back()
        if window is not None:
            self._remove(window.house)
            window.deleteLater()
            self._before = window
