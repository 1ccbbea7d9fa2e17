"""Mixing people into breakout rooms: sectors spread, colleagues apart, new faces where possible.

People are dealt out by sector and organisation, which already spreads both as evenly as the
numbers allow, and then exchanged between rooms while that brings fewer people together who have
met in a room before. It is repeated from several deals and the best is kept. The same people,
wishes and seed always give the same rooms, whatever order the people were given in.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from itertools import combinations
from random import Random
from typing import TYPE_CHECKING

from nscp_desktop.errors import Refused, Unknown
from nscp_desktop.rules.wording import counted

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

# One pair from the same organisation is worse than any number from the same sector, and that
# worse than any number who have met: the sums of 40 people cannot reach the next weight.
_SAME_ORGANISATION = 10**9
_SAME_SECTOR = 10**5
_MET_MOST = 50
# Bounds on the work, not on time, so that every laptop finds the same rooms.
_FEWEST_DEALS, _MOST_DEALS = 8, 50
_WORK = 12_000


@dataclass(frozen=True, slots=True)
class Participant:
    """Somebody to be given a room; unknown organisation or sector is empty and like no other."""

    person_id: str
    organisation: str = ""
    sector: str = ""
    co_chair: bool = False


@dataclass(frozen=True, slots=True)
class Room:
    """A room of a breakout, counted from 1; the first of its people leads it."""

    number: int
    people: tuple[Participant, ...]

    @property
    def lead_id(self) -> str:
        """Who leads the room; empty when nobody is in it."""
        return self.people[0].person_id if self.people else ""


@dataclass(frozen=True, slots=True)
class Measure:
    """How good a mix is: pairs in one room of the same organisation, the same sector, met before."""

    same_organisation: int
    same_sector: int
    repeated: int
    smallest: int
    largest: int


def mix(
    people: Iterable[Participant],
    rooms: int,
    seed: int,
    *,
    met: Mapping[frozenset[str], int] | None = None,
    co_chairs_out: bool = False,
    leads: Sequence[str] = (),
    led: Mapping[str, int] | None = None,
) -> tuple[Room, ...]:
    """Spread people over rooms whose sizes differ by at most one.

    Organisations are kept apart first, sectors spread second, people who have met third (``met``:
    how often a pair was in one room, see :func:`times_met`). Each of ``leads`` leads a room, co-chair
    or not; in other rooms the person who has led least often (``led``), a co-chair only if need be.
    Refuses fewer people than rooms, more leads than rooms, and a lead who is not here.
    """
    wanted = tuple(dict.fromkeys(leads))
    everybody = {p.person_id: p for p in people}
    if any(lead not in everybody for lead in wanted):
        raise Refused("Somebody named to lead a room is not here. Choose who leads again.")
    placed = [
        everybody[p]
        for p in sorted(everybody)
        if p in wanted or not (co_chairs_out and everybody[p].co_chair)
    ]
    _check(len(placed), rooms, len(wanted))
    fixed = [i for lead in wanted for i, p in enumerate(placed) if p.person_id == lead]
    weights = _weights(placed, met or {})
    chance = Random(seed)
    tries = min(_MOST_DEALS, max(_FEWEST_DEALS, _WORK // len(placed) ** 2))
    deals = [_deal(placed, fixed, rooms, chance) for _ in range(tries)]
    _, room_of = min((_exchange(deal, weights, rooms, frozenset(fixed)), deal) for deal in deals)
    return _with_leads(placed, room_of, rooms, fixed, led=led or {}, chance=chance)


def times_met(earlier_rooms: Iterable[Iterable[str]]) -> dict[frozenset[str], int]:
    """How often each pair of people has been in one room, from the rooms of earlier breakouts."""
    pairs: Counter[frozenset[str]] = Counter()
    for room in earlier_rooms:
        pairs.update(frozenset(pair) for pair in combinations(sorted(set(room)), 2))
    return dict(pairs)


def measure(rooms: Iterable[Room], met: Mapping[frozenset[str], int] | None = None) -> Measure:
    """How good these rooms are; the fewer pairs of each kind the better."""
    before = met or {}
    same_organisation = same_sector = repeated = 0
    sizes: list[int] = []
    for room in rooms:
        sizes.append(len(room.people))
        for a, b in combinations(room.people, 2):
            same_organisation += bool(a.organisation) and a.organisation == b.organisation
            same_sector += bool(a.sector) and a.sector == b.sector
            repeated += _pair(a, b) in before
    return Measure(same_organisation, same_sector, repeated, min(sizes, default=0), max(sizes, default=0))


def add_late(
    rooms: Sequence[Room], person: Participant, met: Mapping[frozenset[str], int] | None = None
) -> tuple[Room, ...]:
    """Give a latecomer a room: one of the smallest, and of those the one they fit best.

    Refuses somebody who has a room, and a breakout without rooms.
    """
    if not rooms:
        raise Refused("There are no rooms yet. Mix people into rooms first.")
    for room in rooms:
        if any(p.person_id == person.person_id for p in room.people):
            raise Refused(f"They are in room {room.number} already.")
    before = met or {}
    best = min(
        rooms, key=lambda r: (len(r.people), sum(_weight(person, p, before) for p in r.people), r.number)
    )
    return tuple(replace(r, people=(*r.people, person)) if r is best else r for r in rooms)


def move(rooms: Sequence[Room], person_id: str, to_number: int) -> tuple[Room, ...]:
    """Move somebody to another room by hand; refuses a person or a room that is not there."""
    person = _find(rooms, person_id)
    target = next((r for r in rooms if r.number == to_number), None)
    if target is None:
        raise Unknown(f"There is no room {to_number}.")
    if person in target.people:
        return tuple(rooms)
    without = [replace(r, people=tuple(p for p in r.people if p != person)) for r in rooms]
    return tuple(replace(r, people=(*r.people, person)) if r.number == to_number else r for r in without)


def let_lead(rooms: Sequence[Room], person_id: str) -> tuple[Room, ...]:
    """Let somebody lead the room they are in; refuses a person who is in none."""
    person = _find(rooms, person_id)
    return tuple(
        replace(r, people=(person, *(p for p in r.people if p != person))) if person in r.people else r
        for r in rooms
    )


def _find(rooms: Sequence[Room], person_id: str) -> Participant:
    for room in rooms:
        for person in room.people:
            if person.person_id == person_id:
                return person
    raise Unknown("That person is in none of the rooms.")


def _check(people: int, rooms: int, leads: int) -> None:
    if rooms < 1:
        raise Refused("A breakout has at least one room.")
    if people < rooms:
        here = counted(people, "person is", "people are")
        raise Refused(f"{here} to be put into {counted(rooms, 'room')}. Make fewer rooms.")
    if leads > rooms:
        named = counted(leads, "person is", "people are")
        raise Refused(f"{named} named to lead {counted(rooms, 'room')}. Make more rooms or name fewer.")


def _pair(a: Participant, b: Participant) -> frozenset[str]:
    return frozenset((a.person_id, b.person_id))


def _weight(a: Participant, b: Participant, met: Mapping[frozenset[str], int]) -> int:
    """How bad it is to have these two in one room."""
    weight = min(met.get(_pair(a, b), 0), _MET_MOST)
    if a.sector and a.sector == b.sector:
        weight += _SAME_SECTOR
    if a.organisation and a.organisation == b.organisation:
        weight += _SAME_ORGANISATION
    return weight


def _weights(people: Sequence[Participant], met: Mapping[frozenset[str], int]) -> list[list[int]]:
    weights = [[0] * len(people) for _ in people]
    for (i, a), (j, b) in combinations(enumerate(people), 2):
        weights[i][j] = weights[j][i] = _weight(a, b, met)
    return weights


def _deal(people: Sequence[Participant], fixed: Sequence[int], rooms: int, chance: Random) -> list[int]:
    """Deal everybody round the rooms like cards, those who lead first, then sector by sector.

    Neighbours in the deal get different rooms, so each sector and organisation is spread evenly.
    """
    order = [i for i in range(len(people)) if i not in fixed]
    chance.shuffle(order)
    luck: dict[tuple[str, str], float] = {}
    for i in order:
        luck.setdefault(("sector", people[i].sector), chance.random())
        luck.setdefault(("organisation", people[i].organisation), chance.random())
    order.sort(
        key=lambda i: (
            luck["sector", people[i].sector],
            people[i].sector,
            luck["organisation", people[i].organisation],
            people[i].organisation,
        )
    )
    room_of = [0] * len(people)
    for turn, i in enumerate([*fixed, *order]):
        room_of[i] = turn % rooms
    return room_of


def _exchange(room_of: list[int], weights: list[list[int]], rooms: int, fixed: frozenset[int]) -> int:
    """Exchange people between rooms while it helps, in place; gives the weight of the pairs left."""
    count = len(room_of)
    cost = [[0] * rooms for _ in range(count)]
    for i in range(count):
        for j in range(count):
            cost[i][room_of[j]] += weights[i][j]
    free = [i for i in range(count) if i not in fixed]
    settled = False
    while not settled:  # every exchange makes the whole lighter, so it ends
        settled = True
        for i, j in combinations(free, 2):
            a, b = room_of[i], room_of[j]
            if a == b:
                continue
            gain = cost[i][a] + cost[j][b] - cost[i][b] - cost[j][a] + 2 * weights[i][j]
            if gain > 0:
                room_of[i], room_of[j] = b, a
                for k in range(count):
                    difference = weights[k][i] - weights[k][j]
                    cost[k][a] -= difference
                    cost[k][b] += difference
                settled = False
    return sum(cost[i][room_of[i]] for i in range(count)) // 2


def _with_leads(
    people: Sequence[Participant],
    room_of: Sequence[int],
    rooms: int,
    fixed: Sequence[int],
    *,
    led: Mapping[str, int],
    chance: Random,
) -> tuple[Room, ...]:
    """The rooms with whoever leads in front, the others in the order of their ids."""
    luck = [chance.random() for _ in people]
    made: list[Room] = []
    for number in range(rooms):
        inside = [i for i in range(len(people)) if room_of[i] == number]
        named = [i for i in inside if i in fixed]
        lead = (
            named[0]
            if named
            else min(inside, key=lambda i: (people[i].co_chair, led.get(people[i].person_id, 0), luck[i]))
        )
        rest = (people[i] for i in inside if i != lead)
        made.append(Room(number + 1, (people[lead], *rest)))
    return tuple(made)
