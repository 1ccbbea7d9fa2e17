"""What is put on pages: pieces with a height, drawn at a place and, where they may be, split in two.

Every piece has, in points: ``height``, ``least`` (the smallest part of it that may end a page), ``above``
and ``below`` (the space it asks for, the larger of two neighbours' counting); ``keeps_next`` if it must not
end a page; ``split(room)``, two parts of which the first is no higher than ``room``, or None where it may
not be split there; and ``draw``.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from nscp_desktop.documents.look import LINE, Ink, Style
from nscp_desktop.papers.blocks import Align

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportlab.graphics.shapes import Drawing

    from nscp_desktop.documents.setting import Line
    from nscp_desktop.documents.sheet import Sheet
    from nscp_desktop.documents.tags import Element


@dataclass(frozen=True, slots=True)
class Prose:
    """Lines of one paragraph, heading or point; ``bar`` is the ink of a bar at its left."""

    lines: Sequence[Line]
    style: Style
    element: Element
    width: float
    indent: float = 0.0
    bar: Ink | None = None
    label: tuple[Line, Element] | None = None
    outline: tuple[str, int] | None = None
    keeps_next: bool = False
    goes_on: bool = False
    above: float = 0.0
    below: float = 0.0
    align: Align = Align.LEFT

    @property
    def height(self) -> float:
        """The leading of its lines."""
        return len(self.lines) * self.style.leading

    @property
    def least(self) -> float:
        """Two lines, or all of a short paragraph."""
        return min(len(self.lines), 2 if len(self.lines) > 3 else 3) * self.style.leading

    def split(self, room: float) -> tuple[Prose, Prose] | None:
        """No single line is left alone, and paragraphs of three lines stay whole."""
        fit = min(int((room + 0.01) // self.style.leading), len(self.lines) - 2)
        if fit < 2:
            return None
        first = replace(self, lines=self.lines[:fit], below=0.0, keeps_next=False, goes_on=True)
        return first, replace(self, lines=self.lines[fit:], above=0.0, label=None, outline=None)

    def draw(self, sheet: Sheet, left: float, top: float) -> None:
        """Draw the lines, and the bar at their left."""
        if self.outline is not None:
            sheet.bookmark(*self.outline, top)
        if self.bar is not None:
            sheet.rule(left, top - self.height - 1, 2.2, self.height + 2, self.bar)
        if self.label is not None:
            line, element = self.label
            with sheet.marked(element):
                sheet.lines([line], self.style, left, top, self.indent)
        with sheet.marked(self.element):
            sheet.lines(
                self.lines,
                self.style,
                left + self.indent,
                top,
                self.width - self.indent,
                self.align,
                goes_on=self.goes_on,
            )


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: its lines, where they stand, and the element they belong to (None in a repeated head).

    ``goes_on`` where its text continues on the next page.
    """

    lines: Sequence[Line]
    style: Style
    left: float
    width: float
    align: Align
    element: Element | None
    goes_on: bool = False


@dataclass(frozen=True, slots=True)
class RowPiece:
    """A row of a table. ``head`` is the row that is drawn again where the table goes on."""

    cells: tuple[Cell, ...]
    width: float
    pad: float
    ink: Ink = LINE
    weight: float = 0.6
    head: RowPiece | None = None
    keeps_next: bool = False
    above: float = 0.0
    below: float = 0.0

    @property
    def height(self) -> float:
        """The highest cell with the space above and below it."""
        return max(len(cell.lines) * cell.style.leading for cell in self.cells) + 2 * self.pad

    @property
    def least(self) -> float:
        """All of a row, unless it is so high that it may be split."""
        lines = max(len(cell.lines) for cell in self.cells)
        return self.height if lines < 8 else 3 * self.cells[0].style.leading + 2 * self.pad

    def split(self, room: float) -> tuple[RowPiece, RowPiece] | None:
        """A row of eight lines and more may be split, three lines or more on each side."""
        lines = max(len(cell.lines) for cell in self.cells)
        leading = max(cell.style.leading for cell in self.cells)
        fit = min(int((room - 2 * self.pad + 0.01) // leading), lines - 3)
        if lines < 8 or fit < 3:
            return None
        first = tuple(
            replace(cell, lines=cell.lines[:fit], goes_on=len(cell.lines) > fit) for cell in self.cells
        )
        rest = tuple(replace(cell, lines=cell.lines[fit:]) for cell in self.cells)
        return replace(self, cells=first, below=0.0, keeps_next=False), replace(self, cells=rest, above=0.0)

    def repeated(self) -> RowPiece:
        """The row as furniture, which is not read a second time."""
        return replace(self, cells=tuple(replace(cell, element=None) for cell in self.cells), above=0.0)

    def draw(self, sheet: Sheet, left: float, top: float) -> None:
        """Draw the cells and the rule under them."""
        for cell in self.cells:
            if cell.lines:
                with sheet.marked(cell.element):
                    sheet.lines(
                        cell.lines,
                        cell.style,
                        left + cell.left,
                        top - self.pad,
                        cell.width,
                        cell.align,
                        goes_on=cell.goes_on,
                    )
        sheet.rule(left, top - self.height, self.width, self.weight, self.ink)


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart."""

    drawing: Drawing
    element: Element
    keeps_next: bool = False
    above: float = 0.0
    below: float = 0.0

    @property
    def height(self) -> float:
        """The drawing's height."""
        return float(self.drawing.height)

    @property
    def least(self) -> float:
        """All of it."""
        return self.height

    def split(self, room: float) -> None:
        """A chart is never split."""
        del room

    def draw(self, sheet: Sheet, left: float, top: float) -> None:
        """Draw it, with the box it fills noted for readers."""
        from reportlab.graphics import renderPDF  # loads slowly, and most papers have no chart

        foot = top - self.height
        self.element.attributes |= {
            "O": "Layout",
            "Placement": "Block",
            "BBox": (left, foot, left + self.drawing.width, top),
        }
        with sheet.marked(self.element):
            renderPDF.draw(self.drawing, sheet.canvas, left, foot)


Piece = Prose | RowPiece | Picture


@dataclass(frozen=True, slots=True)
class NewPage:
    """A page ends here; those that follow lie on their side if ``landscape``."""

    landscape: bool


@dataclass(frozen=True, slots=True)
class Columns:
    """Two columns: ``left`` flows over pages, ``right`` stands beside it on the first."""

    left: tuple[Piece, ...]
    right: tuple[Piece, ...]
    right_at: float


Flow = Piece | NewPage | Columns


def closer(piece: Piece, share: float) -> Piece:
    """The same with a share of the air round it, where that saves a page."""
    near = replace(piece, above=piece.above * share, below=piece.below * share)
    if not isinstance(near, RowPiece):
        return near
    head = None if near.head is None else replace(near.head, pad=near.head.pad * share)
    return replace(near, pad=near.pad * share, head=head)
