"""The windows of one run of the program: the way in, the window, and another over a store that was put back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from nscp_desktop.errors import Refused
from nscp_desktop.ui import place
from nscp_desktop.ui.practising import Practising
from nscp_desktop.ui.theme import Tone
from nscp_desktop.ui.unlock import Entry, Threshold, UnlockStep
from nscp_desktop.ui.waste import Waste

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from nscp_desktop.ui.house import House
    from nscp_desktop.ui.unlock import Door
    from nscp_desktop.ui.window import MainWindow


class WhoAgain(Threshold):
    """Asks who is at work in a store that was put back and does not know them."""

    def __init__(self, door: Door, house: House) -> None:
        """Ask over the open ``house``."""
        super().__init__(door)
        self._on_opened(house)


class Program(QObject):
    """Holds the windows, so that one is always there until the program ends."""

    def __init__(self, door: Door, parent: QObject | None = None) -> None:
        """The program over the store behind ``door``; :meth:`start` shows the way in."""
        super().__init__(parent)
        self._door = door
        self._waste = Waste(self)
        self.practising = Practising(door.practise, door.end_practice, self)
        self.practising.refused.connect(self._on_no_practice)
        self.entry: QWidget | None = None
        self.window: MainWindow | None = None
        # Held until Qt has taken it down: Python would take its parts apart in any order.
        self._before: MainWindow | None = None

    def start(self) -> Entry:
        """Show the way in; gives it."""
        entry = Entry(self._door)
        entry.resize(place.USUAL)
        self._show_entry(entry)
        return entry

    def _show_entry(self, entry: Threshold) -> None:
        self.entry = entry
        entry.entered.connect(self.enter)
        if isinstance(entry, Entry):
            entry.practise_wanted.connect(self._on_practise_at_entry)
        place.show(entry)

    def enter(self, house: House, said: str = "") -> None:
        """Show the window over an open house, saying something when there is something to say."""
        from nscp_desktop.ui.window import MainWindow

        try:
            window = MainWindow(house)
        except Refused as refusal:
            self._go_back(house, str(refusal))
            return
        # Somebody is there to be asked; a window that a test or a program opened asks nobody.
        window.upkeep.leaving.asks = True
        window.upkeep.reopened.connect(self.go_on)
        window.practise_wanted.connect(self._on_practise_in_window)
        self.window = window
        self._waste.settle(window)
        if window.placed:
            window.show()
        else:
            place.show(window)
        if said:
            window.say(said)
        entry, self.entry = self.entry, None
        if entry is not None:
            entry.close()
            entry.deleteLater()

    # -- practising ----------------------------------------------------------------------------------

    def practise(self) -> None:
        """Show a practice and nothing else; the program ends with it."""
        self.practising.begin(None, None)

    def _on_practise_at_entry(self) -> None:
        if isinstance(self.entry, Entry):
            self.practising.begin(self.entry, self.entry)

    def _on_practise_in_window(self) -> None:
        if self.window is not None:
            self.window.say("The practice is being made.")
            self.practising.begin(self.window.locking, self.window)

    def _on_no_practice(self, sentence: str) -> None:
        if self.window is not None:
            self.window.refuse(sentence)
            return
        entry = self.entry if isinstance(self.entry, Entry) else self.start()
        entry.practice.say(sentence)

    def _go_back(self, house: House, said: str) -> None:
        """The store opened, and then could not be read: ask for the passphrase again, which leads to the remedy."""
        before = self.entry
        self._door.give_up(house)
        entry = self.start()
        if isinstance(entry.step, UnlockStep):
            entry.step.say(said, Tone.RED)
        if before is not None:
            before.close()
            before.deleteLater()

    def go_on(self, house: House, actor: str, said: str) -> None:
        """Go on over a store that was put back, as the same person where it knows them."""
        before = self.window
        try:
            self._door.sign_in(house, actor)
        except Refused:
            self._show_entry(WhoAgain(self._door, house))
        else:
            self.enter(house, said)
        if before is not None:
            if self.window is not None and self.window is not before:
                self.window.setGeometry(before.geometry())
            before.deleteLater()
            self._before = before
