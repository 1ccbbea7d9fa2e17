"""The round's agenda: a change here changes every meeting of the round that has not its own way.

A meeting that was held keeps its agenda as it was: the old values become its own. ``seen_in`` names the
meeting on whose agenda the change was made; that one takes the change on even where it had its own way.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlmodel import Session, col, select

from nscp_desktop.errors import Refused
from nscp_desktop.records import AgendaItem, MeetingItem, Person, meeting_point, new_id
from nscp_desktop.rules.agenda import ItemKind
from nscp_desktop.rules.meetings import Status
from nscp_desktop.rules.wording import fold, quoted

from .agenda import agenda_in, own_row
from .agenda_items import (
    Order,
    change_label,
    changeable,
    checked,
    crowded,
    fresh,
    has_records,
    held_among,
    item_in,
    meetings_sharing,
    place_after,
    place_for,
    short_title,
    spread,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from nscp_desktop.store import Store

_KEPT_BY_HELD = ("title", "kind", "minutes", "lead", "theme_id", "position")


def edit_item(
    store: Store,
    item_id: str,
    *,
    title: str | None = None,
    kind: ItemKind | None = None,
    minutes: int | None = None,
    lead: str | None = None,
    theme_id: str | None = None,
    paper: str | None = None,
    seen_in: str = "",
) -> None:
    """Change an item for every group; what is None stays, an empty ``theme_id`` takes the theme away.

    Refuses an item of one meeting only, and what :func:`~nscp_desktop.services.agenda_items.checked` refuses.
    """
    with store.read() as session:
        item = _shared(session, item_id)
        wanted = checked(
            session, title=title, kind=kind, minutes=minutes, lead=lead, theme_id=theme_id, paper=paper
        )
        before = {field: getattr(item, field) for field in ("title", *wanted)}
    with store.change(f"{change_label(before, wanted)} for every group") as session:
        item = _shared(session, item_id)
        _set(session, item, wanted, seen_in)
        if "lead" in wanted:
            item.lead_person_id = _person_named(session, wanted["lead"])


def add_item(
    store: Store,
    round_id: str,
    title: str,
    kind: ItemKind = ItemKind.INFORMATION,
    minutes: int | None = None,
    *,
    lead: str = "",
    theme_id: str = "",
    after: str | None = None,
    seen_in: str = "",
) -> str:
    """Add an item for every group that has not met yet, after the item ``after`` or last; gives its id.

    ``after`` is an item of the round, or with ``seen_in`` any item of that meeting's agenda.
    """
    with store.change(f"Add {short_title(title.strip()) or 'an item'} for every group") as session:
        order = _roomy(session, round_id, seen_in)
        item = AgendaItem(
            id=new_id(),
            round_id=round_id,
            position=place_after(order, after),
            **fresh(session, title, kind, minutes, lead, theme_id),
        )
        item.lead_person_id = _person_named(session, item.lead)
        session.add(item)
        for meeting_id in held_among(meetings_sharing(session, round_id)):
            own_row(session, meeting_id, item.id).omitted = True
        return item.id


def remove_item(store: Store, item_id: str) -> None:
    """Take an item off the agenda of every group; meetings that were held or recorded under it keep it.

    Refuses when all of them keep it.
    """
    with store.read() as session:
        title = _shared(session, item_id).title
    with store.change(f"Leave out {short_title(title)} for every group") as session:
        item = _shared(session, item_id)
        sharing = meetings_sharing(session, item.round_id)
        keeping = [
            meeting.id
            for meeting in sharing
            if meeting.status == Status.HELD
            or meeting.current_item_id == item_id
            or has_records(session, _row(session, meeting.id, item_id), meeting.id, item_id)
        ]
        if not keeping:
            item.removed = True
            return
        if len(keeping) == len(sharing):
            raise Refused(
                f"{quoted(title)} was begun or has records everywhere, so it stays. Nothing has been changed."
            )
        for meeting in sharing:
            if meeting.id not in keeping:
                own_row(session, meeting.id, item_id).omitted = True


def move_item(store: Store, item_id: str, steps: int, seen_in: str = "") -> bool:
    """Move an item so many places down (up when negative) for every group; gives whether it moved.

    With ``seen_in`` the places are those of that meeting's agenda, else those of the round's.
    """
    with store.read() as session:
        title = _shared(session, item_id).title
    label = f"Move {short_title(title)} {'up' if steps < 0 else 'down'} for every group"
    with store.change(label) as session:
        item = _shared(session, item_id)
        place = place_for(_roomy(session, item.round_id, seen_in), item_id, steps)
        if place is not None:
            _set(session, item, {"position": place}, seen_in)
        return place is not None


def share_item(store: Store, meeting_id: str, item_id: str) -> None:
    """Give an item that one meeting has alone to every group that has not met yet."""
    with store.read() as session:
        shown = agenda_in(session, meeting_id)
    row = shown.row(item_id)
    if not shown.shared:
        raise Refused("The Chairs meeting has an agenda of its own. Nothing has been changed.")
    if not row.only_here:
        raise Refused(f"{quoted(row.title)} is shared already. Nothing has been changed.")
    with store.change(f"Give {short_title(row.title)} to every group") as session:
        meeting = changeable(session, meeting_id)
        item_in(session, item_id).meeting_id = None
        for held in held_among(meetings_sharing(session, meeting.round_id)):
            if held != meeting_id:
                own_row(session, held, item_id).omitted = True


def _shared(session: Session, item_id: str) -> AgendaItem:
    item = item_in(session, item_id)
    if item.meeting_id is not None:
        raise Refused(
            f"{quoted(item.title)} belongs to one meeting only. Change it there. Nothing has been changed."
        )
    return item


def _row(session: Session, meeting_id: str, item_id: str) -> MeetingItem | None:
    return session.get(MeetingItem, meeting_point("meeting_item", meeting_id, item_id))


def _set(session: Session, item: AgendaItem, wanted: dict[str, Any], seen_in: str) -> None:
    """Write the fields that differ; held meetings keep the old ones, the meeting seen takes the new ones."""
    differing = {field: value for field, value in wanted.items() if getattr(item, field) != value}
    for meeting_id in held_among(meetings_sharing(session, item.round_id)):
        if meeting_id != seen_in:
            _keep(session, meeting_id, item, differing)
    seen = _row(session, seen_in, item.id)
    for field in wanted if seen is not None else ():
        if field in _KEPT_BY_HELD:
            setattr(seen, field, None)
    for field, value in differing.items():
        setattr(item, field, value)


def _keep(session: Session, meeting_id: str, item: AgendaItem, fields: Iterable[str]) -> None:
    for field in fields:
        if field not in _KEPT_BY_HELD:
            continue
        own = own_row(session, meeting_id, item.id)
        if getattr(own, field) is None:
            setattr(own, field, getattr(item, field))


def _roomy(session: Session, round_id: str, seen_in: str) -> Order:
    """The items in order with room between neighbours, made when there is none."""
    order = _order(session, round_id, seen_in)
    if crowded(order):
        spread(session, round_id)
        order = _order(session, round_id, seen_in)
    return order


def _order(session: Session, round_id: str, seen_in: str) -> Order:
    if seen_in:
        return [(row.item_id, row.position) for row in agenda_in(session, seen_in).rows]
    query = select(AgendaItem.id, AgendaItem.position).where(
        AgendaItem.round_id == round_id,
        col(AgendaItem.meeting_id).is_(None),
        col(AgendaItem.removed).is_(False),
    )
    return list(session.exec(query.order_by(col(AgendaItem.position), col(AgendaItem.id))).all())


def _person_named(session: Session, name: str) -> str | None:
    """The one person of that name, or None when nobody or several bear it."""
    if not name:
        return None
    people = session.exec(select(Person.id, Person.name).where(col(Person.removed).is_(False))).all()
    found = [person_id for person_id, known in people if fold(known) == fold(name)]
    return found[0] if len(found) == 1 else None
