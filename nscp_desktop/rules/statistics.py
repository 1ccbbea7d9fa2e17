"""Attendance statistics, F1 to F5: every figure with its numerator, denominator and definition.

All functions take the meetings of a year (one group's or the county's) as they are, and leave out
by themselves what is not counted: cancelled, rearranged and unfinished meetings, notes only, extra
sessions and learning reviews. What is left out is named in each figure. How seats were filled,
F6 to F8, is in :mod:`nscp_desktop.rules.seats`.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction
from typing import TYPE_CHECKING

from nscp_desktop.rules.attendance import Capacity
from nscp_desktop.rules.figures import Definition, Figure, half_up, largest_remainder, mean, percent
from nscp_desktop.rules.presence import head_sectors
from nscp_desktop.rules.seats import tally
from nscp_desktop.rules.wording import counted as number_of
from nscp_desktop.rules.year import Meeting, Membership, capacity_recorded, counted, left_out

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from decimal import Decimal

AVERAGE = Definition(
    "F1",
    "Average attendance",
    "Members, co-chairs and deputies who came, over all meetings held together; "
    "speakers, guests, observers, young people and those in attendance are not counted.",
)
AVERAGE_OF_GROUPS = Definition(
    "F1",
    "Mean of the groups' averages",
    "Each group's average counts once however often it met; this is not the pooled figure.",
)
CHANGE = Definition(
    "F2",
    "Change on year",
    "The average against the year before, both pooled over all meetings held.",
)
CHANGE_OF_GROUPS = Definition(
    "F2",
    "Change on year, mean of the groups",
    "The mean of the groups' averages against the year before; this is not the pooled figure.",
)
ONCE_COUNTY = Definition(
    "F3",
    "Came to exactly one meeting",
    "A person counts once across all groups, so the figures of single groups do not add up to this one.",
)
ONCE_GROUP = Definition(
    "F3",
    "Came to exactly one meeting of a group",
    "A person counts once in each group they came to.",
)


class Basis(StrEnum):
    """Whether a person is counted once for the county, or once in each group (F3)."""

    COUNTY = "county"
    GROUP = "group"


@dataclass(frozen=True, slots=True)
class SectorShare:
    """A sector's heads (F4). ``share`` adds up to 100 over the table; ``exact`` is to one decimal place."""

    sector: str
    heads: int
    share: int
    exact: Decimal | None


@dataclass(frozen=True, slots=True)
class Histogram:
    """How many people came to 1, 2, ... meetings (F5), and the members who came to none, apart (V16)."""

    people: tuple[tuple[int, int], ...]
    never_came: tuple[Membership, ...]


def average(meetings: Sequence[Meeting]) -> Figure:
    """F1, pooled: all heads over all meetings held; one decimal place, a whole number in prose."""
    heads, held = _heads_and_held(meetings)
    value = mean(heads, held)
    workings = f"{number_of(heads, 'attendance')} in {number_of(held, 'meeting')} held"
    if value is None:
        return AVERAGE.figure(None, heads, held, workings, left_out(meetings))
    prose = str(mean(heads, held, 0))
    return AVERAGE.figure(value, heads, held, workings, left_out(meetings), text=str(value), prose=prose)


def average_of_groups(meetings: Sequence[Meeting]) -> Figure:
    """The mean of the groups' own averages, labelled as such, for setting beside F1 (V19)."""
    exact = _exact_average(meetings, of_groups=True)
    groups = number_of(len({m.group for m in counted(meetings)}), "group")
    if exact is None:
        return AVERAGE_OF_GROUPS.figure(None, 0, 0, f"Mean of {groups}", left_out(meetings))
    value = half_up(exact, 1)
    return AVERAGE_OF_GROUPS.figure(
        value, *exact.as_integer_ratio(), f"Mean of {groups}", left_out(meetings), text=str(value)
    )


