"""Attendance: what a mark on the register may be and become.

One entry per person and meeting. A member's entry with state D names the deputy who came;
the deputy has an entry of their own, capacity deputy, state P. Every deed takes the register
as it is and gives the entries that change, so the caller keeps all of them or none.
Counting and the list beside the meeting are in :mod:`nscp_desktop.rules.presence`, what a register
still lacks in :mod:`nscp_desktop.rules.register_gaps`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from nscp_desktop.errors import Refused, Unknown

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import time


class Capacity(StrEnum):
    """In what capacity a person stands on a meeting's register."""

    MEMBER = "member"
    CO_CHAIR = "co-chair"
    DEPUTY = "deputy"
    GUEST_SPEAKER = "guest speaker"
    OBSERVER = "observer"
    IN_ATTENDANCE = "in attendance"
    YOUNG_PERSON = "young person"


class State(StrEnum):
    """A mark: present, apologies, deputy came, or no apology received."""

    PRESENT = "P"
    APOLOGIES = "A"
    DEPUTY = "D"
    NO_APOLOGY = "N"


class How(StrEnum):
    """How a person came; NOT_RECORDED when nobody said."""

    ROOM = "room"
    ONLINE = "online"
    NOT_RECORDED = ""


MEMBERS = frozenset({Capacity.MEMBER, Capacity.CO_CHAIR})
"""Capacities that hold a seat; a co-chair is a member."""

COUNTED = MEMBERS | {Capacity.DEPUTY}
"""Capacities that make a head (F1); all others are printed and never counted."""


@dataclass(frozen=True, slots=True)
class Person:
    """Who stands on a register; organisation and sector as they were on the meeting's date (F4)."""

    person_id: str
    name: str
    initials: str = ""
    organisation: str = ""
    sector: str = ""
    sort_name: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a register. ``state`` is None until marked; items are agenda numbers as printed."""

    person: Person
    capacity: Capacity = Capacity.MEMBER
    state: State | None = None
    how: How = How.NOT_RECORDED
    deputy_id: str = ""
    arrived: time | None = None
    arrived_item: str = ""
    left: time | None = None
    left_item: str = ""

    @property
    def person_id(self) -> str:
        """The person's id."""
        return self.person.person_id

    @property
    def name(self) -> str:
        """The person's name as printed."""
        return self.person.name

    @property
    def is_member(self) -> bool:
        """Whether the entry holds a seat (member or co-chair)."""
        return self.capacity in MEMBERS

    @property
    def came(self) -> bool:
        """Whether the person was there at any time, in whatever capacity."""
        return self.state is State.PRESENT

    @property
    def here(self) -> bool:
        """Whether the person came and has not left."""
        return self.came and self.left is None

    @property
    def is_head(self) -> bool:
        """Whether the entry counts in F1: member, co-chair or deputy, state P."""
        return self.came and self.capacity in COUNTED


@dataclass(frozen=True, slots=True)
class Marked:
    """What a deed on the register changes: the entries as they become, and a sentence when one is due."""

    changed: tuple[Entry, ...]
    notice: str = ""


def and_list(names: Iterable[str]) -> str:
    """Names as a sentence lists them: "A", "A and B", "A, B and C"."""
    listed = list(names)
    if len(listed) < 2:
        return "".join(listed)
    return f"{', '.join(listed[:-1])} and {listed[-1]}"


def find(register: Sequence[Entry], person_id: str) -> Entry:
    """The entry of a person; refuses with :class:`Unknown` when there is none."""
    for entry in register:
        if entry.person_id == person_id:
            return entry
    raise Unknown("That person is not on this meeting's register. Add them first.")


def represented_by(register: Sequence[Entry], person_id: str) -> tuple[Entry, ...]:
    """The members, in register order, whose mark D names this person (E2, E4)."""
    return tuple(e for e in register if e.state is State.DEPUTY and e.deputy_id == person_id)


def member_unknown(register: Sequence[Entry], entry: Entry) -> bool:
    """Whether the entry is a deputy who came and whom no member's mark names (E2)."""
    return entry.came and entry.capacity is Capacity.DEPUTY and not represented_by(register, entry.person_id)


def mark_present(
    register: Sequence[Entry],
    person_id: str,
    how: How = How.NOT_RECORDED,
    arrived: time | None = None,
    arrived_item: str = "",
) -> Marked:
    """The person is here.

    An apology is withdrawn, its history being the log's (V17). A member whose deputy is here too
    counts, and the deputy becomes an observer (E3). Somebody who had left has come back.
    """
    entry = find(register, person_id)
    after = {e.person_id: e for e in register}
    came = _come(entry, how)
    if arrived is not None:
        came = replace(came, arrived=arrived, arrived_item=arrived_item)
    after[person_id] = came
    notice = ""
    if entry.state is State.APOLOGIES:
        notice = f"{entry.name} has come, so their apology is withdrawn."
    if entry.state is State.DEPUTY:
        notice = _release(after, entry, member_is_here=True)
    return _marked(register, after, notice)


