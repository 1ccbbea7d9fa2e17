"""What the window says at its foot: a sentence about the newest deed with Undo, or why something was not done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from nscp_desktop.ui.widgets import UndoBar

if TYPE_CHECKING:
    from nscp_desktop.store import Change
    from nscp_desktop.ui.run.screen import RunScreen
    from nscp_desktop.ui.window import MainWindow


class Said(QObject):
    """Says one thing at a time, and takes it away when it is no longer about the newest deed or what is in sight.

    The Undo beside a sentence is always the undo of what the sentence says.
    """

    def __init__(self, window: MainWindow) -> None:
        """Say nothing yet; connected before any page, so that what a page says of a deed comes after it."""
        super().__init__(window)
        self._store = window.house.store
        # Low enough to leave the capture line and the ends of the foot in sight.
        self.bar = UndoBar(window, above=2)
        self.bar.undo_pressed.connect(window.undo)
        self._newest = ""
        self._where = ("", "")
        self._turn = QTimer(self)
        self._turn.setSingleShot(True)
        self._turn.timeout.connect(self._on_turn)
        window.bridge.changed.connect(self._on_changed)

    def say(self, sentence: str) -> None:
        """Show and announce a sentence, with Undo when it follows at once on the deed that Undo would take back."""
        label = self._store.undo_label
        self.bar.say(sentence, undo=bool(label) and label == self._newest)

    def tell(self, sentence: str) -> None:
        """Show and announce a sentence about nothing that could be taken back."""
        self.bar.say(sentence, undo=False)

    def leave(self) -> None:
        """Say it no longer: something else comes into sight."""
        self.bar.hide()

    def watch(self, run: RunScreen) -> None:
        """Let nothing hang over another item, another view of the meeting, or what the room screen covered."""

        def look() -> None:
            where = (run.sitting.meeting_id, run.sitting.item_id)
            if where != self._where:
                self._where = where
                self.leave()

        run.sitting.item_shown.connect(look)
        run.sitting.meeting_changed.connect(look)
        run.middle.currentChanged.connect(self.leave)
        run.room.left.connect(self.leave)

    def _on_changed(self, change: Change) -> None:
        if not change.records:
            return
        if self.bar.offers_undo:
            self.leave()
        self._newest = change.label
        self._turn.start(0)

    def _on_turn(self) -> None:
        """What is said from now on is not said of that deed."""
        self._newest = ""
