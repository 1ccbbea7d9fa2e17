"""What Python no longer needs is cleared on the window's thread, and nowhere else."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

if TYPE_CHECKING:
    from nscp_desktop.ui.window import MainWindow

_LOOK_EVERY_MS = 500


class Waste(QObject):
    """Clears waste between two events of the window, as often as Python would by itself.

    Python clears what only refers to itself in whichever thread makes the next object. Parts of a window that was
    taken down are then taken apart by the thread that backs up or draws a paper, while this one may be painting
    them, and the program falls over.
    """

    def __init__(self, parent: QObject) -> None:
        """Take the clearing over from Python, for as long as the process lives."""
        super().__init__(parent)
        self._seen: set[str] = set()
        self._look = QTimer(self)
        self._look.setInterval(_LOOK_EVERY_MS)
        self._look.timeout.connect(self._on_time)
        self._look.start()
        gc.disable()

    def settle(self, window: MainWindow) -> None:
        """Never look again among what stands for the whole sitting: the store, the window, each page.

        A look through all of it with a meeting on the screen took a third of a second, in the middle of a key.
        What comes and goes is looked through as before.
        """
        gc.freeze()
        window.page_shown.connect(self._on_shown)

    def _on_shown(self, page: str) -> None:
        if page not in self._seen:
            self._seen.add(page)
            gc.freeze()

    def _on_time(self) -> None:
        """Look through the oldest that has come due by Python's own count."""
        due = [made > most for made, most in zip(gc.get_count(), gc.get_threshold(), strict=True)]
        if due[0]:
            gc.collect(2 if due[1] and due[2] else 1 if due[1] else 0)