def mark_apologies(register: Sequence[Entry], person_id: str) -> Marked:
    """The person sent apologies; refuses while they are named as somebody's deputy."""
    return _mark_away(register, person_id, State.APOLOGIES)


def mark_not_present(register: Sequence[Entry], person_id: str) -> Marked:
    """The person did not come and sent no apologies; refuses while named as somebody's deputy."""
    return _mark_away(register, person_id, State.NO_APOLOGY)


def clear_mark(register: Sequence[Entry], person_id: str) -> Marked:
    """Take the mark off again; refuses while the person is named as somebody's deputy."""
    return _mark_away(register, person_id, None)


def mark_rest_not_present(register: Sequence[Entry]) -> Marked:
    """Every member without a mark becomes N, as when the register is finished (E9)."""
    rest = (e for e in register if e.is_member and e.state is None)
    return Marked(tuple(replace(e, state=State.NO_APOLOGY) for e in rest))


def mark_left(register: Sequence[Entry], person_id: str, left: time, left_item: str = "") -> Marked:
    """The person left early and still counts as present (E5); refuses when they did not come."""
    entry = _came_themselves(register, person_id)
    if entry.arrived is not None and left < entry.arrived:
        raise Refused(f"{entry.name} arrived at {entry.arrived:%H:%M} and cannot have left at {left:%H:%M}.")
    return Marked((replace(entry, left=left, left_item=left_item),))


def mark_late(register: Sequence[Entry], person_id: str, arrived: time, arrived_item: str = "") -> Marked:
    """The person, already marked present, came late (E5); when they left stays as it is."""
    entry = _came_themselves(register, person_id)
    if entry.left is not None and entry.left < arrived:
        raise Refused(f"{entry.name} left at {entry.left:%H:%M} and cannot have arrived at {arrived:%H:%M}.")
    return Marked((replace(entry, arrived=arrived, arrived_item=arrived_item),))


def mark_deputy(
    register: Sequence[Entry],
    member_id: str,
    deputy: Person | None,
    how: How = How.NOT_RECORDED,
    *,
    unknown: bool = False,
) -> Marked:
    """A deputy came in place of the member, whatever the member's mark was (E2, E4).

    The deputy is named, or ``unknown`` says that the name is still to come, which stays a gap.
    A second member naming the same deputy makes one head and two representations.
    """
    member = find(register, member_id)
    after = {e.person_id: e for e in register}
    if deputy is not None:
        _stand_for(register, after, deputy, (member,), how)
    elif unknown:
        _represent(register, after, member, "")
    else:
        raise Refused(f"Say who came for {member.name}, or mark the deputy as not known yet.")
    return _marked(register, after, "")


def deputy_arrives(
    register: Sequence[Entry], deputy: Person, member_ids: Sequence[str], how: How = How.NOT_RECORDED
) -> Marked:
    """A deputy comes in, for these members.

    Members who are present keep their own mark; when that is all of them the deputy is an observer
    and is not counted (E3). With no member named the deputy is "member unknown", a gap (E2).
    """
    members = tuple(find(register, m) for m in member_ids)
    after = {e.person_id: e for e in register}
    away = tuple(m for m in members if not m.came)
    own = after.get(deputy.person_id)
    holds_a_seat = own is not None and own.is_member
    if members and not away and not holds_a_seat and not represented_by(register, deputy.person_id):
        after[deputy.person_id] = replace(_come(own or Entry(deputy), how), capacity=Capacity.OBSERVER)
        here = f"{and_list(m.name for m in members)} {'is' if len(members) == 1 else 'are'} here"
        return _marked(register, after, f"{here}, so {deputy.name} is an observer and is not counted.")
    _stand_for(register, after, deputy, away, how)
    return _marked(register, after, "")


def add_guest(
    register: Sequence[Entry],
    person: Person,
    capacity: Capacity,
    how: How = How.NOT_RECORDED,
    *,
    arrived: time | None = None,
    arrived_item: str = "",
) -> Marked:
    """A speaker, observer, young person or somebody in attendance is here; printed, never counted (F1).

    Refuses a capacity that is counted, and a person who holds a seat or deputises here.
    """
    if capacity in COUNTED:
        raise Refused("A guest is a speaker, an observer, a young person or in attendance.")
    own = next((e for e in register if e.person_id == person.person_id), None)
    if own is not None and (own.is_member or own.is_head):
        raise Refused(f"{own.name} is already on the register as {own.capacity}. Mark them there.")
    came = Entry(person, capacity, State.PRESENT, how, arrived=arrived, arrived_item=arrived_item)
    return Marked((came,))


