"""The inverse of a deed, written as a new change, only where its values are still the live ones."""

import json
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


def invert(session: LoggedSession, deed_id: str) -> tuple[LeftAlone, ...]:
    """Set back what the deed wrote, newest first; gives what was left alone.

    A record that the deed made is marked removed.
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
            if rows[-1].live and known:
                setattr(record, field, decoded(table, field, before))
            else:
                left_alone.append(LeftAlone(table, record_id, field))
    session.flush()
    return tuple(left_alone)


def _before(session: LoggedSession, row: LogRow) -> tuple[bool, object]:
    """Whether the value that ``row`` replaced is still there, and the value."""
    replaced = json.loads(row.replaces)
    if not replaced:
        return False, None
    fields = [old for old in (session.get(LogRow, row_id) for row_id in replaced) if old is not None]
    # A field's own row is newer than the row that made the record, whatever the order of their stamps.
    newest = max(fields, key=lambda old: (old.field != "", old.id))
    return value_of(session, newest.id, row.field)
