"""The bundled typeface and the sizes it is used in.

Sizes are points at a text size of 1.0 (96 to the inch: 10.5 points are 14 pixels) and grow with the
text size a person chose. Source Sans 3 has figures of one width; ``tnum`` is set all the same, so
that a newer cut of the face cannot make times dance.
"""

from __future__ import annotations

from enum import Enum
from functools import lru_cache
from typing import NamedTuple

from PySide6.QtGui import QFont, QFontDatabase

from nscp_desktop.assets import asset

FAMILY = "Source Sans 3"
# The italics are only printed.
_FILES = {400: "Regular", 500: "Medium", 600: "SemiBold", 700: "Bold"}
_OF_THE_SHEET = (400, 600, 700)


class Cut(NamedTuple):
    """A size in points, a weight, and the space between letters as a share of the size."""

    points: float
    weight: int
    spacing: float = 0.0


class Face(Enum):
    """The roles text has on the screen; two roles of one cut are one member with two names."""

    HERO = Cut(18.75, 700, -0.01)
    FIGURE = Cut(16.5, 700)
    TITLE = Cut(15.75, 700, -0.01)
    CLOCK = Cut(13.25, 700)
    LINE = Cut(11.65, 400)
    NOTE = Cut(11.3, 400)
    HEADING = Cut(11.0, 600)
    BRAND = Cut(11.0, 700)
    BODY = Cut(10.5, 400)
    MEDIUM = Cut(10.5, 500)
    STRONG = Cut(10.5, 600)
    BUTTON = STRONG
    SMALL = Cut(9.4, 400)
    SMALL_STRONG = Cut(9.4, 600)
    PILL = Cut(9.0, 600)
    HEAD = PILL
    CAPTION = Cut(8.6, 600, 0.03)
    KEY = Cut(8.6, 600)
    MARK = Cut(9.0, 700, 0.04)


_loaded: dict[int, int] = {}


def load_fonts(*weights: int) -> None:
    """Make weights of the bundled typeface known to Qt, once in a process; without any, those of the sheet."""
    for weight in weights or _OF_THE_SHEET:
        if weight not in _loaded:
            file = asset("fonts", f"SourceSans3-{_FILES[weight]}.ttf")
            _loaded[weight] = QFontDatabase.addApplicationFont(str(file))


@lru_cache(maxsize=256)
def _made(cut: Cut, text_size: float) -> QFont:
    load_fonts(cut.weight)
    font = QFont(FAMILY)
    font.setPointSizeF(cut.points * text_size)
    font.setWeight(QFont.Weight(cut.weight))
    if cut.spacing:
        font.setLetterSpacing(QFont.SpacingType.PercentageSpacing, 100 * (1 + cut.spacing))
    font.setFeature(QFont.Tag("tnum"), 1)
    return font


def font_of(face: Face, text_size: float) -> QFont:
    """Give the font of a role at a text size; the caller may change it."""
    return QFont(_made(face.value, text_size))
