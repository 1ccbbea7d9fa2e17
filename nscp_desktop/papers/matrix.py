"""Appendix 2: the year's matrix with its key, the chart of meetings attended, the figures and definitions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nscp_desktop.papers.blocks import (
    Align,
    Bar,
    BarChart,
    Block,
    Column,
    Heading,
    KeyFigure,
    Paragraph,
    Row,
    SideBySide,
    Sort,
    Table,
    Text,
    Voice,
    bold,
    quiet,
    words,
)
from nscp_desktop.papers.fingerprint import LARGE
from nscp_desktop.papers.register import Notes
from nscp_desktop.papers.wording import capital, month, spelled, stopped
from nscp_desktop.rules.attendance import and_list
from nscp_desktop.rules.year import column_date, long_date

if TYPE_CHECKING:
    from nscp_desktop.papers.year import Mark, MemberRow, Share, Year, YearFigures, YearMeeting

_KEY = (
    ("P", "present"),
    ("V", "present online"),
    ("D", "nominated deputy attended"),
    ("A", "apologies"),
    ("N", "not present"),
    ("–", "not a member on that date"),
    ("C", "meeting not held"),
)
# More columns than these would press the names together; the table then comes in parts.
_MEETINGS_TO_A_TABLE = 8
_MEETINGS_TO_A_TABLE_LARGE = 6


def period(year: Year) -> str:
    """Give "April 2026 to March 2027, six meetings held"."""
    return f"{month(year.begins)} to {month(year.ends)}, {spelled(year.figures.held, 'meeting')} held"


def span(year: Year) -> str:
    """The year at the foot of a page: "2026/27", or "2026" for a calendar year."""
    if year.begins.year == year.ends.year:
        return str(year.begins.year)
    return f"{year.begins.year}/{year.ends.year % 100:02d}"


def appendix_2(year: Year, size: int) -> tuple[Block, ...]:
    """The matrix with chart and figures at its right side, or under it in large print."""
    matrix = _matrix(year, size)
    figures: tuple[Block, ...] = (*_chart(year), *_figures(year.figures))
    if size >= LARGE:
        return (*matrix, *figures)
    return (SideBySide(matrix, figures),)


def _matrix(year: Year, size: int) -> tuple[Block, ...]:
    if not year.meetings:
        return (Paragraph(words("No meeting has been held in this year.")),)
    step = _MEETINGS_TO_A_TABLE_LARGE if size >= LARGE else _MEETINGS_TO_A_TABLE
    notes = Notes()
    parts = range(0, len(year.meetings), step)
    tables = tuple(
        _part(year, start, start + step, notes, last=start + step >= len(year.meetings)) for start in parts
    )
    not_held = [
        f"{long_date(meeting.on)} ({meeting.not_held})" for meeting in year.meetings if meeting.not_held
    ]
    under: tuple[Block, ...] = (Paragraph(_key(year), Voice.SMALL), *notes.block())
    if year.left_out or not_held:
        said = stopped(f"Not counted in any figure: {'; '.join(year.left_out) or and_list(not_held)}")
        under += (Paragraph(words(said), Voice.SMALL),)
    return (*tables, *under)


def _part(year: Year, start: int, end: int, notes: Notes, *, last: bool) -> Table:
    """The columns of some of the meetings; the rates stand in the last part."""
    meetings = year.meetings[start:end]
    columns = [Column("Member", 1.2, row_head=True), Column("Organisation", 1.2)]
    columns += [Column(_head(meeting), 0.3, Align.CENTRE, bold=True) for meeting in meetings]
    if last:
        columns += [Column("Present", 0.3, Align.CENTRE), Column("With deputy", 0.3, Align.CENTRE)]
    rows: list[Row] = []
    for sector in year.sectors:
        rows.append(Row((words(sector.name or "Sector not recorded"),), Sort.SECTION))
        rows += [_member(member, start, end, notes, last=last) for member in sector.rows]
    here = tuple(words("" if meeting.here is None else str(meeting.here)) for meeting in meetings)
    rows.append(Row((words("Here"), (), *here, *(((), ()) if last else ())), Sort.TOTAL))
    return Table(tuple(columns), tuple(rows))


def _head(meeting: YearMeeting) -> str:
    return column_date(meeting.on).replace(" ", "\n")


def _member(member: MemberRow, start: int, end: int, notes: Notes, *, last: bool) -> Row:
    name = f"{member.name}, co-chair" if member.co_chair else member.name
    cells: list[Text] = [words(name), words(member.organisation)]
    cells += [words(_code(mark), notes.mark(mark.note)) for mark in member.marks[start:end]]
    if last:
        cells += [words(_percent(member.present_percent)), words(_percent(member.with_deputy_percent))]
    return Row(tuple(cells))


def _code(mark: Mark) -> str:
    return "–" if mark.code == "-" else mark.code


def _percent(rate: int | None) -> str:
    return "–" if rate is None else f"{rate}%"


def _key(year: Year) -> Text:
    """The key, with the codes that only some years have left out of the others."""
    met = {_code(mark) for sector in year.sectors for row in sector.rows for mark in row.marks}
    always = {"P", "V", "D", "A", "N"}
    runs: list[Text] = []
    for code, meaning in _KEY:
        if code in always or code in met:
            runs.append(words(", " if runs else "", bold(code), f"\u00a0{meaning}"))
    return words(
        *runs, ". ", "Present and With deputy: share of the meetings held while they were a member (F6)."
    )


def _chart(year: Year) -> tuple[Block, ...]:
    if not year.attended:
        return ()
    bars = tuple(Bar(str(meetings), people) for meetings, people in year.attended)
    said = and_list(
        [f"{people} came to {spelled(meetings, 'meeting')}" for meetings, people in year.attended]
    )
    return (
        BarChart("Meetings attended", bars, f"Number of people by meetings attended: {said}."),
        Paragraph(
            words(quiet("People by the number of meetings they came to, deputies among them (F5)")),
            Voice.SMALL,
        ),
    )


def _figures(figures: YearFigures) -> tuple[Block, ...]:
    """The figures, each with its definition."""
    return (
        KeyFigure(
            words(bold(_average(figures)), " people at a meeting on average"),
            f"{spelled(figures.heads, 'attendance')} in {spelled(figures.held, 'meeting')} held; members, co-chairs "
            "and deputies; guests and speakers not counted (F1)",
        ),
        KeyFigure(
            words(bold(_share(figures.once)), " came to one meeting only"),
            f"{figures.once.part} of {figures.once.whole} who came at least once, counted in this group (F3)",
        ),
        KeyFigure(
            words(
                bold(_share(figures.seats)),
                " of seats filled, ",
                bold(_share(figures.members)),
                " by the member",
            ),
            f"a member or deputy at {figures.seats.part} of {figures.seats.whole} places expected (F7); "
            f"the member at {figures.members.part} of {figures.members.whole} (F6)",
        ),
        KeyFigure(
            words(
                bold(str(figures.deputies)), f" {'time' if figures.deputies == 1 else 'times'} a deputy came"
            ),
            f"for {spelled(figures.representations, 'member')} marked D; one deputy may stand for two (F8)"
            if figures.representations
            else "no member is marked D (F8)",
        ),
    )


def _average(figures: YearFigures) -> str:
    return "not available" if figures.average is None else f"{figures.average:.1f}"


def _share(share: Share) -> str:
    return "not available" if share.percent is None else f"{share.percent}%"


def headed(year: Year, short: str, partnership: str, number: str) -> tuple[Block, ...]:
    """The head of the appendix or paper: partnership, title, period."""
    return (
        Paragraph(words(partnership), Voice.OVER),
        Heading(1, words(f"Attendance, {short}"), number),
        Paragraph(words(capital(period(year))), Voice.QUIET),
    )
