"""What today asks: the next meeting, this round across the groups, and what needs somebody. Few questions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, case, func, or_
from sqlmodel import Session, col, select

from nscp_desktop.records import (
    Action,
    AgendaItem,
    Attendance,
    Group,
    Holding,
    IssuedPaper,
    Meeting,
    MeetingItem,
)
from nscp_desktop.rules import names
from nscp_desktop.rules.actions import ActionState
from nscp_desktop.rules.agenda import length
from nscp_desktop.rules.attendance import State
from nscp_desktop.rules.days import spoken
from nscp_desktop.rules.meetings import GONE, Status
from nscp_desktop.rules.minutes import MINUTES, Standing, standing
from nscp_desktop.rules.wording import counted
from nscp_desktop.rules.year import MONTHS
from nscp_desktop.services import partnership, people
from nscp_desktop.services.agenda import CHAIRS
from nscp_desktop.services.meeting_facts import facts_in, meetings_of_round
from nscp_desktop.services.needs import Need, needs_in

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date, datetime

    from nscp_desktop.services.meeting_facts import MeetingFacts
    from nscp_desktop.store import Store

_MINUTES_AHEAD = 120
"""From how many minutes before its start the hero counts the minutes down."""


@dataclass(frozen=True, slots=True)
class NextMeeting:
    """The meeting that is running or comes next.

    ``when`` is the pill ("Today · starts in 25 min"), ``line`` what there is to know of it in one line.
    ``startable`` says that its day has come, or that it is running.
    """

    meeting_id: str
    group_id: str
    title: str
    when: str
    place: str
    line: str
    running: bool
    startable: bool
    has_agenda: bool


@dataclass(frozen=True, slots=True)
class RoundRow:
    """A group's meeting in this round; ``agenda`` is meeting held, running, ready, or what is the matter with it.

    ``reason`` is why it is cancelled.
    """

    meeting_id: str
    group: str
    when: str
    today: bool
    co_chairs: str
    agenda: str
    agenda_ready: bool
    status: Status
    minutes: Standing
    reason: str = ""


@dataclass(frozen=True, slots=True)
class TodayView:
    """The first page: the day, the next meeting, this round, and what needs somebody.

    ``anybody`` and ``any_meeting`` say whether the store has members and meetings at all; who works in it
    is no member by that.
    """

    day: date
    partnership: str
    next: NextMeeting | None
    round_words: str
    rounds: tuple[RoundRow, ...]
    needs: tuple[Need, ...]
    chart_group_id: str
    anybody: bool
    any_meeting: bool


def today(store: Store) -> TodayView:
    """What the first page shows at this moment."""
    now = store.now()
    facts = partnership.partnership(store)
    with store.read() as session:
        coming = _coming(session, now.date())
        meeting = None if coming is None else facts_in(session, coming)
        round_id = _this_round(session, meeting, now.date())
        of_round = meetings_of_round(store, round_id) if round_id else ()
        rows = _rows(session, of_round, now.date(), facts.days_to_issue_minutes)
        head = of_round[0] if of_round else None
        return TodayView(
            day=now.date(),
            partnership=facts.name,
            next=None if meeting is None else _next(session, meeting, now),
            round_words=_round_words(head),
            rounds=rows,
            needs=needs_in(session, now.date(), facts.days_to_issue_minutes),
            chart_group_id=meeting.group_id if meeting else (head.group_id if head else ""),
            anybody=session.exec(select(Holding.id).limit(1)).first() is not None,
            any_meeting=bool(of_round),
        )


def _coming(session: Session, day: date) -> str | None:
    """The meeting that is running, else the earliest arranged one of today or later."""
    running_first = case((col(Meeting.status) == Status.RUNNING, 0), else_=1)
    return session.exec(
        select(Meeting.id)
        .where(
            col(Meeting.removed).is_(False),
            or_(
                col(Meeting.status) == Status.RUNNING,
                and_(col(Meeting.status) == Status.ARRANGED, col(Meeting.date) >= day),
            ),
        )
        .order_by(running_first, col(Meeting.date), col(Meeting.starts), col(Meeting.id))
        .limit(1)
    ).first()


def _this_round(session: Session, coming: MeetingFacts | None, day: date) -> str | None:
    """The round of the meeting nearest to the day, the one to come when two are as near; None without any."""
    last = session.exec(
        select(Meeting.round_id, col(Meeting.date))
        .where(col(Meeting.removed).is_(False), col(Meeting.date) <= day, col(Meeting.status).not_in(GONE))
        .order_by(col(Meeting.date).desc())
        .limit(1)
    ).first()
    if coming is None:
        return None if last is None else last[0]
    if last is None or coming.status is Status.RUNNING or coming.date - day <= day - last[1]:
        return coming.round_id
    return last[0]


def _round_words(head: MeetingFacts | None) -> str:
    return "" if head is None else f"{MONTHS[head.date.month - 1]} {head.date.year}"


# -- the next meeting -------------------------------------------------------------------------------


def _next(session: Session, meeting: MeetingFacts, now: datetime) -> NextMeeting:
    """The hero: when, where, and how far its preparation has come."""
    items = _agendas(session, [meeting]).get(meeting.id, _Items())
    members = len({one.person_id for one in people.members_on(session, meeting.group_id, meeting.date)})
    apologies = session.exec(
        select(func.count())
        .select_from(Attendance)
        .where(
            Attendance.meeting_id == meeting.id,
            Attendance.state == State.APOLOGIES,
            col(Attendance.removed).is_(False),
        )
    ).one()
    due = session.exec(
        select(func.count())
        .select_from(Action)
        .where(
            Action.group_id == meeting.group_id,
            Action.state != ActionState.DONE,
            col(Action.due) <= meeting.date,
            col(Action.removed).is_(False),
        )
    ).one()
    line = [counted(items.number, "agenda item") if items.number else "no agenda yet"]
    line.append(counted(members, "member") if members else "no members yet")
    if apologies:
        line[-1] += f", {counted(apologies, 'apology', 'apologies')} so far"
    line.append(f"{counted(due, 'action')} due" if due else "no actions due")
    running = meeting.status is Status.RUNNING
    return NextMeeting(
        meeting_id=meeting.id,
        group_id=meeting.group_id,
        title=f"{meeting.group_short}, {meeting.starts:%H:%M}–{meeting.ends:%H:%M}",
        when=_when(meeting, now),
        place=meeting.place,
        line=" · ".join(line),
        running=running,
        startable=running or meeting.date == now.date(),
        has_agenda=bool(items.number),
    )


def _when(meeting: MeetingFacts, now: datetime) -> str:
    """When the next meeting is, as the pill says it: "Today · starts in 25 min", "Tomorrow", "Tue 12 Jan"."""
    if meeting.status is Status.RUNNING:
        opened = meeting.opened_at
        return "Running" if opened is None else f"Running since {opened.astimezone(now.tzinfo):%H:%M}"
    days = (meeting.date - now.date()).days
    if days > 1:
        return f"{spoken(meeting.date, now.date())} · in {days} days"
    if days == 1:
        return "Tomorrow"
    minutes = (meeting.starts.hour - now.hour) * 60 + meeting.starts.minute - now.minute
    if minutes > _MINUTES_AHEAD:
        return "Today"
    if minutes > 0:
        return f"Today · starts in {minutes} min"
    return "Today · starts now" if minutes == 0 else f"Today · was to start {meeting.starts:%H:%M}"


# -- this round -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Items:
    """The items of a meeting's agenda: how many, minutes together, and how many are its own."""

    number: int = 0
    minutes: int = 0
    local: int = 0


