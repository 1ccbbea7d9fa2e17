"""Purge: words taken for good from records, log, drafts, journal and kept papers, in one deed without them.

Value and salt go from every log row that says them, id and digest stay, so the chain of the journal holds.
What was removed is listed by ids in ``purged``, never by its text, so that it can be removed again from a
backup that is put back. Nothing of this is undone: the sitting begins anew.
"""

import json
import re
from collections.abc import Callable, Collection, Iterable, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final, cast

import sqlcipher3.dbapi2 as sqlcipher
from sqlmodel import Session, SQLModel, col, select

from nscp_desktop.errors import Refused
from nscp_desktop.records import AttachedPaper, Purged, meeting_point
from nscp_desktop.rules.retention import REMOVED_PERSON

from . import anew
from .clock import moment
from .engine import reader
from .log import RECORDS, LoggedSession, decoded, encoded, restate
from .tables import LogRow, Setting

if TYPE_CHECKING:
    from pathlib import Path

    from .store import Store

KIND: Final = "purge"
_STANDS_FOR: Final = {("person", "name"): REMOVED_PERSON}
"""What takes the place of words that must not be empty."""
_WORDINGS: Final = frozenset({"strike", "notes"})
"""Kinds of purge that take the superseded wordings of a field and leave what it says now."""
_EMPTY: Final = "UPDATE change_log SET value = NULL, salt = NULL WHERE id = ?"


@dataclass(frozen=True, slots=True)
class Target:
    """A field of a record that is to be emptied; with ``wordings``, only what it said before.

    What it said before ``since`` is then emptied too, but may come back with a backup: it did not say it yet.
    """

    table: str
    record: str
    field: str
    wordings: bool = False
    since: datetime | None = None


@dataclass(frozen=True, slots=True)
class Order:
    """What one purge takes.

    ``words`` are those by which deeds are named whose labels must go, of all deeds or ``among`` some; ``papers`` the fingerprints of kept
    bytes; ``drafts`` what is being typed, by its place; ``also`` writes what else belongs to the deed;
    ``settings`` are kept with its commit. With ``past``, whatever any record said before and says no more goes
    too, where it quotes one of ``words``.
    """

    kind: str
    targets: tuple[Target, ...]
    words: tuple[str, ...] = ()
    among: frozenset[str] | None = None
    papers: tuple[str, ...] = ()
    drafts: tuple[tuple[str, str, str], ...] = ()
    also: Callable[[Session], object] | None = None
    settings: Mapping[str, str] = field(default_factory=dict)
    past: bool = False


def purge(store: "Store", label: str, order: Order, stopped: Callable[[], bool] = anew.go_on) -> bool:
    """Take away what ``order`` says, as one deed; gives whether what must be done to the file at once was done.

    ``label`` must not quote what goes. Where ``stopped`` says so, or a lock comes, the deed stands and the file
    is made anew later. Refuses (``CannotWrite``) on a fault of the disk, changing nothing.
    """
    # A backup that is under way would be made of halves of both.
    with store.file.copying:
        with store.change(label, undoable=False, kind=KIND) as session:
            if order.also is not None:
                order.also(session)
            _take(cast("LoggedSession", session), order)
            for key, value in order.settings.items():
                session.merge(Setting(key=key, value=value))
        store.forget_sitting()
        return anew.make(store.file, whole=order.kind not in _WORDINGS, stopped=stopped)


def _take(session: LoggedSession, order: Order) -> None:
    for target in order.targets:
        record = session.get(RECORDS[target.table], target.record)
        if record is not None and not target.wordings:
            setattr(record, target.field, blank(target.table, target.field))
    session.flush()
    told_anew: dict[tuple[str, str], set[str]] = {}
    for target in order.targets:
        told_anew.setdefault((target.table, target.record), set()).add(target.field)
        _empty(session, target)
    emptied = [(one.table, one.record, one.field) for one in order.targets if not one.wordings]
    for key in (*order.drafts, *emptied):
        _drop_draft(session, key)
    for (table, record_id), fields in told_anew.items():
        _restate(session, table, record_id, fields)
    for fingerprint in order.papers:
        _drop_bytes(session, fingerprint)
    others = [("journal", deed_id, "label") for deed_id in _empty_labels(session, order.words, order.among)]
    others += [
        ("change_log", row_id, "value") for target in order.targets for row_id in _wordings(session, target)
    ]
    if order.past:
        others += [("change_log", row_id, "value") for row_id in _empty_past(session, order.words)]
    _list(session, order, others, session.deed.moment())
    session.merge(Setting(key=anew.DUE, value=anew.AT_ONCE))


