"""Who is here: heads, who came and who is here now, and the list beside the meeting."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from nscp_desktop.rules.attendance import (
    Capacity,
    Entry,
    How,
    State,
    and_list,
    find,
    member_unknown,
    represented_by,
)
from nscp_desktop.rules.wording import sort_key

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Mapping, Sequence
    from datetime import time

NO_SECTOR = "Sector not recorded"
HOW_WORDS = {How.ROOM: "in room", How.ONLINE: "online", How.NOT_RECORDED: "present"}
AWAY_WORDS = {State.APOLOGIES: "apologies", State.NO_APOLOGY: "not present", State.DEPUTY: "deputy, who?"}


@dataclass(frozen=True, slots=True)
class Counts:
    """One meeting in numbers; ``here`` leaves out who left, ``came`` keeps them, both are heads (F1)."""

    here: int
    came: int
    members: int
    seats_here: int
    in_room: int
    online: int
    how_not_recorded: int
    deputies: int
    representations: int
    apologies: int
    not_present: int
    not_marked: int

    @property
    def line(self) -> str:
        """As it stands over the list: "16 of 22 here now"."""
        return f"{self.here} of {self.members} here now"


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """One person as the list beside the meeting shows them; ``pill`` is empty until marked."""

    person_id: str
    name: str
    line: str
    pill: str
    capacity: Capacity
    state: State | None
    how: How
    here: bool
    member_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SectorRows:
    """A sector of the list: seats with somebody here now, of seats, whether anybody came, and the rows."""

    sector: str
    here: int
    of: int
    came: bool
    rows: tuple[RegisterRow, ...]

    @property
    def heading(self) -> str:
        """The heading "Health · 4 of 5"; "Police · 0 of 1, came" when all who came have left."""
        came = ", came" if self.came and not self.here else ""
        return f"{self.sector} · {self.here} of {self.of}{came}"


def by_name(entry: Entry) -> tuple[str, str]:
    """The key by which people stand within a sector: their sort name, or the name when there is none."""
    return sort_key(entry.person.sort_name or entry.name)


def heads(register: Sequence[Entry]) -> frozenset[str]:
    """Distinct persons with capacity member, co-chair or deputy who came (F1)."""
    return frozenset(e.person_id for e in register if e.is_head)


def here_now(register: Sequence[Entry]) -> frozenset[str]:
    """Heads who came and have not left."""
    return frozenset(e.person_id for e in register if e.is_head and e.here)


def representations(register: Sequence[Entry]) -> int:
    """Member entries marked D; a deputy for two members is two (F8)."""
    return sum(e.is_member and e.state is State.DEPUTY for e in register)


def seats_represented(register: Sequence[Entry]) -> int:
    """Member entries marked P or D."""
    return sum(e.is_member and e.state in (State.PRESENT, State.DEPUTY) for e in register)


def counts(register: Sequence[Entry]) -> Counts:
    """The meeting in numbers; in the room and online are of the heads here now."""
    entries = {e.person_id: e for e in register}
    now = here_now(register)
    ways = [entries[p].how for p in now]
    members = [e for e in register if e.is_member]
    states = [e.state for e in members]
    deputies = {e.person_id for e in register if e.is_head and e.capacity is Capacity.DEPUTY}
    return Counts(
        here=len(now),
        came=len(heads(register)),
        members=len(members),
        seats_here=sum(_seat_here(e, entries) for e in members),
        in_room=ways.count(How.ROOM),
        online=ways.count(How.ONLINE),
        how_not_recorded=ways.count(How.NOT_RECORDED),
        deputies=len(deputies),
        representations=states.count(State.DEPUTY),
        apologies=states.count(State.APOLOGIES),
        not_present=states.count(State.NO_APOLOGY),
        not_marked=states.count(None),
    )


def head_sectors(register: Sequence[Entry]) -> dict[str, str]:
    """The sector each head counts in (F4).

    A deputy takes the sector of the seat represented, the first listed when there are two;
    with the member unknown, their own.
    """
    sectors: dict[str, str] = {}
    for entry in register:
        if not entry.is_head:
            continue
        members = () if entry.is_member else represented_by(register, entry.person_id)
        stands_in = members[0] if members else entry
        sectors[entry.person_id] = stands_in.person.sector or NO_SECTOR
    return sectors


def missing_sectors(rows: Iterable[SectorRows]) -> tuple[str, ...]:
    """Of :func:`register_rows`, the sectors with a seat from which nobody came, in printed order."""
    return tuple(s.sector for s in rows if s.of and not s.came)


def register_rows(register: Sequence[Entry], order: Sequence[str]) -> tuple[SectorRows, ...]:
    """The list beside the meeting: sectors in printed order, people by name.

    A deputy stands once in each sector they represent, in place of the member. Sectors outside
    the printed order follow it. Guests are in :func:`guest_rows`.
    """
    entries = {e.person_id: e for e in register}
    found: dict[str, list[Entry]] = {}
    for entry in register:
        if entry.is_member or member_unknown(register, entry):
            found.setdefault(entry.person.sector or NO_SECTOR, []).append(entry)
    places = [s for s in order if s in found]
    places += sorted(s for s in found if s not in order)
    return tuple(_sector_rows(s, sorted(found[s], key=by_name), entries) for s in places)


def guest_rows(register: Sequence[Entry]) -> tuple[RegisterRow, ...]:
    """Speakers, observers, young people and those in attendance who came, by name."""
    guests = [e for e in register if e.came and not e.is_head]
    return tuple(
        _row(e, " · ".join(filter(None, (e.capacity.value, e.person.organisation))), _came_pill(e))
        for e in sorted(guests, key=by_name)
    )


def to_check(rows: Iterable[RegisterRow], odd: Container[str]) -> tuple[RegisterRow, ...]:
    """The rows, with "check this time" on those of people whose time is ``odd``."""
    return tuple(
        replace(row, line=" · ".join(filter(None, ("check this time", row.line))))
        if row.person_id in odd
        else row
        for row in rows
    )


def spoken(register: Sequence[Entry], person_id: str) -> str:
    """What is announced when somebody is marked: "Priya Nair, deputy for Ann Sale, online, 14 of 22 here"."""
    entry = find(register, person_id)
    entries = {e.person_id: e for e in register}
    numbers = counts(register)
    words = [entry.name]
    if entry.state is State.DEPUTY and entry.deputy_id in entries:
        entry = entries[entry.deputy_id]
        words = [entry.name]
    if entry.came:
        words += _came_words(entry, represented_by(register, entry.person_id))
    elif entry.state is None:
        words.append("not marked")
    else:
        words.append("deputy not named" if entry.state is State.DEPUTY else AWAY_WORDS[entry.state])
    return ", ".join([*words, f"{numbers.here} of {numbers.members} here"])


def _came_words(entry: Entry, members: Sequence[Entry]) -> list[str]:
    words: list[str] = []
    if members:
        words.append(f"deputy for {and_list(m.name for m in members)}")
    elif entry.capacity is Capacity.DEPUTY:
        words.append("deputy, member unknown")
    elif not entry.is_head:
        words.append(entry.capacity.value)
    words.append({How.ROOM: "in the room", How.ONLINE: "online"}.get(entry.how, "present"))
    if entry.left is not None:
        words.append(f"left {_clock(entry.left)}")
    return words


def _seat_here(member: Entry, entries: Mapping[str, Entry]) -> bool:
    """Whether the seat has somebody here now; a deputy not yet named is taken to be here."""
    if member.state is not State.DEPUTY or not member.deputy_id:
        return member.here or member.state is State.DEPUTY
    return member.deputy_id in entries and entries[member.deputy_id].here


def _sector_rows(sector: str, listed: Sequence[Entry], entries: Mapping[str, Entry]) -> SectorRows:
    rows: list[RegisterRow] = []
    deputies_shown: set[str] = set()
    for entry in listed:
        deputy = entries.get(entry.deputy_id) if entry.state is State.DEPUTY else None
        if deputy is None:
            rows.append(_own_row(entry))
        elif deputy.person_id not in deputies_shown:
            deputies_shown.add(deputy.person_id)
            rows.append(_deputy_row(deputy, [e for e in listed if e.deputy_id == deputy.person_id]))
    members = [e for e in listed if e.is_member]
    came = any(e.is_head or e.state is State.DEPUTY for e in listed)
    return SectorRows(sector, sum(_seat_here(e, entries) for e in members), len(members), came, tuple(rows))


def _own_row(entry: Entry) -> RegisterRow:
    if entry.capacity is Capacity.DEPUTY:
        return _row(entry, "deputy, member unknown", _deputy_pill(entry))
    pill = ""
    if entry.came:
        pill = _came_pill(entry)
    elif entry.state is not None:
        pill = AWAY_WORDS[entry.state]
    role = "co-chair" if entry.capacity is Capacity.CO_CHAIR else ""
    return _row(entry, " · ".join(filter(None, (role, entry.person.organisation))), pill)


def _deputy_row(deputy: Entry, members: Sequence[Entry]) -> RegisterRow:
    organisations = dict.fromkeys(m.person.organisation for m in members if m.person.organisation)
    line = " · ".join([f"for {and_list(m.name for m in members)}", *organisations])
    return _row(deputy, line, _deputy_pill(deputy), tuple(m.person_id for m in members))


def _row(entry: Entry, line: str, pill: str, member_ids: tuple[str, ...] = ()) -> RegisterRow:
    return RegisterRow(
        person_id=entry.person_id,
        name=entry.name,
        line=line,
        pill=pill,
        capacity=entry.capacity,
        state=entry.state,
        how=entry.how,
        here=entry.here,
        member_ids=member_ids,
    )


def _came_pill(entry: Entry) -> str:
    if entry.left is not None:
        return f"left {_clock(entry.left)}"
    late = f" {_clock(entry.arrived)}" if entry.arrived is not None else ""
    return f"{HOW_WORDS[entry.how]}{late}"


def _deputy_pill(entry: Entry) -> str:
    if entry.left is not None:
        return f"left {_clock(entry.left)}"
    return "deputy, online" if entry.how is How.ONLINE else "deputy"


def _clock(at: time) -> str:
    return f"{at:%H:%M}"
