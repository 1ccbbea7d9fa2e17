"""The colours of each theme as data, and which text stands on which ground.

A theme is one :class:`Palette`; nothing else in the program names a colour. The light tokens
are the partnership's; dark and high contrast are the same roles in other colours.
"""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class Tone(StrEnum):
    """What a pill, a band or a row says by its colour, always beside a word that says the same."""

    NEUTRAL = "neutral"
    TEAL = "teal"
    GREEN = "green"
    AMBER = "amber"
    RED = "red"
    VIOLET = "violet"


# A named tuple: to make a dataclass of three dozen fields takes a twentieth of the time of an empty window.
class Palette(NamedTuple):
    """One theme: every colour as ``#rrggbb``, named for its role.

    ``second`` and ``third`` are quieter inks. ``rail`` is the ground of the navigation and the side
    columns, ``wash`` of neutral pills, ``well`` of the place a paper is shown on.
    ``fill`` is the accent as a ground, with ``on_fill`` and ``on_fill_quiet`` the texts on it and
    ``fill_raised`` the buttons and pills on it. ``grip`` marks the edge of small things that must be
    seen (check boxes, scroll bars). ``edged`` themes draw a line round every pill.
    """

    name: str
    dark: bool
    edged: bool
    ink: str
    second: str
    third: str
    line: str
    row_line: str
    grip: str
    ground: str
    paper: str
    rail: str
    wash: str
    well: str
    hover: str
    accent: str
    accent_tint: str
    accent_edge: str
    fill: str
    fill_hover: str
    fill_raised: str
    on_fill: str
    on_fill_quiet: str
    amber: str
    amber_tint: str
    amber_edge: str
    red: str
    red_tint: str
    green: str
    green_tint: str
    violet: str
    violet_tint: str

    def tone(self, tone: Tone) -> tuple[str, str]:
        """Give the text and the ground of a tone."""
        return {
            Tone.NEUTRAL: (self.second, self.wash),
            Tone.TEAL: (self.accent, self.accent_tint),
            Tone.GREEN: (self.green, self.green_tint),
            Tone.AMBER: (self.amber, self.amber_tint),
            Tone.RED: (self.red, self.red_tint),
            Tone.VIOLET: (self.violet, self.violet_tint),
        }[tone]

    def text_pairs(self) -> tuple[tuple[str, str], ...]:
        """Give every pair of token names in which text stands on a ground, for the contrast test."""
        grounds = ("ground", "paper", "rail")
        tints = ("accent_tint", "amber_tint", "red_tint", "green_tint", "violet_tint")
        tones = ("accent", "amber", "red", "green", "violet")
        everywhere = [
            (text, ground) for text in ("ink", "second", "third", *tones) for ground in (*grounds, "hover")
        ]
        on_tints = [(text, tint) for text in ("ink", "second") for tint in (*tints, "wash", "well")]
        own = [(text, f"{text}_tint") for text in tones]
        # Rows that are chosen or overdue carry coloured words too; the run list is quiet on the accent tint.
        rows = [(text, tint) for text in tones for tint in ("accent_tint", "red_tint")]
        quiet = [("third", "accent_tint"), ("third", "wash")]
        filled = [
            (text, ground) for text in ("on_fill", "on_fill_quiet") for ground in ("fill", "fill_hover")
        ]
        raised = [("on_fill", "fill_raised"), ("fill", "on_fill"), ("paper", "ink")]
        return tuple(dict.fromkeys([*everywhere, *on_tints, *own, *rows, *quiet, *filled, *raised]))


def contrast(one: str, other: str) -> float:
    """Give the contrast ratio of two colours, 1 to 21, as WCAG 2.2 defines it."""

    def luminance(colour: str) -> float:
        parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


LIGHT = Palette(
    name="light",
    dark=False,
    edged=False,
    ink="#17252b",
    second="#51636b",
    third="#5f6e75",
    line="#dde4e6",
    row_line="#eef2f3",
    grip="#839197",
    ground="#f5f7f7",
    paper="#ffffff",
    rail="#fbfcfc",
    wash="#eef2f3",
    well="#e4eaec",
    hover="#f3f7f8",
    accent="#0a6070",
    accent_tint="#e3f1f3",
    accent_edge="#c4e2e7",
    fill="#0a6070",
    fill_hover="#0c5362",
    fill_raised="#2c7684",
    on_fill="#ffffff",
    on_fill_quiet="#dae7ea",
    amber="#9a5b00",
    amber_tint="#fdf0d9",
    amber_edge="#e3b76a",
    red="#b3261e",
    red_tint="#fce8e6",
    green="#1d6b3c",
    green_tint="#e2f3e8",
    violet="#5b3e96",
    violet_tint="#eee8f8",
)

DARK = Palette(
    name="dark",
    dark=True,
    edged=False,
    ink="#e8eff1",
    second="#b4c3c9",
    third="#9fafb6",
    line="#2f4048",
    row_line="#22313a",
    grip="#7b8c94",
    ground="#10191d",
    paper="#18242a",
    rail="#141e23",
    wash="#223138",
    well="#0b1215",
    hover="#1d2b32",
    accent="#6cc9d6",
    accent_tint="#12404a",
    accent_edge="#1f5f6c",
    fill="#0a6c7d",
    fill_hover="#0c6170",
    fill_raised="#216f7d",
    on_fill="#ffffff",
    on_fill_quiet="#dfedf0",
    amber="#f0b65a",
    amber_tint="#3d2b0c",
    amber_edge="#8a6420",
    red="#ff9d94",
    red_tint="#471d1a",
    green="#7fd3a0",
    green_tint="#16392a",
    violet="#c3b0f0",
    violet_tint="#33284d",
)

HIGH_CONTRAST = Palette(
    name="high contrast",
    dark=True,
    edged=True,
    ink="#ffffff",
    second="#ffffff",
    third="#e6e6e6",
    line="#ffffff",
    row_line="#7a7a7a",
    grip="#ffffff",
    ground="#000000",
    paper="#000000",
    rail="#000000",
    wash="#000000",
    well="#000000",
    hover="#262626",
    accent="#ffe14d",
    accent_tint="#332b00",
    accent_edge="#ffe14d",
    fill="#ffe14d",
    fill_hover="#fff0a3",
    fill_raised="#f2cf1d",
    on_fill="#000000",
    on_fill_quiet="#141414",
    amber="#ffbf66",
    amber_tint="#2b1a00",
    amber_edge="#ffbf66",
    red="#ff9c94",
    red_tint="#330a07",
    green="#8cf2b4",
    green_tint="#04260f",
    violet="#d7c5ff",
    violet_tint="#1d1233",
)

PALETTES = (LIGHT, DARK, HIGH_CONTRAST)
