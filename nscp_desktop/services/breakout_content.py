"""The breakouts of a meeting as minutes print them: rooms without names, their answers and actions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlmodel import Session, col, select

from nscp_desktop.papers import entries as papers
from nscp_desktop.records import Room
from nscp_desktop.services.rooms import rooms

if TYPE_CHECKING:
    from collections.abc import Mapping

    from nscp_desktop.services.agenda import Agenda, AgendaRow
    from nscp_desktop.services.rooms import RoomAnswers, RoomView
    from nscp_desktop.store import Store

RoomActions = tuple[papers.Action, ...]


def breakouts_in(
    store: Store, session: Session, agenda: Agenda, actions: Mapping[tuple[str, int], RoomActions]
) -> dict[str, papers.Breakout]:
    """The breakout of each item that had rooms, by the item's id; ``actions`` by item and room number."""
    items = set(
        session.exec(
            select(Room.item_id).where(Room.meeting_id == agenda.meeting_id, col(Room.removed).is_(False))
        )
    )
    return {
        row.item_id: _breakout(store, agenda.meeting_id, row, actions)
        for row in agenda.rows
        if row.item_id in items
    }


def _breakout(
    store: Store, meeting_id: str, row: AgendaRow, actions: Mapping[tuple[str, int], RoomActions]
) -> papers.Breakout:
    return papers.Breakout(
        number=str(row.number),
        title=row.title,
        rooms=tuple(
            _room(room, actions.get((row.item_id, room.number), ()))
            for room in rooms(store, meeting_id, row.item_id).rooms
        ),
        restricted=row.restricted,
    )


def _room(room: RoomView, actions: RoomActions) -> papers.Room:
    """A room by its number: how many people of which sectors, never who."""
    return papers.Room(
        name=f"Room {room.number}",
        people=len(room.people),
        sectors=room.sectors,
        answers=tuple(_answers(answers) for answers in room.answers if answers.points),
        actions=actions,
    )


def _answers(answers: RoomAnswers) -> papers.Answers:
    return papers.Answers(
        question=answers.question,
        points=tuple(point.text for point in answers.points),
        best=tuple(place for place, point in enumerate(answers.points) if point.best),
    )
