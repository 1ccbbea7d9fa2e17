"""Attendance as a paper on its own: Appendix 1 (one meeting) and Appendix 2 (the year)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from nscp_desktop.papers.blocks import Block, Heading, PageBreak, Paper, Paragraph, Voice, words
from nscp_desktop.papers.fingerprint import finished
from nscp_desktop.papers.letterhead import Copy, Edition, Held, Letterhead, furniture, time_and_place
from nscp_desktop.papers.matrix import appendix_2, headed, span
from nscp_desktop.papers.register import appendix_1
from nscp_desktop.papers.wording import weekday
from nscp_desktop.rules.year import long_date

if TYPE_CHECKING:
    from nscp_desktop.papers.people import Register
    from nscp_desktop.papers.year import Year


@dataclass(frozen=True, slots=True)
class AttendanceContent:
    """A meeting's register (with ``held``), a group's year, or both."""

    letterhead: Letterhead
    edition: Edition
    held: Held | None = None
    register: Register | None = None
    year: Year | None = None


def first_appendix(letterhead: Letterhead, held: Held, register: Register) -> tuple[Block, ...]:
    """Appendix 1 with its head."""
    return (
        Paragraph(words(letterhead.partnership), Voice.OVER),
        Heading(1, words(f"Attendance, {long_date(held.on)}"), "Appendix 1"),
        Paragraph(words(f"{letterhead.group}. {weekday(held.on)}, {time_and_place(held)}"), Voice.QUIET),
        *appendix_1(register),
    )


def second_appendix(letterhead: Letterhead, year: Year, size: int) -> tuple[Block, ...]:
    """Appendix 2 with its head."""
    return (*headed(year, letterhead.short, letterhead.partnership, "Appendix 2"), *appendix_2(year, size))


def compose(content: AttendanceContent, copy: Copy = Copy.FULL, size: int = 12) -> Paper:
    """The attendance appendices as a paper; the year lies on its side. ``copy`` is named on every page."""
    when = f"attendance {span(content.year)}" if content.year else "attendance"
    dated = long_date(content.held.on) if content.held else ""
    title = ", ".join(part for part in (f"Attendance, {content.letterhead.short}", dated) if part)
    foot = furniture(content.letterhead, dated, when, content.edition, copy)
    return finished(title, content.letterhead.partnership, foot, size, lambda at: _blocks(content, at))


def _blocks(content: AttendanceContent, size: int) -> tuple[Block, ...]:
    blocks: tuple[Block, ...] = ()
    if content.register is not None and content.held is not None:
        blocks += first_appendix(content.letterhead, content.held, content.register)
    if content.year is not None:
        blocks += (PageBreak(landscape=True), *second_appendix(content.letterhead, content.year, size))
    return blocks
