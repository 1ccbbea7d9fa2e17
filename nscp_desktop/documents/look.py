"""How papers look: sizes, spaces and inks at 12 points and in large print (16 points, nothing smaller)."""

from __future__ import annotations

from dataclasses import dataclass

from nscp_desktop.papers.blocks import Tone, Voice

Ink = tuple[float, float, float]


def _ink(code: str) -> Ink:
    red, green, blue = (int(code[at : at + 2], 16) / 255 for at in (0, 2, 4))
    return round(red, 3), round(green, 3), round(blue, 3)


INK, SECOND, LINE, ACCENT = _ink("17252b"), _ink("51636b"), _ink("dde4e6"), _ink("0a6070")
HAIR = _ink("c9d3d6")
STAMP = _ink("e9eeef")
"""Light enough to read everything over it, dark enough to be seen on a copy."""
TONES = {
    Tone.DECISION: ACCENT,
    Tone.ACTION: _ink("9a5b00"),
    Tone.OUTCOME: _ink("1d6b3c"),
    Tone.CHALLENGE: _ink("5b3e96"),
    Tone.WITHHELD: _ink("b3261e"),
}

A4 = (595.276, 841.89)


@dataclass(frozen=True, slots=True)
class Style:
    """How a kind of text is set: size, leading, space above and below in points; ink; bold or not."""

    size: float
    leading: float
    above: float = 0.0
    below: float = 0.0
    ink: Ink = INK
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Look:
    """The styles of one size of print and the measures of the page, in points."""

    headings: tuple[Style, Style, Style]
    voices: dict[Voice, Style]
    item: Style
    marked: Style
    cell: Style
    head: Style
    section: Style
    caption: Style
    figure: Style
    marking: Style
    foot: Style
    cell_pad: float
    row_pad: float
    side: float = 48.0
    top: float = 44.0
    bottom: float = 42.0
    gutter: float = 26.0


_NORMAL = Look(
    headings=(
        Style(22, 26, 1, 2, ACCENT, strong=True),
        Style(14, 18, 12, 2, ACCENT, strong=True),
        Style(12, 16, 8, 1, strong=True),
    ),
    voices={
        Voice.OVER: Style(11, 14.5, 0, 1, SECOND),
        Voice.LEAD: Style(13, 17, 0, 1, strong=True),
        Voice.BODY: Style(12, 16.2, 0, 5),
        Voice.QUIET: Style(11, 14.5, 0, 7, SECOND),
        Voice.SMALL: Style(10, 13, 1, 4, SECOND),
    },
    item=Style(12, 16.2, 0, 2.5),
    marked=Style(12, 16.2, 3, 5),
    cell=Style(11, 14.2),
    head=Style(10.5, 13.5, ink=SECOND, strong=True),
    section=Style(9.5, 12.5, ink=SECOND, strong=True),
    caption=Style(12, 15, 2, 4, strong=True),
    figure=Style(12, 15, 6, 0),
    marking=Style(11, 13, strong=True),
    foot=Style(10, 12.5, ink=SECOND),
    cell_pad=5.0,
    row_pad=2.1,
)

_LARGE = Look(
    headings=(
        Style(24, 29, 1, 3, ACCENT, strong=True),
        Style(20, 25, 14, 3, ACCENT, strong=True),
        Style(17, 22, 10, 2, strong=True),
    ),
    voices={
        Voice.OVER: Style(16, 21, 0, 2, SECOND),
        Voice.LEAD: Style(18, 23, 0, 2, strong=True),
        Voice.BODY: Style(16, 22, 0, 7),
        Voice.QUIET: Style(16, 21, 0, 9, SECOND),
        Voice.SMALL: Style(16, 21, 2, 6, SECOND),
    },
    item=Style(16, 22, 0, 4),
    marked=Style(16, 22, 4, 7),
    cell=Style(16, 20.5),
    head=Style(16, 20, ink=SECOND, strong=True),
    section=Style(16, 20, ink=SECOND, strong=True),
    caption=Style(16, 21, 4, 6, strong=True),
    figure=Style(16, 21, 8, 0),
    marking=Style(16, 19, strong=True),
    foot=Style(16, 19, ink=SECOND),
    cell_pad=5.0,
    row_pad=3.5,
    top=52.0,
    bottom=48.0,
)


def look(size: int) -> Look:
    """The look of a paper of ``size`` points: 16 is large print, everything else the ordinary one."""
    return _LARGE if size >= 16 else _NORMAL
