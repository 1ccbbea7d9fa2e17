"""The history of any record: when, who, which deed, and each field from what to what, in words."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from sqlmodel import Session, and_, col, or_, select

from nscp_desktop.errors import Unknown
from nscp_desktop.records import Purged, meeting_point
from nscp_desktop.rules import history as rules
from nscp_desktop.services.record_names import Names, refers_to
from nscp_desktop.store.log import RECORDS, decoded
from nscp_desktop.store.purge import KIND as PURGE
from nscp_desktop.store.tables import DeedRow, LogRow
from nscp_desktop.store.wordings import ROUGH

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime, tzinfo

    from nscp_desktop.store import Store
    from nscp_desktop.store.undo import LeftAlone

PARTS: Final[dict[str, tuple[tuple[str, str], ...]]] = {
    "action": (("progress", "action_id"), ("reply", "action_id")),
    "agenda_item": (("meeting_item", "item_id"), ("question", "item_id"), ("attached_paper", "item_id")),
    "ask": (("talk", "ask_id"),),
    "board": (
        ("board_link", "board_id"),
        ("representative", "board_id"),
        ("board_meeting", "board_id"),
        ("board_priority", "board_id"),
    ),
    "meeting": (
        ("meeting_item", "meeting_id"),
        ("issued_paper", "meeting_id"),
        ("agenda_item", "meeting_id"),
    ),
    "organisation": (("seat", "organisation_id"),),
    "person": (
        ("holding", "person_id"),
        ("nominated_deputy", "person_id"),
        ("co_chair", "person_id"),
        ("representative", "person_id"),
        ("officer", "person_id"),
        ("attendance", "person_id"),
    ),
    "room": (("room_place", "room_id"), ("answer", "room_id")),
    "seat": (("holding", "seat_id"), ("nominated_deputy", "seat_id")),
}
"""What belongs to a record and is told with it: tables, and the field that points at it."""

_NOT_TOLD: Final = frozenset({"position", "removed"})
"""What says nothing of a record that is new."""
_OF_ANY_TABLE: Final = frozenset({"subject_id", "record", "became"})
"""Fields that hold the id of a record of whatever kind."""
_AT_ONCE: Final = 500


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """One change: when, by whom, by which deed, to which record and field, from what to what."""

    row_id: str
    deed_id: str
    at: datetime
    who: str
    deed: str
    record: str
    field: str
    before: str
    after: str

    @property
    def when(self) -> str:
        """The moment in words."""
        return rules.moment(self.at)


@dataclass(frozen=True, slots=True)
class History:
    """The history of one record and of what belongs to it, newest first."""

    subject: str
    rows: tuple[HistoryRow, ...]


def subject(store: Store, table: str, record_id: str) -> str:
    """What a record is called; refuses (``Unknown``) one that is not there."""
    with store.read() as session:
        return _subject(session, Names(session), table, record_id)


def left_alone(store: Store, fields: Sequence[LeftAlone]) -> str:
    """What an undo did not touch, in a sentence; empty when it took everything back."""
    with store.read() as session:
        names = Names(session)
        words = [
            f"{rules.field_words(one.table, one.field).lower()} of {names.subject(one.table, one.record)}"
            for one in fields
            if one.field in rules.fields(one.table)
        ]
    return rules.left_as_it_is(tuple(dict.fromkeys(words)), len(fields))


def register_entry(meeting_id: str, person_id: str) -> str:
    """The id of a person's entry in the register of a meeting, whether there is one or not."""
    return meeting_point("attendance", meeting_id, person_id)


def _subject(session: Session, names: Names, table: str, record_id: str) -> str:
    if table not in RECORDS or session.get(RECORDS[table], record_id) is None:
        raise Unknown("That record is not in this store.")
    return names.subject(table, record_id)


def history(store: Store, table: str, record_id: str, meeting_id: str = "") -> History:
    """The history of a record; of what belongs to it only what is of ``meeting_id``, where that is given.

    Refuses (``Unknown``) a record that is not there.
    """
    with store.read() as session:
        names = Names(session)
        called = _subject(session, names, table, record_id)
        told = _Telling(session, names, store.now().tzinfo)
        rows = told.rows(_with_parts(session, table, record_id, meeting_id))
    return History(called, rows)


def _with_parts(session: Session, table: str, record_id: str, meeting_id: str) -> list[str]:
    """The ids of a record and of everything that belongs to it, whether it is removed or not."""
    found = [record_id]
    for part, field in PARTS.get(table, ()):
        kind: Any = RECORDS[part]
        query = select(kind.id).where(getattr(kind, field) == record_id)
        if meeting_id and "meeting_id" in kind.model_fields:
            query = query.where(or_(kind.meeting_id == meeting_id, kind.meeting_id.is_(None)))
        found += session.exec(query)
    return found


