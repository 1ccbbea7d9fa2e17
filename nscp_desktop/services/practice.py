"""A practice: whether a store is one, and what of its meeting has been tried."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import func, or_
from sqlmodel import col, select

from nscp_desktop.records import (
    Action,
    AgendaItem,
    Attendance,
    Meeting,
    Progress,
    Room,
    StruckLine,
)
from nscp_desktop.rules.actions import ActionState
from nscp_desktop.rules.agenda import Duty
from nscp_desktop.rules.attendance import State
from nscp_desktop.rules.meetings import MinutesState, Status
from nscp_desktop.rules.practice import Stands, Step
from nscp_desktop.services.asking import ask
from nscp_desktop.services.meeting_facts import last_meeting

if TYPE_CHECKING:
    from datetime import datetime

    from nscp_desktop.store import Store

_MEETING = "practice_meeting"


def is_practice(store: Store) -> bool:
    """Whether a store is a practice's. Asked of its settings, which opening has read: no further page is."""
    return store.setting(_MEETING) is not None


def begin(store: Store, meeting_id: str) -> None:
    """Make the store that of a practice, and keep which meeting is practised."""
    store.set(_MEETING, meeting_id)


def stands(store: Store) -> Stands:
    """What was tried, as far as it has left a trace that was not taken back, and where the meeting is."""
    meeting_id = store.setting(_MEETING) or ""
    last = last_meeting(store, meeting_id)
    with store.read() as session:
        meeting = session.get_one(Meeting, meeting_id)
        found = set()
        if meeting.opened_at is not None:
            found.add(Step.START)
        if meeting.confidentiality_read_at is not None:
            found.add(Step.STATEMENT)
        if last is not None and last.minutes_state is MinutesState.AGREED:
            found.add(Step.AGREE)
        if meeting.status == Status.HELD:
            found.add(Step.CLOSE)
        at = None
        if meeting.status == Status.RUNNING:
            at = Duty(session.get_one(AgendaItem, meeting.current_item_id).duty)
        found |= {
            step
            for step, query in _queries(meeting_id, meeting.opened_at or store.now()).items()
            if ask(session, query).scalar()
        }
    return Stands(frozenset(found), at)


def _queries(meeting_id: str, opened: datetime) -> dict[Step, Any]:
    """How many there are of what each of these steps leaves."""
    here = Action.meeting_id == meeting_id
    owned = or_(
        col(Action.owner_id).is_not(None),
        col(Action.seat_id).is_not(None),
        col(Action.organisation_id).is_not(None),
    )
    return {
        Step.MARK: _count(
            Attendance,
            Attendance.meeting_id == meeting_id,
            Attendance.state == State.PRESENT,
            col(Attendance.marked_at) >= opened,
        ),
        Step.MATTERS: select(
            _count(
                Action, Action.meeting_id != meeting_id, Action.state != ActionState.OPEN
            ).scalar_subquery()
            + _count(Progress, Progress.meeting_id == meeting_id).scalar_subquery()
        ),
        Step.ACTION: _count(Action, here, col(Action.due).is_not(None), owned),
        Step.STRIKE: _count(StruckLine, StruckLine.meeting_id == meeting_id),
        Step.ROOMS: _count(Room, Room.meeting_id == meeting_id),
    }


def _count(record: Any, *where: Any) -> Any:  # noqa: ANN401 any record, and conditions on it
    return select(func.count()).select_from(record).where(col(record.removed).is_(False), *where)
