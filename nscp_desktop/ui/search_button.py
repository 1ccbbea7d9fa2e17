"""Search in one window: its buttons, the way to what was found, and the index kept tidy while nobody works."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Qt, QTimer

from nscp_desktop.errors import Refused
from nscp_desktop.ui.commands import BY_ID
from nscp_desktop.ui.widgets import Button

if TYPE_CHECKING:
    from nscp_desktop.services.search import Hit
    from nscp_desktop.store import Change
    from nscp_desktop.ui.search_panel import SearchPanel
    from nscp_desktop.ui.window import MainWindow

IDLE_MS: Final = 4_000
"""After a deed, before the index is put together a little: nobody waits for it."""
_TIDY_MS: Final = 400


class Finder(QObject):
    """Opens the panel over its window, and goes where somebody chose."""

    def __init__(self, window: MainWindow) -> None:
        """Serve ``window``."""
        super().__init__(window)
        self._window = window
        self.panel: SearchPanel | None = None
        self._idle = QTimer(self)
        self._idle.setSingleShot(True)
        self._idle.timeout.connect(self.tidy)
        window.bridge.changed.connect(self._on_changed)

    def button(self, *, touch: bool = False) -> Button:
        """One more button that opens the panel."""
        # Under the running order there is room for the glass alone.
        words, key = ("", None) if touch else ("Search", BY_ID["search"].key_hint)
        made = Button(words, icon="search", key_hint=key, quiet=True, touch=touch, name="Search everything")
        # A click does not take the keyboard from where it is: that is where one comes back to.
        made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        made.clicked.connect(self.open)
        return made

    def open(self) -> None:
        """Open the panel; the keyboard comes back to where it was when it is left."""
        if self.panel is None:
            # Who never searches waits for none of it.
            from nscp_desktop.ui.search_panel import SearchPanel

            self.panel = SearchPanel(self._window.house.store, self._window)
            self.panel.chosen.connect(self.go)
        self.panel.open()

    def go(self, hit: Hit) -> None:
        """Go where a hit is; what is being typed at the meeting is kept first."""
        window = self._window
        try:
            if hit.page == "run":
                meeting_id, _, item_id = hit.where.partition("/")
                window.run_meeting(meeting_id)
                if window.run is not None and item_id:
                    window.run.order.chosen.emit(item_id)
            elif window.run is None or not window.is_running or window.run.settle():
                window.go(hit.page, hit.where)
        except Refused as refusal:
            window.refuse(str(refusal))

    def _on_changed(self, _change: Change) -> None:
        self._idle.start(IDLE_MS)

    def tidy(self) -> None:
        """Put the index together a little, and come back while there is more to do."""
        from nscp_desktop.services import search

        store = self._window.house.store
        if not store.closed and search.tidy(store):
            self._idle.start(_TIDY_MS)
