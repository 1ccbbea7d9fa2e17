"""The way to a practice from where no store is open yet."""

from __future__ import annotations

from typing import Final

from PySide6.QtWidgets import QWidget

from nscp_desktop.ui.widgets import Button, Small, across

PRACTISE: Final = "Ten minutes with an invented meeting. Nothing of it is kept."


class PracticeOffer(QWidget):
    """A button, and beside it what a practice is or why there is none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Offer one."""
        super().__init__(parent)
        self.button = Button("Practise", alt="i", touch=True, resting=True)
        self.words = Small(wrap=True)
        row = across(self.button, self.words, gap=12)
        row.setStretch(1, 1)
        self.setLayout(row)
        self.say()

    def say_busy(self) -> None:
        """A practice is being made."""
        self.button.setEnabled(False)
        self.words.setText("The practice is being made.")

    def say(self, refusal: str = "") -> None:
        """Say what a practice is, or why there is none."""
        self.button.setEnabled(True)
        self.words.setText(refusal or PRACTISE)
