"""The way in: unlock the store or make the first one, then say who you are.

This module and all it imports stay clear of SQLModel and ReportLab, so that the window is painted while
they are still being loaded.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from nscp_desktop.ui import theme
from nscp_desktop.ui.practice_offer import PracticeOffer
from nscp_desktop.ui.task import Task, ended
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

    from nscp_desktop.papers.blocks import Paper
    from nscp_desktop.ui.first_start import FirstStartStep
    from nscp_desktop.ui.house import House
    from nscp_desktop.ui.mending import Remedy

CARD_WIDTH = 460
BEAT_MS = 5_000
PATIENCE_SECONDS = 180
"""So long an open store waits for somebody to say who they are."""

clock = time.time
"""The wall's clock: it goes on while the laptop sleeps."""


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


class WayIn(Protocol):
    """What the way in to a store that is there may do; handed in, because it needs the store."""

    @property
    def store_name(self) -> str:
        """The store's file, as shown."""
        ...

    def open(self, passphrase: str) -> object:
        """What a passphrase or a recovery key opens, or refuse; called on a thread of its own."""
        ...

    def leave(self, house: House) -> None:
        """Let the open store go again: nobody said who they are."""
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


class Door(WayIn, Protocol):
    """The way in when the program starts: there may be no store yet."""

    @property
    def is_new(self) -> bool:
        """Whether there is no store yet."""
        ...

    def partnerships(self) -> tuple[tuple[str, str], ...]:
        """Code and name of every partnership the program ships."""
        ...

    def create(self, passphrase: str, again: str, code: str, *, with_sample: bool) -> House:
        """Make the store, or refuse."""
        ...

    def give_up(self, house: House) -> None:
        """Let a store go that opened and then could not be read."""
        ...

    def remedy(self, passphrase: str) -> Remedy | None:
        """What can be done when the store did not open because it is damaged; asked on a thread of its own."""
        ...

    def practise(self) -> House:
        """Make a practice, or refuse; called on a thread of its own."""
        ...

    def end_practice(self, house: House) -> None:
        """Remove a practice that was closed."""
        ...

    def recovery_key(self, house: House, passphrase: str) -> FreshKey:
        """Make a recovery key, or refuse; called on a thread of its own."""
        ...


class FreshKey(Protocol):
    """A recovery key that was made just now and is on no paper yet."""

    def paper(self, size: int) -> Paper:
        """The page with the key, at 12 or 16 points."""
        ...

    def take_back(self) -> None:
        """Revoke it: it was put on no paper."""
        ...


def secret_box(name: str) -> LineEdit:
    """A line for a passphrase, shown as dots."""
    box = LineEdit(name=name)
    box.setEchoMode(QLineEdit.EchoMode.Password)
    return box


