"""The notes of an item: kept as they are typed, written as a deed, found again after the power went."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlmodel import col, select

from nscp_desktop.errors import Refused
from nscp_desktop.records import AgendaItem, Meeting, MeetingItem, meeting_point
from nscp_desktop.rules.meetings import GONE
from nscp_desktop.rules.wording import note, quoted
from nscp_desktop.services import agenda
from nscp_desktop.services.item_numbers import item_number_in
from nscp_desktop.services.register import meeting_in

if TYPE_CHECKING:
    from nscp_desktop.store import Draft, Store

TABLE, FIELD = "meeting_item", "note"
"""Where the one text of an item is kept."""


@dataclass(frozen=True, slots=True)
class Recovered:
    """Text that was being typed when the program stopped; ``cursor`` is a place in ``text``.

    ``refusal`` says why it could not become the item's notes; it then stays a draft.
    """

    meeting_id: str
    item_id: str
    text: str
    cursor: int
    refusal: str = ""


@dataclass(frozen=True, slots=True)
class ItemNotes:
    """An item's notes as kept, and whether the item is for the confidential part."""

    text: str
    restricted: bool


def notes(store: Store, meeting_id: str, item_id: str) -> ItemNotes:
    """Give the kept notes of an item; none typed yet is an empty text."""
    with store.read() as session:
        row = session.get(MeetingItem, record_id(meeting_id, item_id))
        return ItemNotes("", False) if row is None or row.removed else ItemNotes(row.note, row.restricted)


def record_id(meeting_id: str, item_id: str) -> str:
    """The id of the record that holds an item's notes."""
    return meeting_point(TABLE, meeting_id, item_id)


def keep_draft(store: Store, meeting_id: str, item_id: str, text: str, cursor: int) -> None:
    """Make what is being typed durable without making it a deed; ``cursor`` is a place in ``text``.

    Refuses what :func:`~nscp_desktop.rules.wording.note` refuses; the draft before stays.
    """
    note(text, "These notes")
    store.keep_draft(TABLE, record_id(meeting_id, item_id), FIELD, text, cursor)


def drop_draft(store: Store, meeting_id: str, item_id: str) -> None:
    """Forget a draft whose text is as kept again."""
    store.drop_draft(TABLE, record_id(meeting_id, item_id), FIELD)


def write(store: Store, meeting_id: str, item_id: str, text: str) -> bool:
    """Write an item's notes as one deed; gives whether anything was to be written.

    Refuses more than 100,000 characters, control characters, and an item not on the agenda.
    """
    kept = note(text, "These notes")
    if kept == notes(store, meeting_id, item_id).text:
        if _has_draft(store, meeting_id, item_id):
            drop_draft(store, meeting_id, item_id)
        return False
    with store.change(f"Write the notes of {_item_words(store, meeting_id, item_id)}") as session:
        row = agenda.own_row(session, meeting_id, item_id)
        # A draft goes when its field is written; the row that makes a record does not count as that.
        session.flush()
        row.note = kept
    return True


def restrict(store: Store, meeting_id: str, item_id: str, *, restricted: bool = True) -> None:
    """Put an item into the confidential part of the minutes, or take it out again."""
    words = _item_words(store, meeting_id, item_id)
    label = f"Make {words} confidential" if restricted else f"Take {words} out of the confidential part"
    with store.change(label) as session:
        agenda.own_row(session, meeting_id, item_id).restricted = restricted


def recover(store: Store) -> tuple[Recovered, ...]:
    """Make a deed of every draft of notes that was left behind, oldest first; gives what was found.

    A draft equal to the kept text is dropped. One that cannot be written (a meeting that is gone, an
    item no longer on the agenda) stays a draft, and its refusal is given with it: no words are lost.
    """
    waiting = [draft for draft in store.drafts() if draft.table == TABLE and draft.field == FIELD]
    if not waiting:
        return ()
    places = _places(store)
    found = []
    for draft in waiting:
        place = places.get(draft.record)
        if place is None:
            continue
        recovered = _recover(store, draft, *place)
        if recovered is not None:
            found.append(recovered)
    return tuple(found)


def _recover(store: Store, draft: Draft, meeting_id: str, item_id: str) -> Recovered | None:
    try:
        if not write(store, meeting_id, item_id, draft.text):
            return None
    except Refused as refusal:
        return Recovered(meeting_id, item_id, draft.text, draft.cursor, str(refusal))
    return Recovered(meeting_id, item_id, note(draft.text), draft.cursor)


def waiting(store: Store, meeting_id: str, item_id: str) -> Draft | None:
    """The draft of an item's notes that has not become a deed, or None."""
    record = record_id(meeting_id, item_id)
    for draft in store.drafts():
        if (draft.table, draft.record, draft.field) == (TABLE, record, FIELD):
            return draft
    return None


def _has_draft(store: Store, meeting_id: str, item_id: str) -> bool:
    return waiting(store, meeting_id, item_id) is not None


def _places(store: Store) -> dict[str, tuple[str, str]]:
    """Meeting and item of every record that may hold notes, whether or not it exists yet."""
    with store.read() as session:
        pairs = session.exec(
            select(Meeting.id, AgendaItem.id)
            .join(AgendaItem, col(AgendaItem.round_id) == col(Meeting.round_id))
            .where(
                col(Meeting.removed).is_(False),
                col(AgendaItem.meeting_id).is_(None) | (col(AgendaItem.meeting_id) == col(Meeting.id)),
            )
        )
        return {record_id(meeting_id, item_id): (meeting_id, item_id) for meeting_id, item_id in pairs}


def _item_words(store: Store, meeting_id: str, item_id: str) -> str:
    """The item in words, "item 5"; refuses (:class:`Refused`) an item or a meeting where nothing can be written."""
    with store.read() as session:
        meeting = meeting_in(session, meeting_id)
        if meeting.status in GONE:
            raise Refused(f"This meeting was {meeting.status}, so it has no notes. Nothing has been changed.")
        number = item_number_in(session, meeting_id, item_id)
        return (
            f"item {number}" if number else quoted(agenda.agenda_in(session, meeting_id).row(item_id).title)
        )
