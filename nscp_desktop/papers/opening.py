"""The head of a paper: partnership, title, what it is, when and where."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nscp_desktop.papers.blocks import Block, Heading, Paragraph, Voice, words

if TYPE_CHECKING:
    from nscp_desktop.papers.letterhead import Letterhead


def opening(letterhead: Letterhead, title: str, lead: str, meta: str, number: str = "") -> list[Block]:
    """The partnership in full, the title as first heading, a lead line ("" for none) and a quiet one."""
    blocks: list[Block] = [
        Paragraph(words(letterhead.partnership), Voice.OVER),
        Heading(1, words(title), number),
    ]
    if lead:
        blocks.append(Paragraph(words(lead), Voice.LEAD))
    return [*blocks, Paragraph(words(meta), Voice.QUIET)]
