"""What shared and local changes of an agenda have in common: checking, naming and placing an item."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from sqlmodel import Session, col, select

from nscp_desktop.errors import Refused, Unknown
from nscp_desktop.records import (
    Action,
    AgendaItem,
    Challenge,
    Decision,
    Group,
    Meeting,
    MeetingItem,
    Outcome,
    Remark,
    Room,
    Talk,
    Theme,
)
from nscp_desktop.rules.agenda import DEFAULT_MINUTES, ItemKind, check_minutes
from nscp_desktop.rules.meetings import GONE, MinutesState, Status
from nscp_desktop.rules.wording import counted, line

from .agenda import CHAIRS
from .arranging import standing
from .meeting_facts import facts_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

Order = list[tuple[str, float]]
"""Items by id with their positions, in order."""

_CROWDED = 1e-6
_RECORDED = (Remark, Decision, Outcome, Challenge, Action, Talk, Room)
_SHORT = 40


def checked(
    session: Session,
    *,
    title: str | None = None,
    kind: ItemKind | None = None,
    minutes: int | None = None,
    lead: str | None = None,
    theme_id: str | None = None,
    paper: str | None = None,
) -> dict[str, Any]:
    """The fields that are given, as they are kept; an empty ``theme_id`` takes the theme away.

    Refuses an empty title, text beyond the caps, and a length outside 0 to 600 minutes.
    """
    wanted: dict[str, Any] = {}
    if title is not None:
        wanted["title"] = line(title, "The title")
        if not wanted["title"]:
            raise Refused("An item needs a title. Nothing has been changed.")
    if kind is not None:
        wanted["kind"] = ItemKind(kind).value
    if minutes is not None:
        wanted["minutes"] = check_minutes(minutes)
    if lead is not None:
        wanted["lead"] = line(lead, "The lead")
    if theme_id is not None:
        if theme_id and session.get(Theme, theme_id) is None:
            raise Unknown("That theme is not in this store. Nothing has been changed.")
        wanted["theme_id"] = theme_id or None
    if paper is not None:
        wanted["paper"] = line(paper, "The paper")
    return wanted


def fresh(
    session: Session, title: str, kind: ItemKind, minutes: int | None, lead: str, theme_id: str
) -> dict[str, Any]:
    """The fields of a new item; without ``minutes`` it gets the usual length of its kind."""
    length = DEFAULT_MINUTES[ItemKind(kind)] if minutes is None else minutes
    return checked(session, title=title, kind=kind, minutes=length, lead=lead, theme_id=theme_id)


def short_title(title: str) -> str:
    """A title as a deed names it: its part before a comma, colon or bracket, at most 40 characters."""
    head = re.split(r"[,:;(]", title, maxsplit=1)[0].strip() or title
    return head if len(head) <= _SHORT else f"{head[: _SHORT - 1].rsplit(' ', 1)[0]}…"


def change_label(before: Mapping[str, Any], wanted: Mapping[str, Any]) -> str:
    """What a change of an item is called: "Shorten Feedback to 8 minutes"."""
    name = short_title(before["title"])
    differing = [field for field, value in wanted.items() if before[field] != value]
    if differing == ["minutes"]:
        verb = "Shorten" if wanted["minutes"] < before["minutes"] else "Lengthen"
        return f"{verb} {name} to {counted(wanted['minutes'], 'minute')}"
    if differing == ["title"]:
        return f"Rename {name} to {short_title(wanted['title'])}"
    if differing == ["lead"]:
        return f"Let {wanted['lead']} lead {name}" if wanted["lead"] else f"Let nobody lead {name} yet"
    if differing == ["kind"]:
        return f"Make {name} an item of kind {wanted['kind']}"
    if set(differing) == {"kind", "minutes"}:
        length = counted(wanted["minutes"], "minute")
        return f"Make {name} an item of kind {wanted['kind']}, {length}"
    if differing == ["theme_id"]:
        return f"Change the theme of {name}"
    return f"Change {name}"


def place_for(order: Order, item_id: str, steps: int) -> float | None:
    """The position at which an item stands after moving so many steps; None when it is there already."""
    at = [one for one, _ in order].index(item_id)
    others = order[:at] + order[at + 1 :]
    to = min(max(0, at + steps), len(others))
    return None if to == at else _between(others, to)


def place_after(order: Order, item_id: str | None) -> float:
    """The position for a new item right after another, or after all of them."""
    ids = [one for one, _ in order]
    return _between(order, ids.index(item_id) + 1 if item_id in ids else len(order))


def _between(order: Order, to: int) -> float:
    if not order:
        return 1.0
    if to == 0:
        return order[0][1] - 1.0
    if to == len(order):
        return order[-1][1] + 1.0
    return (order[to - 1][1] + order[to][1]) / 2


def crowded(order: Order) -> bool:
    """Whether two neighbours have no room for a third between them."""
    return any(later[1] - earlier[1] < _CROWDED for earlier, later in pairwise(order))


def spread(session: Session, round_id: str) -> None:
    """Give all positions of a round room between them again; no meeting's order changes."""
    items = session.exec(
        select(AgendaItem).where(AgendaItem.round_id == round_id, col(AgendaItem.removed).is_(False))
    ).all()
    ids = [item.id for item in items]
    rows = session.exec(
        select(MeetingItem).where(col(MeetingItem.item_id).in_(ids), col(MeetingItem.position).is_not(None))
    ).all()
    # Ties are settled by the item's id, as the agenda sorts them.
    places = {(item.position, item.id) for item in items} | {
        (row.position or 0.0, row.item_id) for row in rows
    }
    rank = {place: float(number) for number, place in enumerate(sorted(places), start=1)}
    for row in rows:
        row.position = rank[row.position or 0.0, row.item_id]
    for item in items:
        item.position = rank[item.position, item.id]
    session.flush()


