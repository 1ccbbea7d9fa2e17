"""The chair's running order: one page with the times, whom to welcome, what is late and the words to say."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from nscp_desktop.papers.blocks import (
    Align,
    Block,
    Column,
    Heading,
    Items,
    Paper,
    Paragraph,
    Row,
    Table,
    Text,
    Voice,
    bold,
    quiet,
    words,
)
from nscp_desktop.papers.fingerprint import LARGE, finished
from nscp_desktop.papers.letterhead import Copy, Edition, Held, Letterhead, dated, time_and_place
from nscp_desktop.papers.wording import stopped, weekday
from nscp_desktop.rules.attendance import and_list
from nscp_desktop.rules.footnotes import minutes_time
from nscp_desktop.rules.wording import counted

if TYPE_CHECKING:
    from datetime import time

RED_AT_MOST = 3
"""Late actions that are named; the rest are counted, so that the page stays one page."""


@dataclass(frozen=True, slots=True)
class OrderLine:
    """An item as the chair glances at it: number, start, minutes, title, who leads, and how many papers it has."""

    number: str
    starts: time
    minutes: int
    title: str
    lead: str = ""
    papers: int = 0


@dataclass(frozen=True, slots=True)
class LateAction:
    """An action past its date: its reference, what was promised, by whom, and how late ("63 days")."""

    reference: str
    text: str
    owner: str
    late: str


@dataclass(frozen=True, slots=True)
class RunningOrderContent:
    """What the chair needs on one page.

    ``welcome`` and ``apologies`` are names as they are to be said, ``deputies`` pairs of who comes and for
    whom, ``say`` pairs of an item's number and the words to say at it.
    """

    letterhead: Letterhead
    held: Held
    edition: Edition
    lines: tuple[OrderLine, ...]
    welcome: tuple[str, ...] = ()
    deputies: tuple[tuple[str, str], ...] = ()
    apologies: tuple[str, ...] = ()
    late: tuple[LateAction, ...] = ()
    say: tuple[tuple[str, str], ...] = ()


def compose(content: RunningOrderContent, size: int = 12) -> Paper:
    """The running order; it is for the chair's own hand, so there are no partner or public copies."""
    title = f"Running order, {content.letterhead.short}, {weekday(content.held.on)}"
    foot = dated(content.letterhead, content.held, "running order", content.edition, Copy.FULL)
    return finished(title, content.letterhead.partnership, foot, size, lambda at: _blocks(content, at))


def _blocks(content: RunningOrderContent, size: int) -> tuple[Block, ...]:
    held = content.held
    meta = f"{weekday(held.on)}, {time_and_place(held)}"
    # No line for the partnership above the title: every line counts on a page that is to be the only one.
    blocks: list[Block] = [
        Heading(1, words(f"Running order for the chair, {content.letterhead.short}")),
        Paragraph(words(meta), Voice.QUIET),
        *_people(content),
    ]
    blocks.append(_table(content.lines, size))
    blocks += _late(content.late)
    blocks += [Paragraph(words(bold(f"Say at {number} "), text)) for number, text in content.say]
    return tuple(blocks)


def _people(content: RunningOrderContent) -> list[Block]:
    """Whom to welcome, who stands for whom, who sent apologies; a line for each that says anything."""
    pairs = tuple(f"{who} (for {whom})" for who, whom in content.deputies)
    said = (("Welcome", content.welcome), ("Deputies", pairs), ("Apologies", content.apologies))
    return [Paragraph(words(bold(head), f" {stopped(and_list(names))}")) for head, names in said if names]


def _table(lines: tuple[OrderLine, ...], size: int) -> Table:
    columns: tuple[Column, ...] = (
        Column("Time", 0, Align.RIGHT),
        Column("Min", 0, Align.RIGHT),
        Column("Item", 3, row_head=True),
    )
    if size < LARGE:
        columns += (Column("Lead", 1),)
    return Table(columns, tuple(Row(_cells(line, size)) for line in lines))


def _cells(line: OrderLine, size: int) -> tuple[Text, ...]:
    under = quiet(f"\n{line.lead}") if size >= LARGE and line.lead else ""
    # Number and word stay together at the end of a line.
    papers = (
        quiet(" ({})".format(counted(line.papers, "paper").replace(" ", "\u00a0"))) if line.papers else ""
    )
    item = words(f"{line.number} {line.title}", papers, under)
    cells: tuple[Text, ...] = (words(minutes_time(line.starts)), words(str(line.minutes)), item)
    return cells if size >= LARGE else (*cells, words(line.lead))


def _late(late: tuple[LateAction, ...]) -> list[Block]:
    if not late:
        return []
    entries = [
        words(bold(one.reference), f" {one.text}. {one.owner}, {one.late}.") for one in late[:RED_AT_MOST]
    ]
    more = len(late) - RED_AT_MOST
    if more > 0:
        entries.append(words(f"and {counted(more, 'more late action')} in the action log."))
    return [Paragraph(words(bold("Late actions")), keeps_next=True), Items(tuple(entries))]
