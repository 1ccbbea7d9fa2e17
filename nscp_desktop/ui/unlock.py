"""The way in: unlock the store or make the first one, then say who you are.

This module and all it imports stay clear of SQLModel and ReportLab, so that the window is painted while
they are still being loaded.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from nscp_desktop.ui import theme
from nscp_desktop.ui.task import Task
from nscp_desktop.ui.widgets import (
    SPRING,
    Button,
    Card,
    Field,
    LineEdit,
    Quiet,
    Sentence,
    Small,
    Title,
    across,
    down,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QShowEvent

    from nscp_desktop.ui.house import House

CARD_WIDTH = 460


class Colleague(Protocol):
    """Somebody who works in this store."""

    @property
    def person_id(self) -> str:
        """Their id."""
        ...

    @property
    def name(self) -> str:
        """Their name."""
        ...

    @property
    def role(self) -> str:
        """As what they work here: co-chair, business support or coordinator."""
        ...


class Door(Protocol):
    """What the way in may do; handed in, because it needs the store."""

    @property
    def is_new(self) -> bool:
        """Whether there is no store yet."""
        ...

    @property
    def store_name(self) -> str:
        """The store's file, as shown."""
        ...

    def partnerships(self) -> tuple[tuple[str, str], ...]:
        """Code and name of every partnership the program ships."""
        ...

    def open(self, passphrase: str) -> House:
        """Open the store, or refuse."""
        ...

    def create(self, passphrase: str, again: str, code: str, *, with_sample: bool) -> House:
        """Make the store, or refuse."""
        ...

    def colleagues(self, house: House) -> Sequence[Colleague]:
        """Who works in this store."""
        ...

    def add_colleague(self, house: House, name: str, role: str) -> str:
        """Add somebody; gives their id. Refuses a name that is no name."""
        ...

    def sign_in(self, house: House, person_id: str) -> None:
        """Note who is at work from now on."""
        ...


def secret_box(name: str) -> LineEdit:
    """A line for a passphrase, shown as dots."""
    box = LineEdit(name=name)
    box.setEchoMode(QLineEdit.EchoMode.Password)
    return box


class UnlockStep(QWidget):
    """Asks for the passphrase."""

    passed = Signal(object)
    """The open house."""

    def __init__(self, door: Door, parent: QWidget | None = None) -> None:
        """Ask for the passphrase of ``door``'s store."""
        super().__init__(parent)
        self._door = door
        self._task: Task | None = None
        self.passphrase = secret_box("Passphrase")
        self.open_button = Button("Open", primary=True, alt="O", touch=True)
        self.sentence = Sentence("", theme.Tone.RED)
        self.sentence.clear()
        card = Card()
        card.body.addLayout(
            down(
                Title("NSCP Desktop"),
                Quiet(f"Store: {door.store_name}"),
                8,
                Field("Passphrase", self.passphrase, alt="P"),
                self.sentence,
                across(SPRING, self.open_button),
                gap=8,
            )
        )
        self.setLayout(
            down(
                card,
                Small(
                    "Works offline. The store is encrypted; printed and exported papers are not.", wrap=True
                ),
                gap=12,
            )
        )
        self.passphrase.returnPressed.connect(self._on_open)
        self.open_button.clicked.connect(self._on_open)

    def showEvent(self, event: QShowEvent) -> None:
        """The only field there is takes the focus."""
        super().showEvent(event)
        self.passphrase.setFocus()

    def _on_open(self) -> None:
        if self._task is not None:
            return
        passphrase, door = self.passphrase.text(), self._door
        self._busy(True)
        self._task = Task(lambda: door.open(passphrase), self)
        self._task.done.connect(self._on_done)
        self._task.refused.connect(self._on_refused)
        self._task.start()

    def _busy(self, busy: bool) -> None:
        self.passphrase.setEnabled(not busy)
        self.open_button.setEnabled(not busy)
        self.open_button.setText("Opening" if busy else "Open")

    def _on_done(self, house: House) -> None:
        self._task = None
        self.sentence.clear()
        self.passphrase.clear()
        self.passed.emit(house)

    def _on_refused(self, sentence: str) -> None:
        self._task = None
        self._busy(False)
        self.sentence.say(sentence, theme.Tone.RED)
        self.passphrase.selectAll()
        self.passphrase.setFocus()


class Entry(QWidget):
    """The window before the window: unlock or first start, then who you are."""

    entered = Signal(object)
    """The open house, signed in."""

    def __init__(self, door: Door, parent: QWidget | None = None) -> None:
        """Show what ``door`` needs first."""
        super().__init__(parent)
        self.setWindowTitle("NSCP Desktop")
        self._door = door
        self._house: House | None = None
        self._step: QWidget | None = None
        layout = QVBoxLayout(self)
        # A row of its own, so that lines that wrap get the height they need at the step's width.
        self._row = QHBoxLayout()
        layout.addStretch(2)
        layout.addLayout(self._row)
        layout.addStretch(3)
        first: QWidget
        if door.is_new:
            from nscp_desktop.ui.first_start import FirstStartStep

            start = FirstStartStep(door)
            start.passed.connect(self._on_made)
            first = start
        else:
            unlock = UnlockStep(door)
            unlock.passed.connect(self._on_opened)
            first = unlock
        self._show(first)

    @property
    def step(self) -> QWidget | None:
        """The step in sight."""
        return self._step

    def _show(self, step: QWidget) -> None:
        if self._step is not None:
            self._row.removeWidget(self._step)
            self._step.hide()
            self._step.deleteLater()
        self._step = step
        step.setFixedWidth(theme.grown(CARD_WIDTH))
        self._row.addWidget(step)

    def _on_opened(self, house: House) -> None:
        from nscp_desktop.ui.who import WhoStep

        self._house = house
        who = WhoStep(self._door, house)
        who.signed_in.connect(self._on_signed_in)
        self._show(who)

    def _on_made(self, house: House) -> None:
        self.entered.emit(house)

    def _on_signed_in(self) -> None:
        self.entered.emit(self._house)
