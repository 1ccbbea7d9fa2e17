"""The recovery key: shown once on the paper it is for, and taken back when it was put on none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from nscp_desktop.errors import Refused
from nscp_desktop.ui import theme
from nscp_desktop.ui.paper_preview import PaperPreview
from nscp_desktop.ui.task import Task, ended
from nscp_desktop.ui.widgets import SPRING, Ask, Body, Button, Card, Quiet, Sentence, Title, across, down

if TYPE_CHECKING:
    from PySide6.QtGui import QShowEvent

    from nscp_desktop.ui.house import House
    from nscp_desktop.ui.unlock import Door, FreshKey

ONCE = "This key is shown this once. Print it now and lock the page away; it cannot be shown again."
TAKEN_BACK = "The key was put on no paper, so it was revoked. You can make another."


class KeyPreview(PaperPreview):
    """Shows the page with a fresh recovery key. Closed before it was printed or saved, the key is revoked."""

    def __init__(self, house: House, fresh: FreshKey, parent: QWidget) -> None:
        """Show the page of ``fresh``."""
        super().__init__(house, fresh.paper, parent)
        self._fresh = fresh
        self.sentence.say(ONCE, theme.Tone.AMBER)

    def reject(self) -> None:
        """Close it; ask first while the key is on no paper."""
        if self.taken:
            super().reject()
            return
        ask = Ask(
            self,
            "Close without printing the key?",
            "The key is on no paper yet and cannot be shown again. It is revoked when you close this page; "
            "you can make another one at any time.",
            [("close", "Close and revoke it")],
            cancel="Back to the page",
            danger=True,
        )
        ask.answered.connect(self._on_answered)
        ask.open()

    def _on_answered(self, answer: str) -> None:
        if answer != "close":
            return
        try:
            self._fresh.take_back()
        except Refused as refusal:
            self.sentence.say(str(refusal), theme.Tone.RED)
            return
        super().reject()


class RecoveryStep(QWidget):
    """After a store was made: print its recovery key, or leave that for later."""

    passed = Signal(object)
    """The house that was handed in."""

    def __init__(self, door: Door, house: House, passphrase: str, parent: QWidget | None = None) -> None:
        """Offer a recovery key for the store of ``house``, which ``passphrase`` opens."""
        super().__init__(parent)
        self._door, self._house, self._passphrase = door, house, passphrase
        self._task: Task | None = None
        self.preview: KeyPreview | None = None
        self.make = Button("Show the key and print it…", primary=True, alt="S", touch=True)
        self.later = Button("Later", alt="L", touch=True)
        self.sentence = Sentence("", theme.Tone.AMBER)
        card = Card()
        card.body.addLayout(
            down(
                Title("Print your recovery key"),
                Body(
                    "If the passphrase is forgotten, nobody can open the store again. A recovery key on paper is the "
                    "one other way in: lock it away, in a sealed envelope and not with the laptop.",
                    wrap=True,
                ),
                self.sentence,
                Quiet(
                    "Later is possible too, under Keeping safe, Who can open it. Until there is a key, "
                    "Today says so.",
                    wrap=True,
                ),
                4,
                across(SPRING, self.later, self.make),
                gap=10,
            )
        )
        self.setLayout(down(card))
        self.make.clicked.connect(self._on_make)
        self.later.clicked.connect(self._on_later)

    def showEvent(self, event: QShowEvent) -> None:
        """Begin on the button that prints."""
        super().showEvent(event)
        self.make.setFocus()

    def _on_make(self) -> None:
        if self._task is not None:
            return
        self._busy(True)
        door, house, passphrase = self._door, self._house, self._passphrase
        self._task = Task(lambda: door.recovery_key(house, passphrase), self)
        self._task.done.connect(self._on_made)
        self._task.refused.connect(self._on_refused)
        self._task.start()

    def _busy(self, busy: bool) -> None:
        self.make.setEnabled(not busy)
        self.later.setEnabled(not busy)
        self.make.setText("Making the key" if busy else "Show the key and print it…")

    def _on_made(self, fresh: FreshKey) -> None:
        ended(self._task)
        self._task = None
        self._busy(False)
        self.preview = KeyPreview(self._house, fresh, self.window())
        self.preview.finished.connect(self._on_shown)
        self.preview.open()

    def _on_shown(self, _result: int) -> None:
        taken = self.preview is not None and self.preview.taken
        if self.preview is not None:
            self.preview.deleteLater()
            self.preview = None
        if taken:
            self._on_later()
        else:
            self.sentence.say(TAKEN_BACK, theme.Tone.AMBER)
            self.make.setFocus()

    def _on_refused(self, sentence: str) -> None:
        ended(self._task)
        self._task = None
        self._busy(False)
        self.sentence.say(sentence, theme.Tone.RED)

    def _on_later(self) -> None:
        self._passphrase = ""
        self.passed.emit(self._house)
