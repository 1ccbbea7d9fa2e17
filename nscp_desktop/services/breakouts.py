"""Breakouts: mixing who is here into rooms, putting people elsewhere by hand, and what the rooms wrote.

What stands in the rooms is asked of :mod:`nscp_desktop.services.rooms`, writing on their cards is in
:mod:`nscp_desktop.services.answers`; both are given again from here.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from zlib import crc32

from sqlalchemy import or_
from sqlmodel import Session, col, select

from nscp_desktop.errors import Refused, Unknown
from nscp_desktop.records import Meeting, Room, RoomPlace, meeting_point
from nscp_desktop.rules import rooms as rules
from nscp_desktop.rules.meetings import GONE
from nscp_desktop.rules.wording import counted
from nscp_desktop.services import agenda
from nscp_desktop.services.answers import (
    Written,
    answer,
    drop_draft,
    keep_draft,
    mark_best,
    points,
    recover,
    waiting,
    waiting_in,
)
from nscp_desktop.services.people import known_name
from nscp_desktop.services.register import meeting_in
from nscp_desktop.services.rooms import (
    BEST_MOST,
    RoomAnswers,
    RoomLine,
    RoomPerson,
    RoomPoint,
    RoomsView,
    RoomView,
    people_in,
    places_in,
    rooms,
    rooms_in,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from nscp_desktop.store import Store

__all__ = [
    "BEST_MOST", "MOST_ROOMS", "RoomAnswers", "RoomLine", "RoomPerson", "RoomPoint", "RoomView", "RoomsView",
    "Written", "answer", "choose_lead", "drop_draft", "keep_draft", "mark_best", "move_person", "open_rooms",
    "place", "points", "recover", "rooms", "suggested", "take_out", "waiting",
    "waiting_in",
]  # fmt: skip

MOST_ROOMS = 8
A_ROOM = 5
"""How many people make a room, when nobody says how many rooms: four to six is what the field finds good."""
_UNKNOWN_NUMBER = 4
_TRIES = 40


def suggested(people: int) -> int:
    """How many rooms for so many people: of about five each, at most eight."""
    return max(1, min(MOST_ROOMS, -(-people // A_ROOM))) if people else _UNKNOWN_NUMBER


def open_rooms(
    store: Store, meeting_id: str, item_id: str, count: int | None = None, *, co_chairs_out: bool = False
) -> int:
    """Mix who is here now into rooms, or mix them again, as one deed; gives the number of rooms.

    Sectors are spread, organisations kept apart, and people put with those they have not met in a room
    before. Without ``count`` there are as many rooms as now, or as many as suit. What was written in a room
    stays in it. With nobody here yet, rooms are opened empty. Refuses fewer rooms than hold notes, more
    than eight, more rooms than people, and mixing again with nobody here.
    """
    with store.read() as session:
        row = _item(session, meeting_id, item_id)
        standing = rooms_in(session, meeting_id, item_id)
        people = [one.participant for one in people_in(store, session, meeting_id).values() if one.here]
        mixed = [one for one in people if not (co_chairs_out and one.co_chair)]
        wanted = count or len(standing) or suggested(len(mixed))
        _check_number(store, meeting_id, item_id, wanted)
        if mixed:
            made = _mixed(session, meeting_id, item_id, mixed, wanted)
        elif standing and wanted == len(standing):
            raise Refused(
                "Nobody is marked as here now, so there is nobody to mix. Nothing has been changed."
            )
        else:
            made = tuple(rules.Room(number, ()) for number in range(1, wanted + 1))
    if not standing:
        label = f"Open {counted(wanted, 'breakout room')}"
    elif wanted == len(standing):
        label = f"Mix the {counted(wanted, 'room')} again"
    else:
        label = f"Mix people into {counted(wanted, 'room')}"
    with store.change(f"{label} at item {row.number}" if row.number else label) as session:
        _write(session, meeting_id, item_id, made)
    return wanted


def move_person(store: Store, meeting_id: str, item_id: str, person_id: str, to_number: int) -> None:
    """Move somebody to another room; refuses (``Unknown``) a person or a room that is not there."""
    with store.read() as session:
        _item(session, meeting_id, item_id)
        made = rules.move(_kept(store, session, meeting_id, item_id), person_id, to_number)
        name = known_name(session, person_id)
    with store.change(f"Move {name} to room {to_number}") as session:
        _write(session, meeting_id, item_id, made)


def choose_lead(store: Store, meeting_id: str, item_id: str, person_id: str) -> None:
    """Let somebody lead the room they are in; refuses (``Unknown``) a person who is in none."""
    with store.read() as session:
        _item(session, meeting_id, item_id)
        made = rules.let_lead(_kept(store, session, meeting_id, item_id), person_id)
        name = known_name(session, person_id)
        number = next(room.number for room in made if room.lead_id == person_id)
    with store.change(f"Let {name} lead room {number}") as session:
        _write(session, meeting_id, item_id, made)


def place(store: Store, meeting_id: str, item_id: str, person_id: str, to_number: int | None = None) -> int:
    """Put somebody who is in no room, as a latecomer or a guest, into one; gives its number.

    Without a number it is one of the smallest, where they fit best. Refuses somebody who has a room, and a
    breakout without rooms.
    """
    with store.read() as session:
        _item(session, meeting_id, item_id)
        kept = _kept(store, session, meeting_id, item_id)
        person = people_in(store, session, meeting_id, [person_id]).get(person_id)
        if person is None:
            raise Unknown("There is no such person. Nothing has been changed.")
        seated = [one.person_id for room in kept for one in room.people]
        before = _met(session, meeting_id, item_id, [person_id, *seated])
        made = rules.add_late(kept, person.participant, rules.times_met(before.values()))
        if to_number is not None:
            made = rules.move(made, person_id, to_number)
        number = next(room.number for room in made if person.participant in room.people)
    with store.change(f"Put {person.name} into room {number}") as session:
        _write(session, meeting_id, item_id, made)
    return number


def take_out(store: Store, meeting_id: str, item_id: str, person_id: str) -> None:
    """Take somebody out of the rooms, as who has left; refuses (``Unknown``) a person who is in none."""
    with store.read() as session:
        _item(session, meeting_id, item_id)
        kept = _kept(store, session, meeting_id, item_id)
        if not any(one.person_id == person_id for room in kept for one in room.people):
            raise Unknown("That person is in none of the rooms. Nothing has been changed.")
        name = known_name(session, person_id)
    made = tuple(
        replace(room, people=tuple(one for one in room.people if one.person_id != person_id)) for room in kept
    )
    with store.change(f"Take {name} out of the rooms") as session:
        _write(session, meeting_id, item_id, made)


# -- mixing -----------------------------------------------------------------------------------------


def _item(session: Session, meeting_id: str, item_id: str) -> agenda.AgendaRow:
    """The item's row; refuses a meeting that will not be held here."""
    meeting = meeting_in(session, meeting_id)
    if meeting.status in GONE:
        raise Refused(f"This meeting was {meeting.status}, so it has no rooms. Nothing has been changed.")
    return agenda.agenda_in(session, meeting_id).row(item_id)


