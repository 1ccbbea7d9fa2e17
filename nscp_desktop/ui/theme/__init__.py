"""The look of the program: colours, fonts and icons, all from tokens."""

from __future__ import annotations

from .fonts import FAMILY, Face
from .look import Look, application, apply, colour, font, grown, icon, icon_pixmap, known_icon, look
from .palette import DARK, HIGH_CONTRAST, LIGHT, PALETTES, Palette, Tone, contrast

__all__ = [
    "DARK",
    "FAMILY",
    "HIGH_CONTRAST",
    "LIGHT",
    "PALETTES",
    "Face",
    "Look",
    "Palette",
    "Tone",
    "application",
    "apply",
    "colour",
    "contrast",
    "font",
    "grown",
    "icon",
    "icon_pixmap",
    "known_icon",
    "look",
]
