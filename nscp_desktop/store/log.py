"""The change log: a listener writes, in the same transaction, what each flush changes."""

import hashlib
import json
import secrets
from collections.abc import Callable, Iterable
from collections.abc import Set as AbstractSet
from datetime import date, datetime, time
from typing import Any

from sqlalchemy import Date, Time, event, inspect
from sqlalchemy.orm import InstanceState, UOWTransaction, configure_mappers
from sqlmodel import Session, SQLModel

from nscp_desktop.records import Instant, Record

from . import search
from .clock import HybridClock, moment
from .tables import DraftRow, LogRow
from .wordings import ROUGH

LOG = SQLModel.metadata.tables["change_log"]
DRAFT = SQLModel.metadata.tables["draft"]


_INSERT = (
    'INSERT INTO change_log (id, deed_id, "table", record, field, value, salt, digest, replaces, live) '
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 1)"
)


def _record_types(root: type[Record]) -> Iterable[type[Record]]:
    for kind in root.__subclasses__():
        yield kind
        yield from _record_types(kind)


RECORDS: dict[str, type[Record]] = {str(kind.__tablename__): kind for kind in _record_types(Record)}
"""Every logged table by its name."""

# The first question would do it, and the first page would wait; here it is part of loading.
configure_mappers()


def encoded(value: Any) -> Any:  # noqa: ANN401 any field's value
    """A field's value as JSON can hold it."""
    return value.isoformat() if isinstance(value, date | time | datetime) else value


def decoded(table: str, field: str, value: Any) -> Any:  # noqa: ANN401 any field's value
    """A logged value as the record's field holds it."""
    if value is None:
        return None
    kind = SQLModel.metadata.tables[table].c[field].type
    if isinstance(kind, Instant):
        return datetime.fromisoformat(value)
    if isinstance(kind, Date):
        return date.fromisoformat(value)
    if isinstance(kind, Time):
        return time.fromisoformat(value)
    return value


def digest(salt: str, text: str) -> str:
    """SHA-256 of salt and text: what the chain holds on to, so that the text itself can be purged."""
    return hashlib.sha256((salt + text).encode("utf-8", "surrogatepass")).hexdigest()


class LoggedSession(Session):
    """A session whose flushes are written to the change log; ``deed`` gathers what they wrote."""

    deed: "DeedInHand"


class DeedInHand:
    """The log rows of one deed while it is being done."""

    def __init__(self, deed_id: str, clock: HybridClock, drafts: set[tuple[str, str, str]]) -> None:
        """Log under ``deed_id`` with stamps of ``clock``; ``drafts`` are the drafts that are waiting."""
        self.id = deed_id
        self._clock = clock
        self._drafts = drafts
        self.rows: list[tuple[str, str]] = []
        self.touched: set[tuple[str, str]] = set()
        self.settled: set[tuple[str, str, str]] = set()
        self.said: list[tuple[Record, AbstractSet[str] | None]] = []

    def moment(self) -> datetime:
        """A moment after every row of the log so far, also where the laptop's clock was set back."""
        return moment(self._clock.stamp())

    def row(
        self,
        table: str,
        record: str,
        field: str,
        value: Any,  # noqa: ANN401 any field's value
        replaces: Iterable[str],
    ) -> tuple[str, ...]:
        """One row for the log, as ``_INSERT`` takes it, stamped, salted and counted as part of this deed."""
        text, salt = json.dumps(value, ensure_ascii=False), secrets.token_hex(8)
        stamp = self._clock.stamp()
        fingerprint = digest(salt, text)
        self.rows.append((stamp, fingerprint))
        self.touched.add((table, record))
        # The row that makes a record says all its fields, so it settles a draft of any of them; but an empty
        # field says nothing yet: an item's row is also made by moving on, while its notes are still a draft.
        written = [name for name, said in value.items() if said] if field == "" else (field,)
        self.settled |= {(table, record, name) for name in written} & self._drafts
        return stamp, self.id, table, record, field, text, salt, fingerprint, json.dumps(sorted(replaces))


