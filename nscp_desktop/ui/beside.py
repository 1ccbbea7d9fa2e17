"""Beside Teams: the window narrow at the right edge of its screen and on top of others; and back where it was."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QByteArray, QObject, QRect, Qt

from nscp_desktop.ui import theme

if TYPE_CHECKING:
    from PySide6.QtCore import QSettings
    from PySide6.QtWidgets import QMainWindow, QWidget

WIDTH: Final = 480
_KEY: Final = "window/beside"


class BesideTeams(QObject):
    """What one window does beside a call. ``place`` is where it stands otherwise, to be remembered for next time."""

    def __init__(self, window: QMainWindow, pages: QWidget) -> None:
        """Serve ``window``, which stands as it likes; its ``pages`` must not keep a meeting from being narrow."""
        super().__init__(window)
        pages.setMinimumWidth(theme.grown(WIDTH))
        self._window = window
        self._before: QByteArray | None = None

    @property
    def on(self) -> bool:
        """Whether the window is narrow and on top now."""
        return self._before is not None

    @property
    def place(self) -> QByteArray:
        """Where the window stands when it is not beside a call."""
        return self._window.saveGeometry() if self._before is None else self._before

    def remember(self, settings: QSettings) -> None:
        """Write down whether the window is beside a call."""
        settings.setValue(_KEY, self.on)

    def restore(self, settings: QSettings) -> None:
        """Stand beside a call again where the window did so when it was closed."""
        if settings.value(_KEY, defaultValue=False, type=bool):
            self._go()

    def toggle(self) -> None:
        """Go beside a call, or back; the keyboard stays where it is."""
        if self._before is None:
            self._go()
            return
        self._stay_on_top(on=False)
        self._window.restoreGeometry(self._before)
        self._before = None

    def _go(self) -> None:
        window = self._window
        self._before = window.saveGeometry()
        self._stay_on_top(on=True)
        window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMaximized)
        room = window.screen().availableGeometry()
        width = min(theme.grown(WIDTH), room.width())
        window.setGeometry(QRect(room.right() - width + 1, room.top(), width, room.height()))

    def _stay_on_top(self, *, on: bool) -> None:
        window, flag = self._window, Qt.WindowType.WindowStaysOnTopHint
        # Not setWindowFlag: that hides the window, and it loses the keyboard.
        window.overrideWindowFlags(window.windowFlags() | flag if on else window.windowFlags() & ~flag)
        if window.isVisible():
            window.windowHandle().setFlag(flag, on)
