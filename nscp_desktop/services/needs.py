"""What needs somebody: late actions, minutes to issue, answers owed to boards, meetings and registers left open."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, exists, func, or_
from sqlmodel import Session, col, select

from nscp_desktop.records import Action, Ask, Board, BoardLink, Group, IssuedPaper, Meeting
from nscp_desktop.rules.actions import ActionState
from nscp_desktop.rules.attendance import and_list
from nscp_desktop.rules.days import spoken
from nscp_desktop.rules.meetings import GONE, MeetingKind, MinutesState, Status
from nscp_desktop.rules.minutes import MINUTES, issue_by
from nscp_desktop.rules.wording import counted
from nscp_desktop.rules.year import MONTHS
from nscp_desktop.services.after_meeting import tasks_in

if TYPE_CHECKING:
    from datetime import date

AFTER = "after"
"""Stands after a meeting's id where its list of what follows is meant."""

_AFTER = timedelta(days=70)
"""So long, about until the next meeting of the group, what follows a meeting is asked for."""

_NAMED = 3
"""More groups than these are counted and not named."""


class Weight(StrEnum):
    """How much a line presses."""

    LATE = "late"
    SOON = "soon"
    OWED = "owed"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Need:
    """One thing that needs somebody: a count ("4 overdue"), the rest of the sentence, and where to go for it."""

    count: str
    words: str
    weight: Weight
    page: str
    where: str = ""


def needs_in(session: Session, today: date, days: int) -> tuple[Need, ...]:
    """Everything that needs somebody on a day, most pressing first; ``days`` are those that minutes may take."""
    asked = (
        _overdue(session, today),
        _drafts(session, today, days),
        _answers(session, today),
        _after_meetings(session, today),
        _left_open(session, today),
        _registers(session),
        _undated(session, today),
    )
    return tuple(need for need in asked if need is not None)


def _overdue(session: Session, today: date) -> Need | None:
    columns: tuple[Any, ...] = (Group.name, func.count(), func.min(Action.due))
    rows = session.exec(
        select(*columns)
        .select_from(Action)
        .join(Group, col(Group.id) == col(Action.group_id))
        .where(Action.state != ActionState.DONE, col(Action.due) < today, col(Action.removed).is_(False))
        .group_by(col(Group.id))
        .order_by(func.min(Action.due))
    ).all()
    if not rows:
        return None
    number = sum(count for _group, count, _due in rows)
    oldest_in, _count, due = rows[0]
    noun = "action" if number == 1 else "actions"
    late = counted((today - due).days, "day")
    whose = f"from {oldest_in}" if len(rows) == 1 else f"in {len(rows)} groups"
    oldest = f"{late} late" if number == 1 else f"oldest {late}"
    oldest += f" in {oldest_in}" if len(rows) > 1 else ""
    return Need(f"{number:,} overdue", f"{noun} {whose}, {oldest}", Weight.LATE, "actions")


def _drafts(session: Session, today: date, days: int) -> Need | None:
    """Minutes of which no version has been issued."""
    issued = exists().where(
        col(IssuedPaper.meeting_id) == col(Meeting.id),
        col(IssuedPaper.paper) == MINUTES,
        col(IssuedPaper.removed).is_(False),
    )
    rows = _meetings(session, col(Meeting.minutes_state) == MinutesState.DRAFT, ~issued)
    if not rows:
        return None
    meeting_id, group, on = rows[0]
    by = issue_by(on, days)
    noun = counted(len(rows), "draft")
    if by < today:
        words, weight = f"of minutes to issue, {group} late since {spoken(by, today)}", Weight.LATE
    else:
        first = "by" if len(rows) == 1 else "the first by"
        words, weight = f"of minutes to issue, {first} {spoken(by, today)}", Weight.SOON
    return Need(noun, words, weight, "minutes", meeting_id)


def _after_meetings(session: Session, today: date) -> Need | None:
    """What is still to do after meetings: notices, thanks, the draft to the co-chairs, answers, room sheets."""
    rows = _meetings(
        session,
        col(Meeting.status) == Status.HELD,
        col(Meeting.minutes_state) == MinutesState.DRAFT,
        col(Meeting.date) >= today - _AFTER,
    )
    found = tasks_in(session, [meeting_id for meeting_id, _group, _on in rows])
    left = {meeting_id: sum(1 for task in found[meeting_id] if task.done_on is None) for meeting_id in found}
    rows = [row for row in rows if left.get(row[0])]
    if not rows:
        return None
    meeting_id, group, on = rows[0]
    which = f"{group}, {spoken(on, today)}"
    words = (
        f"to do after {which}" if len(rows) == 1 else f"to do after {len(rows)} meetings, the first {which}"
    )
    count = counted(sum(left.values()), "thing")
    return Need(count, words, Weight.SOON, "minutes", f"{meeting_id}/{AFTER}")


