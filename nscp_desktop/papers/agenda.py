"""The agenda: times, minutes, items, what kind they are, who leads, which paper."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from nscp_desktop.papers.blocks import (
    Align,
    Block,
    Column,
    Items,
    KeepTogether,
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
from nscp_desktop.papers.opening import opening
from nscp_desktop.papers.wording import capital, stopped, weekday
from nscp_desktop.rules.agenda import agenda_title
from nscp_desktop.rules.attendance import and_list
from nscp_desktop.rules.footnotes import minutes_time
from nscp_desktop.rules.wording import counted

if TYPE_CHECKING:
    from datetime import time


@dataclass(frozen=True, slots=True)
class AgendaLine:
    """An item: its planned start and minutes, kind ("Decision"), lead, paper ("A, B").

    ``local`` items differ from the round; ``carried`` says from where ("from 12 November 2026"). ``attached``
    are the titles of the papers attached; of a ``restricted`` item only their number is printed.
    """

    number: str
    starts: time
    minutes: int
    title: str
    kind: str = ""
    lead: str = ""
    paper: str = ""
    local: bool = False
    carried: str = ""
    detail: str = ""
    attached: tuple[str, ...] = ()
    restricted: bool = False


@dataclass(frozen=True, slots=True)
class AgendaContent:
    """An agenda. ``held.ends`` is the planned end; ``co_chairs`` are printed as given.

    ``opens`` is when the room opens, ``opens_words`` what happens then; ``papers`` are letter and title.
    ``notice`` says that the meeting is not held on its day, and why.
    """

    letterhead: Letterhead
    held: Held
    edition: Edition
    lines: tuple[AgendaLine, ...]
    co_chairs: tuple[str, ...] = ()
    opens: time | None = None
    opens_words: str = "the room opens"
    papers: tuple[tuple[str, str], ...] = ()
    next_meeting: Held | None = None
    alternative_formats: str = ""
    notice: str = ""


def compose(content: AgendaContent, copy: Copy = Copy.FULL, size: int = 12) -> Paper:
    """The agenda; ``copy`` is only named on it: what is restricted stands on no copy of an agenda."""
    title = agenda_title(content.letterhead.short, content.held.on)
    foot = dated(content.letterhead, content.held, "agenda", content.edition, copy)
    return finished(title, content.letterhead.partnership, foot, size, lambda at: _blocks(content, at))


def _blocks(content: AgendaContent, size: int) -> tuple[Block, ...]:
    held = content.held
    lead = f"Agenda for the meeting on {weekday(held.on)}"
    blocks = opening(content.letterhead, content.letterhead.group, lead, time_and_place(held))
    if content.notice:
        blocks.append(Paragraph(words(bold(stopped(content.notice)))))
    if content.co_chairs:
        head = "Co-chair" if len(content.co_chairs) == 1 else "Co-chairs"
        blocks.append(Paragraph(words(bold(head), f" {and_list(content.co_chairs)}")))
    if content.opens is not None:
        blocks.append(Paragraph(words(f"{minutes_time(content.opens)} {content.opens_words}"), Voice.QUIET))
    if content.lines:
        blocks.append(_large(content.lines) if size >= LARGE else _table(content.lines))
    else:
        blocks.append(Paragraph(words("No items have been put on this agenda yet.")))
    if content.papers:
        entries = tuple(words(bold(letter), f" {title}") for letter, title in content.papers)
        blocks.append(KeepTogether((Paragraph(words(bold("Papers")), keeps_next=True), Items(entries))))
    blocks += next_line(content.next_meeting)
    if content.alternative_formats:
        blocks.append(Paragraph(words(content.alternative_formats), Voice.SMALL))
    return tuple(blocks)


def next_line(held: Held | None) -> list[Block]:
    """The date, time and place of the next meeting; nothing while it is not known."""
    if held is None:
        return []
    return [
        Paragraph(words(bold("Next meeting"), f" {stopped(f'{weekday(held.on)}, {time_and_place(held)}')}"))
    ]


def _table(lines: tuple[AgendaLine, ...]) -> Table:
    """The agenda as the model has it: seven columns."""
    columns = (
        Column("No.", 0, Align.RIGHT),
        Column("Time", 0, Align.RIGHT),
        Column("Min", 0, Align.RIGHT),
        Column("Item", 3, row_head=True),
        Column("Type", 0.5),
        Column("Lead", 1),
        Column("Paper", 0),
    )
    return Table(
        columns,
        tuple(
            Row(
                (
                    words(line.number),
                    words(minutes_time(line.starts)),
                    words(str(line.minutes)),
                    words(line.title, _under(line)),
                    words(capital(line.kind)),
                    words(line.lead),
                    words(line.paper),
                )
            )
            for line in lines
        ),
    )


def _under(line: AgendaLine) -> Text:
    """What stands under a title: local, carried, the detail; then the papers that are attached."""
    said = " ".join(stopped(part) for part in (_local(line), line.detail) if part)
    under = "\n".join(part for part in (said, _attached(line)) if part)
    return words(quiet(f"\n{under}")) if under else ()


def _attached(line: AgendaLine) -> str:
    """The papers attached: "Papers: Chronology; Plan of the hall."; of a restricted item how many there are."""
    number = len(line.attached)
    if line.restricted and number:
        return f"{counted(number, 'paper')} attached, confidential."
    head = "Paper" if number == 1 else "Papers"
    return stopped(f"{head} attached: {'; '.join(line.attached)}") if number else ""


def _local(line: AgendaLine) -> str:
    parts = ("local item" if line.local else "", f"carried {line.carried}" if line.carried else "")
    return capital(", ".join(part for part in parts if part))


def _large(lines: tuple[AgendaLine, ...]) -> Table:
    """The agenda in large print: three columns, with kind, lead and paper under the title."""
    columns = (
        Column("Time", 0, Align.RIGHT),
        Column("Item", 3, row_head=True),
        Column("Min", 0, Align.RIGHT),
    )
    rows = []
    for line in lines:
        about = ", ".join(part for part in (capital(line.kind), line.lead) if part)
        about = ". ".join(part for part in (about, f"Paper: {line.paper}" if line.paper else "") if part)
        item = words(bold(line.number), " ", line.title, quiet(f"\n{about}") if about else "", _under(line))
        rows.append(Row((words(minutes_time(line.starts)), item, words(str(line.minutes)))))
    return Table(columns, tuple(rows))