def blank(table: str, name: str) -> Any:  # noqa: ANN401 any field's value
    """What a field holds once its words are gone."""
    if (table, name) in _STANDS_FOR:
        return _STANDS_FOR[table, name]
    return None if SQLModel.metadata.tables[table].c[name].nullable else ""


def _rows(session: Session, table: str, record: str, name: str) -> list[tuple[str, str, bool]]:
    """Id, value and whether it is live of each row of a field that still has its value, oldest first."""
    query = (
        'SELECT id, value, live FROM change_log WHERE "table" = ? AND record = ? AND field = ? '
        "AND value IS NOT NULL ORDER BY id"
    )
    return [tuple(row) for row in session.connection().exec_driver_sql(query, (table, record, name))]


def _empty(session: LoggedSession, target: Target) -> None:
    holds = json.dumps(encoded(blank(target.table, target.field)), ensure_ascii=False)
    for row_id, value, live in _rows(session, target.table, target.record, target.field):
        if not live or (value != holds and not target.wordings):
            session.connection().exec_driver_sql(_EMPTY, (row_id,))


def _restate(session: LoggedSession, table: str, record_id: str, fields: Collection[str]) -> None:
    """Empty the rows that made the record where they say such a field, and say the rest of it anew."""
    emptied = False
    for row_id, value, _live in _rows(session, table, record_id, ""):
        said = json.loads(value)
        if any(said.get(name) not in {None, blank(table, name)} for name in fields if name in said):
            session.connection().exec_driver_sql(_EMPTY, (row_id,))
            emptied = True
    record = session.get(RECORDS[table], record_id)
    if emptied and record is not None:
        restate(session, record)


def _drop_draft(session: LoggedSession, key: tuple[str, str, str]) -> None:
    query = 'DELETE FROM draft WHERE "table" = ? AND record = ? AND field = ?'
    session.connection().exec_driver_sql(query, key)
    session.deed.settled.add(key)


def _drop_bytes(session: Session, fingerprint: str) -> None:
    session.connection().exec_driver_sql("DELETE FROM kept_bytes WHERE fingerprint = ?", (fingerprint,))


def kept_again(session: Session, fingerprint: str) -> None:
    """Take bytes off the list of what was removed for good: somebody brought the same paper anew."""
    listed = session.get(Purged, meeting_point("purged", "kept_bytes", fingerprint, "content"))
    if listed is not None:
        listed.removed = True


def _empty_labels(session: Session, words: Collection[str], among: Collection[str] | None) -> Iterable[str]:
    """Empty the labels of deeds that quote one of ``words``; gives the deeds' ids."""
    if not words:
        return
    quotes = _quoting(words)
    query = "SELECT id, label FROM journal WHERE label IS NOT NULL"
    for deed_id, label in session.connection().exec_driver_sql(query).all():
        if quotes.search(label) and (among is None or deed_id in among):
            _empty_label(session, deed_id)
            yield deed_id


def _quoting(words: Collection[str]) -> re.Pattern[str]:
    return re.compile("|".join(rf"(?<!\w){re.escape(one)}(?!\w)" for one in words), re.IGNORECASE)


def _empty_past(session: LoggedSession, words: Collection[str]) -> Iterable[str]:
    """Empty what records said before and say no more, where it quotes one of ``words``; gives the rows' ids."""
    quotes, connection = _quoting(words), session.connection()
    query = "SELECT id, value FROM change_log WHERE live = 0 AND value IS NOT NULL"
    for row_id, value in connection.exec_driver_sql(query).all():
        if quotes.search(value):
            connection.exec_driver_sql(_EMPTY, (row_id,))
            yield row_id
    query = "SELECT id, \"table\", record, value FROM change_log WHERE field = '' AND live = 1 AND value IS NOT NULL"
    for row_id, table, record_id, value in connection.exec_driver_sql(query).all():
        record = session.get(RECORDS[table], record_id) if quotes.search(value) else None
        said = json.loads(value) if record is not None else {}
        past = [name for name, text in said.items() if isinstance(text, str) and quotes.search(text)]
        if record is not None and any(not quotes.search(str(getattr(record, name, ""))) for name in past):
            connection.exec_driver_sql(_EMPTY, (row_id,))
            restate(session, record)
            yield row_id