def _answers(session: Session, today: date) -> Need | None:
    """What boards asked and have not been told about."""
    columns: tuple[Any, ...] = (Board.id, Board.name, func.count(), func.min(Ask.said_on))
    rows = session.exec(
        select(*columns)
        .select_from(Ask)
        .join(Board, col(Board.id) == col(Ask.board_id))
        .where(
            col(Ask.removed).is_(False),
            col(Board.removed).is_(False),
            col(Ask.told_on).is_(None),
            exists().where(col(BoardLink.board_id) == col(Board.id), col(BoardLink.removed).is_(False)),
        )
        .group_by(col(Board.id))
        .order_by(func.min(Ask.said_on))
    ).all()
    if not rows:
        return None
    number = sum(count for _id, _name, count, _on in rows)
    board_id, name, _count, on = rows[0]
    since = MONTHS[on.month - 1] + ("" if on.year == today.year or (today - on).days < 300 else f" {on.year}")
    whose = f"owed to {name} youth board since {since}"
    if len(rows) > 1:
        whose = f"owed to {len(rows)} youth boards, {name} since {since}"
    return Need(counted(number, "youth board answer"), whose, Weight.OWED, "youth_boards", board_id)


def _left_open(session: Session, today: date) -> Need | None:
    """Arranged meetings whose day has gone by."""
    rows = _meetings(session, col(Meeting.status) == Status.ARRANGED, col(Meeting.date) < today)
    if not rows:
        return None
    meeting_id, group, on = rows[0]
    which = f"{group}, {spoken(on, today)}" if len(rows) == 1 else f"the first {group}, {spoken(on, today)}"
    return Need(
        counted(len(rows), "meeting"), f"whose day has gone by, not started: {which}", Weight.OPEN,
        "meetings", meeting_id,
    )  # fmt: skip


def _registers(session: Session) -> Need | None:
    """Held meetings whose register was not finished, which no figure counts (E9)."""
    rows = _meetings(session, col(Meeting.status) == Status.HELD, col(Meeting.register_complete).is_(False))
    if not rows:
        return None
    meeting_id, group, on = rows[0]
    which = f"{group}, {on.day} {MONTHS[on.month - 1]}"
    words = f"not finished: {which}" if len(rows) == 1 else f"not finished, the first {which}"
    return Need(counted(len(rows), "register"), words, Weight.SOON, "minutes", meeting_id)


def _undated(session: Session, today: date) -> Need | None:
    """Groups that have met, or hold seats, and have no meeting ahead."""
    ahead = exists().where(
        col(Meeting.group_id) == col(Group.id),
        col(Meeting.removed).is_(False),
        col(Meeting.date) >= today,
        col(Meeting.kind) == MeetingKind.ORDINARY,
        col(Meeting.status).not_in(GONE | {Status.HELD}),
    )
    met = exists().where(col(Meeting.group_id) == col(Group.id), col(Meeting.removed).is_(False))
    names = session.exec(
        select(Group.name)
        .where(
            col(Group.removed).is_(False),
            or_(col(Group.active_to).is_(None), col(Group.active_to) >= today),
            and_(met, ~ahead),
        )
        .order_by(col(Group.position))
    ).all()
    if not names:
        return None
    shown = [*names[:_NAMED], f"{len(names) - _NAMED} more"] if len(names) > _NAMED else names
    return Need(
        counted(len(names), "group"), f"without a next meeting: {and_list(shown)}", Weight.OPEN, "meetings"
    )


def _meetings(session: Session, *conditions: Any) -> list[Any]:  # noqa: ANN401 conditions of a question
    """The meetings that meet conditions, oldest first: id, the group's name, the day."""
    columns: tuple[Any, ...] = (Meeting.id, Group.name, Meeting.date)
    return list(
        session.exec(
            select(*columns)
            .select_from(Meeting)
            .join(Group, col(Group.id) == col(Meeting.group_id))
            .where(col(Meeting.removed).is_(False), *conditions)
            .order_by(col(Meeting.date), col(Group.position))
        )
    )
