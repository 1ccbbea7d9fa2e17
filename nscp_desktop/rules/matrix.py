"""The member matrix of a group's year: who came to which meeting (F5, F6), with its footnotes and key.

Rows are members within organisation within sector, in printed order; a seat's earlier and later
holders stand one under the other (E7). Columns are the year's ordinary meetings by date; a
rearranged meeting has no column of its own and is named under the table (E8).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from nscp_desktop.rules.attendance import How, State, represented_by
from nscp_desktop.rules.figures import percent
from nscp_desktop.rules.footnotes import Footnote, number_footnotes, part_attendance, two_seats
from nscp_desktop.rules.meetings import MeetingKind, Status
from nscp_desktop.rules.presence import NO_SECTOR
from nscp_desktop.rules.seats import Tally, tally
from nscp_desktop.rules.statistics import Histogram, histogram
from nscp_desktop.rules.wording import fold, sort_key
from nscp_desktop.rules.year import (
    Meeting,
    Membership,
    Year,
    capacity_recorded,
    column_date,
    counted,
    left_out,
    long_date,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from decimal import Decimal

    from nscp_desktop.rules.attendance import Entry

NOT_A_MEMBER = "–"
CANCELLED = "C"
ONLINE = "V"
MEANINGS = {
    "P": "present",
    ONLINE: "present online",
    "D": "nominated deputy attended",
    "A": "apologies",
    "N": "not present, no apologies",
    NOT_A_MEMBER: "not a member on that date",
    CANCELLED: "meeting cancelled",
    "": "not yet recorded",
}
"""What each code of the matrix means, in the order of the key."""


@dataclass(frozen=True, slots=True)
class Column:
    """A meeting of the matrix; ``here`` is its heads, None when it is not counted."""

    meeting_id: str
    on: date
    status: Status
    here: int | None

    @property
    def heading(self) -> str:
        """The date over the column: "9 Jun"."""
        return column_date(self.on)

    @property
    def is_counted(self) -> bool:
        """Whether the meeting is in the row's figures."""
        return self.here is not None


@dataclass(frozen=True, slots=True)
class Cell:
    """One code, and the number of its footnote if it has one."""

    code: str
    note: int | None = None

    @property
    def text(self) -> str:
        """The code with its footnote, as in "P(1)"."""
        return self.code if self.note is None else f"{self.code}({self.note})"

    @property
    def meaning(self) -> str:
        """The code in words, for reading aloud."""
        return MEANINGS[self.code]


@dataclass(frozen=True, slots=True)
class Row:
    """A member in a seat over the year; percentages are None when no meeting was expected."""

    memberships: tuple[Membership, ...]
    cells: tuple[Cell, ...]
    tally: Tally

    @property
    def membership(self) -> Membership:
        """The latest time this person held this seat."""
        return self.memberships[-1]

    @property
    def present_pct(self) -> Decimal | None:
        """P of expected in whole per cent (F6)."""
        return percent(self.tally.present, self.tally.expected)

    @property
    def represented_pct(self) -> Decimal | None:
        """P and D of expected in whole per cent (F6)."""
        return percent(self.tally.represented, self.tally.expected)


@dataclass(frozen=True, slots=True)
class SectorBlock:
    """The rows of one sector."""

    sector: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    """The matrix with all that is printed under and beside it.

    ``unlisted`` names people who came as members on a day for which no membership is recorded;
    they are heads and have no row, a gap to settle. ``deputies_recorded`` is False for years
    without capacities, whose deputy figures print "not recorded" (E13).
    """

    group: str
    year: Year
    columns: tuple[Column, ...]
    sectors: tuple[SectorBlock, ...]
    notes: tuple[Footnote, ...]
    left_out: tuple[str, ...]
    histogram: Histogram
    unlisted: tuple[str, ...]
    deputies_recorded: bool

    @property
    def rows(self) -> tuple[Row, ...]:
        """All rows in printed order."""
        return tuple(row for block in self.sectors for row in block.rows)

    @property
    def here(self) -> tuple[int | None, ...]:
        """The row of totals: heads at each meeting, None where it is not counted."""
        return tuple(column.here for column in self.columns)

    @property
    def key(self) -> tuple[tuple[str, str], ...]:
        """The codes that occur, each with its words."""
        codes = {cell.code for row in self.rows for cell in row.cells}
        return tuple((code, words) for code, words in MEANINGS.items() if code and code in codes)


