"""The numbers that items have on the agendas of meetings, in one question and without the agendas' words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, bindparam, func, or_, select
from sqlmodel import Session, col

from nscp_desktop.records import AgendaItem, Group, Meeting, MeetingItem
from nscp_desktop.services.agenda import CHAIRS, agenda_in

if TYPE_CHECKING:
    from collections.abc import Collection


def item_numbers_in(session: Session, meeting_ids: Collection[str]) -> dict[tuple[str, str], int]:
    """The number of each item on the agenda of each of these meetings, by meeting and item.

    Items that a meeting leaves out have none. The order is that of :func:`nscp_desktop.services.agenda.agenda`.
    """
    if not meeting_ids:
        return {}
    asked = {"meetings": tuple(meeting_ids)}
    return {
        (meeting_id, item_id): number
        for meeting_id, item_id, number in session.connection().execute(_NUMBERS, asked).all()
    }


def item_number_in(session: Session, meeting_id: str, item_id: str) -> int:
    """The number of an item on a meeting's agenda, 0 for one left out there; for the labels of deeds.

    Refuses (:class:`~nscp_desktop.errors.Unknown`) an item that the agenda does not have.
    """
    number = item_numbers_in(session, (meeting_id,)).get((meeting_id, item_id))
    return agenda_in(session, meeting_id).row(item_id).number if number is None else number


def _query() -> Any:  # noqa: ANN401 a statement with a window over its rows
    place = func.coalesce(MeetingItem.position, AgendaItem.position)
    return (
        select(
            col(Meeting.id),
            col(AgendaItem.id),
            func.row_number().over(partition_by=col(Meeting.id), order_by=(place, col(AgendaItem.id))),
        )
        .select_from(Meeting)
        .join(Group, col(Group.id) == col(Meeting.group_id))
        .join(AgendaItem, col(AgendaItem.round_id) == col(Meeting.round_id))
        .outerjoin(
            MeetingItem,
            and_(
                col(MeetingItem.meeting_id) == col(Meeting.id),
                col(MeetingItem.item_id) == col(AgendaItem.id),
                col(MeetingItem.removed).is_(False),
            ),
        )
        .where(
            col(Meeting.id).in_(bindparam("meetings", expanding=True)),
            col(AgendaItem.removed).is_(False),
            or_(
                and_(col(AgendaItem.meeting_id).is_(None), col(Group.kind) != CHAIRS),
                col(AgendaItem.meeting_id) == col(Meeting.id),
            ),
            func.coalesce(MeetingItem.omitted, 0) == 0,
        )
    )


# Asked for the label of many deeds, so the statement is put together once.
_NUMBERS = _query()
