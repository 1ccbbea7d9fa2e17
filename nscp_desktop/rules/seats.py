"""Seats and how they were filled, F6 to F8: by the member, by a deputy, and what nobody filled.

As in :mod:`nscp_desktop.rules.statistics`, meetings that are not counted are left out by the
functions themselves and named in each figure.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from nscp_desktop.rules.attendance import Capacity, State
from nscp_desktop.rules.figures import Definition, Figure, percent
from nscp_desktop.rules.presence import head_sectors, representations
from nscp_desktop.rules.wording import counted as number_of
from nscp_desktop.rules.year import Meeting, Membership, Seat, capacity_recorded, counted, left_out

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

MEMBER_RATE = Definition(
    "F6",
    "Filled by the member",
    "Meetings to which the member came, of the meetings held while they were a member.",
)
REPRESENTED_RATE = Definition(
    "F6",
    "Filled by the member or a deputy",
    "Meetings to which the member came or sent a deputy, of the meetings held while they were a member.",
)
SEAT_RATE = Definition(
    "F7",
    "Seats filled, counting deputies",
    "Meetings at which an organisation's seat had its member or a deputy, of the meetings held while "
    "the group had the seat, whoever filled it.",
)
DEPUTIES = Definition(
    "F8",
    "Deputies who came",
    "Deputies counted once for each meeting they came to; a deputy for two members is one.",
)
REPRESENTATIONS = Definition(
    "F8",
    "Members represented by a deputy",
    "Members' places taken by a deputy; a deputy for two members counts for both.",
)
COVER = Definition(
    "F8",
    "Absences covered by a deputy",
    "Members' absences (apologies, no apology and deputy sent) in which a deputy came.",
)


@dataclass(frozen=True, slots=True)
class SectorSeats:
    """A sector's seats on a day, how many have nobody in them, and how they were filled (F4, F7)."""

    sector: str
    seats: int
    vacant: int
    filled: int
    expected: int

    @property
    def rate(self) -> Decimal | None:
        """Filled of expected in per cent; None when nothing was expected."""
        return percent(self.filled, self.expected)


@dataclass(frozen=True, slots=True)
class Tally:
    """How often a membership or a seat was filled: by the member, by a deputy, of how many meetings."""

    present: int
    deputy: int
    expected: int

    @property
    def represented(self) -> int:
        """By the member or a deputy."""
        return self.present + self.deputy


@dataclass(frozen=True, slots=True)
class SectorsSeen:
    """Sectors with somebody at every meeting held, and those missing from at least one."""

    every: tuple[str, ...]
    missing: tuple[str, ...]

    @property
    def text(self) -> str:
        """How many of how many, as "7 of 9"."""
        return f"{len(self.every)} of {len(self.every) + len(self.missing)}"


def tally(meetings: Sequence[Meeting], memberships: Iterable[Membership]) -> Tally:
    """F6: P, D and meetings expected over these memberships; a membership's days are inclusive (E6).

    A member of the day who is missing from a finished register was expected and did not come.
    """
    present = deputy = expected = 0
    held = counted(meetings)
    for membership in memberships:
        for meeting in held:
            if meeting.group == membership.group and membership.in_force(meeting.on):
                state = state_at(meeting, membership)
                expected += 1
                present += state is State.PRESENT
                deputy += state is State.DEPUTY
    return Tally(present, deputy, expected)


def state_at(meeting: Meeting, membership: Membership) -> State | None:
    """The mark of a membership at a meeting; None when the register has no entry for it."""
    entry = meeting.entry_of(membership.person.person_id)
    return None if entry is None else entry.state


def member_rate(meetings: Sequence[Meeting], memberships: Iterable[Membership]) -> Figure:
    """F6 by the member: P of expected."""
    found = tally(meetings, memberships)
    return MEMBER_RATE.rate(found.present, found.expected, "expected", left_out(meetings))


def represented_rate(meetings: Sequence[Meeting], memberships: Iterable[Membership]) -> Figure:
    """F6 counting deputies: P and D of expected; "not recorded" for years without capacities (E13)."""
    if not capacity_recorded(meetings):
        return REPRESENTED_RATE.unrecorded(left_out(meetings))
    found = tally(meetings, memberships)
    return REPRESENTED_RATE.rate(found.represented, found.expected, "expected", left_out(meetings))


def seat_tally(meetings: Sequence[Meeting], seat: Seat, memberships: Iterable[Membership]) -> Tally:
    """F7 for one seat: how often it was filled, through any change of person and while vacant (E7)."""
    holders = [m for m in memberships if m.seat_id == seat.seat_id]
    present = deputy = expected = 0
    for meeting in counted(meetings):
        if meeting.group == seat.group and seat.in_force(meeting.on):
            states = {state_at(meeting, m) for m in holders if m.in_force(meeting.on)}
            expected += 1
            present += State.PRESENT in states
            deputy += State.DEPUTY in states and State.PRESENT not in states
    return Tally(present, deputy, expected)


