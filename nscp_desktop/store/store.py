"""The store: an object that holds one encrypted file, its unit of work, drafts, undo and announcement."""

import hashlib
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import cast

from filelock import FileLock, Timeout
from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session, col, select

from nscp_desktop import log
from nscp_desktop.errors import CannotWrite, NotAStore, StoreInUse
from nscp_desktop.records import new_id

from . import keys
from .clock import HybridClock
from .engine import connect, is_plain, refusal
from .journal import Chain, Entry, Fault, faults
from .log import DRAFT, DeedInHand, LoggedSession
from .migrations import migrate
from .tables import DraftRow, KeptBytes, LogRow, Setting
from .undo import LeftAlone, invert


@dataclass(frozen=True, slots=True)
class Change:
    """A deed that is done and durable: what it is called, when, by whom, and which records it touched."""

    id: str
    label: str
    at: datetime
    actor: str
    records: frozenset[tuple[str, str]]

    @property
    def tables(self) -> frozenset[str]:
        """The tables it touched."""
        return frozenset(table for table, _record in self.records)


@dataclass(frozen=True, slots=True)
class Undone:
    """What an undo or redo did: the deed's label, and the fields it left alone because they changed since."""

    label: str
    left_alone: tuple[LeftAlone, ...]


@dataclass(frozen=True, slots=True)
class Draft:
    """Text that was typed but is not yet a deed."""

    table: str
    record: str
    field: str
    text: str
    cursor: int
    typed_at: datetime


def _guarded(path: Path) -> FileLock:
    """The guard that lets one program at a time have the store at ``path``; the system frees it after a kill.

    A file of its own: the store's own locks would be lost whenever this process opens and shuts that file.
    """
    guard = FileLock(path.with_name(path.name + ".lock"), timeout=0, thread_local=False)
    try:
        guard.acquire()
    except Timeout as error:
        raise StoreInUse(
            f"{path.name} is open in another copy of NSCP Desktop. Close it there first. Nothing has been changed."
        ) from error
    except OSError as error:
        raise CannotWrite(
            f"{path} cannot be opened: its folder may not be written to. Nothing has been changed."
        ) from error
    return guard


