"""The youth board's part of minutes: they said, we talked, we did, told them on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nscp_desktop.papers.blocks import Block, Column, Heading, Paragraph, Row, Table, Text, bold, quiet, words
from nscp_desktop.papers.fingerprint import LARGE
from nscp_desktop.papers.wording import spelled
from nscp_desktop.rules.year import long_date

if TYPE_CHECKING:
    from nscp_desktop.papers.entries import Ask

_HEADS = ("They said", "We talked", "We did", "Told them on")


def asks(some: tuple[Ask, ...], size: int) -> tuple[Block, ...]:
    """The asks as a table of four columns, or one under the other in large print."""
    if not some:
        return ()
    if size >= LARGE:
        return tuple(block for ask in some for block in _stacked(ask))
    columns = (
        Column(_HEADS[0], 1.5, row_head=True),
        Column(_HEADS[1], 1.3),
        Column(_HEADS[2], 1.2),
        Column(_HEADS[3], 0.9),
    )
    rows = tuple(Row((_said(ask, ask.board), words(ask.talked), words(ask.did), _told(ask))) for ask in some)
    return (Table(columns, rows),)


def _stacked(ask: Ask) -> tuple[Block, ...]:
    """One ask under its board, a line for each part that is known."""
    parts = (_said(ask, ""), words(ask.talked), words(ask.did), _told(ask))
    lines = tuple(
        Paragraph(words(bold(f"{head}:"), " ", text), keeps_next=head != _HEADS[-1])
        for head, text in zip(_HEADS, parts, strict=True)
        if text
    )
    return (Heading(3, words(ask.board or "Youth Advisory Board")), *lines)


def _said(ask: Ask, board: str) -> Text:
    """Their words where consent is recorded, with the board and the day; else that they are not printed."""
    if ask.consent:
        said = words(ask.said if ask.said.startswith(("“", '"', "‘", "'")) else f"“{ask.said}”")
    else:
        said = words(quiet("Their words are not printed: consent to share them is not recorded."))
    source = ", ".join(part for part in (board, long_date(ask.said_on) if ask.said_on else "") if part)
    asked = f"\nAsked of us: {ask.ask}" if ask.ask else ""
    return words(said, quiet(f"\n{source}") if source else "", asked)


def _told(ask: Ask) -> Text:
    """When and how they were told, or how long they have waited."""
    if ask.told_on is not None:
        return words(long_date(ask.told_on), quiet(f"\n{ask.told_how}") if ask.told_how else "")
    waited = f"\nwaiting {spelled(ask.waiting_days, 'day')}" if ask.waiting_days is not None else ""
    return words(bold("Not yet"), quiet(waited) if waited else "")
