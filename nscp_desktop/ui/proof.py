"""Where words are looked over: their spelling in notes, and what may identify a child in every box.

It begins at the first box somebody goes to, after it is painted.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final, cast

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QWidget

from nscp_desktop.ui.child_watch import ChildWatch
from nscp_desktop.ui.commands import BY_ID

if TYPE_CHECKING:
    from nscp_desktop.store import Change
    from nscp_desktop.ui.spelling import Desk
    from nscp_desktop.ui.widgets import NoteEdit
    from nscp_desktop.ui.window import MainWindow

SOON_MS: Final = 200
"""After somebody comes to a box: the first paint and the first keys wait for nothing."""


class Proof(QObject):
    """Serves the boxes of one window as somebody comes to them."""

    def __init__(self, window: MainWindow) -> None:
        """Watch where the keyboard goes in ``window``."""
        super().__init__(window)
        self._window = window
        self.desk: Desk | None = None
        self.child_watch = ChildWatch(window)
        self._last: NoteEdit | None = None
        cast("QApplication", QApplication.instance()).focusChanged.connect(self._on_focus_changed)
        window.bridge.changed.connect(self._on_changed)

    def _on_focus_changed(self, _left: QWidget | None, reached: QWidget | None) -> None:
        if isinstance(reached, QPlainTextEdit) and getattr(reached, "spelled", False):
            box = cast("NoteEdit", reached)
            if not self._window.isAncestorOf(box):
                return
            self._last = box
            if not box.property("proofread"):
                box.setProperty("proofread", True)
                # A timer of the box, which stands still with the window while it is locked.
                soon = QTimer(box, singleShot=True, interval=SOON_MS)
                soon.timeout.connect(partial(self.serve, box))
                soon.start()

    def serve(self, box: NoteEdit) -> None:
        """Look after a box from now on."""
        if self.desk is None:
            from nscp_desktop.ui.spelling import Desk

            self.desk = Desk(self._window.house.store, self)
            self.desk.said.connect(self._window.refuse)
        self.desk.serve(box)

    def next_word(self) -> None:
        """Go on to the next word that looks misspelt in the box somebody was in last."""
        try:
            if self._last is not None and self._last.isVisible():
                for action in self._last.actions():
                    if action.text() == BY_ID["spelling"].text:
                        self._last.setFocus(Qt.FocusReason.OtherFocusReason)
                        action.trigger()
                        return
        except RuntimeError:
            # Qt has taken the box away.
            self._last = None
        self._window.refuse("Go into the notes first: their spelling is checked.")

    def _on_changed(self, change: Change) -> None:
        if self.desk is not None:
            from nscp_desktop.services.spelling import TABLES

            if TABLES & change.tables:
                self.desk.renew()
