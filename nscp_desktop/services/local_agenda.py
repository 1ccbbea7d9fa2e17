"""One meeting's own agenda: what it changes, leaves out, moves or has alone (marked "local" wherever shown)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nscp_desktop.errors import Refused
from nscp_desktop.records import AgendaItem, MeetingItem, meeting_point, new_id
from nscp_desktop.rules.agenda import ItemKind
from nscp_desktop.rules.wording import quoted

from .agenda import Agenda, agenda, agenda_in, own_row
from .agenda_items import (
    Order,
    change_label,
    changeable,
    checked,
    crowded,
    fresh,
    has_records,
    item_in,
    place_after,
    place_for,
    short_title,
    spread,
)

if TYPE_CHECKING:
    from sqlmodel import Session

    from nscp_desktop.store import Store

_OVERRIDES = ("title", "kind", "minutes", "lead", "theme_id", "position")


def edit_item(
    store: Store,
    meeting_id: str,
    item_id: str,
    *,
    title: str | None = None,
    kind: ItemKind | None = None,
    minutes: int | None = None,
    lead: str | None = None,
    theme_id: str | None = None,
) -> None:
    """Change an item at this meeting only; what is None stays, and a value equal to the round's inherits.

    Refuses what :func:`~nscp_desktop.services.agenda_items.checked` refuses, taking away the theme of a
    shared item, and an agenda whose minutes are agreed.
    """
    with store.read() as session:
        row = agenda_in(session, meeting_id).row(item_id)
        wanted = checked(session, title=title, kind=kind, minutes=minutes, lead=lead, theme_id=theme_id)
    before = {field: getattr(row, field) for field in wanted} | {"title": row.title}
    if all(before[field] == value for field, value in wanted.items()):
        return
    with store.change(change_label(before, wanted)) as session:
        changeable(session, meeting_id)
        item = item_in(session, item_id)
        if row.only_here:
            for field, value in wanted.items():
                setattr(item, field, value)
            return
        if "theme_id" in wanted and wanted["theme_id"] is None and item.theme_id is not None:
            raise Refused(
                "The round gives this item a theme. A meeting can give it another, but not none. "
                "Nothing has been changed."
            )
        own = own_row(session, meeting_id, item_id)
        for field, value in wanted.items():
            setattr(own, field, None if value == getattr(item, field) else value)


def restrict_item(store: Store, meeting_id: str, item_id: str, *, restricted: bool) -> None:
    """Put an item into the confidential part of this meeting's minutes, or take it out again."""
    name = short_title(agenda(store, meeting_id).row(item_id).title)
    label = f"Make {name} confidential" if restricted else f"Take {name} out of the confidential part"
    with store.change(label) as session:
        changeable(session, meeting_id)
        own_row(session, meeting_id, item_id).restricted = restricted


def add_item(
    store: Store,
    meeting_id: str,
    title: str,
    kind: ItemKind = ItemKind.INFORMATION,
    minutes: int | None = None,
    *,
    lead: str = "",
    theme_id: str = "",
    after: str | None = None,
) -> str:
    """Add an item that this meeting alone has, after the item ``after`` or last; gives its id."""
    with store.change(f"Add {short_title(title.strip()) or 'an item'} here") as session:
        meeting = changeable(session, meeting_id)
        item = AgendaItem(
            id=new_id(),
            round_id=meeting.round_id,
            meeting_id=meeting_id,
            position=place_after(_roomy(session, agenda_in(session, meeting_id)), after),
            **fresh(session, title, kind, minutes, lead, theme_id),
        )
        session.add(item)
        return item.id


def leave_out(store: Store, meeting_id: str, item_id: str) -> None:
    """Leave an item out at this meeting; one that it has alone is taken off the agenda.

    Refuses an item that was begun or has anything recorded under it: nothing recorded is lost.
    """
    row = agenda(store, meeting_id).row(item_id)
    with store.change(f"Leave out {short_title(row.title)}") as session:
        meeting = changeable(session, meeting_id)
        kept = session.get(MeetingItem, meeting_point("meeting_item", meeting_id, item_id))
        if meeting.current_item_id == item_id or has_records(session, kept, meeting_id, item_id):
            raise Refused(
                f"{quoted(row.title)} was begun or has records, so it stays. Nothing has been changed."
            )
        if row.only_here:
            item_in(session, item_id).removed = True
        else:
            own_row(session, meeting_id, item_id).omitted = True


def put_back(store: Store, meeting_id: str, item_id: str) -> None:
    """Take an item that was left out back onto this meeting's agenda."""
    name = short_title(agenda(store, meeting_id).row(item_id).title)
    with store.change(f"Put {name} back") as session:
        changeable(session, meeting_id)
        own_row(session, meeting_id, item_id).omitted = False


def make_shared_again(store: Store, meeting_id: str, item_id: str) -> None:
    """Let an item be as the round has it: this meeting's changes of it are taken back.

    Refuses an item that the meeting has alone (see ``shared_agenda.share_item``).
    """
    row = agenda(store, meeting_id).row(item_id)
    if row.only_here:
        raise Refused(f"{quoted(row.title)} belongs to this meeting only. Nothing has been changed.")
    if not row.local:
        return
    with store.change(f"Make {short_title(row.title)} shared again") as session:
        changeable(session, meeting_id)
        own = own_row(session, meeting_id, item_id)
        for field in _OVERRIDES:
            setattr(own, field, None)
        own.omitted = False


def move_item(store: Store, meeting_id: str, item_id: str, steps: int) -> bool:
    """Move an item so many places down (up when negative) at this meeting; gives whether it moved."""
    row = agenda(store, meeting_id).row(item_id)
    with store.change(f"Move {short_title(row.title)} {'up' if steps < 0 else 'down'}") as session:
        changeable(session, meeting_id)
        order = _roomy(session, agenda_in(session, meeting_id))
        place = place_for(order, item_id, steps)
        if place is None:
            return False
        item = item_in(session, item_id)
        if row.only_here:
            item.position = place
            return True
        moved = _ids({**dict(order), item_id: place})
        as_shared = _ids({**dict(order), item_id: item.position})
        own_row(session, meeting_id, item_id).position = None if moved == as_shared else place
        return True


def order_of(shown: Agenda) -> Order:
    """The agenda's items with their positions."""
    return [(row.item_id, row.position) for row in shown.rows]


def _roomy(session: Session, shown: Agenda) -> Order:
    """The order with room between neighbours, made when there is none."""
    if crowded(order_of(shown)):
        spread(session, shown.round_id)
        shown = agenda_in(session, shown.meeting_id)
    return order_of(shown)


def _ids(places: dict[str, float]) -> list[str]:
    return sorted(places, key=lambda item_id: (places[item_id], item_id))
