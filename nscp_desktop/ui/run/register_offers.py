"""What the register box offers for the letters typed, and what Enter will do, in words."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from nscp_desktop.rules.attendance import Capacity, How, State, and_list

if TYPE_CHECKING:
    from nscp_desktop.rules.names import Directory, Known
    from nscp_desktop.rules.register_line import RegisterMark
    from nscp_desktop.services.register import Register

MOST_OFFERED = 5


@dataclass(frozen=True, slots=True)
class Offer:
    """One line under the box: who is meant, what will be marked, and the mark itself."""

    key: str
    name: str
    words: str
    mark: RegisterMark


def offers(mark: RegisterMark, people: Directory, register: Register) -> tuple[Offer, ...]:
    """Give what the typed line may mean, best first; nothing for an empty or unreadable line."""
    if mark.empty or mark.unclear:
        return ()
    if mark.candidates:
        found = [replace(mark, person=one, candidates=()) for one in mark.candidates]
    elif mark.stands_for_choices:
        found = _for_whom(mark)
    elif mark.deputy_choices:
        found = [replace(mark, deputy=one, deputy_choices=()) for one in mark.deputy_choices]
    elif mark.person is not None and mark.state is State.DEPUTY and not (mark.deputy or mark.deputy_guest):
        found = _deputies(mark, people, register)
    elif mark.person is not None:
        others = [match.person for match in people.find(mark.name)]
        found = [mark, *(replace(mark, person=one) for one in others if one != mark.person)]
    elif mark.guest:
        found = [mark, *(replace(mark, guest="", person=one, near=()) for one in mark.near)]
    else:
        found = []
    return tuple(_offer(at, one, register) for at, one in enumerate(found[:MOST_OFFERED]))


def settled(mark: RegisterMark, offered: tuple[Offer, ...]) -> bool:
    """Whether Enter takes the first offer: when the line is clear, and no deputy has to be chosen first."""
    if not offered or not mark.ready:
        return False
    open_deputy = mark.state is State.DEPUTY and not (mark.deputy or mark.deputy_guest)
    return not open_deputy or len([one for one in offered if one.mark.deputy]) <= 1


def _for_whom(mark: RegisterMark) -> list[RegisterMark]:
    choice, rest = mark.stands_for_choices[0], mark.stands_for_choices[1:]
    return [
        replace(mark, stands_for=(*mark.stands_for, one), stands_for_choices=rest)
        for one in choice.candidates
    ]


def _deputies(mark: RegisterMark, people: Directory, register: Register) -> list[RegisterMark]:
    nominated = register.deputies.get(mark.person.person_id, ()) if mark.person else ()
    known = [people.by_id(one) for one in nominated]
    return [replace(mark, deputy=one) for one in known if one is not None] or [mark]


def _offer(at: int, mark: RegisterMark, register: Register) -> Offer:
    person = mark.person
    if mark.state is State.DEPUTY and person is not None:
        deputy = mark.deputy.name if mark.deputy else mark.deputy_guest or "Deputy, not known yet"
        return Offer(str(at), deputy, f"for {person.name}{_how(mark)}", mark)
    name = person.name if person is not None else mark.guest
    entry = register.entry_of(person.person_id) if person is not None else None
    here = entry is not None and entry.here and _what(mark) == "present"
    words = ["here already" if here else _what(mark), _place(person) if person is not None else "new here"]
    return Offer(str(at), name, " · ".join(word for word in words if word), mark)


def _what(mark: RegisterMark) -> str:
    if mark.state is State.APOLOGIES:
        return "apologies"
    if mark.state is State.NO_APOLOGY:
        return "not present"
    words = []
    if mark.stands_for:
        words.append(f"for {and_list(one.name for one in mark.stands_for)}")
    elif mark.capacity is not None:
        words.append(mark.capacity.value)
    elif mark.person is None:
        words.append(Capacity.IN_ATTENDANCE.value)
    words.append({How.ONLINE: "online", How.ROOM: "in the room"}.get(mark.how or How.NOT_RECORDED, ""))
    if mark.late:
        words.append(f"late, {mark.arrived:%H:%M}" if mark.arrived else "late, now")
    if mark.left:
        words.append(f"left {mark.left_at:%H:%M}" if mark.left_at else "left now")
    return ", ".join(word for word in words if word) or "present"


def _how(mark: RegisterMark) -> str:
    return {How.ONLINE: ", online", How.ROOM: ", in the room"}.get(mark.how or How.NOT_RECORDED, "")


def _place(person: Known) -> str:
    return person.organisation or person.role
