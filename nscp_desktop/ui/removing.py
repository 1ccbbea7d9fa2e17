"""Removing something for good from the window: nobody writes meanwhile, and it is said how far it is."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QWidget

from nscp_desktop.services import keeping
from nscp_desktop.ui import theme
from nscp_desktop.ui.widgets import SPRING, Button, Progress, Quiet, Title, across, down, named

if TYPE_CHECKING:
    from collections.abc import Callable

    from nscp_desktop.services.keeping import Tell
    from nscp_desktop.ui.backing_up import BackingUp

BUSY: Final = "Something else is being done just now. Nothing has been changed."
_WORDS: Final = (
    "A backup is made first; until it is there nothing is changed. Nothing can be written meanwhile, and the window "
    "can be locked."
)
_LONG: Final = 52
_LATER: Final = "Leave that for closing"


class Removing(QDialog):
    """Does one removal on another thread, which has the store for itself, and shows how far it is."""

    removed = Signal(str)
    """What was done, in a sentence."""
    refused = Signal(str)
    """Why nothing was changed."""

    def __init__(
        self, work: BackingUp, title: str, deed: Callable[[Tell], str], lock: Button, parent: QWidget
    ) -> None:
        """Prepare ``deed``; :meth:`begin` does it. ``lock`` is the button that locks the window."""
        super().__init__(parent)
        self._work, self._deed = work, deed
        self.setWindowTitle(title)
        named(self, title)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.progress = Progress()
        self.lock = lock
        self.setLayout(
            down(
                # A label that may wrap asks for more height than it takes.
                Title(title, wrap=len(title) > _LONG),
                Quiet(_WORDS, wrap=True),
                6,
                self.progress,
                across(lock, SPRING),
                gap=8,
                margins=(24, 20, 24, 16),
            )
        )
        self.setMinimumWidth(theme.grown(640))
        self.progress.stopped.connect(work.stop)
        work.progressed.connect(self._on_progressed)

    def begin(self) -> None:
        """Do it, unless something else is being done."""
        self.open()
        deed = partial(self._deed, self._work.tell)
        if not self._work.do(keeping.BACKING_UP, deed, self._on_removed, self._on_refused, alone=True):
            self._on_refused(BUSY)

    def reject(self) -> None:
        """Esc stops the work where that leaves everything as it was, and else leaves the file for closing."""
        self._work.stop()

    def _on_removed(self, sentence: str) -> None:
        self.done(QDialog.DialogCode.Accepted)
        self.removed.emit(sentence)

    def _on_refused(self, sentence: str) -> None:
        self.done(QDialog.DialogCode.Rejected)
        self.refused.emit(sentence)

    def _on_progressed(self, words: str, share: float) -> None:
        # The box stays as it is until it goes.
        if not words:
            return
        self.progress.show_work(words, share)
        # From here on it is done: what can still be left is the rest.
        gone = words in {keeping.REMOVING, keeping.MAKING_ANEW}
        self.progress.stop.setText(_LATER if gone else "Cancel")
