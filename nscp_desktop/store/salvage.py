"""A damaged store put together again: its newest good backup and every newer row that can be read.

The log tells the records; what the log no longer tells is taken from the tables themselves, as one deed of
its own. What is missing is listed. The damaged store is kept beside the new one as it was.
"""

import json
import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final, cast

from sqlalchemy import Boolean
from sqlmodel import Session, SQLModel, col, select

from nscp_desktop.errors import CannotWrite, Damaged, NotAStore, Refused
from nscp_desktop.records import AgendaItem, AttachedPaper, IssuedPaper, Purged
from nscp_desktop.rules.wording import counted
from nscp_desktop.rules.year import long_date

from . import anew, backup, guards, keys, left, purge, readable, replay, restore, search
from .backup import Backup
from .file import StoreFile, guarded, unlocked
from .journal import faults
from .log import RECORDS, LoggedSession, decoded
from .migrations import migrate
from .readable import Readable, Row
from .store import Store
from .tables import DeedRow, KeptBytes, LogRow
from .wordings import ROUGH

_KIND: Final = "salvage"
_LABEL: Final = "Take from the tables what the log no longer tells"


@dataclass(frozen=True, slots=True)
class Salvaged:
    """What became of a damaged store.

    Where it is kept, the backup that was begun from (None: there was no good one), how many newer deeds
    were read, and what is missing, one sentence each.
    """

    aside: Path
    begun_from: Backup | None
    newer: int
    missing: tuple[str, ...]


def salvage(
    path: Path, secret: str, now: Callable[[], datetime], places: Iterable[Path] = (), actor: str = ""
) -> Salvaged:
    """Put the damaged store at ``path`` together again in its place.

    Backups are looked for beside it and in ``places``; ``actor`` is who does it, for the journal. Refuses, changing nothing: no store, a wrong
    secret, a store that is whole, one in use, and where there is no room.
    """
    if not path.is_file():
        raise NotAStore(f"There is no store at {path}. Restore a backup instead. Nothing has been changed.")
    guards.refuse_place(path, existing=True)
    there = _backups(path, places, now)
    with_keys = next((one.path for one in there if one.good), path)
    key = restore.key_of(path, with_keys, secret, now)
    guard = guarded(path)
    try:
        if readable.is_whole(path, key):
            raise Refused(
                f"{path.name} is whole: there is nothing to put together. Nothing has been changed."
            )
        begun_from = next((one for one in there if not backup.check(one.path, key)), None)
        return _salvage(path, key, now, begun_from, _key_file(path, with_keys), there, actor)
    finally:
        guard.release()


def _backups(path: Path, places: Iterable[Path], now: Callable[[], datetime]) -> list[Backup]:
    folders = (backup.folder_of(path), *places)
    found = [one for folder in folders for one in backup.backups(folder, path, now().tzinfo)]
    return sorted(found, key=lambda one: one.moment, reverse=True)


def _key_file(path: Path, other: Path) -> keys.KeyFile:
    with suppress(NotAStore):
        return keys.load(path)
    return keys.load(other)


def _salvage(
    path: Path,
    key: bytes,
    now: Callable[[], datetime],
    begun_from: Backup | None,
    key_file: keys.KeyFile,
    there: Iterable[Backup],
    actor: str,
) -> Salvaged:
    found = readable.read(path, key)
    half = path.with_name(path.name + backup.HALF)
    left.drop(half)
    try:
        _begin(half, key, begun_from, key_file.store_id)
        newer, known = _take_in(half, key, found)
        words = "no backup" if begun_from is None else restore.words_of(begun_from.path, path)
        label = f"Put the store together from {words} and {counted(newer, 'newer deed')}"
        restore.begin_anew(half, key, now, _KIND, label, actor)
        gone = [each for one in reversed([*there]) for each in purge.listed_at(one.path, key)]
        missing = _complete(half, path, key, now, known, gone)
        if backup.check(half, key):
            raise Damaged(
                "What was put together does not hold. Restore a backup instead. Nothing has been changed."
            )
        aside = restore.take_place(half, path, key, now(), key_file)
    except OSError as error:
        left.drop(half)
        raise CannotWrite(
            f"There is no room in {path.parent} to put the store together. Nothing has been changed."
        ) from error
    except BaseException:
        left.drop(half)
        raise
    if aside is None:
        raise RuntimeError("the damaged store went away")
    return Salvaged(aside, begun_from, newer, tuple(missing))


def _begin(half: Path, key: bytes, begun_from: Backup | None, store_id: str) -> None:
    if begun_from is not None:
        shutil.copyfile(begun_from.path, half)
    opened = unlocked(half, key)
    try:
        migrate(opened.engine, half.name, new=begun_from is None)
        if begun_from is None:
            settings = (("store", store_id), ("device", ""))
            opened.driver.executemany("INSERT INTO setting (key, value) VALUES (?, ?)", settings)
    finally:
        opened.close()


