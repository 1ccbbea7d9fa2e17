"""The rare question: only before something leaves the laptop or cannot be taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QWidget

from nscp_desktop.ui import theme

from .buttons import Button
from .labels import Body, Title
from .layouts import SPRING, across, down
from .spoken import announce, named

if TYPE_CHECKING:
    from collections.abc import Sequence


class Ask(QDialog):
    """A question with a title, a sentence, and buttons named by what they do.

    ``answered`` carries the key of the button, or nothing when it was left by Esc or the cancel
    button. The first button has the focus, except when ``danger`` says that it cannot be undone:
    then the way back has it. Prefer ``open()`` and the signal to ``ask()``, which waits.
    """

    answered = Signal(str)

    def __init__(
        self,
        parent: QWidget | None,
        title: str,
        sentence: str,
        answers: Sequence[tuple[str, str]],
        *,
        cancel: str = "Cancel",
        danger: bool = False,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        named(self, title)
        self.setAccessibleDescription(sentence)
        self.setModal(True)
        self._answer = ""
        self._sentence = sentence
        self.words = Body(sentence, wrap=True)
        self.buttons: dict[str, Button] = {}
        self.cancel = Button(cancel)
        self.cancel.clicked.connect(self.reject)
        row = across(SPRING, self.cancel)
        for at, (key, text) in enumerate(answers):
            button = Button(text, primary=at == 0 and not danger)
            button.setProperty("answer", key)
            button.clicked.connect(self._on_clicked)
            self.buttons[key] = button
            row.addWidget(button)
        column = down(Title(title, wrap=True), self.words, gap=8, margins=(24, 20, 24, 20))
        column.addSpacing(12)
        column.addLayout(row)
        self.setLayout(column)
        self.setMinimumWidth(theme.grown(420))
        self._first = self.cancel if danger or not self.buttons else next(iter(self.buttons.values()))
        self._first.setFocus(Qt.FocusReason.OtherFocusReason)
        self.finished.connect(self._on_finished)

    def ask(self) -> str:
        """Wait for the answer: the key of a button, or nothing."""
        self.exec()
        return self._answer

    def open(self) -> None:
        """Put the question without waiting; ``answered`` brings the answer."""
        super().open()
        announce(self, self._sentence)

    def _on_clicked(self) -> None:
        button = self.sender()
        if isinstance(button, Button):
            self._answer = str(button.property("answer"))
            self.accept()

    def _on_finished(self) -> None:
        self.answered.emit(self._answer)
