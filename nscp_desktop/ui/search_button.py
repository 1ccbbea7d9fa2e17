"""Search in one window: its buttons, the way to what was found, and the index kept tidy while nobody works."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from shiboken6 import isValid

from nscp_desktop.errors import Refused
from nscp_desktop.ui.commands import BY_ID
from nscp_desktop.ui.pages.page import Page
from nscp_desktop.ui.widgets import Button

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

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
        self._way_back: Callable[[], None] | None = None
        self._watched: tuple[QWidget, ...] = ()
        window.bridge.changed.connect(self._on_changed)
        window.page_shown.connect(self._forget)

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
        way_back = self._from_here()
        try:
            if hit.page == "run":
                meeting_id, _, item_id = hit.where.partition("/")
                window.run_meeting(meeting_id)
                if window.run is not None and item_id:
                    window.run.order.chosen.emit(item_id)
            elif window.run is None or not window.is_running or window.run.settle():
                window.go(hit.page, hit.where)
                self._offer(hit.page, way_back)
        except Refused as refusal:
            window.refuse(str(refusal))

    def _from_here(self) -> Callable[[], None]:
        """The way back to what is shown now, and to the keyboard's place there."""
        window = self._window
        place: QWidget | None = window.focusWidget()
        meeting_id = window.run.sitting.meeting_id if window.run is not None and window.is_running else ""
        page = window.pages.currentWidget()

        def back() -> None:
            if meeting_id:
                window.run_meeting(meeting_id)
            elif isinstance(page, Page):
                window.go(page.key)
            if place is not None and isValid(place) and place.isVisible():
                place.setFocus(Qt.FocusReason.OtherFocusReason)

        return back

    def _offer(self, page: str, way_back: Callable[[], None]) -> None:
        """Let Esc go back, also where the page would close what the jump has opened on it."""
        self._way_back = way_back
        self._watched = (self._window.page(page), self._window)
        for one in self._watched:
            one.installEventFilter(self)

    def _forget(self) -> None:
        """Somebody has gone elsewhere: Esc means nothing any more."""
        self._way_back = None
        for one in self._watched:
            one.removeEventFilter(self)
        self._watched = ()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Take Esc, where the box with the keyboard has no use for it, back to where somebody searched."""
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            back = self._way_back
            if event.key() == Qt.Key.Key_Escape and back is not None:
                self._forget()
                back()
                return True
        return False

    def _on_changed(self, _change: Change) -> None:
        self._idle.start(IDLE_MS)

    def tidy(self) -> None:
        """Put the index together a little, and come back while there is more to do."""
        from nscp_desktop.services import search

        store = self._window.house.store
        if not store.closed and search.tidy(store):
            self._idle.start(_TIDY_MS)
