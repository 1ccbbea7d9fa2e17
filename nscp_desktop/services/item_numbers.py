"""The numbers that items had on the agendas of several meetings, in one question."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, func, or_, select
from sqlmodel import Session, col

from nscp_desktop.records import AgendaItem, Meeting, MeetingItem

if TYPE_CHECKING:
    from collections.abc import Collection


def item_numbers_in(session: Session, meeting_ids: Collection[str]) -> dict[tuple[str, str], int]:
    """The number of each item on the agenda of each of these meetings, by meeting and item.

    Items that a meeting leaves out have none. The order is that of :func:`nscp_desktop.services.agenda.agenda`.
    """
    if not meeting_ids:
        return {}
    place = func.coalesce(MeetingItem.position, AgendaItem.position)
    query: Any = (
        select(
            col(Meeting.id),
            col(AgendaItem.id),
            func.row_number().over(partition_by=col(Meeting.id), order_by=(place, col(AgendaItem.id))),
        )
        .select_from(Meeting)
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
            col(Meeting.id).in_(meeting_ids),
            col(AgendaItem.removed).is_(False),
            or_(col(AgendaItem.meeting_id).is_(None), col(AgendaItem.meeting_id) == col(Meeting.id)),
            func.coalesce(MeetingItem.omitted, 0) == 0,
        )
    )
    return {
        (meeting_id, item_id): number
        for meeting_id, item_id, number in session.connection().execute(query).all()
    }
