"""Where a window stands: where it stood before, else in its usual size, over all of a screen without room for that."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QByteArray, QSize

if TYPE_CHECKING:
    from PySide6.QtCore import QSettings
    from PySide6.QtWidgets import QWidget

USUAL: Final = QSize(1366, 768)
KEY: Final = "window/place"
# A title bar and edges, which nobody can measure before the window is seen.
_AROUND: Final = QSize(16, 40)


def restore(window: QWidget, settings: QSettings) -> bool:
    """Put a window where the settings say it stood; says whether they do, else it has its usual size."""
    place = settings.value(KEY, QByteArray(), type=QByteArray)
    if isinstance(place, QByteArray) and not place.isEmpty() and window.restoreGeometry(place):
        return True
    window.resize(USUAL)
    return False


def show(window: QWidget) -> None:
    """Show a window; over the whole of a screen on which it would hang over the edge."""
    room, wanted = window.screen().availableSize(), window.size() + _AROUND
    if room.width() < wanted.width() or room.height() < wanted.height():
        # Naming the state would build all of Qt's names before the first window is painted.
        window.showMaximized()
    else:
        window.show()
