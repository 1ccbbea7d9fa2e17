"""The band over every page while a meeting runs: which one it is, and the way back to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from nscp_desktop.services import meeting_facts
from nscp_desktop.ui.commands import BY_ID
from nscp_desktop.ui.theme import Tone
from nscp_desktop.ui.widgets import Button, Sentence, down

if TYPE_CHECKING:
    from nscp_desktop.store import Change
    from nscp_desktop.ui.window import MainWindow


class RunningBand(QWidget):
    """Stands over the pages of a window while one of its meetings runs; it never takes the keyboard."""

    def __init__(self, window: MainWindow) -> None:
        """Look for a meeting that runs, now and after every deed about a meeting."""
        super().__init__(window)
        self.back = Button("Rejoin the meeting", key_hint=BY_ID["meeting"].key_hint, alt="j")
        self.back.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.words = Sentence(tone=Tone.TEAL, button=self.back)
        self.setLayout(down(self.words, margins=(24, 10, 24, 0)))
        self._window = window
        self.meeting_id: str | None = None
        self.back.clicked.connect(self._on_back)
        window.bridge.changed.connect(self._on_changed)
        self.refresh()

    def refresh(self) -> None:
        """Look again which meeting runs."""
        store = self._window.house.store
        self.meeting_id = meeting_facts.running(store)
        self.setVisible(self.meeting_id is not None)
        if self.meeting_id is not None:
            facts = meeting_facts.facts(store, self.meeting_id)
            self.words.show_quietly(
                f"{facts.words} goes on while you look here.", lead="The meeting is running."
            )

    def _on_changed(self, change: Change) -> None:
        if "meeting" in change.tables:
            self.refresh()

    def _on_back(self) -> None:
        if self.meeting_id is not None:
            self._window.run_meeting(self.meeting_id)