def changeable(session: Session, meeting_id: str) -> Meeting:
    """The meeting whose agenda is to be changed; refuses one whose minutes are agreed."""
    meeting = standing(session, meeting_id)
    if meeting.minutes_state == MinutesState.AGREED:
        words = facts_in(session, meeting_id).words
        raise Refused(f"The minutes of {words} are agreed, so its agenda stays. Nothing has been changed.")
    return meeting


def item_in(session: Session, item_id: str) -> AgendaItem:
    """An item's record; refuses (``Unknown``) one that is not there."""
    item = session.get(AgendaItem, item_id)
    if item is None or item.removed:
        raise Unknown("That item is not on the agenda any more. Nothing has been changed.")
    return item


def meetings_sharing(session: Session, round_id: str) -> Sequence[Meeting]:
    """The meetings that share a round's agenda; the Chairs meeting has its own."""
    return session.exec(
        select(Meeting)
        .join(Group, col(Group.id) == col(Meeting.group_id))
        .where(
            Meeting.round_id == round_id,
            col(Meeting.removed).is_(False),
            col(Meeting.status).not_in(GONE),
            Group.kind != CHAIRS,
        )
    ).all()


def held_among(meetings: Iterable[Meeting]) -> tuple[str, ...]:
    """The ids of those that were held: their agendas stay as they were."""
    return tuple(meeting.id for meeting in meetings if meeting.status == Status.HELD)


def has_records(session: Session, row: MeetingItem | None, meeting_id: str, item_id: str) -> bool:
    """Whether an item was begun at a meeting or anything is recorded under it; ``row`` is the meeting's own."""
    if row is not None and (row.started_at is not None or row.note):
        return True
    for table in _RECORDED:
        kept: Any = table
        found = session.exec(
            select(kept.id).where(
                kept.meeting_id == meeting_id, kept.item_id == item_id, col(kept.removed).is_(False)
            )
        )
        if found.first() is not None:
            return True
    return False
