"""Arranging meetings: a day, hours and a place for a group in a round; moving, changing and cancelling."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlmodel import Session, col, select

from nscp_desktop.errors import Refused, Unknown
from nscp_desktop.records import (
    AgendaItem,
    Attendance,
    Group,
    IssuedPaper,
    Meeting,
    MeetingItem,
    Question,
    Round,
    new_id,
)
from nscp_desktop.rules.agenda import LONGEST_MINUTES, agenda_title
from nscp_desktop.rules.meetings import GONE, MeetingKind, Mode, Status
from nscp_desktop.rules.wording import line
from nscp_desktop.store.tables import DeedRow

from .agenda import CHAIRS, own_row
from .meeting_facts import facts, facts_in, spelt
from .paper_rows import take_along
from .template_items import set_out_for_chairs

if TYPE_CHECKING:
    from datetime import date, time

    from nscp_desktop.store import Store

    from .meeting_facts import MeetingFacts

FURTHEST_DAYS = 92
"""How far from its round's month a meeting may lie before the date is taken for a slip."""


def arrange_meeting(
    store: Store,
    group_id: str,
    round_id: str,
    day: date,
    starts: time,
    ends: time,
    mode: Mode = Mode.ROOM,
    venue: str = "",
    kind: MeetingKind = MeetingKind.ORDINARY,
) -> str:
    """Arrange a meeting of a group in a round; gives its id.

    Refuses, changing nothing: a group or round that is not there (``Unknown``), an end not after the start,
    a day far from the round's month or when the group does not exist, a second ordinary meeting of a group
    in a round, and hours at which the group already meets.
    """
    with store.read() as session:
        short = _group(session, group_id).short
    with store.change(f"Arrange {short} for {spelt(day)}") as session:
        return arrange_in(session, group_id, round_id, day, starts, ends, mode, venue, kind)


def arrange_in(
    session: Session,
    group_id: str,
    round_id: str,
    day: date,
    starts: time,
    ends: time,
    mode: Mode = Mode.ROOM,
    venue: str = "",
    kind: MeetingKind = MeetingKind.ORDINARY,
    *,
    with_agenda: bool = True,
) -> str:
    """As :func:`arrange_meeting`, inside a change. A Chairs meeting gets its own agenda ``with_agenda``."""
    meeting = Meeting(
        id=new_id(),
        group_id=group_id,
        round_id=round_id,
        date=day,
        starts=starts,
        ends=ends,
        mode=Mode(mode).value,
        venue=line(venue, "The place"),
        kind=MeetingKind(kind).value,
    )
    _check(session, meeting)
    session.add(meeting)
    session.flush()
    if with_agenda and session.get_one(Group, group_id).kind == CHAIRS:
        set_out_for_chairs(session, meeting)
    return meeting.id


def edit_meeting(
    store: Store,
    meeting_id: str,
    *,
    day: date | None = None,
    starts: time | None = None,
    ends: time | None = None,
    mode: Mode | None = None,
    venue: str | None = None,
) -> None:
    """Change a meeting's day, hours or place where it stands; what is None stays.

    Refuses what :func:`arrange_meeting` refuses, a meeting that was cancelled or moved, and another day once
    somebody is on its register or its agenda has gone out: then it is moved, so that the old day is kept.
    """
    before = facts(store, meeting_id)
    label = f"Change when and where {before.words} is"
    if (starts, ends) != (None, None) and (day, mode, venue) == (None, None, None):
        label = f"Let {before.words} be from {starts or before.starts:%H:%M} to {ends or before.ends:%H:%M}"
    with store.change(label) as session:
        meeting = standing(session, meeting_id)
        if day is not None and day != meeting.date:
            if meeting.status != Status.ARRANGED or _gone_out(session, before):
                raise Refused(
                    f"{before.words} is already known to people: its agenda has gone out or its register is "
                    "begun. Move it instead, so that the old day is kept. Nothing has been changed."
                )
            meeting.date = day
        meeting.starts = meeting.starts if starts is None else starts
        meeting.ends = meeting.ends if ends is None else ends
        meeting.mode = meeting.mode if mode is None else Mode(mode).value
        meeting.venue = meeting.venue if venue is None else line(venue, "The place")
        _check(session, meeting)


