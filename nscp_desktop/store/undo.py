"""The inverse of a deed, written as a new change, only where its values are still the live ones."""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from sqlmodel import select

from .log import RECORDS, LoggedSession, decoded, value_of
from .tables import LogRow


@dataclass(frozen=True, slots=True)
class LeftAlone:
    """A field that an undo did not touch, because it changed after the deed."""

    table: str
    record: str
    field: str


def invert(
    session: LoggedSession, deed_id: str, inverses: Mapping[str, str] | None = None
) -> tuple[LeftAlone, ...]:
    """Set back what the deed wrote, newest first; gives what was left alone.

    A record that the deed made is marked removed. ``inverses`` says of this sitting's undos and redos which
    deed each took back, so that several deeds on one field can be taken back one after the other.
    """
    written: dict[tuple[str, str, str], list[LogRow]] = {}
    for row in session.exec(select(LogRow).where(LogRow.deed_id == deed_id).order_by(LogRow.id)):
        written.setdefault((row.table, row.record, row.field), []).append(row)
    made = {record for _table, record, field in written if field == ""}
    left_alone: list[LeftAlone] = []
    for (table, record_id, field), rows in reversed(written.items()):
        record = session.get(RECORDS[table], record_id)
        if record is None:
            raise RuntimeError(f"{table} {record_id} is in the log but not in its table")
        if field == "":
            record.removed = True
        elif record_id not in made:
            # A field that the deed wrote more than once: its last row must be live, its first knows what was there.
            known, before = _before(session, rows[0])
            if known and _stands(session, rows[-1], inverses or {}):
                setattr(record, field, decoded(table, field, before))
            else:
                left_alone.append(LeftAlone(table, record_id, field))
    session.flush()
    return tuple(left_alone)


def _stands(session: LoggedSession, row: LogRow, inverses: Mapping[str, str]) -> bool:
    """Whether what ``row`` wrote still holds: nothing was written since, or only what has been taken back."""
    live = session.exec(
        select(LogRow).where(LogRow.record == row.record, LogRow.field == row.field, LogRow.live)
    ).all()
    return len(live) == 1 and _origin(session, live[0], inverses) == _origin(session, row, inverses)


def _origin(session: LoggedSession, row: LogRow, inverses: Mapping[str, str]) -> str:
    """The id of the row whose value ``row`` brought back: its own, unless an undo or a redo wrote it."""
    found = row
    while found.deed_id in inverses:
        taken_back = session.exec(
            select(LogRow)
            .where(
                LogRow.deed_id == inverses[found.deed_id],
                LogRow.record == found.record,
                LogRow.field == found.field,
            )
            .order_by(LogRow.id)
        ).first()
        before = None if taken_back is None else _replaced(session, taken_back)
        if before is None:
            break
        found = before
    return found.id


def _before(session: LoggedSession, row: LogRow) -> tuple[bool, object]:
    """Whether the value that ``row`` replaced is still there, and the value."""
    newest = _replaced(session, row)
    return (False, None) if newest is None else value_of(session, newest.id, row.field)


def _replaced(session: LoggedSession, row: LogRow) -> LogRow | None:
    """The newest row that ``row`` replaced, or None."""
    fields = [
        old for old in (session.get(LogRow, row_id) for row_id in json.loads(row.replaces)) if old is not None
    ]
    # A field's own row is newer than the row that made the record, whatever the order of their stamps.
    return max(fields, key=lambda old: (old.field != "", old.id), default=None)
