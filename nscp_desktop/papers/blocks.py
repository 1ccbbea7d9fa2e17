"""The one vocabulary of papers: what PDF, Word and the screen draw.

A paper is a tuple of blocks with its furniture (what stands on every page). Everything is a
frozen value without a position, a colour or a font: how a block looks is the drawing's affair.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Run:
    r"""A stretch of text in one voice; "\\n" in it is a line break.

    Raised numbers of footnotes are the raised figures of Unicode, so they stay apart when text is copied.
    """

    text: str
    bold: bool = False
    quiet: bool = False


Text = tuple[Run, ...]


def words(*parts: str | Run | Text) -> Text:
    """Text from strings, runs and texts, in order; empty strings are left out."""
    runs: list[Run] = []
    for part in parts:
        if isinstance(part, str):
            runs.append(Run(part))
        elif isinstance(part, Run):
            runs.append(part)
        else:
            runs.extend(part)
    return tuple(run for run in runs if run.text)


def bold(text: str) -> Run:
    """A run that stands out."""
    return Run(text, bold=True)


def quiet(text: str) -> Run:
    """A run in the second ink."""
    return Run(text, quiet=True)


def flat(text: Text) -> str:
    """The letters of a text without its voices."""
    return "".join(run.text for run in text)


class Voice(StrEnum):
    """How a paragraph speaks: OVER a title, as LEAD under it, BODY, QUIET in second ink, SMALL for definitions."""

    OVER = "over"
    LEAD = "lead"
    BODY = "body"
    QUIET = "quiet"
    SMALL = "small"


class Tone(StrEnum):
    """The colour of a marked line's bar; the word of its label always says the same."""

    DECISION = "decision"
    ACTION = "action"
    OUTCOME = "outcome"
    CHALLENGE = "challenge"
    WITHHELD = "withheld"


class Align(StrEnum):
    """Where the words of a column stand."""

    LEFT = "left"
    CENTRE = "centre"
    RIGHT = "right"


class Sort(StrEnum):
    """What a table's row is: BODY, a SECTION with one cell across, or the TOTAL."""

    BODY = "body"
    SECTION = "section"
    TOTAL = "total"


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 1 to 3 without a gap downwards; ``number`` stands before it."""

    level: int
    text: Text
    number: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; with ``keeps_next`` it does not end a page without what follows."""

    text: Text
    voice: Voice = Voice.BODY
    keeps_next: bool = False


@dataclass(frozen=True, slots=True)
class Marked:
    """A line set apart by a bar: "Decision", "Action B-2701-01" and what was said."""

    label: str
    text: Text
    tone: Tone


@dataclass(frozen=True, slots=True)
class Items:
    """A list, with points or with numbers from 1."""

    entries: tuple[Text, ...]
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its head, its share of spare width, and whether it names the row (``row_head``)."""

    head: str
    weight: float = 1.0
    align: Align = Align.LEFT
    bold: bool = False
    row_head: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A row: one text for each column, or a single one across for a SECTION."""

    cells: tuple[Text, ...]
    sort: Sort = Sort.BODY


@dataclass(frozen=True, slots=True)
class Table:
    """A table whose head is repeated on every page it reaches."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]

    def __post_init__(self) -> None:
        """Refuse rows that do not fit the columns: ValueError, a fault of the program."""
        for row in self.rows:
            if len(row.cells) != (1 if row.sort is Sort.SECTION else len(self.columns)):
                raise ValueError(f"a row of {len(row.cells)} cells under {len(self.columns)} columns")


@dataclass(frozen=True, slots=True)
class Footnote:
    """What a raised number ("¹") stands for."""

    mark: str
    text: Text


@dataclass(frozen=True, slots=True)
class Footnotes:
    """Footnotes, one after the other in small print."""

    notes: tuple[Footnote, ...]


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of a chart."""

    label: str
    value: int


@dataclass(frozen=True, slots=True)
class BarChart:
    """Upright bars with their values; ``said`` tells the same in words for those who do not see it."""

    title: str
    bars: tuple[Bar, ...]
    said: str


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """A figure with its words, and under it the definition it was reckoned by."""

    text: Text
    definition: str


@dataclass(frozen=True, slots=True)
class PageBreak:
    """A new page; it and those after it lie on their side if ``landscape``."""

    landscape: bool = False


@dataclass(frozen=True, slots=True)
class KeepTogether:
    """Blocks that stay on one page where they fit on one."""

    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class SideBySide:
    """Two columns of blocks; the right one fits on the first page it starts on."""

    left: tuple[Block, ...]
    right: tuple[Block, ...]
    left_share: float = 0.72


Block = (
    Heading
    | Paragraph
    | Marked
    | Items
    | Table
    | Footnotes
    | BarChart
    | KeyFigure
    | PageBreak
    | KeepTogether
    | SideBySide
)


@dataclass(frozen=True, slots=True)
class Furniture:
    """What every page carries: the marking above and below, ``line`` and ``fingerprint`` at the foot.

    ``stamp`` is one word that lies across the whole page, under what it says.
    """

    marking: str
    line: str
    fingerprint: str = ""
    stamp: str = ""


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper ready to be drawn; ``size`` is the body text in points, 12 or 16."""

    title: str
    author: str
    furniture: Furniture
    blocks: tuple[Block, ...]
    size: int = 12
    language: str = "en-GB"