def rearrange_meeting(
    store: Store,
    meeting_id: str,
    day: date,
    starts: time,
    ends: time,
    mode: Mode,
    venue: str,
    reason: str = "",
) -> str:
    """Move a meeting to another day; gives the new one's id (E8).

    The old one stays as rearranged and names the new one. Its own agenda items and changes go along;
    its register and notes do not. Refuses what :func:`arrange_meeting` refuses and all but arranged meetings.
    """
    before = facts(store, meeting_id)
    with store.change(f"Move {before.words} to {spelt(day)}") as session:
        old = standing(session, meeting_id)
        if old.status != Status.ARRANGED:
            raise Refused(f"{before.words} has begun, so it cannot be moved. Nothing has been changed.")
        old.status, old.reason = Status.REARRANGED.value, line(reason, "The reason")
        session.flush()
        new = arrange_in(
            session,
            old.group_id,
            old.round_id,
            day,
            starts,
            ends,
            mode,
            venue,
            MeetingKind(old.kind),
            with_agenda=False,
        )
        old.moved_to_id = new
        _take_agenda_along(session, meeting_id, new)
        return new


def cancel_meeting(store: Store, meeting_id: str, reason: str) -> None:
    """Cancel a meeting that has not begun; refuses to do so without a reason."""
    before = facts(store, meeting_id)
    why = line(reason, "The reason")
    if not why:
        raise Refused("Say why the meeting is cancelled: the reason is printed with the year's attendance.")
    with store.change(f"Cancel {before.words}") as session:
        meeting = standing(session, meeting_id)
        if meeting.status != Status.ARRANGED:
            raise Refused(f"{before.words} has begun, so it cannot be cancelled. Nothing has been changed.")
        meeting.status, meeting.reason = Status.CANCELLED.value, why


def restore_meeting(store: Store, meeting_id: str) -> None:
    """Arrange a cancelled meeting again on its day; refuses one that was not cancelled."""
    before = facts(store, meeting_id)
    with store.change(f"Arrange {before.words} again") as session:
        meeting = session.get_one(Meeting, meeting_id)
        if meeting.status != Status.CANCELLED:
            raise Refused(f"{before.words} is not cancelled. Nothing has been changed.")
        meeting.status, meeting.reason = Status.ARRANGED.value, ""
        _check(session, meeting)


def standing(session: Session, meeting_id: str) -> Meeting:
    """The record of a meeting that is neither cancelled nor moved; refuses others and (``Unknown``) none."""
    meeting = session.get(Meeting, meeting_id)
    if meeting is None or meeting.removed:
        raise Unknown("That meeting is not in this store.")
    if meeting.status in GONE:
        words = facts_in(session, meeting_id).words
        raise Refused(f"{words} was {meeting.status}. Nothing has been changed.")
    return meeting


def _group(session: Session, group_id: str) -> Group:
    group = session.get(Group, group_id)
    if group is None or group.removed:
        raise Unknown("That group is not in this store. Nothing has been changed.")
    return group


def _check(session: Session, meeting: Meeting) -> None:
    """Refuse nonsense in a meeting that is to be kept, in words."""
    group = _group(session, meeting.group_id)
    held = session.get(Round, meeting.round_id)
    if held is None or held.removed:
        raise Unknown(
            "A meeting belongs to a round. Choose one or arrange a new one. Nothing has been changed."
        )
    _check_hours(meeting.starts, meeting.ends)
    apart = (meeting.date - held.month).days
    if not -FURTHEST_DAYS <= apart <= FURTHEST_DAYS:
        raise Refused(
            f"{spelt(meeting.date)} is far from {held.month:%B %Y}, the month of this round. Check the year. "
            "Nothing has been changed."
        )
    not_yet = group.active_from is not None and meeting.date < group.active_from
    no_more = group.active_to is not None and group.active_to < meeting.date
    if not_yet or no_more:
        raise Refused(f"{group.short} does not exist on {spelt(meeting.date)}. Nothing has been changed.")
    others = session.exec(
        select(Meeting).where(
            Meeting.group_id == meeting.group_id,
            Meeting.id != meeting.id,
            col(Meeting.removed).is_(False),
            col(Meeting.status).not_in(GONE),
        )
    ).all()
    for other in others:
        _check_beside(group.short, meeting, other)