def _check_number(store: Store, meeting_id: str, item_id: str, wanted: int) -> None:
    if not 1 <= wanted <= MOST_ROOMS:
        raise Refused(f"There can be 1 to {MOST_ROOMS} rooms. Nothing has been changed.")
    for room in rooms(store, meeting_id, item_id).rooms:
        if room.number > wanted and room.has_notes:
            raise Refused(
                f"Room {room.number} has notes ({room.words}), so it stays open. Nothing has been changed."
            )


def _mixed(
    session: Session, meeting_id: str, item_id: str, people: Sequence[rules.Participant], wanted: int
) -> tuple[rules.Room, ...]:
    """The mix for who was together before; never the very rooms that there are, if others can be found."""
    ids = [one.person_id for one in people]
    before = _met(session, meeting_id, item_id, ids)
    met = rules.times_met(before.values())
    led = _led(session, before)
    now = {place.person_id: place.room_id for place in places_in(session, meeting_id, item_id)}
    seed = crc32("\n".join([meeting_id, item_id, *(f"{who} {now[who]}" for who in sorted(now))]).encode())
    made = rules.mix(people, wanted, seed, met=met, led=led)
    for more in range(1, _TRIES):
        if _together(made) != _together_now(now):
            break
        made = rules.mix(people, wanted, seed + more, met=met, led=led)
    return made


