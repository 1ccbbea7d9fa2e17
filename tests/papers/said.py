"""The words of blocks, for reading in tests."""

from __future__ import annotations

from typing import TYPE_CHECKING

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
    flat,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from nscp_desktop.papers.blocks import Block


def lines(blocks: Iterable[Block]) -> list[str]:
    """One line for each heading, paragraph, mark, point, row, note and figure."""
    said: list[str] = []
    for block in blocks:
        if isinstance(block, Heading):
            said.append(f"{'#' * block.level} {block.number} {flat(block.text)}".replace("  ", " "))
        elif isinstance(block, Paragraph):
            said.append(flat(block.text))
        elif isinstance(block, Marked):
            said.append(f"[{block.label}] {flat(block.text)}")
        elif isinstance(block, Items):
            said += [f"- {flat(entry)}" for entry in block.entries]
        elif isinstance(block, Footnotes):
            said += [f"{note.mark} {flat(note.text)}" for note in block.notes]
        elif isinstance(block, BarChart):
            said.append(block.said)
        elif isinstance(block, KeyFigure):
            said.append(f"{flat(block.text)}: {block.definition}")
        elif isinstance(block, PageBreak):
            said.append("=== on its side" if block.landscape else "===")
        elif isinstance(block, KeepTogether):
            said += lines(block.blocks)
        elif isinstance(block, SideBySide):
            said += lines(block.left + block.right)
        else:
            said.append(" | ".join(column.head for column in block.columns))
            said += [" | ".join(flat(cell) for cell in row.cells) for row in block.rows]
    return said


def text(blocks: Iterable[Block]) -> str:
    """All of it."""
    return "\n".join(lines(blocks))
