"""A group's year as papers print it: the matrix of Appendix 2 with its figures (F1, F3, F5 to F8)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nscp_desktop.papers.wording import capital, stopped
from nscp_desktop.papers.year import Mark, MemberRow, Sector, Share, Year, YearFigures, YearMeeting
from nscp_desktop.rules import matrix as matrices
from nscp_desktop.rules import seats, statistics

if TYPE_CHECKING:
    from decimal import Decimal

    from nscp_desktop.rules.figures import Figure
    from nscp_desktop.rules.matrix import Cell, Matrix, Row
    from nscp_desktop.rules.year import Year as Months
    from nscp_desktop.services.year import GroupRecords


def year_content(records: GroupRecords, months: Months) -> Year:
    """The year's matrix with everything that is printed beside and under it."""
    meetings = records.of(months)
    matrix = matrices.matrix(records.group, months, meetings, records.memberships, records.order)
    reasons = {meeting.meeting_id: meeting.why_left_out for meeting in meetings}
    return Year(
        begins=months.start,
        ends=months.end,
        meetings=tuple(
            YearMeeting(column.on, column.here, reasons[column.meeting_id]) for column in matrix.columns
        ),
        sectors=tuple(
            Sector(block.sector, tuple(_member(row, matrix) for row in block.rows))
            for block in matrix.sectors
        ),
        left_out=matrix.left_out,
        figures=_figures(records, months),
        attended=_attended(matrix),
    )


def _member(row: Row, matrix: Matrix) -> MemberRow:
    notes = {note.number: capital(stopped(note.text)) for note in matrix.notes}
    return MemberRow(
        name=row.membership.person.name,
        organisation=row.membership.person.organisation,
        marks=tuple(_mark(cell, notes) for cell in row.cells),
        present_percent=_whole(row.present_pct),
        with_deputy_percent=_whole(row.represented_pct),
        co_chair=row.membership.co_chair,
    )


def _mark(cell: Cell, notes: dict[int, str]) -> Mark:
    code = "-" if cell.code == matrices.NOT_A_MEMBER else cell.code
    return Mark(code, notes.get(cell.note or 0, ""))


def _figures(records: GroupRecords, months: Months) -> YearFigures:
    meetings = records.of(months)
    average = statistics.average(meetings)
    return YearFigures(
        heads=average.numerator,
        held=average.denominator,
        average=average.value,
        once=_share(statistics.exactly_once(meetings, statistics.Basis.GROUP)),
        seats=_share(seats.seat_rate(meetings, records.seats, records.memberships)),
        members=_share(seats.member_rate(meetings, records.memberships)),
        deputies=seats.deputies(meetings).numerator,
        representations=seats.represented(meetings).numerator,
    )


def _share(figure: Figure) -> Share:
    return Share(figure.numerator, figure.denominator, _whole(figure.value))


def _whole(value: Decimal | None) -> int | None:
    return None if value is None else int(value)


def _attended(matrix: Matrix) -> tuple[tuple[int, int], ...]:
    """How many people came to how many meetings, from none to as many as were held (F5)."""
    held = sum(column.is_counted for column in matrix.columns)
    if not held:
        return ()
    came = tuple((times, people) for times, people in matrix.histogram.people if times <= held)
    return ((0, len(matrix.histogram.never_came)), *came)
