"""What stands in the rooms of a breakout: people, answers by question, and what was recorded there."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from sqlmodel import Session, col, select

from nscp_desktop.errors import Unknown
from nscp_desktop.records import (
    Action,
    Answer,
    Challenge,
    Organisation,
    Outcome,
    Person,
    Question,
    Room,
    RoomPlace,
    Sector,
)
from nscp_desktop.rules import presence
from nscp_desktop.rules.attendance import Capacity
from nscp_desktop.rules.capture import Kind
from nscp_desktop.rules.names import short_names, surname_first
from nscp_desktop.rules.rooms import Participant
from nscp_desktop.rules.wording import counted, sort_key
from nscp_desktop.services import agenda
from nscp_desktop.services.action_rows import ActionRow, rows_in
from nscp_desktop.services.register import load

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from nscp_desktop.services.agenda import AgendaQuestion
    from nscp_desktop.store import Store

BEST_MOST = 3
"""How many points a room feeds back."""


@dataclass(frozen=True, slots=True)
class RoomPerson:
    """Somebody in a room, or here and in none; ``here`` is False for who left or is not marked.

    ``short`` is the name as a chip has it, told apart from everybody else's of the meeting.
    """

    person_id: str
    name: str
    organisation: str
    sector: str
    here: bool
    co_chair: bool
    short: str = ""

    @property
    def participant(self) -> Participant:
        """The person as mixing sees them."""
        return Participant(self.person_id, self.organisation, self.sector, self.co_chair)


@dataclass(frozen=True, slots=True)
class RoomPoint:
    """One point of an answer; ``best`` is one of the three that the room feeds back."""

    answer_id: str
    text: str
    best: bool


@dataclass(frozen=True, slots=True)
class RoomAnswers:
    """What a room wrote under one question, in order."""

    question_id: str
    question: str
    points: tuple[RoomPoint, ...]


@dataclass(frozen=True, slots=True)
class RoomLine:
    """An outcome or a challenge that was recorded in a room."""

    table: str
    record_id: str
    kind: Kind
    text: str


@dataclass(frozen=True, slots=True)
class RoomView:
    """One room: whoever leads it stands first in ``people``; ``sectors`` are theirs in printed order."""

    room_id: str
    number: int
    lead_id: str | None
    people: tuple[RoomPerson, ...]
    sectors: tuple[str, ...]
    answers: tuple[RoomAnswers, ...]
    actions: tuple[ActionRow, ...]
    lines: tuple[RoomLine, ...]

    @property
    def lead(self) -> RoomPerson | None:
        """Who leads the room, or None."""
        return next((one for one in self.people if one.person_id == self.lead_id), None)

    @property
    def points(self) -> int:
        """How many points it has written."""
        return sum(len(answers.points) for answers in self.answers)

    @property
    def best(self) -> int:
        """How many of them are marked to be fed back."""
        return sum(point.best for answers in self.answers for point in answers.points)

    @property
    def has_notes(self) -> bool:
        """Whether anything was written or recorded in it."""
        return bool(self.points or self.actions or self.lines)

    @property
    def words(self) -> str:
        """What stands at the foot of its card: "2 points · 1 action"; "No points yet"."""
        said = [counted(self.points, "point")] if self.points else []
        said += [counted(len(self.actions), "action")] if self.actions else []
        for kind in (Kind.OUTCOME, Kind.CHALLENGE):
            number = sum(line.kind is kind for line in self.lines)
            said += [counted(number, str(kind))] if number else []
        return " · ".join(said) or "No points yet"


@dataclass(frozen=True, slots=True)
class RoomsView:
    """The breakout of one item; ``without_room`` are those here now who sit in none.

    ``number`` is the item's on the agenda, 0 when this meeting leaves it out.
    """

    meeting_id: str
    item_id: str
    number: int
    title: str
    questions: tuple[AgendaQuestion, ...]
    rooms: tuple[RoomView, ...]
    without_room: tuple[RoomPerson, ...]

    @property
    def words(self) -> str:
        """The line under the heading: how many rooms of how many, who is together, how far they are."""
        if not self.rooms:
            here = counted(len(self.without_room), "person is", "people are")
            return f"No rooms yet. {here} here now." if self.without_room else "No rooms yet."
        seated = any(room.people for room in self.rooms)
        sentences = [f"{self._sizes()}, {self._mixture()}" if seated else self._sizes()]
        if self.questions:
            sentences.append(counted(len(self.questions), "question").capitalize())
        begun = sum(room.has_notes for room in self.rooms)
        sentences.append(f"{begun} of {counted(len(self.rooms), 'room')} with notes")
        return ". ".join(sentences) + "."

    def room(self, number: int) -> RoomView | None:
        """The room with a number, or None."""
        return next((room for room in self.rooms if room.number == number), None)

    def _sizes(self) -> str:
        """How many rooms, and of how many: "4 rooms of 4 or 5"."""
        sizes = [len(room.people) for room in self.rooms]
        least, most = min(sizes), max(sizes)
        said = counted(len(self.rooms), "room")
        if most == 0:
            return said
        if least == most:
            return f"{said} of {most}"
        return f"{said} of {least} {'or' if most - least == 1 else 'to'} {most}"

    def _mixture(self) -> str:
        """Whether people from one organisation share a room: a fact, not a wish."""
        together = sum(_shared(room) for room in self.rooms)
        if together:
            return f"{counted(together, 'room')} with people from one organisation"
        return "sectors spread, co-workers apart"


def _shared(room: RoomView) -> bool:
    named = [person.organisation for person in room.people if person.organisation]
    return len(named) > len(set(named))


def rooms(store: Store, meeting_id: str, item_id: str) -> RoomsView:
    """Give the rooms of a breakout item with all that was written in them, by number.

    Refuses (``Unknown``) a meeting or an item that is not there.
    """
    with store.read() as session:
        row = agenda.agenda_in(session, meeting_id).row(item_id)
        open_rooms = rooms_in(session, meeting_id, item_id)
        placed = places_in(session, meeting_id, item_id)
        everybody = people_in(store, session, meeting_id, [place.person_id for place in placed])
        room_ids = [room.id for room in open_rooms]
        questions = _questions(session, row.questions, room_ids)
        answers = _answers(session, room_ids)
        actions = rows_in(session, store.now().date(), col(Action.room_id).in_(room_ids))
        lines = _lines(session, room_ids)
        order = _sector_order(session)
        views = []
        for room in open_rooms:
            inside = [everybody[place.person_id] for place in placed if place.room_id == room.id]
            views.append(
                RoomView(
                    room_id=room.id,
                    number=room.number,
                    lead_id=room.lead_id,
                    people=tuple(sorted(inside, key=lambda one, lead=room.lead_id: _lead_first(one, lead))),  # type: ignore[misc]
                    sectors=tuple(sorted({one.sector for one in inside} - {""}, key=order.index)),
                    answers=tuple(
                        RoomAnswers(one.id, one.text, tuple(answers.get((room.id, one.id), ())))
                        for one in questions
                    ),
                    actions=tuple(
                        sorted(
                            (one for one in actions if one.room == room.number), key=lambda one: one.reference
                        )
                    ),
                    lines=tuple(line for owner, line in lines if owner == room.id),
                )
            )
        seated = {place.person_id for place in placed if place.room_id in room_ids}
        return RoomsView(
            meeting_id=meeting_id,
            item_id=item_id,
            number=row.number,
            title=row.title,
            questions=row.questions,
            rooms=tuple(views),
            without_room=tuple(
                sorted(
                    (one for one in everybody.values() if one.here and one.person_id not in seated),
                    key=_by_name,
                )
            ),
        )


def rooms_in(session: Session, meeting_id: str, item_id: str) -> list[Room]:
    """The open rooms of an item, by number."""
    return list(
        session.exec(
            select(Room)
            .where(Room.meeting_id == meeting_id, Room.item_id == item_id, col(Room.removed).is_(False))
            .order_by(col(Room.number))
        )
    )


def places_in(session: Session, meeting_id: str, item_id: str) -> list[RoomPlace]:
    """Who sits in which room of an item."""
    return list(
        session.exec(
            select(RoomPlace).where(
                RoomPlace.meeting_id == meeting_id,
                RoomPlace.item_id == item_id,
                col(RoomPlace.removed).is_(False),
            )
        )
    )


def people_in(
    store: Store, session: Session, meeting_id: str, also: Collection[str] = ()
) -> dict[str, RoomPerson]:
    """Everybody on the meeting's register who is here now, and those named in ``also``, by id.

    A deputy counts in the sector of the seat they came for (F4).
    """
    entries = load(store, session, meeting_id).entries
    sectors = presence.head_sectors(entries)
    found = {
        one.person_id: RoomPerson(
            one.person_id,
            one.name,
            one.person.organisation,
            sectors.get(one.person_id, one.person.sector),
            one.here,
            one.capacity is Capacity.CO_CHAIR,
        )
        for one in entries
        if one.here or one.person_id in also
    }
    missing = set(also) - set(found)
    if missing:
        rows = session.exec(
            select(Person.id, Person.name, Organisation.name, Sector.name)
            .select_from(Person)
            .join(Organisation, col(Organisation.id) == col(Person.organisation_id), isouter=True)
            .join(Sector, col(Sector.id) == col(Organisation.sector_id), isouter=True)
            .where(col(Person.id).in_(missing))
        )
        for person_id, name, organisation, sector in rows:
            found[person_id] = RoomPerson(
                person_id, name, organisation or "", sector or "", here=False, co_chair=False
            )
    short = short_names(one.name for one in found.values())
    return {person_id: replace(one, short=short[one.name]) for person_id, one in found.items()}


def room_in(session: Session, room_id: str) -> Room:
    """The room's record; refuses one that is not open (``Unknown``)."""
    room = session.get(Room, room_id)
    if room is None or room.removed:
        raise Unknown("That room is not open any more. Nothing has been changed.")
    return room