def _empty_label(session: Session, deed_id: str) -> None:
    session.connection().exec_driver_sql(
        "UPDATE journal SET label = NULL, salt = NULL WHERE id = ?", (deed_id,)
    )


def _wordings(session: Session, target: Target) -> list[str]:
    """The rows of earlier wordings that may say what goes, also where they were emptied before."""
    if not target.wordings:
        return []
    query = 'SELECT id FROM change_log WHERE "table" = ? AND record = ? AND field = ? AND live = 0'
    key = (target.table, target.record, target.field)
    rows = [row_id for (row_id,) in session.connection().exec_driver_sql(query, key)]
    return [row_id for row_id in rows if target.since is None or moment(row_id) > target.since]


def _list(session: Session, order: Order, others: Iterable[tuple[str, str, str]], at: datetime) -> None:
    """Note what went, by ids."""
    keys = [(target.table, target.record, target.field) for target in order.targets]
    keys += [("kept_bytes", fingerprint, "content") for fingerprint in order.papers]
    for table, record, name in dict.fromkeys((*keys, *others)):
        _note(session, table, record, name, order.kind, at)
    session.flush()


def _note(session: Session, table: str, record: str, name: str, kind: str, at: datetime) -> None:
    key = meeting_point("purged", table, record, name)
    listed = session.get(Purged, key)
    if listed is None:
        session.add(Purged(id=key, table=table, record=record, field=name, kind=kind, at=at))
    else:
        listed.kind, listed.at, listed.removed = kind, at, False


# -- applied again -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Gone:
    """A field that was removed for good, as a store lists it.

    ``stands`` is what it says there now (of a wording that went: what its field says), and ``removed`` whether
    its record is removed there.
    """

    table: str
    record: str
    field: str
    kind: str
    at: datetime
    stands: Any = None
    removed: bool = False


def listed(driver: Any) -> tuple[Gone, ...]:  # noqa: ANN401 the driver has no types
    """What a store lists as removed for good; empty for one of an older schema, or when it cannot be read."""
    try:
        rows = driver.execute(
            'SELECT "table", record, field, kind, at FROM purged WHERE removed = 0 ORDER BY at'
        ).fetchall()
        return tuple(_gone(driver, *row) for row in rows)
    except (sqlcipher.Error, ValueError):
        return ()


def _gone(driver: Any, table: str, record: str, name: str, kind: str, at: str) -> Gone:  # noqa: ANN401
    of = (table, record, name)
    if table == "change_log":
        query = 'SELECT "table", record, field FROM change_log WHERE id = ?'
        of = driver.execute(query, (record,)).fetchone() or of
    stands, removed = _stands(driver, *of)
    return Gone(table, record, name, kind, datetime.fromisoformat(at), stands, removed)


def _stands(driver: Any, table: str, record: str, name: str) -> tuple[Any, bool]:  # noqa: ANN401
    """What a field of a store says, and whether its record is removed; nothing where there is none."""
    if table not in RECORDS or name not in RECORDS[table].model_fields:
        return None, False
    query = f'SELECT "{name}", removed FROM "{table}" WHERE id = ?'  # noqa: S608 names of the schema
    there = driver.execute(query, (record,)).fetchone()
    stands, removed = there or (blank(table, name), False)
    return stands, bool(removed)


def listed_at(path: "Path", key: bytes) -> tuple[Gone, ...]:
    """As :func:`listed`, of the closed store or backup at ``path``; nothing where it cannot be opened."""
    try:
        with closing(reader(path, key)) as driver:
            return listed(driver)
    except (Refused, sqlcipher.Error):
        return ()