def seat_rate(
    meetings: Sequence[Meeting], seats: Iterable[Seat], memberships: Sequence[Membership]
) -> Figure:
    """F7 over these seats; "not recorded" for years without capacities (E13)."""
    if not capacity_recorded(meetings):
        return SEAT_RATE.unrecorded(left_out(meetings))
    tallies = [seat_tally(meetings, seat, memberships) for seat in seats]
    filled, expected = sum(t.represented for t in tallies), sum(t.expected for t in tallies)
    return SEAT_RATE.rate(filled, expected, "expected", left_out(meetings))


def deputies(meetings: Sequence[Meeting]) -> Figure:
    """F8: heads with capacity deputy, over all meetings held."""
    if not capacity_recorded(meetings):
        return DEPUTIES.unrecorded(left_out(meetings))
    heads = [entry for meeting in counted(meetings) for entry in meeting.heads()]
    came = sum(entry.capacity is Capacity.DEPUTY for entry in heads)
    workings = f"{came:,} of {number_of(len(heads), 'attendance')}"
    return DEPUTIES.figure(Decimal(came), came, len(heads), workings, left_out(meetings), text=f"{came:,}")


def represented(meetings: Sequence[Meeting]) -> Figure:
    """F8: member entries marked D, over all meetings held."""
    if not capacity_recorded(meetings):
        return REPRESENTATIONS.unrecorded(left_out(meetings))
    held = counted(meetings)
    times = sum(representations(m.register) for m in held)
    workings = f"{times:,} in {len(held):,} meetings held"
    return REPRESENTATIONS.figure(
        Decimal(times), times, len(held), workings, left_out(meetings), text=f"{times:,}"
    )


def cover_rate(meetings: Sequence[Meeting]) -> Figure:
    """F8: D over A, D and N, in whole per cent."""
    if not capacity_recorded(meetings):
        return COVER.unrecorded(left_out(meetings))
    away = (State.APOLOGIES, State.DEPUTY, State.NO_APOLOGY)
    states = [e.state for m in counted(meetings) for e in m.register if e.is_member and e.state in away]
    return COVER.rate(states.count(State.DEPUTY), len(states), "absences", left_out(meetings))


def seats_by_sector(
    meetings: Sequence[Meeting],
    seats: Sequence[Seat],
    memberships: Sequence[Membership],
    order: Sequence[str],
    on: date,
) -> tuple[SectorSeats, ...]:
    """F4, second table: seats and vacancies on a day by sector in printed order, rows of 0 kept.

    How the seats were filled is of all the meetings given, also for seats no longer there on the day.
    """
    places = [*order, *sorted({s.sector for s in seats} - set(order))]
    rows: list[SectorSeats] = []
    for sector in places:
        here = [s for s in seats if s.sector == sector]
        on_the_day = [s for s in here if s.in_force(on)]
        taken = {m.seat_id for m in memberships if m.in_force(on)}
        tallies = [seat_tally(meetings, s, memberships) for s in here]
        rows.append(
            SectorSeats(
                sector=sector,
                seats=len(on_the_day),
                vacant=sum(s.seat_id not in taken for s in on_the_day),
                filled=sum(t.represented for t in tallies),
                expected=sum(t.expected for t in tallies),
            )
        )
    return tuple(rows)


def sectors_seen(meetings: Sequence[Meeting], order: Sequence[str]) -> SectorsSeen:
    """Which of the sectors had a head at every meeting held; none when no meeting was held."""
    seen = [set(head_sectors(m.register).values()) for m in counted(meetings)]
    every = tuple(s for s in order if seen and all(s in sectors for sectors in seen))
    return SectorsSeen(every, tuple(s for s in order if s not in every))


def sector_missing_for(meetings: Sequence[Meeting], sector: str) -> int:
    """How many meetings running, up to the last one held, nobody came from the sector."""
    running = 0
    for meeting in reversed(counted(meetings)):
        if sector in head_sectors(meeting.register).values():
            break
        running += 1
    return running


def seat_missing_for(meetings: Sequence[Meeting], seat: Seat, memberships: Sequence[Membership]) -> int:
    """How many meetings running, up to the last one held, nobody filled the seat while it was there."""
    running = 0
    for meeting in reversed(counted(meetings)):
        found = seat_tally([meeting], seat, memberships)
        if found.represented:
            break
        running += found.expected
    return running