def _together(made: Iterable[rules.Room]) -> set[frozenset[str]]:
    return {frozenset(one.person_id for one in room.people) for room in made}


def _together_now(now: dict[str, str]) -> set[frozenset[str]]:
    return {frozenset(who for who, room in now.items() if room == one) for one in now.values()}


def _met(
    session: Session, meeting_id: str, item_id: str, person_ids: Collection[str]
) -> dict[str, tuple[str, ...]]:
    """Who of these people sat in which room of earlier breakouts, in whatever group, by the room's id."""
    this = meeting_in(session, meeting_id)
    rows = session.exec(
        select(RoomPlace.room_id, RoomPlace.person_id)
        .join(Room, col(Room.id) == col(RoomPlace.room_id))
        .join(Meeting, col(Meeting.id) == col(RoomPlace.meeting_id))
        .where(
            col(RoomPlace.person_id).in_(person_ids),
            col(RoomPlace.removed).is_(False),
            col(Room.removed).is_(False),
            col(Meeting.removed).is_(False),
            col(Meeting.status).not_in(GONE),
            Meeting.date <= this.date,
            or_(col(RoomPlace.meeting_id) != meeting_id, col(RoomPlace.item_id) != item_id),
        )
        .order_by(col(RoomPlace.room_id), col(RoomPlace.person_id))
    )
    found: dict[str, tuple[str, ...]] = {}
    for room_id, person_id in rows:
        found[room_id] = (*found.get(room_id, ()), person_id)
    return found


def _led(session: Session, room_ids: Iterable[str]) -> dict[str, int]:
    """How often each person led one of these rooms."""
    found: dict[str, int] = {}
    for lead in session.exec(select(Room.lead_id).where(col(Room.id).in_(list(room_ids)))):
        if lead is not None:
            found[lead] = found.get(lead, 0) + 1
    return found


# -- reading and writing places ---------------------------------------------------------------------


def _kept(store: Store, session: Session, meeting_id: str, item_id: str) -> tuple[rules.Room, ...]:
    """The rooms as the rules see them: whoever leads stands first."""
    placed = places_in(session, meeting_id, item_id)
    everybody = people_in(store, session, meeting_id, [one.person_id for one in placed])
    made = []
    for room in rooms_in(session, meeting_id, item_id):
        inside = sorted(
            (one.person_id != room.lead_id, one.person_id) for one in placed if one.room_id == room.id
        )
        made.append(rules.Room(room.number, tuple(everybody[who].participant for _, who in inside)))
    return tuple(made)


def _write(session: Session, meeting_id: str, item_id: str, made: Sequence[rules.Room]) -> None:
    """Make the records say exactly this: rooms, who leads them, and who sits where."""
    standing = {
        room.id: room
        for room in session.exec(select(Room).where(Room.meeting_id == meeting_id, Room.item_id == item_id))
    }
    placed = {
        one.person_id: one
        for one in session.exec(
            select(RoomPlace).where(RoomPlace.meeting_id == meeting_id, RoomPlace.item_id == item_id)
        )
    }
    seats: dict[str, str] = {}
    for one in made:
        room_id = meeting_point("room", meeting_id, item_id, str(one.number))
        room = standing.pop(room_id, None) or Room(
            id=room_id, meeting_id=meeting_id, item_id=item_id, number=one.number
        )
        room.lead_id, room.removed = one.lead_id or None, False
        session.add(room)
        seats.update(dict.fromkeys((who.person_id for who in one.people), room_id))
    for room in standing.values():
        room.removed = True
    for person_id, room_id in seats.items():
        place_id = meeting_point("room_place", meeting_id, item_id, person_id)
        spot = placed.pop(person_id, None) or RoomPlace(
            id=place_id, meeting_id=meeting_id, item_id=item_id, person_id=person_id, room_id=room_id
        )
        spot.room_id, spot.removed = room_id, False
        session.add(spot)
    for spot in placed.values():
        spot.removed = True
