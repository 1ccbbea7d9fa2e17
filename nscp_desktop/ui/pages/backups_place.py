"""Beside the list of backups: the second place, and what is kept for how long."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal

from nscp_desktop.rules.backups import DAYS, MINUTES_BETWEEN, WEEKS
from nscp_desktop.ui.theme import Tone
from nscp_desktop.ui.widgets import SPRING, Body, Button, Card, Pill, Quiet, Small, Strong, across, down

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from nscp_desktop.services.second_place import SecondPlace

_WHY: Final = (
    "If this laptop is lost, stolen or broken, the backups on it are gone too. Choose a stick, another disk, a "
    "share or a synced folder: a backup is encrypted and opens with the passphrase of its day."
)
_MEANING: Final = (
    (
        "The second place is not there now.",
        "Nothing is lost. Plug the stick in or connect the share: what it lacks is copied within a minute.",
    ),
    (
        "The last backup could not be made.",
        "It is tried again every few minutes. The sentence says why; most often the disk is full.",
    ),
)


class PlaceCard(Card):
    """The second place: where it is, and the buttons to choose another or to do without."""

    choose_pressed = Signal()
    forget_pressed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """No place is shown until :meth:`show_place`."""
        super().__init__("Second place", parent=parent)
        self.state = Pill()
        self.where = Strong(wrap=True)
        self.words = Quiet(_WHY, wrap=True)
        self.choose = Button("Choose a folder…", primary=True, icon="folder-open", alt="F")
        self.forget = Button("Do without", alt="D")
        self.body.addLayout(across(self.where, self.state))
        self.body.addWidget(self.words)
        self.body.addSpacing(4)
        self.body.addLayout(across(self.choose, self.forget, SPRING))
        self.choose.clicked.connect(self.choose_pressed)
        self.forget.clicked.connect(self.forget_pressed)

    def show_place(self, place: SecondPlace | None, *, may_change: bool) -> None:
        """Show where second copies go, or why there should be such a place."""
        self.where.setText("None is set" if place is None else str(place.path))
        self.where.setToolTip("")
        self.choose.setText("Choose a folder…" if place is None else "Choose another…")
        self.forget.setVisible(place is not None)
        for button in (self.choose, self.forget):
            button.setEnabled(may_change)
        if place is None:
            self.state.show_pill("only this laptop", Tone.AMBER)
            self.words.setText(_WHY)
        elif place.is_there:
            self.state.show_pill("is there", Tone.GREEN)
            self.words.setText("Every backup is copied there too, and read back to see that it is the same.")
        else:
            self.state.show_pill("not there now", Tone.AMBER)
            self.words.setText(
                "What it lacks is copied there when it is back. Nothing needs to be done here."
            )


class KeptCard(Card):
    """When backups are made, where they lie, and how long each is kept."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """The folder is shown by :meth:`show_folder`."""
        super().__init__("What is kept", parent=parent)
        self.folder = Small(wrap=True)
        made = (
            f"A backup is made when the program closes, every {MINUTES_BETWEEN} minutes of use, and before anything "
            "is put back, removed for good or brought up to a new version."
        )
        kept = (
            f"All of today stay; then one a day for {DAYS} days, one a week for {WEEKS} weeks, and one a month "
            "for good."
        )
        for words in (made, kept):
            self.body.addWidget(Quiet(words, wrap=True))
        self.body.addWidget(self.folder)

    def show_folder(self, folder: Path) -> None:
        """Say where the backups on this laptop lie."""
        self.folder.setText(f"On this laptop they lie in {folder}")


class MeaningCard(Card):
    """What to do when Today says something about the backups."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """The sentences, one under the other."""
        super().__init__("When Today says", parent=parent)
        for said, meant in _MEANING:
            self.body.addLayout(down(Body(said, wrap=True), Small(meant, wrap=True), gap=0))