def _rows(session: Session, of_round: tuple[MeetingFacts, ...], day: date, days: int) -> tuple[RoundRow, ...]:
    agendas = _agendas(session, of_round)
    issued = _issued(session, [meeting.id for meeting in of_round])
    return tuple(
        _row(
            meeting,
            agendas.get(meeting.id, _Items()),
            standing(meeting.minutes_state, issued.get(meeting.id, 0), meeting.date, day, days),
            day,
        )
        for meeting in of_round
        if meeting.status is not Status.REARRANGED
    )


def _row(meeting: MeetingFacts, items: _Items, minutes: Standing, day: date) -> RoundRow:
    is_today = meeting.date == day
    agenda, ready = _agenda_words(meeting, items, day)
    return RoundRow(
        meeting_id=meeting.id,
        group=meeting.group_name,
        when=f"Today {meeting.starts:%H:%M}" if is_today else spoken(meeting.date, day),
        today=is_today,
        co_chairs=", ".join(_short(name) for name in meeting.co_chairs),
        agenda=agenda,
        agenda_ready=ready,
        status=meeting.status,
        minutes=minutes,
        reason=meeting.reason if meeting.status is Status.CANCELLED else "",
    )


def _agenda_words(meeting: MeetingFacts, items: _Items, day: date) -> tuple[str, bool]:
    """How a meeting stands, and whether nothing about it needs a look."""
    if meeting.status is not Status.ARRANGED:
        words = "meeting held" if meeting.status is Status.HELD else meeting.status.value
        return words, meeting.status in (Status.HELD, Status.RUNNING)
    if meeting.date < day:
        return "not started", False
    if not items.number:
        return "no items yet", False
    over = items.minutes - length(meeting.starts, meeting.ends)
    if over > 0:
        return f"{over} min over", False
    return (f"ready, {items.local} local" if items.local else "ready"), True


