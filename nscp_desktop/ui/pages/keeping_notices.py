"""What Today says of the store, its disk and its backups: a quiet band for each, with the way to do something."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QWidget

from nscp_desktop.services import keeping, second_place, slots
from nscp_desktop.ui.theme import Tone
from nscp_desktop.ui.widgets import Button, Sentence, down

if TYPE_CHECKING:
    from nscp_desktop.store import Store
    from nscp_desktop.ui.bridge import Bridge
    from nscp_desktop.ui.pages.page import Frame

_BACKUPS: Final = ("backup", "Backup", "second place")


class KeepingNotices(QWidget):
    """Bands, none while all is well. What concerns the backups leads to their page."""

    def __init__(self, store: Store, bridge: Bridge, frame: Frame, parent: QWidget | None = None) -> None:
        """Nothing is asked until :meth:`refresh`."""
        super().__init__(parent)
        self._store, self._frame = store, frame
        self._said: tuple[str, ...] = ()
        self.bands: list[Sentence] = []
        self._column = down(gap=8)
        self.print_key = Button("Print a recovery key", quiet=True)
        self.print_key.clicked.connect(partial(frame.go, "keys"))
        self.recovery = Sentence(slots.NO_RECOVERY_KEY, Tone.NEUTRAL, button=self.print_key)
        self._column.addWidget(self.recovery)
        self.setLayout(self._column)
        bridge.backed_up.connect(self._on_backed_up)
        self.hide()

    def refresh(self) -> None:
        """Ask again; bands that say the same stay as they are."""
        said, no_key = keeping.says(self._store), slots.says(self._store)
        self.recovery.setVisible(bool(no_key))
        self.setVisible(bool(said or no_key))
        if said == self._said:
            return
        self._said = said
        for band in self.bands:
            self._column.removeWidget(band)
            band.hide()
            band.deleteLater()
        self.bands = [self._band(sentence) for sentence in said]
        for band in self.bands:
            self._column.addWidget(band)

    def _band(self, sentence: str) -> Sentence:
        button = None
        if any(word in sentence for word in _BACKUPS):
            only = sentence == second_place.ONLY_HERE
            button = Button("Choose a second place" if only else "Keeping safe", quiet=True)
            button.clicked.connect(partial(self._frame.go, "backups"))
        return Sentence(sentence, _tone(sentence), button=button)

    def _on_backed_up(self) -> None:
        if self.isVisibleTo(self.window()) or self.window().isVisible():
            self.refresh()


def _tone(sentence: str) -> Tone:
    """What can wait is said quietly: the records are kept, only not twice."""
    quiet = sentence in {second_place.ONLY_HERE, keeping.NO_BACKUP} or "second place" in sentence
    return Tone.NEUTRAL if quiet else Tone.AMBER