def _lead_first(person: RoomPerson, lead_id: str | None) -> tuple[object, ...]:
    return (person.person_id != lead_id, *_by_name(person))


def _by_name(person: RoomPerson) -> tuple[object, ...]:
    return (sort_key(surname_first(person.name)), person.person_id)


def _questions(
    session: Session, asked: Iterable[AgendaQuestion], room_ids: Collection[str]
) -> tuple[AgendaQuestion, ...]:
    """The item's questions, and after them those since taken off that a room has answered."""
    listed = tuple(asked)
    known = {one.id for one in listed}
    rows = session.exec(
        select(Question.id, Question.text)
        .join(Answer, col(Answer.question_id) == col(Question.id))
        .where(
            col(Answer.room_id).in_(room_ids),
            col(Answer.removed).is_(False),
            col(Question.id).not_in(known),
        )
        .order_by(col(Question.position), col(Question.id))
        .distinct()
    )
    return (*listed, *(agenda.AgendaQuestion(question_id, text) for question_id, text in rows))


def _answers(session: Session, room_ids: Collection[str]) -> dict[tuple[str, str], list[RoomPoint]]:
    columns: tuple[Any, ...] = (Answer.room_id, Answer.question_id, Answer.id, Answer.text, Answer.best)
    rows = session.exec(
        select(*columns)
        .where(col(Answer.room_id).in_(room_ids), col(Answer.removed).is_(False))
        .order_by(col(Answer.position), col(Answer.id))
    )
    found: dict[tuple[str, str], list[RoomPoint]] = {}
    for room_id, question_id, answer_id, text, best in rows:
        found.setdefault((room_id, question_id), []).append(RoomPoint(answer_id, text, best))
    return found


def _lines(session: Session, room_ids: Collection[str]) -> list[tuple[str, RoomLine]]:
    """Outcomes and challenges of the rooms, each with its room, as they were recorded."""
    found = []
    for record, kind in ((Outcome, Kind.OUTCOME), (Challenge, Kind.CHALLENGE)):
        table: Any = record
        rows = session.exec(
            select(table.room_id, table.id, table.text)
            .where(col(table.room_id).in_(room_ids), col(table.removed).is_(False))
            .order_by(col(table.recorded_at), col(table.id))
        )
        found += [(room_id, RoomLine(str(kind), record_id, kind, text)) for room_id, record_id, text in rows]
    return found


def _sector_order(session: Session) -> list[str]:
    return list(session.exec(select(Sector.name).order_by(col(Sector.position), col(Sector.name))))