class _Telling:
    """Turns log rows into words within one read."""

    def __init__(self, session: Session, names: Names, zone: tzinfo | None) -> None:
        self._session, self._names, self._zone = session, names, zone
        self._log: dict[str, LogRow] = {}
        self._deeds: dict[str, DeedRow] = {}

    def rows(self, records: list[str]) -> tuple[HistoryRow, ...]:
        """Every change of the records, newest first; what made a record is one row."""
        for at in range(0, len(records), _AT_ONCE):
            some = records[at : at + _AT_ONCE]
            query = select(LogRow, DeedRow).join(DeedRow, col(DeedRow.id) == LogRow.deed_id)
            for row, deed in self._session.exec(query.where(col(LogRow.record).in_(some))):
                self._log[row.id] = row
                self._deeds[deed.id] = deed
        made = {(row.deed_id, row.record): row.id for row in self._log.values() if row.field == ""}
        # What a record said in free text when it was made lies in rows of its own, and so does what its deed
        # put right afterwards; both are told with it.
        first = {
            row.id: made[row.deed_id, row.record]
            for row in self._log.values()
            if row.field not in {"", "removed"} and (row.deed_id, row.record) in made
        }
        words: dict[str, list[LogRow]] = {}
        for row_id, creation in sorted(first.items()):
            words.setdefault(creation, []).append(self._log[row_id])
        # The newest deed first, and within a deed what it wrote in the order in which it wrote it.
        began: dict[str, str] = {}
        for row_id in sorted(self._log):
            began.setdefault(self._log[row_id].deed_id, row_id)
        told = [row for row_id, row in sorted(self._log.items()) if row_id not in first]
        told.sort(key=lambda one: began[one.deed_id], reverse=True)
        return tuple(self._row(row, words.get(row.id, [])) for row in told)

    def _row(self, row: LogRow, free_text: list[LogRow]) -> HistoryRow:
        deed = self._deeds[row.deed_id]
        if row.field == "" and deed.kind == PURGE and row.replaces != "[]":
            # A purge emptied the row that made the record and said the rest of it anew.
            said = rules.Told(rules.TEXT_REMOVED, "", "")
        elif row.field == "":
            said = self._creation(row, free_text)
        else:
            removed = bool(json.loads(row.value or "null")) if row.field == "removed" else None
            said = rules.told(
                row.table, row.field, self._before(row), self._said(row, row.field), removed=removed
            )
        return HistoryRow(
            row.id,
            row.deed_id,
            deed.at.astimezone(self._zone),
            self._names.person(deed.actor),
            rules.PURGED if deed.label is None else deed.label,
            self._names.subject(row.table, row.record),
            said.field,
            said.before,
            said.after,
        )

    def _creation(self, row: LogRow, free_text: list[LogRow]) -> rules.Told:
        if row.value is None:
            return rules.Told(rules.ADDED, "", self._removed(row))
        said = {
            name: self._value(row.table, name, value)
            for name, value in json.loads(row.value).items()
            if name not in _NOT_TOLD and value not in (None, "", False)
        }
        said |= {one.field: self._said(one, one.field) for one in free_text}
        order = list(rules.fields(row.table))
        return rules.added(row.table, {name: said[name] for name in sorted(said, key=order.index)})

    def _before(self, row: LogRow) -> str:
        """What stood there: said by the newest row that this one replaced, its own field's before the first."""
        replaced = [self._log[one] for one in json.loads(row.replaces) if one in self._log]
        newest = max(replaced, key=lambda one: (one.field != "", one.id), default=None)
        return rules.NOTHING if newest is None else self._said(newest, row.field)

    def _said(self, row: LogRow, field: str) -> str:
        """What a row says of a field, or what became of its words."""
        if row.value is None:
            # A superseded wording that was only emptied at a close is told apart from what was purged.
            rough = not row.live and row.field in ROUGH.get(row.table, ())
            removed = self._removed(row)
            emptied = rough and removed == rules.PURGED and not self._purged(row.record)
            return rules.EMPTIED if emptied else removed
        value = json.loads(row.value)
        return self._value(row.table, field, value.get(field) if row.field == "" else value)

    def _removed(self, row: LogRow) -> str:
        """That the words of a row were removed for good, and when, where the store knows it."""
        of_row = and_(col(Purged.table) == "change_log", col(Purged.record) == row.id)
        of_field = and_(col(Purged.table) == row.table, col(Purged.record) == row.record)
        if row.field:
            of_field = and_(of_field, col(Purged.field) == row.field)
        query = select(Purged.at).where(col(Purged.removed).is_(False), or_(of_row, of_field))
        at = self._session.exec(query.order_by(col(Purged.at).desc())).first()
        return rules.removed_on(None if at is None else at.astimezone(self._zone).date())

    def _purged(self, record: str) -> bool:
        return any(one.record == record and one.live and one.value is None for one in self._log.values())

    def _value(self, table: str, field: str, value: object) -> str:
        found = decoded(table, field, value)
        target = refers_to(table, field)
        if target and found:
            return self._names.name(target, str(found))
        if field in _OF_ANY_TABLE and found:
            return self._names.anywhere(str(found))
        if field == "table" and found in RECORDS:
            return rules.noun(str(found))
        if hasattr(found, "astimezone"):
            found = found.astimezone(self._zone)
        return rules.shown(table, field, found)
