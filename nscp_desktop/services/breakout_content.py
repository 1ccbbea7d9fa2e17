"""The breakouts of a meeting as minutes print them: rooms without names, their answers and actions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlmodel import Session, col, select

from nscp_desktop.papers import entries as papers
from nscp_desktop.records import Answer, Organisation, Person, Room, RoomPlace, Sector

if TYPE_CHECKING:
    from collections.abc import Mapping

    from nscp_desktop.services.agenda import Agenda, AgendaRow


def breakouts_in(
    session: Session,
    meeting_id: str,
    agenda: Agenda,
    sectors: Mapping[str, str],
    actions: Mapping[tuple[str, int], tuple[papers.Action, ...]],
) -> dict[str, papers.Breakout]:
    """The breakout of each item that had rooms, by the item's id.

    ``sectors`` are those of the register by person, ``actions`` those of each room by item and number.
    """
    rooms = session.exec(
        select(Room.id, Room.item_id, Room.number)
        .where(Room.meeting_id == meeting_id, col(Room.removed).is_(False))
        .order_by(col(Room.number))
    ).all()
    if not rooms:
        return {}
    people = _people(session, meeting_id, sectors)
    answers = _answers(session, [room_id for room_id, _item_id, _number in rooms])
    found: dict[str, papers.Breakout] = {}
    for row in agenda.rows:
        made = tuple(
            papers.Room(
                name=f"Room {number}",
                people=len(people.get(room_id, ())),
                sectors=_sectors(people.get(room_id, ()), sectors),
                answers=_by_question(row, answers.get(room_id, ())),
                actions=actions.get((item_id, number), ()),
            )
            for room_id, item_id, number in rooms
            if item_id == row.item_id
        )
        if made:
            found[row.item_id] = papers.Breakout(str(row.number), row.title, made, restricted=row.restricted)
    return found


def _people(session: Session, meeting_id: str, sectors: Mapping[str, str]) -> dict[str, list[str]]:
    """The sector of each person in each room: the register's, else their organisation's."""
    columns: tuple[Any, ...] = (RoomPlace.room_id, RoomPlace.person_id, Sector.name)
    found: dict[str, list[str]] = {}
    for room_id, person_id, own in session.exec(
        select(*columns)
        .select_from(RoomPlace)
        .join(Person, col(Person.id) == col(RoomPlace.person_id))
        .outerjoin(Organisation, col(Organisation.id) == col(Person.organisation_id))
        .outerjoin(Sector, col(Sector.id) == col(Organisation.sector_id))
        .where(RoomPlace.meeting_id == meeting_id, col(RoomPlace.removed).is_(False))
    ):
        found.setdefault(room_id, []).append(sectors.get(person_id) or own or "")
    return found


def _sectors(of_people: list[str] | tuple[()], sectors: Mapping[str, str]) -> tuple[str, ...]:
    """The sectors in a room, each once, in the order of the register."""
    order = list(dict.fromkeys(sectors.values()))
    known = {sector for sector in of_people if sector}
    return tuple(sorted(known, key=lambda one: (order.index(one) if one in order else len(order), one)))


def _answers(session: Session, room_ids: list[str]) -> dict[str, tuple[tuple[str, str, bool], ...]]:
    """The points of each room in order: question, words, and whether it is one of its best."""
    columns: tuple[Any, ...] = (Answer.room_id, Answer.question_id, Answer.text, Answer.best)
    found: dict[str, tuple[tuple[str, str, bool], ...]] = {}
    for room_id, question_id, text, best in session.exec(
        select(*columns)
        .where(col(Answer.room_id).in_(room_ids), col(Answer.removed).is_(False))
        .order_by(col(Answer.position), col(Answer.id))
    ):
        found[room_id] = (*found.get(room_id, ()), (question_id, text, best))
    return found


def _by_question(row: AgendaRow, points: tuple[tuple[str, str, bool], ...]) -> tuple[papers.Answers, ...]:
    """A room's points under the item's questions; those to a question that is gone stand last."""
    questions = {one.id: one.text for one in row.questions}
    asked = [*questions, *dict.fromkeys(key for key, _text, _best in points if key not in questions)]
    answers = []
    for question_id in asked:
        here = [(text, best) for key, text, best in points if key == question_id]
        if here:
            answers.append(
                papers.Answers(
                    question=questions.get(question_id, ""),
                    points=tuple(text for text, _best in here),
                    best=tuple(place for place, (_text, best) in enumerate(here) if best),
                )
            )
    return tuple(answers)
