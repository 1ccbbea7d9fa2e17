"""Items that a meeting puts off to its group's next one, and taking them on there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlmodel import Session, col, select

from nscp_desktop.errors import Refused, Unknown
from nscp_desktop.records import AgendaItem, Meeting, MeetingItem, ParkedItem, meeting_point, new_id
from nscp_desktop.rules.agenda import Duty, ItemKind
from nscp_desktop.rules.meetings import GONE, MeetingKind, Status
from nscp_desktop.rules.wording import quoted
from nscp_desktop.services.agenda import agenda, agenda_in, own_row
from nscp_desktop.services.agenda_items import changeable, has_records, place_after, short_title
from nscp_desktop.services.local_agenda import order_of
from nscp_desktop.services.paper_rows import copy_to_item

if TYPE_CHECKING:
    from datetime import date

    from nscp_desktop.services.agenda import Agenda, AgendaRow
    from nscp_desktop.store import Store

_LAST = frozenset({Duty.OTHER_BUSINESS, Duty.CLOSE})
"""What a meeting ends with; an item that is taken on comes before it."""


@dataclass(frozen=True, slots=True)
class Parked:
    """An item that waits for a meeting of its group: what it is, how long, and from which meeting it comes."""

    parked_id: str
    title: str
    minutes: int
    came_from: date

    @property
    def words(self) -> str:
        """The item as a list names it: "Workplan check, 4 min, from 14 January 2027"."""
        day = self.came_from
        return f"{self.title}, {self.minutes} min, from {day.day} {day:%B %Y}"


def park(store: Store, meeting_id: str, item_id: str) -> str:
    """Put an item off to the group's next meeting; gives a sentence that says where it is now.

    It goes onto the agenda of that meeting when one is arranged, else it waits for it. Refuses an item that
    was begun or has anything recorded under it, and (``Unknown``) one that is not on the agenda.
    """
    row = agenda(store, meeting_id).row(item_id)
    with store.change(f"Park {short_title(row.title)}") as session:
        return park_in(store, session, meeting_id, row)


def park_in(store: Store, session: Session, meeting_id: str, row: AgendaRow) -> str:
    """As :func:`park`, inside a change."""
    meeting = changeable(session, meeting_id)
    kept = session.get(MeetingItem, meeting_point("meeting_item", meeting_id, row.item_id))
    begun = meeting.current_item_id == row.item_id or row.started_at is not None
    if begun or has_records(session, kept, meeting_id, row.item_id):
        raise Refused(f"{quoted(row.title)} was begun or has records, so it stays. Nothing has been changed.")
    own_row(session, meeting_id, row.item_id).omitted = True
    parked_id = meeting_point("parked_item", meeting_id, row.item_id)
    parked = session.get(ParkedItem, parked_id)
    if parked is None:
        parked = ParkedItem(id=parked_id, meeting_id=meeting_id, item_id=row.item_id, parked_at=store.now())
        session.add(parked)
    parked.removed, parked.parked_at, parked.taken_id = False, store.now(), None
    session.flush()
    following = _next_meeting(session, meeting)
    if following is None:
        return f"{row.title} is parked. It waits for the group's next meeting."
    _take_on(session, parked, following, row)
    day = following.date
    return f"{row.title} is parked to {day.day} {day:%B %Y}."


def waiting(store: Store, meeting_id: str) -> tuple[Parked, ...]:
    """What the group parked at earlier meetings and no meeting has taken on, the oldest first."""
    with store.read() as session:
        meeting = session.get_one(Meeting, meeting_id)
        query = (
            select(ParkedItem, col(Meeting.date))
            .join(Meeting, col(Meeting.id) == col(ParkedItem.meeting_id))
            .where(
                col(Meeting.group_id) == meeting.group_id,
                col(Meeting.date) < meeting.date,
                col(Meeting.removed).is_(False),
                col(ParkedItem.removed).is_(False),
                col(ParkedItem.taken_id).is_(None),
            )
            .order_by(col(Meeting.date), col(ParkedItem.parked_at))
        )
        found = []
        for parked, day in session.exec(query).all():
            row = agenda_in(session, parked.meeting_id).row(parked.item_id)
            found.append(Parked(parked.id, row.title, row.minutes, day))
        return tuple(found)


def take_on(store: Store, meeting_id: str, parked_id: str) -> None:
    """Put a parked item onto the agenda of a meeting, before any other business.

    Refuses one that another meeting has taken on, and (``Unknown``) one that is not parked any more.
    """
    with store.read() as session:
        parked = session.get(ParkedItem, parked_id)
        if parked is None or parked.removed:
            raise Unknown("That item is not parked any more. Nothing has been changed.")
        row = agenda_in(session, parked.meeting_id).row(parked.item_id)
    with store.change(f"Take on {short_title(row.title)}") as session:
        parked = session.get_one(ParkedItem, parked_id)
        if parked.taken_id is not None:
            raise Refused(f"{quoted(row.title)} is on another agenda already. Nothing has been changed.")
        _take_on(session, parked, changeable(session, meeting_id), row)


def carried(store: Store, shown: Agenda) -> dict[str, date]:
    """The items of an agenda that were parked at an earlier meeting, with its day."""
    own = tuple(row.item_id for row in shown.rows if row.only_here)
    with store.read() as session:
        return came_from(session, own) if own else {}


def came_from(session: Session, item_ids: tuple[str, ...]) -> dict[str, date]:
    """The day of the meeting that parked it, of each of these items that was taken on."""
    query = (
        select(ParkedItem.taken_id, col(Meeting.date))
        .join(Meeting, col(Meeting.id) == col(ParkedItem.meeting_id))
        .where(col(ParkedItem.taken_id).in_(item_ids), col(ParkedItem.removed).is_(False))
    )
    return {str(item_id): day for item_id, day in session.exec(query).all()}


def went_to(session: Session, meeting_id: str) -> dict[str, date | None]:
    """The items that a meeting parked, with the day of the meeting that took each on; None while it waits."""
    query = (
        select(ParkedItem.item_id, col(Meeting.date))
        .join(AgendaItem, col(AgendaItem.id) == col(ParkedItem.taken_id), isouter=True)
        .join(Meeting, col(Meeting.id) == col(AgendaItem.meeting_id), isouter=True)
        .where(ParkedItem.meeting_id == meeting_id, col(ParkedItem.removed).is_(False))
    )
    return dict(session.exec(query).all())


def _next_meeting(session: Session, meeting: Meeting) -> Meeting | None:
    query = (
        select(Meeting)
        .where(
            col(Meeting.group_id) == meeting.group_id,
            col(Meeting.date) > meeting.date,
            col(Meeting.removed).is_(False),
            col(Meeting.status).not_in([*GONE, Status.HELD]),
            col(Meeting.kind) == MeetingKind.ORDINARY,
        )
        .order_by(col(Meeting.date))
    )
    return session.exec(query).first()


def _take_on(session: Session, parked: ParkedItem, meeting: Meeting, row: AgendaRow) -> None:
    """Give the meeting an item of its own like the parked one."""
    shown = agenda_in(session, meeting.id)
    theirs = session.get_one(AgendaItem, parked.item_id)
    item = AgendaItem(
        id=new_id(),
        round_id=meeting.round_id,
        meeting_id=meeting.id,
        position=_place(shown),
        title=row.title,
        kind=ItemKind(row.kind).value,
        duty=Duty.NONE.value,
        minutes=row.minutes,
        lead=row.lead,
        lead_person_id=theirs.lead_person_id if row.lead == theirs.lead else None,
        theme_id=row.theme_id,
        paper=row.paper,
    )
    session.add(item)
    session.flush()
    copy_to_item(session, parked.meeting_id, parked.item_id, item.id)
    parked.taken_id = item.id


def _place(shown: Agenda) -> float:
    """The position before what the meeting ends with."""
    before = [row.item_id for row in shown.rows if row.duty not in _LAST]
    return place_after(order_of(shown), before[-1] if before else None)
