"""The first start: passphrase, partnership, who you are, an empty store or the sample."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from nscp_desktop.ui import theme
from nscp_desktop.ui.task import Task, ended
from nscp_desktop.ui.unlock import Door, secret_box
from nscp_desktop.ui.widgets import (
    SPRING,
    Button,
    Card,
    Choice,
    Field,
    LineEdit,
    Pick,
    Quiet,
    Sentence,
    Title,
    across,
    down,
)

if TYPE_CHECKING:
    from PySide6.QtGui import QShowEvent

    from nscp_desktop.ui.house import House

ROLES = (
    ("co-chair", "Co-chair"),
    ("business support", "Business Support"),
    ("coordinator", "Coordinator"),
)


class FirstStartStep(QWidget):
    """Asks what a new store needs and makes it."""

    passed = Signal(object, str)
    """The new house, signed in, and its passphrase: a recovery key can be made with it."""

    def __init__(self, door: Door, parent: QWidget | None = None) -> None:
        """Ask for what ``door`` needs to make its store."""
        super().__init__(parent)
        self._door = door
        self._task: Task | None = None
        self.name_box = LineEdit(name="Your name")
        self.role = Choice(ROLES, name="You are")
        self.passphrase = secret_box("Passphrase")
        self.again = secret_box("Passphrase again")
        self.partnership = Choice(door.partnerships(), name="Partnership")
        self.empty = Pick("Start empty: your own people and meetings")
        self.sample = Pick("Look around first: an invented partnership to try things on")
        self.empty.setChecked(True)
        self.make = Button("Make the store", primary=True, alt="M", touch=True)
        self.sentence = Sentence("", theme.Tone.RED)
        self.sentence.clear()
        self.tools = across(SPRING, self.make)
        card = Card()
        card.body.addLayout(
            down(
                Title("Welcome to NSCP Desktop"),
                Quiet(
                    "Everything is kept on this laptop in one encrypted store. Without its passphrase nobody can "
                    "read it, and nobody can bring it back.",
                    wrap=True,
                ),
                4,
                across(
                    Field("Your name", self.name_box, alt="N"), Field("You are", self.role, alt="Y"), gap=12
                ),
                Field("Partnership", self.partnership, alt="R"),
                across(
                    Field("Passphrase, 10 characters or more", self.passphrase, alt="P"),
                    Field("The same again", self.again, alt="T"),
                    gap=12,
                ),
                self.empty,
                self.sample,
                self.sentence,
                self.tools,
                gap=10,
            )
        )
        self.setLayout(down(card))
        self.make.clicked.connect(self._on_make)
        for box in (self.name_box, self.passphrase, self.again):
            box.returnPressed.connect(self._on_make)

    @property
    def is_busy(self) -> bool:
        """Whether the store is being made."""
        return self._task is not None

    def showEvent(self, event: QShowEvent) -> None:
        """Begin at the first question."""
        super().showEvent(event)
        self.name_box.setFocus()

    def _on_make(self) -> None:
        if self._task is not None:
            return
        if not self.name_box.text().strip():
            self._refuse("Type your name first: what you do is noted under it.", self.name_box)
            return
        door, name, role = self._door, self.name_box.text(), str(self.role.value)
        passphrase, again = self.passphrase.text(), self.again.text()
        code, with_sample = str(self.partnership.value), self.sample.isChecked()

        def work() -> House:
            house = door.create(passphrase, again, code, with_sample=with_sample)
            door.sign_in(house, door.add_colleague(house, name, role))
            return house

        self._busy(True, "Making the sample" if with_sample else "Making the store")
        self._task = Task(work, self)
        self._task.done.connect(self._on_done)
        self._task.refused.connect(self._on_refused)
        self._task.start()

    def _busy(self, busy: bool, caption: str = "Make the store") -> None:
        for one in (
            self.name_box,
            self.role,
            self.partnership,
            self.passphrase,
            self.again,
            self.empty,
            self.sample,
        ):
            one.setEnabled(not busy)
        self.make.setEnabled(not busy)
        self.make.setText(caption)

    def _on_done(self, house: House) -> None:
        ended(self._task)
        self._task = None
        passphrase = self.passphrase.text()
        self.passphrase.clear()
        self.again.clear()
        self.passed.emit(house, passphrase)

    def _on_refused(self, sentence: str) -> None:
        ended(self._task)
        self._task = None
        self._busy(False)
        self._refuse(sentence, self.passphrase)

    def _refuse(self, sentence: str, box: LineEdit) -> None:
        self.sentence.say(sentence, theme.Tone.RED)
        box.setFocus()
        box.selectAll()