def _check_hours(starts: time, ends: time) -> None:
    minutes = (ends.hour - starts.hour) * 60 + ends.minute - starts.minute
    if minutes <= 0:
        raise Refused(
            f"A meeting that starts at {starts:%H:%M} cannot end at {ends:%H:%M}. Nothing has been changed."
        )
    if minutes > LONGEST_MINUTES:
        raise Refused(
            f"From {starts:%H:%M} to {ends:%H:%M} is longer than {LONGEST_MINUTES // 60} hours. Check the hours. "
            "Nothing has been changed."
        )


def _check_beside(short: str, meeting: Meeting, other: Meeting) -> None:
    if other.date == meeting.date and meeting.starts < other.ends and other.starts < meeting.ends:
        raise Refused(
            f"{short} already meets on {spelt(other.date)} from {other.starts:%H:%M} to {other.ends:%H:%M}. "
            "Nothing has been changed."
        )
    ordinary = {meeting.kind, other.kind} == {MeetingKind.ORDINARY}
    if ordinary and other.round_id == meeting.round_id:
        raise Refused(
            f"{short} already has its meeting of this round, on {spelt(other.date)}. Move that one, or make this "
            "an extra session. Nothing has been changed."
        )


def _gone_out(session: Session, meeting: MeetingFacts) -> bool:
    """Whether anybody outside may know of the meeting's day."""
    issued = session.exec(
        select(IssuedPaper.id).where(
            IssuedPaper.meeting_id == meeting.id, col(IssuedPaper.removed).is_(False)
        )
    ).first()
    marked = session.exec(
        select(Attendance.id).where(Attendance.meeting_id == meeting.id, col(Attendance.removed).is_(False))
    ).first()
    agenda = agenda_title(meeting.group_short, meeting.date)
    taken = session.exec(
        select(DeedRow.id).where(
            col(DeedRow.kind).in_(("export", "print")),
            col(DeedRow.label).in_((f"Save {agenda}", f"Print {agenda}")),
        )
    ).first()
    return (issued or marked or taken) is not None


def _take_agenda_along(session: Session, old_id: str, new_id_: str) -> None:
    """Copy what the old meeting had of its own on the agenda, without times and notes."""
    alone = session.exec(
        select(AgendaItem).where(AgendaItem.meeting_id == old_id, col(AgendaItem.removed).is_(False))
    ).all()
    copied: dict[str, str] = {}
    for item in alone:
        kept = item.model_dump(exclude={"id"}) | {"meeting_id": new_id_}
        copied[item.id] = new_id()
        session.add(AgendaItem(id=copied[item.id], **kept))
        questions = select(Question).where(Question.item_id == item.id, col(Question.removed).is_(False))
        for question in session.exec(questions).all():
            session.add(Question(item_id=copied[item.id], position=question.position, text=question.text))
    rows = session.exec(
        select(MeetingItem).where(MeetingItem.meeting_id == old_id, col(MeetingItem.removed).is_(False))
    ).all()
    for row in rows:
        along = own_row(session, new_id_, copied.get(row.item_id, row.item_id))
        along.title, along.kind, along.minutes, along.lead = row.title, row.kind, row.minutes, row.lead
        along.theme_id, along.position = row.theme_id, row.position
        along.omitted, along.restricted = row.omitted, row.restricted
    take_along(session, old_id, new_id_, copied)