# -- what the log tells ------------------------------------------------------------------------------


def _take_in(half: Path, key: bytes, found: Readable) -> tuple[int, set[tuple[str, str]]]:
    """Take the readable rows into the half store; gives the number of newer deeds and every record known."""
    opened = unlocked(half, key)
    try:
        opened.driver.execute("PRAGMA foreign_keys = OFF")
        with opened.engine.begin() as connection:
            newer = sum(_insert(connection, "journal", row) for row in found.journal.values())
            fresh = [
                row for row in found.log.values() if _insert(connection, "change_log", {**row, "live": 1})
            ]
            emptied = [(row["id"],) for row in found.log.values() if row["value"] is None]
            replaced = [(row_id,) for row in fresh for row_id in json.loads(row["replaces"])]
            _each(connection, "UPDATE change_log SET value = NULL, salt = NULL WHERE id = ?", emptied)
            _each(connection, "UPDATE change_log SET live = 0 WHERE id = ? AND field <> ''", replaced)
            for fingerprint, content in found.papers.items():
                _insert(connection, "kept_bytes", {"fingerprint": fingerprint, "content": content})
            for name, value in found.settings.items():
                _each(connection, "DELETE FROM setting WHERE key = ?", [(name,)])
                _insert(connection, "setting", {"key": name, "value": value})
            _take_drafts(connection, found.drafts.values())
            search.stale(connection)
        with Session(opened.engine) as session, session.begin():
            told = replay.told(session.exec(select(LogRow)))
            for table, record in {(row["table"], row["record"]) for row in fresh} & told.keys():
                _write(session, table, record, told[table, record])
            known = set(session.exec(select(LogRow.table, LogRow.record)))
        return newer, known
    finally:
        opened.close()


def _insert(connection: Any, table: str, row: Row) -> bool:  # noqa: ANN401 a connection of SQLAlchemy
    names = ", ".join(f'"{name}"' for name in row)
    marks = ", ".join("?" * len(row))
    query = f'INSERT OR IGNORE INTO "{table}" ({names}) VALUES ({marks})'  # noqa: S608 names of our own schema
    return bool(connection.exec_driver_sql(query, tuple(row.values())).rowcount)


def _each(connection: Any, query: str, rows: list[tuple[str]]) -> None:  # noqa: ANN401
    for row in rows:
        connection.exec_driver_sql(query, row)


def _take_drafts(connection: Any, drafts: Iterable[Row]) -> None:  # noqa: ANN401
    """A draft of the damaged store is the later one; one of the backup that became a deed since goes."""
    gone = 'DELETE FROM draft WHERE "table" = ? AND record = ? AND field = ?'
    for row in drafts:
        connection.exec_driver_sql(gone, (row["table"], row["record"], row["field"]))
        _insert(connection, "draft", row)
    written = (
        'SELECT max(l.id), d."table", d.record, d.field, d.typed_at FROM draft d JOIN change_log l '
        'ON l."table" = d."table" AND l.record = d.record AND l.field = d.field GROUP BY 2, 3, 4'
    )
    for stamp, table, record, field, typed_at in connection.exec_driver_sql(written).all():
        # A stamp begins with the milliseconds of its moment.
        if int(stamp.split(".")[0]) >= datetime.fromisoformat(typed_at).timestamp() * 1000:
            connection.exec_driver_sql(gone, (table, record, field))


def _write(session: Session, table: str, record: str, fields: dict[str, Any]) -> bool:
    """Make the record say this; gives whether it said otherwise."""
    kind = RECORDS[table]
    kept = session.get(kind, record)
    values = {name: _value(table, name, fields[name]) for name in kind.model_fields if name in fields}
    if kept is None:
        # Free text has log rows of its own, which may be the ones that cannot be read.
        session.add(kind(**{**dict.fromkeys(ROUGH.get(table, ()), ""), **values, "id": record}))
        return True
    changed = {name: value for name, value in values.items() if getattr(kept, name) != value}
    for name, value in changed.items():
        setattr(kept, name, value)
    return bool(changed)


def _value(table: str, field: str, value: Any) -> Any:  # noqa: ANN401 any field's value
    if value is not None and isinstance(SQLModel.metadata.tables[table].c[field].type, Boolean):
        return bool(value)
    return decoded(table, field, value)


# -- what the tables hold, and what is missing -------------------------------------------------------


