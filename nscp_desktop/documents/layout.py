"""Blocks to pieces: every block of a paper set in its style, tagged for what it is, in reading order."""

from __future__ import annotations

from dataclasses import replace
from functools import singledispatchmethod
from typing import TYPE_CHECKING

from nscp_desktop.documents import charts, tables
from nscp_desktop.documents.look import TONES
from nscp_desktop.documents.pieces import Columns, NewPage, Picture, Piece, Prose
from nscp_desktop.documents.setting import Setter
from nscp_desktop.documents.text import NO_BREAK, Spelling, named
from nscp_desktop.papers.blocks import (
    BarChart,
    Footnotes,
    Heading,
    Items,
    KeepTogether,
    KeyFigure,
    Marked,
    PageBreak,
    Paragraph,
    SideBySide,
    Table,
    Voice,
    bold,
    flat,
    words,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nscp_desktop.documents.look import Look, Style
    from nscp_desktop.documents.pieces import Flow
    from nscp_desktop.documents.tags import Element
    from nscp_desktop.papers.blocks import Block, Text

_BAR_INDENT = 11.0
_GAP = NO_BREAK * 2


class Layout:
    """Sets the blocks of one paper, one after the other, for a page of a width."""

    def __init__(self, look: Look, size: int, spelling: Spelling, document: Element) -> None:
        """Set in ``look`` with every text through ``spelling``; what is set is read inside ``document``."""
        self._look = look
        self._size = size
        self._spelling = spelling
        self._setter = Setter(spelling)
        self._document = document

    def flow(self, blocks: Sequence[Block], widths: tuple[float, float]) -> list[Flow]:
        """The blocks as pieces; ``widths`` of upright pages and of pages on their side."""
        upright, sideways = widths
        width = upright
        flow: list[Flow] = []
        for index, block in enumerate(blocks):
            if isinstance(block, PageBreak):
                width = sideways if block.landscape else upright
                flow.append(NewPage(block.landscape))
            elif isinstance(block, SideBySide):
                flow.append(self._columns(block, width))
            else:
                flow.extend(self._set_before(block, blocks[index + 1 : index + 2], width))
        return flow

    def codes(self, width: float) -> list[Piece]:
        """The list of characters that were printed as their code; nothing when all could be printed."""
        letters = self._spelling.codes
        if not letters:
            return []
        entries = tuple(words(named(letter)) for letter in letters)
        heading = Heading(2, words("Characters printed as their code"))
        return [*self._set(heading, width), *self._set(Items(entries), width)]

    def _columns(self, block: SideBySide, width: float) -> Columns:
        wide = (width - self._look.gutter) * block.left_share
        left = [
            piece
            for index, part in enumerate(block.left)
            for piece in self._set_before(part, block.left[index + 1 : index + 2], wide)
        ]
        right_at = wide + self._look.gutter
        right = [piece for part in block.right for piece in self._set(part, width - right_at)]
        return Columns(tuple(left), tuple(right), right_at)

    def _set_before(self, block: Block, after: Sequence[Block], width: float) -> list[Piece]:
        """The pieces of a block; a table takes its last row along to the small print that follows it."""
        pieces = self._set(block, width)
        if pieces and after and _is_small(after[0]) and (isinstance(block, Table) or _is_small(block)):
            pieces[-1] = replace(pieces[-1], keeps_next=True)
        return pieces

    def _prose(self, text: Text, style: Style, width: float, tag: str) -> Prose:
        lines = self._setter.lines(text, style, width)
        return Prose(lines, style, self._document.add(tag), width, above=style.above, below=style.below)

    @singledispatchmethod
    def _set(self, block: Block, width: float) -> list[Piece]:
        raise TypeError(f"{type(block).__name__} is not set on a width of {width}")

    @_set.register
    def _heading(self, block: Heading, width: float) -> list[Piece]:
        style = self._look.headings[block.level - 1]
        text = words(f"{block.number}{_GAP}", block.text) if block.number else block.text
        prose = self._prose(text, style, width, f"H{block.level}")
        title = self._spelling.shown(" ".join(part for part in (block.number, flat(block.text)) if part))
        return [replace(prose, outline=(title, block.level - 1), keeps_next=True)]

    @_set.register
    def _paragraph(self, block: Paragraph, width: float) -> list[Piece]:
        prose = self._prose(block.text, self._look.voices[block.voice], width, "P")
        return [replace(prose, keeps_next=block.keeps_next)]

    @_set.register
    def _marked(self, block: Marked, width: float) -> list[Piece]:
        text = words(bold(f"{block.label}{_GAP}"), block.text)
        prose = self._prose(text, self._look.marked, width - _BAR_INDENT, "P")
        return [replace(prose, bar=TONES[block.tone], indent=_BAR_INDENT, width=width)]

    @_set.register
    def _items(self, block: Items, width: float) -> list[Piece]:
        style = self._look.item
        labels = [f"{place}." if block.numbered else "•" for place in range(1, len(block.entries) + 1)]
        set_labels = [self._setter.lines(words(label), style, width)[0] for label in labels]
        indent = max((label.width for label in set_labels), default=0.0) + style.size * 0.6
        numbering = "Decimal" if block.numbered else "Disc"
        every = self._document.add("L", O="List", ListNumbering=numbering)
        pieces: list[Piece] = []
        for entry, label in zip(block.entries, set_labels, strict=True):
            point = every.add("LI")
            mark, body = point.add("Lbl"), point.add("LBody")
            lines = self._setter.lines(entry, style, width - indent)
            pieces.append(Prose(lines, style, body, width, indent, label=(label, mark), below=style.below))
        if pieces:
            pieces[-1] = replace(pieces[-1], below=self._look.voices[Voice.BODY].below)
        return pieces

    @_set.register
    def _table(self, block: Table, width: float) -> list[Piece]:
        return list(tables.rows(block, self._setter, self._look, width, self._document))

    @_set.register
    def _footnotes(self, block: Footnotes, width: float) -> list[Piece]:
        text = words(*(words(f"{note.mark}{NO_BREAK}", note.text, f"{_GAP} ") for note in block.notes))
        return [self._prose(text, self._look.voices[Voice.SMALL], width, "P")]

    @_set.register
    def _chart(self, block: BarChart, width: float) -> list[Piece]:
        title = self._prose(words(block.title), self._look.caption, width, "P")
        drawing = charts.bars(block, width, self._size, self._spelling)
        figure = self._document.add("Figure", alternative=self._spelling.shown(block.said))
        return [replace(title, keeps_next=True), Picture(drawing, figure, keeps_next=True, below=2.0)]

    @_set.register
    def _figure(self, block: KeyFigure, width: float) -> list[Piece]:
        figure = self._prose(block.text, self._look.figure, width, "P")
        definition = self._prose(words(block.definition), self._look.voices[Voice.SMALL], width, "P")
        return [replace(figure, keeps_next=True), definition]

    @_set.register
    def _together(self, block: KeepTogether, width: float) -> list[Piece]:
        pieces = [piece for part in block.blocks for piece in self._set(part, width)]
        return [*(replace(piece, keeps_next=True) for piece in pieces[:-1]), *pieces[-1:]]


def _is_small(block: Block) -> bool:
    return isinstance(block, Footnotes) or (isinstance(block, Paragraph) and block.voice is Voice.SMALL)
