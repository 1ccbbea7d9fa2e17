"""The recovery key on one page, to be printed once and locked away."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from nscp_desktop.papers.blocks import (
    Align,
    Block,
    Column,
    Furniture,
    Heading,
    Items,
    Paper,
    Paragraph,
    Row,
    Table,
    Voice,
    bold,
    words,
)
from nscp_desktop.rules.year import long_date

if TYPE_CHECKING:
    from datetime import date


@dataclass(frozen=True, slots=True)
class RecoveryKey:
    """What the page says: the key in its six groups, whose store it opens, and the day it was made."""

    partnership: str
    store: str
    key: str
    made_on: date


def compose(content: RecoveryKey, size: int = 12) -> Paper:
    """The page; it carries no fingerprint, for nobody compares it with another."""
    made = long_date(content.made_on)
    return Paper(
        title="Recovery key",
        author=content.partnership,
        furniture=Furniture("Keep locked away", f"Recovery key of {content.store}, made on {made}"),
        blocks=_blocks(content, made),
        size=size,
    )


def _blocks(content: RecoveryKey, made: str) -> tuple[Block, ...]:
    columns = (Column("Group", 0.3, Align.CENTRE, row_head=True), Column("Signs"))
    rows = tuple(
        Row((words(str(number)), words(bold(group))))
        for number, group in enumerate(content.key.split("-"), 1)
    )
    return (
        Paragraph(words(content.partnership), Voice.OVER),
        Heading(1, words("Recovery key")),
        Paragraph(
            words(f"Opens the store {content.store} when the passphrase is forgotten. Made on {made}."),
            Voice.LEAD,
        ),
        Table(columns, rows),
        Paragraph(
            words(
                "Type the six groups one after the other. Small letters, spaces or dashes between them, O for 0, "
                "and I or L for 1 are understood."
            ),
            Voice.QUIET,
        ),
        Heading(2, words("What to do with this page")),
        Items(
            (
                words("Lock it away, in a sealed envelope and not with the laptop."),
                words(
                    "To use it, type it where the program asks for the passphrase; then choose a new passphrase."
                ),
                words("If it was seen by others or is lost, revoke it in the program and print a new one."),
                words("Backups made before then still open with it."),
            ),
            numbered=True,
        ),
        Paragraph(
            words(
                "Without a passphrase and without this page nobody can open the store. "
                "The people who made the program cannot either."
            )
        ),
    )