def _complete(
    half: Path,
    path: Path,
    key: bytes,
    now: Callable[[], datetime],
    known: set[tuple[str, str]],
    gone: Iterable[purge.Gone],
) -> list[str]:
    """Take from the tables what the log does not tell, put aside what points at nothing; gives what is missing."""
    opened = unlocked(half, key)
    opened.driver.execute("PRAGMA foreign_keys = OFF")
    store = Store.over(opened, now)
    try:
        with store.read() as session:
            missing = [*_missing_deeds(session, now)]
            missing += _may_be_missing(path, key, session, now)
        with store.change(_LABEL, undoable=False) as session:
            for table, row in readable.tables(path, key, known):
                _write(session, table, str(row.pop("id")), row)
        pointless = _pointless(opened)
        with store.change("Put aside what points at nothing", undoable=False) as session:
            for table, record in pointless:
                session.get_one(RECORDS[table], record).removed = True
        _remove_again(store, gone)
        with store.read() as session:
            missing += _missing_papers(session)
        if pointless:
            missing.append(
                f"{counted(len(pointless), 'record')} belong to others that are missing, and were put aside."
            )
        return missing
    finally:
        store.close()
        half.with_name(half.name + ".lock").unlink(missing_ok=True)


def _remove_again(store: Store, gone: Iterable[purge.Gone]) -> None:
    """Take out again what was removed for good, and came back out of an older backup."""
    with store.read() as session:
        every = (*purge.own(session), *gone)
    if every:
        with store.change(restore.REMOVE_AGAIN, undoable=False, kind=purge.KIND) as session:
            purge.reapply(cast("LoggedSession", session), every, listed_too=True)
        anew.make(store.file)


def _pointless(opened: StoreFile) -> list[tuple[str, str]]:
    found = []
    for table, rowid, *_parent in opened.driver.execute("PRAGMA foreign_key_check").fetchall():
        query = f'SELECT id FROM "{table}" WHERE rowid = ?'  # noqa: S608 a name of the schema
        found.append((str(table), str(opened.driver.execute(query, (rowid,)).fetchone()[0])))
    return sorted(set(found))


def _missing_deeds(session: Session, now: Callable[[], datetime]) -> Iterator[str]:
    found = faults(session)
    broken = {(fault.device, fault.number): fault.what for fault in found}
    before: dict[str, DeedRow] = {}
    for deed in session.exec(select(DeedRow).order_by(DeedRow.device, col(DeedRow.number))):
        words = _words(deed.at, now)
        last = before.get(deed.device)
        gap = deed.number - (last.number if last else 0) - 1
        if gap:
            since = f"between {_words(last.at, now)} and" if last else "before"
            yield f"{counted(gap, 'deed')} {since} {words} could not be read."
        if "does not match" in broken.get((deed.device, deed.number), ""):
            yield f"“{deed.label}”, {words}: a part of it could not be read. Look at what it changed."
        before[deed.device] = deed
    nameless = sum("changes without a deed" in fault.what for fault in found)
    if nameless:
        yield f"{counted(nameless, 'deed')} could be read only in part: what they changed is there, their name is not."


def _may_be_missing(path: Path, key: bytes, session: Session, now: Callable[[], datetime]) -> Iterator[str]:
    """What cannot be known for certain, because a part of the damaged store says nothing."""
    if not readable.answers(path, key, "SELECT * FROM journal"):
        last = session.exec(
            select(DeedRow.at).where(DeedRow.kind != _KIND).order_by(col(DeedRow.at).desc()).limit(1)
        ).first()
        after = "" if last is None else f" after {_words(last, now)}"
        yield f"Deeds{after} may be missing: a part of the journal could not be read."
    if not readable.answers(path, key, "SELECT * FROM draft"):
        yield "Some of what was being typed, and was not yet a deed, may be missing."
    if not readable.answers(path, key, "SELECT * FROM setting"):
        yield "Settings of this store, such as the second place for backups, may be those of the backup."


def _words(moment: datetime, now: Callable[[], datetime]) -> str:
    at = moment.astimezone(now().tzinfo)
    return f"{long_date(at.date())}, {at:%H:%M}"


def _missing_papers(session: Session) -> Iterator[str]:
    there = set(session.exec(select(KeptBytes.fingerprint)))
    went = select(Purged.record).where(Purged.table == "kept_bytes", col(Purged.removed).is_(False))
    gone = col(IssuedPaper.fingerprint).in_(went)
    for paper in session.exec(select(IssuedPaper).where(col(IssuedPaper.fingerprint).not_in(there), ~gone)):
        yield (
            f"The {paper.paper} issued on {long_date(paper.issued_at.date())} (version {paper.version}) "
            "could not be read. Whoever received it still has it."
        )
    # A paper that was removed for good stands attached nowhere; one that was attached again since is missed.
    attached = select(AttachedPaper).where(
        AttachedPaper.title != "",
        col(AttachedPaper.removed).is_(False),
        col(AttachedPaper.omitted).is_(False),
        col(AttachedPaper.fingerprint).not_in(there),
        # What is in the papers of an item that was taken away went with it.
        col(AttachedPaper.item_id).not_in(select(AgendaItem.id).where(col(AgendaItem.removed))),
    )
    for title in dict.fromkeys(one.title for one in session.exec(attached)):
        yield f"The attached paper “{title}” could not be read. Attach it again."
