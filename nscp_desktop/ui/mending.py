"""The way on when the store is damaged: put it together again, or put a backup back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Protocol

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from nscp_desktop.ui import theme
from nscp_desktop.ui.task import Task, ended
from nscp_desktop.ui.widgets import SPRING, Body, Button, Card, Quiet, Sentence, Title, across, down

if TYPE_CHECKING:
    from collections.abc import Callable


_SINCE: Final = "What was done after that backup is not in it."


class Remedy(Protocol):
    """What a door offers for a damaged store. Each does its work in a thread and may refuse."""

    @property
    def backup_words(self) -> str:
        """The newest whole backup ("the backup of 14 January 2027, 12:03"), empty where there is none."""
        ...

    @property
    def gone(self) -> bool:
        """Whether the store is not in its place any more; then there is a backup, and nothing else."""
        ...

    def put_together(self) -> tuple[str, ...]:
        """Begin with that backup and add what is newer and can be read; gives what was done and is missing."""
        ...

    def put_back(self) -> tuple[str, ...]:
        """Put that backup back as it is; gives what was done."""
        ...


class MendStep(QWidget):
    """Says that the store is damaged, and offers what can be done. ``mended`` leads back to the passphrase."""

    mended = Signal()

    def __init__(self, remedy: Remedy, parent: QWidget | None = None) -> None:
        """Offer ``remedy``."""
        super().__init__(parent)
        self._remedy = remedy
        self._task: Task | None = None
        self._only_backup = False
        has, gone = bool(remedy.backup_words), remedy.gone
        self.title = Title("The store is not in its place" if gone else "This store is damaged")
        self.sentence = Sentence(
            "It was moved or removed, so it does not open. Nothing has been changed."
            if gone
            else "A part of it cannot be read, so it does not open. Nothing has been changed.",
            theme.Tone.RED,
        )
        self.together = Button("Put it together again", primary=True, alt="P", touch=True)
        self.back = Button(
            "Put back that backup" if gone else "Put back that backup only", alt="B", touch=True, primary=gone
        )
        if not has:
            self.back.hide()
        if gone:
            self.together.hide()
        self.open = Button("Go on to the passphrase", primary=True, alt="G", touch=True)
        self.open.hide()
        self.leave = Button("Leave it for now", alt="L", touch=True)
        self.found = Body(
            f"Its newest whole backup is {remedy.backup_words}."
            if has
            else "There is no whole backup of it on this laptop.",
            wrap=True,
        )
        self.offer = Quiet(
            "If somebody knows where the store is, leave it for now and put it back in its place. What was done since "
            "that backup is only there."
            if gone
            else "Putting it together begins with that backup and adds everything newer that can still be read; what is "
            "missing is listed. The damaged store is kept beside it as it is."
            if has
            else "Putting it together takes everything that can still be read; what is missing is listed. If a stick "
            "or a share has a backup, leave it for now and ask whoever looks after the program to put that back.",
            wrap=True,
        )
        card = Card()
        card.body.addLayout(
            down(
                self.title,
                self.sentence,
                self.found,
                self.offer,
                4,
                across(self.leave, SPRING, self.back),
                across(SPRING, self.together, self.open),
                gap=10,
            )
        )
        self.setLayout(down(card))
        self.together.clicked.connect(self._on_together)
        self.back.clicked.connect(self._on_back)
        self.open.clicked.connect(self.mended)
        self.leave.clicked.connect(self.mended)

    def _on_together(self) -> None:
        self._only_backup = False
        self._do(self._remedy.put_together)

    def _on_back(self) -> None:
        self._only_backup = True
        self._do(self._remedy.put_back)

    def _do(self, work: Callable[[], tuple[str, ...]]) -> None:
        if self._task is not None:
            return
        self._busy(True)
        self.sentence.say("Reading every page of the store. This may take a minute.", theme.Tone.TEAL)
        self._task = Task(work, self)
        self._task.done.connect(self._on_done)
        self._task.refused.connect(self._on_refused)
        self._task.start()

    def _busy(self, busy: bool) -> None:
        for button in (self.together, self.back, self.leave):
            button.setEnabled(not busy)

    def _on_done(self, said: tuple[str, ...]) -> None:
        ended(self._task)
        self._task = None
        missing = said[1:]
        self.title.setText("The store can be opened again")
        self.sentence.say(said[0], theme.Tone.AMBER if missing else theme.Tone.GREEN)
        whole = _SINCE if self._only_backup else "Nothing is missing."
        self.found.setText("What could not be read:" if missing else whole)
        self.offer.setText("\n".join(missing))
        self.offer.setVisible(bool(missing))
        for button in (self.together, self.back, self.leave):
            button.hide()
        self.open.show()

    def _on_refused(self, sentence: str) -> None:
        ended(self._task)
        self._task = None
        self._busy(False)
        self.sentence.say(sentence, theme.Tone.RED)
