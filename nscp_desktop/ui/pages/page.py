"""What every page is: a widget that asks again when a record it shows has changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Protocol

from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QShowEvent

    from nscp_desktop.papers.blocks import Paper
    from nscp_desktop.store import Change
    from nscp_desktop.ui.bridge import Bridge
    from nscp_desktop.ui.house import House
    from nscp_desktop.ui.upkeep import Upkeep


class Frame(Protocol):
    """What a page may ask of the window around it."""

    upkeep: Upkeep
    """What keeps the store safe: the backups, and the long work about them."""

    def go(self, page: str, where: str = "") -> None:
        """Show the page with key ``page``, at the record ``where`` (such as a meeting's id)."""

    def run_meeting(self, meeting_id: str) -> None:
        """Give the whole window to the run screen of a meeting."""

    def leave_run(self) -> None:
        """Come back from the run screen to the pages."""

    def say(self, sentence: str) -> None:
        """Show and announce one sentence for a while, with Undo beside it when the last deed can be undone."""

    def refuse(self, sentence: str) -> None:
        """Show and announce why something was not done."""

    def lock(self) -> None:
        """Hide everything and close the store until somebody unlocks it."""

    def practise(self) -> None:
        """Leave the window for a practice, and come back to it."""

    def search(self) -> None:
        """Open the panel that searches everything."""

    def print_paper(self, make: Callable[[int], Paper]) -> None:
        """Show the paper that ``make(size)`` gives at 12 or 16 points, to save or print."""

    def show_history(self, table: str, record_id: str) -> None:
        """Show the history of a record."""


class Page(QWidget):
    """A page of the window; subclasses set ``key``, ``title``, ``watched`` and build in ``__init__``.

    ``watched`` names the tables whose changes concern the page. ``refresh`` asks the services again; it is
    called before the page is first seen and, while it is in sight, after a change that concerns it.
    A page never reloads an editor that has the focus.
    """

    key: ClassVar[str] = ""
    title: ClassVar[str] = ""
    watched: ClassVar[frozenset[str]] = frozenset()
    begins_at: QWidget | None = None
    """Where the keyboard goes when one of its records is opened; None leaves it where it was."""

    def __init__(self, house: House, bridge: Bridge, frame: Frame, parent: QWidget | None = None) -> None:
        """Build the page over ``house``; nothing is asked of the store until it is shown."""
        super().__init__(parent)
        self.house, self.frame = house, frame
        self._stale = True
        bridge.changed.connect(self._on_changed)

    def open_at(self, where: str) -> None:
        """Show the record ``where``; the page decides what that means."""

    def refresh(self) -> None:
        """Ask the services again and show what they say."""

    def paper(self) -> Callable[[int], Paper] | None:
        """The paper that Ctrl+P prints for this page, by size; None when it has none."""
        return None

    def about(self) -> tuple[str, str] | None:
        """The table and id of the record that the page as a whole is about; None when it is about several."""
        return None

    def settle(self) -> bool:
        """Make a deed of what is still being typed: the window is about to close; says whether all is kept."""
        return True

    def refresh_if_stale(self) -> None:
        """Refresh when something changed since the last time."""
        if self._stale:
            self._stale = False
            self.refresh()

    def _on_changed(self, change: Change) -> None:
        if not self.watched & change.tables:
            return
        self._stale = True
        if self.isVisible():
            self.refresh_if_stale()

    def showEvent(self, event: QShowEvent) -> None:
        """Refresh on the way into sight."""
        self.refresh_if_stale()
        super().showEvent(event)
