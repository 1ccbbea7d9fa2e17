"""How the program looks now: one palette and one text size for the whole application."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtGui import QColor, QPalette

from nscp_desktop.assets import asset

from .fonts import Face, font_of, load_fonts
from .icons import drawn_icon, made_icon
from .palette import LIGHT, Palette
from .sheet import stylesheet

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QFont, QIcon, QPixmap
    from PySide6.QtWidgets import QApplication


class Look(NamedTuple):
    """A palette and a text size (1.0 to 2.0)."""

    palette: Palette = LIGHT
    text_size: float = 1.0


class _Current:
    """The look the application has; there is one application in a process, so there is one look."""

    look = Look()
    fusion = False


def look() -> Look:
    """Give the look that was applied last."""
    return _Current.look


def application(arguments: Sequence[str] = ()) -> QApplication:
    """Start the application, in the style that every look is made for."""
    from PySide6.QtWidgets import QApplication

    # By an argument: to ask an application for its style builds all that Qt knows of styles.
    _Current.fusion = True
    return QApplication([*(arguments or ("nscp-desktop",)), "-style", "fusion"])


def apply(app: QApplication, palette: Palette = LIGHT, text_size: float = 1.0) -> None:
    """Dress the application: fonts, Fusion, colours and stylesheet. May be called again while it runs.

    ``text_size`` is a factor; refuses one below 1.0 or above 2.0 with ``ValueError``.
    """
    if not 1.0 <= text_size <= 2.0:
        raise ValueError("The text size lies between 100 and 200 per cent.")
    wanted, sheet = Look(palette, text_size), stylesheet(palette, text_size)
    if wanted == _Current.look and app.styleSheet() == sheet:
        # Dressed like this already: again would only measure and paint every widget there is anew.
        return
    load_fonts()
    _Current.look = wanted
    # Asking for Fusion where it is already would make and dress everything twice; once there is a
    # stylesheet, the style no longer tells its name.
    if not _Current.fusion and app.style().name() != "fusion":
        app.setStyle("Fusion")
    _Current.fusion = True
    app.setPalette(_qt_palette(palette))
    app.setFont(font(Face.BODY))
    app.setStyleSheet(sheet)


def font(face: Face) -> QFont:
    """Give the font of a role at the present text size."""
    return font_of(face, _Current.look.text_size)


@lru_cache(maxsize=256)
def _colour(value: str) -> QColor:
    return QColor(value)


def colour(token: str) -> QColor:
    """Give the colour of a token (a field of :class:`Palette`) in the present theme."""
    return _colour(getattr(_Current.look.palette, token))


def icon(name: str, token: str = "second", size: int = 16) -> QIcon:
    """Give a tinted icon for menus and views; ``size`` in logical pixels at a text size of 1."""
    return made_icon(name, colour(token).name(), grown(size))


def icon_pixmap(name: str, token: str, size: int, resolution: float) -> QPixmap:
    """Give a tinted icon for painting, ``size`` logical pixels wide, at a device pixel ratio."""
    return drawn_icon(name, colour(token).name(), size, resolution)


def known_icon(name: str) -> str:
    """Give the name of an icon back; refuses one that is not in ``resources/icons`` with ``FileNotFoundError``.

    Widgets ask when they are made: while painting it would be too late to say so.
    """
    asset("icons", f"{name}.svg")
    return name


def grown(pixels: float) -> int:
    """Give a length in pixels grown by the present text size."""
    return round(pixels * _Current.look.text_size)


def _qt_palette(palette: Palette) -> QPalette:
    roles = {
        QPalette.ColorRole.Window: palette.ground,
        QPalette.ColorRole.WindowText: palette.ink,
        QPalette.ColorRole.Base: palette.paper,
        QPalette.ColorRole.AlternateBase: palette.rail,
        QPalette.ColorRole.Text: palette.ink,
        QPalette.ColorRole.PlaceholderText: palette.third,
        QPalette.ColorRole.Button: palette.paper,
        QPalette.ColorRole.ButtonText: palette.ink,
        QPalette.ColorRole.BrightText: palette.red,
        QPalette.ColorRole.ToolTipBase: palette.paper,
        QPalette.ColorRole.ToolTipText: palette.ink,
        QPalette.ColorRole.Highlight: palette.fill,
        QPalette.ColorRole.HighlightedText: palette.on_fill,
        QPalette.ColorRole.Accent: palette.accent,
        QPalette.ColorRole.Link: palette.accent,
        QPalette.ColorRole.LinkVisited: palette.violet,
        QPalette.ColorRole.Light: palette.paper,
        QPalette.ColorRole.Midlight: palette.wash,
        QPalette.ColorRole.Mid: palette.line,
        QPalette.ColorRole.Dark: palette.grip,
        QPalette.ColorRole.Shadow: palette.grip,
    }
    qt_palette = QPalette()
    for role, value in roles.items():
        qt_palette.setColor(role, QColor(value))
    for role in (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText):
        qt_palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(palette.third))
    return qt_palette
