"""Who answers for an action: writing an understood owner onto the record, and asking every organisation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import BindParameter, Date, bindparam
from sqlmodel import Session, col, select

from nscp_desktop.records import Action, Holding, Meeting, Reply, Seat, meeting_point
from nscp_desktop.rules.actions import ActionKind
from nscp_desktop.rules.capture import Owner, OwnerKind, action_kind
from nscp_desktop.services.tenure import on_day

if TYPE_CHECKING:
    from datetime import date


def give(session: Session, action: Action, owner: Owner | None, said: str = "") -> None:
    """Write an owner onto an action of an open change; None keeps only the words ``said``.

    A person who fills a seat of the group keeps that seat beside them, so that the action stays with the
    seat when they leave. For every organisation, each with a seat in the group that day is asked one line;
    when the owner is no longer every organisation, what was answered stays on record but is asked no more.
    """
    meeting = session.get_one(Meeting, action.meeting_id)
    action.owner_id = action.seat_id = action.organisation_id = None
    action.owner_words = said
    action.kind = ActionKind.INDIVIDUAL.value if owner is None else action_kind(owner).value
    if owner is not None:
        if owner.kind is OwnerKind.PERSON:
            action.owner_id = owner.person_id
            action.seat_id = _seat_of(session, action.group_id, owner.person_id, meeting.date)
        elif owner.kind is OwnerKind.ORGANISATION:
            action.organisation_id = owner.organisation_id
        else:
            action.owner_words = owner.label
            action.organisation_id = owner.organisation_id or None
    every = action.kind == ActionKind.EVERY_ORGANISATION
    _ask(session, action, organisations_in(session, action.group_id, meeting.date) if every else ())


def organisations_in(session: Session, group_id: str, day: date) -> tuple[str, ...]:
    """The organisations that have a seat in a group on a day, filled or not."""
    return tuple(session.exec(_ORGANISATIONS, params={"group": group_id, "day": day}))


# Asked whenever an action is recorded, so the statements are put together once.
_GROUP: BindParameter[str] = bindparam("group")
_DAY: BindParameter[date] = bindparam("day", type_=Date)
_ORGANISATIONS = (
    select(Seat.organisation_id).where(col(Seat.group_id) == _GROUP, on_day(Seat, _DAY)).distinct()
)
_SEATS = (
    select(Seat.id)
    .join(Holding, col(Holding.seat_id) == Seat.id)
    .where(
        col(Seat.group_id) == _GROUP,
        col(Holding.person_id) == bindparam("person"),
        on_day(Seat, _DAY),
        on_day(Holding, _DAY),
    )
    .order_by(Seat.id)
)
_REPLIES = select(Reply).where(col(Reply.action_id) == bindparam("action"))


def _seat_of(session: Session, group_id: str, person_id: str, day: date) -> str | None:
    asked = {"group": group_id, "person": person_id, "day": day}
    return session.exec(_SEATS, params=asked).first()


def _ask(session: Session, action: Action, organisations: tuple[str, ...]) -> None:
    """Make the asked organisations' replies exactly these; one asked before keeps its answer."""
    asked = {reply.organisation_id: reply for reply in session.exec(_REPLIES, params={"action": action.id})}
    for organisation_id in organisations:
        if organisation_id in asked:
            asked[organisation_id].removed = False
        else:
            session.add(
                Reply(
                    id=meeting_point("reply", action.id, organisation_id),
                    action_id=action.id, organisation_id=organisation_id,
                )
            )  # fmt: skip
    for organisation_id, reply in asked.items():
        if organisation_id not in organisations:
            reply.removed = True