def _altered(state: InstanceState[Any]) -> dict[str, Any]:
    """The fields of a record whose value differs from the kept one, with their new values."""
    found = {}
    for attribute in state.mapper.column_attrs:
        history = state.attrs[attribute.key].history
        added = list(history.added)
        if added and added != list(history.deleted):
            found[attribute.key] = added[0]
    return found


@event.listens_for(LoggedSession, "before_flush")
def _write_log(session: LoggedSession, _context: UOWTransaction, _instances: object) -> None:
    if any(isinstance(one, Record) for one in session.deleted):
        raise RuntimeError("records are never deleted; mark them removed")
    rows = []
    for made in session.new:
        if isinstance(made, Record):
            rows += _made(session.deed, made)
            session.deed.said.append((made, None))
    replaced: list[str] = []
    for changed in session.dirty:
        if not isinstance(changed, Record):
            continue
        fields = _altered(inspect(changed))
        if not fields:
            continue
        session.deed.said.append((changed, fields.keys()))
        heads = _heads(session, changed.id)
        for name, value in fields.items():
            before = heads.get(name, []) + heads.get("", [])
            replaced += heads.get(name, [])
            rows.append(
                session.deed.row(str(changed.__tablename__), changed.id, name, encoded(value), before)
            )
    # Straight to the table, in the driver's own words: the log is not a record, and this is every deed's path.
    connection = session.connection()
    for row_id in replaced:
        connection.exec_driver_sql("UPDATE change_log SET live = 0 WHERE id = ?", (row_id,))
    if rows:
        connection.exec_driver_sql(_INSERT, rows)
    for key in session.deed.settled:
        connection.exec_driver_sql('DELETE FROM draft WHERE "table" = ? AND record = ? AND field = ?', key)


@event.listens_for(LoggedSession, "after_flush")
def _write_words(session: LoggedSession, _context: UOWTransaction) -> None:
    """Write the words of what was flushed into the index: by now the tables say it, so that all can be asked."""
    said, session.deed.said = session.deed.said, []
    for record, changed in said:
        search.write(session.connection(), record, changed)


def _made(deed: DeedInHand, record: Record, replaces: Iterable[str] = ()) -> list[tuple[str, ...]]:
    """The row that makes a record, and one more for each free text it says, so that it can be emptied alone."""
    table = str(record.__tablename__)
    fields = {name: encoded(getattr(record, name)) for name in type(record).model_fields if name != "id"}
    said = {name: fields.pop(name) for name in sorted(ROUGH.get(table, ())) if fields[name]}
    rows = [deed.row(table, record.id, "", fields, replaces)]
    return rows + [deed.row(table, record.id, name, value, replaces) for name, value in said.items()]


def restate(session: LoggedSession, record: Record) -> None:
    """Say anew all that a record holds, in place of every row so far: the row that made it was emptied."""
    connection, key = session.connection(), (str(record.__tablename__), record.id)
    query = 'SELECT id FROM change_log WHERE "table" = ? AND record = ? AND live = 1'
    replaced = [row_id for (row_id,) in connection.exec_driver_sql(query, key)]
    for row_id in replaced:
        connection.exec_driver_sql("UPDATE change_log SET live = 0 WHERE id = ?", (row_id,))
    connection.exec_driver_sql(_INSERT, _made(session.deed, record, replaced))


def _heads(session: Session, record: str) -> dict[str, list[str]]:
    """The live rows of each field of a record, and under "" the rows that made it."""
    found: dict[str, list[str]] = {}
    query = "SELECT id, field FROM change_log WHERE record = ? AND live = 1"
    for row_id, field in session.connection().exec_driver_sql(query, (record,)):
        found.setdefault(field, []).append(row_id)
    return found


def value_of(session: Session, row_id: str, field: str) -> tuple[bool, Any]:
    """Whether the row still has its value, and what it says of ``field`` (a creation row says it of all)."""
    row = session.get(LogRow, row_id)
    if row is None or row.value is None:
        return False, None
    value = json.loads(row.value)
    if row.field == "":
        return field in value, value.get(field)
    return True, value


NowFunction = Callable[[], datetime]

__all__ = ["DRAFT", "LOG", "RECORDS", "DeedInHand", "DraftRow", "LoggedSession", "NowFunction", "decoded", "digest",
           "encoded", "restate", "value_of"]  # fmt: skip