class Store:
    """One open store. Several may live in one process; every use of one is from one thread."""

    def __init__(self, path: Path, engine: Engine, guard: FileLock, now: Callable[[], datetime]) -> None:
        """Take up an open, migrated engine and its guard; use :meth:`create` or :meth:`open`."""
        self.path = path
        self._guard = guard
        self.now = now
        self.actor = ""
        self._engine = engine
        self._session: Session | None = None
        self._changing = False
        self._listeners: list[Callable[[Change], None]] = []
        self._undo: list[tuple[str, str]] = []
        self._redo: list[tuple[str, str]] = []
        self._inverses: dict[str, str] = {}
        with self.read() as session:
            self.device = self._setting(session, "device") or ""
            self.store_id = self._setting(session, "store") or ""
            highest = session.exec(select(LogRow.id).order_by(col(LogRow.id).desc()).limit(1)).first() or ""
            self._chain = Chain(session, self.device)
            self._drafts = {(row.table, row.record, row.field) for row in session.exec(select(DraftRow))}
        self._clock = HybridClock(self.device, now, highest)

    @classmethod
    def create(
        cls, path: Path, passphrase: str, now: Callable[[], datetime], cost: keys.Cost | None = None
    ) -> "Store":
        """Make a new store at ``path`` that ``passphrase`` opens.

        Refuses a place that is taken or cannot be written (:class:`CannotWrite`), leaving nothing behind.
        """
        if path.exists():
            raise CannotWrite(f"{path} is already there. Choose another name. Nothing has been changed.")
        key, store_id = keys.new_key(), new_id()
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            guard = _guarded(path)
            keys.save(path, keys.KeyFile(store_id, (keys.wrap(key, passphrase, store_id, cost=cost),)))
        except OSError as error:
            raise CannotWrite(
                f"{path} cannot be made: the folder may not be written to, or the disk is full. "
                "Choose another place. Nothing has been changed."
            ) from error
        engine = connect(path, key)
        migrate(engine, path.name, new=True)
        with Session(engine) as session, session.begin():
            session.add(Setting(key="store", value=store_id))
            session.add(Setting(key="device", value=secrets.token_hex(4)))
        return cls(path, engine, guard, now)

    @classmethod
    def open(cls, path: Path, passphrase: str, now: Callable[[], datetime]) -> "Store":
        """Open the store at ``path``.

        Refuses, changing nothing: no store (:class:`NotAStore`), a wrong passphrase
        (:class:`WrongPassphrase`), a store in use (:class:`StoreInUse`), a newer one (:class:`NewerStore`).
        """
        if not path.is_file():
            raise NotAStore(f"There is no store at {path}. Nothing has been changed.")
        key_file = keys.load(path)
        guard = _guarded(path)
        try:
            if is_plain(path):
                raise NotAStore(f"{path.name} is not a store of NSCP Desktop. Nothing has been changed.")
            engine = connect(path, keys.unwrap(key_file, passphrase))
        except BaseException:
            guard.release()
            raise
        try:
            migrate(engine, path.name, new=False)
            return cls(path, engine, guard, now)
        except BaseException:
            engine.dispose()
            guard.release()
            raise

    def close(self) -> None:
        """Close the file; the store object is of no further use."""
        self._engine.dispose()
        self._guard.release()

    # -- reading and writing ------------------------------------------------------------------------

    @contextmanager
    def read(self) -> Iterator[Session]:
        """A session for questions; inside a change or another read, that same session."""
        if self._session is not None:
            yield self._session
            return
        with Session(self._engine) as session:
            self._session = session
            try:
                yield session
            finally:
                self._session = None

    @contextmanager
    def change(self, label: str, *, undoable: bool = True, kind: str = "deed") -> Iterator[Session]:
        """The one way to write: one deed and one durable commit, or nothing at all.

        ``label`` says the deed in the imperative ("Mark Priya Nair present"). A fault of the disk is
        raised as a :class:`~nscp_desktop.errors.Refused`; every error leaves the store as it was.
        """
        if self._session is not None:
            raise RuntimeError("a change cannot begin inside another change or a read")
        deed = DeedInHand(new_id(), self._clock, self._drafts)
        session = LoggedSession(self._engine)
        session.deed = deed
        self._session = session
        entry: Entry | None = None
        try:
            yield session
            session.flush()
            if deed.rows or kind != "deed":
                entry = self._chain.entry(
                    deed.id,
                    self._clock.stamp(),
                    self.now(),
                    actor=self.actor,
                    kind=kind,
                    label=label,
                    rows=deed.rows,
                )
                entry.write(session)
            session.commit()
        except DBAPIError as error:
            session.rollback()
            if error.orig is None:
                raise
            raise refusal(error.orig, self.path) from error
        except BaseException:
            session.rollback()
            raise
        finally:
            session.close()
            self._session = None
        if entry is None:
            return
        self._chain.took(entry.number, entry.hash)
        self._drafts -= deed.settled
        if undoable and deed.rows:
            self._undo.append((deed.id, label))
            self._redo.clear()
        self._announce(Change(deed.id, label, entry.at, self.actor, frozenset(deed.touched)))

    def note(self, kind: str, label: str) -> None:
        """Write an event that changes no record into the journal: an unlock, an export, a print."""
        with self.change(label, undoable=False, kind=kind):
            pass

    def keep(self, session: Session, content: bytes) -> str:
        """Keep ``content`` inside the store as part of the open change; gives its SHA-256 fingerprint."""
        fingerprint = hashlib.sha256(content).hexdigest()
        if session.get(KeptBytes, fingerprint) is None:
            session.add(KeptBytes(fingerprint=fingerprint, content=content))
        return fingerprint

    def kept(self, fingerprint: str) -> bytes:
        """The bytes kept under ``fingerprint``; KeyError when there are none."""
        with self.read() as session:
            row = session.get(KeptBytes, fingerprint)
            if row is None:
                raise KeyError(fingerprint)
            return row.content

    # -- announcement -------------------------------------------------------------------------------

    def listen(self, listener: Callable[[Change], None]) -> Callable[[], None]:
        """Call ``listener`` after every commit; gives a function that stops it."""
        self._listeners.append(listener)

        def stop() -> None:
            self._listeners.remove(listener)

        return stop

    def _announce(self, change: Change) -> None:
        for listener in tuple(self._listeners):
            try:
                listener(change)
            except Exception as error:  # noqa: BLE001 whatever a screen raises, the deed stands
                # The deed is durable: a screen that cannot refresh must not make it look lost to its caller.
                log.fault(error)

    # -- undo ---------------------------------------------------------------------------------------

    @property
    def undo_label(self) -> str:
        """What undo would take back, empty when there is nothing in this sitting."""
        return self._undo[-1][1] if self._undo else ""

    @property
    def redo_label(self) -> str:
        """What redo would do again, empty when there is nothing."""
        return self._redo[-1][1] if self._redo else ""

    def undo(self) -> Undone | None:
        """Take back the newest deed of this sitting that is not yet taken back; None when there is none."""
        return self._turn(self._undo, self._redo, "undo")

    def redo(self) -> Undone | None:
        """Do again what was last taken back; None when there is nothing."""
        return self._turn(self._redo, self._undo, "redo")

    def _turn(self, source: list[tuple[str, str]], target: list[tuple[str, str]], word: str) -> Undone | None:
        if not source:
            return None
        deed_id, label = source[-1]
        inverse = ""
        with self.change(f"{word.capitalize()}: {label}", undoable=False, kind=word) as session:
            logged = cast("LoggedSession", session)
            left_alone = invert(logged, deed_id, self._inverses)
            inverse = logged.deed.id
        source.pop()
        target.append((inverse, label))
        self._inverses[inverse] = deed_id
        return Undone(label, left_alone)

    def forget_sitting(self) -> None:
        """Begin a new sitting: what was done so far can no longer be undone, only changed."""
        self._undo.clear()
        self._redo.clear()
        self._inverses.clear()

    # -- drafts -------------------------------------------------------------------------------------

    def keep_draft(self, table: str, record: str, field: str, text: str, cursor: int = 0) -> None:
        """Make text that is being typed durable without making it a deed."""
        if self._session is not None:
            raise RuntimeError("a draft cannot be kept inside a change or a read")
        try:
            with Session(self._engine) as session, session.begin():
                session.merge(
                    DraftRow(
                        table=table, record=record, field=field, text=text, cursor=cursor, typed_at=self.now()
                    )
                )
        except DBAPIError as error:
            if error.orig is None:
                raise
            raise refusal(error.orig, self.path) from error
        self._drafts.add((table, record, field))

    def drop_draft(self, table: str, record: str, field: str) -> None:
        """Forget a draft whose text is as kept."""
        with Session(self._engine) as session, session.begin():
            session.connection().execute(
                DRAFT.delete().where(DRAFT.c.table == table, DRAFT.c.record == record, DRAFT.c.field == field)
            )
        self._drafts.discard((table, record, field))

    @staticmethod
    def settle_draft(session: Session, table: str, record: str, field: str) -> None:
        """Let a draft go with the open change, in its one commit, where no field of that name is written."""
        cast("LoggedSession", session).deed.settled.add((table, record, field))

    def drafts(self) -> tuple[Draft, ...]:
        """Every draft that is waiting, oldest first: after a kill, what was typed and is not yet a deed."""
        with self.read() as session:
            rows = session.exec(select(DraftRow).order_by(col(DraftRow.typed_at)))
            return tuple(
                Draft(row.table, row.record, row.field, row.text, row.cursor, row.typed_at) for row in rows
            )

    # -- settings and checks ------------------------------------------------------------------------

    @staticmethod
    def _setting(session: Session, key: str) -> str | None:
        row = session.get(Setting, key)
        return None if row is None else row.value

    def setting(self, key: str) -> str | None:
        """A fact of this store itself, or None."""
        with self.read() as session:
            return self._setting(session, key)

    def set(self, key: str, value: str) -> None:
        """Keep a fact of this store itself; it is neither logged nor undone."""
        with Session(self._engine) as session, session.begin():
            session.merge(Setting(key=key, value=value))

    def check(self) -> tuple[str, ...]:
        """What is wrong with the file or the chains, one sentence each; empty when all is well."""
        found: list[str] = []
        with self._engine.connect() as connection:
            found += [str(row[0]) for row in connection.exec_driver_sql("PRAGMA cipher_integrity_check")]
            found += [
                str(row[0]) for row in connection.exec_driver_sql("PRAGMA quick_check") if row[0] != "ok"
            ]
        with self.read() as session:
            broken: list[Fault] = faults(session)
        return (
            *found,
            *(f"Journal of {fault.device}, deed {fault.number}: {fault.what}." for fault in broken),
        )
