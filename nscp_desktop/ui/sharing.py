"""What the system does for us when a screen is shared: windows left out of it, displays that show the same.

Windows offers both; elsewhere, and wherever a call fails, nothing is done and the program goes on. It is no
guarantee: a camera, another program or an older system may still see everything.
"""

from __future__ import annotations

import ctypes
import sys
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication

from nscp_desktop import log

if TYPE_CHECKING:
    from PySide6.QtGui import QWindow

SEEN: Final = 0x00
BLACK: Final = 0x01
LEFT_OUT: Final = 0x11
"""How a window is captured (WDA_NONE, WDA_MONITOR, WDA_EXCLUDEFROMCAPTURE); the last since Windows 10 of 2020."""
_ACTIVE_PATHS: Final = 2


def set_affinity(window: int, affinity: int) -> bool:
    """Tell Windows how a window of ours is captured; says whether it does so."""
    if not _on_windows():
        return False
    return _windows_set_affinity(window, affinity)


def displays_in_use() -> int:
    """How many displays show something, those that show the same counted each; 0 where nobody can say."""
    if not _on_windows():
        return 0
    try:
        return _windows_displays()
    except (AttributeError, OSError, ValueError, ctypes.ArgumentError) as error:
        log.fault(error)
        return 0


def _on_windows() -> bool:
    system: str = sys.platform
    return system == "win32"


def _windows_set_affinity(window: int, affinity: int) -> bool:
    system: Any = ctypes
    call = system.windll.user32.SetWindowDisplayAffinity
    call.argtypes = (ctypes.c_void_p, ctypes.c_uint32)
    return bool(call(window, affinity))


def _windows_displays() -> int:
    system: Any = ctypes
    paths, modes = ctypes.c_uint32(), ctypes.c_uint32()
    call = system.windll.user32.GetDisplayConfigBufferSizes
    failed = call(_ACTIVE_PATHS, ctypes.byref(paths), ctypes.byref(modes))
    return 0 if failed else paths.value


def _told(window: int, affinity: int) -> bool:
    """Tell the system; a system that lacks the call or refuses it does not stop a meeting."""
    try:
        return set_affinity(window, affinity)
    except (AttributeError, OSError, ValueError, ctypes.ArgumentError) as error:
        log.fault(error)
        return False


class LeftOut(QObject):
    """Keeps our windows but one out of what is shared, as long as it is on; those that are opened meanwhile too."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Nothing is left out yet."""
        super().__init__(parent)
        self._but: QWindow | None = None
        self._out: set[int] = set()
        QGuiApplication.instance().focusWindowChanged.connect(self._on_focus_window_changed)  # type: ignore[union-attr]

    def begin(self, but: QWindow | None) -> bool:
        """Leave all out but one; says whether the system does so for every window there is."""
        self._but = but
        windows = [one for one in QGuiApplication.topLevelWindows() if self._is_meant(one)]
        done = [self._leave_out(one) for one in windows]
        return bool(done) and all(done)

    def end(self) -> None:
        """Let every window be seen again."""
        self._but = None
        # Of a window that is gone meanwhile the system says that it is not there.
        for window in self._out:
            _told(window, SEEN)
        self._out = set()

    def _is_meant(self, window: QWindow) -> bool:
        return self._but is not None and window is not self._but and window.isVisible()

    def _leave_out(self, window: QWindow) -> bool:
        number = int(window.winId())
        done = _told(number, LEFT_OUT) or _told(number, BLACK)
        if done:
            self._out.add(number)
        return done

    def _on_focus_window_changed(self, window: QWindow | None) -> None:
        if window is not None and self._is_meant(window) and int(window.winId()) not in self._out:
            self._leave_out(window)
