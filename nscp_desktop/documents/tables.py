"""Tables to rows: column widths from what the cells hold, heads that repeat, cells tagged for reading aloud."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from nscp_desktop.documents.look import INK, LINE
from nscp_desktop.documents.pieces import Cell, RowPiece
from nscp_desktop.documents.setting import broken
from nscp_desktop.papers.blocks import Align, Sort, words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nscp_desktop.documents.look import Look
    from nscp_desktop.documents.setting import Copy, Setter
    from nscp_desktop.documents.tags import Element
    from nscp_desktop.papers.blocks import Column, Row, Table


_WIDEST_WORD = 0.3
"""The share of a table's width that a word which can be broken may claim."""


def rows(table: Table, setter: Setter, look: Look, width: float, parent: Element) -> list[RowPiece]:
    """The table as rows, ``width`` points wide in all, read as a Table inside ``parent``."""
    heads = [setter.copy(words(column.head), look.head) for column in table.columns]
    body = [_copies(row, table.columns, setter, look) for row in table.rows]
    across = widths(table.columns, [heads, *_measured(table.rows, body)], width, look.cell_pad)
    element = parent.add("Table")
    head = _head(table.columns, heads, across, look, element)
    pieces = [head]
    for row, copies in zip(table.rows, body, strict=True):
        line = element.add("TR")
        if row.sort is Sort.SECTION:
            pieces.append(_section(copies[0], len(table.columns), width, look, line, head))
            continue
        cells = []
        for column, copy, (left, wide) in zip(table.columns, copies, across, strict=True):
            cell = line.add("TH", O="Table", Scope="Row") if column.row_head else line.add("TD")
            cells.append(Cell(broken(copy, wide), copy.style, left, wide, column.align, cell))
        total = row.sort is Sort.TOTAL
        pieces.append(RowPiece(tuple(cells), width, look.row_pad, INK if total else LINE, head=head))
    pieces[0] = replace(pieces[0], above=2.0, keeps_next=True)
    pieces[-1] = replace(pieces[-1], below=8.0)
    return pieces


def widths(
    columns: Sequence[Column], rows: Sequence[Sequence[Copy]], width: float, pad: float
) -> list[tuple[float, float]]:
    """Where each column's words begin and how wide they may run, in points.

    A column of weight 0 is as wide as its widest cell. The others get at least their widest word, but not for
    the sake of a name with hyphens more than others can spare; then what is left over: first up to what they
    would like, by weight, then by weight alone.
    """
    most = _WIDEST_WORD * width - 2 * pad
    least = [max(row[index].least_within(most) for row in rows) + 2 * pad for index in range(len(columns))]
    natural = [max(row[index].natural for row in rows) + 2 * pad for index in range(len(columns))]
    given = [
        nat if column.weight == 0 else low for column, low, nat in zip(columns, least, natural, strict=True)
    ]
    if sum(given) > width:
        given = _levelled(given, width)
    else:
        given = _grown(given, natural, [column.weight for column in columns], width)
    places, left = [], 0.0
    for wide in given:
        places.append((left + pad, max(wide - 2 * pad, 1.0)))
        left += wide
    return places


def _levelled(given: list[float], width: float) -> list[float]:
    """The widths, which make more than ``width``, cut down to one level where they are above it."""
    rising, spare = sorted(given), width
    while rising[0] <= spare / len(rising):
        spare -= rising.pop(0)
    level = spare / len(rising)
    return [min(wide, level) for wide in given]


def _grown(given: list[float], natural: list[float], weights: list[float], width: float) -> list[float]:
    """The widths with the rest of ``width`` shared out by weight, up to what each column would like first."""
    spare = width - sum(given)
    hungry = {index for index, weight in enumerate(weights) if weight and natural[index] > given[index]}
    while hungry and spare > 0.01:
        share = spare / sum(weights[index] for index in hungry)
        for index in sorted(hungry):
            more = min(share * weights[index], natural[index] - given[index])
            given[index] += more
            spare -= more
        hungry = {index for index in hungry if natural[index] - given[index] > 0.01}
    everything = sum(weights) or 1.0
    return [
        wide + spare * (weight if any(weights) else 1 / len(given)) / everything
        for wide, weight in zip(given, weights, strict=True)
    ]


def _copies(row: Row, columns: Sequence[Column], setter: Setter, look: Look) -> list[Copy]:
    if row.sort is Sort.SECTION:
        return [setter.copy(row.cells[0], look.section)]
    strong = replace(look.cell, strong=True)
    return [
        setter.copy(cell, strong if column.bold or row.sort is Sort.TOTAL else look.cell)
        for cell, column in zip(row.cells, columns, strict=True)
    ]


def _measured(rows: Sequence[Row], copies: Sequence[list[Copy]]) -> list[list[Copy]]:
    """The rows that decide on widths: a section runs across and does not."""
    return [copy for row, copy in zip(rows, copies, strict=True) if row.sort is not Sort.SECTION]


def _head(
    columns: Sequence[Column],
    heads: Sequence[Copy],
    across: Sequence[tuple[float, float]],
    look: Look,
    table: Element,
) -> RowPiece:
    """The head; its cells stand at the foot of it, as high as the highest."""
    line = table.add("TR")
    lines = [broken(head, wide) for head, (_, wide) in zip(heads, across, strict=True)]
    cells = [
        Cell(some, look.head, left, wide, column.align, line.add("TH", O="Table", Scope="Column"))
        for column, some, (left, wide) in zip(columns, lines, across, strict=True)
    ]
    width = across[-1][0] + across[-1][1] + look.cell_pad
    return RowPiece(tuple(cells), width, look.row_pad, INK, 0.9, keeps_next=True)


def _section(copy: Copy, columns: int, width: float, look: Look, line: Element, head: RowPiece) -> RowPiece:
    """A row across all columns that names those below it, and does not end a page."""
    wide = width - 2 * look.cell_pad
    across = line.add("TH", O="Table", Scope="Row", ColSpan=columns)
    cell = Cell(broken(copy, wide), copy.style, look.cell_pad, wide, Align.LEFT, across)
    return RowPiece((cell,), width, look.row_pad, head=head, keeps_next=True, above=1.5)
