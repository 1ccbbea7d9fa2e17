"""Notices that nobody is at the laptop any more, or that it has slept, before anything is painted again."""

from __future__ import annotations

import time
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, cast

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QWindow

from nscp_desktop.rules.locking import LEAST_MINUTES, Reason, idle_too_long, slept
from nscp_desktop.ui.commands import BY_ID

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

BEAT_MS: Final = 5_000
"""So often it looks at the clock: far more often than the gap that means sleep."""

_USED: Final = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TouchUpdate,
        QEvent.Type.TabletPress,
        QEvent.Type.InputMethod,
    }
)
_PAINTED: Final = frozenset({QEvent.Type.Expose, QEvent.Type.Paint, QEvent.Type.UpdateRequest})


@dataclass(frozen=True, slots=True)
class Moments:
    """Two clocks, in seconds: the wall's, which goes on while the laptop sleeps, and one that nobody sets."""

    wall: Callable[[], float] = time.time
    steady: Callable[[], float] = time.monotonic


MOMENTS: Final = Moments()


class Watch(QObject):
    """Watches one window and what lies over it. ``due`` says why it must be locked, at once and directly.

    It looks at the native windows only: to look at every event of every control would make every key dearer.
    """

    due = Signal(object)
    # Of the class: Qt may still ask when Python has already let go of what this object knew.
    _resting = True

    def __init__(self, window: QWidget, minutes: Callable[[], int], moments: Moments | None = None) -> None:
        """Watch ``window`` from when it is shown; ``minutes`` says after how many without a key it locks."""
        super().__init__(window)
        self._window = window
        self._minutes = minutes
        self._moments = moments or MOMENTS
        self._keys = [QKeySequence(keys) for keys in BY_ID["lock"].keys]
        self._beat = QTimer(self)
        self._beat.setInterval(BEAT_MS)
        self._beat.timeout.connect(self.look)
        self._looked_at: list[QObject] = []
        self.begin()
        # Qt posts some requests to paint to the window's own control instead of its native window.
        self._look_at(window)
        self._application = cast("QGuiApplication", QGuiApplication.instance())
        self._application.focusWindowChanged.connect(self._on_focus_window)

    def begin(self) -> None:
        """Watch from this moment on."""
        self._seen, self._used = self._moments.wall(), self._moments.steady()
        self._resting = False
        self._beat.start()

    def rest(self) -> None:
        """Watch no longer, until :meth:`begin`: it is locked."""
        self._resting = True
        self._beat.stop()

    def end(self) -> None:
        """Watch no more: the window closes."""
        self.rest()
        self._application.focusWindowChanged.disconnect(self._on_focus_window)
        for one in self._looked_at:
            # A dialog that was closed is gone.
            with suppress(RuntimeError):
                one.removeEventFilter(self)
        self._looked_at.clear()

    def _look_at(self, one: QObject) -> None:
        if one not in self._looked_at:
            self._looked_at.append(one)
            one.installEventFilter(self)

    def look(self) -> None:
        """Look at both clocks: at each beat, and whenever something happens at a window."""
        if self._resting or self._asleep():
            return
        idle = self._moments.steady() - self._used
        # The store is only asked when there may be a reason.
        if idle_too_long(idle, LEAST_MINUTES) and idle_too_long(idle, self._minutes()):
            self.due.emit(Reason.IDLE)

    def _asleep(self) -> bool:
        now = self._moments.wall()
        gap, self._seen = now - self._seen, now
        if not slept(gap):
            return False
        self.due.emit(Reason.SLEEP)
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Before a native window of ours takes a key or paints: has the laptop slept? Then it does neither."""
        kind = event.type()
        if self._resting:
            return False
        if kind in _USED:
            if self._asleep():
                return True
            self._used = self._moments.steady()
            if kind is QEvent.Type.KeyPress and watched is not self._window.windowHandle():
                return self._locks(event)
        elif kind in _PAINTED:
            return self._asleep()
        elif kind is QEvent.Type.Show and watched is self._window:
            self._on_focus_window(self._window.windowHandle())
        return False

    def _locks(self, event: QEvent) -> bool:
        """Whether a key in a dialog is the one that locks: the window's own keys do not reach it there."""
        if isinstance(event, QKeyEvent) and QKeySequence(event.keyCombination()) in self._keys:
            self.due.emit(Reason.KEY)
            return True
        return False

    def _on_focus_window(self, reached: QWindow | None) -> None:
        """Look at the window that has the keyboard now too, when it is ours; it stays looked at."""
        ours, above = self._window.windowHandle(), reached
        while above is not None and above is not ours:
            above = above.transientParent()
        if reached is not None and above is not None:
            self._look_at(reached)