def own(session: Session) -> tuple[Gone, ...]:
    """What a store that was put together lists itself; its fields may say again what its list says is gone."""
    found = []
    for row in session.exec(select(Purged).where(col(Purged.removed).is_(False))):
        known = row.table in RECORDS and row.field in RECORDS[row.table].model_fields
        stands = blank(row.table, row.field) if known else None
        found.append(Gone(row.table, row.record, row.field, row.kind, row.at, stands))
    return tuple(found)


def reapply(session: LoggedSession, gone: Iterable[Gone], *, listed_too: bool = False) -> int:
    """Remove again, within an open change of kind "purge", what other stores list as removed for good.

    What this store lists as well is gone from it already, unless ``listed_too`` says that it need not be.

    A line that was struck elsewhere goes with every wording that may say it; where such a wording is what the
    field says here, it says what it says there. A paper that stands attached keeps its bytes: it was attached
    again since. Gives how many fields it concerned; whoever calls makes the file anew afterwards.
    """
    latest: dict[tuple[str, str, str], Gone] = {}
    for one in sorted(gone, key=lambda each: each.at):
        latest[one.table, one.record, one.field] = one
    concerned = 0
    wordings = frozenset(one.record for one in latest.values() if one.table == "change_log")
    # The bytes go last: the rows that named them are emptied by then.
    for one in sorted(latest.values(), key=lambda each: each.table == "kept_bytes"):
        here = session.get(Purged, meeting_point("purged", one.table, one.record, one.field))
        if here is not None and here.at >= one.at and not listed_too:
            continue
        if one.table == "kept_bytes":
            if _stands_attached(session, one.record):
                kept_again(session, one.record)
                continue
            _drop_bytes(session, one.record)
        elif one.table == "journal":
            _empty_label(session, one.record)
        elif one.table == "change_log":
            concerned += _again_wording(session, one, wordings)
        elif (
            one.kind not in _WORDINGS
            and one.table in RECORDS
            and one.field in RECORDS[one.table].model_fields
        ):
            concerned += _again(session, one)
        _note(session, one.table, one.record, one.field, one.kind, one.at)
    session.flush()
    session.merge(Setting(key=anew.DUE, value=anew.AT_ONCE))
    return concerned


def _stands_attached(session: Session, fingerprint: str) -> bool:
    query = select(AttachedPaper.id).where(
        AttachedPaper.fingerprint == fingerprint,
        # What was removed for good has no title any more.
        AttachedPaper.title != "",
        col(AttachedPaper.removed).is_(False),
        col(AttachedPaper.omitted).is_(False),
    )
    return session.exec(query).first() is not None


def _again(session: LoggedSession, gone: Gone) -> bool:
    record = session.get(RECORDS[gone.table], gone.record)
    holds = json.dumps(gone.stands, ensure_ascii=False)
    rows = [row for row in _rows(session, gone.table, gone.record, gone.field) if row[1] != holds]
    if record is not None:
        setattr(record, gone.field, decoded(gone.table, gone.field, gone.stands))
        record.removed = record.removed or gone.removed
        session.flush()
    for row_id, _value, _live in rows:
        session.connection().exec_driver_sql(_EMPTY, (row_id,))
    _drop_draft(session, (gone.table, gone.record, gone.field))
    _restate(session, gone.table, gone.record, {gone.field})
    return record is not None


def _again_wording(session: LoggedSession, gone: Gone, going: Collection[str]) -> bool:
    row = session.get(LogRow, gone.record)
    if row is None or row.value is None:
        return False
    record = session.get(RECORDS[row.table], row.record)
    if record is not None and row.field == "":
        session.connection().exec_driver_sql(_EMPTY, (gone.record,))
        restate(session, record)
    elif record is not None and row.live:
        stands = gone.stands
        if stands is None:
            # Nobody can say what it says now: the last wording that may stay.
            rows = _rows(session, row.table, row.record, row.field)
            stands = next(
                (json.loads(value) for row_id, value, _ in reversed(rows) if row_id not in going), ""
            )
        setattr(record, row.field, decoded(row.table, row.field, stands))
        session.flush()
    session.connection().exec_driver_sql(_EMPTY, (gone.record,))
    session.expire(row)
    return True