def change(meetings: Sequence[Meeting], earlier: Sequence[Meeting], *, of_groups: bool = False) -> Figure:
    """F2: the average against the year before, a whole per cent: "up 45%".

    Pooled, unless ``of_groups`` asks for the mean of the groups' averages, labelled as such.
    "not available" without an earlier average to compare with, or when that was 0.
    """
    definition = CHANGE_OF_GROUPS if of_groups else CHANGE
    names = left_out([*earlier, *meetings])
    now, before = (_exact_average(m, of_groups=of_groups) for m in (meetings, earlier))
    if now is None or not before:
        return definition.figure(None, 0, 0, "No earlier year to compare with", names)
    relative = (now - before) / before * 100
    value = half_up(relative)
    text = "no change" if value == 0 else f"{'up' if value > 0 else 'down'} {abs(value)}%"
    workings = f"{half_up(now, 1)} against {half_up(before, 1)}"
    return definition.figure(value, *relative.as_integer_ratio(), workings, names, text=text)


def exactly_once(
    meetings: Sequence[Meeting], basis: Basis = Basis.COUNTY, *, excluding_deputies: bool = False
) -> Figure:
    """F3: people who came to exactly one meeting, of those who came at least once.

    On the group basis a person counts once in each group. ``excluding_deputies`` leaves out the
    times a person came as a deputy, which older registers cannot tell (E13).
    """
    definition = ONCE_COUNTY if basis is Basis.COUNTY else ONCE_GROUP
    if excluding_deputies:
        definition = replace(
            definition,
            label=f"{definition.label}, excluding deputies",
            sentence=f"{definition.sentence} Times somebody came as a deputy are left out.",
        )
        if not capacity_recorded(meetings):
            return definition.unrecorded(left_out(meetings))
    times: Counter[tuple[str, str]] = Counter()
    for meeting in counted(meetings):
        group = meeting.group if basis is Basis.GROUP else ""
        for entry in meeting.heads():
            if not (excluding_deputies and entry.capacity is Capacity.DEPUTY):
                times[group, entry.person_id] += 1
    once = sum(n == 1 for n in times.values())
    return definition.rate(once, len(times), "who came at least once", left_out(meetings))


def sector_shares(meetings: Sequence[Meeting], order: Sequence[str]) -> tuple[SectorShare, ...]:
    """F4: heads by sector in printed order, rows of 0 kept; sectors outside the order follow it."""
    found: Counter[str] = Counter()
    for meeting in counted(meetings):
        sectors = head_sectors(meeting.register)
        found.update(sectors[entry.person_id] for entry in meeting.heads())
    places = [*order, *sorted(s for s in found if s not in order)]
    heads = [found[sector] for sector in places]
    shares = largest_remainder(heads)
    whole = sum(heads)
    return tuple(
        SectorShare(sector, n, share, percent(n, whole, 1))
        for sector, n, share in zip(places, heads, shares, strict=True)
    )


def histogram(meetings: Sequence[Meeting], memberships: Iterable[Membership], most: int = 6) -> Histogram:
    """F5 for one group: people by meetings attended, deputies among them, up to at least ``most``."""
    held = counted(meetings)
    times = Counter(entry.person_id for meeting in held for entry in meeting.heads())
    people = Counter(times.values())
    never: dict[str, Membership] = {}
    for membership in memberships:
        if membership.person.person_id not in times and tally(held, [membership]).expected:
            never.setdefault(membership.person.person_id, membership)
    bars = range(1, max(most, len(held)) + 1)
    return Histogram(tuple((n, people[n]) for n in bars), tuple(never.values()))


def _heads_and_held(meetings: Sequence[Meeting]) -> tuple[int, int]:
    held = counted(meetings)
    return sum(len(m.heads()) for m in held), len(held)


def _exact_average(meetings: Sequence[Meeting], *, of_groups: bool) -> Fraction | None:
    """The average before rounding; None when no meeting was held."""
    parts = [meetings]
    if of_groups:
        groups = dict.fromkeys(m.group for m in counted(meetings))
        parts = [[m for m in meetings if m.group == group] for group in groups]
    averages = [Fraction(heads, held) for heads, held in map(_heads_and_held, parts) if held]
    return sum(averages, Fraction(0)) / len(averages) if averages else None
