"""A group's year of attendance for the screen: the matrix by sector, four figures with their definitions, the rounds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from sqlmodel import Session, col, select

from nscp_desktop.records import (
    Meeting,
    NominatedDeputy,
    Person,
    Seat,
)
from nscp_desktop.rules import matrix as matrices
from nscp_desktop.rules import seats, statistics
from nscp_desktop.rules.attendance import and_list
from nscp_desktop.rules.figures import NOT_AVAILABLE
from nscp_desktop.rules.meetings import Status
from nscp_desktop.rules.year import MONTHS, Year
from nscp_desktop.services import partnership
from nscp_desktop.services.attendance_rounds import RoundsView, last_rounds
from nscp_desktop.services.tenure import on_day
from nscp_desktop.services.year import first_month, group_records, reporting_year

if TYPE_CHECKING:
    from nscp_desktop.rules.figures import Figure
    from nscp_desktop.rules.matrix import Cell, Column, Matrix, Row
    from nscp_desktop.rules.year import Meeting as Held
    from nscp_desktop.services.year import GroupRecords
    from nscp_desktop.store import Store

__all__ = [
    "MatrixCell", "MatrixColumn", "MatrixRow", "RoundsView", "SectorOfYear", "YearChoice", "YearFigure", "YearView",
    "group_to_show", "last_rounds", "year_of_group", "year_to_show", "years",
]  # fmt: skip

_NAMED_SECTORS = 3
"""More missing sectors than these are counted and not named on a card."""


@dataclass(frozen=True, slots=True)
class YearChoice:
    """A reporting year: the calendar year in which it starts, and its label."""

    start: int
    label: str


@dataclass(frozen=True, slots=True)
class YearFigure:
    """A figure as a card shows it.

    ``better`` says whether the change is a good one; None when it is neither. ``definition`` names numerator,
    denominator, formula, and what was left out.
    """

    caption: str
    figure: str
    change: str
    better: bool | None
    definition: str


@dataclass(frozen=True, slots=True)
class MatrixColumn:
    """A meeting of the year; ``here`` are its heads, None where it is not counted; ``standing`` says why."""

    meeting_id: str
    on: date
    heading: str
    here: int | None
    standing: str


@dataclass(frozen=True, slots=True)
class MatrixCell:
    """A code, with its words and footnote for the tooltip and for reading aloud."""

    code: str
    words: str


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """A member's year: ``about`` is the organisation with what else to know; ``filled`` the share with deputies."""

    row_id: str
    name: str
    about: str
    cells: tuple[MatrixCell, ...]
    filled: str
    filled_words: str


@dataclass(frozen=True, slots=True)
class SectorOfYear:
    """A sector with its members' rows."""

    name: str
    rows: tuple[MatrixRow, ...]


@dataclass(frozen=True, slots=True)
class YearView:
    """A group's reporting year. ``key`` explains the codes that occur; ``notes`` say what is not counted and why."""

    group_id: str
    group: str
    year: YearChoice
    figures: tuple[YearFigure, ...]
    columns: tuple[MatrixColumn, ...]
    sectors: tuple[SectorOfYear, ...]
    key: tuple[tuple[str, str], ...]
    notes: tuple[str, ...]

    @property
    def empty(self) -> bool:
        """Whether there is nothing to show: no member and no meeting."""
        return not self.sectors and not self.columns


def years(store: Store, group_id: str) -> tuple[YearChoice, ...]:
    """The reporting years in which a group has meetings, newest first; always this one."""
    today = store.now().date()
    with store.read() as session:
        days = session.exec(
            select(col(Meeting.date)).where(Meeting.group_id == group_id, col(Meeting.removed).is_(False))
        ).all()
        month = first_month(session)
    found = {day.year - (day.month < month) for day in (*days, today)}
    return tuple(
        YearChoice(start, Year(date(start, month, 1)).label) for start in sorted(found, reverse=True)
    )


def year_of_group(store: Store, group_id: str, start: int) -> YearView:
    """The attendance of a group in the reporting year that begins in the calendar year ``start``."""
    group = partnership.group(store, group_id)
    today = store.now().date()
    with store.read() as session:
        months = Year(date(start, first_month(session), 1))
        as_at = min(today, months.end)
        records = group_records(session, group_id, months.earlier().start, months.end, as_at)
        deputies = _deputies(session, group_id, as_at)
    meetings = records.of(months)
    matrix = matrices.matrix(records.group, months, meetings, records.memberships, records.order)
    return YearView(
        group_id=group_id,
        group=group.name,
        year=YearChoice(start, months.label),
        figures=_figures(records, months),
        columns=tuple(_column(column, meetings) for column in matrix.columns),
        sectors=tuple(
            SectorOfYear(block.sector, tuple(_row(row, matrix, deputies, as_at) for row in block.rows))
            for block in matrix.sectors
        ),
        key=matrix.key,
        notes=_notes(matrix),
    )


def _deputies(session: Session, group_id: str, day: date) -> dict[str, list[str]]:
    """The names of those nominated for each seat on a day."""
    found: dict[str, list[str]] = {}
    for seat_id, name in session.exec(
        select(NominatedDeputy.seat_id, Person.name)
        .join(Seat, col(Seat.id) == col(NominatedDeputy.seat_id))
        .join(Person, col(Person.id) == col(NominatedDeputy.person_id))
        .where(Seat.group_id == group_id, on_day(NominatedDeputy, day))
        .order_by(Person.name)
    ):
        found.setdefault(seat_id, []).append(name)
    return found


def _column(column: Column, meetings: tuple[Held, ...]) -> MatrixColumn:
    why = next(one.why_left_out for one in meetings if one.meeting_id == column.meeting_id)
    standing = why or ("" if column.is_counted else column.status.value)
    return MatrixColumn(column.meeting_id, column.on, column.heading, column.here, standing)