def rearranged(register: Sequence[Entry]) -> tuple[Entry, ...]:
    """The register of the meeting that replaces this one: its members, nothing carried over (E8)."""
    return tuple(Entry(e.person, e.capacity) for e in register if e.is_member)


def first_and_last(spans: Iterable[tuple[time, time]]) -> tuple[time, time]:
    """First joined and last left of one person's several joins (E11, V15); refuses no joins at all."""
    joined = tuple(spans)
    if not joined:
        raise Refused("There is no time of joining for this person.")
    return min(s for s, _ in joined), max(e for _, e in joined)


def _come(entry: Entry, how: How) -> Entry:
    """The entry as present: times and way of coming are kept only from an earlier P."""
    if entry.came:
        return replace(entry, how=how or entry.how, left=None, left_item="")
    return Entry(entry.person, entry.capacity, State.PRESENT, how)


def _came_themselves(register: Sequence[Entry], person_id: str) -> Entry:
    entry = find(register, person_id)
    if entry.state is State.DEPUTY:
        raise Refused(f"A deputy came for {entry.name}. Give the deputy's time instead.")
    if not entry.came:
        raise Refused(f"{entry.name} is not marked present. Mark them present first.")
    return entry


def _mark_away(register: Sequence[Entry], person_id: str, state: State | None) -> Marked:
    entry = find(register, person_id)
    _refuse_if_deputising(register, entry)
    after = {e.person_id: e for e in register}
    after[person_id] = Entry(entry.person, entry.capacity, state)
    if entry.state is State.DEPUTY:
        _release(after, entry, member_is_here=False)
    return _marked(register, after, "")


def _refuse_if_deputising(register: Sequence[Entry], entry: Entry) -> None:
    members = represented_by(register, entry.person_id)
    if members:
        names = and_list(m.name for m in members)
        raise Refused(f"{entry.name} is down as deputy for {names}. Mark {names} first.")


def _stand_for(
    register: Sequence[Entry], after: dict[str, Entry], deputy: Person, members: Sequence[Entry], how: How
) -> None:
    own = after.get(deputy.person_id)
    if any(m.person_id == deputy.person_id for m in members):
        raise Refused(f"{deputy.name} cannot be their own deputy.")
    if own is not None and own.state is State.DEPUTY:
        raise Refused(f"A deputy came for {deputy.name}. Mark {deputy.name} present first.")
    came = _come(own or Entry(deputy, Capacity.DEPUTY), how)
    # A member who deputises keeps their own seat (E4); anybody else is here as a deputy.
    after[deputy.person_id] = came if came.is_member else replace(came, capacity=Capacity.DEPUTY)
    for member in members:
        _represent(register, after, member, deputy.person_id)


def _represent(register: Sequence[Entry], after: dict[str, Entry], member: Entry, deputy_id: str) -> None:
    if not member.is_member:
        raise Refused(f"{member.name} is here as {member.capacity}; only a member has a deputy.")
    _refuse_if_deputising(register, member)
    after[member.person_id] = Entry(member.person, member.capacity, State.DEPUTY, deputy_id=deputy_id)
    if member.state is State.DEPUTY and member.deputy_id != deputy_id:
        _release(after, member, member_is_here=False)


def _release(after: dict[str, Entry], member: Entry, *, member_is_here: bool) -> str:
    """Settle a deputy who stands for this member no more; gives the sentence to show (E3).

    With the member here the deputy stays as an observer; otherwise the deputy did not come after all.
    """
    deputy = after.get(member.deputy_id)
    if deputy is None or deputy.capacity is not Capacity.DEPUTY:
        return ""
    if represented_by(tuple(after.values()), deputy.person_id):
        return ""
    if not member_is_here:
        after[deputy.person_id] = Entry(deputy.person, Capacity.DEPUTY)
        return ""
    after[deputy.person_id] = replace(deputy, capacity=Capacity.OBSERVER)
    return f"{member.name} is here, so {deputy.name} is an observer and is not counted."


def _marked(before: Sequence[Entry], after: dict[str, Entry], notice: str) -> Marked:
    was = {e.person_id: e for e in before}
    return Marked(tuple(e for e in after.values() if was.get(e.person_id) != e), notice)