def _short(name: str) -> str:
    """A name with its first name as a letter: "I. Hartley"; a name of one word as it is."""
    family, _comma, given = names.surname_first(name).partition(", ")
    return f"{given[0]}. {family}" if given else family


def _agendas(session: Session, of_round: Collection[MeetingFacts]) -> dict[str, _Items]:
    """The agenda of each meeting in numbers, in one question."""
    own = and_(
        col(MeetingItem.meeting_id) == col(Meeting.id),
        col(MeetingItem.item_id) == col(AgendaItem.id),
        col(MeetingItem.removed).is_(False),
    )
    changed = (getattr(MeetingItem, field) for field in ("title", "kind", "minutes", "lead", "position"))
    own_item = and_(col(AgendaItem.meeting_id).is_not(None), col(Group.kind) != CHAIRS)
    local = or_(own_item, *(col(field).is_not(None) for field in changed))
    minutes = func.coalesce(MeetingItem.minutes, AgendaItem.minutes)
    columns: tuple[Any, ...] = (
        Meeting.id, func.count(), func.sum(minutes), func.sum(case((local, 1), else_=0)),
    )  # fmt: skip
    rows = session.exec(
        select(*columns)
        .select_from(Meeting)
        .join(Group, col(Group.id) == col(Meeting.group_id))
        .join(AgendaItem, col(AgendaItem.round_id) == col(Meeting.round_id))
        .outerjoin(MeetingItem, own)
        .where(
            col(Meeting.id).in_([meeting.id for meeting in of_round]),
            col(AgendaItem.removed).is_(False),
            or_(
                and_(col(AgendaItem.meeting_id).is_(None), col(Group.kind) != CHAIRS),
                col(AgendaItem.meeting_id) == col(Meeting.id),
            ),
            func.coalesce(MeetingItem.omitted, 0) == 0,
        )
        .group_by(col(Meeting.id))
    )
    return {meeting_id: _Items(number, total, own_items) for meeting_id, number, total, own_items in rows}


def _issued(session: Session, meeting_ids: list[str]) -> dict[str, int]:
    """The last version of its minutes that each meeting issued."""
    return dict(
        session.exec(
            select(IssuedPaper.meeting_id, func.max(IssuedPaper.version))
            .where(
                col(IssuedPaper.meeting_id).in_(meeting_ids),
                IssuedPaper.paper == MINUTES,
                col(IssuedPaper.removed).is_(False),
            )
            .group_by(col(IssuedPaper.meeting_id))
        ).all()
    )