def matrix(
    group: str,
    year: Year,
    meetings: Iterable[Meeting],
    memberships: Iterable[Membership],
    order: Sequence[str],
) -> Matrix:
    """The matrix of a group's year; meetings and memberships of others are passed over.

    ``order`` is the printed order of sectors; others follow it.
    """
    ours = [m for m in meetings if m.group == group and m.on in year]
    columns = sorted((m for m in ours if _has_column(m)), key=lambda m: m.on)
    of_year = [m for m in memberships if m.group == group and _touches(m, year)]
    holdings = _in_printed_order(of_year, order)
    noted = [[_code_and_note(meeting, row) for meeting in columns] for row in holdings]
    numbered = number_footnotes(note for cells in noted for _, note in cells)
    numbers = iter(numbered.numbers)
    blocks: dict[str, list[Row]] = {}
    for held, cells in zip(holdings, noted, strict=True):
        row = Row(held, tuple(Cell(code, next(numbers)) for code, _ in cells), tally(columns, held))
        blocks.setdefault(_sector(held), []).append(row)
    return Matrix(
        group=group,
        year=year,
        columns=tuple(_column(m) for m in columns),
        sectors=tuple(SectorBlock(sector, tuple(rows)) for sector, rows in blocks.items()),
        notes=numbered.notes,
        left_out=left_out(ours),
        histogram=histogram(ours, of_year),
        unlisted=_unlisted(ours, of_year),
        deputies_recorded=capacity_recorded(ours),
    )


def _has_column(meeting: Meeting) -> bool:
    return meeting.kind is MeetingKind.ORDINARY and meeting.status is not Status.REARRANGED


def _column(meeting: Meeting) -> Column:
    here = len(meeting.heads()) if meeting.is_counted else None
    return Column(meeting.meeting_id, meeting.on, meeting.status, here)


def _touches(membership: Membership, year: Year) -> bool:
    return (membership.start is None or membership.start <= year.end) and (
        membership.end is None or membership.end >= year.start
    )


def _in_printed_order(
    memberships: Sequence[Membership], order: Sequence[str]
) -> list[tuple[Membership, ...]]:
    """Memberships by person and seat, oldest first; rows by sector, organisation, seat, start and name."""
    rows: dict[tuple[str, str], list[Membership]] = {}
    for membership in sorted(memberships, key=lambda m: m.start or date.min):
        rows.setdefault((membership.person.person_id, membership.seat_id), []).append(membership)
    place = {sector: i for i, sector in enumerate(order)}
    # Several seats of one organisation stand by the name of whoever held each first.
    first_name: dict[str, tuple[str, str]] = {}
    for held in rows.values():
        first_name.setdefault(held[0].seat_id, _name_key(held))

    def printed(held: tuple[Membership, ...]) -> tuple[object, ...]:
        sector = _sector(held)
        start = held[0].start or date.min
        seat = held[0].seat_id
        organisation = fold(held[-1].person.organisation)
        return (
            place.get(sector, len(place)),
            sector,
            organisation,
            first_name[seat],
            seat,
            start,
            _name_key(held),
        )

    return sorted((tuple(held) for held in rows.values()), key=printed)


def _name_key(held: Sequence[Membership]) -> tuple[str, str]:
    return sort_key(held[-1].person.sort_name or held[-1].person.name)


def _sector(held: Sequence[Membership]) -> str:
    return held[-1].person.sector or NO_SECTOR


def _code_and_note(meeting: Meeting, held: Sequence[Membership]) -> tuple[str, str]:
    if not any(m.in_force(meeting.on) for m in held):
        return NOT_A_MEMBER, ""
    if meeting.status is Status.CANCELLED:
        return CANCELLED, ""
    entry = meeting.entry_of(held[0].person.person_id)
    if entry is None or entry.state is None:
        # On a finished register a member without a mark was expected and did not come (F6).
        return ("N", "") if meeting.is_counted else ("", "")
    if entry.state is State.PRESENT:
        return (ONLINE if entry.how is How.ONLINE else "P"), part_attendance(entry)
    if entry.state is State.DEPUTY:
        return "D", _deputy_note(meeting.register, entry)
    return entry.state.value, ""


def _deputy_note(register: Sequence[Entry], member: Entry) -> str:
    if not member.deputy_id:
        return "deputy not named yet"
    deputies = [e for e in register if e.person_id == member.deputy_id]
    if not deputies:
        return ""
    deputy = deputies[0]
    part = part_attendance(deputy)
    seats = two_seats(deputy.name, [e.name for e in represented_by(register, deputy.person_id)])
    if seats:
        return f"{seats}; {part}" if part else seats
    return f"{deputy.name}, deputy, {part}" if part else ""


def _unlisted(meetings: Sequence[Meeting], memberships: Sequence[Membership]) -> tuple[str, ...]:
    found: list[str] = []
    for meeting in counted(meetings):
        members = {m.person.person_id for m in memberships if m.in_force(meeting.on)}
        found += [
            f"{entry.name}, {long_date(meeting.on)}"
            for entry in meeting.heads()
            if entry.is_member and entry.person_id not in members
        ]
    return tuple(found)