def _row(row: Row, matrix: Matrix, deputies: dict[str, list[str]], as_at: date) -> MatrixRow:
    member = row.membership
    notes = {note.number: note.text for note in matrix.notes}
    percent = row.represented_pct
    filled = row.tally
    return MatrixRow(
        row_id=f"{member.person.person_id} {member.seat_id}",
        name=member.person.name,
        about=_about(row, matrix.year, deputies.get(member.seat_id, []), as_at),
        cells=tuple(_cell(cell, notes) for cell in row.cells),
        filled="–" if percent is None else f"{percent}%",
        filled_words=(
            f"Present {filled.present} and deputy {filled.deputy}, of {filled.expected} meetings held (F6)."
        ),
    )


def _about(row: Row, year: Year, deputies: list[str], as_at: date) -> str:
    """The organisation, since when or until when, co-chair or deputy: "School nursing, joined Sep"."""
    member = row.membership
    said = member.person.organisation
    since = row.memberships[0].start
    if since is not None and year.start < since <= as_at:
        said += f", joined {MONTHS[since.month - 1][:3]}"
    if member.end is not None and member.end < as_at:
        said += f", left {MONTHS[member.end.month - 1][:3]}"
    elif member.co_chair:
        said += " · co-chair"
    elif deputies:
        said += f" · deputy {and_list(deputies)}"
    return said


def _cell(cell: Cell, notes: dict[int, str]) -> MatrixCell:
    note = notes.get(cell.note or 0, "")
    return MatrixCell(cell.code, f"{cell.meaning}: {note}" if note else cell.meaning)


def _notes(matrix: Matrix) -> tuple[str, ...]:
    """What is not counted and why, and who came as a member without being one."""
    said = []
    if matrix.left_out:
        said.append(f"Not counted: {'; '.join(matrix.left_out)}.")
    said += [f"Came as a member without a seat: {who}." for who in matrix.unlisted]
    return tuple(said)


# -- figures ----------------------------------------------------------------------------------------


def _figures(records: GroupRecords, months: Year) -> tuple[YearFigure, ...]:
    now, before = records.of(months), records.of(months.earlier())
    return (
        _average(now, before),
        _once(now, before),
        _seats(records, now),
        _sectors(records, now, months),
    )


def _average(now: tuple[Held, ...], before: tuple[Held, ...]) -> YearFigure:
    average, change = statistics.average(now), statistics.change(now, before)
    words, better = "no earlier year", None
    if change.value is not None:
        words = f"{change.text} on last year"
        better = None if change.value == 0 else change.value > 0
    elif average.value is None:
        words = "no meeting held"
    return YearFigure("Average at a meeting", average.text, words, better, average.footnote)


def _once(now: tuple[Held, ...], before: tuple[Held, ...]) -> YearFigure:
    once = statistics.exactly_once(now, statistics.Basis.GROUP)
    last = statistics.exactly_once(before, statistics.Basis.GROUP)
    better = None
    words = once.workings if once.value is not None else "nobody came yet"
    if once.value is not None and last.value is not None:
        words = f"{last.text} last year"
        better = None if once.value == last.value else once.value < last.value
    return YearFigure("Came once only", once.text, words, better, once.footnote)


def _seats(records: GroupRecords, now: tuple[Held, ...]) -> YearFigure:
    filled = seats.seat_rate(now, records.seats, records.memberships)
    member = seats.member_rate(now, records.memberships)
    words = "no meeting held" if member.value is None else f"{member.text} by the member"
    definition = f"{filled.footnote} By the member: {_workings(member)}"
    return YearFigure("Seats filled, counting deputies", filled.text, words, None, definition)


def _workings(figure: Figure) -> str:
    return f"{figure.workings} ({figure.formula})."


def _sectors(records: GroupRecords, now: tuple[Held, ...], months: Year) -> YearFigure:
    """Of the sectors with a seat in the group that year, those from which somebody came to every meeting."""
    seated = {
        seat.sector
        for seat in records.seats
        if (seat.start is None or seat.start <= months.end) and (seat.end is None or seat.end >= months.start)
    }
    seen = seats.sectors_seen(now, [sector for sector in records.order if sector in seated])
    held = any(meeting.is_counted for meeting in now)
    figure, words, better = NOT_AVAILABLE, "no meeting held", None
    if held:
        figure, better = seen.text, not seen.missing
        words = f"{_named(seen.missing)} missing" if seen.missing else "none missing"
    definition = (
        "Sectors with a seat in the group from which a member, co-chair or deputy came to every meeting held."
    )
    return YearFigure("Sectors at every meeting", figure, words, better, definition)


def _named(sectors: tuple[str, ...]) -> str:
    if len(sectors) <= _NAMED_SECTORS:
        return ", ".join(sectors)
    shown = sectors[: _NAMED_SECTORS - 1]
    return f"{', '.join(shown)} and {len(sectors) - len(shown)} more"


def group_to_show(store: Store) -> str:
    """The group that met last, else the first of the partnership: what the page shows before anybody chooses."""
    with store.read() as session:
        last = session.exec(
            select(Meeting.group_id)
            .where(col(Meeting.removed).is_(False), Meeting.status == Status.HELD)
            .order_by(col(Meeting.date).desc(), col(Meeting.closed_at).desc())
            .limit(1)
        ).first()
    return last or partnership.groups(store)[0].group_id


def year_to_show(store: Store) -> int:
    """The calendar year in which the reporting year of today starts."""
    with store.read() as session:
        return reporting_year(session, store.now().date()).start.year
