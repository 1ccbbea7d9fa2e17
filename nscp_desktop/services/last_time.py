"""What was said, decided and is still open on an item's subject, in this group and in the others."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import and_, exists, func, or_, select
from sqlmodel import Session, col

from nscp_desktop.records import Action, AgendaItem, Decision, Group, Meeting, MeetingItem, Outcome
from nscp_desktop.rules.actions import ActionState
from nscp_desktop.rules.agenda import Duty
from nscp_desktop.rules.last_time import LastTime, Promise, Told
from nscp_desktop.rules.meetings import Status
from nscp_desktop.services.action_rows import rows_in
from nscp_desktop.services.agenda import agenda_in

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from nscp_desktop.services.agenda import AgendaRow
    from nscp_desktop.store import Store

BACK: Final = timedelta(days=400)
"""So far back things said and decided are looked for; what is open is shown however old it is."""

MOST: Final = 5
"""So many of a kind are shown."""

CARRIED: Final = frozenset(
    {Duty.NONE, Duty.UPDATES, Duty.CHALLENGES, Duty.WHAT_CHANGED, Duty.WORKPLAN, Duty.OTHER_BUSINESS}
)
"""Duties that are a subject from one meeting to the next; others have one only by their theme."""


def last_time(store: Store, meeting_id: str, item_id: str) -> LastTime:
    """What the group and the others have on the subject of an item: its theme, else its duty, else its title.

    Nothing that stands in the confidential part of any minutes is among it, nor what was struck.
    """
    today = store.now().date()
    with store.read() as session:
        row = agenda_in(session, meeting_id).row(item_id)
        if not row.theme_id and row.duty not in CARRIED:
            return LastTime()
        meeting = session.get_one(Meeting, meeting_id)
        points = _points(session, row, meeting)
        return LastTime(
            said=_said(points, meeting.group_id),
            decisions=_told(session, Decision, row.theme_id, points, meeting),
            outcomes=_told(session, Outcome, row.theme_id, points, meeting),
            promises=_promises(session, row.theme_id, points, meeting, today),
        )


def _points(session: Session, row: AgendaRow, meeting: Meeting) -> list[Any]:
    """The items of earlier meetings with the same subject, newest first, without the confidential ones."""
    own = and_(
        col(MeetingItem.meeting_id) == col(Meeting.id),
        col(MeetingItem.item_id) == col(AgendaItem.id),
        col(MeetingItem.removed).is_(False),
    )
    if row.theme_id:
        subject = func.coalesce(col(MeetingItem.theme_id), col(AgendaItem.theme_id)) == row.theme_id
    elif row.duty is not Duty.NONE:
        subject = col(AgendaItem.duty) == row.duty.value
    else:
        subject = func.coalesce(col(MeetingItem.title), col(AgendaItem.title)) == row.title
    columns: tuple[Any, ...] = (
        Meeting.id, Meeting.group_id, Group.name, Meeting.date, AgendaItem.id, MeetingItem.note,
    )  # fmt: skip
    of_round = and_(
        col(AgendaItem.round_id) == col(Meeting.round_id),
        or_(col(AgendaItem.meeting_id).is_(None), col(AgendaItem.meeting_id) == col(Meeting.id)),
    )
    query = (
        select(*columns)
        .select_from(Meeting)
        .join(Group, col(Group.id) == col(Meeting.group_id))
        .join(AgendaItem, of_round)
        .outerjoin(MeetingItem, own)
        .where(
            *_earlier(meeting),
            col(AgendaItem.removed).is_(False),
            func.coalesce(col(MeetingItem.omitted), 0).is_(False),
            func.coalesce(col(MeetingItem.restricted), 0).is_(False),
            subject,
        )
        .order_by(col(Meeting.date).desc())
    )
    return list(session.connection().execute(query))


def _earlier(meeting: Meeting) -> tuple[Any, ...]:
    return (
        col(Meeting.status) == Status.HELD,
        col(Meeting.removed).is_(False),
        col(Meeting.date) < meeting.date,
        col(Meeting.date) >= meeting.date - BACK,
    )


def _said(points: Iterable[Any], group_id: str) -> tuple[Told, ...]:
    """What each group's newest notes on the subject say."""
    newest: dict[str, Told] = {}
    for _meeting, group, name, on, _item, note in points:
        if note and group not in newest:
            newest[group] = Told(name, on, note, group == group_id)
    return tuple(sorted(newest.values(), key=lambda one: not one.here))


def _about(record: type[Decision | Outcome | Action], theme_id: str | None, points: Iterable[Any]) -> Any:  # noqa: ANN401 a condition
    """Recorded at one of the items, or with the theme wherever it was said; nothing confidential."""
    found = list(points)
    at = and_(
        col(record.meeting_id).in_({point[0] for point in found}),
        col(record.item_id).in_({point[4] for point in found}),
    )
    subject = at if theme_id is None else or_(at, col(record.theme_id) == theme_id)
    confidential = exists().where(
        col(MeetingItem.meeting_id) == col(record.meeting_id),
        col(MeetingItem.item_id) == col(record.item_id),
        col(MeetingItem.restricted).is_(True),
    )
    return and_(subject, ~confidential, col(record.removed).is_(False))


def _told(
    session: Session,
    record: type[Decision | Outcome],
    theme_id: str | None,
    points: list[Any],
    meeting: Meeting,
) -> tuple[Told, ...]:
    columns: tuple[Any, ...] = (Group.name, Meeting.date, record.text, Meeting.group_id)
    query = (
        select(*columns)
        .select_from(record)
        .join(Meeting, col(Meeting.id) == col(record.meeting_id))
        .join(Group, col(Group.id) == col(Meeting.group_id))
        .where(_about(record, theme_id, points), *_earlier(meeting))
        .order_by(col(Meeting.date).desc(), col(record.recorded_at).desc())
    )
    found = [
        Told(name, on, text, group == meeting.group_id)
        for name, on, text, group in session.connection().execute(query)
    ]
    return tuple(sorted(found, key=lambda one: not one.here)[:MOST])


def _promises(
    session: Session, theme_id: str | None, points: list[Any], meeting: Meeting, today: date
) -> tuple[Promise, ...]:
    rows = rows_in(
        session,
        today,
        col(Action.state) != ActionState.DONE,
        col(Action.meeting_id) != meeting.id,
        _about(Action, theme_id, points),
    )
    found = [
        Promise(
            row.reference, row.text, row.owner, row.due_text, row.is_overdue, row.group_name,
            row.group_id == meeting.group_id,
        )
        for row in rows
    ]  # fmt: skip
    return tuple(sorted(found, key=lambda one: not one.here))
