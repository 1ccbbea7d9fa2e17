"""What a paper of a group begins with, gathered: who speaks, when and where, and the next meeting."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlmodel import Session, col, select

from nscp_desktop.papers.letterhead import Held, Letterhead
from nscp_desktop.records import Meeting
from nscp_desktop.rules.meetings import GONE, MeetingKind, Mode, begins
from nscp_desktop.services import partnership

if TYPE_CHECKING:
    from datetime import date

    from nscp_desktop.services.meeting_facts import MeetingFacts
    from nscp_desktop.store import Store

_WHERE = {Mode.ROOM: "", Mode.ONLINE: "online", Mode.BOTH: "in the room and online"}


def letterhead(store: Store, paper: str, group_id: str | None) -> Letterhead:
    """Who speaks on a kind of paper ("minutes"), with its marking; None stands for all groups together."""
    owner = partnership.partnership(store)
    marking = partnership.marking(store, paper)
    if group_id is None:
        return Letterhead(owner.name, "All groups", owner.short, marking)
    group = partnership.group(store, group_id)
    return Letterhead(owner.name, group.title, group.short, marking)


def planned(facts: MeetingFacts) -> Held:
    """When and where a meeting is to be, as its agenda says."""
    return Held(facts.date, facts.starts, facts.ends, _place(facts.mode, facts.venue))


def held(store: Store, facts: MeetingFacts) -> Held:
    """When and where a meeting was, as its minutes say: to the minute of its close, when that is known.

    It begins as on the run screen: by its plan, or when it was opened where that was another time of that day
    altogether. A meeting closed on another day, because nobody pressed the button, ends when it was to end.
    """
    zone = store.now().tzinfo
    began = begins(datetime.combine(facts.date, facts.starts, zone), facts.opened_at)
    starts = began.time() if _same_day(began, facts.date) else facts.starts
    closed = facts.closed_at.astimezone(zone) if facts.closed_at else None
    ends = closed.time() if closed is not None and _same_day(closed, facts.date) else facts.ends
    return Held(facts.date, starts, ends if starts <= ends else None, _place(facts.mode, facts.venue))


def next_held_in(session: Session, group_id: str, after: date) -> Held | None:
    """When and where the group next meets after a day; None when no ordinary meeting is arranged."""
    columns: tuple[Any, ...] = (Meeting.date, Meeting.starts, Meeting.ends, Meeting.mode, Meeting.venue)
    query = (
        select(*columns)
        .where(
            col(Meeting.removed).is_(False),
            Meeting.group_id == group_id,
            col(Meeting.date) > after,
            col(Meeting.status).not_in(GONE),
            Meeting.kind == MeetingKind.ORDINARY,
        )
        .order_by(col(Meeting.date), col(Meeting.starts))
    )
    found = session.exec(query).first()
    if found is None:
        return None
    on, starts, ends, mode, venue = found
    return Held(on, starts, ends, _place(Mode(mode), venue))


def _place(mode: Mode, venue: str) -> str:
    """The place as papers print it: "Quaker Lane Hall and Teams"; nothing where it is not known."""
    return venue.replace(" + ", " and ") or _WHERE[mode]


def _same_day(moment: datetime, day: date) -> bool:
    return moment.date() == day
