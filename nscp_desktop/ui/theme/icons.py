"""Lucide icons from ``resources/icons``, drawn in a colour of the theme at the screen's own resolution."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray
from PySide6.QtGui import QColor, QPainter, QPixmap

from nscp_desktop.assets import asset

if TYPE_CHECKING:
    from PySide6.QtGui import QIcon

# A QIcon is asked for before anybody knows the screen: the scale factors Windows offers, and 3 for the rest.
_RESOLUTIONS = (1.0, 1.25, 1.5, 2.0, 3.0)


@lru_cache(maxsize=128)
def _drawing(name: str) -> str:
    return asset("icons", f"{name}.svg").read_text(encoding="utf-8")


@lru_cache(maxsize=512)
def _drawn(name: str, colour: str, size: int, resolution: float) -> QPixmap:
    # Reading QtSvg takes a tenth of the time in which the first window is to be on the screen.
    from PySide6.QtSvg import QSvgRenderer

    drawing = _drawing(name).replace("currentColor", colour)
    renderer = QSvgRenderer(QByteArray(drawing.encode()))
    side = max(1, round(size * resolution))
    pixmap = QPixmap(side, side)
    pixmap.fill(QColor(0, 0, 0, 0))
    painter = QPainter(pixmap)
    renderer.render(painter)
    painter.end()
    pixmap.setDevicePixelRatio(resolution)
    return pixmap


def drawn_icon(name: str, colour: str, size: int, resolution: float) -> QPixmap:
    """Give an icon ``size`` logical pixels wide for a screen of ``resolution`` device pixels to one.

    Refuses a name that is not in ``resources/icons`` with ``FileNotFoundError``.
    """
    return _drawn(name, colour, size, resolution)


def made_icon(name: str, colour: str, size: int) -> QIcon:
    """Give an icon for menus and other places that Qt draws itself, sharp at the usual scale factors."""
    from PySide6.QtGui import QIcon

    icon = QIcon()
    for resolution in _RESOLUTIONS:
        icon.addPixmap(_drawn(name, colour, size, resolution))
    return icon
