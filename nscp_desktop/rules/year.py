"""A year of meetings: which are counted, which are left out and why, and who was a member when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from typing import TYPE_CHECKING

from nscp_desktop.rules.attendance import COUNTED, Entry, Person
from nscp_desktop.rules.meetings import MeetingKind, Status

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Year:
    """Twelve months from the first of a month."""

    start: date

    @property
    def end(self) -> date:
        """The last day of the year."""
        return date.fromordinal(self.start.replace(year=self.start.year + 1).toordinal() - 1)

    @property
    def label(self) -> str:
        """The year in words: "April 2026 to March 2027"."""
        return f"{MONTHS[self.start.month - 1]} {self.start.year} to {MONTHS[self.end.month - 1]} {self.end.year}"

    @property
    def short(self) -> str:
        """The year in short: "2026-27"; a calendar year is "2026"."""
        if self.end.year == self.start.year:
            return str(self.start.year)
        return f"{self.start.year}-{self.end.year % 100:02d}"

    def __contains__(self, day: date) -> bool:
        """Whether the day falls in the year."""
        return self.start <= day <= self.end

    def earlier(self) -> Year:
        """The year before."""
        return Year(self.start.replace(year=self.start.year - 1))


def year_of(day: date, first_month: int = 4) -> Year:
    """The year a day falls in; years begin on the first of ``first_month`` (LSCG: April)."""
    return Year(date(day.year - (day.month < first_month), first_month, 1))


@dataclass(frozen=True, slots=True)
class Meeting:
    """One meeting of a group with its register.

    ``complete`` says that the register was finished (E9), ``notes_only`` that the chair closed an
    inquorate meeting as notes only (E12); ``capacity_recorded`` is False for
    earlier years without capacities (E13); ``reason`` is why it was cancelled or moved; ``minimum_minutes`` of 0 leaves that rule off (E5).
    """

    meeting_id: str
    group: str
    on: date
    status: Status = Status.HELD
    register: tuple[Entry, ...] = ()
    complete: bool = True
    kind: MeetingKind = MeetingKind.ORDINARY
    notes_only: bool = False
    moved_to: date | None = None
    reason: str = ""
    capacity_recorded: bool = True
    starts: time | None = None
    ends: time | None = None
    minimum_minutes: int = 0

    @property
    def is_counted(self) -> bool:
        """Whether the meeting is in every denominator: ordinary, held and its register finished."""
        return (
            self.kind is MeetingKind.ORDINARY
            and self.status is Status.HELD
            and self.complete
            and not self.notes_only
        )

    @property
    def why_left_out(self) -> str:
        """Why the meeting is not counted, in words; empty when it is, or is still to come."""
        if self.is_counted or self.status in (Status.ARRANGED, Status.RUNNING):
            return ""
        if self.kind is not MeetingKind.ORDINARY:
            return self.kind.value
        if self.status is Status.HELD:
            return "notes only" if self.notes_only else "register not finished"
        said = f"moved to {long_date(self.moved_to)}" if self.moved_to else self.status.value
        return f"{said}: {self.reason}" if self.reason else said

    def heads(self) -> tuple[Entry, ...]:
        """The entries that count as heads, each person once (F1, E11), the minimum minutes applied."""
        found: dict[str, Entry] = {}
        for entry in self.register:
            if entry.is_head and self._stayed_long_enough(entry):
                found.setdefault(entry.person_id, entry)
        return tuple(found.values())

    def entry_of(self, person_id: str) -> Entry | None:
        """The person's entry in a counted capacity, or None."""
        for entry in self.register:
            if entry.person_id == person_id and entry.capacity in COUNTED:
                return entry
        return None

    def _stayed_long_enough(self, entry: Entry) -> bool:
        came, went = entry.arrived or self.starts, entry.left or self.ends
        if not self.minimum_minutes or came is None or went is None:
            return True
        return (went.hour - came.hour) * 60 + went.minute - came.minute >= self.minimum_minutes


@dataclass(frozen=True, slots=True)
class Membership:
    """A person filling a seat of a group, both days inclusive; None is always, and still."""

    person: Person
    group: str
    seat_id: str
    start: date | None = None
    end: date | None = None
    co_chair: bool = False

    def in_force(self, day: date) -> bool:
        """Whether the person was a member on the day."""
        return _within(day, self.start, self.end)


@dataclass(frozen=True, slots=True)
class Seat:
    """An organisation's place in a group; it outlives the person who fills it (E7)."""

    seat_id: str
    group: str
    organisation: str
    sector: str
    start: date | None = None
    end: date | None = None

    def in_force(self, day: date) -> bool:
        """Whether the group had the seat on the day, filled or not."""
        return _within(day, self.start, self.end)


def seats_of(memberships: Iterable[Membership]) -> tuple[Seat, ...]:
    """The seats these memberships fill, each from its first member's start to its last member's end."""
    by_seat: dict[str, list[Membership]] = {}
    for membership in memberships:
        by_seat.setdefault(membership.seat_id, []).append(membership)
    seats: list[Seat] = []
    for seat_id, holders in by_seat.items():
        latest = max(holders, key=lambda m: m.start or date.min)
        starts = [m.start for m in holders if m.start is not None]
        ends = [m.end for m in holders if m.end is not None]
        seats.append(
            Seat(
                seat_id=seat_id,
                group=latest.group,
                organisation=latest.person.organisation,
                sector=latest.person.sector,
                start=min(starts) if len(starts) == len(holders) else None,
                end=max(ends) if len(ends) == len(holders) else None,
            )
        )
    return tuple(seats)


def counted(meetings: Iterable[Meeting]) -> tuple[Meeting, ...]:
    """H: the meetings in every denominator, oldest first."""
    return tuple(sorted((m for m in meetings if m.is_counted), key=lambda m: (m.on, m.group)))


def capacity_recorded(meetings: Iterable[Meeting]) -> bool:
    """Whether every counted meeting recorded capacities (E13)."""
    return all(m.capacity_recorded for m in meetings if m.is_counted)


def left_out(meetings: Sequence[Meeting]) -> tuple[str, ...]:
    """The meetings that are not counted, named with the reason, for the line under a table.

    "9 June 2026, cancelled"; with the group in front when the meetings are of several groups.
    """
    several = len({m.group for m in meetings}) > 1
    named = sorted((m for m in meetings if m.why_left_out), key=lambda m: (m.on, m.group))
    return tuple(f"{m.group + ' ' if several else ''}{long_date(m.on)}, {m.why_left_out}" for m in named)


def _within(day: date, start: date | None, end: date | None) -> bool:
    return (start is None or start <= day) and (end is None or day <= end)


def long_date(day: date) -> str:
    """Give the day as "9 June 2026"."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def column_date(day: date) -> str:
    """Give the day as it heads a column: "9 Jun"."""
    return f"{day.day} {MONTHS[day.month - 1][:3]}"
