"""While long work has the store for itself, nothing of the window asks it: it would wait, and not answer meanwhile."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from nscp_desktop.ui.watch import Watch

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from nscp_desktop.ui.bridge import Bridge


class Stillness:
    """Lets the timers of one window stand, and what is announced wait. The watch that locks goes on."""

    def __init__(self, window: QWidget, bridge: Bridge) -> None:
        """Nothing stands still until :meth:`begin`."""
        self._window, self._bridge = window, bridge
        self._stilled: list[QTimer] = []

    def begin(self) -> None:
        """Let everything stand that goes by itself."""
        self._bridge.hold()
        timers = self._window.findChildren(QTimer)
        self._stilled += [one for one in timers if one.isActive() and not isinstance(one.parent(), Watch)]
        for timer in self._stilled:
            timer.stop()

    def end(self, *, tell: bool) -> None:
        """Let it all go on, and ``tell`` what was announced meanwhile, or forget it: the window goes."""
        stilled, self._stilled = self._stilled, []
        for timer in stilled:
            # What belonged to something that has gone is gone too.
            with suppress(RuntimeError):
                timer.start()
        self._bridge.let_go(tell=tell)