class UnlockStep(QWidget):
    """Asks for the passphrase."""

    passed = Signal(object)
    """What the door gave: the open house."""
    failed = Signal(str)
    """The passphrase that did not open the store."""

    def __init__(self, door: WayIn, parent: QWidget | None = None, *, said: str = "") -> None:
        """Ask for the passphrase of ``door``'s store; ``said`` is why it is asked for again."""
        super().__init__(parent)
        self._door = door
        self._task: Task | None = None
        self.passphrase = secret_box("Passphrase")
        self.open_button = Button("Open", primary=True, alt="O", touch=True)
        self.sentence = Sentence(said, theme.Tone.TEAL)
        self.tools = across(SPRING, self.open_button)
        card = Card()
        card.body.addLayout(
            down(
                Title("NSCP Desktop"),
                Quiet(f"Store: {door.store_name}"),
                8,
                Field("Passphrase", self.passphrase, alt="P"),
                self.sentence,
                self.tools,
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

    @property
    def is_busy(self) -> bool:
        """Whether a passphrase is being tried."""
        return self._task is not None

    def showEvent(self, event: QShowEvent) -> None:
        """The only field there is takes the focus."""
        super().showEvent(event)
        self.passphrase.setFocus()

    def say(self, sentence: str, tone: theme.Tone) -> None:
        """Show and announce a sentence over the field."""
        self.sentence.say(sentence, tone)

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

    def _on_done(self, opened: object) -> None:
        ended(self._task)
        self._task = None
        self.sentence.clear()
        self.passphrase.clear()
        self.passed.emit(opened)

    def _on_refused(self, sentence: str) -> None:
        ended(self._task)
        self._task = None
        self._busy(False)
        self.sentence.say(sentence, theme.Tone.RED)
        self.passphrase.selectAll()
        self.passphrase.setFocus()
        self.failed.emit(self.passphrase.text())


class Threshold(QWidget):
    """The window before the window: unlock, then who you are."""

    entered = Signal(object)
    """The open house, signed in."""

    def __init__(self, door: WayIn, parent: QWidget | None = None) -> None:
        """Show what ``door`` needs first."""
        super().__init__(parent)
        self.setWindowTitle("NSCP Desktop")
        self._door = door
        self._house: House | None = None
        self._step: QWidget | None = None
        self._since = 0.0
        self._beat = QTimer(self)
        self._beat.setInterval(BEAT_MS)
        self._beat.timeout.connect(self.look)
        layout = QVBoxLayout(self)
        # A row of its own, so that lines that wrap get the height they need at the step's width.
        self._row = QHBoxLayout()
        layout.addStretch(2)
        layout.addLayout(self._row)
        layout.addStretch(3)
        self._show(self._first())

    @property
    def step(self) -> QWidget | None:
        """The step in sight."""
        return self._step

    def look(self) -> None:
        """Let an open store go when nobody has said for too long who they are; the laptop may have slept."""
        if self._house is not None and clock() - self._since > PATIENCE_SECONDS:
            self._beat.stop()
            house, self._house = self._house, None
            self._door.leave(house)
            self._show(self._first())

    def _first(self) -> QWidget:
        """The step to begin with."""
        step = UnlockStep(self._door)
        step.passed.connect(self._on_opened)
        return step

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

        self._house, self._since = house, clock()
        self._beat.start()
        who = WhoStep(self._door, house)
        who.signed_in.connect(self._on_signed_in)
        self._show(who)

    def _on_signed_in(self) -> None:
        self._beat.stop()
        self.entered.emit(self._house)


class Entry(Threshold):
    """The window when the program starts; where there is no store yet, one is made first.

    While no store is open it also leads to a practice, which needs no passphrase.
    """

    practise_wanted = Signal()

    def __init__(self, door: Door, parent: QWidget | None = None) -> None:
        """Show what ``door`` needs first."""
        self._new = door
        self._looking: Task | None = None
        self._start: FirstStartStep | None = None
        self.practice = PracticeOffer()
        super().__init__(door, parent)
        self.practice.button.clicked.connect(self._on_practise)

    def _show(self, step: QWidget) -> None:
        # Out of the step before, which goes.
        self.practice.setParent(self)
        self.practice.hide()
        super()._show(step)
        offers = self._offering()
        if offers is not None:
            offers.tools.insertWidget(0, self.practice, 100)
            self.practice.show()

    def _offering(self) -> UnlockStep | FirstStartStep | None:
        """The step in sight, if it is one at which no store is open yet."""
        if isinstance(self._step, UnlockStep):
            return self._step
        return self._start if self._step is self._start else None

    def _on_practise(self) -> None:
        offers = self._offering()
        if offers is not None and not offers.is_busy:
            self.practice.say_busy()
            self.practise_wanted.emit()

    def leave_it(self) -> None:
        """Go out of sight for a practice."""
        self.hide()
        self.practice.say()

    def come_back(self) -> None:
        """Come back after it."""
        self.show()

    def _first(self) -> QWidget:
        """The first start, or the passphrase."""
        if not self._new.is_new:
            step = super()._first()
            if isinstance(step, UnlockStep):
                step.failed.connect(self._on_failed)
            return step
        from nscp_desktop.ui.first_start import FirstStartStep

        start = self._start = FirstStartStep(self._new)
        start.passed.connect(self._on_made)
        return start

    def _on_made(self, house: House, passphrase: str) -> None:
        from nscp_desktop.ui.recovery import RecoveryStep

        step = RecoveryStep(self._new, house, passphrase)
        step.passed.connect(self._on_recovery_passed)
        self._show(step)

    def _on_failed(self, passphrase: str) -> None:
        """Look, away from the window's thread, whether the store is damaged and what can be done."""
        self._looking = Task(lambda: self._new.remedy(passphrase), self)
        self._looking.done.connect(self._on_looked)
        self._looking.start()

    def _on_looked(self, remedy: Remedy | None) -> None:
        ended(self._looking)
        if remedy is None:
            return
        from nscp_desktop.ui.mending import MendStep

        step = MendStep(remedy)
        step.mended.connect(self._on_mended)
        self._show(step)

    def _on_mended(self) -> None:
        self._show(self._first())

    def _on_recovery_passed(self, house: House) -> None:
        self.entered.emit(house)
